-- 0021_tickets - what a hand-over leaves on somebody's desk.
--
-- A ticket is opened by the move to pending_handoff, in the transaction of
-- the decision, and belongs to one conversation until it is resolved.  It
-- holds copies of what was said last, so that a person sees the matter at one
-- look; erasing a contact erases them (core.handoff_erase).

create table core.ticket_counter (
    tenant_id   uuid not null,
    year        int not null,
    last        bigint not null,
    primary key (tenant_id, year),
    foreign key (tenant_id) references core.tenant
);
select core.protect('core.ticket_counter');
grant select, insert, update on core.ticket_counter to relevo_worker,
    relevo_web;

create table core.ticket (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    number      text collate "C" not null,      -- TKT-2026-0001
    conversation_id uuid,               -- null: opened from outside
    contact_id  uuid,
    account_id  uuid,
    episode     int,
    source_type text not null check (source_type in ('whatsapp', 'web',
                'email', 'chat', 'phone', 'messenger', 'instagram',
                'telegram', 'sms', 'api')),
    source_phone_number text,
    source_user_id text,                -- the sender's strongest identity
    origin      text not null check (origin in ('bot', 'tool', 'agent',
                'system', 'api', 'echo')),
    subject     text not null check (length(subject) between 1 and 255),
    priority    text not null
                check (priority in ('low', 'medium', 'high', 'urgent')),
    rank        smallint not null generated always as (case priority
                when 'urgent' then 0 when 'high' then 1 when 'medium' then 2
                else 3 end) stored,
    category    text not null check (category in ('payment_issue',
                'delivery_problem', 'refund_request', 'complaint',
                'technical_issue', 'product_inquiry', 'other')),
    sentiment   text check (sentiment in ('angry', 'negative', 'neutral',
                'positive', 'confused')),
    stage       text check (stage in ('quotation', 'cart', 'payment',
                'delivery')),
    skill       text not null default 'general',
    language    text,
    need        text not null generated always as (skill || '/'
                || coalesce(language, '') || '/'
                || coalesce(team_id::text, '')) stored,     -- who fits
    reason      text not null,          -- rule or trigger that asked for it
    explanation text,                   -- of a caller or a model, in full
    bot_confidence real check (bot_confidence between 0 and 1),
    summary     text,                   -- the last 5 messages, cut
    history     jsonb not null default '[]',    -- the last 10 messages
    keywords    text[] not null default '{}',
    evidence    jsonb,                  -- the verdict
    metadata    jsonb not null default '{}',
    status      text not null default 'open' check (status in ('open',
                'in_progress', 'awaiting_customer', 'resolved', 'closed')),
    agent_id    uuid,
    team_id     uuid,
    preferred   uuid,                   -- reopened: the same agent again
    passed      uuid[] not null default '{}',   -- did not take it in time
    waiting_since timestamptz,          -- the last time somebody was wanted
    queued_at   timestamptz,            -- the same while nobody has it
    handoffs    int not null default 1,
    supervised_at timestamptz,          -- waited too long: supervisors know
    first_response_at timestamptz,
    resolved_at timestamptz,
    closed_at   timestamptz,
    resolution_category text check (length(resolution_category) <= 100),
    resolution_notes text check (length(resolution_notes) <= 10000),
    reopened    int not null default 0,
    version     bigint not null default 1,
    created_at  timestamptz not null default clock_timestamp(),
    updated_at  timestamptz not null default clock_timestamp(),
    primary key (tenant_id, id),
    unique (tenant_id, number),
    foreign key (tenant_id, conversation_id) references core.conversation,
    foreign key (tenant_id, contact_id) references core.contact,
    foreign key (tenant_id, account_id) references core.account,
    foreign key (tenant_id, agent_id) references core.agent,
    foreign key (tenant_id, team_id) references core.team
);
create unique index ticket_open on core.ticket (tenant_id, conversation_id)
    where status in ('open', 'in_progress', 'awaiting_customer')
      and conversation_id is not null;
