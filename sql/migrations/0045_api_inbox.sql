-- 0045_api_inbox - lists of conversations, and how many there are.
--
-- view=pending|mine|team|all|resolved reads core.inbox (0044): what people
-- have or had, in one of five orders, a page from where the last one ended.
-- Without a view, and for everything (view=all of those who see all, the
-- latest first), messages are walked backwards.  Rows are alike everywhere.

-- Rows of a list, all in one query: to begin one costs more than ten rows.
-- What waits for anybody shows no more than this to an agent: who, and the
-- first 100 characters.
create function api.conversation_views(p_ids uuid[])
returns table (id uuid, view jsonb)
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_hashjoin = off
    set enable_mergejoin = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_tenant uuid := api.tenant();
    v_me     uuid := api.agent();
    v_none   bigint := nobody_ms();
begin
    return query
    select c.id, jsonb_build_object('id', c.id, 'state', c.state,
        'epoch', c.epoch, 'version', c.version, 'episode', c.episode,
        'reason', c.state_reason, 'messages', c.last_seq,
        'language', coalesce(i.language, c.language),
        'created_at', c.created_at, 'channel', a.channel, 'account',
        a.account, 'contact', jsonb_build_object('id', n.id, 'name', n.name,
            'language', n.language),
        'agent', s.agent_id, 'team', i.team_id, 'priority', i.priority,
        'sentiment', i.sentiment,
        'waiting_since', to_timestamp(nullif(i.waiting_ms, v_none) / 1000.0),
        'due_at', to_timestamp(nullif(i.due_ms, v_none) / 1000.0),
        'due', i.due,
        'unread', greatest(0, c.last_seq - coalesce(r.seq, i.from_seq,
                                                    c.last_seq)),
        'labels', array(select l.label from label l
            where l.tenant_id = v_tenant and l.conversation_id = c.id
            order by l.label))
        || jsonb_build_object('ticket', t.ticket,
        'last_message', jsonb_build_object('id', m.id, 'direction',
            m.direction, 'from', case m.direction when 'in'
                then 'customer' else m.origin end, 'type', m.type,
            'preview', left(m.text, 100), 'status', m.status, 'at',
            m.created_at), 'last_message_at', m.created_at,
        'window_ends_at', w.at + w.hours * interval '1 hour')
    from unnest(p_ids) x(id)
    join conversation c on c.tenant_id = v_tenant and c.id = x.id
    join contact n on n.tenant_id = v_tenant and n.id = c.contact_id
    join account a on a.tenant_id = v_tenant and a.id = c.account_id
    left join inbox i on i.tenant_id = v_tenant and i.conversation_id = c.id
    left join assignment s on s.tenant_id = v_tenant
        and s.conversation_id = c.id and s.ended_at is null
    left join read_mark r on r.tenant_id = v_tenant
        and r.agent_id = v_me and r.conversation_id = c.id
    left join lateral (select z.id, z.direction, z.origin, z.type, z.text,
            z.status, z.created_at
        from message z where z.tenant_id = v_tenant
          and z.conversation_id = c.id and z.seq >= 0
          and z.seq >= c.last_seq
        order by z.seq desc, z.id desc limit 1) m on true
    left join lateral (select z.at, h.hours
        from (select window_hours(a.channel) as hours) h
        join message z on h.hours > 0 and z.tenant_id = v_tenant
            and z.conversation_id = c.id and z.seq >= 0
            and z.seq = c.last_seq and z.direction = 'in' limit 1) w on true
    left join lateral (select jsonb_build_object('id', k.id, 'number',
            k.number, 'status', k.status, 'priority', k.priority,
            'category', k.category, 'subject', k.subject, 'sla', (select
                coalesce(jsonb_agg(jsonb_build_object('kind', l.kind,
                    'due_at', l.due_at, 'met_at', l.met_at, 'breached_at',
                    l.breached_at) order by l.due_at), '[]')
                from sla l where l.tenant_id = v_tenant
                  and l.ticket_id = k.id and l.kind in ('assignment',
                      'first_response', 'resolution'))) as ticket
        from ticket k where k.tenant_id = v_tenant
          and k.conversation_id = c.id order by k.id desc limit 1) t
        on true;
