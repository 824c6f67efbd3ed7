-- 0034_api_conversations - what people read of one conversation: itself, its
-- messages; and what they write.  Lists are 0045's.
--
-- An agent sees what is theirs in full and what waits as a preview: who and
-- the first 100 characters.  Whatever else is there is not there for them.

create index conversation_held on core.conversation (tenant_id, state, id)
    where state in ('pending_handoff', 'human');
create index conversation_archived on core.conversation (tenant_id, id)
    where state = 'archived';

-- 'all', 'preview' or null.
create function api.sight(c core.conversation) returns text
language plpgsql stable as $$
begin
    if api.sees_all() then
        return 'all';
    elsif exists (select from core.assignment s where s.tenant_id
            = c.tenant_id and s.conversation_id = c.id
            and s.ended_at is null and s.agent_id = api.agent()) then
        return 'all';
    elsif c.state = 'pending_handoff' then
        return 'preview';
    elsif c.state = 'resolved' and exists (select from core.inbox i
            where i.tenant_id = c.tenant_id and i.conversation_id = c.id
              and i.agent_id = api.agent()) then
        return 'all';                   -- who resolved it may open it again
    end if;
    return null;
end
$$;

-- Null: there is none, or not for whoever asks.
create function api.conversation_seen(p_id uuid, p_how text default 'all')
returns core.conversation
language plpgsql stable as $$
declare
    c       core.conversation%rowtype;
    v_sight text;
begin
    select * into c from core.conversation x
        where x.tenant_id = api.tenant() and x.id = p_id;
    v_sight := case when c.id is not null then api.sight(c) end;
    if v_sight = 'all' or v_sight = p_how then
        return c;
    end if;
    return null;
end
$$;


-- Messages ------------------------------------------------------------------

-- Who speaks: the agent who asks; for a program whoever has it.
create function api.speaker(p_conversation uuid) returns uuid
language sql stable set search_path = core, pg_temp as $$
    select case when api.agent() is not null then api.agent() else (
        select s.agent_id from assignment s where s.tenant_id = api.tenant()
            and s.conversation_id = p_conversation and s.ended_at is null)
        end
$$;

create function api.message_send(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
    v    jsonb;
begin
    if (api.conversation_seen(v_id, 'preview')).id is null then
        return api.problem(404);
    end if;
    v := agent_message(api.tenant(), v_id, api.speaker(v_id),
        jsonb_build_object('type', 'text') || jsonb_strip_nulls(
            jsonb_build_object('text', req #> '{body,text}', 'reply_to',
                               req #> '{body,reply_to}')));
    if v ->> 'error' = 'forbidden' then
        return api.problem(403, 'claim the conversation first');
    end if;
    return api.result(v, jsonb_build_object('id', v -> 'message',
        'ids', v -> 'messages',
        'conversation', v_id, 'version', v -> 'version'), 201);
end
$$;
