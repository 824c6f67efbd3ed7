-- Notifications: routes, who wants what when, queues, outcomes.
\ir helpers.psql
select plan(84);
-- A route as the CLI makes it; confirmed when it is a mail's.
create function pg_temp.route(p_tenant text, p_name text, p_fields jsonb)
returns uuid language plpgsql as $$
declare
    v jsonb := core.notify_route_save(p_tenant::uuid, null,
        jsonb_build_object('name', p_name) || p_fields);
begin
    if not (v ->> 'ok')::boolean then
        raise exception '%', v;
    end if;
    update core.notify_route set state = 'active'
        where id = (v #>> '{route,id}')::uuid;
    return (v #>> '{route,id}')::uuid;
end
$$;
create function pg_temp.try(p_tenant text, p_fields jsonb) returns text
language sql as $$
    select coalesce(v ->> 'path', v ->> 'error', 'ok')
    from (select core.notify_route_save(p_tenant::uuid, null,
        '{"name": "try"}'::jsonb || p_fields) as v) x
$$;
-- Due timers of a kind, done; what became of them.
create function pg_temp.fire(p_kind text) returns text[]
language plpgsql as $$
declare
    r record;
    v text[] := '{}';
begin
    for r in select * from core.timer where kind = p_kind order by id loop
        update core.timer set due_at = now() - interval '1 s'
            where id = r.id;
        v := v || ((core.timer_run(r.tenant_id, r.id, '{}')).answer
                   ::jsonb ->> 'did');
    end loop;
    return v;
end
$$;
create function pg_temp.rows(p_route uuid) returns bigint language sql as $$
    select count(*) from core.outbox where queue = 'n:' || p_route
$$;
-- The outcome of the head of a route's queue, as deliver says it.
create function pg_temp.done(p_route uuid, p_r text, p_more jsonb
    default '{}') returns jsonb language sql as $$
    select s.answer::jsonb || jsonb_build_object('events', s.events)
    from (select * from core.outbox o where o.queue = 'n:' || p_route
          and o.state in ('pending', 'inflight', 'retry', 'ambiguous')
          order by ord limit 1) o
    cross join lateral core.sent(o.partition, 'w1', (select fence
        from core.partition_lease where partition = o.partition), 1000,
        jsonb_build_array(jsonb_build_object('tenant', o.tenant_id, 'id',
            o.id, 'r', p_r) || p_more)) s
$$;

set role relevo_worker;
-- what a route may be
select is(pg_temp.try(:'ta', '{"kind": "email", "target": "a@b.example"}'),
    'ok', 'a mail');
delete from core.notify_route;
select is(pg_temp.try(:'ta', jsonb_build_object('kind', 'email', 'target',
    t)), 'target', 'no address: ' || translate(t, E'\r\n', '  ')) from unnest(array[
    'a', 'a@', 'a@b c', E'a@b\r\nBcc: x@y', 'a b@c', '<a@b>', 'a@b,c@d',
    repeat('a', 65) || '@b']) t;
select is(pg_temp.try(:'ta', '{"kind": "pigeon"}'), 'body', 'no such kind');
select is(pg_temp.try(:'ta', '{"kind": "email", "target": "a@b", "events":
    ["lunch"]}'), 'events', 'no such event');
select is(pg_temp.try(:'ta', '{"kind": "email", "target": "a@b", "events":
    []}'), 'events', 'no event at all');
select is(pg_temp.try(:'ta', '{"kind": "email", "target": "a@b", "quiet":
    {"from": "25:00", "to": "07:00"}}'), 'quiet', 'no such hour');
select is(pg_temp.try(:'ta', '{"kind": "email", "target": "a@b", "quiet":
    {"from": "22:00", "to": "07:00", "timezone": "Mars/Base"}}'),
    'quiet.timezone', 'no such zone');
select is(pg_temp.try(:'ta', '{"kind": "email", "target": "a@b", "state":
    "active"}'), 'state', 'the state is not for callers');
select is(pg_temp.try(:'ta', '{"kind": "slack"}'), 'secret',
    'Slack needs its secret');
select is(pg_temp.try(:'ta', '{"kind": "webhook", "secret": "AA==",
    "target": "ftp://x"}'), 'target', 'a webhook a URL');
select is(pg_temp.try(:'ta', '{"kind": "sms", "target": "12"}'), 'target',
    'an SMS a number');
select is(pg_temp.try(:'ta', '{"kind": "sms", "target": "+5215550001",
    "settings": {"url": "https://x.example", "body": "{text}"}}'),
    'settings.body', 'and a place for it');
select is(pg_temp.try(:'ta', '{"kind": "sms", "target": "+5215550001",
    "settings": {"url": "https://x.example", "body": "{text}{to}", "auth":
    "header"}}'), 'settings.auth', 'a header has a name');
select is(pg_temp.try(:'ta', '{"kind": "template", "target": "+5215550001",
    "account": "200", "settings": {"template": "t"}}'), 'account',
    'an account of another tenant is none');
select is(pg_temp.try(:'ta', '{"kind": "template", "target": "+5215550001",
    "account": "100", "settings": {"template": "No!"}}'),
    'settings.template', 'a template has a name');

-- partitions: fnv1a64 as in common/record.h
select is(core.account_partition('a'), (12638187200555641996 % 16)::int,
    'fnv1a64 of "a"');
select is(core.account_partition('foobar'),
    (9625390261332436968 % 16)::int, 'and of "foobar"');

-- a token stays with the server it was given for
select pg_temp.route(:'ta', 'token', '{"kind": "sms", "target":
    "+5215550001", "events": ["urgent"], "secret": "AA==", "settings": {"url":
    "https://x.example/a", "body": "{to}{text}", "auth": "bearer"}}') as token
    \gset
select is(core.notify_route_save(:'ta', :'token', '{"settings": {"url":
    "https://x.example/b", "body": "{to}{text}", "auth": "bearer"}}')
    ->> 'ok', 'true', 'elsewhere on it is the same server');
select is(core.notify_route_save(:'ta', :'token', '{"settings": {"url":
    "https://x.example@y.example/b", "body": "{to}{text}", "auth":
    "bearer"}}') ->> 'path', 'secret', 'another one needs its own');
select is(core.notify_route_save(:'ta', :'token', '{"secret": "AAA=",
    "settings": {"url": "https://y.example/b", "body": "{to}{text}", "auth":
    "bearer"}}') ->> 'ok', 'true', 'and gets it');
select core.notify_route_remove(:'ta', :'token') \g /dev/null

-- an event becomes deliveries
select pg_temp.route(:'ta', 'ops', '{"kind": "slack", "secret": "AA==",
    "events": ["escalation", "manual"], "min_priority": "high"}') as slack
    \gset
select pg_temp.route(:'ta', 'all', '{"kind": "webhook", "secret": "AA==",
    "target": "https://x.example/h", "events": ["*"]}') as hook \gset
select pg_temp.route(:'ta', 'pager', '{"kind": "sms", "target":
    "+5215550001", "events": ["urgent"], "settings": {"url":
    "https://x.example", "body": "{to}{text}"}}') as sms \gset
select pg_temp.route(:'tb', 'foreign', '{"kind": "webhook", "secret":
    "AA==", "target": "https://y.example/h", "events": ["*"]}') as foreign
    \gset
select core.notify(:'ta', 'escalation', '{"priority": "medium", "ticket":
    "T-1"}') as n1 \gset
select is(pg_temp.fire('notify'), array['notified'], 'the timer spreads it');
select is(pg_temp.rows(:'slack'), 0::bigint, 'below its priority: nothing');
select is(pg_temp.rows(:'hook'), 1::bigint, 'one that wants all');
select is(pg_temp.rows(:'sms'), 0::bigint, 'not urgent: no SMS');
select is(pg_temp.rows(:'foreign'), 0::bigint, 'no other tenant''s');
select core.notify(:'ta', 'escalation', '{"priority": "urgent"}') \g /dev/null
select core.take_events() as event \gset
select pg_temp.fire('notify') \g /dev/null
select is(pg_temp.rows(:'slack') || ' ' || pg_temp.rows(:'hook') || ' '
    || pg_temp.rows(:'sms'), '1 2 1', 'urgent: each its own');
select is((select count(*)::int from core.outbox where queue = 'n:'
    || :'hook' and next_at is not null), 1, 'only the head is due');
select alike(:'event'::text, '%"kind":"escalation"%', 'and a live event');
select core.notify(:'ta', 'manual', jsonb_build_object('routes',
    jsonb_build_array(:'sms'), 'text', 'x')) \g /dev/null
select pg_temp.fire('notify') \g /dev/null
select is(pg_temp.rows(:'slack') || ' ' || pg_temp.rows(:'hook') || ' '
    || pg_temp.rows(:'sms'), '1 2 2', 'by hand: to the routes it names');

-- order and outcomes
select is(pg_temp.done(:'hook', 'claim') #>> '{items,0,state}', 'inflight',
    'claimed');
select is(pg_temp.done(:'hook', 'sent') #>> '{outbox,0,queue}', 'n:'
    || :'hook', 'sent: the next comes');
select is((select state from core.notify_delivery where notification_id =
    :'n1'), 'sent', 'the delivery says so');
select is((select payload ? 'items' from core.outbox where id = (select
    outbox_id from core.notify_delivery where notification_id = :'n1')),
    false, 'and what it said stays in one place');
select is((select sent from core.notify_route where id = :'hook'),
    1::bigint, 'counted');
select pg_temp.done(:'slack', 'claim') \g /dev/null
select pg_temp.done(:'slack', 'retry', '{"error": "http 500",
    "next_ms": 0}') \g /dev/null
update core.outbox set expires_at = now() where queue = 'n:' || :'slack';
select pg_temp.done(:'slack', 'claim') as r \gset
select is(:'r'::jsonb #>> '{items,0,state}', 'failed',
    'given up by its age');
select is((select error from core.notify_delivery where route_id =
    :'slack'), 'expired: http 500', 'with the last reason');
select alike(:'r'::jsonb ->> 'events', '%"kind":"notify_failed"%',
    'supervisors hear of it');
select is((select last_error from core.notify_route where id = :'slack'),
    'expired: http 500', 'and the route shows it');

-- quiet hours, digest
select is(core.notify_awake('{"from": "22:00", "to": "07:00"}', 'UTC', a),
    b, 'quiet over midnight: ' || a) from (values
    ('2026-11-21 21:59Z'::timestamptz, '2026-11-21 21:59Z'::timestamptz),
    ('2026-11-21 22:00Z', '2026-11-22 07:00Z'),
    ('2026-11-22 06:59Z', '2026-11-22 07:00Z'),
    ('2026-11-22 07:00Z', '2026-11-22 07:00Z')) x(a, b);
select is(core.notify_awake('{"from": "12:00", "to": "14:00", "timezone":
    "America/Mexico_City"}', 'UTC', '2026-11-21 19:30Z'),
    '2026-11-21 20:00Z'::timestamptz, 'quiet at noon, elsewhere');
select pg_temp.route(:'tb', 'digest', '{"kind": "slack", "secret": "AA==",
    "events": ["*"], "digest_minutes": 10}') as digest \gset
select core.notify(:'tb', 'escalation', '{"priority": "low"}')
    from generate_series(1, 3) \g /dev/null
select pg_temp.fire('notify') \g /dev/null
select is(pg_temp.rows(:'digest'), 0::bigint, 'collected');
select is((select count(*)::int from core.timer where kind =
    'notify_flush'), 1, 'for one moment');
select core.notify(:'tb', 'escalation', '{"priority": "urgent"}')
    \g /dev/null
select pg_temp.fire('notify') \g /dev/null
select is(pg_temp.rows(:'digest'), 1::bigint, 'urgent does not wait');
update core.notify_delivery set due_at = now() - interval '1 s'
    where state = 'waiting';
select is(pg_temp.fire('notify_flush'), array['notified'], 'its time');
select is((select jsonb_array_length(payload -> 'items') from core.outbox
    where queue = 'n:' || :'digest' order by ord desc limit 1), 3,
    'three in one');

-- limits
insert into core.outbox (tenant_id, id, partition, queue, ord, kind, origin,
        policy, state, payload)
    select :'tb', core.uuid7(), 0, 'n:' || :'foreign', 100000 + i, 'webhook',
        'system', 'at_least_once', 'pending', '{}'
    from generate_series(1, 1000) i;
select core.notify(:'tb', 'escalation', '{}') as n2 \gset
select is(pg_temp.fire('notify'), array['dropped'], 'no room: it says so');
select is((select state || ' ' || error from core.notify_delivery
    where notification_id = :'n2' and route_id = :'foreign'),
    'dropped queue full', 'and the delivery does');
select is((select dropped from core.notify_route where id = :'foreign'),
    1::bigint, 'counted');
insert into core.notify_route (tenant_id, name, kind, events, partition)
    select :'ta', 'r' || i, 'slack', '{*}', 0 from generate_series(1, 97) i;
select is(pg_temp.try(:'ta', '{"kind": "slack", "secret": "AA=="}'),
    'conflict', 'a hundred routes are enough');

delete from core.notify_route where name like 'r%';

-- what a route needs stays
select is(core.notify_users(:'ta', null, null, 't', 'en'), null, 'nothing needs it');
select pg_temp.route(:'ta', 'wa', '{"kind": "template", "target": "+5215550001", "account": "100",
    "language": "es", "events": ["manual"], "settings": {"template": "case_new"}}') as wa \gset
select is(core.account_remove('whatsapp', '100') ->> 'detail', 'notification routes use it: wa',
    'an account that a route sends from');
select is(core.notify_users(:'ta', null, null, 'case_new', 'es_MX'),
    'notification routes use it: wa', 'a template that it sends');
select is(core.notify_users(:'ta', null, null, 'case_new', 'pt_BR'), null, 'in its language');
select core.agent_save(:'ta', null, '{"email": "n@x.test"}') #>> '{agent,id}' as ag \gset
select pg_temp.route(:'ta', 'own', jsonb_build_object('kind', 'slack', 'secret', 'AA==', 'agent',
    :'ag'::text)) as own \gset
select is(core.agent_remove(:'ta', :'ag', '{"kind": "cli"}') ->> 'detail',
    'notification routes use it: own', 'an agent whose own it is');
select core.notify_route_remove(:'ta', :'own') \g /dev/null
select is(core.agent_remove(:'ta', :'ag', '{"kind": "cli"}') ->> 'ok', 'true', 'without it they go');
select core.notify_route_remove(:'ta', :'wa') \g /dev/null
select is(core.account_remove('whatsapp', '100') ->> 'ok', 'true', 'and the account');
select core.account_add(:'ta', 'whatsapp', '100', 'A') \g /dev/null

-- confirmation
select core.notify_route_save(:'ta', null, '{"name": "mail", "kind":
    "email", "target": "a@b.example", "events": ["*"]}') #>> '{route,id}'
    as mail \gset
select core.notify(:'ta', 'escalation', '{}') \g /dev/null
select pg_temp.fire('notify') \g /dev/null
select is((select array_agg(payload ->> 'event') from core.outbox
    where queue = 'n:' || :'mail'), array['confirm'],
    'unconfirmed: a question and nothing else');
select payload #>> '{items,0,token}' as token from core.outbox
    where queue = 'n:' || :'mail' \gset
select is(core.notify_confirm(:'token' || 'x') ->> 'ok', 'false',
    'another token does nothing');
select is(core.notify_confirm(:'token') ->> 'ok', 'true', 'confirmed');
select is(core.notify_confirm(:'token') ->> 'ok', 'false', 'once');
select core.notify(:'ta', 'escalation', '{}') \g /dev/null
select pg_temp.fire('notify') \g /dev/null
select is((select count(*)::int from core.outbox where queue = 'n:'
    || :'mail' and state = 'pending' and payload ->> 'event' = 'escalation'),
    1, 'then it is told');
select is(core.notify_route_save(:'ta', :'mail', '{"target":
    "c@d.example"}') #>> '{route,state}', 'unconfirmed',
    'another address is asked again');
select is((select array_agg(payload ->> 'event') from core.outbox
    where queue = 'n:' || :'mail' and state = 'pending'), '{confirm}',
    'and gets nothing that was meant for the first');
select is((select count(*)::int from core.outbox where queue = 'n:'
    || :'mail' and payload ->> 'event' = 'confirm'), 2, 'by a mail');
select is(core.notify_route_test(:'ta', :'mail') ->> 'error', 'conflict',
    'not every moment');

-- removal, the day's summary
update core.notify_route set state = 'active' where id = :'mail';
select core.notify_route_save(:'ta', :'mail', '{"daily_at": "06:00"}')
    \g /dev/null
select is((select count(*)::int from core.timer where kind =
    'notify_daily' and ref = :'mail'), 1, 'one timer for the summary');
select is(core.notify_daily(:'ta', :'mail'), 'notified', 'it is sent');
select is((select array_agg(k order by k) from core.notification n, jsonb_object_keys(n.payload) k
    where n.event = 'daily_summary'), array['active', 'breaches', 'conversations', 'day',
    'escalated', 'opened', 'ratings', 'resolved', 'waiting'], 'with what there was to count');
select is((select count(*)::int from core.timer where kind =
    'notify_daily' and ref = :'mail'), 1, 'and the next one stands');
select core.notify_route_remove(:'ta', :'mail') \g /dev/null
select is((select count(*)::int from core.outbox where queue = 'n:'
    || :'mail' and state = 'pending'), 0, 'removed: nothing waits');

-- people who are forgotten, and what a repeated result does
select pg_temp.adm('1-0', 1, pg_temp.msg('100', 'a', '[["wa_id","1"]]',
    'x')) \g /dev/null
select pg_temp.conv('wa_id', '1') as c \gset
select core.notify(:'ta', 'escalation', jsonb_build_object('conversation',
    :'c', 'subject', 'SECRET')) as n3 \gset
select pg_temp.fire('notify') \g /dev/null
select isnt((select count(*)::int from core.outbox
    where payload::text like '%SECRET%'), 0, 'it waits to be sent');
select core.contact_erase(:'ta', (select contact_id from core.conversation
    where id = :'c')) \g /dev/null
select is((select count(*)::int from core.outbox
    where payload::text like '%SECRET%')
    + (select count(*)::int from core.notification
    where payload::text like '%SECRET%'), 0, 'forgotten');
select sent as before from core.notify_route where id = :'hook' \gset
select o.id as row from core.outbox o where o.queue = 'n:' || :'hook'
    and o.state = 'sent' order by ord limit 1 \gset
select core.sent((select partition from core.outbox where id = :'row'), 'w1',
    (select fence from core.partition_lease where partition = (select
        partition from core.outbox where id = :'row')), 1000,
    jsonb_build_array(jsonb_build_object('tenant', :'ta'::uuid, 'id',
        :'row'::uuid, 'r', 'sent'))) \g /dev/null
select is((select sent from core.notify_route where id = :'hook'),
    :'before'::bigint, 'a result that comes twice counts once');
select is(core.notify_prune(1, 100), 0::bigint, 'what is young stays');
select * from finish();
rollback;
