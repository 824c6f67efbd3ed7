-- 0003_admit - stream records become messages: one transaction per batch.
--
-- admit() parses the batch once into typed rows and hands them on in parts
-- (a merge in the middle splits the batch, so that what comes before it sees
-- the old identities).  admit_part() goes in sets, in this order: contacts,
-- seen, locks, reopening, messages, statuses, dead letters, tally.
-- Run again after a lost COMMIT answer nothing changes but `duplicate`.

create type core.update_in as (
    n           int,
    kind        text,
    tenant_id   uuid,           -- null: the account is unknown
    account_id  uuid,
    enabled     boolean,
    channel     text,
    account     text,
    key         uuid,
    pid         text,
    raw         int,
    ids         jsonb,
    name        text,
    type        text,
    body        text,
    content     json,
    reply_to    text,
    at_ms       bigint,
    received_us bigint,
    stream      text,
    request_id  text,
    trace       text,
    outbox      uuid,
    status      text,
    errors      jsonb,
    field       text,
    reason      text,
    old_ids     jsonb,
    new_ids     jsonb,
    slow        boolean,        -- of a tenant above its rate
    media       jsonb,          -- its files, see 0016; or null
    conversation_id uuid
);


-- The only mover of conversation.state.  Raises epoch and version; a move to
-- human cancels the bot's rows that have not left, and what is ambiguous
-- will not be sent again (outbox.epoch < claim_epoch).
create function core.move(p_tenant uuid, p_conversation uuid, p_to text,
    p_reason text) returns int
language plpgsql set search_path = core, pg_temp as $$
declare
    c      conversation%rowtype;
    v_type text;
begin
    select * into c from conversation
        where tenant_id = p_tenant and id = p_conversation
        for no key update;
    if not found then
        return null;
    end if;
    update conversation set state = p_to, epoch = epoch + 1,
            version = version + 1, state_reason = p_reason,
            asked_person = false,
            claim_epoch = case when p_to = 'human' then epoch + 1
                               else claim_epoch end,
            episode = episode + case when p_to = 'bot' and state in
                ('resolved', 'archived') then 1 else 0 end
        where tenant_id = p_tenant and id = p_conversation
        returning * into c;
    if p_to = 'human' then
        update outbox set state = 'cancelled', next_at = null,
                closed_at = clock_timestamp(), error = 'claimed'
            where tenant_id = p_tenant and queue = 'c:' || p_conversation
              and origin = 'bot' and state in ('pending', 'retry');
        -- What people have queued behind them is now the head.
        perform advance(p_tenant, 'c:' || p_conversation, null);
    end if;
    v_type := case p_to when 'human' then 'conversation.claimed'
                        when 'resolved' then 'conversation.resolved'
                        else 'conversation.changed' end;
    perform emit(event(p_tenant, 'staff', v_type, p_conversation, c.version,
        stamp(), ',"state":"' || c.state || '","epoch":' || c.epoch
        || ',"episode":' || c.episode));
    return c.epoch;
end
$$;


-- An OUTBOX row as the worker reads it, put together as text; what may need
-- escaping goes through to_json.
create function core.outbox_text(p_tenant uuid, p_id uuid, p_partition int,
    p_conversation uuid, p_queue text, p_ord bigint, p_kind text,
    p_origin text, p_epoch int, p_policy text, p_state text, p_attempt int,
    p_next_at timestamptz, p_maybe_duplicate boolean, p_channel text,
    p_account text, p_payload jsonb) returns text
language sql stable as $$
    select '{"tenant":"' || p_tenant || '","id":"' || p_id
        || '","partition":' || p_partition || ',"conversation":'
        || coalesce('"' || p_conversation || '"', 'null') || ',"queue":'
        || pg_catalog.to_json(p_queue) || ',"ord":' || p_ord || ',"kind":"'
        || p_kind || '","origin":"' || p_origin || '","epoch":' || p_epoch
        || ',"policy":"' || p_policy || '","state":"' || p_state
        || '","attempt":' || p_attempt || ',"due_ms":'
        || case when p_next_at is null then 0 else greatest(0, ceil(extract(
            epoch from p_next_at - pg_catalog.statement_timestamp()) * 1000))
            ::bigint end
        || case when p_maybe_duplicate then ',"maybe_duplicate":true'
            else ',"maybe_duplicate":false' end
        || coalesce(',"channel":"' || p_channel || '","account":'
            || pg_catalog.to_json(p_account), '') || ',"payload":'
        || p_payload || '}'
