-- 0013_context - what a turn starts from, and what it remembers.
--
-- core.contexts runs as relevo_turn, under row-level security: it sets
-- relevo.tenant for its transaction, and reads only.  What a turn wants to be
-- remembered goes the one way of all its effects, through core.commit.

-- Memory --------------------------------------------------------------------
-- One row per conversation, one per contact, written only when something
-- changed: most turns write neither.

create table core.conversation_memory (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    summary     text,                   -- of what is older than `recent`
    summary_seq bigint not null default 0,  -- up to this message
    topics      jsonb not null default '[]',    -- names, newest first
    failures    int not null default 0, -- of a model, in a row, unserved
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, conversation_id),
    foreign key (tenant_id, conversation_id) references core.conversation
);
select core.protect('core.conversation_memory');
grant select, insert, update, delete on core.conversation_memory
    to relevo_worker;
grant select on core.conversation_memory to relevo_turn, relevo_web;

-- profile: {"language", "name", "tone": "formal"|"informal", "opt_out": [..]}
create table core.contact_profile (
    tenant_id   uuid not null,
    contact_id  uuid not null,
    profile     jsonb not null default '{}'
                check (jsonb_typeof(profile) = 'object'
                       and octet_length(profile::text) <= 4096),
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, contact_id),
    foreign key (tenant_id, contact_id) references core.contact
);
select core.protect('core.contact_profile');
grant select, insert, update, delete on core.contact_profile
    to relevo_worker;
grant select on core.contact_profile to relevo_turn, relevo_web;

-- "Call me tomorrow at ten."  One per turn at most, so that a commit which
-- is repeated stores it once.
create table core.callback (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    conversation_id uuid not null,
    contact_id  uuid not null,
    from_seq    bigint not null,
    at          timestamptz,            -- null: as soon as possible
    phone       text check (length(phone) <= 32),
    reason      text check (length(reason) <= 500),
    state       text not null default 'open'
                check (state in ('open', 'done', 'cancelled')),
    created_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, conversation_id, from_seq),
    foreign key (tenant_id, conversation_id) references core.conversation,
    foreign key (tenant_id, contact_id) references core.contact
);
select core.protect('core.callback');
grant select, insert, update, delete on core.callback to relevo_worker;
grant select on core.callback to relevo_turn, relevo_web;


-- Context -------------------------------------------------------------------

-- A merged contact lives on in another; its conversation still answers.
create function core.person(p_tenant uuid, p_contact uuid) returns uuid
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_contact uuid := p_contact;
    v_next    uuid;
begin
    loop
        select merged_into into v_next from contact
            where tenant_id = p_tenant and id = v_contact;
        exit when v_next is null;
        v_contact := v_next;
    end loop;
    return v_contact;
end
$$;

-- The clock on a wall there: "2026-11-22T10:24+01:00 Sunday".
create function core.local_time(p_zone text, p_at timestamptz) returns text
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_here timestamp := p_at at time zone p_zone;
    v_min  int := extract(epoch from v_here - (p_at at time zone 'UTC')) / 60;
begin
    return to_char(v_here, 'YYYY-MM-DD"T"HH24:MI')
        || case when v_min < 0 then '-' else '+' end
        || to_char(abs(v_min) / 60, 'FM00') || ':'
        || to_char(abs(v_min) % 60, 'FM00') || to_char(v_here, ' FMDay');
end
$$;
grant execute on function core.local_time(text, timestamptz) to relevo_turn;

-- What the turns of these conversations start from; the arrays run in step.
-- One group per tenant, read under its policy:
-- [{"tenant": {...}, "contexts": {"<conversation>": {...}, ...}}, ...]
-- messages: what is not done yet.  recent: both sides of the last ten that
-- are done; one scan finds both.  memory, profile: null on a first message.
-- files: of the messages that wait, and the last five before them (0016).
create function core.contexts(p_tenants uuid[], p_conversations uuid[])
returns text
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_tenant uuid;
    v_group  text;
    v_groups text[] := '{}';
    v_struck boolean := exists (select from strike where kind = 'turn');
