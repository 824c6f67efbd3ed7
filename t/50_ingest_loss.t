# The bar of ingestion, counted: what senders saw accepted is what the streams
# hold, over 20 x kill -9 of Redis at fsync, 20 x of an nginx worker, 20
# reloads, nginx stopped and started, and a failover of a cluster at replica 1,
# all under load.  Every webhook has an id of its own; a 200 for an id that is
# in no stream is a loss.  Two controls show that the count can see one: the
# same failover at fsync, and an nginx that answers before Redis has.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use List::Util qw(uniq);
use Test::More;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::World;

my @ACCOUNTS = map { sprintf '106500000%03d', $_ } 1 .. 48;


sub world {
    my (%o) = @_;

    # the master says how each worker ended that the test has killed
    return Relevo::World->new(parts => [qw(redis nginx)],
        allow => [qr/exited on signal 9/], %o,
        nginx => { workers => 2, %{ $o{nginx} // {} } });
}


sub traffic {
    my ($w) = @_;

    return Relevo::Traffic->new($w, accounts => \@ACCOUNTS, conversations => 48)
        ->begin(senders => 12, pause => 0.002)->flows(100);
}


# So many times: broken, and the traffic flows again.
sub again_and_again {
    my ($n, $t, $break) = @_;

    my $seconds = elapsed {
        for (1 .. $n) { $break->(); $t->flows(40) }
    };
    diag(sprintf '%d times, %.1f s each', $n, $seconds / $n);
}


# Ids that were answered 200 and are in no stream; says what was counted.
sub lost {
    my ($w, $t) = @_;

    my @stored = map { join('', %{ $_->[1] }) =~ /"(wamid\.$t->{serial}\.[\d.]+)"/g }
        map { $w->redis->stream("relevo:{$_}:in") } 0 .. 15;
    my %have = map { $_ => 1 } @stored;
    my @accepted = uniq(map { $_->{id} } $t->ledger);
    my @lost = grep { !$have{$_} } @accepted;

    diag(sprintf '%d ids accepted, %d stored (%d of them more than once), '
        . '%d webhooks repeated: %d lost', scalar @accepted, scalar keys %have,
        @stored - keys %have, $t->repeats, scalar @lost);
    return @lost;
}


sub nothing_lost {
    my ($w, $t) = @_;

    ok($t->enough, 'every sender was answered 200 in the end');
    is_deeply([lost($w, $t)], [], 'accepted ids = stored ids');
}


sub metric {
    my ($w, $name) = @_;
    my ($value) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_$name (\d+)/m;
    return $value;
}


my $w = world();

subtest 'kill -9 of Redis at fsync' => sub {
    my $t = traffic($w);
    again_and_again(20, $t, sub { $w->kill9('redis')->start('redis') });
    cmp_ok($t->repeats, '>=', 20, 'it was felt');
    nothing_lost($w, $t);
    is(metric($w, 'redis_rolled_back_total'), 0, 'nothing was rolled back');
};


subtest 'kill -9 of an nginx worker' => sub {
    my $t = traffic($w);
    again_and_again(20, $t, sub {
        my @workers = $w->children('nginx');
        my $one = $workers[rand @workers];
        kill 'KILL', $one;
        wait_until { my @now = $w->children('nginx');
            @now == 2 && !grep { $_ == $one } @now } 10, 'another in its place';
    });
    cmp_ok($t->repeats, '>=', 10, 'it was felt');
    nothing_lost($w, $t);
};


subtest 'reload' => sub {
    my $t = traffic($w);
    again_and_again(20, $t, sub { $w->part('nginx')->reload });
    nothing_lost($w, $t);
    is($t->cut, 0, 'and nobody was turned away');
};


subtest 'quit and start' => sub {
    my $t = traffic($w);
    again_and_again(3, $t, sub { $w->restart('nginx') });
    nothing_lost($w, $t);
};


# ---- a cluster ----

my $cw = world(cluster => 1, nginx => { http => 'relevo_durability replica 1;' });
my $c = $cw->part('redis');

sub ready { return wait_for { $cw->http(GET => '/readyz')->{status} == 200 } 30 }


subtest 'a primary of a cluster dies, replica 1' => sub {
    ok(ready(), 'ready');
    my $t = traffic($cw);

    my $dead = $c->owner('relevo:{3}:in');
    $cw->kill9($dead);
    diag(sprintf 'failover after %.1f s', $c->wait_failover($dead));
    $cw->start($dead);
    ok(ready(), 'ready again');
    $t->flows(100);

    cmp_ok($t->repeats, '>=', 1, 'it was felt');
    nothing_lost($cw, $t);
    is(metric($cw, 'redis_rolled_back_total'), 0, 'nothing was rolled back');
};


# The control: a replica that is behind takes over, and nobody had waited for it.
subtest 'the same at fsync: what the replica had not got is lost, and told' => sub {
    $cw->part('nginx')->write(http => 'relevo_durability fsync;');
    $cw->part('nginx')->reload;
    wait_until { $cw->http(GET => '/readyz')->{body} =~ /"required":"fsync"/ } 10, 'the level';
    my $t = traffic($cw);

    my $dead = $c->owner('relevo:{3}:in');
    my $replica = $c->replica_of($dead);
    $cw->freeze($replica);
    $cw->part($dead)->client->cmd(qw(CLIENT KILL TYPE replica));
    $t->flows(100);
    $cw->kill9($dead);
    $cw->thaw($replica);
    $c->wait_failover($dead);
    $t->flows(100);

    ok($t->enough, 'all was answered 200');
    cmp_ok(scalar(my @lost = lost($cw, $t)), '>=', 1, 'but not all of it is stored');
    ok((wait_for { metric($cw, 'redis_rolled_back_total') > 0 } 10), 'the module says so');
};


subtest 'a 200 before Redis has answered is seen as a loss' => sub {
    my $w = world(nginx => { env => { RELEVO_BREAK => 'ack' } });
    my $t = traffic($w);
    $w->freeze('redis');
    $t->flows(5);
    $w->kill9('redis')->start('redis');
    $t->flows(5);
    ok($t->enough, 'all was answered 200');
    cmp_ok(scalar(my @lost = lost($w, $t)), '>=', 1, 'but not all of it is stored');
};

Relevo::World->finish;
