# Hostile and odd senders: F72 to F76, F78, F80, F81, F83 (in 20), F88, F89 of
# the fault catalogue.  After all of it the log holds exactly what was
# answered 200.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Digest::SHA qw(hmac_sha1_hex hmac_sha256_hex);
use Test::More;

use Relevo::Http;
use Relevo::Record;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $PATH = '/webhooks/whatsapp';
my $w = Relevo::World->new(parts => [qw(redis nginx)],
    nginx => { workers => 2, redis => 'timeout=20s', http => 'keepalive_requests 250;' });
my $redis = $w->redis;
my $secret = $w->secret('whatsapp_app');
my $body = wa_body(wa_text('hola', id => 'wamid.H'));

my $accepted = 0;       # answers 200, to be compared with the log at the end

sub status {
    my ($r) = @_;

    $accepted++ if $r && $r->{status} == 200;
    return $r ? $r->{status} : 'closed';
}

sub nrecords { my $n = 0; $n += $redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15; return $n }

# Has the server said something?
sub readable {
    my ($c) = @_;

    my $bits = '';
    vec($bits, fileno $c->socket, 1) = 1;
    return select $bits, undef, undef, 0;
}


sub headers { return [map { ('X-Hub-Signature-256' => $_) } @_] }

# A document of about $size bytes that is well-formed for the channel.
sub sized {
    my ($size) = @_;

    my $empty = length wa_body(wa_text('', id => 'wamid.S'));
    return wa_body(wa_text('x' x ($size - $empty), id => 'wamid.S'));
}


subtest 'F72 signatures' => sub {
    # letters in it, so that upper case differs: true of all but 1 in 10^13
    my $good = sign_meta($secret, $body);
    my $hex = substr $good, 7;
    (my $flipped = $good) =~ s/(.)$/sprintf '%x', hex($1) ^ 1/e;

    my @bad = (
        ['one bit flipped', $flipped],
        ['first digit', 'sha256=' . sprintf('%x', hex(substr $hex, 0, 1) ^ 8) . substr $hex, 1],
        ['of another secret', sign_meta($w->secret('webchat_demo'), $body)],
        ['of another body', sign_meta($secret, "$body ")],
        ['63 digits', substr $good, 0, -1], ['65 digits', "${good}0"],
        ['no hex', 'sha256=' . 'g' x 64], ['no prefix', $hex],
        ['empty', ''], ['prefix alone', 'sha256='],
        ['sha1 prefix', "sha1=$hex"], ['upper-case prefix', "SHA256=$hex"],
        ['upper-case digits', 'sha256=' . uc $hex], ['spaces', "sha256= $hex"],
        ['base64 of it', 'sha256=' . 'A' x 44],
    );

    for my $case (@bad) {
        my ($name, $value) = @$case;
        my $r = $w->http(POST => $PATH, body => $body, headers => headers($value));
        is(status($r), 401, $name);
        unlike($r->{body}, qr/hola|wamid/, 'the body is not echoed');
    }

    is(status($w->http(POST => $PATH, body => $body)), 401, 'missing');
    is(status($w->http(POST => $PATH, body => $body, headers =>
        ['X-Hub-Signature' => 'sha1=' . hmac_sha1_hex($body, $secret)])), 401, 'SHA-1 only');
    is(status($w->http(POST => $PATH, body => $body, headers => headers($good, $good))),
        400, 'twice');
    is(status($w->http(POST => $PATH, body => $body, headers => headers($good, $flipped))),
        400, 'twice, one wrong');
    is(nrecords(), 0, 'nothing was stored');

    is(status($w->http(POST => $PATH, body => $body, headers =>
        ['x-hub-SIGNATURE-256' => $good])), 200, 'names have no case');
};


