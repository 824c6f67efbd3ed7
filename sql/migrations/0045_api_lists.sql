-- 0045_api_lists - GET /conversations without a view: everything, the latest
-- first, or the few that something names: an agent, a label, a contact, a
-- number of the overview.

-- A conversation's newest message is what its place in a list comes from:
-- messages are walked backwards by id (uuid v7 is time) in one query, and
-- each counts when its conversation has none after it.  At most p_walk of
-- them for one page; a short page with a `next` is no end.  The week before
-- is enough for most, and spares the partitions of other months.  For those
-- who see everything.
create function api.conversation_walk(p_before uuid, q jsonb,
    p_limit int, p_walk int, out ids uuid[], out next uuid)
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_sort = off
    set enable_hashjoin = off set enable_mergejoin = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_tenant uuid := api.tenant();
    v_to     uuid := uuid7_floor(now() + interval '1 day');
    v_before uuid := coalesce(p_before, v_to);
    v_from   uuid := uuid7_floor(uuid7_at(v_before) - interval '7 days');
    v_state  text := (api.states(q ->> 'state'))[1];
    v_language text := q ->> 'language';
    v_channel text := q ->> 'channel';
    v_least  uuid := '00000000-0000-0000-0000-000000000000';
    v_lasts  uuid[];
begin
    loop
        select array_agg(x.conversation_id), array_agg(x.id) into ids, v_lasts
            from (select w.conversation_id, w.id
                from (select m.id, m.conversation_id, m.seq from message m
                    where m.tenant_id = v_tenant and m.id < v_before
                      and m.id >= v_from
                    order by m.id desc limit p_walk) w
                cross join lateral (select z.state, z.language, z.account_id
                    from conversation z where z.tenant_id = v_tenant
                      and z.id = w.conversation_id and z.last_seq <= w.seq
                    limit 1) c
                where not exists (select from message n
                    where n.tenant_id = v_tenant
                      and n.conversation_id = w.conversation_id
                      and n.seq >= 0 and n.seq >= w.seq and n.id > w.id)
                  and (v_state is null or c.state = v_state)
                  and (v_language is null or c.language = v_language)
                  and (v_channel is null or exists (select from account a
                      where a.tenant_id = v_tenant and a.id = c.account_id
                        and a.channel = v_channel))
                order by w.id desc limit p_limit + 1) x;
        exit when cardinality(ids) > p_limit or v_from <= v_least;
        v_from := v_least;
    end loop;
    if cardinality(ids) > p_limit then
        ids := ids[1:p_limit];
        next := v_lasts[p_limit];
    else
        select m.id into next from message m
            where m.tenant_id = v_tenant and m.id < v_before
            order by m.id desc offset p_walk - 1 limit 1;
    end if;
end
$$;

-- The states that a filter means: ours by name, or as others call them (C-26).
create function api.states(p_name text) returns text[]
language sql immutable as $$
    select case p_name when 'active' then array['bot']
        when 'escalated' then array['pending_handoff', 'human']
        else array[p_name] end
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
            coalesce((q ->> 'from')::timestamptz,
                     now() - api.period(q ->> 'period')),
            coalesce((q ->> 'to')::timestamptz, 'infinity'),
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
            where c.tenant_id = api.tenant()
              and c.state = any (api.states(q ->> 'state'))
              and c.state in ('pending_handoff', 'human')
            order by c.id desc limit 5000;
    end if;
end
$$;

-- Those of them that the other filters leave, the latest first.
create function api.conversation_rank(p_req jsonb, out ids uuid[],
    out lasts uuid[])
language plpgsql stable set search_path = core, pg_temp as $$
declare
    q        jsonb := p_req -> 'query';
    v_tenant uuid := api.tenant();
begin
    -- what is in the archive has no message here: by its beginning
    select array_agg(c.id order by coalesce(m.id, c.id) desc),
            array_agg(coalesce(m.id, c.id) order by coalesce(m.id, c.id)
                      desc)
        into ids, lasts
    from (select distinct f from api.conversation_few(p_req) f) f
    join conversation c on c.tenant_id = v_tenant and c.id = f.f
    left join lateral (select x.id from message x
        where x.tenant_id = v_tenant and x.conversation_id = c.id
          and x.seq >= 0 and x.seq >= c.last_seq
        order by x.id desc limit 1) m on true
    where (not q ? 'state' or c.state = any (api.states(q ->> 'state')))
      and (not q ? 'language' or c.language = q ->> 'language')
      and (not q ? 'channel' or exists (select from account a
           where a.tenant_id = v_tenant and a.id = c.account_id
             and a.channel = q ->> 'channel'))
      and (not q ? 'agent' or exists (select from assignment s
           where s.tenant_id = v_tenant and s.conversation_id = c.id
             and s.ended_at is null and s.agent_id::text = q ->> 'agent'))
      and (not q ? 'label' or exists (select from label l
           where l.tenant_id = v_tenant and l.conversation_id = c.id
             and l.label = q ->> 'label'))
      and (api.sees_all() or api.sight(c) is not null);
    ids := coalesce(ids, '{}');
    lasts := coalesce(lasts, '{}');
