# A good citizen of nginx: limit_req, limit_conn, auth_request, map, realip,
# error_page, temporary files, slow bodies, HTTP/2 as friendly and as hostile
# senders speak it (F77, F79, F90), variables for the access log.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use IO::Socket::INET;
use Test::More;

use Relevo::Http;
use Relevo::Http2;
use Relevo::Record;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1,
    allow => [qr/client sent .* header|client prematurely/]);
my $secret = $w->secret('whatsapp_app');
my $file = $w->dir('secrets/whatsapp_app');
my $h2 = '127.0.0.1:' . Relevo::World::free_port();

my $hook = "relevo_webhook whatsapp; relevo_secret_file $file;";
$w->part('nginx')->write(limits => 1, workers => 1, redis => 'timeout=20s',
    replace => [[qr/worker_connections 4096;/ => 'worker_connections 12288;'],
        [qr/client_header_timeout 15s;/ => 'client_header_timeout 60s;']],
    http => <<"HTTP", server => <<"SERVER");
limit_req_zone \$binary_remote_addr zone=req:64k rate=1r/m;
limit_req_zone \$binary_remote_addr zone=verify:64k rate=1r/m;
limit_conn_zone \$binary_remote_addr zone=conn:64k;
map \$http_x_partner \$counted { default \$binary_remote_addr; known ""; }
log_format vars '\$relevo_result|\$relevo_channel|\$relevo_account|\$relevo_ids|'
                '\$relevo_records|\$relevo_enqueue_time|\$relevo_verify_time|'
                '\$relevo_parse_time|\$uri';
HTTP
listen $h2 http2;
access_log @{[$w->dir('logs', 'vars.txt')]} vars;
location = /req { limit_req zone=req burst=1 nodelay; limit_req_status 429; $hook }
location = /verify { limit_req zone=verify; limit_req_status 429; $hook
    relevo_verify_token_file @{[$w->dir('secrets/whatsapp_verify')]}; }
location = /conn { limit_conn conn 1; $hook }
location = /ask { internal; return 204; }
location = /deny { internal; return 403; }
location = /allowed { auth_request /ask; $hook }
location = /denied { auth_request /deny; $hook }
location = /mapped { relevo_address \$counted; relevo_bad_signature_rate 2r/m; $hook }
location = /real { set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;
    relevo_bad_signature_rate 2r/m; $hook }
location = /file { client_body_in_file_only clean; $hook }
location = /slow { client_body_timeout 5s; $hook }
location = /elsewhere { return 200 \$request_uri; }
location = /ours { return 200 \$request_uri; $hook }
location = /page { error_page 401 = \@none; $hook }
location \@none { return 418; }
location /re { location ~ ^/re/(\\w+)\$ { $hook } }
SERVER
$w->start(qw(redis nginx));
my $redis = $w->redis;

sub metric {
    my ($value) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_\Q$_[0]\E (\d+)/m;
    return $value;
}

