-- Tasks: claimed once, renewed, written by who holds them; limits: periods,
-- levels, what a turn is told; words that are filled in.
\ir helpers.psql
select plan(48);
set role relevo_worker;

-- a task and its timer, which is the lease
select core.task_add(:'ta', 'draft', '{"x": 1}', 3, null) -> 'task' ->> 'id' as task \gset
select id as timer from core.timer where kind = 'task' \gset
select is(core.take_wakes(), E'3\t' || :'ta' || E'\t' || :'ta', 'its partition is woken');
select is(core.task_claim(:'ta', :'timer', 'w1', 60000) ->> 'task', :'task', 'claimed');
select is(core.task_claim(:'ta', :'timer', 'w2', 60000), null, 'by one at a time');
select is(core.task_claim(:'tb', :'timer', 'w2', 60000), null, 'of its own tenant');
select is(core.task_renew('w2', 60000, array[:'ta']::uuid[], array[:'timer']::uuid[]),
    0::bigint, 'another worker renews nothing');
select is(core.task_renew('w1', 60000, array[:'ta']::uuid[], array[:'timer']::uuid[]),
    1::bigint, 'its own does');
update core.timer set due_at = now() - interval '1 s' where id = :'timer';
select is(core.task_claim(:'ta', :'timer', 'w2', 60000) ->> 'attempts', '2',
    'who is gone is followed');
select is((core.task_done(:'ta', :'task', :'timer', 'w1', '{}', null)).answer, 'false',
    'and writes nothing any more');
select is((select state from core.task where id = :'task'), 'running', 'nothing at all');
select is((d).answer, 'true', 'the follower does') from (select core.task_done(:'ta', :'task',
    :'timer', 'w2', '{"y": 2}', null) as d offset 0) x;
select is((select state || result::text from core.task where id = :'task'), 'done{"y": 2}',
    'its result');
select is((select count(*) from core.timer where kind = 'task'), 0::bigint, 'no timer is left');
select is(core.task_prune(10), 0::bigint, 'a result is kept');
update core.task set expires_at = now() - interval '1 s';
select is(core.task_prune(10), 1::bigint, 'until it expires');

-- one at a time of a kind; so many of all
select is(core.task_add(:'ta', 'intents_train', '{}', 0, null, true) #>> '{task,id}',
    core.task_add(:'ta', 'intents_train', '{}', 0, null, true) #>> '{task,id}',
    'a second of its kind is the first');
select is((core.limits_set(:'ta', '{"tasks": {"hard": 2}}', true)) ->> 'ok', 'true', 'a limit');
select is(core.task_add(:'ta', 'draft', '{}', 0, null) ->> 'ok', 'true', 'the second');
select is(core.task_add(:'ta', 'draft', '{}', 0, null) ->> 'error', 'limit', 'no third');
select is(core.task_add(:'tb', 'draft', '{}', 0, null) ->> 'ok', 'true', 'others may');
select is((select refused from core.limit_state where name = 'tasks'), 1::bigint, 'counted');

-- all of a change of limits, or nothing
select is(core.limits_set(:'ta', '{"agents": {"hard": 5}, "messages_year": {"hard": 3}}', true)
    ->> 'path', 'messages_year', 'one that there is not');
select is(core.limits_set(:'ta', '{"agents": {"hard": 5}, "tokens_day": {"soft": 3, "hard": 2}}',
    true) ->> 'error', 'soft_above_hard', 'or that makes no sense');
select is((select count(*) from core.tenant_limit where name <> 'tasks'), 0::bigint,
    'and the others are not set either');

-- messages are counted by the batch, levels told once
select core.take_events() \g /dev/null
select is(core.limits_set(:'ta', '{"messages_day": {"soft": 2, "hard": 3}}', false) ->> 'error',
    'operator', 'a hard limit is the operator''s');
select core.limits_set(:'ta', '{"messages_day": {"soft": 2, "hard": 3}}', true) \g /dev/null
select pg_temp.adm('10-0', 1, pg_temp.msg('100', 'a', '[["wa_id","1"]]', 'x')) \g /dev/null
select is(core.limit_used(:'ta', 'messages_day'), 1::bigint, 'one message');
select is(core.limit_watch(:'ta', 'messages_day'), 'ok', 'below');
select alike(pg_temp.adm('11-0', 2, pg_temp.msg('100', 'b', '[["wa_id","1"]]', 'x')) ->> 'events',
    '%"kind":"limit","limit":"messages_day","level":"soft"%', 'soft: told');