end
$$;

create function api.conversation_view(c core.conversation) returns jsonb
language plpgsql stable as $$
begin
    return (select v.view from api.conversation_views(array[c.id]) v);
end
$$;


-- Inboxes -------------------------------------------------------------------

-- The teams of whoever asks, and who is in them.
create function api.my_teams(out teams uuid[], out mates uuid[])
language sql stable set search_path = core, pg_temp as $$
    select array(select m.team_id from team_member m
            where m.tenant_id = api.tenant() and m.agent_id = api.agent()),
        array(select distinct y.agent_id from team_member m
            join team_member y on y.tenant_id = m.tenant_id
                and y.team_id = m.team_id
            where m.tenant_id = api.tenant() and m.agent_id = api.agent())
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

create function api.inbox_list(req jsonb) returns api.response
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
    v_rows   jsonb;
    v_n      int;
begin
    if q ?| array['state', 'contact', 'q', 'page', 'behind'] then
        return api.invalid('query.view', 'alone',
            'state, contact, q, page and behind do not go with a view');
    elsif api.agent() is null and v_view in ('mine', 'team') then
        return api.invalid('query.view', 'agent',
            'a key has no inbox of its own: say agent= or team=');
    elsif v_view = 'resolved' and v_sort <> 'latest' then
        return api.invalid('query.sort', 'latest',
            'resolved ones are listed the latest first');
    end if;
    if v_cursor ~ '^-?\d{1,18}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            then
        v_after := split_part(v_cursor, '.', 1)::bigint;
        v_id := split_part(v_cursor, '.', 2)::uuid;
    elsif v_cursor is not null then
        return api.invalid('query.cursor', 'cursor');
    end if;
    select array_agg(p.conversation order by p.key, p.conversation),
            array_agg(p.key order by p.key, p.conversation)
        into v_ids, v_keys
        from (select * from api.inbox_over(q, v_after, v_id, v_limit + 1)
                where v_view = 'resolved'
            union all
            select * from api.inbox_open(v_view, v_sort, q, v_after, v_id,
                v_limit + 1) where v_view <> 'resolved') p;
    v_n := coalesce(cardinality(v_ids), 0);
    select coalesce(jsonb_agg(y.view order by x.n), '[]') into v_rows
        from unnest(v_ids[1:v_limit]) with ordinality x(id, n)
        join api.conversation_views(v_ids[1:v_limit]) y on y.id = x.id;
    return api.ok(jsonb_build_object('items', v_rows,
        'next', case when v_n > v_limit
            then v_keys[v_limit] || '.' || v_ids[v_limit] end));
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
        select count(*) into v_total from (select from conversation c
            where c.tenant_id = api.tenant() limit v_most) x;
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


-- Everything ----------------------------------------------------------------

-- A conversation's newest message is what its place in a list comes from:
-- messages are walked backwards by id (uuid v7 is time), and each counts when
-- its conversation has none after it.  At most p_walk of them for one page; a
-- short page with a `next` is no end.
create function api.conversation_walk(p_before uuid, q jsonb,
    p_limit int, p_walk int, out items jsonb, out last uuid, out ended bool)
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_sort = off
    set plan_cache_mode = force_generic_plan as $$
declare
    m record;
    c conversation%rowtype;
    v_n int := 0;
    v_ids uuid[] := '{}';
