-- 0045_api_figures - search, ratings and the overview: what is found, what
-- customers thought, and how much of what there is.

-- Search --------------------------------------------------------------------

-- Where an agent may look: what they have, and what they resolved last.
-- Null: everywhere.
create function api.search_scope() returns uuid[]
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if api.sees_all() then
        return null;
    end if;
    return array(
        (select i.conversation_id from inbox i where i.tenant_id
            = api.tenant() and i.agent_id = api.agent()
            and i.state <> 'resolved' limit 1000)
        union all
        (select i.conversation_id from inbox i where i.tenant_id
            = api.tenant() and i.agent_id = api.agent()
            and i.state = 'resolved' order by i.latest limit 1000));
end
$$;

-- Around the words, which stand between U+E000 and U+E001.
create function api.snippet(p_text text, p_query tsquery) returns text
language sql stable as $$
    select ts_headline('core.plain', translate(left(p_text, 4000),
        U&'\E000\E001', ''), p_query, U&'StartSel=\E000, StopSel=\E001, '
        'MaxWords=24, MinWords=10, ShortWord=0')
$$;

-- Each of them: what was found, and {"n", "more"}: so many are known to have
-- the words, and there may be others.
create function api.search_messages(p_query tsquery, p_limit int,
    out items jsonb, out hits jsonb)
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_hashjoin = off
    set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
    v_tenant uuid := api.tenant();
    f        record;
begin
    select * into f from search_ids(v_tenant, p_query, 'message',
                                    api.search_scope(), p_limit);
    hits := jsonb_build_object('n', f.hits, 'more', f.more);
    items := (select coalesce(jsonb_agg(jsonb_build_object('id', m.id,
            'conversation', m.conversation_id, 'seq', m.seq, 'from',
            case m.direction when 'in' then 'customer' else m.origin end,
            'at', m.created_at, 'contact', n.name, 'snippet',
            api.snippet(m.text, p_query)) order by m.id desc), '[]')
        from unnest(f.ids) x(id)
        join message m on m.tenant_id = v_tenant and m.id = x.id
        join conversation c on c.tenant_id = v_tenant
            and c.id = m.conversation_id
        join contact n on n.tenant_id = v_tenant and n.id = c.contact_id
        where m.text is not null);
end
$$;

-- By name, or by an identity as it is.
create function api.search_contacts(p_q text, p_query tsquery, p_limit int,
    out items jsonb, out hits jsonb)
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_tenant uuid := api.tenant();
    f        record;
begin
    select * into f from search_ids(v_tenant, p_query, 'contact', null,
        case when api.sees_all() then p_limit else 1000 end);
    hits := jsonb_build_object('n', f.hits, 'more', f.more);
    items := (select coalesce(jsonb_agg(jsonb_build_object('id', n.id,
            'name', n.name, 'channel', a.channel, 'conversation', c.id)
            order by n.id desc), '[]')
        from (select unnest(f.ids) as id
            union
            select d.contact_id from account y join identity d
                on d.tenant_id = v_tenant and d.account_id = y.id
                and d.value = btrim(p_q) and d.kind in ('bsuid', 'wa_id',
                    'phone', 'psid', 'igsid', 'chat', 'visitor', 'email',
                    'username', 'user')
            where y.tenant_id = v_tenant) x
        join contact n on n.tenant_id = v_tenant and n.id = x.id
            and n.merged_into is null
        join account a on a.tenant_id = v_tenant and a.id = n.account_id
        left join conversation c on c.tenant_id = v_tenant
            and c.contact_id = n.id and c.partition >= 0
        where api.sees_all() or api.sight(c) = 'all');
    if not api.sees_all() then
        hits := jsonb_build_object('n', jsonb_array_length(items), 'more',
                                    f.more);
    end if;
end
$$;

create function api.search_tickets(p_q text, p_query tsquery, p_limit int,
    out items jsonb, out hits jsonb)
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_tenant uuid := api.tenant();
    f        record;
begin
    select * into f from search_ids(v_tenant, p_query, 'ticket',
                                    api.search_scope(), p_limit);
    hits := jsonb_build_object('n', f.hits, 'more', f.more);
    items := (select coalesce(jsonb_agg(jsonb_build_object('id', t.id,
            'number', t.number, 'subject', t.subject, 'status', t.status,
            'priority', t.priority, 'agent', t.agent_id, 'conversation',
            t.conversation_id) order by t.id desc), '[]')
        from (select unnest(f.ids) as id
            union
            select k.id from ticket k where k.tenant_id = v_tenant
                and k.number = upper(btrim(p_q))) x
        join ticket t on t.tenant_id = v_tenant and t.id = x.id
        where api.ticket_sight(t) = 'all');
end
$$;

