-- Links to files, and what agents send.
\ir helpers.psql
select plan(14);
create function pg_temp.file(p_account text, p_name text, p_ids jsonb)
returns jsonb language sql as $$
    select pg_temp.msg(p_account, p_name, p_ids, null) || jsonb_build_object(
        'type', 'image', 'media', jsonb_build_array(jsonb_build_object(
        'kind', 'image', 'ref', p_name)))
$$;
set role relevo_worker;
select is(pg_temp.adm('10-0', 1, pg_temp.file('100', 'a', '[["wa_id","1"]]'))
    ->> 'ok', 'true', 'a file');
select id as file from core.media where source ->> 'ref' = 'a' \gset
select is(core.file_link(:'ta', :'file', 'f', 60, '-'), null,
    'what is not stored has no link');
update core.media set object = :'ta' || '/media/a.png', mime = 'image/png'
    where id = :'file';
select core.file_link(:'ta', :'file', 'f', 60, '-') as link \gset
select is(core.file_open(:'link') ->> 'object', :'ta' || '/media/a.png',
    'a link opens it');
select is((core.file_open(:'link') ->> 'open')::boolean, true, 'for anybody');
select is(core.file_link(:'ta', :'file', 't', 60, '-'), null,
    'it has no thumbnail');
select is(core.file_link(:'tb', :'file', 'f', 60, '-'), null,
    'and is not another tenant''s');
select is(core.file_open(replace(:'link', '.f.', '.t.')), null, 'not altered');
select is(core.file_open(replace(:'link', replace(:'ta', '-', ''),
    replace(:'tb', '-', ''))), null, 'not moved to another tenant');
select is(core.file_open(null), null, 'nothing opens nothing');
select is(core.file_open('x'), null, 'nor does junk');
select is(core.file_open(core.file_link(:'ta', :'file', 'f', -1, '-')), null,
    'it ends');
select is(core.file_open(core.file_link(:'ta', :'file', 'f', 60,
    's' || repeat('0', 32))), null, 'a session that is none holds nothing');
select is(core.file_kind('whatsapp', 'image/png', 6000000), 'document',
    'a large picture goes as a document');
select is(core.attachment_add(:'ta', (select conversation_id from core.media
    where id = :'file'), core.uuid7(), '{"bytes": 1, "mime": "image/png"}',
    null, null) ->> 'error', 'state', 'nobody sends while it is the bot''s');
select * from finish();
rollback;
