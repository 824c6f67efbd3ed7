-- 0016_media - files of messages, and the workflow each of them goes through.
--
-- core.media is a row per file, made by core.admit with its message; it stays.
-- core.media_job is the workflow under way: it exists until its end, and a
-- child with the role `media` works on it while it holds its lease.
--
--   admit -> queued -> downloading -> stored -> analysing -> done
--                                                         -> failed
--                                                         -> unsupported
--
-- Every step is written before the next one begins (media_step), under the
-- claim's number, so that who has lost the lease changes nothing.  Locks:
-- conversation, media_job, media.

create table core.media (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    conversation_id uuid not null,
    message_id  uuid not null,
    seq         bigint not null,        -- of the message
    ord         smallint not null,      -- of the file in it
    partition   int not null check (partition >= 0),
    channel     text not null,
    account     text not null,
    kind        text not null check (kind in ('image', 'document', 'audio',
                'voice', 'video', 'sticker', 'unknown')),
    source      jsonb not null,         -- the channel's entry
    state       text not null default 'queued' check (state in ('queued',
                'downloading', 'stored', 'analysing', 'done', 'failed',
                'unsupported')),
    error       text,                   -- code: too_large, broken, ...
    mime        text,                   -- sniffed
    bytes       bigint,
    sha256      bytea check (octet_length(sha256) = 32),
    object      text,                   -- key in the store
    thumb       text,                   -- key of its thumbnail
    name        text,
    result      jsonb,                  -- what decoder and analysers found
    text        text,                   -- what enters context and search
    runs        int not null default 1, -- executions; retry raises it
    outbound    jsonb,                  -- an agent sends it (0046): {"agent",
                                        -- "type", "caption"}; else null
    created_at  timestamptz not null default now(),
    deadline_at timestamptz not null,   -- its turn waits no longer
    finished_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, message_id, ord)
) with (fillfactor = 80);
select core.protect('core.media');
create index media_of_conversation
    on core.media (tenant_id, conversation_id, seq, ord);
create index media_open on core.media (created_at)
    where state in ('queued', 'downloading', 'stored', 'analysing');
create index media_object on core.media (tenant_id, object)
    where object is not null;
create index media_text on core.media
    using gin (to_tsvector('simple', left(text, 200000)))
    where text is not null;
grant select, insert, update, delete on core.media to relevo_worker;
grant select on core.media to relevo_turn, relevo_web;

create table core.media_job (
    tenant_id   uuid not null,
    media_id    uuid not null,
    workflow    text not null default '',   -- name and digest of the
    version     text not null default '',   -- definition it goes through
    position    jsonb,                  -- null: at its beginning
    attempt     int not null default 0, -- claims since the last step
    claim       bigint not null default 0,  -- number of the last claim
    run_at      timestamptz not null default now(), -- due; the lease's end
    lease_owner text,
    lease_until timestamptz,
    primary key (tenant_id, media_id),
    foreign key (tenant_id, media_id) references core.media on delete cascade
) with (autovacuum_vacuum_scale_factor = 0.01,
        autovacuum_vacuum_threshold = 500);
select core.protect('core.media_job');
create index media_job_due on core.media_job (tenant_id, run_at);
create index media_job_held on core.media_job (lease_owner)
    where lease_owner is not null;
grant select, insert, update, delete on core.media_job to relevo_worker;
grant select on core.media_job to relevo_turn, relevo_web;


-- Admission -----------------------------------------------------------------

