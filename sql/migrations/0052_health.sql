-- 0052_health - how the installation does.
--
-- nginx sends what it knows with the request (ngx_http_relevo_api_health.c):
-- itself, Redis, and what the workers last said.  The owner of partition 0
-- counts every tenant's backlog now and then (worker/health.c), since nobody
-- else may see all of it.  What did not report is unknown, never well.

create table core.health (
    name        text primary key,
    at          timestamptz not null,
    value       jsonb not null
) with (fillfactor = 50);
comment on table core.health is
    'what a worker counted, and goes by, for all tenants: a row each';
grant select, insert, update on core.health to relevo_worker;
grant select on core.health to relevo_web;
grant select on core.worker, core.partition_lease to relevo_web;


-- Counting ------------------------------------------------------------------

-- Nothing is counted to its end: above that the number says "or more".
create function core.backlog(p_most int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    with o as materialized (
        select x.tenant_id, x.created_at from outbox x
        where x.state in ('pending', 'inflight', 'retry', 'ambiguous')
        limit p_most
    ), m as materialized (
        select x.tenant_id, x.created_at from media x
        where x.state in ('queued', 'downloading', 'stored', 'analysing')
        limit p_most
    ), d as materialized (
        select x.tenant_id from dead_letter x
        where x.id > uuid7_floor(now() - interval '1 day') limit p_most
    )
    select jsonb_build_object('most', p_most,
        'tenants', (select count(*) from tenant t
            where t.tenant_id <> '00000000-0000-0000-0000-000000000000'),
        'turns', (select count(*) from (select from work limit p_most) x),
        'outbox', (select count(*) from o),
        'outbox_s', (select extract(epoch from now() - min(created_at))::int
            from o),
        'media', (select count(*) from m),
        'media_s', (select extract(epoch from now() - min(created_at))::int
            from m),
        'timers', (select count(*) from partition_lease l cross join lateral
            (select from timer t where t.partition = l.partition
                and t.due_at < now() - interval '1 minute' limit p_most) x),
        'dead_letters', (select count(*) from d),
        'of', (select coalesce(jsonb_object_agg(tenant_id, v), '{}') from (
            select tenant_id, jsonb_object_agg(what, n) as v from (
                select tenant_id, 'outbox' as what, count(*) as n from o
                    group by 1
                union all select tenant_id, 'media', count(*) from m
                    group by 1
                union all select tenant_id, 'dead_letters', count(*) from d
                    group by 1) x
            group by 1 limit 1000) y))
$$;

-- p_decide: how far answers are believed (0063_knowledge_search), by the
-- program that gives them.
create function core.health_note(p_most int, p_decide jsonb) returns void
language sql set search_path = core, pg_temp as $$
    insert into health values
            ('backlog', clock_timestamp(), backlog(p_most)),
            ('decide', clock_timestamp(), p_decide)
        on conflict (name) do update
        set at = excluded.at, value = excluded.value
$$;


-- Judging -------------------------------------------------------------------

-- What the workers that are alive say of a thing they all use: {"state"}
create function core.health_part(p_workers jsonb, p_name text)
returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    with said as (
        select w.value #>> array['components', p_name] as state
        from jsonb_each(coalesce(p_workers, '{}')) w)
    select jsonb_build_object('name', p_name, 'state', case
            when count(state) = 0 then 'unknown'
            when bool_and(state = 'off') then 'off'
            when bool_and(state in ('ok', 'off')) then 'ok'
            when bool_or(state = 'ok') then 'degraded'
            when bool_or(state like 'down%') then 'down'
            else 'unknown' end)
        || case when bool_or(state like 'down:%') then jsonb_build_object(
            'detail', btrim(substr(min(state)
                filter (where state like 'down:%'), 6))) else '{}' end
    from said
$$;

-- Models of this tenant (null: of all) whose breaker is not closed.
create function core.health_breakers(p_workers jsonb, p_tenant uuid)
returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('tenant', x.name[1],
            'name', x.name[2], 'model', x.name[3], 'state', x.state,
            'workers', x.n) order by x.name), '[]')
    from (select string_to_array(b.key, ' ') as name,
            case when bool_or(b.value = 'open') then 'open' else 'half' end
                as state, count(*) as n
        from jsonb_each(coalesce(p_workers, '{}')) w,
            jsonb_each_text(case jsonb_typeof(w.value -> 'breakers')
                when 'object' then w.value -> 'breakers' else '{}' end) b
        where p_tenant is null or b.key like p_tenant || ' %'
        group by 1) x
$$;

-- Channel accounts of this tenant (null: of all) that are left alone: the
-- child that owns an account says so, "open paused".
create function core.health_circuits(p_workers jsonb, p_tenant uuid)
returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('tenant', x.name[1],
            'channel', x.name[2], 'account', x.name[3], 'state',
            split_part(x.state, ' ', 1), 'why', split_part(x.state, ' ', 2))
            order by x.name), '[]')
    from (select regexp_match(b.key, '^(\S+) (\S+) (.*)$') as name,
            max(b.value) as state
        from jsonb_each(coalesce(p_workers, '{}')) w,
            jsonb_each_text(case jsonb_typeof(w.value -> 'circuits')
                when 'object' then w.value -> 'circuits' else '{}' end) b
        where p_tenant is null or b.key like p_tenant || ' %'
        group by 1) x
