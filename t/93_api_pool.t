# The API's connections to PostgreSQL: clients that leave, a server that goes,
# is slow, or ends backends; a queue that is full; quick requests that share a
# connection; a thousand at once; statements unprepared, as behind PgBouncer.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Http;
use Relevo::Process;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)],
    nginx => { replace => [[qr/connections=4/ => 'connections=2 queue=3 timeout=8s']] },
    allow => [qr/no connection to PostgreSQL/, qr/SQLSTATE 57/]);
my $key = Relevo::Api->key($w, 'demo', '*');


sub metric {
    my ($name) = @_;

    my ($n) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_$name(?:_total)? (\d+)/m;
    return $n;
}


# A route that waits while the test holds the lock.
sub slow {
    my ($on) = @_;

    $w->pg->do($on ? q{begin; lock table core.team in access exclusive mode} : 'commit');
}


# Sends without waiting for the answer.
sub ask {
    my ($path) = @_;

    my $c = Relevo::Http->new($w->url, timeout => 15);
    $c->send("GET $path HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer $key->{token}\r\n\r\n");
    return $c;
}

# With the settings of now, and no worker left that has others.
sub anew {
    $w->stop('nginx');
    $w->part('nginx')->write;
    $w->start('nginx');
}

sub pool {
    my ($text) = @_;

    $w->{nginx}{replace} = [[qr/connections=4/ => $text]];
    anew();
}

is($key->get('/api/v1/teams')->{status}, 200, 'it works');
is($w->pg->value(q{select count(*) from pg_stat_activity where usename = 'relevo_web'}), 1,
    'one connection for one request');

subtest 'a full pool' => sub {
    slow(1);
    my @held = map { ask('/api/v1/teams') } 1 .. 2;
    wait_until { metric('pg_busy') == 2 } 10, 'two are on the wire';
    push @held, map { ask('/api/v1/teams') } 1 .. 3;
    wait_until { metric('pg_waiting') == 3 } 10, 'three wait';
    my $r = $key->get('/api/v1/me');
    is($r->{status}, 503, 'the queue is full');
    is($r->{headers}{'retry-after'}, 1, '... says when to come again');
    my @late = map { $_->response } @held;
    is_deeply([map { $_->{status} } @late], [(504) x 5], 'too late for the others');
    slow(0);
    wait_until { metric('pg_busy') == 0 } 15, 'the connections are free again';
    is($key->get('/api/v1/teams')->{status}, 200, 'and of use');
    is(metric('pg_orphans'), 2, 'two answers nobody waited for');
    is(metric('pg_failures'), 0, 'no connection was lost');
};

subtest 'clients that leave' => sub {
    slow(1);
    my @held = map { ask('/api/v1/teams') } 1 .. 4;
    wait_until { metric('pg_waiting') == 2 } 10, 'two wait';
    $_->close for @held;
    wait_until { metric('pg_waiting') == 0 } 10, 'who waited is forgotten';
    slow(0);
    wait_until { metric('pg_busy') == 0 } 15, 'the answers were read';
    is($key->get('/api/v1/teams')->{status}, 200, 'the connections go on');
};

subtest 'backends that are ended' => sub {
    slow(1);
    my @held = map { ask('/api/v1/teams') } 1 .. 2;
    wait_until { metric('pg_busy') == 2 } 10, 'two under way';
    $w->pg->do(q{select pg_terminate_backend(pid) from pg_stat_activity
        where usename = 'relevo_web'});
    is_deeply([map { $_->response->{status} } @held], [503, 503], 'who was under way hears it');
    slow(0);
    wait_until { $key->get('/api/v1/teams')->{status} == 200 } 10, 'the next one works';
    pass('connected again');
    $w->pg->do(q{select pg_terminate_backend(pid) from pg_stat_activity
        where usename = 'relevo_web'});
    wait_until { metric('pg_up') == 0 } 10, 'idle ones are seen to go';
    wait_until { $key->get('/api/v1/teams')->{status} == 200 } 10, 'and come back';
};

subtest 'no server' => sub {
    $w->stop('postgres');
    wait_until { metric('pg_up') == 0 } 10, 'its end is seen';
    my ($r, $worst) = (undef, 0);
    for (1 .. 20) {
        my $took = elapsed { $r = $key->get('/api/v1/me') };
        $worst = $took if $took > $worst;
        is($r->{status}, 503, 'refused') if $r->{status} != 503;
    }
    is($r->{status}, 503, 'nothing to be had');
    cmp_ok($worst, '<', 8, 'without waiting for timeout=');
    $r = $key->post('/api/support/escalate', { customer_id => 'x', escalation_reason => 'y' });
    is("$r->{status} $r->{json}{error}", '503 Failed to create escalation', 'in words of that path');
    is($w->http(GET => '/healthz')->{status}, 200, 'nginx lives');
    $w->start('postgres');
    wait_until { $key->get('/api/v1/me')->{status} == 200 } 20, 'it is back';
};

