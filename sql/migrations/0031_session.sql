-- 0031_session - logging in and out, passwords, second factors, keys.
--
-- Passwords: crypt() with bf, cost 10 (about 60 ms of one core), so a login
-- is dear on purpose; five failures, each within 15 minutes of the one before,
-- lock an account for 15 minutes.  An address that does not exist costs the
-- same, is answered the same and is locked the same.  A code of the second
-- factor works once (0031_totp), and so does a password of a link.

-- One more failure.
create function core.login_failed(p_failures int, p_failed_at timestamptz,
    out failures int, out locked_until timestamptz)
language sql stable set search_path = core, pg_temp as $$
    select n % 5, case when n = 5 then now() + interval '15 minutes' end
    from (select 1 + case when p_failed_at > now() - interval '15 minutes'
                  then p_failures else 0 end as n) x
$$;

-- A login at an address that nobody has, its password tried already: false,
-- or locked.
create function core.login_nobody(p_tenant text, p_email text)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    v_hash bytea := sha256(convert_to(jsonb_build_array(p_tenant,
                                          lower(p_email))::text, 'UTF8'));
    f      login_failure%rowtype;
begin
    insert into login_failure (hash) values (v_hash) on conflict do nothing;
    select * into f from login_failure where hash = v_hash for no key update;
    if f.locked_until > now() then
        return 'locked';
    end if;
    update login_failure x set failed_at = now(), (failures, locked_until) = (
            select n.failures, n.locked_until
            from login_failed(f.failures, f.failed_at) n)
        where x.hash = v_hash;
    return 'unauthorized';
end
$$;

-- The login is made before anybody is known: it runs as relevo_gate.  Nothing
-- is locked while the password is tried, or whoever tries many would keep the
-- connections waiting for one account.  What counts is what the row says when
-- its turn has come: of many at once no more than five are tried.
create function core.login(p_tenant text, p_email text, p_password text,
    p_code text, p_step bigint, p_box bytea, p_token_hash bytea,
    out ok boolean, out error text,
    out tenant_id uuid, out agent_id uuid, out expires_at timestamptz)
language plpgsql security definer set search_path = core, pg_temp as $$
#variable_conflict use_column
declare
    k       credential%rowtype;         -- as it was
    c       credential%rowtype;         -- as it is, ours
    v_right boolean;
    v_step  bigint;                     -- of a second factor
begin
    ok := false;
    error := 'unauthorized';
    select c1.* into k from tenant t
        join agent a on a.tenant_id = t.tenant_id
            and a.email = lower(p_email) and a.enabled
        join credential c1 on c1.tenant_id = a.tenant_id
            and c1.agent_id = a.id
        where t.slug = p_tenant;
    -- The same work for an address that nobody has.
    v_right := ext.crypt(p_password, coalesce(k.password,
        '$2a$10$abcdefghijklmnopqrstuuu9OYdPIqgPgWMaS4wF1rFr1SKmdJBzq'))
        = k.password;
    if k.agent_id is null then
        error := login_nobody(p_tenant, p_email);
        return;
    end if;
    select c1.* into c from credential c1 where c1.tenant_id = k.tenant_id
        and c1.agent_id = k.agent_id for no key update;
    v_right := v_right and c.password = k.password
        and coalesce(c.once_until > now(), true);
    if c.locked_until > now() then
        error := 'locked';
        return;
    end if;
    if v_right and c.totp_since is not null then
        if p_box = c.totp and p_step > coalesce(c.totp_last, 0) then
            v_step := p_step;
        else
            v_right := false;
            error := case when coalesce(p_code, '') = '' then 'totp'
                          else 'unauthorized' end;
        end if;
    end if;
    if not coalesce(v_right, false) then
        -- A password that waits for its code was right: no failure.
        if error <> 'totp' then
            update credential x set failed_at = now(),
                (failures, locked_until) = (select n.failures, n.locked_until
                    from login_failed(c.failures, c.failed_at) n)
                where x.tenant_id = c.tenant_id and x.agent_id = c.agent_id;
        end if;
        return;
    end if;
    update credential x set failures = 0, locked_until = null,
            totp_last = coalesce(v_step, x.totp_last),
            once_until = case when x.once_until is not null
                then '-infinity'::timestamptz end
        where x.tenant_id = c.tenant_id and x.agent_id = c.agent_id;
    insert into session (tenant_id, agent_id, hash, expires_at)
        values (c.tenant_id, c.agent_id, p_token_hash,
                now() + interval '12 hours')
        returning session.expires_at into expires_at;
    ok := true;
    error := null;
    tenant_id := c.tenant_id;
    agent_id := c.agent_id;
