-- 0044_inbox - the lists that agents work through: a row for each
-- conversation that waits for a person, is a person's, or was resolved.
--
-- conversation itself stays as narrow and hot as it is: a message of the
-- bot's costs nothing here.  A row comes with the move to pending_handoff,
-- human or resolved and goes with the move to bot or archived; triggers keep
-- it in step with ticket, assignment and service levels, so that whoever
-- moves something cannot forget it.  Written only under the conversation's
-- lock.  Every order that a list may have is a column which counts upwards,
-- with an index: a page is read from where the last one ended.

-- Milliseconds, so that they can be added up; nobody_ms: not at all.
create function core.nobody_ms() returns bigint
language sql immutable as $$
    select 99999999999999
$$;

create table core.inbox (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    state       text not null
                check (state in ('pending_handoff', 'human', 'resolved')),
    agent_id    uuid,                   -- has it; of a resolved one: had it
    team_id     uuid,
    ticket_id   uuid,
    priority    text not null default 'medium',
    rank        smallint not null default 2,
    channel     text not null,
    language    text,
    sentiment   text,                   -- as a ticket's
    from_seq    bigint not null,        -- before it nothing is unread
    active_ms   bigint not null,        -- the last message
    waiting_ms  bigint not null,        -- the customer waits since
    due_ms      bigint not null,        -- the next service level
    due         text,                   -- which
    latest      bigint not null generated always as (-active_ms) stored,
    urgency     bigint not null generated always as
                (rank * 100000000000000 + waiting_ms) stored,
    primary key (tenant_id, conversation_id),
    foreign key (tenant_id, conversation_id) references core.conversation
        on delete cascade
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
create index inbox_latest on core.inbox (tenant_id, latest, conversation_id)
    where state <> 'resolved';
create index inbox_oldest
    on core.inbox (tenant_id, active_ms, conversation_id)
    where state <> 'resolved';
create index inbox_urgency
    on core.inbox (tenant_id, urgency, conversation_id)
    where state <> 'resolved';
create index inbox_waiting
    on core.inbox (tenant_id, waiting_ms, conversation_id)
    where state <> 'resolved';
create index inbox_due on core.inbox (tenant_id, due_ms, conversation_id)
    where state <> 'resolved';
create index inbox_agent on core.inbox (tenant_id, agent_id)
    where state <> 'resolved';
create index inbox_over on core.inbox (tenant_id, latest, conversation_id)
    where state = 'resolved';
create index inbox_over_agent
    on core.inbox (tenant_id, agent_id, latest, conversation_id)
    where state = 'resolved';
select core.protect('core.inbox', true);
grant select, insert, update, delete on core.inbox to relevo_worker,
    relevo_web;

-- How far an agent has read a conversation: messages of the customer are
-- numbered without gaps, so what is unread is a difference.
create table core.read_mark (
    tenant_id   uuid not null,
    agent_id    uuid not null,
    conversation_id uuid not null,
    seq         bigint not null,
    at          timestamptz not null default clock_timestamp(),
    primary key (tenant_id, agent_id, conversation_id),
    foreign key (tenant_id, agent_id) references core.agent,
    foreign key (tenant_id, conversation_id) references core.conversation
        on delete cascade
) with (fillfactor = 70);
select core.protect('core.read_mark', true);
grant select, insert, update, delete on core.read_mark to relevo_worker,
    relevo_web;

-- What happened to a conversation beside its messages, where it happened:
-- after message seq.  Facts are names, numbers and ids; texts stay in their
-- tables, and are gone when they are.
create table core.conversation_log (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    seq         bigint not null,
    id          uuid not null default core.uuid7(),
    kind        text not null check (kind in ('state', 'ticket', 'priority',
                'assigned', 'claimed', 'unassigned', 'breach', 'note',
                'label', 'rating')),
    agent_id    uuid,                   -- whom it is about, or who did it
    facts       jsonb not null default '{}',
    at          timestamptz not null default clock_timestamp(),
    primary key (tenant_id, conversation_id, seq, id)
);
select core.protect('core.conversation_log');
grant select, insert, delete on core.conversation_log to relevo_worker,
    relevo_web;

-- What reacts to a message, found from it.
create index message_reaction
    on core.message (tenant_id, conversation_id, reply_to)
    where type = 'reaction';


-- In step -------------------------------------------------------------------

-- The row as it is to be, from everything it depends on.
create function core.inbox_refresh(p_tenant uuid, p_conversation uuid)
returns void
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_hashjoin = off
    set enable_mergejoin = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
begin
    insert into inbox as i (tenant_id, conversation_id, state, agent_id,
            team_id, ticket_id, priority, rank, channel, language, sentiment,
            from_seq, active_ms, waiting_ms, due_ms, due)
        select c.tenant_id, c.id, c.state, case when c.state = 'resolved'
                then t.agent_id else s.agent_id end,
            t.team_id, t.id, coalesce(t.priority, 'medium'),
            coalesce(t.rank, 2), a.channel, coalesce(t.language, c.language),
            t.sentiment, greatest(c.last_seq - 1, 0),
            ms(coalesce(m.created_at, clock_timestamp())),
            case when c.state = 'pending_handoff' then ms(coalesce(
                t.waiting_since, clock_timestamp())) else nobody_ms() end,
            case when c.state = 'resolved' then nobody_ms()
                else coalesce(ms(l.due_at), nobody_ms()) end,
            case when c.state <> 'resolved' then l.kind end
        from conversation c
        join account a on a.tenant_id = c.tenant_id and a.id = c.account_id
        left join lateral (select * from ticket x
            where x.tenant_id = c.tenant_id and x.conversation_id = c.id
            order by x.id desc limit 1) t on true
        left join assignment s on s.tenant_id = c.tenant_id
            and s.conversation_id = c.id and s.ended_at is null
        left join lateral (select x.created_at from message x
            where x.tenant_id = c.tenant_id and x.conversation_id = c.id
              and x.seq >= 0 and x.seq >= c.last_seq
            order by x.id desc limit 1) m on true
        left join lateral (select x.kind, x.due_at from sla x
            where x.tenant_id = t.tenant_id and x.ticket_id = t.id
              and x.met_at is null and x.kind in ('assignment',
                  'first_response', 'resolution')
            order by x.due_at limit 1) l on true
        where c.tenant_id = p_tenant and c.id = p_conversation
          and c.state in ('pending_handoff', 'human', 'resolved')
    on conflict (tenant_id, conversation_id) do update set
        state = excluded.state, agent_id = excluded.agent_id,
        team_id = excluded.team_id, ticket_id = excluded.ticket_id,
        priority = excluded.priority, rank = excluded.rank,
        language = coalesce(i.language, excluded.language),
        sentiment = coalesce(i.sentiment, excluded.sentiment),
        active_ms = case when excluded.state = 'resolved'
                and i.state <> 'resolved' then ms(clock_timestamp())
            else i.active_ms end,
        -- who waits in the queue waits until somebody has answered
        waiting_ms = case when excluded.state = 'human' then i.waiting_ms
                          else excluded.waiting_ms end,
        due_ms = excluded.due_ms, due = excluded.due;
    if not found then
        delete from inbox where tenant_id = p_tenant
            and conversation_id = p_conversation;
    end if;
end
$$;

-- The agent whose request this is, if it is one's.
create function core.doer() returns uuid
language sql stable as $$
    select nullif(current_setting('relevo.agent', true), '')::uuid
$$;

create function core.log_add(p_tenant uuid, p_conversation uuid,
    p_kind text, p_agent uuid, p_facts jsonb) returns void
language plpgsql set search_path = core, pg_temp
    set plan_cache_mode = force_generic_plan as $$
begin
    insert into conversation_log (tenant_id, conversation_id, seq, kind,
            agent_id, facts)
        select c.tenant_id, c.id, c.last_seq, p_kind, p_agent,
            jsonb_strip_nulls(p_facts)
        from conversation c
        where c.tenant_id = p_tenant and c.id = p_conversation;
end
$$;

create function core.conversation_moved() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    perform log_add(new.tenant_id, new.id, 'state', doer(),
        jsonb_build_object('from', old.state, 'to', new.state, 'reason',
                           new.state_reason));
    perform inbox_refresh(new.tenant_id, new.id);
    return null;
end
$$;
create trigger conversation_moved after update of state on core.conversation
    for each row when (old.state is distinct from new.state)
    execute function core.conversation_moved();

create function core.ticket_kept() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    perform inbox_refresh(new.tenant_id, new.conversation_id);
    if tg_op = 'INSERT' then
        perform log_add(new.tenant_id, new.conversation_id, 'ticket', null,
            jsonb_build_object('ticket', new.id, 'number', new.number,
                'reason', new.reason, 'priority', new.priority));
    elsif old.priority <> new.priority then
        perform log_add(new.tenant_id, new.conversation_id, 'priority',
            doer(), jsonb_build_object('from', old.priority, 'to',
                                       new.priority));
    end if;
    return null;
end
$$;
create trigger ticket_made after insert on core.ticket
    for each row when (new.conversation_id is not null)
    execute function core.ticket_kept();
create trigger ticket_kept after update on core.ticket
    for each row when (new.conversation_id is not null and
        (old.priority, old.agent_id, old.team_id, old.waiting_since,
         old.language, old.sentiment) is distinct from
        (new.priority, new.agent_id, new.team_id, new.waiting_since,
         new.language, new.sentiment))
    execute function core.ticket_kept();

create function core.assignment_kept() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform log_add(new.tenant_id, new.conversation_id, 'assigned',
            new.agent_id, jsonb_build_object('type', new.type, 'by',
                                             doer()));
    end if;
    if new.claimed_at is not null and (tg_op = 'INSERT'
            or old.claimed_at is null) then
        perform log_add(new.tenant_id, new.conversation_id, 'claimed',
                        new.agent_id, '{}');
    end if;
    if new.ended_at is not null then
        perform log_add(new.tenant_id, new.conversation_id, 'unassigned',
            new.agent_id, jsonb_build_object('why', new.end_reason, 'by',
                                             doer()));
    end if;
    perform inbox_refresh(new.tenant_id, new.conversation_id);
    return null;
end
$$;
create trigger assignment_kept after insert or update on core.assignment
    for each row execute function core.assignment_kept();

create function core.sla_kept() returns trigger
language plpgsql set search_path = core, pg_temp as $$
declare
    v_conversation uuid;
begin
    select t.conversation_id into v_conversation from ticket t
        where t.tenant_id = new.tenant_id and t.id = new.ticket_id;
    if v_conversation is null then
        return null;
    end if;
    perform inbox_refresh(new.tenant_id, v_conversation);
    if tg_op = 'UPDATE' and old.breached_at is null
            and new.breached_at is not null then
        perform log_add(new.tenant_id, v_conversation, 'breach', null,
                        jsonb_build_object('sla', new.kind));
    end if;
    return null;
end
$$;
create trigger sla_made after insert on core.sla
    for each row when (new.kind = 'first_response')
    execute function core.sla_kept();
create trigger sla_kept after update on core.sla
    for each row when ((old.due_at, old.met_at, old.breached_at)
        is distinct from (new.due_at, new.met_at, new.breached_at))
    execute function core.sla_kept();

create function core.note_kept() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    perform log_add(new.tenant_id, new.conversation_id, 'note', new.agent_id,
                    jsonb_build_object('note', new.id));
    return null;
end
$$;
-- (a note that is restored brings its line with it: 0070_archive)
create trigger note_kept after insert on core.note
    for each row when (coalesce(current_setting('relevo.restoring', true),
                                '') = '') execute function core.note_kept();

create function core.label_kept() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform log_add(new.tenant_id, new.conversation_id, 'label',
            new.agent_id, jsonb_build_object('label', new.label, 'on',
                                             true));
    else
        perform log_add(old.tenant_id, old.conversation_id, 'label', doer(),
            jsonb_build_object('label', old.label, 'on', false));
    end if;
    return null;
end
$$;
create trigger label_kept after insert or delete on core.label
    for each row execute function core.label_kept();

create function core.rating_kept() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    perform log_add(new.tenant_id, new.conversation_id, 'rating', null,
        jsonb_build_object('rating', new.rating, 'episode', new.episode));
    return null;
end
$$;
create trigger rating_kept after update of rating on core.episode
    for each row when (new.rating is not null and old.rating is null)
    execute function core.rating_kept();


-- Messages ------------------------------------------------------------------
-- What the customer writes moves a row in core.admit_messages (0003).

-- Somebody of ours has written; an agent has thereby read what was there.
create function core.inbox_said(c core.conversation, p_origin text,
    p_agent uuid) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    update inbox set active_ms = ms(clock_timestamp()),
            waiting_ms = case when p_origin = 'agent' then nobody_ms()
                              else waiting_ms end
        where tenant_id = c.tenant_id and conversation_id = c.id;
    if p_agent is not null then
        perform read_mark(c.tenant_id, p_agent, c.id, c.last_seq);
    end if;
end
$$;

-- What was understood of a message that a person will read.
create function core.inbox_heard(p_tenant uuid, p_conversation uuid,
    p_language text, p_judged json) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    update inbox i set language = coalesce(p_language, i.language),
            sentiment = coalesce(p_judged -> 'verdict' ->> 'sentiment',
                                 i.sentiment)
        where i.tenant_id = p_tenant and i.conversation_id = p_conversation;
end
$$;

-- An agent has read up to a message; its other windows hear of it.
create function core.read_mark(p_tenant uuid, p_agent uuid,
    p_conversation uuid, p_seq bigint) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_seq bigint;
begin
    insert into read_mark as r (tenant_id, agent_id, conversation_id, seq)
        values (p_tenant, p_agent, p_conversation, p_seq)
        on conflict (tenant_id, agent_id, conversation_id) do update
        set seq = excluded.seq, at = clock_timestamp()
        where r.seq < excluded.seq
        returning seq into v_seq;
    if v_seq is not null then
        perform emit(event(p_tenant, 'agent:' || p_agent,
            'conversation.read', p_conversation, 0, stamp(), ',"seq":'
            || v_seq));
    end if;
    return v_seq;
end
$$;

do $$
declare
    f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'core'::regnamespace and p.proname in (
        'nobody_ms', 'inbox_refresh', 'doer', 'log_add', 'inbox_said',
        'inbox_heard', 'read_mark')
    loop
        execute format('grant execute on function %s to relevo_worker,'
                       ' relevo_web', f);
    end loop;
end
$$;
