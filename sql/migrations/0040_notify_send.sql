-- 0040_notify_send - an event becomes deliveries, a delivery an outbox row.
--
--   core.notify()        whoever's transaction it happens in: a row of
--                        notification and a timer; no lock of a route
--   core.notify_spread   the timer: a delivery for each route that wants it
--   core.notify_flush    what is due of a route -> outbox, queue n:<route>
--   deliver              as every row; core.sent ends in notify_settled
--
-- Quiet hours and digests are due times of deliveries.  A queue is one
-- route's, so a target that fails delays no other.  The lock of a queue
-- n:<route> is the row of the route: flush takes it, and core.sent before it
-- closes rows (notify_lock), so that no row is left behind without a head.

create table core.notification (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    event       text not null check (length(event) between 1 and 64),
    priority    text not null
                check (priority in ('low', 'medium', 'high', 'urgent')),
    conversation_id uuid,
    agent_id    uuid,
    payload     jsonb not null check (jsonb_typeof(payload) = 'object'),
    created_at  timestamptz not null default clock_timestamp(),
    primary key (tenant_id, id)
);
create index notification_conversation
    on core.notification (tenant_id, conversation_id)
    where conversation_id is not null;
-- What is counted in a daily summary.
create index episode_resolved on core.episode (tenant_id, resolved_at);
select core.protect('core.notification');
grant select, insert, update, delete on core.notification to relevo_worker;
grant select, insert, update on core.notification to relevo_web;

create table core.notify_delivery (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    notification_id uuid not null,
    route_id    uuid not null,
    route_name  text not null,          -- the route may be gone
    kind        text not null,
    state       text not null check (state in ('waiting', 'queued', 'sent',
                'failed', 'cancelled', 'unknown', 'dropped')),
    due_at      timestamptz not null,   -- waiting: a digest's or quiet's end
    outbox_id   uuid,
    attempts    int not null default 0,
    error       text,
    settled_at  timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, notification_id) references core.notification
        on delete cascade
);
create index notify_delivery_of
    on core.notify_delivery (tenant_id, notification_id);
create index notify_delivery_open
    on core.notify_delivery (tenant_id, route_id, state, due_at)
    where state in ('waiting', 'queued');
create index notify_delivery_outbox
    on core.notify_delivery (tenant_id, outbox_id)
    where outbox_id is not null;
select core.protect('core.notify_delivery');
grant select, insert, update, delete on core.notify_delivery
    to relevo_worker;
grant select, insert, update on core.notify_delivery to relevo_web;


-- Something has happened ----------------------------------------------------

-- What of it a live event says: ids and names of ours.
create function core.notify_facts(p_payload jsonb) returns text
language sql immutable set search_path = core, pg_temp as $$
    select coalesce(string_agg(',"' || k.shown || '":'
        || to_json(p_payload ->> k.key), '' order by k.n), '')
    from (values (1, 'sla', 'sla'), (2, 'ticket_id', 'ticket'),
        (3, 'callback', 'callback'), (4, 'limit', 'limit'),
        (5, 'level', 'level')) k(n, key, shown)
    where p_payload ->> k.key is not null
$$;

-- Does any route want this event?
create function core.notify_heard(p_tenant uuid, p_event text)
returns boolean
language sql stable set search_path = core, pg_temp as $$
    select exists (select from notify_route r where r.tenant_id = p_tenant
        and r.enabled and r.state = 'active'
        and r.events && array[p_event, '*'])
$$;

-- p_payload: priority, conversation, agent, version (of what the live event
-- is about), audience (of the live event), live (false: no live event), and
-- what a reader should know.
create function core.notify(p_tenant uuid, p_event text, p_payload jsonb)
returns uuid
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id    uuid := uuid7();
    v_conv  uuid := (p_payload ->> 'conversation')::uuid;
    v_agent uuid := (p_payload ->> 'agent')::uuid;
    v_prio  text := coalesce(p_payload ->> 'priority', 'medium');
    v_part  int;
