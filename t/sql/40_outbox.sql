-- Rows leave in order, once, and a person always wins.
\ir helpers.psql
select plan(39);
set role relevo_worker;
select pg_temp.adm('10-0', 1,
    pg_temp.msg('100', 'a', '[["wa_id","1"]]', 'uno'),
    pg_temp.msg('100', 'b', '[["wa_id","2"]]', 'dos'),
    pg_temp.msg('100', 'c', '[["wa_id","3"]]', 'tres'),
    pg_temp.msg('chat', 'd', '[["visitor","v1"]]', 'web')) \g /dev/null
select pg_temp.conv('wa_id', '1') as c1, pg_temp.conv('wa_id', '2') as c2,
    pg_temp.conv('wa_id', '3') as c3, pg_temp.conv('visitor', 'v1') as cv
\gset
select pg_temp.com(pg_temp.turn(:'c1', 1, 1, '{a,b,c}')) \g /dev/null
select pg_temp.ob(:'c1', 1) as o1, pg_temp.ob(:'c1', 2) as o2,
    pg_temp.ob(:'c1', 3) as o3 \gset

select is((core.sent(3, 'w1', 99, 1, '[]')).answer::jsonb ->> 'ok', 'false',
    'fenced');
select is(pg_temp.sen(pg_temp.res(:'o2', 'claim')) #>> '{items,0,state}',
    'none', 'only the head can be claimed');
select pg_temp.sen(pg_temp.res(:'o1', 'sent',
    '{"provider_id":"wamid.O1"}')) as r \gset
