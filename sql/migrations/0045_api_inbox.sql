-- 0045_api_inbox - the inbox: its rows, its views, and how many there are.
--
-- view=pending|mine|team|all|resolved reads core.inbox (0044): what people
-- have or had, in one of five orders, a page from where the last one ended.
-- Lists of everything else are in 0045_api_lists; rows are alike everywhere.

-- Rows of a list, all in one query: to begin one costs more than ten rows.
-- What waits for anybody shows no more than this to an agent: who, and the
-- first 100 characters.  JSON as text (0034_api_quick says why); n is the
-- place of a row among p_ids.  Their last messages lie between two instants,
-- which spares the other partitions.
create function api.conversation_views(p_ids uuid[])
returns table (n bigint, id uuid, view text)
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_hashjoin = off
    set enable_mergejoin = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_tenant uuid := api.tenant();
    v_me     uuid := api.agent();
    v_none   bigint := nobody_ms();
    v_from   uuid := (select uuid7_floor(min(c.created_at)
            - interval '1 day') from conversation c
        where c.tenant_id = v_tenant and c.id = any (p_ids));
    v_to     uuid := uuid7_floor(now() + interval '1 day');
begin
    return query
    select x.n, c.id, format('{"id":"%s","state":"%s","epoch":%s,'
        '"version":%s,"episode":%s,"messages":%s,"unread":%s,'
        '"channel":"%s","account":%s,"reason":%s,"language":%s,'
        '"created_at":%s,"contact":{"id":"%s","name":%s,"language":%s},'
        '"agent":%s,"team":%s,"priority":%s,"sentiment":%s,"due":%s,'
        '"waiting_since":%s,"due_at":%s,"labels":%s,"ticket":%s,'
        '"last_message":%s,"window_ends_at":%s}',
        c.id, c.state, c.epoch, c.version, c.episode, c.last_seq,
        greatest(0, c.last_seq - coalesce(r.seq, i.from_seq, c.last_seq)),
        a.channel, to_json(a.account), api.json(c.state_reason),
        api.json(coalesce(i.language, c.language)), to_json(c.created_at),
        o.id, api.json(o.name), api.json(o.language), api.json(s.agent_id),
        api.json(i.team_id), api.json(i.priority), api.json(i.sentiment),
        api.json(i.due),
        api.json(to_timestamp(nullif(i.waiting_ms, v_none) / 1000.0)),
        api.json(to_timestamp(nullif(i.due_ms, v_none) / 1000.0)),
        to_json(array(select l.label from label l
            where l.tenant_id = v_tenant and l.conversation_id = c.id
            order by l.label)),
        coalesce(t.ticket, 'null'), coalesce(m.message, api.no_message()),
        case when window_hours(a.channel) > 0 then api.json(m.heard
            + window_hours(a.channel) * interval '1 hour') else 'null' end)
    from unnest(p_ids) with ordinality x(id, n)
    join conversation c on c.tenant_id = v_tenant and c.id = x.id
    join contact o on o.tenant_id = v_tenant and o.id = c.contact_id
    join account a on a.tenant_id = v_tenant and a.id = c.account_id
    left join inbox i on i.tenant_id = v_tenant and i.conversation_id = c.id
    left join assignment s on s.tenant_id = v_tenant
        and s.conversation_id = c.id and s.ended_at is null
    left join read_mark r on r.tenant_id = v_tenant
        and r.agent_id = v_me and r.conversation_id = c.id
    left join lateral (select format('{"id":"%s","direction":"%s",'
            '"from":"%s","type":%s,"preview":%s,"status":%s,"at":%s},'
            '"last_message_at":%s', z.id, z.direction,
            case z.direction when 'in' then 'customer' else z.origin end,
            to_json(z.type), api.json(left(z.text, 100)),
            api.json(z.status), to_json(z.created_at),
            to_json(z.created_at)) as message,
            max(z.at) filter (where z.direction = 'in') over () as heard
        from message z where z.tenant_id = v_tenant
          and z.conversation_id = c.id and z.seq >= 0
          and z.seq >= c.last_seq and z.id >= v_from and z.id < v_to
        order by z.seq desc, z.id desc limit 1) m on true
    left join lateral (select format('{"id":"%s","number":"%s",'
            '"status":"%s","priority":"%s","category":"%s","subject":%s,'
            '"sla":%s}', k.id, k.number, k.status, k.priority, k.category,
            api.json(k.subject), (select coalesce(json_agg(
                json_build_object('kind', l.kind, 'due_at', l.due_at,
                    'met_at', l.met_at, 'breached_at', l.breached_at)
                order by l.due_at), '[]')
                from sla l where l.tenant_id = v_tenant
                  and l.ticket_id = k.id and l.kind in ('assignment',
                      'first_response', 'resolution'))) as ticket
        from ticket k where k.tenant_id = v_tenant
          and k.conversation_id = c.id order by k.id desc limit 1) t
        on true;
end
$$;

create function api.no_message() returns text
language sql immutable as $$
    select '{"id":null,"direction":null,"from":null,"type":null,'
        '"preview":null,"status":null,"at":null},"last_message_at":null'
$$;

