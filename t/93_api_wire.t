# Clients of the API on the wire: those that take no answer, whose bodies have
# no length, and who ask for the headers alone.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Http;
use Relevo::Http2;
use Relevo::Wait;
use Relevo::World;

my $h2 = '127.0.0.1:' . Relevo::World::free_port();
my $w = Relevo::World->new(parts => [qw(redis postgres nginx)],
    nginx => { server => "listen $h2 http2;" });
my $key = Relevo::Api->key($w, 'demo', '*');
my ($pid) = $w->children('nginx');
my %json = ('authorization' => "Bearer $key->{token}", 'content-type' => 'application/json');


# An answer that cannot be sent yet is an answer all the same: nothing goes on
# behind it, and it ends when there is room.
subtest 'a window of zero' => sub {
    my @rows = (
        [404, GET => '/api/v1/nothing', {}],
        [405, PUT => '/api/v1/me', {}],
        [401, GET => '/api/v1/me', {}],
        [400, GET => '/api/v1/keys?limit=1&limit=2', \%json],
        [422, GET => '/api/v1/keys?limit=x', \%json],
        [415, POST => '/api/v1/teams', { %json, 'content-type' => 'text/plain',
            'content-length' => 2 }, '{}'],
        [400, POST => '/api/v1/teams', \%json, '{'],
        [422, POST => '/api/v1/teams', \%json, '{}'],
        [200, GET => '/api/v1/me', \%json],
    );

    for my $row (@rows) {
        my ($status, $method, $path, $headers, $body) = @$row;
        my $h = Relevo::Http2->new($h2, settings => { 4 => 0 });
        my $id = $h->headers($method => $path, $headers, end => !defined $body);
        $h->data($id, $body, end => 1) if defined $body;
        $h->pong(5);
        $h->frame(window => 0, $id, pack 'N', 65535);
        my $r = $h->response($id, 5) // {};
        is($r->{status}, $status, "$method $path: $status");
        like($r->{body} // '', qr/^\{.*\}$/s, '... and all of it');
        $h->close;
    }

    is(($w->children('nginx'))[0], $pid, 'by the same worker');
};


Relevo::World->finish;
