-- 0031_totp - second factors (RFC 6238), as far as the database knows them.
--
-- core.credential.totp is a box that only nginx opens (_api_totp.c): bound to
-- tenant and agent, sealed with the installation's key file.  nginx asks for
-- it first, finds the step whose code it was given, and says both with the
-- request: `box` and `step`.  Here a step counts when it is of this very box
-- and later than the last one; what a client writes into its body cannot be
-- either of them.

-- Whose second factor a login is about.  Before anybody is known: runs as
-- relevo_gate; nginx alone reads the answer, and nobody hears of it.
create function core.totp_of(p_who text, p_req jsonb, out tenant uuid,
    out agent uuid, out box text)
language plpgsql stable security definer set search_path = core, pg_temp as $$
begin
    select c.tenant_id, c.agent_id, box_text(c.totp) into tenant, agent, box
        from tenant t
        join agent a on a.tenant_id = t.tenant_id
            and a.email = lower(p_req #>> '{body,email}') and a.enabled
        join credential c on c.tenant_id = a.tenant_id and c.agent_id = a.id
        where t.slug = p_req #>> '{body,tenant}'
          and c.totp_since is not null;
end
$$;

-- One's own, confirmed or not.
create function core.totp_own() returns text
language plpgsql stable set search_path = core, pg_temp as $$
begin
    return (select box_text(c.totp) from credential c
        where c.tenant_id = api.tenant() and c.agent_id = api.agent());
end
$$;

-- Until it is confirmed the new secret opens nothing.  {secret} becomes the
-- secret on its way out.
create function api.totp_start(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_email  text;
    v_slug   text;
begin
    if api.agent() is null
            or not password_is(api.tenant(), api.agent(),
                               req #>> '{body,password}') then
        return api.problem(403, 'the password is wrong');
    end if;
    update credential set totp = decode(req ->> 'box', 'base64'),
            totp_last = null
        where tenant_id = api.tenant() and agent_id = api.agent()
          and totp_since is null;
    if not found then
        return api.problem(409, 'there is a second factor: remove it first');
    end if;
    select a.email, t.slug into v_email, v_slug from agent a
        join tenant t using (tenant_id)
        where a.tenant_id = api.tenant() and a.id = api.agent();
    return api.ok(jsonb_build_object('secret', '{secret}', 'uri',
        'otpauth://totp/Relevo%20' || v_slug || ':' || replace(v_email, '@',
        '%40') || '?secret={secret}&issuer=Relevo'), 201,
        '{"Cache-Control": "no-store"}');
end
$$;

create function api.totp_confirm(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    update credential set totp_since = now(),
            totp_last = (req ->> 'step')::bigint
        where tenant_id = api.tenant() and agent_id = api.agent()
          and totp_since is null and req ? 'step'
          and totp = decode(req ->> 'box', 'base64');
    if not found then
        return api.invalid('body.code', 'wrong');
    end if;
    return api.ok('{"totp": true}');
end
$$;

create function api.totp_remove(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    if api.agent() is null
            or not password_is(api.tenant(), api.agent(),
                               req #>> '{body,password}') then
        return api.problem(403, 'the password is wrong');
    end if;
    update credential set totp = null, totp_since = null, totp_last = null
        where tenant_id = api.tenant() and agent_id = api.agent();
    return api.ok('{"totp": false}');
end
$$;


grant execute on function core.totp_own() to relevo_web;
grant execute on function core.box_text(bytea) to relevo_gate;
