-- 0023_assign - who gets what: the queue of a tenant and its agents.
--
-- The queue is the tickets with queued_at: priority, then waiting time.  An
-- agent fits by team, skill and language; of those online and with room the
-- one with the least to do gets it, then who has been idle longest.  All of
-- it under the desk's lock, so that two hand-overs never see the same room.
--
-- Assigned is not claimed: the conversation stays pending_handoff until the
-- agent takes it; who does not in accept_minutes is passed over.

-- What a ticket needs of those who are here: a skill or a language that no
-- agent of the tenant has, or a team that is no more, is no reason to let a
-- customer wait for ever.
create function core.assign_need(t core.ticket) returns core.ticket
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if t.skill <> 'general' and not exists (select from agent b
            where b.tenant_id = t.tenant_id and b.enabled
              and t.skill = any (b.specialties)) then
        t.skill := 'general';
    end if;
    if t.language is not null and not exists (select from agent b
            where b.tenant_id = t.tenant_id and b.enabled
              and (b.languages = '{}' or t.language = any (b.languages)))
            then
        t.language := null;
    end if;
    if t.team_id is not null
            and not team_is(t.tenant_id, t.team_id::text) then
        t.team_id := null;
    end if;
    return t;
end
$$;

-- The agents online that fit, with what they have to do.  The conditions
-- stand here alone.
create function core.assign_hands(t core.ticket)
returns table (id uuid, capacity int, load bigint, expert boolean,
    idle_since timestamptz)
language plpgsql stable set search_path = core, pg_temp as $$
begin
    t := assign_need(t);
    return query select a.id, a.capacity, l.n,
            t.skill = any (a.specialties), a.idle_since
        from agent a
        cross join lateral (select count(*) as n from assignment s
            where s.tenant_id = a.tenant_id and s.agent_id = a.id
              and s.ended_at is null) l
        where a.tenant_id = t.tenant_id and a.status = 'online' and a.enabled
          and (t.skill = 'general' or a.specialties = '{}'
               or t.skill = any (a.specialties))
          and (t.language is null or a.languages = '{}'
               or t.language = any (a.languages))
          and (t.team_id is null or exists (select from team_member m
               where m.tenant_id = t.tenant_id and m.team_id = t.team_id
                 and m.agent_id = a.id));
end
$$;

-- The agent for a ticket, or null.  The caller holds the desk's lock.
create function core.assign_pick(t core.ticket) returns uuid
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_agent uuid;
begin
    select h.id into v_agent from assign_hands(t) h
        where h.load < h.capacity and not h.id = any (t.passed)
        order by h.id is not distinct from t.preferred desc, h.load,
            h.expert desc, h.idle_since, h.id
        limit 1;
    return v_agent;
end
$$;

-- Gives a ticket's conversation to an agent.  The caller holds the locks of
-- both.
create function core.assign_to(t core.ticket, p_agent uuid, p_type text)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id    uuid;
    v_part  int;
    v_version bigint;
    v_minutes numeric := (desk_rules(t.tenant_id)
                          ->> 'accept_minutes')::numeric;
begin
    perform assignment_end(t.tenant_id, t.conversation_id, 'transferred');
    insert into assignment (tenant_id, conversation_id, ticket_id, agent_id,
            type)
        values (t.tenant_id, t.conversation_id, t.id, p_agent, p_type)
        returning id into v_id;
    update ticket x set agent_id = p_agent, queued_at = null,
            version = version + 1, updated_at = clock_timestamp()
        where x.tenant_id = t.tenant_id and x.id = t.id returning * into t;
    update agent set idle_since = clock_timestamp()
        where tenant_id = t.tenant_id and id = p_agent;
    update conversation set version = version + 1
        where tenant_id = t.tenant_id and id = t.conversation_id
        returning version, partition into v_version, v_part;
    perform sla_met(t, 'assignment');
    perform emit(event(t.tenant_id, 'staff agent:' || p_agent,
        'conversation.assigned', t.conversation_id, v_version, stamp(),
        ',"agent":"' || p_agent || '","ticket":"' || t.id
        || '","number":"' || t.number || '","priority":"' || t.priority
        || '","assignment":"' || v_id || '"'));
    perform notify_ticket(t, 'assignment');
    if v_minutes > 0 then
        insert into timer (tenant_id, partition, due_at, kind, ref)
            values (t.tenant_id, v_part, clock_timestamp()
                + v_minutes * interval '1 minute', 'accept', v_id);
    end if;
