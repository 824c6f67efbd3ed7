-- 0008_endpoints - endpoints with secrets, accounts with credentials, and how
-- nginx hears of a change.
--
-- Secrets are sealed before they come here (common/seal.h); this side never
-- has the key.  Whoever changes what nginx must know calls changed(): a timer
-- row of kind `publish` for partition 0, whose owner writes publication() to
-- the hashes relevo:endpoints and relevo:accounts and then calls
-- publish_done().  The caller XADDs a wake for partition 0, which only makes
-- it faster.

create table core.endpoint (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    channel     text collate "C" not null
                check (channel ~ '^[a-z][a-z0-9_]{0,31}$'),
    name        text collate "C" not null
                check (name ~ '^[0-9A-Za-z_-]{1,64}$'),
    scheme      text not null check (scheme ~ '^[a-z][a-z0-9_]{0,31}$'),
    settings    jsonb not null default '{}'
                check (jsonb_typeof(settings) = 'object'),
    secret      bytea,
    previous    bytea,
    previous_until timestamptz,
    verify_token bytea,
    created_at  timestamptz not null default now(),
    rotated_at  timestamptz,
    primary key (tenant_id, id),
    unique (channel, name),
    check ((previous is null) = (previous_until is null))
);
comment on table core.endpoint is
    'one URL /webhooks/{channel}/{name} or /chat/{name} and what it demands';
select core.protect('core.endpoint');
grant select, insert, update, delete on core.endpoint to relevo_worker;
grant select (tenant_id, id, channel, name, scheme, settings, previous_until,
    created_at, rotated_at) on core.endpoint to relevo_turn, relevo_web;


-- Boxes travel as base64 without line ends.
create function core.box_text(p_box bytea) returns text
language sql immutable parallel safe as $$
    select pg_catalog.translate(pg_catalog.encode(p_box, 'base64'), E'\n', '')
$$;


-- What nginx knows is no longer so, at p_at: one row per transaction, of the
-- tenant that the transaction is for, else of the operator's.
create function core.changed(p_at timestamptz) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    insert into timer (tenant_id, partition, due_at, kind)
        select coalesce(nullif(current_setting('relevo.tenant', true), ''),
                '00000000-0000-0000-0000-000000000000')::uuid, 0, p_at,
            'publish'
        where not exists (select from timer where partition = 0
            and due_at = p_at and kind = 'publish');
end
$$;


-- Endpoints -----------------------------------------------------------------

create function core.endpoint_add(p_tenant uuid, p_channel text, p_name text,
    p_scheme text, p_settings jsonb, p_secret text, p_verify_token text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_tenant uuid;
begin
    if name_is_foreign(p_tenant, p_channel, p_name, 'account') then
        return '{"ok": false, "created": false,'
               ' "error": "belongs to another tenant"}';
    end if;
    insert into endpoint (tenant_id, channel, name, scheme, settings, secret,
                          verify_token)
        values (p_tenant, p_channel, p_name, p_scheme,
            coalesce(p_settings, '{}'), decode(p_secret, 'base64'),
            decode(p_verify_token, 'base64'))
        on conflict (channel, name) do nothing;
    if found then
        perform changed(now());
        return '{"ok": true, "created": true}';
    end if;
    select tenant_id into v_tenant from endpoint
        where channel = p_channel and name = p_name;
    return jsonb_build_object('ok', false, 'created', false, 'error',
        case when v_tenant = p_tenant then 'exists'
             else 'belongs to another tenant' end);
end
$$;

-- The new secret becomes current; the old one is accepted for p_keep_s more
-- seconds.  A secret replaced before is forgotten now: two at most.
create function core.endpoint_rotate(p_channel text, p_name text,
    p_secret text, p_keep_s bigint) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_until timestamptz := now() + p_keep_s * interval '1 s';
begin
    update endpoint set
            previous = case when p_keep_s > 0 then secret end,
            previous_until = case when p_keep_s > 0 and secret is not null
                                  then v_until end,
            secret = decode(p_secret, 'base64'), rotated_at = now()
        where channel = p_channel and name = p_name;
    if not found then
        return '{"ok": false}';
    end if;
    perform changed(now());
    if p_keep_s > 0 then
        perform changed(v_until);
    end if;
    return jsonb_build_object('ok', true, 'until_ms', case when p_keep_s > 0
        then ms(v_until) end);
end
$$;

create function core.endpoint_remove(p_channel text, p_name text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    delete from endpoint where channel = p_channel and name = p_name;
    if not found then
        return '{"ok": false}';
    end if;
    perform changed(now());
    return '{"ok": true}';
end
$$;

-- With its boxes, for a command that has the key file; '{"found": false}'.
create function core.endpoint_get(p_channel text, p_name text) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select jsonb_build_object('found', true,
        'tenant', e.tenant_id, 'slug', t.slug, 'channel', e.channel,
        'name', e.name, 'scheme', e.scheme, 'settings', e.settings,
        'secret', box_text(e.secret), 'verify_token', box_text(e.verify_token))
        from endpoint e join tenant t using (tenant_id)
        where e.channel = p_channel and e.name = p_name), '{"found": false}')
