-- 0004_commit - what a turn leaves behind, a batch of turns at a time.
--
-- The conversations are locked and the turns judged in one sorted sweep; the
-- next statement, with a snapshot taken after the locks, writes everything.
-- The conversation's lock is also the lock of its queue, so a row that leaves
-- it (core.sent) and a row that enters it (here) cannot miss each other.

create type core.turn_in as (
    n           int,
    tenant_id   uuid,
    conversation_id uuid,
    account_id  uuid,
    channel     text,
    account     text,
    r           text,           -- ok done stale
    mark        boolean,        -- done_seq moves
    outcome     text,           -- as stored: ok silent dead stale retry
    reason      text,
    epoch       int,
    from_seq    bigint,
    to_seq      bigint,
    last_seq    bigint,
    partition   int,
    retry_ms    bigint,
    language    text,
    asked_person boolean,
    transition  text,
    decision    json,
    started_us  bigint,
    replies     jsonb,
    effects     jsonb,          -- memory, profile, callback: see 0013; handoff: of
                                -- a tool, and the order it is about
    judged      json,           -- analysis, verdict, scene: see 0010
    notice      jsonb,          -- words for a hand-over: see handoff_notice
    ticket      text            -- of a hand-over, for the log: JSON, no words
);


-- Locks the conversations, sorted, and says of each turn what becomes of it:
-- the columns come from the locked rows.
create function core.commit_judge(p int, p_turns jsonb)
returns core.turn_in[]
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_turns turn_in[];
    v_bad   boolean;
begin
    select array_agg((q.n - 1, q.tenant, q.conversation, q.account_id,
            q.channel, q.account, j.r,
            -- A person has it: the messages are theirs, no reply.
            j.r = 'ok' and q.outcome <> 'retry' or j.r = 'stale' and j.held,
            case when j.r = 'stale' then 'stale' else q.outcome end,
            q.reason, q.epoch, q.from_seq, q.to_seq, q.last_seq, q.partition,
            coalesce(q.retry_ms, 0), q.language, coalesce(q.asked_person,
            false), q.transition, q.decision::json, q.started_us,
            case when j.r = 'ok' and q.outcome = 'ok' then q.replies
                 else '[]' end, q.effects, q.judged::json,
            q.notice, null)::turn_in order by q.n),
            bool_or(q.outcome is null or q.outcome not in
                ('ok', 'silent', 'dead', 'retry'))
        into v_turns, v_bad
        from (
            select t.*, c.account_id, a.channel, a.account,
                c.epoch as now_epoch, c.state,
                c.last_seq, c.done_seq, c.partition
            from (
                select x.*, row_number() over (partition by x.tenant,
                    x.conversation order by x.n) as twin
                from rows from (jsonb_to_recordset(p_turns) as (tenant uuid,
                    conversation uuid, epoch int, from_seq bigint,
                    to_seq bigint, outcome text, reason text,
                    retry_ms bigint, language text, asked_person boolean,
                    transition text, decision text, started_us bigint,
                    replies jsonb, effects jsonb, judged text,
                    notice jsonb)) with ordinality as x(tenant, conversation,
                    epoch, from_seq, to_seq, outcome, reason, retry_ms,
                    language, asked_person, transition, decision, started_us,
                    replies, effects, judged, notice, n)
                order by x.tenant, x.conversation, x.n
            ) t
            left join lateral (select * from conversation z
                where z.tenant_id = t.tenant and z.id = t.conversation
                  and z.partition = p limit 1 for no key update) c on true
            left join lateral (select * from account z
                where z.tenant_id = c.tenant_id and z.id = c.account_id
                limit 1) a on true
        ) q
        cross join lateral (
            select case
                when q.account_id is null or q.twin > 1 then 'stale'
                when q.done_seq >= q.to_seq then 'done'
                when q.done_seq <> q.from_seq - 1 or q.last_seq < q.to_seq
                    or q.from_seq > q.to_seq then 'stale'
                when q.epoch <> q.now_epoch then 'stale'
                when q.state in ('human', 'pending_handoff') and q.outcome =
                    'ok' and jsonb_array_length(q.replies) > 0 then 'stale'
                else 'ok' end as r,
                q.state in ('human', 'pending_handoff')
                    and q.done_seq = q.from_seq - 1 and q.twin = 1
                    and q.from_seq <= q.to_seq and q.to_seq <= q.last_seq
                    as held
        ) j;
    if v_bad then
        raise exception 'commit: unknown outcome' using errcode = '22023';
    end if;
    return v_turns;
