-- 0041_api_notify - routes of notifications, notifications, and the two pages
-- a mail links to.

-- An answer of core.notify_route_save and its kin; 422 says which member.
create function api.notify_result(p_result jsonb, p_body jsonb,
    p_status int default 200) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select case when p_result ? 'path' then api.invalid('body.'
            || (p_result ->> 'path'), 'invalid', p_result ->> 'detail')
        when (p_result ->> 'ok')::boolean and p_body ? 'version'
            then api.ok(p_body, p_status,
                        api.etag((p_body ->> 'version')::bigint))
        else api.result(p_result, p_body, p_status) end
$$;

create function api.notification_route_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', coalesce(jsonb_agg(
        notify_route_view(r) order by r.name), '[]'), 'next', null))
    from notify_route r where r.tenant_id = api.tenant()
$$;

create function api.notification_route_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    r notify_route%rowtype;
begin
    select * into r from notify_route x where x.tenant_id = api.tenant()
        and x.id = (req #>> '{params,id}')::uuid;
    if not found then
        return api.problem(404);
    end if;
    return api.ok(notify_route_view(r), 200, api.etag(r.version));
end
$$;

create function api.notification_route_create(req jsonb)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb := notify_route_save(api.tenant(), null,
                                 jsonb_strip_nulls(req -> 'body'));
begin
    return api.notify_result(v, v -> 'route', 201);
end
$$;

-- A merge patch: of settings, too; null takes quiet hours away.
create function api.notification_route_update(req jsonb)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b    jsonb := coalesce(req -> 'body', '{}');
    v_id uuid := (req #>> '{params,id}')::uuid;
    r    notify_route%rowtype;
    v    jsonb;
begin
    select * into r from notify_route x where x.tenant_id = api.tenant()
        and x.id = v_id for no key update;
    if not found then
        return api.problem(404);
    elsif not api.matches(req, r.version) then
        return api.problem(412);
    elsif jsonb_typeof(b -> 'settings') = 'object' then
        b := b || jsonb_build_object('settings',
            api.merged(r.settings, b -> 'settings'));
    end if;
    v := notify_route_save(api.tenant(), v_id, b);
    return api.notify_result(v, v -> 'route');
end
$$;

create function api.notification_route_delete(req jsonb)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb := notify_route_remove(api.tenant(),
                                   (req #>> '{params,id}')::uuid);
begin
    return case when (v ->> 'ok')::boolean then api.ok(null, 204)
        else api.result(v) end;
end
$$;

create function api.notification_route_test(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb := notify_route_test(api.tenant(),
                                 (req #>> '{params,id}')::uuid);
begin
    return api.result(v, v - 'ok', 202);
end
$$;


-- Notifications -------------------------------------------------------------

create function api.notification_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.page(coalesce(jsonb_agg(notification_view(n)
            order by n.id desc), '[]'), api.page_limit(req))
    from (select x.* from notification x where x.tenant_id = api.tenant()
          and (api.page_before(req) is null or x.id < api.page_before(req))
          and (req #>> '{query,event}' is null
               or x.event = req #>> '{query,event}')
          order by x.id desc limit api.page_limit(req) + 1) x
    join notification n on n.tenant_id = x.tenant_id and n.id = x.id
$$;

create function api.notification_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    n notification%rowtype;
begin
    select * into n from notification x where x.tenant_id = api.tenant()
        and x.id = (req #>> '{params,id}')::uuid;
    return case when n.id is null then api.problem(404)
        else api.ok(notification_view(n)) end;
end
$$;

-- By hand: to these routes, else to all that want `manual`.
create function api.notification_create(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b    jsonb := jsonb_strip_nulls(req -> 'body');
    v_bad text;
    n    notification%rowtype;
    v_id uuid;
begin
    if btrim(b ->> 'text') = '' then
        return api.invalid('body.text', 'required');
    end if;
    select e into v_bad from jsonb_array_elements_text(coalesce(
            b -> 'routes', '[]')) e
        where not exists (select from notify_route r
            where r.tenant_id = api.tenant() and r.id::text = e) limit 1;
    if v_bad is not null or jsonb_array_length(b -> 'routes') = 0 then
        return api.invalid('body.routes', 'routes',
                           'ids of the tenant''s routes');
    end if;
    v_id := notify(api.tenant(), 'manual', jsonb_build_object('priority',
        coalesce(b ->> 'priority', 'medium'), 'text', b ->> 'text', 'routes',
        b -> 'routes', 'audience', 'staff'));
    select * into n from notification x where x.tenant_id = api.tenant()
        and x.id = v_id;
    return api.ok(notification_view(n), 202);
end
$$;


-- Pages ---------------------------------------------------------------------
-- For whoever reads the mail: no login, the token is the right.  Opening the
-- link changes nothing, since programs open links of mails; the button does.

create function api.notify_words(p_language text) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select coalesce(w -> p_language, w -> 'en') from (select '{
    "en": {"confirm": "Do you want notifications of {name} at this address?",
           "confirm_do": "Yes, send them",
           "confirm_done": "Confirmed. Notifications will arrive from now on.",
           "leave": "Stop the notifications of {name} to this address?",
           "leave_do": "Stop them",
           "leave_done": "Done. There will be no more notifications.",
           "gone": "This link is not valid any more."},
    "es": {"confirm": "¿Quieres recibir los avisos de {name} en esta dirección?",
           "confirm_do": "Sí, enviarlos",
           "confirm_done": "Confirmado. Los avisos llegarán a partir de ahora.",
           "leave": "¿Dejar de enviar los avisos de {name} a esta dirección?",
           "leave_do": "Dejar de enviarlos",
           "leave_done": "Listo. No habrá más avisos.",
           "gone": "Este enlace ya no es válido."},
    "pt": {"confirm": "Quer receber os avisos de {name} neste endereço?",
           "confirm_do": "Sim, enviar",
           "confirm_done": "Confirmado. Os avisos chegarão a partir de agora.",
           "leave": "Deixar de enviar os avisos de {name} para este endereço?",
           "leave_do": "Deixar de enviar",
           "leave_done": "Pronto. Não haverá mais avisos.",
           "gone": "Este link já não é válido."},
    "fr": {"confirm": "Voulez-vous recevoir les notifications de {name} à cette adresse ?",
           "confirm_do": "Oui, les envoyer",
           "confirm_done": "Confirmé. Les notifications arriveront désormais.",
           "leave": "Ne plus envoyer les notifications de {name} à cette adresse ?",
           "leave_do": "Ne plus les envoyer",
           "leave_done": "C''est fait. Il n''y aura plus de notifications.",
           "gone": "Ce lien n''est plus valable."},
    "it": {"confirm": "Vuoi ricevere gli avvisi di {name} a questo indirizzo?",
           "confirm_do": "Sì, inviali",
           "confirm_done": "Confermato. Gli avvisi arriveranno da ora in poi.",
           "leave": "Non inviare più gli avvisi di {name} a questo indirizzo?",
           "leave_do": "Non inviarli più",
           "leave_done": "Fatto. Non ci saranno altri avvisi.",
           "gone": "Questo link non è più valido."}}'::jsonb as w) x
$$;

create function api.html(p_text text) returns text
language sql immutable set search_path = core, pg_temp as $$
    select replace(replace(replace(replace(p_text, '&', '&amp;'),
        '<', '&lt;'), '>', '&gt;'), '"', '&quot;')
$$;

-- A page is a JSON string that the module sends as text/html; p_do: what is
-- on its button, which posts to the page itself.
create function api.page_html(p_status int, p_language text, p_text text,
    p_do text default null) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(to_jsonb('<!doctype html><html lang="' || p_language
        || '"><meta charset="utf-8"><meta name="viewport"'
        || ' content="width=device-width"><meta name="robots"'
        || ' content="noindex"><title>' || api.html(p_text) || '</title>'
        || '<style>body{font:18px/1.5 sans-serif;max-width:32em;'
        || 'margin:15vh auto;padding:0 1em}button{font:inherit;'
        || 'padding:.5em 1em}</style><p>' || api.html(p_text) || '</p>'
        || coalesce('<form method="post"><button>' || api.html(p_do)
                    || '</button></form>', '')), p_status,
        '{"Content-Security-Policy": "default-src ''none''; style-src'
        ' ''unsafe-inline''; form-action ''self''; frame-ancestors ''none''",
          "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}')
$$;

-- Whose token it is; its tenant is that of the rest of the transaction.
create function api.notify_whose(p_token text) returns core.notify_route
language plpgsql set search_path = core, pg_temp as $$
declare
    r        notify_route%rowtype;
    v_tenant uuid := notify_token_tenant(p_token);
begin
    if v_tenant is null then
        return null;
    end if;
    perform set_config('relevo.tenant', v_tenant::text, true);
    select * into r from notify_route x where x.tenant_id = v_tenant
        and (x.confirm_hash = token_hash(p_token)
                and x.confirm_until > clock_timestamp()
             or x.leave_hash = token_hash(p_token));
    return r;
end
$$;

create function api.notify_ask_page(req jsonb, p_what text)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    r notify_route%rowtype := api.notify_whose(req #>> '{query,token}');
    w jsonb := api.notify_words(coalesce(r.language, 'en'));
    v_hash bytea := token_hash(req #>> '{query,token}');
begin
    if r.id is null or v_hash is distinct from (case p_what
       when 'confirm' then r.confirm_hash else r.leave_hash end) then
        return api.page_html(404, coalesce(r.language, 'en'), w ->> 'gone');
    end if;
    return api.page_html(200, r.language, replace(w ->> p_what, '{name}',
        (select t.name from tenant t where t.tenant_id = r.tenant_id)),
        w ->> (p_what || '_do'));
end
$$;

create function api.notify_do_page(req jsonb, p_what text)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_token text := req #>> '{query,token}';
    r       notify_route%rowtype := api.notify_whose(v_token);
    w       jsonb := api.notify_words(coalesce(r.language, 'en'));
    v       jsonb := '{"ok": false}';
begin
    if r.id is not null then
        v := case p_what when 'confirm' then notify_confirm(v_token)
                         else notify_leave(v_token) end;
    end if;
    if not (v ->> 'ok')::boolean then
        return api.page_html(404, coalesce(r.language, 'en'), w ->> 'gone');
    end if;
    perform audit_add(r.tenant_id, 'nobody', r.id, 'notify_' || p_what,
        req ->> 'path', req ->> 'request_id', req ->> 'from', 200);
    return api.page_html(200, r.language, w ->> (p_what || '_done'));
end
$$;

create function api.notify_confirm_page(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.notify_ask_page(req, 'confirm')
$$;

create function api.notify_confirm(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.notify_do_page(req, 'confirm')
$$;

create function api.notify_leave_page(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.notify_ask_page(req, 'leave')
$$;

create function api.notify_leave(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.notify_do_page(req, 'leave')
$$;

grant execute on all functions in schema api to relevo_web;
