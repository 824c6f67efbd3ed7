-- 0022_handoff - people take conversations, and give them back.
--
--   bot -> pending_handoff -> human -> resolved      archived
--
-- core.move (0003) is the only mover of a state; handoff_moved is what it
-- calls behind it: ticket, assignment, timers follow the state in the same
-- transaction, whoever moved it.  The functions handoff_* are what people do;
-- each asks whether the actor may, and moves.
--
-- p_actor: {"kind": "agent|system|bot|api|echo|cli", "id": "<agent>",
-- "force": true}.  force: a supervisor's right, given by the caller.
-- Answers: {"ok", "error", "epoch", "state", "agent", "ticket", "inflight",
-- "wakes"}; events are taken by core.take_events() in the same transaction.
-- Errors: not_found forbidden claimed assigned capacity state no_agent
-- invalid too_long.
--
-- Locks, in this order: conversations, the tenant's desk, tickets, agents.

create table core.assignment (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    conversation_id uuid not null,
    ticket_id   uuid not null,
    agent_id    uuid not null,
    type        text not null check (type in ('auto', 'manual',
                'escalation', 'transfer', 'reopen')),
    assigned_at timestamptz not null default clock_timestamp(),
    claimed_at  timestamptz,
    resolved_at timestamptz,
    ended_at    timestamptz,
    end_reason  text check (end_reason in ('resolved', 'released', 'taken',
                'transferred', 'timeout', 'idle', 'reset', 'archived',
                'removed')),
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references core.conversation,
    foreign key (tenant_id, ticket_id) references core.ticket,
    foreign key (tenant_id, agent_id) references core.agent
);
create unique index assignment_open
    on core.assignment (tenant_id, conversation_id) where ended_at is null;
create index assignment_load on core.assignment (tenant_id, agent_id)
    where ended_at is null;
create index assignment_agent on core.assignment (tenant_id, agent_id, id);
select core.protect('core.assignment', true);
grant select, insert, update on core.assignment to relevo_worker, relevo_web;

-- A conversation's stretch until somebody resolved it, and what the customer
-- thought of it.
create table core.episode (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    episode     int not null,
    ticket_id   uuid,
    agent_id    uuid,
    summary     text,
    resolved_at timestamptz not null default clock_timestamp(),
    asked_at    timestamptz,            -- for a rating
    rating      int check (rating between 1 and 5),
    rated_at    timestamptz,
    primary key (tenant_id, conversation_id, episode),
    foreign key (tenant_id, conversation_id) references core.conversation,
    foreign key (tenant_id, ticket_id) references core.ticket,
    foreign key (tenant_id, agent_id) references core.agent
);
create index episode_rated on core.episode (tenant_id, agent_id, rated_at)
    where rating is not null;
select core.protect('core.episode');
grant select, insert, update on core.episode to relevo_worker, relevo_web;

create table core.note (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    conversation_id uuid not null,
    agent_id    uuid,
    text        text not null check (length(text) between 1 and 10000),
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references core.conversation,
    foreign key (tenant_id, agent_id) references core.agent
);
create index note_conversation
    on core.note (tenant_id, conversation_id, id);
select core.protect('core.note');
grant select, insert, update, delete on core.note to relevo_worker,
    relevo_web;

create table core.label (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    label       text not null check (label ~ '^[^[:cntrl:]]{1,64}$'),
    agent_id    uuid,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, conversation_id, label),
    foreign key (tenant_id, conversation_id) references core.conversation
);
create index label_name on core.label (tenant_id, label);
select core.protect('core.label', true);
grant select, insert, delete on core.label to relevo_worker, relevo_web;

-- Asked for a rating at: the next message may be one.
alter table core.conversation add column rating_asked_at timestamptz;
-- Which agent wrote a message.
alter table core.message add column agent_id uuid;
-- A callback becomes due once, and is somebody's.
alter table core.callback add column due_at timestamptz,
    add column agent_id uuid, add column done_at timestamptz;