end
$$;

-- 43 characters that nobody guesses.
create function core.token(p_prefix text) returns text
language sql volatile set search_path = core, pg_temp as $$
    select p_prefix || translate(rtrim(encode(ext.gen_random_bytes(32),
        'base64'), '='), '+/', '-_')
$$;

create function core.token_hash(p_token text) returns bytea
language sql immutable as $$
    select sha256(convert_to(p_token, 'UTF8'))
$$;

-- What a page sends back in X-CSRF-Token (see _api_token.c).
create function core.token_csrf(p_token text) returns text
language sql immutable as $$
    select left(encode(sha256(convert_to('relevo-csrf:' || p_token,
        'UTF8')), 'hex'), 32)
$$;

-- Sets a password: 10 characters or more.
create function core.password_set(p_tenant uuid, p_agent uuid,
    p_password text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    if length(p_password) < 10 or octet_length(p_password) > 72 then
        return '{"ok": false, "error": "invalid", "detail":
                 "a password has 10 characters or more, and at most 72 bytes"}';
    end if;
    insert into credential as c (tenant_id, agent_id, password)
        values (p_tenant, p_agent, ext.crypt(p_password,
                                             ext.gen_salt('bf', 10)))
        on conflict (tenant_id, agent_id) do update
        set password = excluded.password, changed_at = now(), failures = 0,
            locked_until = null, once_until = null;
    return '{"ok": true}';
end
$$;

-- A password for one login, within that time: what is in a link.
create function core.password_once(p_tenant uuid, p_agent uuid,
    p_password text, p_minutes int) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb := password_set(p_tenant, p_agent, p_password);
begin
    if (v ->> 'ok')::boolean then
        update credential set once_until = now()
                + make_interval(mins => p_minutes)
            where tenant_id = p_tenant and agent_id = p_agent;
    end if;
    return v;
end
$$;

-- Asked of who is logged in, once more before something that matters.  Wrong
-- ones count like those of a login, and lock it as they do: a session that
-- somebody has taken is no place to try them.
create function core.password_is(p_tenant uuid, p_agent uuid,
    p_password text) returns boolean
language plpgsql set search_path = core, pg_temp as $$
declare
    c       credential%rowtype;
    v_right boolean;
begin
    select * into c from credential
        where tenant_id = p_tenant and agent_id = p_agent for no key update;
    if not found or c.locked_until > now() then
        return false;
    end if;
    v_right := coalesce(ext.crypt(p_password, c.password) = c.password,
                        false);
    if v_right then
        update credential set failures = 0, locked_until = null
            where tenant_id = p_tenant and agent_id = p_agent;
    else
        update credential x set failed_at = now(),
            (failures, locked_until) = (select n.failures, n.locked_until
                from login_failed(c.failures, c.failed_at) n)
            where x.tenant_id = p_tenant and x.agent_id = p_agent;
    end if;
    return v_right;
end
$$;

create function core.sessions_end(p_tenant uuid, p_agent uuid, p_but uuid)
returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    update session set revoked_at = now() where tenant_id = p_tenant
        and agent_id = p_agent and revoked_at is null
        and id is distinct from p_but;
    perform emit(event(p_tenant, 'agent:' || p_agent, 'rights.changed', null,
                       0, stamp(), ''));
end
$$;


-- Sessions ------------------------------------------------------------------

