-- 0030_api - who asks, and what every route of the API has in common.
--
-- A request is one statement (ngx_module/ngx_http_relevo_routes.c):
-- core.enter() finds out who asks and sets the claims of the transaction,
-- api.<function>(req) acts under row-level security, api.done() keeps what
-- must be kept of a change.  A refusal that was to be expected is an answer
-- like any other; an error is a surprise, and its text goes to nobody.
--
-- Claims, settings of the transaction: relevo.tenant (every policy reads it),
-- relevo.agent, relevo.key, relevo.role, relevo.scopes.  core.enter() and the
-- login are SECURITY DEFINER, owned by relevo_gate, which can read what says
-- who somebody is and nothing else: a token is what finds its tenant.

create extension if not exists pgcrypto schema ext;

create schema api;
revoke all on schema api from public;
grant usage on schema api to relevo_web;
grant usage on schema core, ext, api to relevo_gate;

create type api.response as (
    status      int,
    headers     jsonb,
    body        jsonb
);


-- Who may come in -----------------------------------------------------------

-- Tokens are 256 random bits, so a plain hash of one is as good as a slow one.
-- The two unique hashes decide the tenant: exceptions to "tenant_id first".
create table core.api_key (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    name        text not null check (length(name) between 1 and 128),
    prefix      text not null,          -- how it begins, to tell it apart
    hash        bytea not null check (length(hash) = 32),
    scopes      text[] not null,
    created_by  uuid,                   -- an agent; null: CLI or another key
    created_at  timestamptz not null default now(),
    expires_at  timestamptz,
    revoked_at  timestamptz,
    last_used_at timestamptz,           -- to the minute
    primary key (tenant_id, id),
    foreign key (tenant_id) references core.tenant
);
create unique index api_key_hash on core.api_key (hash);
select core.protect('core.api_key');
grant select, insert, update on core.api_key to relevo_worker, relevo_web;

create table core.credential (
    tenant_id   uuid not null,
    agent_id    uuid not null,
    password    text not null,          -- crypt(), bf
    changed_at  timestamptz not null default now(),
    once_until  timestamptz,            -- set: good for one login until then
    totp        bytea,                  -- confirmed when totp_since is set
    totp_since  timestamptz,
    totp_last   bigint,                 -- step of the last code: once only
    failures    int not null default 0, -- each soon after the one before
    failed_at   timestamptz,            -- the last of them
    locked_until timestamptz,
    primary key (tenant_id, agent_id),
    foreign key (tenant_id, agent_id) references core.agent
);
select core.protect('core.credential');
grant select, insert, update, delete on core.credential
    to relevo_worker, relevo_web;

-- The same of addresses that nobody has: they are locked as others are, so
-- that a lock does not say whose address there is.  No tenant's.
create table core.login_failure (
    hash        bytea primary key,      -- of tenant and address, as they came
    failures    int not null default 0,
    failed_at   timestamptz not null default now(),
    locked_until timestamptz
);
create index login_failure_at on core.login_failure (failed_at);
grant select, delete on core.login_failure to relevo_worker;
grant select, insert, update on core.login_failure to relevo_gate;

create table core.session (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    agent_id    uuid not null,
    hash        bytea not null check (length(hash) = 32),
    created_at  timestamptz not null default now(),
    seen_at     timestamptz not null default now(),     -- to the minute
    expires_at  timestamptz not null,
    revoked_at  timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, agent_id) references core.agent
);
create unique index session_hash on core.session (hash);
create index session_agent on core.session (tenant_id, agent_id)
    where revoked_at is null;
select core.protect('core.session');
grant select, insert, update on core.session to relevo_worker, relevo_web;

-- The owner is a member of relevo_gate; a policy that does not look would be
-- the owner's, too.
create policy gate_all on core.api_key to relevo_gate
    using (current_user = 'relevo_gate');
create policy gate_all on core.credential to relevo_gate
    using (current_user = 'relevo_gate');
create policy gate_all on core.session to relevo_gate
    using (current_user = 'relevo_gate');
create policy gate_all on core.agent for select to relevo_gate
    using (current_user = 'relevo_gate');
create policy gate_all on core.tenant for select to relevo_gate
    using (current_user = 'relevo_gate');
grant select, update on core.api_key, core.credential to relevo_gate;
grant select, insert, update on core.session to relevo_gate;
grant select on core.agent, core.tenant to relevo_gate;


-- Answers -------------------------------------------------------------------
-- A SQL function that is not inlined is planned anew in each statement, which
-- costs more than what it does: these are stable (jsonb_build_object is) and
-- have no SET, so that they are; what is called for each request and cannot
-- be is plpgsql, which keeps its plans.