create index callback_open on core.callback (tenant_id, due_at, at)
    where state = 'open';

-- The API moves conversations and writes for agents, under its policy.
grant insert, update on core.conversation, core.outbox, core.message
    to relevo_web;
grant insert, update, delete on core.conversation_memory to relevo_web;
grant select, insert, update, delete on core.timer to relevo_web;
grant update on core.callback to relevo_web;


-- Wakes ---------------------------------------------------------------------

-- Like events: collected in the transaction, taken by whoever commits, who
-- then XADDs a record of kind wake to the stream of the partition.  Lines of
-- partition TAB tenant TAB conversation.
create function core.wake(p_partition int, p_tenant uuid,
    p_conversation uuid) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_line text := p_partition || E'\t' || p_tenant || E'\t'
                   || p_conversation;
    v_have text := coalesce(current_setting('relevo.wakes', true), '');
begin
    if position(v_line in v_have) = 0 then
        perform set_config('relevo.wakes',
            concat_ws(E'\n', nullif(v_have, ''), v_line), true);
    end if;
end
$$;

create function core.take_wakes() returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    v_have text := nullif(current_setting('relevo.wakes', true), '');
begin
    if v_have is not null then
        perform set_config('relevo.wakes', '', true);
    end if;
    return v_have;
end
$$;


-- What follows a move -------------------------------------------------------

-- Ends the open assignment; the agent has room again.
create function core.assignment_end(p_tenant uuid, p_conversation uuid,
    p_why text) returns uuid
language plpgsql set search_path = core, pg_temp as $$
declare
    v_agent uuid;
begin
    update assignment set ended_at = clock_timestamp(), end_reason = p_why,
            resolved_at = case when p_why = 'resolved'
                then clock_timestamp() end
        where tenant_id = p_tenant and conversation_id = p_conversation
          and ended_at is null returning agent_id into v_agent;
    if v_agent is not null then
        update agent set idle_since = clock_timestamp()
            where tenant_id = p_tenant and id = v_agent;
        perform emit(event(p_tenant, 'agent:' || v_agent,
            'conversation.released', p_conversation, c.version, stamp(),
            ',"agent":"' || v_agent || '","why":"' || p_why || '"'))
            from conversation c
            where c.tenant_id = p_tenant and c.id = p_conversation;
    end if;
    return v_agent;
end
$$;

-- A person has it: by claim, take-over, or from the phone (no agent).
create function core.handoff_held(c core.conversation, p_reason text,
    p_facts jsonb) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    t       ticket%rowtype;
    v_agent uuid := (p_facts ->> 'agent')::uuid;
    v_rules jsonb := desk_rules(c.tenant_id);
begin
    select * into t from ticket x where x.tenant_id = c.tenant_id
        and x.conversation_id = c.id
        and x.status in ('open', 'in_progress', 'awaiting_customer')
        for no key update;
    if not found then
        t := ticket_open(c.tenant_id, c.id,
                         p_facts || jsonb_build_object('reason', p_reason));
    end if;
    update ticket x set status = 'in_progress', queued_at = null,
            passed = '{}', agent_id = coalesce(v_agent, x.agent_id),
            version = version + 1, updated_at = clock_timestamp()
        where x.tenant_id = t.tenant_id and x.id = t.id returning * into t;
    perform sla_met(t, 'assignment');
    if v_agent is not null then
        update assignment set claimed_at = clock_timestamp()
            where tenant_id = c.tenant_id and conversation_id = c.id
              and ended_at is null and agent_id = v_agent;
        if not found then
            perform assignment_end(c.tenant_id, c.id, 'taken');
            insert into assignment (tenant_id, conversation_id, ticket_id,
                    agent_id, type, claimed_at)
                values (c.tenant_id, c.id, t.id, v_agent,
                    coalesce(p_facts ->> 'type', 'manual'),
                    clock_timestamp());
        end if;
        update agent set idle_since = clock_timestamp()
            where tenant_id = c.tenant_id and id = v_agent;
    else
        perform assignment_end(c.tenant_id, c.id, 'taken');
    end if;
    perform idle_watch(t, c.partition, (case when v_agent is null
        then v_rules ->> 'echo_idle_minutes'
        else v_rules ->> 'agent_idle_minutes' end)::numeric);
    perform ticket_event(t);
