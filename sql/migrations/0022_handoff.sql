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
    notes       text check (length(notes) <= 2000),
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
select core.protect('core.assignment');
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
select core.protect('core.label');
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
    else
        perform assign_one(t);
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


-- What people do ------------------------------------------------------------

create function core.handoff_fail(p_error text, p_more jsonb default '{}')
returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select jsonb_build_object('ok', false, 'error', p_error) || p_more
$$;

-- The answer of a move that happened.
create function core.handoff_done(p_tenant uuid, p_conversation uuid)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    select * into c from conversation
        where tenant_id = p_tenant and id = p_conversation;
    perform wake(c.partition, p_tenant, p_conversation);
    return jsonb_build_object('ok', true, 'epoch', c.epoch, 'state', c.state,
        'version', c.version, 'conversation', c.id,
        'agent', (select s.agent_id from assignment s
            where s.tenant_id = p_tenant
              and s.conversation_id = p_conversation
              and s.ended_at is null),
        'ticket', (select jsonb_build_object('id', t.id, 'number', t.number,
                'status', t.status, 'priority', t.priority,
                'agent', t.agent_id, 'version', t.version)
            from ticket t where t.tenant_id = p_tenant
              and t.conversation_id = p_conversation
            order by t.id desc limit 1),
        'inflight', (select coalesce(jsonb_agg(outbox_row(o, a.channel,
                a.account)::jsonb order by o.ord), '[]')
            from outbox o join account a on a.tenant_id = o.tenant_id
                and a.id = o.account_id
            where o.tenant_id = p_tenant
              and o.queue = 'c:' || p_conversation and o.ord > 0
              and o.partition = c.partition
              and o.state in ('inflight', 'ambiguous')),
        'wakes', jsonb_build_array(jsonb_build_object('partition',
            c.partition, 'tenant', p_tenant, 'conversation',
            p_conversation)));
end
$$;

-- Locks the conversation; null: there is none.
create function core.handoff_lock(p_tenant uuid, p_conversation uuid)
returns core.conversation
language sql set search_path = core, pg_temp as $$
    select c from conversation c where c.tenant_id = p_tenant
        and c.id = p_conversation for no key update
$$;

-- May this actor do something to a conversation that is somebody's?
create function core.handoff_may(c core.conversation, p_actor jsonb)
returns boolean
language plpgsql stable set search_path = core, pg_temp as $$
begin
    return p_actor ->> 'kind' is distinct from 'agent'
        or coalesce((p_actor ->> 'force')::boolean, false)
        or exists (select from agent a where a.tenant_id = c.tenant_id
            and a.id::text = p_actor ->> 'id' and a.enabled
            and a.role in ('supervisor', 'admin'))
        or exists (select from assignment s where s.tenant_id = c.tenant_id
            and s.conversation_id = c.id and s.ended_at is null
            and s.agent_id::text = p_actor ->> 'id');
end
$$;

