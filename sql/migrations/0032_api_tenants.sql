-- 0032_api_tenants - tenants, settings, feature flags, the desk, rules.
--
-- The operator's tenant (zero uuid) makes and lists tenants; a tenant sees
-- and changes itself.  Settings are one document with a version, so that two
-- people who change it at once find out (ETag, If-Match).

alter table core.tenant add column version bigint not null default 1;
grant insert on core.tenant to relevo_web;
grant update (name, default_language, settings, version, knowledge)
    on core.tenant to relevo_web;

-- Across tenants, for the operator alone: says nothing to anybody else.
create function core.tenant_page(p_before uuid, p_limit int)
returns setof core.tenant
language sql stable security definer set search_path = core, pg_temp as $$
    select * from tenant t
    where current_setting('relevo.tenant', true)
          = '00000000-0000-0000-0000-000000000000'
      and (p_before is null or t.tenant_id < p_before)
    order by t.tenant_id desc limit p_limit
$$;

create function core.tenant_view(t core.tenant) returns jsonb
language sql stable as $$
    select jsonb_build_object('id', t.tenant_id, 'slug', t.slug, 'name',
        t.name, 'default_language', t.default_language, 'version',
        t.version, 'created_at', t.created_at)
$$;

create function api.tenant_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.page(coalesce(jsonb_agg(tenant_view(t)), '[]'),
                    api.page_limit(req))
    from tenant_page(api.page_before(req), api.page_limit(req) + 1) t
$$;

