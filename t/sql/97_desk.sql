-- The desk: rows that follow what happens, what has been read, who looks,
-- words, hours.
\ir helpers.psql
select plan(55);
create function pg_temp.row(p_conv uuid) returns core.inbox
language sql as $$ select i from core.inbox i where conversation_id = p_conv $$;

set role relevo_worker;
select pg_temp.adm('1-0', 1, pg_temp.msg('100', 'a', '[["wa_id", "1"]]',
    'hola')) \g /dev/null
select pg_temp.conv('wa_id', '1') as c \gset
select (core.agent_save(:'ta', null, '{"email": "ana@x.test",
    "name": "Ana"}')) #>> '{agent,id}' as ana \gset

-- rows ---------------------------------------------------------------------
select is(pg_temp.row(:'c'), null, 'the bot''s conversations have no row');
select core.handoff_start(:'ta', :'c', '{"kind": "api"}',
    '{"priority": "high", "sentiment": "angry"}') \g /dev/null
select is((pg_temp.row(:'c')).state, 'pending_handoff', 'what waits has');
select is((pg_temp.row(:'c')).rank, 1::smallint, 'its priority');
select is((pg_temp.row(:'c')).sentiment, 'angry', 'the mood');
select is((pg_temp.row(:'c')).due, 'assignment', 'what is due');
select ok((pg_temp.row(:'c')).due_ms between core.ms(now())
    and core.ms(now()) + 3600000, 'and when');
select ok((pg_temp.row(:'c')).waiting_ms <= core.ms(clock_timestamp()),
    'since when it waits');
select is((pg_temp.row(:'c')).latest, -(pg_temp.row(:'c')).active_ms,
    'the latest first');
select core.ticket_set(:'ta', (select id from core.ticket
    where conversation_id = :'c'), '{"priority": "urgent"}', null,
    '{"kind": "api"}') \g /dev/null
select is((pg_temp.row(:'c')).urgency / 100000000000000, 0::bigint,
    'another priority is another place');
select core.handoff_claim(:'ta', :'c', jsonb_build_object('kind', 'agent',
    'id', :'ana')) \g /dev/null
select is((pg_temp.row(:'c')).agent_id, :'ana'::uuid, 'whose it is');
select is((pg_temp.row(:'c')).due, 'first_response', 'an answer is due');
select ok((pg_temp.row(:'c')).waiting_ms < core.nobody_ms(),
    'the customer waits still');
select core.agent_message(:'ta', :'c', :'ana', '{"text": "Hola."}')
    \g /dev/null
select is((pg_temp.row(:'c')).waiting_ms, core.nobody_ms(),
    'until somebody has answered');
select is((pg_temp.row(:'c')).due, 'resolution', 'the next thing is due');
select is((select seq from core.read_mark where agent_id = :'ana'),
    1::bigint, 'who answers has read');
update core.inbox set active_ms = 1 where conversation_id = :'c';
select pg_temp.adm('2-0', 1, pg_temp.msg('100', 'b', '[["wa_id", "1"]]',
    'gracias')) \g /dev/null
select ok((pg_temp.row(:'c')).active_ms > 1, 'a message moves it');
select ok((pg_temp.row(:'c')).waiting_ms < core.nobody_ms(),
    'and its writer waits');
select core.handoff_resolve(:'ta', :'c', jsonb_build_object('kind', 'agent',
    'id', :'ana'), 'done', null) \g /dev/null
select is((pg_temp.row(:'c')).state, 'resolved', 'over');
select is((pg_temp.row(:'c')).agent_id, :'ana'::uuid, 'whose it was');
select is((pg_temp.row(:'c')).due_ms, core.nobody_ms(), 'nothing is due');
select core.move(:'ta', :'c', 'bot', 'x') \g /dev/null
select is(pg_temp.row(:'c'), null, 'the bot''s again');
select is((select array_agg(distinct kind order by kind)
    from core.conversation_log where conversation_id = :'c'),
    '{assigned,claimed,priority,state,ticket,unassigned}'::text[],
    'all of it is on record');
select is((select count(*) from core.conversation_log
    where conversation_id = :'c' and kind = 'state'), 4::bigint,
    'each move once');

-- reading, looking ----------------------------------------------------------
select is(core.read_mark(:'ta', :'ana', :'c', 2), 2::bigint, 'read on');
select is(core.read_mark(:'ta', :'ana', :'c', 1), null, 'never back');
select core.take_events() \g /dev/null
select core.viewing_set(:'ta', :'c', :'ana', true, false) \g /dev/null
select ok(core.take_events() like '%conversation.viewing%', 'she looks');
select core.viewing_set(:'ta', :'c', :'ana', true, false) \g /dev/null
select is(core.take_events(), null, 'said again it is no news');
select core.viewing_set(:'ta', :'c', :'ana', false, false) \g /dev/null
select is(core.viewers(:'ta', :'c'), '[]'::jsonb, 'gone');
select is(core.receipt_due(:'ta', :'c'), null,
    'nobody types where nobody has it');
select core.read_show(:'ta', :'c', :'ana', 2) \g /dev/null
select is((select count(*) from core.timer where kind = 'read'), 0::bigint,
    'nor is anything marked as read');
select core.handoff_start(:'ta', :'c', '{"kind": "api"}', '{}'),
    core.handoff_claim(:'ta', :'c', jsonb_build_object('kind', 'agent',
    'id', :'ana')) \g /dev/null
select core.read_show(:'ta', :'c', :'ana', 1), core.read_show(:'ta', :'c',
    core.uuid7(), 2) \g /dev/null
select is((select array_agg(ref) from core.timer where kind = 'read'),
    array[:'c' || ' 1'], 'what its agent reads is, and of others nothing');
select is(core.receipt_due(:'ta', :'c', 1) - 'partition' - 'message',
    '{"channel": "whatsapp", "account": "100", "sender": "1", "typing":
    false}', 'as a sign of the channel, which does not say that they type');
select is((core.receipt_due(:'ta', :'c', 1) ->> 'message')
    <> (core.receipt_due(:'ta', :'c') ->> 'message'), true,
    'for the message that was read, not the last');
delete from core.timer where kind = 'read';

-- words ---------------------------------------------------------------------
select is(core.search_words('ORD-1234, ana@x.test!'), 'ORD 1234 ana x test ',
    'letters and digits');
select is(core.search_query('Envío'), $$'envio':*$$::tsquery,
    'no accents, a beginning');
select is(core.search_query('el envío a'), $$'el' & 'envio' & 'a'$$::tsquery,
    'a short one is no beginning');
select is(core.search_query(' - '), null, 'no word');
select ok(core.search_pass(:'ta', 100) >= 3, 'messages, contact, ticket');
select is(core.search_pass(:'ta', 100), 0::bigint, 'once');

update core.search_mark set upto = '00000000-0000-0000-0000-000000000000';
delete from core.search_doc;
select is(core.search_round(), false, 'all tenants had their turn');
update core.meta set value = to_jsonb('ffffffff-ffff-ffff-ffff-ffffffffffff'
    ::text) where key = 'search';
delete from core.search_doc;
update core.search_mark set upto = '00000000-0000-0000-0000-000000000000';
select is(core.search_round(), false, 'after the last comes the first');
select ok(exists (select from core.search_doc where tenant_id = :'ta'),
    'and their words');

-- hours ---------------------------------------------------------------------
select is(core.seconds_bound(61), '300', 'a bound');
select is(core.figures_pass(), false, 'the first pass only begins');
update core.meta set value = to_jsonb(now() - interval '3 days')
    where key = 'figures';
select ok(core.figures_pass(), 'behind: there is more');
select ok((select (value #>> '{}')::timestamptz from core.meta
    where key = 'figures') >= now() - interval '3 days' + interval '59 min',
    'a quiet hour at once');
select core.figures_add(now() - interval '1 hour', now() + interval '1 hour')
    \g /dev/null
select is((select n from core.rollup where tenant_id = :'ta'
    and metric = 'message' and key = 'in'), 2::bigint, 'messages by the hour');
set local timezone = 'Asia/Kolkata';
select core.figures_add(now() - interval '1 hour', now() + interval '1 hour')
    \g /dev/null
select is((select count(*) from core.rollup
    where extract(minute from hour at time zone 'UTC') <> 0), 0::bigint,
    'hours are those of UTC, wherever the server is');
set local timezone = 'UTC';
-- how many conversations there are ------------------------------------------
reset role;
create function pg_temp.older(p_like uuid, p_ago interval) returns void
language sql as $$
    with n as (insert into core.contact (tenant_id, id, account_id)
        select tenant_id, core.uuid7(), account_id from core.conversation
        where id = p_like returning *)
    insert into core.conversation (tenant_id, id, account_id, contact_id,
            partition)
        select tenant_id, (left(core.uuid7_floor(now() - p_ago)::text, 14)
            || substr(gen_random_uuid()::text, 15))::uuid, account_id, id, 3
        from n
$$;
select pg_temp.older(:'c', x) from (values (interval '1 hour'),
    (interval '2 hours'), (interval '1 minute')) t(x) \g /dev/null
select count(*) as n from core.conversation where tenant_id = :'ta' \gset
select is(core.conversation_count(:'ta', 1000), :n::bigint, 'counted');
select core.conversation_tally_pass() \g /dev/null
select is((select conversations from core.conversation_tally
    where tenant_id = :'ta'), 2::bigint, 'what is old is counted for good');
select is(core.conversation_count(:'ta', 1000), :n::bigint, 'with the rest');
select is(core.conversation_count(:'ta', 2), 2::bigint, 'and no further');
select pg_temp.older(:'c', interval '1 second') \g /dev/null
select is(core.conversation_count(:'ta', 1000), :n + 1::bigint, 'a new one');
update core.conversation_tally set upto = core.uuid7_floor(now()
    - interval '90 minutes'), conversations = 1 where tenant_id = :'ta';
select core.conversation_tally_pass() \g /dev/null
select is((select conversations from core.conversation_tally
    where tenant_id = :'ta'), 2::bigint, 'the next pass adds what it passes');
select is(core.conversation_count('00000000-0000-0000-0000-000000000000', 9),
    0::bigint, 'of another tenant none');

select * from finish();
rollback;
