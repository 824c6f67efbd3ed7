package Relevo::Http2;

# HTTP/2 frame by frame, without TLS, for what no client would send: bodies in
# frames of one byte, resets in the middle, windows of zero.
#
#   my $h = Relevo::Http2->new($address);
#   my $id = $h->headers(POST => '/webhook', { 'x-a' => 'b' });
#   $h->data($id, $bytes, end => 1);
#   my $r = $h->response($id);              # {status, body, reset} or undef
#
# Of HPACK only what it takes: literals go out, of an answer the status is read.

use strict;
use warnings;

use Carp qw(croak);
use IO::Socket::INET;
use Socket qw(IPPROTO_TCP TCP_NODELAY);
use Time::HiRes qw(time);

use Relevo::Http;

my %TYPE = (data => 0, headers => 1, rst => 3, settings => 4, ping => 6,
            goaway => 7, window => 8, continuation => 9);
my %NAME = reverse %TYPE;
my @STATUS = (200, 204, 206, 304, 400, 404, 500);      # indices 8 to 14


# settings => { 4 => 0 } (initial window), no_settings => 1
sub new {
    my ($class, $address, %o) = @_;

    my $socket = IO::Socket::INET->new(PeerAddr => $address, Timeout => 5)
        or croak "http2: cannot connect to $address: $!";
    setsockopt($socket, IPPROTO_TCP, TCP_NODELAY, 1);
    my $self = bless { socket => $socket, in => '', next => 1, stream => {},
                       window => { 0 => 65535 }, initial => 65535 }, $class;
    my $settings = join '', map { pack 'nN', $_, $o{settings}{$_} }
        sort keys %{ $o{settings} // {} };
    $self->write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    $self->frame(settings => 0, 0, $settings);
    return $self;
}


sub write {
    my ($self, $bytes) = @_;

    local $SIG{PIPE} = 'IGNORE';
    while (length $bytes) {
        my $n = syswrite($self->{socket}, $bytes) // return 0;
        substr($bytes, 0, $n, '');
    }

    return 1;
}


sub frame_bytes {
    my ($type, $flags, $id, $payload) = @_;

    return substr(pack('N', length $payload), 1) . pack('CCN', $TYPE{$type}, $flags, $id)
        . $payload;
}

sub frame { my $self = shift; return $self->write(frame_bytes(@_)) }


# A length of HPACK with a prefix of seven bits.
sub _length {
    my ($n) = @_;

    return pack 'C', $n if $n < 127;
    my $out = pack 'C', 127;
    for ($n -= 127; $n >= 128; $n >>= 7) { $out .= pack 'C', $n & 127 | 128 }
    return $out . pack 'C', $n;
}


sub block {
    my ($method, $path, $headers) = @_;

    my @all = (':method' => $method, ':scheme' => 'http', ':path' => $path,
               ':authority' => 'localhost', map { (lc, $headers->{$_}) } sort keys %$headers);
    my $out = '';
    while (my ($name, $value) = splice @all, 0, 2) {
        $out .= "\0" . _length(length $name) . $name . _length(length $value) . $value;
    }

    return $out;
}


# Opens a stream; end => 1 without a body.  Returns its id.
sub headers {
    my ($self, $method, $path, $headers, %o) = @_;

    my $id = $self->{next};
    $self->{next} += 2;
    $self->{window}{$id} = $self->{initial};
    $self->frame(headers => ($o{end} ? 1 : 0) | 4, $id, block($method, $path, $headers // {}));
    return $id;
}


# Sends as the windows allow, in frames of `size` bytes.
sub data {
    my ($self, $id, $bytes, %o) = @_;

    my $size = $o{size} // 16384;
    while (length $bytes) {
        my $room = $self->{window}{$id} < $self->{window}{0} ? $self->{window}{$id}
                                                             : $self->{window}{0};
        if ($room <= 0) {
            $self->_read($o{timeout} // 10) or return 0;
            next;
        }

        my $piece = substr $bytes, 0, $size < $room ? $size : $room, '';
        $self->{window}{$_} -= length $piece for 0, $id;
        $self->frame(data => $o{end} && !length $bytes ? 1 : 0, $id, $piece) or return 0;
    }

    return $o{empty} ? $self->frame(data => 1, $id, '') : 1;
}


sub reset {
    my ($self, $id) = @_;

    return $self->frame(rst => 0, $id, pack 'N', 8);
}


# Waits for the end of a stream; undef: the connection ended or time is over.
sub response {
    my ($self, $id, $timeout) = @_;

    my $end = Relevo::Http::until_when($timeout // 10);
    my $stream = $self->{stream}{$id} //= { body => '' };
    until ($stream->{ended}) {
        return undef if time() > $end || !$self->_read($end - time());
    }

    return $stream;
}


# PING, and what came before it has been handled when it is answered.
sub pong {
    my ($self, $timeout) = @_;

    my $end = Relevo::Http::until_when($timeout // 5);
    my $before = $self->{pong} // 0;
    $self->frame(ping => 0, 0, 'x' x 8);
    1 until ($self->{pong} // 0) > $before || !$self->_read($end - time());
    return ($self->{pong} // 0) > $before;
}


# One more frame; false at the end of the connection or of the time.
sub _read {
    my ($self, $timeout) = @_;

    my $end = time() + $timeout;
    my $need;
    while (length $self->{in} < ($need = $self->_need)) {
        my $bits = '';
        vec($bits, fileno $self->{socket}, 1) = 1;
        my $left = $end - time();
        return 0 if $left <= 0 || !select($bits, undef, undef, $left);
        sysread($self->{socket}, $self->{in}, 65536, length $self->{in}) or return 0;
    }

    my $frame = substr $self->{in}, 0, $need, '';
    my ($type, $flags, $id) = unpack 'x3CCN', $frame;
    $self->_take($NAME{$type} // '', $flags, $id, substr $frame, 9);
    return 1;
}


# Bytes of the frame that comes next, as far as is known.
sub _need {
    my ($self) = @_;

    return 9 if length $self->{in} < 9;
    return 9 + unpack 'N', "\0" . substr $self->{in}, 0, 3;
}


sub _take {
    my ($self, $type, $flags, $id, $payload) = @_;

    my $stream = $self->{stream}{$id} //= { body => '' };
    if ($type eq 'settings' && !($flags & 1)) {
        my %value = unpack '(nN)*', $payload;
        $self->{initial} = $value{4} if defined $value{4};
        $self->{settings} = { %{ $self->{settings} // {} }, %value };
        $self->frame(settings => 1, 0, '');

    } elsif ($type eq 'window') {
        $self->{window}{$id} += unpack 'N', $payload;

    } elsif ($type eq 'headers') {
        $stream->{status} = _status($payload);

    } elsif ($type eq 'data') {
        $stream->{body} .= $payload;

    } elsif ($type eq 'rst') {
        $stream->{reset} = $stream->{ended} = 1;

    } elsif ($type eq 'ping') {
        $self->{pong}++ if $flags & 1;

    } elsif ($type eq 'goaway') {
        $self->{goaway} = unpack 'x4N', $payload;
    }

    $stream->{ended} = 1 if $type =~ /^(?:headers|data)$/ && $flags & 1;
}


sub _status {
    my ($block) = @_;

    $block =~ s/^[\x20-\x3f]//;                 # size of the table
    my $first = ord $block;
    return $STATUS[$first - 0x88] if $first >= 0x88 && $first <= 0x8e;
    return $block =~ /^[\x08\x48]\x03(\d{3})/ ? $1 : 0;
}


sub close { close delete $_[0]{socket} }

1;
