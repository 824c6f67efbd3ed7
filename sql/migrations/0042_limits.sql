-- 0042_limits - what a tenant may use, and what it has used.
--
-- A limit is soft, hard or both; a hard one alone warns at 80 % of it.
-- Crossing either is told once per period (the event `limit` of 0040, a row of
-- limit_state), without a period once until it is far again; what the hard one means depends on its kind:
--
--   messages_day, messages_month   messages of customers.  They are still
--       taken and stored (a 200 is a receipt); above it a person answers
--   tokens_day, tokens_month       tokens of language models.  No model is
--       asked; the answers are those of the knowledge base
--   media_bytes                    bytes of files kept.  A larger file is not
--       kept, and the customer is told so
--   agents                         people with an account.  Nobody is added
--   tasks                          tasks that wait or run.  None is taken
--
-- Messages are counted where core.admit counts them (a trigger on tally, one
-- row per batch), tokens where a call is settled.

create table core.tenant_limit (
    tenant_id   uuid not null references core.tenant,
    name        text not null check (name in ('messages_day',
                'messages_month', 'tokens_day', 'tokens_month',
                'media_bytes', 'agents', 'tasks')),
    soft        bigint check (soft >= 0),
    hard        bigint check (hard >= 0),
    changed_at  timestamptz not null default now(),
    primary key (tenant_id, name),
    check (soft is null or hard is null or soft <= hard)
);
select core.protect('core.tenant_limit');
grant select, insert, update, delete on core.tenant_limit
    to relevo_worker, relevo_web;
grant select on core.tenant_limit to relevo_turn;

-- Per partition, as tally: batches of two partitions never wait for each
-- other.
create table core.usage_messages (
    tenant_id   uuid not null,
    day         date not null,          -- UTC
    partition   int not null,
    received    bigint not null default 0,
    primary key (tenant_id, day, partition)
) with (fillfactor = 50);
select core.protect('core.usage_messages');
grant select, insert, update, delete on core.usage_messages
    to relevo_worker;
grant select on core.usage_messages to relevo_web, relevo_turn;

-- When a limit was crossed in a period, and how often it said no.
create table core.limit_state (
    tenant_id   uuid not null,
    since       date not null,          -- of the period; epoch: there is none
    name        text not null,
    soft_at     timestamptz,
    hard_at     timestamptz,
    refused     bigint not null default 0,
    primary key (tenant_id, since, name)
);
select core.protect('core.limit_state');
grant select, insert, update, delete on core.limit_state
    to relevo_worker, relevo_web;
grant select on core.limit_state to relevo_turn;


-- (put into the queries that call it: so it sets no search_path)
create function core.utc_today() returns date
language sql stable as $$
    select (pg_catalog.now() at time zone 'UTC')::pg_catalog.date
$$;

create function core.limit_since(p_name text) returns date
language sql stable set search_path = core, pg_temp as $$
    select case when p_name like '%\_day' then core.utc_today()
        when p_name like '%\_month'
            then pg_catalog.date_trunc('month', core.utc_today())::date
        else 'epoch'::date end
$$;

-- What a limit is when the tenant has none of its own; null: no limit.
create function core.limit_default(p_name text) returns bigint
language sql immutable set search_path = core, pg_temp as $$
    select case p_name when 'tasks' then 20 end::bigint
$$;

create function core.limit_used(p_tenant uuid, p_name text) returns bigint
language plpgsql stable set search_path = core, pg_temp as $$
begin
    case p_name
    when 'messages_day', 'messages_month' then
        return (select coalesce(sum(u.received), 0) from usage_messages u
            where u.tenant_id = p_tenant and u.day >= limit_since(p_name));
    when 'tokens_day', 'tokens_month' then
        return (select coalesce(sum(u.tokens_in + u.tokens_out), 0)
            from usage u where u.tenant_id = p_tenant
              and u.day >= limit_since(p_name));
    when 'media_bytes' then
        return media_usage(p_tenant);
    when 'agents' then
        return (select count(*) from agent a where a.tenant_id = p_tenant
            and a.enabled);
    when 'tasks' then
        return (select count(*) from task t where t.tenant_id = p_tenant
            and t.state in ('queued', 'running'));
    end case;
