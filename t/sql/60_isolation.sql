-- Tenants never meet; and the operator's commands.
\ir helpers.psql
select plan(29);
set role relevo_worker;
select pg_temp.adm('10-0', 1,
    pg_temp.msg('100', 'a', '[["wa_id","1"]]', 'CANARY-A'),
    pg_temp.msg('200', 'a', '[["wa_id","1"]]', 'CANARY-B')) as r \gset
select is(jsonb_array_length(:'r'::jsonb -> 'applied'), 2,
    'the same key in two tenants is two messages');

-- B's secret says nothing about A's account.
savepoint endpoints;
select core.endpoint_add(:'tb', 'whatsapp', 'b', 'meta', '{}', 'eA==', null)
    \g /dev/null
select core.endpoint_add('00000000-0000-0000-0000-000000000000', 'whatsapp',
    'all', 'meta', '{}', 'eA==', null) \g /dev/null
select pg_temp.adm('10-1', 1,
    pg_temp.msg('100', 'f1', '[["wa_id","9"]]', 'x') || '{"endpoint": "b"}',
    pg_temp.msg('200', 'f2', '[["wa_id","9"]]', 'x') || '{"endpoint": "b"}',
    pg_temp.msg('100', 'f3', '[["wa_id","9"]]', 'x') || '{"endpoint": "all"}',
    jsonb_build_object('kind', 'status', 'channel', 'whatsapp', 'account',
        '100', 'id', 'wamid.z', 'status', 'read', 'endpoint', 'b')) as f \gset
select is((select array_agg(x -> 'n' order by x -> 'n')
    from jsonb_array_elements(:'f'::jsonb -> 'applied') x), '{1,2}',
    'an endpoint speaks for its tenant''s accounts, the operator''s for all');
select is((select array_agg(reason || ' ' || account) from core.dead_letter),
    '{foreign_account 100,foreign_account 100}', 'the others are kept');
select is((select array_agg(distinct tenant_id) from core.dead_letter),
    '{00000000-0000-0000-0000-000000000000}', 'by the operator');
select is(core.account_letters('whatsapp', '100') -> 'letters', '[]',
    'and are none that wait for somebody to claim them');
rollback to endpoints;
reset role;
grant usage on schema tap to relevo_turn, relevo_web;
set role relevo_turn;
reset relevo.tenant;
select is((select count(*)::int from core.message), 0, 'unset: nothing');
select set_config('relevo.tenant', '', true) \g /dev/null
select is((select count(*)::int from core.message), 0, 'empty: nothing');
select set_config('relevo.tenant', 'garbage', true) \g /dev/null
select throws_ok('select count(*) from core.message', '22P02', null,
    'garbage: an error');
select set_config('relevo.tenant', :'ta', true) \g /dev/null
select is((select array_agg(text) from core.message), array['CANARY-A'],
    'its own rows and no other');
select throws_ok($$ delete from core.message $$, '42501', null,
    'reading is all it may');
select throws_ok($$ truncate core.message $$, '42501', null,
    'truncate is not for it');
select throws_ok($$ select count(*) from core.tally $$, '42501', null,
    'counters are not its business');
select throws_ok($$ select core.admit(3, 'w1', 1, '1-0', 1, '[]', '{}') $$,
    '42501', null, 'nor may it admit');
reset role; set role relevo_web;
select set_config('relevo.tenant', :'tb', true) \g /dev/null
select is((select array_agg(text) from core.message), array['CANARY-B'],
    'the same for the API');
reset role; set role relevo_owner;
select is((select count(*)::int from core.tenant), 0,
    'even the owner of the tables sees nothing');
reset role;
select throws_ok(format($$ insert into core.contact (tenant_id, id,
    account_id) select %L, core.uuid7(), id from core.account
    where tenant_id = %L $$, :'ta', :'tb'), '23503', null,
    'a foreign key cannot cross tenants');

-- commands
set role relevo_worker;
select is(core.tenant_add('ta', 'x', 'es') -> 'created', 'false',
    'a tenant is made once');
select is(core.account_add(:'tb', 'whatsapp', '100', 'x') -> 'ok', 'false',
    'an account has one tenant');
select pg_temp.adm('11-0', 1, jsonb_build_object('kind', 'dead', 'channel',
    'whatsapp', 'account', '100', 'key', md5('dd'), 'raw', 1, 'reason',
    'parse')) \g /dev/null
select core.dlq_list(:'ta', 10) #>> '{items,0,id}' as d \gset
select is(core.dlq_show(:'d') ->> 'raw_b64', encode('raw', 'base64'),
    'a dead letter is shown');
select is(core.dlq_replay(:'d') -> 'first', 'true', 'replayed');
select is(core.dlq_replay(:'d') -> 'first', 'false', 'once');
select is((pg_temp.adm('12-0', 1, jsonb_build_object('kind', 'dead',
    'channel', 'whatsapp', 'account', '100', 'key', md5('dd'), 'raw', 1,
    'reason', 'parse')) ->> 'dead')::int, 1, 'and is admitted again');
select is((core.dlq_purge(:'ta', 0, null) ->> 'purged')::int, 2, 'purged');
select throws_ok('select core.prune(1, 30, 30, 30, 9)', '22023', null,
    'deduplication is not cut short');
update core.work set since = now();
select is((select count(*)::int from jsonb_array_elements(
    core.due(array[3], 2) -> 'turns')), 2, 'tenants take turns');
reset role;
-- partitions
select is(core.uuid7() between core.uuid7_floor(now() - interval '1 min')
    and core.uuid7_floor(clock_timestamp() + interval '1 min'), true,
    'ids are of their time');
select is((select count(*)::int from (select i.id, lag(i.id) over (order by n)
    as before from (select n, core.uuid7() as id
    from generate_series(1, 1000) n) i) x where id < before), 0,
    'in the order they were made, within a millisecond, too');
select matches(core.uuid7()::text, '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-'
    '[89ab][0-9a-f]{3}-[0-9a-f]{12}$', 'version 7 and the variant of RFC 9562');
select is((select count(*)::int from only core.message_default), 0,
    'the default partition is not needed');
select * from finish();
rollback;