end
$$;


-- Is no row of the conversation's queue open?  Asked only when the last one
-- was cancelled: what leaves in order says it by itself.
create function core.queue_is_idle(p_tenant uuid, p_queue text)
returns boolean
language sql stable set search_path = core, pg_temp as $$
    select not exists (select from outbox o
        where o.tenant_id = p_tenant and o.queue = p_queue and o.ord > 0
          and o.state in ('pending', 'inflight', 'retry', 'ambiguous'))
$$;


-- Writes the judged turns.  outbox: the rows that are heads of their queues;
-- conversation.queue_ord is the end of a queue, and moves under its lock.
create function core.commit_write(p_worker text, p_fence bigint,
    p_turns core.turn_in[], out outbox text[], out events text)
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_marked int;
    v_at     text := stamp();
begin
    with t as materialized (
        select t.*, jsonb_array_length(t.replies) as total
        from unnest(p_turns) t where t.mark
    ), c as materialized (
        update conversation c set done_seq = t.to_seq,
            queue_ord = c.queue_ord + t.total,
            version = c.version + 1,
            language = coalesce(t.language, c.language),
            asked_person = case when t.outcome in ('ok', 'silent')
                then t.asked_person else c.asked_person end
        from t
        where c.tenant_id = t.tenant_id and c.id = t.conversation_id
          and c.done_seq = t.from_seq - 1
        returning t.tenant_id, t.conversation_id, t.account_id,
            t.channel, t.account, t.partition, t.to_seq, t.replies,
            c.queue_ord - t.total as end_ord, 'c:' || c.id as queue,
            c.version, c.epoch
    ), d as (
        insert into turn (tenant_id, conversation_id, from_seq, to_seq,
            epoch, fence, worker, outcome, reason, language, replies,
            decision, started_at)
        select tenant_id, conversation_id, from_seq, to_seq, epoch, p_fence,
            p_worker, outcome, reason, language, total,
            decision, to_timestamp(started_us / 1000000.0) from t
    ), an as (
        insert into analysis (tenant_id, conversation_id, seq, language,
            language_score, sentiment, confidence, polarity, angry,
            frustrated, confused, intent, intent_score, slots, keywords,
            models)
        select t.tenant_id, t.conversation_id, s.seq, t.language,
            a.language_score, a.sentiment, a.confidence, a.polarity, a.angry,
            a.frustrated, a.confused, a.intent, a.intent_score, a.slots,
            a.keywords, a.models
        from t cross join lateral json_to_record(t.judged -> 'analysis') as
            a(language_score real, sentiment text, confidence real,
              polarity real, angry boolean, frustrated boolean,
              confused boolean, intent text, intent_score real, slots json,
              keywords json, models bigint[])
        cross join lateral generate_series(t.from_seq, t.to_seq) s(seq)
        where t.judged is not null
    ), de as (
        insert into decision (tenant_id, conversation_id, from_seq, to_seq,
            escalate, taken, reason, priority, category, sentiment, stage,
            skill, score, rules_version, rules_own, verdict, scene)
        select t.tenant_id, t.conversation_id, t.from_seq, t.to_seq,
            v.escalate, t.outcome = 'ok'
                and t.transition is not distinct from 'pending_handoff',
            v.reason, v.priority, v.category, v.sentiment, v.stage,
            v.skill, v.score, v.rules_version, v.rules_own,
            t.judged -> 'verdict', t.judged -> 'scene'
        from t cross join lateral json_to_record(t.judged -> 'verdict') as
            v(escalate boolean, reason text, priority text, category text,
              sentiment text, stage text, skill text, score real,
              rules_version bigint, rules_own boolean)
        where t.judged is not null
    ), gone as (
        delete from work w using t
        where w.tenant_id = t.tenant_id
          and w.conversation_id = t.conversation_id
          and t.to_seq = t.last_seq
    ), more as (
        update work w set due_at = clock_timestamp(), attempt = 0,
            since = clock_timestamp()
        from t
        where w.tenant_id = t.tenant_id
          and w.conversation_id = t.conversation_id
          and t.to_seq < t.last_seq
    ), x as materialized (
        -- The rows as they will be.  The first is the head when what is
        -- before it has left the queue (the rows of long ago are gone
        -- altogether); the head of an idle queue is in flight.
        select h.*, h.head and h.policy = 'at_least_once' as flies,
            uuid7() as id, clock_timestamp() as at
        from (
            select c.*, c.end_ord + e.i as ord, e.i,
                coalesce(e.reply ->> 'kind', 'message') as kind,
                coalesce(e.reply ->> 'policy', 'at_least_once') as policy,
                e.reply -> 'payload' as payload,
                e.i = 1 and case
                    when b.state in ('pending', 'inflight', 'retry',
                                     'ambiguous') then false
                    when b.state = 'cancelled'
                        then queue_is_idle(c.tenant_id, c.queue)
                    else true end as head
            from c
            cross join jsonb_array_elements(c.replies)
                with ordinality e(reply, i)
            left join outbox b on e.i = 1 and b.tenant_id = c.tenant_id
                and b.queue = c.queue and b.ord = c.end_ord and b.ord > 0
            offset 0
        ) h
    ), m as (
        insert into message (tenant_id, id, conversation_id, seq, ord,
            direction, origin, epoch, fence, type, text, content, reply_to,
            at)
        select tenant_id, id, conversation_id, to_seq, i, 'out', 'bot',
            epoch, p_fence, coalesce(payload ->> 'type', case kind
            when 'message' then 'text' else kind end),
            payload ->> 'text', null, payload ->> 'reply_to', at
        from x where kind in ('message', 'template')
    ), o as (
        insert into outbox (tenant_id, id, partition, conversation_id,
            account_id, queue, ord, kind, origin, epoch, policy, state,
            attempt, fence, next_at, inflight_at, payload, created_at)
        select tenant_id, id, partition, conversation_id, account_id, queue,
            ord, kind, 'bot', epoch, policy,
            case when flies then 'inflight' else 'pending' end, flies::int,
            p_fence, case when head and not flies then at end,
            case when flies then at end, payload, at
        from x
    )
    select array_agg(outbox_text(x.tenant_id, x.id, x.partition,
            x.conversation_id, x.queue, x.ord, x.kind, 'bot', x.epoch,
            x.policy, case when x.flies then 'inflight' else 'pending' end,
            x.flies::int, case when not x.flies then x.at end, false,
            x.channel, x.account, x.payload)) filter (where x.head),
        string_agg(event(x.tenant_id, 'staff', 'message.created',
            x.conversation_id, x.version, v_at, ',"message":{"id":"' || x.id
            || '","from":"bot","seq":' || x.to_seq || '}'), E'\n'),
        (select count(*) from c)
        into commit_write.outbox, commit_write.events, v_marked from x;
    if v_marked <> (select count(*) from unnest(p_turns) t where t.mark) then
        raise exception 'commit: a locked conversation moved'
            using errcode = '40001';
    end if;
