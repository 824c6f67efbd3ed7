-- 0003_admit - stream records become messages: one transaction per batch.
--
-- admit() parses the batch once into typed rows and hands them on in parts
-- (a merge in the middle splits the batch, so that what comes before it sees
-- the old identities).  admit_part() goes in sets, in this order: contacts,
-- seen, locks, reopening, messages, statuses, dead letters, tally.
-- Run again after a lost COMMIT answer nothing changes but `duplicate`.
-- What it calls is in 0003_contacts, 0003_queues and 0003_updates.

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

-- A message with its files: core.media_admit (0016) makes rows of them.
create type core.media_in as (
    tenant_id   uuid,
    conversation_id uuid,
    message_id  uuid,
    seq         bigint,
    partition   int,
    channel     text,
    account     text,
    files       jsonb           -- [{"kind","ref",...,"deadline_ms"}]
);


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
        perform handoff_echo(f.tenant_id, f.conversation_id)
            from (select distinct f.tenant_id, f.conversation_id
                  from unnest(v_fresh) f where f.kind = 'echo'
                  order by 1, 2) f;
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
                 when a.id is not null then 'account_disabled'
                 when exists (select from account z where z.channel
                     = x.channel and z.account = x.account)
                     then 'foreign_account' else 'no_account' end,
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
            slow boolean, media jsonb, endpoint text))
            with ordinality as x(kind, channel, account, key, id, raw,
            contact, type, text, content, reply_to, at_ms, received_us,
            stream, request_id, trace, outbox, status, errors, field, reason,
            old, new, slow, media, endpoint, n)
        -- who has an endpoint vouches for its own accounts and no others
        left join account a on a.channel = x.channel
            and a.account = x.account and (x.endpoint is null
                or not exists (select from endpoint e
                    where e.channel = x.channel and e.name = x.endpoint
                      and e.tenant_id <> a.tenant_id and e.tenant_id
                      <> '00000000-0000-0000-0000-000000000000'));
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

grant execute on function
    core.admit_part(int, bigint, core.update_in[], bytea[], boolean),
    core.admit_rows(jsonb),
    core.admit(int, text, bigint, text, int, jsonb, bytea[], text)
    to relevo_worker;