end
$$;

-- One ticket, at once when somebody fits.
create function core.assign_one(t core.ticket) returns uuid
language plpgsql set search_path = core, pg_temp as $$
declare
    v_agent uuid := assign_pick(t);
begin
    if v_agent is not null then
        perform assign_to(t, v_agent, case when t.preferred = v_agent
            then 'reopen' else 'auto' end);
    end if;
    return v_agent;
end
$$;

-- How much room is left on the desk.
create function core.desk_room(p_tenant uuid) returns bigint
language plpgsql stable set search_path = core, pg_temp as $$
begin
    return (select coalesce(sum(greatest(a.capacity - (
            select count(*) from assignment s
            where s.tenant_id = a.tenant_id and s.agent_id = a.id
              and s.ended_at is null), 0)), 0)
        from agent a where a.tenant_id = p_tenant and a.status = 'online'
          and a.enabled);
end
$$;

-- What is waited for, each kind once: from one to the next in the index, so
-- that the length of the queue costs nothing.
create function core.assign_needs(p_tenant uuid) returns setof text
language sql stable rows 20 set search_path = core, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off
    set enable_sort = off set jit = off as $$
    with recursive n as (
        select (select x.need from ticket x where x.tenant_id = p_tenant
                  and x.queued_at is not null
                order by x.need limit 1) as need
        union all
        select (select x.need from ticket x where x.tenant_id = p_tenant
                  and x.queued_at is not null and x.need > n.need
                order by x.need limit 1)
        from n where n.need is not null
    )
    select n.need from n where n.need is not null
$$;

-- The next of the queue that somebody with room fits, in its order: of each
-- kind as many as there is room for, so that those nobody can take now are in
-- nobody's way.
create function core.assign_next(p_tenant uuid, p_limit int)
returns setof core.ticket
language plpgsql stable rows 50 set search_path = core, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off
    set jit = off as $$
declare
    t      ticket%rowtype;
    v_need text;
    v_free uuid[];
    v_room bigint;
    v_ids  uuid[] := '{}';
begin
    for v_need in select assign_needs(p_tenant) loop
        select * into t from ticket x where x.tenant_id = p_tenant
              and x.need = v_need and x.queued_at is not null
            order by x.rank, x.queued_at limit 1;
        select array_agg(h.id), sum(h.capacity - h.load)
            into v_free, v_room
            from assign_hands(t) h where h.load < h.capacity;
        continue when v_free is null;
        v_ids := v_ids || array(select x.id from ticket x
            where x.tenant_id = p_tenant and x.need = v_need
              and x.queued_at is not null and not v_free <@ x.passed
            order by x.rank, x.queued_at limit least(p_limit, v_room));
    end loop;
    return query select x.* from ticket x where x.tenant_id = p_tenant
          and x.id = any (v_ids)
        order by x.rank, x.queued_at, x.id limit p_limit;
end
$$;

-- Room has appeared: the queue goes to the agents, first things first.  A
-- conversation that is locked just now is looked at again a moment later, as
-- is the rest of a long queue: bites of 50 keep the transactions short.
create function core.assign_drain(p_tenant uuid) returns int
language plpgsql set search_path = core, pg_temp as $$
declare
    t       ticket%rowtype;
    v_room  bigint;
    v_seen  int := 0;
    v_n     int := 0;
    v_again boolean := false;
    v_last  ticket%rowtype;
begin
    if not exists (select from ticket x where x.tenant_id = p_tenant
                   and x.queued_at is not null) then
        return 0;
    end if;
    perform desk_lock(p_tenant);
    v_room := desk_room(p_tenant);
    if v_room = 0 then
        return 0;
    end if;
    for t in select * from assign_next(p_tenant, 50) loop
        exit when v_room = 0;
        v_seen := v_seen + 1;
        continue when assign_pick(t) is null;
        perform from conversation c where c.tenant_id = p_tenant
            and c.id = t.conversation_id for no key update skip locked;
        if not found then
            v_again := true;
            continue;
        end if;
        -- Again, now that nobody else moves it.
        select * into v_last from ticket x where x.tenant_id = p_tenant
            and x.id = t.id and x.queued_at is not null for no key update;
        continue when not found;
        if assign_one(v_last) is not null then
            v_room := v_room - 1;
            v_n := v_n + 1;
        end if;
    end loop;
    v_again := v_again or (v_seen = 50 and v_n > 0 and v_room > 0);
    if v_again and not exists (select from timer x where x.partition = 0
            and x.tenant_id = p_tenant and x.kind = 'assign'
            and x.due_at <= clock_timestamp() + interval '1 s') then
        insert into timer (tenant_id, partition, due_at, kind)
            values (p_tenant, 0, clock_timestamp(), 'assign');
    end if;
    return v_n;
