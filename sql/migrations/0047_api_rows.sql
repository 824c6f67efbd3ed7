-- 0047_api_rows - rows of the inbox by name.  Live events say which
-- conversations have changed: a desk asks for those, all in one request.

create function api.inbox_rows(req jsonb) returns api.quick
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_ids    text := req #>> '{query,ids}';
    v_found  uuid[];
    v_sights text[];
begin
    if coalesce(v_ids, '') !~ ('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
            '(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,49}$') then
        return api.quickly(api.invalid('query.ids', 'ids',
                           '1 to 50 ids with commas between them'));
    end if;
    -- who is not among them is not there, or not for whoever asks
    select array_agg(x.id), array_agg(concat(',"sight":"', x.sight, '"'))
        into v_found, v_sights
        from (select c.id, api.sight(c) as sight
            from unnest(string_to_array(v_ids, ',')::uuid[]) i(id)
            join conversation c on c.tenant_id = api.tenant()
                and c.id = i.id offset 0) x
        where x.sight is not null;
    return (200, null::text, concat('{"items":', api.conversation_items(
        v_found, v_sights), ',"next":null}'));
end
$$;

grant execute on function api.inbox_rows(jsonb) to relevo_web;