create function api.ok(p_body jsonb, p_status int default 200,
    p_headers jsonb default null) returns api.response
language sql immutable as $$
    select (p_status, p_headers, p_body)::api.response
$$;

create function api.code(p_status int) returns text
language sql immutable as $$
    select case p_status when 400 then 'bad_request'
        when 401 then 'unauthorized' when 403 then 'forbidden'
        when 404 then 'not_found' when 409 then 'conflict'
        when 412 then 'stale' when 422 then 'invalid'
        when 429 then 'rate_limited' else 'internal' end
$$;

-- RFC 9457.  p_errors: [{"path", "code"}].
create function api.problem(p_status int, p_detail text default null,
    p_errors jsonb default null) returns api.response
language sql stable as $$
    select (p_status, null, jsonb_strip_nulls(jsonb_build_object(
        'type', '/problems/' || api.code(p_status),
        'title', initcap(replace(api.code(p_status), '_', ' ')),
        'status', p_status, 'code', api.code(p_status),
        'detail', p_detail, 'errors', p_errors)))::api.response
$$;

create function api.invalid(p_path text, p_code text,
    p_detail text default null) returns api.response
language sql stable as $$
    select api.problem(422, p_detail, jsonb_build_array(
        jsonb_build_object('path', p_path, 'code', p_code)))
$$;

-- What a core function answered ({"ok": false, "error", "detail"}) as a
-- response; p_body is the answer when it is ok.
create function api.result(p_result jsonb, p_body jsonb default null,
    p_status int default 200) returns api.response
language plpgsql stable as $$
declare
    v_error text := p_result ->> 'error';
begin
    if (p_result ->> 'ok')::boolean then
        return api.ok(coalesce(p_body, p_result - array['ok', 'events',
            'wakes', 'inflight']), p_status);
    end if;
    return api.problem(case
        when v_error = 'not_found' then 404
        when v_error = 'forbidden' then 403
        when v_error = 'stale' then 412
        when v_error in ('conflict', 'claimed', 'assigned', 'capacity',
                         'state') then 409
        else 422 end, coalesce(p_result ->> 'detail', v_error));
end
$$;


-- Claims --------------------------------------------------------------------

create function api.tenant() returns uuid
language sql stable as $$
    select nullif(current_setting('relevo.tenant', true), '')::uuid
$$;

create function api.agent() returns uuid
language sql stable as $$
    select nullif(current_setting('relevo.agent', true), '')::uuid
$$;

create function api.role() returns text
language sql stable as $$
    select coalesce(current_setting('relevo.role', true), '')
$$;

-- As core functions want it.
create function api.actor() returns jsonb
language sql stable as $$
    select case when api.role() = 'key'
        then jsonb_build_object('kind', 'api', 'id',
                                current_setting('relevo.key', true))
        else jsonb_build_object('kind', 'agent', 'id', api.agent()) end
$$;

-- Supervisors, administrators and programs see everything of their tenant.
create function api.sees_all() returns boolean
language sql stable as $$
    select api.role() <> 'agent'
$$;

create function core.role_scopes(p_role text) returns text[]
language sql immutable as $$
    select case p_role
        when 'admin' then array['*']
        when 'supervisor' then array['agents:*', 'conversations:*',
            'contacts:*', 'tickets:*', 'settings:read', 'rules:*',
            'knowledge:*', 'channels:read', 'notifications:*',
            'operations:*', 'usage:read', 'audit:read']
        when 'agent' then array['agents:read', 'agents:status',
            'conversations:read', 'conversations:write', 'contacts:read',
            'tickets:read', 'tickets:write', 'knowledge:read']
        else '{}' end
$$;

create function core.scope_is_in(p_scope text, p_scopes text[])
returns boolean
language sql immutable as $$
    select p_scope = '' or p_scope = any (p_scopes) or '*' = any (p_scopes)
        or split_part(p_scope, ':', 1) || ':*' = any (p_scopes)
$$;


-- Coming in -----------------------------------------------------------------

-- p_who: 'k' or 's' and the hex of the token's SHA-256.  status null: come
-- in, the claims are set; headers go with every answer.
create function core.enter(p_who text, p_scope text, p_read boolean,
    p_fn text, p_req jsonb, out status int, out headers jsonb,
    out body jsonb)
language plpgsql security definer set search_path = core, pg_temp as $$
declare
    v_hash   bytea := decode(substr(p_who, 2), 'hex');
    v_tenant uuid;
    v_id     uuid;
    v_agent  uuid;
    v_role   text := 'key';
    v_scopes text[];
    v_used   timestamptz;
    v_set    text;
