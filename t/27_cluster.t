# nginx on a Redis Cluster of 3 primaries and 3 replicas: every partition is
# reached, a primary killed under load loses nothing at replica 1, a slot that
# moves under load costs no request, a rolled back stream is told.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Http;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis nginx)], cluster => 1,
    nginx => { workers => 2, http => join "\n", 'relevo_durability replica 1;',
        'relevo_memory_watermarks 40% 98% 99%;', 'relevo_watermark_interval 50ms;' });
my $c = $w->part('redis');
my @accounts = map { sprintf '106500000%03d', $_ } 1 .. 48;


sub webhook { return $w->webhook(wa_body({ account => $_[0] }, wa_text('hola', account => $_[0])))->{status} }
sub ready   { return $w->http(GET => '/readyz') }

sub metric {
    my ($name) = @_;
    my ($value) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_$name (\d+)/m;
    return $value;
}

sub promised {
    return grep { /:/ } map { split /,/, $_->{records} } grep { $_->{status} == 200
        && $_->{method} eq 'POST' } $w->part('nginx')->access;
}

sub missing {
    my %have;
    for my $p (0 .. 15) {
        $have{"$p:$_->[0]"} = 1 for $w->redis->stream("relevo:{$p}:in");
    }
    return grep { !$have{$_} } promised();
}

# Both workers have seen that everything is as it should be.
sub settled {
    $c->wait_whole;
    return wait_for { !grep { webhook($_) != 200 } (@accounts) x 2 } 15;
}

sub key { return "relevo:{$_[0]}:in" }

# Refused because a crowded machine did not answer in time
sub late { return metric('redis_unconfirmed_total') + metric('redis_timeouts_total') }


subtest 'all partitions' => sub {
    ok((wait_for { ready()->{status} == 200 } 15), 'ready') or diag(ready()->{body});
    like(ready()->{body}, qr/"redis":"cluster","durability":"replica 1"/, 'and says what it is');
    ok(settled(), 'every account is accepted');
    my %p = map { (split /:/)[0] => 1 } promised();
    is(scalar keys %p, 16, 'they lie in 16 partitions');
    my %owner = map { $c->owner(key($_)) => 1 } 0 .. 15;
    is(scalar keys %owner, 3, 'on 3 nodes');
    is_deeply([missing()], [], 'and all are there');
    is($w->webhook(wa_body(map { wa_text('x', account => $_) } @accounts))->{status}, 200,
        'one webhook of many accounts');
    is_deeply([missing()], [], 'is in all partitions');
    is(metric('redis_up'), 2, 'two workers are up');
    ok((wait_for { metric('redis_inflight') == 0 } 5), 'nothing is left in flight');
    like($w->http(GET => '/metrics')->{body}, qr/^relevo_worker_children 0$/m, 'relevo:stats is found');
};


subtest 'memory: the fullest master counts' => sub {
    for my $node (map { $w->part($_) } qw(redis0 redis1 redis2)) {
        my $client = $node->client;
        my ($used) = $client->cmd('INFO', 'memory') =~ /^used_memory:(\d+)/m;
        my ($max) = (@{ $client->cmd(qw(CONFIG GET maxmemory)) })[1];

        is(metric('shedding_memory'), 0, "$node->{name}: there is room");
        $client->cmd('CONFIG', 'SET', 'maxmemory', $used * 2);
        ok((wait_for { metric('shedding_memory') == 1 } 10), 'half full: statuses are refused');
        is(metric('redis_memory_max_bytes'), $used * 2, 'it is the one in the metrics');
        $client->cmd('CONFIG', 'SET', 'maxmemory', $max);
        ok((wait_for { metric('shedding_memory') == 0 } 10), 'and no longer');
    }
};


subtest 'live events' => sub {
    my $session = $w->http(POST => '/chat/demo/session');
    my ($token) = $session->{body} =~ /"token":"([^"]+)"/;
    my ($visitor) = $session->{body} =~ /"visitor":"([^"]+)"/;
    my $stream = Relevo::Http->new($w->url);
    $stream->send(Relevo::Http::request_bytes(GET => '/chat/demo/live',
        headers => { Authorization => "Bearer $token" }));
    my $text = '';
    my $more = sub { my ($what, $s) = @_;
        return wait_for { IO::Select->new($stream->socket)->can_read(0.05)
            and sysread $stream->socket, $text, 65536, length $text; $text =~ $what } $s };
    ok($more->(qr/event: hello/, 10), 'hello');
    my $publish = sub { $w->redis->cmd('XADD', 'relevo:live', '*', t => 't',
        a => "visitor:$visitor", e => qq({"type":"typing","n":$_[0]})) };
    $publish->(1);
    ok($more->(qr/"n":1/, 10), 'an event');

    my $slot = $w->redis->slot('relevo:live');
    my ($to) = grep { $_ ne $c->owner('relevo:live') } qw(redis0 redis1 redis2);
    $c->migrate($slot, $to, sub { $publish->(2);
        ok($more->(qr/"n":2/, 10), 'while its slot is being moved') });
    $publish->(3);
    ok($more->(qr/"n":3/, 10), 'and after it has moved');

    my $dead = $c->owner('relevo:live');
    $w->kill9($dead);
    $c->wait_failover($dead);
    $publish->(4);
    ok($more->(qr/"n":4/, 15), 'after a failover');
    unlike($text, qr/"n":(\d).*"n":\1/s, 'nothing twice');
    $w->start($dead);
    ok(settled(), 'whole again');
};


