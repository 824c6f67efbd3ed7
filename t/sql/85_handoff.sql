-- People take conversations: agents, tickets, every move, who may what.
\ir helpers.psql
select plan(132);
create temp sequence entry start 1795219300000;
grant usage on sequence entry to relevo_worker;
create function pg_temp.say(p_name text, p_id text, p_text text)
returns jsonb language sql as $$
    select pg_temp.adm(nextval('entry') || '-0', 1, pg_temp.msg('100', p_name,
        jsonb_build_array(jsonb_build_array('wa_id', p_id)), p_text))
$$;
-- A turn that hands over, as the worker commits it.
create function pg_temp.hand(p_conv uuid, p_seq int, p_verdict jsonb)
returns jsonb language sql as $$
    select pg_temp.com(pg_temp.turn(p_conv, p_seq, p_seq, '{"Una persona."}',
        jsonb_build_object('transition', 'pending_handoff', 'reason', 'r',
            'language', 'es', 'decision', '{"search": {"confidence": 0.41}}',
            'judged', jsonb_build_object('analysis', jsonb_build_object(
                'language_score', 1, 'sentiment', 'negative', 'confidence',
                1, 'polarity', -0.5, 'angry', false, 'frustrated', false,
                'confused', false, 'intent', 'complaint', 'intent_score',
                0.9, 'slots', '[]'::jsonb, 'keywords', '[]'::jsonb, 'models',
                '[0,0,0,0]'::jsonb),
                'verdict', '{"escalate": true, "reason": "refund_request",
                "priority": "high", "category": "refund_request",
                "sentiment": "negative", "stage": "payment", "skill":
                "billing", "score": 1, "rules_version": 0, "rules_own":
                false}'::jsonb || p_verdict, 'scene', '{}'::jsonb)::text,
            'notice', '{"handoff_ticket": "N {ticket}.", "handoff_soon":
                "S {minutes}", "handoff_queue": "Q {position} {minutes}",
                "handoff_closed": "C {day} {time}", "handoff_later": "L",
                "handoff_days": "1|2|3|4|5|6|7"}'::jsonb)))
$$;
create function pg_temp.ag(p_tenant text, p_email text,
    p_more jsonb default '{}') returns uuid language sql as $$
    select (core.agent_save(p_tenant::uuid, null, jsonb_build_object('email',
        p_email, 'name', 'A') || p_more) #>> '{agent,id}')::uuid
$$;
create function pg_temp.act(p_agent uuid, p_force boolean default false)
returns jsonb language sql as $$
    select jsonb_build_object('kind', 'agent', 'id', p_agent, 'force',
                              p_force)
$$;
create function pg_temp.state(p_conv uuid) returns text language sql as $$
    select state from core.conversation where id = p_conv
$$;
-- All timers of a kind are due now and done; what became of them.
create function pg_temp.fire(p_kind text) returns text[]
language plpgsql as $$
declare
    r record;
    v text[] := '{}';
begin
    for r in select * from core.timer where kind = p_kind order by id loop
        update core.timer set due_at = now() - interval '1 s'
            where id = r.id;
        v := v || ((core.timer_run(r.tenant_id, r.id, '{"en":
            {"handoff_confirmed": "P.", "handoff_ticket": "N {ticket}.",
             "handoff_soon": "S {minutes}", "handoff_later": "L",
             "handoff_nobody": "X {ticket}", "csat_ask": "1-5?"}}')).answer
            ::jsonb ->> 'did');
    end loop;
    return v;
end
$$;

set role relevo_worker;

-- agents -------------------------------------------------------------------
select pg_temp.ag(:'ta', 'ANA@x.test') as ana, pg_temp.ag(:'ta',
    'bob@x.test', '{"specialties": ["billing"]}') as bob, pg_temp.ag(:'ta',
    'sue@x.test', '{"role": "supervisor"}') as sue \gset
select is((select email from core.agent where id = :'ana'), 'ana@x.test',
    'addresses are of one kind');
select is((core.agent_save(:'ta', null, '{"email": "ana@x.test"}'))
    ->> 'error', 'conflict', 'and unique in a tenant');
select is((core.agent_save(:'tb', null, '{"email": "ana@x.test"}'))
    ->> 'ok', 'true', 'not across tenants');
select is((core.agent_save(:'ta', null, '{"email": "ana"}')) ->> 'error',
    'invalid', 'an address is one');
select is((core.agent_save(:'ta', :'ana', '{"role": "king"}')) ->> 'error',
    'invalid', 'a role is one of three');
select is((core.agent_save(:'ta', :'ana', '{"x": 1}')) ->> 'detail',
    'an agent has no "x"', 'what is not known is refused');
select is((core.agent_save(:'tb', :'ana', '{"name": "B"}')) ->> 'error',
    'not_found', 'nor an agent of another tenant');
select is((core.agent_status(:'ta', :'ana', 'here', '{}')) ->> 'error',
    'invalid', 'a status is one of three');

-- the words of a ticket --------------------------------------------------------
select is(array_agg(core.ticket_subject(c, 'neutral') order by n),
    array['Payment Issue Escalation', 'Delivery Problem Escalation',
    'Refund Request', 'Customer Complaint', 'Technical Issue',
    'Product Inquiry', 'General Support Request', 'Support Request'],
    'a subject for each category')
    from unnest(array['payment_issue', 'delivery_problem', 'refund_request',
        'complaint', 'technical_issue', 'product_inquiry', 'other', 'x'])
        with ordinality c(c, n);
select is(core.ticket_subject('complaint', 'angry'),
    U&'\+01F6A8 URGENT: Customer Complaint', 'anger stands in front');
select is((select array_agg(k order by k) from unnest(core.ticket_keywords(
    'REFUND or money back! Broken, damaged, lost; angry, frustrated: manager,'
    ' human, agent. Complaint: terrible, worst, unacceptable, disappointed,'
    ' delayed, late')) k), '{agent,angry,broken,complaint,damaged,delayed,'
    'disappointed,frustrated,human,late,lost,manager,money back,refund,'
    'terrible,unacceptable,worst}', 'seventeen words');
select is(core.ticket_keywords('chocolate, translate, humanity, closed'),
    '{}', 'and no parts of others');
select is(core.ticket_summary((select jsonb_agg(jsonb_build_object('from',
        case i % 3 when 0 then 'customer' when 1 then 'bot' else 'agent' end,
        'type', 'text', 'text', i || ' ' || repeat('ñ', 200)) order by i)
    from generate_series(1, 7) i)), (select string_agg(case i % 3
        when 0 then 'Customer: ' when 1 then 'Bot: ' else 'Agent: ' end || i
        || ' ' || repeat('ñ', 98), E'\n' order by i)
    from generate_series(3, 7) i),
    'the last five, who said them, a hundred characters of each');

-- a hand-over, nobody there ---------------------------------------------------
select pg_temp.say('h1', '501', 'I want a refund, my chocolate came late')
    \g /dev/null
select pg_temp.conv('wa_id', '501') as c1 \gset
select pg_temp.hand(:'c1', 1, '{}') as r \gset
select is(pg_temp.state(:'c1'), 'pending_handoff', 'it waits for a person');
select * from core.ticket where conversation_id = :'c1' \gset t_
select is(:'t_number'::text, 'TKT-' || extract(year from now() at time zone 'UTC')
    || '-0001', 'the first ticket of the year');
select is(:'r'::jsonb #>> '{outbox,0,payload,text}', 'Una persona. N '
    || :'t_number' || '. L', 'the reply names it, and promises nothing');
select is((select text from core.message where conversation_id = :'c1'
    and direction = 'out'), 'Una persona. N ' || :'t_number' || '. L',
    'and is stored as it is sent');
select is(:'t_subject'::text, 'Refund Request', 'a subject by category');
select is(:'t_priority' || :'t_category' || :'t_stage' || :'t_skill',
    'highrefund_requestpaymentbilling', 'what was decided');
select is(:'t_bot_confidence'::text, '0.41', 'the real confidence');
select is(:'t_keywords'::text, '{late,refund}', 'whole words only');
select is(:'t_summary'::text, 'Customer: I want a refund, my chocolate came late',
    'the summary');
select is(jsonb_array_length(:'t_history'::jsonb), 1, 'and the history');
select is(:'t_source_type' || :'t_source_phone_number', 'whatsapp501',
    'where it came from');
select is(:'t_status'::text, 'open', 'it is open');
select isnt(:'t_queued_at'::text, '', 'and in the queue');
select is((select array_agg(kind order by kind) from core.sla
    where ticket_id = :'t_id'), array['assignment', 'decision',
    'first_response', 'notification', 'resolution'], 'five service levels');
select is((select array_agg(kind order by kind) from core.sla
    where ticket_id = :'t_id' and met_at is not null),
    array['decision', 'notification'], 'two of them are over');
select is((select round(extract(epoch from due_at - started_at) / 60)
    from core.sla where ticket_id = :'t_id' and kind = 'first_response'),
    60::numeric, 'an hour for the first word');
select is((select count(*)::int from unnest(pg_temp.fire('sla')) d
    where d = 'breached'), 1,
    'deciding took too long: the message is of this morning');

-- somebody comes -------------------------------------------------------------
select core.agent_status(:'ta', :'bob', 'online', '{"kind": "cli"}') as r
\gset
select is((select agent_id from core.assignment where conversation_id
    = :'c1' and ended_at is null), :'bob'::uuid,
    'who comes online gets what waits');
select is((select queued_at from core.ticket where id = :'t_id'), null,
    'it left the queue');
select is(pg_temp.state(:'c1'), 'pending_handoff', 'assigned, not claimed');
select matches(core.take_events(), 'conversation.assigned', 'and told');
select is(core.handoff_claim(:'ta', :'c1', pg_temp.act(:'ana')) ->> 'error',
    'assigned', 'nobody else takes it');
select is(core.handoff_claim(:'tb', :'c1', pg_temp.act(:'bob')) ->> 'error',
    'not_found', 'nor another tenant');
select epoch as e1 from core.conversation where id = :'c1' \gset
select core.handoff_claim(:'ta', :'c1', pg_temp.act(:'bob')) as r \gset
select is(:'r'::jsonb ->> 'state', 'human', 'claimed');
select is((:'r'::jsonb ->> 'epoch')::int, :'e1'::int + 1, 'another epoch');
select is(:'r'::jsonb #>> '{ticket,status}', 'in_progress',
    'the ticket is in progress');
select is(jsonb_array_length(:'r'::jsonb -> 'inflight'), 1,
    'what is on its way is listed');
select is(core.handoff_claim(:'ta', :'c1', pg_temp.act(:'bob'))
    ->> 'again', 'true', 'said twice is the same');
select is(core.handoff_claim(:'ta', :'c1', pg_temp.act(:'ana')) ->> 'error',
    'claimed', 'the second one hears it');
select is(core.take_wakes(), '3' || E'\t' || :'ta' || E'\t' || :'c1',
    'the owner is to be woken');

-- words -----------------------------------------------------------------------
select is(core.agent_message(:'ta', :'c1', :'ana', '{"text": "x"}')
    ->> 'error', 'forbidden', 'only who has it writes');
select is(core.agent_message(:'ta', :'c1', :'bob', '{"text": "  "}')
    ->> 'error', 'invalid', 'and something');
select is(core.agent_message(:'ta', :'c1', :'bob', jsonb_build_object('text',
    repeat('x', 65537))) ->> 'max', '65536', 'that the channel carries');
select core.agent_message(:'ta', :'c1', :'bob', '{"text": "Soy Bob"}') as r
\gset
select is((select origin || ' ' || state from core.outbox
    where id = (:'r'::jsonb ->> 'message')::uuid), 'agent pending',
    'a message of an agent waits behind what is on its way');
select is((select payload #>> '{to,phone}' from core.outbox
    where id = (:'r'::jsonb ->> 'message')::uuid), '501', 'to its customer');
savepoint long;
select core.agent_message(:'ta', :'c1', :'bob', jsonb_build_object('text',
    repeat('x', 4000) || E'\n\n' || repeat('y', 4000), 'reply_to', 'wamid.1'))
    as r2 \gset
select is((select array_agg(length(o.payload ->> 'text') || ' ' ||
        coalesce(o.payload ->> 'reply_to', '-') || ' ' ||
        coalesce(o.payload ->> 'part', '-') order by o.ord)
    from core.outbox o where o.id = any (array(select v::uuid
        from jsonb_array_elements_text(:'r2'::jsonb -> 'messages') v))),
    '{4000 wamid.1 0,4000 - 1}', 'a long one is cut like the bot''s');
select is((select array_agg(m.id order by m.id) = array_agg(m.id
        order by o.ord) from core.message m join core.outbox o using (id)
    where m.id = any (array(select v::uuid
        from jsonb_array_elements_text(:'r2'::jsonb -> 'messages') v))),
    true, 'and shown in its order');
rollback to long;
select is(:'r'::jsonb #>> '{ticket,status}', 'awaiting_customer',
    'the ticket waits for the customer');
select isnt((select first_response_at from core.ticket where id = :'t_id'),
    null, 'the first word is on record');
select isnt((select met_at from core.sla where ticket_id = :'t_id'
    and kind = 'first_response'), null, 'in time');
select first_response_at as first_at from core.ticket where id = :'t_id'
\gset
savepoint second;
select core.agent_message(:'ta', :'c1', :'bob', '{"text": "y más"}')
    \g /dev/null
select is((select first_response_at from core.ticket where id = :'t_id'),
    :'first_at'::timestamptz, 'once');
rollback to second;
select pg_temp.sen(pg_temp.res(pg_temp.ob(:'c1', 1), 'sent')) as r2 \gset
select is(:'r2'::jsonb #>> '{outbox,0,payload,text}', 'Soy Bob',
    'then it goes');
select pg_temp.say('h2', '501', 'gracias Bob') \g /dev/null
select pg_temp.com(pg_temp.turn(:'c1', 2, 2, '{}',
    '{"outcome": "silent", "reason": "person_has_it"}')) \g /dev/null
select is((select status from core.ticket where id = :'t_id'), 'in_progress',
    'the customer wrote: it is on');
select is(core.note_add(:'ta', :'c1', pg_temp.act(:'bob'), 'un apunte')
    ->> 'ok', 'true', 'a note');
select is(core.label_set(:'ta', :'c1', pg_temp.act(:'bob'), 'vip', true)
    -> 'labels', '["vip"]', 'a label');
select is(core.label_set(:'ta', :'c1', pg_temp.act(:'bob'), E'a\nb', true)
    ->> 'error', 'invalid', 'of one line');

-- release, and what the bot knows ----------------------------------------------
select is(core.handoff_release(:'ta', :'c1', pg_temp.act(:'ana'), null)
    ->> 'error', 'forbidden', 'what is Bob''s, Ana does not release');
select is(core.handoff_release(:'ta', :'c1', pg_temp.act(:'bob'), 'lo llevo')
    ->> 'state', 'bot', 'Bob does');
select is(core.agent_load(:'ta', :'bob'), 0, 'and has room');
select matches((select summary from core.conversation_memory
    where conversation_id = :'c1'), 'person.*gave it back.*Soy Bob',
    'the bot knows what he did');
select is((select status from core.ticket where id = :'t_id'),
    'awaiting_customer', 'the ticket stays');
select pg_temp.say('h3', '501', 'otra cosa') \g /dev/null
select is(pg_temp.com(pg_temp.turn(:'c1', 3, 3, '{"claro"}'))
    #>> '{items,0,r}', 'ok', 'the next message is answered');

-- again: the same ticket --------------------------------------------------------
select is(core.handoff_start(:'ta', :'c1', '{"kind": "api"}',
    '{"reason": "api", "priority": "urgent"}') #>> '{ticket,number}',
    :'t_number', 'another hand-over finds the open ticket');
select is((select priority from core.ticket where id = :'t_id'), 'urgent',
    'what is worse counts');
select is(core.handoff_start(:'ta', :'c1', '{"kind": "api"}', '{}')
    ->> 'again', 'true', 'waiting already');
select is(pg_temp.fire('notice'), '{said}', 'the customer is told');
select is((select payload ->> 'text' from core.outbox
    where conversation_id = :'c1' order by ord desc limit 1), 'P. N '
    || :'t_number' || '. S 15', 'with a number and a time');

-- transfer, take-over -------------------------------------------------------------
select core.handoff_claim(:'ta', :'c1', pg_temp.act(:'bob')) \g /dev/null
select core.agent_status(:'ta', :'ana', 'online', '{"kind": "cli"}')
    \g /dev/null
select is(core.handoff_transfer(:'ta', :'c1', pg_temp.act(:'bob'), '{}',
    null) ->> 'error', 'invalid', 'a transfer goes somewhere');
select is(core.handoff_transfer(:'ta', :'c1', pg_temp.act(:'bob'),
    jsonb_build_object('agent', :'ana'), 'para ti') ->> 'agent', :'ana',
    'to Ana');
select is(pg_temp.state(:'c1'), 'pending_handoff', 'who has to take it');
select core.handoff_claim(:'ta', :'c1', pg_temp.act(:'ana')) \g /dev/null
select is(core.handoff_claim(:'ta', :'c1', pg_temp.act(:'sue', true))
    ->> 'agent', :'sue', 'a supervisor takes over');
select is((select array_agg(end_reason order by id) from core.assignment
    where conversation_id = :'c1'), array['released', 'transferred',
    'taken', null], 'every stretch is on record');

-- resolve, rating -------------------------------------------------------------------
select is(core.handoff_resolve(:'ta', :'c1', pg_temp.act(:'sue'),
    'refunded', 'se devolvió') ->> 'state', 'resolved', 'resolved');
select is((select resolution_category || ' ' || resolution_notes
    from core.ticket where id = :'t_id'), 'refunded se devolvió', 'how');
select isnt((select met_at from core.sla where ticket_id = :'t_id'
    and kind = 'resolution'), null, 'in time');
select is(pg_temp.fire('csat'), '{asked}', 'a rating is asked for');
select is((select payload ->> 'text' from core.outbox
    where conversation_id = :'c1' order by ord desc limit 1), '1-5?',
    'on the channel');
select pg_temp.say('h4', '501', '5') \g /dev/null
select episode as ep from core.conversation where id = :'c1' \gset
set role relevo_turn;
select is(core.contexts(array[:'ta']::uuid[], array[:'c1']::uuid[])::jsonb
    #>> array['0', 'contexts', :'c1', 'conversation', 'asked_rating'],
    'true', 'the next turn knows');
set role relevo_worker;
select pg_temp.com(pg_temp.turn(:'c1', 4, 4, '{"gracias"}', '{"transition":
    "resolved", "reason": "rates", "effects": {"rating": 5}}')) \g /dev/null
select is((select rating || ' ' || agent_id from core.episode
    where conversation_id = :'c1'), '5 ' || :'sue',
    'the rating is the episode''s and the agent''s');
select is((select state || ' ' || episode from core.conversation
    where id = :'c1'), 'resolved ' || (:'ep'::int - 1),
    'and opened no new one');
select is(pg_temp.fire('csat'), '{}', 'it is asked for once');

-- tickets by hand -------------------------------------------------------------------
select version as tv from core.ticket where id = :'t_id' \gset
select is(core.ticket_set(:'ta', :'t_id', '{"priority": "low"}', 1, '{}')
    ->> 'error', 'stale', 'somebody else changed it');
select is(core.ticket_set(:'ta', :'t_id', '{"priority": "low"}', :tv, '{}')
    #>> '{ticket,priority}', 'low', 'the version that was seen');
select is(core.ticket_set(:'ta', :'t_id', '{"priority": "huge"}', null,
    '{}') ->> 'error', 'invalid', 'of four');
select is(core.ticket_set(:'ta', :'t_id', '{"status": "open"}', null, '{}')
    ->> 'error', 'conflict', 'the conversation moves its state');
select is(core.ticket_set(:'tb', :'t_id', '{}', null, '{}') ->> 'error',
    'not_found', 'of its own tenant');
select is(core.ticket_list(:'ta', '{"status": "resolved"}', null, 10)
    #>> '{0,number}', :'t_number', 'listed by what it is');

select (core.ticket_open(:'ta', null, '{"source_type": "email"}')).id as own \gset
select is(core.ticket_set(:'ta', :'own', jsonb_build_object('agent', :'ana'),
    null, pg_temp.act(:'ana')) #>> '{ticket,status}', 'in_progress',
    'one without a conversation is taken by hand');
select is(core.ticket_set(:'ta', :'own', jsonb_build_object('agent', :'bob'),
    null, pg_temp.act(:'bob')) ->> 'error', 'claimed', 'by one');
select is(core.ticket_set(:'ta', :'own', jsonb_build_object('agent', :'bob'),
    null, pg_temp.act(:'sue')) #>> '{ticket,agent_id}', :'bob',
    'unless a supervisor says so');
select is(core.ticket_set(:'ta', :'t_id', jsonb_build_object('agent', :'bob'),
    null, pg_temp.act(:'sue')) ->> 'error', 'conflict',
    'whose a conversation is, the conversation says');

-- reopen, reset, close ----------------------------------------------------------------
select is(core.handoff_reopen(:'ta', :'c1', pg_temp.act(:'sue'))
    ->> 'error', null, 'reopened');
select is((select status || ' ' || reopened from core.ticket
    where id = :'t_id'), 'open 1', 'the same ticket');
select core.handoff_resolve(:'ta', :'c1', '{"kind": "api"}', null, null)
    \g /dev/null
select core.agent_status(:'ta', :'sue', 'online', '{"kind": "cli"}')
    \g /dev/null
update core.ticket set agent_id = :'sue' where id = :'t_id';
select is(core.handoff_reopen(:'ta', :'c1', '{"kind": "api"}') ->> 'agent',
    :'sue', 'to the same agent, who is here');
select is(core.handoff_reset(:'ta', :'c1', '{"kind": "api"}') ->> 'state',
    'bot', 'reset');
select is((select status || ' ' || resolution_category from core.ticket
    where id = :'t_id'), 'closed reset', 'closes what was open');
select is((select count(*)::int from core.conversation_memory
    where conversation_id = :'c1'), 0, 'and forgets');
select core.handoff_start(:'ta', :'c1', '{"kind": "api"}',
    '{"notice": false}'), core.handoff_resolve(:'ta', :'c1',
    '{"kind": "api"}', null, null) \g /dev/null
select episode as ep from core.conversation where id = :'c1' \gset
select core.handoff_start(:'ta', :'c1', '{"kind": "api"}',
    '{"notice": false}'), core.handoff_resolve(:'ta', :'c1',
    '{"kind": "api"}', null, null) \g /dev/null
select is((select array_agg(episode order by episode) from core.episode
    where conversation_id = :'c1' and episode >= :ep), array[:ep, :ep + 1],
    'asked for anew after it was over: another episode');
select core.handoff_reopen(:'ta', :'c1', '{"kind": "api"}') \g /dev/null
select is((select episode from core.conversation where id = :'c1'), :ep + 1,
    'reopened: the same');
select core.handoff_reset(:'ta', :'c1', '{"kind": "api"}') \g /dev/null

-- the phone -----------------------------------------------------------------------------
select pg_temp.say('h5', '502', 'hola') \g /dev/null
select pg_temp.conv('wa_id', '502') as c2 \gset
select pg_temp.com(pg_temp.turn(:'c2', 1, 1, '{"uno","dos"}')) \g /dev/null
select pg_temp.adm('99999999999999-0', 1, pg_temp.msg('100', 'e1',
    '[["wa_id","502"]]', 'yo sigo') || '{"kind": "echo"}') \g /dev/null
select is(pg_temp.state(:'c2'), 'human', 'said on the phone: a person');
select is(pg_temp.st(pg_temp.ob(:'c2', 2)), 'cancelled',
    'what the bot had not sent stays here');
select is((select origin || ' ' || status from core.ticket
    where conversation_id = :'c2'), 'echo awaiting_customer', 'a ticket');
update core.message set created_at = created_at - interval '1 hour'
    where conversation_id = :'c2';
select is(pg_temp.fire('idle') @> '{to_bot}', true,
    'silent on the phone: the bot again');

-- too late, too long ----------------------------------------------------------------------
select core.desk_set(:'ta', '{"sla": {"first_response": {"urgent": 0,
    "default": 0}}}') ->> 'ok' as r \gset
select core.agent_status(:'ta', id, 'offline', '{"kind": "cli"}')
    from core.agent where tenant_id = :'ta' \g /dev/null
select core.handoff_start(:'ta', :'c2', '{"kind": "api"}',
    '{"notice": false}') \g /dev/null
update core.ticket set status = 'closed' where false;
select core.handoff_reset(:'ta', :'c2', '{"kind": "api"}') \g /dev/null
select core.handoff_start(:'ta', :'c2', '{"kind": "api"}',
    '{"notice": false}') #>> '{ticket,id}' as t2 \gset
select core.take_events() \g /dev/null
select is(pg_temp.fire('sla') @> '{breached}', true, 'too late: a breach');
select is((select count(*)::int from core.sla where ticket_id = :'t2'
    and breached_at is not null and kind = 'first_response'), 1,
    'one row');
select is(pg_temp.fire('idle') @> '{told}', true, 'supervisors are told');
select core.desk_set(:'ta', '{"idle_to": "bot"}') \g /dev/null
select core.handoff_reset(:'ta', :'c2', '{"kind": "api"}') \g /dev/null
select core.handoff_start(:'ta', :'c2', '{"kind": "api"}',
    '{"notice": false}') \g /dev/null
select is(pg_temp.fire('idle') @> '{to_bot}', true, 'or the bot has it');
select matches((select payload ->> 'text' from core.outbox
    where conversation_id = :'c2' order by ord desc limit 1), '^X TKT-',
    'and says so');
select is(core.desk_set(:'ta', '{"timezone": "Mars/Base"}') ->> 'detail',
    'there is no time zone "Mars/Base"', 'rules are understood');
select is(core.desk_set(:'ta', '{"hours": {"mon": [["9", "18"]]}}')
    ->> 'error', 'invalid', 'or refused');

-- opening hours ----------------------------------------------------------------------------
select is(core.desk_after('{"timezone": "Europe/Madrid", "holidays":
    ["2026-11-23"], "hours": {"mon": [["09:00", "18:00"]], "tue":
    [["09:00", "18:00"]]}}', '2026-11-21T12:00Z', 0),
    '2026-11-24T08:00Z'::timestamptz, 'over a weekend and a holiday');
select is(core.desk_after('{"timezone": "UTC", "holidays": [], "hours":
    {"fri": [["09:00", "12:00"], ["13:00", "14:00"]], "sat": [["10:00",
    "24:00"]]}}', '2026-11-20T11:30Z', 120),
    '2026-11-21T10:30Z'::timestamptz, 'minutes count while it is open');
select is(core.desk_after('{"timezone": "UTC", "holidays": [], "hours":
    {"fri": [["09:00", "13:00"], ["10:00", "12:00"], ["12:30", "15:00"]]}}',
    '2026-11-20T09:00Z', 300), '2026-11-20T14:00Z'::timestamptz,
    'once, where hours overlap');

-- the API's role ----------------------------------------------------------------------------
reset role;
grant usage on schema tap to relevo_web;
set role relevo_web;
select set_config('relevo.tenant', :'tb', true) \g /dev/null
select is(core.handoff_claim(:'ta', :'c2', pg_temp.act(:'ana')) ->> 'error',
    'not_found', 'under another tenant''s policy there is nothing');
select set_config('relevo.tenant', :'ta', true) \g /dev/null
select core.agent_status(:'ta', :'ana', 'online', pg_temp.act(:'ana'))
    #>> '{agent,status}' as r \gset
select is(:'r'::text, 'online', 'under its own it works');
select core.handoff_claim(:'ta', :'c2', pg_temp.act(:'ana')) ->> 'state'
    as r \gset
select is(:'r'::text, 'human', 'claims');
select is(core.agent_message(:'ta', :'c2', :'ana', '{"text": "hola"}')
    ->> 'ok', 'true', 'writes');
select is(core.handoff_resolve(:'ta', :'c2', pg_temp.act(:'ana'), null,
    null) ->> 'ok', 'true', 'resolves');
reset role; set role relevo_worker;

-- presence -----------------------------------------------------------------------------------
update core.agent set last_seen = now() - interval '5 min'
    where id = :'ana';
select pg_temp.fire('presence') \g /dev/null
select is((select status from core.agent where id = :'ana'), 'away',
    'silence: away');
select is(core.agent_beat(:'ta', :'ana') ->> 'status', 'online',
    'a sign of life: back');
update core.agent set last_seen = now() - interval '1 hour'
    where id = :'ana';
select pg_temp.fire('presence') \g /dev/null
select is((select status from core.agent where id = :'ana'), 'offline',
    'long silence: offline');

-- who is told ----------------------------------------------------------------------------
select core.handoff_reset(:'ta', :'c2', '{"kind": "api"}') \g /dev/null
select core.handoff_start(:'ta', :'c2', '{"kind": "api"}',
    '{"notice": false}') \g /dev/null
select core.agent_status(:'ta', :'ana', 'online', pg_temp.act(:'ana')),
    core.handoff_claim(:'ta', :'c2', pg_temp.act(:'ana', true))
    \g /dev/null
update core.message set created_at = now() - interval '1 day'
    where conversation_id = :'c2';
update core.message set direction = 'in', origin = 'visitor' where id = (
    select id from core.message where conversation_id = :'c2' and seq >= 0
    order by seq desc, ord desc, at desc limit 1);
select pg_temp.fire('idle') \g /dev/null
select core.ticket_set(:'ta', (select id from core.ticket
    where conversation_id = :'c2' order by id desc limit 1),
    '{"priority": "urgent"}', null, '{"kind": "api"}') \g /dev/null
insert into core.callback (tenant_id, conversation_id, contact_id, from_seq)
    select :'ta', :'c2', contact_id, 1 from core.conversation
    where id = :'c2' returning id as cb \gset
select is(core.callback_due(:'ta', :'cb'), 'due', 'a callback is due');
select is(core.callback_due(:'ta', :'cb'), 'none', 'once');
select is((select state from core.conversation where id = :'c2'), 'human',
    'its agent calls');
select core.handoff_release(:'ta', :'c2', '{"kind": "api"}', null)
    \g /dev/null
insert into core.callback (tenant_id, conversation_id, contact_id, from_seq,
        reason)
    select :'ta', :'c2', contact_id, 2, 'about the left one'
    from core.conversation where id = :'c2' returning id as cb \gset
select count(*) as notices from core.timer where kind = 'notice' \gset
select core.callback_due(:'ta', :'cb') \g /dev/null
select is((select state || ' ' || state_reason from core.conversation
    where id = :'c2'), 'pending_handoff callback', 'nobody has it: handed over');
select is((select explanation from core.ticket where conversation_id = :'c2'
    order by id desc limit 1), 'about the left one', 'with the reason');
select is((select count(*) from core.timer where kind = 'notice'),
    :'notices'::bigint, 'and the customer is not written to');
select is_empty($$ select unnest(core.notify_events()) except select event
    from core.notification
    except select unnest(array['limit', 'media_status', 'daily_summary', 'manual']) $$,
    'every event of a hand-over has happened (others: 97_tasks, 95_media, 97_notify)');
reset role;
-- a long talk ------------------------------------------------------------------------
select pg_temp.say('long' || i, '509', 'line ' || i)
    from generate_series(1, 12) i \g /dev/null
select pg_temp.conv('wa_id', '509') as c9 \gset
select core.handoff_start(:'ta', :'c9', '{"kind": "api"}',
    '{"notice": false}') \g /dev/null
select is((select jsonb_array_length(history) || ' ' || (history #>>
    '{0,text}') || ' ' || split_part(summary, E'\n', 1) from core.ticket
    where conversation_id = :'c9'), '10 line 3 Customer: line 8',
    'its last ten messages, the last five as a summary');

select * from finish();
rollback;
