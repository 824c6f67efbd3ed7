# Hostile senders on the wire (F75, F76, F79, F81, F83, F89, S06, S07): framing
# made to smuggle, odd request lines and headers, senders that are slow, idle
# or deaf.  One row, one exact answer; others are served all the while.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Http;
use Relevo::Record;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1, allow => [qr/client sent/]);
my $secret = $w->secret('whatsapp_app');
my $file = $w->dir('secrets/whatsapp_app');

$w->part('nginx')->write(workers => 1, server => <<"SERVER",
location = /held { client_body_in_file_only on; relevo_webhook whatsapp; relevo_secret_file $file; }
location = /telegram { relevo_webhook telegram; relevo_signature hmac header=X-Sign prefix=sha256=;
    relevo_secret_file $file; }
location = /twilio { relevo_webhook twilio; relevo_signature hmac header=X-Sign prefix=sha256=;
    relevo_secret_file $file; }
location = /deaf { send_timeout 1s; relevo_metrics; access_log off; }
SERVER
    http => 'client_header_timeout 3s; keepalive_requests 100000;',
    replace => [[qr/nginx\.log warn/ => 'nginx.log info'], [qr/    client_header_timeout 15s;\n/ => '']]);
$w->start(qw(redis nginx));

my $body = wa_body({ account => $w->account }, wa_text('hola', id => 'wamid.W'));
my $length = length $body;
my $hex = sprintf '%x', $length;
my $sign = 'X-Hub-Signature-256: ' . sign_meta($secret, $body);
my $accepted = 0;

sub nrecords { my $n = 0; $n += $w->redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15; return $n }

