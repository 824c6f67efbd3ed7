-- 0036_api_channels - accounts and endpoints of channels, the knowledge base.
--
-- Secrets come sealed (ngx_module/ngx_http_relevo_api_seal.c) and are never
-- read back: relevo_web may write these columns and not read them.

grant insert, delete on core.account, core.endpoint to relevo_web;
grant update (name, enabled, settings, credential) on core.account
    to relevo_web;
grant update (scheme, settings, secret, previous, previous_until,
    verify_token, rotated_at) on core.endpoint to relevo_web;
grant execute on function core.changed(timestamptz),
    core.account_remove(text, text), core.account_resume(text, text)
    to relevo_web;

create function api.account_view(a core.account) returns jsonb
language sql stable as $$
    select jsonb_build_object('id', a.id, 'channel', a.channel, 'account',
        a.account, 'name', a.name, 'enabled', a.enabled, 'settings',
        a.settings, 'created_at', a.created_at)
$$;

-- What nginx and the owner of partition 0 must hear of.
create function api.changed() returns void
language sql set search_path = core, pg_temp as $$
    select changed(now());
    select wake(0, api.tenant(), api.tenant())
$$;

create function api.channel_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', coalesce((select
            jsonb_agg(jsonb_build_object('id', a.id, 'channel', a.channel,
                'account', a.account, 'name', a.name, 'enabled', a.enabled,
                'settings', a.settings, 'created_at', a.created_at)
                order by a.channel, a.account)
            from account a where a.tenant_id = api.tenant()), '[]'),
        'endpoints', coalesce((select jsonb_agg(jsonb_build_object('channel',
                e.channel, 'name', e.name, 'scheme', e.scheme, 'settings',
                e.settings, 'rotated_at', e.rotated_at)
                order by e.channel, e.name)
            from endpoint e where e.tenant_id = api.tenant()), '[]'),
        'next', null))
$$;

create function api.channel_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b         jsonb := coalesce(req -> 'body', '{}');
    v_channel text := req #>> '{params,channel}';
    v_account text := req #>> '{params,account}';
    v_base    text := b #>> '{settings,api_base}';
    v_id      uuid;
    v_created boolean;
begin
    if v_channel !~ '^[a-z][a-z0-9_]{0,31}$' then
        return api.invalid('params.channel', 'channel');
    elsif length(v_account) > 128 then
        return api.invalid('params.account', 'too_long');
    elsif v_base is not null and v_base is distinct from (
            select a.settings ->> 'api_base' from account a
            where a.tenant_id = api.tenant() and a.channel = v_channel
              and a.account = v_account) then
        -- a token goes there, perhaps that of the installation
        return api.invalid('body.settings.api_base', 'operator',
            'it is the operator''s to set: relevo channel set --api-base');
    elsif name_is_foreign(api.tenant(), v_channel, v_account, 'endpoint') then
        return api.problem(409, 'the account is somebody else''s');
    end if;
    insert into account (tenant_id, channel, account, name)
        values (api.tenant(), v_channel, v_account, b ->> 'name')
        on conflict (channel, account) do nothing;
    v_created := found;
    select a.id into v_id from account a where a.tenant_id = api.tenant()
        and a.channel = v_channel and a.account = v_account;
    if v_id is null then
        return api.problem(409, 'the account is somebody else''s');
    end if;
    update account a set enabled = true,
            name = coalesce(b ->> 'name', a.name),
            settings = case when jsonb_typeof(b -> 'settings') = 'object'
                then api.merged(a.settings, b -> 'settings')
                else a.settings end
        where a.tenant_id = api.tenant() and a.id = v_id;
    if b ->> 'credential' is not null then
        update account a set credential = decode(b ->> 'credential',
                                                 'base64')
            where a.tenant_id = api.tenant() and a.id = v_id;
    end if;
    perform api.changed();
    perform account_resume(v_channel, v_account);
    return api.ok((select jsonb_build_object('id', a.id, 'channel',
            a.channel, 'account', a.account, 'name', a.name, 'enabled',
            a.enabled, 'settings', a.settings)
        from account a where a.tenant_id = api.tenant() and a.id = v_id),
        case when v_created then 201 else 200 end);
end
$$;

