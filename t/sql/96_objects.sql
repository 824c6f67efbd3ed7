-- Objects of files: who uses how much, which names rows have, what is stored.
\ir helpers.psql
select plan(10);
create function pg_temp.file(p_account text, p_name text, p_ids jsonb)
returns jsonb language sql as $$
    select pg_temp.msg(p_account, p_name, p_ids, null) || jsonb_build_object(
        'type', 'image', 'media', jsonb_build_array(jsonb_build_object(
        'kind', 'image', 'ref', p_name)))
$$;
set role relevo_worker;
select is(pg_temp.adm('10-0', 1,
    pg_temp.file('100', 'a', '[["wa_id","1"]]'),
    pg_temp.file('100', 'b', '[["wa_id","1"]]'),
    pg_temp.file('200', 'c', '[["wa_id","2"]]')) ->> 'ok', 'true',
    'three files of two tenants');
select is(core.media_usage(:'ta'), 0::bigint, 'nothing is stored yet');
update core.media set bytes = 100, sha256 = sha256('x'),
    object = tenant_id || '/media/p/2026/11/21/' || id || '.jpg';
select is(core.media_usage(:'ta'), 100::bigint,
    'the same file sent twice counts once');
select is(core.media_usage(:'tb'), 100::bigint, 'per tenant');
update core.media set sha256 = sha256('y'), thumb = tenant_id || '/media/t'
    where source ->> 'ref' = 'b';
select is(core.media_usage(:'ta'), 200::bigint, 'another file counts');
select object as name from core.media where source ->> 'ref' = 'a' \gset
select is(core.media_named(array[:'name', :'ta' || '/media/t',
    :'ta' || '/media/orphan', 'test/x.jpg', :'tb' || substr(:'name', 37)]),
    jsonb_build_array(:'name', :'ta' || '/media/t'),
    'names that rows of their tenant have, thumbnails too');
select is(jsonb_array_length(core.media_stored(null, 10)), 3, 'all');
select is(jsonb_array_length(core.media_stored((core.media_stored(null, 2)
    -> 1 ->> 'id')::uuid, 10)), 1, 'page by page');
select is(core.media_uploads(), '[]', 'no uploads');
update core.media set channel = 'webchat' where source ->> 'ref' = 'a';
select is(core.media_uploads(), '["a"]', 'one that is waited for');
select * from finish();
rollback;