begin
    ended := true;
    for m in select x.id, x.conversation_id, x.seq, x.created_at
             from message x where x.tenant_id = api.tenant()
               and x.id < coalesce(p_before,
                   'ffffffff-ffff-ffff-ffff-ffffffffffff')
             order by x.id desc limit p_walk + 1 loop
        v_n := v_n + 1;
        if v_n > p_walk or cardinality(v_ids) = p_limit then
            ended := false;
            exit;
        end if;
        last := m.id;
        continue when exists (select from message n
            where n.tenant_id = api.tenant()
              and n.conversation_id = m.conversation_id
              and n.seq >= 0 and n.seq >= m.seq
              and (n.seq > m.seq or n.id > m.id));
        select * into c from conversation z where z.tenant_id = api.tenant()
            and z.id = m.conversation_id;
        continue when c.id is null or c.state <> q ->> 'state'
            or not api.sees_all() and api.sight(c) is null
            or q ? 'language' and c.language is distinct from
               q ->> 'language'
            or q ? 'channel' and not exists (select from account a
                where a.tenant_id = c.tenant_id and a.id = c.account_id
                  and a.channel = q ->> 'channel');
        v_ids := v_ids || c.id;
    end loop;
    select coalesce(jsonb_agg(y.view order by x.n), '[]') into items
        from unnest(v_ids) with ordinality x(id, n)
        join api.conversation_views(v_ids) y on y.id = x.id;
end
$$;

-- The few that an index names: held ones, an agent's, a label's, a contact's.
create function api.conversation_few(p_req jsonb) returns setof uuid
language plpgsql stable set search_path = core, pg_temp as $$
declare
    q jsonb := p_req -> 'query';
begin
    if q ? 'contact' then
        return query select c.id from conversation c
            where c.tenant_id = api.tenant() and c.partition >= 0
              and c.contact_id = (q ->> 'contact')::uuid;
    elsif q ? 'agent' then
        return query select s.conversation_id from assignment s
            where s.tenant_id = api.tenant() and s.ended_at is null
              and s.agent_id = (q ->> 'agent')::uuid;
    elsif q ? 'behind' then
        return query select * from figures_behind(api.tenant(),
            now() - api.period(q ->> 'period'),
            split_part(q ->> 'behind', ':', 1),
            nullif(split_part(q ->> 'behind', ':', 2), ''));
    elsif q ? 'label' then
        return query select l.conversation_id from label l
            where l.tenant_id = api.tenant() and l.label = q ->> 'label'
            limit 5000;
    elsif q ? 'q' then
        return query select d.conversation_id from account a
            join identity d on d.tenant_id = a.tenant_id
                and d.account_id = a.id
            where a.tenant_id = api.tenant() and d.value = q ->> 'q'
              and d.kind in ('bsuid', 'wa_id', 'phone', 'psid', 'igsid',
                  'chat', 'visitor', 'email', 'username', 'user')
            union select t.conversation_id from ticket t
            where t.tenant_id = api.tenant()
              and t.number = upper(q ->> 'q');
    else
        return query select c.id from conversation c
            where c.tenant_id = api.tenant() and c.state = q ->> 'state'
              and c.state in ('pending_handoff', 'human')
            order by c.id desc limit 5000;
    end if;
end
$$;