subtest 'a refused signature is refused before the body is read' => sub {
    my $c = Relevo::Http->new($w->url);
    $c->send("POST $PATH HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
    is(status($c->response(5)), 401, 'no byte of the body was sent');
    $c->close;
};


subtest 'F74 sizes and forms of the body' => sub {
    for my $size (4095, 4096, 4097, 65535, 65536, 65537, 1_000_000, 3_000_000,
                  4 * 1024 * 1024) {
        my $document = sized($size);
        is(length $document, $size, "$size bytes");
        is(status($w->webhook($document)), 200, 'accepted');
        my ($stored) = grep { length $_->{payload} == $size } records($redis);
        ok($stored && $stored->{payload} eq $document, 'verbatim');
    }

    is(status($w->webhook(sized(4 * 1024 * 1024 + 1))), 413, 'limit + 1');
    is(status($w->webhook(sized(4 * 1024 * 1024 + 1), '--', chunked => 100_000)), 413,
        'limit + 1, chunked');
    is(status($w->webhook('')), 200, 'empty');
    is(status($w->webhook('x')), 200, 'one byte');

    # in its own packets: several buffers
    my $document = sized(20_000);
    my $bytes = Relevo::Http::request_bytes(POST => $PATH, body => $document,
        close => 1, headers => headers(sign_meta($secret, $document)));
    my $c = Relevo::Http->new($w->url);
    $c->send(substr $bytes, 0, 700, '');
    while (length $bytes) {
        $c->send(substr $bytes, 0, 1500, '');
        stays { 1 } 0.001;                      # a packet of its own
    }
    is(status($c->response), 200, 'in small pieces');
};


subtest 'F75 framing' => sub {
    my $signed = headers(sign_meta($secret, $body));
    my $head = "POST $PATH HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        . "X-Hub-Signature-256: $signed->[1]\r\n";
    my $raw = sub {
        my ($bytes) = @_;
        my $c = Relevo::Http->new($w->url, timeout => 5);
        $c->send($head . $bytes);
        return status($c->response);
    };

    for my $size (1, 7, 100_000) {
        is(status($w->webhook($body, '--', chunked => $size)), 200, "chunks of $size");
    }
    my $len = sprintf '%x', length $body;
    is($raw->("Transfer-Encoding: chunked\r\n\r\n$len;a=b\r\n$body\r\n0\r\n\r\n"), 200,
        'chunk extension');
    is($raw->("Transfer-Encoding: chunked\r\n\r\n$len\r\n$body\r\n0\r\nX-A: b\r\n\r\n"), 200,
        'trailer');

    my $before = nrecords();
    is($raw->("Transfer-Encoding: chunked\r\n\r\nxyz\r\n$body\r\n0\r\n\r\n"), 400,
        'bad chunk size');
    is($raw->("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n$len\r\n$body\r\n0\r\n\r\n"),
        400, 'both framings');
    is($raw->("Content-Length: 5\r\nContent-Length: 6\r\n\r\n$body"), 400, 'two lengths');
    is($raw->("Content-Length: -5\r\n\r\n$body"), 400, 'negative length');
    is($raw->("Transfer-Encoding: gzip, chunked\r\n\r\n$len\r\n$body\r\n0\r\n\r\n"), 501,
        'other transfer coding');
    is(nrecords(), $before, 'nothing of it was stored');
};


subtest 'F76 Expect' => sub {
    my $signed = headers(sign_meta($secret, $body));
    for my $version ('1.1', '1.0') {
        my $c = Relevo::Http->new($w->url, timeout => 5);
        $c->send("POST $PATH HTTP/$version\r\nHost: x\r\nExpect: 100-continue\r\n"
            . "X-Hub-Signature-256: $signed->[1]\r\nContent-Length: " . length($body) . "\r\n\r\n");
        my $first = $version eq '1.1' ? $c->response : undef;
        is($first->{status}, 100, 'continue') if $version eq '1.1';
        $c->send($body);
        is(status($c->response), 200, "HTTP/$version: accepted");
    }

    my $c = Relevo::Http->new($w->url, timeout => 5);
    $c->send("POST $PATH HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
    is(status($c->response), 401, 'refused at once, no body asked for');
};


subtest 'F78 compressed bodies' => sub {
    my $before = nrecords();
    for my $coding (qw(gzip br zstd identity)) {
        is(status($w->webhook($body, '--', headers => { 'Content-Encoding' => $coding })), 415,
            $coding);
    }
    is(nrecords(), $before, 'nothing was stored');
};


subtest 'F80 clients that go away' => sub {
    my $bytes = Relevo::Http::request_bytes(POST => $PATH, body => $body,
        headers => headers(sign_meta($secret, $body)));
    my $before = nrecords();

    for my $cut (1, 50, length($bytes) - length($body), length($bytes) - 1) {
        for my $reset (0, 1) {
            my $c = Relevo::Http->new($w->url);
            $c->send(substr $bytes, 0, $cut);
            $c->close(reset => $reset);
        }
    }
    is(status($w->webhook($body)), 200, 'it goes on');
    is(nrecords(), $before + 1, 'half a request stores nothing');

    # gone while the append is pending: it may have been stored, no more
    $w->freeze('redis');
    for my $reset (0, 1) {
        my $c = Relevo::Http->new($w->url);
        $c->send($bytes);
        $c->close(reset => $reset);
    }
    my $patient = Relevo::Http->new($w->url);
    $patient->send($bytes);
    ok((stays { !readable($patient) } 0.1), 'no answer while Redis is frozen');
    $w->thaw('redis');

    is(status($patient->response), 200, 'the patient one is answered');
    ok((wait_for { nrecords() >= $before + 2 } 5), 'and stored');
    my $n = nrecords() - $before - 1;
    cmp_ok($n, '<=', 3, 'the others at most once');
    $accepted += $n - 1;                        # durable, but nobody heard
    $w->redis->cmd('PING');
};


subtest 'F81 one connection, many requests' => sub {
    my $good = Relevo::Http::request_bytes(POST => $PATH, body => $body,
        headers => headers(sign_meta($secret, $body)));
    my $bad = Relevo::Http::request_bytes(POST => $PATH, body => $body,
        headers => headers(sign_meta($secret, 'other')));
    my $get = Relevo::Http::request_bytes(GET => '/healthz');

    my $c = Relevo::Http->new($w->url);
    my @plan = map { ([$good, 200], [$bad, 401], [$get, 200], [$good, 200]) } 1 .. 50;
    $c->send(join '', map { $_->[0] } @plan);

    my @got = map { my $r = $c->response; $r ? $r->{status} : 'closed' } @plan;
    is_deeply(\@got, [map { $_->[1] } @plan], '200 in one write, each its own answer');
    $accepted += 100;

    my $wrong = 0;
    for (1 .. 600) {
        $c->send($good) && status($c->response // { status => 0 }) == 200 and next;
        $wrong++;
        $c = Relevo::Http->new($w->url);
    }
    cmp_ok($wrong, '<=', 3, 'and 600 more: closed after every keepalive_requests only');
    $c->close;
};


subtest 'F88 odd JSON' => sub {
    my $account = '1065000000007';
    my $message = '{"id":"wamid.J","type":"text","from":"1","timestamp":"1","text":{"body":"x"}}';
    my $with = sub {
        my (%o) = @_;
        my $id = $o{id} // qq("$account");
        my $more = $o{more} // '';
        return qq({"object":"whatsapp_business_account","entry":[{"id":"w","changes":[{"field":)
            . qq("messages","value":{"metadata":{"phone_number_id":$id}$more,"messages":[$message]}}]}]});
    };
    my $kind = sub {
        my ($document, $name, $expected) = @_;
        my ($took) = elapsed { is(status($w->webhook($document)), 200, "$name: 200") };
        my ($record) = grep { $_->{payload} eq $document } records($redis);
        is($record->{kind}, $expected, $expected == 1 ? 'readable' : 'dead letter');
        in_time($took, 2, 'in no time');
        return $record->{partition};
    };

    is($kind->($with->(id => qq("1","phone_number_id":"$account")), 'duplicate key', 1),
        partition_of($account), 'the last one wins');
    $kind->($with->(more => ',"a":' . '[' x 55 . ']' x 55), 'depth below the cap', 1);
    $kind->($with->(more => ',"a":' . '[' x 65 . ']' x 65), 'depth above the cap', 3);
    $kind->('{"a":' x 100_000, 'depth 100,000', 3);
    $kind->($with->(more => ',"a":{' . join(',', map { qq("k$_":1) } 1 .. 200_000) . '}'),
        '200,000 keys', 1);
    $kind->($with->(more => ',"a":1e400,"b":-0,"c":' . '9' x 400), 'numbers', 1);
    $kind->("\xef\xbb\xbf" . $with->(), 'byte order mark', 3);
    $kind->($with->() . 'x', 'trailing garbage', 3);
    $kind->($with->() . " \r\n\t", 'trailing blanks', 1);
    $kind->($with->(more => '/* */'), 'a comment', 3);
    $kind->($with->(more => ',"a":"' . "\xff\xfe" . '"'), 'not UTF-8', 1);
    $kind->($with->(more => ',"a":"\ud800 \u0000"'), 'lone surrogate, NUL', 1);
    $kind->($with->(more => ",\"a\":\"\0\""), 'a bare NUL', 3);
};


subtest 'F89 methods and addresses' => sub {
    my $before = nrecords();
    my $good = headers(sign_meta($secret, $body));

    for my $method (qw(PUT DELETE PATCH OPTIONS HEAD PROPFIND)) {
        my $c = Relevo::Http->new($w->url, timeout => 5);
        $c->request($method, $PATH, body => $body, headers => $good, close => 1);
        my $r = $c->response(5, head_only => 1);
        is($r->{status}, 405, $method);
        is($r->{headers}{allow}, 'GET, POST', 'and what is allowed');
    }

    my %case = (
        '/webhooks/whatsapp/x' => 404, '/webhooks/telefax' => 404,
        '/webhooks/whatsapp%2f' => 404, '/webhooks/../../etc/passwd' => 400,
        '/webhooks/whatsapp/' => 404, '/' . 'a' x 8300 => 414,
        "/webhooks/what\0sapp" => 400,
    );
    for my $path (sort keys %case) {
        my $r = $w->http(POST => $path, body => $body, headers => $good);
        is(status($r), $case{$path}, length $path > 60 ? '8 KB' : $path =~ s/\0/\\0/r);
    }
    is(status($w->http(POST => $PATH, body => $body, headers => $good, no_host => 1)), 400,
        'no Host');
    is(nrecords(), $before, 'nothing was stored');

    for my $path ('/webhooks/./whatsapp', '/webhooks/%77hatsapp', '//webhooks/whatsapp',
                  "http://other.example$PATH", '/webhook') {
        is(status($w->http(POST => $path, body => $body, headers => $good)), 200, "same: $path");
    }
};


is(nrecords(), $accepted, "$accepted accepted, as many records");

my ($total) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_records_total (\d+)/m;
cmp_ok($total, '>=', $accepted - 2, 'and the counter knows them');

Relevo::World->finish;
