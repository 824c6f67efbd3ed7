-- 0020_agents - who answers when a person is wanted: agents, teams, presence,
-- and when the desk is open.
--
-- How many conversations an agent has is counted, never kept: see
-- core.agent_load.  What a tenant decides about its hand-overs is the member
-- `handoff` of tenant.settings; core.desk_rules fills in what is missing.

create table core.agent (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    email       text not null check (email = lower(email)
                and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'
                and length(email) <= 255),
    name        text not null check (length(name) between 1 and 255),
    role        text not null default 'agent'
                check (role in ('agent', 'supervisor', 'admin')),
    status      text not null default 'offline'
                check (status in ('online', 'away', 'offline')),
    capacity    int not null default 5 check (capacity between 0 and 1000),
    specialties text[] not null default '{}',   -- skills; {}: any
    languages   text[] not null default '{}',   -- {}: any
    enabled     boolean not null default true,  -- false: removed
    last_seen   timestamptz,            -- heartbeat; null: nobody watches
    silent      boolean not null default false, -- not by its own wish
    watch       uuid,                   -- the timer that looks at last_seen
    idle_since  timestamptz not null default clock_timestamp(),
    version     bigint not null default 1,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, email),
    foreign key (tenant_id) references core.tenant
);
select core.protect('core.agent');
grant select, insert, update on core.agent to relevo_worker, relevo_web;

create table core.team (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    name        text not null check (length(name) between 1 and 255),
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, name),
    foreign key (tenant_id) references core.tenant
);
select core.protect('core.team');
grant select, insert, update, delete on core.team to relevo_worker,
    relevo_web;

create table core.team_member (
    tenant_id   uuid not null,
    team_id     uuid not null,
    agent_id    uuid not null,
    primary key (tenant_id, team_id, agent_id),
    foreign key (tenant_id, team_id) references core.team on delete cascade,
    foreign key (tenant_id, agent_id) references core.agent
);
create index team_member_agent on core.team_member (tenant_id, agent_id);
select core.protect('core.team_member');
grant select, insert, delete on core.team_member to relevo_worker,
    relevo_web;


-- The desk of a tenant ------------------------------------------------------

-- One lock for everything that gives work to agents of a tenant: whoever
-- holds it sees loads that do not move.  Taken after the locks of
-- conversations, tenants in order.
create function core.desk_lock(p_tenant uuid) returns void
language sql set search_path = core, pg_temp as $$
    select pg_advisory_xact_lock(hashtextextended('desk ' || p_tenant, 0))
$$;

-- Minutes of service levels: kind -> priority.
create function core.desk_defaults() returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select '{
        "timezone": "UTC", "hours": null, "holidays": [],
        "accept_minutes": 2, "missed_away": true, "idle_minutes": 30, "idle_to": "supervisor",
        "agent_idle_minutes": 60, "echo": true, "echo_idle_minutes": 30,
        "away_seconds": 90, "offline_seconds": 900,
        "csat": true, "csat_seconds": 5, "csat_hours": 24, "close_days": 7,
        "sla": {
            "decision": {"default": 0.5}, "notification": {"default": 0.05},
            "assignment": {"urgent": 5, "high": 15, "default": 30},
            "first_response": {"urgent": 15, "default": 60},
            "resolution": {"urgent": 240, "high": 480, "medium": 1440,
                           "low": 2880, "default": 1440}}}'::jsonb
$$;

