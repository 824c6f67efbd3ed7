-- 0002_lease - who owns which partition, by PostgreSQL's clock.
--
-- `fence` rises with every acquisition.  Writers compare it: commit and sent
-- hold the lease row FOR KEY SHARE, admit and heartbeat update it, take-over
-- takes it FOR UPDATE and so waits for every commit in progress.  Expiry alone
-- takes nothing away: an owner nobody replaced may go on.

create table core.partition_lease (
    partition   int primary key,
    owner       text,
    fence       bigint not null default 0,
    cursor      text not null default '0-0',
    run_id      text not null default '',
    records     bigint not null default 0,
    expires_at  timestamptz,
    acquired_at timestamptz
) with (fillfactor = 20, autovacuum_vacuum_threshold = 200,
        autovacuum_vacuum_scale_factor = 0.0);
comment on table core.partition_lease is
    'one row per partition: owner, fence, and the stream position admitted';

create table core.worker (
    worker      text primary key,
    seen_at     timestamptz not null,
    capacity    int not null
) with (fillfactor = 50);

create table core.strike (
    kind        text not null check (kind in ('record', 'turn')),
    ref         text not null,
    partition   int not null,
    count       int not null,
    at          timestamptz not null default now(),
    primary key (kind, ref, partition)
);

grant select, insert, update on core.partition_lease to relevo_worker;
grant select, insert, update, delete on core.worker, core.strike
    to relevo_worker;
grant select (kind, ref, count) on core.strike to relevo_turn;


-- `relevo migrate` calls this once: the number of partitions is for ever.
create function core.install(p_partitions int, p_format int) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_have jsonb;
begin
    if p_partitions not between 1 and 1024 then
        raise exception 'partitions must be 1..1024, not %', p_partitions
            using errcode = '22023';
    end if;
    insert into meta values ('partitions', to_jsonb(p_partitions)),
                            ('format', to_jsonb(p_format))
        on conflict do nothing;
    select jsonb_object_agg(key, value) into v_have from meta
        where key in ('partitions', 'format');
    if (v_have ->> 'partitions')::int <> p_partitions then
        raise exception 'this installation has % partitions, not %; the number'
            ' cannot change', v_have ->> 'partitions', p_partitions
            using errcode = '22023';
    end if;
    insert into partition_lease (partition)
        select generate_series(0, p_partitions - 1) on conflict do nothing;
    return v_have;
end
$$;


create function core.lease(p_worker text, p_capacity int, p_ttl_ms int)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_ttl   interval := p_ttl_ms * interval '1 ms';
    v_live  int;
    v_total int;
    v_mine  int;
    v_share int;
    v_new   int[] := '{}';
    v_list  jsonb;
begin
    if p_ttl_ms < 1 or p_capacity < 0 or coalesce(p_worker, '') = '' then
        raise exception 'lease: worker, capacity >= 0 and ttl > 0 are needed'
            using errcode = '22023';
    end if;
    insert into worker values (p_worker, clock_timestamp(), p_capacity)
        on conflict (worker) do update
        set seen_at = excluded.seen_at, capacity = excluded.capacity;
    delete from worker where seen_at < clock_timestamp() - interval '1 hour'
        and worker <> p_worker;

    -- Renewed in order, so that two heartbeats of one name cannot deadlock.
    perform 1 from partition_lease where owner = p_worker
        order by partition for no key update;
    update partition_lease set expires_at = clock_timestamp() + v_ttl
        where owner = p_worker;
    get diagnostics v_mine = row_count;

    select count(*) into v_live from worker
        where seen_at > clock_timestamp() - interval '10 s' and capacity > 0;
    select count(*) into v_total from partition_lease;
    v_share := least(p_capacity,
                     ceil(v_total::numeric / greatest(v_live, 1))::int);

    if v_mine < v_share then
        with free as (
            select partition from partition_lease
            where owner is distinct from p_worker
              and (owner is null or expires_at < clock_timestamp())
            order by partition limit v_share - v_mine
            for update skip locked
        ), got as (
            update partition_lease l
            set owner = p_worker, fence = fence + 1,
                acquired_at = clock_timestamp(),
                expires_at = clock_timestamp() + v_ttl
            from free where l.partition = free.partition
            returning l.partition
        )
        select coalesce(array_agg(partition), '{}') into v_new from got;
    end if;

    select coalesce(jsonb_agg(jsonb_build_object('p', l.partition,
            'fence', l.fence, 'cursor', l.cursor, 'run_id', l.run_id,
            'records', l.records, 'new', l.partition = any (v_new),
            'excess', l.rank > v_share, 'quarantine', q.refs)
            order by l.partition), '[]')
        into v_list
        from (select *, row_number() over (order by partition) as rank
              from partition_lease where owner = p_worker) l
        cross join lateral (
            select coalesce(jsonb_agg(s.ref order by s.ref), '[]') as refs
            from strike s where s.kind = 'record' and s.count >= 3
              and s.partition = l.partition) q;
    return jsonb_build_object('ttl_ms', p_ttl_ms, 'partitions', v_list);
end
$$;


create function core.release(p_worker text, p_partitions int[])
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_gone jsonb;
begin
    perform 1 from partition_lease where owner = p_worker
        and (p_partitions is null or partition = any (p_partitions))
        order by partition for no key update;
    with gone as (
        update partition_lease set owner = null, expires_at = null
        where owner = p_worker
          and (p_partitions is null or partition = any (p_partitions))
        returning partition
    )
    select coalesce(jsonb_agg(partition order by partition), '[]')
        into v_gone from gone;
    if p_partitions is null then
        delete from worker where worker = p_worker;
    end if;
    return jsonb_build_object('released', v_gone);
end
$$;


-- Is (worker, fence) the owner of p?  Holds the row against a take-over
-- until the transaction ends.
create function core.fenced(p int, p_worker text, p_fence bigint)
returns boolean
language plpgsql set search_path = core, pg_temp as $$
begin
    perform 1 from partition_lease l
        where l.partition = p and owner = p_worker and fence = p_fence
        for key share;
    return not found;
end
$$;


create function core.generation(p int, p_worker text, p_fence bigint,
    p_run_id text, p_records bigint) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    -- Asked again after a lost answer: the cursor may have moved since.
    update partition_lease l
        set run_id = p_run_id, cursor = '0-0', records = p_records
        where l.partition = p and owner = p_worker and fence = p_fence;
    return jsonb_build_object('ok', found);
end
$$;


create function core.strike(p_kind text, p_ref text, p_partition int)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_count int;
begin
    insert into strike (kind, ref, partition, count)
        values (p_kind, p_ref, p_partition, 1)
        on conflict (kind, ref, partition) do update
        set count = strike.count + 1, at = now()
        returning count into v_count;
    return jsonb_build_object('count', v_count);
end
$$;

grant execute on function core.lease(text, int, int),
    core.release(text, int[]), core.fenced(int, text, bigint),
    core.generation(int, text, bigint, text, bigint),
    core.strike(text, text, int) to relevo_worker;
