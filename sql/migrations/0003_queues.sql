-- 0003_queues - who moves a conversation, and the head of a queue.
--
-- A conversation's state has one mover.  A queue of the outbox goes on from
-- its head: the first row that is still open.  An OUTBOX row, as the worker
-- reads it, is put together here.

-- The only mover of conversation.state.  Raises epoch and version; a move to
-- human cancels the bot's rows that have not left, and what is ambiguous
-- will not be sent again (outbox.epoch < claim_epoch).  Ticket, assignment
-- and timers follow (handoff_moved, 0022); p_facts is for them.
create function core.move(p_tenant uuid, p_conversation uuid, p_to text,
    p_reason text, p_facts jsonb default '{}') returns int
language plpgsql set search_path = core, pg_temp as $$
declare
    c      conversation%rowtype;
    v_from text;
    v_type text;
begin
    select * into c from conversation
        where tenant_id = p_tenant and id = p_conversation
        for no key update;
    if not found then
        return null;
    end if;
    v_from := c.state;
    update conversation set state = p_to, epoch = epoch + 1,
            version = version + 1, state_reason = p_reason,
            asked_person = false,
            claim_epoch = case when p_to = 'human' then epoch + 1
                               else claim_epoch end,
            -- what was over begins anew, unless it was not over after all
            episode = episode + case when state in ('resolved', 'archived')
                and (p_to = 'bot' or p_to in ('pending_handoff', 'human')
                     and p_reason <> 'reopened') then 1 else 0 end
        where tenant_id = p_tenant and id = p_conversation
        returning * into c;
    if p_to = 'human' then
        update outbox set state = 'cancelled', next_at = null,
                closed_at = clock_timestamp(), error = 'claimed'
            where tenant_id = p_tenant and queue = 'c:' || p_conversation
              and origin = 'bot' and state in ('pending', 'retry');
        -- What people have queued behind them is now the head.
        perform advance(p_tenant, 'c:' || p_conversation, null);
    end if;
    v_type := case p_to when 'human' then 'conversation.claimed'
                        when 'resolved' then 'conversation.resolved'
                        else 'conversation.changed' end;
    perform emit(event(p_tenant, 'staff', v_type, p_conversation, c.version,
        stamp(), ',"state":"' || c.state || '","epoch":' || c.epoch
        || ',"episode":' || c.episode || ',"reason":'
        -- a name; what a person wrote is for who may see the conversation
        || to_json(coalesce(substring(p_reason, '^[\w.:-]{1,64}$'), '')) || coalesce(',"agent":"'
        || (p_facts ->> 'agent') || '"', '')));
    perform handoff_moved(c, v_from, p_reason, p_facts);
    return c.epoch;
end
$$;


-- An OUTBOX row as the worker reads it, put together as text; what may need
-- escaping goes through to_json.
create function core.outbox_text(p_tenant uuid, p_id uuid, p_partition int,
    p_conversation uuid, p_queue text, p_ord bigint, p_kind text,
    p_origin text, p_epoch int, p_policy text, p_state text, p_attempt int,
    p_next_at timestamptz, p_maybe_duplicate boolean, p_channel text,
    p_account text, p_payload jsonb) returns text
language sql stable as $$
    select '{"tenant":"' || p_tenant || '","id":"' || p_id
        || '","partition":' || p_partition || ',"conversation":'
        || coalesce('"' || p_conversation || '"', 'null') || ',"queue":'
        || pg_catalog.to_json(p_queue) || ',"ord":' || p_ord || ',"kind":"'
        || p_kind || '","origin":"' || p_origin || '","epoch":' || p_epoch
        || ',"policy":"' || p_policy || '","state":"' || p_state
        || '","attempt":' || p_attempt || ',"due_ms":'
        || case when p_next_at is null then 0 else greatest(0, ceil(extract(
            epoch from p_next_at - pg_catalog.statement_timestamp()) * 1000))
            ::bigint end
        || case when p_maybe_duplicate then ',"maybe_duplicate":true'
            else ',"maybe_duplicate":false' end
        || coalesce(',"channel":"' || p_channel || '","account":'
            || pg_catalog.to_json(p_account), '') || ',"payload":'
        || p_payload || '}'
$$;

create function core.outbox_row(o core.outbox, p_channel text,
    p_account text) returns text
language sql stable as $$
    select core.outbox_text(o.tenant_id, o.id, o.partition, o.conversation_id,
        o.queue, o.ord, o.kind, o.origin, o.epoch, o.policy, o.state,
        o.attempt, o.next_at, o.maybe_duplicate, p_channel, p_account,
        o.payload)
$$;


-- The first open row of a queue.  Closed rows are the front of the queue but
-- for what a claim cancelled, so the search starts from the end.
create function core.queue_head(p_tenant uuid, p_queue text)
returns core.outbox
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    o      outbox%rowtype;
    v_last bigint;
begin
    select c.ord into v_last from outbox c
        where c.tenant_id = p_tenant and c.queue = p_queue and c.ord > 0
          and c.state in ('sent', 'failed', 'unknown')
        order by c.ord desc limit 1;
    select * into o from outbox c
        where c.tenant_id = p_tenant and c.queue = p_queue and c.ord > 0
          and c.ord > coalesce(v_last, 0)
          and c.state in ('pending', 'inflight', 'retry', 'ambiguous')
        order by c.ord limit 1;
    return o;
end
$$;


-- Makes the head of a queue ready after a row left it: at least once goes
-- inflight, at most once waits for its claim.  The caller holds the lock of
-- the conversation.  Returns the head, if it is to be sent or claimed.
create function core.advance(p_tenant uuid, p_queue text, p_fence bigint)
returns core.outbox
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    o outbox%rowtype;
begin
    o := queue_head(p_tenant, p_queue);
    if o.id is null then
        return null;
    end if;
    if o.state = 'pending' and o.next_at is null then
        -- Without a fence nobody is there to send it: it becomes due.
        update outbox set
                state = case when p_fence is not null
                    and policy = 'at_least_once' then 'inflight'
                    else state end,
                next_at = case when p_fence is not null
                    and policy = 'at_least_once' then null
                    else clock_timestamp() end,
                attempt = attempt + (p_fence is not null
                    and policy = 'at_least_once')::int,
                inflight_at = case when p_fence is not null
                    and policy = 'at_least_once' then clock_timestamp() end,
                fence = coalesce(p_fence, fence)
            where tenant_id = p_tenant and id = o.id and state = 'pending'
            returning * into o;
    end if;
    return o;
end
$$;

grant execute on function core.move(uuid, uuid, text, text, jsonb),
    core.outbox_text(uuid, uuid, int, uuid, text, bigint, text, text, int,
        text, text, int, timestamptz, boolean, text, text, jsonb),
    core.outbox_row(core.outbox, text, text),
    core.queue_head(uuid, text),
    core.advance(uuid, text, bigint)
    to relevo_worker;
