# What is shipped: the help lists every command, the release binary is
# hardened and holds no failpoint, the settings are documented.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

my $top = "$FindBin::Bin/..";
my $relevo = "$top/build/relevo";


sub run {
    my (@argv) = @_;

    open my $out, '-|', @argv or die "$argv[0]: $!";
    my $text = do { local $/; <$out> };
    close $out;                                 # sets $?
    return $text // '';
}


sub slurp {
    my ($file) = @_;

    open my $in, '<', $file or die "$file: $!";
    local $/;
    return <$in>;
}


subtest 'texts of jansson are not given to free()' => sub {
    require File::Temp;
    my $dir = File::Temp->newdir;
    my $n = 0;
    my $found = sub {
        my ($body, $before) = @_;

        my $file = "$dir/" . $n++ . '.c';
        open my $to, '>', $file or die "$file: $!";
        print $to $before // '', "static void\nf(json_t *v, t_t *t)\n{\n$body\n}\n";
        close $to;
        my $said = run($^X, "$top/config/stack/jansson.pl", $file);
        return $? == 0 ? 'clean' : $said =~ /f\(\) frees (\S+),/ ? $1 : $said;
    };
    my $maker = "static char *\nword_of(json_t *v)\n{\n    return json_dumps(v, 0);\n}\n\n\n";
    is($found->(@$_[1 .. 2]), $_->[0], $_->[1] =~ s/\n/ /gr) for
        [text => "    char  *text = json_dumps(v, 0);\n\n    free(text);"],
        ['t->text' => '    t->text = json_dumps(v, 0); free(t->text);'],
        [x => '    p[2] = x = v == NULL ? NULL : json_dumps(v, 0); free(x);'],
        [w => "    char  *w = word_of(v);\n\n    free(w);", $maker],
        [clean => "    char  *text = json_dumps(v, 0);\n\n    jsonx_free(text);"],
        [clean => "    char  *text = strdup(\"json_dumps(\");\n\n    free(text);"],
        [clean => "    char  *a = json_dumps(v, 0), *b = malloc(7);\n\n    jsonx_free(a);\n    free(b);"];
};


subtest 'help lists every command' => sub {
    my $help = run("$top/build.sh", 'help');
    my $code = join '', slurp("$top/build.sh"),
        map { slurp($_) } glob "$top/config/stack/*.sh";
    my @commands = $code =~ /^cmd_(\w+)\(\)/mg;

    cmp_ok(scalar @commands, '>=', 13, 'commands were found');
    for my $command (grep { $_ ne 'help' } sort @commands) {
        like($help, qr/^  \Q$command\E\b/m, $command);
    }

    is(run("$top/build.sh"), $help, 'no command: the same');
    my $message = run('sh', '-c', "'$top/build.sh' bild 2>&1");
    like($message, qr/no command 'bild'/, 'an unknown command is told');
    isnt($?, 0, 'and fails');

    for my $wrong (['build --nginx-src', 'needs a value'], ['build --nginx-src nowhere', 'no such folder'],
        ['build --nginx-src .', 'no nginx source tree'], ['build --bogus', 'unknown option'],
        ['install --prefix', 'needs a value'], ['install --prefix relative', 'absolute path'])
    {
        my ($args, $says) = @$wrong;
        like(run('sh', '-c', "cd /tmp && '$top/build.sh' $args 2>&1"), qr/$says/, $args);
        isnt($?, 0, 'fails');
    }
};


subtest 'the release binary' => sub {
    my $header = run('readelf', '-hW', $relevo);
    my $segments = run('readelf', '-lW', $relevo);
    my $dynamic = run('readelf', '-dW', $relevo);
    my $symbols = run('readelf', '-sW', $relevo);

    like($header, qr/Type:\s+DYN/, 'position independent');
    like($segments, qr/GNU_RELRO/, 'relocations read-only');
    like($dynamic, qr/BIND_NOW|FLAGS.*NOW/, 'and bound at start');
    like($segments, qr/GNU_STACK.* RW /, 'stack not executable');
    like($symbols, qr/__stack_chk_fail/, 'stack protector');
    like($symbols, qr/__\w+_chk\b/, 'fortified');
    unlike($symbols, qr/__asan_|__ubsan_/, 'no sanitizer');
};


