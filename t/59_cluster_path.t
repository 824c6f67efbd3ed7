# The whole path on a Redis Cluster of 3 primaries and 3 replicas, at replica
# 1: slots move and a primary dies under load; nothing is lost, doubled or
# reordered.  The command line follows, too.

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

my $w = fault_world(cluster => 1,
    nginx => { workers => 2, http => 'relevo_durability replica 1;' });
my $c = $w->part('redis');
my $check = Relevo::Check->new($w);

sub key { return "relevo:{$_[0]}:in" }

sub traffic {
    my (%o) = @_;
    my $t = Relevo::Traffic->new($w, accounts => 16, conversations => 32);
    push @{ $check->{ledgers} }, $t;
    return $t->begin(senders => 4, %o);
}

sub settled {
    $c->wait_whole;
    return wait_for { $w->http(GET => '/readyz')->{status} == 200 } 15;
}

sub alarms { return scalar(my @a = log_lines($w, 'ingress.rolled_back')) }


subtest 'in peace' => sub {
    ok(settled(), 'whole');
    my $t = traffic(messages => 5);
    ok($t->wait(30), 'accepted');
    $check->quiet(30);
    my $r = $w->cli('audit');
    is($r->{status}, 0, 'audit: both laws hold') or diag($r->{out}, $r->{err});
    $r = $w->cli('doctor');
    like($r->{out}, qr/0 serious/, 'doctor looks at every master') or diag($r->{out}, $r->{err});
    is($w->cli('migrate')->{status}, 0, 'migrate');
    ok((wait_for { !grep { $w->redis->cmd('XLEN', key($_)) } 0 .. 15 } 10), 'streams are trimmed');
    my $turns = 0;
    $turns += $_ for $w->http(GET => '/metrics')->{body}
        =~ /^relevo_worker_turns_ok_total\{[^}]*\} (\d+)$/mg;
    cmp_ok($turns, '>=', 100, 'statistics arrive');
};


subtest 'dead letters' => sub {
    is($w->webhook(wa_text('late', account => '106500099999', from => '5215577777777',
        id => 'wamid.late'))->{status},
        200, 'an unknown account');
    my $id;
    wait_until { $id = $w->pg->value('select id from core.dead_letter limit 1') } 15, 'the letter';
    $w->pg->value(q{select core.account_add(tenant_id, 'whatsapp', '106500099999', 'x')
        from core.tenant where slug = 'demo'});
    my $r = $w->cli('dlq', 'replay', $id);
    is($r->{status}, 0, 'replayed') or diag($r->{err});
    ok((wait_for { $w->pg->value(q{select count(*) from core.message
        where direction = 'in' and provider_id = 'wamid.late'}) == 1 } 15), 'and admitted');
    $check->quiet(20);
};


subtest 'slots move' => sub {
    my $t = traffic(messages => 12, pause => 0.01)->until(0.1);
    for my $p (0, 5, 9, 14) {
        my ($to) = grep { $_ ne $c->owner(key($p)) && $w->part($_)->role eq 'master' } $c->names;
        $c->migrate($w->redis->slot(key($p)), $to, sub { my $n = $t->accepted;
            wait_until { $t->accepted > $n + 16 || !$t->running } 20, 'traffic meanwhile' });
    }
    ok($t->wait(60), 'all accepted');
    $check->quiet(30);
    is(alarms(), 0, 'no alarm');
};


subtest 'a primary dies' => sub {
    ok(settled(), 'whole');
    my $t = traffic(messages => 15, pause => 0.01)->until(0.2);
    my $dead = $c->owner(key(3));
    $w->kill9($dead);
    my $seconds = $c->wait_failover($dead);
    $w->start($dead);
    ok($t->wait(90), sprintf 'all accepted, failover took %.1f s, %d repetitions',
        $seconds, $t->repeats);
    $check->quiet(40);
    is(alarms(), 0, 'nothing was rolled back: no alarm');
    ok(settled(), 'whole again');
};


subtest 'a primary hands over' => sub {
    my $t = traffic(messages => 10, pause => 0.01)->until(0.2);
    my ($replica) = grep { $w->part($_)->role eq 'slave' } $c->names;
    $w->part($replica)->client->cmd(qw(CLUSTER FAILOVER));
    wait_until { $w->part($replica)->role eq 'master' } 15, 'the hand-over';
    ok($t->wait(60), 'all accepted, ' . $t->repeats . ' repetitions');
    $check->quiet(40);
};


$check->all;
Relevo::World->finish;
