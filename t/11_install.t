# `build.sh install`: everything is where the units and the configuration look
# for it, an operator's files are kept, and the program finds what belongs to
# it beside itself: what is installed answers, and reads files.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Digest::SHA 'sha256_hex';
use Test::More;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::Workflow;
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
        sql/migrations/0001_base.sql);

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

# the installed program, with nothing but its connections configured
my %set = $w->part('worker')->settings;
my @shipped = qw(texts.dir prompts.dir decide.rules decide.dir nlu.models provider.prices
    media.workflow);
delete @set{ grep { $set{$_} =~ m{^\Q$top\E/} } keys %set };
my $conf = $w->write_file('installed.conf', join '', map { "$_ = $set{$_}\n" } sort keys %set);
chdir '/' or die;
like(scalar qx('$prefix/bin/relevo' --config '$conf' migrate 2>&1),
    qr/^database: 0 of \d+ migrations were new$/m,
    'it finds its migrations');
like(scalar qx('$prefix/bin/relevo' --config '$conf' doctor 2>&1), qr/^0 serious|nothing to complain/m,
    'and its texts');

my %default = qx('$prefix/bin/relevo' --config '$conf' config) =~ m{^([a-z.]+) = ((?:config|build)/\S+)$}mg;
is_deeply([sort keys %default], [sort @shipped], 'what is found beside the program');
ok(-e "$prefix/share/relevo/$default{$_}", "$_: $default{$_} is installed") for sort keys %default;
like(scalar qx('$prefix/bin/relevo' --config '$conf' media workflow 2>&1), qr/^media, version \w+$/m,
    'what happens to files, without which no worker starts');

# and at work: what it understands, says and does to files is its own
$w->write_file('relevo.conf', slurp($conf));
$w->{binary} = "$prefix/bin/relevo";
$w->start(qw(graph worker nginx));
my $ana = '5215550001';
sub said { return map { $_->{text} } grep { ($_->{to} // '') =~ /^\+?$ana$/ } $w->graph->sent }
is($w->webhook(wa_text('hola', from => $ana))->{status}, 200, 'a message');
ok((wait_for { grep { /ayudarte/ } said() } 30), '... is answered');
$w->graph->media({ id => 'd1', body => 'Factura 118', mime_type => 'text/plain', sha256 => sha256_hex('Factura 118') });
$w->webhook(wa_message('document', { id => 'd1', mime_type => 'text/plain', filename => 'factura.txt',
    sha256 => sha256_hex('Factura 118') }, from => $ana));
ok((wait_for { media_of($w, $ana)->{state} eq 'done' } 30), 'a file is read') or diag(explain(media_of($w, $ana)));
is(media_of($w, $ana)->{text}, 'Factura 118', '... what it says');

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