begin
    for v_tenant in select distinct t from unnest(p_tenants) t loop
        perform set_config('relevo.tenant', v_tenant::text, true);
        select '{"tenant":' || (select json_build_object('id', t.tenant_id,
                'slug', t.slug, 'name', t.name, 'default_language',
                t.default_language, 'knowledge', t.knowledge, 'settings',
                t.settings, 'now', local_time(coalesce(t.settings
                    #>> '{handoff,timezone}', 'UTC'), now()), 'rules', rules_of(v_tenant), 'over',
                limits_over(v_tenant)) from tenant t
                where t.tenant_id = v_tenant)
            || ',"contexts":{' || coalesce(string_agg('"' || c.id
            || '":{"conversation":{"state":"' || c.state || '","epoch":'
            || c.epoch || ',"done_seq":' || c.done_seq || ',"last_seq":'
            || c.last_seq || ',"language":'
            || coalesce(to_json(c.language)::text, 'null')
            || ',"asked_person":' || c.asked_person || ',"asked_rating":'
            || case when c.rating_asked_at is null then false
                else c.rating_asked_at > now() - (desk_rules(v_tenant)
                    ->> 'csat_hours')::numeric * interval '1 hour' end
            || ',"attempt":'
            || coalesce((select w.attempt from work w
                where w.tenant_id = v_tenant and w.conversation_id = c.id), 0)
            || '},"account":' || (select '{"channel":"' || a.channel
                || '","account":' || to_json(a.account) || '}'
                from account a where a.tenant_id = v_tenant
                  and a.id = c.account_id)
            || ',"contact":' || (select '{"name":'
                || coalesce(to_json(n.name)::text, 'null') || ',"language":'
                || coalesce(to_json(n.language)::text, 'null') || ',"to":{'
                || coalesce((select string_agg('"' || case d.kind
                    when 'wa_id' then 'phone' else d.kind end || '":'
                    || to_json(d.value), ',' order by d.created_at)
                    from identity d where d.tenant_id = v_tenant
                      and d.contact_id = n.id and d.kind <> ''), '') || '}}'
                from contact n where n.tenant_id = v_tenant
                  and n.id = c.person)
            || ',"memory":' || case when c.done_seq > 0 then
                coalesce((select json_build_object('summary', y.summary,
                    'summary_seq', y.summary_seq, 'topics', y.topics,
                    'failures', y.failures)::text
                from conversation_memory y where y.tenant_id = v_tenant
                  and y.conversation_id = c.id), 'null') else 'null' end
            || ',"profile":' || case when c.done_seq > 0 then
                coalesce((select f.profile::text from contact_profile f
                where f.tenant_id = v_tenant
                  and f.contact_id = c.person), 'null') else 'null' end
            || ',"files":[' || case when exists (select from media f
                where f.tenant_id = v_tenant and f.conversation_id = c.id)
                then coalesce(media_context(v_tenant, c.id, c.done_seq), '')
                else '' end
            || '],"recent":[' || coalesce(s.recent, '')
            || '],"messages":[' || coalesce(s.messages, '')
            || ']}', ','), '') || '}}'
            into v_group
            from unnest(p_tenants, p_conversations) q(tenant, id)
            cross join lateral (select z.*, (select case
                    when n.merged_into is null then n.id
                    else person(v_tenant, n.merged_into) end
                    from contact n where n.tenant_id = v_tenant
                      and n.id = z.contact_id) as person
                from conversation z
                where z.tenant_id = v_tenant and z.id = q.id
                offset 0) c
            cross join lateral (select
                string_agg('{"seq":'
                || m.seq || ',"type":' || to_json(m.type) || ',"text":'
                || coalesce(to_json(m.text)::text, 'null') || ',"content":'
                || case when m.type <> 'text' and m.content is not null
                    then m.content::text else 'null' end || ',"at_ms":'
                || ms(m.at) || ',"provider_id":'
                || coalesce(to_json(m.provider_id)::text, 'null')
                || ',"trace":' || coalesce(to_json(m.trace)::text, 'null')
                || ',"strikes":' || case when v_struck then coalesce((
                    select s.count from strike s where s.kind = 'turn'
                      and s.ref = v_tenant || ' ' || c.id || ' ' || m.seq
                      and s.partition = c.partition), 0) else 0 end || '}',
                ',' order by m.seq) filter (where m.seq > c.done_seq
                    and m.direction = 'in') as messages,
                string_agg('{"seq":' || m.seq || ',"role":"'
                || case when m.direction = 'in' then 'customer'
                        when m.origin = 'agent' then 'agent' else 'bot' end
                || '","text":' || to_json(left(m.text, 2000)) || ',"at_ms":'
                || ms(m.at) || '}', ',' order by m.seq, m.ord, m.at)
                    filter (where m.seq <= c.done_seq and m.text <> '')
                    as recent
                from message m where m.tenant_id = v_tenant
                  and m.conversation_id = c.id and m.seq > c.done_seq - 10
                  and m.seq <= c.done_seq + 50 and m.seq >= 0) s
            where q.tenant = v_tenant;
        v_groups := v_groups || v_group;
    end loop;
    return '[' || array_to_string(v_groups, ',') || ']';
end
$$;
grant select (kind, ref, partition, count) on core.strike to relevo_turn;
grant execute on function core.person(uuid, uuid),
    core.contexts(uuid[], uuid[]) to relevo_turn;
grant execute on function core.person(uuid, uuid) to relevo_worker;


-- What a model may know of the customer it talks to: this one, no other; the
-- conversation comes from the turn.
create function core.customer(p_tenant uuid, p_conversation uuid)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_contact uuid;
begin
    perform set_config('relevo.tenant', p_tenant::text, true);
    select person(p_tenant, c.contact_id) into v_contact from conversation c
        where c.tenant_id = p_tenant and c.id = p_conversation;
    return (select jsonb_build_object('name', n.name,
            'customer_since', (n.created_at at time zone 'UTC')::date,
            'language', coalesce(f.profile ->> 'language', n.language),
            'profile', coalesce(f.profile, '{}'), 'identities', (
                select coalesce(jsonb_agg(jsonb_build_object('kind', d.kind,
                    'value', d.value) order by d.created_at), '[]')
                from identity d where d.tenant_id = p_tenant
                  and d.contact_id = n.id and d.kind in ('wa_id', 'phone')),
            'open_callbacks', (select count(*) from callback b
                where b.tenant_id = p_tenant and b.contact_id = n.id
                  and b.state = 'open'))
        from contact n left join contact_profile f
            on f.tenant_id = n.tenant_id and f.contact_id = n.id
        where n.tenant_id = p_tenant and n.id = v_contact);
end
$$;
grant execute on function core.customer(uuid, uuid) to relevo_turn;


-- Effects -------------------------------------------------------------------
-- effects: {"memory": {"summary", "summary_seq", "topics", "failures"},
--           "profile": {merge patch}, "callback": {"at_ms", "phone",
--           "reason"}, "rating": 1 .. 5}, each optional.  Called by core.commit, which holds
-- the conversation's lock.

-- What the first message was about, for those who get a memory with their
-- second topic: most conversations are one question and need no row.
create function core.topic_first(p_tenant uuid, p_conversation uuid,
    p_topics jsonb) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select jsonb_build_array(a.intent) from analysis a
        where a.tenant_id = p_tenant and a.conversation_id = p_conversation
          and a.seq = 1 and not p_topics ? a.intent
          and a.intent not in ('greeting', 'thanks_goodbye', 'other',
                               'human_agent')), '[]')
