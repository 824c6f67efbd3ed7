# GET /api/v1/system/health: each component is killed for real, turns its line
# red, and comes back; who may see what; nothing that is away holds nginx.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use IO::Socket::UNIX;
use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres graph nginx worker)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'sweep.interval' => 200, 'health.interval' => 200 },
    allow => [qr/relevo: api\.|no connection to PostgreSQL|READY -> DOWN/]);
my $store = $w->dir('store');
my $decoder = $w->dir('bin') . '/relevo-decode';
my $clamd = $w->dir('clamd') . '.sock';
mkdir $w->dir('bin');
my $real = "$FindBin::Bin/../build/relevo-decode";
sub decoder_there { symlink $real, $decoder or die "$decoder: $!" }
decoder_there();

# A clamd that answers PONG, in a process of its own.
sub clamd_start {
    unlink $clamd;
    my $s = IO::Socket::UNIX->new(Local => $clamd, Listen => 5) or die "$clamd: $!";
    my $pid = fork // die $!;
    return $pid if $pid;
    while (my $c = $s->accept) {
        sysread $c, my $ask, 64;
        syswrite $c, "PONG\0";
    }
    POSIX::_exit(0);
}

my $clam = clamd_start();
END { kill 9, $clam if $clam }

$w->part('worker')->write('store.dir' => $store, 'media.decoder' => $decoder,
    'clamd.socket' => $clamd);
$w->start(qw(redis postgres graph nginx));
for my $cli ([qw(tenant add shop --language en)], [qw(tenant add other --language en)]) {
    is($w->cli(@$cli)->{status}, 0, "@$cli");
}
$w->start('worker');

my $op = Relevo::Api->key($w, 'operator', '*');
my $key = Relevo::Api->key($w, 'shop', 'operations:read');
my $ana = Relevo::Api->agent($w, 'shop', 'ana', 'agent');
my $super = Relevo::Api->agent($w, 'shop', 'sue', 'supervisor');