$$;

create function core.outbox_row(o core.outbox, p_channel text,
    p_account text) returns text
language sql stable as $$
    select core.outbox_text(o.tenant_id, o.id, o.partition, o.conversation_id,
        o.queue, o.ord, o.kind, o.origin, o.epoch, o.policy, o.state,
        o.attempt, o.next_at, o.maybe_duplicate, p_channel, p_account,
        o.payload)
$$;


-- The first open row of a queue.  Closed rows are the front of the queue but
-- for what a claim cancelled, so the search starts from the end.
create function core.queue_head(p_tenant uuid, p_queue text)
returns core.outbox
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    o      outbox%rowtype;
    v_last bigint;
begin
    select c.ord into v_last from outbox c
        where c.tenant_id = p_tenant and c.queue = p_queue and c.ord > 0
          and c.state in ('sent', 'failed', 'unknown')
        order by c.ord desc limit 1;
    select * into o from outbox c
        where c.tenant_id = p_tenant and c.queue = p_queue and c.ord > 0
          and c.ord > coalesce(v_last, 0)
          and c.state in ('pending', 'inflight', 'retry', 'ambiguous')
        order by c.ord limit 1;
    return o;
end
$$;


-- Makes the head of a queue ready after a row left it: at least once goes
-- inflight, at most once waits for its claim.  The caller holds the lock of
-- the conversation.  Returns the head, if it is to be sent or claimed.
create function core.advance(p_tenant uuid, p_queue text, p_fence bigint)
returns core.outbox
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    o outbox%rowtype;
begin
    o := queue_head(p_tenant, p_queue);
    if o.id is null then
        return null;
    end if;
    if o.state = 'pending' and o.next_at is null then
        -- Without a fence nobody is there to send it: it becomes due.
        update outbox set
                state = case when p_fence is not null
                    and policy = 'at_least_once' then 'inflight'
                    else state end,
                next_at = case when p_fence is not null
                    and policy = 'at_least_once' then null
                    else clock_timestamp() end,
                attempt = attempt + (p_fence is not null
                    and policy = 'at_least_once')::int,
                inflight_at = case when p_fence is not null
                    and policy = 'at_least_once' then clock_timestamp() end,
                fence = coalesce(p_fence, fence)
            where tenant_id = p_tenant and id = o.id and state = 'pending'
            returning * into o;
    end if;
    return o;
end
$$;


-- Contacts ------------------------------------------------------------------

create function core.identity_rank(p_kind text) returns int
language sql immutable parallel safe as $$
    select case p_kind when 'bsuid' then 1 when 'wa_id' then 2
                       when 'visitor' then 3 else 4 end
$$;

-- Finds or makes the contact of a set of identities, which afterwards all
-- point to it.  Two contacts become one when both are known: the one found by
-- the strongest identity goes on.  A number whose contact has another
-- business-scoped id has changed hands: it is re-pointed alone.
create function core.contact_resolve(p int, p_tenant uuid, p_account uuid,
    p_ids jsonb, p_name text) returns uuid
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    i          record;
    v_contact  uuid;
    v_conv     uuid;
    v_bsuid    text;