create function api.channel_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb := account_remove(req #>> '{params,channel}',
                              req #>> '{params,account}');
begin
    if not (v ->> 'ok')::boolean then
        return api.result(v);
    end if;
    perform wake(0, api.tenant(), api.tenant());
    return api.ok(null, 204);
end
$$;

create function api.endpoint_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b         jsonb := req -> 'body';
    v_channel text := req #>> '{params,channel}';
    v_name    text := req #>> '{params,name}';
    v_created boolean;
begin
    if v_channel !~ '^[a-z][a-z0-9_]{0,31}$' then
        return api.invalid('params.channel', 'channel');
    elsif v_name !~ '^[0-9A-Za-z_-]{1,64}$' then
        return api.invalid('params.name', 'name');
    elsif b ->> 'scheme' !~ '^[a-z][a-z0-9_]{0,31}$' then
        return api.invalid('body.scheme', 'scheme');
    elsif name_is_foreign(api.tenant(), v_channel, v_name, 'account') then
        return api.problem(409, 'the endpoint is somebody else''s');
    end if;
    insert into endpoint (tenant_id, channel, name, scheme)
        values (api.tenant(), v_channel, v_name, b ->> 'scheme')
        on conflict (channel, name) do nothing;
    v_created := found;
    update endpoint e set scheme = b ->> 'scheme',
            settings = coalesce(nullif(b -> 'settings', 'null'), '{}'),
            secret = decode(b ->> 'secret', 'base64'), previous = null,
            previous_until = null, rotated_at = now()
        where e.tenant_id = api.tenant() and e.channel = v_channel
          and e.name = v_name;
    if not found then
        return api.problem(409, 'the endpoint is somebody else''s');
    end if;
    if b ->> 'verify_token' is not null then
        update endpoint e set verify_token = decode(b ->> 'verify_token',
                                                    'base64')
            where e.tenant_id = api.tenant() and e.channel = v_channel
              and e.name = v_name;
    end if;
    perform api.changed();
    return api.ok(jsonb_build_object('channel', v_channel, 'name', v_name,
        'scheme', b ->> 'scheme', 'url', case v_channel
            when 'webchat' then '/chat/' || v_name
            else '/webhooks/' || v_channel || '/' || v_name end),
        case when v_created then 201 else 200 end);
end
$$;

create function api.endpoint_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    delete from endpoint e where e.tenant_id = api.tenant()
        and e.channel = req #>> '{params,channel}'
        and e.name = req #>> '{params,name}';
    if not found then
        return api.problem(404);
    end if;
    perform api.changed();
    return api.ok(null, 204);
end
$$;


-- Knowledge -----------------------------------------------------------------

grant insert, update on core.kb_document, core.kb_chunk to relevo_web;
grant select, insert, delete on core.kb_word to relevo_web;
grant select on core.concept to relevo_web;

create function api.knowledge_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', v -> 'documents', 'knowledge',
                                     v -> 'knowledge', 'next', null))
    from (select kb_list(api.tenant()) as v) x
$$;

-- Of the document that is used; 0: there is none of that name.
create function api.knowledge_version(req jsonb) returns bigint
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select d.version from kb_document d
        where d.tenant_id = api.tenant() and d.active
          and d.name = req #>> '{params,name}'
          and d.language = req #>> '{params,language}'), 0)::bigint
$$;

create function api.knowledge_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select case when jsonb_array_length(v) = 0 then api.problem(404)
        else api.ok(jsonb_build_object('name', req #> '{params,name}',
            'language', req #> '{params,language}', 'version', x.version,
            'items', v), 200, api.etag(x.version)) end
    from (select kb_show(api.tenant(), req #>> '{params,name}',
                         req #>> '{params,language}') as v,
              api.knowledge_version(req) as version) x
$$;

-- Is it as the caller saw it?  Then it stays so until this one is through:
-- the lock is that of kb_import.
create function api.knowledge_matches(req jsonb) returns boolean
language plpgsql set search_path = core, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(api.tenant()::text
        || (req #>> '{params,language}') || (req #>> '{params,name}'), 11));
    return api.matches(req, api.knowledge_version(req));
end
$$;

create function api.knowledge_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_items jsonb := req #> '{body,items}';
    v       jsonb;
begin
    if req #>> '{params,language}' not in ('es', 'en', 'pt', 'fr', 'it') then
        return api.invalid('params.language', 'language');
    elsif length(req #>> '{params,name}') > 300 then
        return api.invalid('params.name', 'too_long');
    elsif jsonb_array_length(v_items) not between 1 and 5000 or exists (
            select from jsonb_array_elements(v_items) e
            where jsonb_typeof(e) <> 'object'
               or btrim(coalesce(e ->> 'question', '')) = ''
               or btrim(coalesce(e ->> 'answer', '')) = '') then
        return api.invalid('body.items', 'items',
                           'each has a question and an answer');
    end if;
    select jsonb_agg(jsonb_build_object('question', e ->> 'question',
            'answer', e ->> 'answer')) into v_items
        from jsonb_array_elements(v_items) e;
    if not api.knowledge_matches(req) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    v := kb_put(api.tenant(), req #>> '{params,language}',
                req #>> '{params,name}', v_items);
    return api.ok(v, 200, api.etag((v ->> 'version')::bigint));
end
$$;

create function api.knowledge_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    if not api.knowledge_matches(req) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    if (kb_remove(api.tenant(), req #>> '{params,name}',
                  req #>> '{params,language}') ->> 'removed')::int = 0 then
        return api.problem(404);
    end if;
    return api.ok(null, 204);
end
$$;
