-- 0044_figures - how much of what: hours of counts, made behind the path.
--
-- A pass (upkeep, a timer of the operator's tenant on partition 0) reads what
-- was committed in a stretch of time, once, and adds it to the hour; the
-- stretch ends figures_settled() ago.  A transaction that took longer than
-- that is missing from the figures, and only from them.  Of each number the
-- hour keeps some of the conversations behind it.
--
--   metric     key                       total
--   message    in bot agent system
--   channel    of messages in
--   language sentiment intent            of what was understood
--   decision   escalated kept; what rules wanted where nobody hands over
--              (flag human_handoff), or a person had it already, is kept
--   reason     of what was escalated
--   ticket     priority, when opened
--   decided notified assigned first_response resolution
--              n, and their seconds; key: at most so many seconds

create table core.rollup (
    tenant_id   uuid not null,
    hour        timestamptz not null,
    metric      text not null,
    key         text not null check (length(key) <= 128),
    n           bigint not null,
    total       double precision not null default 0,
    sample      uuid[] not null default '{}',   -- conversations, at most 50
    primary key (tenant_id, hour, metric, key)
) with (fillfactor = 70);
select core.protect('core.rollup');
grant select, insert, update, delete on core.rollup to relevo_worker;
grant select on core.rollup to relevo_web;

create index ticket_answered on core.ticket (tenant_id, first_response_at)
    where first_response_at is not null;
create index ticket_done on core.ticket (tenant_id, resolved_at)
    where resolved_at is not null;
create index sla_when on core.sla (tenant_id, met_at)
    where kind in ('decision', 'notification', 'assignment');
create index episode_when on core.episode (tenant_id, rated_at)
    where rating is not null;

create function core.figures_settled() returns interval
language sql immutable as $$
    select interval '10 s'
$$;

create function core.rollup_sample() returns int
language sql immutable as $$
    select 50
$$;

-- The smallest of a few bounds that holds so many seconds.
create function core.seconds_bound(p_seconds double precision)
returns text
language sql immutable as $$
    select case when p_seconds <= 1 then '1' when p_seconds <= 3 then '3'
        when p_seconds <= 10 then '10' when p_seconds <= 30 then '30'
        when p_seconds <= 60 then '60' when p_seconds <= 300
        then '300' when p_seconds <= 900 then '900' when p_seconds <= 3600
        then '3600' when p_seconds <= 14400 then '14400'
        when p_seconds <= 86400 then '86400' else '604800' end
$$;

-- One vocabulary, that of tickets.
create function core.mood(a core.analysis) returns text
language sql immutable as $$
    select case when a.angry then 'angry' when a.confused then 'confused'
        when a.sentiment in ('very_negative', 'negative') then 'negative'
        when a.sentiment = 'positive' then 'positive' else 'neutral' end
$$;

-- The same message on the scales that other systems have: four words of
-- language services, graded ones, and those of calls; polarity is -1 to 1.
create function core.mood_scales(a core.analysis) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select jsonb_build_object('polarity', a.polarity, 'ticket', mood(a),
        'basic', case when a.sentiment = 'very_negative' then 'NEGATIVE'
            else upper(a.sentiment) end,
        'graded', case when a.sentiment = 'mixed' then 'neutral'
            else a.sentiment end,
        'call', case when a.angry then 'angry' when a.frustrated
            or a.sentiment in ('very_negative', 'negative')
            then 'frustrated' when a.confused then 'confused'
            when a.sentiment = 'positive' then 'positive'
            else 'neutral' end)
$$;
grant execute on function core.mood_scales(core.analysis) to relevo_web;

-- The three of the five times of a hand-over that no column of a ticket has.
create function core.figures_sla(p_tenant uuid, p_from timestamptz,
    p_to timestamptz) returns table (at timestamptz, metric text,
    seconds double precision, conversation uuid)
language sql stable set search_path = core, pg_temp as $$
    select s.met_at, case s.kind when 'decision' then 'decided'
            when 'notification' then 'notified' else 'assigned' end,
        extract(epoch from s.met_at - s.started_at), t.conversation_id
    from sla s join ticket t on t.tenant_id = s.tenant_id
        and t.id = s.ticket_id
    where s.tenant_id = p_tenant
      and s.kind in ('decision', 'notification', 'assignment')
      and s.met_at >= p_from and s.met_at < p_to
$$;
grant execute on function core.figures_sla(uuid, timestamptz, timestamptz)
    to relevo_worker;

-- What happened in [p_from, p_to), as (tenant, at, metric, key, ...).
create function core.figures_of(p_from timestamptz, p_to timestamptz)
returns table (tenant uuid, at timestamptz, metric text, key text,
    seconds double precision, conversation uuid)
language sql stable set search_path = core, pg_temp
    set enable_seqscan = off set jit = off as $$
    with m as materialized (
        select t.tenant_id, x.* from tenant t
        cross join lateral (select m.conversation_id, m.direction, m.origin,
                m.created_at
            from message m where m.tenant_id = t.tenant_id
              and m.id >= uuid7_floor(p_from)
              and m.id < uuid7_floor(p_to)) x
    ), a as materialized (
        select x.* from analysis x
        where x.analyzed_at >= p_from and x.analyzed_at < p_to
    ), d as materialized (
        select x.* from decision x
        where x.created_at >= p_from and x.created_at < p_to
    )
    select m.tenant_id, m.created_at, 'message', case m.direction
        when 'in' then 'in' else m.origin end, 0, m.conversation_id from m
    union all
    select m.tenant_id, m.created_at, 'channel', y.channel, 0,
        m.conversation_id
        from m join conversation c on c.tenant_id = m.tenant_id
            and c.id = m.conversation_id
        join account y on y.tenant_id = c.tenant_id and y.id = c.account_id
        where m.direction = 'in'
    union all
    select a.tenant_id, a.analyzed_at, v.metric, v.key, 0,
        a.conversation_id
        from a cross join lateral (values ('language', a.language),
            ('sentiment', mood(a::analysis)),
            ('intent', coalesce(a.intent, 'none'))) v(metric, key)
    union all
    select d.tenant_id, d.created_at, 'decision', case
        when d.escalate and d.taken then 'escalated' else 'kept' end, 0, d.conversation_id from d
    union all
    select d.tenant_id, d.created_at, 'reason', d.reason, 0,
        d.conversation_id from d where d.escalate and d.taken
    union all
    select t.tenant_id, x.* from tenant t cross join lateral (
        select k.created_at, 'ticket', k.priority, 0::float8,
            k.conversation_id
        from ticket k where k.tenant_id = t.tenant_id
          and k.id >= uuid7_floor(p_from) and k.id < uuid7_floor(p_to)
        union all
        select k.first_response_at, 'first_response', '', extract(epoch
            from k.first_response_at - k.created_at), k.conversation_id
        from ticket k where k.tenant_id = t.tenant_id
          and k.first_response_at >= p_from and k.first_response_at < p_to
        union all
        select s.at, s.metric, '', s.seconds, s.conversation
        from figures_sla(t.tenant_id, p_from, p_to) s
        union all
        select k.resolved_at, 'resolution', '', extract(epoch
            from k.resolved_at - k.created_at), k.conversation_id
        from ticket k where k.tenant_id = t.tenant_id
          and k.resolved_at >= p_from and k.resolved_at < p_to) x
$$;

-- Adds a stretch of time to its hours.
create function core.figures_add(p_from timestamptz, p_to timestamptz)
returns void
language sql set search_path = core, pg_temp as $$
    insert into rollup as r (tenant_id, hour, metric, key, n, total, sample)
        select f.tenant, date_trunc('hour', f.at, 'UTC'), f.metric, left(f.k, 128),
            count(*), sum(f.seconds), coalesce((array_agg(distinct
                f.conversation) filter (where f.conversation is not null
                and f.metric <> 'message'))[1:rollup_sample()], '{}')
        from (select x.*, case when x.metric in ('decided', 'notified',
                    'assigned', 'first_response', 'resolution')
                then seconds_bound(x.seconds) else x.key end as k
            from figures_of(p_from, p_to) x) f
        group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (tenant_id, hour, metric, key) do update set
        n = r.n + excluded.n, total = r.total + excluded.total,
        sample = (array(select distinct s from unnest(excluded.sample
            || r.sample) s limit rollup_sample()))
$$;

-- One pass: the next stretch; an hour's worth of quiet at once, so that what
-- stood still for a night has caught up in minutes.  True: there is more.
create function core.figures_pass() returns boolean
language plpgsql set search_path = core, pg_temp as $$
declare
    v_from timestamptz;
    v_end  timestamptz := clock_timestamp() - figures_settled();
    v_to   timestamptz;
begin
    select (value #>> '{}')::timestamptz into v_from from meta
        where meta.key = 'figures' for update;
    if not found then
        insert into meta (key, value) values ('figures', to_jsonb(v_end));
        return false;
    end if;
    v_to := least(v_end, v_from + interval '10 s');
    if v_to < v_end and not exists (select from tenant t
            cross join lateral (select from message m
                where m.tenant_id = t.tenant_id
                  and m.id >= uuid7_floor(v_from)
                  and m.id < uuid7_floor(v_from + interval '1 hour')
                limit 1) x) then
        v_to := least(v_end, v_from + interval '1 hour');
    end if;
    if v_to > v_from then
        perform figures_add(v_from, v_to);
        update meta set value = to_jsonb(v_to) where meta.key = 'figures';
    end if;
    return v_to < v_end;
end
$$;
grant insert, update on core.meta to relevo_worker;


-- Upkeep --------------------------------------------------------------------

-- Tenants take turns at being indexed: 100 of them, or 500 documents, are
-- some 20 ms.  True: there is more, or others have not had their turn.
create function core.search_round() returns boolean
language plpgsql set search_path = core, pg_temp as $$
declare
    v_last uuid;
    v_bite int := 500;
    v_seen int := 0;
    v_more boolean := false;
    v_n    bigint;
    t      record;
begin
    select (value #>> '{}')::uuid into v_last from meta
        where meta.key = 'search';
    if not exists (select from tenant where tenant_id > v_last) then
        v_last := null;                 -- from the beginning again
    end if;
    for t in select tenant_id from tenant
             where v_last is null or tenant_id > v_last
             order by tenant_id limit 100 loop
        v_n := search_pass(t.tenant_id, v_bite);
        v_bite := v_bite - v_n;
        v_seen := v_seen + 1;
        v_last := t.tenant_id;
        v_more := v_bite <= 0;
        exit when v_more;
    end loop;
    v_more := v_more or v_seen = 100;
    insert into meta (key, value) values ('search', case when v_more
            then to_jsonb(v_last) else 'null' end)
        on conflict (key) do update set value = excluded.value;
    return v_more;
end
$$;

-- The timer of kind `upkeep`: a bite of everything that is made behind the
-- path, and the next one in a few seconds; at once while there is more.
create function core.upkeep() returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    v_figures boolean := figures_pass();
    v_more    boolean := search_round() or v_figures;
begin
    delete from rollup r where ctid = any (array(select x.ctid
        from tenant z cross join lateral (select y.ctid from rollup y
            where y.tenant_id = z.tenant_id
              and y.hour < now() - interval '400 days'
            order by y.hour limit 100) x));
    perform conversation_tally_pass();
    insert into timer (tenant_id, partition, due_at, kind)
        values ('00000000-0000-0000-0000-000000000000', 0,
            clock_timestamp() + case when v_more then interval '0'
                                     else interval '5 s' end, 'upkeep');
    return case when v_more then 'more' else 'none' end;
end
$$;

-- The first one.  Row security hides rows from the owner, too.
alter table core.timer no force row level security;
insert into core.timer (tenant_id, partition, due_at, kind)
    values ('00000000-0000-0000-0000-000000000000', 0, now(), 'upkeep');
alter table core.timer force row level security;


-- Reading -------------------------------------------------------------------

-- Sums of a time: [{"metric", "key", "n", "total"}].
create function core.figures(p_tenant uuid, p_from timestamptz)
returns table (metric text, key text, n bigint, total double precision)
language sql stable set search_path = core, pg_temp as $$
    select r.metric, r.key, sum(r.n)::bigint, sum(r.total) from rollup r
    where r.tenant_id = p_tenant and r.hour >= p_from
    group by 1, 2
$$;

-- Some conversations behind a number, from the latest hours of a time.
create function core.figures_behind(p_tenant uuid, p_from timestamptz,
    p_to timestamptz, p_metric text, p_key text) returns setof uuid
language sql stable set search_path = core, pg_temp as $$
    select distinct s.id from (select r.sample from rollup r
        where r.tenant_id = p_tenant and r.hour >= p_from and r.hour < p_to
          and r.metric = p_metric and (p_key is null or r.key = p_key)
        order by r.hour desc limit 200) x
    cross join lateral unnest(x.sample) s(id) limit 1000
$$;

do $$
declare
    f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'core'::regnamespace and p.proname in (
        'figures_settled', 'rollup_sample', 'seconds_bound', 'mood',
        'figures_of', 'figures_add', 'figures_pass', 'search_round', 'upkeep',
        'figures',
        'figures_behind')
    loop
        execute format('grant execute on function %s to relevo_worker,'
                       ' relevo_web', f);
    end loop;
end
$$;
