# Workers behind PgBouncer, set up as docs/SCALING.md prints it: a connection
# per transaction, messages answered, and PostgreSQL sees the bouncer alone.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Process;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my ($bouncer) = grep { -x } '/usr/sbin/pgbouncer', '/usr/bin/pgbouncer';
BAIL_OUT('pgbouncer is not installed: ./build.sh deps --test') unless $bouncer;

my $w = Relevo::World->new(stopped => 1, set => { 'turn.burst_ms' => 0 });
$w->start(qw(redis postgres graph nginx));

my $dir = $w->dir('sockets');
my $users = $w->write_file('userlist.txt', join('', map { qq("$_" ""\n) } qw(relevo_worker relevo_turn)), 0644);
my $page = do { local (@ARGV, $/) = "$FindBin::Bin/../docs/SCALING.md"; <> };
my ($ini) = $page =~ /^(    \[databases\].*?)\n\n[^ ]/ms;
$ini =~ s/^    //mg;
$ini =~ s{host=\S+}{host=$dir};
$ini =~ s/^listen_addr = .*/listen_addr =\nunix_socket_dir = $dir/m;
$ini =~ s/^auth_type = .*/auth_type = trust/m;
$ini =~ s/^auth_file = .*/auth_file = $users/m;
$ini =~ s/^default_pool_size = 20$/default_pool_size = 2/m or fail('the size of the pools');
like($ini, qr/^pool_mode = transaction$/m, 'a connection per transaction');
like($ini, qr/^max_client_conn = 1000$/m, 'for many clients');

my $process = Relevo::Process->start(argv => [$bouncer, $w->write_file('pgbouncer.ini', $ini, 0644)],
    user => 'postgres', log => $w->log('pgbouncer'));
wait_until { -S "$dir/.s.PGSQL.6432" } 30, 'the bouncer';
$w->part('worker')->write('postgres.prepared' => 'off', 'worker.processes' => 2, map { ("postgres.$_" =>
    $w->part('postgres')->conninfo("relevo_$_") . ' port=6432') } qw(worker turn));
$w->start('worker');

is($w->webhook(wa_text("hola $_", from => "52155501$_"))->{status}, 200, "message $_") for 10 .. 29;
ok((wait_for { $w->graph->sent >= 20 } 60), 'all are answered');
wait_until { !$w->pg->value('select count(*) from core.work') } 30, 'rest';

my @seen = $w->pg->rows(q{select usename, count(*) as n from pg_stat_activity
    where usename in ('relevo_worker', 'relevo_turn') group by 1});
cmp_ok($_->{n}, '<=', 2, "$_->{usename}: $_->{n} connections") for @seen;
is(scalar @seen, 2, 'of both roles');
like($w->cli('audit')->{out}, qr/both laws hold/, 'both laws hold');

$w->stop('worker');
$process->stop('INT', 10);
Relevo::World->finish;