begin
    insert into notification (tenant_id, id, event, priority,
            conversation_id, agent_id, payload)
        values (p_tenant, v_id, p_event, v_prio, v_conv, v_agent,
            jsonb_strip_nulls(p_payload - 'priority' - 'conversation'
                - 'agent' - 'audience' - 'version' - 'live'));
    if coalesce((p_payload ->> 'live')::boolean, true) then
        perform emit(event(p_tenant, coalesce(p_payload ->> 'audience',
                'supervisor' || coalesce(' agent:' || v_agent, '')),
            'notification', v_conv, (p_payload ->> 'version')::bigint,
            stamp(), ',"kind":' || to_json(p_event) || notify_facts(p_payload)
            || ',"notification":"' || v_id || '","priority":"' || v_prio
            || '"'));
    end if;
    if exists (select from notify_route r where r.tenant_id = p_tenant
               and r.enabled and r.state = 'active') then
        v_part := coalesce((select c.partition from conversation c
            where c.tenant_id = p_tenant and c.id = v_conv),
            notify_partition(p_tenant));
        insert into timer (tenant_id, partition, due_at, kind, ref)
            values (p_tenant, v_part, clock_timestamp(), 'notify', v_id);
        perform wake(v_part, p_tenant, coalesce(v_conv, v_id));
    end if;
    return v_id;
end
$$;

-- The same about a ticket.
create function core.notify_ticket(t core.ticket, p_event text,
    p_more jsonb default '{}') returns uuid
language sql set search_path = core, pg_temp as $$
    select notify(t.tenant_id, p_event, jsonb_build_object('priority',
        t.priority, 'conversation', t.conversation_id, 'agent', t.agent_id,
        'version', t.version, 'ticket_id', t.id, 'ticket', t.number,
        'subject', t.subject, 'category', t.category, 'reason', t.reason,
        'agent_name', (select a.name from agent a
            where a.tenant_id = t.tenant_id and a.id = t.agent_id))
        || p_more)
$$;


-- Who wants to know, and when -----------------------------------------------

create function core.notify_wants(r core.notify_route,
    n core.notification) returns boolean
language sql stable set search_path = core, pg_temp as $$
    select r.enabled and r.state = 'active' and case
        when jsonb_typeof(n.payload -> 'routes') = 'array'
            then n.payload -> 'routes' ? r.id::text
        else (n.event = any (r.events) or '*' = any (r.events)
                or n.priority = 'urgent' and 'urgent' = any (r.events))
            and (n.event in ('daily_summary', 'manual')
                or notify_rank(n.priority) >= notify_rank(r.min_priority))
            and (r.agent_id is null or r.agent_id = n.agent_id) end
$$;

-- p_at, or the end of the quiet hours it falls into.
create function core.notify_awake(p_quiet jsonb, p_zone text,
    p_at timestamptz) returns timestamptz
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_zone  text := coalesce(p_quiet ->> 'timezone', p_zone);
    v_local timestamp := p_at at time zone v_zone;
    v_from  time := (p_quiet ->> 'from')::time;
    v_to    time := (p_quiet ->> 'to')::time;
begin
    if p_quiet is null
       or v_from < v_to and not (v_local::time >= v_from
                                 and v_local::time < v_to)
       or v_from > v_to and v_local::time >= v_to
          and v_local::time < v_from then
        return p_at;
    end if;
    return (v_local::date + v_to + case when v_from > v_to
        and v_local::time >= v_from then interval '1 day'
        else interval '0' end) at time zone v_zone;
end
$$;

create function core.notify_due(r core.notify_route, p_priority text,
    p_at timestamptz) returns timestamptz
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_due timestamptz := p_at;
begin
    if p_priority = 'urgent' and not r.hold_urgent then
        return p_at;
    end if;
    if r.digest_minutes > 0 then
        -- The one that is being collected, else a new one.
        v_due := coalesce((select min(d.due_at) from notify_delivery d
            where d.tenant_id = r.tenant_id and d.route_id = r.id
              and d.state = 'waiting' and d.due_at > p_at),
            p_at + r.digest_minutes * interval '1 minute');
    end if;
    return notify_awake(r.quiet, desk_rules(r.tenant_id) ->> 'timezone',
                        v_due);