$$;
grant execute on function core.topic_first(uuid, uuid, jsonb)
    to relevo_worker;

create function core.commit_effects(t core.turn_in) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    m         jsonb := t.effects -> 'memory';
    b         jsonb := t.effects -> 'callback';
    v_contact uuid;
begin
    if m is not null then
        insert into conversation_memory as y (tenant_id, conversation_id,
                summary, summary_seq, topics, failures)
            values (t.tenant_id, t.conversation_id, m ->> 'summary',
                coalesce((m ->> 'summary_seq')::bigint, 0),
                coalesce((m -> 'topics') || topic_first(t.tenant_id,
                    t.conversation_id, m -> 'topics'), '[]'),
                coalesce((m ->> 'failures')::int, 0))
            on conflict (tenant_id, conversation_id) do update set
                summary = coalesce(m ->> 'summary', y.summary),
                summary_seq = coalesce((m ->> 'summary_seq')::bigint,
                                       y.summary_seq),
                topics = coalesce(m -> 'topics', y.topics),
                failures = coalesce((m ->> 'failures')::int, y.failures),
                updated_at = now();
    end if;
    if t.effects ? 'rating' then
        perform handoff_rated(t.tenant_id, t.conversation_id,
                              (t.effects ->> 'rating')::int);
    end if;
    if t.effects -> 'profile' is null and b is null then
        return;
    end if;
    select person(t.tenant_id, c.contact_id) into v_contact
        from conversation c where c.tenant_id = t.tenant_id
          and c.id = t.conversation_id;
    if t.effects -> 'profile' is not null then
        insert into contact_profile as f (tenant_id, contact_id, profile)
            values (t.tenant_id, v_contact,
                    jsonb_strip_nulls(t.effects -> 'profile'))
            on conflict (tenant_id, contact_id) do update set
                profile = jsonb_strip_nulls(f.profile
                    || (t.effects -> 'profile')),
                updated_at = now();
    end if;
    if b is not null then
        -- who asks again for the same call has one, and its newest reason
        update callback c set
                reason = coalesce(left(b ->> 'reason', 500), c.reason)
            where c.tenant_id = t.tenant_id and c.contact_id = v_contact
              and c.state = 'open' and c.from_seq <> t.from_seq
              and c.conversation_id = t.conversation_id
              and c.at between from_ms((b ->> 'at_ms')::bigint)
                      - interval '30 minutes'
                  and from_ms((b ->> 'at_ms')::bigint)
                      + interval '30 minutes';
        if found then
            return;
        end if;
        insert into callback (tenant_id, conversation_id, contact_id,
                from_seq, at, phone, reason)
            values (t.tenant_id, t.conversation_id, v_contact, t.from_seq,
                from_ms((b ->> 'at_ms')::bigint), left(b ->> 'phone', 32),
                left(b ->> 'reason', 500))
            on conflict (tenant_id, conversation_id, from_seq) do nothing;
        if found then
            perform callback_watch(t.tenant_id, t.conversation_id,
                                   t.from_seq);
        end if;
    end if;
