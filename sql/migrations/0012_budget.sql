-- 0012_budget - for how much a tenant asks providers: limits, what is
-- reserved, what was spent.
--
-- Money is in micros: millionths of the unit the price list is in.  A call
-- reserves what it can cost at most before it is made and settles what it did
-- cost: budget.spent + budget.reserved never passes budget.micros, however
-- many calls run at once, because the sum is raised under the row's lock.
-- A reservation nobody settled (its worker died) is given back when its time
-- is over and counted in usage as expired.

create table core.budget (
    tenant_id   uuid not null references core.tenant,
    period      text not null check (period in ('day', 'month')),
    micros      bigint not null check (micros >= 0),
    since       date not null default 'epoch',
    spent       bigint not null default 0,
    reserved    bigint not null default 0,
    primary key (tenant_id, period)
);
comment on table core.budget is
    'the limit of a period (UTC) and what of it is gone: since, spent, reserved';
select core.protect('core.budget');
grant select, insert, update, delete on core.budget to relevo_worker;

create table core.reservation (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null,
    micros      bigint not null check (micros >= 0),
    day         date not null,
    provider    text not null,
    model       text not null,
    expires_at  timestamptz not null,
    settled     boolean not null default false,
    primary key (tenant_id, id)
);
create index reservation_due on core.reservation (tenant_id, expires_at);
comment on table core.reservation is
    'a call under way; settled ones stay until they expire, so that a'
    ' repeated settle changes nothing';
select core.protect('core.reservation');
grant select, insert, update, delete on core.reservation to relevo_worker;

create table core.usage (
    tenant_id   uuid not null references core.tenant,
    day         date not null,
    provider    text not null,
    model       text not null,
    purpose     text not null,
    calls       bigint not null default 0,
    failed      bigint not null default 0,
    expired     bigint not null default 0,
    estimated   bigint not null default 0,
    tokens_in   bigint not null default 0,
    tokens_out  bigint not null default 0,
    tokens_cached bigint not null default 0,
    micros      bigint not null default 0,      -- of those whose price is known
    unpriced    bigint not null default 0,      -- calls without one
    primary key (tenant_id, day, provider, model, purpose)
);
comment on table core.usage is 'what models were asked and cost, by UTC day';
select core.protect('core.usage');
grant select, insert, update, delete on core.usage to relevo_worker;


create function core.budget_since(p_period text, p_day date) returns date
language sql immutable set search_path = core, pg_temp as $$
    select case p_period when 'day' then p_day
           else date_trunc('month', p_day::timestamp)::date end
$$;

create function core.budget_today() returns date
language sql stable as $$
    select (pg_catalog.now() at time zone 'UTC')::pg_catalog.date
$$;

create function core.budget_set(p_tenant uuid, p_period text,
    p_micros bigint) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_since date := budget_since(p_period, budget_today());
begin
    if p_micros is null then
        delete from budget where tenant_id = p_tenant and period = p_period;
        return jsonb_build_object('ok', found);
    end if;
    insert into budget (tenant_id, period, micros, since, spent, reserved)
        values (p_tenant, p_period, p_micros, v_since,
            (select coalesce(sum(micros), 0) from usage
             where tenant_id = p_tenant and day >= v_since),
            (select coalesce(sum(micros), 0) from reservation
             where tenant_id = p_tenant and not settled and day >= v_since))
        on conflict (tenant_id, period) do update set micros = p_micros;
    return '{"ok": true}';
end
$$;

-- A tenant's reservations that nobody settled in time are given back; settled
-- ones, which were only kept against repetition, forgotten.  statement_
-- timestamp(), since clock_timestamp() is no condition of an index: an hour of
-- settled ones would be read by each call.  Behind the lock of
-- the tenant's budgets: locks are taken in the order budget, reservation.
create function core.budget_expire(p_tenant uuid, p_limit int) returns int
language plpgsql set search_path = core, pg_temp as $$
declare
    r record;
    v_n int := 0;
begin
    for r in
        delete from reservation where tenant_id = p_tenant and id in (
            select id from reservation where tenant_id = p_tenant
              and expires_at <= statement_timestamp()
            order by expires_at limit p_limit for update skip locked)
        returning *
    loop
        continue when r.settled;
        v_n := v_n + 1;
        update budget b set reserved = greatest(0, reserved - r.micros)
            where b.tenant_id = p_tenant
              and b.since = budget_since(b.period, r.day);
        insert into usage as u (tenant_id, day, provider, model, purpose,
                                expired)
            values (p_tenant, r.day, r.provider, r.model, '', 1)
            on conflict (tenant_id, day, provider, model, purpose)
            do update set expired = u.expired + 1;
    end loop;
    return v_n;
end
$$;