end
$$;

create function core.notify_put(r core.notify_route, n core.notification)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_now timestamptz := clock_timestamp();
    v_due timestamptz := notify_due(r, n.priority, v_now);
begin
    if v_due > v_now and not exists (select from notify_delivery d
            where d.tenant_id = r.tenant_id and d.route_id = r.id
              and d.state = 'waiting' and d.due_at = v_due) then
        insert into timer (tenant_id, partition, due_at, kind, ref)
            values (r.tenant_id, r.partition, v_due, 'notify_flush', r.id);
    end if;
    insert into notify_delivery (tenant_id, notification_id, route_id,
            route_name, kind, state, due_at)
        values (r.tenant_id, n.id, r.id, r.name, r.kind, 'waiting', v_due);
end
$$;

-- The timer of a notification.
create function core.notify_spread(p_tenant uuid, p_notification uuid)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    n     notification%rowtype;
    r     notify_route%rowtype;
    v_did text := 'none';
begin
    select * into n from notification x where x.tenant_id = p_tenant
        and x.id = p_notification;
    if not found then
        return 'none';
    end if;
    -- In the order of every lock of routes.
    for r in select * from notify_route x where x.tenant_id = p_tenant
             order by x.id loop
        if notify_wants(r, n) then
            perform notify_put(r, n);
            v_did := notify_more(v_did, notify_flush(p_tenant, r.id));
        end if;
    end loop;
    return v_did;
end
$$;

-- What a timer did in all: a dropped delivery is what has to be counted.
create function core.notify_more(p_did text, p_more text) returns text
language sql immutable set search_path = core, pg_temp as $$
    select case when 'dropped' in (p_did, p_more) then 'dropped'
        when 'notified' in (p_did, p_more) then 'notified' else p_did end
$$;


-- Into the outbox -----------------------------------------------------------

-- A template has places for single words of one line.
create function core.notify_template(r core.notify_route, p_item jsonb)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('to', jsonb_build_object('phone',
            ltrim(r.target, '+')), 'type', 'template', 'template',
        jsonb_build_object('name', r.settings ->> 'template', 'language',
            coalesce(r.settings ->> 'language', r.language), 'components',
            case when jsonb_array_length(v) = 0 then '[]'
                else jsonb_build_array(jsonb_build_object('type', 'body',
                    'parameters', v)) end))
    from (select coalesce(jsonb_agg(jsonb_build_object('type', 'text',
            'text', coalesce(nullif(left(regexp_replace(p_item ->> k.name,
                '\s+', ' ', 'g'), 200), ''), '-')) order by k.n), '[]') as v
        from jsonb_array_elements_text(coalesce(r.settings -> 'parameters',
            '["ticket", "priority"]')) with ordinality k(name, n)) x
$$;

-- A row at the end of the route's queue; whoever calls holds the route.
create function core.notify_send(r core.notify_route, p_event text,
    p_priority text, p_items jsonb) returns uuid
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id   uuid := uuid7();
    v_ord  bigint;
    v_idle boolean := (queue_head(r.tenant_id, 'n:' || r.id)).id is null;
    v_part int := case when r.kind <> 'template' then r.partition
        else account_partition((select a.account from account a
            where a.tenant_id = r.tenant_id and a.id = r.account_id)) end;
begin
    update notify_route set queue_ord = queue_ord + 1
        where tenant_id = r.tenant_id and id = r.id
        returning queue_ord into v_ord;
    insert into outbox (tenant_id, id, partition, account_id, queue, ord,
            kind, origin, policy, state, next_at, expires_at, payload)
        values (r.tenant_id, v_id, v_part, case r.kind when 'template'
                then r.account_id end, 'n:' || r.id, v_ord, r.kind,
            'system', 'at_least_once', 'pending', case when v_idle
                then clock_timestamp() end,
            clock_timestamp() + r.expire_minutes * interval '1 minute',
            case r.kind when 'template'
                then notify_template(r, p_items -> 0)
                else jsonb_build_object('route', r.tenant_id || '/' || r.id,
                    'event', p_event, 'priority', p_priority, 'items',
                    p_items) end);
    perform wake(v_part, r.tenant_id, r.id);
    return v_id;
