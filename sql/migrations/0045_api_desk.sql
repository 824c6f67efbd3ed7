-- 0045_api_desk - a conversation as it lies on an agent's desk: everything
-- that was said and happened in one timeline, the customer beside it, why the
-- bot decided what it did; who is looking; drafts.

-- Timeline ------------------------------------------------------------------

-- A file of a message; its bytes are fetched from where it says.
create function api.media_ref(f core.media) returns jsonb
language sql stable as $$
    select jsonb_build_object('id', f.id, 'kind', f.kind, 'state', f.state,
        'error', f.error, 'mime', f.mime, 'bytes', f.bytes, 'name', f.name,
        'text', left(f.text, 2000),
        'content', case when f.object is not null
            then '/api/v1/media/' || f.id || '/content' end,
        'thumbnail', case when f.thumb is not null
            then '/api/v1/media/' || f.id || '/thumbnail' end)
$$;

-- What a message answers: one of ours by its id there, or one of the last
-- hundred of the customer's.
create function api.message_quoted(m core.message) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_id uuid;
begin
    select o.id into v_id from outbox o where o.tenant_id = m.tenant_id
        and o.provider_id = m.reply_to
        and o.conversation_id = m.conversation_id order by o.ord limit 1;
    if v_id is null and m.reply_to
            ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        v_id := m.reply_to::uuid;
    end if;
    return (select jsonb_build_object('id', x.id, 'from', case x.direction
            when 'in' then 'customer' else x.origin end, 'type', x.type,
            'text', left(x.text, 100))
        from message x where x.tenant_id = m.tenant_id
          and x.conversation_id = m.conversation_id
          and x.seq between greatest(m.seq - 100, 0) and m.seq and x.seq >= 0
          and (x.id = v_id or x.provider_id = m.reply_to) limit 1);
end
$$;

-- A person's last word counts; none is one that was taken back, or that the
-- channel refused.  A message of ours is known there by its outbox row's id.
create function api.message_reactions(m core.message) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_agg(jsonb_build_object('from', r.who, 'emoji', r.emoji))
        filter (where r.emoji <> '')
    from (select distinct on (x.direction) case x.direction
                when 'in' then 'customer' else x.origin end as who,
            coalesce(x.content #>> '{reaction,emoji}',
                x.content ->> 'emoji', x.text, '') as emoji
        from message x where x.tenant_id = m.tenant_id
          and x.conversation_id = m.conversation_id
          and x.type = 'reaction' and x.status is distinct from 'failed'
          and x.reply_to = coalesce(m.provider_id, (select o.provider_id
              from outbox o where o.tenant_id = m.tenant_id and o.id = m.id))
        order by x.direction, x.seq desc, x.id desc) r
$$;

create function api.message_item(m core.message) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v jsonb := jsonb_strip_nulls(jsonb_build_object('kind', 'message',
        'id', m.id, 'seq', m.seq, 'from', case m.direction
            when 'in' then 'customer' else m.origin end, 'type', m.type,
        'text', m.text, 'status', m.status, 'status_at', m.status_at,
        'reply_to', m.reply_to, 'agent', m.agent_id, 'errors', m.errors,
        'at', m.at));
begin
    if m.content is not null then
        v := v || jsonb_build_object('content', m.content);
    end if;
    if m.type <> 'text' then
        v := v || jsonb_build_object('media', (select coalesce(jsonb_agg(
            api.media_ref(f) order by f.ord), '[]') from media f
            where f.tenant_id = m.tenant_id and f.message_id = m.id));
    end if;
    if m.reply_to is not null then
        v := v || jsonb_build_object('quote', api.message_quoted(m));
    end if;
    if m.provider_id is not null or m.direction = 'out' then
        v := v || jsonb_strip_nulls(jsonb_build_object('reactions',
                                           api.message_reactions(m)));
    end if;
    return v;
end
$$;

-- A note whose text is gone is gone.
create function api.log_item(l core.conversation_log) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if l.kind = 'note' then
        return (select jsonb_build_object('kind', 'note', 'id', n.id, 'seq',
                l.seq, 'agent', n.agent_id, 'text', n.text, 'at', l.at)
            from note n where n.tenant_id = l.tenant_id
              and n.id = (l.facts ->> 'note')::uuid);
    end if;
    return l.facts || jsonb_build_object('kind', 'event', 'event', l.kind,
        'id', l.id, 'seq', l.seq, 'agent', l.agent_id, 'at', l.at);
