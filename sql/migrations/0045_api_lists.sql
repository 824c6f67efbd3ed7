-- 0045_api_lists - GET /conversations without a view: everything, the latest
-- first, or the few that something names: an agent, a label, a contact, a
-- number of the overview.

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