sub health { return ($_[0] // $op)->get('/api/v1/system/health') }

# {name => state} of the components
sub states {
    my $r = health(@_);
    return { map { $_->{name} => $_->{state} } @{ $r->{json}{components} // [] } };
}

sub turns {
    my ($name, $state, $what) = @_;
    my $s = {};
    ok((wait_for { $s = states(); ($s->{$name} // '') eq $state } 30), $what)
        or diag explain $s;
}


subtest 'all is well' => sub {
    ok((wait_for { my $s = states(); keys %$s == 9 && !grep { $_ ne 'ok' } values %$s } 60),
        'nine components, all ok') or diag explain health()->{json};
    my $h = health()->{json};
    is($h->{state}, 'ok', 'together');
    is($h->{scope}, 'installation', 'the operator sees the installation');
    is(health()->{headers}{'cache-control'}, 'no-store', 'not to be kept');
    is(scalar @{ $h->{workers} }, scalar(grep { $_->{state} eq 'ok' } @{ $h->{workers} }),
        'each worker by itself');
    my $n = 0;
    $n += $_->{partitions} for @{ $h->{workers} };
    is($n, $w->pg->value('select count(*) from core.partition_lease'), 'who have all partitions');
    cmp_ok($h->{rates}{api}{requests}, '>', 0, 'requests are counted');
    is_deeply([sort keys %{ $h->{latency} }], [qw(enqueue reply webhook)], 'latencies');
    is($h->{backlog}{$_}, 0, "no $_") for qw(outbox media dead_letters turns timers);
    like((grep { $_->{name} eq 'redis' } @{ $h->{components} })[0]{detail}, qr/fsync/,
        'the durability row');
};

subtest 'who may see it' => sub {
    is(health($ana)->{status}, 403, 'no agent');
    is(Relevo::Api->new($w)->get('/api/v1/system/health')->{status}, 401, 'nobody unknown');
    for ($key, $super) {
        my $h = health($_)->{json};
        is($h->{scope}, 'tenant', 'a tenant');
        is_deeply([grep { exists $h->{$_} } qw(rates latency workers redis live_clients)], [],
            'without the numbers of others');
        is_deeply([map { sort keys %$_ } @{ $h->{components} }], [map { qw(name state) } 1 .. 9],
            'states, no details');
        is_deeply([sort keys %{ $h->{backlog} }], [qw(at dead_letters media outbox)],
            'its own backlog');
    }
    $w->pg->do(q{insert into core.dead_letter (tenant_id, reason) values ($1, 'x')}, $key->{tenant});
    ok((wait_for { health($key)->{json}{backlog}{dead_letters} == 1 } 10), 'which is counted');
    my $other = Relevo::Api->key($w, 'other', '*');
    is(health($other)->{json}{backlog}{dead_letters}, 0, 'and nobody else\'s');
    is(health()->{json}{backlog}{dead_letters}, 1, 'but the operator\'s');
    is($w->http(POST => '/api/v1/system/health')->{status}, 405, 'to be read only');
};

subtest 'what was answered counts' => sub {
    my $before = health()->{json}{rates}{webhooks}{refused};
    $w->http(POST => '/webhooks/whatsapp', body => '{}', headers => { 'Content-Type' => 'application/json' });
    cmp_ok(health()->{json}{rates}{webhooks}{refused}, '>', $before, 'a refused webhook');
};

subtest 'clamd' => sub {
    kill 9, $clam;
    waitpid $clam, 0;
    turns(clamd => 'down', 'is killed');
    is(health()->{json}{state}, 'down', 'and so is the whole');
    $clam = clamd_start();
    turns(clamd => 'ok', 'is back');
};

subtest 'the object store' => sub {
    rename $store, "$store.away" if -d $store;
    open my $out, '>', $store or die "$store: $!";
    close $out;
    turns(store => 'down', 'its folder is gone');
    unlink $store;
    rename "$store.away", $store if -d "$store.away";
    turns(store => 'ok', 'is back');
};

subtest 'the decoder' => sub {
    unlink $decoder;
    turns(decoder => 'down', 'is gone');
    decoder_there();
    turns(decoder => 'ok', 'is back');
};

subtest 'a model' => sub {
    my $report = $w->redis->hash('relevo:stats');
    my ($who) = sort keys %$report;
    # as a worker says it; which is written anew once a second
    my $seen = wait_for {
        my $r = decode_json($w->redis->hash('relevo:stats')->{$who});
        $r->{breakers}{"$key->{tenant} main gpt"} = 'open';
        $w->redis->cmd('HSET', 'relevo:stats', 'x:1:1', encode_json($r));
        states($key)->{models} eq 'degraded';
    } 10;
    ok($seen, 'an open breaker');
    is_deeply([map { "$_->{name} $_->{model} $_->{state}" } @{ health($key)->{json}{providers} }],
        ['main gpt open'], 'of the tenant');
    my $other = Relevo::Api->key($w, 'other', '*');
    is_deeply(health($other)->{json}{providers}, [], 'of nobody else');
    is(scalar @{ health()->{json}{providers} }, 1, 'which the operator sees');
    $w->redis->cmd('HDEL', 'relevo:stats', 'x:1:1');
    turns(models => 'ok', 'is well again');
};

sub slurp { local (@ARGV, $/) = $_[0]; chomp(my $text = <>); return $text }

subtest 'a channel account' => sub {
    my $demo = Relevo::Api->key($w, 'demo', '*');
    $w->graph->rules({ path => '/', action => 'error', code => 190, status => 401, count => 0 });
    is($w->webhook(wa_text('hola'))->{status}, 200, 'somebody writes');
    turns(channels => 'degraded', 'its token has expired: it is left alone');
    is(health()->{json}{state}, 'degraded', 'which impairs the whole');
    my ($c) = @{ health($demo)->{json}{channels} };
    is("$c->{channel} $c->{state} $c->{why}", 'whatsapp open paused', 'who uses it sees why');
    is($c->{tenant}, $demo->{tenant}, 'it is theirs');
    like($w->http(GET => '/metrics')->{body}, qr/^relevo_worker_circuits_open(?:\{.*\})? 1$/m,
        'a figure of it');
    is_deeply(health($key)->{json}{channels}, [], 'nobody else');
    is(states($key)->{channels}, 'ok', 'for whom all is well');
    $w->graph->rules;
    my $r = $demo->put("/api/v1/channel-accounts/whatsapp/$c->{account}", {
        credential => slurp($w->secret_file('whatsapp_token')) });
    is($r->{status}, 200, 'a new token is set') or diag $r->{body};
    turns(channels => 'ok', 'a new token: it is tried at once, and well');
};

subtest 'the worker' => sub {
    $w->kill9(worker => all => 1);
    turns(worker => 'down', 'is killed');
    turns($_ => 'unknown', "nobody knows of $_") for qw(decoder store clamd models channels);
    # a child that saw its master die has drained, and said so a moment ago
    ok((wait_for { grep { $_->{state} eq 'down' } @{ health()->{json}{workers} } } 30),
        'and is listed as gone');
    $w->start('worker');
    turns(worker => 'ok', 'is back');
    turns(store => 'ok', 'and tells');
};

subtest 'Redis' => sub {
    $w->stop('redis');
    turns(redis => 'down', 'is gone');
    my ($from, $r) = (time, health());
    in_time(time - $from, 5, 'the answer does not wait for it');
    is(states()->{store}, 'unknown', 'what workers say is not heard');
    is(states()->{worker}, 'ok', 'their leases are PostgreSQL\'s');
    is(health()->{json}{rates}{worker}, undef, 'no number is made up');
    $w->start('redis');
    turns(redis => 'ok', 'is back');
    turns(store => 'ok', 'and workers are heard');
};

subtest 'PostgreSQL' => sub {
    $w->stop('postgres');
    my $r;
    ok((wait_for { $r = health(); $r->{status} == 503 } 20), 'is gone: 503');
    is_deeply({ map { $_->{path} => $_->{code} } @{ $r->{json}{errors} } },
        { 'components.nginx' => 'ok', 'components.redis' => 'ok', 'components.postgres' => 'down' },
        'with what is known without it');
    $w->start('postgres');
    turns(postgres => 'ok', 'is back');
};

kill 9, $clam;
waitpid $clam, 0;
$clam = 0;
Relevo::World->finish;