end
$$;


-- The move a turn wants.  A hand-over takes what was decided along, the
-- customer reads the number of their ticket in the turn's own last reply, and
-- the worker logs the ticket.
create function core.commit_move(t core.turn_in) returns core.turn_in
language plpgsql set search_path = core, pg_temp as $$
declare
    v_verdict jsonb := (t.judged -> 'verdict')::jsonb;
    v_think   jsonb := (t.decision -> 'think')::jsonb;
    v_told    jsonb := t.effects -> 'handoff';      -- a model's words, an order
    v_last    int := jsonb_array_length(t.replies) - 1;
    v_notice  text;
begin
    perform move(t.tenant_id, t.conversation_id, t.transition, t.reason,
        case when t.transition <> 'pending_handoff' then '{}'
        else jsonb_strip_nulls(jsonb_build_object(
            'origin', case when t.reason = 'model_hands_over' then 'tool'
                           else 'bot' end,
            'reason', coalesce(nullif(v_verdict ->> 'reason', ''), t.reason),
            'priority', coalesce(v_think ->> 'priority',
                                 v_verdict ->> 'priority'),
            'category', coalesce(v_think ->> 'category',
                                 v_verdict ->> 'category'),
            'explanation', v_told ->> 'explanation',
            'sentiment', coalesce(v_told ->> 'sentiment',
                                  v_verdict ->> 'sentiment'),
            'stage', coalesce(v_told ->> 'stage', v_verdict ->> 'stage'),
            'skill', coalesce(v_think ->> 'skill', v_verdict ->> 'skill'),
            'language', t.language,
            'metadata', case when v_told ? 'order_id' then
                jsonb_build_object('order_id', v_told -> 'order_id') end,
            'confidence', (t.decision -> 'search' ->> 'confidence')::real,
            'evidence', v_verdict)) end);
    if t.transition <> 'pending_handoff' then
        return t;
    end if;
    select handoff_notice(x, t.notice), json_build_object('ticket', x.id,
            'contact', x.contact_id, 'reason', x.reason, 'category',
            x.category, 'sentiment', x.sentiment, 'priority', x.priority)
        into v_notice, t.ticket from ticket x
        where x.tenant_id = t.tenant_id
          and x.conversation_id = t.conversation_id
          and x.status in ('open', 'in_progress', 'awaiting_customer');
    if t.notice is not null and v_last >= 0 then
        t.replies := jsonb_set(t.replies, array[v_last::text, 'payload',
            'text'], to_jsonb(concat_ws(' ', t.replies #>> array[
            v_last::text, 'payload', 'text'], v_notice)));
    end if;
    return t;
