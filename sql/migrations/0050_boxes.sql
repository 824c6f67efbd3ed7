-- 0050_boxes - every sealed box of the database and its place, for a change of
-- the key file (`relevo channel reseal`).
--
-- Whoever adds a column that holds a box adds it in both functions;
-- t/31_rights.t compares them with the columns there are.

-- {"boxes": [{"kind", "tenant", "channel", "name", "what"} the place, "column",
-- "row" (an id, where the place does not name the row), "box"}]}
create function core.boxes() returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('boxes', coalesce(jsonb_agg(jsonb_build_object(
        'kind', kind, 'tenant', tenant_id, 'channel', channel, 'name', name,
        'what', what, 'column', col, 'row', id, 'box', box_text(box))
        order by kind, channel, name, id, col), '[]'))
    from (
        select 'endpoint' as kind, tenant_id, channel, name, null::uuid as id,
            v.*
        from endpoint cross join lateral (values
            ('secret', 'secret', secret), ('secret', 'previous', previous),
            ('verify_token', 'verify_token', verify_token)) v(what, col, box)
        union all
        select 'account', tenant_id, channel, account, null, 'credential',
            'credential', credential from account
        union all
        select 'provider', tenant_id, 'model', name, null, 'credential',
            'credential', credential from provider
        union all
        select 'route', tenant_id, 'notify', 'route', route_id, 'secret',
            'secret', secret from notify_secret
        union all
        select 'agent', tenant_id, 'totp', agent_id::text, null, 'secret',
            'totp', totp from credential
    ) b where box is not null
$$;

-- p_old as boxes() has it.  Not ok: somebody else has replaced it meanwhile.
create function core.box_replace(p_old jsonb, p_new text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_old     bytea := decode(p_old ->> 'box', 'base64');
    v_new     bytea := decode(p_new, 'base64');
    v_col     text := p_old ->> 'column';
    v_name    text := p_old ->> 'name';
    v_channel text := p_old ->> 'channel';
    v_tenant  uuid := (p_old ->> 'tenant')::uuid;
    v_ok      boolean;
begin
    case p_old ->> 'kind'
    when 'endpoint' then
        update endpoint set
                secret = case v_col when 'secret' then v_new
                    else secret end,
                previous = case v_col when 'previous' then v_new
                    else previous end,
                verify_token = case v_col when 'verify_token' then v_new
                    else verify_token end
            where channel = v_channel and name = v_name
              and v_old = case v_col when 'secret' then secret
                  when 'previous' then previous
                  when 'verify_token' then verify_token end;
    when 'account' then
        update account set credential = v_new where channel = v_channel
            and account = v_name and credential = v_old;
    when 'provider' then
        update provider set credential = v_new where tenant_id = v_tenant
            and name = v_name and credential = v_old;
    when 'route' then
        update notify_secret set secret = v_new where tenant_id = v_tenant
            and route_id = (p_old ->> 'row')::uuid and secret = v_old;
    when 'agent' then
        update credential set totp = v_new where tenant_id = v_tenant
            and agent_id = v_name::uuid and totp = v_old;
    end case;
    v_ok := found;
    if v_ok and p_old ->> 'kind' in ('endpoint', 'account') then
        perform changed(now());         -- nginx has copies of these
    end if;
    return jsonb_build_object('ok', v_ok);
end
$$;

grant execute on function core.boxes(), core.box_replace(jsonb, text)
    to relevo_worker;
