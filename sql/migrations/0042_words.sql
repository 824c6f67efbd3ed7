-- 0042_words - words an agent has at hand: canned replies, and the templates
-- that may be sent when a channel's window is over.

-- Canned replies ------------------------------------------------------------
-- Of a tenant, or of one agent (owner).  A shortcut has one text per
-- language; without a language it is for all.

create table core.canned (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    shortcut    text collate "C" not null
                check (shortcut ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
    language    text not null default ''
                check (language in ('', 'es', 'en', 'pt', 'fr', 'it')),
    title       text not null check (length(title) between 1 and 120),
    text        text not null check (length(text) between 1 and 4096),
    owner       uuid,                   -- an agent; null: shared
    version     bigint not null default 1,
    changed_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, owner) references core.agent
);
create unique index canned_shortcut on core.canned (tenant_id, shortcut,
    language, coalesce(owner, '00000000-0000-0000-0000-000000000000'::uuid));
select core.protect('core.canned');
grant select, insert, update, delete on core.canned
    to relevo_web, relevo_worker;

create function core.canned_variables() returns text[]
language sql immutable set search_path = core, pg_temp as $$
    select array['contact.name', 'contact.first_name', 'contact.language',
        'agent.name', 'agent.first_name', 'ticket.number', 'tenant.name',
        'conversation.channel']
$$;

-- The first {{...}} that nobody can fill, or null.
create function core.canned_unknown(p_text text) returns text
language sql immutable set search_path = core, pg_temp as $$
    select m[1] from regexp_matches(p_text, '\{\{([^{}]*)\}\}', 'g') m
    where not btrim(m[1]) = any (canned_variables()) limit 1
$$;

create function core.canned_view(c core.canned) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('id', c.id, 'shortcut', c.shortcut, 'language',
        nullif(c.language, ''), 'title', c.title, 'text', c.text, 'owner',
        c.owner, 'shared', c.owner is null, 'version', c.version,
        'changed_at', c.changed_at)
$$;

-- Its text with what this conversation says; what is not known is nothing.
-- One pass: a name that looks like a variable is a name.
create function core.canned_fill(p_tenant uuid, p_text text,
    p_conversation uuid, p_agent uuid) returns text
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_known jsonb;
    v_rest  text := p_text;
    v_out   text := '';
    v_at    int;
    m       text[];
begin
    select jsonb_build_object('contact.name', n.name, 'contact.first_name',
            split_part(btrim(n.name), ' ', 1), 'contact.language',
            coalesce(c.language, n.language), 'conversation.channel',
            a.channel, 'tenant.name', t.name,
            'agent.name', g.name, 'agent.first_name',
            split_part(btrim(g.name), ' ', 1),
            'ticket.number', (select k.number from ticket k
                where k.tenant_id = c.tenant_id and k.conversation_id = c.id
                order by k.id desc limit 1))
        into v_known
        from conversation c
        join contact n on n.tenant_id = c.tenant_id and n.id = c.contact_id
        join account a on a.tenant_id = c.tenant_id and a.id = c.account_id
        join tenant t on t.tenant_id = c.tenant_id
        left join agent g on g.tenant_id = c.tenant_id and g.id = p_agent
        where c.tenant_id = p_tenant and c.id = p_conversation;
    loop
        m := regexp_match(v_rest, '\{\{([^{}]*)\}\}');
        exit when m is null;
        v_at := position('{{' || m[1] || '}}' in v_rest);
        v_out := v_out || left(v_rest, v_at - 1)
            || coalesce(v_known ->> btrim(m[1]), '');
        v_rest := substr(v_rest, v_at + length(m[1]) + 4);
    end loop;
    return v_out || v_rest;
end
$$;


-- Templates -----------------------------------------------------------------
-- What WhatsApp has approved, as we know it: body with {{1}} ... {{n}}.  Their
-- state there is its owner's to keep; a refused one fails with a reason.

create table core.template (
    tenant_id   uuid not null references core.tenant,
    name        text collate "C" not null
                check (name ~ '^[a-z0-9_]+$' and length(name) <= 512),
    language    text not null check (language ~ '^[a-z]{2,3}(_[A-Z]{2})?$'),
    category    text not null
                check (category in ('marketing', 'utility',
                                    'authentication')),
    status      text not null default 'approved'
                check (status in ('approved', 'paused', 'rejected')),
    header      text check (length(header) <= 60),
    body        text not null check (length(body) between 1 and 1024),
    footer      text check (length(footer) <= 60),
    parameters  int not null check (parameters between 0 and 20),
    version     bigint not null default 1,
    changed_at  timestamptz not null default now(),
    primary key (tenant_id, name, language)
);
select core.protect('core.template');
grant select, insert, update, delete on core.template
    to relevo_web, relevo_worker;

