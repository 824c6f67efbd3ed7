-- Stream records become messages.
\ir helpers.psql
select plan(45);
set role relevo_worker;
select pg_temp.adm('10-0', 2,
    pg_temp.msg('100', 'a', '[["bsuid","X1"],["wa_id","1"]]', 'uno'),
    pg_temp.msg('100', 'a', '[["bsuid","X1"],["wa_id","1"]]', 'uno'),
    pg_temp.msg('100', 'b', '[["wa_id","1"]]', 'dos'),
    pg_temp.msg('nope', 'c', '[["wa_id","1"]]', 'x'),
    pg_temp.msg('chat', 'd', '[["visitor","v1"]]', 'web')) as r \gset
select is((:'r'::jsonb ->> 'duplicates')::int, 1, 'a twin in the batch');
select is((:'r'::jsonb ->> 'dead')::int, 1, 'an unknown account is dead');
select is((select array_agg((e ->> 'n') || ':' || (e ->> 'seq'))
    from jsonb_array_elements(:'r'::jsonb -> 'applied') e),
    array['0:1', '2:2', '4:1'], 'numbered per conversation, in order');
select is((select tenant_id from core.dead_letter),
    '00000000-0000-0000-0000-000000000000', 'for the operator');
select is((select raw from core.message where seq = 2), 'raw'::bytea,
    'with its bytes');
select ok((:'r'::jsonb -> 'events')::text like '%visitor:v1%web%',
    'a visitor gets an echo');
select is((select array_agg(text order by seq) from core.message
    where conversation_id = pg_temp.conv('wa_id', '1')),
    array['uno', 'dos'], 'in the order of the batch');
select is((select records from core.partition_lease where partition = 3), 2::bigint,
    'records are counted');
select pg_temp.adm('10-0', 2,
    pg_temp.msg('100', 'a', '[["bsuid","X1"],["wa_id","1"]]', 'uno'),
    pg_temp.msg('100', 'b', '[["wa_id","1"]]', 'dos')) as r \gset
select is((:'r'::jsonb ->> 'duplicates')::int, 2, 'again: duplicates');
select is((select records from core.partition_lease where partition = 3), 2::bigint,
    'again: records are not counted twice');
select is((select max(last_seq) from core.conversation), 2::bigint,
    'again: no number is used');
select is((select admitted - applied - duplicate - dead from core.tally
    where tenant_id = :'ta'), 0::bigint, 'law 2 adds up');
select is((select (messages)::int from core.tally where tenant_id = :'ta'),
    3, 'and counts messages');
select is((core.admit(3, 'w1', 99, '11-0', 1, '[]', '{}')).answer::jsonb ->> 'ok',
    'false', 'a wrong fence changes nothing');
select is((core.admit(3, 'w9', 1, '11-0', 1, '[]', '{}')).answer::jsonb ->> 'ok',
    'false', 'nor a wrong worker');
select is(jsonb_pretty((core.admit(3, 'w1', (select fence from
    core.partition_lease where partition = 3), '11-0', 5, '[]', '{}',
    '9-0')).answer::jsonb), jsonb_pretty('{"ok": false, "moved": true}'),
    'from another cursor than the stored one: refused');
select is((select (records, cursor)::text from core.partition_lease
    where partition = 3), '(2,10-0)', 'and nothing is counted');
select is((core.admit(3, 'w1', (select fence from core.partition_lease
    where partition = 3), '10-0', 2, '[]', '{}', '9-0')).answer::jsonb ->> 'ok',
    'true', 'but the same call again is answered');
select throws_ok($$ select pg_temp.adm('11-0', 1, '{"kind":"what"}') $$,
    '22023', null, 'an unknown kind is refused');
select throws_ok($$ select pg_temp.adm('11-0', 1, pg_temp.msg('100', 'z',
    '[]', 'x')) $$, '22023', null, 'a message of nobody too');
select is((select cursor from core.partition_lease where partition = 3), '10-0',
    'a refused batch leaves the cursor');
select is((pg_temp.adm('12-0', 1, jsonb_build_object('kind', 'dead',
    'channel', 'whatsapp', 'account', '100', 'key', md5('dd'), 'raw', 1,
    'reason', 'parse')) ->> 'dead')::int, 1, 'a dead letter is kept');
select is((select reason from core.dead_letter where tenant_id = :'ta'),
    'parse', 'with its reason, in its tenant');
select pg_temp.adm('13-0', 1, jsonb_build_object('kind', 'event', 'channel',
    'whatsapp', 'account', '100', 'key', md5('ev'), 'raw', 1, 'field',
    'account_update')) \g /dev/null
