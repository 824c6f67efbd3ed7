-- 0053_channels - setting a channel up, step by step: what the server has seen
-- of it, its registration at the provider, its prompts.

alter table core.account add column has_credential boolean
    generated always as (credential is not null) stored;
alter table core.endpoint add column verified_at timestamptz;
grant select (has_credential) on core.account to relevo_turn, relevo_web;
grant select (verified_at) on core.endpoint to relevo_turn, relevo_web;


-- What was seen -------------------------------------------------------------

-- nginx has answered the provider's verification; p_key: "<channel>/<name>".
create function core.endpoint_verified(p_key text) returns void
language sql security definer set search_path = core, pg_temp as $$
    update endpoint set verified_at = now()
        where channel = split_part(p_key, '/', 1)
          and name = split_part(p_key, '/', 2)
$$;

grant select (tenant_id, id, channel, name), update (verified_at)
    on core.endpoint to relevo_gate;
create policy gate_all on core.endpoint to relevo_gate
    using (current_user = 'relevo_gate');
grant create on schema core to relevo_gate;
alter function core.endpoint_verified(text) owner to relevo_gate;
revoke create on schema core from relevo_gate;
grant execute on function core.endpoint_verified(text) to relevo_web;

-- Where the endpoint is the account, is the other of the two (p_what) another
-- tenant's?  Who had only the endpoint would speak for somebody else's account,
-- who had only the account would hear what is said to somebody else.  The
-- operator's endpoints are for all.
create function core.name_is_foreign(p_tenant uuid, p_channel text,
    p_name text, p_what text) returns boolean
language sql stable security definer set search_path = core, pg_temp as $$
    select p_channel in ('telegram', 'generic', 'webchat') and case p_what
        when 'account' then
            p_tenant <> '00000000-0000-0000-0000-000000000000'
            and exists (select from account a where a.channel = p_channel
                and a.account = p_name and a.tenant_id <> p_tenant)
        else exists (select from endpoint e where e.channel = p_channel
            and e.name = p_name and e.tenant_id not in (p_tenant,
                '00000000-0000-0000-0000-000000000000')) end
$$;
grant create on schema core to relevo_gate;
alter function core.name_is_foreign(uuid, text, text, text)
    owner to relevo_gate;
revoke create on schema core from relevo_gate;
grant execute on function core.name_is_foreign(uuid, text, text, text)
    to relevo_worker, relevo_web;

-- Who `relevo channel test` writes as (worker/cli/channel_probe.c).
create function core.is_test_identity(p_value text) returns boolean
language sql immutable set search_path = core, pg_temp as $$
    select p_value in ('relevo-test', 'RELEVO.TEST', '+15005550006',
                       'whatsapp:+15005550006', '1')
$$;

-- Marks of an account: each null until the server has seen it.
create function core.channel_marks(p_tenant uuid, p_account uuid)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    with a as (
        select x.tenant_id, x.id, x.channel, x.account, x.has_credential
        from account x where x.tenant_id = p_tenant and x.id = p_account
    ), e as (
        select x.name, x.scheme, x.verified_at, x.rotated_at, x.created_at
        from endpoint x join a on a.tenant_id = x.tenant_id
            and a.channel = x.channel
        where x.channel not in ('telegram', 'generic', 'webchat')
           or x.name = a.account
    ), i as materialized (
        select x.contact_id, x.conversation_id, x.created_at from identity x
        where x.tenant_id = p_tenant and x.account_id = p_account
          and not is_test_identity(x.value) limit 50
    )
    select jsonb_build_object('credential', (select has_credential from a),
        'endpoint_at', (select min(created_at) from e),
        'verified_at', (select max(verified_at) from e),
        'webhook_at', (select min(created_at) from i),
        'sent_at', (select min(m.status_at) from i join message m
            on m.tenant_id = p_tenant
                and m.conversation_id = i.conversation_id and m.seq >= 0
            where m.direction = 'out' and m.status in ('sent', 'delivered',
                'read', 'played')),
        'endpoints', (select coalesce(jsonb_agg(jsonb_build_object('name',
            name, 'scheme', scheme, 'verified_at', verified_at)
            order by name), '[]') from e))