-- Asks for a person.  p_facts as of ticket_open; notice true: the customer is
-- told (the worker says it, in their language).
create function core.handoff_start(p_tenant uuid, p_conversation uuid,
    p_actor jsonb, p_facts jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif c.state = 'human' then
        return handoff_fail('claimed', handoff_done(p_tenant, p_conversation)
                            - 'ok');
    elsif c.state = 'pending_handoff' then
        return handoff_done(p_tenant, p_conversation) || '{"again": true}';
    end if;
    perform move(p_tenant, p_conversation, 'pending_handoff',
        coalesce(p_facts ->> 'reason', 'handoff'),
        jsonb_build_object('origin', case p_actor ->> 'kind'
            when 'agent' then 'agent' when 'api' then 'api' when 'bot'
            then 'bot' else 'system' end)
        || (p_facts - array['agent', 'type', 'prefer', 'origin']));
    if coalesce((p_facts ->> 'notice')::boolean, true) then
        insert into timer (tenant_id, partition, due_at, kind, ref)
            values (p_tenant, c.partition, clock_timestamp(), 'notice',
                    p_conversation || ' ' || (c.epoch + 1));
    end if;
    return handoff_done(p_tenant, p_conversation);
exception when check_violation or foreign_key_violation
        or invalid_text_representation then
    return handoff_fail('invalid', jsonb_build_object('detail',
        'team is the id of a team; confidence from 0 to 1; source_type as in'
        ' docs/HANDOFF.md'));
end
$$;

-- An agent takes a conversation.  One wins; the same agent may say it twice.
-- force (a supervisor takes over): from another agent, and above capacity.
create function core.handoff_claim(p_tenant uuid, p_conversation uuid,
    p_actor jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c       conversation%rowtype;
    a       agent%rowtype;
    v_has   uuid;
    v_force boolean := coalesce((p_actor ->> 'force')::boolean, false);
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    end if;
    perform desk_lock(p_tenant);
    select * into a from agent where tenant_id = p_tenant
        and id::text = p_actor ->> 'id' and enabled;
    if not found then
        return handoff_fail('no_agent');
    end if;
    select s.agent_id into v_has from assignment s
        where s.tenant_id = p_tenant and s.conversation_id = p_conversation
          and s.ended_at is null;
    if c.state in ('resolved', 'archived') then
        return handoff_fail('state', jsonb_build_object('state', c.state));
    elsif c.state = 'human' and v_has = a.id then
        return handoff_done(p_tenant, p_conversation) || '{"again": true}';
    elsif c.state = 'human' and v_has is not null and not v_force then
        return handoff_fail('claimed', jsonb_build_object('agent', v_has));
    elsif v_has <> a.id and not v_force then
        return handoff_fail('assigned', jsonb_build_object('agent', v_has));
    elsif v_has is distinct from a.id and not v_force
            and agent_load(p_tenant, a.id) >= a.capacity then
        return handoff_fail('capacity', jsonb_build_object('capacity',
                                                           a.capacity));
    end if;
    perform move(p_tenant, p_conversation, 'human', case
        when c.state = 'human' then 'taken_over' else 'claimed' end,
        jsonb_build_object('agent', a.id, 'origin', 'agent', 'type',
            case when v_force and v_has is distinct from a.id
                then 'escalation' else 'manual' end));
    if v_has <> a.id then
        perform assign_drain(p_tenant);     -- whoever lost it has room
    end if;
    return handoff_done(p_tenant, p_conversation);
end
$$;

-- Back to the bot.
create function core.handoff_release(p_tenant uuid, p_conversation uuid,
    p_actor jsonb, p_note text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif c.state not in ('human', 'pending_handoff') then
        return handoff_fail('state', jsonb_build_object('state', c.state));
    elsif not handoff_may(c, p_actor) then
        return handoff_fail('forbidden');
    end if;
    perform note_put(p_tenant, p_conversation, p_actor, p_note);
    perform move(p_tenant, p_conversation, 'bot', 'released');
    return handoff_done(p_tenant, p_conversation);
end
$$;

create function core.handoff_resolve(p_tenant uuid, p_conversation uuid,
    p_actor jsonb, p_category text, p_notes text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    if length(p_category) > 100 or length(p_notes) > 10000 then
        return handoff_fail('too_long');
    end if;
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif c.state in ('resolved', 'archived') then
        return handoff_fail('state', jsonb_build_object('state', c.state));
    elsif not handoff_may(c, p_actor) then
        return handoff_fail('forbidden');
    end if;
    perform move(p_tenant, p_conversation, 'resolved', 'resolved',
        jsonb_strip_nulls(jsonb_build_object('category', p_category, 'notes',
            p_notes, 'agent', case when p_actor ->> 'kind' = 'agent'
                then p_actor ->> 'id' end)));
    return handoff_done(p_tenant, p_conversation);
end
$$;

-- An administrator's broom: whatever it was, the bot starts anew, knowing
-- nothing of before.
create function core.handoff_reset(p_tenant uuid, p_conversation uuid,
    p_actor jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    end if;
    perform move(p_tenant, p_conversation, 'bot', 'reset');
    update conversation set rating_asked_at = null,
            episode = episode + (c.state not in ('resolved',
                                                 'archived'))::int
        where tenant_id = p_tenant and id = p_conversation;
    delete from conversation_memory where tenant_id = p_tenant
        and conversation_id = p_conversation;
    return handoff_done(p_tenant, p_conversation);
end
$$;

-- A matter that was over is not: the last ticket again, the same agent.
create function core.handoff_reopen(p_tenant uuid, p_conversation uuid,
    p_actor jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c      conversation%rowtype;
    t      ticket%rowtype;
    v_same boolean;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif c.state in ('human', 'pending_handoff') then
        return handoff_fail('state', jsonb_build_object('state', c.state));
    end if;
    perform desk_lock(p_tenant);
    select * into t from ticket x where x.tenant_id = p_tenant
        and x.conversation_id = p_conversation order by x.id desc limit 1
        for no key update;
    if not found or t.status not in ('resolved', 'closed') then
        return handoff_fail('state', jsonb_build_object('state', c.state));
    end if;
    update ticket x set status = 'open', reopened = reopened + 1,
            resolved_at = null, closed_at = null, preferred = x.agent_id
        where x.tenant_id = p_tenant and x.id = t.id;
    perform sla_again(t, 'resolution');
    v_same := exists (select from agent a where a.tenant_id = p_tenant
        and a.id = t.agent_id and a.enabled and a.status <> 'offline');
    perform move(p_tenant, p_conversation, 'pending_handoff', 'reopened',
        '{"type": "reopen"}'::jsonb || case when v_same
            then jsonb_build_object('agent', t.agent_id) else '{}' end);
    return handoff_done(p_tenant, p_conversation);
end
$$;

-- To {"agent": id}, {"team": id}, {"skill": name} or {"queue": true}.
create function core.handoff_transfer(p_tenant uuid, p_conversation uuid,
    p_actor jsonb, p_target jsonb, p_note text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif c.state not in ('human', 'pending_handoff') then
        return handoff_fail('state', jsonb_build_object('state', c.state));
    elsif not handoff_may(c, p_actor) then
        return handoff_fail('forbidden');
    elsif not p_target ?| array['agent', 'team', 'skill', 'queue'] then
        return handoff_fail('invalid');
    elsif p_target ? 'agent' and not exists (select from agent a
            where a.tenant_id = p_tenant and a.id::text = p_target ->> 'agent'
              and a.enabled) then
        return handoff_fail('no_agent');
    elsif p_target ? 'team' and not exists (select from team x
            where x.tenant_id = p_tenant
              and x.id::text = p_target ->> 'team') then
        return handoff_fail('invalid');
    end if;
    perform note_put(p_tenant, p_conversation, p_actor, p_note);
    perform move(p_tenant, p_conversation, 'pending_handoff', 'transferred',
        jsonb_build_object('type', 'transfer') || jsonb_strip_nulls(
            jsonb_build_object('agent', p_target ->> 'agent', 'team',
                p_target ->> 'team', 'skill', p_target ->> 'skill')));
    perform assign_drain(p_tenant);         -- whoever gave it has room
    return handoff_done(p_tenant, p_conversation);
end
$$;

create function core.handoff_archive(p_tenant uuid, p_conversation uuid,
    p_actor jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif not handoff_may(c, p_actor) then
        return handoff_fail('forbidden');
    elsif c.state <> 'archived' then
        perform move(p_tenant, p_conversation, 'archived', 'archived');
    end if;
    return handoff_done(p_tenant, p_conversation);
end
$$;


-- Messages of ours outside of turns -----------------------------------------

-- Units of one message; C's table of channels holds the same (t/80_handoff.t
-- compares).  Instagram counts bytes.
create function core.text_max(p_channel text) returns int
language sql immutable set search_path = core, pg_temp as $$
    select case p_channel when 'messenger' then 2000
        when 'instagram' then 1000 when 'twilio' then 1600
        else 4096 end
$$;

create function core.window_hours(p_channel text) returns int
language sql immutable set search_path = core, pg_temp as $$
    select case when p_channel in ('whatsapp', 'messenger', 'instagram')
        then 24 else 0 end
$$;

-- A message and its outbox row, behind all that waits.  The caller holds the
-- conversation's lock.  Returns the message's id.
create function core.say(c core.conversation, p_origin text, p_agent uuid,
    p_payload jsonb) returns uuid
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id    uuid := uuid7();
    v_queue text := 'c:' || c.id;
    v_idle  boolean := queue_is_idle(c.tenant_id, v_queue);
    v_hours int;
    v_ord   bigint;
    v_last  timestamptz;
    v_version bigint;
    v_policy text;
begin
    select window_hours(a.channel), coalesce(t.settings ->> 'reply_policy',
            'at_least_once') into v_hours, v_policy
        from account a join tenant t on t.tenant_id = a.tenant_id
        where a.tenant_id = c.tenant_id and a.id = c.account_id;
    select m.at into v_last from message m where m.tenant_id = c.tenant_id
        and m.conversation_id = c.id and m.seq = c.last_seq and m.seq >= 0
        and m.direction = 'in' limit 1;
    p_payload := p_payload || jsonb_build_object('to', (
            select coalesce(jsonb_object_agg(case d.kind when 'wa_id'
                then 'phone' else d.kind end, d.value order by d.created_at),
                '{}')
            from identity d where d.tenant_id = c.tenant_id
              and d.contact_id = person(c.tenant_id, c.contact_id)
              and d.kind <> ''))
        || case when v_hours > 0 and v_last is not null
            then jsonb_build_object('window_ms', ms(v_last)
                + v_hours * 3600000::bigint, 'part', 0) else '{}' end;
    update conversation set queue_ord = queue_ord + 1, version = version + 1
        where tenant_id = c.tenant_id and id = c.id
        returning queue_ord, version into v_ord, v_version;
    insert into message (tenant_id, id, conversation_id, seq, ord,
            direction, origin, epoch, type, text, reply_to, at, agent_id)
        values (c.tenant_id, v_id, c.id, c.last_seq, 32767, 'out', p_origin,
            c.epoch, coalesce(p_payload ->> 'type', 'text'),
            p_payload ->> 'text', p_payload ->> 'reply_to',
            clock_timestamp(), p_agent);
    insert into outbox (tenant_id, id, partition, conversation_id,
            account_id, queue, ord, kind, origin, epoch, policy, state,
            next_at, payload)
        values (c.tenant_id, v_id, c.partition, c.id, c.account_id, v_queue,
            v_ord, 'message', p_origin, c.epoch, v_policy, 'pending',
            case when v_idle then clock_timestamp() end, p_payload);
    perform emit(event(c.tenant_id, 'staff', 'message.created', c.id,
        v_version, stamp(), ',"message":{"id":"' || v_id || '","from":"'
        || p_origin || '","seq":' || c.last_seq || '}'));
    perform wake(c.partition, c.tenant_id, c.id);
    return v_id;
end
$$;

-- A person has answered: the first time counts.
create function core.handoff_answered(p_tenant uuid, p_conversation uuid)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    t ticket%rowtype;
begin
    update ticket x set status = 'awaiting_customer',
            first_response_at = coalesce(x.first_response_at,
                                         clock_timestamp()),
            version = version + 1, updated_at = clock_timestamp()
        where x.tenant_id = p_tenant and x.conversation_id = p_conversation
          and x.status in ('open', 'in_progress', 'awaiting_customer')
        returning * into t;
    if found then
        perform sla_met(t, 'first_response');
    end if;
end
$$;

-- The customer has written to a person.
create function core.handoff_heard(p_tenant uuid, p_conversation uuid)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    t ticket%rowtype;
begin
    update ticket x set status = 'in_progress', version = version + 1,
            updated_at = clock_timestamp()
        where x.tenant_id = p_tenant and x.conversation_id = p_conversation
          and x.status = 'awaiting_customer' returning * into t;
    if found then
        perform ticket_event(t);
    end if;
end
$$;

-- What an agent writes to the customer: {"text", "reply_to", ...}.
create function core.agent_message(p_tenant uuid, p_conversation uuid,
    p_agent uuid, p_payload jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c         conversation%rowtype;
    v_channel text;
    v_text    text := p_payload ->> 'text';
    v_id      uuid;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif c.state <> 'human' then
        return handoff_fail('state', jsonb_build_object('state', c.state));
    elsif not exists (select from assignment s where s.tenant_id = p_tenant
            and s.conversation_id = p_conversation and s.ended_at is null
            and s.agent_id = p_agent) then
        return handoff_fail('forbidden');
    elsif jsonb_typeof(p_payload) is distinct from 'object'
            or coalesce(p_payload ->> 'type', 'text') = 'text'
               and coalesce(btrim(v_text, E' \t\r\n'), '') = '' then
        return handoff_fail('invalid');
    end if;
    select a.channel into v_channel from account a
        where a.tenant_id = p_tenant and a.id = c.account_id;
    if (case when v_channel = 'instagram' then octet_length(v_text)
             else length(v_text) end) > text_max(v_channel) then
        return handoff_fail('too_long', jsonb_build_object('max',
                                                    text_max(v_channel)));
    end if;
    v_id := say(c, 'agent', p_agent, p_payload);
    perform handoff_answered(p_tenant, p_conversation);
    return handoff_done(p_tenant, p_conversation)
        || jsonb_build_object('message', v_id);
end
$$;

-- People on the phone: what left the account and was not ours.
create function core.handoff_echo(p_tenant uuid, p_conversation uuid)
returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    if not (desk_rules(p_tenant) ->> 'echo')::boolean then
        return;
    end if;
    c := handoff_lock(p_tenant, p_conversation);
    if c.state <> 'human' then
        perform move(p_tenant, p_conversation, 'human', 'phone',
                     '{"origin": "echo"}');
    end if;
    perform handoff_answered(p_tenant, p_conversation);
end
$$;


-- Notes, labels, callbacks --------------------------------------------------

create function core.note_put(p_tenant uuid, p_conversation uuid,
    p_actor jsonb, p_text text) returns uuid
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid;
begin
    if nullif(btrim(p_text, E' \t\r\n'), '') is null then
        return null;
    end if;
    insert into note (tenant_id, conversation_id, agent_id, text)
        values (p_tenant, p_conversation, case when p_actor ->> 'kind'
            = 'agent' then (p_actor ->> 'id')::uuid end,
            left(p_text, 10000)) returning id into v_id;
    perform emit(event(p_tenant, 'staff', 'conversation.changed', c.id,
        c.version, stamp(), ',"note":"' || v_id || '"'))
        from conversation c
        where c.tenant_id = p_tenant and c.id = p_conversation;
    return v_id;
end
$$;

create function core.note_add(p_tenant uuid, p_conversation uuid,
    p_actor jsonb, p_text text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid;
begin
    if length(p_text) > 10000 then
        return handoff_fail('too_long', '{"max": 10000}');
    elsif not exists (select from conversation where tenant_id = p_tenant
                      and id = p_conversation) then
        return handoff_fail('not_found');
    end if;
    v_id := note_put(p_tenant, p_conversation, p_actor, p_text);
    if v_id is null then
        return handoff_fail('invalid');
    end if;
    return jsonb_build_object('ok', true, 'note', v_id);
end
$$;

create function core.label_set(p_tenant uuid, p_conversation uuid,
    p_actor jsonb, p_label text, p_on boolean) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif p_label !~ '^[^[:cntrl:]]{1,64}$' then
        return handoff_fail('invalid');
    end if;
    if p_on then
        insert into label (tenant_id, conversation_id, label, agent_id)
            values (p_tenant, p_conversation, p_label, case
                when p_actor ->> 'kind' = 'agent'
                then (p_actor ->> 'id')::uuid end)
            on conflict do nothing;
    else
        delete from label where tenant_id = p_tenant
            and conversation_id = p_conversation and label = p_label;
    end if;
    if found then
        update conversation set version = version + 1
            where tenant_id = p_tenant and id = p_conversation
            returning * into c;
        perform emit(event(p_tenant, 'staff', 'conversation.changed', c.id,
            c.version, stamp(), ',"labels":true'));
    end if;
    return jsonb_build_object('ok', true, 'version', c.version, 'labels', (
        select coalesce(jsonb_agg(l.label order by l.label), '[]')
        from label l where l.tenant_id = p_tenant
          and l.conversation_id = p_conversation));
end
$$;

-- What a commit calls for a new callback: it shows up when it is time.
create function core.callback_watch(p_tenant uuid, p_conversation uuid,
    p_from_seq bigint) returns void
language sql set search_path = core, pg_temp as $$
    insert into timer (tenant_id, partition, due_at, kind, ref)
        select b.tenant_id, c.partition,
            coalesce(b.at, clock_timestamp()), 'callback', b.id
        from callback b join conversation c on c.tenant_id = b.tenant_id
            and c.id = b.conversation_id
        where b.tenant_id = p_tenant and b.conversation_id = p_conversation
          and b.from_seq = p_from_seq
$$;

-- Due, then to come; never one that is done.
create function core.callback_list(p_tenant uuid, p_limit int)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(to_jsonb(b) - 'tenant_id'
        order by b.due_at nulls last, b.at nulls first, b.id), '[]')
    from (select * from core.callback z where z.tenant_id = p_tenant
            and z.state = 'open'
          order by z.due_at nulls last, z.at nulls first, z.id
          limit least(greatest(p_limit, 1), 500)) b
$$;

create function core.callback_set(p_tenant uuid, p_id uuid, p_state text,
    p_actor jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    if p_state not in ('done', 'cancelled') then
        return handoff_fail('invalid');
    end if;
    update callback set state = p_state, done_at = clock_timestamp(),
            agent_id = case when p_actor ->> 'kind' = 'agent'
                then (p_actor ->> 'id')::uuid end
        where tenant_id = p_tenant and id = p_id and state = 'open';
    if not found then
        return handoff_fail(case when exists (select from callback
            where tenant_id = p_tenant and id = p_id) then 'state'
            else 'not_found' end);
    end if;
    return '{"ok": true}';
end
$$;


-- Ratings -------------------------------------------------------------------

-- The message was the answer to our question: it belongs to the episode that
-- was resolved, and opens no new one.  Called by a commit.
create function core.handoff_rated(p_tenant uuid, p_conversation uuid,
    p_rating int) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.rating_asked_at is null then
        return;
    end if;
    update conversation set rating_asked_at = null,
            episode = episode - (state = 'bot' and episode > 1)::int
        where tenant_id = p_tenant and id = p_conversation returning * into c;
    update episode set rating = p_rating, rated_at = clock_timestamp()
        where tenant_id = p_tenant and conversation_id = p_conversation
          and episode = c.episode and rating is null;
    perform emit(event(p_tenant, 'staff', 'conversation.changed', c.id,
        c.version, stamp(), ',"rating":' || p_rating));
end
$$;

-- Per agent: how many ratings, and their mean.
create function core.rating_list(p_tenant uuid, p_from timestamptz,
    p_to timestamptz) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('agent', q.agent_id,
        'ratings', q.n, 'mean', q.mean) order by q.n desc), '[]')
    from (select e.agent_id, count(*) as n, round(avg(e.rating), 2) as mean
          from core.episode e where e.tenant_id = p_tenant
            and e.rating is not null and e.rated_at >= p_from
            and e.rated_at < p_to
          group by e.agent_id) q
$$;


-- Forgetting ----------------------------------------------------------------

-- What tickets and notes know of a person; numbers, times and kinds stay.
create function core.handoff_erase(p_tenant uuid, p_conversations uuid[])
returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    update ticket set summary = null, history = '[]', keywords = '{}',
            explanation = null, metadata = '{}', evidence = null,
            source_phone_number = null, source_user_id = null,
            resolution_notes = null
        where tenant_id = p_tenant and conversation_id
              = any (p_conversations);
    update episode set summary = null where tenant_id = p_tenant
        and conversation_id = any (p_conversations);
    delete from note where tenant_id = p_tenant
        and conversation_id = any (p_conversations);
end
$$;
