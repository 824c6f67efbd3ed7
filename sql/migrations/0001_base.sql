-- 0001_base - schema, helpers, and the tables everything hangs on.
--
-- Every tenant table starts with tenant_id, and so does each of its keys;
-- row-level security is enabled and forced from here on.  Exceptions are
-- named where they are made: account and tenant.slug route to a tenant.

-- The database belongs to the product: nobody else gets in by default.
do $$
begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to relevo_worker, relevo_turn,'
                   ' relevo_web', current_database());
exception when insufficient_privilege then
    raise notice 'not the owner of the database: its grants are left alone';
end
$$;

create schema if not exists core;
revoke all on schema core from public;
grant usage on schema core to relevo_worker, relevo_turn, relevo_web,
    relevo_search;
alter default privileges revoke execute on functions from public;

-- Extensions live apart: everything in core is ours.
create schema if not exists ext;
revoke all on schema ext from public;
grant usage on schema ext to relevo_turn, relevo_web, relevo_search,
    relevo_worker;
create extension if not exists unaccent schema ext;
create extension if not exists pg_trgm schema ext;


-- Helpers -------------------------------------------------------------------
-- Pure helpers have no `set search_path`: it would keep them from being
-- inlined.  They name everything they use, and own no rights.

-- UUIDv7: 48 bits of milliseconds, 12 of their fraction (RFC 9562, method 3),
-- 62 random bits.  What is made later in a process sorts later.
create function core.uuid7() returns uuid
language sql volatile parallel safe as $$
    select (overlay(pg_catalog.lpad(pg_catalog.to_hex((extract(epoch from
                pg_catalog.clock_timestamp()) * 4096000)::bigint), 15, '0')
            placing '7' from 13 for 0)
        || pg_catalog.right(pg_catalog.gen_random_uuid()::text, 17))::uuid
$$;
comment on function core.uuid7() is 'a new UUIDv7';

-- The smallest UUIDv7 of an instant: the bounds of the monthly partitions.
-- Stable, as extract() of a timestamptz is: declared immutable it would not be
-- inlined, and cost 20 us a call.
create function core.uuid7_floor(p_at timestamptz) returns uuid
language sql stable parallel safe as $$
    select (pg_catalog.lpad(pg_catalog.to_hex(
        (extract(epoch from p_at) * 1000)::bigint), 12, '0')
        || '70008000000000000000')::uuid
$$;

-- When a UUIDv7 was made.
create function core.uuid7_at(p_id uuid) returns timestamptz
language sql immutable parallel safe as $$
    select pg_catalog.to_timestamp(('x' || pg_catalog.left(
        pg_catalog.replace(p_id::text, '-', ''), 12))::bit(48)::bigint
        / 1000.0)
$$;

create function core.ms(p_at timestamptz) returns bigint
language sql stable parallel safe as $$
    select (extract(epoch from p_at) * 1000)::bigint
$$;

create function core.from_ms(p_ms bigint) returns timestamptz
language sql immutable parallel safe as $$
    select pg_catalog.to_timestamp(p_ms / 1000.0)
$$;

-- A Redis stream id as something that can be compared.
create function core.stream_key(p_id text) returns bigint[]
language sql immutable parallel safe as $$
    select array[pg_catalog.split_part(p_id, '-', 1)::bigint,
        coalesce(nullif(pg_catalog.split_part(p_id, '-', 2), ''), '0')::bigint]
$$;

