-- 0065_counts - how many conversations a tenant has, without counting all.
--
-- A conversation is never deleted and its id is the time it was made, so what
-- was counted stays counted: `conversations` have an id below `upto`, the
-- youngest behind it are counted when somebody asks.  `upto` keeps so far
-- behind the clock that no transaction is left which could commit an older
-- one (statements end after seconds).

create table core.conversation_tally (
    tenant_id   uuid primary key references core.tenant,
    upto        uuid not null,
    conversations bigint not null
) with (fillfactor = 70);
comment on table core.conversation_tally is
    'conversations of a tenant with an id below upto';
select core.protect('core.conversation_tally', true);
grant select, insert, update on core.conversation_tally to relevo_worker;
grant select on core.conversation_tally to relevo_web;

-- By the timer of kind `upkeep` (0044_figures): once a minute for each tenant.
create function core.conversation_tally_pass() returns void
language sql set search_path = core, pg_temp as $$
    insert into conversation_tally as t (tenant_id, upto, conversations)
    select k.tenant_id, x.upto, coalesce(o.conversations, 0) + (select count(*)
            from conversation c where c.tenant_id = k.tenant_id
              and c.id >= coalesce(o.upto,
                  '00000000-0000-0000-0000-000000000000')
              and c.id < x.upto)
        from (select uuid7_floor(now() - interval '10 minutes') as upto) x
        cross join tenant k
        left join conversation_tally o on o.tenant_id = k.tenant_id
        where o.upto is null
           or o.upto < uuid7_floor(now() - interval '11 minutes')
    on conflict (tenant_id) do update set upto = excluded.upto,
        conversations = excluded.conversations where t.upto < excluded.upto
$$;

-- All that a tenant has; at most p_most, beyond which nothing is counted.
create function core.conversation_count(p_tenant uuid, p_most bigint)
returns bigint
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_upto uuid := '00000000-0000-0000-0000-000000000000';
    v_n    bigint := 0;
    t      record;
begin
    select o.upto, o.conversations into t from conversation_tally o
        where o.tenant_id = p_tenant;
    if found then
        v_upto := t.upto;
        v_n := t.conversations;
    end if;
    if v_n < p_most then
        select v_n + count(*) into v_n from (select from conversation c
            where c.tenant_id = p_tenant and c.id >= v_upto
            limit p_most - v_n) x;
    end if;
    return least(v_n, p_most);
end
$$;

revoke execute on function core.conversation_tally_pass(),
    core.conversation_count(uuid, bigint) from public;
grant execute on function core.conversation_tally_pass() to relevo_worker;
grant execute on function core.conversation_count(uuid, bigint)
    to relevo_web;
