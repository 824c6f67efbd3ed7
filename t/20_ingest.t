# From a signed webhook to a record in the log: what a 200 stands for, the
# verification of the endpoint, and configurations that must not start.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Digest::SHA qw(hmac_sha256_hex);
use Test::More;

use Relevo::Http;
use Relevo::Record;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1);
$w->secret_file('old_app');
$w->part('nginx')->write(
    workers => 2,
    http => 'log_format ids "$status $request_id $relevo_request_id '
        . '$relevo_records";',
    server => 'access_log ' . $w->dir('logs', 'ids.txt') . ' ids;'
        . ' location /rotated { relevo_webhook whatsapp;'
        . ' relevo_secret_file ' . $w->dir('secrets/whatsapp_app') . ';'
        . ' relevo_secret_file ' . $w->dir('secrets/old_app') . '; }'
        . ' location /no_token { relevo_webhook whatsapp;'
        . ' relevo_secret_file ' . $w->dir('secrets/whatsapp_app') . '; }');
$w->start(qw(redis nginx));

my $redis = $w->redis;


# The record of the last webhook, or undef; the log is emptied.
sub taken {
    my @records = records($redis);
    $redis->cmd('DEL', map { "relevo:{$_}:in" } 0 .. 15);
    return @records == 1 ? $records[0] : \@records;
}


sub logged {
    my ($pattern) = @_;

    return wait_for {
        open my $in, '<', $w->dir('logs', 'ids.txt') or return;
        my @lines = <$in>;
        chomp @lines;
        my ($line) = grep { /$pattern/ } @lines;
        return $line;
    } 5;
}


subtest 'one webhook is one record' => sub {
    my $body = wa_body(wa_text("caf\x{e9}", id => 'wamid.1'));
    my $before = time;
    my $r = $w->webhook($body);

    is($r->{status}, 200, 'accepted');
    is($r->{body}, '', 'nothing more to say');

    my $record = taken();
    is($record->{version}, 1, 'version');
    is($record->{kind}, 1, 'a webhook');
    is($record->{channel}, 'whatsapp', 'channel');
    is($record->{endpoint}, '', 'no endpoint');
    is($record->{sender}, '', 'no sender');
    is($record->{payload}, $body, 'the payload is verbatim');
    is($record->{partition}, partition_of($w->account), 'partition');
    like($record->{place}, qr/^$record->{partition}:/, 'in its own stream');
    like($record->{request_id}, qr/^[0-9a-f]{32}$/, 'request id');
    like($record->{traceparent},
        qr/^00-$record->{request_id}-[0-9a-f]{16}-01$/, 'a new trace');
    cmp_ok(abs($record->{received_us} / 1e6 - $before), '<', 60,
        'time of acceptance');

    my $line = logged(qr/\Q$record->{place}\E/);
    is($line, "200 $record->{request_id} $record->{request_id}"
        . " $record->{place}", 'the access log finds it');
};


subtest 'the trace of the sender goes on' => sub {
    my $trace = '00-' . 'a1' x 16 . '-' . 'b2' x 8 . '-01';
    $w->webhook(wa_body(wa_text('a')), '--',
        headers => { traceparent => $trace });
    is(taken()->{traceparent}, $trace, 'kept');

    for my $bad ('00-' . '0' x 32 . '-' . 'b2' x 8 . '-01',
                 '00-' . 'a1' x 16 . '-' . '0' x 16 . '-01',
                 '00-' . 'A1' x 16 . '-' . 'b2' x 8 . '-01',
                 substr($trace, 1), "$trace-x", 'x') {
        $w->webhook(wa_body(wa_text('a')), '--',
            headers => { traceparent => $bad });
        my $record = taken();
        is(substr($record->{traceparent}, 3, 32), $record->{request_id},
            "not '$bad'");
    }
};


# Larger than the socket's buffer each: written in pieces, in order, while
# others wait behind them.
subtest 'bodies that a socket does not hold at once' => sub {
    my @bodies = sort map { wa_body(wa_text("$_" x 900_000)) } 1 .. 8;
    my @clients = map {
        my $c = Relevo::Http->new($w->url);
        $c->send(Relevo::Http::request_bytes(POST => '/webhooks/whatsapp',
            body => $_, close => 1, headers => { 'X-Hub-Signature-256' =>
                sign_meta($w->secret('whatsapp_app'), $_) }));
        $c;
    } @bodies;

    is_deeply([map { $_->response->{status} } @clients], [(200) x 8],
        'all accepted');
    my @payloads = sort map { $_->{payload} } records($redis);
    ok(@payloads == 8 && !grep({ $payloads[$_] ne $bodies[$_] } 0 .. 7),
        'all verbatim');
    $redis->cmd('DEL', map { "relevo:{$_}:in" } 0 .. 15);
};


