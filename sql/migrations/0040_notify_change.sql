-- 0040_notify_change - routes are made, changed, confirmed, left, removed.
--
-- Whoever changes a route locks its row before rows of the outbox, as the
-- outcome of a send does (core.notify_lock).

-- Changing ------------------------------------------------------------------

-- What waits for a route does not wait any more.
create function core.notify_cancel(r core.notify_route, p_why text)
returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    update outbox set state = 'cancelled', next_at = null, error = p_why,
            closed_at = clock_timestamp()
        where tenant_id = r.tenant_id and queue = 'n:' || r.id and ord > 0
          and state in ('pending', 'retry', 'ambiguous');
    update notify_delivery set state = 'cancelled', error = p_why,
            settled_at = clock_timestamp()
        where tenant_id = r.tenant_id and route_id = r.id
          and state in ('waiting', 'queued');
    delete from timer where tenant_id = r.tenant_id and id = r.daily_timer;
end
$$;

-- The owner of its partition forgets what it knew and that it was paused.
create function core.notify_resume(r core.notify_route) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    update outbox set next_at = clock_timestamp()
        where tenant_id = r.tenant_id and queue = 'n:' || r.id and ord > 0
          and state = 'retry' and next_at > clock_timestamp();
    insert into timer (tenant_id, partition, due_at, kind, ref)
        values (r.tenant_id, r.partition, clock_timestamp(), 'resume',
                r.kind || ' ' || r.tenant_id || '/' || r.id);
end
$$;

-- One more timer for the next summary, and only one.
create function core.notify_daily_watch(r core.notify_route) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_zone text := desk_rules(r.tenant_id) ->> 'timezone';
    v_day  date := (clock_timestamp() at time zone v_zone)::date;
    v_due  timestamptz := (v_day + r.daily_at) at time zone v_zone;
    v_id   uuid;
begin
    delete from timer where tenant_id = r.tenant_id and id = r.daily_timer;
    if r.enabled and r.state = 'active'
       and r.events && array['daily_summary', '*'] then
        insert into timer (tenant_id, partition, due_at, kind, ref)
            values (r.tenant_id, r.partition, case when v_due
                    > clock_timestamp() then v_due
                    else (v_day + 1 + r.daily_at) at time zone v_zone end,
                'notify_daily', r.id) returning id into v_id;
    end if;
    update notify_route set daily_timer = v_id
        where tenant_id = r.tenant_id and id = r.id;
end
$$;

-- A mail with the link; only the hash of what is in it stays.
create function core.notify_ask(r core.notify_route) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_token text := token(replace(r.tenant_id::text, '-', '') || '.');
begin
    update notify_route set confirm_hash = token_hash(v_token),
            confirm_sent_at = clock_timestamp(),
            confirm_until = clock_timestamp() + interval '1 hour'
                * (notify_limits() ->> 'confirm_hours')::int
        where tenant_id = r.tenant_id and id = r.id;
    perform notify_send(r, 'confirm', 'urgent', jsonb_build_array(
        jsonb_build_object('event', 'confirm', 'token', v_token)));
end
$$;

-- The row as the fields make it; what is not named stays.
create function core.notify_route_merge(r core.notify_route, p_fields jsonb)
returns core.notify_route
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_fields jsonb := p_fields - 'account' - 'agent' - 'secret';
begin
    if jsonb_typeof(p_fields -> 'quiet') = 'null' then
        r.quiet := null;
        v_fields := v_fields - 'quiet';
    end if;
    r := jsonb_populate_record(r, jsonb_strip_nulls(v_fields));
    if p_fields ? 'agent' then
        r.agent_id := (p_fields ->> 'agent')::uuid;
    end if;
    if p_fields ? 'account' then
        select a.id into r.account_id from account a
            where a.tenant_id = r.tenant_id and a.channel = 'whatsapp'
              and a.account = p_fields ->> 'account';
    end if;
    return r;
end
$$;

create function core.notify_route_new(p_tenant uuid, p_kind text)
returns core.notify_route
language plpgsql set search_path = core, pg_temp as $$
declare
    r notify_route%rowtype;
