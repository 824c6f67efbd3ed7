-- 0040_notify_settle - what became of notifications: outcomes of their rows,
-- what is shown, what is forgotten; and who may call what.

-- The end of a row ----------------------------------------------------------

-- Routes whose rows are about to move, before the rows themselves.
create function core.notify_lock(p_rows core.result_in[]) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    perform from notify_route r where (r.tenant_id, r.id) in (
            select v.tenant_id, substr(v.queue, 3)::uuid
            from unnest(p_rows) v where v.queue like 'n:%')
        order by r.tenant_id, r.id for no key update;
end
$$;

-- What became of them; a target that is given up is told to supervisors.
create function core.notify_settled(p_rows core.result_in[]) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    o       record;
    v_first boolean;
begin
    for o in select distinct x.tenant_id, x.id, x.state, x.error, x.attempt,
                 substr(x.queue, 3)::uuid as route
             from unnest(p_rows) v join outbox x on x.tenant_id = v.tenant_id
                 and x.id = v.id
             where v.queue like 'n:%' and x.state in ('sent', 'failed',
                 'cancelled', 'unknown') loop
        update notify_delivery set state = o.state, error = o.error,
                attempts = o.attempt, settled_at = clock_timestamp()
            where tenant_id = o.tenant_id and outbox_id = o.id
              and state = 'queued';
        v_first := found;
        -- What it said is in the notification; a link to confirm is nowhere.
        update outbox set payload = payload - 'items'
            where tenant_id = o.tenant_id and id = o.id
              and payload ? 'items';
        if not (found or v_first) then
            continue;                   -- a result that came twice
        end if;
        update notify_route r set
                sent = sent + (o.state = 'sent')::int,
                failed = failed + (o.state <> 'sent')::int,
                last_sent_at = case when o.state = 'sent'
                    then clock_timestamp() else last_sent_at end,
                last_error = case when o.state = 'sent' then last_error
                    else left(coalesce(o.error, o.state), 200) end,
                last_error_at = case when o.state = 'sent'
                    then last_error_at else clock_timestamp() end
            where r.tenant_id = o.tenant_id and r.id = o.route;
        if o.state = 'failed' then
            perform emit(event(o.tenant_id, 'supervisor', 'notification',
                null, 0, stamp(), ',"kind":"notify_failed","route":"'
                || o.route || '"'));
        end if;
    end loop;
end
$$;


-- Reading, forgetting -------------------------------------------------------

create function core.notification_view(n core.notification) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('id', n.id, 'event', n.event, 'priority',
        n.priority, 'conversation', n.conversation_id, 'agent', n.agent_id,
        'payload', n.payload, 'created_at', n.created_at, 'deliveries',
        (select coalesce(jsonb_agg(jsonb_build_object('route', d.route_id,
                'name', d.route_name, 'kind', d.kind, 'state', d.state,
                'attempts', greatest(d.attempts, o.attempt), 'error',
                coalesce(d.error, o.error), 'due_at', case when d.state
                    = 'waiting' then d.due_at else o.next_at end,
                'settled_at', d.settled_at) order by d.id), '[]')
            from notify_delivery d left join outbox o
                on o.tenant_id = d.tenant_id and o.id = d.outbox_id
                and d.state = 'queued'
            where d.tenant_id = n.tenant_id and d.notification_id = n.id))
$$;

-- Of people who are forgotten; open rows say no more than that something is.
create function core.notify_erase(p_tenant uuid, p_conversations uuid[])
returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    update outbox o set payload = case when o.kind = 'template'
            then o.payload else jsonb_set(o.payload, '{items}', '[]') end
        from notification n join notify_delivery d
            on d.tenant_id = n.tenant_id and d.notification_id = n.id
            and d.state = 'queued'
        where n.tenant_id = p_tenant
          and n.conversation_id = any (p_conversations)
          and o.tenant_id = d.tenant_id and o.id = d.outbox_id
          and o.payload ? 'items';
    update notification set payload = '{}' where tenant_id = p_tenant
        and conversation_id = any (p_conversations);
end
$$;

create function core.notify_prune(p_days int, p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    v_before uuid := uuid7_floor(now() - make_interval(days => p_days));
    v_n      bigint;
begin
    with old as (
        select n.tenant_id, n.id from tenant t
        cross join lateral (select x.tenant_id, x.id from notification x
            where x.tenant_id = t.tenant_id and x.id < v_before
            order by x.id limit p_limit) n
        limit p_limit
    )
    delete from notification n using old
        where n.tenant_id = old.tenant_id and n.id = old.id;
    get diagnostics v_n = row_count;
    return v_n;
end
$$;

do $$
declare
    f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'core'::regnamespace
          and (p.proname like 'notify%' or p.proname in ('notification_view',
               'account_partition'))
          and p.proname not in ('notify_target', 'notify_prune') loop
        execute format('grant execute on function %s to relevo_worker,'
                       ' relevo_web', f);
    end loop;
    grant execute on function core.notify_target(text, text),
        core.notify_prune(int, int) to relevo_worker;
end
$$;
