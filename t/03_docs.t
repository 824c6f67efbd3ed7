# The documentation against the source: no directive, variable, setting, file
# or link that one of them has and the other has not.

use strict;
use warnings;
use FindBin;

use File::Basename qw(dirname);
use Test::More;

my $root = "$FindBin::Bin/..";


sub slurp {
    my ($path) = @_;
    open my $in, '<', $path or die "$path: $!";
    local $/;
    return scalar <$in>;
}


# name => "http, server, location", out of every ngx_command_t of the module
sub directives {
    my %context;
    for my $file (glob "$root/ngx_module/*.c") {
        my $text = slurp($file);
        while ($text =~ /ngx_string\("(relevo_\w+)"\),\s*((?:NGX_\w+\s*\|?\s*)+),/g) {
            my ($name, $flags) = ($1, $2);
            next if $flags !~ /_CONF\b/;
            $context{$name} = join ', ', map { $flags =~ /NGX_HTTP_$_->[0]_CONF/ ? $_->[1] : () }
                [MAIN => 'http'], [SRV => 'server'], [LOC => 'location'];
        }
    }
    return \%context;
}


subtest 'directives' => sub {
    my $source = directives();
    my $page = slurp("$root/docs/DIRECTIVES.md");
    my ($contents) = $page =~ /^(.*?)^## /ms;
    my %docs;

    my $section = qr/^\#\#\#[ ](\w+)\n\n
        [ ]{4}Syntax:[ ]{2}(\w+)[^\n]*;\n
        [ ]{4}Default:[ ]\S[^\n]*\n
        [ ]{4}Context:[ ]([^\n]+)\n\n\S/mx;

    while ($page =~ /$section/g) {
        my ($name, $syntax, $context) = ($1, $2, $3);
        is($syntax, $name, "$name: its syntax is its own");
        $docs{$name} = $context;
    }

    cmp_ok(scalar keys %$source, '>', 30, 'the source has directives');
    is_deeply([sort $page =~ /^### (\w+)/gm], [sort keys %docs],
        'each has syntax, default, context and a text');
    is_deeply(\%docs, $source, 'each of the source is there, with its contexts');
    like($contents, qr/`$_`/, "$_ is in the contents") for sort keys %$source;
};


subtest 'variables' => sub {
    my %source;
    for my $file (glob "$root/ngx_module/*.c") {
        my $text = slurp($file);
        $source{$1} = 1 while $text =~ /ngx_string\("(relevo_\w+)"\), NULL,\s*ngx_http_relevo_\w+_variable/g;
    }

    cmp_ok(scalar keys %source, '>', 8, 'the source has variables');
    for my $page (qw(DIRECTIVES METRICS)) {
        my %docs = map { $_ => 1 } slurp("$root/docs/$page.md") =~ /`\$(relevo_\w+)`/g;
        is_deeply(\%docs, \%source, "$page.md names all of them");
    }
};


subtest 'settings' => sub {
    my %source = slurp("$root/worker/engine/config.def")
        =~ /^CONFIG\("([a-z0-9_.]+)",\s*\w+,\s*"([^"]*)"/gm;
    my $page = slurp("$root/docs/CONFIGURATION.md");
    my (%docs, %seen);

    while ($page =~ /^\| `([a-z0-9_.]+)` \| (?:`([^`]*)`|empty) \|/gm) {
        $docs{$1} = $2 // '';
        ok(!$seen{$1}++, "$1 is there once");
    }

    cmp_ok(scalar keys %source, '>', 40, 'the source has settings');
    is_deeply(\%docs, \%source, 'CONFIGURATION.md has each of them with its default');
};


# Of a heading, as the usual renderers make it.
sub anchor {
    my ($heading) = @_;
    $heading = lc $heading;
    $heading =~ s/[^\w\- ]//g;
    return $heading =~ s/ /-/gr;
}


subtest 'links' => sub {
    my @pages = grep { !m{/node_modules/} } glob join ' ',
        map { "$root/$_" } qw(*.md docs/*.md */README.md */*/README.md);
    my (%anchors, $n);

    for my $page (@pages) {
        my $text = slurp($page) =~ s/^```.*?^```//gmsr;
        while ($text =~ /\]\(([^)\s]+)\)/g) {
            my $link = $1;
            next if $link =~ /^\w+:/;
            my ($path, $part) = $link =~ /^([^#]*)(?:#(.*))?$/;
            my $to = $path eq '' ? $page : dirname($page) . "/$path";
            $n++;
            if (!-e $to) {
                fail(substr($page, length "$root/") . ": $link leads nowhere");
                next;
            }
            next if !defined $part;
            $anchors{$to} //= { map { anchor($_) => 1 } slurp($to) =~ /^#+ (.+)$/gm };
            ok($anchors{$to}{$part}, "$link") or diag $page;
        }
    }

    cmp_ok($n, '>', 40, 'links lead somewhere');
};


# `worker/lane.c`, `_ids.c`: what a page calls a source is one, wherever it lies.
subtest 'files' => sub {
    my @files = split /\n/, qx(git -C '$root' ls-files 2>&1);
    plan skip_all => 'no git checkout' if $?;
    my %place = map { my $f = $_; map { $_ => 1 } $f, $f =~ /^ngx_module\/ngx_http_relevo(_.*)/,
        map { substr $f, $_ + 1 } grep { substr($f, $_, 1) eq '/' } 0 .. length $f } @files;
    my ($n, @lost) = 0;

    for my $page (grep { /\.md$/ } @files) {
        my $text = slurp("$root/$page") =~ s/^```.*?^```//gmsr;
        while ($text =~ /`((?:\.\.\/)*([\w.\/-]+\.(?:c|h|t|sql|sh|pl|pm|mjs|tsx?|def|service)))`/g) {
            my ($said, $name) = ($1, $2);
            next if $name =~ /NAME|SUBJECT|reports/;       # one that the reader will write
            $n++;
            push @lost, "$page: $said" if !$place{$name};
        }
    }

    cmp_ok($n, '>', 500, 'files of pages');
    is_deeply(\@lost, [], 'all of them are there');
};


subtest 'the index' => sub {
    my $index = slurp("$root/docs/README.md");

    for my $page (glob "$root/docs/*.md") {
        my ($name) = $page =~ m{([^/]+)$};
        next if $name eq 'README.md';
        like($index, qr/\(\Q$name\E\)/, "docs/README.md names $name");
    }
};

done_testing();
