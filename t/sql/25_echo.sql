-- Echoes of what left the account, and statuses that are watermarks.
\ir helpers.psql
select plan(25);
select core.account_add(:'ta', 'messenger', 'P1', 'A') \g /dev/null

create function pg_temp.pm(p_kind text, p_name text, p_psid text, p_text text,
    p_more jsonb default '{}') returns jsonb language sql as $$
    select jsonb_build_object('kind', p_kind, 'channel', 'messenger',
        'account', 'P1', 'key', md5(p_name), 'id', 'm_' || p_name, 'raw', 1,
        'contact', jsonb_build_object('ids', jsonb_build_array(
            jsonb_build_array('psid', p_psid)), 'name', null),
        'type', 'text', 'text', p_text, 'at_ms', core.ms(now()),
        'received_us', 1795219200000000, 'stream', '1-0') || p_more
$$;
create function pg_temp.mark(p_psid text, p_status text, p_at timestamptz)
returns jsonb language sql as $$
    select jsonb_build_object('kind', 'status', 'channel', 'messenger',
        'account', 'P1', 'status', p_status, 'at_ms', core.ms(p_at),
        'contact', jsonb_build_object('ids', jsonb_build_array(
            jsonb_build_array('psid', p_psid))))
$$;

set role relevo_worker;

-- a person has written on the phone
select pg_temp.adm('10-0', 1, pg_temp.pm('message', 'a', '7', 'hola'))
    \g /dev/null
select pg_temp.adm('11-0', 1, pg_temp.pm('echo', 'e1', '7', 'ya voy'),
    pg_temp.pm('echo', 'e1', '7', 'ya voy')) as r \gset
select is((:'r'::jsonb ->> 'duplicates')::int, 1, 'an echo counts once');
select is(:'r'::jsonb -> 'applied', '[]'::jsonb, 'nobody works on an echo');
select is((select count(*)::int from core.message where direction = 'out'
    and origin = 'agent' and text = 'ya voy' and provider_id = 'm_e1'
    and seq = 1 and status = 'sent' and raw = 'raw'), 1,
    'it is stored as a message of ours');
select is((select last_seq from core.conversation
    where id = pg_temp.conv('psid', '7')), 1::bigint, 'without a number');
select ok((:'r'::jsonb -> 'events')::text like '%agent%', 'and it is told');
select is((select count(*)::int from core.outbox), 0, 'nothing is sent');
select pg_temp.adm('12-0', 1, pg_temp.pm('echo', 'e2', '8', 'buenas'))
    \g /dev/null
select is((select state from core.conversation
    where id = pg_temp.conv('psid', '8')), 'human',
    'the first word may be ours: a person has it');
select is((select admitted - applied - duplicate - dead from core.tally
    where tenant_id = :'ta'), 0::bigint, 'law 2 adds up');

-- the echo of what we sent
select pg_temp.conv('psid', '7') as c7 \gset
select core.transition(:'ta', :'c7', 'bot', 'test') \g /dev/null
select pg_temp.com(pg_temp.turn(:'c7', 1, 1, '{uno,dos}')) \g /dev/null
select pg_temp.ob(:'c7', 1) as o1, pg_temp.ob(:'c7', 2) as o2 \gset
select is(pg_temp.st(:'o1'), 'inflight', 'the first part is under way');
select pg_temp.sen(pg_temp.res(:'o1', 'ambiguous')) \g /dev/null
select pg_temp.adm('13-0', 1, pg_temp.pm('echo', 'x1', '7', 'uno',
    jsonb_build_object('outbox', :'o1'))) as r \gset
select is(pg_temp.st(:'o1'), 'sent', 'its echo settles an ambiguous send');
select is((select provider_id from core.outbox where id = :'o1'), 'm_x1',
    'with the id of the provider');
select is(:'r'::jsonb #>> '{outbox,1,id}', :'o2', 'and the next part goes');
select is((select count(*)::int from core.message where provider_id = 'm_x1'
    and origin = 'agent'), 0, 'it is no message of its own');
select pg_temp.adm('14-0', 1, pg_temp.pm('echo', 'x2', '7', 'dos'))
    \g /dev/null
select is(pg_temp.st(:'o2'), 'sent',
    'without our id: the text of the head says whose it is');
select pg_temp.adm('15-0', 1, pg_temp.pm('echo', 'x2', '7', 'dos'))
    \g /dev/null
select is((select count(*)::int from core.message where direction = 'out'
    and origin = 'agent' and conversation_id = :'c7'), 1,
    'then the id of the provider does');
select is((select admitted - applied - duplicate - dead from core.tally
    where tenant_id = :'ta'), 0::bigint, 'law 2 still adds up');

-- watermarks
select pg_temp.adm('16-0', 1, pg_temp.mark('7', 'delivered',
    now() - interval '1 hour')) \g /dev/null
select is((select count(*)::int from core.message
    where status = 'delivered'), 0, 'a watermark before the messages');
select pg_temp.adm('17-0', 1, pg_temp.mark('7', 'read',
    clock_timestamp() + interval '1 second'),
    pg_temp.mark('8', 'read', clock_timestamp()),
    pg_temp.mark('9', 'read', clock_timestamp())) \g /dev/null
select is((select array_agg(status order by ord) from core.message
    where id in (:'o1', :'o2')), array['read', 'read'],
    'all that were sent until then are read');
select is((select status from core.message where provider_id = 'm_e2'),
    'sent', 'those of others are not');
select pg_temp.adm('18-0', 1, pg_temp.mark('7', 'delivered',
    clock_timestamp() + interval '1 second')) \g /dev/null
select is((select status from core.message where id = :'o1'), 'read',
    'a watermark never goes back');
select is((select unmatched from core.tally where tenant_id = :'ta'),
    0::bigint, 'one without a message is not unmatched');
select is((select admitted - applied - duplicate - dead from core.tally
    where tenant_id = :'ta'), 0::bigint, 'law 2 to the end');
select throws_ok($$ select pg_temp.adm('19-0', 1, jsonb_build_object('kind',
    'status', 'channel', 'messenger', 'account', 'P1', 'status', 'read')) $$,
    '22023', null, 'a status of nothing is refused');
select throws_ok($$ select pg_temp.adm('19-0', 1, jsonb_build_object('kind',
    'echo', 'channel', 'messenger', 'account', 'P1', 'key', md5('q'))) $$,
    '22023', null, 'an echo to nobody too');

-- what a status says beside its name
select pg_temp.adm('20-0', 1, jsonb_build_object('kind', 'status', 'channel',
    'messenger', 'account', 'P1', 'status', 'played', 'id', 'm_x1', 'content',
    '{"pricing": {"category": "utility"}}'::jsonb)) \g /dev/null
select is((select content #>> '{pricing,category}' from core.message
    where id = :'o1'), 'utility', 'is kept with the message');
reset role;
select * from finish();
rollback;