end
$$;


create function core.commit(p int, p_worker text, p_fence bigint,
    p_ambiguous_ms int, p_turns jsonb, out answer text, out events text)
language plpgsql set search_path = core, pg_temp as $$
declare
    v_turns turn_in[];
    v_write record;
    v_extra text[] := '{}';
    v_head  outbox;
    v_i     int;
    t       turn_in;
begin
    if fenced(p, p_worker, p_fence) then
        answer := json_build_object('items', (
            select coalesce(json_agg(json_build_object('n', i - 1, 'r',
                'fenced') order by i), '[]')
            from generate_series(1, jsonb_array_length(p_turns)) i));
        return;
    end if;
    v_turns := commit_judge(p, p_turns);

    -- The rare ones, one by one; tenants in order, as their desks are
    -- locked.
    for v_i in select u.i from unnest(v_turns) with ordinality u(n, tenant_id,
                 conversation_id, account_id, channel, account, r, mark,
                 outcome, reason, epoch, from_seq, to_seq, last_seq,
                 partition, retry_ms, language, asked_person, transition,
                 decision, started_us, replies, effects, judged, notice, ticket, i)
             where u.r = 'done' or u.r = 'ok' and (u.transition is not null
                 or u.effects is not null
                 or u.outcome in ('retry', 'dead'))
                 or u.mark and (u.outcome = 'stale'
                 or u.reason = 'person_has_it')
             order by u.tenant_id, u.n loop
        t := v_turns[v_i];
        if t.mark and (t.outcome = 'stale' or t.reason = 'person_has_it')
                then
            perform handoff_heard(t.tenant_id, t.conversation_id);
            perform inbox_heard(t.tenant_id, t.conversation_id, t.language,
                                t.judged);
        end if;
        if t.r = 'ok' and t.outcome in ('ok', 'silent')
           and t.effects is not null then
            perform commit_effects(t);
        end if;
        if t.r = 'done' then
            v_head := queue_head(t.tenant_id, 'c:' || t.conversation_id);
            if v_head.id is not null then
                v_extra := v_extra || outbox_row(v_head, t.channel,
                                                 t.account);
            end if;
        elsif t.r = 'ok' and t.outcome = 'retry' then
            update work set attempt = attempt + 1, due_at =
                    clock_timestamp() + t.retry_ms * interval '1 ms'
                where tenant_id = t.tenant_id
                  and conversation_id = t.conversation_id;
        elsif t.r = 'ok' and t.transition is not null
              and t.outcome in ('ok', 'silent') then
            -- The turn's own replies follow the move, in the new epoch.
            v_turns[v_i] := commit_move(t);
        elsif t.r = 'ok' and t.outcome = 'dead' then
            insert into dead_letter (tenant_id, partition, channel, account,
                    reason, key, raw, stream, request_id, conversation_id,
                    message_id)
                select m.tenant_id, p, t.channel, t.account,
                    coalesce(t.reason, 'turn'), m.key, m.raw, m.stream,
                    m.request_id, m.conversation_id, m.id
                from message m
                where m.tenant_id = t.tenant_id
                  and m.conversation_id = t.conversation_id
                  and m.direction = 'in' and m.seq >= 0
                  and m.seq between t.from_seq and t.to_seq;
            -- The bot cannot answer it, so somebody has to, where there is
            -- anybody; the customer is told by a timer, for this turn has no
            -- words.
            perform handoff_start(t.tenant_id, t.conversation_id,
                    '{"kind": "system"}', '{"reason": "technical_error",
                    "priority": "high"}')
                from tenant x where x.tenant_id = t.tenant_id
                  and x.settings #> '{flags,human_handoff}'
                      is distinct from 'false';
        end if;
    end loop;

    v_write := commit_write(p_worker, p_fence, v_turns);
    select '{"items":[' || coalesce(string_agg('{"n":' || u.n || ',"r":"'
            || u.r || '"' || coalesce(',"ticket":' || u.ticket, '') || '}',
            ',' order by u.n), '') || '],"outbox":['
            || array_to_string(v_extra || v_write.outbox, ',') || ']}'
        into answer from unnest(v_turns) u;
    events := concat_ws(E'\n', take_events(), v_write.events);
