package Relevo::World::Redis;

# Redis with the product's own configuration and ACL.  Tests log in as
# relevo_admin.  relevo:meta is written as `relevo migrate` does, so that a
# world without PostgreSQL can accept webhooks; without a worker it says that
# endpoints were published, and there are none.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Part';

use Digest::SHA qw(sha256_hex);

use Relevo::Redis;
use Relevo::World::Part;


sub prepare {
    my ($self) = @_;

    my $w = $self->world;
    my %sha = map { ("SHA_\U$_" => sha256_hex($w->secret("redis_$_"))) }
        qw(admin web worker);

    mkdir $w->dir('redis');
    $w->write_file('redis.acl', $w->render('redis.acl', %sha), 0600);
    $w->write_file('redis.conf', $w->render('redis.conf', REDIS_PORT => 0,
        REDIS_SOCKET => $self->address, DIR => $w->dir,
        REDIS_MEMORY => $w->{redis_memory} // '256mb')
        . ($w->{redis_conf} // ''));
}


sub address { return $_[0]->world->socket('redis.sock') }

sub start {
    my ($self) = @_;

    my $w = $self->world;
    delete $self->{client};
    unlink $self->address;
    $w->spawn('redis', argv => ['redis-server', $w->dir('redis.conf')],
        env => $w->{redis_env} // {});
    $w->wait_ready('redis', sub {
        my ($pong) = eval { $self->client->try('PING') };
        return ($pong // '') eq 'PONG';
    });

    $self->client->cmd('HSETNX', 'relevo:meta', @$_)
        for [partitions => $w->{partitions} // 16], [format => 1],
            ($w->has('worker') ? () : [endpoints => '0' x 32]);
}


# A new connection whenever the last one is gone.
sub client {
    my ($self) = @_;

    my $client = $self->{client};
    return $client if $client && eval { $client->cmd('PING') };
    return $self->{client} = Relevo::Redis->new($self->address,
        user => 'relevo_admin',
        password => $self->world->secret('redis_admin'));
}

1;
