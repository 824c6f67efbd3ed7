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
    logo        bytea check (octet_length(logo) <= 65536),
    logo_type   text check (logo_type in ('image/png', 'image/jpeg',
                                          'image/webp')),
    colours     jsonb not null default '{}'
                check (jsonb_typeof(colours) = 'object'),
    version     bigint not null default 1,
    changed_at  timestamptz not null default now(),
    check ((logo is null) = (logo_type is null))
);
select core.protect('core.branding');
grant select, insert, update on core.branding to relevo_web, relevo_worker;

create function core.branding_view(b core.branding, p_name text)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('name', coalesce(b.name, p_name), 'logo',
        'data:' || b.logo_type || ';base64,'
            || translate(encode(b.logo, 'base64'), E'\n', ''),
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

-- Relative luminance of "#rrggbb", and the contrast of two, 1 to 21 (WCAG 2.2).
create function core.luminance(p_colour text) returns float8
language sql immutable set search_path = core, pg_temp as $$
    select sum(w * case when c <= 0.04045 then c / 12.92
        else power((c + 0.055) / 1.055, 2.4) end)
    from (select w, ('x' || substr(p_colour, at, 2))::bit(8)::int
            / 255::float8 as c
        from (values (2, 0.2126), (4, 0.7152), (6, 0.0722)) v(at, w)) x
$$;

create function core.contrast(a text, b text) returns float8
language sql immutable set search_path = core, pg_temp as $$
    select (greatest(x, y) + 0.05) / (least(x, y) + 0.05)
    from (select luminance(a) as x, luminance(b) as y) l
$$;

-- Text and background are a pair: AA, 4.5 and more.  On the main colour stands
-- black or white, and the accent is moved until it can be read: never refused.
create function core.colours_refused(c jsonb) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select case
        when c ? 'text' and not c ? 'background' then jsonb_build_object(
            'path', 'colours.background', 'error', 'required', 'detail',
            'a text stands on a background: both, or none')
        when c ? 'text' and contrast(c ->> 'text', c ->> 'background') < 4.5
            then jsonb_build_object('path', 'colours.text', 'error',
            'contrast', 'detail', 'its contrast on the background is '
            || round(contrast(c ->> 'text', c ->> 'background')::numeric, 1)
            || ': at least 4.5 is needed') end
$$;

-- b: a merge patch of name, logo_data (base64), colours.  Pages show nothing of
-- other servers: a logo_url is refused.  {"ok"} or {"ok": false, "path",
-- "error", "detail"?}.
create function core.branding_set(p_tenant uuid, b jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_logo    bytea;
    v_colours jsonb;
    v_refused jsonb;
    e         record;
begin
    if b ->> 'logo_url' is not null then
        return jsonb_build_object('ok', false, 'path', 'logo_url', 'error',
            'upload', 'detail', 'pages show nothing of other servers: send'
            ' the picture itself as logo_data');
    end if;
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
        end if;
    end if;
    if length(b ->> 'name') not between 1 and 80 then
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
    select jsonb_strip_nulls(case jsonb_typeof(b -> 'colours')
            when 'object' then coalesce(min(x.colours::text)::jsonb, '{}')
                || (b -> 'colours') else '{}' end) into v_colours
        from branding x where x.tenant_id = p_tenant;
    v_refused := colours_refused(v_colours);
    if v_refused is not null then
        return v_refused || '{"ok": false}';
    end if;
    insert into branding (tenant_id, version) values (p_tenant, 0)
        on conflict do nothing;
    update branding x set version = x.version + 1, changed_at = now(),
            name = case when b ? 'name' then b ->> 'name' else x.name end,
            logo = case when b ? 'logo_data' then v_logo else x.logo end,
            logo_type = case when b ? 'logo_data' then logo_type(v_logo)
                else x.logo_type end,
            colours = case when b ? 'colours' then v_colours
                else x.colours end
        where x.tenant_id = p_tenant;
    return '{"ok": true}';
end
$$;

grant execute on function core.persona_view(core.persona),
    core.persona_set(uuid, text, text, uuid),
    core.branding_view(core.branding, text), core.logo_type(bytea),
    core.luminance(text), core.contrast(text, text),
    core.colours_refused(jsonb), core.branding_set(uuid, jsonb)
    to relevo_web, relevo_worker;
