# What grows by itself is forgotten in time, and not before; the months to
# come are made by a worker that may not create a table.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Wait;
use Relevo::World;

my $NOBODY = '00000000-0000-0000-0000-000000000000';

my $w = Relevo::World->new(parts => [qw(redis postgres worker)], stopped => 1,
    set => { 'worker.processes' => 1, 'retention.batch' => 2,
             'retention.interval' => '200ms', 'retention.outbox_days' => 30,
             'retention.turn_days' => 90, 'retention.dead_letter_days' => 60,
             'retention.ticket_days' => 200 });
$w->start(qw(redis postgres));
my $pg = $w->pg;


# rows of these ages in days; each says its age in a column of text
sub seed {
    my ($sql, @days) = @_;
    $pg->do($sql, '{' . join(',', @days) . '}');
}

seed(q{insert into core.seen (tenant_id, key, at)
    select t.tenant_id, gen_random_uuid(), now() - make_interval(days => d)
      from core.tenant t, unnest($1::int[]) d where t.slug = 'operator'},
    1, 13, 15, 16, 17, 18, 400);
seed(q{insert into core.kb_document (tenant_id, language, name, digest, active, replaced_at)
    select tenant_id, 'en', 'old' || d, 'x', false, now() - make_interval(days => d)
    from core.tenant, unnest(array[29, 31]) d where slug = 'demo'});
seed(q{insert into core.strike (kind, ref, partition, count, at)
    select 'turn', d::text, 0, 1, now() - make_interval(days => d)
      from unnest($1::int[]) d}, 1, 13, 15, 400);
seed(q{insert into core.turn (tenant_id, conversation_id, from_seq, to_seq,
        epoch, fence, worker, outcome, reason, ended_at)
    select t.tenant_id, gen_random_uuid(), 1, 1, 0, 0, 'w', 'ok', d::text,
           now() - make_interval(days => d)
      from core.tenant t, unnest($1::int[]) d where t.slug = 'operator'},
    1, 89, 91, 92, 93, 400);
seed(q{insert into core.dead_letter (tenant_id, id, reason, at)
    select t.tenant_id, core.uuid7_floor(now() - make_interval(days => d)),
           d::text, now() - make_interval(days => d)
      from core.tenant t, unnest($1::int[]) d where t.slug = 'operator'},
    1, 59, 61, 62, 400);
seed(q{insert into core.media (tenant_id, id, conversation_id, message_id, seq, ord,
        partition, channel, account, kind, source, name, deadline_at)
    select t.tenant_id, core.uuid7_floor(now() - make_interval(days => d)),
           gen_random_uuid(), gen_random_uuid(), 1, 0, 99, 'x', 'x', 'image', '{}',
           d::text, now()
      from core.tenant t, unnest($1::int[]) d where t.slug = 'operator'},
    1, 89, 91, 400);
seed(q{insert into core.notification (tenant_id, id, event, priority, payload)
    select t.tenant_id, core.uuid7_floor(now() - make_interval(days => d)),
           d::text, 'low', '{}'
      from core.tenant t, unnest($1::int[]) d where t.slug = 'operator'},
    1, 29, 31, 400);
seed(q{insert into core.conversation_log (tenant_id, conversation_id, seq, kind, at)
    select t.tenant_id, gen_random_uuid(), d, 'state', now() - make_interval(days => d)
      from core.tenant t, unnest($1::int[]) d where t.slug = 'operator'}, 1, 199, 201, 400);
$pg->do(q{insert into core.idempotency (tenant_id, key, who, fn, hash, created_at)
    select tenant_id, h || 'h', 'w', 'f', 'h', now() - make_interval(hours => h)
      from core.tenant, unnest(array[23, 25]) h where slug = 'operator'});
for my $state (qw(sent failed cancelled unknown pending ambiguous)) {
    my $closed = $state =~ /pending|ambiguous/ ? 'null'
        : 'now() - make_interval(days => d)';
    seed(qq{insert into core.outbox (tenant_id, id, partition, queue, ord, kind,
            origin, policy, state, payload, created_at, closed_at, error)
        select t.tenant_id, overlay(core.uuid7_floor(now()
                   - make_interval(days => d))::text placing
                   substr(gen_random_uuid()::text, 25) from 25)::uuid,
               -- far from what is due: no worker owns it
               99, 'x:$state:' || d, 1, 'message', 'bot', 'at_least_once',
               '$state', '{}', now() - make_interval(days => d), $closed, d::text
          from core.tenant t, unnest(\$1::int[]) d where t.slug = 'operator'},
        1, 29, 31, 400);
}

