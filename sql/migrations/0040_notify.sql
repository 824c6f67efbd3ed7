-- 0040_notify - where notifications go: the routes of a tenant.
--
-- A route is one target of one kind and which events it wants.  What happens
-- to an event is 0040_notify_send's.  Secrets (a Slack URL, what signs a
-- webhook, a token of an SMS provider) come sealed and are kept apart, where
-- the API may write and not read them.
--
-- An e-mail target gets nothing before somebody who reads its mail has
-- confirmed it (state unconfirmed -> active), and can leave by a link in
-- every mail (unsubscribed), after which only a new confirmation helps.

create function core.notify_limits() returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select '{"routes": 100, "queue": 1000, "digest_items": 50,
             "confirm_hours": 168, "confirm_again_seconds": 60}'::jsonb
$$;

-- "*" of a route is all of them.
create function core.notify_events() returns text[]
language sql immutable set search_path = core, pg_temp as $$
    select array['escalation', 'urgent', 'assignment', 'resolution',
        'sla_breach', 'handoff_idle', 'agent_idle', 'callback_due',
        'daily_summary', 'manual', 'limit', 'media_status']
$$;

create function core.notify_rank(p_priority text) returns int
language sql immutable set search_path = core, pg_temp as $$
    select array_position(array['low', 'medium', 'high', 'urgent'],
                          p_priority)
$$;

create table core.notify_route (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    name        text not null check (name ~ '^[^[:cntrl:]]{1,128}$'),
    kind        text not null check (kind in ('email', 'slack', 'webhook',
                'sms', 'template')),
    target      text check (length(target) <= 2048),    -- address, URL, phone
    account_id  uuid,                   -- template: the WhatsApp account
    agent_id    uuid,                   -- only what concerns this agent
    language    text not null default 'en'
                check (language in ('es', 'en', 'pt', 'fr', 'it')),
    events      text[] not null,
    min_priority text not null default 'low'
                check (min_priority in ('low', 'medium', 'high', 'urgent')),
    settings    jsonb not null default '{}'
                check (jsonb_typeof(settings) = 'object'
                       and length(settings::text) <= 8192),
    digest_minutes int not null default 0
                check (digest_minutes between 0 and 1440),
    quiet       jsonb,                  -- {"from", "to", "timezone"}
    hold_urgent boolean not null default false,
    daily_at    time not null default '08:00',
    expire_minutes int not null default 1440
                check (expire_minutes between 1 and 10080),
    enabled     boolean not null default true,
    state       text not null default 'active'
                check (state in ('unconfirmed', 'active', 'unsubscribed')),
    confirm_hash bytea,
    confirm_until timestamptz,
    confirm_sent_at timestamptz,
    leave_hash  bytea,
    confirmed_at timestamptz,
    partition   int not null,           -- of its rows, but for templates
    queue_ord   bigint not null default 0,
    daily_timer uuid,
    sent        bigint not null default 0,
    failed      bigint not null default 0,
    dropped     bigint not null default 0,
    last_sent_at timestamptz,
    last_error  text,
    last_error_at timestamptz,
    version     bigint not null default 1,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, name),
    foreign key (tenant_id, account_id) references core.account,
    foreign key (tenant_id, agent_id) references core.agent
);
select core.protect('core.notify_route');
grant select, insert, update, delete on core.notify_route to relevo_worker,
    relevo_web;

-- What a send needs and nobody reads: the box, and the token of the link by
-- which a reader leaves.
create table core.notify_secret (
    tenant_id   uuid not null,
    route_id    uuid not null,
    secret      bytea,
    leave_token text,
    primary key (tenant_id, route_id),
    foreign key (tenant_id, route_id) references core.notify_route
        on delete cascade
);
select core.protect('core.notify_secret');
grant select, insert, update, delete on core.notify_secret to relevo_worker;
grant insert, update (secret, leave_token) on core.notify_secret
    to relevo_web;
grant select (tenant_id, route_id) on core.notify_secret to relevo_web;


-- Partitions ----------------------------------------------------------------

create function core.notify_partitions() returns int
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select value::int from meta where key = 'partitions'),
                    1)
$$;