-- In core.admit's transaction.  A kind that is not known here is `unknown`:
-- the workflow says what becomes of it.
create function core.media_admit(p_messages core.media_in[]) returns void
language sql set search_path = core, pg_temp as $$
    with m as (
        insert into media (tenant_id, conversation_id, message_id, seq, ord,
            partition, channel, account, kind, source, name, deadline_at)
        select x.tenant_id, x.conversation_id, x.message_id, x.seq, f.n - 1,
            x.partition, x.channel, x.account,
            case when f.e ->> 'kind' in ('image', 'document', 'audio',
                'voice', 'video', 'sticker') then f.e ->> 'kind'
                else 'unknown' end,
            f.e - 'deadline_ms', left(f.e ->> 'name', 255),
            now() + coalesce((f.e ->> 'deadline_ms')::bigint, 30000)
                * interval '1 ms'
        from unnest(p_messages) x
        cross join jsonb_array_elements(x.files)
            with ordinality as f(e, n)
        returning tenant_id, id
    )
    insert into media_job (tenant_id, media_id) select tenant_id, id from m
$$;


-- Working -------------------------------------------------------------------

-- The next tenant after p_after that has jobs; null: the first, which may be
-- the operator's (zero).
create function core.media_next_tenant(p_after uuid)
returns uuid
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if p_after is null then
        return (select j.tenant_id from media_job j
            order by j.tenant_id limit 1);
    end if;
    return (select j.tenant_id from media_job j
        where j.tenant_id > p_after order by j.tenant_id limit 1);
end
$$;

-- Takes up to p_limit jobs for p_lease_ms; tenants take turns, who has fewest
-- under way comes first, within a tenant the oldest.  A job whose holder died
-- is due again when its lease is over.  → [{"media": {...}, "job": {...}}]
create function core.media_claim(p_worker text, p_limit int, p_lease_ms int)
returns text
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_now timestamptz := clock_timestamp();
    v_out text;
begin
    with recursive tenants as (
        select media_next_tenant(null) as tenant_id
        union all
        select media_next_tenant(t.tenant_id) from tenants t
        where t.tenant_id is not null
    ), due as (
        select d.*, h.held + row_number() over (partition by t.tenant_id
            order by d.run_at) as rank
        from tenants t
        cross join lateral (select count(*) as held from media_job r
            where r.tenant_id = t.tenant_id and r.run_at > v_now
              and r.lease_owner is not null) h
        cross join lateral (select j.tenant_id, j.media_id, j.run_at
            from media_job j
            where j.tenant_id = t.tenant_id and j.run_at <= v_now
            order by j.run_at limit p_limit * 2) d
        where t.tenant_id is not null
    ), pick as (
        select l.tenant_id, l.media_id from (
            select * from due order by rank, run_at limit p_limit * 4) d
        cross join lateral (select j.tenant_id, j.media_id from media_job j
            where j.tenant_id = d.tenant_id and j.media_id = d.media_id
              and j.run_at <= v_now
            for update skip locked) l
        limit p_limit
    ), taken as (
        update media_job j set lease_owner = p_worker, claim = j.claim + 1,
            attempt = j.attempt + 1,
            run_at = v_now + p_lease_ms * interval '1 ms',
            lease_until = v_now + p_lease_ms * interval '1 ms'
        from pick where j.tenant_id = pick.tenant_id
          and j.media_id = pick.media_id
        returning j.*
    )
    select '[' || string_agg(json_build_object('claim', t.claim, 'attempt',
            t.attempt, 'workflow', t.workflow, 'version', t.version,
            'position', t.position, 'tenant', m.tenant_id, 'media', m.id,
            'conversation', m.conversation_id, 'contact', c.contact_id,
            'language', coalesce(c.language, n.default_language),
            'spoken', c.language, 'message', m.message_id,
            'channel', m.channel, 'account', m.account,
            'kind', m.kind, 'source', m.source, 'state', m.state, 'mime',
            m.mime, 'bytes', m.bytes, 'sha256', encode(m.sha256, 'hex'),
            'object', m.object, 'name', m.name, 'runs', m.runs, 'created_ms',
            ms(m.created_at), 'at_ms', ms(m.created_at))::text, ',') || ']'
        into v_out
        from taken t
        join media m on m.tenant_id = t.tenant_id and m.id = t.media_id
        join conversation c on c.tenant_id = m.tenant_id
            and c.id = m.conversation_id
        join tenant n on n.tenant_id = m.tenant_id;
    return coalesce(v_out, '[]');
