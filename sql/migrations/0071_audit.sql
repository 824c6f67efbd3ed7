-- 0071_audit - the two laws, counted anew: what `relevo audit` judges.
--
-- Numbers of messages have no gaps, whether they are here or in the archive.

create function core.audit() returns jsonb
language sql stable set search_path = core, pg_temp as $$
    with a as (
        select tenant_id, conversation_id, sum(received) as received,
            min(low_seq) as low, max(high_seq) as high
        from archive
        where archived_at is not null and restored_at is null group by 1, 2
    )
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
        'archived', coalesce(k.received, 0),
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
                -- a gap, a repetition, or more or fewer than counted, here
                -- and in the archive
                count(*) filter (where g.n <> g.different
                    or g.n + coalesce(a.received, 0) <> v.last_seq
                    or least(g.low, a.low) <> 1
                    or greatest(g.high, a.high) <> v.last_seq) as gaps
            from (select tenant_id, conversation_id, count(*) as n,
                    max(seq) as high, min(seq) as low,
                    count(distinct seq) as different
                from message where direction = 'in' group by 1, 2) g
            join conversation v on v.tenant_id = g.tenant_id
                and v.id = g.conversation_id
            left join a on a.tenant_id = g.tenant_id
                and a.conversation_id = g.conversation_id
            group by 1) m on m.tenant_id = t.tenant_id
        left join (select tenant_id, sum(received) as received
            from a group by 1) k on k.tenant_id = t.tenant_id),
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
grant execute on function core.audit() to relevo_worker;
