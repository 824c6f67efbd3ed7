# What a 200 survives, level by level (docs/OPERATIONS.md has the table): Redis
# too weak for the level is refused, a failover at replica 1 loses nothing;
# readiness names the row that is active.  Kills at fsync: 50_ingest_loss.t,
# power loss: 52_disk.t.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Redis;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $port = Relevo::World::free_port();
my $w = Relevo::World->new(parts => [qw(redis nginx)], redis_conf => "port $port\n",
    nginx => { workers => 2 });
my $body = wa_body(wa_text('hola'));


sub accepted { return $w->webhook($body)->{status} == 200 }
sub ready    { return $w->http(GET => '/readyz') }

sub metric {
    my ($name) = @_;
    my ($value) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_$name (\d+)/m;
    return $value;
}

sub level {
    my ($http, $server) = @_;
    my $to = $server // 'unix:' . $w->socket('redis.sock');
    $w->stop('nginx');
    $w->part('nginx')->write(http => $http, replace => [[qr/relevo_redis \S+/ => "relevo_redis $to"]]);
    $w->start('nginx');
}

# Records that were answered 200 and are not in Redis
sub missing {
    my ($redis) = @_;

    my %have;
    for my $p (0 .. 15) {
        $have{"$p:$_->[0]"} = 1 for $redis->stream("relevo:{$p}:in");
    }
    my @all = map { split /,/, $_->{records} } grep { $_->{status} == 200
        && $_->{method} eq 'POST' } $w->part('nginx')->access;
    return grep { !$have{$_} } @all;
}

sub promised {
    return scalar map { split /,/, $_->{records} } grep { $_->{status} == 200
        && $_->{method} eq 'POST' } $w->part('nginx')->access;
}


subtest 'fsync: a Redis that is weaker is refused' => sub {
    ok(accepted(), 'as it should be: accepted');
    like(ready()->{body}, qr/"ready":true.*"durability":"fsync","required":"fsync"/, 'named');

    for my $case ([appendfsync => 'everysec'], ['no-appendfsync-on-rewrite' => 'yes'],
                  ['maxmemory-policy' => 'allkeys-lru'], [appendonly => 'no']) {
        my ($key, $value) = @$case;
        my ($old) = (@{ $w->redis->cmd('CONFIG', 'GET', $key) })[1];
        my $before = metric('redis_weak_total');
        $w->redis->cmd('CONFIG', 'SET', $key, $value);
        # one of them is found by looking, which is not often; the others at once
        $w->redis->cmd(qw(CLIENT KILL USER relevo_web)) if $key ne 'appendfsync';
        ok((wait_for { !accepted() && metric('redis_weak_total') > $before } 10),
            "$key $value: refused");
        my $r = $w->webhook($body);
        ok($r->{status} == 200 || $r->{headers}{'retry-after'}, 'with Retry-After');
        cmp_ok(metric('redis_weak_total'), '>', $before, 'counted');
        is(ready()->{status}, 503, 'not ready');
        $w->redis->cmd('CONFIG', 'SET', $key, $old);
        my $took = elapsed {
            ok((wait_for { accepted() && accepted() && accepted() } 10), "$key $old: accepted again") };
        in_time($took, 4, 'soon: a weak Redis is looked at more often');
    }
};


subtest 'relaxed, unverified' => sub {
    level('relevo_durability relaxed;');
    $w->redis->cmd(qw(CONFIG SET appendfsync everysec));
    ok(accepted(), 'relaxed: accepted at everysec');
    like(ready()->{body}, qr/"ready":true.*"durability":"relaxed:everysec","required":"relaxed"/,
        'named as such');
    $w->redis->cmd(qw(CONFIG SET appendfsync always));

    level('relevo_durability always;');
    like(ready()->{body}, qr/"required":"fsync"/, 'always is another word for fsync');
    $w->redis->cmd(qw(ACL SETUSER relevo_web -config|get));
    like(ready()->{body}, qr/"ready":true.*"durability":"unverified"/, 'CONFIG refused: unverified');
    ok(accepted(), 'and accepted');
    $w->redis->cmd(qw(ACL SETUSER relevo_web +config|get));
};


subtest 'over TCP' => sub {
    level('', "127.0.0.1:$port");
    ok(accepted(), 'accepted');
    $w->kill9('redis');
    is($w->webhook($body)->{status}, 503, 'killed: 503');
    $w->start('redis');
    ok((wait_for { accepted() } 10), 'it comes back');
};


# ---- replicas ----

my $replica_port = Relevo::World::free_port();
my $admin = $w->secret('redis_admin');

sub replica { return Relevo::Redis->new("127.0.0.1:$replica_port",
    user => 'relevo_admin', password => $admin) }

