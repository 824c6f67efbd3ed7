-- 0016_media_rows - the rows of core.media for others than who works on them:
-- turns, search, operators, and whoever has a contact forgotten.


-- Reading -------------------------------------------------------------------

-- A file as a turn sees it.  Data of a customer's file, never ours.
create function core.media_json(m core.media, p_chars int) returns text
language sql stable set search_path = core, pg_temp as $$
    select json_build_object('id', m.id, 'seq', m.seq, 'kind', m.kind,
        'state', m.state, 'error', m.error, 'mime', m.mime, 'bytes', m.bytes,
        'name', m.name, 'left_ms', case when m.state in ('queued',
            'downloading', 'stored', 'analysing') then greatest(0,
            (extract(epoch from m.deadline_at - clock_timestamp())
            * 1000)::bigint) else 0 end,
        'what', m.result ->> 'kind', 'language', m.result ->> 'language',
        'description', m.result ->> 'description',
        'confidence', m.result -> 'confidence',
        'transcribed', m.result -> 'transcribed',
        'silent', m.result -> 'silent',
        'duration_ms', m.result -> 'facts' -> 'duration_ms',
        'fields', m.result -> 'fields', 'codes', m.result -> 'codes',
        'text', left(m.text, p_chars), 'chars', length(m.text))::text
$$;

-- The last files of a conversation, oldest first; those of messages that wait
-- are all there.
create function core.media_context(p_tenant uuid, p_conversation uuid,
    p_done bigint) returns text
language sql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_sort = off set jit = off as $$
    select string_agg(x.j, ',' order by x.seq, x.ord) from (
        (select media_json(m, 2000) as j, m.seq, m.ord from media m
            where m.tenant_id = p_tenant
              and m.conversation_id = p_conversation and m.seq > p_done
              and m.seq <= p_done + 50 and m.outbound is null)
        union all
        (select media_json(m, 2000), m.seq, m.ord from media m
            where m.tenant_id = p_tenant
              and m.conversation_id = p_conversation and m.seq <= p_done
              and m.outbound is null
            order by m.seq desc, m.ord desc limit 5)) x
$$;

-- The whole texts of the last files of a conversation, newest first: what a
-- question is looked up in.
create function core.media_texts(p_tenant uuid, p_conversation uuid,
    p_chars int) returns text
language plpgsql set search_path = core, pg_temp as $$
begin
    perform set_config('relevo.tenant', p_tenant::text, true);
    return (select '[' || coalesce(string_agg(media_json(m, p_chars), ','
            order by m.seq desc, m.ord desc), '') || ']'
        from (select * from media z
            where z.tenant_id = p_tenant
              and z.conversation_id = p_conversation and z.state = 'done'
              and z.outbound is null
            order by z.seq desc, z.ord desc limit 5) m);
end
$$;

-- Ids only, of one tenant: the invoker joins them under row-level security.
create function core.search_media(p_tenant uuid, p_query text, p_limit int)
returns setof uuid
language sql stable security definer set search_path = core, pg_temp as $$
    select m.id from media m
    where m.tenant_id = p_tenant and m.text is not null
      and to_tsvector('simple', left(m.text, 200000))
          @@ websearch_to_tsquery('simple', p_query)
    order by m.id desc limit least(p_limit, 200)
$$;
grant select on core.media to relevo_search;
create policy search_all on core.media for select to relevo_search
    using (true);
grant create on schema core to relevo_search;
alter function core.search_media(uuid, text, int) owner to relevo_search;
revoke create on schema core from relevo_search;
revoke execute on function core.search_media(uuid, text, int) from public;


-- Operating -----------------------------------------------------------------

create function core.media_list(p_tenant uuid, p_state text, p_limit int)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(x.j), '[]') from (
        select jsonb_build_object('id', m.id, 'tenant', t.slug, 'kind',
            m.kind, 'state', m.state, 'error', m.error, 'mime', m.mime,
            'bytes', m.bytes, 'conversation', m.conversation_id, 'seq',
            m.seq, 'created_at', m.created_at, 'finished_at', m.finished_at,
            'chars', length(m.text)) as j
        from media m join tenant t on t.tenant_id = m.tenant_id
        where (p_tenant is null or m.tenant_id = p_tenant)
          and (p_state is null or m.state = p_state)
        order by m.id desc limit p_limit) x
$$;

