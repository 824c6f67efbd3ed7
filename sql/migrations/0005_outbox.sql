-- 0005_outbox - outcomes of sends, claims, and what a new owner finds.
--
-- A row is sent only after its `inflight` has committed.  Whoever closes a
-- row readies the next of its queue in the same transaction.  Results may
-- come twice (a COMMIT whose answer was lost): the second time says the same.

create type core.result_in as (
    n           int,
    tenant_id   uuid,
    id          uuid,
    r           text,
    provider_id text,
    error       text,
    next_ms     bigint,
    conversation_id uuid,
    queue       text,
    account_id  uuid,
    state       text,           -- of the conversation, while it is locked
    claim_epoch int,
    version     bigint,
    queue_ord   bigint
);


-- The results with their rows' conversations, locked in order; of the rows
-- themselves only what never changes.
create function core.sent_lock(p int, p_results jsonb)
returns core.result_in[]
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_rows result_in[];
    v_bad  boolean;
begin
    select array_agg((v.n - 1, v.tenant, v.id, v.r, v.provider_id, v.error,
            v.next_ms, v.conversation_id, v.queue, v.account_id, c.state,
            c.claim_epoch, c.version, c.queue_ord)::result_in order by v.n),
            bool_or(v.r is null or v.r not in
                ('claim', 'sent', 'retry', 'ambiguous', 'failed'))
        into v_rows, v_bad
        from (
            select x.*, o.conversation_id, o.queue, o.account_id
            from rows from (jsonb_to_recordset(p_results) as (tenant uuid,
                id uuid, r text, provider_id text, error text,
                next_ms bigint)) with ordinality as x(tenant, id, r,
                provider_id, error, next_ms, n)
            left join lateral (select * from outbox z where z.tenant_id =
                x.tenant and z.id = x.id and z.partition = p limit 1) o
                on true
            order by x.tenant, o.conversation_id
        ) v left join lateral (select z.* from conversation z
            where z.tenant_id = v.tenant and z.id = v.conversation_id
            limit 1 for no key update) c on true;
    if v_bad then
        raise exception 'sent: unknown result' using errcode = '22023';
    end if;
    if exists (select from unnest(v_rows) v where v.queue like 'n:%') then
        perform notify_lock(v_rows);
    end if;
    return v_rows;
end
$$;


-- A claim: does the row go out now?  Returns the state it has afterwards, or
-- none when it is not its turn.
create function core.sent_claim(p_fence bigint, p_tenant uuid, p_id uuid)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    o      outbox%rowtype;
    v_held boolean;
    v_to   text := 'inflight';
begin
    select * into o from outbox where tenant_id = p_tenant and id = p_id
        for no key update;
    if not found then
        return 'none';
    end if;
    if o.state = 'inflight' and o.fence = p_fence then
        return 'inflight';              -- claimed before, the answer was lost
    end if;
    if o.state not in ('pending', 'retry', 'ambiguous') then
        return o.state;
    end if;
    if coalesce(o.next_at, 'infinity') > clock_timestamp()
       or o.id is distinct from (queue_head(p_tenant, o.queue)).id then
        return 'none';
    end if;

    -- A person always wins: what the bot wrote before the claim stays here.
    select o.origin = 'bot' and (c.state = 'human'
            or o.epoch < c.claim_epoch) into v_held
        from conversation c
        where c.tenant_id = p_tenant and c.id = o.conversation_id;
    if o.state = 'ambiguous'
       and (v_held or o.policy = 'at_most_once') then
        v_to := 'unknown';
    elsif v_held then
        v_to := 'cancelled';
    elsif o.expires_at < clock_timestamp() then
        v_to := 'failed';
    end if;
    update outbox set state = v_to, next_at = null,
            attempt = attempt + (v_to = 'inflight')::int,
            fence = p_fence,
            maybe_duplicate = maybe_duplicate
                or state = 'ambiguous' and v_to = 'inflight',
            inflight_at = case when v_to = 'inflight' then clock_timestamp()
                               else inflight_at end,
            closed_at = case when v_to <> 'inflight' then clock_timestamp()
                             end,
            error = case v_to
                when 'failed' then concat_ws(': ', 'expired', error)
                              when 'cancelled' then 'claimed' else error end
        where tenant_id = p_tenant and id = p_id;
    return v_to;
