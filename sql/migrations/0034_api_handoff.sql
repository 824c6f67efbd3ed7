-- 0034_api_handoff - what people do to conversations: notes, labels,
-- callbacks, and the hand-over.  The rules are core.handoff_*'s (0022); here
-- is who may, and what the answer looks like.

-- Notes, labels, callbacks --------------------------------------------------

create function api.note_list(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if (api.conversation_seen((req #>> '{params,id}')::uuid)).id is null then
        return api.problem(404);
    end if;
    return api.page(coalesce((select jsonb_agg(to_jsonb(n) - 'tenant_id'
            order by n.id desc)
        from (select * from note z where z.tenant_id = api.tenant()
                and z.conversation_id = (req #>> '{params,id}')::uuid
                and (api.page_before(req) is null
                     or z.id < api.page_before(req))
              order by z.id desc limit api.page_limit(req) + 1) n), '[]'),
        api.page_limit(req));
end
$$;

create function api.note_create(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb;
begin
    if (api.conversation_seen((req #>> '{params,id}')::uuid)).id is null then
        return api.problem(404);
    end if;
    v := note_add(api.tenant(), (req #>> '{params,id}')::uuid, api.actor(),
                  req #>> '{body,text}');
    return api.result(v, jsonb_build_object('id', v -> 'note'), 201);
end
$$;

create function api.label(req jsonb, p_on boolean) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    if (api.conversation_seen((req #>> '{params,id}')::uuid)).id is null then
        return api.problem(404);
    end if;
    return api.result(label_set(api.tenant(), (req #>> '{params,id}')::uuid,
        api.actor(), req #>> '{params,label}', p_on));
end
$$;

create function api.label_add(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.label(req, true)
$$;

create function api.label_remove(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.label(req, false)
$$;

-- Of conversations that whoever asks sees at least a preview of; whom to call
-- and why is for who has it.
create function api.callback_list(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_limit int := api.page_limit(req, 500);
    v_full  uuid[];
    v_some  uuid[];
begin
    if api.sees_all() then
        return api.ok(jsonb_build_object('items', callback_list(api.tenant(),
            v_limit), 'next', null));
    end if;
    select array_agg(x.id), array_agg(x.id) filter (where x.sight = 'all')
        into v_some, v_full
        from (select c.id, api.sight(c) as sight from conversation c
            where c.tenant_id = api.tenant() and c.id = any (array(
                select z.conversation_id from callback z
                where z.tenant_id = api.tenant() and z.state = 'open'))) x
        where x.sight is not null;
    return api.ok(jsonb_build_object('items', (
        select coalesce(jsonb_agg(case when (e.value
                ->> 'conversation_id')::uuid = any (v_full) then e.value
            else e.value || '{"phone": null, "reason": null}' end
            order by e.ordinality), '[]')
        from jsonb_array_elements(callback_list(api.tenant(), v_limit,
            coalesce(v_some, '{}'))) with ordinality e), 'next', null));
end
$$;

create function api.callback_update(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id   uuid := (req #>> '{params,id}')::uuid;
    v_conv uuid := (select z.conversation_id from callback z
        where z.tenant_id = api.tenant() and z.id = v_id);
begin
    if (api.conversation_seen(v_conv, 'preview')).id is null then
        return api.problem(404);
    elsif (api.conversation_seen(v_conv)).id is null then
        return api.problem(403, 'claim the conversation first');
    end if;
    return api.result(callback_set(api.tenant(), v_id,
        req #>> '{body,state}', api.actor()));
end
$$;


-- Hand-over -----------------------------------------------------------------

-- May whoever asks do something to it?  Null answer: yes.
create function api.reach(p_id uuid) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select case when (api.conversation_seen(p_id, 'preview')).id is null
        then api.problem(404) end
$$;

create function api.conversation_handoff(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
    c    conversation%rowtype;
begin
    -- an agent may ask for a person where a bot talks: it cannot see it
    -- otherwise, so only who sees everything gets this far with others' ids
    c := api.conversation_seen(v_id, 'preview');
    if c.id is null then
        return api.problem(404);
    end if;
    return api.result(handoff_start(api.tenant(), v_id, api.actor(),
        '{"reason": "api"}' || coalesce(jsonb_strip_nulls(req -> 'body'),
                                        '{}')));
end
$$;

create function api.claim(p_id uuid, p_agent uuid, p_force boolean)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    if (api.conversation_seen(p_id, 'preview')).id is null then
        return api.problem(404);
    elsif p_agent is null then
        return api.invalid('body.agent', 'required',
                           'an API key says for which agent');
    elsif p_agent is distinct from api.agent() and not api.sees_all() then
        return api.problem(403, 'that is another agent');
    elsif p_force and not api.sees_all() then
        return api.problem(403, 'a supervisor takes over');
    end if;
    return api.result(handoff_claim(api.tenant(), p_id, jsonb_build_object(
        'kind', 'agent', 'id', p_agent, 'force', p_force)));
end
$$;

create function api.conversation_claim(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.claim((req #>> '{params,id}')::uuid, coalesce(
        (req #>> '{body,agent}')::uuid, api.agent()),
        coalesce((req #>> '{body,force}')::boolean, false))
$$;

create function api.agent_claim(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.claim((req #>> '{params,conversation_id}')::uuid,
        (req #>> '{params,id}')::uuid,
        coalesce((req #>> '{body,force}')::boolean, false))
$$;

create function api.conversation_release(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select case when (r.r).status is not null then r.r
        else api.result(handoff_release(api.tenant(),
            (req #>> '{params,id}')::uuid, api.actor(),
            req #>> '{body,note}')) end
    from (select api.reach((req #>> '{params,id}')::uuid) as r offset 0) r
$$;

-- What that agent has: not what has become another one's.
create function api.agent_release(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id    uuid := (req #>> '{params,conversation_id}')::uuid;
    v_agent uuid := (req #>> '{params,id}')::uuid;
begin
    if v_agent is distinct from api.agent() and not api.sees_all() then
        return api.problem(403, 'that is another agent');
    elsif (api.conversation_seen(v_id, 'preview')).id is null then
        return api.problem(404);
    elsif (handoff_lock(api.tenant(), v_id)).state in ('human',
            'pending_handoff') and not exists (select from assignment s
            where s.tenant_id = api.tenant() and s.conversation_id = v_id
              and s.ended_at is null and s.agent_id = v_agent) then
        return api.problem(409, 'that agent does not have it');
    end if;
    return api.conversation_release(jsonb_set(req, '{params,id}',
                                    req #> '{params,conversation_id}'));
end
$$;

create function api.conversation_resolve(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select case when (r.r).status is not null then r.r
        else api.result(handoff_resolve(api.tenant(),
            (req #>> '{params,id}')::uuid, api.actor(),
            req #>> '{body,category}', req #>> '{body,notes}')) end
    from (select api.reach((req #>> '{params,id}')::uuid) as r offset 0) r
$$;

create function api.conversation_reset(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.result(handoff_reset(api.tenant(),
        (req #>> '{params,id}')::uuid, api.actor()))
$$;

-- Once it is over it is nobody's: who had its last ticket may open it again.
create function api.conversation_reopen(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
begin
    if not api.sees_all() and api.agent() is distinct from (
            select t.agent_id from ticket t where t.tenant_id = api.tenant()
              and t.conversation_id = v_id order by t.id desc limit 1) then
        return api.problem(404);
    end if;
    return api.result(handoff_reopen(api.tenant(), v_id, api.actor()));
end
$$;

create function api.conversation_transfer(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id     uuid := (req #>> '{params,id}')::uuid;
    v_target jsonb := jsonb_strip_nulls(coalesce(req -> 'body', '{}'))
                      - 'note';
begin
    if (api.conversation_seen(v_id)).id is null then
        return api.problem(404);
    elsif (select count(*) from jsonb_object_keys(v_target)) <> 1 then
        return api.invalid('body', 'one',
            'to one of agent, team, skill or queue');
    end if;
    return api.result(handoff_transfer(api.tenant(), v_id, api.actor(),
        v_target, req #>> '{body,note}'));
end
$$;

create function api.conversation_archive(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select case when (r.r).status is not null then r.r
        else api.result(handoff_archive(api.tenant(),
            (req #>> '{params,id}')::uuid, api.actor())) end
    from (select api.reach((req #>> '{params,id}')::uuid) as r offset 0) r
$$;

-- S1-034: what is known of a hand-over.
create function api.escalation_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := api.conversation_seen((req #>> '{params,id}')::uuid, 'preview');
    if c.id is null then
        return api.problem(404);
    end if;
    return api.ok(jsonb_build_object('conversation', c.id, 'state', c.state,
        'escalated', c.state in ('pending_handoff', 'human'),
        'reason', c.state_reason, 'epoch', c.epoch,
        'ticket', (select case when api.sight(c) = 'all'
                then ticket_view(t) - 'history'
                else api.ticket_preview(ticket_view(t)) end
            from ticket t
            where t.tenant_id = c.tenant_id and t.conversation_id = c.id
            order by t.id desc limit 1)));
end
$$;