create function api.search(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_q     text := req #>> '{query,q}';
    v_kind  text := req #>> '{query,kind}';
    v_query tsquery := search_query(v_q);
    v_limit int := api.page_limit(req, 50);
    v       jsonb := '{}';
    v_found jsonb := '{}';
    r       record;
begin
    if v_query is null then
        return api.invalid('query.q', 'words', 'there is no word in it');
    end if;
    if coalesce(v_kind, 'message') = 'message' then
        r := api.search_messages(v_query, v_limit);
        v := v || jsonb_build_object('messages', r.items);
        v_found := v_found || jsonb_build_object('messages', r.hits);
    end if;
    if coalesce(v_kind, 'contact') = 'contact' then
        r := api.search_contacts(v_q, v_query, v_limit);
        v := v || jsonb_build_object('contacts', r.items);
        v_found := v_found || jsonb_build_object('contacts', r.hits);
    end if;
    if coalesce(v_kind, 'ticket') = 'ticket' then
        r := api.search_tickets(v_q, v_query, v_limit);
        v := v || jsonb_build_object('tickets', r.items);
        v_found := v_found || jsonb_build_object('tickets', r.hits);
    end if;
    return api.ok(v || jsonb_build_object('found', v_found));
end
$$;


-- Ratings -------------------------------------------------------------------

create function api.period(p_word text) returns interval
language sql immutable as $$
    select case p_word when '7d' then interval '7 days'
        when '30d' then interval '30 days' else interval '24 hours' end
$$;

-- The latest first, a cursor being the microsecond of the last one; agents
-- see their own.
create function api.rating_list(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    q        jsonb := coalesce(req -> 'query', '{}');
    v_agent  uuid := case when api.sees_all() then (q ->> 'agent')::uuid
                          else api.agent() end;
    v_from   timestamptz := now() - api.period(coalesce(q ->> 'period',
                                                        '30d'));
    v_cursor text := q ->> 'cursor';
    v_limit  int := api.page_limit(req);
    v_items  jsonb;
    v_n      bigint;
    v_mean   numeric;
begin
    if v_cursor !~ '^\d{1,18}$' then
        return api.invalid('query.cursor', 'cursor');
    end if;
    select count(*), round(avg(e.rating), 2) into v_n, v_mean
        from episode e where e.tenant_id = api.tenant()
          and e.rating is not null and e.rated_at >= v_from
          and (v_agent is null or e.agent_id = v_agent);
    select coalesce(jsonb_agg(jsonb_build_object('conversation',
            e.conversation_id, 'episode', e.episode, 'agent', e.agent_id,
            'ticket', e.ticket_id, 'rating', e.rating, 'rated_at',
            e.rated_at, 'cursor', (extract(epoch from e.rated_at)
                * 1000000)::bigint) order by e.rated_at desc), '[]')
        into v_items
        from (select * from episode z where z.tenant_id = api.tenant()
                and z.rating is not null and z.rated_at >= v_from
                and (v_cursor is null or z.rated_at < to_timestamp(
                     v_cursor::bigint / 1000000.0))
                and (v_agent is null or z.agent_id = v_agent)
              order by z.rated_at desc limit v_limit + 1) e;
    return api.ok((api.page(v_items, v_limit, 'cursor')).body
        || jsonb_build_object('ratings', v_n, 'mean', v_mean, 'agents',
            case when v_agent is null then rating_list(api.tenant(), v_from,
                now() + interval '1 hour') end));
end
$$;


-- Overview ------------------------------------------------------------------

-- A number, and where the conversations behind it are.
create function api.figure(p_n bigint, p_list text) returns jsonb
language sql immutable as $$
    select jsonb_build_object('n', coalesce(p_n, 0), 'list',
        '/api/v1/conversations?' || p_list)
$$;

create function api.overview_now() returns jsonb
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off as $$
declare
    v_tenant uuid := api.tenant();
    i        record;
begin
    select count(*) filter (where x.state = 'pending_handoff') as waiting,
            count(*) filter (where x.state = 'human') as human,
            count(*) filter (where x.due_ms < ms(now())) as late,
            count(*) filter (where x.sentiment = 'angry') as angry,
            min(x.waiting_ms) as since
        into i from inbox x
        where x.tenant_id = v_tenant and x.state <> 'resolved';
    return jsonb_build_object(
        'messages_per_minute', (select coalesce(jsonb_object_agg(m.k, m.n),
                '{}')
            from (select case y.direction when 'in' then 'in'
                    else y.origin end as k, count(*) as n
                from message y where y.tenant_id = v_tenant
                  and y.id >= uuid7_floor(now() - interval '1 minute')
                group by 1) m),
        'waiting', api.figure(i.waiting, 'view=pending&sort=waiting'),
        'waiting_since', from_ms(nullif(i.since, nobody_ms())),
        'with_agents', api.figure(i.human, 'view=all&sort=latest'),
        'late', api.figure(i.late, 'view=all&sort=due'),
        'angry', api.figure(i.angry, 'view=all&sentiment=angry'),
        'priorities', (select coalesce(jsonb_object_agg(x.priority,
                api.figure(x.n, 'view=pending&priority=' || x.priority)),
                '{}')
            from (select y.priority, count(*) as n from inbox y
                where y.tenant_id = v_tenant and y.state <> 'resolved'
                  and y.state = 'pending_handoff' group by 1) x),
        'agents', (select coalesce(jsonb_object_agg(x.status, x.n), '{}')
            from (select a.status, count(*) as n from agent a
                where a.tenant_id = v_tenant and a.enabled group by 1) x),
        'room', desk_room(v_tenant),
        'providers', (select coalesce(jsonb_agg(jsonb_build_object(
                'provider', u.provider, 'model', u.model, 'calls', u.calls,
                'failed', u.failed) order by u.provider, u.model), '[]')
            from (select y.provider, y.model, sum(y.calls) as calls,
                    sum(y.failed + y.expired) as failed
                from usage y where y.tenant_id = v_tenant
                  and y.day = (now() at time zone 'UTC')::date
                group by 1, 2) u));
end
$$;

-- A time out of its histogram: mean, and the bounds that half and nine of
-- ten were within.
create function api.figure_times(p_times jsonb) returns jsonb
language sql immutable as $$
    select jsonb_build_object('n', coalesce(max(x.all_n), 0),
        'mean_seconds', round((max(x.all_total)
            / nullif(max(x.all_n), 0))::numeric),
        'p50_seconds', min(x.bound) filter (where x.upto >= x.all_n * 0.5),
        'p90_seconds', min(x.bound) filter (where x.upto >= x.all_n * 0.9))
    from (select (e ->> 'key')::bigint as bound,
            sum((e ->> 'n')::bigint) over (order by (e ->> 'key')::bigint)
                as upto,
            sum((e ->> 'n')::bigint) over () as all_n,
            sum((e ->> 'total')::float8) over () as all_total
        from jsonb_array_elements(p_times) e) x
$$;

create function api.overview_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_word  text := coalesce(req #>> '{query,period}', 'now');
    v_from  timestamptz := date_trunc('hour', now() - api.period(v_word));
    v_step  text := case when v_word = '24h' then 'hour' else 'day' end;
    v_all   jsonb;
    v       jsonb;
begin
    if v_word = 'now' then
        return api.ok(api.overview_now() || '{"period": "now"}');
    end if;
    select coalesce(jsonb_object_agg(x.metric, x.rows), '{}') into v_all
        from (select f.metric, jsonb_agg(jsonb_build_object('key', f.key,
                'n', f.n, 'total', f.total) order by f.n desc, f.key) as rows
            from figures(api.tenant(), v_from) f group by 1) x;
    -- Shares, each with its list.
    select jsonb_object_agg(m, coalesce((select jsonb_agg(
                jsonb_build_object('key', e -> 'key')
                || api.figure((e ->> 'n')::bigint, 'behind=' || m || ':'
                    || (e ->> 'key') || '&period=' || v_word))
            from jsonb_array_elements(v_all -> m) e), '[]'))
        into v
        from unnest(array['channel', 'language', 'sentiment', 'intent',
            'decision', 'reason', 'ticket']) m;
    return api.ok(v || jsonb_build_object('period', v_word, 'from', v_from,
        'messages', coalesce((select jsonb_object_agg(e ->> 'key', e -> 'n')
            from jsonb_array_elements(v_all -> 'message') e), '{}'),
        'decided', api.figure_times(v_all -> 'decided'),
        'notified', api.figure_times(v_all -> 'notified'),
        'assigned', api.figure_times(v_all -> 'assigned'),
        'first_response', api.figure_times(v_all -> 'first_response'),
        'resolution', api.figure_times(v_all -> 'resolution'),
        'ratings', (select jsonb_build_object('n', count(*), 'mean',
                round(avg(e.rating), 2), 'list', '/api/v1/ratings?period='
                || v_word)
            from episode e where e.tenant_id = api.tenant()
              and e.rating is not null and e.rated_at >= v_from),
        'step', v_step,
        'series', (select coalesce(jsonb_agg(jsonb_build_object('at', s.at,
                'in', s.i, 'bot', s.b, 'agent', s.a, 'escalated', s.e,
                'resolved', s.r) order by s.at), '[]')
            from (select date_trunc(v_step, r.hour, 'UTC') as at,
                    coalesce(sum(r.n) filter (where r.metric = 'message'
                        and r.key = 'in'), 0) as i,
                    coalesce(sum(r.n) filter (where r.metric = 'message'
                        and r.key = 'bot'), 0) as b,
                    coalesce(sum(r.n) filter (where r.metric = 'message'
                        and r.key = 'agent'), 0) as a,
                    coalesce(sum(r.n) filter (where r.metric = 'decision'
                        and r.key = 'escalated'), 0) as e,
                    coalesce(sum(r.n) filter (where r.metric
                        = 'resolution'), 0) as r
                from rollup r where r.tenant_id = api.tenant()
                  and r.hour >= v_from group by 1) s)));
end
$$;


-- Rights: as in 0037, which came before.
grant execute on all functions in schema api to relevo_web;