-- A list of them, in the order of p_ids; p_more: a row's other members, each
-- beginning with a comma.
create function api.conversation_items(p_ids uuid[],
    p_more text[] default null) returns text
language plpgsql stable as $$
begin
    return (select concat('[', string_agg(case when p_more is null
            then v.view else concat(left(v.view, -1), p_more[v.n], '}') end,
            ',' order by v.n), ']')
        from api.conversation_views(p_ids) v);
end
$$;

create function api.conversation_view(c core.conversation) returns jsonb
language plpgsql stable as $$
begin
    return (select v.view::jsonb
        from api.conversation_views(array[c.id]) v);
end
$$;


-- Inboxes -------------------------------------------------------------------

-- The teams of whoever asks, and who is in them.
create function api.my_teams(out teams uuid[], out mates uuid[])
language plpgsql stable as $$
begin
    teams := array(select m.team_id from core.team_member m
        where m.tenant_id = api.tenant() and m.agent_id = api.agent());
    mates := array(select distinct y.agent_id from core.team_member y
        where y.tenant_id = api.tenant() and y.team_id = any (teams));
end
$$;

-- A page of what is open, as (conversation, key): behind the key p_after and
-- the id p_id.  Null filters hold for all.
create function api.inbox_open(p_view text, p_sort text, q jsonb,
    p_after bigint, p_id uuid, p_limit int)
returns table (conversation uuid, key bigint)
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_me     uuid := api.agent();
    v_all    boolean := api.sees_all();
    v_teams  uuid[];
    v_mates  uuid[];
    v_agent  uuid := (q ->> 'agent')::uuid;
    v_team   uuid := (q ->> 'team')::uuid;
    v_channel text := q ->> 'channel';
    v_language text := q ->> 'language';
    v_priority text := q ->> 'priority';
    v_sentiment text := q ->> 'sentiment';
    v_label  text := q ->> 'label';
begin
    if p_view = 'team' then
        select t.teams, t.mates into v_teams, v_mates from api.my_teams() t;
    end if;
    return query
    with f as not materialized (
        select i.* from inbox i
        where i.tenant_id = api.tenant() and i.state <> 'resolved'
          and (v_all or i.agent_id = v_me or i.state = 'pending_handoff')
          and (p_view <> 'pending' or i.state = 'pending_handoff')
          and (p_view <> 'mine' or i.agent_id = v_me)
          and (p_view <> 'team' or i.team_id = any (v_teams)
               or i.agent_id = any (v_mates))
          and (v_agent is null or i.agent_id = v_agent)
          and (v_team is null or i.team_id = v_team)
          and (v_channel is null or i.channel = v_channel)
          and (v_language is null or i.language = v_language)
          and (v_priority is null or i.priority = v_priority)
          and (v_sentiment is null or i.sentiment = v_sentiment)
          and (v_label is null or exists (select from label l
               where l.tenant_id = i.tenant_id
                 and l.conversation_id = i.conversation_id
                 and l.label = v_label))
    )
    (select f.conversation_id, f.latest from f where p_sort = 'latest'
        and (f.latest, f.conversation_id) > (p_after, p_id)
        order by f.latest, f.conversation_id limit p_limit)
    union all
    (select f.conversation_id, f.active_ms from f where p_sort = 'oldest'
        and (f.active_ms, f.conversation_id) > (p_after, p_id)
        order by f.active_ms, f.conversation_id limit p_limit)
    union all
    (select f.conversation_id, f.urgency from f where p_sort = 'priority'
        and (f.urgency, f.conversation_id) > (p_after, p_id)
        order by f.urgency, f.conversation_id limit p_limit)
    union all
    (select f.conversation_id, f.waiting_ms from f where p_sort = 'waiting'
        and (f.waiting_ms, f.conversation_id) > (p_after, p_id)
        order by f.waiting_ms, f.conversation_id limit p_limit)
    union all
    (select f.conversation_id, f.due_ms from f where p_sort = 'due'
        and (f.due_ms, f.conversation_id) > (p_after, p_id)
        order by f.due_ms, f.conversation_id limit p_limit);
end
$$;

-- The same of what is resolved: the latest first; an agent's own.
create function api.inbox_over(q jsonb, p_after bigint, p_id uuid,
    p_limit int)
returns table (conversation uuid, key bigint)
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_agent  uuid := coalesce((q ->> 'agent')::uuid, case when not
                              api.sees_all() then api.agent() end);
    v_channel text := q ->> 'channel';
    v_language text := q ->> 'language';
    v_priority text := q ->> 'priority';
    v_sentiment text := q ->> 'sentiment';
    v_team   uuid := (q ->> 'team')::uuid;
    v_label  text := q ->> 'label';
