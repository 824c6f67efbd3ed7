-- 0003_updates - what an update changes: statuses, messages, echoes.
--
-- Each function takes the typed rows of a part of a batch, under the locks
-- that admit_part() holds, and answers with rows to send and live events.

create function core.status_rank(p_status text) returns int
language sql immutable parallel safe as $$
    select case p_status when 'sent' then 1 when 'delivered' then 2
                         when 'read' then 3 when 'played' then 4 end
$$;

-- May `p_new` replace `p_old`?  failed is final, and does not undo delivery.
create function core.status_after(p_old text, p_new text) returns boolean
language sql immutable parallel safe as $$
    select case when p_old is null then true
                when p_old = 'failed' then false
                when p_new = 'failed' then p_old = 'sent'
                else core.status_rank(p_new) > core.status_rank(p_old) end
$$;


-- Statuses: monotone, by outbox id, else by provider id.
create function core.admit_statuses(p_fence bigint,
    p_rows core.update_in[], p_again boolean, out outbox text[],
    out events text, out unmatched int)
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_left      record;
    v_next      outbox;
    v_sum       record;
    v_at        text := stamp();
begin
    outbox := '{}';
    -- One row per message: the furthest status wins, failed behind delivery.
    for v_sum in
        with s as (
            select r.n, r.tenant_id, r.status, r.at_ms, r.errors, r.pid,
                r.content,
                r.channel, r.account, coalesce(a.id, b.id) as id
            from unnest(p_rows) r
            left join outbox a on a.tenant_id = r.tenant_id
                and a.id = r.outbox and a.account_id = r.account_id
            left join lateral (select z.id from outbox z
                where a.id is null and z.tenant_id = r.tenant_id
                  and z.provider_id = r.pid and z.account_id = r.account_id
                order by z.ord limit 1) b on true
            where r.kind = 'status'
        ), best as (
            select distinct on (tenant_id, id) * from s where id is not null
            order by tenant_id, id, coalesce(status_rank(status), 1.5) desc, n
        ), m as (
            update message m set status = b.status, errors = coalesce(b.errors,
                    m.errors), status_at = from_ms(b.at_ms),
                content = case when b.content is null then m.content
                    when m.content is null then b.content
                    else (m.content::jsonb || b.content::jsonb)::json end
            from best b
            where m.tenant_id = b.tenant_id and m.id = b.id
              and status_after(m.status, b.status)
            returning m.tenant_id, m.id, m.conversation_id, m.status
        ), o as (
            update outbox o set
                state = case when b.status = 'failed' then 'failed'
                             else 'sent' end,
                provider_id = coalesce(o.provider_id, b.pid),
                error = case when b.status = 'failed' then coalesce(
                    b.errors -> 0 ->> 'code', 'failed') else o.error end,
                next_at = null, closed_at = clock_timestamp()
            from best b
            where o.tenant_id = b.tenant_id and o.id = b.id
              and (o.state in ('inflight', 'ambiguous', 'retry', 'unknown')
                   or o.state = 'cancelled' and o.attempt > 0)
            returning o.*, b.channel, b.account
        )
        select (select count(*) from s where id is null) as unmatched,
            (select string_agg(event(m.tenant_id, 'staff',
                'message.status', m.conversation_id, c.version, v_at,
                ',"message":"' || m.id || '","status":"' || m.status || '"'),
                E'\n')
             from m join conversation c on c.tenant_id = m.tenant_id
                and c.id = m.conversation_id) as events,
            (select jsonb_agg(jsonb_build_object('tenant', o.tenant_id,
                'id', o.id, 'queue', o.queue, 'channel', o.channel,
                'account', o.account)) from o) as resolved,
            (select jsonb_agg(jsonb_build_object('tenant', b.tenant_id,
                'id', b.id, 'channel', b.channel, 'account', b.account))
             from best b where p_again) as matched
    loop
        unmatched := v_sum.unmatched;
        events := v_sum.events;
        -- Run again: what the lost answer said is said again.
        for v_left in
            select o.*, x.channel, x.account
            from jsonb_to_recordset(case when p_again then v_sum.matched
                 else v_sum.resolved end) as x(tenant uuid, id uuid,
                 channel text, account text)
            -- lateral and offset 0: from the few rows to the outbox by key,
            -- never the other way round
            cross join lateral (select * from outbox q
                where q.tenant_id = x.tenant and q.id = x.id offset 0) o
            order by o.tenant_id, o.id
        loop
            outbox := outbox || outbox_row((select q from outbox q
                where q.tenant_id = v_left.tenant_id and q.id = v_left.id),
                v_left.channel, v_left.account);
            v_next := advance(v_left.tenant_id, v_left.queue, p_fence);
            if v_next.id is not null then
                outbox := outbox || outbox_row(v_next, v_left.channel,
                                               v_left.account);
            end if;
        end loop;
    end loop;