subtest 'a reload answers who is under way' => sub {
    slow(1);
    my $held = ask('/api/v1/teams');
    wait_until { metric('pg_busy') >= 1 } 10, 'under way';
    $w->part('nginx')->reload;
    slow(0);
    is($held->response->{status}, 200, 'answered by the old worker');
    is($key->get('/api/v1/teams')->{status}, 200, 'and by the new one');
};

subtest 'a new worker has no connection yet' => sub {
    is($key->get('/api/v1/teams')->{status}, 200, 'the old one has');
    cmp_ok(metric('pg_up'), '>', 0, '... and says so');
    $w->part('nginx')->reload;
    is(metric('pg_up'), 0, 'its number does not stay behind');
};

subtest 'a server that says nothing' => sub {
    pool('connections=1 timeout=1s');
    wait_until { $key->get('/api/v1/teams')->{status} == 200 } 10, 'it works';
    my $backend = $w->pg->value(q{select pid from pg_stat_activity where usename = 'relevo_web'});
    kill 'STOP', $backend;
    is($key->get('/api/v1/teams')->{status}, 504, 'too late');
    my $up = wait_for { $key->get('/api/v1/teams')->{status} == 200 } 20;
    kill 'CONT', $backend;
    ok($up, 'its connection is given up, another one made');
    is(metric('pg_failures'), 1, 'the one that was silent');
};

subtest 'a statement that has changed' => sub {
    pool('connections=1');
    my ($token) = $w->http(POST => '/chat/demo/session')->{body} =~ /"token":"([^"]+)"/;
    my $read = sub { $w->http(GET => '/chat/demo/messages',
        headers => { Authorization => "Bearer $token" })->{status} };
    my $f = 'core.visitor_messages(text, text, text)';
    wait_until { $read->() == 200 } 10, 'it works';
    $w->pg->do($_) for "alter function $f rename to visitor_messages_of_old",
        "create function $f returns text language sql as \$\$ select '{}' \$\$",
        "grant execute on function $f to relevo_web";
    is($read->(), 503, 'to be repeated');
    is($read->(), 200, 'then it is made anew');
    $w->pg->do($_) for "drop function $f",
        'alter function core.visitor_messages_of_old(text, text, text) rename to visitor_messages';
    is_deeply([map { $read->() } 1, 2], [503, 200], 'and once more');
};
pool('connections=2 queue=3 timeout=8s');

subtest 'quick requests go behind each other' => sub {
    push @{ $w->{nginx}{replace} }, [qr/timeout=8s/ => 'timeout=30s depth=3'];
    anew();
    wait_until { $key->get('/api/v1/teams')->{status} == 200 } 10, 'it works';
    my @c = map { Relevo::Api::conversation($w, 'demo', "quick$_")->{id} } 1 .. 7;
    my $none = '01890000-0000-7000-8000-000000000000';
    my $hold = sub { $w->pg->do('begin; lock table core.conversation in access exclusive mode') };

    $hold->();
    my $before = metric('pg_pipelined');
    my @held = map { ask("/api/v1/conversations/$_") } @c[0 .. 4], $none;
    wait_until { metric('pg_pipelined') == $before + 4 } 10, 'two connections have three each';
    is(metric('pg_waiting'), 0, 'nobody waits');
    push @held, ask("/api/v1/conversations/$c[6]");
    wait_until { metric('pg_waiting') == 1 } 10, 'no more than depth=';
    my $gone = ask("/api/v1/conversations/$c[5]");
    my $slow = ask('/api/v1/teams');
    wait_until { metric('pg_waiting') == 3 } 10, 'what is slow waits for a connection of its own';
    $gone->close;
    (splice @held, 1, 1)->close;
    wait_until { metric('pg_waiting') == 2 } 10, 'two have left';
    $w->pg->do('commit');
    my @r = map { $_->response } @held;
    is_deeply([map { $_->{status} } @r], [200, 200, 200, 200, 404, 200], 'each is answered');
    is_deeply([map { $_->{body} =~ /"id":"([^"]+)"/ ? $1 : '-' } @r], [@c[0, 2 .. 4], '-', $c[6]],
        'with its own answer');
    is($slow->response->{status}, 200, 'the slow one, too');

    $hold->();
    @held = map { ask("/api/v1/conversations/$_") } @c[0 .. 3];
    wait_until { metric('pg_pipelined') >= $before + 6 } 10, 'again';
    $w->pg->do(q{select pg_terminate_backend(pid) from pg_stat_activity
        where usename = 'relevo_web'});
    is_deeply([map { $_->response->{status} } @held], [(503) x 4], 'all hear of a lost connection');
    $w->pg->do('commit');
    wait_until { $key->get("/api/v1/conversations/$c[0]")->{status} == 200 } 10, 'the next one works';
};

