# `build.sh install`: everything is where the units and the configuration look
# for it, an operator's files are kept, and the program finds what belongs to
# it beside itself.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::World;

my $top = $Relevo::World::TOP;
my $w = Relevo::World->new(parts => [qw(redis postgres)]);
my $prefix = $w->dir('prefix');
my $etc = "$prefix/etc/relevo";


sub install {
    my ($dest) = @_;

    local $ENV{DESTDIR} = $dest // '';
    my $out = qx('$top/build.sh' install --prefix '$prefix' 2>&1);
    is($?, 0, 'installed') or diag($out);
    return $out;
}


sub slurp {
    my ($file) = @_;

    open my $in, '<', $file or die "$file: $!\n";
    local $/;
    return <$in>;
}


install();
ok(-x "$prefix/bin/relevo", 'the program');
ok(-x "$prefix/bin/relevo-decode", 'the decoder beside it');
ok(-f "$prefix/lib/relevo/ngx_http_relevo_module.so", 'the module');
ok(-f "$prefix/share/relevo/$_", $_)
    for qw(console/chat/index.html console/desk/index.html config/texts/es.json sql/roles.sql
        sql/migrations/0001_base.sql config/prometheus/relevo.rules.yml config/grafana/relevo.json);

# what a unit or a configuration names is there, or is the operator's to make
for my $file (glob "$prefix/lib/systemd/system/*.service $etc/*.conf") {
    my $text = slurp($file);
    unlike($text, qr/\@[A-Z_]+\@/, "$file is filled in");
    my @lost = grep { !-e } $text =~ m{(\Q$prefix\E/[\w./-]+)}g;
    is(join(' ', grep { !m{/etc/relevo/(?:secrets/|redis\.acl$)} } @lost), '', 'and names what is there');
}

my @units = map { slurp($_) } glob "$prefix/lib/systemd/system/*.service";
is(scalar @units, 2, 'two units');
for (@units) {
    like($_, qr/^Restart=always$/m, 'started again after every end');
    like($_, qr/\[Unit\][^\[]*^StartLimitIntervalSec=0$/m, 'however often');
}

# the installed program, with nothing but its connections configured
my %set = $w->part('worker')->settings;
delete $set{'texts.dir'};
my $conf = $w->write_file('installed.conf', join '', map { "$_ = $set{$_}\n" } sort keys %set);
chdir '/' or die;
like(scalar qx('$prefix/bin/relevo' --config '$conf' migrate 2>&1),
    qr/^database: 0 of \d+ migrations were new$/m,
    'it finds its migrations');
like(scalar qx('$prefix/bin/relevo' --config '$conf' doctor 2>&1), qr/^0 serious|nothing to complain/m,
    'and its texts');

open my $out, '>>', "$etc/relevo.conf" or die;
print $out "log.level = warn\n";
close $out;
my $mine = slurp("$etc/relevo.conf");
install();
is(slurp("$etc/relevo.conf"), $mine, "an operator's file is kept");
is(slurp("$etc/relevo.conf.new"), slurp("$top/config/relevo.conf"), 'the new one lies beside it');
ok(!-e "$etc/nginx.conf.new", 'only where they differ');

my $dest = $w->dir('dest');
install($dest);
ok(-x "$dest$prefix/bin/relevo", 'DESTDIR is respected');
like(slurp("$dest$prefix/lib/systemd/system/relevo-worker.service"), qr{^ExecStart=\Q$prefix\E/bin/relevo}m,
    'and is in no file');

Relevo::World->finish;
