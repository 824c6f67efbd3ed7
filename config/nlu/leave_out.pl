#!/usr/bin/env perl
#
# leave_out.pl [--rules FILE] 'PATTERN' ... - how good escalation is on a
# source that nothing was learned from.
#
# Of each PATTERN of config/nlu (reason/??_f.tsv, escalation/??_b.jsonl) a
# model is trained without those files, then judges every sentence of them
# under the rules, as one message.  Prints a line per pattern: how many need
# a person and how many do not, recall and false positives in percent.
# Forty seconds of one CPU per pattern; needs ./build.sh build before.

use strict;
use warnings;

use File::Basename qw(basename);
use File::Copy qw(copy);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use FindBin;
use JSON::PP;

my $root = "$FindBin::Bin/../..";
my $json = JSON::PP->new->utf8->canonical;
my @set;

if (@ARGV && $ARGV[0] eq '--rules') {
    shift;
    @set = ('--set', 'decide.rules=' . shift);
}
die "usage: leave_out.pl [--rules FILE] 'PATTERN' ...\n" if !@ARGV;


# The sentences of a line: of a list every one, of a template one per option.
sub sentences {
    my ($text) = @_;

    return $text if $text !~ /\{([^{}]*)\}/;
    my ($before, $options, $after) = ($`, $1, $');
    my @rest = sentences($after);
    my $n = 0;

    return map { $before . $_ . $rest[$n++ % @rest] } split /\|/, $options, -1;
}


sub items {
    my ($path) = @_;
    my ($n, $lang) = (0, substr basename($path), 0, 2);
    my @items;

    open my $in, '<', $path or die "$path: $!\n";
    while (my $line = <$in>) {
        chomp $line;
        next if $line =~ /^(?:#|$)/;
        if ($path =~ /\.jsonl$/) {
            push @items, $json->decode($line);
            next;
        }
        my ($reason, $text) = split /\t/, $line, 2;
        utf8::decode($text);
        push @items, map { {
            id => $lang . ++$n, lang => $lang,
            messages => [{ role => 'user', content => $_ }],
            escalate => $reason =~ /^(?:none|over)$/ ? JSON::PP::false
                : JSON::PP::true,
        } } sentences($text);
    }

    return @items;
}


# A copy of the corpora without what is held; returns what was held.
sub copy_without {
    my ($to, $pattern) = @_;
    my %held = map { $_ => 1 } glob "$FindBin::Bin/$pattern";

    for my $path (glob "$FindBin::Bin/*/*") {
        next if $held{$path};
        my $dir = "$to/" . basename(substr $path, 0, rindex $path, '/');
        make_path($dir);
        copy($path, $dir) or die "$path: $!\n";
    }

    return sort keys %held;
}


sub judge {
    my ($pattern) = @_;
    my $dir = tempdir(CLEANUP => 1);
    my @held = copy_without("$dir/corpora", $pattern);
    die "$pattern: no such files\n" if !@held;

    make_path("$dir/models");
    copy($_, "$dir/models") for glob "$root/build/nlu/*.model";
    system("$root/build/relevo train --project $dir/corpora"
           . " --out $dir/models --task escalation >$dir/report") == 0
        or die "$pattern: training failed\n";

    my @items = map { items($_) } @held;
    open my $out, '>', "$dir/items.jsonl" or die "$dir: $!\n";
    print $out $json->encode($_), "\n" for @items;
    close $out or die "$dir: $!\n";

    open my $eval, '-|', "$root/build/relevo", '--set',
        "nlu.models=$dir/models", @set, 'eval', 'escalation',
        "$dir/items.jsonl" or die "relevo: $!\n";
    my $told = $json->decode(join '', <$eval>);
    my $yes = grep { $_->{escalate} } @items;

    printf "%-24s %5d yes %5d no  recall %5.1f  false positives %5.1f\n",
        $pattern, $yes, @items - $yes, 100 * $told->{recall},
        100 * $told->{fpr};
    return;
}


judge($_) for @ARGV;
