-- 0055_rules_edit - what an editor of hand-over rules needs beside them: the
-- program's own (a tenant's document takes the place of all of them), the
-- names that rules may use, and the versions that were.

-- One row: config/rules.json, as `relevo migrate` found it; of no tenant.
create table core.rule_builtin (
    one         boolean primary key default true check (one),
    rules       jsonb not null
);
grant select on core.rule_builtin to relevo_worker, relevo_web;

create function core.rules_builtin_set(p_rules jsonb) returns void
language sql set search_path = core, pg_temp as $$
    insert into rule_builtin (rules) values (p_rules)
        on conflict (one) do update set rules = excluded.rules
$$;
revoke execute on function core.rules_builtin_set(jsonb) from public;

-- {"<kind>": ["<name>", ...]}
create function core.rule_words_all() returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_object_agg(w.kind, w.names), '{}')
    from (select x.kind, jsonb_agg(x.name order by x.name) as names
          from rule_word x group by x.kind) w
$$;

grant execute on function core.rule_words_all()
    to relevo_web, relevo_worker;
grant execute on function core.rules_at(uuid, bigint) to relevo_web;


-- The API -------------------------------------------------------------------

create function api.rules_builtin(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('rules', (select b.rules
        from rule_builtin b), 'words', rule_words_all()))
$$;

-- Newest first; "own" false: the tenant gave them back to the program.
create function api.rules_versions(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.page(coalesce(jsonb_agg(jsonb_build_object('version',
            x.version, 'created_at', x.created_at, 'own', x.own, 'rules',
            x.n) order by x.version desc), '[]'), api.page_limit(req),
        'version')
    from (select r.version, r.created_at, r.rules is not null as own,
            jsonb_array_length(r.rules -> 'rules') as n
        from decision_rules r where r.tenant_id = api.tenant()
          and (req #>> '{query,cursor}' is null
               or r.version < case when req #>> '{query,cursor}'
                   ~ '^\d{1,18}$' then (req #>> '{query,cursor}')::bigint
                   end)
        order by r.version desc limit api.page_limit(req) + 1) x
$$;

create function api.rules_version(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(rules_at(api.tenant(), n.version)::jsonb)
        from (select (req #>> '{params,version}')::bigint as version
              where req #>> '{params,version}' ~ '^\d{1,18}$') n
        where rules_at(api.tenant(), n.version) is not null),
        api.problem(404))
$$;

create function api.rules_delete(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.rules_save(req, null)
$$;

grant execute on function api.rules_builtin(jsonb),
    api.rules_versions(jsonb), api.rules_version(jsonb),
    api.rules_delete(jsonb), api.model_list(jsonb), api.model_use(jsonb)
    to relevo_web;