end
$$;

-- Are these claims still theirs?  Heartbeat of all that a child works on;
-- answers with those that are lost.
create function core.media_renew(p_worker text, p_lease_ms int, p_jobs jsonb)
returns jsonb
language sql set search_path = core, pg_temp as $$
    with mine as (
        select x.tenant, x.media, x.claim
        from jsonb_to_recordset(p_jobs) as x(tenant uuid, media uuid,
            claim bigint)
    ), held as (
        update media_job j set
            run_at = clock_timestamp() + p_lease_ms * interval '1 ms',
            lease_until = clock_timestamp() + p_lease_ms * interval '1 ms'
        from mine where j.tenant_id = mine.tenant and j.media_id = mine.media
          and j.claim = mine.claim and j.lease_owner = p_worker
        returning j.media_id
    )
    select coalesce(jsonb_agg(media), '[]') from mine
    where media not in (select media_id from held)
$$;

-- Is the claim still the caller's?  Locks conversation and job, in this order.
create function core.media_hold(p_worker text, p_tenant uuid, p_media uuid,
    p_claim bigint) returns boolean
language plpgsql set search_path = core, pg_temp as $$
begin
    perform 1 from conversation c
        where c.tenant_id = p_tenant and c.id = (select m.conversation_id
            from media m where m.tenant_id = p_tenant and m.id = p_media)
        for no key update;
    perform 1 from media_job j
        where j.tenant_id = p_tenant and j.media_id = p_media
          and j.claim = p_claim and j.lease_owner = p_worker
        for update;
    return found;
end
$$;

-- Writes the members of p_row that are there; a change of state is told.
create function core.media_write(p_tenant uuid, p_media uuid, p_state text,
    p_error text, p_row jsonb) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_old     text;
    m         media;
    v_version bigint;
begin
    select state into v_old from media
        where tenant_id = p_tenant and id = p_media;
    update media z set state = coalesce(p_state, z.state),
            error = p_error,
            mime = coalesce(left(p_row ->> 'mime', 255), z.mime),
            bytes = coalesce((p_row ->> 'bytes')::bigint, z.bytes),
            sha256 = coalesce(decode(p_row ->> 'sha256', 'hex'), z.sha256),
            object = coalesce(p_row ->> 'object', z.object),
            thumb = coalesce(p_row ->> 'thumb', z.thumb),
            name = coalesce(left(p_row ->> 'name', 255), z.name),
            result = coalesce(p_row -> 'result', z.result),
            text = coalesce(p_row ->> 'text', z.text),
            finished_at = case when p_state in ('done', 'failed',
                'unsupported') then clock_timestamp()
                when p_state is not null then null else z.finished_at end
        where z.tenant_id = p_tenant and z.id = p_media
        returning z.* into m;
    -- What was said in a voice note are the customer's words.
    if p_state = 'done' and m.text <> ''
       and (m.result -> 'transcribed') = 'true' then
        update message set text = left(m.text, 8000)
            where tenant_id = p_tenant and id = m.message_id
              and text is null;
    end if;
    if m.state is distinct from v_old then
        update conversation set version = version + 1
            where tenant_id = p_tenant and id = m.conversation_id
            returning version into v_version;
        perform emit(event(p_tenant, 'staff', 'media.changed',
            m.conversation_id, v_version, stamp(), ',"media":{"id":"'
            || m.id || '","kind":"' || m.kind || '","seq":' || m.seq
            || ',"state":"' || m.state || '"}'));
    end if;
end
$$;

-- A step is over: where the job stands now, and what it has found.  p_wait_ms:
-- nothing to do until then, the lease is given back.  → answer "ok" | "lost"
create function core.media_step(p_worker text, p_tenant uuid, p_media uuid,
    p_claim bigint, p_lease_ms int, p_workflow text, p_version text,
    p_position jsonb, p_state text, p_row jsonb, p_wait_ms bigint,
    out answer text, out events text)
