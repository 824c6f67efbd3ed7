-- 0070_archive - conversations that are over and old leave the database: what
-- was said goes into one object of the store, is read back, and only then
-- dropped here.  docs/ARCHIVE.md
--
-- `relevo archive run` (worker/cli/archive_run.c) does, for one conversation:
--
--   archive_begin    a row `writing` with the object's name; all lines
--   (the store)      the object is written, read back and compared
--   archive_commit   the same rows are dropped, or none: state archived
--
-- Wherever that ends, the row knows the object: one that stayed `writing` is
-- `going` after its time, and what is going is removed from the store, by the
-- same command, until it is `gone`.
--
-- What goes is in archive_lines, archive_drop and archive_fill, in the same
-- order; t/44_archive.t compares them with the tables there are.

create table core.archive (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    conversation_id uuid not null,
    state       text not null default 'writing' check (state in
                ('writing', 'kept', 'restored', 'going', 'gone')),
    object      text,                   -- its name; null: gone
    before      timestamptz not null,   -- everything in it is older
    until       timestamptz,            -- writing: nobody else touches it
    low_seq     bigint,                 -- of the customer's messages in it
    high_seq    bigint,
    received    bigint not null default 0,
    messages    bigint not null default 0,
    counts      jsonb not null default '{}',    -- rows by table
    sha256      bytea,                  -- of the lines behind the header
    bytes       bigint,                 -- of the object, before it is sealed
    archived_at timestamptz,            -- null: nothing was dropped for it
    restored_at timestamptz,
    hold_until  timestamptz,            -- restored: not again before
    forgotten_at timestamptz,           -- its memory is not restored
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references core.conversation
);
create index archive_conversation
    on core.archive (tenant_id, conversation_id, id);
create unique index archive_writing
    on core.archive (tenant_id, conversation_id) where state = 'writing';
create index archive_going on core.archive (tenant_id, id)
    where state in ('writing', 'going');
select core.protect('core.archive');
grant select, insert, update, delete on core.archive to relevo_worker;
-- An admin may have a contact forgotten: that much, and no more.
grant select, update (state, forgotten_at) on core.archive to relevo_web;


-- When ----------------------------------------------------------------------

-- After how many days: the tenant's, else p_days; null: not at all.
create function core.archive_days(p_settings jsonb, p_days int) returns int
language sql immutable set search_path = core, pg_temp as $$
    select nullif(case when p_settings ->> 'archive_days' ~ '^\d{1,5}$'
        then (p_settings ->> 'archive_days')::int else p_days end, 0)
$$;

-- For how many days the object is kept; null: for ever.
create function core.archive_keep(p_settings jsonb, p_days int) returns int
language sql immutable set search_path = core, pg_temp as $$
    select nullif(case when p_settings ->> 'archive_keep' ~ '^\d{1,5}$'
        then (p_settings ->> 'archive_keep')::int else p_days end, 0)
$$;

-- Why a conversation stays; null: it may go.  What is not settled, and what is
-- younger than p_before, keeps it here.
create function core.archive_refusal(c core.conversation,
    p_before timestamptz) returns text
language plpgsql stable set search_path = core, pg_temp as $$
begin
    return case
        when c.state not in ('bot', 'resolved', 'archived') then 'state'
        when c.done_seq < c.last_seq then 'work'
        when not exists (select from message m where m.tenant_id
            = c.tenant_id and m.conversation_id = c.id and m.seq >= 0)
            then 'empty'
        when exists (select from message m where m.tenant_id = c.tenant_id
            and m.conversation_id = c.id and m.seq >= 0
            and m.id >= uuid7_floor(p_before)) then 'young'
        when exists (select from ticket t where t.tenant_id = c.tenant_id
            and t.conversation_id = c.id and (t.updated_at >= p_before
            or t.status in ('open', 'in_progress', 'awaiting_customer')))
            then 'ticket'
        when exists (select from assignment s where s.tenant_id
            = c.tenant_id and s.conversation_id = c.id
            and s.ended_at is null) then 'assignment'
        when (queue_head(c.tenant_id, 'c:' || c.id)).id is not null
            then 'outbox'
        when exists (select from callback b where b.tenant_id = c.tenant_id
            and b.conversation_id = c.id and b.state = 'open')
            then 'callback'
        when exists (select from media m where m.tenant_id = c.tenant_id
            and m.conversation_id = c.id and m.finished_at is null)
            then 'media'
        when exists (select from timer t where t.tenant_id = c.tenant_id
            and starts_with(t.ref, c.id::text)) then 'timer'
        when exists (select from note n where n.tenant_id = c.tenant_id
            and n.conversation_id = c.id and n.created_at >= p_before)
          or exists (select from draft d where d.tenant_id = c.tenant_id
            and d.conversation_id = c.id and d.updated_at >= p_before)
            then 'desk'
    end;