sub nrecords { my $n = 0; $n += $redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15; return $n }
sub text { return wa_body({ account => $w->account }, wa_text($_[0] // 'hola')) }

sub post {
    my ($path, %o) = @_;

    my $body = delete $o{body} // text();
    return post_signed($w->url, $path, $secret, $body, %o);
}

sub forge {
    my ($path, %headers) = @_;

    return $w->http(POST => $path, body => 'x', headers =>
        { 'X-Hub-Signature-256' => 'sha256=' . '0' x 64, %headers })->{status};
}

sub vars {
    my ($uri, $n) = @_;

    my @lines;
    wait_for {
        open my $in, '<', $w->dir('logs', 'vars.txt') or return;
        @lines = grep { /\|\Q$uri\E$/ } <$in>;
        @lines >= ($n // 1);
    } 5;
    chomp @lines;
    return map { [split /\|/] } @lines;
}


subtest 'limit_req, limit_conn' => sub {
    my $before = nrecords();
    is_deeply([map { post('/req')->{status} } 1 .. 3], [200, 200, 429], 'limit_req');
    is(nrecords() - $before, 2, 'what it refused is not stored');
    is((vars('/req', 3))[-1][0], 'rate_limited', 'and is named in the log');
    is(metric('webhooks_total{channel="whatsapp",result="rate_limited"}'), 1, 'and counted');

    my $body = text();
    my $bytes = Relevo::Http::request_bytes(POST => '/conn', body => $body,
        headers => { 'X-Hub-Signature-256' => sign_meta($secret, $body) });
    my $c = Relevo::Http->new($w->url);
    $c->send(substr $bytes, 0, -1);
    ok((wait_for { metric('inflight') == 1 } 5), 'one is under way');
    is(post('/conn')->{status}, 503, 'limit_conn');
    $c->send(substr $bytes, -1);
    is($c->response->{status}, 200, 'the first one goes on');
    $c->close;
};

subtest 'a verify token is in no log' => sub {
    my $token = $w->secret('whatsapp_verify');
    my $query = "hub.mode=subscribe&hub.verify_token=$token&hub.challenge=4711";
    is($w->http(GET => "/verify?$query")->{body}, '4711', 'it is still compared');
    is($w->http(GET => "/verify?$query")->{status}, 429, 'nginx refuses, and logs the request line');
    is(qx(curl -s --http2-prior-knowledge -o /dev/null -w '%{http_code}' 'http://$h2/verify?$query'), 429,
        'over HTTP/2, too');
    open my $log, '<', $w->log('nginx') or die $!;
    my $text = join '', <$log>;
    my $n = () = $text =~ /hub\.verify_token=\*+&hub\.challenge=4711 HTTP/g;
    is($n, 2, 'without the token');
    unlike($text, qr/\Q$token\E/, 'which is nowhere');
    (my $masked = $query) =~ s/\Q$token\E/'*' x length $token/e;
    is($w->http(GET => "/ours?$query")->{body}, "/ours?$masked", 'nor in $request_uri');
    is($w->http(GET => "/elsewhere?$query")->{body}, "/elsewhere?$query",
        'locations that are not ours have what was sent');
};


subtest 'auth_request' => sub {
    my $before = nrecords();
    is(post('/allowed')->{status}, 200, 'allowed');
    is(post('/denied')->{status}, 403, 'denied');
    is(nrecords() - $before, 1, 'one record');
};


subtest 'map, realip' => sub {
    is_deeply([map { forge('/mapped') } 1 .. 3], [401, 401, 429], 'counted by the value');
    is(forge('/mapped', 'X-Partner' => 'known'), 401, 'an empty value is not limited') for 1 .. 3;

    my @from = map { ('X-Forwarded-For' => "192.0.2.$_") } 1, 2;
    is_deeply([map { forge('/real', @from[0, 1]) } 1 .. 3], [401, 401, 429], 'the real address');
    is(forge('/real', @from[2, 3]), 401, 'another one is free');

    my @v6 = map { ('X-Forwarded-For' => $_) } '2001:db8::1', '2001:db8::2', '2001:db8:0:1::1';
    forge('/real', @v6[0, 1]) for 1 .. 2;
    is(forge('/real', @v6[2, 3]), 429, 'IPv6: the neighbour in a /64 is the same sender');
    is(forge('/real', @v6[4, 5]), 401, 'the next network is not');
};


subtest 'bodies in files, error_page, regex locations' => sub {
    my $body = text('x' x 200_000);
    is(post('/file', body => $body)->{status}, 200, 'client_body_in_file_only');
    is((grep { $_->{payload} eq $body } records($redis)), 1, 'verbatim');
    is_deeply([glob $w->dir('nginx', 'body', '*')], [], 'no file is left');
    is(forge('/page'), 418, 'error_page');
    is(post('/re/any')->{status}, 200, 'a nested regex location');
};


subtest 'F79 ten thousand that say nothing' => sub {
    # each has a descriptor here, and one in nginx
    my $files = qx(bash -c 'ulimit -n') =~ /^(\d+)/ ? $1 : 20_000;
    my $many = $files >= 11_000 ? 10_000 : $files > 2000 ? $files - 1000 : 800;
    my $pid = ($w->children('nginx'))[0];
    my $rss = sub { open my $in, '<', "/proc/$pid/statm" or die; (split ' ', <$in>)[1] * 4 };
    my $before = $rss->();

    my @idle = map { IO::Socket::INET->new(PeerAddr => $w->url) // die "$_: $!" } 1 .. $many;
    my $open = sub { scalar(() = glob "/proc/$pid/fd/*") };
    ok((wait_for { $open->() > $many } 10), "$many connections are open");
    is(post('/webhook')->{status}, 200, 'others are served beside them');
    cmp_ok($rss->() - $before, '<', $many * ($ENV{RELEVO_TEST_PRELOAD} ? 24 : 4), 'at less than 4 KB each');
    close $_ for @idle;
    ok((wait_for { $open->() < 200 } 20), 'and gone when their clients are');
    is(($w->children('nginx'))[0], $pid, 'the worker is the same');
};

subtest 'F79 slow bodies' => sub {
    my $body = text();
    my $bytes = Relevo::Http::request_bytes(POST => '/slow', body => $body,
        headers => { 'X-Hub-Signature-256' => sign_meta($secret, $body) });
    my $before = nrecords();
    my @slow = map { Relevo::Http->new($w->url) } 1 .. 20;
    $_->send(substr $bytes, 0, -1) for @slow;
    ok((wait_for { metric('inflight') == 20 } 5), 'twenty wait for their last byte');
    is(post('/slow')->{status}, 200, 'nobody else does');

    for my $c (@slow) {
        my $r = eval { $c->response(10) };
        fail('408 or closed') unless !$r || $r->{status} == 408;
        $c->close;
    }
    ok((wait_for { metric('inflight') == 0 } 5), 'they are gone');
    is(nrecords() - $before, 1, 'nothing of them was stored');
    is(metric('webhooks_total{channel="whatsapp",result="timeout"}'), 20, 'counted');
};


# ---- HTTP/2 ----

sub h2_headers {
    my ($body) = @_;

    return { 'x-hub-signature-256' => sign_meta($secret, $body),
             'content-type' => 'application/json' };
}

sub h2_post {
    my ($h, $body, %o) = @_;

    my $id = $h->headers(POST => '/webhook', h2_headers($body));
    $h->data($id, $body, end => 1, %o);
    return $id;
}


subtest 'HTTP/2: curl' => sub {
    my $body = text();
    my $path = $w->write_file('body.json', $body);
    my $sign = sign_meta($secret, $body);
    my @curl = (qw(curl -s --http2-prior-knowledge -o /dev/null -w),
        '%{http_code} %{http_version}', '-H', "X-Hub-Signature-256: $sign",
        '--data-binary', "\@$path", "http://$h2/webhook");
    my $out = do { open my $in, '-|', @curl or die "curl: $!"; <$in> };
    is($out, '200 2', 'curl');
    ok((grep { $_->{payload} eq $body } records($redis)), 'stored verbatim');
};


subtest 'F77 HTTP/2: frames of one byte' => sub {
    my $h = Relevo::Http2->new($h2);
    my $body = text();
    my $id = h2_post($h, $body, size => 1);
    is($h->response($id)->{status}, 200, 'accepted');
    is((grep { $_->{payload} eq $body } records($redis)), 1, 'verbatim');

    my $large = text('y' x 300_000);
    $id = h2_post($h, $large);
    is($h->response($id)->{status}, 200, '300 KB, as the windows allow');
    is((grep { $_->{payload} eq $large } records($redis)), 1, 'verbatim');
    $h->close;
};


subtest 'F77 HTTP/2: many streams' => sub {
    my $h = Relevo::Http2->new($h2);
    my $before = nrecords();
    my %status;
    for (1 .. 8) {
        my @ids = map { h2_post($h, text()) } 1 .. 100;
        $status{ ($h->response($_) // {})->{status} // 'none' }++ for @ids;
    }
    is_deeply(\%status, { 200 => 800 }, '800, a hundred at a time');
    is(nrecords() - $before, 800, 'each is a record');
    $h->close;
};


subtest 'F77 HTTP/2: reset in the body' => sub {
    my $h = Relevo::Http2->new($h2);
    my $before = nrecords();
    for (1 .. 100) {
        my $body = text();
        my $id = $h->headers(POST => '/webhook', h2_headers($body));
        $h->data($id, substr $body, 0, 10);
        $h->reset($id);
    }
    my $id = h2_post($h, text());
    is($h->response($id)->{status}, 200, 'the connection is as before');
    ok((wait_for { metric('inflight') == 0 } 5), 'nothing is under way');
    is(nrecords() - $before, 1, 'half a body is no record');
    $h->close;
};


subtest 'F77 HTTP/2: reset while Redis thinks' => sub {
    my $h = Relevo::Http2->new($h2);
    my ($pid) = $w->children('nginx');
    my $before = nrecords();
    $w->freeze('redis');
    my @ids = map { h2_post($h, text()) } 1 .. 50;
    ok($h->pong(5), 'all were sent to Redis');
    $h->reset($_) for @ids;
    $h->close;
    $w->thaw('redis');
    ok((wait_for { (metric('inflight') // 1) == 0 } 10), 'all are gone');
    is(nrecords() - $before, 50, 'their records are there: they will be repeated');
    is(post('/webhook')->{status}, 200, 'and the worker lives');
    is(($w->children('nginx'))[0], $pid, 'the same one');
};


subtest 'F77 HTTP/2: a window of zero' => sub {
    my $h = Relevo::Http2->new($h2, settings => { 4 => 0 });
    my $id = h2_post($h, text());
    is($h->response($id)->{status}, 200, 'an answer without a body needs none');
    $id = $h->headers(GET => '/healthz', {}, end => 1);
    ok(!$h->response($id, 0.3), 'one with a body waits');
    is(post('/webhook')->{status}, 200, 'nobody else does');
    $h->frame(window => 0, $id, pack 'N', 1000);
    is(($h->response($id) // {})->{body}, "ok\n", 'until there is room');
    $h->close;
};


subtest 'F77 HTTP/2: rapid reset, flood of CONTINUATION' => sub {
    my $before = nrecords();
    my $h = Relevo::Http2->new($h2);
    my $bytes = '';
    my $body = text();
    for (1 .. 2000) {
        my $id = $h->{next};
        $h->{next} += 2;
        $bytes .= Relevo::Http2::frame_bytes(headers => 4, $id,
            Relevo::Http2::block(POST => '/webhook', h2_headers($body)))
            . Relevo::Http2::frame_bytes(rst => 0, $id, pack 'N', 8);
    }
    $h->write($bytes);
    is(post('/webhook')->{status}, 200, 'others are served');
    $h->close;

    $h = Relevo::Http2->new($h2);
    $h->frame(headers => 0, 1, Relevo::Http2::block(POST => '/webhook', {}));
    for (1 .. 500) {
        $h->frame(continuation => 0, 1, "\0\x01a\x7f\x81\x06" . 'a' x 896) or last;
    }
    1 while $h->_read(2);
    ok(defined $h->{goaway} || ($h->{stream}{1}{status} // 400) == 400, 'the flood ends');
    $h->close;

    ok((wait_for { metric('inflight') == 0 } 5), 'nothing is under way');
    is(post('/webhook')->{status}, 200, 'others are served');
    is(nrecords() - $before, 2, 'and nothing else was stored');
};


subtest 'variables' => sub {
    my ($ok) = vars('/allowed');
    my ($result, $channel, $account, $ids, $records, @times) = @$ok;
    is($result, 'accepted', '$relevo_result');
    is($channel, 'whatsapp', '$relevo_channel');
    is($account, $w->account, '$relevo_account');
    like($ids, qr/^\d+-\d+$/, '$relevo_ids');
    is($records, partition_of($w->account) . ":$ids", 'as in $relevo_records');
    like($times[$_], qr/^\d+\.\d{6}$/, (qw($relevo_enqueue_time verify parse))[$_]) for 0 .. 2;
    cmp_ok($times[0], '>', 0, 'it takes time');

    my ($bad) = vars('/mapped');
    is_deeply([@$bad[0 .. 5]], ['unauthorized', 'whatsapp', ('-') x 4], 'of a refusal');

    post('/webhook', body => wa_body(map { wa_text('x', account => "77$_") } 1 .. 9));
    my $many;
    ok((wait_for { ($many) = grep { $_->[2] =~ /^77/ } vars('/webhook') } 5), 'logged');
    is($many->[2], join(',', map { "77$_" } 1 .. 8), 'at most eight accounts');
    is(scalar(split /,/, $many->[3]), scalar(split /,/, $many->[4]), 'as many ids as records');
    unlike($many->[3], qr/:/, 'without partitions');

    $w->http(GET => '/nowhere');
    is_deeply([vars('/nowhere')], [[('-') x 8, '/nowhere']], 'no webhook: none');
};


subtest 'a module that counts is silent' => sub {
    open my $in, '<', $w->log('nginx') or die;
    is((grep { /\[(?:error|crit|alert|emerg)\]/ && /relevo:/ } <$in>), 0, 'no errors of ours');
};

Relevo::World->finish;
