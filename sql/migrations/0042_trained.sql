-- 0042_trained - a tenant's own intents: examples to learn from, and the
-- model that was made of them.

create table core.intent (
    tenant_id   uuid not null references core.tenant,
    name        text collate "C" not null
                check (name ~ '^[a-z][a-z0-9_]{0,38}$'),
    description text not null default '' check (length(description) <= 500),
    examples    jsonb not null          -- [{"text", "language"?}, ...]
                check (jsonb_typeof(examples) = 'array'),
    version     bigint not null default 1,
    changed_at  timestamptz not null default now(),
    primary key (tenant_id, name)
);
select core.protect('core.intent');
grant select, insert, update, delete on core.intent
    to relevo_web, relevo_worker;

-- What was trained; the files are the worker's (nlu.dir).
create table core.intent_model (
    tenant_id   uuid not null references core.tenant,
    version     bigint not null,
    report      jsonb not null,         -- of the cross-validation
    trained_at  timestamptz not null default now(),
    used_at     timestamptz not null default now(),     -- the latest is used
    primary key (tenant_id, version)
);
select core.protect('core.intent_model');
grant select, insert, update, delete on core.intent_model to relevo_worker;
grant select on core.intent_model to relevo_web;

create function core.intent_view(i core.intent) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('name', i.name, 'description', i.description,
        'examples', i.examples, 'version', i.version, 'changed_at',
        i.changed_at)
$$;

-- What is wrong with examples: [{"path", "code"}]; null: nothing.
create function core.intent_problems(p_examples jsonb) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select jsonb_agg(jsonb_build_object('path', 'body.examples.'
            || (e.n - 1) || case when x.code = 'language' then '.language'
                else '.text' end, 'code', x.code) order by e.n)
    from jsonb_array_elements(p_examples) with ordinality e(v, n)
    cross join lateral (select case
        when jsonb_typeof(e.v) <> 'object'
          or jsonb_typeof(e.v -> 'text') is distinct from 'string'
          or btrim(e.v ->> 'text', E' \t\r\n') = '' then 'required'
        when octet_length(e.v ->> 'text') > 999 then 'too_long'
        when e.v ->> 'text' ~ '[\n\r\t]' then 'line'
        when coalesce(e.v ->> 'language', 'en') not in ('es', 'en', 'pt',
            'fr', 'it') then 'language' end as code) x
    where x.code is not null
$$;

-- {"ok", "created"} or error too_many, problems.
create function core.intent_put(p_tenant uuid, p_name text,
    p_description text, p_examples jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_created boolean;
    i         intent%rowtype;
begin
    perform pg_advisory_xact_lock(hashtextextended('intent ' || p_tenant,
                                                   0));
    if not exists (select from intent x where x.tenant_id = p_tenant
                   and x.name = p_name)
       and (select count(*) from intent x
            where x.tenant_id = p_tenant) >= 100 then
        return '{"ok": false, "error": "conflict", "detail": "there are 100'
            ' intents already"}';
    end if;
    if octet_length(p_examples::text) + (select coalesce(sum(octet_length(
            x.examples::text)), 0) from intent x where x.tenant_id = p_tenant
            and x.name <> p_name) > 4194304 then
        return '{"ok": false, "error": "conflict", "detail": "the examples'
            ' of all intents are more than 4 MB"}';
    end if;
    insert into intent as x (tenant_id, name, description, examples)
        values (p_tenant, p_name, coalesce(p_description, ''), p_examples)
        on conflict (tenant_id, name) do update
        set description = coalesce(p_description, x.description),
            examples = p_examples, version = x.version + 1,
            changed_at = now()
        returning * into i;
    return jsonb_build_object('ok', true, 'created', i.version = 1,
                              'intent', intent_view(i));
end
$$;

-- The lines a model learns from, as `relevo train --intents` reads them.
create function core.intent_lines(p_tenant uuid) returns text
language sql stable set search_path = core, pg_temp as $$
    select string_agg(i.name || E'\t' || (e ->> 'text'), E'\n')
    from intent i cross join lateral jsonb_array_elements(i.examples) e
    where i.tenant_id = p_tenant
$$;

create function core.intents_trained(t core.task) returns void
language sql set search_path = core, pg_temp as $$
    insert into intent_model (tenant_id, version, report)
        values (t.tenant_id, (t.result ->> 'version')::bigint, t.result)
        on conflict (tenant_id, version) do update
        set report = excluded.report, trained_at = now(), used_at = now()
$$;

-- An earlier one is used again.
create function core.intents_used(t core.task) returns void
language sql set search_path = core, pg_temp as $$
    update intent_model m set used_at = now()
        where m.tenant_id = t.tenant_id
          and m.version = (t.result ->> 'version')::bigint
$$;

-- How many versions the workers keep (TENANT_VERSIONS, worker/train/tenant.h).
create function core.intent_versions() returns int
language sql immutable set search_path = core, pg_temp as $$
    select 5
$$;

-- Those that can be used, the newest first; "used": by the workers, now.
create function core.intent_models(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('version', m.version,
            'trained_at', m.trained_at, 'report', m.report, 'used',
            m.used_at = m.last) order by m.version desc), '[]')
    from (select x.*, max(x.used_at) over () as last
        from (select * from intent_model z where z.tenant_id = p_tenant
              order by z.version desc limit intent_versions()) x) m
$$;

grant execute on function core.intent_view(core.intent),
    core.intent_problems(jsonb), core.intent_put(uuid, text, text, jsonb)
    to relevo_web, relevo_worker;
grant execute on function core.intent_versions(), core.intent_models(uuid)
    to relevo_web, relevo_worker;
grant execute on function core.intent_lines(uuid),
    core.intents_trained(core.task), core.intents_used(core.task)
    to relevo_worker;
