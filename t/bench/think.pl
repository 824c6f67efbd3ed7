# think - the whole path with a model that takes a second to answer.
#
#   ./build.sh bench think [SECONDS] [TEXT]
#
# 10,000 messages a minute, spread evenly over 16 accounts, each of a customer
# of its own, with the default burst window (1 s): from the moment nginx has
# the webhook to the moment the Graph API's answer is in PostgreSQL.  The
# cache of answers is off, so that every message asks the model.

use strict;
use warnings;

use JSON::PP;
use Time::HiRes qw(time sleep);
use Test::More ();

use Cpu;
use Relevo::Wait;
use Relevo::World;

my $SECONDS = shift(@ARGV) // 60;
my $RATE = 10_000 / 60;
my $COUNT = int($SECONDS * $RATE);
my $ACCOUNTS = 16;
my $BAR = 2000;
# Something the knowledge holds; what it does not hold costs four times as much
# in PostgreSQL, because the other languages are searched too.
my $TEXT = shift(@ARGV) // '¿Cuánto cuesta el envío y cuándo llega?';
my $BUILD = $Relevo::World::BUILD;

# not a lexical: when this file dies, closing it would wait for the model
my $model_pid = open our $MODEL, '-|', "$BUILD/bench/slow_model", '--wait-ms', 1000 or die "slow_model: $!\n";
END { kill TERM => $model_pid if $model_pid }
chomp(my $port = <$MODEL>);

my $w = Relevo::World->new(binary => "$BUILD/relevo", graph_binary => "$BUILD/bench/fake_graph",
    graph => ['--status', 'sent'], nginx => { workers => 1 }, stopped => 1,
    postgres_args => [qw(-c shared_buffers=256MB -c max_wal_size=4GB)], redis_memory => '1gb',
    set => { 'worker.processes' => 2, 'log.level' => 'warn', 'cache.ttl' => 0,
        'provider.kind' => 'openai', 'provider.model' => 'bench', 'provider.auth' => 'none',
        'provider.base_url' => "http://127.0.0.1:$port/v1", 'whatsapp.number_rate' => 1000 });
$w->start(@{ $w->{parts} });

my $tenant = $w->pg->value(q{select tenant_id from core.tenant where slug = 'demo'});
my @accounts = map { 106500009000 . $_ } 1 .. $ACCOUNTS;
$w->pg->value('select core.account_add($1::uuid, $2, $3, $3)', $tenant, 'whatsapp', $_) for @accounts;

load(320);                                      # connections, statements, the planner
$w->pg->do('vacuum analyze');
my $from = $w->pg->value('select now()');
my %cpu = map { $_ => Cpu::seconds($w->pid($_)) } qw(nginx redis worker postgres graph);

my $begin = time;
load($COUNT);
my $took = time - $begin;
my %now = map { $_ => Cpu::seconds($w->pid($_)) } keys %cpu;      # before our own questions

show();
Test::More->builder->no_ending(1);
Relevo::World->over;


sub sent { return $w->pg->value(q{select count(*) from core.outbox where state = 'sent'}) }


# Waits until everything is delivered.
sub load {
    my ($count) = @_;

    my ($at) = $w->url =~ /:(\d+)$/;
    my $before = sent();
    open my $out, '-|', "$BUILD/bench/loadgen", '--port', $at, '--channel', 'whatsapp',
        '--secret-file', $w->secret_file('whatsapp_app'), '--accounts', join(',', @accounts),
        '--count', $count, '--connections', 16, '--contacts', int($count / $ACCOUNTS) + 1, '--rate', int($RATE + 0.5),
        '--text', $TEXT or die "loadgen: $!\n";
    my $result = join '', <$out>;
    close $out or die "loadgen: $result\n";
    wait_until { sleep 0.1; sent() >= $before + $count } 120, 'all to be delivered';
    return;
}


sub show {
    $w->pg->do('vacuum analyze');
    my $r = $w->pg->row(q{with t as (
            select o.closed_at - m.received_at as ms, m.created_at - m.received_at as admitted,
                t.started_at - m.created_at as begun, o.inflight_at - t.started_at as turn,
                (t.decision -> 'think' ->> 'ms')::float8 * interval '1 ms' as model,
                o.closed_at - o.inflight_at as sent, t.reason = 'model' as by_model
            from core.message m join core.turn t on t.tenant_id = m.tenant_id
                and t.conversation_id = m.conversation_id and m.seq between t.from_seq and t.to_seq
            join core.message a on a.tenant_id = m.tenant_id and a.conversation_id = m.conversation_id
                and a.direction = 'out' and a.seq = t.to_seq
            join core.outbox o on o.tenant_id = a.tenant_id and o.id = a.id
            where m.direction = 'in' and m.received_at >= $1::timestamptz
        ), s as (
            select s.name, 1000 * extract(epoch from percentile_cont(0.5) within group (order by s.took)) as p50,
                1000 * extract(epoch from percentile_cont(0.95) within group (order by s.took)) as p95,
                1000 * extract(epoch from percentile_cont(0.99) within group (order by s.took)) as p99,
                1000 * extract(epoch from max(s.took)) as max
            from t cross join lateral (values ('all', ms), ('admitted', admitted), ('begun', begun),
                ('turn', turn), ('model', model), ('sent', sent)) s(name, took) group by 1)
        select count(*) as n, count(*) filter (where by_model) as model,
            (select json_object_agg(name, s) from s) as took from t}, $from);

    printf "%d messages in %.0f s (%.0f a minute), %d answered by the model\n",
        $r->{n}, $took, $r->{n} / $took * 60, $r->{model};
    my $all = $r->{took}{all};
    printf "webhook -> sent: p50 %.0f ms   p95 %.0f ms (bar %d, %.2f of it)   p99 %.0f ms   most %.0f ms\n",
        @$all{qw(p50 p95)}, $BAR, $all->{p95} / $BAR, @$all{qw(p99 max)};
    printf "ms, p50 and p95: %s\n", join '; ', map { sprintf '%s %.0f, %.0f', $_->[1], @{ $r->{took}{$_->[0]} }{qw(p50 p95)} }
        [admitted => 'to be admitted'], [begun => 'to begin'], [turn => 'search, model, window, commit'],
        [model => 'the model alone'], [sent => 'to be sent'];
    printf "CPU of a core: %s\n", join ', ', map { sprintf '%s %.0f %%', $_, 100 * ($now{$_} - $cpu{$_}) / $took }
        sort keys %cpu;
    return;
}

1;