end
$$;


-- Outcomes in a set.  Only an inflight row can fail or wait; success is
-- believed whatever a status or a claim has made of the row meanwhile.
create function core.sent_apply(p_ambiguous_ms int,
    p_rows core.result_in[]) returns void
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_outcomes int;
    v_applied  int;
begin
    with l as materialized (
        -- by: a retry of the bot's from before this epoch stays here
        select v.*, case when v.r <> 'retry' then 0
            when v.state = 'human' then 2147483647
            else coalesce(v.claim_epoch, 0) end as by
        from unnest(p_rows) v where v.r <> 'claim'
    ), u as (
        update outbox o set
            state = case when o.origin = 'bot' and o.epoch < l.by
                then 'cancelled' else l.r end,
            provider_id = coalesce(l.provider_id, o.provider_id),
            error = case when l.r = 'sent' then null
                when o.origin = 'bot' and o.epoch < l.by then 'claimed'
                else coalesce(l.error, o.error) end,
            next_at = case when l.r = 'ambiguous' then clock_timestamp()
                    + p_ambiguous_ms * interval '1 ms'
                when l.r = 'retry' and not (o.origin = 'bot'
                        and o.epoch < l.by) then clock_timestamp()
                    + coalesce(l.next_ms, 0) * interval '1 ms' end,
            closed_at = case when l.r in ('sent', 'failed')
                    or o.origin = 'bot' and o.epoch < l.by
                then clock_timestamp() end
        from l
        where o.tenant_id = l.tenant_id and o.id = l.id
          and (o.state = 'inflight'
               or l.r = 'sent' and o.state in ('ambiguous', 'retry',
                   'unknown')
               or l.r = 'sent' and o.state = 'cancelled' and o.attempt > 0)
        returning o.tenant_id, o.id, o.provider_id, o.state
    ), m as (
        update message m set
            provider_id = coalesce(u.provider_id, m.provider_id),
            status = case when status_after(m.status, u.state) then u.state
                          else m.status end,
            status_at = case when status_after(m.status, u.state)
                then clock_timestamp() else m.status_at end
        from u
        where m.tenant_id = u.tenant_id and m.id = u.id
          and u.state in ('sent', 'failed')
    )
    select (select count(*) from l), (select count(*) from u)
        into v_outcomes, v_applied;

    -- The answer came after a status had said the same: keep its id.
    if v_applied < v_outcomes then
        update outbox o set provider_id = v.provider_id
        from unnest(p_rows) v
        where o.tenant_id = v.tenant_id and o.id = v.id and v.r = 'sent'
          and o.provider_id is null and v.provider_id is not null;
    end if;
end
$$;


create function core.sent(p int, p_worker text, p_fence bigint,
    p_ambiguous_ms int, p_results jsonb, out answer text, out events text)
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_rows   result_in[];
    v_claims jsonb := '{}';
    v_out    text[];
    v_items  text;
    v_left   jsonb;
    v_head   outbox;
    v_row    record;
    v_at     text := stamp();