begin
    select e ->> 1 into v_bsuid from jsonb_array_elements(p_ids) e
        where e ->> 0 = 'bsuid' limit 1;

    for i in
        select d.contact_id, d.conversation_id, d.kind from (
            select distinct e ->> 0 as kind, e ->> 1 as value
            from jsonb_array_elements(p_ids) e) x
        cross join lateral (select * from identity z
            where z.tenant_id = p_tenant and z.account_id = p_account
              and z.kind = x.kind and z.value = x.value limit 1) d
        order by identity_rank(d.kind), d.created_at
    loop
        continue when i.contact_id = v_contact;
        -- a number of somebody who has another business-scoped id
        continue when v_bsuid is not null and i.kind <> 'bsuid' and exists (
            select from identity b where b.tenant_id = p_tenant
                and b.account_id = p_account and b.contact_id = i.contact_id
                and b.kind <> '' and b.kind = 'bsuid' and b.value <> v_bsuid);
        if v_contact is null then
            v_contact := i.contact_id;
            v_conv := i.conversation_id;
            continue;
        end if;
        update identity set contact_id = v_contact, conversation_id = v_conv
            where tenant_id = p_tenant and account_id = p_account
              and contact_id = i.contact_id and kind <> '';
        update contact set merged_into = v_contact
            where tenant_id = p_tenant and id = i.contact_id;
        perform emit(event(p_tenant, 'staff', 'conversation.changed', v_conv,
            0, stamp(), ',"merged":"' || i.conversation_id || '"'));
    end loop;

    if v_contact is null then
        v_contact := uuid7();
        v_conv := uuid7();
        insert into contact (tenant_id, id, account_id, name)
            values (p_tenant, v_contact, p_account, p_name);
        insert into conversation (tenant_id, id, account_id, contact_id,
                                  partition)
            values (p_tenant, v_conv, p_account, v_contact, p);
        perform emit(event(p_tenant, 'staff', 'conversation.created', v_conv,
            1, stamp(), ',"state":"bot","epoch":1'));
    end if;
    insert into identity (tenant_id, account_id, kind, value, contact_id,
                          conversation_id)
        select distinct p_tenant, p_account, e ->> 0, e ->> 1, v_contact,
            v_conv from jsonb_array_elements(p_ids) e
        on conflict (tenant_id, account_id, kind, value) do update
        set contact_id = excluded.contact_id,
            conversation_id = excluded.conversation_id
        where identity.contact_id <> excluded.contact_id;
    return v_contact;
end
$$;

-- A contact changed number or id: the old identities go, the new ones come.
create function core.contact_change(p int, p_tenant uuid, p_account uuid,
    p_old jsonb, p_new jsonb) returns boolean
language plpgsql set search_path = core, pg_temp as $$
declare
    v_contact uuid;
    v_anchor  jsonb;
begin
    select d.contact_id into v_contact
        from jsonb_array_elements(p_old) e
        cross join lateral (select * from identity z
            where z.tenant_id = p_tenant and z.account_id = p_account
              and z.kind = e ->> 0 and z.value = e ->> 1 limit 1) d
        order by identity_rank(d.kind) limit 1;
    if v_contact is null then
        return false;
    end if;
    -- Taken over first: an anchor nobody else can have, found before the new
    -- ones, makes the old contact the one that goes on.
    v_anchor := jsonb_build_array('bsuid', 'moving:' || v_contact);
    if not exists (select from identity where tenant_id = p_tenant
            and account_id = p_account and contact_id = v_contact
            and kind = 'bsuid') then
        insert into identity select tenant_id, account_id, 'bsuid',
                'moving:' || v_contact, contact_id, conversation_id
            from identity where tenant_id = p_tenant
            and account_id = p_account and contact_id = v_contact limit 1;
        perform contact_resolve(p, p_tenant, p_account,
                                jsonb_build_array(v_anchor) || p_new, null);
        delete from identity where tenant_id = p_tenant
            and account_id = p_account and kind = 'bsuid'
            and value = 'moving:' || v_contact;
    else
        select jsonb_agg(jsonb_build_array(kind, value)) into v_anchor
            from identity where tenant_id = p_tenant
            and account_id = p_account and contact_id = v_contact
            and kind = 'bsuid';
        perform contact_resolve(p, p_tenant, p_account, v_anchor || p_new,
                                null);
    end if;
    delete from identity d using jsonb_array_elements(p_old) e
        where d.tenant_id = p_tenant and d.account_id = p_account
          and d.kind = e ->> 0 and d.value = e ->> 1
          and d.contact_id = v_contact
          and not p_new @> jsonb_build_array(e);
    return true;
end
$$;


-- Statuses ------------------------------------------------------------------

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


-- Parts of admit ------------------------------------------------------------