end
$$;

-- A page of what conversation_rank() has found; page=2 (S3-106) counts and
-- skips, cursors do not.
create function api.conversation_ranked(p_req jsonb) returns api.quick
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_limit  int := api.page_limit(p_req);
    v_page   int := greatest(coalesce((p_req #>> '{query,page}')::int, 1), 1);
    v_before uuid := api.page_before(p_req);
    v_skip   bigint;
    v_next   uuid;
    r        record;
    v_n      bigint;
begin
    select * into r from api.conversation_rank(p_req);
    v_n := cardinality(r.ids);
    v_skip := (v_page - 1)::bigint * v_limit + (select count(*)
        from unnest(r.lasts) x where x >= v_before);
    if v_n > v_skip + v_limit then
        v_next := r.lasts[v_skip + v_limit];
    end if;
    v_skip := least(v_skip, v_n);
    return (200, null::text, concat('{"items":', api.conversation_items(
            r.ids[v_skip + 1 : v_skip + v_limit], array(
                select concat(',"cursor":"', x, '"') from unnest(
                    r.lasts[v_skip + 1 : v_skip + v_limit]) x)),
        ',"next":', api.json(v_next), ',"total":', v_n, ',"page":', v_page,
        ',"pages":', ceil(v_n::numeric / v_limit), '}'));
end
$$;

create function api.conversation_list(req jsonb) returns api.quick
language plpgsql stable set search_path = core, pg_temp as $$
declare
    q       jsonb := req -> 'query';
    v_limit int := api.page_limit(req);
    v_page  int := (q ->> 'page')::int;
    v_held  text[] := array['pending_handoff', 'human'];
    w       record;
begin
    if q ?| array['priority', 'sentiment', 'sort', 'team']
            or q ->> 'view' <> 'all'
            or q ? 'view' and (not api.sees_all()
                or q ?| array['agent', 'label', 'contact', 'q', 'state',
                              'page', 'behind']) then
        return api.inbox_list(req);
    elsif q ->> 'state' = 'archived' and api.sees_all() and v_page is null
            and not q ?| array['agent', 'label', 'contact', 'q', 'behind']
            then
        return api.conversation_archived(q, api.page_before(req), v_limit);
    elsif not q ?| array['agent', 'label', 'contact', 'q', 'behind']
            and not api.states(q ->> 'state') <@ v_held
            and v_page is null and api.sees_all() then
        select * into w from api.conversation_walk(api.page_before(req), q,
            v_limit, 5000);
        return (200, null::text, concat('{"items":',
            api.conversation_items(w.ids), ',"next":', api.json(w.next),
            '}'));
    end if;
    if q ?| array['agent', 'label', 'contact', 'q', 'behind'] then
        return api.conversation_ranked(req);
    elsif q ->> 'state' = 'resolved' and v_page is not null then
        return api.conversation_over(q, v_page, v_limit);
    elsif v_page is not null and api.sees_all() and not coalesce(
            api.states(q ->> 'state') <@ v_held, false) then
        return api.conversation_pages(q, v_page, v_limit);
    elsif q ? 'state' and not api.states(q ->> 'state') <@ v_held then
        return api.quickly(api.invalid('query.state', 'with_page',
            'page= goes with the states pending_handoff, human, resolved'));
    elsif not q ? 'state' then
        -- An agent's inbox: theirs, then what waits.
        req := jsonb_set(req, '{query,agent}', to_jsonb(api.agent()));
    end if;
    return api.conversation_ranked(req);
end
$$;

-- What is archived has no messages to walk: the latest begun first.
create function api.conversation_archived(q jsonb, p_before uuid,
    p_limit int) returns api.quick
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_ids  uuid[];
    v_next uuid;
begin
    v_ids := array(select c.id from conversation c
        where c.tenant_id = api.tenant() and c.state = 'archived'
          and (p_before is null or c.id < p_before)
          and (not q ? 'language' or c.language = q ->> 'language')
          and (not q ? 'channel' or exists (select from account a
              where a.tenant_id = c.tenant_id and a.id = c.account_id
                and a.channel = q ->> 'channel'))
        order by c.id desc limit p_limit + 1);
    if cardinality(v_ids) > p_limit then
        v_next := v_ids[p_limit];
    end if;
    return (200, null::text, concat('{"items":', api.conversation_items(
            v_ids[1:p_limit]), ',"next":', api.json(v_next), '}'));
end
$$;

-- Numbered pages of everything, the latest message first (S3-106), for who
-- sees everything.  Where there is little it is put in order for each page;
-- where there is much the messages are walked backwards, and a page that
-- 20,000 of them do not reach is for cursors.
create function api.conversation_pages(q jsonb, p_page int, p_limit int)
returns api.quick
language plpgsql stable set search_path = core, pg_temp
    set plan_cache_mode = force_generic_plan as $$
declare
    v_n    bigint := conversation_count(api.tenant(), 9223372036854775807);
    v_page int := greatest(p_page, 1);
    v_skip bigint := (greatest(p_page, 1) - 1)::bigint * p_limit;
    v_ids  uuid[];
    w      record;
begin
    if v_n <= 5000 then
        v_ids := api.conversation_ordered(q);
        v_n := cardinality(v_ids);
    elsif q ?| array['language', 'channel', 'state'] then
        return api.quickly(api.invalid('query.page', 'with_filter',
            'there are too many conversations: page= goes with everything,'
            ' or with the states pending_handoff, human, resolved; with'
            ' these filters cursor='));
    else
        select * into w from api.conversation_walk(null, q, least(v_skip
            + p_limit, 20000)::int, least(greatest(5000, v_skip * 10),
            20000)::int);
        v_ids := coalesce(w.ids, '{}');
        if cardinality(v_ids) <= v_skip and v_skip < v_n then
            return api.quickly(api.invalid('query.page', 'deep',
                'too far for a number: go on with cursor='));
        end if;
    end if;
    v_skip := least(v_skip, cardinality(v_ids));
    return (200, null::text, concat('{"items":', api.conversation_items(
            v_ids[v_skip + 1 : v_skip + p_limit]), ',"total":', v_n,
        ',"page":', v_page, ',"pages":', ceil(v_n::numeric / p_limit),
        ',"next":null}'));
end
$$;

-- All of a tenant that the filters leave, the latest message first.
create function api.conversation_ordered(q jsonb) returns uuid[]
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_hashjoin = off
    set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
    v_states text[] := api.states(q ->> 'state');
    v_language text := q ->> 'language';
    v_channel text := q ->> 'channel';
begin
    return array(select c.id from conversation c
        left join lateral (select x.id from message x
            where x.tenant_id = c.tenant_id and x.conversation_id = c.id
              and x.seq >= 0 and x.seq >= c.last_seq
            order by x.id desc limit 1) m on true
        where c.tenant_id = api.tenant()
          and (not q ? 'state' or c.state = any (v_states))
          and (v_language is null or c.language = v_language)
          and (v_channel is null or exists (select from account a
              where a.tenant_id = c.tenant_id and a.id = c.account_id
                and a.channel = v_channel))
        order by coalesce(m.id, c.id) desc);
end
$$;

-- Numbered pages of what is resolved, the latest first; an agent's own.
create function api.conversation_over(q jsonb, p_page int, p_limit int)
returns api.quick
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_skip bigint := greatest(p_page - 1, 0)::bigint * p_limit;
    v_channel text := q ->> 'channel';
    v_language text := q ->> 'language';
    v_n    bigint;
    v_ids  uuid[];
begin
    select count(*), array_agg(x.conversation_id order by x.n)
            filter (where x.n > v_skip and x.n <= v_skip + p_limit)
        into v_n, v_ids
        from (select i.conversation_id, row_number() over (order by i.latest,
                i.conversation_id) as n
            from inbox i where i.tenant_id = api.tenant()
              and i.state = 'resolved'
              and (api.sees_all() or i.agent_id = api.agent())
              and (v_channel is null or i.channel = v_channel)
              and (v_language is null or i.language = v_language)) x;
    return (200, null::text, concat('{"items":',
        api.conversation_items(coalesce(v_ids, '{}')), ',"total":', v_n,
        ',"page":', p_page, ',"pages":', ceil(v_n::numeric / p_limit),
        ',"next":null}'));
end
$$;

create function api.agent_conversations(req jsonb) returns api.quick
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if (api.agent_one((req #>> '{params,id}')::uuid)).id is null then
        return api.quickly(api.problem(404));
    end if;
    return api.conversation_list(jsonb_set(req, '{query,agent}',
                                           req #> '{params,id}'));
end
$$;



-- Rights: as in 0037, which came before.
grant execute on all functions in schema api to relevo_web;