create index ticket_queue on core.ticket (tenant_id, rank, queued_at)
    where queued_at is not null;
create index ticket_need on core.ticket (tenant_id, need, rank, queued_at)
    where queued_at is not null;
create index ticket_elsewhere on core.ticket (tenant_id, source_user_id)
    where conversation_id is null;
create index ticket_conversation
    on core.ticket (tenant_id, conversation_id, id);
create index ticket_agent on core.ticket (tenant_id, agent_id, id);
create index ticket_status on core.ticket (tenant_id, status, id);
select core.protect('core.ticket', true);
grant select, insert, update on core.ticket to relevo_worker, relevo_web;
grant select on core.ticket to relevo_turn;

-- Service levels of a ticket: what was promised, and what became of it.
create table core.sla (
    tenant_id   uuid not null,
    ticket_id   uuid not null,
    kind        text not null check (kind in ('decision', 'notification',
                'assignment', 'first_response', 'resolution')),
    started_at  timestamptz not null,
    due_at      timestamptz not null,
    met_at      timestamptz,
    breached_at timestamptz,
    primary key (tenant_id, ticket_id, kind),
    foreign key (tenant_id, ticket_id) references core.ticket
);
create index sla_breached on core.sla (tenant_id, breached_at)
    where breached_at is not null;
select core.protect('core.sla', true);
grant select, insert, update on core.sla to relevo_worker, relevo_web;


-- Words ---------------------------------------------------------------------

-- The next number.  The row's lock is held until the end of the transaction:
-- who rolls back gives the number back, so there are no gaps.
create function core.ticket_number(p_tenant uuid) returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    v_year int := extract(year from now() at time zone 'UTC');
    v_n    bigint;
begin
    insert into ticket_counter as c (tenant_id, year, last)
        values (p_tenant, v_year, 1)
        on conflict (tenant_id, year) do update set last = c.last + 1
        returning last into v_n;
    return 'TKT-' || v_year || '-'
        || lpad(v_n::text, greatest(4, length(v_n::text)), '0');
end
$$;

-- One of the seven categories out of a category, an intent or an alias.
create function core.ticket_category(p_word text) returns text
language sql immutable parallel safe set search_path = core, pg_temp as $$
    select case
        when p_word in ('payment_issue', 'delivery_problem',
            'refund_request', 'complaint', 'technical_issue',
            'product_inquiry') then p_word
        when p_word = 'order_status' then 'delivery_problem'
        when p_word in ('billing_dispute', 'billing_inquiry')
            then 'payment_issue'
        when p_word in ('technical_support', 'product_configuration')
            then 'technical_issue'
        when p_word = 'pricing_negotiation' then 'product_inquiry'
        else 'other' end
$$;

create function core.ticket_subject(p_category text, p_sentiment text)
returns text
language sql immutable parallel safe set search_path = core, pg_temp as $$
    select case when p_sentiment = 'angry' then U&'\+01F6A8 URGENT: '
                else '' end
        || case p_category
        when 'payment_issue' then 'Payment Issue Escalation'
        when 'delivery_problem' then 'Delivery Problem Escalation'
        when 'refund_request' then 'Refund Request'
        when 'complaint' then 'Customer Complaint'
        when 'technical_issue' then 'Technical Issue'
        when 'product_inquiry' then 'Product Inquiry'
        when 'other' then 'General Support Request'
        else 'Support Request' end
$$;

-- Twilio's addresses say what they are of: whatsapp:+1..., messenger:...
create function core.ticket_source(p_channel text, p_account text)
returns text
language sql immutable parallel safe set search_path = core, pg_temp as $$
    select case when p_channel in ('whatsapp', 'messenger', 'instagram',
            'telegram', 'sms', 'email') then p_channel
        when p_channel = 'webchat' then 'chat'
        when p_channel = 'twilio' then coalesce(substring(p_account,
            '^(whatsapp|messenger):'), 'sms')
        else 'api' end