-- One reservation.  NULL: it is made; else the period whose limit it would
-- pass, and then none is raised.
create function core.budget_take(p_tenant uuid, p_day date, p_micros bigint)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    v_period text;
begin
    perform from budget where tenant_id = p_tenant order by period for update;
    perform budget_expire(p_tenant, 100);
    update budget set spent = 0, reserved = 0,
            since = budget_since(period, p_day)
        where tenant_id = p_tenant and since <> budget_since(period, p_day);
    select period into v_period from budget
        where tenant_id = p_tenant and spent + reserved + p_micros > micros
        order by period limit 1;
    if found then
        return v_period;
    end if;
    update budget set reserved = reserved + p_micros
        where tenant_id = p_tenant;
    return null;
end
$$;

-- Reservations of tenants without a budget: no sum to lock, so all at once.
create function core.budget_reserve_free(p_items jsonb) returns void
language plpgsql set search_path = core, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off
    set jit = off as $$
declare
    v_tenant uuid;
begin
    -- No sum hangs on them and their calls are settled in any case: a crash of
    -- the server may forget them, and the question does not wait for a disk.
    perform set_config('synchronous_commit', 'off', true);
    for v_tenant in select distinct (e ->> 'tenant')::uuid as tenant
            from jsonb_array_elements(p_items) e order by 1
    loop
        if exists (select from reservation r where r.tenant_id = v_tenant
                   and r.expires_at <= statement_timestamp()) then
            perform budget_expire(v_tenant, 100);
        end if;
    end loop;
    insert into reservation (tenant_id, id, micros, day, provider, model,
                             expires_at)
        select (e ->> 'tenant')::uuid, (e ->> 'id')::uuid,
            (e ->> 'micros')::bigint, budget_today(), e ->> 'provider',
            e ->> 'model', clock_timestamp()
                + (e ->> 'ttl_ms')::bigint * interval '1 ms'
        from jsonb_array_elements(p_items) e
        order by 1, 2
        on conflict (tenant_id, id) do nothing;     -- the answer was lost
end
$$;

