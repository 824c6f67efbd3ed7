-- Replies picked for review by rate: so many percent, so many a day, the same
-- ones whoever looks; and what is forgotten in time.
\ir helpers.psql
select plan(23);
-- So many turns of the conversation with such a number, each with a reply.
create function pg_temp.said(p_tenant uuid, p_wa text, p_n int,
    p_language text) returns void language sql as $$
    insert into core.message (tenant_id, id, conversation_id, seq, ord,
            direction, origin, epoch, type, text, at, created_at)
        select p_tenant, overlay(core.uuid7_floor(now() - interval '1 hour'
                + i * interval '1 ms')::text placing substr(
                gen_random_uuid()::text, 25) from 25)::uuid,
            pg_temp.conv('wa_id', p_wa), 100 + i, 1, 'out', 'bot', 1, 'text',
            'x', now(), now() - interval '1 hour'
        from generate_series(1, p_n) i;
    insert into core.turn (tenant_id, conversation_id, from_seq, to_seq, epoch,
            fence, worker, outcome, reason, language)
        select p_tenant, pg_temp.conv('wa_id', p_wa), 100 + i, 100 + i, 1, 1,
            'w', 'ok', 'answer', p_language from generate_series(1, p_n) i
$$;
create function pg_temp.picked(p_language text) returns bigint language sql as
    $$ select count(*) from core.review where language = p_language $$;

set role relevo_worker;
select is(core.review_rates_set(:'ta', r::jsonb) ->> 'path', p, r)
    from (values ('{"xx": {"percent": 1}}', 'rates.xx'),
        ('{"es": 5}', 'rates.es'), ('{"es": {}}', 'rates.es'),
        ('{"es": {"percent": 101}}', 'rates.es'),
        ('{"es": {"percent": -1}}', 'rates.es'),
        ('{"es": {"percent": "5"}}', 'rates.es'),
        ('{"*": {"percent": 5, "per_day": 0}}', 'rates.*'),
        ('{"*": {"percent": 5, "more": 0}}', 'rates.*')) x(r, p);
select is(core.review_rates_set(:'ta', '{"es": {"percent": 25, "per_day": 1000},
    "fr": {"percent": 100, "per_day": 7}, "*": {"percent": 0}}') ->> 'ok',
    'true', 'rates');
select is((select count(*)::int from core.timer where kind = 'review'), 1,
    'a timer');
select pg_temp.adm('1-0', 3, pg_temp.msg('100', 'a', '[["wa_id","1"]]', 'x'),
    pg_temp.msg('100', 'b', '[["wa_id","2"]]', 'x'),
    pg_temp.msg('100', 'c', '[["wa_id","3"]]', 'x')) \g /dev/null
select pg_temp.said(:'ta', '1', 400, 'es'), pg_temp.said(:'ta', '2', 20, 'fr'),
    pg_temp.said(:'ta', '3', 20, 'en') \g /dev/null
select core.review_pass(:'ta') \g /dev/null
select is((select count(*)::int from core.review), 0,
    'of what was said before, nothing');
update core.review_plan set upto = core.uuid7_floor(now() - interval '1 day');
update core.timer set due_at = now() - interval '1 s' where kind = 'review';
select (core.timer_run(tenant_id, id, '{}')).answer as a from core.timer
    where kind = 'review' \gset
select is(:'a'::jsonb ->> 'n', (select count(*)::text from core.review),
    'the timer says how many');
select ok(pg_temp.picked('es') between 60 and 140, 'about a quarter');
select is(pg_temp.picked('fr'), 7::bigint, 'so many a day');
select is(pg_temp.picked('en'), 0::bigint, 'none of the others');
select is((select count(*)::int from core.timer where kind = 'review'), 1,
    'the next timer');
select md5(string_agg(message_id::text, ' ' order by message_id)) as was
    from core.review \gset
delete from core.review;
update core.review_plan set upto = core.uuid7_floor(now() - interval '1 day');
select core.review_pass(:'ta') \g /dev/null
select is((select md5(string_agg(message_id::text, ' '
    order by message_id)) from core.review), :'was',
    'looked at again: the same');
update core.review_plan set upto = core.uuid7_floor(now() - interval '1 day');
select is(core.review_pass(:'ta'), 0::bigint, 'none twice');
select core.review_rates_set(:'ta', '{}') \g /dev/null
select is((select count(*)::int from core.timer where kind = 'review')
    + (select count(*)::int from core.review_plan), 0, 'no rates, no timer');

-- forgotten in time
update core.review set id = core.uuid7_floor(now() - interval '400 days'),
    picked_at = now() - interval '400 days'
    where id = (select id from core.review limit 1);
reset role;
insert into core.conversation_log (tenant_id, conversation_id, seq, kind, at)
    values (:'ta', core.uuid7(), 1, 'state', now() - interval '366 days'),
        (:'ta', core.uuid7(), 1, 'state', now() - interval '364 days');
insert into core.idempotency (tenant_id, key, who, fn, hash, created_at)
    values (:'ta', 'old', 'w', 'f', 'h', now() - interval '25 hours'),
        (:'ta', 'new', 'w', 'f', 'h', now());
insert into core.channel_event (tenant_id, id, account_id, field, at)
    select :'ta', core.uuid7_floor(now() - d * interval '1 day'), a.id, 'f',
        now() - d * interval '1 day'
    from core.account a, unnest(array[89, 91]) d where a.account = '100';
insert into core.agent (tenant_id, id, email, name)
    values (:'ta', core.uuid7(), 's@x.test', 'S');
insert into core.session (tenant_id, id, agent_id, hash, expires_at)
    select tenant_id, core.uuid7_floor(now() - interval '200 days'), id,
        sha256('a'), now() + d * interval '1 day' - interval '100 days'
    from core.agent, unnest(array[0]) d where email = 's@x.test';
insert into core.session (tenant_id, agent_id, hash, expires_at)
    select tenant_id, id, sha256('b'), now() + interval '1 day'
    from core.agent where email = 's@x.test';
insert into core.login_failure (hash, failed_at)
    values (sha256('a'), now() - interval '61 minutes'), (sha256('b'), now());
set role relevo_worker;
select is(core.prune_rest(90, 90, 365, 100), '{"conversation_log": 1,
    "draft": 0, "idempotency": 1, "session": 1, "channel_event": 1,
    "review": 1, "callback": 0, "login_failure": 1}', 'what is old goes, of each');
select is(core.prune_rest(90, 90, 365, 100), '{"conversation_log": 0,
    "draft": 0, "idempotency": 0, "session": 0, "channel_event": 0,
    "review": 0, "callback": 0, "login_failure": 0}', 'and no more');
reset role; set role relevo_web;
select set_config('relevo.tenant', :'tb', true) \g /dev/null
reset role;
grant usage on schema tap to relevo_web;
set role relevo_web;
select is((select count(*)::int from core.review), 0,
    'another tenant sees none of it');
select throws_ok(format('select core.review_pass(%L)', :'ta'), '42501', null,
    'and picks nothing');
reset role;
select * from finish();
rollback;
