# What the server's own configuration lets one address do at web chat: new
# visitors, what they ask and say, open streams; and how many of those one
# visitor has (24_live.t).

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Digest::SHA qw(hmac_sha256);
use MIME::Base64 qw(encode_base64url);
use Test::More;

use Relevo::Http;
use Relevo::Wait;
use Relevo::World;

# A proxy that is named says who asks; what it does not say is its own.
my $w = Relevo::World->new(parts => [qw(redis nginx)], nginx => {
    http => 'set_real_ip_from 127.0.0.1; real_ip_header X-Real-IP;' });
my %conn;


# A request from there, on a connection that stays.
sub from {
    my ($address, $method, $path, %headers) = @_;

    my $c = $conn{$address} //= Relevo::Http->new($w->url);
    $c->request($method => "/chat/demo/$path", headers =>
        { %headers, ($address eq 'here' ? () : ('X-Real-IP' => $address)) });
    return $c->response(30)->{status};
}


# How many were taken until one was not.  Places come back meanwhile: an address
# that nobody has used has all of them, else there are few.
sub taken {
    my (@request) = @_;

    for my $n (0 .. 5000) {
        return $n if from(@request) == 429;
    }
    return 'any number';
}


sub stream {
    my ($address, $visitor) = @_;

    my $text = sprintf 'v1.demo.%s.%d', $visitor, time + 3600;
    my $token = "$text." . encode_base64url(hmac_sha256($text, $w->secret('webchat_demo')));
    return Relevo::Http->new($w->url)->sse('/chat/demo/live', headers =>
        { Authorization => "Bearer $token", 'X-Real-IP' => $address });
}


subtest 'new visitors' => sub {
    cmp_ok(taken('192.0.2.1', POST => 'session'), '>=', 121, 'many from one address, not any number');
    is(from('192.0.2.2', POST => 'session'), 200, 'another address is another');
    is(from('192.0.2.1', POST => 'messages'), 401, 'visitors that are there can go on');

    cmp_ok(taken('2001:db8:1:2::1', POST => 'session'), '>=', 121, 'IPv6');
    cmp_ok(taken('2001:db8:1:2:3::4', POST => 'session'), '<', 60, '... is counted by its /64');
    is(from('2001:db8:1:3::1', POST => 'session'), 200, '... of which there are others');

    is((grep { from('here', POST => 'session') == 200 } 1 .. 300), 300,
        'a proxy that is not named is not taken for one visitor');
};


subtest 'what a visitor does' => sub {
    cmp_ok(taken('192.0.2.3', GET => 'messages'), '>=', 101, 'asks');
    cmp_ok(taken('192.0.2.3', POST => $_), '<', 50, "... and $_ counts with it") for qw(typing messages media);
    cmp_ok(taken('192.0.2.3', GET => 'live'), '<', 50, '... and what it missed, asked for again and again');
    is(from('192.0.2.3', POST => 'session'), 200, '... not with new visitors');
};


subtest 'files' => sub {
    my $n = taken('192.0.2.6', POST => 'media');
    cmp_ok($n, '>=', 21, 'some');
    cmp_ok($n, '<', 100, '... fewer than of anything else');
    is(from('192.0.2.6', POST => 'messages'), 401, '... which goes on');
};


subtest 'streams' => sub {
    my @s = map { stream('192.0.2.4', "v$_") } 1 .. 105;
    is_deeply([map { $_->{response}{status} } @s], [(200) x 100, (429) x 5], 'a hundred of an address');
    is(stream('192.0.2.5', 'v1')->{response}{status}, 200, 'another address is another');
    shift(@s)->close;
    ok((wait_for { (my $s = stream('192.0.2.4', 'v1000'))->{response}{status} == 200 } 30),
        'one that ends makes room');
    $_->close for @s;
};


my $log = do { local (@ARGV, $/) = $w->log('nginx'); <> };
unlike($log, qr/limiting/, 'no log has the lines');

Relevo::World->finish;