-- What holds for a tenant; its service levels replace ours kind by kind.
create function core.desk_rules(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select d || jsonb_strip_nulls(own) || jsonb_build_object('sla',
            (d -> 'sla') || coalesce(own -> 'sla', '{}'))
    from (select core.desk_defaults() as d, coalesce((
            select t.settings -> 'handoff' from core.tenant t
            where t.tenant_id = p_tenant), '{}') as own) x
$$;

-- The open hours of a day there, in order.
create function core.desk_day(p_rules jsonb, p_day date)
returns table (from_at timestamptz, to_at timestamptz)
language sql stable set search_path = core, pg_temp as $$
    select (p_day + (h ->> 0)::time) at time zone (p_rules ->> 'timezone'),
        case when h ->> 1 = '24:00' then (p_day + 1)::timestamp
             else p_day + (h ->> 1)::time end
            at time zone (p_rules ->> 'timezone')
    from jsonb_array_elements(case
        when jsonb_typeof(p_rules -> 'hours') is distinct from 'object'
            then '[["00:00", "24:00"]]'
        when p_rules -> 'holidays' ? p_day::text then '[]'
        else coalesce(p_rules -> 'hours' -> (array['sun', 'mon', 'tue',
            'wed', 'thu', 'fri', 'sat'])[extract(dow from p_day)::int + 1],
            '[]') end) h
    order by 1
$$;

-- When p_minutes of open time have passed since p_at; with 0: when the desk
-- is open next (p_at itself while it is).  Null: not within a year.
create function core.desk_after(p_rules jsonb, p_at timestamptz,
    p_minutes numeric) returns timestamptz
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_left interval := p_minutes * interval '1 minute';
    v_from timestamptz;
    v_day  date;
    h      record;
begin
    if jsonb_typeof(p_rules -> 'hours') is distinct from 'object' then
        return p_at + v_left;
    end if;
    v_day := (p_at at time zone (p_rules ->> 'timezone'))::date;
    for i in 0 .. 366 loop
        for h in select * from desk_day(p_rules, v_day + i) loop
            v_from := greatest(h.from_at, p_at);
            continue when h.to_at <= v_from;
            if h.to_at - v_from >= v_left then
                return v_from + v_left;
            end if;
            v_left := v_left - (h.to_at - v_from);
        end loop;
    end loop;
    return null;
end
$$;

-- Rules as they came from somebody; the sentence that says what is wrong.
create function core.desk_problem(p_rules jsonb) returns text
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_all jsonb := desk_defaults() || coalesce(p_rules, '{}');
    v_key text;
    v_day text;
    h     jsonb;
begin
    if jsonb_typeof(p_rules) is distinct from 'object' then
        return 'hand-over rules are an object';
    end if;
    select k into v_key from jsonb_object_keys(p_rules) k
        where not desk_defaults() ? k limit 1;
    if v_key is not null then
        return format('there is no rule "%s"', v_key);
    end if;
    select e.key into v_key from jsonb_each(v_all) e
        where e.key ~ '_(minutes|seconds|hours|days)$'
          and (jsonb_typeof(e.value) <> 'number'
               or (e.value #>> '{}')::numeric not between 0 and 525600)
        limit 1;
    if v_key is not null then
        return format('"%s" is a number from 0 to 525600', v_key);
    end if;
    if v_all ->> 'idle_to' not in ('supervisor', 'bot') then
        return '"idle_to" is supervisor or bot';
    end if;
    if not exists (select from pg_timezone_names
                   where name = v_all ->> 'timezone') then
        return format('there is no time zone "%s"', v_all ->> 'timezone');
    end if;
    select e.key into v_key from jsonb_each(v_all) e
        where e.key in ('echo', 'csat', 'missed_away')
          and jsonb_typeof(e.value) <> 'boolean'
        limit 1;
    if v_key is not null then
        return format('"%s" is true or false', v_key);
    end if;
    if jsonb_typeof(v_all -> 'sla') <> 'object'
       or jsonb_typeof(v_all -> 'holidays') <> 'array' then
        return '"sla" is an object, "holidays" a list of days';
    end if;
    if exists (select from jsonb_each(v_all -> 'sla') k
            where not desk_defaults() -> 'sla' ? k.key
               or jsonb_typeof(k.value) <> 'object') then
        return '"sla" has decision, notification, assignment,'
            ' first_response, resolution: minutes by priority';
    end if;
    if exists (select from jsonb_each(v_all -> 'sla') k
            cross join jsonb_each(k.value) v
            where v.key not in ('low', 'medium', 'high', 'urgent', 'default')
               or jsonb_typeof(v.value) <> 'number') then
        return '"sla" is in minutes, for low medium high urgent default';
    end if;
    if jsonb_typeof(v_all -> 'hours') not in ('null', 'object') then
        return '"hours" is an object of days, or null: always open';
    end if;
    if jsonb_typeof(v_all -> 'hours') = 'object' then
        for v_day, h in select e.key, e.value
                        from jsonb_each(v_all -> 'hours') e loop
            if v_day not in ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')
               or jsonb_typeof(h) <> 'array'
               or exists (select from jsonb_array_elements(h) x
                   where jsonb_typeof(x) <> 'array'
                      or coalesce(x ->> 0, '') !~ '^([01]\d|2[0-3]):[0-5]\d$'
                      or coalesce(x ->> 1, '') !~
                         '^(([01]\d|2[0-3]):[0-5]\d|24:00)$'
                      or x ->> 0 >= x ->> 1) then
                return '"hours" is {"mon": [["09:00", "18:00"]], ...}';
            end if;
        end loop;
    end if;
    return null;
end
$$;

-- The only writer of a tenant's rules: what is stored has been understood.
create function core.desk_set(p_tenant uuid, p_rules jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_problem text := desk_problem(p_rules);
begin
    if v_problem is not null then
        return jsonb_build_object('ok', false, 'error', 'invalid',
                                  'detail', v_problem);
    end if;
    update tenant set settings = jsonb_set(settings, '{handoff}', p_rules)
        where tenant_id = p_tenant;
    return jsonb_build_object('ok', found, 'error', case when not found
        then 'not_found' end, 'rules', desk_rules(p_tenant));
end
$$;
grant update (settings) on core.tenant to relevo_web;


-- Agents --------------------------------------------------------------------

create function core.agent_event(a core.agent) returns void
language sql set search_path = core, pg_temp as $$
    select emit(event(a.tenant_id, 'staff', 'agent.changed', null, a.version,
        stamp(), ',"agent":"' || a.id || '","status":"' || a.status || '"'))
$$;

-- How many conversations an agent has: assigned, or claimed.
create function core.agent_load(p_tenant uuid, p_agent uuid) returns int
language plpgsql stable set search_path = core, pg_temp as $$
begin
    return (select count(*) from assignment s where s.tenant_id = p_tenant
            and s.agent_id = p_agent and s.ended_at is null);
end
$$;

-- What an agent is as the API and the command line show it.
create function core.agent_view(a core.agent) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('id', a.id, 'email', a.email, 'name', a.name,
        'role', a.role, 'status', a.status, 'capacity', a.capacity,
        'conversations', core.agent_load(a.tenant_id, a.id),
        'specialties', to_jsonb(a.specialties), 'languages',
        to_jsonb(a.languages), 'enabled', a.enabled, 'last_seen',
        a.last_seen, 'version', a.version, 'created_at', a.created_at,
        'teams', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id,
            'name', t.name) order by t.name), '[]')
            from core.team_member m join core.team t
                on t.tenant_id = m.tenant_id and t.id = m.team_id
            where m.tenant_id = a.tenant_id and m.agent_id = a.id))
