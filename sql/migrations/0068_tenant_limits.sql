-- 0068_tenant_limits - the operator's people and the limits of one tenant.
--
-- The operator's keys act in a tenant by X-Relevo-Tenant; a session, that of
-- the console, never does.  Limits are what it may change of another tenant,
-- so they have routes that name it.  What is done is in the operator's audit
-- log, with the tenant in the path.

-- The rows of a tenant are its own: while we look at them we are it.  False:
-- there is no such tenant.
create function core.become(p_tenant text) returns boolean
language plpgsql set search_path = core, pg_temp as $$
begin
    perform set_config('relevo.tenant', p_tenant, true);
    return exists (select from tenant t
                   where t.tenant_id::text = lower(p_tenant));
end
$$;

create function api.tenant_limits_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_own text := current_setting('relevo.tenant');
    r     api.response;
begin
    if become(req #>> '{params,id}') then
        r := api.limit_list(req);
    else
        r := api.problem(404);
    end if;
    perform set_config('relevo.tenant', v_own, true);
    return r;
end
$$;

create function api.tenant_limits_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_own text := current_setting('relevo.tenant');
    r     api.response;
begin
    if become(req #>> '{params,id}') then
        r := api.limits_change(req, true);
    else
        r := api.problem(404);
    end if;
    perform set_config('relevo.tenant', v_own, true);
    return r;
end
$$;

grant execute on function core.become(text), api.tenant_limits_get(jsonb),
    api.tenant_limits_put(jsonb) to relevo_web;
