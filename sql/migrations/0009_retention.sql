-- 0009_retention - what is finished is forgotten in time, in bounded bites,
-- and the months to come are made.  Called by the owner of partition 0.

-- The end of a turn is its age; new rows go to the right end of the index.
create index turn_ended on core.turn (ended_at);

grant delete on core.outbox, core.turn to relevo_worker;


-- Closed rows older than so many days.  A tenant's oldest rows are the first
-- of its primary key, ids being UUIDv7: no other index is needed.  A row that
-- is still open stays however old it is.
create function core.prune_outbox(p_days int, p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    v_before timestamptz := now() - make_interval(days => p_days);
    v_n      bigint;
begin
    with old as (
        select o.tenant_id, o.id from tenant t
        cross join lateral (select * from outbox o
            where o.tenant_id = t.tenant_id and o.id < uuid7_floor(v_before)
              and o.closed_at < v_before
              and o.state in ('sent', 'failed', 'cancelled', 'unknown')
            order by o.id limit p_limit) o
        limit p_limit
    )
    delete from outbox o using old
        where o.tenant_id = old.tenant_id and o.id = old.id;
    get diagnostics v_n = row_count;
    return v_n;
end
$$;


create function core.prune_dead(p_days int, p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_before timestamptz := now() - make_interval(days => p_days);
    v_n      bigint;
begin
    with old as (
        select tenant_id, id from dead_letter
        where id < uuid7_floor(v_before) and at < v_before
        order by id limit p_limit
    )
    delete from dead_letter d using old
        where d.tenant_id = old.tenant_id and d.id = old.id;
    get diagnostics v_n = row_count;
    return v_n;
end
$$;


-- One bite: at most p_limit rows of each table, none younger than its days.
-- Repeated while any count reaches p_limit.
create function core.prune(p_seen int, p_outbox int, p_turn int, p_dead int,
    p_limit int) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_seen   bigint;
    v_turn   bigint;
    v_strike bigint;
begin
    if p_seen < 7 or least(p_outbox, p_turn, p_dead) < 1 then
        raise exception 'prune: providers repeat for 7 days, keep more'
            using errcode = '22023';
    end if;
    delete from seen where ctid = any (array(
        select ctid from seen
        where at < now() - make_interval(days => p_seen) limit p_limit));
    get diagnostics v_seen = row_count;
    delete from turn where ctid = any (array(
        select ctid from turn
        where ended_at < now() - make_interval(days => p_turn)
        order by ended_at limit p_limit));
    get diagnostics v_turn = row_count;
    delete from strike where ctid = any (array(
        select ctid from strike
        where at < now() - make_interval(days => p_seen) limit p_limit));
    get diagnostics v_strike = row_count;
    return jsonb_build_object('seen', v_seen, 'turn', v_turn,
        'strike', v_strike, 'decision', prune_decisions(p_turn, p_limit),
        'outbox', prune_outbox(p_outbox, p_limit),
        'notification', notify_prune(p_outbox, p_limit),
        'dead_letter', prune_dead(p_dead, p_limit));
end
$$;


-- The months to come, made by a worker with the rights of the owner: the
-- number is fixed and no name comes from outside.  It gives up rather than
-- let admission wait behind its lock; a later call, or `relevo migrate`, does
-- what is left.
create function core.months_ahead() returns jsonb
language sql security definer set search_path = core, pg_temp
    set lock_timeout = '1s' as $$
    select core.ensure_partitions(3)
$$;

grant execute on function core.prune_outbox(int, int),
    core.prune_dead(int, int), core.prune(int, int, int, int, int),
    core.months_ahead() to relevo_worker;