$$;

create function core.agent_list(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(core.agent_view(a) order by a.email), '[]')
    from core.agent a where a.tenant_id = p_tenant and a.enabled
$$;

create function core.agent_find(p_tenant uuid, p_what text) returns uuid
language sql stable set search_path = core, pg_temp as $$
    select a.id from agent a where a.tenant_id = p_tenant
        and (a.id::text = lower(p_what) or a.email = lower(p_what))
$$;

-- Adds (p_id null) or changes an agent; p_fields is a merge patch of email,
-- name, role, capacity, specialties, languages, enabled.
create function core.agent_save(p_tenant uuid, p_id uuid, p_fields jsonb)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    a     agent%rowtype;
    v_key text;
begin
    select k into v_key from jsonb_object_keys(p_fields) k
        where k not in ('email', 'name', 'role', 'capacity', 'specialties',
                        'languages', 'enabled') limit 1;
    if v_key is not null then
        return jsonb_build_object('ok', false, 'error', 'invalid', 'detail',
            format('an agent has no "%s"', v_key));
    end if;
    perform desk_lock(p_tenant);
    if p_id is not null then
        select * into a from agent where tenant_id = p_tenant and id = p_id
            for no key update;
        if not found then
            return '{"ok": false, "error": "not_found"}';
        end if;
    else
        -- Somebody who was removed and comes back is the same agent.
        select * into a from agent where tenant_id = p_tenant
            and email = lower(p_fields ->> 'email') and not enabled
            for no key update;
        if found then
            p_fields := p_fields || '{"enabled": true}';
        end if;
    end if;
    if a.id is null then
        insert into agent (tenant_id, email, name, role, capacity,
                specialties, languages)
            values (p_tenant, lower(p_fields ->> 'email'),
                coalesce(p_fields ->> 'name', p_fields ->> 'email'),
                coalesce(p_fields ->> 'role', 'agent'),
                coalesce((p_fields ->> 'capacity')::int, 5),
                texts_of(p_fields -> 'specialties', '{}'),
                texts_of(p_fields -> 'languages', '{}'))
            returning * into a;
    else
        update agent set email = coalesce(lower(p_fields ->> 'email'), email),
                name = coalesce(p_fields ->> 'name', name),
                role = coalesce(p_fields ->> 'role', role),
                capacity = coalesce((p_fields ->> 'capacity')::int, capacity),
                specialties = texts_of(p_fields -> 'specialties',
                                       specialties),
                languages = texts_of(p_fields -> 'languages', languages),
                enabled = coalesce((p_fields ->> 'enabled')::boolean,
                                   enabled),
                version = version + 1
            where tenant_id = p_tenant and id = a.id returning * into a;
        if p_fields ?| array['role', 'enabled', 'email'] then
            perform emit(event(p_tenant, 'agent:' || a.id, 'rights.changed',
                null, a.version, stamp(), ''));
        end if;
    end if;
    perform agent_event(a);
    perform assign_drain(p_tenant);         -- more room, another skill
    return jsonb_build_object('ok', true, 'agent', agent_view(a));
