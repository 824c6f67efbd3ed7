# Clients of the API on the wire: those that take no answer, whose bodies have
# no length, whose files are not wanted, and who ask for the headers alone.

use strict;
use warnings;
use FindBin;
use File::Path 'make_path';
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Http;
use Relevo::Http2;
use Relevo::Wait;
use Relevo::World;

my $h2 = '127.0.0.1:' . Relevo::World::free_port();
my $w = Relevo::World->new(parts => [qw(redis postgres nginx)], stopped => 1);
my $uploads = $w->dir('uploads');
make_path($uploads);
chmod 0777, $uploads;
my $lines = $w->dir('logs', 'lines.txt');
$w->part('nginx')->write(http => q{log_format lines '$request|$request_uri|$arg_limit';},
    server => "listen $h2 http2; access_log $lines lines;", replace => [
    [qr/location \/api\/ \{/ => "location /api/ { relevo_chat_media $uploads max=1m;"],
    [qr/client_body_timeout 15s;/ => 'client_body_timeout 60s;']]);
$w->start(@{ $w->{parts} });
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


# What a body may be is known when it is there, if nobody has said how long it
# will be; without a valid token nothing of it is taken apart, either.
subtest 'bodies without a length' => sub {
    my $large = '{"name":"' . 'x' x 70_000 . '"}';
    my $chunked = sub {
        my ($method, $path, $body, %headers) = @_;
        return $w->http($method => $path, body => $body, chunked => 1000,
            headers => { %json, %headers })->{status};
    };
    is($chunked->(POST => '/api/v1/teams', '{"name":"chunked"}'), 201, 'in chunks');
    is($chunked->(POST => '/api/v1/teams', $large), 413, '... too large');
    is($chunked->(POST => '/api/v1/teams', '[' x 70_000, authorization => 'Bearer rk_' . 'x' x 43),
        401, '... of nobody, whatever it is');
    is($chunked->(POST => '/api/v1/teams', '{"name":"t"}', 'content-type' => 'text/plain'), 415,
        '... of another type');
    is($chunked->(GET => '/api/v1/me', '{}'), 400, '... where none is taken');
    is($chunked->(POST => '/api/v1/notify/confirm?token=x', 'x' x 70_000), 400, '... by anybody');

    # what is large waits until it is known who sends it, and then is taken
    my $put = '/api/v1/knowledge/prices/es';
    my $doc = '{"items":[' . join(',', ('{"q":"x"}') x 9_000) . ']}';
    my $stranger = Relevo::Http->new($w->url);
    $stranger->send("PUT $put HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer rk_" . 'u' x 43
        . "\r\nContent-Type: application/json\r\nContent-Length: " . length($doc) . "\r\n\r\n");
    is($stranger->response(30)->{status}, 401, 'a large one of nobody is not waited for');
    my $own = $w->http(PUT => $put, body => $doc, headers => \%json);
    is($own->{status}, 422, 'ours is read') or diag explain $own;
    is($chunked->(PUT => $put, $doc), 422, '... in chunks, too');

    my $framed = sub {
        my ($method, $path, $body, %headers) = @_;
        my $h = Relevo::Http2->new($h2);
        my $id = $h->headers($method => $path, { %json, %headers });
        $h->data($id, $body, end => 1);
        return ($h->response($id) // {})->{status};
    };
    is($framed->(POST => '/api/v1/teams', '{"name":"framed"}'), 201, 'in frames of HTTP/2');
    is($framed->(POST => '/api/v1/teams', $large), 413, '... too large');
    is($framed->(POST => '/api/v1/teams', '{"name":"t"}', 'content-type' => 'text/plain'), 415,
        '... of another type');
    is($framed->(GET => '/api/v1/me', '{}'), 400, '... where none is taken');
    is($framed->(GET => '/api/v1/system/health', '{}'), 400, '... where nginx would put its own');
};


# Who asks is known before a byte of the body is read: it never reaches a disk.
subtest 'a file is read from who is known' => sub {
    my $c = Relevo::Api::conversation($w, 'demo', 'v-file');
    my $path = "/api/v1/conversations/$c->{id}/attachments?name=a.txt&caption=hola+Ana";
    my $file = "a line\n" x 30_000;
    my $head = sub {
        my ($token, $more) = @_;
        return sprintf "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
            . "Content-Type: text/plain\r\nContent-Length: %d\r\n%s\r\n", $path, $token,
            length $file, $more // '';
    };

    my $stranger = Relevo::Http->new($w->url);
    $stranger->send($head->('rk_' . 'y' x 43));
    is($stranger->response(30)->{status}, 401, 'a stranger is refused without the file');
    $stranger = Relevo::Http->new($w->url);
    $stranger->send($head->('rk_' . 'z' x 43) . $file);
    is($stranger->response(30)->{status}, 401, '... and with it');
    $stranger->request(GET => '/api/v1/me', headers => { %json });
    is($stranger->response(30)->{status}, 200, '... which is not taken for the next request');
    is_deeply([grep { -f } glob $w->dir('nginx/body') . '/*'], [], 'none was written');

    my $narrow = Relevo::Http->new($w->url);
    $narrow->send($head->(Relevo::Api->key($w, 'demo', 'tickets:read')->{token}));
    is($narrow->response(30)->{status}, 403, 'nor of who may not send files');

    # a conversation that nobody has in hand: refused when the file was seen
    my $known = Relevo::Http->new($w->url);
    $known->send($head->($key->{token}, "Expect: 100-continue\r\n"));
    is($known->response(30)->{status}, 100, 'who is known is asked for it');
    $known->send(substr $file, 0, 100_000);
    $known->send(substr $file, 100_000);
    my $answer = $known->response(30);
    like($answer->{status}, qr/^(201|409)$/, '... and it is taken') or diag explain $answer;

    my $h = Relevo::Http2->new($h2);
    my $id = $h->headers(POST => $path, { %json, 'content-type' => 'text/plain',
        'content-length' => length $file });
    $h->data($id, $file, end => 1);
    is(($h->response($id) // {})->{status}, $answer->{status}, '... in frames of HTTP/2, too');
    $id = $h->headers(POST => $path, { %json, 'content-type' => 'text/plain',
        'content-length' => length $file, authorization => 'Bearer rk_' . 'v' x 43 });
    $h->data($id, substr $file, 0, 1000);
    is(($h->response($id) // {})->{status}, 401, '... where a stranger is refused');

    my $gone = Relevo::Http->new($w->url);
    $gone->send($head->($key->{token}));
    $gone->close(reset => 1);
    is(($w->children('nginx'))[0], $pid, 'who leaves does no harm');
};


# nginx logs the request line behind whatever it has to say, "a client request
# body is buffered" of each file.
subtest 'a query is in no log' => sub {
    $key->get('/api/v1/search?q=Ruiz');
    is($key->get('/api/v1/keys?limit=2')->{status}, 200, 'it is read as ever');
    my $said = sub { local (@ARGV, $/) = $_[0]; return scalar <> };
    ok((wait_for { $said->($lines) =~ m{/keys} } 10), 'the lines are there');
    my $line = $said->($w->log('nginx')) . $said->($lines);
    like($line, qr{buffered to a temporary file.*"POST /api/v1/conversations/[^?]*/attachments\?\* HTTP/1.1"},
        'a file, without its name and caption');
    like($line, qr{^GET /api/v1/search\?\* HTTP/1.1\|/api/v1/search\?\*\|-?$}m, 'words that were looked for');
    like($line, qr{^GET /api/v1/keys\?\* HTTP/1.1\|/api/v1/keys\?\*\|2$}m,
        'what is asked for by name is there');
    unlike($line, qr/a\.txt|hola|Ruiz/, 'nowhere');
};


subtest 'the headers of a stream alone' => sub {
    my $c = Relevo::Http->new($w->url);
    $c->request(HEAD => '/live/agent', headers => { %json });
    $c->request(GET => '/api/v1/me', headers => { %json });
    my $bytes = '';
    my $socket = $c->socket;
    ok((wait_for {
        my $bits = '';
        vec($bits, fileno $socket, 1) = 1;
        select($bits, undef, undef, 0.1) and sysread $socket, $bytes, 65536, length $bytes;
        $bytes =~ /"role"/;
    } 10), 'the next request of the connection is answered');
    like($bytes, qr{^HTTP/1\.1 200 OK\r\n.*?\r\n\r\nHTTP/1\.1 200 OK\r\n}s, 'nothing in between');
    like($bytes, qr{^Content-Type: text/event-stream\r$}m, 'it would have been one');
};


Relevo::World->finish;