subtest 'a thousand at once' => sub {
    push @{ $w->{nginx}{replace} }, [qr/connections=2 queue=3 timeout=30s depth=3/
        => 'connections=4 timeout=60s'];
    anew();
    my $c = Relevo::Api::conversation($w, 'demo', 'thousand')->{id};
    my @paths = ("/api/v1/conversations/$c", '/api/v1/teams', "/api/v1/conversations/$c/messages",
        '/api/v1/conversations?limit=5', '/api/v1/me');
    wait_until { $key->get($paths[0])->{status} == 200 } 10, 'it works';
    my @asked = map { ask($paths[$_ % @paths]) } 1 .. 1000;
    my $most = 0;
    my %status;
    for my $i (0 .. $#asked) {
        $status{ ($asked[$i]->response(60) // { status => 'none' })->{status} }++;
        my $n = $i % 50 ? 0 : $w->pg->value(q{select count(*) from pg_stat_activity
            where usename = 'relevo_web'});
        $most = $n if $n > $most;
    }
    is_deeply(\%status, { 200 => 1000 }, 'all are answered');
    cmp_ok($most, '<=', 8, "with $most connections to PostgreSQL");
};

subtest 'no more than most= of all workers together' => sub {
    local $w->{nginx}{workers} = 3;
    local $w->{nginx}{replace} = [@{ $w->{nginx}{replace} }, [qr/timeout=60s/ => 'timeout=60s most=6']];
    anew();
    wait_until { $key->get('/api/v1/teams')->{status} == 200 } 10, 'it works';
    my @asked = map { ask('/api/v1/teams') } 1 .. 300;
    my $most = 0;
    for my $asked (@asked) {
        die 'no answer' unless $asked->response(60)->{status} == 200;
        my $n = $w->pg->value(q{select count(*) from pg_stat_activity where usename = 'relevo_web'});
        $most = $n if $n > $most;
    }
    cmp_ok($most, '<=', 6, "three workers with connections=4 have $most");
};
anew();

subtest 'unprepared' => sub {
    push @{ $w->{nginx}{replace} }, [qr/timeout=60s/ => 'timeout=60s prepared=off'];
    anew();
    wait_until { $key->get('/api/v1/teams')->{status} == 200 } 10, 'it works';
    is($key->post('/api/v1/teams', { name => 'x' })->{status}, 201, 'writing, too');
    # the workers before the reload may have answered, and gone with theirs
    ok((wait_for {
        $key->get('/api/v1/teams');
        grep { $_->{application_name} eq 'relevo_nginx' } $w->pg->rows(q{select application_name
            from pg_stat_activity where usename = 'relevo_web'});
    } 10), 'its connections have a name');
};

{
    my ($bouncer) = grep { -x } '/usr/sbin/pgbouncer', '/usr/bin/pgbouncer';
    die "pgbouncer is not installed: ./build.sh deps --test\n" unless $bouncer;

    subtest 'behind PgBouncer, a connection per transaction' => sub {
        my $dir = $w->dir('sockets');
        my $ini = $w->write_file('pgbouncer.ini', <<"END", 0644);
[databases]
relevo = host=$dir dbname=relevo user=relevo_web
[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = $dir
pool_mode = transaction
default_pool_size = 2
auth_type = any
END
        my $process = Relevo::Process->start(argv => [$bouncer, $ini], user => 'postgres',
            log => $w->log('pgbouncer'));
        push @{ $w->{nginx}{replace} }, [qr/port=5432/ => 'port=6432'];
        anew();
        wait_until { $key->get('/api/v1/teams')->{status} == 200 } 10, 'it works';
        my $other = Relevo::Api->key($w, 'other', '*');
        my @seen = map { $_->get('/api/v1/me')->{json}{tenant}{slug} } ($key, $other) x 10;
        is_deeply(\@seen, [('demo', 'other') x 10], 'claims end with their transaction');
        is($key->post('/api/v1/teams', { name => 'bounced' })->{status}, 201, 'writing, too');
        my $n = $w->pg->value(q{select count(*) from pg_stat_activity
            where usename = 'relevo_web' and application_name <> 'relevo_nginx'});
        cmp_ok($n, '<=', 2, 'PostgreSQL sees the bouncer alone');
        $w->stop('nginx');
        $process->stop('INT', 10);
    };
}

Relevo::World->finish;