end
$$;

create function core.notify_item(n core.notification) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select n.payload - 'routes' || jsonb_strip_nulls(jsonb_build_object(
        'notification', n.id, 'event', n.event, 'priority', n.priority,
        'conversation', n.conversation_id, 'at', to_char(n.created_at
            at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
$$;

-- Several at once are one message, but to programs and in templates.
create function core.notify_pack(r core.notify_route, p_most int)
returns int
language plpgsql set search_path = core, pg_temp as $$
declare
    v_ids   uuid[];
    v_items jsonb;
    v_prio  text;
    v_event text;
    v_row   uuid;
begin
    select array_agg(x.id), jsonb_agg(x.item order by x.id),
            (array_agg(x.priority order by notify_rank(x.priority) desc))[1],
            min(x.event)
        into v_ids, v_items, v_prio, v_event
        from (select d.id, notify_item(n) as item, n.priority, n.event
            from notify_delivery d join notification n
                on n.tenant_id = d.tenant_id and n.id = d.notification_id
            where d.tenant_id = r.tenant_id and d.route_id = r.id
              and d.state = 'waiting' and d.due_at <= clock_timestamp()
            order by d.id limit p_most) x;
    if v_ids is null then
        return 0;
    end if;
    v_row := notify_send(r, case when cardinality(v_ids) > 1 then 'digest'
                         else v_event end, v_prio, v_items);
    update notify_delivery set state = 'queued', outbox_id = v_row
        where tenant_id = r.tenant_id and id = any (v_ids);
    return cardinality(v_ids);
end
$$;

-- What is due of a route goes into its queue; notified, dropped or none.
create function core.notify_flush(p_tenant uuid, p_route uuid)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    r      notify_route%rowtype;
    v_most int;
    v_room int;
    v_did  text := 'none';
    v_n    bigint;
begin
    select * into r from notify_route x where x.tenant_id = p_tenant
        and x.id = p_route for no key update;
    if not found or not r.enabled or r.state <> 'active' then
        return 'none';
    end if;
    v_most := case when r.kind in ('webhook', 'template') then 1
        else (notify_limits() ->> 'digest_items')::int end;
    select (notify_limits() ->> 'queue')::int - count(*) into v_room
        from (select from outbox o where o.tenant_id = p_tenant
              and o.queue = 'n:' || p_route and o.ord > 0
              and o.state in ('pending', 'inflight', 'retry', 'ambiguous')
              limit (notify_limits() ->> 'queue')::int) x;
    while v_room > 0 and notify_pack(r, v_most) > 0 loop
        v_room := v_room - 1;
        v_did := 'notified';
    end loop;

    update notify_delivery set state = 'dropped', error = 'queue full',
            settled_at = clock_timestamp()
        where tenant_id = p_tenant and route_id = p_route
          and state = 'waiting' and due_at <= clock_timestamp();
    get diagnostics v_n = row_count;
    if v_n > 0 then
        update notify_route set dropped = dropped + v_n,
                last_error = 'queue full', last_error_at = clock_timestamp()
            where tenant_id = p_tenant and id = p_route;
        v_did := 'dropped';
    end if;
    return v_did;
end
$$;

-- One notification to one route, now: a test, a summary.
create function core.notify_one(r core.notify_route, p_event text,
    p_priority text, p_payload jsonb) returns uuid
language plpgsql set search_path = core, pg_temp as $$
declare
    n notification%rowtype;
    d uuid := uuid7();
begin
    insert into notification (tenant_id, event, priority, payload)
        values (r.tenant_id, p_event, p_priority, p_payload)
        returning * into n;
    insert into notify_delivery (tenant_id, id, notification_id, route_id,
            route_name, kind, state, due_at, outbox_id)
        values (r.tenant_id, d, n.id, r.id, r.name, r.kind, 'queued',
            clock_timestamp(), notify_send(r, p_event, p_priority,
                jsonb_build_array(notify_item(n))));
    return n.id;
end
$$;

-- To see whether a target works; an e-mail that is not confirmed is asked
-- again, but not every moment.
create function core.notify_route_test(p_tenant uuid, p_id uuid)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    r notify_route%rowtype;
begin
    select * into r from notify_route x where x.tenant_id = p_tenant
        and x.id = p_id for no key update;
    if not found then
        return '{"ok": false, "error": "not_found",
                 "detail": "there is no such route"}';
    elsif not r.enabled then
        return '{"ok": false, "error": "conflict",
                 "detail": "the route is disabled"}';
    elsif r.state = 'active' then
        return jsonb_build_object('ok', true, 'notification',
            notify_one(r, 'test', 'low', '{}'));
    elsif r.confirm_sent_at > clock_timestamp() - interval '1 second'
          * (notify_limits() ->> 'confirm_again_seconds')::int then
        return '{"ok": false, "error": "conflict", "detail":
                 "a mail that asks for confirmation has just been sent"}';
    end if;
    update notify_route x set state = 'unconfirmed'
        where x.tenant_id = p_tenant and x.id = p_id;
    perform notify_ask(r);
    return '{"ok": true, "confirm": true}';