end
$$;


-- Moves a conversation from outside a turn: hand-over, claim, release.
create function core.transition(p_tenant uuid, p_conversation uuid,
    p_to text, p_reason text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_epoch int;
    v_part  int;
begin
    v_epoch := move(p_tenant, p_conversation, p_to, p_reason);
    if v_epoch is null then
        return '{"ok": false}';
    end if;
    select partition into v_part from conversation
        where tenant_id = p_tenant and id = p_conversation;
    return jsonb_build_object('ok', true, 'epoch', v_epoch,
        'inflight', (
            select coalesce(jsonb_agg(outbox_row(o, a.channel, a.account)
                ::jsonb order by o.ord), '[]')
            from outbox o join account a on a.tenant_id = o.tenant_id
                and a.id = o.account_id
            where o.tenant_id = p_tenant and o.queue = 'c:' || p_conversation
              and o.partition = v_part
              and o.state in ('inflight', 'ambiguous')),
        'events', take_events(),
        'wake', jsonb_build_object('partition', v_part));
end
$$;

grant execute on function core.commit_judge(int, jsonb),
    core.commit_move(core.turn_in),
    core.queue_is_idle(uuid, text),
    core.commit_write(text, bigint, core.turn_in[]),
    core.commit(int, text, bigint, int, jsonb),
    core.transition(uuid, uuid, text, text) to relevo_worker;