begin
    r.tenant_id := p_tenant;
    r.id := uuid7();
    r.events := array['escalation', 'urgent', 'sla_breach'];
    r.min_priority := 'low';
    r.settings := '{}';
    r.digest_minutes := 0;
    r.hold_urgent := false;
    r.daily_at := '08:00';
    r.expire_minutes := 1440;
    r.enabled := true;
    r.state := case p_kind when 'email' then 'unconfirmed' else 'active' end;
    r.partition := notify_partition(r.id);
    r.queue_ord := 0;
    r.sent := 0;
    r.failed := 0;
    r.dropped := 0;
    r.version := 1;
    r.created_at := clock_timestamp();
    select coalesce(t.default_language, 'en') into r.language from tenant t
        where t.tenant_id = p_tenant;
    return r;
end
$$;

create function core.notify_secret_set(r core.notify_route, p_secret text)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_leave text := token(replace(r.tenant_id::text, '-', '') || '.');
begin
    insert into notify_secret (tenant_id, route_id)
        values (r.tenant_id, r.id) on conflict do nothing;
    if found and r.kind = 'email' then
        update notify_secret set leave_token = v_leave
            where tenant_id = r.tenant_id and route_id = r.id;
        update notify_route set leave_hash = token_hash(v_leave)
            where tenant_id = r.tenant_id and id = r.id;
    end if;
    if p_secret is not null then
        update notify_secret set secret = decode(p_secret, 'base64')
            where tenant_id = r.tenant_id and route_id = r.id;
    end if;
end
$$;

-- Would the token of an SMS provider go to another server than the one it was
-- given for?  Nobody reads it back, and nobody has it sent to himself.
create function core.notify_leaks(r core.notify_route,
    p_was core.notify_route) returns boolean
language sql immutable set search_path = core, pg_temp as $$
    select r.kind = 'sms' and coalesce(r.settings ->> 'auth', 'none')
        <> 'none' and substring(r.settings ->> 'url', '^https?://[^/?#\\]*')
        is distinct from substring(p_was.settings ->> 'url',
                                   '^https?://[^/?#\\]*')
$$;

-- p_id null: a new one.  p_fields as notify_route_view has them; secret: a
-- sealed box in base64.  {"ok", "route"} or {"ok": false, "error", "path"}.
create function core.notify_route_save(p_tenant uuid, p_id uuid,
    p_fields jsonb, p_version bigint default null) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    r         notify_route%rowtype;
    v_was     notify_route%rowtype;
    v_key     text;
    v_problem jsonb;
