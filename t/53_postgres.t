# PostgreSQL goes away in the middle of traffic: stopped without a goodbye,
# every session terminated, one backend killed -9 (all sessions get 57P02), a
# lock that nobody gives back (F41, F46, F10).  Webhooks are accepted all the
# while.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Check;
use Relevo::Fault;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = fault_world(set => { 'postgres.timeout' => '4s' });
my $t = Relevo::Traffic->new($w, accounts => 16, conversations => 32);
my $check = Relevo::Check->new($w, ledgers => [$t]);

# Pids of the workers' sessions, as soon as all of them are connected again.
sub sessions {
    my @pids;

    wait_until {
        @pids = map { $_->{pid} } $w->pg->rows(q{select pid from pg_stat_activity
            where usename in ('relevo_worker', 'relevo_turn')});
        @pids >= 8;
    } 20, 'the workers to be connected';
    return @pids;
}


$t->begin(messages => 24, senders => 4, pause => 0.06)->until(0.1);

$w->part('postgres')->crash;
is($w->webhook(wa_text('hola'))->{status}, 200, 'accepted while it is away');
$t->until(0.2);
$w->start('postgres');
my $had = $w->pg->value('select count(*) from core.message');
my $seconds = elapsed {
    wait_until { $w->pg->value('select count(*) from core.message') > $had } 20,
        'work to go on';
};
in_time($seconds, 15, sprintf 'stopped at once, started: work after %.1f s', $seconds);

for my $round (1 .. 3) {
    $t->until(0.2 + 0.1 * $round);
    my @pids = sessions();
    $w->pg->value('select pg_terminate_backend($1)', $_) for @pids;
    ok(1, @pids . ' sessions terminated');
}

for my $round (1 .. 2) {
    $t->until(0.5 + 0.1 * $round);
    my @pids = sessions();
    kill 'KILL', $pids[rand @pids];
    wait_until { !kill 0, @pids } 20, 'all sessions to be gone';
    $seconds = elapsed { sessions() };
    ok(1, sprintf 'a backend killed -9, all connected %.1f s later', $seconds);
}

# longer than postgres.timeout: calls without an answer, repeated, once effective
$t->until(0.8);
my $locker = Relevo::Pg->new($w->part('postgres')->conninfo);
$locker->do('begin; lock table core.message in access exclusive mode');
wait_until { log_lines($w, 'admit.failed') } 20, 'a call without an answer';
$locker->do('rollback');
pass('a call had no answer in time');

ok($t->wait(60), 'all messages were accepted');
# Redis may be late, on a machine that stands still for a moment
my $late = do { open my $in, '<', $w->log('nginx') or die; grep { /no reply in time/ } <$in> };
ok(!$t->repeats || $late, 'none had to be repeated: nginx does not need PostgreSQL');
$check->quiet(40);
$check->all;

Relevo::World->finish;
