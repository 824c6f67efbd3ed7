package Relevo::Redis;

# A Redis client of one page: blocking RESP over a unix socket or TCP.
#
#   my $r = Relevo::Redis->new('/path/redis.sock', user => .., password => ..);
#   $r->cmd(qw(XLEN relevo:{3}:in));          # value, arrayref or undef
#   $r->pipeline([qw(PING)], [qw(PING)]);     # list of replies
#
# An error reply dies with its text ("redis: NOPERM ..."); try() returns it.

use strict;
use warnings;

use Carp qw(croak);
use IO::Socket::INET;
use IO::Socket::UNIX;


sub new {
    my ($class, $address, %o) = @_;

    my $self = bless { address => $address, timeout => 30, %o }, $class;
    $self->_connect;
    return $self;
}


sub _connect {
    my ($self) = @_;

    my $address = $self->{address};
    $self->{socket} = $address =~ m{^/}
        ? IO::Socket::UNIX->new(Peer => $address)
        : IO::Socket::INET->new(PeerAddr => $address);
    croak "redis: cannot connect to $address: $!" unless $self->{socket};

    $self->{buffer} = '';
    $self->cmd('AUTH', $self->{user} // 'default', $self->{password})
        if defined $self->{password};
}


sub cmd {
    my ($self, @words) = @_;

    my ($reply) = $self->pipeline([@words]);
    croak "redis: $$reply ($words[0])" if ref $reply eq 'SCALAR';
    return $reply;
}


# (value, undef) or (undef, error text)
sub try {
    my ($self, @words) = @_;

    my ($reply) = eval { $self->pipeline([@words]) };
    return (undef, $@) if $@;
    return ref $reply eq 'SCALAR' ? (undef, $$reply) : ($reply, undef);
}


# Errors come back as references to their text.
sub pipeline {
    my ($self, @commands) = @_;

    local $SIG{PIPE} = 'IGNORE';            # a server that was killed
    my $out = join '', map { _encode(@$_) } @commands;
    my $socket = $self->{socket};
    while (length $out) {
        my $n = syswrite($socket, $out) // croak "redis: write: $!";
        substr($out, 0, $n, '');
    }

    return map { $self->_reply } @commands;
}


# Every field-value list of a stream, oldest first: [id, {field => value}]
sub stream {
    my ($self, $key) = @_;

    return map { [$_->[0], {@{ $_->[1] }}] }
        @{ $self->cmd('XRANGE', $key, '-', '+') };
}


sub hash { my ($self, $key) = @_; return {@{ $self->cmd('HGETALL', $key) }} }

sub _encode {
    return join '', '*' . @_ . "\r\n",
        map { my $w = $_; utf8::encode($w) if utf8::is_utf8($w);
              '$' . length($w) . "\r\n$w\r\n" } @_;
}


sub _reply {
    my ($self) = @_;

    my $line = $self->_line;
    my $type = substr $line, 0, 1, '';

    return $line + 0 if $type eq ':';
    return $line if $type eq '+';
    return \$line if $type eq '-';
    return $line < 0 ? undef : $self->_bulk($line) if $type eq '$';
    return $line < 0 ? undef : [map { $self->_reply } 1 .. $line]
        if $type eq '*';
    croak "redis: unexpected reply '$type$line'";
}


sub _line {
    my ($self) = @_;

    $self->_more while (my $end = index $self->{buffer}, "\r\n") < 0;
    my $line = substr $self->{buffer}, 0, index($self->{buffer}, "\r\n") + 2, '';
    return substr $line, 0, -2;
}


sub _bulk {
    my ($self, $len) = @_;

    $self->_more while length $self->{buffer} < $len + 2;
    return substr substr($self->{buffer}, 0, $len + 2, ''), 0, $len;
}


sub _more {
    my ($self) = @_;

    my $bits = '';
    vec($bits, fileno $self->{socket}, 1) = 1;
    select($bits, undef, undef, $self->{timeout})
        or croak "redis: no answer in $self->{timeout} s";
    sysread($self->{socket}, $self->{buffer}, 65536, length $self->{buffer})
        or croak 'redis: connection closed';
}

1;
