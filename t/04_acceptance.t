# docs/acceptance: what was asked for, row by row. Each page that is there has
# all its ids in order, each row says where it is done, each path exists.
# Whether the file really does it is for who reads it.

use strict;
use warnings;
use utf8;
use FindBin;

use Test::More;

my $root = "$FindBin::Bin/..";
my $pages = "$root/docs/acceptance";

# what a row may say instead of a path; the words after it are free
my $instead = qr/^(?:later|no behaviour|not yet): \S/;


sub slurp {
    my ($path) = @_;
    open my $in, '<:encoding(UTF-8)', $path or die "$path: $!";
    local $/;
    return scalar <$in>;
}


# The paths of a cell that do not exist; `*` stands for any name.
sub lost_paths {
    my ($cell) = @_;
    return grep { my @found = glob "$root/$_"; !grep { -e } @found } $cell =~ /`([^`]+)`/g;
}


# What is wrong with the last two cells of a row, as texts.
sub row_faults {
    my ($where, $shown) = @_;
    my @faults = map { "$_ does not exist" } lost_paths($where), lost_paths($shown);

    if ($where =~ /^\s*$/) {
        push @faults, 'no where';
    } elsif ($where !~ $instead) {
        push @faults, "neither a path nor a reason: $where" if $where !~ /`/;
        my @code = grep { !/\.md$/ } $where =~ /`([^`]+)`/g;      # a page shows itself
        push @faults, 'done, but shown by nothing' if @code && $shown !~ /`/;
    }
    return @faults;
}


# Rows of a page: [[cells], ...]. `\|` in a cell is a bar of its text.
sub rows_of {
    my ($text) = @_;
    my @rows;
    for my $line (split /\n/, $text) {
        next if $line !~ /^\|(.*)\|\s*$/;
        my @cells = map { s/^\s+|\s+$//gr } split /(?<!\\)\|/, $1, -1;
        push @rows, \@cells if $cells[0] !~ /^-+$/;
    }
    return @rows;
}


# What is wrong with a page whose ids go from $first to $last, as texts.
sub page_faults {
    my ($text, $first, $last) = @_;
    my ($prefix, $digits) = $first =~ /^(\w+-)(\d+)$/ or die "not an id: $first";
    my $id = sub { sprintf '%s%0*d', $prefix, length $digits, $_[0] };
    my ($next, @faults) = (0 + $digits);

    for my $row (rows_of($text)) {
        my ($is, $what, @last) = @$row;
        next if $is !~ /^\Q$prefix\E/;
        push @faults, "$is where " . $id->($next) . ' should be' if $is ne $id->($next);
        push @faults, "$is has " . @$row . ' cells' if @$row != 4;
        push @faults, "$is says nothing" if ($what // '') eq '';
        push @faults, map { "$is: $_" } row_faults(map { $_ // '' } @last[0, 1]);
        $next = 1 + ($is =~ /(\d+)$/)[0];
    }
    push @faults, 'ends before ' . $id->($next) if $next <= ($last =~ /(\d+)$/)[0];
    push @faults, "goes on behind $last" if $next > 1 + ($last =~ /(\d+)$/)[0];
    return @faults;
}


# What is wrong with a page whose rows have no id: | what | where | shown by |
sub list_faults {
    my ($text) = @_;
    my @faults;
    for my $row (rows_of($text)) {
        next if $row->[0] eq 'what';
        push @faults, "$row->[0] has " . @$row . ' cells' if @$row != 3;
        push @faults, map { "$row->[0]: $_" } row_faults(map { $_ // '' } @$row[1, 2]);
    }
    return @faults;
}


subtest 'what the check finds' => sub {
    my $row = sub { join '', map { "| $_->[0] | a | $_->[1] | $_->[2] |\n" } @_ };
    my @done = ('`build.sh`', '`t/04_*.t`, `t`');

    for my $case (
        ['nothing', '', ['X-01', @done], ['X-02', 'later: voice', ''], ['X-03', '`README.md`', '']],
        ['a gap', 'X-03 where X-02 should be', ['X-01', @done], ['X-03', @done]],
        ['the end', 'ends before X-03', ['X-01', @done], ['X-02', @done]],
        ['more', 'goes on behind X-03', map { [$_, @done] } qw(X-01 X-02 X-03 X-04)],
        ['a lost file', 'X-01: no/such.c does not exist', ['X-01', '`no/such.c`', '`t`']],
        ['a lost test', 'X-01: t/no_*.t does not exist', ['X-01', '`build.sh`', '`t/no_*.t`']],
        ['no where', 'X-01: no where', ['X-01', '', '`t`']],
        ['words', 'X-01: neither a path nor a reason: the worker', ['X-01', 'the worker', '`t`']],
        ['no test', 'X-01: done, but shown by nothing', ['X-01', '`build.sh`', 'by eye']],
        ['no plan', '', ['X-01', 'no behaviour: a plan', ''], map { [$_, @done] } qw(X-02 X-03)],
        ['a half reason', 'X-01: neither a path nor a reason: later:', ['X-01', 'later:', '`t`']])
    {
        my ($name, $fault, @rows) = @$case;
        my ($said) = page_faults($row->(@rows), 'X-01', 'X-03');
        is($said // '', $fault, $name);
    }

    is((page_faults("| X-01 | a | `build.sh` |\n", 'X-01', 'X-01'))[0], 'X-01 has 3 cells', 'a cell missing');
    is((page_faults("| X-01 |  | `t` | `t` |\n", 'X-01', 'X-01'))[0], 'X-01 says nothing', 'no what');
    is_deeply([page_faults("| X-01 | a \\| b | `t` | `t` |\n", 'X-01', 'X-01')], [], 'a bar in a cell');

    my $list = "| what | where | shown by |\n|---|---|---|\n| a | `t` | `t` |\n| b | `u` | `t` |\n";
    is_deeply([list_faults($list)], ['b: u does not exist'], 'a list');
};


my ($n, %named) = (0);
for my $line (split /\n/, slurp("$pages/README.md")) {
    my ($page, $first, $last) = $line =~ /^\| `(\w+\.md)` \| (?:(\S+) to (\S+)|none) \|/ or next;
    $named{$page} = 1;
    next if !-e "$pages/$page";

    my $text = slurp("$pages/$page");
    my @faults = defined $first ? page_faults($text, $first, $last) : list_faults($text);
    is(join("\n", @faults), '', $page);
    $n++;
}

is(join(' ', sort keys %named), 'S0.md S1.md S2.md S3.md S4.md decisions.md lists.md',
    'the README names the pages');
my @strange = grep { $_ ne 'README.md' && !$named{$_} } map { s{.*/}{}r } glob "$pages/*.md";
is("@strange", '', 'and there is no other');
note("$n pages are there");

done_testing();
