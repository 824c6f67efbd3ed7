-- What a turn leaves behind.
\ir helpers.psql
select plan(33);
set role relevo_worker;
select pg_temp.adm('10-0', 1,
    pg_temp.msg('100', 'a', '[["wa_id","1"]]', 'uno'),
    pg_temp.msg('100', 'b', '[["wa_id","1"]]', 'dos'),
    pg_temp.msg('100', 'c', '[["wa_id","2"]]', 'tres')) \g /dev/null
select pg_temp.conv('wa_id', '1') as c1, pg_temp.conv('wa_id', '2') as c2
\gset
select pg_temp.turn(:'c1', 1, 2, '{a,b}') as t1 \gset
select is(jsonb_path_query_array((core.commit(3, 'w1', 99, 1,
    jsonb_build_array(:'t1'::jsonb))).answer::jsonb, '$.items[*].r'), '["fenced"]', 'a wrong fence');
select is((select count(*)::int from core.outbox), 0, 'wrote nothing');
select pg_temp.com(:'t1') as r \gset
select is(:'r'::jsonb #>> '{items,0,r}', 'ok', 'ok');
select is(jsonb_array_length(:'r'::jsonb #> '{outbox}'), 1,
    'the head comes back');
select is(:'r'::jsonb #>> '{outbox,0,state}', 'inflight',
    'in flight already');
select is((select array_agg(state order by ord) from core.outbox),
    array['inflight', 'pending'], 'the part behind it waits');
select is((select count(*)::int from core.message where direction = 'out'
    and seq = 2), 2, 'out messages carry the seq they answer');
select is((select done_seq from core.conversation where id = :'c1'),
    2::bigint, 'done_seq moved');
select is_empty($$ select from core.work where conversation_id =
    pg_temp.conv('wa_id', '1') $$, 'nothing left to do');
select is((select fence from core.turn), 1::bigint,
    'the turn knows its fence');
select pg_temp.com(:'t1') as r \gset
select is(:'r'::jsonb #>> '{items,0,r}', 'done', 'again: done');
select is(:'r'::jsonb #>> '{outbox,0,ord}', '1',
    'again: the unsent head comes back');
select is((select count(*)::int from core.outbox), 2, 'again: nothing new');
select is(pg_temp.com(pg_temp.turn(:'c2', 1, 1, '{x}', '{"epoch":7}'))
    #>> '{items,0,r}', 'stale', 'another epoch is stale');
select is(pg_temp.com(pg_temp.turn(:'c2', 2, 2, '{x}')) #>> '{items,0,r}',
    'stale', 'a gap is stale');
select is(pg_temp.com(pg_temp.turn(:'c2', 1, 1, '{}',
    '{"outcome":"retry","retry_ms":60000}')) #>> '{items,0,r}', 'ok',
    'retry is taken');
select is((select attempt from core.work where conversation_id = :'c2'), 1,
    'and counted');
select is((select count(*)::int from jsonb_array_elements(core.due(
    array[3], 10) -> 'turns')), 0, 'and not due now');
select pg_temp.adm('10-9', 1, pg_temp.msg('100', 'slow1',
    '[["wa_id","77"]]', 'hola') || '{"slow": true}') \g /dev/null
select is((select jsonb_agg(t -> 'slow') from jsonb_array_elements(core.due(
    array[3], 10) -> 'turns') t), '[true]',
    'a turn of a tenant above its rate stays slow when the sweep loads it');
select is(pg_temp.com(pg_temp.turn(:'c2', 1, 1, '{soon}',
    '{"transition":"pending_handoff","asked_person":true}'))
    #>> '{outbox,0,epoch}', '2',
    'replies of a hand-over belong to the new epoch');
select is((select state from core.conversation where id = :'c2'),
    'pending_handoff', 'it moved');
select pg_temp.adm('11-0', 1, pg_temp.msg('100', 'd', '[["wa_id","2"]]',
    'hay alguien')) \g /dev/null
select is(pg_temp.com(pg_temp.turn(:'c2', 2, 2, '{no}', '{"epoch":1}'))
    #>> '{items,0,r}', 'stale', 'a bot that missed it is stale');
select is((select done_seq from core.conversation where id = :'c2'),
    2::bigint, 'but the messages are done');
select is((select outcome from core.turn where conversation_id = :'c2'
    and from_seq = 2), 'stale', 'and it is on record');
select is((select count(*)::int from core.outbox
    where conversation_id = :'c2'), 1, 'without a reply');
select pg_temp.adm('12-0', 1, pg_temp.msg('100', 'e', '[["wa_id","1"]]',
    'veneno')) \g /dev/null
savepoint nobody;
select core.tenant_setting(:'ta', '{flags,human_handoff}', 'false')
    \g /dev/null
select pg_temp.com(pg_temp.turn(:'c1', 3, 3, '{}',
    '{"outcome":"dead","reason":"poison"}')) \g /dev/null
select is((select state from core.conversation where id = :'c1'), 'bot',
    'a dead turn of a tenant that has nobody stays the bot''s');
rollback to nobody;
select is(pg_temp.com(pg_temp.turn(:'c1', 3, 3, '{}',
    '{"outcome":"dead","reason":"poison"}')) #>> '{items,0,r}', 'ok',
    'a dead turn');
select is((select reason from core.dead_letter where conversation_id =
    :'c1'), 'poison', 'is a dead letter');
select is((select c.state || ' ' || t.reason || ' ' || t.priority || ' '
        || t.origin from core.conversation c join core.ticket t
        on t.conversation_id = c.id where c.id = :'c1'),
    'pending_handoff technical_error high system', 'and somebody''s');
select is((select count(*) from core.timer where kind = 'notice'
    and ref like :'c1' || ' %'), 1::bigint, 'which the customer will hear');
select core.handoff_release(:'ta', :'c1', '{"kind": "api"}', null)
    \g /dev/null
select throws_ok($$ select pg_temp.com(pg_temp.turn(pg_temp.conv('wa_id',
    '1'), 4, 4, '{}', '{"outcome":"what"}')) $$, '22023', null,
    'an unknown outcome is refused');
select pg_temp.adm('13-0', 1, pg_temp.msg('100', 'f', '[["wa_id","1"]]',
    'amo')) \g /dev/null
select pg_temp.sen(pg_temp.res(pg_temp.ob(:'c1', 1), 'sent')) \g /dev/null
select pg_temp.sen(pg_temp.res(pg_temp.ob(:'c1', 2), 'sent')) \g /dev/null
select is(pg_temp.com(pg_temp.turn(:'c1', 4, 4, '{amo}',
    '{"policy":"at_most_once"}')) #>> '{outbox,0,state}', 'pending',
    'at most once waits for its claim');
select is(jsonb_array_length(core.due(array[3], 10) -> 'outbox'), 1,
    'and is due');
reset role;
select * from finish();
rollback;
