-- 0033_api_agents - agents and teams, and what an agent has.

create function api.agent_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', agent_list(api.tenant()),
                                     'next', null))
$$;

create function api.agent_one(p_id uuid) returns core.agent
language sql stable set search_path = core, pg_temp as $$
    select a from agent a where a.tenant_id = api.tenant() and a.id = p_id
$$;

create function api.agent_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(agent_view(a), 200, api.etag(a.version))
        from agent a where a.tenant_id = api.tenant()
          and a.id = (req #>> '{params,id}')::uuid), api.problem(404))
$$;

-- Only administrators make supervisors and administrators, or change one: who
-- may set a password comes in as that agent.
create function api.agent_may(p_id uuid, p_fields jsonb) returns boolean
language sql stable set search_path = core, pg_temp as $$
    select scope_is_in('settings:write', string_to_array(
            current_setting('relevo.scopes'), ' '))
        or coalesce(p_fields ->> 'role', 'agent') = 'agent'
           and not exists (select from agent a
               where a.tenant_id = api.tenant() and a.id = p_id
                 and a.role <> 'agent' and a.id is distinct from api.agent())
$$;

create function api.agent_save(p_id uuid, p_fields jsonb, p_status int)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_password text := p_fields ->> 'password';
    v          jsonb;
    v_set      jsonb;
begin
    if not api.agent_may(p_id, p_fields) then
        return api.problem(403, 'only an administrator may do that');
    elsif exists (select from jsonb_array_elements(coalesce(
            nullif(p_fields -> 'specialties', 'null'), '[]')
            || coalesce(nullif(p_fields -> 'languages', 'null'), '[]')) e
            where jsonb_typeof(e) <> 'string') then
        return api.invalid('body', 'string',
                           'specialties and languages are lists of strings');
    elsif length(v_password) < 10 or octet_length(v_password) > 72 then
        return api.invalid('body.password', 'password',
            'a password has 10 characters or more, and at most 72 bytes');
    end if;
    v := agent_save(api.tenant(), p_id, p_fields - 'password');
    if (v ->> 'ok')::boolean and v_password is not null then
        v_set := password_set(api.tenant(), (v #>> '{agent,id}')::uuid,
                              v_password);
        perform sessions_end(api.tenant(), (v #>> '{agent,id}')::uuid, null);
    end if;
    return api.result(v, v -> 'agent', p_status);
end
$$;

create function api.agent_create(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.agent_save(null, req -> 'body', 201)
$$;

create function api.agent_update(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_version bigint;
begin
    -- who changes an agent holds the desk: the version stays what it is here
    perform desk_lock(api.tenant());
    select version into v_version from agent where tenant_id = api.tenant()
        and id = (req #>> '{params,id}')::uuid and enabled;
    if not found then
        return api.problem(404);
    elsif not api.matches(req, v_version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    return api.agent_save((req #>> '{params,id}')::uuid,
                          coalesce(req -> 'body', '{}'), 200);
end
$$;

create function api.agent_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
    v    jsonb;
begin
    if not api.agent_may(v_id, '{}') then
        return api.problem(403, 'only an administrator may do that');
    end if;
    v := agent_remove(api.tenant(), v_id, api.actor());
    if (v ->> 'ok')::boolean then
        update session set revoked_at = now() where tenant_id = api.tenant()
            and agent_id = v_id and revoked_at is null;
        delete from credential where tenant_id = api.tenant()
            and agent_id = v_id;
    end if;
    return api.result(v);
end
$$;

-- One's own, or with the right to change agents anybody's.
create function api.agent_is_mine(p_id uuid) returns boolean
language sql stable set search_path = core, pg_temp as $$
    select p_id = api.agent() or scope_is_in('agents:write', string_to_array(
        current_setting('relevo.scopes'), ' '))
$$;

create function api.agent_status(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
    v    jsonb;
begin
    if not coalesce(api.agent_is_mine(v_id), false) then
        return api.problem(case when (api.agent_one(v_id)).id is null
                           then 404 else 403 end);
    end if;
    v := agent_status(api.tenant(), v_id, req #>> '{body,status}',
                      api.actor());
    return api.result(v, v -> 'agent');
end
$$;


-- Teams ---------------------------------------------------------------------

create function api.team_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', team_list(api.tenant()),
                                     'next', null))
$$;

create function api.team_create(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.result(x.v, jsonb_build_object('id', x.v -> 'team', 'name',
            req #> '{body,name}'), 201)
    from (select team_save(api.tenant(), null, req #>> '{body,name}') as v
          offset 0) x
$$;

create function api.team_update(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.result(x.v, jsonb_build_object('id', x.v -> 'team', 'name',
            req #> '{body,name}'))
    from (select team_save(api.tenant(), (req #>> '{params,id}')::uuid,
                           req #>> '{body,name}') as v offset 0) x
$$;

create function api.team_delete(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.result(team_remove(api.tenant(),
                                  (req #>> '{params,id}')::uuid))
$$;

create function api.team_join(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.result(team_member_set(api.tenant(),
        (req #>> '{params,id}')::uuid, (req #>> '{params,agent_id}')::uuid,
        true))
$$;

create function api.team_leave(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    if not exists (select from team_member m where m.tenant_id = api.tenant()
            and m.team_id = (req #>> '{params,id}')::uuid
            and m.agent_id = (req #>> '{params,agent_id}')::uuid) then
        return api.problem(404);
    end if;
    return api.result(team_member_set(api.tenant(),
        (req #>> '{params,id}')::uuid, (req #>> '{params,agent_id}')::uuid,
        false));
end
$$;
