-- 0043_api_words - what admins keep for the desk: canned replies, templates,
-- business hours, the persona, the brand, reviews; and at the end the rights.

-- Canned replies ------------------------------------------------------------

-- Its own, and what is shared.
create function api.canned_one(p_id uuid) returns core.canned
language sql stable set search_path = core, pg_temp as $$
    select c from canned c where c.tenant_id = api.tenant() and c.id = p_id
        and (c.owner is null or c.owner = api.agent()
             or api.role() = 'key')
$$;

create function api.canned_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', coalesce(jsonb_agg(
            canned_view(x.c) order by x.shortcut, x.language, x.id), '[]'),
        'next', null, 'variables', to_jsonb(canned_variables())))
    from (select c, c.shortcut, c.language, c.id from canned c
        where c.tenant_id = api.tenant()
          and (c.owner is null or c.owner = api.agent()
               or api.role() = 'key')
          and (req #>> '{query,language}' is null
               or c.language in ('', req #>> '{query,language}'))
          and (req #>> '{query,q}' is null
               or starts_with(c.shortcut, lower(req #>> '{query,q}'))
               or position(lower(req #>> '{query,q}')
                           in lower(c.title || ' ' || c.text)) > 0)
        order by c.shortcut, c.language, c.id
        limit api.page_limit(req, 500)) x
$$;

create function api.canned_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select case when (c).id is null then api.problem(404)
        else api.ok(canned_view(c), 200, api.etag((c).version)) end
    from (select api.canned_one((req #>> '{params,id}')::uuid) as c
          offset 0) x
$$;

-- Shared ones are for who runs the desk to change.
create function api.canned_may(p_owner uuid) returns boolean
language sql stable set search_path = core, pg_temp as $$
    select case when p_owner is null then api.sees_all()
        else p_owner = api.agent() or api.role() = 'key' end
$$;

-- What is wrong with one; null: nothing.
create function api.canned_problem(b jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_unknown text := canned_unknown(b ->> 'text');
begin
    if b ->> 'shortcut' !~ '^[a-z0-9][a-z0-9_-]{0,39}$' then
        return api.invalid('body.shortcut', 'shortcut',
                           'a shortcut is of a-z 0-9 _ -');
    elsif btrim(b ->> 'title') = '' then
        return api.invalid('body.title', 'required');
    elsif btrim(b ->> 'text', E' \t\r\n') = '' then
        return api.invalid('body.text', 'required');
    elsif v_unknown is not null then
        return api.invalid('body.text', 'variable', 'nobody can fill {{'
            || left(v_unknown, 40) || '}}; there are '
            || array_to_string(canned_variables(), ', '));
    end if;
    return null;
end
$$;

create function api.canned_create(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b       jsonb := req -> 'body';
    v_owner uuid := case when (b ->> 'personal')::boolean
                        then api.agent() end;
    r       api.response := api.canned_problem(b);
    c       canned%rowtype;
begin
    if r.status is not null then
        return r;
    elsif (b ->> 'personal')::boolean and v_owner is null then
        return api.invalid('body.personal', 'agent',
                           'an API key is nobody in person');
    elsif not api.canned_may(v_owner) then
        return api.problem(403, 'shared replies are made by supervisors');
    end if;
    perform pg_advisory_xact_lock(hashtextextended('canned '
        || api.tenant(), 0));
    if (select count(*) from canned x where x.tenant_id = api.tenant()
        and x.owner is not distinct from v_owner) >= 500 then
        return api.problem(409, 'there are 500 of them already');
    end if;
    insert into canned (tenant_id, shortcut, language, title, text, owner)
        values (api.tenant(), b ->> 'shortcut', coalesce(b ->> 'language',
            ''), coalesce(b ->> 'title', b ->> 'shortcut'), b ->> 'text',
            v_owner)
        on conflict do nothing returning * into c;
    if not found then
        return api.problem(409, 'the shortcut has a text in this language');
    end if;
    return api.ok(canned_view(c), 201, api.etag(c.version));
end
$$;

create function api.canned_update(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b jsonb := coalesce(req -> 'body', '{}');
    c canned%rowtype := api.canned_one((req #>> '{params,id}')::uuid);
    r api.response := api.canned_problem(b);
begin
    if c.id is null then
        return api.problem(404);
    elsif not api.canned_may(c.owner) then
        return api.problem(403, 'shared replies are made by supervisors');
    elsif r.status is not null then
        return r;
    end if;
    select * into c from canned x where x.tenant_id = c.tenant_id
        and x.id = c.id for no key update;
    if not found then
        return api.problem(404);
    elsif not api.matches(req, c.version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    update canned x set shortcut = coalesce(b ->> 'shortcut', x.shortcut),
            language = case when b ? 'language'
                then coalesce(b ->> 'language', '') else x.language end,
            title = coalesce(b ->> 'title', x.title),
            text = coalesce(b ->> 'text', x.text),
            version = x.version + 1, changed_at = now()
        where x.tenant_id = c.tenant_id and x.id = c.id returning * into c;
    return api.ok(canned_view(c), 200, api.etag(c.version));
exception when unique_violation then
    return api.problem(409, 'the shortcut has a text in this language');
end
$$;

create function api.canned_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    c canned%rowtype := api.canned_one((req #>> '{params,id}')::uuid);
begin
    if c.id is null then
        return api.problem(404);
    elsif not api.canned_may(c.owner) then
        return api.problem(403, 'shared replies are made by supervisors');
    end if;
    delete from canned x where x.tenant_id = c.tenant_id and x.id = c.id;
    return api.ok(null, 204);
end
$$;

-- The text as this customer would read it.
create function api.canned_render(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    c canned%rowtype := api.canned_one((req #>> '{params,id}')::uuid);
    v conversation%rowtype := api.conversation_seen(
        (req #>> '{params,conversation_id}')::uuid);
begin
    if c.id is null or v.id is null then
        return api.problem(404);
    end if;
    return api.ok(jsonb_build_object('id', c.id, 'text', canned_fill(
        api.tenant(), c.text, v.id, api.speaker(v.id))));
end
$$;


-- Templates -----------------------------------------------------------------

create function api.template_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', coalesce(jsonb_agg(
            template_view(x.t) order by x.name, x.language), '[]'),
        'next', null))
    from (select t, t.name, t.language from template t
        where t.tenant_id = api.tenant()
          and (req #>> '{query,language}' is null
               or split_part(t.language, '_', 1)
                  = req #>> '{query,language}')
        order by t.name, t.language limit api.page_limit(req, 500)) x
$$;

create function api.template_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(template_view(t), 200,
            api.etag(t.version))
        from template t where t.tenant_id = api.tenant()
          and t.name = req #>> '{params,name}'
          and t.language = req #>> '{params,language}'), api.problem(404))
$$;

create function api.template_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b   jsonb := req -> 'body';
    v_n int := template_parameters(b ->> 'body');
    t   template%rowtype;
begin
    if req #>> '{params,name}' !~ '^[a-z0-9_]+$'
            or length(req #>> '{params,name}') > 512 then
        return api.invalid('params.name', 'name', 'of a-z 0-9 _');
    elsif req #>> '{params,language}' !~ '^[a-z]{2,3}(_[A-Z]{2})?$' then
        return api.invalid('params.language', 'language',
                           'as WhatsApp has it: es, pt_BR');
    elsif btrim(b ->> 'body', E' \t\r\n') = '' then
        return api.invalid('body.body', 'required');
    elsif v_n is null or v_n > 20 then
        return api.invalid('body.body', 'parameters',
                           'its parameters are {{1}} to {{n}}, at most 20');
    end if;
    select * into t from template x where x.tenant_id = api.tenant()
        and x.name = req #>> '{params,name}'
        and x.language = req #>> '{params,language}' for no key update;
    if found and not api.matches(req, t.version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    insert into template as x (tenant_id, name, language, category, status,
            header, body, footer, parameters)
        values (api.tenant(), req #>> '{params,name}',
            req #>> '{params,language}', b ->> 'category',
            coalesce(b ->> 'status', 'approved'),
            nullif(b ->> 'header', ''), b ->> 'body',
            nullif(b ->> 'footer', ''), v_n)
        on conflict (tenant_id, name, language) do update
        set category = excluded.category, status = excluded.status,
            header = excluded.header, body = excluded.body,
            footer = excluded.footer, parameters = excluded.parameters,
            version = x.version + 1, changed_at = now()
        returning * into t;
    return api.ok(template_view(t), case when t.version = 1 then 201
        else 200 end, api.etag(t.version));
end
$$;

create function api.template_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_users text := notify_users(api.tenant(), null, null,
        req #>> '{params,name}', req #>> '{params,language}');
begin
    if v_users is not null then
        return api.problem(409, v_users);
    end if;
    delete from template t where t.tenant_id = api.tenant()
        and t.name = req #>> '{params,name}'
        and t.language = req #>> '{params,language}';
    return case when found then api.ok(null, 204) else api.problem(404) end;
end
$$;

create function api.template_send(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
    v    jsonb;
begin
    if (api.conversation_seen(v_id, 'preview')).id is null then
        return api.problem(404);
    end if;
    v := template_send(api.tenant(), v_id, api.speaker(v_id),
        req #>> '{body,name}', req #>> '{body,language}',
        coalesce(nullif(req #> '{body,parameters}', 'null'), '[]'));
    if v ->> 'error' = 'forbidden' then
        return api.problem(403, 'claim the conversation first');
    end if;
    return api.result(v, jsonb_build_object('id', v -> 'message',
        'conversation', v_id, 'version', v -> 'version'), 201);
end
$$;


-- Business hours ------------------------------------------------------------
-- Part of the desk's rules (PUT /api/v1/desk), by themselves.

create function api.hours_view() returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('timezone', r -> 'timezone', 'hours',
        r -> 'hours', 'holidays', r -> 'holidays', 'open',
        desk_after(r, now(), 0) is not distinct from now(),
        'opens_at', desk_after(r, now(), 0), 'version', x.version)
    from (select desk_rules(t.tenant_id) as r, t.desk_version as version
          from tenant t where t.tenant_id = api.tenant()) x
$$;

create function api.hours_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(v, 200, api.etag((v ->> 'version')::bigint))
    from (select api.hours_view() as v offset 0) x
$$;

create function api.hours_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b     jsonb := coalesce(req -> 'body', '{}');
    v_own jsonb;
    v     jsonb;
begin
    if not api.desk_matches(req) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    select coalesce(t.settings -> 'handoff', '{}') into v_own from tenant t
        where t.tenant_id = api.tenant();
    v_own := v_own || jsonb_strip_nulls(jsonb_build_object('timezone',
        b -> 'timezone', 'hours', b -> 'hours', 'holidays',
        b -> 'holidays'));
    if (b ->> 'always')::boolean then
        v_own := v_own - 'hours';
    end if;
    if exists (select from jsonb_array_elements(case jsonb_typeof(
            v_own -> 'holidays') when 'array' then v_own -> 'holidays'
            else '[]' end) d
            where jsonb_typeof(d) <> 'string'
               or d #>> '{}' !~ '^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$') then
        return api.invalid('body.holidays', 'day',
                           'holidays are days: "2026-12-25"');
    end if;
    v := desk_set(api.tenant(), v_own);
    return case when (v ->> 'ok')::boolean then api.hours_get(req)
        else api.result(v) end;
end
$$;


-- Persona, brand --------------------------------------------------------------

create function api.persona_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('persona', t.settings -> 'persona',
        'version', coalesce(v.version, 0), 'versions', v.items), 200,
        api.etag(coalesce(v.version, 0)))
    from tenant t cross join lateral (select max(p.version) as version,
            coalesce(jsonb_agg(persona_view(p) order by p.version desc),
                     '[]') as items
        from (select * from persona x where x.tenant_id = t.tenant_id
              order by x.version desc limit 50) p) v
    where t.tenant_id = api.tenant()
$$;

create function api.persona_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_version bigint;
    p         persona%rowtype;
begin
    perform from tenant t where t.tenant_id = api.tenant()
        for no key update;
    select coalesce(max(x.version), 0) into v_version from persona x
        where x.tenant_id = api.tenant();
    if not api.matches(req, v_version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    p := persona_set(api.tenant(), req #>> '{body,persona}',
                     req #>> '{body,note}', api.agent());
    return api.ok(persona_view(p), 200, api.etag(p.version));
end
$$;

create function api.persona_preview(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b jsonb := coalesce(req -> 'body', '{}');
    r api.response := api.history_refused(
        'body.history', b);
begin
    if r.status is not null then
        return r;
    end if;
    return api.task('prompt_preview', jsonb_strip_nulls(b), 0);
end
$$;

create function api.branding_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(branding_view(b, t.name), 200,
                  api.etag(coalesce(b.version, 0)))
    from tenant t left join branding b on b.tenant_id = t.tenant_id
    where t.tenant_id = api.tenant()
$$;

create function api.branding_update(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_version bigint;
    v         jsonb;
begin
    perform from tenant t where t.tenant_id = api.tenant()
        for no key update;
    select coalesce(max(b.version), 0) into v_version from branding b
        where b.tenant_id = api.tenant();
    if not api.matches(req, v_version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    v := branding_set(api.tenant(), coalesce(req -> 'body', '{}'));
    if not (v ->> 'ok')::boolean then
        return api.invalid('body.' || (v ->> 'path'), v ->> 'error',
                           v ->> 'detail');
    end if;
    return api.branding_get(req);
end
$$;


-- Reviews -------------------------------------------------------------------

-- Open ones have an index of their own; of the others a page is a page.
create function api.review_list(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_language text := req #>> '{query,language}';
    v_before   uuid := api.page_before(req);
    v_limit    int := api.page_limit(req);
    v_items    jsonb;
begin
    if req #>> '{query,state}' = 'open' then
        select jsonb_agg(review_view(x.r, true) order by x.id desc)
            into v_items
            from (select r, r.id from review r
                where r.tenant_id = api.tenant() and r.scored_at is null
                  and (v_language is null or r.language = v_language)
                  and (v_before is null or r.id < v_before)
                order by r.id desc limit v_limit + 1) x;
    else
        select jsonb_agg(review_view(x.r, true) order by x.id desc)
            into v_items
            from (select r, r.id from review r
                where r.tenant_id = api.tenant()
                  and (v_language is null or r.language = v_language)
                  and (req #>> '{query,state}' is null
                       or r.scored_at is not null)
                  and (v_before is null or r.id < v_before)
                order by r.id desc limit v_limit + 1) x;
    end if;
    return api.page(coalesce(v_items, '[]'), v_limit);
end
$$;

create function api.review_sample(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_each int := coalesce((req #>> '{body,per_language}')::int, 10);
    v_from timestamptz := coalesce((req #>> '{body,from}')::timestamptz,
                                   now() - interval '7 days');
begin
    if v_each not between 1 and 100 then
        return api.invalid('body.per_language', 'range', '1 to 100');
    end if;
    return api.ok(jsonb_build_object('picked', review_sample(api.tenant(),
        v_from, v_each)), 201);
end
$$;

create function api.review_score(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b jsonb := req -> 'body';
    r review%rowtype;
begin
    if (b ->> 'score')::numeric not in (1, 2, 3, 4, 5) then
        return api.invalid('body.score', 'range', '1 to 5');
    elsif exists (select from jsonb_array_elements(coalesce(nullif(
            b -> 'faults', 'null'), '[]')) f
            where jsonb_typeof(f) <> 'string'
               or not f #>> '{}' = any (review_faults())) then
        return api.invalid('body.faults', 'unknown',
            array_to_string(review_faults(), ', '));
    end if;
    update review x set score = (b ->> 'score')::int,
            comment = b ->> 'comment', reviewer = api.agent(),
            scored_at = now(), faults = array(select f from
                jsonb_array_elements_text(coalesce(nullif(b -> 'faults',
                'null'), '[]')) f)
        where x.tenant_id = api.tenant()
          and x.id = (req #>> '{params,id}')::uuid returning * into r;
    if not found then
        return api.problem(404);
    end if;
    return api.ok(review_view(r, false));
end
$$;

create function api.review_scores(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', review_scores(api.tenant(),
        coalesce((req #>> '{query,from}')::timestamptz,
                 now() - interval '30 days')), 'next', null,
        'open', (select count(*) from (select from review r
            where r.tenant_id = api.tenant() and r.scored_at is null
            limit 1000) x)))
$$;


-- Rights --------------------------------------------------------------------

grant execute on all functions in schema api to relevo_web;