end
$$;

-- What there was in a desk's day.  Times are means in minutes, of what was
-- answered or resolved in it.
create function core.notify_day(p_tenant uuid, p_from timestamptz)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_strip_nulls(jsonb_build_object(
        'active', (select count(distinct m.conversation_id) from message m
            where m.tenant_id = p_tenant and m.id >= uuid7_floor(p_from)
              and m.direction = 'in'),
        'conversations', (select count(*) from conversation c
            where c.tenant_id = p_tenant and c.id >= uuid7_floor(p_from)),
        'opened', (select count(*) from ticket t
            where t.tenant_id = p_tenant and t.id >= uuid7_floor(p_from)),
        'escalated', (select count(*) from notification n
            where n.tenant_id = p_tenant and n.id >= uuid7_floor(p_from)
              and n.event = 'escalation'),
        'resolved', (select count(*) from episode e
            where e.tenant_id = p_tenant and e.resolved_at >= p_from),
        'waiting', (select count(*) from ticket t
            where t.tenant_id = p_tenant and t.queued_at is not null),
        'breaches', (select count(*) from sla s
            where s.tenant_id = p_tenant and s.breached_at >= p_from),
        'first_response', (select round((extract(epoch from
                avg(t.first_response_at - t.created_at)) / 60)::numeric, 1)
            from ticket t where t.tenant_id = p_tenant
              and t.first_response_at >= p_from),
        'resolution', (select round((extract(epoch from
                avg(t.resolved_at - t.created_at)) / 60)::numeric, 1)
            from ticket t where t.tenant_id = p_tenant
              and t.resolved_at >= p_from))
        || (select jsonb_build_object('ratings', count(*), 'rating',
                round(avg(e.rating), 1)) from episode e
            where e.tenant_id = p_tenant and e.rating is not null
              and e.rated_at >= p_from))
$$;

-- The timer of a route's summary: the day that is over, and the next timer.
create function core.notify_daily(p_tenant uuid, p_route uuid)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    r      notify_route%rowtype;
    v_from timestamptz := clock_timestamp() - interval '1 day';
begin
    select * into r from notify_route x where x.tenant_id = p_tenant
        and x.id = p_route for no key update;
    if not found or not r.enabled or r.state <> 'active' then
        return 'none';
    end if;
    perform notify_one(r, 'daily_summary', 'low', notify_day(p_tenant,
        v_from) || jsonb_build_object('day', to_char(v_from at time zone
            (desk_rules(p_tenant) ->> 'timezone'), 'YYYY-MM-DD')));
    perform notify_daily_watch(r);
    return 'notified';
end
$$;