end
$$;

-- Somebody brought it back, or it is being written.
create function core.archive_held(p_tenant uuid, p_conversation uuid)
returns boolean
language sql stable set search_path = core, pg_temp as $$
    select exists (select from archive a where a.tenant_id = p_tenant
        and a.conversation_id = p_conversation
        and (a.state = 'writing' or a.hold_until > now()))
$$;

-- The tenants that archive: [{"tenant", "slug", "days"}]
create function core.archive_tenants(p_tenant uuid, p_days int)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('tenant', t.tenant_id,
            'slug', t.slug, 'days', archive_days(t.settings, p_days))
            order by t.slug), '[]')
    from tenant t
    where archive_days(t.settings, p_days) is not null
      and (p_tenant is null or t.tenant_id = p_tenant)
$$;

-- A page of a tenant's messages that are older than so many days, oldest
-- first: which conversations of it may go.  Where those that may not are is
-- read again each time, so a page is small and its rows are ids.
-- → {"items": ["<conversation>"], "after": "<message>" or null, "before"}
create function core.archive_due(p_tenant uuid, p_after uuid, p_days int,
    p_limit int) returns jsonb
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    v_before timestamptz := now() - make_interval(days => p_days);
    v        jsonb;
begin
    if p_days < 1 then
        raise exception 'archive: at least a day' using errcode = '22023';
    end if;
    with m as materialized (
        select x.id, x.conversation_id from message x
        where x.tenant_id = p_tenant and x.id < uuid7_floor(v_before)
          and x.id > coalesce(p_after,
                              '00000000-0000-0000-0000-000000000000')
        order by x.id limit p_limit
    )
    select jsonb_build_object('before', v_before,
        'after', case when (select count(*) from m) = p_limit
            then (select m.id from m order by m.id desc limit 1) end,
        'items', (select coalesce(jsonb_agg(c.id), '[]')
            from (select distinct conversation_id from m) d
            join conversation c on c.tenant_id = p_tenant
                and c.id = d.conversation_id
            where archive_refusal(c, v_before) is null
              and not archive_held(p_tenant, c.id)))
        into v;
    return v;
end
$$;


-- What goes -----------------------------------------------------------------

-- A row as a line.  What is between values may be a line break where a
-- column is json; in a value it never is.
create function core.archive_line(p_table text, p_row json) returns text
language sql immutable set search_path = core, pg_temp as $$
    select '{"t":"' || p_table || '","r":'
        || translate(p_row::text, E'\n\r', '  ') || '}'
$$;

-- In the order they are written and digested in.
create function core.archive_lines(p_tenant uuid, p_conversation uuid)
returns table (t text, line text)
language plpgsql stable set search_path = core, pg_temp
    set timezone = 'UTC' set bytea_output = 'hex'
    set extra_float_digits = 1 as $$
begin
    return query select y.t, y.line from (
        select x.ord, x.t, archive_line(x.t, x.r) as line from (
        select 1, 'message', row_to_json(z) from message z
            where z.tenant_id = p_tenant and z.seq >= 0
              and z.conversation_id = p_conversation
        union all select 2, 'turn', row_to_json(z) from turn z
            where z.tenant_id = p_tenant
              and z.conversation_id = p_conversation
        union all select 3, 'decision', row_to_json(z) from decision z
            where z.tenant_id = p_tenant
              and z.conversation_id = p_conversation
        union all select 4, 'analysis', row_to_json(z) from analysis z
            where z.tenant_id = p_tenant
              and z.conversation_id = p_conversation
        union all select 5, 'note', row_to_json(z) from note z
            where z.tenant_id = p_tenant
              and z.conversation_id = p_conversation
        union all select 6, 'draft', row_to_json(z) from draft z
            where z.tenant_id = p_tenant
              and z.conversation_id = p_conversation
        union all select 7, 'conversation_memory', row_to_json(z)
            from conversation_memory z where z.tenant_id = p_tenant
              and z.conversation_id = p_conversation
        union all select 8, 'conversation_log', row_to_json(z)
            from conversation_log z where z.tenant_id = p_tenant
              and z.conversation_id = p_conversation
        union all select 9, 'search_doc', row_to_json(z)
            from search_doc z where z.tenant_id = p_tenant
              and z.conversation_id = p_conversation and z.kind = 'message'
        ) x(ord, t, r) offset 0) y
    order by y.ord, y.line collate "C";
