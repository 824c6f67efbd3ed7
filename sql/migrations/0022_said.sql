-- 0022_said - what is said and noted beside the bot's turns: messages of
-- agents and of the desk, notes, labels, callbacks, ratings; and forgetting
-- them.

-- Messages of ours outside of turns -----------------------------------------

-- Units of one message; C's table of channels holds the same (t/80_handoff.t
-- compares).  Instagram counts bytes.
create function core.text_max(p_channel text) returns int
language sql immutable set search_path = core, pg_temp as $$
    select case p_channel when 'messenger' then 2000
        when 'instagram' then 1000 when 'twilio' then 1600
        else 4096 end
$$;

-- What it counts.
create function core.text_unit(p_channel text) returns text
language sql immutable set search_path = core, pg_temp as $$
    select case when p_channel = 'instagram' then 'bytes'
        when p_channel in ('telegram', 'twilio') then 'utf16'
        else 'points' end
$$;

-- Messages that a text of an agent may become, at most.
create function core.text_parts() returns int
language sql immutable set search_path = core, pg_temp as $$
    select 16
$$;

create function core.text_units(p_text text, p_unit text) returns int
language sql immutable set search_path = core, pg_temp as $$
    select case p_unit when 'bytes' then octet_length(p_text)
        when 'utf16' then length(p_text) + length(regexp_replace(p_text,
            '[^\U00010000-\U0010FFFF]', '', 'g'))
        else length(p_text) end
$$;

-- How many characters of a text that is longer than p_max units go into its
-- first part: to the last paragraph, line or sentence in the second half,
-- else to the last word, else as many as fit.  As cut_at() of
-- worker/channels/text.c: t/80_handoff.t asks for the same of both.
create function core.text_cut(p_text text, p_max int, p_unit text)
returns int
language plpgsql immutable set search_path = core, pg_temp as $$
declare
    v_c    text[] := string_to_array(left(p_text, p_max + 64), null);
    v_best int[] := array[0, 0, 0, 0];  -- word, sentence, line, paragraph
    v_fit  int := 0;
    v_half int := 0;
    v_n    int := 0;
    v_kind int;
    v_next int;
begin
    while v_fit < cardinality(v_c) loop
        exit when v_fit > 0
            and v_n + text_units(v_c[v_fit + 1], p_unit) > p_max;
        if v_n <= p_max / 2 then
            v_half := v_fit;
        end if;
        v_n := v_n + text_units(v_c[v_fit + 1], p_unit);
        v_fit := v_fit + 1;
    end loop;
    for i in 0 .. v_fit loop
        continue when v_c[i + 1] is null
            or v_c[i + 1] not in (' ', E'\n', E'\r', E'\t');
        v_next := i + 2;
        while v_c[v_next] in (E'\r', ' ') loop
            v_next := v_next + 1;
        end loop;
        v_kind := case when v_c[i + 1] <> E'\n' then
                case when i > 0 and v_c[i] in ('.', '!', '?') then 2
                     else 1 end
            when v_c[v_next] = E'\n' then 4 else 3 end;
        v_best[v_kind] := i;
    end loop;
    for k in reverse 4 .. 2 loop
        if v_best[k] > 0 and v_best[k] >= v_half then
            return v_best[k];
        end if;
    end loop;
    return case when v_best[1] > 0 then v_best[1] else v_fit end;
end
$$;

create function core.text_split(p_text text, p_max int, p_unit text)
returns text[]
language plpgsql immutable set search_path = core, pg_temp as $$
declare
    v_rest  text := btrim(p_text, E' \t\r\n');
    v_parts text[] := '{}';
    v_at    int;
begin
    while v_rest <> '' loop
        v_at := length(v_rest);
        if text_units(v_rest, p_unit) > p_max then
            v_at := text_cut(v_rest, p_max, p_unit);
        end if;
        v_parts := array_append(v_parts,
                                btrim(left(v_rest, v_at), E' \t\r\n'));
        v_rest := btrim(substr(v_rest, v_at + 1), E' \t\r\n');
    end loop;
    return v_parts;
end
$$;

create function core.window_hours(p_channel text) returns int
language sql immutable as $$
    select case when p_channel in ('whatsapp', 'messenger', 'instagram')
        then 24 else 0 end
$$;

