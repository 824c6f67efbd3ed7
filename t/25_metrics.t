# /metrics: every counter counts what it says, over all workers and reloads,
# and the numbers of the worker children are summed.  In a test build also:
# the faults that can be switched on, and that a lying nginx is caught.

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

sub metrics { return exported() =~ /^([a-z]\w*) (-?\d+)$/mg }

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
        if (/^# TYPE (\w+) (counter|gauge|untyped)$/) { $type{$1}++ }
        elsif (/^# HELP (\w+) \S/)                    { $help{$1}++ }
        elsif (/^(\w+) \d+$/)                         { $value{$1}++ }
        else                                          { fail("line: $_") }
    }

    is_deeply(\%type, \%value, 'each metric has a type');
    is_deeply(\%help, \%value, 'and a help text');
    is((grep { $_ != 1 } values %value), 0, 'and is there once');
    is((grep { /counter/ && !/_total counter/ } $r->{body} =~ /^# TYPE .*/mg), 0,
        'counters end in _total');
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


subtest 'workers' => sub {
    my $json = JSON::PP->new;
    $w->redis->cmd('HSET', 'relevo:stats', a => $json->encode({ turns_ok => 7, lanes => 3 }),
        b => $json->pretty->encode({ turns_ok => 5, lanes => -1, admit_dead => 0 }),
        c => 'nonsense', d => '{"turns_ok":"x","a":{"b":1},"' . 'k' x 100 . '":1}', e => '');

    my %m = metrics();
    is($m{relevo_worker_turns_ok}, 12, 'summed');
    is($m{relevo_worker_lanes}, 2, 'gauges, too');
    is($m{relevo_worker_admit_dead}, 0, 'zero is shown');
    is($m{relevo_worker_children}, 5, 'children');
    ok(!exists $m{'relevo_worker_' . 'k' x 100}, 'nonsense costs nothing');

    $w->redis->cmd('HSET', 'relevo:stats', f => '{' . join(',', map { qq("n$_":1) } 1 .. 1000) . '}');
    cmp_ok(scalar(() = exported() =~ /^relevo_worker_n/mg), '<=', 256, 'a cap on names');
    $w->redis->cmd('DEL', 'relevo:stats');
};


# Names of failpoints are in the module of a test build only.
my $is_test_build = do {
    open my $in, '<', Relevo::World::Nginx::module() or die;
    local $/;
    <$in> =~ /RELEVO_FAILPOINTS/;
};

SKIP: {
    skip 'the module is a release build', 2 unless $is_test_build;

    subtest 'a lying nginx: 200 without a record' => sub {
        local $ENV{RELEVO_BREAK} = 'ack';
        $w->stop('nginx');
        $w->part('nginx')->write(main => 'env RELEVO_BREAK;');
        $w->start('nginx');

        my $before = nrecords();
        is($w->webhook($body)->{status}, 200, 'it says 200');
        is(nrecords(), $before, 'and nothing is stored: I1 and I6 must find it');
        $w->stop('nginx');
    };

    # killed at the n-th record: what is in the log, what does the sender know?
    subtest 'killed at a point' => sub {
        my %stored = ('ingest.before_xadd' => [0, 0], 'ingest.after_xadd' => [0, 0],
                      'ingest.before_200' => [1, 1]);

        for my $point (sort keys %stored) {
            local $ENV{RELEVO_FAILPOINTS} = "$point=kill9\@2";
            $w->part('nginx')->write(main => 'env RELEVO_FAILPOINTS;', workers => 1);
            $w->start('nginx');

            is($w->webhook($body)->{status}, 200, 'the first one passes');
            my $before = nrecords();
            is($w->webhook($body)->{status}, 0, "$point: the second one is not answered");
            my ($min, $max) = @{ $stored{$point} };
            ok((wait_for { my $n = nrecords() - $before; $n >= $min && $n <= $max } 5),
                "stored: $min");
            ok((wait_for { my $r = eval { $w->webhook($body) }; $r && $r->{status} == 200 } 5),
                'a new worker goes on');
            $w->stop('nginx');
        }
    };
}

Relevo::World->finish;
