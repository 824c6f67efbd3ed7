-- 0051_review_rates - replies picked for review by themselves: so many percent
-- of a language, at most so many a day.
--
-- A timer of kind `review` looks at what was said since the last time.  What is
-- picked depends on a reply's id and the rates alone: whoever looks, and
-- however often, picks the same.

create table core.review_plan (
    tenant_id   uuid primary key references core.tenant,
    rates       jsonb not null,     -- {"es": {"percent", "per_day"}, "*": ..}
    upto        uuid not null,      -- messages up to here have been looked at
    timer_id    uuid
);
select core.protect('core.review_plan');
grant select, insert, update, delete on core.review_plan
    to relevo_web, relevo_worker;

create function core.review_limits() returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select '{"pass": 2000, "pass_seconds": 600, "settled_seconds": 30,
             "per_day": 50, "per_day_most": 1000}'::jsonb
$$;

-- Null, or what is wrong with rates.
create function core.review_rates_problem(p_rates jsonb) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select jsonb_build_object('ok', false, 'error', 'invalid', 'path',
        'rates.' || e.key, 'detail', 'es, en, pt, fr, it or "*", each with'
        ' "percent", 0 to 100, and perhaps "per_day", 1 to 1000')
    from jsonb_each(p_rates) e
    where e.key not in ('es', 'en', 'pt', 'fr', 'it', '*')
       or jsonb_typeof(e.value) <> 'object'
       or exists (select from jsonb_object_keys(case jsonb_typeof(e.value)
              when 'object' then e.value else '{}' end) k
              where k not in ('percent', 'per_day'))
       or coalesce(e.value -> 'percent', 'null')::text
              !~ '^(100|\d{1,2}(\.\d{1,2})?)$'
       or coalesce(e.value -> 'per_day', '50')::text
              !~ '^(1000|[1-9]\d{0,2})$'
    limit 1
$$;

-- One more timer, and only one.
create function core.review_watch(p_tenant uuid, p_seconds int)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id  uuid;
    v_old uuid;
begin
    select timer_id into v_old from review_plan
        where tenant_id = p_tenant for no key update;
    if not found then
        return;
    end if;
    delete from timer where tenant_id = p_tenant and id = v_old;
    insert into timer (tenant_id, partition, due_at, kind)
        values (p_tenant, notify_partition(p_tenant), clock_timestamp()
            + p_seconds * interval '1 s', 'review') returning id into v_id;
    update review_plan set timer_id = v_id where tenant_id = p_tenant;
end
$$;

-- Replaces them; {}: nothing is picked any more.
create function core.review_rates_set(p_tenant uuid, p_rates jsonb)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_problem jsonb := review_rates_problem(p_rates);
begin
    if v_problem is not null then
        return v_problem;
    elsif p_rates = '{}' then
        delete from timer t using review_plan p where p.tenant_id = p_tenant
            and t.tenant_id = p_tenant and t.id = p.timer_id;
        delete from review_plan where tenant_id = p_tenant;
        return '{"ok": true}';
    end if;
    -- Of what was said before nothing is picked.
    insert into review_plan (tenant_id, rates, upto)
        values (p_tenant, p_rates, uuid7_floor(clock_timestamp()))
        on conflict (tenant_id) do update set rates = excluded.rates;
    perform review_watch(p_tenant,
        (review_limits() ->> 'settled_seconds')::int + 1);
    return '{"ok": true}';
end
$$;

-- Is it among so many percent?  The first 32 bits of a hash, as a fraction.
create function core.review_chosen(p_id uuid, p_percent numeric)
returns boolean
language sql immutable set search_path = core, pg_temp as $$
    select ('x' || left(md5(p_id::text), 8))::bit(32)::bigint
           < p_percent / 100 * 4294967296
$$;

-- Picks among these replies; what a language has had of its day counts.
create function core.review_pick(p_tenant uuid, p_ids uuid[],
    p_rates jsonb) returns bigint