-- A message and its outbox row, behind all that waits.  The caller holds the
-- conversation's lock.  Returns the message's id.
create function core.say(c core.conversation, p_origin text, p_agent uuid,
    p_payload jsonb, p_id uuid default null) returns uuid
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id    uuid := coalesce(p_id, uuid7());
    v_queue text := 'c:' || c.id;
    v_idle  boolean := queue_is_idle(c.tenant_id, v_queue);
    v_hours int;
    v_ord   bigint;
    v_last  timestamptz;
    v_version bigint;
    v_policy text;
begin
    -- any other word is none, as for the worker
    select window_hours(a.channel), case t.settings ->> 'reply_policy'
            when 'at_most_once' then 'at_most_once' else 'at_least_once' end
        into v_hours, v_policy
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
                + v_hours * 3600000::bigint, 'part',
                coalesce((p_payload ->> 'part')::int, 0)) else '{}' end;
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
    perform inbox_said(c, p_origin, p_agent);
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

-- What an agent writes to the customer: {"text", "reply_to", ...}.  A text
-- that is longer than the channel takes becomes several messages, as one of
-- the bot does; `message` is the first of them, `messages` are all.  Of
-- another type the text only says what was sent: that is one message.
create function core.agent_message(p_tenant uuid, p_conversation uuid,
    p_agent uuid, p_payload jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c         conversation%rowtype;
    v_channel text;
    v_text    text := p_payload ->> 'text';
    v_is_text boolean := coalesce(p_payload ->> 'type', 'text') = 'text';
    v_parts   text[];
    v_ids     uuid[];
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
            or v_is_text and coalesce(btrim(v_text, E' \t\r\n'), '') = ''
            then
        return handoff_fail('invalid');
    end if;
    select a.channel into v_channel from account a
        where a.tenant_id = p_tenant and a.id = c.account_id;
    v_parts := array[v_text];
    if v_is_text
            and text_units(v_text, text_unit(v_channel)) > text_max(v_channel)
            then
        v_parts := text_split(v_text, text_max(v_channel),
                              text_unit(v_channel));
    end if;
    if cardinality(v_parts) > text_parts() then
        return handoff_fail('too_long', jsonb_build_object('max',
            text_max(v_channel) * text_parts(), 'detail', format('more than'
            ' %s messages of this channel', text_parts())));
    end if;
    -- Lists are in the order of ids, also within a millisecond.
    v_ids := array(select uuid7() from unnest(v_parts) order by 1);
    for i in 1 .. cardinality(v_parts) loop
        perform say(c, 'agent', p_agent, p_payload
            - case when i > 1 then 'reply_to' else '' end
            || jsonb_strip_nulls(jsonb_build_object('text', v_parts[i],
                'part', nullif(i - 1, 0))), v_ids[i]);
    end loop;
    perform handoff_answered(p_tenant, p_conversation);
    return handoff_done(p_tenant, p_conversation)
        || jsonb_build_object('message', v_ids[1], 'messages', v_ids);
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
    perform inbox_said(c, 'agent', null);
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

-- Due, then to come, and whom to call; never one that is done.  p_of: only
-- those of these conversations; null: of all.
create function core.callback_list(p_tenant uuid, p_limit int,
    p_of uuid[] default null) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(to_jsonb(b) - 'tenant_id'
        order by b.due_at nulls last, b.at nulls first, b.id), '[]')
    from (select z.*, n.name as contact from core.callback z
          join core.contact n on n.tenant_id = z.tenant_id
            and n.id = z.contact_id
          where z.tenant_id = p_tenant and z.state = 'open'
            and (p_of is null or z.conversation_id = any (p_of))
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
    update ticket set subject = ticket_subject(category, null),
            summary = null, history = '[]', keywords = '{}',
            explanation = null, metadata = '{}', evidence = null,
            source_phone_number = null, source_user_id = null,
            resolution_notes = null
        where tenant_id = p_tenant and conversation_id
              = any (p_conversations);
    update episode set summary = null where tenant_id = p_tenant
        and conversation_id = any (p_conversations);
    delete from note where tenant_id = p_tenant
        and conversation_id = any (p_conversations);
    delete from draft where tenant_id = p_tenant
        and conversation_id = any (p_conversations);
    perform search_erase(p_tenant, p_conversations);
    perform notify_erase(p_tenant, p_conversations);
end
$$;
