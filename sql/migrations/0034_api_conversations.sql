-- 0034_api_conversations - what people read of one conversation: itself, its
-- messages; and what they write.  Lists are 0045_api_inbox's.
--
-- An agent sees what is theirs in full and what waits as a preview: who and
-- the first 100 characters.  Whatever else is there is not there for them.

create index conversation_held on core.conversation (tenant_id, state, id)
    where state in ('pending_handoff', 'human');

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
language sql stable set search_path = core, pg_temp as $$
    select c from conversation c where c.tenant_id = api.tenant()
        and c.id = p_id and (api.sight(c) = 'all'
                             or p_how = api.sight(c))
$$;

-- With its ticket, for one; a preview has the first 100 characters.  One
-- query, put together as text: it is asked more than all others.
create function api.conversation_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_body    text;
    v_version bigint;
    v_mine    boolean;
    v_state   text;
    v_preview text;
    v_sight   text := 'all';
begin
    select '{"id":"' || c.id || '","state":"' || c.state || '","epoch":'
            || c.epoch || ',"version":' || c.version || ',"episode":'
            || c.episode || ',"reason":'
            || coalesce(to_json(c.state_reason)::text, 'null')
            || ',"language":' || coalesce(to_json(c.language)::text, 'null')
            || ',"messages":' || c.last_seq || ',"created_at":'
            || to_json(c.created_at) || ',"channel":"' || a.channel
            || '","account":' || to_json(a.account)
            || ',"contact":{"id":"' || n.id || '","name":'
            || coalesce(to_json(n.name)::text, 'null') || ',"language":'
            || coalesce(to_json(n.language)::text, 'null') || '},"agent":'
            || coalesce('"' || s.agent_id || '"', 'null') || ',"labels":'
            || to_json(array(select l.label from label l
                where l.tenant_id = c.tenant_id and l.conversation_id = c.id
                order by l.label))
            || ',"ticket":' || coalesce((select '{"id":"' || t.id
                    || '","number":"' || t.number || '","status":"'
                    || t.status || '","priority":"' || t.priority
                    || '","category":"' || t.category || '","subject":'
                    || to_json(t.subject) || '}'
                from ticket t where t.tenant_id = c.tenant_id
                  and t.conversation_id = c.id
                order by t.id desc limit 1), 'null'),
            c.version, s.agent_id = api.agent(), c.state
        into v_body, v_version, v_mine, v_state
        from conversation c
        join contact n on n.tenant_id = c.tenant_id and n.id = c.contact_id
        join account a on a.tenant_id = c.tenant_id and a.id = c.account_id
        left join assignment s on s.tenant_id = c.tenant_id
            and s.conversation_id = c.id and s.ended_at is null
        where c.tenant_id = api.tenant()
          and c.id = (req #>> '{params,id}')::uuid;
    if v_body is null then
        return api.problem(404);
    end if;
    if not api.sees_all() and v_mine is distinct from true
            and (v_state <> 'resolved' or (api.conversation_seen(
                 (req #>> '{params,id}')::uuid)).id is null) then
        if v_state <> 'pending_handoff' then
            return api.problem(404);
        end if;
        v_sight := 'preview';
        select left(m.text, 100) into v_preview from conversation c
            join message m on m.tenant_id = c.tenant_id
                and m.conversation_id = c.id and m.seq = c.last_seq
                and m.seq >= 0 and m.direction = 'in'
            where c.tenant_id = api.tenant()
              and c.id = (req #>> '{params,id}')::uuid limit 1;
        v_body := v_body || ',"preview":' || coalesce(to_json(v_preview)
                                                      ::text, 'null');
    end if;
    return (200, ('{"ETag":"\"' || v_version || '\""}')::jsonb,
            (v_body || ',"sight":"' || v_sight || '"}')::jsonb);
end
$$;


-- Messages ------------------------------------------------------------------

-- As text, since a page has many of them.
create function api.message_text(m core.message) returns text
language sql stable as $$
    select '{"id":"' || m.id || '","seq":' || m.seq || ',"from":"'
        || case m.direction when 'in' then 'customer' else m.origin end
        || '","type":' || to_json(m.type)
        || coalesce(',"text":' || to_json(m.text), '')
        || coalesce(',"content":' || m.content::text, '')
        || coalesce(',"status":"' || m.status || '"', '')
        || coalesce(',"reply_to":' || to_json(m.reply_to), '')
        || coalesce(',"agent":"' || m.agent_id || '"', '')
        || coalesce(',"errors":' || m.errors::text, '')
        || ',"at":' || to_json(m.at) || '}'
$$;

-- The newest first.  A cursor is "<seq>.<id>" of the last one seen.
create function api.message_list(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_tenant uuid := api.tenant();
    v_limit  int := api.page_limit(req);
    v_cursor text := req #>> '{query,cursor}';
    c        conversation%rowtype;
    v_seq    bigint;
    v_id     uuid;
    v_n      bigint;
    v_items  text;
    v_next   text;
begin
    select * into c from conversation z where z.tenant_id = v_tenant
        and z.id = (req #>> '{params,id}')::uuid;
    if c.id is null or api.sight(c) is distinct from 'all' then
        return api.problem(404);
    end if;
    v_seq := c.last_seq;
    if v_cursor ~ '^\d{1,18}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        v_seq := split_part(v_cursor, '.', 1)::bigint;
        v_id := split_part(v_cursor, '.', 2)::uuid;
    elsif v_cursor is not null then
        return api.invalid('query.cursor', 'cursor');
    end if;
    -- what follows a message has its seq: direction first, then id
    select count(*), string_agg(x.t, ',' order by x.seq desc, x.id desc)
            filter (where x.i <= v_limit),
            max(x.seq || '.' || x.id) filter (where x.i = v_limit)
        into v_n, v_items, v_next
        from (select api.message_text(m) as t, m.seq, m.id, row_number()
                over (order by m.seq desc, m.id desc) as i
            from message m
            where m.tenant_id = v_tenant and m.conversation_id = c.id
              and m.seq >= 0 and m.seq <= v_seq
              and (v_id is null or m.seq < v_seq or m.id < v_id)
            order by m.seq desc, m.id desc limit v_limit + 1) x;
    return (200, null::jsonb, ('{"items":[' || coalesce(v_items, '')
        || '],"next":' || case when v_n > v_limit then '"' || v_next || '"'
                               else 'null' end || '}')::jsonb);
end
$$;

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
        'conversation', v_id, 'version', v -> 'version'), 201);
end
$$;