begin
    if fenced(p, p_worker, p_fence) then
        answer := '{"ok": false}';
        return;
    end if;
    v_rows := sent_lock(p, p_results);
    if exists (select from unnest(v_rows) v where v.r <> 'claim') then
        perform sent_apply(p_ambiguous_ms, v_rows);
    end if;
    for v_row in select v.* from unnest(v_rows) v where v.r = 'claim'
             and v.queue is not null order by v.tenant_id, v.id loop
        v_claims := v_claims || jsonb_build_object(v_row.n::text,
            sent_claim(p_fence, v_row.tenant_id, v_row.id));
    end loop;

    if exists (select from unnest(v_rows) v where v.queue like 'n:%') then
        perform notify_settled(v_rows);
    end if;

    -- One look at all rows: their states, claims won, and queues that moved
    -- and have something behind.
    select string_agg('{"n":' || v.n || ',"state":"' || case when o.id is
                null then 'none' else coalesce(v_claims ->> v.n::text,
                o.state) end || '"}', ',' order by v.n),
            coalesce(array_agg(outbox_row(o, a.channel, a.account)
                order by v.n) filter (where v.r = 'claim'
                and o.state = 'inflight' and o.fence = p_fence), '{}'),
            string_agg(event(o.tenant_id, 'staff', 'message.status',
                o.conversation_id, v.version, v_at, ',"message":"' || o.id
                || '","status":"' || o.state || '"'), E'\n' order by v.n)
                filter (where o.state in ('sent', 'failed', 'unknown')
                and o.conversation_id is not null),
            jsonb_agg(jsonb_build_object('tenant', o.tenant_id, 'queue',
                o.queue, 'channel', a.channel, 'account', a.account)
                order by v.n) filter (where o.state in ('sent', 'failed',
                'unknown', 'cancelled')
                and coalesce(v.queue_ord, o.ord + 1) > o.ord)
        into v_items, v_out, events, v_left
        from unnest(v_rows) v
        left join lateral (select z.* from outbox z
            where z.tenant_id = v.tenant_id and z.id = v.id
              and z.partition = p limit 1) o on true
        left join lateral (select z.channel, z.account from account z
            where z.tenant_id = v.tenant_id and z.id = v.account_id limit 1)
            a on true;

    for v_row in select distinct on (x.tenant, x.queue) x.* from
             jsonb_to_recordset(v_left) as x(tenant uuid, queue text,
                channel text, account text) order by x.tenant, x.queue loop
        v_head := advance(v_row.tenant, v_row.queue, p_fence);
        if v_head.id is not null then
            v_out := v_out || outbox_row(v_head, v_row.channel,
                                         v_row.account);
        end if;
    end loop;
    answer := '{"ok":true,"items":[' || coalesce(v_items, '')
        || '],"outbox":[' || array_to_string(v_out, ',') || ']}';
    events := concat_ws(E'\n', take_events(), events);
end
$$;


-- Once after acquiring a partition: what an older owner had in flight is
-- ambiguous now, but where repeating is harmless: web chat, and receivers
-- that know a repetition by its id.
create function core.recover(p int, p_worker text, p_fence bigint,
    p_ambiguous_ms int) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_rows jsonb;
    v_cur  text;
begin
    if fenced(p, p_worker, p_fence) then
        return '{"ok": false, "outbox": []}';
    end if;
    update outbox o set
            state = case when w.harmless then 'retry' else 'ambiguous' end,
            next_at = clock_timestamp() + case when w.harmless
                then interval '0' else p_ambiguous_ms * interval '1 ms' end
        from (select i.tenant_id, i.id,
                  coalesce(a.channel in ('webchat', 'generic'),
                      i.kind = 'webhook') as harmless
              from outbox i left join account a
                  on a.tenant_id = i.tenant_id and a.id = i.account_id
              where i.partition = p and i.state = 'inflight'
                and i.fence < p_fence
              order by i.tenant_id, i.id for no key update of i) w
        where o.tenant_id = w.tenant_id and o.id = w.id;
    -- Strikes of records that have been passed are of no use any more.
    select cursor into v_cur from partition_lease l
        where l.partition = p;
    delete from strike s where s.partition = p and s.kind = 'record'
        and s.ref ~ '^\d+-\d+$' and stream_key(s.ref) <= stream_key(v_cur);
    select coalesce(jsonb_agg(q.body order by q.next_at nulls first), '[]')
        into v_rows from (
            select o.next_at, outbox_row(o, a.channel, a.account)::jsonb
                as body
            from outbox o left join account a on a.tenant_id = o.tenant_id
                and a.id = o.account_id
            where o.partition = p
              and (o.state in ('inflight', 'retry', 'ambiguous')
                   or o.state = 'pending' and o.next_at is not null)
            order by o.next_at nulls first limit 1000) q;
    return jsonb_build_object('ok', true, 'outbox', v_rows);
