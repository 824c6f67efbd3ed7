# What Redis can do to nginx: die, freeze, refuse, answer errors, talk out of
# turn.  Every request is answered within the deadline, no descriptor leaks,
# and it comes back by itself.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use IO::Select;
use IO::Socket::UNIX;
use Test::More;

use Relevo::Http;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1);
# no watermark sees a Redis that is full on purpose
$w->part('nginx')->write(http => 'relevo_memory_watermarks off;', replace => [[qr/password_file=\S+;/
    => 'password_file=' . $w->dir('secrets/redis_web')
       . ' timeout=1500ms max_inflight=12;']]);
$w->start(qw(redis nginx));

my $body = wa_body(wa_text('hola'));


sub accepted { return $w->webhook($body)->{status} == 200 }

sub nrecords {
    my $n = 0;
    $n += $w->redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15;
    return $n;
}

sub descriptors {
    my ($worker) = $w->children('nginx');
    my @fds = glob "/proc/$worker/fd/*";
    return scalar @fds;
}

sub metric {
    my ($name) = @_;
    my ($value) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_$name (\d+)/m;
    return $value;
}

# N requests at once, their answers as they come.
sub at_once {
    my ($n) = @_;

    my $bytes = Relevo::Http::request_bytes(POST => '/webhooks/whatsapp',
        body => $body, close => 1, headers =>
        { 'X-Hub-Signature-256' => sign_meta($w->secret('whatsapp_app'), $body) });
    my @c = map { Relevo::Http->new($w->url) } 1 .. $n;
    $_->send($bytes) for @c;
    return @c;
}


subtest 'killed and started again' => sub {
    ok((wait_for { accepted() } 10), 'before');
    my $fds = descriptors();
    my ($worker) = $w->children('nginx');

    $w->kill9('redis');
    my $r;
    my $took = elapsed { $r = $w->webhook($body) };
    is($r->{status}, 503, 'refused');
    in_time($took, 1, 'at once');
    is($r->{headers}{'retry-after'}, 5, 'with Retry-After');
    is($w->http(GET => '/readyz')->{status}, 503, 'not ready');
    is($w->http(GET => '/healthz')->{status}, 200, 'but alive');
    like($w->http(GET => '/metrics')->{body}, qr/^relevo_nginx_redis_up 0$/m,
        'the counters are there without Redis');

    my $failures = metric('redis_failures_total');
    ok((wait_for { metric('redis_failures_total') > $failures + 3 } 10), 'it tries again');
    ok((wait_for { descriptors() <= $fds } 5), 'no descriptor is lost');

    $w->start('redis');
    ok((wait_for { accepted() } 10), 'it comes back by itself');
    ok((wait_for { descriptors() <= $fds } 5), 'with as many descriptors');
    is(($w->children('nginx'))[0], $worker, 'and it is the same process');
};


subtest 'frozen' => sub {
    $w->freeze('redis');
    my @c = at_once(16);                # 12 in flight, 4 over the limit
    my @answers;
    my $took = elapsed { @answers = map { $_->response(5) } @c };
    is((grep { $_->{status} == 503 } @answers), 16, 'all are answered 503');
    in_time($took, 2, 'by the deadline');

    $took = elapsed { is($w->http(GET => '/readyz')->{status}, 503, 'not ready') };
    in_time($took, 2, 'in time');
    $w->thaw('redis');

    ok((wait_for { accepted() } 10), 'it comes back by itself');
    cmp_ok(metric('redis_timeouts_total'), '>=', 1, 'timeouts are counted');
    cmp_ok(metric('redis_overload_total'), '>=', 4, 'so are refusals');
    is(metric('redis_inflight'), 0, 'nothing is left in flight');
};


subtest 'killed in the middle' => sub {
    my $before = nrecords();
    $w->freeze('redis');
    my @c = at_once(5);
    ok((stays { !IO::Select->new(map { $_->socket } @c)->can_read(0) } 0.1), 'five wait');
    $w->kill9('redis');
    is((grep { $_->response(5)->{status} == 503 } @c), 5, 'five 503');

    $w->start('redis');
    ok((wait_for { accepted() } 10), 'it comes back');
    is(nrecords(), $before + 1, 'what was refused is not there');
};


subtest 'no relevo:meta, or a strange one' => sub {
    my $meta = $w->redis->hash('relevo:meta');
    my $reconnect = sub {
        $w->redis->cmd(qw(CLIENT KILL USER relevo_web));
        ok((wait_for { !accepted() } 5), 'refused: ' . shift);
    };

    $w->redis->cmd(qw(DEL relevo:meta));
    $reconnect->('none');
    $w->redis->cmd(qw(HSET relevo:meta partitions 16 format 2));
    ok((stays { !accepted() } 0.5), 'refused: newer format');
    $w->redis->cmd(qw(HSET relevo:meta partitions 0 format 1));
    ok((stays { !accepted() } 0.5), 'refused: no partitions');
    $w->redis->cmd('HSET', 'relevo:meta', %$meta);
    ok((wait_for { accepted() } 10), 'accepted with a right one');
};