begin
    return query
    with f as not materialized (
        select i.* from inbox i
        where i.tenant_id = api.tenant() and i.state = 'resolved'
          and (api.sees_all() or i.agent_id = api.agent())
          and (v_team is null or i.team_id = v_team)
          and (v_channel is null or i.channel = v_channel)
          and (v_language is null or i.language = v_language)
          and (v_priority is null or i.priority = v_priority)
          and (v_sentiment is null or i.sentiment = v_sentiment)
          and (v_label is null or exists (select from label l
               where l.tenant_id = i.tenant_id
                 and l.conversation_id = i.conversation_id
                 and l.label = v_label))
    )
    (select f.conversation_id, f.latest from f where v_agent is null
        and (f.latest, f.conversation_id) > (p_after, p_id)
        order by f.latest, f.conversation_id limit p_limit)
    union all
    (select f.conversation_id, f.latest from f where v_agent is not null
        and f.agent_id = v_agent
        and (f.latest, f.conversation_id) > (p_after, p_id)
        order by f.latest, f.conversation_id limit p_limit);
end
$$;

create function api.inbox_list(req jsonb) returns api.quick
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    q        jsonb := req -> 'query';
    v_view   text := coalesce(q ->> 'view', 'all');
    v_sort   text := coalesce(q ->> 'sort', 'latest');
    v_limit  int := api.page_limit(req);
    v_cursor text := q ->> 'cursor';
    v_after  bigint := -9223372036854775807;
    v_id     uuid := '00000000-0000-0000-0000-000000000000';
    v_ids    uuid[];
    v_keys   bigint[];
    v_next   text;
begin
    if q ?| array['state', 'contact', 'q', 'page', 'behind'] then
        return api.quickly(api.invalid('query.view', 'alone',
            'state, contact, q, page and behind do not go with a view'));
    elsif api.agent() is null and v_view in ('mine', 'team') then
        return api.quickly(api.invalid('query.view', 'agent',
            'a key has no inbox of its own: say agent= or team='));
    elsif v_view = 'resolved' and v_sort <> 'latest' then
        return api.quickly(api.invalid('query.sort', 'latest',
            'resolved ones are listed the latest first'));
    end if;
    if v_cursor ~ '^-?\d{1,18}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            then
        v_after := split_part(v_cursor, '.', 1)::bigint;
        v_id := split_part(v_cursor, '.', 2)::uuid;
    elsif v_cursor is not null then
        return api.quickly(api.invalid('query.cursor', 'cursor'));
    end if;
    select array_agg(p.conversation order by p.key, p.conversation),
            array_agg(p.key order by p.key, p.conversation)
        into v_ids, v_keys
        from (select * from api.inbox_over(q, v_after, v_id, v_limit + 1)
                where v_view = 'resolved'
            union all
            select * from api.inbox_open(v_view, v_sort, q, v_after, v_id,
                v_limit + 1) where v_view <> 'resolved') p;
    if cardinality(v_ids) > v_limit then
        v_next := v_keys[v_limit] || '.' || v_ids[v_limit];
    end if;
    return (200, null::text, concat('{"items":', api.conversation_items(
        v_ids[1:v_limit]), ',"next":', api.json(v_next), '}'));
end
$$;

-- GET /inbox/counts: conversations of each view, and in how many of one's
-- own something is unread; nothing is counted further than `most`.  Asked
-- after many an event, so it is one look at the rows of the inbox.
create function api.inbox_counts(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_most  int := 10000;
    v_all   boolean := api.sees_all();
    v_me    uuid := api.agent();
    v_teams uuid[];
    v_mates uuid[];
    v_over  bigint;
    v_total bigint := 0;
    v_unread bigint;
    n       record;
begin
    select t.teams, t.mates into v_teams, v_mates from api.my_teams() t;
    select count(*) as total,
            count(*) filter (where x.state = 'pending_handoff') as pending,
            count(*) filter (where x.agent_id = v_me) as mine,
            count(*) filter (where x.team_id = any (v_teams)
                or x.agent_id = any (v_mates)) as team
        into n from (select i.state, i.agent_id, i.team_id from inbox i
            where i.tenant_id = api.tenant() and i.state <> 'resolved'
              and (v_all or i.agent_id = v_me
                   or i.state = 'pending_handoff') limit v_most) x;
    select count(*) into v_unread from inbox i
        join conversation c on c.tenant_id = i.tenant_id
            and c.id = i.conversation_id
        left join read_mark r on r.tenant_id = i.tenant_id
            and r.agent_id = v_me and r.conversation_id = i.conversation_id
        where i.tenant_id = api.tenant() and i.state <> 'resolved'
          and i.agent_id = v_me
          and c.last_seq > coalesce(r.seq, i.from_seq);
    if v_all then
        select count(*) into v_over from (select from inbox i
            where i.tenant_id = api.tenant() and i.state = 'resolved'
            limit v_most) x;
        v_total := conversation_count(api.tenant(), v_most);
    else
        select count(*) into v_over from (select from inbox i
            where i.tenant_id = api.tenant() and i.state = 'resolved'
              and i.agent_id = v_me limit v_most) x;
    end if;
    return api.ok(jsonb_build_object('most', v_most, 'unread', v_unread,
        'views', jsonb_build_object('pending', n.pending, 'all',
            greatest(n.total, v_total), 'resolved', v_over)
        || case when v_me is null then '{}' else jsonb_build_object('mine',
            n.mine, 'team', n.team) end));
end
$$;


-- Rights: as in 0037, which came before.
grant execute on all functions in schema api to relevo_web;
