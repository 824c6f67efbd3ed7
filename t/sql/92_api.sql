-- What the API's functions refuse and keep, whatever nginx has checked.
\ir helpers.psql
select plan(26);
grant usage on schema tap to relevo_web;
-- Who asks: an agent of tenant A with the rights of a role.
create function pg_temp.as_role(p_tenant text, p_role text) returns void
language sql as $$
    select set_config('relevo.tenant', p_tenant, true),
        set_config('relevo.role', p_role, true),
        set_config('relevo.agent', core.uuid7()::text, true),
        set_config('relevo.key', core.uuid7()::text, true),
        set_config('relevo.scopes', array_to_string(core.role_scopes(p_role),
                                                    ' '), true)
$$;

create function pg_temp.put(p_settings text) returns int
language sql as $$
    select (api.channel_put(jsonb_build_object('params',
        '{"channel": "whatsapp", "account": "100"}'::jsonb, 'body',
        jsonb_build_object('settings', p_settings::jsonb)))).status
$$;

create function pg_temp.once(p_name text) returns api.response
language plpgsql as $$
declare
    req jsonb := '{"key": "k1", "path": "/x", "hash": "1"}'
        || jsonb_build_object('path', p_name);
    r   api.response := api.once('team_create', req);
begin
    if r.status is null then
        r := api.done('team_create', req, api.ok(jsonb_build_object('name',
            p_name), 201));
    end if;
    return r;
end
$$;

-- Who was removed and comes back has what is asked for now, not what it had.
set role relevo_worker;
select core.agent_save(:'ta', null, '{"email": "root@a.example", "name":
    "Root", "role": "admin", "capacity": 9}') #>> '{agent,id}' as root \gset
select core.agent_remove(:'ta', :'root', '{"kind": "system"}') \g /dev/null
reset role;
set role relevo_web;
select pg_temp.as_role(:'ta', 'supervisor') \g /dev/null
select is((api.agent_create('{"body": {"email": "root@a.example",
    "role": "admin"}}')).status, 403, 'a supervisor makes no administrator');
select (api.agent_create('{"body": {"email": "ROOT@a.example",
    "role": null, "password": "0123456789"}}')).body as back \gset
select is(:'back'::jsonb ->> 'role', 'agent',
    'nor by bringing one back');
select is(:'back'::jsonb ->> 'id', :'root', 'who is the same agent');
reset role;

-- Nobody's rules take the place of rules that were not seen.
create function pg_temp.rules(p_match text, p_threshold int)
returns api.response
language sql as $$
    select api.rules_put(jsonb_build_object('if_match', p_match, 'body',
        jsonb_build_object('rules', jsonb_build_object('version', 1,
            'threshold', p_threshold, 'rules',
            '[{"id": "x", "points": 9, "when": [{"length_over": 9}]}]'::jsonb))))
$$;
set role relevo_web;
select pg_temp.as_role(:'tb', 'supervisor') \g /dev/null
select is((api.rules_get('{}')).headers ->> 'ETag', '"0"', 'no rules');
select is((pg_temp.rules('"0"', 40)).status, 200, 'rules, the first');
select is((pg_temp.rules('"0"', 41)).status, 412,
    'not over rules of somebody else');
select is((api.rules_delete('{"if_match": "\"0\""}')).status, 412,
    'nor are they taken away');
select is((pg_temp.rules((api.rules_get('{}')).headers ->> 'ETag', 42)).status,
    200, 'who has seen them changes them');
select is((pg_temp.rules(null, 43)).status, 200, 'or who does not ask');
reset role;

-- A template is one message, however long its words are when filled in.
set role relevo_worker;
select pg_temp.adm('1-0', 1, pg_temp.msg('100', 'a', '[["wa_id", "1"]]',
    'hola')) \g /dev/null
select pg_temp.conv('wa_id', '1') as c \gset
insert into core.template (tenant_id, name, language, category, body,
        parameters)
    values (:'ta', 'long', 'es', 'utility', '{{1}} {{2}} {{3}} {{4}} {{5}}', 5);
select core.handoff_claim(:'ta', :'c', jsonb_build_object('kind', 'agent',
    'id', :'root')) \g /dev/null
select core.template_send(:'ta', :'c', :'root', 'long', 'es',
    (select jsonb_agg(repeat('x', 1000)) from generate_series(1, 5)))
    \g /dev/null
select is((select array_agg(kind) from core.outbox
    where conversation_id = :'c'), '{template}', 'it is sent once');
select is((select length(text) from core.message
    where conversation_id = :'c' and direction = 'out'), 5004,
    'and kept as it was said');
reset role;

-- A word that is no policy keeps nobody from writing.
set role relevo_worker;
update core.tenant set settings = '{"reply_policy": "twice"}'
    where tenant_id = :'ta';
select is(core.agent_message(:'ta', :'c', :'root', '{"text": "hola"}')
    ->> 'ok', 'true', 'it is as if there were none');
reset role;

-- Where an account's answers go is where its token goes.
set role relevo_worker;
select core.account_set('whatsapp', '100', '{"api_base": "https://a.example"}',
    null) \g /dev/null
reset role;
set role relevo_web;
select pg_temp.as_role(:'ta', 'admin') \g /dev/null
select is(pg_temp.put('{"api_base": "https://b.example"}'), 422,
    'the API does not say where tokens go');
select is(pg_temp.put('{"api_base": "https://a.example", "rate": 5}'), 200,
    'what was read may be written');
select is(pg_temp.put('{"api_base": null}'), 200, 'and taken away');
select is(pg_temp.put('{"api_base": "https://a.example"}'), 422,
    'but not made again');

-- Settings: what has its own route, what nobody could send by, what was
-- answered before.
select is((api.settings_update('{"body": {"settings": {"prompts": 5}}}'))
    .status, 422, 'prompts have a route that reads them');
select is((api.settings_update('{"body": {"settings": {"reply_policy":
    "twice"}}}')).status, 422, 'a policy is one of two');
select knowledge from core.tenant \gset
select is((api.settings_update('{"body": {"settings": {"reply_policy":
    "at_most_once"}}}')).status, 200, 'as this one');
select is((select knowledge from core.tenant), :knowledge::bigint + 1,
    'what was answered before is not given again');
select is((api.desk_put('{"body": {"rules": {"sla": {"resolution":
    {"default": 1e300}}}}}')).status, 422, 'no service level is for ever');
select is((api.desk_put('{"body": {"rules": {"sla": {"resolution":
    {"default": -1}}}}}')).status, 422, 'or over before it begins');

-- What was not answered in one session is repeated in the next.
select is((pg_temp.once('a')).headers, null, 'the first time it is done');
select set_config('relevo.key', core.uuid7()::text, true) \g /dev/null
select is((pg_temp.once('a')).headers ->> 'Idempotent-Replayed', 'true',
    'in the agent''s next session it has been');
select is((pg_temp.once('b')).status, 422, 'of another request it is refused');
select set_config('relevo.agent', core.uuid7()::text, true) \g /dev/null
select is((pg_temp.once('a')).headers, null, 'another agent''s is another');
reset role;
select * from finish();
rollback;