exception
    when unique_violation then
        return '{"ok": false, "error": "conflict",
                 "detail": "there is an agent with this address"}';
    when check_violation or not_null_violation
            or invalid_text_representation
            or numeric_value_out_of_range then
        return jsonb_build_object('ok', false, 'error', 'invalid',
            'detail', 'an agent needs an address, a name, a role of agent,'
            ' supervisor, admin and a capacity from 0 to 1000');
end
$$;

-- A list of strings out of JSON; null keeps what was.
create function core.texts_of(p_list jsonb, p_else text[]) returns text[]
language sql immutable set search_path = core, pg_temp as $$
    select case when jsonb_typeof(p_list) = 'array'
        then array(select lower(v) from jsonb_array_elements_text(p_list) v)
        else p_else end
$$;

-- online, away, offline.  By the agent itself it also is a sign of life, from
-- when on silence is noticed; an operator's word stands until the next.
create function core.agent_status(p_tenant uuid, p_agent uuid,
    p_status text, p_actor jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    a      agent%rowtype;
    v_was  text;
    v_own  boolean := p_actor ->> 'kind' = 'agent'
                      and p_actor ->> 'id' = p_agent::text;
begin
    if p_status is null
       or p_status not in ('online', 'away', 'offline') then
        return '{"ok": false, "error": "invalid",
                 "detail": "a status is online, away or offline"}';
    end if;
    perform desk_lock(p_tenant);
    select * into a from agent where tenant_id = p_tenant and id = p_agent
        and enabled for no key update;
    if not found then
        return '{"ok": false, "error": "not_found"}';
    end if;
    v_was := a.status;
    update agent set status = p_status, version = version + 1,
            last_seen = case when v_own then clock_timestamp()
                             end,
            silent = false,
            idle_since = case when p_status = 'online' and v_was <> 'online'
                then clock_timestamp() else idle_since end
        where tenant_id = p_tenant and id = p_agent returning * into a;
    if v_was <> p_status then
        perform agent_event(a);
    end if;
    if a.last_seen is not null and p_status <> 'offline' then
        perform presence_watch(a);
    end if;
    if p_status = 'online' then
        perform assign_drain(p_tenant);
    end if;
    return jsonb_build_object('ok', true, 'agent', agent_view(a));