end
$$;


-- The sweep: what is due in these partitions.  Tenants take turns: the
-- oldest of each, then the second oldest of each.
create function core.due(p_partitions int[], p_limit int) returns jsonb
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_now    timestamptz := clock_timestamp();
    v_turns  jsonb;
    v_outbox jsonb;
    v_timers jsonb;
begin
    with recursive tenants as (
        -- A skip scan: the distinct (partition, tenant) that have work.
        select p as partition, (select min_tenant(p, null)) as tenant_id
            from unnest(p_partitions) p
        union all
        select t.partition, min_tenant(t.partition, t.tenant_id)
            from tenants t where t.tenant_id is not null
    ), w as (
        select w.*, row_number() over (partition by t.tenant_id
            order by w.due_at) as rank
        from tenants t
        cross join lateral (select * from work w
            where w.partition = t.partition and w.partition >= 0
              and w.tenant_id = t.tenant_id and w.due_at <= v_now
            order by w.due_at limit p_limit) w
        where t.tenant_id is not null
    ), top as (
        select * from w order by rank, due_at limit p_limit
    )
    select coalesce(jsonb_agg(jsonb_build_object('tenant', c.tenant_id,
            'conversation', c.id, 'partition', c.partition,
            'to_seq', c.last_seq, 'epoch', c.epoch, 'state', c.state,
            'age_ms', greatest(0, (extract(epoch from v_now - t.since)
            * 1000)::bigint), 'attempt', t.attempt, 'slow', t.slow)
            order by t.rank, t.due_at), '[]')
        into v_turns
        from top t join conversation c on c.tenant_id = t.tenant_id
            and c.id = t.conversation_id
        where c.done_seq < c.last_seq;

    select coalesce(jsonb_agg(outbox_row(q.o, a.channel, a.account)::jsonb
            order by (q.o).next_at), '[]')
        into v_outbox from (
            select x.o from unnest(p_partitions) p
            cross join lateral (select o, o.next_at from outbox o
                where o.partition = p and o.next_at <= v_now
                  and o.state in ('pending', 'inflight', 'retry',
                                  'ambiguous')
                order by o.next_at limit p_limit) x
            order by x.next_at limit p_limit) q
        left join account a on a.tenant_id = (q.o).tenant_id
            and a.id = (q.o).account_id;

    select coalesce(jsonb_agg(jsonb_build_object('tenant', t.tenant_id,
            'id', t.id, 'partition', t.partition, 'kind', t.kind,
            'ref', t.ref) order by t.due_at), '[]')
        into v_timers from (
            select x.* from unnest(p_partitions) p
            cross join lateral (select * from timer t
                where t.partition = p and t.due_at <= v_now
                order by t.due_at limit p_limit) x
            order by x.due_at limit p_limit) t;
    return jsonb_build_object('turns', v_turns, 'outbox', v_outbox,
                              'timers', v_timers);
end
$$;

-- The next tenant after p_after that has work in the partition; null: the
-- first, which may be the operator's (zero).
create function core.min_tenant(p_partition int, p_after uuid) returns uuid
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if p_after is null then
        return (select w.tenant_id from work w
            where w.partition = p_partition and w.partition >= 0
            order by w.tenant_id limit 1);
    end if;
    return (select w.tenant_id from work w
        where w.partition = p_partition and w.partition >= 0
          and w.tenant_id > p_after order by w.tenant_id limit 1);
end
$$;

grant execute on function core.sent_lock(int, jsonb),
    core.sent_claim(bigint, uuid, uuid),
    core.sent_apply(int, core.result_in[]),
    core.sent(int, text, bigint, int, jsonb),
    core.recover(int, text, bigint, int), core.due(int[], int),
    core.min_tenant(int, uuid) to relevo_worker;
