# kill -9 at every place that matters, each once, with a little traffic: the
# worker's failpoints (F06 to F08, F10 to F17) and those of the nginx
# module (F01 to F03).  Wherever a process dies, each message has one effect
# and one reply, and the log of Redis holds what a 200 promised.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Check;
use Relevo::Fault;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::World;

my @WORKER = (
    ['admit.before_call'   => 'F06: records read, nothing in the database'],
    ['admit.after_call'    => 'F10: transaction under way, its answer never read'],
    ['admit.after_commit'  => 'F08: admitted, cursor moved, nobody told'],
    ['turn.after_context'  => 'F11: a turn has begun'],
    ['phase.decide.start'  => 'F12: in the middle of thinking'],
    ['turn.before_commit'  => 'F13: thought out, not committed'],
    ['turn.after_commit'   => 'F14: committed, reply inflight, not sent'],
    ['deliver.before_send' => 'F15: inflight, before the connection'],
    ['phase.send.start'    => 'F16: the request is the driver\'s'],
    ['deliver.after_send'  => 'F17: accepted by the provider, not recorded'],
    ['batch.sent.before'   => 'F17: outcome known, not recorded'],
);
my @NGINX = (
    ['ingest.before_xadd' => 'F01: body read, nothing in Redis'],
    ['ingest.after_xadd'  => 'F02: appended, the reply not read'],
    ['ingest.before_200'  => 'F03: the reply read, 200 not sent'],
);


subtest 'worker' => sub {
    my $w = fault_world(processes => 2);
    my $check = Relevo::Check->new($w);

    for (@WORKER) {
        my ($point, $what) = @$_;
        arm($w, "$point=kill9\@3");
        my $t = Relevo::Traffic->new($w, accounts => 8, conversations => 8);
        push @{ $check->{ledgers} }, $t;

        $t->begin(messages => 4, senders => 2);
        my $pid = eval { struck($w, $point, 20) };
        ok($pid, "$point: $what") or next;
        my $seconds = elapsed { wait_until { all_owned($w, $pid) } 15, 'owners' };
        ok($t->wait(30), 'all accepted');
        $check->quiet(20);
        in_time($seconds, 15, sprintf 'owned again after %.1f s', $seconds);
    }

    inside_the_transaction($w, $check);
    $check->all;
};


# F07: the transaction of admit waits for a lock; worker and backend die there.
sub inside_the_transaction {
    my ($w, $check) = @_;

    arm($w, 'none=kill9@1');
    wait_until { all_owned($w) } 20, 'owners';
    my $t = Relevo::Traffic->new($w, accounts => 1, conversations => 4);
    push @{ $check->{ledgers} }, $t;

    my $locker = Relevo::Pg->new($w->part('postgres')->conninfo);
    $locker->do('begin; lock table core.message in access exclusive mode');
    $t->begin(messages => 4, senders => 2);
    my $waits = q{select pid from pg_stat_activity where usename = 'relevo_worker'
        and wait_event_type = 'Lock' and query like '%core.admit%'};
    my $backend = wait_until { $w->pg->value($waits) } 20, 'admit to wait';

    kill 'KILL', $w->children('worker');
    $w->pg->value('select pg_terminate_backend($1)', $backend);
    $locker->do('rollback');
    ok($t->wait(30), 'F07: inside the transaction of admit');
    $check->quiet(20);
}


subtest 'nginx' => sub {
    my $w = fault_world(allow => [qr/worker process \d+ exited on signal 9/]);
    my $check = Relevo::Check->new($w);
    my $dir = $w->dir('failpoints');
    mkdir $dir;
    chmod 0777, $dir;

    for (@NGINX) {
        my ($point, $what) = @$_;
        $w->part('nginx')->write(workers => 2, env => {
            RELEVO_FAILPOINTS => "$point=kill9\@3", RELEVO_FAILPOINTS_DIR => $dir });
        $w->restart('nginx');
        my $t = Relevo::Traffic->new($w, accounts => 8, conversations => 8);
        push @{ $check->{ledgers} }, $t;

        $t->begin(messages => 4, senders => 2);
        ok(eval { struck($w, $point, 20) }, "$point: $what") or next;
        ok($t->wait(30), 'all accepted, after ' . $t->repeats . ' repetitions');
        cmp_ok($t->repeats, '>=', 1, 'the sender saw it');
        $check->quiet(20);
    }

    is($w->pg->value('select sum(duplicate) >= 1 from core.tally'), JSON::PP::true,
        'F02, F03: appended twice, applied once');
    $check->all;
};

Relevo::World->finish;
