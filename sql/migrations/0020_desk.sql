-- 0020_desk - the desk of a tenant: its lock, its rules, when it is open.
--
-- What a tenant decides about its hand-overs is the member `handoff` of
-- tenant.settings; core.desk_rules fills in what is missing.

-- Rises with each change of the rules: who saw older ones finds out.
alter table core.tenant add column desk_version bigint not null default 1;

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
        "contact": null,
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
-- is open next (p_at itself while it is).  Null: not within a year.  Hours
-- that overlap are open once.
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
            p_at := h.to_at;
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
    if jsonb_typeof(v_all -> 'contact') <> 'null'
       and (jsonb_typeof(v_all -> 'contact') <> 'string'
            or v_all ->> 'contact' !~ '^[^[:cntrl:]]{1,200}$') then
        return '"contact" is a line of at most 200 characters, or null';
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
               or jsonb_typeof(v.value) <> 'number'
               or (v.value #>> '{}')::numeric not between 0 and 525600) then
        return '"sla" is in minutes, 0 to 525600, for low medium high urgent'
            ' default';
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
    update tenant set settings = jsonb_set(settings, '{handoff}', p_rules),
            desk_version = desk_version + 1
        where tenant_id = p_tenant;
    return jsonb_build_object('ok', found, 'error', case when not found
        then 'not_found' end, 'rules', desk_rules(p_tenant));
end
$$;
grant update (settings, desk_version) on core.tenant to relevo_web;