-- How many {{n}} a body has; null: they are not {{1}} to {{n}}.
create function core.template_parameters(p_body text) returns int
language sql immutable set search_path = core, pg_temp as $$
    select case when count(*) = 0 and p_body !~ '\{\{' then 0
        when bool_and(x.n is not null) and count(distinct x.n) = max(x.n)
        then max(x.n) end
    from (select case when m[1] ~ '^[1-9]\d?$' then m[1]::int end as n
          from regexp_matches(p_body, '\{\{([^{}]*)\}\}', 'g') m) x
$$;

create function core.template_view(t core.template) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('name', t.name, 'language', t.language,
        'category', t.category, 'status', t.status, 'header', t.header,
        'body', t.body, 'footer', t.footer, 'parameters', t.parameters,
        'version', t.version, 'changed_at', t.changed_at)
$$;

create function core.template_text(t core.template, p_values jsonb)
returns text
language plpgsql immutable set search_path = core, pg_temp as $$
declare
    v_rest text := t.body;
    v_out  text := '';
    v_at   int;
    m      text[];
begin
    loop
        m := regexp_match(v_rest, '\{\{([0-9]+)\}\}');
        exit when m is null;
        v_at := position('{{' || m[1] || '}}' in v_rest);
        v_out := v_out || left(v_rest, v_at - 1)
            || coalesce(p_values ->> (m[1]::int - 1), '');
        v_rest := substr(v_rest, v_at + length(m[1]) + 4);
    end loop;
    return concat_ws(E'\n', t.header, v_out || v_rest, t.footer);
end
$$;

-- To the customer of a WhatsApp conversation, whenever they last wrote.  Who
-- may write to it may: its agent.
create function core.template_send(p_tenant uuid, p_conversation uuid,
    p_agent uuid, p_name text, p_language text, p_values jsonb)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c   conversation%rowtype;
    t   template%rowtype;
    v   jsonb;
    v_r jsonb;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif not exists (select from account a where a.tenant_id = p_tenant
            and a.id = c.account_id and a.channel = 'whatsapp') then
        return handoff_fail('invalid', '{"detail": "templates are sent on'
            ' WhatsApp only"}');
    end if;
    select * into t from template x where x.tenant_id = p_tenant
        and x.name = p_name and x.language = p_language;
    if not found then
        return handoff_fail('invalid', '{"detail": "there is no such'
            ' template"}');
    elsif t.status <> 'approved' then
        return handoff_fail('state', jsonb_build_object('detail',
            'the template is ' || t.status));
    elsif jsonb_array_length(p_values) <> t.parameters or exists (
            select from jsonb_array_elements(p_values) e
            where jsonb_typeof(e) <> 'string' or e #>> '{}' = ''
               or length(e #>> '{}') > 1024
               or e #>> '{}' ~ E'[\n\t]|    ') then
        return handoff_fail('invalid', jsonb_build_object('detail',
            'the template takes ' || t.parameters || ' texts, each on one'
            ' line'));
    end if;
    v := jsonb_build_object('type', 'template', 'text',
        template_text(t, p_values), 'template', jsonb_build_object('name',
            t.name, 'language', t.language) || case when t.parameters > 0
            then jsonb_build_object('components', jsonb_build_array(
                jsonb_build_object('type', 'body', 'parameters', (
                    select jsonb_agg(jsonb_build_object('type', 'text',
                        'text', e)) from jsonb_array_elements(p_values) e))))
            else '{}' end);
    v_r := agent_message(p_tenant, p_conversation, p_agent, v);
    if (v_r ->> 'ok')::boolean then
        -- What WhatsApp has approved does not wait for the window.
        update outbox o set kind = 'template',
                payload = o.payload - array['window_ms', 'part']
            where o.tenant_id = p_tenant
              and o.id = (v_r ->> 'message')::uuid;
    end if;
    return v_r;
end
$$;

grant execute on function core.canned_variables(),
    core.canned_unknown(text), core.canned_view(core.canned),
    core.canned_fill(uuid, text, uuid, uuid),
    core.template_parameters(text), core.template_view(core.template),
    core.template_text(core.template, jsonb),
    core.template_send(uuid, uuid, uuid, text, text, jsonb)
    to relevo_web, relevo_worker;
