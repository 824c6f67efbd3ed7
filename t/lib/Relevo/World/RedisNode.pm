package Relevo::World::RedisNode;

# One node of a Redis Cluster on loopback: redis0, redis1, ...  The product's
# own configuration and ACL, and what a cluster needs on top.  The nodes know
# each other through RedisCluster.pm, the part named redis.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Part';

use Digest::SHA qw(sha256_hex);
use Relevo::Redis;
use Relevo::World::Part;


sub prepare {
    my ($self) = @_;

    my ($w, $name) = ($self->world, $self->{name});
    my %sha = map { ("SHA_\U$_" => sha256_hex($w->secret("redis_$_"))) }
        qw(admin web worker);

    mkdir $w->dir($name);
    mkdir $w->dir($name, 'redis');
    $w->write_file("$name/redis.acl", $w->render('redis.acl', %sha), 0600);

    # a short node timeout: tests wait for failovers
    $w->write_file("$name/redis.conf", $w->render('redis.conf',
        REDIS_PORT => $self->port, REDIS_SOCKET => $w->socket("$name.sock"),
        DIR => $w->dir($name), REDIS_MEMORY => '256mb') . join "\n",
        'cluster-enabled yes', 'cluster-node-timeout 2000',
        'cluster-port ' . $self->bus, 'cluster-require-full-coverage no',
        'cluster-allow-replica-migration no', 'repl-diskless-sync-delay 0',
        'masteruser relevo_admin', 'masterauth ' . $w->secret('redis_admin'),
        $w->{redis_conf} // '', '');
}


sub port    { return $_[0]{port} //= Relevo::World::free_port() }
sub bus     { return $_[0]{bus} //= Relevo::World::free_port() }
sub address { return '127.0.0.1:' . $_[0]->port }


sub start {
    my ($self) = @_;

    my ($w, $name) = ($self->world, $self->{name});
    delete $self->{client};
    unlink $w->socket("$name.sock");
    $w->spawn($name, argv => ['redis-server', $w->dir($name, 'redis.conf')]);
    $w->wait_ready($name, sub {
        my ($pong) = eval { $self->client->try('PING') };
        return ($pong // '') eq 'PONG';
    });
}


sub client {
    my ($self) = @_;

    my $client = $self->{client};
    return $client if $client && eval { $client->cmd('PING') };
    return $self->{client} = Relevo::Redis->new($self->address,
        user => 'relevo_admin',
        password => $self->world->secret('redis_admin'));
}


sub id   { return $_[0]->client->cmd(qw(CLUSTER MYID)) }
sub role { return $_[0]->client->cmd('ROLE')->[0] }

1;
