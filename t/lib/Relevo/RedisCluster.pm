package Relevo::RedisCluster;

# A client of a Redis Cluster with the interface of Relevo::Redis: asks any
# node that lives, follows MOVED and ASK.  For tests: slow and simple.

use strict;
use warnings;

use Carp qw(croak);
use Relevo::Redis;


sub new {
    my ($class, $addresses, %o) = @_;

    return bless { addresses => $addresses, options => \%o, slot => {} }, $class;
}


sub _node {
    my ($self, $address) = @_;

    my $node = $self->{node}{$address};
    return $node if $node && eval { $node->cmd('PING') };
    return $self->{node}{$address} = Relevo::Redis->new($address, %{ $self->{options} });
}


sub _any {
    my ($self) = @_;

    for my $address (@{ $self->{addresses} }) {
        my $node = eval { $self->_node($address) };
        return $node if $node;
    }
    croak 'redis: no node answers';
}


# (reply, address); errors that are no redirections as references
sub _call {
    my ($self, @words) = @_;

    my ($node, $ask) = ($self->_any);
    for (1 .. 10) {
        my @r = $node->pipeline($ask ? ['ASKING'] : (), [@words]);
        my $r = $r[-1];
        return ($r, $node->{address})
            unless ref $r eq 'SCALAR' && $$r =~ /^(MOVED|ASK) \d+ (\S+)/;
        $ask = $1 eq 'ASK';
        $node = $self->_node($2);
    }
    croak 'redis: too many redirections';
}


sub cmd {
    my ($self, @words) = @_;

    my ($reply) = $self->_call(@words);
    croak "redis: $$reply ($words[0])" if ref $reply eq 'SCALAR';
    return $reply;
}


sub try {
    my ($self, @words) = @_;

    my ($reply) = eval { $self->_call(@words) };
    return (undef, $@) if $@;
    return ref $reply eq 'SCALAR' ? (undef, $$reply) : ($reply, undef);
}


sub pipeline { my ($self, @commands) = @_; return map { ($self->_call(@$_))[0] } @commands }

sub address_of { my ($self, $key) = @_; return ($self->_call('TYPE', $key))[1] }
sub slot       { my ($self, $key) = @_; return $self->_any->cmd('CLUSTER', 'KEYSLOT', $key) }

# Name of the part that owns a slot
sub owner_of_slot {
    my ($self, $slot, $cluster) = @_;

    for my $range (@{ $self->_any->cmd('CLUSTER', 'SLOTS') }) {
        next if $slot < $range->[0] || $slot > $range->[1];
        my ($node) = grep { $_->port == $range->[2][1] } $cluster->nodes;
        return $node->{name};
    }
    croak "redis: nobody has slot $slot";
}


{
    no warnings 'once';
    *stream = \&Relevo::Redis::stream;
    *hash = \&Relevo::Redis::hash;
}

1;
