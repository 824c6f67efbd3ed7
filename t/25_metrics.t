# /metrics: every counter counts what it says, over all workers and reloads;
# results and times of webhooks; a series for each worker child; promtool has
# no complaint, and no label names a person.  In a test build also: the faults
# that can be switched on, and that a lying nginx is caught.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Http;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;
use Relevo::World::Nginx;

my $w = Relevo::World->new(parts => [qw(redis nginx)], nginx => { workers => 2 },
    allow => [qr/exited on signal 9/]);
my $body = wa_body(wa_text('hola'));

sub exported { return $w->http(GET => '/metrics')->{body} }

# name, with its labels if it has some => value
sub metrics { return exported() =~ /^([a-z]\w*(?:\{[^}]*\})?) (-?[\d.]+)$/mg }

sub nrecords {
    my $n = 0;
    $n += $w->redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15;
    return $n;
}


subtest 'the format' => sub {
    my $r = $w->http(GET => '/metrics');
    is($r->{headers}{'content-type'}, 'text/plain; version=0.0.4', 'type');

    my (%type, %help, %value);
    for (split /\n/, $r->{body}) {
        if (/^# TYPE (\w+) (counter|gauge|histogram)$/)     { $type{$1}++ }
        elsif (/^# HELP (\w+) \S/)                         { $help{$1}++ }
        elsif (/^(\w+?)(?:_bucket|_sum|_count)?((?:\{[^}]*\})?) [\d.]+$/
               && ($type{$1} // $type{$_ = (split /[ {]/)[0]})) { $value{$1}++ }
        elsif (/^(\w+)(?:\{[^}]*\})? \d+$/)               { $value{$1}++ }
        else                                               { fail("line: $_") }
    }

    is_deeply([sort keys %type], [sort keys %help], 'each metric has a type and a help text');
    is_deeply([grep { !$type{$_} } keys %value], [], 'and each value');
    is((grep { $_ != 1 } values %type), 0, 'and is there once');
    is((grep { /counter/ && !/_total counter/ } $r->{body} =~ /^# TYPE .*/mg), 0,
        'counters end in _total');
};


# Prometheus' own judge of the format, where it is installed.
sub promtool {
    my ($name) = @_;

    SKIP: {
        skip 'no promtool (Debian: prometheus)', 1 unless grep { -x "$_/promtool" } split /:/, $ENV{PATH};
        my $file = $w->write_file('metrics.txt', exported());
        my $out = qx(promtool check metrics < $file 2>&1);
        is($?, 0, "promtool: $name") or diag($out);
    }
}


sub webhooks {
    my ($metrics) = @_;

    my $n = 0;
    $n += $metrics->{$_} for grep { /webhooks_total/ } keys %$metrics;
    return $n;
}


# Metrics before and after so many calls; a worker counts after its answer is
# out.
sub counted {
    my ($n, $do) = @_;

    my (%before, %after);
    %before = metrics();
    $do->() for 1 .. $n;
    wait_for { %after = metrics(); webhooks(\%after) - webhooks(\%before) >= $n } 5;
    return (\%before, \%after);
}


subtest 'results by channel' => sub {
    my $series = sub { sprintf 'relevo_nginx_webhooks_total{channel="%s",result="%s"}', @_ };
    my %case = (
        accepted => sub { $w->webhook($body) },
        dead_letter => sub { $w->webhook('x') },
        unauthorized => sub { $w->http(POST => '/webhook', body => 'x') },
        forbidden => sub { $w->http(GET => '/webhook') },
        bad_method => sub { $w->http(PUT => '/webhook') },
        too_large => sub { $w->webhook('x' x (4 * 1024 * 1024 + 1)) },
        unsupported => sub { $w->http(POST => '/webhook', body => '',
            headers => { 'Content-Encoding' => 'gzip' }) },
        ok => sub { $w->http(GET => '/webhook?hub.mode=subscribe&hub.challenge=1'
            . '&hub.verify_token=' . $w->secret('whatsapp_verify')) },
    );

    for my $name (sort keys %case) {
        my ($before, $after) = counted(2, $case{$name});
        is($after->{ $series->('whatsapp', $name) } - $before->{ $series->('whatsapp', $name) },
            2, $name);
        is(webhooks($after) - webhooks($before), 2, 'and nothing else');
    }

    my ($before, $after) = counted(1, sub { $w->http(POST => '/chat/demo/session') });
    is($after->{ $series->('webchat', 'ok') } - $before->{ $series->('webchat', 'ok') }, 1,
        'another channel');
};


# A webhook whose last byte comes when nginx is waiting for it.
sub late_webhook {
    my $bytes = Relevo::Http::request_bytes(POST => '/webhook', body => $body,
        headers => { 'X-Hub-Signature-256' => sign_meta($w->secret('whatsapp_app'), $body) });
    my $c = Relevo::Http->new($w->url);
    $c->send(substr $bytes, 0, -1);
    wait_until { my %m = metrics(); $m{relevo_nginx_inflight} == 1 } 5, 'nginx to wait';
    $c->send(substr $bytes, -1);
    return $c->response;
}


# A body that comes with its headers takes no time to be received.
subtest 'times' => sub {
    my @do = ((sub { $w->webhook($body) }) x 4, \&late_webhook,
        sub { $w->http(POST => '/webhook', body => 'x') });
    my ($before, $after) = counted(scalar @do, sub { return shift(@do)->() });

    for my $span (qw(receive verify parse enqueue total)) {
        my $name = "relevo_nginx_${span}_seconds";
        is($after->{"${name}_count"} - $before->{"${name}_count"}, 5, "$span: of accepted webhooks");
        cmp_ok($after->{"${name}_sum"} - $before->{"${name}_sum"}, '>', 0, 'takes time');
        my @buckets = exported() =~ /^${name}_bucket\{le="[^"]+"\} (\d+)$/mg;
        is_deeply(\@buckets, [sort { $a <=> $b } @buckets], 'cumulative');
        is($buckets[-1], $after->{"${name}_count"}, '+Inf is all of them');
    }
    cmp_ok($after->{relevo_nginx_total_seconds_sum} - $before->{relevo_nginx_total_seconds_sum}, '>=',
        $after->{relevo_nginx_enqueue_seconds_sum} - $before->{relevo_nginx_enqueue_seconds_sum},
        'the whole is longer than a part');
    promtool('nginx alone');
};


subtest 'no person in a label' => sub {
    $w->webhook(wa_body(wa_text('x', from => '5215550009', name => 'Zoraida', bsuid => 'US.Z9')));
    unlike(exported(), qr/5215550009|Zoraida|US\.Z9|1065000000001/, 'neither number nor name');
    for my $name (qw(whatsapp_app whatsapp_verify webchat_demo redis_web)) {
        is(index(exported(), $w->secret($name)), -1, "$name");
    }
    my %labels = map { $_ => 1 } exported() =~ /[{,](\w+)="/g;
    is_deeply([sort keys %labels], [qw(channel le result)], 'the labels there are');
};


subtest 'what counts what' => sub {
    my %case = (
        accepted => sub { $w->webhook($body) },
        records => sub { $w->webhook($body) },
        malformed => sub { $w->webhook('x') },
        bad_signature => sub { $w->http(POST => '/webhook', body => 'x') },
        bad_verify => sub { $w->http(GET => '/webhook') },
        bad_method => sub { $w->http(PUT => '/webhook') },
        bad_request => sub { $w->http(POST => '/webhook', body => '', headers =>
            ['X-Hub-Signature-256' => 'a', 'X-Hub-Signature-256' => 'a']) },
        bad_encoding => sub { $w->http(POST => '/webhook', body => '',
            headers => { 'Content-Encoding' => 'gzip' }) },
        verified => sub { $w->http(GET => '/webhook?hub.mode=subscribe&hub.challenge=1'
            . '&hub.verify_token=' . $w->secret('whatsapp_verify')) },
        chat_sessions => sub { $w->http(POST => '/chat/demo/session') },
    );

    my $all = sub { my $n = 0; $n += $_[0]{$_} for grep { /webhooks_total/ } keys %{ $_[0] }; $n };
    for my $name (sort keys %case) {
        my %before = metrics();
        $case{$name}->() for 1 .. 3;
        my %after = metrics();
        is($after{"relevo_nginx_${name}_total"} - $before{"relevo_nginx_${name}_total"}, 3, $name);
    }

    my %before = metrics();
    $w->webhook($body);
    my %after = metrics();
    is($after{relevo_nginx_record_bytes_total} - $before{relevo_nginx_record_bytes_total},
        length $body, 'bytes');
    is($after{relevo_nginx_redis_up}, 2, 'two workers are connected');
};


subtest 'a reload keeps the counters' => sub {
    my %before = metrics();
    my %old = map { $_ => 1 } $w->children('nginx');
    $w->part('nginx')->reload;
    wait_until { !grep { $old{$_} } $w->children('nginx') } 10, 'the old workers to go';

    my %after = metrics();
    is($after{relevo_nginx_accepted_total}, $before{relevo_nginx_accepted_total}, 'the same');
    is($after{relevo_nginx_redis_up}, 2, 'and still two workers');
};


# A block belongs to a process.  The first of two that were killed takes both.
subtest 'a killed worker leaves its counters and takes its gauges' => sub {
    my %before = metrics();
    my @old = $w->children('nginx');
    kill KILL => @old;
    wait_until { my @now = $w->children('nginx'); @now == 2 && !grep { kill 0, $_ } @old } 10,
        'two others';

    ok((wait_for { my %m = metrics(); $m{relevo_nginx_redis_up} == 2 } 10), 'two are connected');
    is($w->webhook($body)->{status}, 200, 'a webhook') for 1 .. 8;
    my %after = metrics();
    is($after{relevo_nginx_accepted_total}, $before{relevo_nginx_accepted_total} + 8, 'counted on');
    is($after{relevo_nginx_redis_up}, 2, 'nobody counts twice');
    is($after{relevo_nginx_inflight}, 0, 'nothing is under way');
};


subtest 'workers' => sub {
    my $json = JSON::PP->new;
    my $now = int(1000 * time);
    $w->redis->cmd('HSET', 'relevo:stats',
        'box:7:ab' => $json->encode({ at_ms => $now, turns_ok => 7, lanes => 3 }),
        "b\"}\n" => $json->pretty->encode({ at_ms => $now, turns_ok => 5, lanes => -1, admit_dead => 0,
            'messages|channel=whatsapp|direction=in' => 4, 'messages|channel=x"y|d=1' => 1,
            'reply_seconds_bucket|le=0.050' => 1, 'reply_seconds_bucket|le=+Inf' => 2,
            reply_seconds_count => 2, new_in_a_worker => 1, '9' => 1 }),
        old => $json->encode({ at_ms => $now - 60_000, turns_ok => 100 }),
        future => $json->encode({ at_ms => $now + 3_600_000, turns_ok => 100 }),
        c => 'nonsense', e => '',
        d => qq({"at_ms":$now,"turns_ok":"x","a":{"inner":1},"lanes":-,"ops_late":1.,") . 'k' x 100 . '":1}');

    my %m = metrics();
    is($m{'relevo_worker_turns_ok_total{worker="box:7:ab"}'}, 7, 'a series for each');
    is($m{'relevo_worker_turns_ok_total{worker="b___"}'}, 5, 'names cannot break out');
    is($m{'relevo_worker_lanes{worker="b___"}'}, -1, 'gauges, too');
    is($m{'relevo_worker_admit_dead_total{worker="b___"}'}, 0, 'zero is shown');
    is($m{'relevo_worker_messages_total{worker="b___",channel="whatsapp",direction="in"}'}, 4, 'labels');
    is($m{'relevo_worker_reply_seconds_bucket{worker="b___",le="+Inf"}'}, 2, 'buckets');
    is($m{'relevo_worker_new_in_a_worker{worker="b___"}'}, 1, 'what only a newer worker knows');
    is($m{relevo_worker_children}, 3, 'children that live');
    is($m{relevo_worker_stale}, 4, 'and fields of those that do not');
    is((grep { /worker="(?:old|future|c|e)"/ } keys %m), 0, 'which are left out');
    is((grep { /kkk|worker="d"/ && !/_inner\{/ } keys %m), 0, 'nonsense costs nothing')
        or diag explain [grep { /worker="d"/ } keys %m];
    promtool('workers');

    $w->redis->cmd('HSET', 'relevo:stats', f => qq({"at_ms":$now,)
        . join(',', map { qq("n$_":1) } 1 .. 1000) . '}');
    cmp_ok(scalar(() = exported() =~ /^relevo_worker_n/mg), '<=', 256, 'a cap on names');
    $w->redis->cmd('DEL', 'relevo:stats');
};


# Both need the module of a test build, which an environment brings along.
subtest 'a lying nginx: 200 before anything is durable' => sub {
    $w->part('nginx')->write(env => { RELEVO_BREAK => 'ack' });
    $w->restart('nginx');

    is($w->webhook($body)->{status}, 200, 'it says 200');
    ok((wait_for {
        my $last = ($w->part('nginx')->access)[-1];
        $last->{method} eq 'POST' && $last->{status} == 200 && $last->{records} eq '-';
    } 5), 'and names no record: I1 and I6 must find it');
};


# killed at the second record: what is in the log, what does the sender know?
subtest 'killed at a point' => sub {
    my %stored = ('ingest.before_xadd' => 0, 'ingest.after_xadd' => 1, 'ingest.before_200' => 1);

    for my $point (sort keys %stored) {
        $w->part('nginx')->write(env => { RELEVO_FAILPOINTS => "$point=kill9\@2" }, workers => 1);
        $w->restart('nginx');

        is($w->webhook($body)->{status}, 200, 'the first one passes');
        my $before = nrecords();
        is($w->webhook($body)->{status}, 0, "$point: the second one is not answered");
        ok((wait_for { nrecords() - $before == $stored{$point} } 5), "stored: $stored{$point}");
        ok((wait_for { my $r = eval { $w->webhook($body) }; $r && $r->{status} == 200 } 5),
            'a new worker goes on');
    }
};

Relevo::World->finish;
