-- 0034_api_quick - what is read most: one conversation, a page of messages.
--
-- The server's cost of such a call is not finding the rows: it is setting up
-- plans and expressions anew, for each call.  So here: no `set` (names are
-- qualified), few tables, format() and concat() instead of many operators
-- (each of which is looked up, and its rights), JSON as text all the way to
-- nginx, which may send such calls behind each other (NGX_HTTP_RELEVO_QUICK).

create type api.quick as (
    status      int,
    headers     text,
    body        text
);

create function api.quickly(r api.response) returns api.quick
language sql immutable as $$
    select (r.status, r.headers::text, r.body::text)::api.quick
$$;

-- A member of JSON made as text; inlined where it is called.
create function api.json(p_value anyelement) returns text
language sql stable as $$
    select coalesce(to_json(p_value)::text, 'null')
$$;


-- With its ticket; a preview has the first 100 characters.  One whose epoch
-- is 1 has never moved: nobody has or had it, and there is no ticket.
create function api.conversation_get(req jsonb) returns api.quick
language plpgsql stable as $$
declare
    v_tenant  uuid := api.tenant();
    v_id      uuid := (req #>> '{params,id}')::uuid;
    v_body    text;
    v_version bigint;
    v_epoch   int;
    v_agent   uuid;
    v_more    text := ',"agent":null,"ticket":null,"archived":null';
    v_sight   text := 'all';
begin
    select format('{"id":"%s","state":"%s","epoch":%s,"version":%s,'
            '"episode":%s,"messages":%s,"reason":%s,"language":%s,'
            '"created_at":%s,%s,"contact":%s,"labels":%s', c.id, c.state,
            c.epoch, c.version, c.episode, c.last_seq,
            api.json(c.state_reason), api.json(c.language),
            to_json(c.created_at), (select format('"channel":"%s",'
                '"account":%s', a.channel, to_json(a.account))
                from core.account a where a.tenant_id = v_tenant
                  and a.id = c.account_id),
            (select format('{"id":"%s","name":%s,"language":%s}', n.id,
                api.json(n.name), api.json(n.language))
                from core.contact n where n.tenant_id = v_tenant
                  and n.id = c.contact_id),
            to_json(array(select l.label from core.label l
                where l.tenant_id = v_tenant and l.conversation_id = v_id
                order by l.label))),
            c.version, c.epoch
        into v_body, v_version, v_epoch
        from core.conversation c
        where c.tenant_id = v_tenant and c.id = v_id;
    if v_body is null then
        return api.quickly(api.problem(404));
    end if;
    if v_epoch > 1 then
        select x.agent, x.more into v_agent, v_more
            from api.conversation_held(v_id) x;
    end if;
    if not api.sees_all() and v_agent is distinct from api.agent() then
        select api.sight(c) into v_sight from core.conversation c
            where c.tenant_id = api.tenant() and c.id = v_id;
        if v_sight is null then
            return api.quickly(api.problem(404));
        elsif v_sight = 'preview' then
            v_more := v_more || api.conversation_preview(v_id);
        end if;
    end if;
    return (200, '{"ETag":"\"' || v_version || '\""}',
            concat(v_body, v_more, ',"sight":"', v_sight, '"}'));
end
$$;

-- Who has it, and its last ticket: members that begin with a comma.
create function api.conversation_held(p_id uuid, out agent uuid,
    out more text)
language plpgsql stable as $$
begin
    agent := (select s.agent_id from core.assignment s
        where s.tenant_id = api.tenant() and s.conversation_id = p_id
          and s.ended_at is null);
    more := concat(',"agent":', coalesce(to_json(agent), 'null'),
        ',"ticket":', coalesce((select concat('{"id":"', t.id,
                '","number":"', t.number, '","status":"', t.status,
                '","priority":"', t.priority, '","category":"', t.category,
                '","subject":', to_json(t.subject), '}')
            from core.ticket t where t.tenant_id = api.tenant()
              and t.conversation_id = p_id
            order by t.id desc limit 1), 'null'),
        ',"archived":', api.conversation_away(p_id));
end
$$;

-- What of it is in the archive (0070_archive): since when, how many messages,
-- and whether they can be had back; or null.
create function api.conversation_away(p_id uuid) returns text
language plpgsql stable as $$
begin
    return coalesce((select json_build_object('at', max(a.archived_at),
            'messages', sum(a.messages), 'restorable',
            bool_or(a.state = 'kept'))::text
        from core.archive a where a.tenant_id = api.tenant()
          and a.conversation_id = p_id and a.archived_at is not null
          and a.restored_at is null
        having count(*) > 0), 'null');
end
$$;

create function api.conversation_preview(p_id uuid) returns text
language plpgsql stable as $$
begin
    return concat(',"preview":', coalesce((
        select to_json(left(m.text, 100)) from core.conversation c
            join core.message m on m.tenant_id = c.tenant_id
                and m.conversation_id = c.id and m.seq = c.last_seq
                and m.seq >= 0 and m.direction = 'in'
            where c.tenant_id = api.tenant() and c.id = p_id limit 1),
        'null'));
end
$$;


-- A message as text; inlined where it is called.
create function api.message_text(m core.message) returns text
language sql stable as $$
    select concat('{"id":"', m.id, '","seq":', m.seq, ',"from":"',
        case m.direction when 'in' then 'customer' else m.origin end,
        '","type":', to_json(m.type),
        case when m.text is not null then ',"text":' end, to_json(m.text),
        case when m.content is not null then ',"content":' end, m.content,
        case when m.status is not null then ',"status":"' end, m.status,
        case when m.status is not null then '"' end,
        case when m.reply_to is not null then ',"reply_to":' end,
        to_json(m.reply_to),
        case when m.agent_id is not null then ',"agent":"' end, m.agent_id,
        case when m.agent_id is not null then '"' end,
        case when m.errors is not null then ',"errors":' end, m.errors,
        ',"at":', to_json(m.at), '}')
$$;

-- The newest first.  A cursor is "<seq>.<id>" of the last one seen.  Messages
-- are in partitions by the time of their ids: none is older than its
-- conversation nor of tomorrow (with a day for clocks), which spares those
-- partitions.  The customer's are numbered without gaps, so that a page lies
-- between two numbers, and no more is read; only where some are missing is
-- everything before looked at.
create function api.message_list(req jsonb) returns api.quick
language plpgsql stable as $$
declare
    v_tenant uuid := api.tenant();
    v_limit  int := api.page_limit(req);
    v_cursor text := req #>> '{query,cursor}';
    v_conversation uuid := (req #>> '{params,id}')::uuid;
    v_seq    bigint;
    v_least  bigint;
    v_id     uuid;
    v_from   uuid;
    v_to     uuid;
    v_items  text[];
    v_next   text := 'null';
begin
    select c.last_seq, core.uuid7_floor(c.created_at - interval '1 day'),
            core.uuid7_floor(now() + interval '1 day')
        into v_seq, v_from, v_to from core.conversation c
        where c.tenant_id = v_tenant and c.id = v_conversation;
    if v_seq is null or not api.sees_all()
            and (api.conversation_seen(v_conversation)).id is null then
        return api.quickly(api.problem(404));
    end if;
    if v_cursor ~ '^\d{1,18}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        v_seq := split_part(v_cursor, '.', 1)::bigint;
        v_id := split_part(v_cursor, '.', 2)::uuid;
    elsif v_cursor is not null then
        return api.quickly(api.invalid('query.cursor', 'cursor'));
    end if;
    v_least := v_seq - v_limit - 1;
    loop
        -- what follows a message has its seq
        v_items := array(select api.message_text(m)
            from core.message m
            where m.tenant_id = v_tenant
              and m.conversation_id = v_conversation
              and m.id >= v_from and m.id < v_to
              and m.seq >= 0 and m.seq >= v_least and m.seq <= v_seq
              and (v_id is null or m.seq < v_seq or m.id < v_id)
            order by m.seq desc, m.id desc limit v_limit + 1);
        exit when v_least <= 0 or cardinality(v_items) > v_limit;
        v_least := 0;
    end loop;
    if cardinality(v_items) > v_limit then
        -- {"id":"<36 characters>","seq":7,
        v_next := concat('"', split_part(substr(v_items[v_limit], 52), ',',
            1), '.', substr(v_items[v_limit], 8, 36), '"');
    end if;
    return (200, null::text, concat('{"items":[', array_to_string(
        v_items[1:v_limit], ','), '],"next":', v_next, '}'));
end
$$;
