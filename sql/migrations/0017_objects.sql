-- 0017_objects - what files of messages mean to the object store.
--
-- Names of objects are in core.media (object, thumb) and nowhere else: what no
-- row names is an orphan, which `relevo media gc` removes.  Names begin with
-- the tenant's id, so a name is only ever looked for in its tenant.

-- Bytes a tenant keeps: the same file sent twice counts once, as it is stored
-- (store.quota).
create function core.media_usage(p_tenant uuid) returns bigint
language sql stable set search_path = core, pg_temp as $$
    select coalesce(sum(x.bytes), 0)::bigint from (
        select distinct on (coalesce(m.sha256, decode(md5(m.id::text),
            'hex'))) m.bytes
        from media m
        where m.tenant_id = p_tenant and m.object is not null) x
$$;

-- Of these names, those that a row has.
create function core.media_named(p_names text[]) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(n), '[]') from unnest(p_names) n
    where n ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/'
      and exists (select from media m
        where m.tenant_id = left(n, 36)::uuid
          and (m.object = n or m.thumb = n))
$$;

-- Stored files behind p_after, oldest first.
-- → [{"id", "tenant", "object", "thumb", "bytes", "sha256"}]
create function core.media_stored(p_after uuid, p_limit int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(x.j order by x.id), '[]') from (
        select m.id, jsonb_build_object('id', m.id, 'tenant', m.tenant_id,
            'object', m.object, 'thumb', m.thumb, 'bytes', m.bytes,
            'sha256', encode(m.sha256, 'hex')) as j
        from media m
        where m.object is not null and (p_after is null or m.id > p_after)
        order by m.id limit p_limit) x
$$;

-- Uploads of web chat that are still waited for.
create function core.media_uploads() returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(m.source ->> 'ref'), '[]') from media m
    where m.channel = 'webchat' and m.state in ('queued', 'downloading',
        'stored', 'analysing')
$$;

create index media_thumb on core.media (tenant_id, thumb)
    where thumb is not null;
create index media_by_id on core.media (id) where object is not null;

grant execute on function core.media_usage(uuid), core.media_named(text[]),
    core.media_stored(uuid, int), core.media_uploads() to relevo_worker;
