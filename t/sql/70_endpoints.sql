-- Endpoints, accounts, publication.
\ir helpers.psql
select plan(41);
delete from core.timer;

create function pg_temp.b(t text) returns text language sql as
    $$ select encode(convert_to(t, 'UTF8'), 'base64') $$;
create function pg_temp.field(p_hash text, p_field text) returns jsonb
    language sql as $$ select core.publication() -> p_hash -> p_field $$;

set local role relevo_worker;

-- endpoints
select is(core.endpoint_add(:'ta', 'whatsapp', 'shop', 'meta', '{"a": 1}',
    pg_temp.b('one'), pg_temp.b('verify')) -> 'created', 'true', 'added');
select is(core.endpoint_add(:'ta', 'whatsapp', 'shop', 'meta', '{}',
    pg_temp.b('x'), null) ->> 'error', 'exists', 'twice is refused');
select is(core.endpoint_add(:'tb', 'whatsapp', 'shop', 'meta', '{}',
    pg_temp.b('x'), null) ->> 'error', 'belongs to another tenant',
    'a name has one tenant');
select throws_ok($$ select core.endpoint_add(core.uuid7(), 'whatsapp', 'a/b',
    'meta', '{}', 'eA==', null) $$, '23514', null, 'a name is no path');
select is(pg_temp.field('endpoints', 'whatsapp/shop'), jsonb_build_object('v',
    1, 'tenant', :'ta', 'scheme', 'meta', 'settings', '{"a": 1}'::jsonb,
    'secrets', jsonb_build_array(pg_temp.b('one')), 'verify_token',
    pg_temp.b('verify')), 'published with its boxes');
select is((select count(*) from core.timer where kind = 'publish'
    and partition = 0), 1::bigint, 'one timer of one transaction');
select is(jsonb_array_length(core.publication() -> 'timers'), 1, 'taken up');
select core.publication() ->> 'digest' as digest \gset
select is(core.publication() ->> 'digest', :'digest', 'a digest is stable');

-- where the endpoint is the account, both are one tenant's
select core.account_add(:'ta', 'generic', 'crm', 'A') \g /dev/null
select is(core.endpoint_add(:'tb', 'generic', 'crm', 'hmac', '{}', 'eA==',
    null) ->> 'error', 'belongs to another tenant',
    'nobody speaks for another''s account');
select is(core.endpoint_add(:'tb', 'telegram', 'crm', 'hmac', '{}', 'eA==',
    null) ->> 'ok', 'true', 'on another channel it is another name');
select is(core.account_add(:'ta', 'telegram', 'crm', 'A') ->> 'ok', 'false',
    'nor hears what is said to another');
select core.endpoint_add('00000000-0000-0000-0000-000000000000', 'generic',
    'ops', 'hmac', '{}', 'eA==', null) \g /dev/null
select is(core.account_add(:'ta', 'generic', 'ops', 'A') ->> 'ok', 'true',
    'but what the operator has made');
