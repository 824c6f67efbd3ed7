-- 0007_operations - what the command line does: tenants, dead letters,
-- audit.  Run as relevo_worker, which spans tenants.

create function core.tenant_add(p_slug text, p_name text, p_language text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid;
begin
    insert into tenant (slug, name, default_language)
        values (p_slug, coalesce(p_name, p_slug), coalesce(p_language, 'en'))
        on conflict (slug) do nothing returning tenant_id into v_id;
    if v_id is not null then
        return jsonb_build_object('tenant', v_id, 'created', true);
    end if;
    select tenant_id into v_id from tenant where slug = p_slug;
    return jsonb_build_object('tenant', v_id, 'created', false);
end
$$;

-- Dead letters --------------------------------------------------------------

create function core.dlq_list(p_tenant uuid, p_limit int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('items', coalesce(jsonb_agg(jsonb_build_object(
        'id', d.id, 'tenant', d.tenant_id, 'slug', t.slug,
        'channel', d.channel, 'account', d.account, 'reason', d.reason,
        'bytes', coalesce(octet_length(d.raw), 0), 'stream', d.stream,
        'request_id', d.request_id, 'at_ms', ms(d.at),
        'replayed_ms', ms(d.replayed_at), 'replays', d.replays)
        order by d.id desc), '[]'))
    from (select * from dead_letter
          where p_tenant is null or tenant_id = p_tenant
          order by id desc limit greatest(p_limit, 0)) d
    left join tenant t on t.tenant_id = d.tenant_id
$$;

create function core.dlq_show(p_id uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select jsonb_build_object('found', true, 'id', d.id,
        'tenant', d.tenant_id, 'slug', t.slug, 'partition', d.partition,
        'channel', d.channel, 'account', d.account, 'reason', d.reason,
        'raw_b64', translate(encode(d.raw, 'base64'), E'\n', ''),
        'stream', d.stream, 'request_id', d.request_id,
        'conversation', d.conversation_id, 'message', d.message_id,
        'at_ms', ms(d.at), 'replayed_ms', ms(d.replayed_at),
        'replays', d.replays)
        from dead_letter d left join tenant t on t.tenant_id = d.tenant_id
        where d.id = p_id), '{"found": false}')
$$;

-- Marks the letter and forgets its key, so that the caller can append the
-- bytes to the stream again.  The second time says first: false, and the
-- caller should do nothing.
create function core.dlq_replay(p_id uuid) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    d       dead_letter%rowtype;
    v_first boolean;
begin
    select * into d from dead_letter where id = p_id for update;
    if not found then
        return '{"found": false}';
    end if;
    v_first := d.replayed_at is null;
    if v_first then
        delete from seen where tenant_id = d.tenant_id and key = d.key;
    end if;
    update dead_letter set replays = replays + 1,
            replayed_at = coalesce(replayed_at, now())
        where tenant_id = d.tenant_id and id = d.id;
    return jsonb_build_object('found', true, 'first', v_first,
        'channel', d.channel, 'account', d.account,
        'partition', d.partition, 'reason', d.reason,
        'raw_b64', translate(encode(d.raw, 'base64'), E'\n', ''));
end
$$;

-- Deletes letters of a tenant (null: all) older than so many seconds, or the
-- one named.
create function core.dlq_purge(p_tenant uuid, p_older_s bigint, p_id uuid)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
begin
    delete from dead_letter
        where (p_tenant is null or tenant_id = p_tenant)
          and (p_id is null or id = p_id)
          and at <= now() - coalesce(p_older_s, 0) * interval '1 s';
    get diagnostics v_n = row_count;
    return jsonb_build_object('purged', v_n);
end
$$;


-- Audit ---------------------------------------------------------------------

create function core.audit() returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object(
    'partitions', (select coalesce(jsonb_agg(jsonb_build_object(
        'p', partition, 'records', records, 'cursor', cursor,
        'run_id', run_id, 'owner', owner, 'fence', fence,
        'expires_ms', ms(expires_at)) order by partition), '[]')
        from partition_lease),
    'tenants', (select coalesce(jsonb_agg(jsonb_build_object(
        'tenant', t.tenant_id, 'slug', t.slug,
        'admitted', coalesce(y.admitted, 0),
        'applied', coalesce(y.applied, 0),
        'duplicate', coalesce(y.duplicate, 0),
        'dead', coalesce(y.dead, 0), 'unmatched', coalesce(y.unmatched, 0),
        'messages', coalesce(y.messages, 0),
        'done', coalesce(c.done, 0),
        'unfinished', coalesce(c.unfinished, 0),
        'stored', coalesce(m.stored, 0),
        'gaps', coalesce(m.gaps, 0),
        'lost_work', coalesce(c.lost_work, 0)) order by t.slug), '[]')
        from tenant t
        left join (select tenant_id, sum(admitted) as admitted,
                sum(applied) as applied, sum(duplicate) as duplicate,
                sum(dead) as dead, sum(messages) as messages,
                sum(unmatched) as unmatched
            from tally group by 1) y on y.tenant_id = t.tenant_id
        left join (select c.tenant_id, sum(c.done_seq) as done,
                sum(c.last_seq - c.done_seq) as unfinished,
                count(*) filter (where c.done_seq < c.last_seq
                    and w.conversation_id is null) as lost_work
            from conversation c left join work w
                on w.tenant_id = c.tenant_id and w.conversation_id = c.id
            group by 1) c on c.tenant_id = t.tenant_id
        left join (select g.tenant_id, sum(g.n) as stored,
                -- a gap, a repetition, or more or fewer than counted
                count(*) filter (where g.n <> g.high or g.low <> 1
                    or g.n <> g.different or g.high <> v.last_seq) as gaps
            from (select tenant_id, conversation_id, count(*) as n,
                    max(seq) as high, min(seq) as low,
                    count(distinct seq) as different
                from message where direction = 'in' group by 1, 2) g
            join conversation v on v.tenant_id = g.tenant_id
                and v.id = g.conversation_id
            group by 1) m on m.tenant_id = t.tenant_id),
    'work', (select jsonb_build_object('conversations', count(*),
        'oldest_ms', coalesce((extract(epoch from now() - min(since))
        * 1000)::bigint, 0)) from work),
    'outbox', (select coalesce(jsonb_object_agg(state, jsonb_build_object(
        'count', n, 'oldest_ms', oldest)), '{}')
        from (select state, count(*) as n, (extract(epoch from now()
            - min(coalesce(inflight_at, created_at))) * 1000)::bigint
            as oldest
            from outbox where state in ('pending', 'inflight', 'retry',
                                        'ambiguous') group by 1) o),
    'closed', (select coalesce(jsonb_object_agg(state, n), '{}')
        from (select state, count(*) as n from outbox
            where state in ('sent', 'failed', 'cancelled', 'unknown')
            group by 1) o),
    'maybe_duplicate', (select count(*) from outbox where maybe_duplicate),
    'dead_letters', (select count(*) from dead_letter),
    'default_partition', (select count(*) from only message_default))
$$;

grant select on core.message_default to relevo_worker;
grant execute on function core.tenant_add(text, text, text),
    core.dlq_list(uuid, int), core.dlq_show(uuid), core.dlq_replay(uuid),
    core.dlq_purge(uuid, bigint, uuid), core.audit()
    to relevo_worker;