end
$$;

-- Somebody is wanted: the ticket, the queue, perhaps an agent at once.
create function core.handoff_wanted(c core.conversation, p_reason text,
    p_facts jsonb) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    t       ticket%rowtype;
    v_rules jsonb := desk_rules(c.tenant_id);
begin
    t := ticket_open(c.tenant_id, c.id,
        jsonb_build_object('reason', p_reason) || p_facts);
    perform assignment_end(c.tenant_id, c.id, 'transferred');
    update ticket x set queued_at = clock_timestamp(),
            waiting_since = clock_timestamp(), status = 'open',
            agent_id = null, supervised_at = null, passed = '{}',
            preferred = coalesce((p_facts ->> 'prefer')::uuid, x.preferred),
            team_id = coalesce((p_facts ->> 'team')::uuid, x.team_id)
        where x.tenant_id = t.tenant_id and x.id = t.id returning * into t;
    perform idle_watch(t, c.partition,
                       (v_rules ->> 'idle_minutes')::numeric);
    if p_facts ? 'agent' then
        perform assign_to(t, (p_facts ->> 'agent')::uuid,
                          coalesce(p_facts ->> 'type', 'transfer'));
    elsif assign_one(t) is null and t.team_id is not null then
        perform ticket_notify(t, 'team_waiting', ',"team":"' || t.team_id
                              || '"');
    end if;
    perform ticket_event(t);
end
$$;

-- Nobody has it any more: back to the bot, resolved, archived.
create function core.handoff_over(c core.conversation, p_from text,
    p_reason text, p_facts jsonb) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    t       ticket%rowtype;
    v_rules jsonb := desk_rules(c.tenant_id);
    v_to    text;
begin
    perform assignment_end(c.tenant_id, c.id, case
        when c.state = 'resolved' then 'resolved'
        when c.state = 'archived' then 'archived'
        when p_reason in ('idle', 'reset') then p_reason
        else 'released' end);
    select * into t from ticket x where x.tenant_id = c.tenant_id
        and x.conversation_id = c.id
        and x.status in ('open', 'in_progress', 'awaiting_customer')
        for no key update;
    if not found then
        return;
    end if;
    v_to := case when c.state = 'resolved' then 'resolved'
        when c.state = 'archived' or p_reason = 'reset' then 'closed'
        else 'awaiting_customer' end;
    update ticket x set status = v_to, queued_at = null,
            agent_id = coalesce(x.agent_id, (p_facts ->> 'agent')::uuid),
            resolved_at = case when v_to = 'resolved'
                then clock_timestamp() else x.resolved_at end,
            closed_at = case when v_to = 'closed' then clock_timestamp() end,
            resolution_category = coalesce(p_facts ->> 'category',
                case when p_reason = 'reset' then 'reset' end,
                x.resolution_category),
            resolution_notes = coalesce(p_facts ->> 'notes',
                                        x.resolution_notes),
            history = case when p_from = 'human'
                then ticket_history(c.tenant_id, c.id, 10) else x.history end,
            version = version + 1, updated_at = clock_timestamp()
        where x.tenant_id = t.tenant_id and x.id = t.id returning * into t;
    if p_from = 'human' or p_facts ->> 'notes' is not null then
        perform handoff_remember(c, t);
    end if;
    if v_to <> 'awaiting_customer' then
        perform sla_met(t, 'resolution');
        perform episode_end(c, t);
    end if;
    if v_to = 'resolved' then
        if (v_rules ->> 'csat')::boolean and t.agent_id is not null then
            insert into timer (tenant_id, partition, due_at, kind, ref)
                values (c.tenant_id, c.partition, clock_timestamp()
                    + (v_rules ->> 'csat_seconds')::numeric
                    * interval '1 s', 'csat', c.id || ' ' || c.epoch);
        end if;
        insert into timer (tenant_id, partition, due_at, kind, ref)
            values (c.tenant_id, c.partition, clock_timestamp()
                + (v_rules ->> 'close_days')::numeric * interval '1 day',
                'close', t.id);
        perform notify_ticket(t, 'resolution', jsonb_build_object('outcome',
            t.resolution_category));
    end if;
    perform ticket_event(t);