subtest 'errors instead of ids' => sub {
    my $redis = $w->redis;

    $redis->cmd(qw(CONFIG SET maxmemory 1));
    is($w->webhook($body)->{status}, 503, 'OOM');
    is(metric('redis_oom_total'), 1, 'counted');
    $redis->cmd(qw(CONFIG SET maxmemory 0));
    is($w->webhook($body)->{status}, 200, 'and over, on the same connection');

    $redis->cmd('REPLICAOF', '127.0.0.1', 1);
    is($w->webhook($body)->{status}, 503, 'READONLY');
    cmp_ok(metric('redis_readonly_total'), '>=', 1, 'counted');
    $redis->cmd(qw(REPLICAOF NO ONE));
    ok((wait_for { accepted() } 10), 'and over');

    my $acl = $w->render('redis.acl', map { ("SHA_$_" => '') } qw(ADMIN WEB WORKER));
    my @rights = ($acl =~ /^user relevo_web (.*)/m)[0] =~ /(\([^)]+\))/g;
    $redis->cmd(qw(ACL SETUSER relevo_web clearselectors));
    is($w->webhook($body)->{status}, 503, 'NOPERM');
    $redis->cmd(qw(ACL SETUSER relevo_web), @rights);
    is($w->webhook($body)->{status}, 200, 'and over, on the same connection');

    my ($p) = grep { $redis->cmd('TYPE', "relevo:{$_}:in") eq 'stream' } 0 .. 15;
    $redis->cmd('DEL', "relevo:{$p}:in");
    $redis->cmd('SET', "relevo:{$p}:in", 'x');
    is($w->webhook($body)->{status}, 503, 'WRONGTYPE');
    cmp_ok(metric('redis_errors_total'), '>=', 1, 'counted');
    $redis->cmd('DEL', "relevo:{$p}:in");

    $redis->cmd(qw(ACL SETUSER relevo_web off));
    $redis->cmd(qw(CLIENT KILL USER relevo_web));
    ok((wait_for { !accepted() } 5), 'login refused');
    $redis->cmd(qw(ACL SETUSER relevo_web on));
    ok((wait_for { accepted() } 10), 'and over');
};


subtest 'several partitions, one of them failing' => sub {
    my @accounts = map { "106500000000$_" } 1 .. 9;
    my $many = wa_body(map { wa_text('x', account => $_) } @accounts);
    ok((wait_for { $w->webhook($many)->{status} == 200 } 10), 'all well');

    my ($p) = reverse grep { $w->redis->cmd('XLEN', "relevo:{$_}:in") } 0 .. 15;
    $w->redis->cmd('DEL', "relevo:{$p}:in");
    $w->redis->cmd('SET', "relevo:{$p}:in", 'x');
    is($w->webhook($many)->{status}, 503, 'one error: 503');
    $w->redis->cmd('DEL', "relevo:{$p}:in");
    is($w->webhook($many)->{status}, 200, 'the repetition is accepted');
};


# A server that talks out of turn must cost a connection, never the process.
subtest 'a false Redis' => sub {
    my ($worker) = $w->children('nginx');
    my $path = $w->socket('redis.sock');
    my $meta = "*4\r\n\$10\r\npartitions\r\n\$2\r\n16\r\n\$6\r\nformat\r\n\$1\r\n1\r\n";
    my $hello = "+OK\r\n*0\r\n$meta";

    for my $case (['garbage', 'hello?'], ['nothing, then the end', ''],
                  ['unsolicited', "$hello+PONG\r\n"], ['half a reply', "$hello\$100\r\nabc"],
                  ['wrong types', "$hello:17\r\n"], ['meta of another type', "+OK\r\n*0\r\n+OK\r\n"],
                  ['errors only', "-ERR no\r\n" x 3], ['LOADING', "-LOADING wait\r\n" x 3],
                  ['huge length', "$hello\$99999999999999999999\r\n"]) {
        my ($name, $answer) = @$case;
        $w->kill9('redis') if $w->is_alive('redis');
        unlink $path;
        my $false = IO::Socket::UNIX->new(Local => $path, Listen => 8) or die "$path: $!";
        chmod 0777, $path;
        my ($c) = wait_until { IO::Select->new($false)->can_read(0) && $false->accept } 10;
        sysread $c, my $in, 65536;
        syswrite $c, $answer if length $answer;
        my ($request) = at_once(1);
        close $c if $name =~ /the end/;
        my $r = $request->response(5);
        is($r->{status}, 503, "$name: 503");
        is(($w->children('nginx'))[0], $worker, 'the worker lives');
        close $false;
    }

    unlink $path;
    $w->start('redis');
    ok((wait_for { accepted() } 10), 'a true one: accepted');
};


Relevo::World->finish;