end
$$;

-- From where on it is told that a limit is near.
create function core.limit_warns(p_soft bigint, p_hard bigint)
returns bigint
language sql immutable set search_path = core, pg_temp as $$
    select coalesce(p_soft, p_hard - p_hard / 5)
$$;

-- Where a tenant stands with one more of p_extra: ok, soft or hard.  What is
-- new of that is told, once in its period.
create function core.limit_watch(p_tenant uuid, p_name text,
    p_extra bigint default 0) returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    l       tenant_limit%rowtype;
    v_used  bigint;
    v_level text := 'ok';
begin
    select * into l from tenant_limit x where x.tenant_id = p_tenant
        and x.name = p_name;
    l.hard := coalesce(l.hard, limit_default(p_name));
    l.soft := limit_warns(l.soft, l.hard);
    if l.soft is null and l.hard is null then
        return 'ok';
    end if;
    v_used := limit_used(p_tenant, p_name) + p_extra;
    v_level := case when v_used > l.hard then 'hard'
                    when v_used >= l.soft then 'soft' else 'ok' end;
    if p_name = 'tasks' then            -- come and go by the second
        return v_level;
    elsif v_level = 'ok' then
        if p_name in ('media_bytes', 'agents') then
            -- without a period: told again when it comes near again
            update limit_state s set soft_at = null, hard_at = null
                where s.tenant_id = p_tenant and s.name = p_name
                  and (s.soft_at is not null or s.hard_at is not null);
        end if;
        return v_level;
    end if;
    if v_used >= l.soft then
        perform limit_tell(p_tenant, p_name, 'soft', v_used,
                           coalesce(l.hard, l.soft));
    end if;
    if v_level = 'hard' then
        perform limit_tell(p_tenant, p_name, 'hard', v_used, l.hard);
    end if;
    return v_level;
end
$$;

create function core.limit_tell(p_tenant uuid, p_name text, p_level text,
    p_used bigint, p_of bigint) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    insert into limit_state as s (tenant_id, since, name, soft_at, hard_at)
        values (p_tenant, limit_since(p_name), p_name,
            case when p_level = 'soft' then clock_timestamp() end,
            case when p_level = 'hard' then clock_timestamp() end)
        on conflict (tenant_id, since, name) do update
        set soft_at = coalesce(s.soft_at, excluded.soft_at),
            hard_at = coalesce(s.hard_at, excluded.hard_at)
        where p_level = 'soft' and s.soft_at is null
           or p_level = 'hard' and s.hard_at is null;
    if found then
        perform notify(p_tenant, 'limit', jsonb_build_object('priority',
            case p_level when 'hard' then 'high' else 'medium' end,
            'limit', p_name, 'level', p_level, 'used', p_used, 'allowed',
            p_of));
    end if;
end
$$;

-- A hard limit has said no.
create function core.limit_refused(p_tenant uuid, p_name text) returns void
language sql set search_path = core, pg_temp as $$
    insert into limit_state as s (tenant_id, since, name, refused)
        values (p_tenant, limit_since(p_name), p_name, 1)
        on conflict (tenant_id, since, name) do update
        set refused = s.refused + 1
$$;

-- Is there room for one more?  The caller holds the lock that makes the
-- answer hold.
create function core.limit_room(p_tenant uuid, p_name text) returns boolean
language plpgsql set search_path = core, pg_temp as $$
begin
    if limit_watch(p_tenant, p_name, 1) <> 'hard' then
        return true;
    end if;
    perform limit_refused(p_tenant, p_name);
    return false;
end
$$;

-- What a turn must know: "messages" and "tokens", when they are used up.
create function core.limits_over(p_tenant uuid) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
begin
    return (select coalesce(jsonb_agg(distinct split_part(s.name, '_', 1)),
                            '[]')
        from limit_state s where s.tenant_id = p_tenant
          and s.since in (utc_today(),
                          date_trunc('month', utc_today())::date)
          and s.hard_at is not null and s.since = limit_since(s.name));
end
$$;