$$;

-- Words that say how bad it is, whole ones, in the five languages.
create function core.ticket_keywords(p_text text) returns text[]
language sql immutable parallel safe set search_path = core, pg_temp as $$
    select coalesce(array_agg(distinct lower(m[1])), '{}')
    from regexp_matches(p_text, '\m(refund|money back|broken|damaged|lost|'
        'angry|frustrated|manager|human|agent|complaint|terrible|worst|'
        'unacceptable|disappointed|delayed|late|'
        'reembolso|devoluci[oó]n|dañad[oa]|rot[oa]|perdid[oa]|enojad[oa]|'
        'frustrad[oa]|gerente|human[oa]|agente|queja|p[eé]sim[oa]|'
        'inaceptable|decepcionad[oa]|retrasad[oa]|tarde|'
        'danificad[oa]|quebrad[oa]|irritad[oa]|reclamação|péssim[oa]|'
        'inaceitável|atrasad[oa]|'
        'remboursement|cassée?|endommagée?|perdue?|fâchée?|frustrée?|'
        'responsable|humain|plainte|inacceptable|déçue?|retard|'
        'rimborso|rott[oa]|danneggiat[oa]|pers[oa]|arrabbiat[oa]|'
        'responsabile|umano|reclamo|pessim[oa]|inaccettabile|delus[oa]|'
        'ritardo)\M', 'gi') m
$$;


-- Opening -------------------------------------------------------------------

-- The last p_n messages of a conversation, oldest first.
create function core.ticket_history(p_tenant uuid, p_conversation uuid,
    p_n int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'from',
            case when m.direction = 'in' then 'customer' else m.origin end,
            'text', left(m.text, 2000), 'type', m.type, 'at', m.at)
            order by m.seq, m.ord, m.at), '[]')
    from (select z.id, z.direction, z.origin, z.text, z.type, z.at, z.seq,
              z.ord
          from core.message z where z.tenant_id = p_tenant
            and z.conversation_id = p_conversation and z.seq >= 0
          order by z.seq desc, z.ord desc, z.at desc limit p_n) m
$$;

-- Customer: ... / Bot: ... lines, each text cut at 100 characters.
create function core.ticket_summary(p_history jsonb) returns text
language sql immutable parallel safe set search_path = core, pg_temp as $$
    select string_agg(case e ->> 'from' when 'customer' then 'Customer: '
            when 'agent' then 'Agent: ' else 'Bot: ' end
            || left(coalesce(nullif(e ->> 'text', ''), '[' || (e ->> 'type')
            || ']'), 100), E'\n' order by i)
    from jsonb_array_elements(p_history) with ordinality x(e, i)
    where i > jsonb_array_length(p_history) - 5
$$;

-- The open ticket of a talk somewhere else, by who it is with and its name
-- there; of several who ask at once one makes it.
create function core.ticket_elsewhere(p_tenant uuid, p_user text,
    p_reference text) returns core.ticket
language plpgsql set search_path = core, pg_temp as $$
declare
    t ticket%rowtype;
begin
    if p_user is not null and p_reference is not null then
        perform desk_lock(p_tenant);
        select * into t from ticket x where x.tenant_id = p_tenant
            and x.conversation_id is null and x.source_user_id = p_user
            and x.metadata ->> 'source_reference_id' = p_reference
            and x.status in ('open', 'in_progress', 'awaiting_customer')
            order by x.id desc limit 1 for no key update;
    end if;
    return t;
end
$$;