end
$$;

-- Messages that are new: sequence numbers, rows, work.
create function core.admit_messages(p int, p_fence bigint,
    p_rows core.update_in[], p_raws bytea[], out applied text[],
    out events text)
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_at    text := stamp();
    v_media media_in[];
begin
    with g as materialized (
        select r.tenant_id, r.conversation_id, count(*) as total,
            array_agg(r order by r.n) as rows
        from unnest(p_rows) r where r.kind = 'message' group by 1, 2
    ), c as materialized (
        update conversation c set last_seq = c.last_seq + g.total,
            version = c.version + g.total
        from g
        where c.tenant_id = g.tenant_id and c.id = g.conversation_id
        returning g.rows, c.last_seq - g.total as base_seq,
            c.version - g.total as base_version, c.epoch, c.state,
            c.partition
    ), x as materialized (
        select u.*, uuid7() as id, u.rank + c.base_seq as seq,
            u.rank + c.base_version as version, c.epoch, c.state,
            c.partition
        from c cross join unnest(c.rows) with ordinality as u(n, kind,
            tenant_id, account_id, enabled, channel, account, key, pid, raw,
            ids, name, type, body, content, reply_to, at_ms, received_us,
            stream, request_id, trace, outbox, status, errors, field, reason,
            old_ids, new_ids, slow, media, conversation_id, rank)
    ), i as (
        insert into message (tenant_id, id, conversation_id, seq, direction,
            origin, epoch, fence, type, text, content, raw, provider_id,
            reply_to, key, at, received_at, stream, request_id, trace)
        select tenant_id, id, conversation_id, seq, 'in', 'visitor', epoch,
            p_fence, coalesce(type, 'unknown'), body, content, p_raws[raw],
            pid, reply_to, key, coalesce(from_ms(at_ms), now()),
            to_timestamp(received_us / 1000000.0), stream, request_id, trace
        from x
    ), w as (
        insert into work (tenant_id, conversation_id, partition, due_at,
                          since, slow)
        select tenant_id, conversation_id, partition, now(), now(),
            coalesce(slow, false)
        from x where rank = 1
        on conflict (tenant_id, conversation_id) do nothing
    ), b as (
        -- what people have moves in their lists (0044)
        update inbox i set active_ms = ms(now()),
            waiting_ms = least(i.waiting_ms, ms(now()))
        from (select tenant_id, conversation_id from x where rank = 1
              and state in ('pending_handoff', 'human')) h
        where i.tenant_id = h.tenant_id
          and i.conversation_id = h.conversation_id
    )
    select array_agg('{"n":' || n || ',"tenant":"' || tenant_id
            || '","conversation":"' || conversation_id || '","seq":' || seq
            || ',"state":"' || state || '"}' order by n),
        concat_ws(E'\n', string_agg(event(tenant_id, 'staff',
            'message.created', conversation_id, version, v_at,
            ',"message":{"id":"' || id || '","from":"visitor","seq":' || seq
            || '}'), E'\n' order by n),
            (select string_agg(event(x.tenant_id,
            'visitor:' || (v.e ->> 1), 'message.created', x.conversation_id,
            x.version, v_at, ',"message":' || json_object(array['id',
            x.id::text, 'from', 'visitor', 'text', x.body, 'at',
            to_char(from_ms(x.at_ms) at time zone 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'client_id', x.pid, 'reply_to', x.reply_to])), E'\n'
            order by x.n)
            from x cross join jsonb_array_elements(x.ids) v(e)
            where v.e ->> 0 = 'visitor')),
        array_agg((tenant_id, conversation_id, id, seq, partition, channel,
            account, media)::media_in order by n)
            filter (where media is not null)
        into applied, events, v_media from x;
    if v_media is not null then
        perform media_admit(v_media);
    end if;
end
$$;

-- Echoes: what left the account, whoever wrote it.  One of ours is only a
-- status: it is known by our id, by the provider's, or, while its send has no
-- answer yet, as the head of the queue with the same text.
create function core.echo_origin(r core.update_in) returns uuid
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_id   uuid;
    v_head outbox;
begin
    select coalesce((select z.id from outbox z where z.tenant_id = r.tenant_id
            and z.id = r.outbox and z.account_id = r.account_id),
        (select z.id from outbox z where z.tenant_id = r.tenant_id
            and z.provider_id = r.pid and z.account_id = r.account_id
            order by z.ord limit 1)) into v_id;
    if v_id is not null then
        return v_id;
    end if;
    select (queue_head(d.tenant_id, 'c:' || d.conversation_id)).* into v_head
        from identity d where d.tenant_id = r.tenant_id
          and d.account_id = r.account_id and d.kind = r.ids -> 0 ->> 0
          and d.value = r.ids -> 0 ->> 1;
    if v_head.state in ('inflight', 'ambiguous')
       and v_head.payload ->> 'text' = r.body then
        return v_head.id;
    end if;
    return null;
end
$$;

-- Our own echoes become statuses; the array keeps its length.
create function core.admit_own_echoes(p_rows core.update_in[])
returns core.update_in[]
language plpgsql stable set search_path = core, pg_temp as $$
declare
    r    update_in;
    v_id uuid;
begin
    for i in 1 .. array_length(p_rows, 1) loop
        r := p_rows[i];
        continue when r.kind <> 'echo';
        v_id := echo_origin(r);
        continue when v_id is null;
        r.kind := 'status';
        r.status := 'sent';
        r.outbox := v_id;
        r.content := null;
        p_rows[i] := r;
    end loop;
    return p_rows;
end
$$;

-- A status without any id is a watermark: it is about every message that was
-- sent to the contact until at_ms.  One row for each of the last 64.
create function core.admit_watermarks(p_rows core.update_in[])
returns core.update_in[]
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    r     update_in;
    v_out update_in[] := '{}';
begin
    foreach r in array p_rows loop
        if r.kind <> 'status' or r.outbox is not null or r.pid is not null then
            v_out := v_out || r;
            continue;
        end if;
        for r.outbox in
            select o.id from identity d
            cross join lateral (select z.id, z.state, z.inflight_at
                from outbox z where z.tenant_id = d.tenant_id
                  and z.queue = 'c:' || d.conversation_id and z.ord > 0
                order by z.ord desc limit 64) o
            where d.tenant_id = r.tenant_id and d.account_id = r.account_id
              and d.kind = r.ids -> 0 ->> 0 and d.value = r.ids -> 0 ->> 1
              and o.state = 'sent' and o.inflight_at <= from_ms(r.at_ms)
        loop
            v_out := v_out || r;
        end loop;
    end loop;
    return v_out;
end
$$;

-- Echoes of others, a person on the phone or another app: messages of ours
-- that nobody works on, behind the replies to the message they follow.
create function core.admit_echoes(p_fence bigint, p_rows core.update_in[],
    p_raws bytea[]) returns text
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_events text;
    v_at     text := stamp();
begin
    with g as materialized (
        select r.tenant_id, r.conversation_id, count(*) as total,
            array_agg(r order by r.n) as rows
        from unnest(p_rows) r where r.kind = 'echo' group by 1, 2
    ), c as materialized (
        update conversation c set version = c.version + g.total
        from g
        where c.tenant_id = g.tenant_id and c.id = g.conversation_id
        returning g.rows, c.last_seq, c.version - g.total as base_version,
            c.epoch
    ), x as materialized (
        select (r.u).*, uuid7() as id, c.last_seq, c.epoch,
            r.rank + c.base_version as version
        from c cross join lateral (select u, row_number() over () as rank
            from unnest(c.rows) u) r
    ), i as (
        insert into message (tenant_id, id, conversation_id, seq, ord,
            direction, origin, epoch, fence, status, status_at, type, text,
            content, raw, provider_id, reply_to, key, at, received_at,
            stream, request_id, trace)
        select tenant_id, id, conversation_id, last_seq, 32767, 'out',
            'agent', epoch, p_fence, 'sent', from_ms(at_ms),
            coalesce(type, 'unknown'), body, content, p_raws[raw], pid,
            reply_to, key, coalesce(from_ms(at_ms), now()),
            to_timestamp(received_us / 1000000.0), stream, request_id, trace
        from x
    )
    select string_agg(event(tenant_id, 'staff', 'message.created',
            conversation_id, version, v_at, ',"message":{"id":"' || id
            || '","from":"agent","seq":' || last_seq || '}'),
            E'\n' order by n)
        into v_events from x;
    return v_events;
end
$$;

grant execute on function core.status_rank(text),
    core.status_after(text, text),
    core.admit_statuses(bigint, core.update_in[], boolean),
    core.echo_origin(core.update_in),
    core.admit_own_echoes(core.update_in[]),
    core.admit_watermarks(core.update_in[]),
    core.admit_echoes(bigint, core.update_in[], bytea[]),
    core.admit_messages(int, bigint, core.update_in[], bytea[])
    to relevo_worker;