select unalike(pg_temp.adm('12-0', 3, pg_temp.msg('100', 'c', '[["wa_id","1"]]', 'x'))
    ->> 'events', '%"kind":"limit"%', 'once');
select is(core.limits_over(:'ta'), '[]', 'the last that is allowed');
select pg_temp.adm('13-0', 4, pg_temp.msg('100', 'd', '[["wa_id","1"]]', 'x')) \g /dev/null
select is(core.limits_over(:'ta'), '["messages"]', 'hard: turns are told');
select is(core.limits_over(:'tb'), '[]', 'those of others are not');
select is((select jsonb_agg(payload || jsonb_build_object('priority', priority) order by id)
    from core.notification where event = 'limit'),
    '[{"limit": "messages_day", "level": "soft", "used": 2, "allowed": 3, "priority": "medium"},
      {"limit": "messages_day", "level": "hard", "used": 4, "allowed": 3, "priority": "high"}]',
    'each level is a notification, once');
select core.limits_set(:'tb', '{"messages_month": {"hard": 100}}', true) \g /dev/null
insert into core.usage_messages values (:'tb', core.utc_today(), 0, 79);
select is(core.limit_watch(:'tb', 'messages_month'), 'ok', 'a hard limit alone: 79 of 100');
select is(core.limit_watch(:'tb', 'messages_month', 1), 'soft', '80: near');
select is((select l ->> 'warns_at' from jsonb_array_elements(core.limits_list(:'tb')) l
    where l ->> 'name' = 'messages_month'), '80', 'as the list says');
select core.limits_set(:'tb', '{"agents": {"hard": 1}}', true) \g /dev/null
select core.agent_save(:'tb', null, '{"email": "a@b.test"}') #>> '{agent,id}' as one \gset
select is(core.agent_save(:'tb', null, '{"email": "c@b.test"}') ->> 'error', 'conflict',
    'no second agent, whoever asks');
select is(core.agent_save(:'tb', :'one', '{"name": "A"}') ->> 'ok', 'true', 'the first may change');
select core.agent_remove(:'tb', :'one', '{"kind": "cli"}') \g /dev/null
select is(core.agent_save(:'tb', null, '{"email": "c@b.test"}') ->> 'ok', 'true', 'room again');
select is(core.agent_save(:'tb', null, '{"email": "a@b.test"}') ->> 'error', 'conflict',
    'who was removed comes back to no room');

-- without a period: told again after it was far
select core.take_events() \g /dev/null
select count(*) as told from core.notification where event = 'limit' \gset
select core.limits_set(:'ta', '{"agents": {"soft": 2}}', true) \g /dev/null
select core.agent_save(:'ta', null, '{"email": "s1@b.test"}'),
    core.agent_save(:'ta', null, '{"email": "s2@b.test"}') #>> '{agent,id}' as two \gset
select core.agent_save(:'ta', null, '{"email": "s3@b.test"}') #>> '{agent,id}' as three \gset
select is((select count(*) from core.notification where event = 'limit'), :told + 1::bigint,
    'near: told once');
select core.agent_remove(:'ta', :'two', '{"kind": "cli"}'),
    core.agent_remove(:'ta', :'three', '{"kind": "cli"}'),
    core.limit_watch(:'ta', 'agents') \g /dev/null
select core.agent_save(:'ta', null, '{"email": "s4@b.test"}') \g /dev/null
select is((select count(*) from core.notification where event = 'limit'), :told + 2::bigint,
    'far, and near again: told again');
update core.limit_state set since = since - 1;
select is(core.limits_over(:'ta'), '[]', 'yesterday''s is over');
update core.usage_messages set day = day - 500;
select is(core.usage_prune(10), 2::bigint, 'and forgotten in time');

-- words
select is(core.template_parameters('no'), 0, 'no parameter');
select is(core.template_parameters('{{1}} and {{2}}, {{1}}'), 2, 'two');
select is(core.template_parameters('{{2}}'), null, 'a hole');
select is(core.template_parameters('{{name}}'), null, 'a name');
select is(core.canned_unknown('{{ contact.name }} {{x}}'), 'x', 'a variable nobody knows');
select * from finish();
rollback;
