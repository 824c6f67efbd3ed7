-- 0020_presence - online, away, offline: by word and by signs of life.
--
-- Who says "online" is watched by one timer; silence makes away, then
-- offline, and a sign of life brings back whom only silence had sent away.

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