# Ids come from a page of random bytes of each worker: 170 webhooks use one up.
subtest 'no id is used twice' => sub {
    $w->webhook(wa_body(wa_text('a'))) for 1 .. 400;
    my @records = records($redis);
    $redis->cmd('DEL', map { "relevo:{$_}:in" } 0 .. 15);

    is(@records, 400, 'records');
    my %ids = map { $_->{request_id} => 1 } @records;
    is(keys %ids, 400, 'as many request ids');
    my %spans = map { substr($_->{traceparent}, 36, 16) => 1 } @records;
    is(keys %spans, 400, 'as many spans');
};


subtest 'accounts of several partitions' => sub {
    my @accounts = map { "106500000000$_" } 1 .. 9;
    my %expected = map { partition_of($_) => 1 } @accounts;
    cmp_ok(scalar keys %expected, '>', 2, 'the accounts are spread');

    my $body = wa_body(map { wa_text('x', account => $_) } @accounts);
    is($w->webhook($body)->{status}, 200, 'accepted');

    my @records = @{ taken() };
    is_deeply([map { $_->{partition} } @records],
        [sort { $a <=> $b } keys %expected], 'one record per partition');
    is((grep { $_->{payload} eq $body } @records), @records,
        'each holds the whole body');

    my $line = logged(qr/\Q$records[0]{place}\E/);
    is_deeply([sort split /,/, (split ' ', $line)[3]],
        [sort map { $_->{place} } @records], 'all are in the access log');
};


subtest 'authentic but unreadable' => sub {
    for my $body ('', '{}', 'no json', '[1,2', '{"object":"page","entry":[]}',
                  '{"object":"whatsapp_business_account","entry":[]}',
                  "\xef\xbb\xbf{}", '[' x 100_000) {
        my $name = length $body < 60 ? "'$body'" : length($body) . ' bytes';
        is($w->webhook($body)->{status}, 200, "$name is not refused");

        my $record = taken();
        is($record->{kind}, 3, 'but a dead letter');
        is($record->{payload}, $body, 'with its bytes');
        is($record->{partition}, partition_of('whatsapp'),
            'in a constant place');
    }
};


subtest 'two secrets while one is replaced' => sub {
    my $body = wa_body(wa_text('a'));
    my %case = (whatsapp_app => 200, old_app => 200, webchat_demo => 401);

    for my $name (sort keys %case) {
        my $r = post_signed($w->url, '/rotated', $w->secret($name), $body);
        is($r->{status}, $case{$name}, $name);
    }
    is(scalar @{ taken() }, 2, 'two records');

    my $r = post_signed($w->url, '/webhooks/whatsapp', $w->secret('old_app'),
        $body);
    is($r->{status}, 401, 'only where it is configured');
};


subtest 'verification of the endpoint' => sub {
    my $token = $w->secret('whatsapp_verify');
    my $get = sub {
        my (%arg) = (mode => 'subscribe', verify_token => $token,
            challenge => '1158201444', @_);
        my $query = join '&', map { "hub.$_=$arg{$_}" }
            grep { defined $arg{$_} } sort keys %arg;
        return $w->http(GET => "/webhooks/whatsapp?$query");
    };

    my $r = $get->();
    is($r->{status}, 200, 'right token');
    is($r->{body}, '1158201444', 'the challenge comes back');
    like($r->{headers}{'content-type'}, qr{^text/plain}, 'as text');
    is($r->{headers}{'x-content-type-options'}, 'nosniff', 'and nothing else');

    (my $escaped = $token) =~ s/(.)/sprintf '%%%02x', ord $1/ge;
    is($get->(verify_token => $escaped)->{status}, 200, 'token in escapes');

    is($get->(@$_)->{status}, 403, "refused: @{[$_->[0]]}") for
        [mode => 'unsubscribe'], [mode => undef],
        [verify_token => "${token}0"], [verify_token => substr $token, 1],
        [verify_token => ''], [verify_token => undef],
        [challenge => undef], [challenge => ''], [challenge => 'a' x 257],
        [challenge => '%3Cscript%3E'], [challenge => 'a%0d%0ab'],
        [challenge => 'a+b'], [challenge => 'x' x 3000];

    is($get->(challenge => '0aZ_-' . 'b' x 251)->{status}, 200, '256 bytes');
    is($w->http(GET => '/webhooks/whatsapp')->{status}, 403, 'no arguments');
    is($w->http(GET => "/no_token?hub.mode=subscribe&hub.challenge=1"
        . '&hub.verify_token=')->{status}, 403, 'no token configured: never');

    open my $in, '<', $w->log('access') or die;
    is((grep { /\Q$token\E/ } <$in>), 0, 'the token is not in the access log');
};


