-- Accounts at models, routing, budgets: who may see and change what.
\ir helpers.psql
select plan(16);

create function pg_temp.item(t uuid, n int, m bigint) returns jsonb
    language sql as $$ select jsonb_build_object('tenant', t, 'id',
    lpad(n::text, 8, '0') || '-0000-4000-8000-000000000000', 'micros', m,
    'ttl_ms', 60000, 'provider', 'p', 'model', 'm', 'purpose', 'x', 'sent',
    true, 'ok', true, 'estimated', false, 'tokens_in', 3, 'tokens_out', 2,
    'tokens_cached', 0) $$;

set local role relevo_worker;

select is(core.provider_set(:'ta', 'main', true, 'openai', 'gpt', null, '{}',
    'eA==', null) -> 'ok', 'true', 'an account');
select is(core.provider_set(:'ta', 'main', true, 'openai', 'gpt', null, '{}',
    null, null) -> 'ok', 'false', 'is not made twice');
select is(core.provider_set('00000000-0000-0000-0000-000000000000', 'all',
    true, 'openai', 'gpt', null, '{}', null, null) -> 'ok', 'true',
    'one for everybody');
select is(core.provider_setup(:'ta') -> 'providers' -> 0 ->> 'name', 'main',
    'the own one comes first');
select is((select jsonb_agg(p ->> 'name') from jsonb_array_elements(
    core.provider_setup(:'tb') -> 'providers') p), '["all"]',
    'another tenant has only the one for everybody');
select is(core.model_rules_set(:'tb', '[{"name": "r", "provider": "main"}]')
    ->> 'missing', 'main', 'and no rule for a stranger''s');
select is((core.provider_list(null) #>> '{providers,0}') like '%credential%',
    false, 'lists have no boxes');
select is((select count(*) from jsonb_array_elements(core.boxes() -> 'boxes')
    b where b ->> 'kind' = 'provider'), 1::bigint, 'reseal finds the box');

select core.budget_set(:'ta', 'day', 10);
select is(core.budget_reserve(jsonb_build_array(pg_temp.item(:'ta', 1, 6),
    pg_temp.item(:'tb', 2, 99), pg_temp.item(:'ta', 3, 6))),
    '{"items": [{"ok": true}, {"ok": true}, {"ok": false, "period": "day"}]}',
    'a limit holds, and only for its tenant');
select core.budget_settle(jsonb_build_array(pg_temp.item(:'ta', 1, 4)));
select core.budget_settle(jsonb_build_array(pg_temp.item(:'ta', 1, 4)));
select is((select row (spent, reserved)::text from core.budget), '(4,0)',
    'settled once');
select is(core.usage_list(:'ta', null, null) #>> '{usage,0,micros}', '4',
    'and used');

reset role;
set local role relevo_turn;
select set_config('relevo.tenant', :'ta', true);
select throws_ok('select credential from core.provider', '42501', null,
    'keys are not the turn''s');
select throws_ok('select * from core.budget', '42501', null, 'nor is money');
select throws_ok($$ select core.budget_reserve('[]') $$, '42501', null,
    'nor reserving');

-- An hour of settled calls, 3,000 of them, is not read by the next one.
reset role;
insert into core.reservation (tenant_id, id, micros, day, provider, model,
        expires_at, settled)
    select :'tb', core.uuid7(), 1, current_date, 'p', 'm',
        now() + interval '1 hour', true from generate_series(1, 3000);
create function pg_temp.read_rows() returns bigint language sql as $$
    select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
    from pg_stat_xact_all_tables where relid = 'core.reservation'::regclass
$$;
delete from core.budget;
select pg_temp.read_rows() as before \gset
select core.budget_reserve(jsonb_build_array(pg_temp.item(:'tb', 901, 1)))
    \g /dev/null
select cmp_ok(pg_temp.read_rows() - :before, '<', 10::bigint,
    'a reservation reads what has expired, no other');
select pg_temp.read_rows() as before \gset
select core.budget_settle(jsonb_build_array(pg_temp.item(:'tb', 901, 1)))
    \g /dev/null
select cmp_ok(pg_temp.read_rows() - :before, '<', 10::bigint,
    'settling reads its own');
select * from finish();
rollback;