-- Bytes a tenant's files may have; null: as many as the installation allows.
create function core.media_limit(p_tenant uuid) returns bigint
language sql stable set search_path = core, pg_temp as $$
    select l.hard from tenant_limit l where l.tenant_id = p_tenant
        and l.name = 'media_bytes'
$$;

-- Why a file of so many bytes has no room, or "": above the tenant's limit, or
-- what the installation lets anybody keep (0: all).  Told, and counted.
create function core.media_room(p_tenant uuid, p_bytes bigint,
    p_quota bigint) returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    v_own  boolean := exists (select from tenant_limit l
                              where l.tenant_id = p_tenant
                                and l.name = 'media_bytes');
    v_hard bigint := least(nullif(p_quota, 0), media_limit(p_tenant));
    v_used bigint;
begin
    if v_hard is null and not v_own then
        return '';
    end if;
    v_used := media_usage(p_tenant);
    if v_own then
        perform limit_watch(p_tenant, 'media_bytes', p_bytes);
    end if;
    if v_hard is null or v_used + p_bytes <= v_hard then
        return '';
    end if;
    perform limit_refused(p_tenant, 'media_bytes');
    return v_used || ' bytes are kept, the limit is ' || v_hard;
end
$$;


-- Counting ------------------------------------------------------------------

create function core.usage_of_tally() returns trigger
language plpgsql set search_path = core, pg_temp as $$
declare
    v_more bigint := new.messages - case tg_op when 'UPDATE'
        then old.messages else 0 end;
begin
    if v_more <= 0 then
        return null;
    end if;
    insert into usage_messages as u (tenant_id, day, partition, received)
        values (new.tenant_id, utc_today(), new.partition, v_more)
        on conflict (tenant_id, day, partition) do update
        set received = u.received + excluded.received;
    if exists (select from tenant_limit l
               where l.tenant_id = new.tenant_id) then
        perform limit_watch(new.tenant_id, 'messages_day');
        perform limit_watch(new.tenant_id, 'messages_month');
    end if;
    return null;
end
$$;
create trigger usage_messages after insert or update of messages
    on core.tally for each row execute function core.usage_of_tally();

create function core.usage_of_models() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    if exists (select from tenant_limit l
               where l.tenant_id = new.tenant_id) then
        perform limit_watch(new.tenant_id, 'tokens_day');
        perform limit_watch(new.tenant_id, 'tokens_month');
    end if;
    return null;
end
$$;
create trigger usage_tokens after insert or update on core.usage
    for each row execute function core.usage_of_models();


-- Setting and showing -------------------------------------------------------

-- What is wrong with a merge patch of limits; null: nothing.
create function core.limits_problem(p_tenant uuid, p_limits jsonb,
    p_hard boolean) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('ok', false, 'path', e.key, 'error', x.error)
    from jsonb_each(p_limits) e
    left join tenant_limit l on l.tenant_id = p_tenant and l.name = e.key
    cross join lateral (select case jsonb_typeof(e.value) when 'object'
        then e.value else '{}' end as v) o
    cross join lateral (select case
        when e.key not in ('messages_day', 'messages_month', 'tokens_day',
            'tokens_month', 'media_bytes', 'agents', 'tasks') then 'unknown'
        when jsonb_typeof(e.value) not in ('object', 'null') or exists (
            select from jsonb_each(o.v) m where m.key not in ('soft', 'hard')
               or jsonb_typeof(m.value) not in ('number', 'null')
               or m.value::text !~ '^(\d{1,18}|null)$') then 'limit'
        when not p_hard and (jsonb_typeof(e.value) = 'null'
                             or e.value ? 'hard') then 'operator'
        when (case when o.v ? 'soft' then (o.v ->> 'soft')::bigint
                  else l.soft end)
            > (case when o.v ? 'hard' then (o.v ->> 'hard')::bigint
                  else l.hard end) and jsonb_typeof(e.value) = 'object'
            then 'soft_above_hard' end as error) x
    where x.error is not null order by e.key limit 1
$$;

-- p_limits: {"<name>": {"soft", "hard"} or null}, a merge patch; p_hard: may
-- hard ones be set?  All of it, or nothing.
create function core.limits_set(p_tenant uuid, p_limits jsonb,
    p_hard boolean) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    e record;
    v jsonb;