-- For migrations: row-level security of a tenant table.  The setting is read
-- in a subquery: once for a query, not once for each row it looks at.  That
-- subquery costs 30,000 instructions, as much as finding a row by its key;
-- where rows are found by tenant and key (p_by_key) the setting itself is the
-- index condition, read once for a scan.
create function core.protect(p_table regclass,
    p_by_key boolean default false) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_own text := 'nullif(current_setting(''relevo.tenant'', true),'
                  ' '''')::uuid';
begin
    if not p_by_key then
        v_own := '(select ' || v_own || ')';
    end if;
    execute format('alter table %s enable row level security', p_table);
    execute format('alter table %s force row level security', p_table);
    execute format('create policy worker_all on %s to relevo_worker'
                   ' using (true) with check (true)', p_table);
    execute format('create policy tenant_own on %s to relevo_turn, relevo_web'
        ' using (tenant_id = %s) with check (tenant_id = %s)', p_table,
        v_own, v_own);
end
$$;


-- Installation --------------------------------------------------------------

create table core.meta (
    key         text primary key,
    value       jsonb not null
);
comment on table core.meta is 'facts of the installation: partitions, format';
grant select on core.meta to relevo_worker, relevo_turn, relevo_web;


-- Every index has one kind of query.  A plan is made once per connection,
-- perhaps while a table is empty and every index looks as good as another;
-- so secondary indexes carry a condition that is always true (partition >= 0,
-- ord > 0) and that only the queries meant for them repeat, and functions on
-- the hot path switch off what could read a whole table.

-- Tenants and accounts ------------------------------------------------------

create table core.tenant (
    tenant_id   uuid primary key default core.uuid7(),
    slug        text not null unique
                check (slug ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    name        text not null,
    default_language text not null default 'en',
    settings    jsonb not null default '{}',
    knowledge   bigint not null default 1,      -- raised when it changes
    created_at  timestamptz not null default now()
);

-- The operator's own tenant: owns what belongs to nobody (dead letters of
-- unknown accounts).  Before row security, which would hide it from us too.
insert into core.tenant (tenant_id, slug, name)
values ('00000000-0000-0000-0000-000000000000', 'operator', 'Operator');

select core.protect('core.tenant');
grant select, insert, update on core.tenant to relevo_worker;
grant select on core.tenant to relevo_turn, relevo_web;

-- The routing table: unique (channel, account) decides the tenant, so this
-- constraint alone does not start with tenant_id.
create table core.account (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    channel     text collate "C" not null
                check (channel ~ '^[a-z][a-z0-9_]{0,31}$'),
    account     text collate "C" not null
                check (length(account) between 1 and 128),
    name        text,
    enabled     boolean not null default true,
    settings    jsonb not null default '{}',    -- api_base, rate, ...
    credential  bytea,                          -- sealed, see common/seal.h
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (channel, account)
);
select core.protect('core.account', true);
grant select, insert, update, delete on core.account to relevo_worker;
grant select (tenant_id, id, channel, account, name, enabled, settings,
    created_at) on core.account to relevo_turn, relevo_web;


-- Contacts ------------------------------------------------------------------
-- A contact belongs to one account.  It is found by any of its identities;
-- merging re-points identities, never sequence numbers: the survivor's
-- conversation goes on, the other one keeps what it has.

create table core.contact (
    tenant_id   uuid not null,
    id          uuid not null,
    account_id  uuid not null,
    name        text,
    language    text,
    merged_into uuid,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, account_id) references core.account,
    foreign key (tenant_id, merged_into) references core.contact
);
select core.protect('core.contact', true);
grant select, insert, update on core.contact to relevo_worker;
grant select on core.contact to relevo_turn, relevo_web;


-- Conversations -------------------------------------------------------------
-- Narrow and hot: two updates per message, none of an indexed column, so
-- they stay HOT.  What is due is in core.work, not in a partial index here.

create table core.conversation (
    tenant_id   uuid not null,
    id          uuid not null,
    account_id  uuid not null,
    contact_id  uuid not null,
    partition   int not null check (partition >= 0),
    state       text not null default 'bot' check (state in
                ('bot', 'pending_handoff', 'human', 'resolved', 'archived')),
    epoch       int not null default 1,
    claim_epoch int not null default 0,     -- epoch of the last claim
    version     bigint not null default 1,
    episode     int not null default 1,
    last_seq    bigint not null default 0,  -- of inbound messages, gap-free
    done_seq    bigint not null default 0 check (done_seq <= last_seq),
    queue_ord   bigint not null default 0,  -- last ord given in its queue
    asked_person boolean not null default false,
    language    text,
    state_reason text,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, account_id) references core.account,
    foreign key (tenant_id, contact_id) references core.contact
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create unique index conversation_contact
    on core.conversation (tenant_id, contact_id) where partition >= 0;
select core.protect('core.conversation', true);
grant select, insert, update on core.conversation to relevo_worker;
grant select on core.conversation to relevo_turn, relevo_web;

create table core.identity (
    tenant_id   uuid not null,
    account_id  uuid not null,
    kind        text collate "C" not null
                check (kind ~ '^[a-z][a-z0-9_]{0,31}$'),
    value       text collate "C" not null
                check (length(value) between 1 and 256),
    contact_id  uuid not null,
    conversation_id uuid not null,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, account_id, kind, value),
    foreign key (tenant_id, contact_id) references core.contact,
    foreign key (tenant_id, conversation_id) references core.conversation
);
create index identity_contact on core.identity (tenant_id, contact_id)
    where kind <> '';
select core.protect('core.identity');
grant select, insert, update, delete on core.identity to relevo_worker;
grant select on core.identity to relevo_turn, relevo_web;

-- Conversations with done_seq < last_seq, and only those.  No foreign key
-- here, on message, turn and outbox: their rows are only written in a
-- transaction that holds the conversation's lock, and each check costs 10 us.
create table core.work (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    partition   int not null check (partition >= 0),
    due_at      timestamptz not null,
    since       timestamptz not null,
    attempt     int not null default 0,
    slow        boolean not null default false, -- after everybody else's
    primary key (tenant_id, conversation_id)
) with (autovacuum_vacuum_scale_factor = 0.01,
        autovacuum_vacuum_threshold = 1000);
create index work_due on core.work (partition, tenant_id, due_at)
    where partition >= 0;
select core.protect('core.work');
grant select, insert, update, delete on core.work to relevo_worker;
grant select on core.work to relevo_turn, relevo_web;


-- Messages ------------------------------------------------------------------
-- Monthly partitions by id.  Inbound messages are numbered by seq; an
-- outbound one carries the seq it follows, and its part in ord.  An inbound
-- message is done when seq <= conversation.done_seq.

create table core.message (
    tenant_id   uuid not null,
    id          uuid not null,
    conversation_id uuid not null,
    seq         bigint not null check (seq >= 0),
    ord         smallint not null default 0,
    direction   text not null check (direction in ('in', 'out')),
    origin      text not null
                check (origin in ('visitor', 'bot', 'agent', 'system')),
    epoch       int not null,
    fence       bigint,
    status      text,
    status_at   timestamptz,
    type        text not null,
    text        text,
    content     json,
    raw         bytea,
    provider_id text,
    reply_to    text,
    key         uuid,
    at          timestamptz not null,
    received_at timestamptz,
    created_at  timestamptz not null default now(),
    stream      text,
    request_id  text,
    trace       text,
    errors      jsonb,
    primary key (tenant_id, id)
) partition by range (id);
create index message_conversation
    on core.message (tenant_id, conversation_id, seq) where seq >= 0;
select core.protect('core.message', true);
grant select, insert, update on core.message to relevo_worker;
grant select on core.message to relevo_turn, relevo_web;

-- The safety net: a message is stored even if nobody made its month.
create table core.message_default partition of core.message default
    with (fillfactor = 90);
select core.protect('core.message_default');

-- Creates the partitions of this month and `p_ahead` more.  Run by the owner
-- (relevo migrate).  A month that already has rows in the default partition
-- is moved out of it.
create function core.ensure_partitions(p_ahead int) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_month   timestamptz;
    v_name    text;
    v_from    uuid;
    v_to      uuid;
    v_made    text[] := '{}';
begin
    perform pg_advisory_xact_lock(hashtext('core.ensure_partitions'));
    for i in 0 .. greatest(p_ahead, 0) loop
        v_month := (date_trunc('month', now() at time zone 'UTC')
                    + make_interval(months => i)) at time zone 'UTC';
        v_name := 'message_' || to_char(v_month at time zone 'UTC', 'YYYY_MM');
        continue when to_regclass('core.' || v_name) is not null;
        v_from := uuid7_floor(v_month);
        v_to := uuid7_floor((v_month at time zone 'UTC'
                             + interval '1 month') at time zone 'UTC');
        execute format('create table core.%I (like core.message including '
            'defaults including constraints) with (fillfactor = 90)', v_name);
        -- Row security hides rows from the owner too: lifted for the move.
        alter table message_default no force row level security;
        execute format('with d as (delete from core.message_default where id '
            '>= %L and id < %L returning *) insert into core.%I select * '
            'from d', v_from, v_to, v_name);
        alter table message_default force row level security;
        execute format('alter table core.message attach partition core.%I '
            'for values from (%L) to (%L)', v_name, v_from, v_to);
        perform protect(('core.' || v_name)::regclass);
        v_made := v_made || v_name;
    end loop;
    return jsonb_build_object('created', to_jsonb(v_made));
end
$$;
select core.ensure_partitions(2);

-- 14 days of deduplication; the key is 16 bytes, so a uuid holds it.
create table core.seen (
    tenant_id   uuid not null,
    key         uuid not null,
    at          timestamptz not null default now(),
    primary key (tenant_id, key)
) with (autovacuum_vacuum_scale_factor = 0.05);
create index seen_at on core.seen using brin (at);
select core.protect('core.seen');
grant select, insert, delete on core.seen to relevo_worker;


-- Turns ---------------------------------------------------------------------

create table core.turn (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    from_seq    bigint not null,
    to_seq      bigint not null check (to_seq >= from_seq),
    epoch       int not null,
    fence       bigint not null,
    worker      text not null,
    outcome     text not null
                check (outcome in ('ok', 'silent', 'dead', 'stale')),
    reason      text,
    language    text,
    replies     int not null default 0,
    decision    json,
    started_at  timestamptz,
    ended_at    timestamptz not null default clock_timestamp(),
    primary key (tenant_id, conversation_id, from_seq)
);
select core.protect('core.turn');
grant select, insert on core.turn to relevo_worker;
grant select on core.turn to relevo_turn, relevo_web;


-- Outbox --------------------------------------------------------------------
-- A row is the head of its queue when no open row before it is left.  Only a
-- head waiting for its time has next_at; rows behind it have none, so the
-- sweep never looks at them.  Rows leave a queue in order; only a claim by a
-- person cancels out of the middle.

create table core.outbox (
    tenant_id   uuid not null,
    id          uuid not null,
    partition   int not null,
    conversation_id uuid,
    account_id  uuid,
    queue       text collate "C" not null,
    ord         bigint not null check (ord > 0),
    kind        text not null check (kind in ('message', 'template',
                'reaction', 'webhook', 'email', 'slack', 'sms')),
    origin      text not null check (origin in ('bot', 'agent', 'system')),
    epoch       int not null default 0,
    policy      text not null
                check (policy in ('at_least_once', 'at_most_once')),
    state       text not null check (state in ('pending', 'inflight', 'retry',
                'ambiguous', 'sent', 'failed', 'cancelled', 'unknown')),
    attempt     int not null default 0,
    fence       bigint,
    maybe_duplicate boolean not null default false,
    next_at     timestamptz,
    expires_at  timestamptz,
    inflight_at timestamptz,
    closed_at   timestamptz,
    payload     jsonb not null,
    provider_id text collate "C",
    error       text,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id)
) with (autovacuum_vacuum_scale_factor = 0.02);
create unique index outbox_queue on core.outbox (tenant_id, queue, ord)
    where ord > 0;
create index outbox_open on core.outbox (partition, next_at)
    where state in ('pending', 'inflight', 'retry', 'ambiguous');
create index outbox_provider on core.outbox (tenant_id, provider_id, ord)
    where provider_id is not null;
select core.protect('core.outbox');
grant select, insert, update on core.outbox to relevo_worker;
grant select on core.outbox to relevo_turn, relevo_web;


-- Dead letters, channel events, timers, tallies -------------------------------

create table core.dead_letter (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    partition   int,
    channel     text,
    account     text,
    reason      text not null,
    key         uuid,
    raw         bytea,
    stream      text,
    request_id  text,
    conversation_id uuid,
    message_id  uuid,
    at          timestamptz not null default now(),
    replayed_at timestamptz,
    replays     int not null default 0,
    primary key (tenant_id, id)
);
create index dead_letter_id on core.dead_letter (id);
select core.protect('core.dead_letter');
grant select, insert, update, delete on core.dead_letter to relevo_worker;
grant select on core.dead_letter to relevo_web;

create table core.channel_event (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    account_id  uuid not null,
    field       text not null,
    content     jsonb,
    raw         bytea,
    at          timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, account_id) references core.account
);
select core.protect('core.channel_event');
grant select, insert on core.channel_event to relevo_worker;
grant select on core.channel_event to relevo_web;

create table core.timer (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    partition   int not null,
    due_at      timestamptz not null,
    kind        text not null,
    ref         text,
    primary key (tenant_id, id)
);
create index timer_due on core.timer (partition, due_at);
select core.protect('core.timer');
grant select, insert, update, delete on core.timer to relevo_worker;

-- Law 2: admitted = applied + duplicate + dead, per tenant and partition.
create table core.tally (
    tenant_id   uuid not null,
    partition   int not null,
    admitted    bigint not null default 0,
    applied     bigint not null default 0,
    duplicate   bigint not null default 0,
    dead        bigint not null default 0,
    messages    bigint not null default 0,  -- the applied that are messages
    unmatched   bigint not null default 0,  -- statuses of unknown messages
    primary key (tenant_id, partition)
) with (fillfactor = 50);
select core.protect('core.tally');
grant select, insert, update on core.tally to relevo_worker;

grant execute on function core.uuid7(), core.uuid7_floor(timestamptz),
    core.uuid7_at(uuid), core.ms(timestamptz), core.from_ms(bigint)
    to relevo_worker, relevo_turn, relevo_web;
grant execute on function core.stream_key(text) to relevo_worker;
