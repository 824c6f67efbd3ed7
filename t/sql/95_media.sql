-- Files of messages: admission, claims in turn, steps under a lease, the end,
-- context, search, erasure, retention.
\ir helpers.psql
select plan(55);
create function pg_temp.file(p_account text, p_name text, p_ids jsonb,
    p_kind text default 'image') returns jsonb language sql as $$
    select pg_temp.msg(p_account, p_name, p_ids, null) || jsonb_build_object(
        'type', p_kind, 'media', jsonb_build_array(jsonb_build_object('kind',
        p_kind, 'ref', 'ref-' || p_name, 'mime', 'image/png', 'name',
        p_name || '.png', 'deadline_ms', 5000)))
$$;
create function pg_temp.claim(p_limit int) returns jsonb language sql as $$
    select coalesce(jsonb_agg(x -> 'claim' order by x ->> 'tenant'), '[]')
    from jsonb_array_elements(core.media_claim('w1', p_limit, 10000)::jsonb) x
$$;
set role relevo_worker;
select is(pg_temp.adm('10-0', 1,
    pg_temp.file('100', 'a', '[["wa_id","1"]]'),
    pg_temp.msg('100', 'b', '[["wa_id","1"]]', 'hola'),
    pg_temp.file('200', 'c', '[["wa_id","2"]]', 'hologram')) -> 'applied' ->
    2 ->> 'seq', '1', 'messages with files are admitted');
select id as m1, conversation_id as c1, seq, kind, state, name,
    source ->> 'ref' as ref, deadline_at - created_at as wait, partition
    from core.media where tenant_id = :'ta' \gset
select is(:'state'::text, 'queued', 'a file is queued');
select is(:'name'::text, 'a.png', 'with its name');
select is(:'ref'::text, 'ref-a', 'and where it is');
select is(:'wait'::text, '00:00:05', 'and its deadline');
select is((select kind from core.media where tenant_id = :'tb'), 'unknown',
    'a kind nobody knows is unknown');
select is((select count(*)::int from core.media_job), 2, 'a job for each');
select is((pg_temp.adm('11-0', 1, pg_temp.file('100', 'a',
    '[["wa_id","1"]]')) ->> 'duplicates')::int, 1, 'a repetition');
select is((select count(*)::int from core.media_job), 2, 'makes none');
select throws_ok($$select pg_temp.adm('12-0', 1, pg_temp.msg('100', 'z',
    '[["wa_id","1"]]', 'x') || '{"media": {}}')$$, '22023', null,
    'media must be a list');

-- claims
select pg_temp.adm('13-0', 1, pg_temp.file('100', 'd' || n,
    '[["wa_id","1"]]')) from generate_series(1, 3) n limit 0 \g /dev/null
select is(pg_temp.adm('13-0', 1,
    pg_temp.file('100', 'd1', '[["wa_id","1"]]'),
    pg_temp.file('100', 'd2', '[["wa_id","1"]]'),
    pg_temp.file('100', 'd3', '[["wa_id","1"]]')) ->> 'ok', 'true', 'more');
select is(jsonb_array_length(jsonb_path_query_array(core.media_claim('w1', 2,
    10000)::jsonb, '$[*].tenant ? (@ == $b)', jsonb_build_object('b',
    :'tb'::text))), 1, 'of two places one is the other tenant''s');
select is((select count(*)::int from core.media_job
    where lease_owner = 'w1'), 2, 'two are held');
select is(pg_temp.claim(10), '[1, 1, 1]', 'the others are the next claim''s');
select is(pg_temp.claim(10), '[]', 'nothing is claimed twice');
update core.media_job set run_at = now() - interval '1 s'
    where media_id = :'m1';
select is(pg_temp.claim(10), '[2]', 'but when its lease is over');

-- steps
select is((select answer from core.media_step('w1', :'ta', :'m1', 1, 10000,
    'media', 'v', '{}', 'analysing', '{}', null)), 'lost',
    'an older claim writes nothing');
select is((select answer from core.media_step('w2', :'ta', :'m1', 2, 10000,
    'media', 'v', '{}', 'analysing', '{}', null)), 'lost',
    'nor does another worker');
select is((select state from core.media where id = :'m1'), 'queued',
    'it is as it was');
select answer, events from core.media_step('w1', :'ta', :'m1', 2, 10000,
    'media', 'v', '{"at": "X"}', 'analysing', '{"mime": "image/jpeg",
    "bytes": 7, "object": "k1"}', null) \gset
select is(:'answer'::text, 'ok', 'the holder does');
select ok(:'events' like '%"type":"media.changed"%"state":"analysing"%',
    'which is told');
select ok(:'events' not like '%a.png%', 'without its name');
select is((select mime || bytes || object from core.media where id = :'m1'),
    'image/jpeg7k1', 'what was found is there');
select is((select events from core.media_step('w1', :'ta', :'m1', 2, 10000,
    'media', 'v', '{"at": "Y"}', 'analysing', '{}', null)), null,
    'the same state is not told again');
select is((select position ->> 'at' from core.media_job
    where media_id = :'m1'), 'Y', 'where it stands is kept');
select is(core.media_renew('w1', 10000, jsonb_build_array(
    jsonb_build_object('tenant', :'ta', 'media', :'m1', 'claim', 2),
    jsonb_build_object('tenant', :'tb', 'media', :'tb', 'claim', 2))),
    jsonb_build_array(:'tb'::text), 'a heartbeat names what is lost');
