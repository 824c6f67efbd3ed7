-- 0020_agents - who answers when a person is wanted: agents and their teams.
--
-- How many conversations an agent has is counted, never kept: see
-- core.agent_load.

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
    removed_at  timestamptz,            -- tickets name it for ever
    primary key (tenant_id, id),
    foreign key (tenant_id) references core.tenant
);
create unique index team_name on core.team (tenant_id, name)
    where removed_at is null;
select core.protect('core.team');
grant select, insert, update on core.team to relevo_worker, relevo_web;

create table core.team_member (
    tenant_id   uuid not null,
    team_id     uuid not null,
    agent_id    uuid not null,
    primary key (tenant_id, team_id, agent_id),
    foreign key (tenant_id, team_id) references core.team,
    foreign key (tenant_id, agent_id) references core.agent
);
create index team_member_agent on core.team_member (tenant_id, agent_id);
select core.protect('core.team_member');
grant select, insert, delete on core.team_member to relevo_worker,
    relevo_web;


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
-- (plpgsql keeps its plans: asked for with each page of the desk.)
create function core.agent_view(a core.agent) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
begin
    return jsonb_build_object('id', a.id, 'email', a.email, 'name', a.name,
        'role', a.role, 'status', a.status, 'capacity', a.capacity,
        'conversations', agent_load(a.tenant_id, a.id),
        'specialties', to_jsonb(a.specialties), 'languages',
        to_jsonb(a.languages), 'enabled', a.enabled, 'last_seen',
        a.last_seen, 'version', a.version, 'created_at', a.created_at,
        'teams', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id,
            'name', t.name) order by t.name), '[]')
            from team_member m join team t
                on t.tenant_id = m.tenant_id and t.id = m.team_id
            where m.tenant_id = a.tenant_id and m.agent_id = a.id));
end
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
-- name, role, capacity, specialties, languages, enabled.  Whoever comes or
-- comes back needs room under the limit `agents`; the desk's lock holds the
-- number until the commit.
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
        -- Somebody who was removed and comes back is the same agent, with
        -- the rights that are given now: those of before were another's to
        -- give.
        select * into a from agent where tenant_id = p_tenant
            and email = lower(p_fields ->> 'email') and not enabled
            for no key update;
        if found then
            p_fields := '{"role": "agent"}'
                || jsonb_strip_nulls(p_fields)
                || '{"enabled": true}';
        end if;
    end if;
    if not coalesce(a.enabled, false) and coalesce((p_fields
            ->> 'enabled')::boolean, true)
       and not limit_room(p_tenant, 'agents') then
        return '{"ok": false, "error": "conflict",
                 "detail": "the tenant has as many agents as it may"}';
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

-- Removed: keeps its name on what it did; what it had goes back to the queue.
create function core.agent_remove(p_tenant uuid, p_agent uuid, p_actor jsonb)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_conversation uuid;
    v_users        text;
    v_n int := 0;
begin
    if not exists (select from agent where tenant_id = p_tenant
                   and id = p_agent and enabled) then
        return '{"ok": false, "error": "not_found"}';
    end if;
    v_users := notify_users(p_tenant, null, p_agent, null, null);
    if v_users is not null then
        return jsonb_build_object('ok', false, 'error', 'conflict', 'detail',
                                  v_users);
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
    update ticket set agent_id = null, status = 'open', version = version + 1,
            updated_at = clock_timestamp()
        where tenant_id = p_tenant and agent_id = p_agent
          and conversation_id is null
          and status in ('open', 'in_progress', 'awaiting_customer');
    return jsonb_build_object('ok', true, 'conversations', v_n);
end
$$;