begin
    select k into v_key from jsonb_object_keys(p_fields) k where k not in
        ('name', 'kind', 'target', 'account', 'agent', 'language', 'events',
         'min_priority', 'settings', 'digest_minutes', 'quiet',
         'hold_urgent', 'daily_at', 'expire_minutes', 'enabled', 'secret')
        or k = 'kind' and p_id is not null limit 1;
    if v_key is not null then
        return notify_no(v_key, 'this cannot be set');
    elsif p_id is null then
        perform pg_advisory_xact_lock(hashtextextended('notify '
                                                       || p_tenant, 0));
        if (select count(*) from notify_route x where x.tenant_id = p_tenant)
           >= (notify_limits() ->> 'routes')::int then
            return '{"ok": false, "error": "conflict",
                     "detail": "a tenant has at most 100 routes"}';
        end if;
        v_was := notify_route_new(p_tenant, p_fields ->> 'kind');
    else
        select * into v_was from notify_route x where x.tenant_id = p_tenant
            and x.id = p_id for no key update;
        if not found then
            return '{"ok": false, "error": "not_found"}';
        elsif p_version <> v_was.version then
            return '{"ok": false, "error": "stale"}';
        end if;
    end if;
    r := notify_route_merge(v_was, p_fields);
    v_problem := case when p_fields ? 'account' and r.account_id is null
        then notify_no('account', 'there is no such WhatsApp account')
        when p_id is null and r.kind in ('slack', 'webhook')
             and p_fields ->> 'secret' is null
        then notify_no('secret', 'what is secret of the target')
        when p_id is not null and p_fields ->> 'secret' is null
             and notify_leaks(r, v_was)
        then notify_no('secret', 'another server needs its own token: give'
                                 ' it with the URL')
        else notify_route_problem(r) end;
    if v_problem is not null then
        return v_problem;
    end if;
    if r.kind = 'email' and r.target is distinct from v_was.target then
        r.state := 'unconfirmed';       -- somebody else's mail
        r.confirmed_at := null;
    end if;
    r.version := v_was.version + (p_id is not null)::int;

    if p_id is null then
        insert into notify_route select r.*;
    else
        update notify_route x set name = r.name, target = r.target,
                account_id = r.account_id, agent_id = r.agent_id,
                language = r.language, events = r.events,
                min_priority = r.min_priority, settings = r.settings,
                digest_minutes = r.digest_minutes, quiet = r.quiet,
                hold_urgent = r.hold_urgent, daily_at = r.daily_at,
                expire_minutes = r.expire_minutes, enabled = r.enabled,
                state = r.state, confirmed_at = r.confirmed_at,
                version = r.version
            where x.tenant_id = p_tenant and x.id = p_id;
    end if;
    perform notify_secret_set(r, p_fields ->> 'secret');
    if p_id is not null and not r.enabled then
        perform notify_cancel(r, 'route disabled');
    elsif p_id is not null and r.state = 'unconfirmed'
            and r.target is distinct from v_was.target then
        -- it was for the mail of before; this one has not been asked yet
        perform notify_cancel(r, 'address changed');
    elsif p_id is not null then
        perform notify_resume(r);
    end if;
    perform notify_daily_watch(r);
    if r.state = 'unconfirmed' and r.target is distinct from v_was.target then
        perform notify_ask(r);
    end if;
    return jsonb_build_object('ok', true, 'route', notify_route_view(r));
exception when unique_violation then
    return '{"ok": false, "error": "conflict",
             "detail": "there is a route of this name"}';
when check_violation or not_null_violation or invalid_text_representation
    or datetime_field_overflow or invalid_datetime_format
    or foreign_key_violation or numeric_value_out_of_range then
    return notify_no('body', 'a value is none that it may have');
end
$$;

create function core.notify_route_remove(p_tenant uuid, p_id uuid)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    r notify_route%rowtype;
begin
    select * into r from notify_route x where x.tenant_id = p_tenant
        and x.id = p_id for update;
    if not found then
        return '{"ok": false, "error": "not_found",
                 "detail": "there is no such route"}';
    end if;
    perform notify_cancel(r, 'route removed');
    delete from notify_route x where x.tenant_id = p_tenant and x.id = p_id;
    return '{"ok": true}';
end
$$;

-- The link of the mail; p_token has the tenant in front of its dot.
create function core.notify_confirm(p_token text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    r notify_route%rowtype;
begin
    update notify_route set state = 'active', confirm_hash = null,
            confirmed_at = clock_timestamp(), version = version + 1
        where tenant_id = notify_token_tenant(p_token)
          and confirm_hash = token_hash(p_token)
          and confirm_until > clock_timestamp() returning * into r;
    if not found then
        return '{"ok": false, "error": "not_found"}';
    end if;
    perform notify_daily_watch(r);
    return jsonb_build_object('ok', true, 'route', r.id, 'language',
                              r.language);
end
$$;

create function core.notify_leave(p_token text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    r notify_route%rowtype;
begin
    update notify_route set state = 'unsubscribed', version = version + 1
        where tenant_id = notify_token_tenant(p_token)
          and leave_hash = token_hash(p_token) returning * into r;
    if not found then
        return '{"ok": false, "error": "not_found"}';
    end if;
    perform notify_cancel(r, 'unsubscribed');
    return jsonb_build_object('ok', true, 'route', r.id, 'language',
                              r.language);
end
$$;

-- Null: no token.
create function core.notify_token_tenant(p_token text) returns uuid
language sql immutable set search_path = core, pg_temp as $$
    select case when p_token ~ '^[0-9a-f]{32}\.[0-9A-Za-z_-]{43}$'
        then split_part(p_token, '.', 1)::uuid end
$$;