reset role;
set local role relevo_web;
select set_config('relevo.tenant', :'tb', true) \g /dev/null
select is((api.endpoint_put('{"params": {"channel": "generic", "name": "crm"},
    "body": {"scheme": "hmac", "secret": "eA=="}}')).status, 409,
    'by the API, too');
select set_config('relevo.tenant', :'ta', true) \g /dev/null
select is((api.channel_put('{"params": {"channel": "telegram", "account":
    "crm"}, "body": {}}')).status, 409, 'and the other way round');
reset role;
set local role relevo_worker;
select set_config('relevo.tenant', '', true) \g /dev/null
delete from core.endpoint where name in ('crm', 'ops');
delete from core.account where account in ('crm', 'ops');
delete from core.timer;

-- rotation
select is(core.endpoint_rotate('whatsapp', 'none', pg_temp.b('x'), 9) -> 'ok',
    'false', 'nothing to rotate');
select ok(core.endpoint_rotate('whatsapp', 'shop', pg_temp.b('two'), 60)
    ->> 'until_ms' is not null, 'rotated');
select is(pg_temp.field('endpoints', 'whatsapp/shop') -> 'secrets',
    jsonb_build_array(pg_temp.b('two'), pg_temp.b('one')), 'both, new first');
select isnt(core.publication() ->> 'digest', :'digest', 'another digest');
select is((select count(*) from core.timer where kind = 'publish'
    and due_at > now() + interval '59 s'), 1::bigint,
    'published again when the old one ends');
select ok(core.endpoint_rotate('whatsapp', 'shop', pg_temp.b('three'), 60)
    is not null, 'rotated again');
select is(pg_temp.field('endpoints', 'whatsapp/shop') -> 'secrets',
    jsonb_build_array(pg_temp.b('three'), pg_temp.b('two')), 'two at most');
update core.endpoint set previous_until = now() - interval '1 s';
select is(pg_temp.field('endpoints', 'whatsapp/shop') -> 'secrets',
    jsonb_build_array(pg_temp.b('three')), 'one when its time is over');
select is(core.endpoint_rotate('whatsapp', 'shop', pg_temp.b('four'), 0)
    ->> 'until_ms', null, 'at once');
select is(pg_temp.field('endpoints', 'whatsapp/shop') -> 'secrets',
    jsonb_build_array(pg_temp.b('four')), 'only the new one');

-- accounts
select is(pg_temp.field('accounts', 'whatsapp/100'), jsonb_build_object('v',
    1, 'tenant', :'ta'), 'an account is published');
select is(core.account_set('whatsapp', '100', '{"rate": 50, "api_base": "u"}',
    pg_temp.b('token')) -> 'ok', 'true', 'set');
select is(pg_temp.field('accounts', 'whatsapp/100') -> 'rate', '50',
    'its rate is published');
select ok(core.publication()::text not like '%' || pg_temp.b('token') || '%',
    'its token is not');
select is(core.account_secret('whatsapp', '100'), jsonb_build_object('found',
    true, 'tenant', :'ta', 'settings', '{"rate": 50, "api_base": "u"}'::jsonb,
    'receipts', true, 'credential', pg_temp.b('token')), 'what a send needs');
select core.tenant_setting(:'ta', '{receipts}', 'false') \g /dev/null
select is(core.account_secret('whatsapp', '100') -> 'receipts', 'false',
    'a tenant that wants no marks of reading');
select core.tenant_setting(:'ta', '{receipts}', 'null') \g /dev/null
select is(core.account_secret('whatsapp', '100') -> 'receipts', 'true',
    'and one that has said nothing');
select is(core.account_set('whatsapp', '100', '{"rate": null}', null) -> 'ok',
    'true', 'a rate removed');
select is(core.account_secret('whatsapp', '100') -> 'settings',
    '{"api_base": "u"}', 'the token and the rest stay');
select is(core.account_secret('whatsapp', '999'), '{"found": false}',
    'nobody''s account');
select is(core.account_remove('whatsapp', '200') -> 'kept', 'false',
    'one without history goes');
select core.admit(0, 'w1', 1, '1-0', 1, jsonb_build_array(pg_temp.msg('100',
    'm', '[["wa_id", "1"]]', 'hola')), array['{}'::bytea]) \g /dev/null
select is(core.account_remove('whatsapp', '100') -> 'kept', 'true',
    'one with messages is switched off');
select is(pg_temp.field('accounts', 'whatsapp/100'), null,
    'and not published');
select is(core.account_add(:'ta', 'whatsapp', '100', 'A') -> 'ok', 'true',
    'it comes back');
select is(core.account_secret('whatsapp', '100') ->> 'credential', null,
    'without its token');

-- done, rights
select core.publish_done(array(select id from core.timer)) \g /dev/null
select is((select count(*) from core.timer where kind = 'publish'), 0::bigint,
    'done');
reset role;
select is_empty($$ select r, c from unnest(array['relevo_web',
    'relevo_turn']) r, (values ('core.endpoint', 'secret'),
    ('core.endpoint', 'previous'), ('core.endpoint', 'verify_token'),
    ('core.account', 'credential')) v(t, c)
    where has_column_privilege(r, t, c, 'select') $$,
    'only the worker reads boxes');
select * from finish();
rollback;
