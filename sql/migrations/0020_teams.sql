-- 0020_teams - teams: a ticket for one goes to its members alone.

create function core.team_list(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name,
        'agents', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id,
            'email', a.email, 'name', a.name) order by a.email), '[]')
            from core.team_member m join core.agent a
                on a.tenant_id = m.tenant_id and a.id = m.agent_id
            where m.tenant_id = t.tenant_id and m.team_id = t.id
              and a.enabled)) order by t.name), '[]')
    from core.team t where t.tenant_id = p_tenant
$$;

create function core.team_find(p_tenant uuid, p_what text) returns uuid
language sql stable set search_path = core, pg_temp as $$
    select t.id from core.team t where t.tenant_id = p_tenant
        and (t.id::text = lower(p_what) or t.name = p_what)
$$;

create function core.team_save(p_tenant uuid, p_id uuid, p_name text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid;
begin
    if p_id is null then
        insert into team (tenant_id, name) values (p_tenant, p_name)
            returning id into v_id;
    else
        update team set name = p_name where tenant_id = p_tenant
            and id = p_id returning id into v_id;
    end if;
    if v_id is null then
        return '{"ok": false, "error": "not_found"}';
    end if;
    return jsonb_build_object('ok', true, 'team', v_id);
exception
    when unique_violation then
        return '{"ok": false, "error": "conflict",
                 "detail": "there is a team of this name"}';
    when check_violation or not_null_violation then
        return '{"ok": false, "error": "invalid",
                 "detail": "a team has a name of at most 255 characters"}';
end
$$;

create function core.team_remove(p_tenant uuid, p_id uuid) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    perform desk_lock(p_tenant);
    update ticket set team_id = null, version = version + 1
        where tenant_id = p_tenant and team_id = p_id;
    delete from team where tenant_id = p_tenant and id = p_id;
    if not found then
        return '{"ok": false, "error": "not_found"}';
    end if;
    perform assign_drain(p_tenant);
    return '{"ok": true}';
end
$$;

create function core.team_member_set(p_tenant uuid, p_team uuid,
    p_agent uuid, p_member boolean) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    perform desk_lock(p_tenant);
    if p_member then
        insert into team_member values (p_tenant, p_team, p_agent)
            on conflict do nothing;
    else
        delete from team_member where tenant_id = p_tenant
            and team_id = p_team and agent_id = p_agent;
    end if;
    perform emit(event(p_tenant, 'agent:' || p_agent, 'rights.changed', null,
                       0, stamp(), ''));
    perform assign_drain(p_tenant);
    return '{"ok": true}';
exception when foreign_key_violation then
    return '{"ok": false, "error": "not_found"}';
end
$$;