$$;


-- Accounts ------------------------------------------------------------------

create function core.account_add(p_tenant uuid, p_channel text,
    p_account text, p_name text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_tenant uuid;
    v_enabled boolean;
begin
    if name_is_foreign(p_tenant, p_channel, p_account, 'endpoint') then
        return '{"ok": false, "created": false,'
               ' "error": "the account belongs to another tenant"}';
    end if;
    insert into account (tenant_id, channel, account, name)
        values (p_tenant, p_channel, p_account, p_name)
        on conflict (channel, account) do nothing;
    if found then
        perform changed(now());
        return '{"ok": true, "created": true}';
    end if;
    select tenant_id, enabled into v_tenant, v_enabled from account
        where channel = p_channel and account = p_account;
    if v_tenant <> p_tenant then
        return '{"ok": false, "created": false,'
               ' "error": "the account belongs to another tenant"}';
    end if;
    if not v_enabled then               -- it was removed, and comes back
        update account set enabled = true
            where channel = p_channel and account = p_account;
        perform changed(now());
    end if;
    return '{"ok": true, "created": false}';
end
$$;

-- Settings are merged (null removes a key); a null credential stays as it is.
create function core.account_set(p_channel text, p_account text,
    p_settings jsonb, p_credential text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    update account set
            settings = jsonb_strip_nulls(settings || coalesce(p_settings,
                                                              '{}')),
            credential = coalesce(decode(p_credential, 'base64'), credential)
        where channel = p_channel and account = p_account;
    if not found then
        return '{"ok": false}';
    end if;
    perform changed(now());
    perform account_resume(p_channel, p_account);
    return '{"ok": true}';
end
$$;

-- What waits for an account to be put right is due now, and its owner is told
-- by a timer to forget the old token and that the account was paused.
create function core.account_resume(p_channel text, p_account text)
returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    with a as (
        select tenant_id, id from account
        where channel = p_channel and account = p_account
    ), w as (
        update outbox o set next_at = clock_timestamp() from a
        where o.tenant_id = a.tenant_id and o.account_id = a.id
          and o.state = 'retry' and o.next_at > clock_timestamp()
        returning o.tenant_id, o.partition
    )
    insert into timer (tenant_id, partition, due_at, kind, ref)
        select distinct w.tenant_id, w.partition, now(), 'resume',
            p_channel || ' ' || p_account from w;
end
$$;

create function core.timer_done(p_tenant uuid, p_timer uuid) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    delete from timer where tenant_id = p_tenant and id = p_timer;
    return jsonb_build_object('ok', found);
end
$$;

-- What has no history goes; the rest is switched off and keeps its messages.
-- What a notification route sends with stays.
create function core.account_remove(p_channel text, p_account text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    a       record;                     -- not its secret: the API calls, too
    v_used  boolean;
    v_users text;
begin
    select tenant_id, id into a from account
        where channel = p_channel and account = p_account for update;
    if not found then
        return '{"ok": false, "error": "not_found",
                 "detail": "there is no such account"}';
    end if;
    v_users := notify_users(a.tenant_id, a.id, null, null, null);
    if v_users is not null then
        return jsonb_build_object('ok', false, 'error', 'conflict', 'detail',
                                  v_users);
    end if;
    v_used := exists (select from contact where tenant_id = a.tenant_id
                          and account_id = a.id)
        or exists (select from channel_event where tenant_id = a.tenant_id
                       and account_id = a.id);
    if v_used then
        update account set enabled = false, credential = null
            where tenant_id = a.tenant_id and id = a.id;
    else
        delete from account where tenant_id = a.tenant_id and id = a.id;
    end if;
    perform changed(now());
    return jsonb_build_object('ok', true, 'kept', v_used);
end
$$;

-- For the send: what the account's row says beyond the channel's settings.
create function core.account_secret(p_channel text, p_account text)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select jsonb_build_object('found', true,
        'tenant', a.tenant_id, 'settings', a.settings, 'receipts',
        coalesce(t.settings -> 'receipts', 'true') <> 'false',
        'credential', box_text(a.credential)) from account a
        join tenant t on t.tenant_id = a.tenant_id
        where a.channel = p_channel and a.account = p_account),
        '{"found": false}')