subtest 'health' => sub {
    is($w->http(GET => '/healthz')->{status}, 200, 'alive');
    my $r = $w->http(GET => '/readyz');
    is($r->{status}, 200, 'ready');
    like($r->{body}, qr/"durability":"fsync","required":"fsync"/, 'and says how durable');

    for my $case ([appendfsync => 'everysec', 'relaxed:everysec'],
                  ['no-appendfsync-on-rewrite' => 'yes', 'relaxed:everysec'],
                  [appendfsync => 'no', 'relaxed:none'],
                  ['maxmemory-policy' => 'allkeys-lru', 'relaxed:none']) {
        my ($key, $value, $row) = @$case;
        my ($old) = (@{ $redis->cmd('CONFIG', 'GET', $key) })[1];
        $redis->cmd('CONFIG', 'SET', $key, $value);
        $r = $w->http(GET => '/readyz');
        is($r->{status}, 503, "$key $value: not ready");
        like($r->{body}, qr/"durability":"$row"/, "it is $row");
        $redis->cmd('CONFIG', 'SET', $key, $old);
    }
    is($w->http(GET => '/readyz')->{status}, 200, 'ready again');

    $redis->cmd(qw(ACL SETUSER relevo_web -config|get));
    $r = $w->http(GET => '/readyz');
    is($r->{status}, 200, 'not allowed to ask: not held against it');
    like($r->{body}, qr/"durability":"unverified","required":"fsync"/, 'unverified');

    $w->part('nginx')->write(http => 'relevo_durability relaxed;', server => '');
    $w->part('nginx')->reload;
    ok((wait_for { $w->http(GET => '/readyz')->{body} =~ /"required":"relaxed"/ } 5),
        'relaxed');
    $redis->cmd(qw(ACL SETUSER relevo_web +config|get));
    ok((wait_for { $w->http(GET => '/readyz')->{body}
        =~ /"durability":"fsync","required":"relaxed"/ } 10),
        'and still says what is active');
};


subtest 'configurations that must not start' => sub {
    my $nginx = $w->part('nginx');
    my $file = $w->dir('secrets', 'probe');
    my $test = sub {
        my ($location, %o) = @_;
        $nginx->write(server => $location, http => $o{http} // '',
            replace => $o{replace} // []);
        local $ENV{LD_PRELOAD} = $ENV{RELEVO_TEST_PRELOAD} // '';
        local $ENV{ASAN_OPTIONS} = 'detect_leaks=0';
        return scalar qx(/usr/sbin/nginx -t -p @{[$w->dir]} -c @{[$nginx->config]} -e stderr 2>&1);
    };
    my $secret = sub { $w->write_file('secrets/probe', $_[0], 0600);
        $test->("location /x { relevo_webhook whatsapp; relevo_secret_file $file; }") };

    like($test->('location /x { relevo_webhook whatsapp; }',
            replace => [[qr/relevo_key_file \S+;/, ''], [qr/relevo_webhook generic;/, '']]),
        qr/\[emerg\].*no "relevo_secret_file" for "relevo_webhook \w+" in location "/,
        'no secret');
    like($secret->('fifteen bytes..'), qr/\[emerg\].*too short: 15 bytes/, 'short');
    like($secret->("fifteen bytes..\n"), qr/too short: 15 bytes/,
        'a line end is no part of it');
    like($secret->('x' x 5000), qr/longer than 4096/, 'long');
    unlike($secret->('sixteen bytes...'), qr/emerg/, '16 bytes will do');
    unlike($secret->("sixteen bytes...\r\n"), qr/emerg/, 'with a line end');
    like($test->('location /x { relevo_webhook whatsapp; relevo_secret_file /no/such; }'),
        qr{\[emerg\].*cannot open secret file "/no/such"}, 'unreadable');
    like($test->("location /x { relevo_webhook whatsapp; " . "relevo_secret_file $file; " x 3 . '}'),
        qr/"relevo_secret_file" directive may be given twice/, 'three');
    like($test->('location /x { relevo_webhook telefax; }'),
        qr/unknown channel "telefax"/, 'unknown channel');
    like($test->('', http => 'relevo_durability perhaps;'),
        qr/invalid value "perhaps"/, 'unknown durability');
    like($test->('', http => 'relevo_redis unix:/x;'), qr/is duplicate/,
        'two servers');
    like($test->('', replace => [[qr/relevo_redis unix:\S+/ => 'relevo_redis no.such.host.invalid']]),
        qr/\[emerg\].*"no.such.host.invalid"/, 'a name that does not resolve');
    like($test->('', replace => [[qr/relevo_redis[^;]+;/ => '']]),
        qr/\[emerg\].*no "relevo_redis" in http/, 'no server');
    like($test->('', replace => [[qr/user=relevo_web/ => 'color=red']]),
        qr/invalid parameter "color=red"/, 'unknown parameter');

    $nginx->write(server => '', http => '', replace => []);
};

Relevo::World->finish;
