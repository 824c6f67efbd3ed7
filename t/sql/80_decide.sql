-- What was understood and decided is stored with the turn; rules of tenants.
\ir helpers.psql
select plan(25);
set role relevo_worker;
select pg_temp.adm('10-0', 1,
    pg_temp.msg('100', 'a', '[["wa_id","1"]]', 'uno'),
    pg_temp.msg('100', 'b', '[["wa_id","1"]]', 'dos')) \g /dev/null
select pg_temp.conv('wa_id', '1') as c1 \gset
select '{"analysis": {"language_score": 0.9, "sentiment": "negative",
    "confidence": 0.8, "polarity": -0.5, "angry": false, "frustrated": true,
    "confused": false, "intent": "refund_request", "intent_score": 0.7,
    "slots": [], "keywords": [], "models": [1, 2, 3, 4]},
    "verdict": {"escalate": true, "reason": "refund_request",
    "priority": "medium", "topic": "refund_request",
    "category": "refund_request", "sentiment": "negative", "stage": "payment",
    "skill": "billing", "score": 0, "rules_version": 1, "rules_own": false,
    "rules": []}, "scene": {"marks": [], "signals": {}}}' as j \gset
select pg_temp.turn(:'c1', 1, 2, '{a}', jsonb_build_object('judged', :'j',
    'language', 'es')) as t1 \gset
select is(pg_temp.com(:'t1') #>> '{items,0,r}', 'ok', 'committed');
select is((select array_agg(seq order by seq) from core.analysis),
    array[1, 2]::bigint[], 'an analysis for each message of the turn');
select is((select language || ' ' || sentiment || ' ' || intent
    from core.analysis where seq = 1), 'es negative refund_request',
    'what was understood');
select is((select models from core.analysis where seq = 2),
    array[1, 2, 3, 4]::bigint[], 'by which models');
select is((select count(*)::int from core.decision), 1, 'one decision');
select is((select reason || ' ' || priority || ' ' || stage || ' ' || skill
    from core.decision), 'refund_request medium payment billing',
    'what was decided');
select is(pg_temp.com(:'t1') #>> '{items,0,r}', 'done', 'again: done');
select is((select count(*)::int from core.decision), 1, 'and once');

select is(core.explain(null, 'wamid.b') #>> '{decision,reason}',
    'refund_request', 'explained by the id of a provider');
select is(core.explain(:'ta', (select id::text from core.message
    where provider_id = 'wamid.a')) ->> 'seq', '1', 'and by ours');
select is(core.explain(:'tb', 'wamid.a')::text, null, 'not to another tenant');
select is(json_array_length(core.decisions(:'ta', now() - interval '1 hour',
    'infinity', null, null, null, 10)), 1, 'a page of decisions');
select is(core.turn_text(:'ta', :'c1', 1, 2), E'uno\ndos', 'its text');

select is(core.rules_of(:'ta')::text, null, 'a tenant begins without rules');
select is(core.rules_set(:'ta', '{"rules": [1]}'), 1::bigint, 'version 1');
select is(core.rules_set(:'ta', '{"rules": [2]}'), 2::bigint, 'version 2');
select is(core.rules_of(:'ta') ->> 'version', '2', 'the newest holds');
select is(core.rules_at(:'ta', 1) #>> '{rules,rules,0}', '1',
    'older ones stay');
select core.rules_set(:'ta', null) \g /dev/null
select is(core.rules_of(:'ta')::text, null, 'given back to the program');
select is(core.prune_decisions(1, 100), 0::bigint, 'nothing is old yet');

-- one vector, the scales of others -------------------------------------------
reset role;
create function pg_temp.scales(p_sentiment text, p_flag text default '')
returns text language sql as $$
    select concat_ws(' ', v ->> 'ticket', v ->> 'basic', v ->> 'graded',
        v ->> 'call', v ->> 'polarity')
    from core.mood_scales(jsonb_populate_record(null::core.analysis,
        jsonb_build_object('sentiment', p_sentiment, 'polarity', -0.5,
            'angry', p_flag = 'angry', 'frustrated', p_flag = 'frustrated',
            'confused', p_flag = 'confused'))) v
$$;
select is(pg_temp.scales('very_negative', 'angry'),
    'angry NEGATIVE very_negative angry -0.5', 'an outrage');
select is(pg_temp.scales('negative', 'frustrated'),
    'negative NEGATIVE negative frustrated -0.5', 'who waits');
select is(pg_temp.scales('neutral', 'confused'),
    'confused NEUTRAL neutral confused -0.5', 'who is lost');
select is(pg_temp.scales('mixed'), 'neutral MIXED neutral neutral -0.5',
    'praise and complaint');
select is(pg_temp.scales('positive'), 'positive POSITIVE positive positive'
    ' -0.5', 'who is glad');
select * from finish();
rollback;