-- Asked for once more: what is worse or new counts.
create function core.ticket_again(t core.ticket, p_facts jsonb)
returns core.ticket
language sql set search_path = core, pg_temp as $$
    update ticket x set
            priority = case when array_position(array['low', 'medium',
                'high', 'urgent'], p_facts ->> 'priority') > array_position(
                array['low', 'medium', 'high', 'urgent'], x.priority)
                then p_facts ->> 'priority' else x.priority end,
            explanation = coalesce(p_facts ->> 'explanation', x.explanation),
            sentiment = case when p_facts ->> 'sentiment' in ('angry',
                'negative', 'neutral', 'positive', 'confused')
                then p_facts ->> 'sentiment' else x.sentiment end,
            summary = coalesce(p_facts ->> 'summary', x.summary),
            keywords = texts_of(p_facts -> 'keywords', x.keywords),
            metadata = x.metadata || coalesce(p_facts -> 'metadata', '{}'),
            handoffs = handoffs + 1, version = version + 1,
            updated_at = clock_timestamp()
        where x.tenant_id = t.tenant_id and x.id = t.id returning *
$$;

-- The open ticket of a conversation, found or made; p_conversation null: one
-- from outside.  p_facts, each optional: origin, reason, explanation,
-- priority, category, sentiment, stage, skill, language, confidence,
-- evidence, metadata, subject, team, source_type, source_phone_number,
-- source_user_id; of one from outside summary and keywords.  A found one gets
-- what is worse or new.  The caller holds
-- the conversation's lock.
create function core.ticket_open(p_tenant uuid, p_conversation uuid,
    p_facts jsonb) returns core.ticket
language plpgsql set search_path = core, pg_temp as $$
declare
    t         ticket%rowtype;
    v_history jsonb;
    v_from    record;
    v_category text := ticket_category(p_facts ->> 'category');
    v_feeling text := case when p_facts ->> 'sentiment' in ('angry',
        'negative', 'neutral', 'positive', 'confused')
        then p_facts ->> 'sentiment' end;
    v_priority text := case when p_facts ->> 'priority' in ('low', 'medium',
        'high', 'urgent') then p_facts ->> 'priority' else 'medium' end;