$$;
grant execute on function core.channel_marks(uuid, uuid),
    core.is_test_identity(text) to relevo_web;


-- Routes --------------------------------------------------------------------

create function api.channel_setup(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v jsonb;
begin
    select jsonb_build_object('id', a.id, 'channel', a.channel, 'account',
            a.account, 'name', a.name, 'enabled', a.enabled, 'settings',
            a.settings, 'marks', channel_marks(a.tenant_id, a.id)) into v
        from account a where a.tenant_id = api.tenant()
          and a.id = (req #>> '{params,id}')::uuid;
    return case when v is null then api.problem(404) else api.ok(v) end;
end
$$;

-- Tells the provider where we are; its secret is the one of the endpoint.
create function api.channel_register(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b jsonb := req -> 'body';
    v record;
begin
    select a.channel, a.account into v from account a
        where a.tenant_id = api.tenant()
          and a.id = (req #>> '{params,id}')::uuid;
    if not found then
        return api.problem(404);
    elsif v.channel not in ('whatsapp', 'messenger', 'instagram',
                            'telegram') then
        return api.problem(422, v.channel
            || ' is set up where its senders are');
    elsif b ->> 'url' !~ '^https?://[^[:space:]"''<>]+$' then
        return api.invalid('body.url', 'url');
    elsif coalesce(b ->> 'app_id', '1') !~ '^[0-9]{1,32}$' then
        return api.invalid('body.app_id', 'digits');
    elsif coalesce(b ->> 'waba', '1') !~ '^[0-9]{1,32}$' then
        return api.invalid('body.waba', 'digits');
    elsif v.channel <> 'telegram' and b ->> 'app_id' is null
            and b ->> 'waba' is null then
        return api.invalid('body.app_id', 'required');
    elsif not exists (select from endpoint e
            where e.tenant_id = api.tenant() and e.channel = v.channel
              and e.name = b ->> 'endpoint') then
        return api.invalid('body.endpoint', 'unknown');
    end if;
    return api.task('channel_register', jsonb_strip_nulls(b)
        || jsonb_build_object('channel', v.channel, 'account', v.account),
        0);
end
$$;
grant execute on function api.channel_setup(jsonb),
    api.channel_register(jsonb) to relevo_web;


-- Prompts -------------------------------------------------------------------

-- A tenant's own words for the section `system` of config/prompts, by language
-- and in versions; text null: back to ours.  The newest is in
-- tenant.settings.prompts, where turns read it.
create table core.prompt (
    tenant_id   uuid not null references core.tenant,
    language    text not null check (language in ('es', 'en', 'pt', 'fr',
                                                  'it')),
    version     bigint not null check (version > 0),
    text        text check (octet_length(text) between 1 and 8192),
    note        text check (length(note) <= 200),
    created_by  uuid,                   -- an agent; null: a key
    created_at  timestamptz not null default now(),
    primary key (tenant_id, language, version)
);
select core.protect('core.prompt');
grant select, insert on core.prompt to relevo_web;

-- What is wrong with it, as worker/answer/prompt.c would say; null: nothing.
create function core.prompt_problem(p_text text) returns text
language sql immutable set search_path = core, pg_temp as $$
    select case when btrim(p_text, E' \n\r\t') = '' then 'empty'
        when octet_length(p_text) > 8192 then 'too_long'
        when position('{tenant}' in p_text) = 0 then 'tenant'
        when regexp_count(p_text, '\{[a-z_]*\}') > 1 then 'placeholder' end
$$;

create function core.prompt_view(p core.prompt) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select to_jsonb(p) - 'tenant_id' - 'language'
$$;

create function core.prompt_set(p_tenant uuid, p_language text, p_text text,
    p_note text, p_agent uuid) returns core.prompt
language plpgsql set search_path = core, pg_temp as $$
declare
    p     prompt%rowtype;
    v_all jsonb;
begin
    select coalesce(t.settings -> 'prompts', '{}') into v_all from tenant t
        where t.tenant_id = p_tenant for no key update;
    insert into prompt (tenant_id, language, version, text, note, created_by)
        select p_tenant, p_language, coalesce(max(x.version), 0) + 1, p_text,
            p_note, p_agent from prompt x
            where x.tenant_id = p_tenant and x.language = p_language
        returning * into p;
    v_all := case when p_text is null then v_all - p_language
        else v_all || jsonb_build_object(p_language, jsonb_build_object(
            'version', p.version, 'text', p_text)) end;
    update tenant t set version = t.version + 1,
            settings = t.settings || jsonb_build_object('prompts', v_all)
        where t.tenant_id = p_tenant;
    return p;
end
$$;
grant execute on function core.prompt_problem(text),
    core.prompt_view(core.prompt),
    core.prompt_set(uuid, text, text, text, uuid) to relevo_web;

create function api.prompt_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select case when req #>> '{params,language}' not in ('es', 'en', 'pt',
            'fr', 'it') then api.problem(404)
        else api.ok(jsonb_build_object('language',
            req #> '{params,language}', 'version', coalesce(v.version, 0),
            'text', (select x.text from prompt x
                where x.tenant_id = api.tenant()
                  and x.language = req #>> '{params,language}'
                  and x.version = v.version),
            'versions', v.items), 200, api.etag(coalesce(v.version, 0))) end
    from (select max(p.version) as version, coalesce(jsonb_agg(
            prompt_view(p) order by p.version desc), '[]') as items
        from (select * from prompt x where x.tenant_id = api.tenant()
              and x.language = req #>> '{params,language}'
              order by x.version desc limit 50) p) v
$$;

-- Without a text: ours again.
create function api.prompt_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_language text := req #>> '{params,language}';
    v_text     text := req #>> '{body,text}';
    v_problem  text := prompt_problem(v_text);
    v_version  bigint;
    p          prompt%rowtype;
begin
    if v_language not in ('es', 'en', 'pt', 'fr', 'it') then
        return api.problem(404);
    elsif v_problem is not null then
        return api.invalid('body.text', v_problem, case v_problem
            when 'tenant' then 'it must say {tenant} once'
            when 'placeholder' then '{tenant}, once, is all that is filled in'
            when 'too_long' then 'at most 8192 bytes' end);
    end if;
    perform from tenant t where t.tenant_id = api.tenant()
        for no key update;
    select coalesce(max(x.version), 0) into v_version from prompt x
        where x.tenant_id = api.tenant() and x.language = v_language;
    if not api.matches(req, v_version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    p := prompt_set(api.tenant(), v_language, v_text, req #>> '{body,note}',
                    api.agent());
    return api.ok(prompt_view(p), 200, api.etag(p.version));
end
$$;
grant execute on function api.prompt_get(jsonb), api.prompt_put(jsonb)
    to relevo_web;


-- The brand of a chat, for whoever opens it -----------------------------------

-- p_endpoint names a web chat, of the API or of nginx.conf; nothing but what its
-- visitors see anyway.
create function core.brand_of(p_endpoint text) returns jsonb
language sql stable security definer set search_path = core, pg_temp as $$
    select branding_view(b, b.name) - 'version'
    from branding b where b.tenant_id = chat_tenant(p_endpoint)
$$;
grant select on core.branding to relevo_gate;
create policy gate_all on core.branding to relevo_gate
    using (current_user = 'relevo_gate');
grant execute on function core.branding_view(core.branding, text)
    to relevo_gate;
grant create on schema core to relevo_gate;
alter function core.brand_of(text) owner to relevo_gate;
revoke create on schema core from relevo_gate;
grant execute on function core.brand_of(text) to relevo_web;

create function api.chat_brand(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(coalesce(brand_of(req #>> '{params,endpoint}'),
            '{"name": null, "logo": null, "colours": {}}'), 200,
        '{"Cache-Control": "public, max-age=300"}')
$$;
grant execute on function api.chat_brand(jsonb) to relevo_web;