-- The rows with the conversation of their first identity; strange says which
-- of them are not simply found: an identity is new, or of another contact.
create function core.admit_found(p_rows core.update_in[],
    out known core.update_in[], out strange int[])
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
begin
    select array_agg((r.n, r.kind, r.tenant_id, r.account_id, r.enabled,
            r.channel, r.account, r.key, r.pid, r.raw, r.ids, r.name, r.type,
            r.body, r.content, r.reply_to, r.at_ms, r.received_us, r.stream,
            r.request_id, r.trace, r.outbox, r.status, r.errors, r.field,
            r.reason, r.old_ids, r.new_ids, r.slow, r.media,
            d.conversation_id)::update_in),
        array_agg(r.n) filter (where r.kind in ('message', 'echo')
            and (d.contact_id is null or jsonb_array_length(r.ids) > 1
            and exists (select from jsonb_array_elements(r.ids) x(e)
                where not exists (select from identity z
                    where z.tenant_id = r.tenant_id
                      and z.account_id = r.account_id
                      and z.kind = x.e ->> 0 and z.value = x.e ->> 1
                      and z.contact_id = d.contact_id))))
        into known, strange
        -- lateral and a limit: all four columns reach the index
        from unnest(p_rows) r left join lateral (
            select z.contact_id, z.conversation_id from identity z
            where r.kind in ('message', 'echo')
              and z.tenant_id = r.tenant_id and z.account_id = r.account_id
              and z.kind = r.ids -> 0 ->> 0 and z.value = r.ids -> 0 ->> 1
            limit 1) d on true;
end
$$;

-- Who is new and has one identity, all at once: nothing to merge there.
create function core.admit_newcomers(p int, p_rows core.update_in[])
returns void
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_at     text := stamp();
    v_events text;
begin
    with w as materialized (
        select x.*, uuid7() as contact_id, uuid7() as conversation_id
        from (select distinct on (r.tenant_id, r.account_id, kind, value)
                  r.tenant_id, r.account_id, r.ids -> 0 ->> 0 as kind,
                  r.ids -> 0 ->> 1 as value, r.name
              from unnest(p_rows) r
              order by r.tenant_id, r.account_id, kind, value, r.n) x
        where not exists (select from identity z
            where z.tenant_id = x.tenant_id and z.account_id = x.account_id
              and z.kind = x.kind and z.value = x.value)
        offset 0
    ), c as (
        insert into contact (tenant_id, id, account_id, name)
        select tenant_id, contact_id, account_id, name from w
    ), v as (
        insert into conversation (tenant_id, id, account_id, contact_id,
                                  partition)
        select tenant_id, conversation_id, account_id, contact_id, p from w
    ), i as (
        insert into identity (tenant_id, account_id, kind, value, contact_id,
                              conversation_id)
        select tenant_id, account_id, kind, value, contact_id,
            conversation_id from w
    )
    select string_agg(event(tenant_id, 'staff', 'conversation.created',
            conversation_id, 1, v_at, ',"state":"bot","epoch":1'), E'\n')
        into v_events from w;
    if v_events is not null then
        perform emit(v_events);
    end if;
end
$$;

-- The rows with their conversations; contacts are made and merged in order,
-- after the newcomers.
create function core.admit_contacts(p int, p_rows core.update_in[])
returns core.update_in[]
language plpgsql set search_path = core, pg_temp as $$
declare
    v record;
    r update_in;
begin
    v := admit_found(p_rows);
    if v.strange is null then
        return v.known;
    end if;
    perform admit_newcomers(p, (select array_agg(x) from unnest(p_rows) x
        where x.n = any (v.strange) and jsonb_array_length(x.ids) = 1));
    for r in select x.* from unnest(p_rows) x
             where x.n = any (v.strange) and jsonb_array_length(x.ids) <> 1
             order by x.n loop
        perform contact_resolve(p, r.tenant_id, r.account_id, r.ids, r.name);
    end loop;
    v := admit_found(p_rows);
    return v.known;
end
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

-- A part of a batch: rows of known, enabled accounts.
create function core.admit_part(p int, p_fence bigint,
    p_rows core.update_in[], p_raws bytea[], p_again boolean,
    out applied text[], out outbox text[], out events text,
    out duplicates int, out dead int)
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_has      record;          -- what kinds of rows there are, at most
    v_found    update_in[];
    v_fresh    update_in[];
    v_keys     uuid[];
    v_closed   boolean;
    v_messages record;
    v_statuses record;
    v_unmatched int := 0;
    v_marks    update_in[];     -- the statuses, watermarks resolved
