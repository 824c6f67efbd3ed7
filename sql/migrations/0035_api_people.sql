-- 0035_api_people - contacts and tickets.

create index contact_page on core.contact (tenant_id, id)
    where merged_into is null;
grant update on core.contact, core.identity, core.contact_profile
    to relevo_web;
grant delete on core.contact_profile, core.callback to relevo_web;
grant update on core.dead_letter to relevo_web;

create function api.contact_view(n core.contact) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('id', n.id, 'name', n.name, 'language',
        n.language, 'created_at', n.created_at, 'merged_into', n.merged_into,
        'channel', a.channel, 'account', a.account,
        'identities', (select coalesce(jsonb_agg(jsonb_build_object('kind',
            d.kind, 'value', d.value) order by d.kind, d.value), '[]')
            from identity d where d.tenant_id = n.tenant_id
              and d.contact_id = n.id and d.kind <> ''),
        'conversation', (select c.id from conversation c
            where c.tenant_id = n.tenant_id and c.contact_id = n.id
              and c.partition >= 0))
    from account a where a.tenant_id = n.tenant_id and a.id = n.account_id
$$;

-- Agents see the contacts of conversations that they see.
create function api.contact_seen(p_id uuid) returns core.contact
language sql stable set search_path = core, pg_temp as $$
    select n from contact n where n.tenant_id = api.tenant() and n.id = p_id
        and (api.sees_all() or exists (select from conversation c
            where c.tenant_id = n.tenant_id and c.contact_id = n.id
              and c.partition >= 0 and api.sight(c) = 'all'))
$$;