# tickets: closed ones with all that hangs on them, and one that is only old
$pg->do(q{with a as (select core.account_add(tenant_id, 'webchat', 'old', 'old') as v, tenant_id
            from core.tenant where slug = 'demo') select count(v) from a});
$pg->do(q{with c as (insert into core.contact (tenant_id, id, account_id)
        select tenant_id, core.uuid7(), id from core.account where account = 'old'
        returning tenant_id, id, account_id),
    v as (insert into core.conversation (tenant_id, id, account_id, contact_id, partition, state)
        select tenant_id, id, account_id, id, 99, 'resolved' from c returning tenant_id, id),
    g as (insert into core.agent (tenant_id, email, name) select tenant_id, 'o@x.test', 'o' from v
        returning tenant_id, id),
    t as (insert into core.ticket (tenant_id, id, number, conversation_id, source_type, origin,
            subject, priority, category, reason, status, closed_at)
        select tenant_id, overlay(core.uuid7_floor(now() - make_interval(days => d))::text
                placing substr(gen_random_uuid()::text, 25) from 25)::uuid,
            'TKT-2020-' || d, id, 'chat', 'bot', 'x', 'low', 'other', 'x',
            case when d = 401 then 'resolved' else 'closed' end,
            case when d <> 401 then now() - make_interval(days => d) end
        from v, unnest(array[1, 199, 201, 400, 401]) d returning tenant_id, id, conversation_id, number),
    s as (insert into core.sla (tenant_id, ticket_id, kind, started_at, due_at)
        select tenant_id, id, 'resolution', now(), now() from t returning 1),
    h as (insert into core.assignment (tenant_id, conversation_id, ticket_id, agent_id, type, ended_at)
        select t.tenant_id, conversation_id, t.id, g.id, 'auto', now() from t, g returning 1),
    e as (insert into core.episode (tenant_id, conversation_id, episode, ticket_id, rating)
        select tenant_id, conversation_id, split_part(number, '-', 3)::int, id, 5 from t returning 1)
    select count(*) from s, h, e});

my $month = $pg->value(q{select 'message_' || to_char((now() at time zone 'UTC')
    + interval '2 months', 'YYYY_MM')});
$pg->do("drop table core.$month");

# what a machine that died has left behind, and no child has ever written
my $now = int(time) * 1000;
$w->redis->cmd('HSET', 'relevo:stats', 'gone:1:1', '{"at_ms":' . ($now - 601_000) . '}',
    'gone:2:2', '{"at_ms":1,"turns_ok":7}', 'junk:3:3', 'not even JSON',
    'quiet:1:1', '{"at_ms":' . ($now - 480_000) . '}');
$w->start('worker');


sub left {
    my ($what, $sql) = @_;
    return join ' ', map { $_->{d} }
        $pg->rows("select $sql as d from core.$what order by ($sql)::int");
}

# the oldest of all is in the last bite of its table or before
wait_until { $pg->value(q{select (select count(*) from core.seen) <= 2
    and (select count(*) from core.turn) <= 2 and (select count(*) from core.strike) <= 2
    and (select count(*) from core.dead_letter) <= 2
    and (select count(*) from core.ticket) <= 3
    and (select count(*) from core.notification) <= 2
    and (select count(*) from core.conversation_log where kind = 'state' and seq > 0
         and at < now() - interval '1 hour') <= 2
    and (select count(*) from core.idempotency) <= 1
    and (select count(*) from core.outbox where closed_at is not null) <= 8}) }
    30, 'the old rows to go';

is(left(seen => q{extract(day from now() - at)::int}), '1 13', 'keys within 14 days stay');
is(left(strike => 'ref'), '1 13', 'strikes too');
is(left(turn => 'reason'), '1 89', 'turns within retention.turn_days');
is(left(notification => 'event'), '1 29', 'notifications within retention.outbox_days');
is(left("conversation_log where at < now() - interval '1 hour'", 'seq'), '1 199',
    'the log of conversations within retention.ticket_days');
