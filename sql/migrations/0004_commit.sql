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
    decision    jsonb,
    started_us  bigint,
    replies     jsonb
);


-- Locks the conversations and says of each turn what becomes of it.
create function core.commit_judge(p int, p_turns jsonb)
returns core.turn_in[]
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_turns turn_in[];
begin
    perform 1 from (
            select distinct (t ->> 'tenant')::uuid as tenant_id,
                (t ->> 'conversation')::uuid as id
            from jsonb_array_elements(p_turns) t order by 1, 2
        ) t cross join lateral (select 1 from conversation c
            where c.tenant_id = t.tenant_id and c.id = t.id
            for no key update) l;
    select array_agg((q.n - 1, q.tenant, q.conversation, q.account_id,
            q.channel, q.account, j.r,
            -- A person has it: the messages are theirs, no reply.
            j.r = 'ok' and q.outcome <> 'retry' or j.r = 'stale' and j.held,
            case when q.outcome not in ('ok', 'silent', 'dead', 'retry')
                then null when j.r = 'stale' then 'stale'
                else q.outcome end,
            q.reason, q.epoch, q.from_seq, q.to_seq, q.last_seq, q.partition,
            coalesce(q.retry_ms, 0), q.language, coalesce(q.asked_person,
            false), q.transition, q.decision, q.started_us,
            case when j.r = 'ok' and q.outcome = 'ok' then q.replies
                 else '[]' end)::turn_in order by q.n)
        into v_turns
        from (
            select x.*, c.account_id, a.channel, a.account,
                c.epoch as now_epoch, c.state,
                c.last_seq, c.done_seq, c.partition, row_number() over
                (partition by x.tenant, x.conversation order by x.n) as twin
            from rows from (jsonb_to_recordset(p_turns) as (tenant uuid,
                conversation uuid, epoch int, from_seq bigint, to_seq bigint,
                outcome text, reason text, retry_ms bigint, language text,
                asked_person boolean, transition text, decision jsonb,
                started_us bigint, replies jsonb)) with ordinality as x(tenant,
                conversation, epoch, from_seq, to_seq, outcome, reason,
                retry_ms, language, asked_person, transition, decision,
                started_us, replies, n)
            left join lateral (select * from conversation z
                where z.tenant_id = x.tenant and z.id = x.conversation
                  and z.partition = p limit 1) c on true
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
    if exists (select from unnest(v_turns) t where t.outcome is null) then
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
    p_turns core.turn_in[], out outbox json[], out events text)
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_marked int;
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
        returning t.n, t.tenant_id, t.conversation_id, t.account_id,
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
        -- The first is the head when what is before it has left the queue
        -- (the rows of long ago are gone altogether).
        select c.*, uuid7() as id, e.i, e.reply, e.i = 1 and case
                when b.state in ('pending', 'inflight', 'retry', 'ambiguous')
                    then false
                when b.state = 'cancelled'
                    then queue_is_idle(c.tenant_id, c.queue)
                else true end as head,
            coalesce(e.reply ->> 'policy', 'at_least_once') as policy,
            coalesce(e.reply ->> 'kind', 'message') as kind,
            clock_timestamp() as at
        from c
        cross join jsonb_array_elements(c.replies) with ordinality e(reply, i)
        left join outbox b on e.i = 1 and b.tenant_id = c.tenant_id
            and b.queue = c.queue and b.ord = c.end_ord and b.ord > 0
    ), y as materialized (
        -- The rows as they will be: the head of an idle queue is in flight.
        select x.n, x.channel, x.account, x.head, (x.tenant_id, x.id,
            x.partition, x.conversation_id, x.account_id,
            x.queue, x.end_ord + x.i, x.kind, 'bot',
            x.epoch, x.policy, case when f.flies then 'inflight'
                else 'pending' end, f.flies::int, p_fence, false,
            case when x.head and not f.flies then x.at end, null,
            case when f.flies then x.at end, null, x.reply -> 'payload',
            null, null, x.at)::outbox as o
        from x cross join lateral (select x.head
            and x.policy = 'at_least_once' as flies) f
    ), m as (
        insert into message (tenant_id, id, conversation_id, seq, ord,
            direction, origin, epoch, fence, type, text, content, reply_to,
            at)
        select tenant_id, id, conversation_id, to_seq, i, 'out', 'bot',
            epoch, p_fence, coalesce(reply -> 'payload' ->> 'type', case kind
            when 'message' then 'text' else kind end),
            reply -> 'payload' ->> 'text', null,
            reply -> 'payload' ->> 'reply_to', clock_timestamp()
        from x where kind in ('message', 'template')
    ), o as (
        insert into outbox select (y.o).* from y
    )
    select (select array_agg(outbox_json(y.o, y.channel, y.account))
            from y where y.head),
        (select string_agg(event(x.tenant_id, 'staff', 'message.created',
            x.conversation_id, x.version, json_build_object('message',
            json_build_object('id', x.id, 'from', 'bot', 'seq',
            x.to_seq))), E'\n') from x),
        (select count(*) from c)
        into commit_write.outbox, commit_write.events, v_marked;
    if v_marked <> (select count(*) from unnest(p_turns) t where t.mark) then
        raise exception 'commit: a locked conversation moved'
            using errcode = '40001';
    end if;
end
$$;


create function core.commit(p int, p_worker text, p_fence bigint,
    p_ambiguous_ms int, p_turns jsonb, out answer json, out events text)
language plpgsql set search_path = core, pg_temp as $$
declare
    v_turns turn_in[];
    v_write record;
    v_extra json[] := '{}';
    v_head  outbox;
    v_epoch int;
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

    -- The rare ones, one by one.
    for i in 1 .. coalesce(array_length(v_turns, 1), 0) loop
        t := v_turns[i];
        if t.r = 'done' then
            v_head := queue_head(t.tenant_id, 'c:' || t.conversation_id);
            if v_head.id is not null then
                v_extra := v_extra || outbox_json(v_head, t.channel,
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
            v_epoch := move(t.tenant_id, t.conversation_id, t.transition,
                            t.reason);
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
        end if;
    end loop;

    select * into v_write from commit_write(p_worker, p_fence, v_turns);
    answer := json_build_object('items', (
            select coalesce(json_agg(json_build_object('n', u.n, 'r', u.r)
                order by u.n), '[]') from unnest(v_turns) u),
        'outbox', to_json(v_extra || v_write.outbox));
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
            select coalesce(jsonb_agg(outbox_json(o, a.channel, a.account)
                order by o.ord), '[]')
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
    core.queue_is_idle(uuid, text),
    core.commit_write(text, bigint, core.turn_in[]),
    core.commit(int, text, bigint, int, jsonb),
    core.transition(uuid, uuid, text, text) to relevo_worker;
