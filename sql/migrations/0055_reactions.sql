-- 0055_reactions - an agent answers a message of the customer's with a sign.
--
-- A reaction is a message of type `reaction` that quotes (reply_to) the one
-- it stands at; an empty one takes it back.  It goes out like any other
-- (outbox, kind `reaction`), but it is no answer: nobody waits less for it.

-- What Telegram takes; WhatsApp takes any emoji.  Null: the channel has no
-- reactions to send.
create function core.reaction_signs(p_channel text) returns text[]
language sql immutable set search_path = core, pg_temp as $$
    select case p_channel when 'whatsapp' then '{}'::text[]
        when 'telegram' then array['👍', '👎', '❤', '🔥', '🥰', '👏', '😁',
            '🤔', '🤯', '😱', '🤬', '😢', '🎉', '🤩', '🤮', '💩', '🙏', '👌',
            '🕊', '🤡', '🥱', '🥴', '😍', '🐳', '❤‍🔥', '🌚', '🌭', '💯',
            '🤣', '⚡', '🍌', '🏆', '💔', '🤨', '😐', '🍓', '🍾', '💋', '🖕',
            '😈', '😴', '😭', '🤓', '👻', '👨‍💻', '👀', '🎃', '🙈', '😇',
            '😨', '🤝', '✍', '🤗', '🫡', '🎅', '🎄', '☃', '💅', '🤪', '🗿',
            '🆒', '💘', '🙉', '🦄', '😘', '💊', '🙊', '😎', '👾', '🤷‍♂',
            '🤷', '🤷‍♀', '😡'] end
$$;

-- One sign, or nothing.  Not words: letters and spaces are none.
create function core.reaction_is_sign(p_channel text, p_emoji text)
returns boolean
language sql immutable set search_path = core, pg_temp as $$
    select p_emoji = '' or length(p_emoji) <= 12
        and p_emoji !~ '[[:alpha:][:space:][:cntrl:]]'
        and p_emoji ~ '[^\x01-\x7f]'
        and (reaction_signs(p_channel) = '{}'
             or p_emoji = any (reaction_signs(p_channel)))
$$;

-- {"ok", "message", "version"}; p_emoji null or empty: taken back.
create function core.reaction_send(p_tenant uuid, p_conversation uuid,
    p_agent uuid, p_message uuid, p_emoji text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c         conversation%rowtype;
    m         message%rowtype;
    v_channel text;
    v_emoji   text := coalesce(p_emoji, '');
    v_waiting bigint;
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
    end if;
    select a.channel into v_channel from account a
        where a.tenant_id = p_tenant and a.id = c.account_id;
    select * into m from message x where x.tenant_id = p_tenant
        and x.id = p_message and x.conversation_id = p_conversation;
    if m.id is null then
        return handoff_fail('not_found');
    elsif reaction_signs(v_channel) is null then
        return handoff_fail('invalid', jsonb_build_object('detail',
            'the channel ' || v_channel || ' takes no reactions'));
    elsif m.direction <> 'in' or m.type = 'reaction'
            or m.provider_id is null
            or v_channel = 'telegram' and m.provider_id !~ '^-?\d+:\d+$' then
        return handoff_fail('invalid', '{"detail": "reactions stand at'
            ' messages of the customer"}');
    elsif not reaction_is_sign(v_channel, v_emoji) then
        return handoff_fail('invalid', '{"detail": "one emoji that the'
            ' channel takes, or none"}');
    end if;
    select i.waiting_ms into v_waiting from inbox i
        where i.tenant_id = p_tenant and i.conversation_id = p_conversation;
    v_id := say(c, 'agent', p_agent, jsonb_build_object('type', 'reaction',
        'text', v_emoji, 'emoji', v_emoji, 'reply_to', m.provider_id));
    update outbox o set kind = 'reaction'
        where o.tenant_id = p_tenant and o.id = v_id;
    update inbox i set waiting_ms = v_waiting
        where i.tenant_id = p_tenant and i.conversation_id = p_conversation;
    return handoff_done(p_tenant, p_conversation)
        || jsonb_build_object('message', v_id);
end
$$;

grant execute on function core.reaction_signs(text),
    core.reaction_is_sign(text, text),
    core.reaction_send(uuid, uuid, uuid, uuid, text)
    to relevo_web, relevo_worker;


-- The API -------------------------------------------------------------------

create function api.reaction_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
    v    jsonb;
begin
    if (api.conversation_seen(v_id)).id is null then
        return api.problem(404);
    end if;
    v := reaction_send(api.tenant(), v_id, api.speaker(v_id),
        (req #>> '{params,message_id}')::uuid, req #>> '{body,emoji}');
    if v ->> 'error' = 'forbidden' then
        return api.problem(403, 'claim the conversation first');
    end if;
    return api.result(v, jsonb_build_object('id', v -> 'message',
        'conversation', v_id, 'version', v -> 'version'));
end
$$;

create function api.reaction_delete(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.reaction_put(req - 'body')
$$;

grant execute on function api.reaction_put(jsonb),
    api.reaction_delete(jsonb) to relevo_web;