begin
    v_history := ticket_history(p_tenant, p_conversation, 10);
    select * into t from ticket x where x.tenant_id = p_tenant
        and x.conversation_id = p_conversation
        and x.status in ('open', 'in_progress', 'awaiting_customer')
        for no key update;
    if found then
        update ticket x set handoffs = handoffs + 1,
                status = 'open', history = v_history,
                summary = ticket_summary(v_history),
                priority = case when array_position(array['low', 'medium',
                    'high', 'urgent'], v_priority) > array_position(
                    array['low', 'medium', 'high', 'urgent'], x.priority)
                    then v_priority else x.priority end,
                reason = coalesce(p_facts ->> 'reason', x.reason),
                explanation = coalesce(p_facts ->> 'explanation',
                                       x.explanation),
                sentiment = coalesce(v_feeling, x.sentiment),
                evidence = coalesce(p_facts -> 'evidence', x.evidence),
                skill = coalesce(p_facts ->> 'skill', x.skill),
                metadata = x.metadata || coalesce(p_facts -> 'metadata',
                                                  '{}'),
                version = version + 1, updated_at = clock_timestamp()
            where x.tenant_id = p_tenant and x.id = t.id returning * into t;
        return t;
    end if;

    select c.contact_id, c.account_id, c.episode, c.language, a.channel,
            a.account,
            (select d.value from identity d where d.tenant_id = p_tenant
                and d.contact_id = c.contact_id and d.kind <> ''
                and d.kind in ('wa_id', 'phone')
                order by d.created_at limit 1) as phone,
            (select d.kind || ':' || d.value from identity d
                where d.tenant_id = p_tenant and d.contact_id = c.contact_id
                  and d.kind <> '' order by identity_rank(d.kind),
                d.created_at limit 1) as usr
        into v_from
        from conversation c join account a on a.tenant_id = c.tenant_id
            and a.id = c.account_id
        where c.tenant_id = p_tenant and c.id = p_conversation;
    insert into ticket (tenant_id, number, conversation_id, contact_id,
            account_id, episode, source_type, source_phone_number,
            source_user_id, origin, subject, priority, category, sentiment,
            stage, skill, language, reason, explanation, bot_confidence,
            summary, history, keywords, evidence, metadata, team_id)
        values (p_tenant, ticket_number(p_tenant), p_conversation,
            v_from.contact_id, v_from.account_id, v_from.episode,
            coalesce(p_facts ->> 'source_type',
                     ticket_source(v_from.channel, v_from.account)),
            coalesce(p_facts ->> 'source_phone_number', v_from.phone),
            coalesce(p_facts ->> 'source_user_id', v_from.usr),
            coalesce(p_facts ->> 'origin', 'system'),
            left(coalesce(nullif(p_facts ->> 'subject', ''),
                ticket_subject(v_category, v_feeling)), 255),
            v_priority, v_category, v_feeling,
            case when p_facts ->> 'stage' in ('quotation', 'cart', 'payment',
                'delivery') then p_facts ->> 'stage' end,
            coalesce(nullif(p_facts ->> 'skill', ''), 'general'),
            coalesce(p_facts ->> 'language', v_from.language),
            coalesce(nullif(p_facts ->> 'reason', ''), 'handoff'),
            p_facts ->> 'explanation',
            (p_facts ->> 'confidence')::real,
            coalesce(ticket_summary(v_history), p_facts ->> 'summary'),
            v_history,
            case when p_conversation is null
                then texts_of(p_facts -> 'keywords', '{}')
                else (select ticket_keywords(string_agg(e ->> 'text', E'\n'))
                    from jsonb_array_elements(v_history) e
                    where e ->> 'from' = 'customer') end,
            p_facts -> 'evidence', coalesce(p_facts -> 'metadata', '{}'),
            (p_facts ->> 'team')::uuid)
        returning * into t;
    perform sla_start(t);
    perform ticket_event(t);
    if p_conversation is null then      -- else its conversation's move tells
        perform notify_ticket(t, 'escalation');
    end if;
    return t;
end
$$;

-- Who must know that something is late or waits: supervisors, and who has it,
-- or the team that should.
create function core.ticket_audience(t core.ticket) returns text
language sql stable set search_path = core, pg_temp as $$
    select 'supervisor' || coalesce(' agent:' || t.agent_id,
                                    ' team:' || t.team_id, '')
$$;

create function core.ticket_notify(t core.ticket, p_kind text,
    p_more text default '') returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    perform emit(event(t.tenant_id, ticket_audience(t), 'notification',
        t.conversation_id, t.version, stamp(), ',"kind":"' || p_kind
        || '","ticket":"' || t.id || '","priority":"' || t.priority || '"'
        || p_more));
end
$$;

create function core.ticket_event(t core.ticket, p_more text default '')
returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    perform emit(event(t.tenant_id, 'staff', 'ticket.changed',
        t.conversation_id, t.version, stamp(), ',"ticket":"' || t.id
        || '","number":"' || t.number || '","status":"' || t.status
        || '","priority":"' || t.priority || '"' || p_more));
end
$$;


-- Reading and changing ------------------------------------------------------

create function core.ticket_view(t core.ticket) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select to_jsonb(t) - 'tenant_id' - 'passed' - 'rank'
        || jsonb_build_object('sla', (select coalesce(jsonb_agg(
            jsonb_build_object('kind', s.kind, 'due_at', s.due_at, 'met_at',
                s.met_at, 'breached_at', s.breached_at)
                order by s.due_at), '[]')
            from core.sla s where s.tenant_id = t.tenant_id
              and s.ticket_id = t.id),
        'first_response_seconds', round(extract(epoch from
            t.first_response_at - t.created_at)),
        'resolution_seconds', round(extract(epoch from
            t.resolved_at - t.created_at)))
$$;