create function api.session_create(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b       jsonb := req -> 'body';
    v_token text := token('rs_');
    v_cookie boolean := coalesce((b ->> 'cookie')::boolean, true);
    l       record;
begin
    select * into l from login(b ->> 'tenant', b ->> 'email',
        b ->> 'password', b ->> 'totp', (req ->> 'step')::bigint,
        decode(req ->> 'box', 'base64'), token_hash(v_token));
    if not l.ok then
        return api.problem(case l.error when 'locked' then 429 else 401 end,
            case l.error when 'locked'
                    then 'too many failures: try again in 15 minutes'
                when 'totp' then 'the code of the second factor is needed'
                else 'tenant, address, password or code is wrong' end);
    end if;
    perform set_config('relevo.tenant', l.tenant_id::text, true);
    perform audit_add(l.tenant_id, 'agent', l.agent_id, 'session_create',
        req ->> 'path', req ->> 'request_id', req ->> 'from', 201);
    return api.ok(jsonb_strip_nulls(jsonb_build_object(
            'agent', l.agent_id, 'tenant', l.tenant_id,
            'expires_at', l.expires_at, 'csrf', token_csrf(v_token),
            'token', case when not v_cookie then v_token end)), 201,
        jsonb_strip_nulls(jsonb_build_object('Cache-Control', 'no-store',
            'Set-Cookie', case when v_cookie then 'relevo_session='
                || v_token || '; Path=/; HttpOnly; Secure; SameSite=Strict;'
                ' Max-Age=43200' end)));
end
$$;

create function api.session_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(jsonb_build_object('id', s.id, 'agent',
            s.agent_id, 'created_at', s.created_at, 'seen_at', s.seen_at,
            'expires_at', s.expires_at))
        from session s where s.tenant_id = api.tenant()
          and s.id::text = current_setting('relevo.key')
          and api.agent() is not null),
        api.problem(404, 'this is an API key'))
$$;

create function api.session_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    update session set revoked_at = now() where tenant_id = api.tenant()
        and id::text = current_setting('relevo.key');
    if not found then
        return api.problem(404, 'this is an API key');
    end if;
    perform emit(event(api.tenant(), 'agent:' || api.agent(),
        'rights.changed', null, 0, stamp(), ''));
    return api.ok(null, 204, '{"Set-Cookie": "relevo_session=; Path=/;'
        ' HttpOnly; Secure; SameSite=Strict; Max-Age=0"}');
end
$$;


-- Me ------------------------------------------------------------------------

create function api.me_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_tenant uuid := api.tenant();
    v_agent  uuid := api.agent();
    v_key    uuid := current_setting('relevo.key')::uuid;
    v        jsonb;
begin
    v := (select jsonb_build_object('id', t.tenant_id, 'slug', t.slug,
            'name', t.name) from tenant t where t.tenant_id = v_tenant);
    v := jsonb_build_object('tenant', v, 'role', api.role(), 'scopes',
        to_jsonb(string_to_array(current_setting('relevo.scopes'), ' ')),
        'agent', null, 'key', null, 'totp', false);
    if v_agent is null then
        return api.ok(v || jsonb_build_object('key', (select
                jsonb_build_object('id', k.id, 'name', k.name)
            from api_key k where k.tenant_id = v_tenant and k.id = v_key)));
    end if;
    return api.ok(v || jsonb_build_object('agent', (select agent_view(a)
            from agent a where a.tenant_id = v_tenant and a.id = v_agent),
        'totp', exists (select from credential c
            where c.tenant_id = v_tenant and c.agent_id = v_agent
              and c.totp_since is not null)));
end
$$;

