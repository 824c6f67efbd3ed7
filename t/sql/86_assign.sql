-- Who gets what, and what the clock does to it.
\ir helpers.psql
select plan(57);
create function pg_temp.chat(p_tenant text, p_name text, p_facts jsonb
    default '{}') returns uuid language plpgsql as $$
declare
    v_account core.account;
    v_id      uuid := core.uuid7();
begin
    select * into v_account from core.account
        where tenant_id = p_tenant::uuid and channel = 'whatsapp';
    insert into core.contact (tenant_id, id, account_id, name)
        values (v_account.tenant_id, v_id, v_account.id, p_name);
    insert into core.conversation (tenant_id, id, account_id, contact_id,
            partition)
        values (v_account.tenant_id, v_id, v_account.id, v_id, 3);
    perform core.handoff_start(v_account.tenant_id, v_id, '{"kind": "api"}',
        '{"notice": false}'::jsonb || p_facts);
    return v_id;
end
$$;
create function pg_temp.ag(p_tenant text, p_name text, p_more jsonb
    default '{}') returns uuid language sql as $$
    select (core.agent_save(p_tenant::uuid, null, jsonb_build_object('email',
        p_name || '@x.test') || p_more) #>> '{agent,id}')::uuid
$$;
create function pg_temp.on(p_tenant text, p_agent uuid) returns text
language sql as $$
    select core.agent_status(p_tenant::uuid, p_agent, 'online',
        '{"kind": "cli"}') ->> 'ok'
$$;
create function pg_temp.who(p_conversation uuid) returns text
language sql as $$
    select a.name from core.assignment s join core.agent a on a.id
        = s.agent_id where s.conversation_id = p_conversation
        and s.ended_at is null
$$;
create function pg_temp.fire(p_kind text) returns text[]
language plpgsql as $$
declare
    r record;
    v text[] := '{}';
begin
    for r in select * from core.timer where kind = p_kind order by id loop
        update core.timer set due_at = now() - interval '1 s'
            where id = r.id;
        v := v || ((core.timer_run(r.tenant_id, r.id, '{}')).answer::jsonb
                   ->> 'did');
    end loop;
    return v;
end
$$;
set role relevo_worker;

-- the order of the queue -----------------------------------------------------
select pg_temp.chat(:'ta', 'low', '{"priority": "low"}') as low,
    pg_temp.chat(:'ta', 'one') as one, pg_temp.chat(:'ta', 'two') as two,
    pg_temp.chat(:'ta', 'now', '{"priority": "urgent"}') as now \gset
select is(jsonb_path_query_array(core.queue_list(:'ta', 10),
    '$[*].conversation'), jsonb_build_array(:'now', :'one', :'two', :'low'),
    'priority, then waiting time');
select is((select place from core.ticket t, core.queue_wait(t)
    where t.conversation_id = :'two'), 3::bigint, 'the place in it');
select is((select minutes from core.ticket t, core.queue_wait(t)
    where t.conversation_id = :'two'), null, 'no time while nobody is here');
select pg_temp.ag(:'ta', 'a', '{"capacity": 2}') as a \gset
select is(pg_temp.on(:'ta', :'a'), 'true', 'somebody comes');
select is(pg_temp.who(:'now') || pg_temp.who(:'one'), 'a@x.testa@x.test',
    'and gets the first two');
select is(pg_temp.who(:'two'), null, 'no more than they can');
select is((select minutes from core.ticket t, core.queue_wait(t)
    where t.conversation_id = :'two'), 5, 'a time, now');
select core.handoff_claim(:'ta', :'now', jsonb_build_object('kind', 'agent',
    'id', :'a')) \g /dev/null
select core.handoff_resolve(:'ta', :'now', '{"kind": "api"}', null, null)
    \g /dev/null
select is(pg_temp.who(:'two'), 'a@x.test', 'room appears: the next');
select is(core.handoff_claim(:'ta', :'low', jsonb_build_object('kind',
    'agent', 'id', :'a')) ->> 'error', 'capacity', 'above it: refused');
select is(core.handoff_claim(:'ta', :'low', jsonb_build_object('kind',
    'agent', 'id', :'a', 'force', true)) ->> 'state', 'human',
    'a supervisor may');
select is(core.agent_load(:'ta', :'a'), 3, 'and that is counted');

-- least to do, longest idle, skill, language, team -------------------------------
select pg_temp.ag(:'tb', 'b') as b, pg_temp.ag(:'tb', 'c') as c \gset
select pg_temp.on(:'tb', :'b'), pg_temp.on(:'tb', :'c') \g /dev/null
select is(pg_temp.who(pg_temp.chat(:'tb', '1')), 'b@x.test',
    'who is idle longest');
select is(pg_temp.who(pg_temp.chat(:'tb', '2')), 'c@x.test',
    'then who has less to do');
select is(pg_temp.who(pg_temp.chat(:'tb', '3')), 'b@x.test', 'in turn');
select pg_temp.ag(:'tb', 'd', '{"specialties": ["legal"],
    "capacity": 3}') as d \gset
select pg_temp.on(:'tb', :'d') \g /dev/null
select is(pg_temp.who(pg_temp.chat(:'tb', '5', '{"skill": "legal"}')),
    'd@x.test', 'a skill goes to who has it');
select is(pg_temp.who(pg_temp.chat(:'tb', '6', '{"skill": "magic"}'))
    is not null, true, 'one that nobody has to anybody');
select core.agent_save(:'tb', :'b', '{"languages": ["en"]}'),
    core.agent_save(:'tb', :'c', '{"languages": ["en"]}'),
    core.agent_save(:'tb', :'d', '{"languages": ["fr", "en"]}') \g /dev/null
select is(pg_temp.who(pg_temp.chat(:'tb', '7', '{"language": "fr"}')),
    'd@x.test', 'a language too');
select core.agent_save(:'tb', :'d', jsonb_build_object('capacity',
    core.agent_load(:'tb', :'d'))) \g /dev/null
select pg_temp.chat(:'tb', '8', '{"language": "fr"}') as f8 \gset
select is(pg_temp.who(:'f8'), null,
    'who speaks it is full: it waits for them');
select is(pg_temp.who(pg_temp.chat(:'tb', '9', '{"language": "it"}'))
    is not null, true, 'one that nobody speaks does not wait');
select core.team_save(:'tb', null, 'night') ->> 'team' as team \gset
select core.team_member_set(:'tb', :'team', :'c', true) \g /dev/null
select is(pg_temp.who(pg_temp.chat(:'tb', '10', jsonb_build_object('team',
    :'team'))), 'c@x.test', 'a team''s conversation stays in it');
select is(core.team_member_set(:'tb', :'team', :'a', true) ->> 'error',
    'not_found', 'which nobody of another tenant is in');
select core.agent_save(:'tb', :'c', '{"capacity": 0}') \g /dev/null
select core.take_events() \g /dev/null
select pg_temp.chat(:'tb', '10b', jsonb_build_object('team', :'team')) as tw
\gset
select is(pg_temp.who(:'tw'), null, 'whose members are full: it waits');
select ok(core.take_events() ~ ('\tsupervisor team:' || :'team' ||
    '\t[^\n]*"kind":"team_waiting"'), 'supervisors and the team are told');
select core.team_remove(:'tb', :'team') ->> 'ok' as r \gset
select is(:'r'::text, 'true', 'a team ends');
select ok(core.take_events() ~ ('\tagent:' || :'c' || '\t[^\n]*"rights\.changed"'),
    'its members are told');
select is(pg_temp.who(:'tw') is not null, true,
    'what waited for it is anybody''s');
select is((select team_id from core.ticket where conversation_id = :'tw'),
    :'team'::uuid, 'and says still whose it was');
select is(core.team_find(:'tb', 'night'), null, 'it is not found');
select is(core.team_remove(:'tb', :'team') ->> 'error', 'not_found',
    'nor ends twice');
select is(core.team_member_set(:'tb', :'team', :'c', true) ->> 'error',
    'not_found', 'nobody joins it');
select is(core.handoff_transfer(:'tb', :'tw', '{"kind": "api"}',
    jsonb_build_object('team', :'team'), null) ->> 'error', 'invalid',
    'nothing is given to it');
select core.agent_save(:'tb', :'c', '{"capacity": 5}') \g /dev/null

-- not taken in time ------------------------------------------------------------------
select pg_temp.chat(:'tb', '11') as x \gset
select pg_temp.who(:'x') as first \gset
select pg_temp.fire('accept') as r \gset
select ok(:'r'::text[] @> '{passed}', 'not claimed in time');
select isnt(pg_temp.who(:'x'), :'first'::text, 'it is somebody else''s');
select is((select status from core.agent where tenant_id = :'tb' and name
    = :'first'), 'away', 'and who missed it is not here');
select is(core.desk_set(:'tb', '{"missed_away": 1}') ->> 'error', 'invalid',
    'or stays, by a rule');
select is((select count(*)::int from core.assignment
    where conversation_id = :'x' and end_reason = 'timeout'), 1,
    'and on record');
update core.agent set status = 'offline' where tenant_id = :'tb';
select pg_temp.fire('accept') \g /dev/null
select is((select queued_at from core.ticket where conversation_id = :'x'),
    (select waiting_since from core.ticket where conversation_id = :'x'),
    'back in the queue, where it was');
select core.handoff_claim(:'tb', :'x', jsonb_build_object('kind', 'agent',
    'id', :'b')) \g /dev/null
select is((select passed from core.ticket where conversation_id = :'x'),
    '{}', 'claimed at last: nobody is passed over');

-- those nobody can take are in nobody's way ---------------------------------------------
reset role;
select core.tenant_add('tc', 'C', 'en') ->> 'tenant' as tc \gset
select core.account_add(:'tc', 'whatsapp', '300', 'C') \g /dev/null
set role relevo_worker;
select pg_temp.ag(:'tc', 'law', '{"specialties": ["legal"]}') as law,
    pg_temp.ag(:'tc', 'shop', '{"specialties": ["sales"], "capacity": 2}')
    as shop \gset
insert into core.ticket (tenant_id, number, source_type, origin, subject,
        priority, category, skill, language, reason, queued_at)
    select :'tc', 'OLD-' || n, 'whatsapp', 'bot', 'x', 'urgent', 'other',
        'legal', (array['en', 'es', null])[1 + n % 3], 'x',
        clock_timestamp() - interval '1 day' + n * interval '1 s'
    from generate_series(1, 1500) n;
select pg_temp.chat(:'tc', 's1', '{"skill": "sales"}') as s1,
    pg_temp.chat(:'tc', 's2', '{"skill": "sales", "language": "es"}') as s2,
    pg_temp.chat(:'tc', 's3', '{"skill": "sales"}') as s3 \gset
select is((select count(*)::int from core.assign_needs(:'tc')), 5,
    'what is waited for, each kind once');
select pg_temp.on(:'tc', :'shop') \g /dev/null
select is(pg_temp.who(:'s1') || ' ' || pg_temp.who(:'s2'),
    'shop@x.test shop@x.test',
    'who comes gets what they can do, behind 1,500 that wait for another');
select is(pg_temp.who(:'s3'), null, 'and no more');
select is((select count(*)::int from core.timer where tenant_id = :'tc'
    and kind = 'assign'), 0, 'nothing is tried again before something changes');
select is((select array_agg(x.number order by x.queued_at) from
    (select n.* from core.assign_next(:'tc', 50) n) x), null,
    'nobody has room: nothing is next');

-- what a caller may not say --------------------------------------------------------
select is(core.handoff_start(:'tb', :'f8', '{"kind": "api"}', '{}')
    ->> 'again', 'true', 'asked for twice');
select core.handoff_reset(:'tb', :'f8', '{"kind": "api"}') \g /dev/null
select is(core.handoff_start(:'tb', :'f8', '{"kind": "api"}',
    jsonb_build_object('team', core.uuid7())) ->> 'error', 'invalid',
    'a team that is not there');
select is(core.handoff_start(:'tb', :'f8', '{"kind": "api"}',
    jsonb_build_object('agent', :'a', 'origin', 'x', 'confidence', 0.5))
    ->> 'ok', 'true', 'who gets it is not the caller''s to say');

-- who leaves ---------------------------------------------------------------------------
select pg_temp.on(:'tb', :'c') \g /dev/null
select is((core.agent_remove(:'tb', :'b', '{"kind": "cli"}')
    ->> 'conversations')::int >= 1, true, 'an agent is removed');
select is(pg_temp.who(:'x') is distinct from 'b@x.test', true,
    'what they had is another''s or waits');
select is((select count(*)::int from core.agent_list(:'tb') l,
    jsonb_array_elements(l) e where e ->> 'email' = 'b@x.test'), 0,
    'and is not listed');
select is(core.agent_save(:'tb', null, '{"email": "b@x.test"}')
    #>> '{agent,id}', :'b', 'who comes back is the same one');

-- late is late, whoever looks ------------------------------------------------------------
select core.desk_set(:'tb', '{"sla": {"first_response": {"default": 0}}}')
    \g /dev/null
select pg_temp.chat(:'tb', 'late') as l \gset
select core.handoff_claim(:'tb', :'l', jsonb_build_object('kind', 'agent',
    'id', :'c', 'force', true)) \g /dev/null
select core.agent_message(:'tb', :'l', :'c', '{"text": "hi"}') ->> 'ok' as r
\gset
select is(:'r'::text, 'true', 'answered before the timer ran, but late');
select is(pg_temp.fire('sla') @> '{breached}', true, 'it is a breach');
select is(pg_temp.fire('sla') @> '{breached}', false, 'once');

-- callbacks -------------------------------------------------------------------------------
insert into core.callback (tenant_id, conversation_id, contact_id, from_seq)
    select :'tb', :'l', :'l', 1;
select core.callback_watch(:'tb', :'l', 1) \g /dev/null
select core.callback_watch(:'tb', :'l', 1) \g /dev/null
select is(pg_temp.fire('callback'), '{due,none}', 'a callback is due once');
select is(core.callback_set(:'tb', (core.callback_list(:'tb', 10)
    #>> '{0,id}')::uuid, 'done', '{"kind": "api"}') ->> 'ok', 'true',
    'and done');
select is(core.callback_list(:'tb', 10), '[]', 'then it is gone');
-- forgetting ------------------------------------------------------------------------------
select core.contact_erase(:'tb', :'l') \g /dev/null
select is((select count(*)::int from core.ticket where conversation_id
    = :'l' and (summary is not null or history <> '[]' or
    source_user_id is not null)), 0, 'an erased contact leaves tickets');
reset role;
select * from finish();
rollback;