-- Any will do, if it stays the same.
create function core.notify_partition(p_id uuid) returns int
language sql stable set search_path = core, pg_temp as $$
    select ('x' || right(p_id::text, 7))::bit(28)::int % notify_partitions()
$$;

-- The partition of an account: fnv1a64, as common/record.h has it.
create function core.account_partition(p_account text) returns int
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_bytes bytea := convert_to(p_account, 'UTF8');
    v_hash  numeric := 14695981039346656037;
    v_low   int;
begin
    for i in 0 .. length(v_bytes) - 1 loop
        v_low := (v_hash % 256)::int;
        v_hash := (v_hash - v_low + (v_low # get_byte(v_bytes, i)))
                  * 1099511628211 % 18446744073709551616;
    end loop;
    return (v_hash % notify_partitions())::int;
end
$$;


-- What a route may be -------------------------------------------------------

create function core.notify_no(p_path text, p_detail text) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select jsonb_build_object('ok', false, 'error', 'invalid', 'path',
                              p_path, 'detail', p_detail)
$$;

create function core.notify_sms_problem(p_settings jsonb) returns jsonb
language plpgsql immutable set search_path = core, pg_temp as $$
declare
    v_url  text := coalesce(p_settings ->> 'url', '');
    v_body text := coalesce(p_settings ->> 'body', '');
begin
    if v_url !~ '^https?://[^[:space:][:cntrl:]]+$' then
        return notify_no('settings.url', 'the URL of the SMS provider');
    elsif position('{text}' in v_url || v_body) = 0
          or position('{to}' in v_url || v_body) = 0 then
        return notify_no('settings.body',
                         '{to} and {text} must be in the body or the URL');
    elsif coalesce(p_settings ->> 'content_type', 'application/json')
          not in ('application/json', 'application/x-www-form-urlencoded')
          then
        return notify_no('settings.content_type', 'application/json or'
                         ' application/x-www-form-urlencoded');
    elsif coalesce(p_settings ->> 'auth', 'none')
          not in ('none', 'bearer', 'basic', 'header')
          or p_settings ->> 'auth' = 'header' and coalesce(p_settings
             ->> 'header', '') !~ '^[A-Za-z][A-Za-z0-9-]{0,63}$' then
        return notify_no('settings.auth', 'none, bearer, basic, or header'
                         ' with the name of one');
    elsif coalesce(p_settings ->> 'max_length', '320')
          !~ '^[1-9][0-9]{1,3}$' then
        return notify_no('settings.max_length', '10 to 9999 characters');
    end if;
    return null;
end
$$;

create function core.notify_target_problem(r core.notify_route)
returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_channel text;
begin
    if r.kind = 'email' and (length(r.target) > 254 or coalesce(r.target, '')
       !~ '^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$')
       then
        return notify_no('target', 'an e-mail address');
    elsif r.kind = 'webhook' and coalesce(r.target, '')
          !~ '^https?://[^[:space:][:cntrl:]]+$' then
        return notify_no('target', 'a URL');
    elsif r.kind = 'slack' and r.target is not null then
        return notify_no('target', 'the URL of Slack is a secret');
    elsif r.kind in ('sms', 'template')
          and coalesce(r.target, '') !~ '^\+[1-9][0-9]{6,14}$' then
        return notify_no('target', 'a phone number: + and 7 to 15 digits');
    elsif r.kind = 'sms' then
        return notify_sms_problem(r.settings);
    elsif r.kind = 'template' then
        select a.channel into v_channel from account a
            where a.tenant_id = r.tenant_id and a.id = r.account_id;
        if v_channel is distinct from 'whatsapp' then
            return notify_no('account', 'a WhatsApp account of the tenant');
        elsif coalesce(r.settings ->> 'template', '')
              !~ '^[a-z0-9_]{1,255}$' then
            return notify_no('settings.template', 'the name of a template');
        elsif coalesce(jsonb_typeof(r.settings -> 'parameters'), 'array')
              <> 'array' then
            return notify_no('settings.parameters', 'a list of names');
        end if;
    end if;
    return null;
end
$$;

-- Null: it may.
create function core.notify_route_problem(r core.notify_route)
returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_event text;
begin
    select e into v_event from unnest(r.events) e
        where e <> '*' and e <> all (notify_events()) limit 1;
    if v_event is not null or cardinality(r.events) = 0 then
        return notify_no('events', coalesce('there is no event ' || v_event,
            'a route wants at least one event'));
    elsif r.quiet is not null and (jsonb_typeof(r.quiet) <> 'object'
          or coalesce(r.quiet ->> 'from', '') !~ '^([01]\d|2[0-3]):[0-5]\d$'
          or coalesce(r.quiet ->> 'to', '') !~ '^([01]\d|2[0-3]):[0-5]\d$'
          or r.quiet ->> 'from' = r.quiet ->> 'to') then
        return notify_no('quiet', '{"from": "22:00", "to": "07:00"}, and a'
                         ' "timezone" if it is not that of the desk');
    elsif r.quiet ? 'timezone' and not exists (select from pg_timezone_names
            z where z.name = r.quiet ->> 'timezone') then
        return notify_no('quiet.timezone', 'there is no such time zone');
    end if;
    return notify_target_problem(r);
end
$$;


-- Reading -------------------------------------------------------------------

create function core.notify_route_view(r core.notify_route) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('id', r.id, 'name', r.name, 'kind', r.kind,
        'target', r.target, 'account', (select a.account from account a
            where a.tenant_id = r.tenant_id and a.id = r.account_id),
        'agent', r.agent_id, 'language', r.language, 'events', r.events,
        'min_priority', r.min_priority, 'settings', r.settings,
        'digest_minutes', r.digest_minutes, 'quiet', r.quiet,
        'hold_urgent', r.hold_urgent, 'daily_at',
        to_char(r.daily_at, 'HH24:MI'), 'expire_minutes', r.expire_minutes,
        'enabled', r.enabled, 'state', r.state, 'confirmed_at',
        r.confirmed_at, 'sent', r.sent, 'failed', r.failed, 'dropped',
        r.dropped, 'last_sent_at', r.last_sent_at, 'last_error',
        r.last_error, 'last_error_at', r.last_error_at, 'version', r.version,
        'created_at', r.created_at)
$$;

create function core.notify_route_list(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('routes', coalesce(jsonb_agg(
        notify_route_view(r) || jsonb_build_object('slug', t.slug)
        order by r.name), '[]'))
    from notify_route r join tenant t using (tenant_id)
    where p_tenant is null or r.tenant_id = p_tenant
$$;

-- By id or by name.
create function core.notify_route_find(p_tenant uuid, p_what text)
returns uuid
language sql stable set search_path = core, pg_temp as $$
    select r.id from notify_route r where r.tenant_id = p_tenant
        and (r.id::text = p_what or r.name = p_what)
    order by r.id::text = p_what desc limit 1
$$;

-- What still needs a thing that is to go - an account, an agent, a template -
-- in words; null: nothing does.
create function core.notify_users(p_tenant uuid, p_account uuid,
    p_agent uuid, p_template text, p_language text) returns text
language sql stable set search_path = core, pg_temp as $$
    select 'notification routes use it: ' || string_agg(r.name, ', '
        order by r.name)
    from notify_route r where r.tenant_id = p_tenant
        and (r.account_id = p_account or r.agent_id = p_agent
             or r.kind = 'template' and r.settings ->> 'template' = p_template
                and coalesce(r.settings ->> 'language', r.language)
                    in (p_language, split_part(p_language, '_', 1)))
$$;

-- What a send needs beyond its row; p_account: "<tenant>/<route>".
create function core.notify_target(p_kind text, p_account text)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select jsonb_build_object('found', true, 'tenant',
            r.tenant_id, 'settings', r.settings || jsonb_build_object(
                'target', r.target, 'name', r.name, 'language', r.language,
                'leave', s.leave_token, 'tenant_name', t.name),
            'credential', box_text(s.secret))
        from notify_route r join tenant t using (tenant_id)
        left join notify_secret s on s.tenant_id = r.tenant_id
            and s.route_id = r.id
        where r.tenant_id = split_part(p_account, '/', 1)::uuid
          and r.id = split_part(p_account, '/', 2)::uuid
          and r.kind = p_kind), '{"found": false}')
$$;
