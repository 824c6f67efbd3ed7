# Limits of the module: each has a default, a directive, an answer and a
# counter; none of them is for authentic senders but the watermarks and the
# number of requests under way.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Http;
use Relevo::Page;
use Relevo::Record;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $PATH = '/webhooks/whatsapp';
my $w = Relevo::World->new(parts => [qw(redis nginx)],
    nginx => { workers => 2, limits => 1 });
my $redis = $w->redis;
my $nginx = $w->part('nginx');
my $secret = $w->secret('whatsapp_app');


sub metric {
    my ($name) = @_;

    my ($value) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_\Q$name\E (\d+)/m;
    return $value;
}


# Other directives, taken over with a fresh zone: every meter begins anew.
sub limits {
    my ($http, %o) = @_;

    $w->stop('nginx');
    my $more = delete $o{more} // '';
    $nginx->write(http => "$http $more", server => '', limits => 1, workers => 2, %o);
    $w->start('nginx');
    ok((wait_for { (metric('redis_up') // 0) == ($o{workers} // 2) } 10), 'connected');
    return;
}


sub text { return wa_body({ account => $w->account }, wa_text('hola')) }

sub media {
    return wa_body({ account => $w->account }, wa_message('image', { id => 'M' }));
}

sub statuses { return wa_body({ account => $w->account }, wa_status('o', 'delivered')) }

sub post { return post_signed($w->url, $PATH, $secret, @_) }

sub forge {
    my (%o) = @_;

    return $w->http(POST => $PATH, body => '{}', %o, headers =>
        { 'X-Hub-Signature-256' => 'sha256=' . '0' x 64 });
}


# statuses of so many forged requests on one connection
sub forge_many {
    my ($n) = @_;

    my $c = Relevo::Http->new($w->url);
    my @status = map {
        $c->request(POST => $PATH, body => '{}', headers =>
            { 'X-Hub-Signature-256' => 'sha256=' . '0' x 64 });
        $c->response->{status};
    } 1 .. $n;
    $c->close;
    return @status;
}


sub flags {
    my @flags = map { $_->{flags} } records($redis);
    $redis->cmd('DEL', map { "relevo:{$_}:in" } 0 .. 15);
    return @flags;
}


# 100r/m gives a place back every 0.6 s: how many are taken before it is full
# depends on the machine, 2r/m does not.
subtest 'bad signatures of an address' => sub {
    my @status = forge_many(100);
    is((grep { $_ == 401 } @status), 100, 'a hundred are told so');
    my $n = 100;
    ok((wait_for { my $s = forge()->{status}; $n += $s == 401; $s == 429 } 30), 'then there are too many');
    is(metric('bad_signature_total'), $n, 'counted apart');
    ok((wait_for { forge()->{status} == 401 } 5), 'a place becomes free');

    limits('relevo_bad_signature_rate 2r/m;');
    is_deeply([forge_many(2)], [401, 401], 'another rate');

    # the body is not waited for
    my $c = Relevo::Http->new($w->url);
    $c->send("POST $PATH HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
        . "X-Hub-Signature-256: sha256=" . '0' x 64 . "\r\n\r\n");
    my $r = $c->response(5);
    is($r->{status}, 429, 'the next one is too many, before its body is read');
    like($r->{headers}{'retry-after'}, qr/^[1-9]\d*$/, 'and is told when to come again');
    cmp_ok($r->{headers}{'retry-after'}, '<=', 60, 'soon');
    $c->close;

    is(post(text())->{status}, 429, 'who never proved itself is refused, too');
    is(metric('limit_bad_signature_total'), 2, 'counted');
};


subtest 'no limit for who is authentic' => sub {
    limits('');
    is(post(text())->{status}, 200, 'authentic');
    is((grep { $_ == 401 } forge_many(100)), 100, 'a hundred bad ones');
    ok((wait_for { forge()->{status} == 429 } 30), 'then 429');
    is(post(text())->{status}, 200, 'authentic is taken all the same') for 1 .. 5;

    my $c = Relevo::Http->new($w->url);
    my $n = 0;
    for (1 .. 300) {
        my $body = text();
        $c->request(POST => $PATH, body => $body, headers =>
            { 'X-Hub-Signature-256' => sign_meta($secret, $body) });
        $n += $c->response->{status} == 200;
    }
    is($n, 300, 'any number of them');
    $c->close;
};


# Anybody is given a visitor's token: it proves nothing to a webhook.
subtest 'a visitor is no sender' => sub {
    limits('relevo_bad_signature_rate 2r/m;');
    my ($token) = $w->http(POST => '/chat/demo/session')->{body} =~ /"token":"([^"]+)"/;
    my $said = 0;
    my $say = sub { $w->http(POST => '/chat/demo/messages', headers => { Authorization => "Bearer $_[0]" },
        body => sprintf '{"id":"0b9d7f2e-3c1a-4a52-9d0e-%012d","text":"hola"}', ++$said)->{status} };
    is($say->($token), 200, 'a visitor says something');
    is_deeply([forge_many(2)], [401, 401], 'two forged webhooks');

    my $c = Relevo::Http->new($w->url);
    $c->send("POST $PATH HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
        . "X-Hub-Signature-256: sha256=" . '0' x 64 . "\r\n\r\n");
    is(eval { $c->response(5)->{status} }, 429, 'the next is refused before its body is read');
    $c->close;

    is($say->($token), 200, 'at the chat the visitor is known');
    is($say->('v1.demo.x.1.y'), 429, '... and who is not is told so');
};


subtest 'another rate, and none' => sub {
    limits('relevo_bad_signature_rate 3r/s;');
    is_deeply([forge_many(3)], [401, 401, 401], 'three at once');
    ok((wait_for { grep { $_ == 429 } forge_many(10) } 30), 'then 429');

    limits('relevo_bad_signature_rate off;');
    is((grep { $_ == 401 } forge_many(150)), 150, 'off');
};


subtest 'rate of a tenant' => sub {
    limits('relevo_tenant_rate 5r/m;');
    flags();

    is(post(statuses())->{status}, 200, 'a status') for 1 .. 10;
    is_deeply([flags()], [(0) x 10], 'statuses are not counted');

    my $read = page_body('P', page_event(read => { watermark => 1 }));
    is(post_signed($w->url, '/webhooks/messenger', $w->secret('whatsapp_app'), $read)->{status}, 200,
        'a read') for 1 .. 10;
    is_deeply([flags()], [(0) x 10], 'nor are what Messenger calls reads');

    post(text()) for 1 .. 8;
    is_deeply([flags()], [(0) x 5, (1) x 3], 'above it: slow, and accepted');
    is(metric('limit_slow_total'), 3, 'counted');

    my $other = wa_body(wa_text('x', account => '99'));
    is(post($other)->{status}, 200, 'another account');
    is_deeply([flags()], [0], 'is not slow');

    post(wa_body({ account => $w->account }, wa_text('x'), wa_text('y', account => '99')));
    is_deeply([sort(flags())], [0, 0], 'nor is what it shares with a slow one');

    limits('relevo_tenant_rate 5r/m;');
    post(wa_body({ account => $w->account }, map { wa_text("n $_") } 1 .. 4));
    post(text()) for 1 .. 2;
    is_deeply([flags()], [0, 0, 1], 'messages count, not webhooks');

    limits('relevo_tenant_rate off;');
    post(text()) for 1 .. 8;
    is_deeply([flags()], [(0) x 8], 'off');
};


subtest 'rate of a row, tenant of two accounts' => sub {
    my $row = sub { sprintf '{"v":1,"tenant":"%s","rate":%d}', @_ };
    my $t = '018f0000-0000-7000-8000-00000000000';
    $redis->cmd('HSET', 'relevo:accounts', 'whatsapp/1' => $row->("${t}1", 3),
        'whatsapp/2' => $row->("${t}1", 3), 'whatsapp/3' => $row->("${t}2", 0));
    $redis->cmd('HSET', 'relevo:meta', 'endpoints', 'a' x 32);
    limits('relevo_tenant_rate 5r/m; relevo_endpoints_check 100ms;', workers => 1,
        server => 'access_log ' . $w->dir('logs', 'tenant.txt') . ' t;',
        more => 'log_format t "$relevo_tenant";');
    ok((wait_for { metric('accounts') == 3 } 10), 'loaded');
    flags();

    my $to = sub { post(wa_body(wa_text('x', account => "$_[0]"))) };
    $to->($_) for 1, 2, 1, 2, 1;
    is((grep { $_ } flags()), 2, 'two accounts share the rate of their tenant');
    $to->(3) for 1 .. 6;
    is((grep { $_ } flags()), 1, 'without one in the row: the default');
    my $log = do { open my $in, '<', $w->dir('logs', 'tenant.txt'); local $/; <$in> };
    like($log, qr/^${t}1\n${t}1\n/m, 'the tenant is in the access log');
    $redis->cmd('DEL', 'relevo:accounts');
    $redis->cmd('HSET', 'relevo:meta', 'endpoints', 'b' x 32);
};


subtest 'size, depth, accounts, updates' => sub {
    limits('relevo_max_body 2000; relevo_max_depth 20; relevo_max_accounts 2;'
        . ' relevo_max_updates 3;');
    flags();

    my $size = sub { wa_body(wa_text('x' x ($_[0] - length wa_body(wa_text('', id => 'w.1'))), id => 'w.1')) };
    is(post($size->(2000))->{status}, 200, '2000 bytes');
    is(post($size->(2001))->{status}, 413, '2001 bytes');
    is(post($size->(2001), chunked => 100)->{status}, 413, '2001 in chunks');
    is(metric('too_large_total'), 2, 'counted');
    is(scalar(flags()), 1, 'one was stored');

    my @texts = map { wa_text('x', account => "10$_") } 1 .. 4;
    my %case = (
        depth => [wa_body(wa_message('text', { body => 'x', x => nested(10) })),
                  wa_body(wa_message('text', { body => 'x', x => nested(40) }))],
        accounts => [wa_body(@texts[0 .. 1]), wa_body(@texts[0 .. 2])],
        updates => [wa_body(map { wa_text('x', account => 1) } 1 .. 3),
                    wa_body(map { wa_text('x', account => 1) } 1 .. 4)],
    );
    for my $name (sort keys %case) {
        my ($good, $bad) = @{ $case{$name} };
        is(post($good)->{status}, 200, "$name: within");
        is((grep { $_->{kind} != 1 } records($redis)), 0, 'readable');
        flags();
        is(post($bad)->{status}, 200, "$name: above is no reason to repeat it");
        is_deeply([map { $_->{kind} } records($redis)], [3], 'but a dead letter');
        flags();
        is(metric("limit_${name}_total"), 1, 'counted');
    }

    limits('');
    is(post('[' x 65 . ']' x 65)->{status}, 200, 'the cap of the scanner: depth');
    is(metric('limit_depth_total'), 1, 'counted');
    is(post(wa_body(map { wa_text('x') } 1 .. 1001))->{status}, 200, 'updates');
    is(metric('limit_updates_total'), 1, 'counted');
    flags();
};

sub nested { my ($n) = @_; return $n ? [nested($n - 1)] : 1 }


subtest 'requests under way' => sub {
    limits('relevo_max_inflight 2;', workers => 1);
    my $body = text();
    my $bytes = Relevo::Http::request_bytes(POST => $PATH, body => $body,
        close => 1, headers => { 'X-Hub-Signature-256' => sign_meta($secret, $body) });
    my @slow = map { Relevo::Http->new($w->url) } 1 .. 2;
    $_->send(substr $bytes, 0, -1) for @slow;
    ok((wait_for { metric('inflight') == 2 } 5), 'two are under way');

    my $r = post(text());
    is($r->{status}, 503, 'a third one is refused');
    is($r->{headers}{'retry-after'}, 5, 'for a while');
    is(metric('limit_inflight_total'), 1, 'counted');

    $slow[0]->send(substr $bytes, -1);
    is($slow[0]->response->{status}, 200, 'one ends well');
    $slow[1]->close(reset => 1);
    ok((wait_for { metric('inflight') == 0 } 5), 'the other one is gone');
    is(post(text())->{status}, 200, 'there is room again');
};


# Answers of [statuses, media, text] once the watermark has been seen.
sub answers { return [map { $_->{status} } post(statuses()), post(media()), post(text())] }

sub answers_are {
    my ($want, $name) = @_;

    my $got;
    my $ok = wait_for { $got = answers(); "@$got" eq "@$want" } 10;
    is_deeply($got, $want, $name);
    return $ok;
}


subtest 'watermarks of a stream' => sub {
    limits('relevo_stream_watermarks 100 200 300; relevo_watermark_interval 20ms;');
    $redis->cmd('DEL', map { "relevo:{$_}:in" } 0 .. 15);
    my $key = 'relevo:{' . partition_of($w->account) . '}:in';
    my $fill = sub { $redis->cmd('EVAL', <<'LUA', 1, $key, $_[0]) };
redis.call('XTRIM', KEYS[1], 'MAXLEN', tonumber(ARGV[1]))
while redis.call('XLEN', KEYS[1]) < tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], '*', 'x', '') end
LUA

    answers_are([200, 200, 200], 'empty');
    $fill->(100);
    answers_are([503, 200, 200], 'statuses first');
    my $r = post(statuses());
    is($r->{headers}{'retry-after'}, 5, 'they are told when to come again');
    $fill->(95);
    answers_are([503, 200, 200], 'not over at once');
    $fill->(200);
    answers_are([503, 503, 200], 'then media');
    $fill->(300);
    answers_are([503, 503, 503], 'then text');
    is(post('no json')->{status}, 200, 'what has another place is taken');

    my $elsewhere = (grep { partition_of($_) != partition_of($w->account) } 1 .. 99)[0];
    is(post(wa_body(wa_text('x', account => $elsewhere)))->{status}, 200,
        'and so is what goes to another partition');
    like($w->http(GET => '/readyz')->{body}, qr/"shedding":"everything"/, 'readiness says so');
    cmp_ok(metric('stream_length_max'), '>=', 300, 'and the metrics');
    cmp_ok(metric("shed_${_}_total"), '>', 0, "$_: counted") for qw(status media text);

    $fill->(10);
    answers_are([200, 200, 200], 'over');
    like($w->http(GET => '/readyz')->{body}, qr/"shedding":"nothing"/, 'readiness says so');

    limits('relevo_stream_watermarks off; relevo_watermark_interval 20ms;');
    $fill->(300);
    is_deeply(answers(), [200, 200, 200], 'off');

    limits('relevo_stream_watermarks 100 200 300; relevo_watermark_interval 20ms;');
    answers_are([503, 503, 503], 'on');
    $nginx->write(http => 'relevo_stream_watermarks off;', server => '', limits => 1, workers => 2);
    $nginx->reload;
    is_deeply(answers(), [200, 200, 200], 'off again: what was seen before does not count');
    like($w->http(GET => '/readyz')->{body}, qr/"shedding":"nothing"/, 'for readiness neither');
    $redis->cmd('DEL', $key);
};