begin
    applied := '{}';
    outbox := '{}';
    dead := 0;
    select bool_or(r.kind = 'message') as messages,
            bool_or(r.kind = 'echo') as echoes,
            bool_or(r.kind in ('status', 'echo')) as statuses,
            bool_or(r.kind = 'status' and r.outbox is null
                and r.pid is null) as watermarks,
            bool_or(r.kind in ('dead', 'event')) as others
        into v_has from unnest(p_rows) r;
    if v_has.echoes then
        p_rows := admit_own_echoes(p_rows);
    end if;
    v_marks := p_rows;
    if v_has.watermarks then
        v_marks := admit_watermarks(p_rows);
    end if;
    v_found := p_rows;
    if v_has.messages or v_has.echoes then
        v_found := admit_contacts(p, p_rows);
    end if;

    -- A key counts once, also within the batch.  Statuses have no key.
    with s as (
        insert into seen (tenant_id, key)
        select distinct r.tenant_id, r.key from unnest(v_found) r
        where r.kind not in ('status', 'merge')
        on conflict do nothing returning key
    )
    select array_agg(key) into v_keys from s;

    if cardinality(v_keys) = cardinality(v_found) then
        v_fresh := v_found;
    else
        select array_agg(k.r order by k.n) into v_fresh
            from (select distinct on (r.tenant_id, r.key) r, r.n
                  from unnest(v_found) r
                  where r.kind not in ('status', 'merge')
                    and r.key = any (v_keys)
                  order by r.tenant_id, r.key, r.n) k;
    end if;

    -- All conversations of the part are locked in one sorted sweep.
    select bool_or(l.state in ('resolved', 'archived')) into v_closed from (
            select distinct tenant_id, conversation_id
            from unnest(v_fresh) f where f.kind in ('message', 'echo')
            union
            select r.tenant_id, coalesce((select z.conversation_id
                from outbox z where z.tenant_id = r.tenant_id
                  and z.id = r.outbox), (select z.conversation_id
                from outbox z where z.tenant_id = r.tenant_id
                  and z.provider_id = r.pid order by z.ord limit 1))
            from unnest(v_marks) r where r.kind = 'status'
            order by 1, 2
        ) w cross join lateral (select c.state from conversation c
            where c.tenant_id = w.tenant_id and c.id = w.conversation_id
            for no key update) l;

    if v_closed then
        perform move(f.tenant_id, f.conversation_id, 'bot', 'reopened')
            from (select distinct f.tenant_id, f.conversation_id
                  from unnest(v_fresh) f
                  join conversation c on c.tenant_id = f.tenant_id
                      and c.id = f.conversation_id
                  where f.kind = 'message'
                    and c.state in ('resolved', 'archived')
                  order by 1, 2) f;
    end if;

    if v_has.messages then
        v_messages := admit_messages(p, p_fence, v_fresh, p_raws);
        applied := coalesce(v_messages.applied, '{}');
        events := v_messages.events;
    end if;

    if v_has.echoes then
        events := concat_ws(E'\n', events, admit_echoes(p_fence,
            v_fresh, p_raws));
    end if;

    if v_has.statuses then
        v_statuses := admit_statuses(p_fence, v_marks, p_again);
        outbox := v_statuses.outbox;
        v_unmatched := v_statuses.unmatched;
        events := concat_ws(E'\n', events, v_statuses.events);
    end if;

    if v_has.others then
        insert into channel_event (tenant_id, account_id, field, content, raw)
            select tenant_id, account_id, field, content, p_raws[raw]
            from unnest(v_fresh) f where f.kind = 'event';
        insert into dead_letter (tenant_id, partition, channel, account,
                reason, key, raw, stream, request_id)
            select tenant_id, p, channel, account, reason, key,
                coalesce(p_raws[raw], convert_to(content::text, 'UTF8')),
                stream, request_id
            from unnest(v_fresh) f where f.kind = 'dead';
        get diagnostics dead = row_count;
    end if;

    insert into tally as t (tenant_id, partition, admitted, applied,
            duplicate, dead, messages, unmatched)
        select a.tenant_id, p, a.admitted, a.keyless + coalesce(f.applied, 0),
            a.keyed - coalesce(f.fresh, 0), coalesce(f.dead, 0),
            coalesce(f.messages, 0),
            case when row_number() over () = 1 then v_unmatched else 0 end
        from (select tenant_id, count(*) as admitted,
                  count(*) filter (where r.kind in ('status', 'merge'))
                      as keyless,
                  count(*) filter (where r.kind not in ('status', 'merge'))
                      as keyed
              from unnest(p_rows) r group by tenant_id) a
        left join (select tenant_id, count(*) as fresh,
                  count(*) filter (where f.kind = 'dead') as dead,
                  count(*) filter (where f.kind <> 'dead') as applied,
                  count(*) filter (where f.kind = 'message') as messages
              from unnest(v_fresh) f group by tenant_id) f
            on f.tenant_id = a.tenant_id
        order by a.tenant_id
        on conflict (tenant_id, partition) do update
        set admitted = t.admitted + excluded.admitted,
            applied = t.applied + excluded.applied,
            duplicate = t.duplicate + excluded.duplicate,
            dead = t.dead + excluded.dead,
            messages = t.messages + excluded.messages,
            unmatched = t.unmatched + excluded.unmatched;

    duplicates := (select count(*) from unnest(p_rows) r
        where r.kind not in ('status', 'merge'))
        - coalesce(array_length(v_fresh, 1), 0);