language plpgsql set search_path = core, pg_temp as $$
begin
    if not media_hold(p_worker, p_tenant, p_media, p_claim) then
        answer := 'lost';
        return;
    end if;
    update media_job set position = p_position, attempt = 0,
            workflow = p_workflow, version = p_version,
            lease_owner = case when p_wait_ms is null then p_worker end,
            lease_until = case when p_wait_ms is null then clock_timestamp()
                + p_lease_ms * interval '1 ms' end,
            run_at = clock_timestamp() + coalesce(p_wait_ms, p_lease_ms)
                * interval '1 ms'
        where tenant_id = p_tenant and media_id = p_media;
    perform media_write(p_tenant, p_media, p_state, null, p_row);
    answer := 'ok';
    events := take_events();
end
$$;

-- The end: done, failed or unsupported.  What waits for it is due at once.
-- → answer {"r":"ok","partition":3} | {"r":"lost"}
create function core.media_done(p_worker text, p_tenant uuid, p_media uuid,
    p_claim bigint, p_state text, p_error text, p_row jsonb,
    out answer text, out events text)
language plpgsql set search_path = core, pg_temp as $$
declare
    v_partition int;
    v_ours      boolean;
    v_problem   text;
begin
    if p_state not in ('done', 'failed', 'unsupported') then
        raise exception 'media_done: not an end' using errcode = '22023';
    end if;
    if not media_hold(p_worker, p_tenant, p_media, p_claim) then
        answer := '{"r":"lost"}';
        return;
    end if;
    perform media_write(p_tenant, p_media, p_state, p_error, p_row);
    delete from media_job where tenant_id = p_tenant and media_id = p_media;
    select m.partition, m.outbound is not null into v_partition, v_ours
        from media m where m.tenant_id = p_tenant and m.id = p_media;
    if v_ours then                      -- 0046: an agent sends it
        v_problem := attachment_send(p_tenant, p_media);
        if v_problem is not null then
            perform media_write(p_tenant, p_media, 'failed', v_problem,
                                '{}');
        end if;
    end if;
    perform media_tell(p_tenant, p_media);
    answer := '{"r":"ok","partition":' || v_partition || '}';
    events := take_events();
end
$$;

-- A file is read, or cannot be: to the routes that want to know.  Consoles
-- have heard of it by media.changed.
create function core.media_tell(p_tenant uuid, p_media uuid) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    if notify_heard(p_tenant, 'media_status') then
        perform notify(p_tenant, 'media_status', jsonb_build_object('live',
                false, 'priority', case m.state when 'failed' then 'medium'
                else 'low' end, 'conversation', m.conversation_id, 'media',
                m.id, 'kind', m.kind, 'state', m.state, 'error', m.error))
            from media m where m.tenant_id = p_tenant and m.id = p_media
              and m.outbound is null;   -- a customer's
    end if;
end
$$;

-- Gives claims back, to be taken again at once: a child that stops.
create function core.media_release(p_worker text) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
begin
    update media_job set lease_owner = null, lease_until = null,
            run_at = now(), attempt = greatest(attempt - 1, 0)
        where lease_owner = p_worker and tenant_id is not null;
    get diagnostics v_n = row_count;
    return v_n;
end
$$;

grant execute on function core.media_admit(core.media_in[]),
    core.media_next_tenant(uuid),
    core.media_claim(text, int, int), core.media_renew(text, int, jsonb),
    core.media_hold(text, uuid, uuid, bigint),
    core.media_write(uuid, uuid, text, text, jsonb),
    core.media_step(text, uuid, uuid, bigint, int, text, text, jsonb, text,
        jsonb, bigint),
    core.media_done(text, uuid, uuid, bigint, text, text, jsonb),
    core.media_tell(uuid, uuid),
    core.media_release(text)
    to relevo_worker;