end
$$;

-- Where a ticket stands, and how long that may take: the mean of the last 50
-- conversations shared among those who are here.  minutes null: nobody is.
create function core.queue_wait(t core.ticket, out place bigint,
    out minutes int)
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_each  numeric;
    v_hands bigint;
begin
    if t.queued_at is null then
        place := 0;
        return;
    end if;
    select count(*) into place from ticket x
        where x.tenant_id = t.tenant_id and x.queued_at is not null
          and (x.rank, x.queued_at, x.id) <= (t.rank, t.queued_at, t.id);
    select avg(extract(epoch from q.ended_at - q.assigned_at)) / 60
        into v_each
        from (select * from assignment s where s.tenant_id = t.tenant_id
                and s.ended_at is not null and s.claimed_at is not null
              order by s.id desc limit 50) q;
    select sum(h.capacity) into v_hands from assign_hands(t) h;
    if v_hands > 0 then
        minutes := greatest(1, ceil(place * coalesce(v_each, 10)
                                    / v_hands));
    end if;
end
$$;

-- The queue as supervisors see it.
create function core.queue_list(p_tenant uuid, p_limit int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('ticket', t.id, 'number',
        t.number, 'conversation', t.conversation_id, 'priority', t.priority,
        'skill', t.skill, 'language', t.language, 'team', t.team_id,
        'queued_at', t.queued_at) order by t.rank, t.queued_at), '[]')
    from (select * from core.ticket x where x.tenant_id = p_tenant
            and x.queued_at is not null
          order by x.rank, x.queued_at
          limit least(greatest(p_limit, 1), 500)) t
$$;

-- The agent did not take it in time: the next one.
create function core.assign_timeout(p_tenant uuid, p_assignment uuid)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    s assignment%rowtype;
    t ticket%rowtype;
begin
    select * into s from assignment
        where tenant_id = p_tenant and id = p_assignment;
    if not found or s.ended_at is not null or s.claimed_at is not null then
        return 'none';
    end if;
    perform handoff_lock(p_tenant, s.conversation_id);
    perform desk_lock(p_tenant);
    select * into s from assignment where tenant_id = p_tenant
        and id = p_assignment and ended_at is null and claimed_at is null
        for no key update;
    if not found then
        return 'none';
    end if;
    perform assignment_end(p_tenant, s.conversation_id, 'timeout');
    update ticket x set queued_at = coalesce(x.waiting_since,
                                             clock_timestamp()),
            agent_id = null, passed = array_append(x.passed, s.agent_id),
            version = version + 1, updated_at = clock_timestamp()
        where x.tenant_id = p_tenant and x.id = s.ticket_id
        returning * into t;
    -- Somebody who lets a customer wait is not here, whatever they said.
    if (desk_rules(p_tenant) ->> 'missed_away')::boolean then
        update agent set status = 'away', version = version + 1
            where tenant_id = p_tenant and id = s.agent_id
              and status = 'online';
        if found then
            perform agent_event(a) from agent a
                where a.tenant_id = p_tenant and a.id = s.agent_id;
        end if;
    end if;
    if assign_one(t) is null then
        -- Everybody had a chance: they all have another, after the others.
        update ticket x set passed = '{}' where x.tenant_id = p_tenant
            and x.id = t.id;
        perform ticket_event(t);
        insert into timer (tenant_id, partition, due_at, kind)
            values (p_tenant, 0, clock_timestamp() + interval '30 s',
                    'assign');
    end if;
    perform assign_drain(p_tenant) where not exists (select from ticket x
        where x.tenant_id = p_tenant and x.id = t.id
          and x.queued_at is not null);
    return 'passed';
end
$$;