subtest 'a slot moves under load' => sub {
    my $t = Relevo::Traffic->new($w, accounts => \@accounts, conversations => 48);
    my ($moved, $asked, $late) = (metric('redis_moved_total'), metric('redis_asked_total'), late());
    $t->begin(messages => 25, senders => 4)->until(0.2);

    for my $p (0 .. 5) {
        my ($to) = grep { $_ ne $c->owner(key($p)) && $w->part($_)->role eq 'master' } $c->names;
        $c->migrate($w->redis->slot(key($p)), $to, sub {
            my $n = $t->accepted;
            wait_until { $t->accepted > $n + 40 || !$t->running } 20, 'traffic meanwhile' });
    }

    ok($t->wait(60), 'all were accepted');
    ok($t->repeats == 0 || late() > $late, 'and none had to be repeated for that')
        or diag(join ' ', map { "$_->{n}:$_->{account}:$_->{tries}" }
            grep { $_->{tries} > 1 } $t->ledger);
    cmp_ok(metric('redis_moved_total') - $moved, '>', 0, 'MOVED was met');
    cmp_ok(metric('redis_asked_total') - $asked, '>', 0, 'ASK was met');
    is_deeply([missing()], [], 'nothing is missing');
    is(metric('redis_rolled_back_total'), 0, 'nothing was rolled back');
};


subtest 'a primary dies under load' => sub {
    my $t = Relevo::Traffic->new($w, accounts => \@accounts, conversations => 48);
    $t->begin(messages => 40, senders => 4, patience => 60)->until(0.2);
    my $dead = $c->owner(key(3));
    $w->kill9($dead);
    my $seconds = $c->wait_failover($dead);
    is(ready()->{status}, 503, 'not ready: a replica is missing')
        or diag(ready()->{body});
    $w->start($dead);
    ok($t->wait(60), sprintf 'all were accepted, failover took %.1f s, %d repetitions',
        $seconds, $t->repeats);
    is_deeply([missing()], [], 'nothing is missing');
    ok((wait_for { ready()->{status} == 200 } 15), 'ready again') or diag(ready()->{body});
    is(metric('redis_rolled_back_total'), 0, 'nothing was rolled back');
};


subtest 'a rolled back stream is told' => sub {
    ok(settled(), 'whole again');
    my $p = 7;
    my $node = $c->owner(key($p));
    $w->redis->cmd('XTRIM', key($p), 'MAXLEN', 0);
    $w->redis->cmd('DEL', key($p));
    $w->part($node)->client->cmd(qw(CLIENT KILL USER relevo_web));
    ok((wait_for { metric('redis_rolled_back_total') > 0 } 10), 'counted');
    like(ready()->{body}, qr/"rolled_back":[1-9]/, 'and in readiness');
    open my $in, '<', $w->log('nginx') or die;
    ok((grep { /partition 7 was rolled back/ } <$in>), 'and logged');
};


subtest 'a cluster without a majority, and no cluster' => sub {
    my @names = grep { $w->part($_)->role eq 'master' } $c->names;
    $w->kill9($_) for @names[0, 1];
    my $status = 200;
    ok((wait_for { $status = ready()->{status}; $status == 503 } 10), 'not ready');
    my ($account) = @accounts;
    in_time((elapsed { my @s = map { webhook($_) } @accounts[0 .. 7] }), 17, 'answered in time');
    $w->start($_) for @names[0, 1];
    ok((wait_for { ready()->{status} == 200 } 40), 'it comes back by itself') or diag(ready()->{body});
    is((grep { my $a = $_; !wait_for { webhook($a) == 200 } 5 } @accounts), 0, 'every account again');

    my $test = sub {
        $w->part('nginx')->write(replace => [[qr/relevo_redis cluster [^;]*/ => "relevo_redis $_[0]"]]);
        return $w->part('nginx')->verdict;
    };
    like($test->('cluster'), qr/\[emerg\].*needs the HOST:PORT of a node/, 'no seed');
    like($test->('cluster timeout=1s'), qr/\[emerg\].*needs the HOST:PORT of a node/, 'only options');
    like($test->('cluster 127.0.0.1:99999'), qr/\[emerg\].*invalid port/, 'a bad port');
};

Relevo::World->finish;