end
$$;

-- Messages of the customer are numbered; whatever follows one has its number
-- and a time.  A cursor is "<seq>.<us>.<ord>.<id>" of the last item.  A page
-- lies between two numbers, as in api.message_list(); where reactions have
-- taken some of them everything before is looked at.
create function api.timeline_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_tenant uuid := api.tenant();
    v_limit  int := api.page_limit(req);
    v_cursor text := req #>> '{query,cursor}';
    c        conversation%rowtype;
    v_seq    bigint;
    v_us     bigint := 9223372036854775807;
    v_ord    int := 32767;
    v_id     uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    v_least  bigint;
    v_n      int;
    v_items  jsonb;
    v_next   text;
    v_mark   bigint;
begin
    c := api.conversation_seen((req #>> '{params,id}')::uuid);
    if c.id is null then
        return api.problem(404);
    end if;
    v_seq := c.last_seq;
    if v_cursor ~ ('^\d{1,18}\.\d{1,18}\.-?\d{1,5}\.'
            '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') then
        v_seq := split_part(v_cursor, '.', 1)::bigint;
        v_us := split_part(v_cursor, '.', 2)::bigint;
        v_ord := split_part(v_cursor, '.', 3)::int;
        v_id := split_part(v_cursor, '.', 4)::uuid;
    elsif v_cursor is not null then
        return api.invalid('query.cursor', 'cursor');
    end if;
    v_least := v_seq - v_limit - 1;
    loop
        select count(*), coalesce(jsonb_agg(case x.ord when -1
                    then api.log_item(x.l) else api.message_item(x.m) end
                    order by x.i) filter (where x.i <= v_limit), '[]'),
                max(x.seq || '.' || x.us || '.' || x.ord || '.' || x.id)
                    filter (where x.i = v_limit)
            into v_n, v_items, v_next
            from (select y.*, row_number() over (order by y.seq desc, y.us desc,
                    y.ord desc, y.id desc) as i
                from (
                    (select a.m, null::conversation_log as l, a.seq, a.us, a.ord,
                        a.id
                    from (select m, m.seq, m.ord::int, m.id, (extract(epoch from
                            case when m.received_at is null
                                and m.direction = 'out' then m.at
                                else m.created_at end) * 1000000)::bigint as us
                        from message m
                        where m.tenant_id = v_tenant and m.conversation_id = c.id
                          and m.seq >= 0 and m.seq >= v_least and m.seq <= v_seq
                          and (m.type <> 'reaction' or m.reply_to is null)) a
                    where (a.seq, a.us, a.ord, a.id) < (v_seq, v_us, v_ord, v_id)
                    order by a.seq desc, a.us desc, a.ord desc, a.id desc
                    limit v_limit + 1)
                    union all
                    (select null::message, b.l, b.seq, b.us, -1, b.id
                    from (select l, l.seq, l.id, (extract(epoch from l.at)
                            * 1000000)::bigint as us
                        from conversation_log l
                        where l.tenant_id = v_tenant and l.conversation_id = c.id
                          and l.seq >= v_least and l.seq <= v_seq) b
                    where (b.seq, b.us, -1, b.id) < (v_seq, v_us, v_ord, v_id)
                    order by b.seq desc, b.us desc, b.id desc
                    limit v_limit + 1)) y
                order by y.seq desc, y.us desc, y.ord desc, y.id desc
                limit v_limit + 1) x;
        exit when v_least <= 0 or v_n > v_limit;
        v_least := 0;
    end loop;
    select r.seq into v_mark from read_mark r where r.tenant_id = v_tenant
        and r.agent_id = api.agent() and r.conversation_id = c.id;
    return api.ok(jsonb_build_object('items', jsonb_path_query_array(v_items,
            '$[*] ? (@ != null)'),
        'next', case when v_n > v_limit then v_next end,
        'last_seq', c.last_seq, 'read_seq', v_mark, 'version', c.version));
end
$$;

create function api.conversation_read(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    c     conversation%rowtype;
    v_seq bigint := (req #>> '{body,seq}')::bigint;
begin
    c := api.conversation_seen((req #>> '{params,id}')::uuid);
    if c.id is null then
        return api.problem(404);
    elsif api.agent() is null then
        return api.problem(403, 'an API key does not read');
    elsif v_seq not between 0 and c.last_seq then
        return api.invalid('body.seq', 'range');
    end if;
    v_seq := read_mark(c.tenant_id, api.agent(), c.id,
                       coalesce(v_seq, c.last_seq));
    if v_seq is not null then           -- further than before
        perform read_show(c.tenant_id, c.id, api.agent(), v_seq);
    end if;
    return api.ok(jsonb_build_object('conversation', c.id, 'unread',
        c.last_seq - (select r.seq from read_mark r
            where r.tenant_id = c.tenant_id and r.agent_id = api.agent()
              and r.conversation_id = c.id)));
end
$$;


-- The customer --------------------------------------------------------------

-- Other conversations of the same person: another account, the same number
-- or address.  Only what whoever asks may see.
create function api.elsewhere(c core.conversation) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'channel',
        a.channel, 'account', a.account, 'state', o.state)), '[]')
    from (select distinct d.conversation_id
        from identity mine
        join account x on x.tenant_id = mine.tenant_id
        join identity d on d.tenant_id = x.tenant_id
            and d.account_id = x.id and d.kind = mine.kind
            and d.value = mine.value
        where mine.tenant_id = c.tenant_id
          and mine.contact_id = c.contact_id
          and mine.kind <> '' and mine.kind in ('bsuid', 'wa_id', 'phone',
              'email')
          and d.conversation_id <> c.id limit 20) f
    join conversation o on o.tenant_id = c.tenant_id
        and o.id = f.conversation_id
    join account a on a.tenant_id = o.tenant_id and a.id = o.account_id
    where api.sight(o) is not null
$$;

create function api.panel_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    c conversation%rowtype;
    v jsonb;
begin
    c := api.conversation_seen((req #>> '{params,id}')::uuid);
    if c.id is null then
        return api.problem(404);
    end if;
    v := jsonb_build_object('conversation', api.conversation_view(c),
        'contact', (select api.contact_view(n) || jsonb_build_object(
                'profile', (select p.profile from contact_profile p
                    where p.tenant_id = n.tenant_id
                      and p.contact_id = n.id))
            from contact n where n.tenant_id = c.tenant_id
              and n.id = person(c.tenant_id, c.contact_id)),
        'summary', (select y.summary from conversation_memory y
            where y.tenant_id = c.tenant_id and y.conversation_id = c.id),
        'ticket', (select ticket_view(t) - 'history' - 'evidence'
            from ticket t where t.tenant_id = c.tenant_id
              and t.conversation_id = c.id order by t.id desc limit 1),
        'tickets', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id,
                'number', t.number, 'status', t.status, 'priority',
                t.priority, 'category', t.category, 'subject', t.subject,
                'agent', t.agent_id, 'created_at', t.created_at,
                'resolved_at', t.resolved_at) order by t.id desc), '[]')
            from (select * from ticket z where z.tenant_id = c.tenant_id
                and z.conversation_id = c.id order by z.id desc limit 20) t),
        'episodes', (select coalesce(jsonb_agg(jsonb_build_object('episode',
                e.episode, 'ticket', e.ticket_id, 'agent', e.agent_id,
                'summary', e.summary, 'resolved_at', e.resolved_at,
                'rating', e.rating) order by e.episode desc), '[]')
            from (select * from episode z where z.tenant_id = c.tenant_id
                and z.conversation_id = c.id order by z.episode desc
                limit 20) e),
        'notes', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id,
                'agent', n.agent_id, 'text', n.text, 'created_at',
                n.created_at) order by n.id desc), '[]')
            from (select * from note z where z.tenant_id = c.tenant_id
                and z.conversation_id = c.id order by z.id desc
                limit 20) n),
        'elsewhere', api.elsewhere(c),
        'viewers', viewers(c.tenant_id, c.id),
        'draft', (select jsonb_build_object('text', d.text, 'version',
                d.version) from draft d where d.tenant_id = c.tenant_id
            and d.agent_id = api.agent() and d.conversation_id = c.id));
    return api.ok(v, 200, api.etag(c.version));