begin
    perform pg_advisory_xact_lock(hashtextextended('limits ' || p_tenant, 0));
    v := limits_problem(p_tenant, p_limits, p_hard);
    if v is not null then
        return v;
    end if;
    for e in select key, value from jsonb_each(p_limits) loop
        insert into tenant_limit (tenant_id, name) values (p_tenant, e.key)
            on conflict do nothing;
        update tenant_limit l set changed_at = now(),
                soft = case when jsonb_typeof(e.value) = 'null' then null
                    when e.value ? 'soft' then (e.value ->> 'soft')::bigint
                    else l.soft end,
                hard = case when jsonb_typeof(e.value) = 'null' then null
                    when e.value ? 'hard' then (e.value ->> 'hard')::bigint
                    else l.hard end
            where l.tenant_id = p_tenant and l.name = e.key;
        delete from tenant_limit l where l.tenant_id = p_tenant
            and l.name = e.key and l.soft is null and l.hard is null;
        -- Another limit, another word on it.
        update limit_state s set soft_at = null, hard_at = null
            where s.tenant_id = p_tenant and s.name = e.key
              and s.since = limit_since(e.key);
        perform limit_watch(p_tenant, e.key);
    end loop;
    return '{"ok": true}';
end
$$;

create function core.limits_list(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('name', x.name, 'used',
            x.used, 'soft', x.soft, 'hard', x.hard, 'warns_at', x.warns, 'level',
            case
                when x.used > x.hard then 'hard'
                when x.used >= x.warns then 'soft' else 'ok' end,
            'hard_means', case split_part(x.name, '_', 1)
                when 'messages' then 'a person answers'
                when 'tokens' then 'no model is asked'
                when 'media' then 'the file is not kept'
                when 'agents' then 'no agent is added'
                else 'no task is taken' end,
            'refused', coalesce(s.refused, 0), 'soft_at', s.soft_at,
            'hard_at', s.hard_at) order by x.ord), '[]')
    from (select n.name, n.ord, limit_used(p_tenant, n.name) as used, l.soft,
            coalesce(l.hard, limit_default(n.name)) as hard,
            limit_warns(l.soft, coalesce(l.hard, limit_default(n.name)))
                as warns
        from unnest(array['messages_day', 'messages_month', 'tokens_day',
            'tokens_month', 'media_bytes', 'agents', 'tasks'])
            with ordinality n(name, ord)
        left join tenant_limit l on l.tenant_id = p_tenant
            and l.name = n.name) x
    left join limit_state s on s.tenant_id = p_tenant and s.name = x.name
        and s.since = limit_since(x.name)
$$;

-- Days older than a year and a month are forgotten; a limit without a period
-- stays.
create function core.usage_prune(p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
    v_m bigint;
begin
    delete from usage_messages where ctid = any (array(
        select u.ctid from usage_messages u
        where u.day < utc_today() - 400 limit p_limit));
    get diagnostics v_n = row_count;
    delete from limit_state where ctid = any (array(
        select s.ctid from limit_state s where s.since > 'epoch'
          and s.since < utc_today() - 400 limit p_limit));
    get diagnostics v_m = row_count;
    return greatest(v_n, v_m);
end
$$;

grant execute on function core.usage_prune(int) to relevo_worker;
grant execute on function core.utc_today(), core.limit_since(text),
    core.limits_over(uuid) to relevo_worker, relevo_web, relevo_turn;
grant execute on function core.limit_default(text),
    core.limit_used(uuid, text), core.limit_watch(uuid, text, bigint),
    core.limit_tell(uuid, text, text, bigint, bigint),
    core.limit_warns(bigint, bigint), core.limit_refused(uuid, text),
    core.limit_room(uuid, text), core.media_limit(uuid),
    core.limits_problem(uuid, jsonb, boolean),
    core.limits_set(uuid, jsonb, boolean), core.limits_list(uuid)
    to relevo_worker, relevo_web;
grant execute on function core.media_room(uuid, bigint, bigint) to relevo_worker;
grant execute on function core.media_usage(uuid) to relevo_web;