-- By id or number.
create function core.ticket_show(p_tenant uuid, p_what text) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select core.ticket_view(t) from core.ticket t
    where t.tenant_id = p_tenant
      and (t.number = upper(p_what) or t.id = case
           when p_what ~ '^[0-9a-fA-F-]{36}$' then p_what::uuid end)
    limit 1
$$;

-- Newest first, a page before p_before; p_filter: status, priority, category,
-- agent, conversation, queued (true: waiting for an agent, also those that
-- came from outside without a conversation), breached.
create function core.ticket_list(p_tenant uuid, p_filter jsonb,
    p_before uuid, p_limit int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(core.ticket_view(x.t) - 'history' - 'evidence'
        order by (x.t).id desc), '[]')
    from (select t from core.ticket t
        where t.tenant_id = p_tenant
          and (p_before is null or t.id < p_before)
          and (p_filter ->> 'status' is null
               or t.status = p_filter ->> 'status')
          and (p_filter ->> 'priority' is null
               or t.priority = p_filter ->> 'priority')
          and (p_filter ->> 'category' is null
               or t.category = p_filter ->> 'category')
          and (p_filter ->> 'agent' is null
               or t.agent_id = (p_filter ->> 'agent')::uuid)
          and (p_filter ->> 'conversation' is null
               or t.conversation_id = (p_filter ->> 'conversation')::uuid)
          and (not coalesce((p_filter ->> 'queued')::boolean, false)
               or t.queued_at is not null
               or t.agent_id is null and t.conversation_id is null
                  and t.status = 'open')
          and (not coalesce((p_filter ->> 'breached')::boolean, false)
               or exists (select from core.sla s
                   where s.tenant_id = t.tenant_id and s.ticket_id = t.id
                     and s.breached_at is not null))
        order by t.id desc limit least(greatest(p_limit, 1), 500)) x
$$;

-- May this agent have a ticket without a conversation from whoever has it?
-- Agents take what nobody has and pass on what is theirs; others may always.
create function core.ticket_takes(t core.ticket, p_actor jsonb)
returns boolean
language sql stable set search_path = core, pg_temp as $$
    select t.agent_id is null or p_actor ->> 'kind' is distinct from 'agent'
        or t.agent_id::text = p_actor ->> 'id'
        or exists (select from agent a where a.tenant_id = t.tenant_id
            and a.id::text = p_actor ->> 'id' and a.role <> 'agent')
$$;

