-- 0037_api_operations - dead letters, the audit log; and at the end the rights:
-- t/00_api.t compares them with the table of routes.

grant delete on core.dead_letter to relevo_web;
grant select on core.usage, core.budget, core.tally to relevo_web;

create function api.letter_view(d core.dead_letter) returns jsonb
language sql stable as $$
    select jsonb_build_object('id', d.id, 'channel', d.channel, 'account',
        d.account, 'reason', d.reason, 'bytes', coalesce(octet_length(d.raw),
        0), 'request_id', d.request_id, 'conversation', d.conversation_id,
        'message', d.message_id, 'at', d.at, 'replayed_at', d.replayed_at,
        'replays', d.replays)
$$;

create function api.dead_letter_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.page(coalesce(jsonb_agg(api.letter_view(x.d)
            order by x.id desc), '[]'), api.page_limit(req))
    from (select d, d.id from dead_letter d where d.tenant_id = api.tenant()
            and (api.page_before(req) is null or d.id < api.page_before(req))
          order by d.id desc limit api.page_limit(req) + 1) x
$$;

create function api.dead_letter_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(api.letter_view(d) || jsonb_build_object(
            'raw', box_text(d.raw)))
        from dead_letter d where d.tenant_id = api.tenant()
          and d.id = (req #>> '{params,id}')::uuid), api.problem(404))
$$;

create function api.dead_letter_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    delete from dead_letter d where d.tenant_id = api.tenant()
        and d.id = (req #>> '{params,id}')::uuid;
    return case when found then api.ok(null, 204) else api.problem(404) end;
end
$$;

create function api.audit_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.page(coalesce(jsonb_agg(to_jsonb(x.l) - 'tenant_id'
            || jsonb_build_object('hash', encode((x.l).hash, 'hex'))
            order by x.seq desc), '[]'), api.page_limit(req), 'seq')
    from (select l, l.seq from audit_log l where l.tenant_id = api.tenant()
            and (req #>> '{query,cursor}' is null
                 or l.seq < case when req #>> '{query,cursor}' ~ '^\d{1,18}$'
                     then (req #>> '{query,cursor}')::bigint end)
          order by l.seq desc limit api.page_limit(req) + 1) x
$$;


-- Rights --------------------------------------------------------------------

grant execute on all functions in schema api to relevo_web;
grant execute on function
    core.role_scopes(text), core.scope_is_in(text, text[]),
    core.enter_public(text, jsonb), core.audit_hash(bytea, core.audit_log),
    core.audit_add(uuid, text, uuid, text, text, text, text, int),
    core.token(text), core.token_hash(text), core.token_csrf(text),
    core.password_set(uuid, uuid, text),
    core.password_is(uuid, uuid, text),
    core.login_failed(int, timestamptz), core.sessions_end(uuid, uuid, uuid),
    core.key_view(core.api_key),
    core.key_add(uuid, text, text[], timestamptz, uuid),
    core.key_revoke(uuid, uuid), core.tenant_view(core.tenant),
    core.audit_verify(uuid), core.box_text(bytea)
    to relevo_web, relevo_worker;
grant execute on function core.key_list(uuid) to relevo_worker;
grant execute on function core.rules_of(uuid), core.rules_set(uuid, jsonb),
    core.kb_list(uuid), core.kb_show(uuid, text, text),
    core.kb_put(uuid, text, text, jsonb),
    core.kb_import(uuid, text, text, text, jsonb),
    core.kb_words(uuid, text, uuid),
    core.kb_remove(uuid, text, text), core.words(text, text, text),
    core.units(text, text), core.subject(text, text),
    core.concept_tsv(text, text, text), core.chunk_tsv(text, text, text),
    core.contact_erase(uuid, uuid), core.contact_forget(uuid, uuid),
    core.ts_config(text), core.stemmer(text), core.plain_text(text),
    core.filler(text)
    to relevo_web;

-- Those that run before anybody is known are relevo_gate's.
grant execute on function core.role_scopes(text),
    core.scope_is_in(text, text[]), core.enter_origin(uuid, text),
    core.enter_asked(uuid, text, text[], text, jsonb),
    core.enter_used(text, bytea), core.login_failed(int, timestamptz),
    core.login_nobody(text, text), core.uuid7() to relevo_gate;
grant execute on function api.problem(int, text, jsonb), api.code(int),
    api.once(text, jsonb), api.kept_for(), api.tenant() to relevo_gate;
grant select, insert, delete on core.idempotency to relevo_gate;
create policy gate_all on core.idempotency to relevo_gate
    using (current_user = 'relevo_gate');

grant create on schema core to relevo_gate;
alter function core.enter(text, text, boolean, text, jsonb)
    owner to relevo_gate;
alter function core.login(text, text, text, text, bigint, bytea, bytea)
    owner to relevo_gate;
alter function core.totp_of(text, jsonb) owner to relevo_gate;
alter function core.tenant_page(uuid, int) owner to relevo_gate;
revoke create on schema core from relevo_gate;
grant execute on function core.enter(text, text, boolean, text, jsonb),
    core.login(text, text, text, text, bigint, bytea, bytea),
    core.totp_of(text, jsonb),
    core.tenant_page(uuid, int) to relevo_web;