end
$$;

-- A sign of life.  Whom only silence had sent away is back.
create function core.agent_seen(p_tenant uuid, p_agent uuid) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    a agent%rowtype;
begin
    update agent set last_seen = clock_timestamp()
        where tenant_id = p_tenant and id = p_agent and enabled
        returning * into a;
    if not found then
        return '{"ok": false, "error": "not_found"}';
    end if;
    return jsonb_build_object('ok', true, 'status', a.status, 'silent',
                              a.silent);
end
$$;

-- The heartbeat as the API calls it: one update, unless somebody is back.
create function core.agent_beat(p_tenant uuid, p_agent uuid) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_back jsonb;
begin
    if exists (select from agent where tenant_id = p_tenant and id = p_agent
               and enabled and silent) then
        v_back := agent_status(p_tenant, p_agent, 'online',
            jsonb_build_object('kind', 'agent', 'id', p_agent));
        return jsonb_build_object('ok', v_back -> 'ok', 'status',
                                  v_back #> '{agent,status}');
    end if;
    return agent_seen(p_tenant, p_agent) - 'silent';
end
$$;

-- One timer per agent that is here looks at its silence.
create function core.presence_watch(a core.agent) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_timer uuid := uuid7();
begin
    if exists (select from timer where tenant_id = a.tenant_id
               and id = a.watch) then
        return;
    end if;
    insert into timer (tenant_id, id, partition, due_at, kind, ref)
        values (a.tenant_id, v_timer, 0, clock_timestamp() + (desk_rules(
            a.tenant_id) ->> 'away_seconds')::numeric * interval '1 s',
            'presence', a.id);
    update agent set watch = v_timer
        where tenant_id = a.tenant_id and id = a.id;
end
$$;

-- That timer: online -> away -> offline.
create function core.presence_check(p_tenant uuid, p_agent uuid)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    a        agent%rowtype;
    v_rules  jsonb := desk_rules(p_tenant);
    v_away   interval := (v_rules ->> 'away_seconds')::numeric
                         * interval '1 s';
    v_off    interval := (v_rules ->> 'offline_seconds')::numeric
                         * interval '1 s';
    v_silent interval;
    v_to     text;
begin
    perform desk_lock(p_tenant);
    select * into a from agent where tenant_id = p_tenant and id = p_agent
        for no key update;
    if not found or not a.enabled or a.last_seen is null
       or a.status = 'offline' then
        return;
    end if;
    v_silent := clock_timestamp() - a.last_seen;
    v_to := case when v_silent >= v_off then 'offline'
                 when v_silent >= v_away then 'away' else a.status end;
    if v_to <> a.status then
        update agent set status = v_to, silent = true, version = version + 1
            where tenant_id = p_tenant and id = p_agent returning * into a;
        perform agent_event(a);
    end if;
    if v_to <> 'offline' then
        a.watch := uuid7();
        insert into timer (tenant_id, id, partition, due_at, kind, ref)
            values (p_tenant, a.watch, 0, a.last_seen
                + case when v_silent >= v_away then v_off else v_away end,
                'presence', p_agent);
        update agent set watch = a.watch
            where tenant_id = p_tenant and id = p_agent;
    end if;
end
$$;

-- Removed: keeps its name on what it did; what it had goes back to the queue.
create function core.agent_remove(p_tenant uuid, p_agent uuid, p_actor jsonb)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_conversation uuid;
    v_n int := 0;
begin
    if not exists (select from agent where tenant_id = p_tenant
                   and id = p_agent and enabled) then
        return '{"ok": false, "error": "not_found"}';
    end if;
    -- First of all nothing new comes; the conversations' locks come before
    -- the desk's.
    for v_conversation in
        select c.id from assignment s join conversation c
            on c.tenant_id = s.tenant_id and c.id = s.conversation_id
        where s.tenant_id = p_tenant and s.agent_id = p_agent
          and s.ended_at is null order by c.id for no key update of c
    loop
        v_n := v_n + 1;
    end loop;
    perform desk_lock(p_tenant);
    update agent set enabled = false, status = 'offline',
            version = version + 1
        where tenant_id = p_tenant and id = p_agent;
    perform agent_event(a) from agent a
        where a.tenant_id = p_tenant and a.id = p_agent;
    perform emit(event(p_tenant, 'agent:' || p_agent, 'rights.changed', null,
                       0, stamp(), ''));
    for v_conversation in
        select s.conversation_id from assignment s
        where s.tenant_id = p_tenant and s.agent_id = p_agent
          and s.ended_at is null order by s.conversation_id
    loop
        perform handoff_transfer(p_tenant, v_conversation,
            p_actor || '{"force": true}', '{"queue": true}',
            'agent removed');
    end loop;
    return jsonb_build_object('ok', true, 'conversations', v_n);
end
$$;


-- Teams ---------------------------------------------------------------------

create function core.team_list(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name,
        'agents', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id,
            'email', a.email, 'name', a.name) order by a.email), '[]')
            from core.team_member m join core.agent a
                on a.tenant_id = m.tenant_id and a.id = m.agent_id
            where m.tenant_id = t.tenant_id and m.team_id = t.id
              and a.enabled)) order by t.name), '[]')
    from core.team t where t.tenant_id = p_tenant
