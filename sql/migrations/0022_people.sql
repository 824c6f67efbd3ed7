-- 0022_people - what people do with a conversation: claim, release, resolve,
-- reset, reopen, transfer, archive.  Each asks whether the actor may, and
-- moves; what follows a move, and the form of the answers, is 0022_handoff's.

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

-- Why not: there is none, it is in another state, it is somebody else's; null:
-- go on.  p_actor null: whoever comes here may; p_states null: any.
create function core.handoff_refusal(c core.conversation, p_actor jsonb,
    p_states text[]) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if c.id is null then
        return handoff_fail('not_found');
    elsif c.state <> all (p_states) then
        return handoff_fail('state', jsonb_build_object('state', c.state));
    elsif p_actor is not null and not handoff_may(c, p_actor) then
        return handoff_fail('forbidden');
    end if;
    return null;
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
    elsif p_facts ->> 'team' is not null
            and not team_is(p_tenant, p_facts ->> 'team') then
        return handoff_fail('invalid', '{"detail": "there is no such team"}');
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
    c    conversation%rowtype;
    v_no jsonb;
begin
    c    := handoff_lock(p_tenant, p_conversation);
    v_no := handoff_refusal(c, p_actor, '{human,pending_handoff}');
    if v_no is not null then
        return v_no;
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
    c    conversation%rowtype;
    v_no jsonb;
begin
    if length(p_category) > 100 or length(p_notes) > 10000 then
        return handoff_fail('too_long');
    end if;
    c    := handoff_lock(p_tenant, p_conversation);
    v_no := handoff_refusal(c, p_actor, '{bot,human,pending_handoff}');
    if v_no is not null then
        return v_no;
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
    c    conversation%rowtype;
    v_no jsonb;
begin
    c    := handoff_lock(p_tenant, p_conversation);
    v_no := handoff_refusal(c, null, null);
    if v_no is not null then
        return v_no;
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
    v_no   jsonb;
    t      ticket%rowtype;
    v_same boolean;
begin
    c    := handoff_lock(p_tenant, p_conversation);
    v_no := handoff_refusal(c, null, '{bot,resolved,archived}');
    if v_no is not null then
        return v_no;
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
    c    conversation%rowtype;
    v_no jsonb;
begin
    c    := handoff_lock(p_tenant, p_conversation);
    v_no := handoff_refusal(c, p_actor, '{human,pending_handoff}');
    if v_no is not null then
        return v_no;
    elsif not p_target ?| array['agent', 'team', 'skill', 'queue'] then
        return handoff_fail('invalid');
    elsif p_target ? 'agent' and not exists (select from agent a
            where a.tenant_id = p_tenant and a.id::text = p_target ->> 'agent'
              and a.enabled) then
        return handoff_fail('no_agent');
    elsif p_target ? 'team'
            and not team_is(p_tenant, p_target ->> 'team') then
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
    c    conversation%rowtype;
    v_no jsonb;
begin
    c    := handoff_lock(p_tenant, p_conversation);
    v_no := handoff_refusal(c, p_actor, null);
    if v_no is not null then
        return v_no;
    elsif c.state <> 'archived' then
        perform move(p_tenant, p_conversation, 'archived', 'archived');
    end if;
    return handoff_done(p_tenant, p_conversation);
end
$$;