end
$$;
grant execute on function core.commit_effects(core.turn_in)
    to relevo_worker;

-- A model's words for a summary, if it is still the same one.  What has been
-- forgotten meanwhile has no row any more.
create function core.summary_retell(p_tenant uuid, p_conversation uuid,
    p_seq bigint, p_summary text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    update conversation_memory set summary = left(p_summary, 900),
            updated_at = now()
        where tenant_id = p_tenant and conversation_id = p_conversation
          and summary_seq = p_seq and summary is not null;
    return jsonb_build_object('ok', found);
end
$$;
grant execute on function core.summary_retell(uuid, uuid, bigint, text)
    to relevo_worker;


-- Forgetting ----------------------------------------------------------------

-- What was learnt of a person: profile, summaries, topics, callbacks, the
-- remembered language.  What was said stays.
create function core.contact_forget(p_tenant uuid, p_contact uuid)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_contact uuid := person(p_tenant, p_contact);
    v_profile bigint;
    v_memory  bigint;
    v_calls   bigint;
begin
    if not exists (select from contact where tenant_id = p_tenant
                   and id = v_contact) then
        return null;
    end if;
    delete from contact_profile where tenant_id = p_tenant
        and contact_id in (p_contact, v_contact);
    get diagnostics v_profile = row_count;
    delete from conversation_memory y using conversation c
        where c.tenant_id = p_tenant and person(p_tenant, c.contact_id)
              = v_contact
          and y.tenant_id = p_tenant and y.conversation_id = c.id;
    get diagnostics v_memory = row_count;
    delete from callback where tenant_id = p_tenant
        and contact_id in (p_contact, v_contact);
    get diagnostics v_calls = row_count;
    perform archive_forget(p_tenant, v_contact);
    update contact set language = null where tenant_id = p_tenant
        and id = v_contact and language is not null;
    update conversation set language = null where tenant_id = p_tenant
        and contact_id = v_contact and partition >= 0
        and language is not null;
    return jsonb_build_object('contact', v_contact, 'profile', v_profile,
        'memory', v_memory, 'callbacks', v_calls);
end
$$;

-- And what they said and what was said to them: texts, names, raw bytes.
-- Rows, numbers and ids stay, so that both laws of the audit still hold; a
-- row that has not left yet is cancelled.
create function core.contact_erase(p_tenant uuid, p_contact uuid)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_forgot jsonb := contact_forget(p_tenant, p_contact);
    v_person uuid := (v_forgot ->> 'contact')::uuid;
    v_all    uuid[];
    v_n      bigint;
    v_gone   bigint;
begin
    if v_forgot is null then
        return null;
    end if;
    -- locked: nothing goes to the archive meanwhile, or comes from it
    select array_agg(x.id) into v_all from (select c.id from conversation c
        where c.tenant_id = p_tenant
          and person(p_tenant, c.contact_id) = v_person
        order by c.id for no key update) x;
    update message set text = null, content = null, raw = null
        where tenant_id = p_tenant and conversation_id = any (v_all)
          and seq >= 0 and (text is not null or content is not null
                            or raw is not null);
    get diagnostics v_n = row_count;
    update outbox set state = 'cancelled', next_at = null,
            closed_at = clock_timestamp(), error = 'erased'
        where tenant_id = p_tenant and conversation_id = any (v_all)
          and state in ('pending', 'retry');
    update outbox set payload = '{}' where tenant_id = p_tenant
        and conversation_id = any (v_all)
        and state not in ('inflight', 'ambiguous') and payload <> '{}';
    update dead_letter set raw = null where tenant_id = p_tenant
        and conversation_id = any (v_all) and raw is not null;
    perform handoff_erase(p_tenant, v_all);
    perform media_erase(p_tenant, v_all);
    v_gone := archive_erase(p_tenant, v_all);
    update contact set name = null where tenant_id = p_tenant
        and person(p_tenant, id) = v_person and name is not null;
    return v_forgot || jsonb_build_object('messages', v_n, 'archives', v_gone);
end
$$;

-- A contact by its id, or by a name the channel gave it ("wa_id:5215550001").
create function core.contact_find(p_tenant uuid, p_what text)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('contact', person(p_tenant, n.id), 'name',
        n.name, 'profile', (select f.profile from contact_profile f
            where f.tenant_id = p_tenant
              and f.contact_id = person(p_tenant, n.id)))
    from contact n
    where n.tenant_id = p_tenant and (n.id::text = lower(p_what)
        or exists (select from identity d where d.tenant_id = p_tenant
            and d.contact_id = n.id and d.kind = split_part(p_what, ':', 1)
            and d.value = substr(p_what, strpos(p_what, ':') + 1)))
    limit 1
$$;
grant execute on function core.contact_forget(uuid, uuid),
    core.contact_erase(uuid, uuid), core.contact_find(uuid, text)
    to relevo_worker;