begin
    if left(p_who, 1) = 'k' then
        select k.tenant_id, k.id, k.scopes, k.last_used_at
            into v_tenant, v_id, v_scopes, v_used from api_key k
            where k.hash = v_hash and k.revoked_at is null
              and (k.expires_at is null or k.expires_at > now());
    else
        select s.tenant_id, s.id, s.agent_id, a.role, s.seen_at
            into v_tenant, v_id, v_agent, v_role, v_used
            from session s join agent a on a.tenant_id = s.tenant_id
                and a.id = s.agent_id and a.enabled
            where s.hash = v_hash and s.revoked_at is null
              and s.expires_at > now()
              and s.seen_at > now() - interval '2 hours';
        v_scopes := role_scopes(v_role);
    end if;
    if v_tenant is null or not scope_is_in(p_scope, v_scopes)
            or p_scope = 'tenants' or p_req ?| array['tenant', 'origin'] then
        select x.status, x.headers, x.body, x.tenant
            into status, headers, body, v_tenant from enter_asked(v_tenant,
                v_role, v_scopes, p_scope, p_req) x;
        if status is not null then
            return;
        end if;
    end if;

    -- One assignment: a simple expression costs a tenth of a query, and each
    -- is set up anew in each transaction.
    v_set := concat(set_config('relevo.tenant', v_tenant::text, true),
        set_config('relevo.key', v_id::text, true),
        set_config('relevo.role', v_role, true),
        set_config('relevo.scopes', array_to_string(v_scopes, ' '),
                   true));
    if v_agent is not null then
        v_set := set_config('relevo.agent', v_agent::text, true);
    end if;
    if v_used is null or v_used < now() - interval '1 minute' then
        perform enter_used(p_who, v_hash);
    end if;
    if p_read then
        v_set := set_config('transaction_read_only', 'on', true);
    elsif p_req ? 'key' then
        select x.status, coalesce(enter.headers || x.headers, enter.headers,
                x.headers), x.body into status, headers, body
            from api.once(p_fn, p_req) x;
    end if;
end
$$;

-- What is not the rule: nobody known, a scope that is missing, a tenant or an
-- origin that is named.  status null: come in, to this tenant.
create function core.enter_asked(p_tenant uuid, p_role text,
    p_scopes text[], p_scope text, p_req jsonb, out status int,
    out headers jsonb, out body jsonb, out tenant uuid)
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_other text := p_req ->> 'tenant';
    v_operator boolean := p_tenant = '00000000-0000-0000-0000-000000000000';
    r       api.response;
begin
    tenant := p_tenant;
    if p_tenant is null then
        r := api.problem(401, 'a valid API key or session is needed');
    elsif not scope_is_in(p_scope, p_scopes)
            or p_scope = 'tenants' and not v_operator then
        r := api.problem(403, 'the scope ' || p_scope || ' is needed');

    -- The operator's keys act in the tenant they name.
    elsif v_other is not null and lower(v_other) <> p_tenant::text then
        if p_role <> 'key' or not v_operator
                or v_other !~ '^[0-9a-fA-F-]{36}$' then
            r := api.problem(403, 'the token is not of this tenant');
        elsif not exists (select from tenant t
                          where t.tenant_id::text = lower(v_other)) then
            r := api.problem(404, 'no such tenant');
        else
            tenant := v_other::uuid;
        end if;
    end if;
    if r.status is null and p_req ? 'origin' then
        headers := enter_origin(tenant, p_req ->> 'origin');
        if headers is null then
            r := api.problem(403, 'the tenant does not allow this origin');
        end if;
    end if;
    status := r.status;
    body := r.body;
end
$$;

-- The headers for a page of an origin the tenant allows; null: it does not.
create function core.enter_origin(p_tenant uuid, p_origin text)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('Access-Control-Allow-Origin', p_origin,
        'Access-Control-Expose-Headers', 'ETag, RateLimit-Limit,'
        ' RateLimit-Remaining, RateLimit-Reset, Retry-After',
        'Vary', 'Origin')
    from tenant t where t.tenant_id = p_tenant
        and t.settings -> 'origins' ? p_origin
$$;

-- Noted to the minute, and never waited for.
create function core.enter_used(p_who text, p_hash bytea) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    if left(p_who, 1) = 'k' then
        update api_key set last_used_at = now() where (tenant_id, id) in (
            select k.tenant_id, k.id from api_key k where k.hash = p_hash
            for no key update skip locked);
    else
        update session set seen_at = now() where (tenant_id, id) in (
            select s.tenant_id, s.id from session s where s.hash = p_hash
            for no key update skip locked);
    end if;
end
$$;

-- A route without a token: no claims, so no rows.
create function core.enter_public(p_who text, p_req jsonb, out status int,
    out headers jsonb, out body jsonb)
language sql as $$
    select null::int, null::jsonb, null::jsonb
$$;