create function core.media_show(p_media uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('id', m.id, 'tenant', t.slug, 'conversation',
        m.conversation_id, 'message', m.message_id, 'seq', m.seq, 'ord',
        m.ord, 'channel', m.channel, 'kind', m.kind, 'source', m.source,
        'state', m.state, 'error', m.error, 'mime', m.mime, 'bytes', m.bytes,
        'sha256', encode(m.sha256, 'hex'), 'object', m.object, 'thumb',
        m.thumb, 'name', m.name, 'runs', m.runs, 'created_at', m.created_at,
        'deadline_at', m.deadline_at, 'finished_at', m.finished_at,
        'chars', length(m.text), 'result', m.result, 'job', (select
            jsonb_build_object('workflow', j.workflow, 'version', j.version,
            'position', j.position, 'attempt', j.attempt, 'run_at', j.run_at,
            'lease_owner', j.lease_owner) from media_job j
            where j.tenant_id = m.tenant_id and j.media_id = m.id))
    from media m join tenant t on t.tenant_id = m.tenant_id
    where m.id = p_media
$$;

-- Once more from the beginning; nothing while it is still under way.
create function core.media_retry(p_media uuid, out answer text,
    out events text)
language plpgsql set search_path = core, pg_temp as $$
declare
    m media;
begin
    select * into m from media where id = p_media for update;
    if m.id is null then
        answer := 'none';
    elsif m.state not in ('done', 'failed', 'unsupported') then
        answer := 'running';
    else
        update media set runs = runs + 1, result = null, text = null
            where tenant_id = m.tenant_id and id = m.id;
        insert into media_job (tenant_id, media_id)
            values (m.tenant_id, m.id);
        perform media_write(m.tenant_id, m.id, 'queued', null, '{}');
        answer := 'ok';
    end if;
    events := take_events();
end
$$;

-- How many days a tenant's files of a kind stay: what its settings say of the
-- kind, else of all (media_days: {"all": 60, "voice": 7}), never longer than
-- p_days, which is the installation's.  What is no number of days says nothing.
create function core.media_days(p_settings jsonb, p_kind text, p_days int)
returns int
language sql immutable set search_path = core, pg_temp as $$
    select least(p_days, (select x.days::int from (values
            (1, p_settings #>> array['media_days', p_kind]),
            (2, p_settings #>> '{media_days,all}')) x(rank, days)
        where x.days ~ '^[1-9][0-9]{0,4}$' order by x.rank limit 1))
$$;

-- Files that have been there for so long; their objects are orphans then,
-- which `relevo media gc` removes.
create function core.media_prune(p_days int, p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
begin
    with old as (
        select m.tenant_id, m.id from tenant t
        cross join unnest(array['image', 'audio', 'voice', 'video',
            'document', 'sticker', 'unknown']) k(kind)
        cross join lateral (select z.tenant_id, z.id from media z
            where z.tenant_id = t.tenant_id and z.kind = k.kind
              and z.id < uuid7_floor(now() - make_interval(days =>
                  media_days(t.settings, k.kind, p_days)))
            order by z.id limit p_limit) m
        limit p_limit
    )
    delete from media m using old
        where m.tenant_id = old.tenant_id and m.id = old.id;
    get diagnostics v_n = row_count;
    return v_n;
end
$$;

-- What files of these conversations said and showed; the rows stay.
create function core.media_erase(p_tenant uuid, p_conversations uuid[])
returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
begin
    delete from media_job j using media m
        where m.tenant_id = p_tenant
          and m.conversation_id = any (p_conversations)
          and j.tenant_id = p_tenant and j.media_id = m.id;
    update media set source = '{}', name = null, outbound = case
                when outbound is not null then '{}'::jsonb end, object = null, thumb = null,
            result = null, text = null, sha256 = null,
            state = case when finished_at is null then 'failed' else state
                end,
            error = 'erased',
            finished_at = coalesce(finished_at, clock_timestamp())
        where tenant_id = p_tenant
          and conversation_id = any (p_conversations);
    get diagnostics v_n = row_count;
    return v_n;
end
$$;

grant execute on function core.media_list(uuid, text, int),
    core.media_show(uuid), core.media_retry(uuid),
    core.media_days(jsonb, text, int), core.media_prune(int, int),
    core.media_erase(uuid, uuid[])
    to relevo_worker;
grant execute on function core.media_json(core.media, int),
    core.media_context(uuid, uuid, bigint),
    core.media_texts(uuid, uuid, int),
    core.search_media(uuid, text, int) to relevo_turn;
grant execute on function core.search_media(uuid, text, int),
    core.media_erase(uuid, uuid[]) to relevo_web;

-- An admin may have a contact forgotten: that much, and no more.
grant update (source, name, outbound, object, thumb, result, text, sha256,
    state, error, finished_at) on core.media to relevo_web;
grant delete on core.media_job to relevo_web;