subtest 'watermarks of two partitions, asked for by two workers at once' => sub {
    limits('relevo_stream_watermarks 100 200 300; relevo_watermark_interval 10ms;');
    $redis->cmd('DEL', map { "relevo:{$_}:in" } 0 .. 15);
    my $p = partition_of($w->account);
    my ($steady, $changing) = map { "relevo:{$_}:in" } $p, ($p + 1) % 16;

    # Redis is busy until both workers have asked, and answers both at once.
    my $fill = sub { $redis->cmd('EVAL', <<'LUA', 1, @_) };
redis.call('XTRIM', KEYS[1], 'MAXLEN', tonumber(ARGV[1]))
while redis.call('XLEN', KEYS[1]) < tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], '*', 'x', '') end
for i = 1, 200000 do redis.call('XLEN', KEYS[1]) end
LUA

    $fill->($steady, 100);
    answers_are([503, 200, 200], 'one of them is above');
    my %status;
    for my $length ((100, 0) x 40) {
        $fill->($changing, $length);
        $status{ post(statuses())->{status} }++;
    }
    is_deeply([keys %status], [503], 'and stays refused, whatever the other one does');
    $redis->cmd('DEL', $steady, $changing);
};


subtest 'watermarks of memory' => sub {
    my ($used) = $redis->cmd('INFO', 'memory') =~ /^used_memory:(\d+)/m;
    my $marks = sub {
        limits(sprintf 'relevo_memory_watermarks %s; relevo_watermark_interval 20ms;', join ' ', @_);
    };
    my $far = $used * 100;

    $marks->(1000, $far, $far);
    answers_are([503, 200, 200], 'statuses');
    $marks->(1000, 1000, $far);
    answers_are([503, 503, 200], 'media');
    $marks->(1000, 1000, 1000);
    answers_are([503, 503, 503], 'everything');
    cmp_ok(metric('redis_memory_bytes'), '>', 1000, 'the metrics know');

    $marks->('1%', '99%', '99%');
    $redis->cmd('CONFIG', 'SET', 'maxmemory', $used * 20);
    answers_are([503, 200, 200], 'a percentage of maxmemory');
    $redis->cmd('CONFIG', 'SET', 'maxmemory', $used * 1000);
    answers_are([200, 200, 200], 'of another one');
};


subtest 'without the right to ask' => sub {
    limits('relevo_watermark_interval 20ms;', workers => 1);
    my $before = metric('watermark_unknown_total');
    $redis->cmd(qw(ACL SETUSER relevo_web -info));
    ok((wait_for { metric('watermark_unknown_total') > $before + 2 } 5), 'counted');
    is(post(text())->{status}, 200, 'nothing is refused');
    my @lines = do { open my $in, '<', $w->log('nginx'); grep { /watermark cannot be read/ } <$in> };
    is(scalar @lines, 1, 'one line of log');
};

Relevo::World->finish;