end
$$;


-- The batch as typed rows; what belongs to nobody becomes a dead letter.
create function core.admit_rows(p_batch jsonb) returns core.update_in[]
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_rows update_in[];
    v_bad  text;
begin
    select array_agg((x.n - 1,
            case when a.id is null or not a.enabled then 'dead'
                 else x.kind end,
            coalesce(a.tenant_id, '00000000-0000-0000-0000-000000000000'),
            a.id, a.enabled, x.channel, x.account, coalesce(x.key, case when
                x.kind in ('status', 'merge') and (a.id is null or
                not a.enabled) then md5(x.n || p_batch::text)::uuid end),
            x.id, x.raw, x.contact -> 'ids', x.contact ->> 'name', x.type,
            x.text, case when x.kind in ('status', 'merge') and (a.id is null
                or not a.enabled) then json_strip_nulls(to_json(x))
                else x.content::json end, x.reply_to, x.at_ms, x.received_us, x.stream,
            x.request_id, x.trace, x.outbox, x.status, x.errors,
            coalesce(x.field, 'unknown'),
            case when x.kind = 'dead' then coalesce(x.reason, 'unknown')
                 when a.id is null then 'no_account' else 'account_disabled'
                 end,
            x.old, x.new, x.slow, x.media, null)::update_in order by x.n),
        min(case
            when x.kind is null or x.kind not in
                ('message', 'status', 'echo', 'event', 'dead', 'merge')
                then 'unknown kind'
            when x.kind not in ('status', 'merge') and x.key is null
                then 'no key'
            when x.kind in ('message', 'echo') and coalesce(jsonb_array_length(
                x.contact -> 'ids'), 0) = 0 then 'no contact id'
            when x.kind = 'status' and coalesce(x.status, '') not in
                ('sent', 'delivered', 'read', 'played', 'failed')
                then 'unknown status'
            when x.kind = 'status' and x.outbox is null and x.id is null
                and coalesce(jsonb_array_length(x.contact -> 'ids'), 0) = 0
                then 'status of nothing'
            when x.media is not null and (x.kind <> 'message'
                or jsonb_typeof(x.media) <> 'array') then 'media of nothing'
            when x.kind = 'merge' and (jsonb_typeof(x.old) is distinct from
                'array' or jsonb_typeof(x.new) is distinct from 'array')
                then 'merge without ids'
            end)
        into v_rows, v_bad
        from rows from (jsonb_to_recordset(p_batch) as (kind text,
            channel text, account text, key uuid, id text, raw int,
            contact jsonb, type text, text text, content text,
            reply_to text, at_ms bigint, received_us bigint, stream text,
            request_id text, trace text, outbox uuid, status text,
            errors jsonb, field text, reason text, old jsonb, new jsonb,
            slow boolean, media jsonb))
            with ordinality as x(kind, channel, account, key, id, raw,
            contact, type, text, content, reply_to, at_ms, received_us,
            stream, request_id, trace, outbox, status, errors, field, reason,
            old, new, slow, media, n)
        left join account a on a.channel = x.channel
            and a.account = x.account;
    if v_bad is not null then
        raise exception 'admit: %', v_bad using errcode = '22023';
    end if;
    return v_rows;