create function api.me_update(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b jsonb := req -> 'body';
    v jsonb;
begin
    if api.agent() is null then
        return api.problem(403, 'an API key has no password');
    elsif not password_is(api.tenant(), api.agent(), b ->> 'password') then
        return api.problem(403, 'the password is wrong');
    end if;
    v := password_set(api.tenant(), api.agent(), b ->> 'new_password');
    if (v ->> 'ok')::boolean then
        perform sessions_end(api.tenant(), api.agent(),
                             current_setting('relevo.key')::uuid);
    end if;
    return api.result(v, null, 200);
end
$$;

create function api.me_heartbeat(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select case when api.agent() is null
        then api.problem(403, 'an API key has no heart')
        else api.result(agent_beat(api.tenant(), api.agent())) end
$$;


-- API keys ------------------------------------------------------------------

create function core.key_view(k core.api_key) returns jsonb
language sql stable as $$
    select jsonb_build_object('id', k.id, 'name', k.name, 'prefix', k.prefix,
        'scopes', to_jsonb(k.scopes), 'created_at', k.created_at,
        'created_by', k.created_by, 'expires_at', k.expires_at,
        'revoked_at', k.revoked_at, 'last_used_at', k.last_used_at)
$$;

-- {"ok", "key": {...}, "token"}: the only time that it is seen.
create function core.key_add(p_tenant uuid, p_name text, p_scopes text[],
    p_expires timestamptz, p_agent uuid) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_token text := token('rk_');
    v_bad   text;
    k       api_key%rowtype;
begin
    select s into v_bad from unnest(p_scopes) s
        where s not in ('*', 'tenants', 'keys')
          and not (split_part(s, ':', 1) in ('agents', 'audit', 'channels',
                  'contacts', 'conversations', 'knowledge',
                  'notifications', 'operations',
                  'rules', 'settings', 'tickets', 'usage')
              and split_part(s, ':', 2) in ('*', 'read', 'write', 'admin',
                  'status', 'erase')
              and split_part(s, ':', 3) = '' and s !~ ':$')
        limit 1;
    if v_bad is not null or cardinality(p_scopes) = 0 then
        return jsonb_build_object('ok', false, 'error', 'invalid', 'detail',
            coalesce('there is no scope ' || v_bad, 'a key needs scopes'));
    elsif p_expires <= now() then
        return '{"ok": false, "error": "invalid",
                 "detail": "it would have expired already"}';
    end if;
    insert into api_key (tenant_id, name, prefix, hash, scopes, expires_at,
            created_by)
        values (p_tenant, p_name, left(v_token, 9), token_hash(v_token),
            p_scopes, p_expires, p_agent) returning * into k;
    return jsonb_build_object('ok', true, 'key', key_view(k), 'token',
                              v_token);
end
$$;

create function core.key_list(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('keys', coalesce(jsonb_agg(key_view(k)
        || jsonb_build_object('slug', t.slug) order by k.id), '[]'))
    from api_key k join tenant t using (tenant_id)
    where p_tenant is null or k.tenant_id = p_tenant
$$;

-- nginx remembers whose key it is for a moment: it hears of it.
create function core.key_revoke(p_tenant uuid, p_id uuid) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    update api_key set revoked_at = coalesce(revoked_at, now())
        where tenant_id = p_tenant and id = p_id;
    if not found then
        return '{"ok": false, "error": "not_found"}';
    end if;
    perform emit(event(p_tenant, 'key:' || p_id, 'rights.changed', null, 0,
                       stamp(), ''));
    return '{"ok": true}';
end
$$;

create function api.key_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.page(coalesce(jsonb_agg(key_view(k) order by k.id desc),
            '[]'), api.page_limit(req))
    from (select * from api_key k where k.tenant_id = api.tenant()
            and (api.page_before(req) is null or k.id < api.page_before(req))
          order by k.id desc limit api.page_limit(req) + 1) k
$$;

-- Nobody gives what they do not have.
create function api.key_create(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b        jsonb := req -> 'body';
    v_scopes text[];
    v        jsonb;
begin
    if exists (select from jsonb_array_elements(b -> 'scopes') s
               where jsonb_typeof(s) <> 'string') then
        return api.invalid('body.scopes', 'string');
    end if;
    v_scopes := array(select jsonb_array_elements_text(b -> 'scopes'));
    if exists (select from unnest(v_scopes) s where not scope_is_in(s,
            string_to_array(current_setting('relevo.scopes'), ' '))) then
        return api.problem(403, 'a key cannot have more scopes than you');
    end if;
    v := key_add(api.tenant(), b ->> 'name', v_scopes,
        (b ->> 'expires_at')::timestamptz, api.agent());
    return api.result(v, (v -> 'key') || jsonb_build_object('token',
                                                   v -> 'token'), 201);
end
$$;

create function api.key_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(key_view(k)) from api_key k
        where k.tenant_id = api.tenant()
          and k.id = (req #>> '{params,id}')::uuid), api.problem(404))
$$;

create function api.key_revoke(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.result(key_revoke(api.tenant(),
                                 (req #>> '{params,id}')::uuid), null)
$$;


-- Who listens ---------------------------------------------------------------

-- GET /live/agent: what the stream is for.
create function api.live_agent(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('tenant', api.tenant(),
        'audience', to_jsonb(array['staff'] || case
            when api.agent() is null then array['supervisor']
            else array['agent:' || api.agent()]
                || case when api.sees_all() then array['supervisor']
                        else '{}'::text[] end
                || array(select 'team:' || m.team_id from team_member m
                    where m.tenant_id = api.tenant()
                      and m.agent_id = api.agent() limit 60) end),
        'expires', coalesce((select extract(epoch from s.expires_at)::bigint
            from session s where s.tenant_id = api.tenant()
              and s.id::text = current_setting('relevo.key')), 0)))
$$;