end
$$;

create function core.archive_digest(p_body text) returns bytea
language sql immutable set search_path = core, pg_temp as $$
    select sha256(convert_to(p_body, 'UTF8'))
$$;

-- The same rows, dropped.  The only function that may (relevo_archive), and
-- only what an archive that is being written has: the digest is of what was
-- deleted, so whatever came or changed since then undoes all of it.
create function core.archive_drop(p_tenant uuid, p_id uuid) returns void
language plpgsql security definer set search_path = core, pg_temp
    set timezone = 'UTC' set bytea_output = 'hex'
    set extra_float_digits = 1 as $$
declare
    a      archive%rowtype;
    v_body text;
begin
    select * into strict a from archive
        where tenant_id = p_tenant and id = p_id and state = 'writing';
    with d1 as (delete from message z where z.tenant_id = p_tenant
            and z.conversation_id = a.conversation_id and z.seq >= 0
            returning row_to_json(z) as r),
    d2 as (delete from turn z where z.tenant_id = p_tenant
            and z.conversation_id = a.conversation_id
            returning row_to_json(z) as r),
    d3 as (delete from decision z where z.tenant_id = p_tenant
            and z.conversation_id = a.conversation_id
            returning row_to_json(z) as r),
    d4 as (delete from analysis z where z.tenant_id = p_tenant
            and z.conversation_id = a.conversation_id
            returning row_to_json(z) as r),
    d5 as (delete from note z where z.tenant_id = p_tenant
            and z.conversation_id = a.conversation_id
            returning row_to_json(z) as r),
    d6 as (delete from draft z where z.tenant_id = p_tenant
            and z.conversation_id = a.conversation_id
            returning row_to_json(z) as r),
    d7 as (delete from conversation_memory z where z.tenant_id = p_tenant
            and z.conversation_id = a.conversation_id
            returning row_to_json(z) as r),
    d8 as (delete from conversation_log z where z.tenant_id = p_tenant
            and z.conversation_id = a.conversation_id
            returning row_to_json(z) as r),
    d9 as (delete from search_doc z where z.tenant_id = p_tenant
            and z.conversation_id = a.conversation_id
            and z.kind = 'message' returning row_to_json(z) as r)
    select string_agg(archive_line(x.t, x.r) || E'\n', '' order by x.ord,
            archive_line(x.t, x.r) collate "C")
        into v_body from (
        select 1, 'message', r from d1
        union all select 2, 'turn', r from d2
        union all select 3, 'decision', r from d3
        union all select 4, 'analysis', r from d4
        union all select 5, 'note', r from d5
        union all select 6, 'draft', r from d6
        union all select 7, 'conversation_memory', r from d7
        union all select 8, 'conversation_log', r from d8
        union all select 9, 'search_doc', r from d9) x(ord, t, r);
    if archive_digest(v_body) is distinct from a.sha256 then
        raise exception 'archive: the conversation has changed'
            using errcode = '40001';
    end if;
end
$$;

grant usage on schema core to relevo_archive;
grant select on core.archive to relevo_archive;
create policy archive_all on core.archive for select to relevo_archive
    using (current_user = 'relevo_archive');    -- not for who is a member
do $$
declare
    r text;
begin
    foreach r in array array['message', 'turn', 'decision', 'analysis',
            'note', 'draft', 'conversation_memory', 'conversation_log',
            'search_doc'] loop
        execute format('grant select, delete on core.%I to relevo_archive',
                       r);
        execute format('create policy archive_read on core.%I for select'
            ' to relevo_archive using (current_user = ''relevo_archive'')', r);
        execute format('create policy archive_drop on core.%I for delete'
            ' to relevo_archive using (current_user = ''relevo_archive'')', r);
    end loop;
end
$$;
grant execute on function core.archive_line(text, json),
    core.archive_digest(text) to relevo_archive;
