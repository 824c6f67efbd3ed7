-- 0068_tenant_limits - the operator's people and the limits of one tenant.
--
-- The operator's keys act in a tenant by X-Relevo-Tenant; a session, that of
-- the console, never does.  Limits are what it may change of another tenant,
-- so they have routes that name it.  What is done is in the operator's audit
-- log, with the tenant in the path.

-- p_change: as PUT /limits does; else they are only looked at.
create function api.limits_of(req jsonb, p_change boolean)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_own text := current_setting('relevo.tenant');
    r     api.response;
begin
    -- The rows are that tenant's: while we look at them we are it.
    perform set_config('relevo.tenant', req #>> '{params,id}', true);
    if not exists (select from tenant t
                   where t.tenant_id = api.tenant()) then
        r := api.problem(404);
    elsif p_change then
        r := api.limits_change(req, true);
    else
        r := api.limit_list(req);
    end if;
    perform set_config('relevo.tenant', v_own, true);
    return r;
end
$$;

create function api.tenant_limits_get(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.limits_of(req, false)
$$;

create function api.tenant_limits_put(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.limits_of(req, true)
$$;

grant execute on function api.limits_of(jsonb, boolean),
    api.tenant_limits_get(jsonb), api.tenant_limits_put(jsonb)
    to relevo_web;
