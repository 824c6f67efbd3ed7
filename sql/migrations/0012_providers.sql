-- 0012_providers - whom a tenant asks, and by which rule.

create table core.provider (
    tenant_id   uuid not null references core.tenant,
    name        text collate "C" not null
                check (name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    kind        text not null check (kind ~ '^[a-z][a-z0-9_]{0,31}$'),
    model       text not null default '',
    base_url    text not null default '',
    settings    jsonb not null default '{}'
                check (jsonb_typeof(settings) = 'object'),
    credential  bytea,
    enabled     boolean not null default true,
    created_at  timestamptz not null default now(),
    changed_at  timestamptz not null default now(),
    primary key (tenant_id, name)
);
comment on table core.provider is
    'an account at an AI provider; those of the operator''s tenant are for all';
select core.protect('core.provider');
grant select, insert, update, delete on core.provider to relevo_worker;

create table core.model_rule (
    tenant_id   uuid not null references core.tenant,
    ord         int not null,
    name        text not null check (name ~ '^[a-z0-9][a-z0-9_-]{0,30}$'),
    match       jsonb not null default '{}'
                check (jsonb_typeof(match) = 'object'),
    provider    text not null,
    model       text not null default '',
    primary key (tenant_id, ord),
    unique (tenant_id, name)
);
comment on table core.model_rule is
    'which model answers: the first rule that matches, by ord';
select core.protect('core.model_rule');
grant select, insert, update, delete on core.model_rule to relevo_worker;


-- Accounts and rules --------------------------------------------------------

-- What a call needs to know of a tenant: its own accounts, then those of the
-- operator's tenant; its rules; whether knowledge has vectors.
create function core.provider_setup(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object(
    'providers', (select coalesce(jsonb_agg(jsonb_build_object(
        'tenant', p.tenant_id, 'name', p.name, 'kind', p.kind,
        'model', p.model, 'base_url', p.base_url, 'settings', p.settings,
        'credential', box_text(p.credential))
        order by p.tenant_id <> p_tenant, p.created_at, p.name), '[]')
        from provider p where p.enabled and p.tenant_id in (p_tenant,
            '00000000-0000-0000-0000-000000000000')),
    'rules', (select coalesce(jsonb_agg(jsonb_build_object('name', r.name,
        'match', r.match, 'provider', r.provider, 'model', r.model)
        order by r.ord), '[]')
        from model_rule r where r.tenant_id = p_tenant),
    'vectors', to_regclass('core.kb_vector') is not null)
$$;

create function core.provider_set(p_tenant uuid, p_name text, p_new boolean,
    p_kind text, p_model text, p_base_url text, p_settings jsonb,
    p_credential text, p_enabled boolean) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    if p_new then
        insert into provider (tenant_id, name, kind, model, base_url,
                              settings, credential)
            values (p_tenant, p_name, p_kind, coalesce(p_model, ''),
                coalesce(p_base_url, ''),
                jsonb_strip_nulls(coalesce(p_settings, '{}')),
                decode(p_credential, 'base64'))
            on conflict do nothing;
        return jsonb_build_object('ok', found);
    end if;
    update provider set
            model = coalesce(p_model, model),
            base_url = coalesce(p_base_url, base_url),
            settings = jsonb_strip_nulls(settings || coalesce(p_settings,
                                                              '{}')),
            credential = coalesce(decode(p_credential, 'base64'), credential),
            enabled = coalesce(p_enabled, enabled), changed_at = now()
        where tenant_id = p_tenant and name = p_name;
    return jsonb_build_object('ok', found);
end
$$;

create function core.provider_remove(p_tenant uuid, p_name text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    if exists (select from model_rule
               where tenant_id = p_tenant and provider = p_name) then
        return '{"ok": false, "used": true}';
    end if;
    delete from provider where tenant_id = p_tenant and name = p_name;
    return jsonb_build_object('ok', found, 'used', false);
end
$$;

create function core.provider_list(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object(
    'providers', (select coalesce(jsonb_agg(jsonb_build_object(
        'slug', t.slug, 'name', p.name, 'kind', p.kind, 'model', p.model,
        'base_url', p.base_url, 'settings', p.settings,
        'enabled', p.enabled, 'key', p.credential is not null)
        order by t.slug, p.name), '[]')
        from provider p join tenant t using (tenant_id)
        where p_tenant is null or p.tenant_id = p_tenant),
    'rules', (select coalesce(jsonb_agg(jsonb_build_object('slug', t.slug,
        'ord', r.ord, 'name', r.name, 'match', r.match,
        'provider', r.provider, 'model', r.model)
        order by t.slug, r.ord), '[]')
        from model_rule r join tenant t using (tenant_id)
        where p_tenant is null or r.tenant_id = p_tenant),
    'budgets', (select coalesce(jsonb_agg(jsonb_build_object('slug', t.slug,
        'period', b.period, 'micros', b.micros, 'spent', b.spent,
        'reserved', b.reserved, 'since', b.since)
        order by t.slug, b.period), '[]')
        from budget b join tenant t using (tenant_id)
        where p_tenant is null or b.tenant_id = p_tenant))
$$;

-- The whole table of a tenant at once: the order is the meaning.
create function core.model_rules_set(p_tenant uuid, p_rules jsonb)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_missing text;
begin
    select r ->> 'provider' into v_missing
        from jsonb_array_elements(p_rules) r
        where not exists (select from provider p where p.name =
            r ->> 'provider' and p.tenant_id in (p_tenant,
            '00000000-0000-0000-0000-000000000000')) limit 1;
    if found then
        return jsonb_build_object('ok', false, 'missing', v_missing);
    end if;
    delete from model_rule where tenant_id = p_tenant;
    insert into model_rule (tenant_id, ord, name, match, provider, model)
        select p_tenant, n, r ->> 'name', coalesce(r -> 'match', '{}'),
            r ->> 'provider', coalesce(r ->> 'model', '')
        from jsonb_array_elements(p_rules) with ordinality e(r, n);
    return '{"ok": true}';
end
$$;


create function core.usage_list(p_tenant uuid, p_from date, p_to date)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object(
    'usage', (select coalesce(jsonb_agg(jsonb_build_object('slug', t.slug,
        'day', u.day, 'provider', u.provider, 'model', u.model,
        'purpose', u.purpose, 'calls', u.calls, 'failed', u.failed,
        'expired', u.expired, 'estimated', u.estimated,
        'tokens_in', u.tokens_in, 'tokens_out', u.tokens_out,
        'tokens_cached', u.tokens_cached, 'unpriced', u.unpriced,
        -- null, not 0: what nothing of which has a price has cost
        'micros', case when u.calls = 0 or u.unpriced < u.calls
            then u.micros end)
        order by t.slug, u.day, u.provider, u.model, u.purpose), '[]')
        from usage u join tenant t using (tenant_id)
        where (p_tenant is null or u.tenant_id = p_tenant)
          and u.day >= coalesce(p_from,
              date_trunc('month', budget_today()::timestamp)::date)
          and u.day <= coalesce(p_to, budget_today())),
    'budgets', core.provider_list(p_tenant) -> 'budgets')
$$;


grant execute on function core.provider_setup(uuid),
    core.provider_set(uuid, text, boolean, text, text, text, jsonb, text,
        boolean),
    core.provider_remove(uuid, text), core.provider_list(uuid),
    core.model_rules_set(uuid, jsonb), core.usage_list(uuid, date, date)
    to relevo_worker;
