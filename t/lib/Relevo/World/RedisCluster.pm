package Relevo::World::RedisCluster;

# A Redis Cluster of 3 primaries and 3 replicas on loopback: the part `redis`
# of a world made with cluster => 1.  Its nodes are parts of their own, redis0
# to redis5 (3 replicates 0, and so on, at the beginning).
#
#   my $c = $w->part('redis');
#   $w->redis->cmd('XLEN', 'relevo:{3}:in');       # follows redirections
#   my $name = $c->owner('relevo:{3}:in');         # 'redis1'
#   $w->kill9($name); $c->wait_failover($name);
#   $c->migrate($slot, 'redis2');                  # with MOVED and ASK

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Part';

use Relevo::RedisCluster;
use Relevo::Wait;
use Relevo::World::Part;

my $PRIMARIES = 3;
my $NODES = 6;


sub names { return map { "redis$_" } 0 .. $NODES - 1 }
sub nodes { my ($self) = @_; return map { $self->world->part($_) } names() }

# Two of them: the rest must be found out.
sub seeds  { my ($self) = @_; return map { $_->address } ($self->nodes)[0, 4] }
sub server { my ($self) = @_; return 'redis+cluster://' . join ',', $self->seeds }

sub start {
    my ($self) = @_;

    $self->form unless $self->{formed}++;
    $self->wait_whole;

    my $w = $self->world;
    $self->client->cmd('HSETNX', 'relevo:meta', @$_)
        for [partitions => $w->{partitions} // 16], [format => 1];
}


sub form {
    my ($self) = @_;

    my @node = $self->nodes;

    for my $i (0 .. $PRIMARIES - 1) {
        my @range = map { int(16384 * $_ / $PRIMARIES) } $i, $i + 1;
        $node[$i]->client->cmd('CLUSTER', 'ADDSLOTSRANGE', $range[0], $range[1] - 1);
    }

    $node[$_]->client->cmd('CLUSTER', 'SET-CONFIG-EPOCH', $_ + 1) for 0 .. $#node;
    $node[0]->client->cmd('CLUSTER', 'MEET', '127.0.0.1', $_->port, $_->bus)
        for @node[1 .. $#node];

    wait_until {
        !grep { my $known = $_->client->cmd(qw(CLUSTER NODES));
            $known =~ /handshake/ || $NODES != (() = $known =~ / connected/g) } @node
    } 20, 'the nodes to meet';
    $node[$_]->client->cmd('CLUSTER', 'REPLICATE', $node[$_ - $PRIMARIES]->id)
        for $PRIMARIES .. $#node;
}


# Every slot is served and every replica that lives is in step.
sub wait_whole {
    my ($self) = @_;

    wait_until {
        my @alive = grep { $self->world->is_alive($_->{name}) } $self->nodes;
        !grep { my $c = $_->client;
            $c->cmd(qw(CLUSTER INFO)) !~ /cluster_state:ok/
            || $c->cmd(qw(CLUSTER INFO)) !~ /cluster_slots_ok:16384/
            || $c->cmd(qw(INFO replication)) =~ /master_link_status:down/ } @alive;
    } 30, 'the cluster to be whole';
    wait_until { my @in_step = map { $_->client->cmd(qw(INFO replication)) =~ /state=online/g }
        grep { $self->world->is_alive($_->{name}) } $self->nodes;
        @in_step >= (grep { $self->world->is_alive($_->{name}) && $_->role ne 'master' }
            $self->nodes) } 30, 'the replicas to be online';
}


# Name of the node that has a key, as a live node sees it.
sub owner {
    my ($self, $key) = @_;

    my $address = $self->client->address_of($key);
    my ($node) = grep { $_->address eq $address } $self->nodes;
    return $node->{name};
}


# Name of a replica of that primary
sub replica_of {
    my ($self, $primary) = @_;

    my $port = $self->world->part($primary)->port;
    my ($replica) = grep { my $role = $_->client->cmd('ROLE');
        $role->[0] eq 'slave' && $role->[2] == $port } $self->nodes;
    return $replica->{name};
}


# Seconds until the slots of a dead primary are served again.
sub wait_failover {
    my ($self, $dead) = @_;

    my $address = $self->world->part($dead)->address;
    return elapsed {
        wait_until { my ($alive) = grep { $self->world->is_alive($_->{name}) } $self->nodes;
            $alive->client->cmd(qw(CLUSTER INFO)) =~ /cluster_slots_ok:16384/
            && !grep { $_->[2][0] . ':' . $_->[2][1] eq $address }
                @{ $alive->client->cmd(qw(CLUSTER SLOTS)) } } 30, 'a failover';
    };
}


# Moves one slot as redis-cli does, key by key; $pause->() runs while the keys
# are moved and the slot is not yet.
sub migrate {
    my ($self, $slot, $to, $pause) = @_;

    my $target = $self->world->part($to);
    my $source = $self->world->part($self->client->owner_of_slot($slot, $self));
    my ($s, $t) = ($source->client, $target->client);

    $t->cmd('CLUSTER', 'SETSLOT', $slot, 'IMPORTING', $source->id);
    $s->cmd('CLUSTER', 'SETSLOT', $slot, 'MIGRATING', $target->id);
    while (my @keys = @{ $s->cmd('CLUSTER', 'GETKEYSINSLOT', $slot, 100) }) {
        $s->cmd('MIGRATE', '127.0.0.1', $target->port, '', 0, 5000, 'AUTH2',
            'relevo_admin', $self->world->secret('redis_admin'), 'KEYS', @keys);
    }
    $pause->() if $pause;
    $_->cmd('CLUSTER', 'SETSLOT', $slot, 'NODE', $target->id) for $t, $s;
}


sub client {
    my ($self) = @_;

    return $self->{client} //= Relevo::RedisCluster->new(
        [map { $_->address } $self->nodes], user => 'relevo_admin',
        password => $self->world->secret('redis_admin'));
}

1;