-- A merge patch of priority, category, subject, skill, team, metadata,
-- status (of a ticket without a conversation also resolved and closed),
-- resolution_category, resolution_notes; of a ticket without a conversation
-- agent: who works on it.  p_version: what the caller saw, or null.
create function core.ticket_set(p_tenant uuid, p_id uuid, p_fields jsonb,
    p_version bigint, p_actor jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    t     ticket%rowtype;
    v_was ticket%rowtype;
    v_key text;
    v_to  text := p_fields ->> 'status';
    v_conversation uuid;
begin
    select k into v_key from jsonb_object_keys(p_fields) k
        where k not in ('priority', 'category', 'subject', 'skill', 'team',
            'metadata', 'status', 'resolution_category',
            'resolution_notes', 'agent') limit 1;
    if v_key is not null then
        return jsonb_build_object('ok', false, 'error', 'invalid', 'detail',
            format('"%s" of a ticket cannot be set', v_key));
    end if;
    select conversation_id into v_conversation from ticket
        where tenant_id = p_tenant and id = p_id;
    perform handoff_lock(p_tenant, v_conversation);
    perform desk_lock(p_tenant);
    select * into t from ticket where tenant_id = p_tenant and id = p_id
        for no key update;
    if not found then
        return '{"ok": false, "error": "not_found"}';
    elsif p_version is not null and p_version <> t.version then
        return jsonb_build_object('ok', false, 'error', 'stale', 'version',
                                  t.version);
    elsif v_to <> t.status and not (t.conversation_id is null
            or t.status = 'resolved' and v_to = 'closed'
            or t.status in ('in_progress', 'awaiting_customer')
               and v_to in ('in_progress', 'awaiting_customer')) then
        return jsonb_build_object('ok', false, 'error', 'conflict',
            'detail', 'the conversation moves this ticket: resolve, release'
            ' or reopen it');
    elsif p_fields ? 'agent' and t.conversation_id is not null then
        return jsonb_build_object('ok', false, 'error', 'conflict',
            'detail', 'who has the conversation has this ticket: claim or'
            ' transfer it');
    elsif p_fields ? 'agent' and not ticket_takes(t, p_actor) then
        return '{"ok": false, "error": "claimed"}';
    elsif p_fields ? 'agent' and not exists (select from agent a
            where a.tenant_id = p_tenant and a.enabled
              and a.id::text = lower(p_fields ->> 'agent')) then
        return '{"ok": false, "error": "no_agent"}';
    elsif p_fields ->> 'team' is not null
            and not team_is(p_tenant, p_fields ->> 'team') then
        return jsonb_build_object('ok', false, 'error', 'invalid', 'detail',
            'there is no such team');
    end if;
    v_was := t;
    update ticket set priority = coalesce(p_fields ->> 'priority', priority),
            category = coalesce(p_fields ->> 'category', category),
            subject = coalesce(p_fields ->> 'subject', subject),
            skill = coalesce(p_fields ->> 'skill', skill),
            team_id = case when p_fields ? 'team'
                then (p_fields ->> 'team')::uuid else team_id end,
            metadata = coalesce(p_fields -> 'metadata', metadata),
            resolution_category = coalesce(p_fields ->> 'resolution_category',
                                           resolution_category),
            resolution_notes = coalesce(p_fields ->> 'resolution_notes',
                                        resolution_notes),
            agent_id = coalesce((p_fields ->> 'agent')::uuid, agent_id),
            status = coalesce(v_to, case when p_fields ? 'agent'
                and status = 'open' then 'in_progress' else status end),
            first_response_at = case when conversation_id is null
                and v_to in ('awaiting_customer', 'resolved')
                then coalesce(first_response_at, clock_timestamp())
                else first_response_at end,
            resolved_at = case when v_to = 'resolved'
                then coalesce(resolved_at, clock_timestamp())
                when v_to <> 'closed' and conversation_id is null then null
                else resolved_at end,
            closed_at = case when v_to = 'closed' then clock_timestamp()
                             else closed_at end,
            version = version + 1, updated_at = clock_timestamp()
        where tenant_id = p_tenant and id = p_id returning * into t;
    if v_to in ('resolved', 'closed') then
        perform sla_met(t, 'resolution');
    end if;
    if t.first_response_at is distinct from v_was.first_response_at then
        perform sla_met(t, 'first_response');
    end if;
    perform ticket_event(t);
    if t.agent_id is distinct from v_was.agent_id then
        perform sla_met(t, 'assignment');
        perform notify_ticket(t, 'assignment');
    end if;
    if t.priority = 'urgent' and v_was.priority <> 'urgent'
       and t.status not in ('resolved', 'closed') then
        perform notify_ticket(t, 'urgent');
    end if;
    if t.status = 'resolved' and v_was.status <> 'resolved' then
        perform notify_ticket(t, 'resolution', jsonb_build_object('outcome',
            t.resolution_category));
    end if;
    if t.queued_at is not null then
        perform assign_drain(p_tenant);
    end if;
    return jsonb_build_object('ok', true, 'ticket', ticket_view(t));
exception when check_violation or foreign_key_violation
        or invalid_text_representation then
    return jsonb_build_object('ok', false, 'error', 'invalid', 'detail',
        'priority is low medium high urgent; category one of the seven;'
        ' team a team''s id');
end
$$;