select is(:'r'::jsonb #>> '{items,0,state}', 'sent', 'sent');
select is(:'r'::jsonb #>> '{outbox,0,id}', :'o2', 'the next comes back');
select is(pg_temp.st(:'o2'), 'inflight', 'in flight');
select pg_temp.sen(pg_temp.res(:'o1', 'sent',
    '{"provider_id":"wamid.O1"}')) as r \gset
select is(:'r'::jsonb #>> '{outbox,0,id}', :'o2',
    'asked again, it says the same');
select is((select attempt from core.outbox where id = :'o2'), 1,
    'without another attempt');
select is(pg_temp.sen(pg_temp.res(:'o2', 'retry', '{"next_ms":60000,
    "error":"131056"}')) #>> '{items,0,state}', 'retry', 'retry');
select is(pg_temp.sen(pg_temp.res(:'o2', 'claim')) #>> '{items,0,state}',
    'none', 'not before its time');
select is(jsonb_array_length(core.due(array[3], 10) -> 'outbox'), 0,
    'nor is it due');
update core.outbox set next_at = now() - interval '1 s' where id = :'o2';
select is(core.due(array[3], 10) #>> '{outbox,0,id}', :'o2', 'now it is');
select is(pg_temp.sen(pg_temp.res(:'o2', 'claim')) #>> '{outbox,0,state}',
    'inflight', 'claimed');
select is(pg_temp.sen(pg_temp.res(:'o2', 'ambiguous')) #>> '{items,0,state}',
    'ambiguous', 'ambiguous');
select is(pg_temp.st(:'o3'), 'pending', 'and everything behind it waits');

-- a status tells the truth
select pg_temp.adm('11-0', 1, jsonb_build_object('kind', 'status', 'channel',
    'whatsapp', 'account', '100', 'outbox', :'o2'::uuid, 'id', 'wamid.O2',
    'status', 'delivered', 'at_ms', 1)) as r \gset
select is(pg_temp.st(:'o2'), 'sent', 'a status resolves it');
select is(jsonb_path_query_array(:'r'::jsonb, '$.outbox[*].state'),
    '["sent", "inflight"]', 'it and the next come back');
select is((select provider_id from core.outbox where id = :'o2'),
    'wamid.O2', 'with the provider''s id');
reset role;
create function pg_temp.stat(p_cur text, p_id text, p_status text)
returns text language sql as $$
    select pg_temp.adm(p_cur, 1, jsonb_build_object('kind', 'status',
        'channel', 'whatsapp', 'account', '100', 'outbox', null, 'id', p_id,
        'status', p_status, 'at_ms', 1)) ->> 'ok'
$$;
set role relevo_worker;
select pg_temp.stat('12-0', 'wamid.O2', 'sent') \g /dev/null
select is((select status from core.message where id = :'o2'), 'delivered',
    'statuses never go back');
select pg_temp.stat('13-0', 'wamid.O2', 'read') \g /dev/null
select is((select status from core.message where id = :'o2'), 'read',
    'by provider id, forward');
select pg_temp.stat('14-0', 'wamid.O1', 'failed') \g /dev/null
select pg_temp.stat('15-0', 'wamid.O1', 'read') \g /dev/null
select is((select status from core.message where id = :'o1'), 'failed',
    'failed is final');
select pg_temp.stat('16-0', 'wamid.none', 'read') \g /dev/null
select is((select unmatched from core.tally where tenant_id = :'ta'),
    1::bigint, 'a status of nobody is counted');

-- ambiguous and overdue
select pg_temp.sen(pg_temp.res(:'o3', 'ambiguous')) \g /dev/null
update core.outbox set next_at = now() - interval '1 s' where id = :'o3';
select is(pg_temp.sen(pg_temp.res(:'o3', 'claim'))
    #>> '{outbox,0,maybe_duplicate}', 'true',
    'at least once: sent again, and flagged');
select is(pg_temp.sen(pg_temp.res(:'o3', 'failed', '{"error":"131026"}'))
    #>> '{items,0,state}', 'failed', 'a failure is final');
select pg_temp.com(pg_temp.turn(:'c2', 1, 1, '{a,b}',
    '{"policy":"at_most_once"}')) \g /dev/null
select pg_temp.sen(pg_temp.res(pg_temp.ob(:'c2', 1), 'claim')) \g /dev/null
select pg_temp.sen(pg_temp.res(pg_temp.ob(:'c2', 1), 'ambiguous'))
\g /dev/null
update core.outbox set next_at = now() - interval '1 s'
    where id = pg_temp.ob(:'c2', 1);
select pg_temp.sen(pg_temp.res(pg_temp.ob(:'c2', 1), 'claim')) as r \gset
select is(:'r'::jsonb #>> '{items,0,state}', 'unknown',
    'at most once: unknown');
select is(:'r'::jsonb #>> '{outbox,0,state}', 'pending',
    'the next is to be claimed');

-- a person always wins
select pg_temp.com(pg_temp.turn(:'c3', 1, 1, '{a,b}')) \g /dev/null
select core.transition(:'ta', :'c3', 'human', 'claim') as r \gset
select is(:'r'::jsonb #>> '{inflight,0,id}', pg_temp.ob(:'c3', 1)::text,
    'a claim lists what is in flight');
select is(pg_temp.st(pg_temp.ob(:'c3', 2)), 'cancelled',
    'and cancels what is not');
select is(pg_temp.sen(pg_temp.res(pg_temp.ob(:'c3', 1), 'retry'))
    #>> '{items,0,state}', 'cancelled', 'no retry after a claim');
select is((pg_temp.com(pg_temp.turn(:'c3', 1, 1, '{z}')))
    #>> '{items,0,r}', 'done', 'the turn itself was done');
select core.transition(:'ta', :'cv', 'human', 'claim') \g /dev/null
select core.transition(:'ta', :'cv', 'bot', 'release') \g /dev/null
select pg_temp.com(pg_temp.turn(:'cv', 1, 1, '{web,web2}')) \g /dev/null
select is(pg_temp.st(pg_temp.ob(:'cv', 1)), 'inflight',
    'released, the bot speaks again');
select pg_temp.sen(pg_temp.res(pg_temp.ob(:'cv', 1), 'ambiguous'))
\g /dev/null
select core.transition(:'ta', :'cv', 'human', 'claim') \g /dev/null
select core.transition(:'ta', :'cv', 'bot', 'release') \g /dev/null
update core.outbox set next_at = now() - interval '1 s'
    where id = pg_temp.ob(:'cv', 1);
select is(pg_temp.sen(pg_temp.res(pg_temp.ob(:'cv', 1), 'claim'))
    #>> '{items,0,state}', 'unknown',
    'ambiguous before a claim, even a short one, is never sent again');

-- a new owner
select pg_temp.adm('30-0', 1,
    pg_temp.msg('100', 'x', '[["wa_id","1"]]', 'uno'),
    pg_temp.msg('chat', 'y', '[["visitor","v1"]]', 'web')) \g /dev/null
select core.account_add(:'ta', 'generic', 'hook', 'A') \g /dev/null
select pg_temp.adm('31-0', 1, pg_temp.msg('hook', 'z', '[["contact","g1"]]',
    'generic') || '{"channel":"generic"}') \g /dev/null
select pg_temp.conv('contact', 'g1') as cg \gset
select pg_temp.com(pg_temp.turn(:'cg', 1, 1, '{a}')) \g /dev/null
select pg_temp.com(pg_temp.turn(:'c1', 2, 2, '{a}')) \g /dev/null
select pg_temp.com(pg_temp.turn(:'cv', 2, 2, '{a}')) \g /dev/null
select core.release('w1', null) \g /dev/null
select core.lease('w1', 16, 10000) \g /dev/null
select core.recover(3, 'w1', 2, 10000) as r \gset
select is(pg_temp.st(pg_temp.ob(:'c1', 4)), 'ambiguous',
    'what was in flight is ambiguous');
select is(pg_temp.st(pg_temp.ob(:'cv', 3)), 'retry',
    'for web chat it is just repeated');
select is(pg_temp.st(pg_temp.ob(:'cg', 1)), 'retry',
    'and for generic, whose receivers know a repetition');
select ok(:'r'::jsonb #>> '{outbox,0,id}' is not null, 'and comes back');
select is(core.recover(3, 'w1', 1, 1) -> 'ok', 'false', 'fenced');
select is((select count(*)::int from core.outbox where state = 'inflight'
    and fence < 2), 0, 'no row in flight under an old fence');
select is((select count(*)::int from (select queue from core.outbox
    where state in ('inflight', 'ambiguous', 'retry')
    group by queue having count(*) > 1) q), 0,
    'one row of a queue is out at a time');

-- The operator's tenant is the smallest of ids, and one like the others.
select core.account_add('00000000-0000-0000-0000-000000000000', 'whatsapp',
    '300', 'Operator') \g /dev/null
select pg_temp.adm('90-0', 1, pg_temp.msg('300', 'op', '[["wa_id","3"]]',
    'hola')) \g /dev/null
select is((select count(*)::int from jsonb_array_elements(
    core.due('{3}', 100) -> 'turns') t
    where t ->> 'conversation' = pg_temp.conv('wa_id', '3')::text), 1,
    'what waits for the operator is due');
reset role;
select * from finish();
rollback;