grant create on schema core to relevo_archive;
alter function core.archive_drop(uuid, uuid) owner to relevo_archive;
revoke create on schema core from relevo_archive;
grant execute on function core.archive_drop(uuid, uuid) to relevo_worker;


-- Away ----------------------------------------------------------------------

-- The header and all lines of a conversation, and a row that names the object
-- before there is one.  Nothing of both: it may not go now.
create function core.archive_begin(p_tenant uuid, p_conversation uuid,
    p_before timestamptz, p_minutes int, out head text, out body text)
language plpgsql set search_path = core, pg_temp as $$
declare
    c        conversation%rowtype;
    a        archive%rowtype;
begin
    select * into c from conversation
        where tenant_id = p_tenant and id = p_conversation
        for no key update;
    if not found or archive_refusal(c, p_before) is not null
            or archive_held(p_tenant, p_conversation) then
        return;
    end if;
    insert into archive (tenant_id, conversation_id, before, until)
        values (p_tenant, p_conversation, p_before, clock_timestamp()
            + make_interval(mins => p_minutes)) returning * into a;
    with l as materialized (
        select * from archive_lines(p_tenant, p_conversation)
            with ordinality x(t, line, n)
    )
    select (select string_agg(l.line || E'\n', '' order by l.n) from l),
            (select jsonb_object_agg(y.t, y.n)
                from (select l.t, count(*) from l group by 1) y(t, n))
        into body, a.counts;
    update archive z set counts = a.counts, sha256 = archive_digest(body),
            object = p_tenant || '/archive/' || to_char(now() at time zone
                'UTC', 'YYYY/MM/') || a.id || '.ndjson.gz',
            messages = m.n, received = m.received, low_seq = m.low,
            high_seq = m.high
        from (select count(*) as n, count(*) filter (where direction = 'in')
                as received,
                min(seq) filter (where direction = 'in') as low,
                max(seq) filter (where direction = 'in') as high
            from message where tenant_id = p_tenant
              and conversation_id = p_conversation and seq >= 0) m
        where z.tenant_id = p_tenant and z.id = a.id returning z.* into a;
    head := json_build_object('relevo_archive', 1, 'tenant', p_tenant,
        'archive', a.id, 'conversation', c.id, 'contact', c.contact_id,
        'object', a.object, 'made_at', clock_timestamp(),
        'messages', a.messages, 'counts', a.counts,
        'sha256', encode(a.sha256, 'hex'));
end
$$;

-- The object is there and is what it has to be.  FOR UPDATE: what hangs on the
-- conversation by a foreign key waits, too.
-- → {"ok"} or {"ok": false, "error"}; raises 40001 when a row has changed
create function core.archive_commit(p_tenant uuid, p_id uuid,
    p_bytes bigint) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c     conversation%rowtype;
    a     archive%rowtype;
    v_why text;
begin
    select y.* into c from archive x join conversation y
        on y.tenant_id = x.tenant_id and y.id = x.conversation_id
        where x.tenant_id = p_tenant and x.id = p_id for update of y;
    select * into a from archive where tenant_id = p_tenant and id = p_id
        for update;
    if a.state is distinct from 'writing' then
        return '{"ok": false, "error": "given up meanwhile"}';
    end if;
    v_why := archive_refusal(c, a.before);
    if v_why is not null then
        return jsonb_build_object('ok', false, 'error', v_why);
    end if;
    perform archive_drop(p_tenant, p_id);
    update archive set state = 'kept', until = null, bytes = p_bytes,
            archived_at = clock_timestamp()
        where tenant_id = p_tenant and id = p_id;
    -- what was brought back is in the new one
    update archive set state = 'going' where tenant_id = p_tenant
        and conversation_id = c.id and state = 'restored';
    if c.state <> 'archived' then
        perform move(p_tenant, c.id, 'archived', 'retention');
    end if;
    return '{"ok": true}';
end
$$;

-- It came to nothing; the object, if there is one, goes.
create function core.archive_abandon(p_tenant uuid, p_id uuid)
returns boolean
language sql set search_path = core, pg_temp as $$
    update archive set state = 'going', until = null
        where tenant_id = p_tenant and id = p_id and state = 'writing'
        returning true
$$;