$$;

-- Sums of what the workers counted in the last minute, by name.
create function core.health_recent(p_workers jsonb) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select coalesce(jsonb_object_agg(x.name, x.n), '{}')
    from (select split_part(v.key, '=', 2) as name,
            sum((v.value)::text::numeric) as n
        from jsonb_each(coalesce(p_workers, '{}')) w,
            jsonb_each(w.value) v
        where v.key like 'recent|of=%' and jsonb_typeof(v.value) = 'number'
        group by 1) x
$$;

-- What share of the replies of the last minute took less than so many ms; null:
-- there were none.  Buckets are "recent_replies|le=0.100".
create function core.health_replies(p_workers jsonb) returns jsonb
language plpgsql immutable set search_path = core, pg_temp as $$
declare
    v_all  numeric;
    v_want numeric;
    v      jsonb := '{}';
    b      record;
begin
    for b in select q.p, x.high, x.n, x.upto, x.all_n,
                coalesce(lag(x.high) over (partition by q.p order by x.high),
                         0) as low
            from (values (0.50), (0.95), (0.99)) q(p), (
                select y.high, y.n, sum(y.n) over (order by y.high) as upto,
                    sum(y.n) over () as all_n
                from (select case split_part(k.key, '=', 2) when '+Inf'
                        then 'infinity' else split_part(k.key, '=', 2) end
                        ::numeric * 1000 as high, sum((k.value)::text::numeric)
                        as n
                    from jsonb_each(coalesce(p_workers, '{}')) w,
                        jsonb_each(w.value) k
                    where k.key like 'recent_replies|le=%'
                      and jsonb_typeof(k.value) = 'number'
                    group by 1) y) x
            order by q.p desc, x.high loop
        v_all := b.all_n;
        v_want := b.p * b.all_n;
        if b.n > 0 and b.upto >= v_want and b.upto - b.n < v_want then
            v := v || jsonb_build_object('p' || (b.p * 100)::int,
                round(case when b.high = 'infinity' then b.low else b.low
                    + (b.high - b.low) * (v_want - b.upto + b.n) / b.n end));
        end if;
    end loop;
    return v || jsonb_build_object('n', coalesce(v_all, 0));
end
$$;

-- Children that said something in the last 10 s, by nginx' clock.
create function core.health_alive(b jsonb) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select case when b ? 'workers' then coalesce((
        select jsonb_object_agg(key, value) from jsonb_each(b -> 'workers')
        where jsonb_typeof(value -> 'at_ms') = 'number'
          and abs((b ->> 'now_ms')::numeric - (value ->> 'at_ms')::numeric)
              < 10000), '{}') end
$$;

create function core.health_redis(r jsonb) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select jsonb_build_object('name', 'redis', 'state', case
            when not (r ->> 'up')::boolean then 'down'
            when not (r ->> 'met')::boolean or not (r ->> 'whole')::boolean
                or r ->> 'shedding' <> 'nothing' then 'degraded'
            else 'ok' end)
        || case when (r ->> 'up')::boolean then jsonb_build_object('detail',
            (r ->> 'durability')
            || case when not (r ->> 'met')::boolean
                then ', required is ' || (r ->> 'required') else '' end
            || case when r ->> 'shedding' <> 'nothing'
                then ', refused: ' || (r ->> 'shedding') else '' end)
            else '{}' end
$$;

-- Leases are PostgreSQL's: they are known when Redis is away, too.
create function core.health_leases() returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('name', 'worker', 'state', case
            when w.live = 0 then 'down' when l.owned < l.n then 'degraded'
            else 'ok' end, 'live', w.live, 'partitions', l.n, 'owned',
            l.owned)
    from (select count(*) as live from worker x
            where x.seen_at > clock_timestamp() - interval '10 s'
              and x.capacity > 0) w,
        (select count(*) as n, count(*) filter (where x.owner is not null
            and x.expires_at > clock_timestamp()) as owned
            from partition_lease x) l
$$;

-- One by one, for who operates the installation.
create function core.health_workers(p_alive jsonb) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('name', w.worker,
            'state', case when w.seen_at > clock_timestamp()
                - interval '10 s' then 'ok' else 'down' end,
            'seen_at', w.seen_at, 'partitions', (select count(*)
                from partition_lease l where l.owner = w.worker
                  and l.expires_at > clock_timestamp()),
            'reports', coalesce(p_alive ? w.worker, false),
            'conversations', p_alive #> array[w.worker, 'lanes'],
            'components', p_alive #> array[w.worker, 'components'])
            order by w.worker), '[]')
    from (select * from worker x
        where x.seen_at > clock_timestamp() - interval '10 minutes'
        order by x.seen_at desc limit 256) w