language sql set search_path = core, pg_temp as $$
    with b as (
        select s.*, r.per_day, d.day, row_number() over (
            partition by s.language, d.day order by s.id) as nth
        from review_said(p_tenant, p_ids) s
        cross join lateral (select (s.said_at at time zone 'UTC')::date
            as day) d
        cross join lateral (select coalesce((x.v ->> 'per_day')::int,
                (review_limits() ->> 'per_day')::int) as per_day,
                (x.v ->> 'percent')::numeric as percent
            from (select coalesce(p_rates -> s.language, p_rates -> '*')
                as v) x where x.v is not null) r
        where review_chosen(s.id, r.percent)
    ), put as (
        insert into review (tenant_id, conversation_id, message_id, seq,
                language, reason, said_at, by_rate)
            select p_tenant, b.conversation_id, b.id, b.seq, b.language,
                b.reason, b.said_at, true
            from b where b.nth + (select count(*) from review r
                where r.tenant_id = p_tenant and r.by_rate
                  and r.id >= uuid7_floor(b.day at time zone 'UTC')
                  and r.language = b.language
                  and (r.said_at at time zone 'UTC')::date = b.day)
                <= b.per_day
            on conflict (tenant_id, message_id) do nothing
            returning 1
    )
    select count(*) from put
$$;

-- The timer: a bite of what was said, and the next timer; at once while there
-- is more.  How many were picked.
create function core.review_pass(p_tenant uuid) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_most int := (review_limits() ->> 'pass')::int;
    v_end  uuid := uuid7_floor(clock_timestamp() - interval '1 s'
                   * (review_limits() ->> 'settled_seconds')::int);
    v_ids  uuid[];
    v_full boolean;
    v_n    bigint;
    p      review_plan%rowtype;
begin
    select * into p from review_plan x where x.tenant_id = p_tenant
        for no key update;
    if not found then
        return 0;
    end if;
    select array_agg(x.id order by x.id) into v_ids
        from (select m.id from message m where m.tenant_id = p_tenant
              and m.id > p.upto and m.id < v_end
              order by m.id limit v_most) x;
    v_full := cardinality(v_ids) = v_most;
    v_n := review_pick(p_tenant, v_ids, p.rates);
    update review_plan set upto = case when v_full then v_ids[v_most]
            else greatest(upto, v_end) end
        where tenant_id = p_tenant;
    perform review_watch(p_tenant, case when v_full then 0
        else (review_limits() ->> 'pass_seconds')::int end);
    return v_n;
end
$$;

grant execute on function core.review_limits(),
    core.review_rates_problem(jsonb), core.review_watch(uuid, int),
    core.review_rates_set(uuid, jsonb) to relevo_web, relevo_worker;
grant execute on function core.review_chosen(uuid, numeric),
    core.review_pick(uuid, uuid[], jsonb), core.review_pass(uuid)
    to relevo_worker;


-- Routes --------------------------------------------------------------------

create function api.review_rates_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('rates', coalesce((select p.rates
            from review_plan p where p.tenant_id = api.tenant()), '{}'),
        'picked_today', (select coalesce(jsonb_object_agg(x.language, x.n),
                '{}')
            from (select r.language, count(*) as n from review r
                where r.tenant_id = api.tenant() and r.by_rate
                  and r.id >= uuid7_floor(utc_today()::timestamp
                                          at time zone 'UTC')
                group by 1) x)))
$$;

create function api.review_rates_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb := review_rates_set(api.tenant(), req #> '{body,rates}');
begin
    if not (v ->> 'ok')::boolean then
        return api.invalid('body.' || (v ->> 'path'), 'rate', v ->> 'detail');
    end if;
    return api.review_rates_get(req);
end
$$;

grant execute on function api.review_rates_get(jsonb),
    api.review_rates_put(jsonb) to relevo_web;
