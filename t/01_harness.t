# The harness itself: a world starts quickly, its parts can be killed, frozen
# and started again, the clients tell the truth, and nothing is left behind.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

Relevo::World->new(parts => ['postgres'])->destroy;      # makes the template

my $w;
my $seconds = elapsed {
    $w = Relevo::World->new(parts => [qw(redis postgres)]);
};
diag(sprintf 'a world with Redis and PostgreSQL: %.2f s', $seconds);
in_time($seconds, 5, 'a world starts in a moment');

subtest 'Redis' => sub {
    my $r = $w->redis;
    is_deeply($r->hash('relevo:meta'), { partitions => 16, format => 1,
        endpoints => '0' x 32 }, 'relevo:meta is there');
    is(($r->cmd(qw(CONFIG GET appendfsync)))->[1], 'always', 'fsync always');

    my $id = $r->cmd('XADD', 'relevo:{3}:in', '*', 'r', "a\0\r\nb");
    is_deeply([$r->stream('relevo:{3}:in')], [[$id, { r => "a\0\r\nb" }]],
        'bytes survive');

    my ($value, $error) = $r->try('NOSUCH');
    like($error, qr/unknown command/, 'errors are told');

    my $anonymous = Relevo::Redis->new($w->socket('redis.sock'));
    (undef, $error) = $anonymous->try('PING');
    like($error, qr/NOAUTH/, 'the default user is off');

    my $web = Relevo::Redis->new($w->socket('redis.sock'),
        user => 'relevo_web', password => $w->secret('redis_web'));
    like($web->cmd('XADD', 'relevo:{0}:in', '*', 'r', 'x'), qr/-/,
        'nginx may append');
    for my $forbidden (['XRANGE', 'relevo:{0}:in', '-', '+'],
                       ['DEL', 'relevo:{0}:in'], ['FLUSHALL'],
                       ['CONFIG', 'SET', 'appendfsync', 'no'],
                       ['XADD', 'relevo:meta', '*', 'e', 'x'],
                       ['XTRIM', 'relevo:{0}:in', 'MAXLEN', 0]) {
        (undef, $error) = $web->try(@$forbidden);
        like($error, qr/NOPERM/, "nginx may not " . join " ", @$forbidden);
    }
};

subtest 'PostgreSQL' => sub {
    my $pg = $w->pg;
    is($pg->value('select 1 + 1'), 2, 'a number');
    is($pg->value('select $1::text', "it's \\ \$1 ñ"), "it's \\ \$1 ñ",
        'a parameter');
    is_deeply($pg->value(q(select '{"a":[1,null]}'::jsonb)),
        { a => [1, undef] }, 'json');
    is($pg->value('select null'), undef, 'null');
    is_deeply([$pg->rows('select * from (values (1, null), (2, $1)) v(a, b)',
        'x')], [{ a => 1, b => undef }, { a => 2, b => 'x' }], 'rows');
    is($pg->try('select 1/0'), '22012', 'the SQLSTATE of an error');
    is($pg->try('select 1'), '', 'and none without');
    is($pg->value("select 'after'"), 'after', 'the connection survives');
};

subtest 'life and death' => sub {
    my ($id) = ($w->redis->cmd('XADD', 'relevo:{1}:in', '*', 'r', 'kept'));
    $w->kill9('redis')->start('redis');
    is(($w->redis->stream('relevo:{1}:in'))[-1][0], $id,
        'Redis killed: the entry was fsynced');

    $w->pg->do('create table kept (n int); insert into kept values (7)');
    $w->kill9('postgres')->start('postgres');
    is($w->pg->value('select n from kept'), 7, 'PostgreSQL killed: kept');

    ok($w->freeze('redis'), 'Redis frozen');
    my $slow = eval { Relevo::Redis->new($w->socket('redis.sock'),
        timeout => 0.2, user => 'x', password => 'y') };
    like($@, qr/no answer/, 'it does not answer');
    $w->thaw('redis');
    is($w->redis->cmd('PING'), 'PONG', 'thawed: it does');

    $w->restart('redis', 'postgres');
    is($w->redis->cmd('PING') . $w->pg->value('select 1'), 'PONG1',
        'restarted');
};

subtest 'payloads' => sub {
    my $body = wa_body({ account => '1' }, wa_text("ma\x{f1}ana", id => 'x'),
        wa_status('o', 'sent', account => '2'), wa_text('b', id => 'y'));
    unlike($body, qr/[^ -~]/, 'ASCII only');
    like($body, qr/ma\\u00f1ana/, 'escaped as the provider does');
    my $json = JSON::PP->new->decode($body);
    is(scalar @{ $json->{entry} }, 2, 'one change per account');
    is(scalar @{ $json->{entry}[0]{changes}[0]{value}{messages} }, 2,
        'updates of one account together');
};

subtest 'the logs are read' => sub {
    my $dirty = Relevo::World->new(parts => [], stopped => 1);
    $dirty->write_file('logs/x.log', "ok\n2026 [alert] 1#1: worker died\n"
        . "==1==ERROR: AddressSanitizer: heap-use-after-free\n");
    is(scalar Relevo::World::Logs::dirt($dirty->dir), 2, 'dirt is found');
    is(scalar Relevo::World::Logs::dirt($dirty->dir, qr/worker died/), 1,
        'what was expected is not');
    $dirty->write_file('logs/x.log', '');
};

# The same random numbers twice: another test that draws what we have.
subtest 'a port is ours before anybody listens there' => sub {
    srand 7;
    my $ours = Relevo::World::free_port();
    srand 7;
    isnt(Relevo::World::free_port(), $ours, 'nobody else gets it');
    my $draw = 'use Relevo::World; srand 7; print Relevo::World::free_port(); $Relevo::World::finished = 1';
    isnt(scalar qx($^X -I"$FindBin::Bin/lib" -e '$draw' 2>/dev/null), $ours, 'in another process neither');
    srand;
};

subtest 'nothing is left behind' => sub {
    my $script = 'use Relevo::World; $w = Relevo::World->new(parts => '
        . '[qw(redis postgres)]); print $w->dir, " ", $w->pid("redis"), " ",'
        . ' $w->pid("postgres"), "\n"; ';
    for my $case (['die', 'die "on purpose"'], ['exit', 'exit 3'],
                  ['kill -9', 'kill KILL => $$']) {
        my ($name, $code) = @$case;
        my $out = qx($^X -I"$FindBin::Bin/lib" -e '$script $code' 2>/dev/null);
        my ($dir, @pids) = split ' ', $out;
        ok(@pids == 2 && (wait_for { !grep { kill 0, $_ } @pids } 15),
            "$name: no process");
        ok(!-e $dir, "$name: no folder") if $name ne 'kill -9';
        File::Path::remove_tree($dir) if $dir =~ m{/relevo-\w+$};
    }
};

Relevo::World->finish;