$$;

-- The components of a view, and the worst of those that count.
create function core.health_components(b jsonb, p_alive jsonb,
    p_open jsonb, p_quiet jsonb) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_array(
        jsonb_build_object('name', 'nginx', 'state', 'ok', 'detail',
                           b #> '{nginx,version}'),
        health_redis(b -> 'redis'),
        jsonb_build_object('name', 'postgres', 'state', 'ok', 'detail',
                           split_part(current_setting('server_version'),
                                      ' ', 1)),
        health_leases(), health_part(p_alive, 'decoder'),
        health_part(p_alive, 'store'), health_part(p_alive, 'clamd'),
        jsonb_build_object('name', 'models', 'state', case
            when p_alive is null or p_alive = '{}' then 'unknown'
            when jsonb_array_length(p_open) > 0 then 'degraded'
            else 'ok' end),
        jsonb_build_object('name', 'channels', 'state', case
            when p_alive is null or p_alive = '{}' then 'unknown'
            when jsonb_array_length(p_quiet) > 0 then 'degraded'
            else 'ok' end))
$$;

-- What is the operator's: everything, with the traffic of all tenants.
create function core.health_figures(b jsonb, p_alive jsonb, h core.health)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object(
        'rates', jsonb_build_object(
            'seconds', round((b #>> '{nginx,recent_ms}')::numeric / 1000),
            'webhooks', b #> '{nginx,webhooks}', 'api', b #> '{nginx,api}',
            'worker', case when p_alive is not null
                then health_recent(p_alive) end),
        'latency', jsonb_build_object('webhook', b #> '{nginx,latency,total}',
            'enqueue', b #> '{nginx,latency,enqueue}',
            'reply', case when p_alive is not null
                then health_replies(p_alive) end),
        'backlog', jsonb_build_object('stream', b #> '{redis,stream_length}',
            'at', h.at) || coalesce(h.value - 'of' - 'tenants', '{}'),
        'archive', (select x.value || jsonb_build_object('at', x.at)
            from health x where x.name = 'archive'),
        'redis', b -> 'redis', 'live_clients', b #> '{nginx,live_clients}',
        'workers', health_workers(p_alive))
$$;

-- b: of nginx.  The operator's token sees the installation; so does an
-- administrator where there is one tenant, and it is theirs.
create function core.health_view(p_tenant uuid, p_role text, b jsonb)
returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    h          health%rowtype;
    v_alive    jsonb := health_alive(b);
    v_operator boolean;
    v_open     jsonb;
    v_quiet    jsonb;
    v_parts    jsonb;
    v_of       jsonb;
begin
    select * into h from health x where x.name = 'backlog';
    v_operator := p_tenant = '00000000-0000-0000-0000-000000000000'
        or p_role in ('admin', 'key') and (h.value ->> 'tenants')::int = 1;
    v_open := health_breakers(v_alive, case when not v_operator
                                       then p_tenant end);
    v_quiet := health_circuits(v_alive, case when not v_operator
                                        then p_tenant end);
    v_parts := health_components(b, v_alive, v_open, v_quiet);
    v_of := jsonb_build_object('at', clock_timestamp(), 'state', (
            select case when bool_or(c ->> 'state' = 'down') then 'down'
                when bool_or(c ->> 'state' in ('degraded', 'unknown'))
                    then 'degraded' else 'ok' end
            from jsonb_array_elements(v_parts) c),
        'scope', case when v_operator then 'installation' else 'tenant' end,
        'providers', v_open, 'channels', v_quiet);
    if v_operator then
        return v_of || jsonb_build_object('components', v_parts)
            || health_figures(b, v_alive, h);
    end if;
    return v_of || jsonb_build_object('components', (
            select jsonb_agg(jsonb_build_object('name', c -> 'name', 'state',
                c -> 'state')) from jsonb_array_elements(v_parts) c),
        'backlog', jsonb_build_object('at', h.at, 'outbox', 0, 'media', 0,
            'dead_letters', 0) || coalesce(h.value #> array['of',
            p_tenant::text], '{}'));
end
$$;

create function api.system_health(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(core.health_view(api.tenant(), api.role(), req -> 'body'),
                  200, '{"Cache-Control": "no-store"}')
$$;

grant execute on function core.backlog(int), core.health_note(int, jsonb)
    to relevo_worker;
grant execute on function core.health_part(jsonb, text),
    core.health_breakers(jsonb, uuid),
    core.health_circuits(jsonb, uuid), core.health_recent(jsonb),
    core.health_replies(jsonb), core.health_alive(jsonb),
    core.health_redis(jsonb), core.health_leases(),
    core.health_workers(jsonb), core.health_components(jsonb, jsonb, jsonb, jsonb),
    core.health_figures(jsonb, jsonb, core.health),
    core.health_view(uuid, text, jsonb), api.system_health(jsonb)
    to relevo_web;