end
$$;


create function core.admit(p int, p_worker text, p_fence bigint,
    p_cursor text, p_records int, p_batch jsonb, p_raws bytea[],
    p_from text default null, out answer text, out events text)
language plpgsql set search_path = core, pg_temp as $$
declare
    v_rows    update_in[];
    v_part    record;
    v_cur     text;
    v_again   boolean;
    v_start   int := 1;
    v_applied text[] := '{}';
    v_outbox  text[] := '{}';
    v_duplicates int := 0;
    v_dead    int := 0;
begin
    select cursor into v_cur from partition_lease l
        where l.partition = p and owner = p_worker and fence = p_fence
        for no key update;
    if not found then
        answer := '{"ok": false}';
        return;
    end if;
    -- Behind or at the stored cursor: committed before, the answer was lost.
    v_again := stream_key(p_cursor) <= stream_key(v_cur);
    if not v_again and p_from is not null
            and stream_key(p_from) <> stream_key(v_cur) then
        -- A call taken for lost was committed meanwhile, or the stream is
        -- another: some of these records are counted already, or gone.
        answer := '{"ok": false, "moved": true}';
        return;
    end if;
    if not v_again then
        update partition_lease l
            set cursor = p_cursor, records = records + p_records
            where l.partition = p;
    end if;

    v_rows := admit_rows(p_batch);
    for i in 1 .. coalesce(array_length(v_rows, 1), 0) loop
        continue when v_rows[i].kind <> 'merge'
            and i < array_length(v_rows, 1);
        v_part := admit_part(p, p_fence, v_rows[v_start:i], p_raws, v_again);
        if v_rows[i].kind = 'merge' then
            perform contact_change(p, v_rows[i].tenant_id,
                v_rows[i].account_id, v_rows[i].old_ids, v_rows[i].new_ids);
        end if;
        v_start := i + 1;
        v_applied := v_applied || v_part.applied;
        v_outbox := v_outbox || v_part.outbox;
        v_duplicates := v_duplicates + v_part.duplicates;
        v_dead := v_dead + v_part.dead;
        events := concat_ws(E'\n', events, v_part.events);
    end loop;
    answer := '{"ok":true,"applied":[' || array_to_string(v_applied, ',')
        || '],"duplicates":' || v_duplicates || ',"dead":' || v_dead
        || ',"outbox":[' || array_to_string(v_outbox, ',') || ']}';
    events := concat_ws(E'\n', take_events(), nullif(events, ''));
end
$$;

grant execute on function core.move(uuid, uuid, text, text),
    core.outbox_text(uuid, uuid, int, uuid, text, bigint, text, text, int,
        text, text, int, timestamptz, boolean, text, text, jsonb),
    core.outbox_row(core.outbox, text, text),
    core.queue_head(uuid, text), core.advance(uuid, text, bigint),
    core.identity_rank(text),
    core.contact_resolve(int, uuid, uuid, jsonb, text),
    core.contact_change(int, uuid, uuid, jsonb, jsonb),
    core.status_rank(text), core.status_after(text, text),
    core.admit_found(core.update_in[]),
    core.admit_newcomers(int, core.update_in[]),
    core.admit_contacts(int, core.update_in[]),
    core.admit_statuses(bigint, core.update_in[], boolean),
    core.echo_origin(core.update_in),
    core.admit_own_echoes(core.update_in[]),
    core.admit_watermarks(core.update_in[]),
    core.admit_echoes(bigint, core.update_in[], bytea[]),
    core.admit_messages(int, bigint, core.update_in[], bytea[]),
    core.admit_part(int, bigint, core.update_in[], bytea[], boolean),
    core.admit_rows(jsonb),
    core.admit(int, text, bigint, text, int, jsonb, bytea[], text)
    to relevo_worker;