-- Objects to be removed now: of who died while writing, of contacts that were
-- erased, and of what is older than it is kept.
-- → [{"tenant", "id", "object"}], at most p_limit
create function core.archive_going(p_keep int, p_limit int) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    update archive set state = 'going'
        where state = 'writing' and until < clock_timestamp();
    update archive a set state = 'going' from tenant t
        where a.tenant_id = t.tenant_id and a.state = 'kept'
          and a.archived_at < clock_timestamp()
              - make_interval(days => archive_keep(t.settings, p_keep));
    return (select coalesce(jsonb_agg(jsonb_build_object('tenant',
            x.tenant_id, 'id', x.id, 'object', x.object)), '[]')
        from (select * from archive where state = 'going'
              order by tenant_id, id limit p_limit) x);
end
$$;

-- The store has it no more.  What nothing was dropped for was never there.
create function core.archive_gone(p_tenant uuid, p_id uuid)
returns boolean
language plpgsql set search_path = core, pg_temp as $$
begin
    delete from archive where tenant_id = p_tenant and id = p_id
        and state = 'going' and archived_at is null;
    update archive set state = 'gone', object = null
        where tenant_id = p_tenant and id = p_id and state = 'going';
    return true;
end
$$;


-- Back ----------------------------------------------------------------------

-- The rows, as they were.  What is there already stays as it is.
create function core.archive_fill(p_body text, p_memory boolean)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v json[] := array(select x::json
        from string_to_table(p_body, E'\n') x where x <> '');
begin
    insert into message select z.* from unnest(v) x,
        json_populate_record(null::message, x -> 'r') z
        where x ->> 't' = 'message' on conflict do nothing;
    insert into turn select z.* from unnest(v) x,
        json_populate_record(null::turn, x -> 'r') z
        where x ->> 't' = 'turn' on conflict do nothing;
    insert into decision select z.* from unnest(v) x,
        json_populate_record(null::decision, x -> 'r') z
        where x ->> 't' = 'decision' on conflict do nothing;
    insert into analysis select z.* from unnest(v) x,
        json_populate_record(null::analysis, x -> 'r') z
        where x ->> 't' = 'analysis' on conflict do nothing;
    -- its line of the log comes from there, too (note_kept)
    perform set_config('relevo.restoring', 'on', true);
    insert into note select z.* from unnest(v) x,
        json_populate_record(null::note, x -> 'r') z
        where x ->> 't' = 'note' on conflict do nothing;
    perform set_config('relevo.restoring', '', true);
    insert into draft select z.* from unnest(v) x,
        json_populate_record(null::draft, x -> 'r') z
        where x ->> 't' = 'draft' on conflict do nothing;
    insert into conversation_memory select z.* from unnest(v) x,
        json_populate_record(null::conversation_memory, x -> 'r') z
        where x ->> 't' = 'conversation_memory' and p_memory
        on conflict do nothing;
    insert into conversation_log select z.* from unnest(v) x,
        json_populate_record(null::conversation_log, x -> 'r') z
        where x ->> 't' = 'conversation_log' on conflict do nothing;
    insert into search_doc select z.* from unnest(v) x,
        json_populate_record(null::search_doc, x -> 'r') z
        where x ->> 't' = 'search_doc' on conflict do nothing;
end
$$;

-- p_body: the lines behind the header.  Again is harmless.  A conversation
-- that is archived is resolved then; one that goes on gets its past back.
-- → {"ok", "again"} or {"ok": false, "error"}
create function core.archive_restore(p_tenant uuid, p_id uuid, p_body text,
    p_hold int) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
    a archive%rowtype;
begin
    select y.* into c from archive x join conversation y
        on y.tenant_id = x.tenant_id and y.id = x.conversation_id
        where x.tenant_id = p_tenant and x.id = p_id for update of y;
    select * into a from archive where tenant_id = p_tenant and id = p_id
        for update;
    if a.state = 'restored' then
        return '{"ok": true, "again": true}';
    elsif a.state is distinct from 'kept' then
        return '{"ok": false, "error": "there is none to restore"}';
    elsif archive_digest(p_body) <> a.sha256 then
        return '{"ok": false, "error": "damaged"}';
    end if;
    perform archive_fill(p_body, a.forgotten_at is null);
    update archive set state = 'restored', restored_at = clock_timestamp(),
            hold_until = clock_timestamp() + make_interval(days => p_hold)
        where tenant_id = p_tenant and id = p_id;
    if c.state = 'archived' and not exists (select from archive x
            where x.tenant_id = p_tenant and x.conversation_id = c.id
              and x.state = 'kept') then
        perform move(p_tenant, c.id, 'resolved', 'restored');
    end if;
    return '{"ok": true}';