$$;

-- Letters of an account that had no tenant when they came, oldest first.
create function core.account_letters(p_channel text, p_account text)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('letters', coalesce(jsonb_agg(id order by id),
        '[]')) from dead_letter
    where tenant_id = '00000000-0000-0000-0000-000000000000'
      and reason = 'no_account' and replayed_at is null
      and channel = p_channel and account = p_account
$$;


-- A message by the id its sender gave it: has a test webhook arrived?
create function core.message_find(p_channel text, p_account text,
    p_provider_id text) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select jsonb_build_object('found', true,
        'message', m.id, 'conversation', m.conversation_id, 'slug', t.slug,
        'reply', exists (select from message r where r.tenant_id = m.tenant_id
            and r.conversation_id = m.conversation_id and r.direction = 'out'
            and r.id > m.id))
        from account a join tenant t using (tenant_id)
        join conversation c on c.tenant_id = a.tenant_id
            and c.account_id = a.id
        join message m on m.tenant_id = c.tenant_id
            and m.conversation_id = c.id
        where a.channel = p_channel and a.account = p_account
          and (m.provider_id = p_provider_id or m.type = 'reaction'
               and m.reply_to = p_provider_id)
          and m.id >= uuid7_floor(now() - interval '5 min') limit 1),
        '{"found": false}')
$$;


-- Lists for the operator: no boxes, only whether there is one.
create function core.channel_list(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object(
    'accounts', (select coalesce(jsonb_agg(jsonb_build_object(
        'channel', a.channel, 'account', a.account, 'name', a.name,
        'slug', t.slug, 'enabled', a.enabled, 'settings', a.settings,
        'credential', a.credential is not null)
        order by a.channel, a.account), '[]')
        from account a join tenant t using (tenant_id)
        where p_tenant is null or a.tenant_id = p_tenant),
    'endpoints', (select coalesce(jsonb_agg(jsonb_build_object(
        'channel', e.channel, 'name', e.name, 'slug', t.slug,
        'scheme', e.scheme, 'settings', e.settings,
        'verify_token', e.verify_token is not null,
        'rotated_ms', ms(e.rotated_at),
        'previous_until_ms', case when e.previous_until > now()
            then ms(e.previous_until) end)
        order by e.channel, e.name), '[]')
        from endpoint e join tenant t using (tenant_id)
        where p_tenant is null or e.tenant_id = p_tenant))
$$;


-- Publication ---------------------------------------------------------------

create function core.publication() returns jsonb
language sql stable set search_path = core, pg_temp as $$
    with e as (
        select coalesce(jsonb_object_agg(channel || '/' || name,
            jsonb_strip_nulls(jsonb_build_object('v', 1, 'tenant', tenant_id,
            'scheme', scheme, 'settings', settings,
            'secrets', (select coalesce(jsonb_agg(box_text(s.box)
                order by s.n), '[]') from (values (1, secret), (2,
                case when previous_until > now() then previous end))
                s(n, box) where s.box is not null),
            'verify_token', box_text(verify_token)))), '{}') as body
        from endpoint
    ), a as (
        select coalesce(jsonb_object_agg(channel || '/' || account,
            jsonb_strip_nulls(jsonb_build_object('v', 1, 'tenant', tenant_id,
            'rate', settings -> 'rate'))), '{}') as body
        from account where enabled
    )
    select jsonb_build_object('endpoints', e.body, 'accounts', a.body,
        'digest', md5(e.body::text || a.body::text),
        'timers', (select coalesce(jsonb_agg(id), '[]') from timer
            where partition = 0 and kind = 'publish' and due_at <= now()))
    from e, a
$$;

create function core.publish_done(p_timers uuid[]) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n int;
begin
    delete from timer where partition = 0 and kind = 'publish'
        and id = any (p_timers);
    get diagnostics v_n = row_count;
    return jsonb_build_object('done', v_n);
end
$$;

grant execute on function core.box_text(bytea), core.changed(timestamptz),
    core.account_add(uuid, text, text, text),
    core.endpoint_add(uuid, text, text, text, jsonb, text, text),
    core.endpoint_rotate(text, text, text, bigint),
    core.endpoint_remove(text, text), core.endpoint_get(text, text),
    core.account_set(text, text, jsonb, text),
    core.account_resume(text, text), core.timer_done(uuid, uuid),
    core.account_remove(text, text), core.account_secret(text, text),
    core.account_letters(text, text), core.channel_list(uuid),
    core.message_find(text, text, text), core.publication(),
    core.publish_done(uuid[]) to relevo_worker;