is($pg->value('select key from core.idempotency'), '23h', 'kept answers for a day');
is(left(dead_letter => 'reason'), '1 59', 'dead letters within retention.dead_letter_days');
is(left(ticket => q{split_part(number, '-', 3)}), '1 199 401',
    'closed tickets within retention.ticket_days, and what nobody has closed');
is($pg->value('select count(*) from core.sla') . $pg->value('select count(*) from core.assignment'),
    '33', 'with what hangs on them');
is($pg->value('select count(*) || sum(rating)::text || count(ticket_id) from core.episode'), '5253',
    'ratings stay');
for my $state (qw(sent failed cancelled unknown)) {
    is(left("outbox where state = '$state'", 'error'), '1 29',
        "$state outbox rows within retention.outbox_days");
}
for my $state (qw(pending ambiguous)) {
    is(left("outbox where state = '$state'", 'error'), '1 29 31 400',
        "$state ones stay however old");
}

ok((wait_for { $pg->value(q{select to_regclass('core.' || $1) is not null}, $month) } 10),
    'the month that was missing is made');
ok($pg->value(q{select relrowsecurity and relforcerowsecurity from pg_class
    where oid = ('core.' || $1)::regclass}, $month), 'behind row security');

my %stats;
wait_until {
    %stats = ();
    my $children = $w->redis->hash("relevo:stats");
    for my $line (values %$children) {
        $stats{$1} = $2 while $line =~ /"?(pruned\w*|months_made)"?[ :=]+(\d+)/g;
    }
    ($stats{pruned_outbox} // 0) >= 8;
} 10, 'the counters to be written';
ok((wait_for { !grep { /^(gone|junk)/ } @{ $w->redis->cmd(qw(HKEYS relevo:stats)) } } 10),
    'numbers of children that are gone have left relevo:stats');
is_deeply([sort { $a cmp $b } grep { /^quiet/ } @{ $w->redis->cmd(qw(HKEYS relevo:stats)) }],
    ['quiet:1:1'], 'others have not');
ok((wait_for { my $all = join '', values %{ $w->redis->hash('relevo:stats') };
    $all =~ /"stats_removed":3/ } 10), 'counted');

is_deeply(\%stats, { pruned => 5, pruned_outbox => 8, pruned_turns => 4,
    pruned_dead => 3, pruned_strikes => 2, pruned_documents => 1,
    pruned_media => 2, pruned_notifications => 2, pruned_tickets => 2,
    pruned_rest => 3, months_made => 1 },
    'all of it is counted');

# One that fails keeps nothing else from going; one that is too much goes in smaller bites.
$pg->do('alter function core.task_prune(int) rename to task_prune_gone');
$pg->do('alter function core.kb_prune(int, int) rename to kb_prune_whole');
$pg->do(q{create function core.kb_prune(p_days int, p_limit int) returns bigint language plpgsql as $$
    begin
        if p_limit > 1 then
            raise exception 'too long' using errcode = 'query_canceled';
        end if;
        return core.kb_prune_whole(p_days, p_limit);
    end $$});
$pg->do('grant execute on function core.kb_prune(int, int) to relevo_worker');
$pg->do(q{insert into core.kb_document (tenant_id, language, name, digest, active, replaced_at)
    select tenant_id, 'en', 'older' || d, 'x', false, now() - make_interval(days => d)
    from core.tenant, generate_series(41, 44) d where slug = 'demo'});
$pg->do(q{insert into core.conversation_log (tenant_id, conversation_id, seq, kind, at)
    select tenant_id, gen_random_uuid(), 500, 'state', now() - interval '500 days'
    from core.tenant where slug = 'operator'});
ok((wait_for { !$pg->value('select count(*) from core.conversation_log where seq = 500') } 10),
    'a call that fails keeps no other one from its work');
ok((wait_for { !$pg->value(q{select count(*) from core.kb_document where name like 'older%'}) } 20),
    'too many rows at once: fewer');
ok((wait_for { join('', values %{ $w->redis->hash('relevo:stats') }) =~ /"prune_failed":[1-9]/ } 10),
    'what fails is counted');


for my $bad (['dedup.keep_days=6', 7], ['retention.outbox_days=0', 1],
    ['retention.batch=0', 1])
{
    my ($set, $least) = @$bad;
    my $r = $w->cli('worker', '--set', $set);
    is($r->{status}, 2, "the worker does not start with $set");
    like($r->{err}, qr/is too small; use $least or more$/m, 'and says what to do');
}

Relevo::World->finish;