create function api.conversation_rank(p_req jsonb)
returns table (c core.conversation, last uuid, at timestamptz)
language sql stable set search_path = core, pg_temp as $$
    select c, m.id, m.created_at
    from (select distinct f from api.conversation_few(p_req) f) f
    join conversation c on c.tenant_id = api.tenant() and c.id = f.f
    cross join lateral (select x.id, x.created_at from message x
        where x.tenant_id = c.tenant_id and x.conversation_id = c.id
          and x.seq >= 0 and x.seq >= c.last_seq
        order by x.id desc limit 1) m
    where (not p_req -> 'query' ? 'state'
           or c.state = p_req #>> '{query,state}')
      and (not p_req -> 'query' ? 'language'
           or c.language = p_req #>> '{query,language}')
      and (not p_req -> 'query' ? 'channel' or exists (select from account a
           where a.tenant_id = c.tenant_id and a.id = c.account_id
             and a.channel = p_req #>> '{query,channel}'))
      and (not p_req -> 'query' ? 'agent' or exists (select from assignment s
           where s.tenant_id = c.tenant_id and s.conversation_id = c.id
             and s.ended_at is null
             and s.agent_id::text = p_req #>> '{query,agent}'))
      and (not p_req -> 'query' ? 'label' or exists (select from label l
           where l.tenant_id = c.tenant_id and l.conversation_id = c.id
             and l.label = p_req #>> '{query,label}'))
      and (api.sees_all() or api.sight(c) is not null)
$$;

-- page=2 (S3-106) counts and skips; cursors do not.
create function api.conversation_list(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    q       jsonb := req -> 'query';
    v_limit int := api.page_limit(req);
    v_page  int := (q ->> 'page')::int;
    v_before uuid := api.page_before(req);
    v_all   jsonb;
    v_n     bigint;
    w       record;
begin
    if q ?| array['priority', 'sentiment', 'sort', 'team']
            or q ->> 'view' <> 'all'
            or q ? 'view' and (not api.sees_all()
                or q ?| array['agent', 'label', 'contact', 'q', 'state',
                              'page', 'behind']) then
        return api.inbox_list(req);
    elsif not q ?| array['agent', 'label', 'contact', 'q', 'behind']
            and coalesce(q ->> 'state', '') not in ('pending_handoff',
                                                    'human')
            and v_page is null and api.sees_all() then
        select * into w from api.conversation_walk(v_before, q, v_limit,
                                                   5000);
        return api.ok(jsonb_build_object('items', w.items, 'next',
            case when not w.ended then w.last end));
    end if;
    if not q ?| array['agent', 'label', 'contact', 'q', 'state', 'behind']
            then
        if v_page is not null then
            return api.conversation_pages(v_page, v_limit);
        end if;
        -- An agent's inbox: theirs, then what waits.
        req := jsonb_set(req, '{query,agent}', to_jsonb(api.agent()));
    elsif coalesce(q ->> 'state', '') not in ('', 'pending_handoff', 'human')
            and not q ?| array['agent', 'label', 'contact', 'q', 'behind'] then
        return api.invalid('query.state', 'with_page',
            'page= goes with the states pending_handoff and human');
    end if;
    select count(*) into v_n from api.conversation_rank(req);
    select coalesce(jsonb_agg(api.conversation_view(r.c)
            || jsonb_build_object('last_message_at', r.at, 'cursor', r.last)
            order by r.last desc), '[]') into v_all
        from (select * from api.conversation_rank(req) x
            where v_before is null or x.last < v_before
            order by x.last desc
            offset greatest(coalesce(v_page, 1) - 1, 0) * v_limit
            limit v_limit + 1) r;
    return api.ok(jsonb_build_object('items', case
            when jsonb_array_length(v_all) > v_limit then v_all - v_limit
            else v_all end,
        'next', case when jsonb_array_length(v_all) > v_limit
            then v_all -> (v_limit - 1) -> 'cursor' end,
        'total', v_n, 'page', coalesce(v_page, 1),
        'pages', ceil(v_n::numeric / v_limit)));
end
$$;

-- Numbered pages of everything: by creation, since counting is dear already.
create function api.conversation_pages(p_page int, p_limit int)
returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', coalesce((
            select jsonb_agg(api.conversation_view(x.c) order by x.id desc)
            from (select c, c.id from conversation c
                where c.tenant_id = api.tenant() order by c.id desc
                offset greatest(p_page - 1, 0)::bigint * p_limit
                limit p_limit) x), '[]'),
        'total', n, 'page', p_page, 'pages', ceil(n::numeric / p_limit),
        'next', null))
    from (select count(*) as n from conversation c
          where c.tenant_id = api.tenant()) z
$$;

create function api.agent_conversations(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if (api.agent_one((req #>> '{params,id}')::uuid)).id is null then
        return api.problem(404);
    end if;
    return api.conversation_list(jsonb_set(req, '{query,agent}',
                                           req #> '{params,id}'));
end
$$;



-- Rights: as in 0037, which came before.
grant execute on all functions in schema api to relevo_web;