-- q: an identity as it is, or how a name begins.
create function api.contact_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select case when not api.sees_all()
        then api.problem(403, 'a supervisor lists contacts')
        else api.page((select coalesce(jsonb_agg(api.contact_view(x.n)
                order by x.id desc), '[]')
            from (select n, n.id from contact n
                where n.tenant_id = api.tenant() and n.merged_into is null
                  and (api.page_before(req) is null
                       or n.id < api.page_before(req))
                  and (req #>> '{query,q}' is null
                       or starts_with(lower(n.name),
                                      lower(req #>> '{query,q}'))
                       or exists (select from identity d
                           where d.tenant_id = n.tenant_id
                             and d.contact_id = n.id and d.kind <> ''
                             and d.value = req #>> '{query,q}'))
                order by n.id desc limit api.page_limit(req) + 1) x),
            api.page_limit(req)) end
$$;

create function api.contact_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select case when (x.n).id is null then api.problem(404)
        else api.ok(api.contact_view(x.n)) end
    from (select api.contact_seen((req #>> '{params,id}')::uuid) as n
          offset 0) x
$$;

create function api.contact_update(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b jsonb := coalesce(req -> 'body', '{}');
    n contact%rowtype;
begin
    if (api.contact_seen((req #>> '{params,id}')::uuid)).id is null then
        return api.problem(404);
    end if;
    update contact z set
            name = case when b ? 'name' then b ->> 'name' else z.name end,
            language = case when b ? 'language' then b ->> 'language'
                            else z.language end
        where z.tenant_id = api.tenant()
          and z.id = (req #>> '{params,id}')::uuid returning * into n;
    return api.ok(api.contact_view(n));
end
$$;

-- Identities are re-pointed, never sequence numbers: the other conversation
-- keeps what it has.  Both are of one account, or there is no one queue.
create function api.contact_merge(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_from contact%rowtype;
    v_into contact%rowtype;
    v_conv uuid;
begin
    select * into v_from from contact z where z.tenant_id = api.tenant()
        and z.id = (req #>> '{params,id}')::uuid for no key update;
    if not found then
        return api.problem(404);
    end if;
    select * into v_into from contact z where z.tenant_id = api.tenant()
        and z.id = (req #>> '{body,into}')::uuid for no key update;
    if not found then
        return api.invalid('body.into', 'not_found');
    elsif v_from.merged_into is not null
            or v_into.merged_into is not null then
        return api.problem(409, 'one of them is merged already');
    elsif v_from.id = v_into.id
            or v_from.account_id <> v_into.account_id then
        return api.problem(409, 'they must be two contacts of one account');
    end if;
    select c.id into v_conv from conversation c
        where c.tenant_id = api.tenant() and c.contact_id = v_into.id
          and c.partition >= 0;
    update identity set contact_id = v_into.id,
            conversation_id = coalesce(v_conv, conversation_id)
        where tenant_id = api.tenant() and contact_id = v_from.id
          and kind <> '';
    update contact z set merged_into = v_into.id
        where z.tenant_id = api.tenant() and z.id = v_from.id;
    perform emit(event(api.tenant(), 'staff', 'conversation.changed', v_conv,
        0, stamp(), ',"merged":"' || c.id || '"'))
        from conversation c where c.tenant_id = api.tenant()
          and c.contact_id = v_from.id and c.partition >= 0;
    return api.ok(api.contact_view(v_into));
end
$$;

create function api.contact_erase(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb;
begin
    if not exists (select from contact n where n.tenant_id = api.tenant()
                   and n.id = (req #>> '{params,id}')::uuid) then
        return api.problem(404);
    end if;
    v := contact_erase(api.tenant(), (req #>> '{params,id}')::uuid);
    return api.ok(jsonb_build_object('contact', v -> 'contact', 'messages',
                                     v -> 'messages'));
end
$$;


-- Tickets -------------------------------------------------------------------

-- Agents: theirs, and what waits for somebody (without its history).
create function api.ticket_sight(t core.ticket) returns text
language sql stable set search_path = core, pg_temp as $$
    select case when api.sees_all() or t.agent_id = api.agent() then 'all'
        when t.agent_id is null and (t.status = 'open'
            or t.queued_at is not null) then 'preview' end
$$;

-- What waits for somebody: who, since when, how urgent; what a row of the
-- inbox says of it.  What was said is for who takes it.
create function api.ticket_preview(p_view jsonb) returns jsonb
language sql immutable as $$
    select jsonb_object_agg(e.key, e.value) from jsonb_each(p_view) e
    where e.key in ('id', 'number', 'conversation_id', 'contact_id',
        'account_id', 'episode', 'source_type', 'origin', 'subject',
        'priority', 'category', 'sentiment', 'stage', 'skill', 'language',
        'reason', 'status', 'agent_id', 'team_id', 'waiting_since',
        'queued_at', 'handoffs', 'reopened', 'version', 'created_at',
        'updated_at', 'sla')
$$;

create function api.ticket_list(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_filter jsonb := coalesce(req -> 'query', '{}');
    v_queued boolean := coalesce((v_filter ->> 'queued')::boolean, false);
    v        jsonb;
begin
    if not api.sees_all() and not v_queued then
        v_filter := v_filter || jsonb_build_object('agent', api.agent());
    end if;
    v := ticket_list(api.tenant(), v_filter, api.page_before(req),
                     api.page_limit(req) + 1);
    if not api.sees_all() and v_queued then
        v := (select coalesce(jsonb_agg(api.ticket_preview(e.value)
                order by e.ordinality), '[]')
            from jsonb_array_elements(v) with ordinality e
            where e.value ->> 'agent_id' is null);
    end if;
    return api.page(v, api.page_limit(req));
end
$$;

create function api.ticket_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_what text := req #>> '{params,ticket}';
    t      ticket%rowtype;
    v      jsonb := ticket_show(api.tenant(), v_what);
begin
    select * into t from ticket z where z.tenant_id = api.tenant()
        and z.id = (v ->> 'id')::uuid;
    if t.id is null or api.ticket_sight(t) is null then
        return api.problem(404);
    elsif api.ticket_sight(t) = 'preview' then
        v := api.ticket_preview(v);
    end if;
    return api.ok(v, 200, api.etag(t.version));
end
$$;

create function api.ticket_update(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
    t    ticket%rowtype;
    v    jsonb;
begin
    select * into t from ticket z where z.tenant_id = api.tenant()
        and z.id = v_id;
    -- of a preview an agent may do one thing: take it
    if t.id is null or api.ticket_sight(t) is null
            or api.ticket_sight(t) <> 'all'
            and (t.conversation_id is not null or req -> 'body' is distinct
                 from jsonb_build_object('agent', api.agent())) then
        return api.problem(404);
    elsif not api.matches(req, t.version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    v := ticket_set(api.tenant(), v_id, jsonb_strip_nulls(coalesce(
        req -> 'body', '{}')), case when req ->> 'if_match' <> '*'
            then t.version end, api.actor());
    return api.result(v, v -> 'ticket');
end
$$;

-- "15 minutes", "1 hour": until the first answer, as it was promised.
create function api.in_words(p_until timestamptz) returns text
language sql stable set search_path = core, pg_temp as $$
    select case when m % 60 = 0 or m > 90 then ceil(m / 60) || case
            when m <= 60 then ' hour' else ' hours' end
        else m || case m when 1 then ' minute' else ' minutes' end end
    from (select greatest(1, round(extract(epoch from p_until
        - clock_timestamp()) / 60)) as m) x
$$;

-- The conversation that a caller means: by our name for it, or by theirs.
create function api.escalate_conversation(p_id text, p_reference text)
returns uuid
language sql stable set search_path = core, pg_temp as $$
    select coalesce(p_id::uuid, (select c.id from conversation c
        where c.tenant_id = api.tenant() and c.id = case when p_reference
            ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
            then p_reference::uuid end))
$$;

-- S2-071: POST /api/support/escalate, for bots outside.  With the conversation
-- of a customer who is known here it is a hand-over, else a ticket alone, with
-- what its metadata says of the talk (S2-058).  Said again of the same talk it
-- is the same ticket while that is open, for programs: an agent might not see it.
create function api.support_escalate(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b      jsonb := jsonb_strip_nulls(req -> 'body');
    v_conv uuid := api.escalate_conversation(b ->> 'conversation_id',
                                             b ->> 'source_reference_id');
    v_facts jsonb;
    t      ticket%rowtype;
    v      jsonb;
begin
    v_facts := jsonb_strip_nulls(jsonb_build_object('origin', 'api',
        'reason', 'api', 'explanation', b -> 'escalation_reason',
        'category', b -> 'escalation_category', 'priority', b -> 'priority',
        'subject', b -> 'subject', 'sentiment',
        b -> 'bot_detected_sentiment', 'stage',
        b -> 'customer_journey_stage', 'confidence',
        coalesce(b -> 'bot_confidence', case when b #> '{metadata,'
            'bot_confidence}' between '0'::jsonb and '1'::jsonb
            then b #> '{metadata,bot_confidence}' end),
        'summary', left(b #>> '{metadata,conversation_summary}', 5000),
        'keywords', b #> '{metadata,keywords_detected}', 'source_type',
        coalesce(b ->> 'source_type', case when v_conv is null
            then 'api' end),
        'source_phone_number', b -> 'source_phone_number',
        'source_user_id', b -> 'customer_id', 'metadata',
        coalesce(b -> 'metadata', '{}') || jsonb_strip_nulls(
            jsonb_build_object('source_reference_id',
                               b -> 'source_reference_id'))));
    if (b ->> 'bot_confidence')::numeric not between 0 and 1 then
        return api.invalid('body.bot_confidence', 'range');
    elsif v_conv is not null and not api.sees_all()
            and (api.conversation_seen(v_conv, 'preview')).id is null then
        return api.problem(404);
    elsif v_conv is not null then
        v := handoff_start(api.tenant(), v_conv, api.actor(), v_facts);
        if not (v ->> 'ok')::boolean and v ->> 'error' <> 'claimed' then
            return api.result(v);
        end if;
        select * into t from ticket z where z.tenant_id = api.tenant()
            and z.conversation_id = v_conv order by z.id desc limit 1;
    else
        if api.agent() is null then
            t := ticket_elsewhere(api.tenant(), b ->> 'customer_id',
                                  b ->> 'source_reference_id');
        end if;
        if t.id is not null then
            t := ticket_again(t, v_facts);
            perform ticket_event(t);
        else
            t := ticket_open(api.tenant(), null, v_facts);
        end if;
    end if;
    return api.ok(jsonb_build_object('success', true, 'ticket_id', t.id,
        'ticket_number', t.number, 'assigned_to', t.agent_id,
        'estimated_response_time', (select api.in_words(s.due_at)
            from sla s where s.tenant_id = t.tenant_id
              and s.ticket_id = t.id and s.kind = 'first_response'),
        'message', 'Escalation created successfully'), 201);
end
$$;
