-- 0024_sla - what happens by itself: service levels, and every timer of a
-- hand-over.
--
-- A timer is a row of core.timer; the owner of its partition finds it by
-- core.due and calls core.timer_run, which takes the row and does what its
-- kind says, in one transaction: once, after any restart.
--
--   sla        <ticket> <kind>             breached?
--   accept     <assignment>                claimed?
--   idle       <conversation> <epoch>      still waiting?
--   notice     <conversation> <epoch>      say that a person will come
--   csat       <conversation> <epoch>      ask for a rating
--   close      <ticket>                    a resolved one
--   callback   <callback>                  show it
--   presence   <agent>                     silent?
--   assign                                 go on with the queue
--   typing     <conversation>              the customer sees that an agent is
--   upkeep                                 figures and search (0044)
--   notify     <notification>              to the routes that want it (0040)
--   notify_flush, notify_daily <route>     what is due of it; its summary

-- The minutes of a service level; null: none.
create function core.sla_minutes(p_rules jsonb, p_kind text,
    p_priority text) returns numeric
language sql immutable set search_path = core, pg_temp as $$
    select coalesce(p_rules #>> array['sla', p_kind, p_priority],
        p_rules #>> array['sla', p_kind, 'default'])::numeric
$$;

-- The five of a new ticket.  Deciding and telling are over when it is here.
create function core.sla_start(t core.ticket) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_rules jsonb := desk_rules(t.tenant_id);
    v_now   timestamptz := clock_timestamp();
    v_asked timestamptz;
begin
    select coalesce(m.received_at, m.created_at) into v_asked
        from conversation c join message m on m.tenant_id = c.tenant_id
            and m.conversation_id = c.id and m.seq = c.last_seq
            and m.seq >= 0 and m.direction = 'in'
        where c.tenant_id = t.tenant_id and c.id = t.conversation_id
        limit 1;
    with k as (
        select x.kind, x.started_at, x.over, desk_after(case when x.over
                then v_rules || '{"hours": null}' else v_rules end,
                x.started_at, sla_minutes(v_rules, x.kind, t.priority))
                as due_at
        from (values ('decision', coalesce(v_asked, v_now), true),
                ('notification', v_now, true), ('assignment', v_now, false),
                ('first_response', v_now, false),
                ('resolution', v_now, false))
            as x(kind, started_at, over)
        where sla_minutes(v_rules, x.kind, t.priority) is not null
    ), s as (
        insert into sla (tenant_id, ticket_id, kind, started_at, due_at,
                met_at)
        select t.tenant_id, t.id, k.kind, k.started_at, k.due_at,
            case when k.over then v_now end
        from k where k.due_at is not null
        returning kind, due_at, met_at
    )
    insert into timer (tenant_id, partition, due_at, kind, ref)
        select t.tenant_id, coalesce((select c.partition from conversation c
                where c.tenant_id = t.tenant_id
                  and c.id = t.conversation_id), 0),
            s.due_at, 'sla', t.id || ' ' || s.kind
        from s where s.met_at is null or s.met_at > s.due_at;
end
$$;

create function core.sla_met(t core.ticket, p_kind text) returns void
language sql set search_path = core, pg_temp as $$
    update sla set met_at = clock_timestamp() where tenant_id = t.tenant_id
        and ticket_id = t.id and kind = p_kind and met_at is null
$$;

-- A ticket that is open again has its time again; a breach stays on record.
create function core.sla_again(t core.ticket, p_kind text) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_rules jsonb := desk_rules(t.tenant_id);
    v_due   timestamptz := desk_after(v_rules, clock_timestamp(),
                               sla_minutes(v_rules, p_kind, t.priority));
begin
    update sla set met_at = null, due_at = v_due
        where tenant_id = t.tenant_id and ticket_id = t.id
          and kind = p_kind and v_due is not null;
    if found then
        insert into timer (tenant_id, partition, due_at, kind, ref)
            values (t.tenant_id, coalesce((select c.partition
                    from conversation c where c.tenant_id = t.tenant_id
                      and c.id = t.conversation_id), 0), v_due, 'sla',
                    t.id || ' ' || p_kind);
    end if;
end
$$;

-- Is it too late, or was it?  Nobody may have looked at the time: a level
-- that was met late is broken all the same.  Once: a row, an event, a count.
create function core.sla_check(p_tenant uuid, p_ticket uuid, p_kind text)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    t ticket%rowtype;
begin
    update sla set breached_at = clock_timestamp()
        where tenant_id = p_tenant and ticket_id = p_ticket
          and kind = p_kind and breached_at is null
          and due_at <= clock_timestamp()
          and (met_at is null or met_at > due_at);
    if not found then
        return 'met';
    end if;
    update ticket set version = version + 1, updated_at = clock_timestamp()
        where tenant_id = p_tenant and id = p_ticket returning * into t;
    perform ticket_event(t, ',"breach":"' || p_kind || '"');
    perform notify_ticket(t, 'sla_breach', jsonb_build_object('sla', p_kind,
        'audience', ticket_audience(t)));
    return 'breached';
end
$$;


-- Idle hand-overs -----------------------------------------------------------

create function core.idle_watch(t core.ticket, p_partition int,
    p_minutes numeric) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    if p_minutes > 0 then
        insert into timer (tenant_id, partition, due_at, kind, ref)
            select t.tenant_id, p_partition, coalesce(desk_after(desk_rules(
                    t.tenant_id), clock_timestamp(), p_minutes),
                    clock_timestamp() + p_minutes * interval '1 minute'),
                'idle', c.id || ' ' || c.epoch
            from conversation c where c.tenant_id = t.tenant_id
              and c.id = t.conversation_id;
    end if;
end
$$;

create function core.idle_tell(p_tenant uuid, t core.ticket, p_why text)
returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    update ticket x set supervised_at = clock_timestamp(),
            version = version + 1, updated_at = clock_timestamp()
        where x.tenant_id = p_tenant and x.id = t.id returning * into t;
    perform notify_ticket(t, p_why, jsonb_build_object('audience',
        'supervisor' || coalesce(' team:' || case when t.agent_id is null
            then t.team_id end, '')));
    perform ticket_event(t);
end
$$;

-- Nobody has taken it, or its person has gone silent.
create function core.idle_check(p_tenant uuid, p_conversation uuid,
    p_epoch int, p_texts jsonb) returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    c         conversation%rowtype;
    t         ticket%rowtype;
    v_rules   jsonb := desk_rules(p_tenant);
    v_agent   uuid;
    v_minutes numeric;
    v_last    record;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.epoch is distinct from p_epoch
       or c.state not in ('pending_handoff', 'human') then
        return 'none';
    end if;
    select * into t from ticket x where x.tenant_id = p_tenant
        and x.conversation_id = p_conversation
        and x.status in ('open', 'in_progress', 'awaiting_customer');
    if c.state = 'pending_handoff' then
        if v_rules ->> 'idle_to' = 'bot' then
            perform move(p_tenant, p_conversation, 'bot', 'idle');
            perform say(handoff_lock(p_tenant, p_conversation), 'system',
                null, jsonb_build_object('text', replace(notice_text(p_texts,
                    coalesce(t.language, c.language), 'handoff_nobody'),
                    '{ticket}', t.number)));
            return 'to_bot';
        end if;
        perform idle_tell(p_tenant, t, 'handoff_idle');
        return 'told';
    end if;

    select s.agent_id into v_agent from assignment s
        where s.tenant_id = p_tenant and s.conversation_id = p_conversation
          and s.ended_at is null;
    v_minutes := (case when v_agent is null
        then v_rules ->> 'echo_idle_minutes'
        else v_rules ->> 'agent_idle_minutes' end)::numeric;
    select m.direction, m.created_at into v_last from message m
        where m.tenant_id = p_tenant and m.conversation_id = p_conversation
          and m.seq >= 0
        order by m.seq desc, m.ord desc, m.at desc limit 1;
    if v_agent is null and v_last.created_at
       <= clock_timestamp() - v_minutes * interval '1 minute' then
        perform move(p_tenant, p_conversation, 'bot', 'idle');
        return 'to_bot';
    elsif v_agent is not null and v_last.direction = 'in'
       and t.supervised_at is null and v_last.created_at
       <= clock_timestamp() - v_minutes * interval '1 minute' then
        if exists (select from agent a where a.tenant_id = p_tenant
                   and a.id = v_agent and a.status = 'offline') then
            perform move(p_tenant, p_conversation, 'pending_handoff',
                         'agent_gone');
            return 'to_queue';
        end if;
        perform idle_tell(p_tenant, t, 'agent_idle');
    end if;
    perform idle_watch(t, c.partition, greatest(v_minutes, 1));
    return 'none';
end
$$;


-- Words for the customer ----------------------------------------------------

-- p_texts: {"es": {"<key>": text}}, the worker's config/texts.
create function core.notice_text(p_texts jsonb, p_language text,
    p_key text) returns text
language sql immutable set search_path = core, pg_temp as $$
    select coalesce(p_texts -> p_language ->> p_key,
                    p_texts -> 'en' ->> p_key)
$$;

-- What a customer who is handed over is told: the number, an honest word about
-- the time and, when nobody is there, how else to reach the tenant, if the
-- desk's rules say so.  p_words: the texts of their language.
create function core.handoff_notice(t core.ticket, p_words jsonb)
returns text
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_rules jsonb := desk_rules(t.tenant_id);
    v_open  timestamptz := desk_after(v_rules, clock_timestamp(), 0);
    v_local timestamp := v_open at time zone (v_rules ->> 'timezone');
    v_wait  record;
    v_time  text;
    v_reach text := replace(p_words ->> 'reach_us', '{contact}',
                            v_rules ->> 'contact');
begin
    select * into v_wait from queue_wait(t);
    if t.queued_at is null and t.agent_id is not null then
        v_time := replace(p_words ->> 'handoff_soon', '{minutes}',
            trim_scale(coalesce(sla_minutes(v_rules, 'first_response',
                t.priority), 60))::text);
    elsif v_open is null or v_wait.minutes is null
          and v_open <= clock_timestamp() then
        v_time := concat_ws(' ', p_words ->> 'handoff_later', v_reach);
    elsif v_open > clock_timestamp() then
        v_time := concat_ws(' ', replace(replace(
            p_words ->> 'handoff_closed', '{day}',
            split_part(p_words ->> 'handoff_days', '|',
                       extract(isodow from v_local)::int)),
            '{time}', to_char(v_local, 'HH24:MI')), v_reach);
    else
        v_time := replace(replace(p_words ->> 'handoff_queue', '{position}',
            v_wait.place::text), '{minutes}', v_wait.minutes::text);
    end if;
    return concat_ws(' ', replace(p_words ->> 'handoff_ticket', '{ticket}',
                                  t.number), v_time);
end
$$;

-- Said by a timer, for a hand-over that no turn has announced.
create function core.notice_say(p_tenant uuid, p_conversation uuid,
    p_epoch int, p_texts jsonb) returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    c      conversation%rowtype;
    t      ticket%rowtype;
    v_lang text;
begin
    c := handoff_lock(p_tenant, p_conversation);
    select * into t from ticket x where x.tenant_id = p_tenant
        and x.conversation_id = p_conversation
        and x.status in ('open', 'in_progress', 'awaiting_customer');
    if c.state is distinct from 'pending_handoff' or c.epoch <> p_epoch
       or t.id is null then
        return 'none';
    end if;
    v_lang := coalesce(t.language, c.language, (select default_language
        from tenant where tenant_id = p_tenant));
    perform say(c, 'system', null, jsonb_build_object('text', concat_ws(' ',
        notice_text(p_texts, v_lang, 'handoff_confirmed'),
        handoff_notice(t, coalesce(p_texts -> v_lang, p_texts -> 'en')))));
    return 'said';
end
$$;

create function core.csat_ask(p_tenant uuid, p_conversation uuid,
    p_epoch int, p_texts jsonb) returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.state is distinct from 'resolved' or c.epoch <> p_epoch then
        return 'none';
    end if;
    update episode set asked_at = clock_timestamp()
        where tenant_id = p_tenant and conversation_id = p_conversation
          and episode = c.episode and rating is null and asked_at is null;
    if not found then
        return 'none';
    end if;
    update conversation set rating_asked_at = clock_timestamp()
        where tenant_id = p_tenant and id = p_conversation;
    perform say(c, 'system', null, jsonb_build_object('text',
        notice_text(p_texts, coalesce(c.language, (select default_language
            from tenant where tenant_id = p_tenant)), 'csat_ask')));
    return 'asked';
end
$$;


-- Running -------------------------------------------------------------------

-- Somebody has to call now: where nobody has the conversation it is handed
-- over, so that the desk's rules say who.  The customer is called, not told.
create function core.callback_due(p_tenant uuid, p_id uuid) returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    b callback%rowtype;
    c conversation%rowtype;
begin
    c := handoff_lock(p_tenant, (select z.conversation_id from callback z
        where z.tenant_id = p_tenant and z.id = p_id));
    update callback set due_at = clock_timestamp() where tenant_id = p_tenant
        and id = p_id and state = 'open' and due_at is null returning * into b;
    if not found then
        return 'none';
    end if;
    perform notify(p_tenant, 'callback_due', jsonb_build_object('audience',
        'staff', 'conversation', b.conversation_id, 'callback', b.id));
    if c.state not in ('pending_handoff', 'human') then
        perform handoff_start(p_tenant, c.id, '{"kind": "system"}',
            jsonb_strip_nulls(jsonb_build_object('reason', 'callback',
                'explanation', b.reason, 'subject', 'Callback', 'priority',
                'high', 'notice', false)));
    end if;
    return 'due';
end
$$;

create function core.ticket_close(p_tenant uuid, p_ticket uuid)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    t ticket%rowtype;
    v_days numeric := (desk_rules(p_tenant) ->> 'close_days')::numeric;
begin
    update ticket x set status = 'closed', closed_at = clock_timestamp(),
            version = version + 1, updated_at = clock_timestamp()
        where x.tenant_id = p_tenant and x.id = p_ticket
          and x.status = 'resolved'
          and x.resolved_at <= clock_timestamp() - v_days * interval '1 day'
        returning * into t;
    if not found then
        return 'none';
    end if;
    perform ticket_event(t);
    return 'closed';
end
$$;

-- Takes a timer and does it; did: what came of it.  none: gone, or there was
-- nothing to do any more.
create function core.timer_run(p_tenant uuid, p_id uuid, p_texts jsonb,
    out answer text, out events text)
language plpgsql set search_path = core, pg_temp as $$
declare
    r     timer%rowtype;
    v_did text := 'none';
    v_a   text;
    v_b   text;
    v_receipt jsonb;                    -- for the channel: read, is typing
    v_n   bigint;                       -- how many were picked
begin
    delete from timer where tenant_id = p_tenant and id = p_id
        and due_at <= clock_timestamp() returning * into r;
    v_a := split_part(r.ref, ' ', 1);
    v_b := split_part(r.ref, ' ', 2);
    case r.kind
        when 'sla' then v_did := sla_check(p_tenant, v_a::uuid, v_b);
        when 'accept' then v_did := assign_timeout(p_tenant, v_a::uuid);
        when 'idle' then v_did := idle_check(p_tenant, v_a::uuid, v_b::int,
                                             p_texts);
        when 'notice' then v_did := notice_say(p_tenant, v_a::uuid,
                                               v_b::int, p_texts);
        when 'csat' then v_did := csat_ask(p_tenant, v_a::uuid, v_b::int,
                                           p_texts);
        when 'close' then v_did := ticket_close(p_tenant, v_a::uuid);
        when 'callback' then v_did := callback_due(p_tenant, v_a::uuid);
        when 'presence' then
            perform presence_check(p_tenant, v_a::uuid);
        when 'assign' then
            perform assign_drain(p_tenant);
        when 'upkeep' then v_did := upkeep();
        when 'typing' then
            v_receipt := receipt_due(p_tenant, v_a::uuid);
        when 'read' then
            v_receipt := receipt_due(p_tenant, v_a::uuid, v_b::bigint);
        when 'notify' then v_did := notify_spread(p_tenant, v_a::uuid);
        when 'notify_flush' then v_did := notify_flush(p_tenant, v_a::uuid);
        when 'notify_daily' then v_did := notify_daily(p_tenant, v_a::uuid);
        when 'review' then
            v_n := review_pass(p_tenant);
            v_did := 'picked';
        else null;
    end case;
    answer := json_build_object('kind', r.kind, 'did', v_did, 'wakes',
        (take_wakes() is not null), 'receipt', v_receipt, 'n', v_n);
    events := take_events();
end
$$;

-- A timer that cannot be done just now: later, and not for ever at once.
create function core.timer_later(p_tenant uuid, p_id uuid, p_ms bigint)
returns void
language sql set search_path = core, pg_temp as $$
    update timer set due_at = clock_timestamp() + p_ms * interval '1 ms'
        where tenant_id = p_tenant and id = p_id
$$;


-- Rights --------------------------------------------------------------------
-- Both roles may do what the rules allow; the API under its tenant's policy.

do $$
declare
    f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'core'::regnamespace and p.proname in (
        'desk_lock', 'desk_defaults', 'desk_rules', 'desk_day', 'desk_after',
        'desk_problem', 'desk_set', 'desk_room',
        'agent_event', 'agent_load', 'agent_view', 'agent_list',
        'agent_find', 'agent_save', 'texts_of', 'agent_status', 'agent_seen',
        'agent_beat', 'presence_watch', 'presence_check', 'agent_remove',
        'team_list', 'team_find', 'team_save', 'team_remove',
        'team_member_set', 'team_is', 'ticket_audience', 'ticket_notify',
        'text_units', 'text_cut', 'text_split', 'text_unit', 'text_parts',
        'ticket_number', 'ticket_category', 'ticket_subject',
        'ticket_source', 'ticket_keywords', 'ticket_history',
        'ticket_summary', 'ticket_elsewhere', 'ticket_again', 'ticket_open',
        'ticket_event', 'ticket_view',
        'ticket_show', 'ticket_list', 'ticket_takes', 'ticket_set',
        'ticket_close',
        'wake', 'take_wakes', 'assignment_end', 'handoff_held',
        'handoff_wanted', 'handoff_over', 'handoff_moved',
        'handoff_remember', 'episode_end', 'handoff_fail', 'handoff_done',
        'handoff_lock', 'handoff_may', 'handoff_refusal', 'handoff_start',
        'handoff_claim',
        'handoff_release', 'handoff_resolve', 'handoff_reset',
        'handoff_reopen', 'handoff_transfer', 'handoff_archive', 'text_max',
        'window_hours', 'say', 'handoff_answered', 'handoff_heard',
        'agent_message', 'handoff_echo', 'note_put', 'note_add', 'label_set',
        'callback_watch', 'callback_list', 'callback_set', 'callback_due',
        'handoff_rated', 'rating_list', 'handoff_erase',
        'assign_need', 'assign_hands', 'assign_pick', 'assign_to', 'assign_one',
        'assign_needs', 'assign_next',
        'assign_drain', 'assign_timeout', 'queue_wait', 'queue_list',
        'sla_minutes', 'sla_start', 'sla_met', 'sla_again', 'sla_check',
        'idle_watch', 'idle_tell', 'idle_check', 'notice_text',
        'handoff_notice', 'notice_say', 'csat_ask', 'timer_run',
        'timer_later')
    loop
        execute format('grant execute on function %s to relevo_worker,'
                       ' relevo_web', f);
    end loop;
    -- What those stand on, made before for the worker alone.
    for f in select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'core'::regnamespace and p.proname in (
        'move', 'advance', 'queue_head', 'queue_is_idle', 'outbox_row',
        'outbox_text', 'identity_rank', 'person')
    loop
        execute format('grant execute on function %s to relevo_web', f);
    end loop;
    -- A turn reads whether a rating was asked for.
    grant execute on function core.desk_rules(uuid), core.desk_defaults()
        to relevo_turn;
end
$$;