-- p_items: [{"tenant","id","micros","ttl_ms","provider","model"}]
-- -> {"items": [{"ok": true} | {"ok": false, "period": "month"}]}, in order.
create function core.budget_reserve(p_items jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    i record;
    v_day date := budget_today();
    v_period text;
    v_items jsonb[] := array_fill('{"ok": true}'::jsonb,
        array[jsonb_array_length(p_items)]);
begin
    if not exists (select from jsonb_array_elements(p_items) e join budget b
                   on b.tenant_id = (e ->> 'tenant')::uuid) then
        perform budget_reserve_free(p_items);
        return jsonb_build_object('items', to_jsonb(v_items));
    end if;
    -- tenants in one order: two batches never wait for each other
    for i in select n, (e ->> 'tenant')::uuid as tenant,
                    (e ->> 'id')::uuid as id,
                    (e ->> 'micros')::bigint as micros,
                    (e ->> 'ttl_ms')::bigint as ttl_ms,
                    e ->> 'provider' as provider, e ->> 'model' as model
             from jsonb_array_elements(p_items) with ordinality x(e, n)
             order by 2, 1
    loop
        if exists (select from reservation
                   where tenant_id = i.tenant and id = i.id) then
            continue;                               -- the answer was lost
        end if;
        v_period := budget_take(i.tenant, v_day, i.micros);
        if v_period is not null then
            v_items[i.n] := jsonb_build_object('ok', false,
                                               'period', v_period);
            continue;
        end if;
        insert into reservation (tenant_id, id, micros, day, provider, model,
                                 expires_at)
            values (i.tenant, i.id, i.micros, v_day, i.provider, i.model,
                clock_timestamp() + i.ttl_ms * interval '1 ms');
    end loop;
    return jsonb_build_object('items', to_jsonb(v_items));
end
$$;

-- Settlements of tenants without a budget, all at once: usage is raised once
-- for each of its rows.  Whoever was settled before changes nothing; whoever
-- was not reserved (its time is over) counts all the same.  Twice in one call
-- is once.
create function core.budget_settle_free(p_items jsonb) returns void
language plpgsql set search_path = core, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off
    set enable_mergejoin = off set enable_hashjoin = off
    set jit = off as $$
begin
    perform from reservation r join (select (e ->> 'tenant')::uuid as tenant,
                (e ->> 'id')::uuid as id from jsonb_array_elements(p_items) e
            offset 0) q
            on r.tenant_id = q.tenant and r.id = q.id
        order by r.tenant_id, r.id for update of r;
    with q as materialized (
        select distinct on (1, 2) (e ->> 'tenant')::uuid as tenant,
            (e ->> 'id')::uuid as id, e
        from jsonb_array_elements(p_items) with ordinality x(e, n)
        order by 1, 2, n
    ), open as materialized (
        select q.*, r.id is not null as had,
            coalesce(r.day, budget_today()) as day
        from q left join reservation r on r.tenant_id = q.tenant
            and r.id = q.id
        where r.settled is not true
    ), done as (
        update reservation r set settled = true,
                expires_at = clock_timestamp() + interval '1 hour'
            from open where r.tenant_id = open.tenant and r.id = open.id
    )
    insert into usage as u (tenant_id, day, provider, model, purpose, calls,
            failed, estimated, tokens_in, tokens_out, tokens_cached, micros,
            unpriced)
        select o.tenant, o.day, o.e ->> 'provider', o.e ->> 'model',
            coalesce(o.e ->> 'purpose', ''), count(*),
            count(*) filter (where not (o.e ->> 'ok')::boolean),
            count(*) filter (where (o.e ->> 'estimated')::boolean),
            sum((o.e ->> 'tokens_in')::bigint),
            sum((o.e ->> 'tokens_out')::bigint),
            sum((o.e ->> 'tokens_cached')::bigint),
            sum((o.e ->> 'micros')::bigint),
            count(*) filter (where (o.e ->> 'priced')::boolean is false)
        from open o where (o.e ->> 'sent')::boolean
        group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
        on conflict (tenant_id, day, provider, model, purpose) do update set
            calls = u.calls + excluded.calls,
            failed = u.failed + excluded.failed,
            estimated = u.estimated + excluded.estimated,
            tokens_in = u.tokens_in + excluded.tokens_in,
            tokens_out = u.tokens_out + excluded.tokens_out,
            tokens_cached = u.tokens_cached + excluded.tokens_cached,
            micros = u.micros + excluded.micros,
            unpriced = u.unpriced + excluded.unpriced;
end
$$;

-- p_items: [{"tenant","id","provider","model","purpose","sent","ok",
--   "estimated","priced","tokens_in","tokens_out","tokens_cached","micros"}]
-- What was never sent only gives its reservation back.  A second time it
-- changes nothing.  After its time it counts all the same:
-- the money is spent.
create function core.budget_settle(p_items jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    i record;
    v reservation%rowtype;
    v_day date;
begin
    if not exists (select from jsonb_array_elements(p_items) e join budget b
                   on b.tenant_id = (e ->> 'tenant')::uuid) then
        perform budget_settle_free(p_items);
        return '{"ok": true}';
    end if;
    for i in select (e ->> 'tenant')::uuid as tenant,
                    (e ->> 'id')::uuid as id, e
             from jsonb_array_elements(p_items) with ordinality x(e, n)
             order by 1, n
    loop
        -- the order of locks is budget, then reservation, as in reserving
        perform from budget where tenant_id = i.tenant
            order by period for update;
        select * into v from reservation
            where tenant_id = i.tenant and id = i.id for update;
        continue when found and v.settled;
        v_day := coalesce(v.day, budget_today());
        update reservation set settled = true,
                expires_at = clock_timestamp() + interval '1 hour'
            where tenant_id = i.tenant and id = i.id;
        update budget b set
                reserved = greatest(0, reserved - coalesce(v.micros, 0)),
                spent = spent + (i.e ->> 'micros')::bigint
            where b.tenant_id = i.tenant
              and b.since = budget_since(b.period, v_day);
        if (i.e ->> 'sent')::boolean then
            perform usage_add(i.tenant, v_day, i.e);
        end if;
    end loop;
    return jsonb_build_object('ok', true);
end
$$;

create function core.usage_add(p_tenant uuid, p_day date, p_item jsonb)
returns void
language sql set search_path = core, pg_temp as $$
    insert into usage as u (tenant_id, day, provider, model, purpose, calls,
        failed, estimated, tokens_in, tokens_out, tokens_cached, micros,
        unpriced)
    values (p_tenant, p_day, p_item ->> 'provider', p_item ->> 'model',
        coalesce(p_item ->> 'purpose', ''), 1,
        case when (p_item ->> 'ok')::boolean then 0 else 1 end,
        case when (p_item ->> 'estimated')::boolean then 1 else 0 end,
        (p_item ->> 'tokens_in')::bigint, (p_item ->> 'tokens_out')::bigint,
        (p_item ->> 'tokens_cached')::bigint, (p_item ->> 'micros')::bigint,
        case when (p_item ->> 'priced')::boolean is false then 1 else 0 end)
    on conflict (tenant_id, day, provider, model, purpose) do update set
        calls = u.calls + 1, failed = u.failed + excluded.failed,
        estimated = u.estimated + excluded.estimated,
        tokens_in = u.tokens_in + excluded.tokens_in,
        tokens_out = u.tokens_out + excluded.tokens_out,
        tokens_cached = u.tokens_cached + excluded.tokens_cached,
        micros = u.micros + excluded.micros,
        unpriced = u.unpriced + excluded.unpriced
$$;


grant execute on function core.budget_since(text, date),
    core.budget_today(), core.budget_set(uuid, text, bigint),
    core.budget_expire(uuid, int), core.budget_take(uuid, date, bigint),
    core.budget_reserve(jsonb), core.budget_settle(jsonb),
    core.budget_reserve_free(jsonb), core.budget_settle_free(jsonb),
    core.usage_add(uuid, date, jsonb)
    to relevo_worker;