end
$$;

-- Called by core.move with the row as it is now, and the state before.
create function core.handoff_moved(c core.conversation, p_from text,
    p_reason text, p_facts jsonb) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    if p_from in ('resolved', 'archived', 'bot')
       and c.state in ('bot', 'resolved', 'archived')
       and not exists (select from ticket x where x.tenant_id = c.tenant_id
           and x.conversation_id = c.id
           and x.status in ('open', 'in_progress', 'awaiting_customer')) then
        return;                         -- nobody was in it
    end if;
    if c.rating_asked_at is not null and c.state <> 'bot' then
        update conversation set rating_asked_at = null
            where tenant_id = c.tenant_id and id = c.id;
    end if;
    perform desk_lock(c.tenant_id);
    if c.state = 'pending_handoff' then
        perform handoff_wanted(c, p_reason, p_facts);
        if p_from not in ('human', 'pending_handoff') then
            perform notify_ticket(x, 'escalation') from ticket x
                where x.tenant_id = c.tenant_id and x.conversation_id = c.id
                  and x.status in ('open', 'in_progress',
                                   'awaiting_customer');
        end if;
    elsif c.state = 'human' then
        perform handoff_held(c, p_reason, p_facts);
    else
        perform handoff_over(c, p_from, p_reason, p_facts);
        perform assign_drain(c.tenant_id);
    end if;
end
$$;

-- What the bot is told of the time a person had the conversation.
create function core.handoff_remember(c core.conversation, t core.ticket)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_line text;
begin
    select concat_ws(' ', '[' || to_char(clock_timestamp() at time zone
            'UTC', 'YYYY-MM-DD') || ' ' || t.number || ', ' || t.category
            || '] A person of the team'
            || coalesce(' (' || a.name || ')', '') || ' took care of it'
            || case when c.state = 'bot' then ' and gave it back.'
                    else '.' end,
            'Outcome: ' || t.resolution_category || '.',
            'Notes: ' || left(t.resolution_notes, 300),
            'They last wrote: "' || (select left(m.text, 200)
                from message m where m.tenant_id = c.tenant_id
                  and m.conversation_id = c.id and m.origin = 'agent'
                  and m.direction = 'out' and m.seq >= 0 and m.text <> ''
                order by m.seq desc, m.ord desc, m.at desc limit 1) || '"')
        into v_line from (select 1) x left join agent a
            on a.tenant_id = t.tenant_id and a.id = t.agent_id;
    insert into conversation_memory as y (tenant_id, conversation_id,
            summary, summary_seq)
        values (c.tenant_id, c.id, right(v_line, 900), 0)
        on conflict (tenant_id, conversation_id) do update set
            summary = right(concat_ws(E'\n', y.summary, v_line), 900),
            updated_at = now();
end
$$;

create function core.episode_end(c core.conversation, t core.ticket)
returns void
language sql set search_path = core, pg_temp as $$
    insert into episode (tenant_id, conversation_id, episode, ticket_id,
            agent_id, summary)
        values (c.tenant_id, c.id, c.episode, t.id, t.agent_id,
            concat_ws(E'\n', t.resolution_notes, t.summary))
        on conflict (tenant_id, conversation_id, episode) do update
        set ticket_id = excluded.ticket_id, agent_id = excluded.agent_id,
            summary = excluded.summary, resolved_at = excluded.resolved_at
$$;
