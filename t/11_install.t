# `build.sh install`: everything is where the units and the configuration look
# for it, an operator's files are kept, and the program finds what belongs to
# it beside itself: what is installed answers, and reads files.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Installed;
use Relevo::World;

my $top = $Relevo::World::TOP;
my $w = Relevo::World->new(stopped => 1, set => { 'turn.burst_ms' => 0 });
$w->start(qw(redis postgres));
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
# what the worker writes to is a folder that its unit makes, for it alone
my ($worker) = grep { /relevo worker/ } @units;
my %made = map { $_ => 1 } map { split } $worker =~ /^StateDirectory=(.+)$/mg;
my $defaults = slurp("$top/worker/engine/config.def");
ok($made{ $defaults =~ m{^CONFIG\("\Q$_\E",\s*STR,\s*"/var/lib/(.+?)"}m ? $1 : '' }, "$_ is made by the unit")
    for qw(store.dir media.spool);
for (@units) {
    like($_, qr/^Restart=always$/m, 'started again after every end');
    like($_, qr/\[Unit\][^\[]*^StartLimitIntervalSec=0$/m, 'however often');
}

# nginx takes its configuration, once the secrets are there that OPERATIONS names; folders of the
# system are this world's
my ($table) = slurp("$top/docs/OPERATIONS.md") =~ /^\*\*Secrets\*\*(.*?)^    /ms;
my %told = map { $_ => 1 } map { /`(\w+)`/g } $table =~ /^\| ([^|]*) \|/mg;
my $nginx = slurp("$etc/nginx.conf");
my @secrets = $nginx =~ m{\Q$etc\E/secrets/(\w+)}g;
cmp_ok(scalar @secrets, '>', 6, 'nginx is given secrets');
my %seen;
ok($told{$_}, "$_ is among those an operator makes") for grep { !$seen{$_}++ } @secrets;
mkdir "$etc/secrets" or die $!;
for my $name (keys %told) {
    open my $f, '>', "$etc/secrets/$name" or die $!;
    print $f 'ab' x 32, "\n";
    close $f;
    chmod 0600, "$etc/secrets/$name";
}
my $here = $w->dir('nginx-t');
mkdir $here or die $!;
$nginx =~ s{/var/log/nginx|/var/lib/nginx|/run(?=/nginx)}{$here}g;
$nginx =~ s/^user .*//m if $>;
my $said = qx(nginx -t -c '@{[$w->write_file('nginx-t.conf', $nginx)]}' 2>&1);
like($said, qr/test is successful/, 'nginx -t') or diag($said);

works($w, "$prefix/bin/relevo");
my $shown = qx('$prefix/bin/relevo' --config '@{[$w->dir('relevo.conf')]}' config);
my %default = $shown =~ m{^([a-z.]+) = ((?:config|build)/\S+)$}mg;
cmp_ok(scalar keys %default, '>=', 7, 'what is found beside the program');
ok(-e "$prefix/share/relevo/$default{$_}", "$_: $default{$_} is installed") for sort keys %default;

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
