-- 0003_contacts - who wrote: contacts and their identities.
--
-- A contact is found by any of its identities; what admit() meets is resolved
-- in one set where nothing is to be merged, else in order.

create function core.identity_rank(p_kind text) returns int
language sql immutable parallel safe as $$
    select case p_kind when 'bsuid' then 1 when 'wa_id' then 2
                       when 'visitor' then 3 else 4 end
$$;

-- Finds or makes the contact of a set of identities, which afterwards all
-- point to it.  Two contacts become one when both are known: the one found by
-- the strongest identity goes on.  A number whose contact has another
-- business-scoped id has changed hands: it is re-pointed alone.
create function core.contact_resolve(p int, p_tenant uuid, p_account uuid,
    p_ids jsonb, p_name text) returns uuid
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    i          record;
    v_contact  uuid;
    v_conv     uuid;
    v_bsuid    text;
begin
    select e ->> 1 into v_bsuid from jsonb_array_elements(p_ids) e
        where e ->> 0 = 'bsuid' limit 1;

    for i in
        select d.contact_id, d.conversation_id, d.kind from (
            select distinct e ->> 0 as kind, e ->> 1 as value
            from jsonb_array_elements(p_ids) e) x
        cross join lateral (select * from identity z
            where z.tenant_id = p_tenant and z.account_id = p_account
              and z.kind = x.kind and z.value = x.value limit 1) d
        order by identity_rank(d.kind), d.created_at
    loop
        continue when i.contact_id = v_contact;
        -- a number of somebody who has another business-scoped id
        continue when v_bsuid is not null and i.kind <> 'bsuid' and exists (
            select from identity b where b.tenant_id = p_tenant
                and b.account_id = p_account and b.contact_id = i.contact_id
                and b.kind <> '' and b.kind = 'bsuid' and b.value <> v_bsuid);
        if v_contact is null then
            v_contact := i.contact_id;
            v_conv := i.conversation_id;
            continue;
        end if;
        update identity set contact_id = v_contact, conversation_id = v_conv
            where tenant_id = p_tenant and account_id = p_account
              and contact_id = i.contact_id and kind <> '';
        update contact set merged_into = v_contact
            where tenant_id = p_tenant and id = i.contact_id;
        perform emit(event(p_tenant, 'staff', 'conversation.changed', v_conv,
            0, stamp(), ',"merged":"' || i.conversation_id || '"'));
    end loop;

    if v_contact is null then
        v_contact := uuid7();
        v_conv := uuid7();
        insert into contact (tenant_id, id, account_id, name)
            values (p_tenant, v_contact, p_account, p_name);
        insert into conversation (tenant_id, id, account_id, contact_id,
                                  partition)
            values (p_tenant, v_conv, p_account, v_contact, p);
        perform emit(event(p_tenant, 'staff', 'conversation.created', v_conv,
            1, stamp(), ',"state":"bot","epoch":1'));
    end if;
    insert into identity (tenant_id, account_id, kind, value, contact_id,
                          conversation_id)
        select distinct p_tenant, p_account, e ->> 0, e ->> 1, v_contact,
            v_conv from jsonb_array_elements(p_ids) e
        on conflict (tenant_id, account_id, kind, value) do update
        set contact_id = excluded.contact_id,
            conversation_id = excluded.conversation_id
        where identity.contact_id <> excluded.contact_id;
    return v_contact;
end
$$;

-- A contact changed number or id: the old identities go, the new ones come.
create function core.contact_change(p int, p_tenant uuid, p_account uuid,
    p_old jsonb, p_new jsonb) returns boolean
language plpgsql set search_path = core, pg_temp as $$
declare
    v_contact uuid;
    v_anchor  jsonb;
begin
    select d.contact_id into v_contact
        from jsonb_array_elements(p_old) e
        cross join lateral (select * from identity z
            where z.tenant_id = p_tenant and z.account_id = p_account
              and z.kind = e ->> 0 and z.value = e ->> 1 limit 1) d
        order by identity_rank(d.kind) limit 1;
    if v_contact is null then
        return false;
    end if;
    -- Taken over first: an anchor nobody else can have, found before the new
    -- ones, makes the old contact the one that goes on.
    v_anchor := jsonb_build_array('bsuid', 'moving:' || v_contact);
    if not exists (select from identity where tenant_id = p_tenant
            and account_id = p_account and contact_id = v_contact
            and kind = 'bsuid') then
        insert into identity select tenant_id, account_id, 'bsuid',
                'moving:' || v_contact, contact_id, conversation_id
            from identity where tenant_id = p_tenant
            and account_id = p_account and contact_id = v_contact limit 1;
        perform contact_resolve(p, p_tenant, p_account,
                                jsonb_build_array(v_anchor) || p_new, null);
        delete from identity where tenant_id = p_tenant
            and account_id = p_account and kind = 'bsuid'
            and value = 'moving:' || v_contact;
    else
        select jsonb_agg(jsonb_build_array(kind, value)) into v_anchor
            from identity where tenant_id = p_tenant
            and account_id = p_account and contact_id = v_contact
            and kind = 'bsuid';
        perform contact_resolve(p, p_tenant, p_account, v_anchor || p_new,
                                null);
    end if;
    delete from identity d using jsonb_array_elements(p_old) e
        where d.tenant_id = p_tenant and d.account_id = p_account
          and d.kind = e ->> 0 and d.value = e ->> 1
          and d.contact_id = v_contact
          and not p_new @> jsonb_build_array(e);
    return true;
