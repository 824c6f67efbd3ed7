-- What a turn remembers: recent turns, memory, profile, callbacks; its end.
\ir helpers.psql
select plan(43);
set role relevo_worker;
select pg_temp.adm('10-0', 1,
    pg_temp.msg('100', 'a', '[["bsuid","X1"],["wa_id","1"]]', 'uno'),
    pg_temp.msg('100', 'b', '[["wa_id","1"]]', 'dos'),
    pg_temp.msg('200', 'c', '[["wa_id","1"]]', 'CANARY-B')) \g /dev/null
select pg_temp.conv('bsuid', 'X1') as c1 \gset
select contact_id as p1 from core.conversation where id = :'c1' \gset
select id as cb from core.conversation where tenant_id = :'tb' \gset
reset role;
create function pg_temp.ctx(p_tenant uuid, p_conversation uuid)
returns jsonb language sql as $$
    select core.contexts(array[p_tenant], array[p_conversation])::jsonb
        -> 0 -> 'contexts' -> p_conversation::text
$$;
grant usage on schema tap to relevo_turn;
set role relevo_turn;
select is(pg_temp.ctx(:'ta', :'c1') -> 'recent', '[]',
    'nothing was said before the first turn');
select is(pg_temp.ctx(:'ta', :'c1') -> 'memory', 'null', 'nor remembered');
set role relevo_worker;
select is(pg_temp.com(pg_temp.turn(:'c1', 1, 1, '{r1,r2}')) #>> '{items,0,r}',
    'ok', 'a turn without effects');
select is((select count(*)::int from core.conversation_memory)
    + (select count(*)::int from core.contact_profile), 0, 'writes nothing');
set role relevo_turn;
select pg_temp.ctx(:'ta', :'c1') as r \gset
select is(jsonb_path_query_array(:'r'::jsonb, '$.recent[*].text'),
    '["uno", "r1", "r2"]', 'both sides, in order');
select is(jsonb_path_query_array(:'r'::jsonb, '$.recent[*].role'),
    '["customer", "bot", "bot"]', 'and who');
select is(jsonb_path_query_array(:'r'::jsonb, '$.messages[*].text'),
    '["dos"]', 'what is not done is apart');
select is((core.contexts(array[:'ta']::uuid[], array[:'c1']::uuid[])::jsonb
    -> 0 -> 'tenant' ->> 'name'), 'A', 'the tenant has a name');
select matches((core.contexts(array[:'ta']::uuid[], array[:'c1']::uuid[])::jsonb
    -> 0 -> 'tenant' ->> 'now'),
    '^\d{4}-\d\d-\d\dT\d\d:\d\d[+]00:00 [A-Z][a-z]+day$', 'and a clock');
select is(core.local_time(z, '2026-11-22 09:24:59+00'), v, z)
    from (values ('Europe/Madrid', '2026-11-22T10:24+01:00 Sunday'),
        ('America/St_Johns', '2026-11-22T05:54-03:30 Sunday'),
        ('Pacific/Kiritimati', '2026-11-22T23:24+14:00 Sunday')) x(z, v);
set role relevo_worker;

insert into core.analysis (tenant_id, conversation_id, seq, language,
    language_score, sentiment, confidence, polarity, angry, frustrated,
    confused, intent, models) values (:'ta', :'c1', 1, 'es', 1, 'neutral', 1,
    0, false, false, false, 'order_status', '{0,0,0,0}');
select is(core.topic_first(:'ta', :'c1', '["order_status"]'), '[]',
    'a topic is named once');
