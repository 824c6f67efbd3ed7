package Relevo::Http;

# An HTTP/1.1 client over a raw socket, for tests that must send exactly these
# bytes: bad framing, one byte at a time, half a request.
#
#   my $r = http('127.0.0.1:8080', POST => '/webhooks/whatsapp',
#                body => $json, headers => { 'X-A' => 'b' });
#   $r->{status}; $r->{headers}{'content-type'}; $r->{body};
#
#   my $c = Relevo::Http->new($address);       # keep-alive, by hand
#   $c->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
#   my $r = $c->response;                      # undef: closed without an answer
#
#   my $s = Relevo::Http->new($address)->sse('/chat/demo/live', headers => {});
#   my $e = $s->event(5);                      # {id, event, data} or undef
#
# headers may be a hash or, for repeats and odd names, a list of pairs.

use strict;
use warnings;

use Carp qw(croak);
use Digest::SHA qw(hmac_sha256_hex);
use Exporter qw(import);
use IO::Socket::INET;
use IO::Socket::UNIX;
use Time::HiRes qw(time);

use Relevo::Wait;

our @EXPORT = qw(http post_signed sign_meta);


# One request on a connection of its own.
sub http {
    my ($address, $method, $path, %o) = @_;

    my $c = Relevo::Http->new($address, timeout => $o{timeout} // 15);
    $c->request($method, $path, close => 1, %o);
    my $r = $c->response($o{timeout});
    $c->close;
    return $r // { status => 0, headers => {}, body => '' };
}


# Value of X-Hub-Signature-256 over exactly these bytes.
sub sign_meta {
    my ($secret, $body) = @_;

    return 'sha256=' . hmac_sha256_hex($body, $secret);
}


sub post_signed {
    my ($address, $path, $secret, $body, %o) = @_;

    my %headers = ('Content-Type' => 'application/json',
                   'X-Hub-Signature-256' => sign_meta($secret, $body),
                   %{ delete $o{headers} // {} });
    return http($address, POST => $path, body => $body,
                headers => \%headers, %o);
}


sub new {
    my ($class, $address, %o) = @_;

    my $socket = $address =~ m{^/}
        ? IO::Socket::UNIX->new(Peer => $address)
        : IO::Socket::INET->new(PeerAddr => $address, Timeout => 5);
    croak "http: cannot connect to $address: $!" unless $socket;

    return bless { socket => $socket, buffer => '', timeout => 15, %o }, $class;
}


sub socket { $_[0]{socket} }

# Closes at once; reset => 1 sends RST instead of FIN.
sub close {
    my ($self, %o) = @_;

    my $socket = delete $self->{socket} or return;
    setsockopt($socket, Socket::SOL_SOCKET(), Socket::SO_LINGER(),
        pack 'ii', 1, 0) if $o{reset};
    CORE::close $socket;
}


sub send {
    my ($self, $bytes) = @_;

    local $SIG{PIPE} = 'IGNORE';
    while (length $bytes) {
        my $n = syswrite($self->{socket}, $bytes) // return 0;
        substr($bytes, 0, $n, '');
    }

    return 1;
}


# body => bytes, chunked => size of the chunks, close => 1, version => '1.0'
sub request {
    my ($self, $method, $path, %o) = @_;

    return $self->send(request_bytes($method, $path, %o));
}


sub request_bytes {
    my ($method, $path, %o) = @_;

    my @headers = ref $o{headers} eq 'ARRAY' ? @{ $o{headers} }
                                             : %{ $o{headers} // {} };
    unshift @headers, Host => 'localhost' unless $o{no_host};
    push @headers, Connection => 'close' if $o{close};

    my $body = $o{body};
    if (defined $body && $o{chunked}) {
        push @headers, 'Transfer-Encoding' => 'chunked';
        $body = chunks($body, $o{chunked});

    } elsif (defined $body && !$o{no_length}) {
        push @headers, 'Content-Length' => length $body;
    }

    my $head = "$method $path HTTP/" . ($o{version} // '1.1') . "\r\n";
    while (my ($name, $value) = splice @headers, 0, 2) {
        $head .= "$name: $value\r\n";
    }

    return "$head\r\n" . ($body // '');
}


sub chunks {
    my ($body, $size) = @_;

    my $out = '';
    while (length $body) {
        my $piece = substr $body, 0, $size, '';
        $out .= sprintf("%x\r\n", length $piece) . "$piece\r\n";
    }

    return $out . "0\r\n\r\n";
}


# Of what must come: an answer is there as soon as it is.  Less than a second
# is said by who looks whether nothing comes.
sub until_when {
    my ($seconds) = @_;

    return time() + ($seconds < 1 ? $seconds : deadline($seconds));
}


# Next response of the connection; undef when it was closed before its head.
# head_only => 1 leaves the body in the buffer.
sub response {
    my ($self, $timeout, %o) = @_;

    $self->{end} = until_when($timeout // $self->{timeout});
    until ($self->{buffer} =~ /\r\n\r\n/) {
        $self->_more or return undef;
    }

    my $end = index $self->{buffer}, "\r\n\r\n";
    my $head = substr $self->{buffer}, 0, $end + 4, '';
    my ($first, @lines) = split /\r\n/, $head;

    my $r = { head => $head, headers => {}, body => '' };
    @$r{qw(version status reason)} = $first =~ m{^HTTP/(\S+) (\d+) ?(.*)};
    for (@lines) {
        my ($name, $value) = /^([^:]+):\s*(.*)$/ or next;
        $r->{headers}{lc $name} = $value;
    }

    $r->{body} = $self->_body($r)
        unless $o{head_only} || $r->{status} =~ /^(1..|204|304)$/;
    return $r;
}


sub _body {
    my ($self, $r) = @_;

    if (($r->{headers}{'transfer-encoding'} // '') eq 'chunked') {
        my $body = '';
        while (defined(my $piece = $self->_chunk)) {
            return $body if $piece eq '';
            $body .= $piece;
        }
        croak 'http: body ends in the middle of a chunk';
    }

    my $len = $r->{headers}{'content-length'};
    while (!defined $len || length $self->{buffer} < $len) {
        $self->_more or last;
    }

    return substr $self->{buffer}, 0, $len // length $self->{buffer}, '';
}


# Content of the next chunk, '' for the last one, undef when cut off.
sub _chunk {
    my ($self) = @_;

    my $line = qr/^([0-9a-f]+)[^\r]*\r\n/i;
    until ($self->{buffer} =~ $line) {
        $self->_more or return undef;
    }

    # matched again: a loop's captures do not outlive it
    $self->{buffer} =~ $line;
    my ($len, $skip) = (hex $1, $+[0]);
    until (length $self->{buffer} >= $skip + $len + 2) {
        $self->_more or return undef;
    }

    my $piece = substr $self->{buffer}, $skip, $len;
    substr($self->{buffer}, 0, $skip + $len + 2, '');
    return $piece;
}


# True when bytes came; false at the end of the connection.
sub _more {
    my ($self) = @_;

    my $left = $self->{end} - time();
    my $bits = '';
    vec($bits, fileno $self->{socket}, 1) = 1;
    croak 'http: no answer in time' if $left <= 0
        || !select($bits, undef, undef, $left);

    return sysread $self->{socket}, $self->{buffer}, 65536,
        length $self->{buffer};
}


# Opens an event stream; the response head is in ->{response}.
sub sse {
    my ($self, $path, %o) = @_;

    $self->request(GET => $path, %o, headers =>
        { Accept => 'text/event-stream', %{ $o{headers} // {} } });
    $self->{response} = $self->response($o{timeout}, head_only => 1);
    $self->{text} = '';
    return $self;
}


# Next event {id, event, data, raw}; undef after $timeout seconds or when the
# server closed (then ->{closed}).  Lone "id:" blocks move ->{last_id} only.
sub event {
    my ($self, $timeout) = @_;

    $self->{end} = until_when($timeout // 10);
    while (1) {
        while ($self->{text} =~ s/^(.*?)\r?\n\r?\n//s) {
            my $event = $self->_event($1);
            return $event if $event;
        }

        my $piece = eval { $self->_stream_piece };
        $self->{closed} = 1 if !$@ && !(defined $piece && length $piece);
        return undef if $@ || $self->{closed};
        $self->{text} .= $piece;
    }
}


sub _stream_piece {
    my ($self) = @_;

    my $coding = $self->{response}{headers}{'transfer-encoding'} // '';
    return $self->_chunk if $coding eq 'chunked';

    length $self->{buffer} or $self->_more or return undef;
    return substr $self->{buffer}, 0, length $self->{buffer}, '';
}


sub _event {
    my ($self, $raw) = @_;

    my %event = (event => 'message', raw => $raw);
    my @data;
    for (split /\r?\n/, $raw) {
        $event{$1} = $2 if /^(id|event|retry): ?(.*)$/;
        push @data, $1 if /^data: ?(.*)$/;
    }

    $self->{last_id} = $event{id} if defined $event{id};
    return undef unless @data;
    $event{data} = join "\n", @data;
    return \%event;
}

1;
