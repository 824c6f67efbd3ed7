-- 0042_voice - how a tenant sounds and looks: the persona a model is told to
-- be, in versions, and the brand that pages show.

-- Every version stays, so that a bad one can be taken back.  The newest is
-- tenant.settings.persona, where turns read it.
create table core.persona (
    tenant_id   uuid not null references core.tenant,
    version     bigint not null check (version > 0),
    persona     text not null check (length(persona) <= 4000),
    note        text check (length(note) <= 200),
    created_by  uuid,                   -- an agent; null: a key
    created_at  timestamptz not null default now(),
    primary key (tenant_id, version)
);
select core.protect('core.persona');
grant select, insert on core.persona to relevo_web, relevo_worker;

create function core.persona_view(p core.persona) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('version', p.version, 'persona', p.persona,
        'note', p.note, 'created_by', p.created_by, 'created_at',
        p.created_at)
$$;

create function core.persona_set(p_tenant uuid, p_persona text,
    p_note text, p_agent uuid) returns core.persona
language plpgsql set search_path = core, pg_temp as $$
declare
    p persona%rowtype;
begin
    perform from tenant t where t.tenant_id = p_tenant for no key update;
    insert into persona (tenant_id, version, persona, note, created_by)
        select p_tenant, coalesce(max(x.version), 0) + 1, p_persona, p_note,
            p_agent from persona x where x.tenant_id = p_tenant
        returning * into p;
    update tenant t set version = t.version + 1,
            settings = t.settings || jsonb_build_object('persona', p_persona)
        where t.tenant_id = p_tenant;
    return p;
end
$$;


-- Branding ------------------------------------------------------------------

create table core.branding (
    tenant_id   uuid primary key references core.tenant,
    name        text check (length(name) between 1 and 80),
    logo_url    text check (length(logo_url) <= 500
                            and logo_url ~ '^https://[^[:space:]"''<>]+$'),
    logo        bytea check (octet_length(logo) <= 65536),
    logo_type   text check (logo_type in ('image/png', 'image/jpeg',
                                          'image/webp')),
    colours     jsonb not null default '{}'
                check (jsonb_typeof(colours) = 'object'),
    version     bigint not null default 1,
    changed_at  timestamptz not null default now(),
    check ((logo is null) = (logo_type is null)),
    check (logo is null or logo_url is null)
);
select core.protect('core.branding');
grant select, insert, update on core.branding to relevo_web, relevo_worker;

create function core.branding_view(b core.branding, p_name text)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('name', coalesce(b.name, p_name), 'logo',
        coalesce(b.logo_url, 'data:' || b.logo_type || ';base64,'
            || translate(encode(b.logo, 'base64'), E'\n', '')),
        'colours', coalesce(b.colours, '{}'), 'version',
        coalesce(b.version, 0))
$$;

-- A picture by its first bytes; null: none of those we take.  SVG is a
-- program, and is not.
create function core.logo_type(p_logo bytea) returns text
language sql immutable set search_path = core, pg_temp as $$
    select case
        when substr(p_logo, 1, 8) = '\x89504e470d0a1a0a' then 'image/png'
        when substr(p_logo, 1, 3) = '\xffd8ff' then 'image/jpeg'
        when substr(p_logo, 1, 4) = 'RIFF'::bytea
             and substr(p_logo, 9, 4) = 'WEBP'::bytea then 'image/webp' end
$$;

-- b: a merge patch of name, logo_url, logo_data (base64), colours.
-- {"ok"} or {"ok": false, "path", "error"}.
create function core.branding_set(p_tenant uuid, b jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_logo bytea;
    e      record;
begin
    if b ->> 'logo_data' is not null then
        begin
            v_logo := decode(regexp_replace(b ->> 'logo_data',
                '^data:[a-z/+.-]*;base64,', ''), 'base64');
        exception when others then
            return '{"ok": false, "path": "logo_data", "error": "base64"}';
        end;
        if octet_length(v_logo) > 65536 then
            return '{"ok": false, "path": "logo_data",'
                ' "error": "too_large"}';
        elsif logo_type(v_logo) is null then
            return '{"ok": false, "path": "logo_data", "error": "picture"}';
        elsif b ->> 'logo_url' is not null then
            return '{"ok": false, "path": "logo_url", "error": "one"}';
        end if;
    end if;
    if b ->> 'logo_url' !~ '^https://[^[:space:]"''<>]+$' then
        return '{"ok": false, "path": "logo_url", "error": "https"}';
    elsif length(b ->> 'name') not between 1 and 80 then
        return '{"ok": false, "path": "name", "error": "name"}';
    end if;
    for e in select key, value from jsonb_each(case
            jsonb_typeof(b -> 'colours') when 'object' then b -> 'colours'
            else '{}' end) loop
        if e.key not in ('primary', 'accent', 'background', 'text') then
            return jsonb_build_object('ok', false, 'path', 'colours.'
                || left(e.key, 40), 'error', 'unknown');
        elsif jsonb_typeof(e.value) <> 'null'
                and coalesce(e.value #>> '{}', '') !~ '^#[0-9a-fA-F]{6}$'
                then
            return jsonb_build_object('ok', false, 'path', 'colours.'
                || e.key, 'error', 'colour');
        end if;
    end loop;
    insert into branding (tenant_id, version) values (p_tenant, 0)
        on conflict do nothing;
    update branding x set version = x.version + 1, changed_at = now(),
            name = case when b ? 'name' then b ->> 'name' else x.name end,
            logo_url = case when v_logo is not null then null
                when b ? 'logo_url' then b ->> 'logo_url'
                when b ? 'logo_data' then null else x.logo_url end,
            logo = case when b ? 'logo_data' then v_logo
                when b ->> 'logo_url' is not null then null
                else x.logo end,
            logo_type = case when b ? 'logo_data' then logo_type(v_logo)
                when b ->> 'logo_url' is not null then null
                else x.logo_type end,
            colours = case when jsonb_typeof(b -> 'colours') = 'object'
                then jsonb_strip_nulls(x.colours || (b -> 'colours'))
                when b ? 'colours' then '{}' else x.colours end
        where x.tenant_id = p_tenant;
    return '{"ok": true}';
end
$$;

grant execute on function core.persona_view(core.persona),
    core.persona_set(uuid, text, text, uuid),
    core.branding_view(core.branding, text), core.logo_type(bytea),
    core.branding_set(uuid, jsonb) to relevo_web, relevo_worker;