select is(pg_temp.com(pg_temp.turn(:'c1', 2, 2, '{r3}', '{"effects":
    {"memory": {"summary": "C: uno", "summary_seq": 1, "topics": ["refund"],
    "failures": 1}, "profile": {"name": "Ana", "tone": "formal"},
    "callback": {"at_ms": 1795219200000, "phone": "1", "reason": "x"}}}'))
    #>> '{items,0,r}', 'ok', 'a turn with effects');
set role relevo_turn;
select pg_temp.ctx(:'ta', :'c1') as r \gset
select is(:'r'::jsonb -> 'memory', '{"summary": "C: uno", "summary_seq": 1,
    "topics": ["refund", "order_status"], "failures": 1}',
    'is remembered, with what the first message was about');
select is(:'r'::jsonb -> 'profile', '{"name": "Ana", "tone": "formal"}',
    'so is the person');
select is(core.customer(:'ta', :'c1') ->> 'open_callbacks', '1',
    'a model may know of the callback');
select is(core.customer(:'ta', :'c1') #>> '{identities,0,value}', '1',
    'and of their number');
select is(core.customer(:'ta', :'cb'), null, 'of nobody else''s customer');
select is((select count(*)::int from core.callback), 1,
    'a tenant sees its own callbacks');
select set_config('relevo.tenant', :'tb', true) \g /dev/null
select is((select count(*)::int from core.callback)
    + (select count(*)::int from core.contact_profile)
    + (select count(*)::int from core.conversation_memory), 0,
    'and no other''s');
set role relevo_worker;
select pg_temp.adm('11-0', 2,
    pg_temp.msg('100', 'd', '[["wa_id","1"]]', 'tres')) \g /dev/null
select pg_temp.com(pg_temp.turn(:'c1', 3, 3, '{r4}', '{"effects":
    {"memory": {"failures": 0}, "profile": {"tone": null,
    "opt_out": ["marketing"]}}}')) \g /dev/null
select is((select row(summary, failures)::text from core.conversation_memory),
    '("C: uno",0)', 'only what is named changes');
select is(core.summary_retell(:'ta', :'c1', 1, 'other words'),
    '{"ok": true}', 'a model may retell a summary');
select is((select summary from core.conversation_memory), 'other words',
    'which replaces it');
select is(core.summary_retell(:'ta', :'c1', 7, 'late'), '{"ok": false}',
    'not one that has been rolled on');
select is(core.summary_retell(:'tb', :'c1', 1, 'foreign'), '{"ok": false}',
    'nor another tenant''s');
select is((select profile from core.contact_profile),
    '{"name": "Ana", "opt_out": ["marketing"]}', 'null takes away');
select is(pg_temp.com(pg_temp.turn(:'c1', 3, 3, '{r4}', '{"effects":
    {"callback": {"reason": "again"}}}')) #>> '{items,0,r}', 'done',
    'a turn that was committed');
select is((select count(*)::int from core.callback), 1, 'has no more effects');
select pg_temp.adm('12-0', 3,
    pg_temp.msg('100', 'e', '[["wa_id","1"]]', 'cuatro')) \g /dev/null
select is(pg_temp.com(pg_temp.turn(:'c1', 4, 4, '{r5}', '{"epoch": 99,
    "effects": {"profile": {"name": "Eva"}}}')) #>> '{items,0,r}', 'stale',
    'a turn that came too late');
select is((select profile ->> 'name' from core.contact_profile), 'Ana',
    'has none either');
select throws_ok($$ insert into core.contact_profile (tenant_id, contact_id,
    profile) select tenant_id, id, '[]' from core.contact limit 1 $$, '23514',
    null, 'a profile is an object');

select is(core.contact_find(:'ta', 'wa_id:1') ->> 'contact', :'p1',
    'found by what the channel calls them');
select is(core.contact_find(:'ta', :'p1') #>> '{profile,name}', 'Ana',
    'found by id');
select is(core.contact_find(:'tb', :'p1'), null, 'not by another tenant');
select is(core.contact_forget(:'ta', :'p1') - 'contact',
    '{"profile": 1, "memory": 1, "callbacks": 1}', 'forgotten');
select is((select count(*)::int from core.message where tenant_id = :'ta'
    and text is not null), 8, 'what was said stays');
select is(core.contact_forget(:'tb', :'p1'), null,
    'nobody forgets another''s contact');
select core.handoff_start(:'ta', (select id from core.conversation
    where contact_id = :'p1'), '{"kind": "api"}', '{"subject":
    "Ana Perez wants her money", "notice": false}') \g /dev/null
select is((core.contact_erase(:'ta', :'p1') ->> 'messages')::int, 8,
    'erased');
select is((select subject from core.ticket where tenant_id = :'ta'),
    'General Support Request', 'a ticket does not name who it was');
select is((select count(*)::int from core.message where tenant_id = :'ta'
    and (text is not null or raw is not null or content is not null)), 0,
    'no text is left');
select is((select count(*)::int from core.outbox where tenant_id = :'ta'
    and payload::text like '%r_%' and state not in ('inflight')), 0,
    'nor in what was to be sent');
select is((select count(*)::int from core.message where text = 'CANARY-B'), 1,
    'others'' texts stay');
select * from finish();
rollback;