create function api.tenant_create(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b  jsonb := req -> 'body';
    id uuid := uuid7();
    t  tenant%rowtype;
begin
    if b ->> 'slug' !~ '^[a-z0-9][a-z0-9_-]{0,62}$' then
        return api.invalid('body.slug', 'slug', 'a slug is of a-z 0-9 _ -');
    end if;
    -- The row is its own tenant's: for the insert we are it.
    perform set_config('relevo.tenant', id::text, true);
    insert into tenant (tenant_id, slug, name, default_language)
        values (id, b ->> 'slug', coalesce(b ->> 'name', b ->> 'slug'),
                coalesce(b ->> 'default_language', 'en'))
        on conflict (slug) do nothing;
    if found then
        select * into t from tenant z where z.tenant_id = id;
    end if;
    perform set_config('relevo.tenant',
                       '00000000-0000-0000-0000-000000000000', true);
    if t.tenant_id is null then
        return api.problem(409, 'there is a tenant of this slug');
    end if;
    return api.ok(tenant_view(t), 201);
end
$$;

create function api.tenant_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(tenant_view(t), 200, api.etag(t.version))
        from tenant t where t.tenant_id = api.tenant()
          and t.tenant_id = (req #>> '{params,id}')::uuid), api.problem(404))
$$;

create function api.tenant_update(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b jsonb := req -> 'body';
    t tenant%rowtype;
begin
    select * into t from tenant z where z.tenant_id = api.tenant()
        and z.tenant_id = (req #>> '{params,id}')::uuid for no key update;
    if not found then
        return api.problem(404);
    elsif not api.matches(req, t.version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    update tenant z set name = coalesce(b ->> 'name', z.name),
            default_language = coalesce(b ->> 'default_language',
                                        z.default_language),
            version = z.version + 1
        where z.tenant_id = t.tenant_id returning * into t;
    return api.ok(tenant_view(t), 200, api.etag(t.version));
end
$$;


-- Settings ------------------------------------------------------------------

create function api.settings_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('settings', t.settings - 'flags',
        'version', t.version), 200, api.etag(t.version))
    from tenant t where t.tenant_id = api.tenant()
$$;

-- RFC 7396 on objects, to any depth.
create function api.merged(p_old jsonb, p_patch jsonb) returns jsonb
language plpgsql immutable as $$
declare
    e record;
begin
    if jsonb_typeof(p_patch) is distinct from 'object' then
        return p_patch;
    end if;
    if jsonb_typeof(p_old) is distinct from 'object' then
        p_old := '{}';
    end if;
    for e in select key, value from jsonb_each(p_patch) loop
        p_old := case when jsonb_typeof(e.value) = 'null' then p_old - e.key
            else p_old || jsonb_build_object(e.key,
                api.merged(p_old -> e.key, e.value)) end;
    end loop;
    return p_old;
end
$$;

-- What has rules or versions of its own is set by its own route.  What was
-- answered under other settings is not given again: knowledge is raised.
create function api.settings_update(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_patch jsonb := req #> '{body,settings}';
    v_new   jsonb;
    t       tenant%rowtype;
begin
    if v_patch ?| array['handoff', 'flags', 'persona', 'prompts'] then
        return api.invalid('body.settings', 'elsewhere',
            'handoff is set by PUT /api/v1/desk, flags by /api/v1/flags,'
            ' persona by /api/v1/persona, prompts by /api/v1/prompts');
    elsif v_patch -> 'reply_policy' not in ('null', '"at_least_once"',
                                            '"at_most_once"') then
        return api.invalid('body.settings.reply_policy', 'reply_policy',
                           'at_least_once or at_most_once');
    end if;
    select * into t from tenant z where z.tenant_id = api.tenant()
        for no key update;
    if not api.matches(req, t.version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    v_new := api.merged(t.settings, v_patch);
    if octet_length(v_new::text) > 65536 then
        return api.invalid('body.settings', 'too_long');
    elsif v_new ? 'origins' and (jsonb_typeof(v_new -> 'origins') <> 'array'
            or exists (select from jsonb_array_elements(v_new -> 'origins') o
                where jsonb_typeof(o) <> 'string'
                   or o #>> '{}' !~ '^https?://[^/[:space:]]{1,253}$')) then
        return api.invalid('body.settings.origins', 'origin',
            'origins look like https://desk.example');
    end if;
    update tenant z set settings = v_new, version = z.version + 1,
            knowledge = z.knowledge + 1
        where z.tenant_id = t.tenant_id returning * into t;
    return api.ok(jsonb_build_object('settings', t.settings - 'flags',
        'version', t.version), 200, api.etag(t.version));
end
$$;

-- What a tenant may switch off, each with what it is unless told; the worker
-- reads them (worker/answer/context.h).  A name with a point is a program's
-- own and means nothing here.
create function api.flags() returns jsonb
language sql immutable as $$
    select pg_catalog.jsonb_build_object('human_handoff', true,
        'sentiment_analysis', true, 'response_cache', true)
$$;

create function api.flag_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('flags', api.flags()
        || coalesce(t.settings -> 'flags', '{}')))
    from tenant t where t.tenant_id = api.tenant()
$$;

create function api.flag_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_name text := req #>> '{params,name}';
    v_all  jsonb;
begin
    if v_name !~ '^[a-z][a-z0-9_.-]{0,63}$' then
        return api.invalid('params.name', 'flag');
    elsif v_name !~ '[.]' and not api.flags() ? v_name then
        return api.invalid('params.name', 'unknown_name',
            'a name of your own has a point in it');
    end if;
    update tenant t set version = t.version + 1, settings = t.settings
            || jsonb_build_object('flags', coalesce(t.settings -> 'flags',
                '{}') || jsonb_build_object(v_name,
                req #> '{body,enabled}'))
        where t.tenant_id = api.tenant()
        returning t.settings -> 'flags' into v_all;
    return api.ok(jsonb_build_object('flags', api.flags() || v_all));
end
$$;


-- The desk, and what makes a person be asked for ------------------------------

create function api.desk_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('rules', desk_rules(t.tenant_id),
        'version', t.desk_version), 200, api.etag(t.desk_version))
    from tenant t where t.tenant_id = api.tenant()
$$;

-- Is it as the caller saw it?  Then it stays so until this one is through.
create function api.desk_matches(req jsonb) returns boolean
language plpgsql set search_path = core, pg_temp as $$
declare
    v_version bigint;
begin
    select t.desk_version into v_version from tenant t
        where t.tenant_id = api.tenant() for no key update;
    return api.matches(req, v_version);
end
$$;

create function api.desk_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb;
begin
    if not api.desk_matches(req) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    v := desk_set(api.tenant(), req #> '{body,rules}');
    return case when (v ->> 'ok')::boolean then api.desk_get(req)
        else api.result(v) end;
end
$$;

create function api.rules_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(coalesce(r.rules, '{"version": null, "rules": null}'), 200,
        api.etag(coalesce((r.rules ->> 'version')::bigint, 0)))
    from (select rules_of(api.tenant())::jsonb as rules) r
$$;

-- Rules, or null for the program's; with If-Match over those that were seen.
create function api.rules_save(req jsonb, p_rules jsonb)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('decision_rules '
        || api.tenant(), 0));       -- that of rules_set
    if not api.matches(req, coalesce(
            (rules_of(api.tenant()) ->> 'version')::bigint, 0)) then
        return api.problem(412);
    end if;
    return api.ok(jsonb_build_object('version',
                                     rules_set(api.tenant(), p_rules)));
end
$$;

-- What the worker would refuse is refused here, with every place (0042_rules).
create function api.rules_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v        jsonb := req #> '{body,rules}';
    v_errors jsonb := rules_problems('body.rules', v);
begin
    if jsonb_array_length(v_errors) > 0 then
        return api.problem(422, 'the rules are not good', v_errors);
    end if;
    return api.rules_save(req, v);
end
$$;
grant insert on core.decision_rules to relevo_web;
