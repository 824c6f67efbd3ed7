-- 0047_api_rows - rows of the inbox by name.  Live events say which
-- conversations have changed: a desk asks for those, all in one request.

create function api.inbox_rows(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_ids text := req #>> '{query,ids}';
begin
    if coalesce(v_ids, '') !~ ('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
            '(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,49}$') then
        return api.invalid('query.ids', 'ids',
                           '1 to 50 ids with commas between them');
    end if;
    -- who is not among them is not there, or not for whoever asks
    return api.ok(jsonb_build_object('items', (
        select coalesce(jsonb_agg(api.conversation_view(x.c)
            || jsonb_build_object('sight', x.sight)), '[]')
        from (select c, api.sight(c) as sight
            from unnest(string_to_array(v_ids, ',')::uuid[]) i(id)
            join conversation c on c.tenant_id = api.tenant()
                and c.id = i.id offset 0) x
        where x.sight is not null), 'next', null));
end
$$;

grant execute on function api.inbox_rows(jsonb) to relevo_web;
