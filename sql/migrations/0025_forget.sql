-- 0025_forget - closed tickets are forgotten in time: they hold copies of
-- what was said, names and numbers.
--
-- With a ticket go its service levels and the assignments it was worked on
-- by; the episode stays, with its rating and its agent.  Numbers are never
-- given again: they come from core.ticket_counter.

create index assignment_ticket on core.assignment (tenant_id, ticket_id);
create index episode_ticket on core.episode (tenant_id, ticket_id)
    where ticket_id is not null;
grant delete on core.ticket, core.sla, core.assignment to relevo_worker;

-- One bite, as prune (0009): a tenant's oldest are first in its primary key.
-- Only closed ones: what nobody has closed stays however old it is.
create function core.ticket_prune(p_days int, p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    v_before timestamptz := now() - make_interval(days => p_days);
    v_n      bigint := 0;
    r        record;
begin
    if p_days < 1 then
        raise exception 'ticket_prune: at least a day'
            using errcode = '22023';
    end if;
    for r in select t.tenant_id, t.id from tenant n
            cross join lateral (select z.tenant_id, z.id from ticket z
                where z.tenant_id = n.tenant_id
                  and z.id < uuid7_floor(v_before) and z.status = 'closed'
                  and z.closed_at < v_before
                order by z.id limit p_limit for update skip locked) t
            limit p_limit loop
        delete from sla where tenant_id = r.tenant_id and ticket_id = r.id;
        delete from assignment
            where tenant_id = r.tenant_id and ticket_id = r.id;
        update episode set ticket_id = null
            where tenant_id = r.tenant_id and ticket_id = r.id;
        delete from search_doc
            where tenant_id = r.tenant_id and id = r.id;
        delete from ticket where tenant_id = r.tenant_id and id = r.id;
        v_n := v_n + 1;
    end loop;
    return v_n;
end
$$;
grant execute on function core.ticket_prune(int, int) to relevo_worker;