subtest 'failpoints are not in release builds' => sub {
    my %name;
    my @sources = split /\n/, run('find', "$top/worker", "$top/common",
        "$top/ngx_module", '-name', '*.[ch]');
    for my $file (@sources) {
        my $text = slurp($file);
        $name{$_} = 1 for $text =~ /\b(?:FAILPOINT|BROKEN)\("([^"]+)"/g;
    }

    # names that are ordinary words may stand in other texts
    my @names = grep { /[._]/ } sort keys %name;
    cmp_ok(scalar @names, '>', 0, 'names were found in the sources');

    for my $file ($relevo, "$top/build/ngx_http_relevo_module.so") {
        my $bytes = slurp($file);
        my @found = grep { $bytes =~ /\0\Q$_\E\0/ } @names,
            'RELEVO_FAILPOINTS', 'RELEVO_BREAK';
        is("@found", '', "none in $file");
    }

    my $test = slurp("$top/build/test/relevo");
    like($test, qr/RELEVO_FAILPOINTS/, 'the test build has them');
};


# Newcomers go by the maps: a README of the folder, or of the one above, names
# each file, by its stem or as `stem_*.c`.
subtest 'every source file is on the map of its folder' => sub {
    my @folders = split /\n/, run('find', map({ "$top/$_" } qw(common ngx_module worker decode console)),
        '-name', 'node_modules', '-prune', '-o', '-type', 'd', '-print');
    cmp_ok(scalar @folders, '>=', 10, 'folders were found');

    for my $folder (@folders) {
        my @files = map { s{.*/}{}r } glob "$folder/*.{c,js,mjs,ts,tsx,css}";
        my ($readme) = grep { -f } "$folder/README.md", "$folder/../README.md";
        my @names = slurp($readme) =~ /`([\w.*]+?)(?:\.[ch])?`/g;
        my $known = join '|', map { quotemeta($_) =~ s/\\\*/.*/gr } @names;
        my @lost = grep { !/^(?:ngx_http_relevo)?(?:$known)(?:\.c)?$/ } @files;
        is("@lost", '', $folder =~ s{^\Q$top\E/}{}r);
    }

    my $text = slurp("$top/docs/ARCHITECTURE.md");
    my @paths = grep { m{/} } $text =~ m{`([\w./]+)`}g;
    cmp_ok(scalar @paths, '>=', 20, 'docs/ARCHITECTURE.md names paths');
    is(join(' ', grep { !-e "$top/$_" && !-e "$top/ngx_module/$_" } @paths), '', 'that exist');
};


# All sheets of the desk end up in one page: a name that a view gives to its own
# things must not be one that the shared sheets style.
subtest 'no sheet of a view changes what is another\'s' => sub {
    my %of;

    for my $file (glob("$top/console/desk/css/*.css"), split /\n/,
        run('find', "$top/console/desk/views", '-name', '*.css'))
    {
        my $sheet = $file =~ s{^\Q$top/console/desk/\E}{}r;
        my $text = slurp($file) =~ s{/\*.*?\*/}{}gsr;
        next if $sheet eq 'css/narrow.css';             # the others, on a phone
        $of{$_}{$sheet} = 1 for map { /^\s*\.([\w-]+)(?:[\s:\[>+~]|$)/ ? $1 : () }
            map { split /,/ } $text =~ /([^{}]+)\{/g;
    }

    cmp_ok(scalar keys %of, '>=', 100, 'classes were found');
    is(join(', ', map { my $name = $_; "$name in " . join ' and ', sort keys %{ $of{$name} } }
        grep { keys %{ $of{$_} } > 1 } sort keys %of), '', 'each is one sheet\'s');

    # ... and a view's sheet is there when the view is: what others use is shared
    my @strangers;
    for my $file (split /\n/, run('find', "$top/console/desk", '-name', '*.tsx')) {
        my ($name, $text) = ($file =~ s{^\Q$top/console/desk/\E}{}r, slurp($file));
        my ($view) = $name =~ m{^(views/\w+/)};
        my %uses = map { $_ => 1 } map { split ' ' } $text =~ /class="([^"]+)"/g;
        for my $class (sort grep { $of{$_} } keys %uses) {
            my ($sheet) = keys %{ $of{$class} };
            push @strangers, "$name: $class of $sheet"
                if $sheet !~ m{^css/} && !($view && $sheet =~ /^\Q$view\E/);
        }
    }
    is(join(', ', @strangers), '', 'no view needs another\'s sheet');
};


subtest 'every setting is documented' => sub {
    my $table = slurp("$top/worker/engine/config.def");
    my %known = $table =~ /^CONFIG\("([^"]+)",\s*\w+,\s*"([^"]*)"/mg;
    my %shown = slurp("$top/config/relevo.conf")
        =~ /^#?([a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*) =(?: (.*))?$/mg;
    $_ //= '' for values %shown;

    is_deeply(\%shown, \%known, 'config/relevo.conf shows every default');
};

done_testing();