select is((select answer from core.media_step('w1', :'ta', :'m1', 2, 10000,
    'media', 'v', '{"at": "Y"}', null, '{}', 60000)), 'ok', 'it may wait');
select is((select lease_owner from core.media_job where media_id = :'m1'),
    null, 'and is nobody''s then');
update core.media_job set run_at = now() - interval '1 s'
    where media_id = :'m1';
select is(pg_temp.claim(10), '[3]', 'until it is due');

-- the end
select is((select answer::jsonb from core.media_done('w1', :'ta', :'m1', 2,
    'done', null, '{}')), '{"r": "lost"}', 'an older claim ends nothing');
select throws_ok(format('select core.media_done(%L, %L, %L, 3, %L, null,
    %L)', 'w1', :'ta', :'m1', 'queued', '{}'), '22023', null,
    'queued is no end');
insert into core.notify_route (tenant_id, name, kind, events, partition)
    values (:'ta', 'files', 'slack', '{media_status}', 0);
select is((select answer::jsonb from core.media_done('w1', :'ta', :'m1', 3,
    'done', null, '{"text": "total 12 euros", "result": {"kind": "voice",
    "transcribed": true, "description": "x", "facts": {"duration_ms":
    29000}}}')), '{"r": "ok", "partition": 3}', 'the holder does');
select is((select array_agg(payload || jsonb_build_object('priority', priority))
    from core.notification where event = 'media_status'), array[jsonb_build_object('media',
    :'m1'::uuid, 'kind', 'image', 'state', 'done', 'priority', 'low')],
    'the routes that want it are told, nobody else');
select is((select count(*)::int from core.media_job where media_id = :'m1'),
    0, 'the job is gone');
select is((select text from core.message m where m.id = (select message_id
    from core.media where id = :'m1')), 'total 12 euros',
    'what was said is the message''s text');
reset role;
grant usage on schema tap to relevo_turn;
set role relevo_turn;
select is(jsonb_path_query_array(core.contexts(array[:'ta']::uuid[],
    array[:'c1']::uuid[])::jsonb, '$[0].contexts.*.files[*].state')
    ->> 0, 'done', 'a turn sees it');
select is((core.media_texts(:'ta', :'c1', 5)::jsonb -> 0 ->> 'text'),
    'total', 'and as much of its text as it asks for');
select is((select count(*)::int from core.search_media(:'ta', 'euros', 5)),
    1, 'it is found');
select is((select count(*)::int from core.search_media(:'tb', 'euros', 5)),
    0, 'by its tenant alone');
select is((select count(*)::int from core.media), 3 + 1,
    'the other tenant''s are not seen');
set role relevo_worker;
select is((select answer from core.media_retry(:'m1')), 'ok', 'once more');
select is((select answer from core.media_retry(:'m1')), 'running',
    'not twice');
select is(core.media_erase(:'ta', array[:'c1']::uuid[]), 4::bigint,
    'erased with its conversation');
update core.media set created_at = now() where false;
select is(core.media_prune(1, 10), 0::bigint, 'what is young stays');

-- how long, by tenant and kind
select is(core.media_days(s::jsonb, k, 90), d, k || ' under ' || s)
    from (values ('{}', 'voice', 90),
        ('{"media_days": {"all": 30}}', 'voice', 30),
        ('{"media_days": {"all": 30, "voice": 7}}', 'voice', 7),
        ('{"media_days": {"all": 30, "voice": 7}}', 'image', 30),
        ('{"media_days": {"voice": 400}}', 'voice', 90),
        ('{"media_days": {"all": "soon", "voice": -1}}', 'voice', 90),
        ('{"media_days": 5}', 'voice', 90)) x(s, k, d);
select core.tenant_setting(:'ta', '{media_days,all}', '60') \g /dev/null
select core.tenant_setting(:'ta', '{media_days,voice}', '7') \g /dev/null
insert into core.media (tenant_id, id, conversation_id, message_id, seq, ord,
        partition, channel, account, kind, source, name, deadline_at)
    select t, core.uuid7_floor(now() - make_interval(days => d)), :'c1',
        gen_random_uuid(), 1, 0, 0, 'x', 'x', k, '{}', k || d, now()
    from (values (:'ta'::uuid, 'voice', 8), (:'ta', 'voice', 6),
        (:'ta', 'image', 59), (:'ta', 'image', 61), (:'tb', 'voice', 8),
        (:'tb', 'image', 61), (:'tb', 'image', 91)) x(t, k, d);
select is(core.media_prune(90, 2), 2::bigint, 'in bites');
select is(core.media_prune(90, 2), 1::bigint, 'until all are gone');
select is((select string_agg(name, ' ' order by tenant_id = :'ta' desc, name)
    from core.media where name ~ '^(voice|image)[0-9]+$'),
    'image59 voice6 image61 voice8', 'each tenant by its own rules');
select core.account_add('00000000-0000-0000-0000-000000000000', 'whatsapp',
    '300', 'Operator') \g /dev/null
select pg_temp.adm('90-0', 1, pg_temp.file('300', 'op', '[["wa_id","3"]]'))
    \g /dev/null
select is((select count(*)::int from jsonb_array_elements(
    core.media_claim('w9', 50, 10000)::jsonb) x where x ->> 'tenant'
    = '00000000-0000-0000-0000-000000000000'), 1,
    'a file of the operator''s tenant is worked on, too');
select * from finish();
rollback;