$$;

create function core.team_find(p_tenant uuid, p_what text) returns uuid
language sql stable set search_path = core, pg_temp as $$
    select t.id from core.team t where t.tenant_id = p_tenant
        and (t.id::text = lower(p_what) or t.name = p_what)
$$;

create function core.team_save(p_tenant uuid, p_id uuid, p_name text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid;
begin
    if p_id is null then
        insert into team (tenant_id, name) values (p_tenant, p_name)
            returning id into v_id;
    else
        update team set name = p_name where tenant_id = p_tenant
            and id = p_id returning id into v_id;
    end if;
    if v_id is null then
        return '{"ok": false, "error": "not_found"}';
    end if;
    return jsonb_build_object('ok', true, 'team', v_id);
exception
    when unique_violation then
        return '{"ok": false, "error": "conflict",
                 "detail": "there is a team of this name"}';
    when check_violation or not_null_violation then
        return '{"ok": false, "error": "invalid",
                 "detail": "a team has a name of at most 255 characters"}';
end
$$;

create function core.team_remove(p_tenant uuid, p_id uuid) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    perform desk_lock(p_tenant);
    update ticket set team_id = null, version = version + 1
        where tenant_id = p_tenant and team_id = p_id;
    delete from team where tenant_id = p_tenant and id = p_id;
    if not found then
        return '{"ok": false, "error": "not_found"}';
    end if;
    perform assign_drain(p_tenant);
    return '{"ok": true}';
end
$$;

create function core.team_member_set(p_tenant uuid, p_team uuid,
    p_agent uuid, p_member boolean) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    perform desk_lock(p_tenant);
    if p_member then
        insert into team_member values (p_tenant, p_team, p_agent)
            on conflict do nothing;
    else
        delete from team_member where tenant_id = p_tenant
            and team_id = p_team and agent_id = p_agent;
    end if;
    perform emit(event(p_tenant, 'agent:' || p_agent, 'rights.changed', null,
                       0, stamp(), ''));
    perform assign_drain(p_tenant);
    return '{"ok": true}';
exception when foreign_key_violation then
    return '{"ok": false, "error": "not_found"}';
end
$$;