end
$$;


-- The rows with the conversation of their first identity; strange says which
-- of them are not simply found: an identity is new, or of another contact.
create function core.admit_found(p_rows core.update_in[],
    out known core.update_in[], out strange int[])
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
begin
    select array_agg((r.n, r.kind, r.tenant_id, r.account_id, r.enabled,
            r.channel, r.account, r.key, r.pid, r.raw, r.ids, r.name, r.type,
            r.body, r.content, r.reply_to, r.at_ms, r.received_us, r.stream,
            r.request_id, r.trace, r.outbox, r.status, r.errors, r.field,
            r.reason, r.old_ids, r.new_ids, r.slow, r.media,
            d.conversation_id)::update_in),
        array_agg(r.n) filter (where r.kind in ('message', 'echo')
            and (d.contact_id is null or jsonb_array_length(r.ids) > 1
            and exists (select from jsonb_array_elements(r.ids) x(e)
                where not exists (select from identity z
                    where z.tenant_id = r.tenant_id
                      and z.account_id = r.account_id
                      and z.kind = x.e ->> 0 and z.value = x.e ->> 1
                      and z.contact_id = d.contact_id))))
        into known, strange
        -- lateral and a limit: all four columns reach the index
        from unnest(p_rows) r left join lateral (
            select z.contact_id, z.conversation_id from identity z
            where r.kind in ('message', 'echo')
              and z.tenant_id = r.tenant_id and z.account_id = r.account_id
              and z.kind = r.ids -> 0 ->> 0 and z.value = r.ids -> 0 ->> 1
            limit 1) d on true;
end
$$;

-- Who is new and has one identity, all at once: nothing to merge there.
create function core.admit_newcomers(p int, p_rows core.update_in[])
returns void
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_at     text := stamp();
    v_events text;
begin
    with w as materialized (
        select x.*, uuid7() as contact_id, uuid7() as conversation_id
        from (select distinct on (r.tenant_id, r.account_id, kind, value)
                  r.tenant_id, r.account_id, r.ids -> 0 ->> 0 as kind,
                  r.ids -> 0 ->> 1 as value, r.name
              from unnest(p_rows) r
              order by r.tenant_id, r.account_id, kind, value, r.n) x
        where not exists (select from identity z
            where z.tenant_id = x.tenant_id and z.account_id = x.account_id
              and z.kind = x.kind and z.value = x.value)
        offset 0
    ), c as (
        insert into contact (tenant_id, id, account_id, name)
        select tenant_id, contact_id, account_id, name from w
    ), v as (
        insert into conversation (tenant_id, id, account_id, contact_id,
                                  partition)
        select tenant_id, conversation_id, account_id, contact_id, p from w
    ), i as (
        insert into identity (tenant_id, account_id, kind, value, contact_id,
                              conversation_id)
        select tenant_id, account_id, kind, value, contact_id,
            conversation_id from w
    )
    select string_agg(event(tenant_id, 'staff', 'conversation.created',
            conversation_id, 1, v_at, ',"state":"bot","epoch":1'), E'\n')
        into v_events from w;
    if v_events is not null then
        perform emit(v_events);
    end if;
end
$$;

-- The rows with their conversations; contacts are made and merged in order,
-- after the newcomers.
create function core.admit_contacts(p int, p_rows core.update_in[])
returns core.update_in[]
language plpgsql set search_path = core, pg_temp as $$
declare
    v record;
    r update_in;
begin
    v := admit_found(p_rows);
    if v.strange is null then
        return v.known;
    end if;
    perform admit_newcomers(p, (select array_agg(x) from unnest(p_rows) x
        where x.n = any (v.strange) and jsonb_array_length(x.ids) = 1));
    for r in select x.* from unnest(p_rows) x
             where x.n = any (v.strange) and jsonb_array_length(x.ids) <> 1
             order by x.n loop
        perform contact_resolve(p, r.tenant_id, r.account_id, r.ids, r.name);
    end loop;
    v := admit_found(p_rows);
    return v.known;
end
$$;

grant execute on function core.identity_rank(text),
    core.contact_resolve(int, uuid, uuid, jsonb, text),
    core.contact_change(int, uuid, uuid, jsonb, jsonb),
    core.admit_found(core.update_in[]),
    core.admit_newcomers(int, core.update_in[]),
    core.admit_contacts(int, core.update_in[])
    to relevo_worker;