end
$$;


-- Looking, forgetting -------------------------------------------------------

-- Newest first; p_tenant, p_conversation, p_from, p_to: null is any.
create function core.archive_list(p_tenant uuid, p_conversation uuid,
    p_from timestamptz, p_to timestamptz, p_states text[], p_after uuid,
    p_limit int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(x.j order by x.id desc), '[]') from (
        select a.id, jsonb_build_object('tenant', a.tenant_id, 'slug',
            t.slug, 'id', a.id, 'conversation', a.conversation_id, 'state',
            a.state, 'object', a.object, 'messages', a.messages, 'counts',
            a.counts, 'bytes', a.bytes, 'sha256', encode(a.sha256, 'hex'),
            'archived_at', a.archived_at, 'restored_at', a.restored_at) as j
        from archive a join tenant t on t.tenant_id = a.tenant_id
        where (p_tenant is null or a.tenant_id = p_tenant)
          and (p_conversation is null
               or a.conversation_id = p_conversation)
          and (p_from is null or a.archived_at >= p_from)
          and (p_to is null or a.archived_at < p_to)
          and a.state = any (p_states)
          and (p_after is null or a.id < p_after)
        order by a.id desc limit p_limit) x
$$;

-- Of these names, those that a row has.
create function core.archive_named(p_names text[]) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(n), '[]') from unnest(p_names) n
    where n ~ ('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/archive/'
               '\d{4}/\d\d/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[.]')
      and exists (select from archive a where a.tenant_id
          = left(n, 36)::uuid and a.id = substr(n, 54, 36)::uuid
          and a.object = n)
$$;

-- Objects of these conversations go: whatever is in them was erased.
create function core.archive_erase(p_tenant uuid, p_conversations uuid[])
returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
begin
    update archive set state = 'going' where tenant_id = p_tenant
        and conversation_id = any (p_conversations)
        and state in ('writing', 'kept', 'restored');
    get diagnostics v_n = row_count;
    return v_n;
end
$$;

-- What was learnt of a person does not come back with what was said.
create function core.archive_forget(p_tenant uuid, p_person uuid)
returns void
language sql set search_path = core, pg_temp as $$
    update archive a set forgotten_at = clock_timestamp()
        from conversation c
        where c.tenant_id = p_tenant
          and person(p_tenant, c.contact_id) = p_person
          and a.tenant_id = p_tenant and a.conversation_id = c.id
          and a.state in ('writing', 'kept')
$$;

-- What a run came to, for doctor, health and counters: {"archived", "failed",
-- "removed", "restored", "waiting", "error"}.
create function core.archive_note(p_value jsonb) returns jsonb
language sql set search_path = core, pg_temp as $$
    insert into health as h values ('archive', clock_timestamp(), p_value)
        on conflict (name) do update
        set at = excluded.at, value = excluded.value
        returning h.value
$$;
create function core.archive_noted() returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select h.value || jsonb_build_object('at', h.at,
            'at_ms', ms(h.at)) from health h where h.name = 'archive'),
        '{}')
        || jsonb_build_object('going', (select count(*) from archive
            where state = 'going'))
$$;

grant execute on function core.archive_days(jsonb, int),
    core.archive_keep(jsonb, int),
    core.archive_refusal(core.conversation, timestamptz),
    core.archive_held(uuid, uuid), core.archive_tenants(uuid, int),
    core.archive_due(uuid, uuid, int, int),
    core.archive_line(text, json), core.archive_lines(uuid, uuid),
    core.archive_digest(text),
    core.archive_begin(uuid, uuid, timestamptz, int),
    core.archive_commit(uuid, uuid, bigint),
    core.archive_abandon(uuid, uuid), core.archive_going(int, int),
    core.archive_gone(uuid, uuid), core.archive_fill(text, boolean),
    core.archive_restore(uuid, uuid, text, int),
    core.archive_list(uuid, uuid, timestamptz, timestamptz, text[], uuid,
        int),
    core.archive_named(text[]), core.archive_note(jsonb),
    core.archive_noted() to relevo_worker;
grant execute on function core.archive_erase(uuid, uuid[]),
    core.archive_forget(uuid, uuid) to relevo_worker, relevo_web;