select is((select field from core.channel_event), 'account_update',
    'an event is stored');

-- identities
select pg_temp.adm('20-0', 1, pg_temp.msg('100', 'm1', '[["wa_id","7"]]',
    'x'), pg_temp.msg('100', 'm2', '[["bsuid","X7"]]', 'y')) \g /dev/null
select isnt(pg_temp.conv('wa_id', '7'), pg_temp.conv('bsuid', 'X7'),
    'two contacts while nothing connects them');
select pg_temp.conv('bsuid', 'X7') as c7 \gset
select pg_temp.adm('21-0', 1, pg_temp.msg('100', 'm3',
    '[["wa_id","7"],["bsuid","X7"]]', 'z')) as r \gset
select is(pg_temp.conv('wa_id', '7'), :'c7'::uuid, 'merged when both known');
select is(:'r'::jsonb #>> '{applied,0,conversation}', :'c7',
    'the conversation of the strongest identity goes on');
select is((:'r'::jsonb #>> '{applied,0,seq}')::int, 2,
    'and its numbers go on');
select is((select count(*)::int from core.contact
    where merged_into is not null), 1, 'the other contact is marked');
select pg_temp.adm('22-0', 1, pg_temp.msg('100', 'm4',
    '[["wa_id","1"],["bsuid","X8"]]', 'new owner')) \g /dev/null
select isnt(pg_temp.conv('bsuid', 'X1'), pg_temp.conv('wa_id', '1'),
    'a number that changed hands is not a merge');
select is(pg_temp.conv('bsuid', 'X8'), pg_temp.conv('wa_id', '1'),
    'it belongs to its new owner');
select pg_temp.adm('23-0', 1, jsonb_build_object('kind', 'merge', 'channel',
    'whatsapp', 'account', '100', 'old', '[["wa_id","7"]]'::jsonb, 'new',
    '[["wa_id","77"]]'::jsonb), pg_temp.msg('100', 'm5', '[["wa_id","77"]]',
    'from the new number')) as r \gset
select is(pg_temp.conv('wa_id', '77'), :'c7'::uuid, 'a new number moves in');
select is(pg_temp.conv('wa_id', '7'), null, 'and the old one is gone');
select is(:'r'::jsonb #>> '{applied,0,conversation}', :'c7',
    'messages behind the change see it');
select is_empty($$ select from core.identity where value like 'moving:%' $$,
    'no scaffolding is left');

-- reopening
select core.transition(:'ta', :'c7', 'resolved', 'test') \g /dev/null
select pg_temp.adm('24-0', 1, pg_temp.msg('100', 'm6', '[["wa_id","77"]]',
    'again')) as r \gset
select is(:'r'::jsonb #>> '{applied,0,state}', 'bot',
    'a message after resolved reopens');
select is((select episode from core.conversation where id = :'c7'), 2,
    'as a new episode');
select is((select epoch from core.conversation where id = :'c7'), 3,
    'epoch rises');
select ok((:'r'::jsonb -> 'events')::text like '%conversation.changed%',
    'and it is told');

-- Newcomers: known by one identity they are made together.
select pg_temp.adm('90-0', 4,
    pg_temp.msg('100', 'n1', '[["wa_id","900"]]', 'uno'),
    pg_temp.msg('100', 'n2', '[["wa_id","900"]]', 'dos'),
    pg_temp.msg('100', 'n3', '[["wa_id","901"]]', 'tres'),
    pg_temp.msg('100', 'n4', '[["bsuid","X901"],["wa_id","901"]]', 'cuatro'))
    as r \gset
select is((select string_agg(m.text, ' ' order by m.seq) from core.message m
    where m.conversation_id = pg_temp.conv('wa_id', '900')), 'uno dos',
    'a newcomer who writes twice in a batch is one person');
select is((select string_agg(m.text, ' ' order by m.seq) from core.message m
    where m.conversation_id = pg_temp.conv('bsuid', 'X901')), 'tres cuatro',
    'and one whose second identity comes with the next message too');
select is((select count(*)::int from regexp_matches(:'r'::jsonb ->> 'events',
    'conversation.created', 'g')), 2, 'each is told once');
select is((select count(*)::int from core.contact c where not exists (select
    from core.identity i where i.contact_id = c.id)
    and c.merged_into is null), 0, 'no contact is left without an identity');

select is((select count(*)::int from core.work), (select count(*)::int
    from core.conversation where done_seq < last_seq),
    'work holds exactly the unfinished');
select is((select sum((e ->> 'gaps')::int)::int from jsonb_array_elements(
    core.audit() -> 'tenants') e), 0, 'audit finds no gap');
reset role;
select * from finish();
rollback;