sub replica_start {
    mkdir $w->dir('replica');
    mkdir $w->dir('replica', 'redis');
    $w->write_file('replica.conf', $w->render('redis.conf', REDIS_PORT => $replica_port,
        REDIS_SOCKET => $w->socket('replica.sock'), DIR => $w->dir('replica'),
        REDIS_MEMORY => '256mb') . join "\n", "replicaof 127.0.0.1 $port",
        'aclfile ' . $w->dir('redis.acl'), 'masteruser relevo_admin', "masterauth $admin", '');
    $w->spawn('replica', argv => ['redis-server', $w->dir('replica.conf')]);
    wait_until { $w->redis->cmd(qw(INFO replication)) =~ /state=online/ } 30, 'the replica';
}


subtest 'replica 1' => sub {
    $w->redis->cmd(qw(CONFIG SET repl-diskless-sync-delay 0));
    level('relevo_durability replica 1 300ms;');
    is($w->webhook($body)->{status}, 503, 'no replica: refused');
    is(ready()->{status}, 503, 'not ready');
    like(ready()->{body}, qr/"durability":"fsync","required":"replica 1","replicas":0/, 'named');

    replica_start();
    ok((wait_for { accepted() && accepted() } 10), 'with one: accepted');
    like(ready()->{body}, qr/"ready":true.*"durability":"replica 1"/, 'named')
        or diag(ready()->{body});

    my $t = Relevo::Traffic->new($w, accounts => [map { "10650000000$_" } 10 .. 25],
        conversations => 16);
    my ($waits, $records) = (metric('redis_waits_total'), metric('records_total'));
    $t->begin(messages => 20, senders => 8);
    ok($t->wait(60), 'traffic');
    $waits = metric('redis_waits_total') - $waits;
    $records = metric('records_total') - $records;
    cmp_ok($waits, '<', $records, "$waits WAITs for $records records");

    $w->freeze('replica');
    my $r;
    in_time((elapsed { $r = $w->webhook($body) }), 2, 'a replica that hangs: in time');
    is($r->{status}, 503, 'refused');
    cmp_ok(metric('redis_unconfirmed_total'), '>', 0, 'counted');
    $w->thaw('replica');
    ok((wait_for { accepted() } 10), 'and over');
};


# The error takes the connection down, and with it what waits for the WAIT.
subtest 'replica 1: the primary is demoted' => sub {
    my @workers = $w->children('nginx');
    my $before = metric('redis_readonly_total');
    $w->redis->cmd('REPLICAOF', '127.0.0.1', $replica_port);
    is(scalar(grep { $w->webhook($body)->{status} != 503 } 1 .. 4), 0, 'refused');
    cmp_ok(metric('redis_readonly_total'), '>', $before, 'counted');
    $w->redis->cmd(qw(REPLICAOF NO ONE));
    ok((wait_for { accepted() && accepted() } 20), 'and over');
    is_deeply([$w->children('nginx')], \@workers, 'in the same processes');
};


subtest 'replica 1: the primary dies under load' => sub {
    my $t = Relevo::Traffic->new($w, accounts => [map { "10650000000$_" } 10 .. 25],
        conversations => 16);
    my $lost = () = missing($w->redis);
    is($lost, 0, 'nothing is missing before');
    $t->begin(messages => 60, senders => 8, patience => 60)->until(0.4);
    $w->kill9('redis');
    replica()->cmd(qw(REPLICAOF NO ONE));
    my $count = promised();
    is_deeply([missing(replica())], [], "all of $count promised records are on the replica");

    # the operator's part of a manual failover: the address leads to the new one
    $w->part('nginx')->write(http => 'relevo_durability fsync;',
        replace => [[qr/relevo_redis \S+/ => "relevo_redis 127.0.0.1:$replica_port"]]);
    $w->part('nginx')->reload;
    ok($t->wait(60), 'the rest is accepted by the new primary');
    is_deeply([missing(replica())], [], 'and all of it is there');
};


subtest 'settings that nginx -t refuses' => sub {
    my $test = sub {
        $w->part('nginx')->write(http => $_[0], replace => []);
        return $w->part('nginx')->verdict;
    };
    like($test->('relevo_durability replica;'), qr/\[emerg\].*invalid value "replica"/, 'no number');
    like($test->('relevo_durability replica 0;'), qr/\[emerg\].*invalid number of replicas "0"/, 'zero');
    like($test->('relevo_durability replica 17;'), qr/\[emerg\].*"17", it must be 1 to 16/, 'too many');
    like($test->('relevo_durability replica 1 soon;'), qr/\[emerg\].*invalid timeout "soon"/, 'time');
    like($test->('relevo_durability replica 1 3s;'), qr/\[emerg\].*must be below timeout=/, 'too long');
    like($test->('relevo_durability fsync 1;'), qr/\[emerg\].*invalid value "fsync"/, 'a number too much');
    like($test->('relevo_durability fsync; relevo_durability fsync;'), qr/\[emerg\].*is duplicate/, 'twice');
};

(delete $w->{process}{replica})->stop('TERM');
Relevo::World->finish;