# These bytes on a connection of their own: the status, or 'closed'.
sub raw {
    my ($bytes, %o) = @_;

    my $c = Relevo::Http->new($w->url, timeout => $o{timeout} // 5);
    $c->send($bytes);
    my $r = eval { $c->response($o{timeout} // 5) };
    $accepted++ if $r && $r->{status} == 200 && !$o{get};
    $c->close;
    return $r ? $r->{status} : 'closed';
}

# A signed POST with these lines of framing and this body.
sub framed {
    my ($lines, $bytes) = @_;

    return "POST /webhook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n$sign\r\n$lines\r\n\r\n$bytes";
}

sub metrics { return $w->http(GET => '/metrics')->{body} }
sub healthy { return $w->http(GET => '/healthz')->{status} == 200 }


my $chunked = 'Transfer-Encoding: chunked';
my @framing = (
    # name, status, lines, bytes
    ['one chunk', 200, $chunked, "$hex\r\n$body\r\n0\r\n\r\n"],
    ['leading zeros in a size', 200, $chunked, "0000$hex\r\n$body\r\n0\r\n\r\n"],
    ['upper case', 200, 'TRANSFER-ENCODING: Chunked', "\U$hex\E\r\n$body\r\n0\r\n\r\n"],
    ['trailers', 200, $chunked, "$hex\r\n$body\r\n0\r\nX-A: b\r\nContent-Length: 1\r\n\r\n"],
    ['1,000 extensions', 200, $chunked, "$hex" . ';a=b' x 1000 . "\r\n$body\r\n0\r\n\r\n"],
    ['a size beyond 64 bits', 400, $chunked, "fffffffffffffffff\r\n$body\r\n0\r\n\r\n"],
    ['a size near 64 bits', 400, $chunked, "fffffffffffffff0\r\n$body\r\n0\r\n\r\n"],
    ['a size of gigabytes', 413, $chunked, "ffffffff\r\n$body\r\n0\r\n\r\n"],
    ['a negative size', 400, $chunked, "-1\r\n$body\r\n0\r\n\r\n"],
    ['0x in a size', 400, $chunked, "0x$hex\r\n$body\r\n0\r\n\r\n"],
    ['a blank before a size', 400, $chunked, " $hex\r\n$body\r\n0\r\n\r\n"],
    ['more than the size', 400, $chunked, "5\r\n$body\r\n0\r\n\r\n"],
    ['chunked twice', 501, "$chunked, chunked", "$hex\r\n$body\r\n0\r\n\r\n"],
    ['two such headers', 400, "$chunked\r\n$chunked", "$hex\r\n$body\r\n0\r\n\r\n"],
    ['identity', 501, 'Transfer-Encoding: identity', $body],
    ['behind a tab', 501, "Transfer-Encoding: \tchunked", "$hex\r\n$body\r\n0\r\n\r\n"],
    ['with a vertical tab', 501, "Transfer-Encoding: \x0bchunked", "$hex\r\n$body\r\n0\r\n\r\n"],
    ['both, chunked first', 400, "$chunked\r\nContent-Length: $length", $body],
    ['both, length first', 400, "Content-Length: $length\r\n$chunked", $body],
    ['a blank before the colon', 400, "Transfer-Encoding : chunked", "$hex\r\n$body\r\n0\r\n\r\n"],
    ['a folded line', 400, "Content-Length: $length\r\n X: y", $body],
    ['the same length twice', 400, "Content-Length: $length\r\nContent-Length: $length", $body],
    ['a list of lengths', 400, "Content-Length: $length, $length", $body],
    ['+ in a length', 400, "Content-Length: +$length", $body],
    ['a length in hex', 400, "Content-Length: 0x$hex", $body],
    ['a length with a comma', 400, "Content-Length: $length,", $body],
    ['a length beyond 64 bits', 400, 'Content-Length: ' . '9' x 30, $body],
    ['a length of gigabytes', 413, 'Content-Length: 99999999999', $body],
    ['NUL in a header', 400, "X-A: a\0b\r\nContent-Length: $length", $body],
    ['no colon', 200, "X-A\r\nContent-Length: $length", $body],
    ['a header of 9 KB', 400, 'X-A: ' . 'a' x 9000 . "\r\nContent-Length: $length", $body],
    ['40 KB of headers', 400, join("\r\n", map { "X-$_: " . 'a' x 4000 } 1 .. 10), $body],
    ['900 small headers', 200, join("\r\n", (map { "X-$_: a" } 1 .. 900),
        "Content-Length: $length"), $body],
    ['two hosts', 400, "Host: y\r\nContent-Length: $length", $body],
    ['a signature with an underscore', 200, 'X_Hub_Signature_256: sha256=' . '0' x 64
        . "\r\nContent-Length: $length", $body],
    ['the signature again behind it', 400, "$sign\r\nContent-Length: $length", $body],
    ['deflated', 415, "Content-Encoding: deflate\r\nContent-Length: $length", $body],
    ['a list of codings', 415, "Content-Encoding: gzip, br\r\nContent-Length: $length", $body],
    ['an empty coding', 415, "Content-Encoding:\r\nContent-Length: $length", $body],
    ['another Expect', 200, "Expect: the-unexpected\r\nContent-Length: $length", $body],
    ['an upgrade', 200, "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nContent-Length: $length", $body],
);

subtest 'F75, F76, F78 framing' => sub {
    for my $case (@framing) {
        my ($name, $status, $lines, $bytes) = @$case;
        my $before = nrecords();
        is(raw(framed($lines, $bytes)), $status, $name);
        is(nrecords() - $before, $status eq 200 ? 1 : 0, 'as many records');
    }
};


subtest 'a second request in the body is a body' => sub {
    my $inner = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    my $n = length $inner;
    my $is = sign_meta($secret, $inner);
    my $before = nrecords();

    is(raw("POST /webhook HTTP/1.1\r\nHost: x\r\nX-Hub-Signature-256: $is\r\n"
        . "Content-Length: $n\r\nConnection: close\r\n\r\n$inner"), 200, 'by length');
    is(raw("POST /webhook HTTP/1.1\r\nHost: x\r\nX-Hub-Signature-256: $is\r\n$chunked\r\n"
        . "Connection: close\r\n\r\n" . sprintf("%x\r\n%s\r\n0\r\n\r\n", $n, $inner)), 200, 'by chunks');
    is(nrecords() - $before, 2, 'both are dead letters');
    is(scalar(grep { $_->{uri} =~ /smuggled/ } $w->part('nginx')->access), 0, 'nobody asked for it');

    # refused by its headers: the body is read away, not taken for a request
    my $c = Relevo::Http->new($w->url);
    $c->send("POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: $n\r\n\r\n$inner");
    is($c->response(5)->{status}, 401, 'unsigned');
    $c->send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    is(($c->response(5) // { status => 'closed' })->{status}, 200, 'the next one is the next one');
    $c->close;
    is(scalar(grep { $_->{uri} =~ /smuggled/ } $w->part('nginx')->access), 0, 'nobody asked for it');
};


subtest 'F89 request lines' => sub {
    my $rest = "Host: x\r\nConnection: close\r\n$sign\r\nContent-Length: $length\r\n\r\n$body";
    my @cases = (
        ['TRACE /webhook HTTP/1.1', 405], ['FOO /webhook HTTP/1.1', 405],
        ['CONNECT /webhook HTTP/1.1', 405], ['post /webhook HTTP/1.1', 400],
        ['POST webhook HTTP/1.1', 400], ['POST /webhook HTTP/2.0', 505],
        ['POST /webhook HTTP/1.9', 200], ['POST /webhook HTTP/0.9', 400], ['POST /webhook', 'closed'],
        ['POST  /webhook HTTP/1.1', 200], ["POST\t/webhook HTTP/1.1", 400],
        ['POST /webhook?%00=%ff HTTP/1.1', 200], ['POST /webhook%00 HTTP/1.1', 400],
        ["POST /webhook\x01 HTTP/1.1", 400], ['POST /webhook/ HTTP/1.1', 404],
        ['POST /WEBHOOK HTTP/1.1', 404], ['POST /webhook#x HTTP/1.1', 200],
        ['POST /webhook%23x HTTP/1.1', 404], ['POST /webhooks%5cwhatsapp HTTP/1.1', 404],
        ['POST /webhooks/whatsapp/%2e%2e/%2e%2e/%2e%2e/etc HTTP/1.1', 400],
        ['POST /webhooks/whatsapp/..;/x HTTP/1.1', 404],
        ['POST /webhooks/whatsapp/' . 'a' x 300 . ' HTTP/1.1', 404],
        ['POST http://other.example/webhook HTTP/1.1', 200],
        ['POST http://[::1]:9/webhook HTTP/1.1', 200], ['POST ftp://x HTTP/1.1', 404],
    );

    for my $case (@cases) {
        my ($line, $status) = @$case;
        my $before = nrecords();
        (my $name = substr $line, 0, 60) =~ s/[^ -~]/./g;
        is(raw("$line\r\n$rest"), $status, $name);
        is(nrecords() - $before, $status eq 200 ? 1 : 0, 'as many records');
    }
};


subtest 'F83 odd verifications' => sub {
    my $token = $w->secret('whatsapp_verify');
    my $query = "hub.mode=subscribe&hub.verify_token=$token&hub.challenge";
    my @cases = (
        ["$query=" . 'a' x 10_000, 414], ["$query=%3cscript%3e", 403], ["$query=a%0aSet-Cookie:x", 403],
        ["$query=%c3%a9", 403], ["$query=1&hub.challenge=2", 200], ["$query=1;", 403],
        ["$query=%31", 200], ["hub.verify_token=$token&$query=1", 200],
        ["hub.mode=subscribe&hub.challenge=1&hub.verify_token=" . 'a' x 5000, 403],
        ["hub.mode=subscribe&hub.challenge=1&hub.verify_token=%00", 403], ['%', 403], ['&&&==&', 403],
    );

    for my $case (@cases) {
        my ($q, $status) = @$case;
        (my $name = substr $q, 0, 200) =~ s/\Q$token\E/../g;
        is(raw("GET /webhook?$q HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", get => 1),
            $status, substr $name, 0, 60);
    }

    my $r = $w->http(GET => "/webhook?$query=12", body => $body);
    is($r->{body}, '12', 'a body of a GET is of no interest');
};


subtest 'F74 limits of channels, files of bodies' => sub {
    for my $case ([telegram => 1024 * 1024], [twilio => 256 * 1024]) {
        my ($channel, $max) = @$case;
        for my $size ($max, $max + 1) {
            my $bytes = '{"x":"' . 'a' x ($size - 8) . '"}';
            my $status = $size > $max ? 413 : 200;
            for my $chunks (undef, 50_000) {
                my $r = $w->http(POST => "/$channel", body => $bytes, chunked => $chunks,
                    headers => { 'X-Sign' => sign_meta($secret, $bytes) });
                $accepted++ if $r->{status} == 200;
                is($r->{status}, $status, "$channel: $size bytes" . ($chunks ? ', chunked' : ''));
            }
        }
    }

    my $r = post_signed($w->url, '/held', $secret, $body);
    $accepted++;
    is($r->{status}, 200, 'a body that stays in its file');
    my @files = grep { -f } map { glob $w->dir("nginx/body/$_") } '*', '*/*/*';
    is_deeply([map { sprintf '%o', (stat)[2] & 07777 } @files], ['600'], 'which is its owner\'s alone');
};


subtest 'F79 slow, idle and deaf' => sub {
    my $pid = ($w->children('nginx'))[0];
    my $rss = sub { open my $in, '<', "/proc/$pid/statm" or die; (split ' ', <$in>)[1] * 4 };
    my $before = $rss->();

    my @slow = map { Relevo::Http->new($w->url) } 1 .. 20;
    $_->send("POST /webhook HTTP/1.1\r\nHost: x\r\nX-") for @slow;
    ok(healthy(), 'others are served beside slow headers');
    my %end;
    $end{ (eval { $_->response(10) } // { status => 'closed' })->{status} }++ for @slow;
    is_deeply(\%end, { closed => 20 }, 'closed after client_header_timeout');
    ok((wait_for { 20 == grep { $_->{status} == 408 } $w->part('nginx')->access } 5),
        'and 408 in the log');
    $_->close for @slow;

    my @idle = map { Relevo::Http->new($w->url) } 1 .. 800;
    ok(healthy(), 'others are served beside 800 idle ones');
    my $each = $ENV{RELEVO_TEST_PRELOAD} ? 24 : 8;          # KB; ASan keeps more
    cmp_ok($rss->() - $before, '<', 800 * $each, "which cost less than $each KB each");
    $_->close for @idle;

    my @deaf = map { Relevo::Http->new($w->url) } 1 .. 10;
    my $get = "GET /deaf HTTP/1.1\r\nHost: x\r\n\r\n";
    $_->send($get x 90) for @deaf;
    ok(healthy(), 'others are served beside those that read nothing');
    ok((wait_for { metrics() =~ /^relevo_nginx_inflight 0$/m } 5), 'nothing is under way');
    $_->close for @deaf;
    is(($w->children('nginx'))[0], $pid, 'the worker is the same');
};


subtest 'F81 30,000 requests on one connection' => sub {
    my $good = "POST /webhook HTTP/1.1\r\nHost: x\r\n$sign\r\nContent-Length: $length\r\n\r\n$body";
    my $bad = $good =~ s/sha256=./sha256=x/r;
    my $c = Relevo::Http->new($w->url);
    my $before = nrecords();
    my %status;

    for (1 .. 300) {
        $c->send(($good . $bad x 99));
        $status{ ($c->response(10) // { status => 'closed' })->{status} }++ for 1 .. 100;
    }

    is_deeply(\%status, { 200 => 300, 401 => 29_700 }, 'each its own answer')
        or diag(explain \%status);
    is(nrecords() - $before, 300, 'and as many records');
    $accepted += 300;
    $c->close;
};


is(nrecords(), $accepted, "$accepted accepted, as many records");

Relevo::World->finish;