end
$$;


-- Why -----------------------------------------------------------------------

-- The turns, what was understood and what was decided; a cursor is the first
-- message of the last turn.  Evidence holds numbers, names and places.
create function api.decision_list(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_limit  int := api.page_limit(req);
    v_cursor text := req #>> '{query,cursor}';
    c        conversation%rowtype;
    v_items  jsonb;
begin
    c := api.conversation_seen((req #>> '{params,id}')::uuid);
    if c.id is null then
        return api.problem(404);
    elsif v_cursor !~ '^\d{1,18}$' then
        return api.invalid('query.cursor', 'cursor');
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('from_seq', t.from_seq,
            'to_seq', t.to_seq, 'outcome', t.outcome, 'reason', t.reason,
            'language', t.language, 'at', t.ended_at,
            'took_ms', round(extract(epoch from t.ended_at - t.started_at)
                             * 1000),
            'evidence', t.decision, 'model', t.decision #> '{think,model}',
            'prompt_version', t.decision #> '{think,prompt}',
            'decision', (select to_jsonb(d) - array['tenant_id',
                    'conversation_id', 'from_seq', 'to_seq']
                from decision d where d.tenant_id = t.tenant_id
                  and d.conversation_id = t.conversation_id
                  and d.from_seq = t.from_seq),
            'analysis', (select to_jsonb(a) - array['tenant_id',
                    'conversation_id'] || jsonb_build_object('scales',
                    mood_scales(a)) from analysis a
                where a.tenant_id = t.tenant_id
                  and a.conversation_id = t.conversation_id
                  and a.seq = t.to_seq))
            order by t.from_seq desc), '[]')
        into v_items
        from (select * from turn z where z.tenant_id = c.tenant_id
                and z.conversation_id = c.id
                and z.from_seq < coalesce(v_cursor::bigint,
                                     9223372036854775807)
              order by z.from_seq desc limit v_limit + 1) t;
    return api.page(v_items, v_limit, 'from_seq');
end
$$;


-- Looking, typing -----------------------------------------------------------

create function api.conversation_viewing(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
begin
    if (api.conversation_seen(v_id)).id is null then
        return api.problem(404);
    elsif api.agent() is null then
        return api.problem(403, 'an API key does not look');
    end if;
    perform viewing_set(api.tenant(), v_id, api.agent(),
        coalesce((req #>> '{body,here}')::boolean, true),
        coalesce((req #>> '{body,typing}')::boolean, false));
    return api.ok(jsonb_build_object('viewers', viewers(api.tenant(), v_id),
        'seconds', viewing_seconds(), 'typing_seconds', typing_seconds()));
end
$$;


-- Drafts --------------------------------------------------------------------

create function api.draft_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', (select coalesce(jsonb_agg(
            jsonb_build_object('conversation', d.conversation_id, 'text',
                d.text, 'version', d.version, 'updated_at', d.updated_at)
            order by d.updated_at desc), '[]')
        from (select * from draft z where z.tenant_id = api.tenant()
                and z.agent_id = api.agent()
              order by z.updated_at desc limit 200) d), 'next', null))
$$;

create function api.draft_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(jsonb_build_object('conversation',
            d.conversation_id, 'text', d.text, 'version', d.version,
            'updated_at', d.updated_at), 200, api.etag(d.version))
        from draft d where d.tenant_id = api.tenant()
          and d.agent_id = api.agent() and d.conversation_id
              = (req #>> '{params,conversation_id}')::uuid),
        api.problem(404))
$$;

create function api.draft_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id    uuid := (req #>> '{params,conversation_id}')::uuid;
    v_match text := req ->> 'if_match';
    v       jsonb;
begin
    if (api.conversation_seen(v_id)).id is null then
        return api.problem(404);
    elsif api.agent() is null then
        return api.problem(403, 'an API key writes no drafts');
    end if;
    v := draft_put(api.tenant(), api.agent(), v_id, req #>> '{body,text}',
        case when v_match ~ '^"\d{1,18}"$'
             then btrim(v_match, '"')::bigint end);
    if not (v ->> 'ok')::boolean then
        return api.result(v);
    end if;
    return api.ok(jsonb_build_object('conversation', v_id, 'version',
        v -> 'version'), 200, api.etag((v ->> 'version')::bigint));
end
$$;

create function api.draft_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,conversation_id}')::uuid;
begin
    if not exists (select from draft d where d.tenant_id = api.tenant()
            and d.agent_id = api.agent() and d.conversation_id = v_id) then
        return api.problem(404);
    end if;
    perform draft_put(api.tenant(), api.agent(), v_id, null, null);
    return api.ok(null, 204);
end
$$;


-- Rights: as in 0037, which came before.
grant execute on all functions in schema api to relevo_web;
