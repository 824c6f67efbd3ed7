-- 0030_kept - what is kept of a request of the API: its answer, for who asks
-- again, and its place in the audit log; then the pages of lists.

-- Once ----------------------------------------------------------------------

-- Idempotency-Key: the first answer, kept for 24 hours; without the text of a
-- key, which is nowhere but where it was asked for.
create table core.idempotency (
    tenant_id   uuid not null,
    key         text not null check (length(key) between 1 and 255),
    who         text not null,          -- an agent, or a key: api.kept_for()
    fn          text not null,
    hash        text not null,          -- of path and body
    status      int,
    headers     jsonb,
    body        jsonb,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, key, who)
);
create index idempotency_old on core.idempotency (tenant_id, created_at);
select core.protect('core.idempotency');
grant select, insert, update, delete on core.idempotency to relevo_web;

-- Whose a kept answer is: of an agent in whatever session, since what was not
-- answered in one is repeated in the next; else of the key.
create function api.kept_for() returns text
language sql stable as $$
    select coalesce(nullif(current_setting('relevo.agent', true), ''),
                    current_setting('relevo.key'))
$$;

-- The answer that was given before, or nothing: this is the first time.
create function api.once(p_fn text, p_req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_tenant uuid := api.tenant();
    v_key    text := p_req ->> 'key';
    v_who    text := api.kept_for();
    v_hash   text := md5((p_req ->> 'path') || ' ' || (p_req ->> 'hash'));
    i        idempotency%rowtype;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('once ' || v_tenant
            || ' ' || v_who || ' ' || v_key, 0)) then
        return api.problem(409, 'a request with this key is running');
    end if;
    delete from idempotency where tenant_id = v_tenant
        and created_at < now() - interval '24 hours';
    select * into i from idempotency where tenant_id = v_tenant
        and key = v_key and who = v_who;
    if not found then
        insert into idempotency (tenant_id, key, who, fn, hash)
            values (v_tenant, v_key, v_who, p_fn, v_hash);
        return null;
    end if;
    if i.fn <> p_fn or i.hash <> v_hash then
        return api.problem(422, 'the key was used for another request');
    end if;
    return (i.status, coalesce(i.headers, '{}')
        || '{"Idempotent-Replayed": "true"}', i.body)::api.response;
end
$$;


-- Audit ---------------------------------------------------------------------

-- Append-only; each row's hash covers the row before it, so that a row taken
-- out or changed shows (core.audit_verify).  One chain per tenant: its head is
-- locked from here to the commit, which is the end of the transaction.
create table core.audit_log (
    tenant_id   uuid not null,
    seq         bigint not null,
    at          timestamptz not null,
    actor       text not null,          -- agent, key, cli, nobody
    actor_id    uuid,
    action      text not null,          -- of api.<action>, or a command
    path        text,
    request_id  text,
    address     text,
    status      int,
    hash        bytea not null,
    primary key (tenant_id, seq)
);
select core.protect('core.audit_log');
grant select, insert on core.audit_log to relevo_worker, relevo_web;

create table core.audit_head (
    tenant_id   uuid primary key,
    seq         bigint not null,
    hash        bytea not null
);
select core.protect('core.audit_head');
grant select, insert, update on core.audit_head to relevo_worker, relevo_web;

create function core.audit_hash(p_prev bytea, l core.audit_log)
returns bytea
language sql immutable as $$
    select sha256(p_prev || convert_to(concat_ws(E'\x1f', l.tenant_id, l.seq,
        (extract(epoch from l.at) * 1000000)::bigint, l.actor,
        coalesce(l.actor_id::text, ''), l.action, coalesce(l.path, ''),
        coalesce(l.request_id, ''), coalesce(l.address, ''),
        coalesce(l.status, 0)), 'UTF8'))
$$;

create function core.audit_add(p_tenant uuid, p_actor text, p_actor_id uuid,
    p_action text, p_path text, p_request text, p_address text,
    p_status int) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    h audit_head%rowtype;
    l audit_log%rowtype;
begin
    insert into audit_head values (p_tenant, 0, '\x')
        on conflict do nothing;
    select * into h from audit_head where tenant_id = p_tenant for update;
    l := (p_tenant, h.seq + 1, clock_timestamp(), p_actor, p_actor_id,
          p_action, p_path, p_request, p_address, p_status, null);
    l.hash := audit_hash(h.hash, l);
    insert into audit_log select l.*;
    update audit_head set seq = l.seq, hash = l.hash
        where tenant_id = p_tenant;
end
$$;

-- The first row that is not as it was written, or null: the chain is whole.
create function core.audit_verify(p_tenant uuid) returns bigint
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_prev bytea := '\x';
    v_seq  bigint := 0;
    l      audit_log%rowtype;
begin
    for l in select * from audit_log where tenant_id = p_tenant
            order by seq loop
        v_seq := v_seq + 1;
        if l.seq <> v_seq or l.hash <> audit_hash(v_prev, l) then
            return v_seq;
        end if;
        v_prev := l.hash;
    end loop;
    if exists (select from audit_head where tenant_id = p_tenant
               and (seq <> v_seq or hash <> v_prev)) then
        return v_seq + 1;
    end if;
    return null;
end
$$;

-- Everything that changed something ends here.
create function api.done(p_fn text, p_req jsonb, r api.response)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    if r.status < 400 and p_fn not in ('me_heartbeat', 'conversation_read',
            'conversation_viewing', 'draft_put', 'draft_delete') then
        perform audit_add(api.tenant(), case when api.role() = 'key'
            then 'key' else 'agent' end, coalesce(api.agent(),
            current_setting('relevo.key')::uuid), p_fn, p_req ->> 'path',
            p_req ->> 'request_id', p_req ->> 'from', r.status);
    end if;
    if p_req ? 'key' then
        update idempotency i set status = r.status, headers = r.headers,
                body = case p_fn when 'key_create' then r.body - 'token'
                            else r.body end
            where i.tenant_id = api.tenant() and i.key = p_req ->> 'key'
              and i.who = api.kept_for()
              and i.status is null;
    end if;
    return r;
end
$$;


-- Pages ---------------------------------------------------------------------

create function api.page_limit(p_req jsonb, p_most int default 100)
returns int
language sql immutable as $$
    select least(greatest(coalesce((p_req #>> '{query,limit}')::int, 20), 1),
                 p_most)
$$;

-- A cursor is somebody's last id; what does not read as one is the beginning.
create function api.page_before(p_req jsonb) returns uuid
language sql immutable as $$
    select case when p_req #>> '{query,cursor}'
        ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        then (p_req #>> '{query,cursor}')::uuid end
$$;

-- p_items holds one more than asked for when there is more.
create function api.page(p_items jsonb, p_limit int, p_key text default 'id')
returns api.response
language sql stable as $$
    select api.ok(jsonb_build_object('items', case
        when jsonb_array_length(p_items) > p_limit
            then p_items - p_limit else p_items end,
        'next', case when jsonb_array_length(p_items) > p_limit
            then p_items -> (p_limit - 1) ->> p_key end))
$$;

create function api.etag(p_version bigint) returns jsonb
language sql stable as $$
    select jsonb_build_object('ETag', '"' || p_version || '"')
$$;

-- If-Match fits, or is not there.
create function api.matches(p_req jsonb, p_version bigint) returns boolean
language sql immutable as $$
    select coalesce(p_req ->> 'if_match' in ('*', '"' || p_version || '"'),
                    true)
$$;
