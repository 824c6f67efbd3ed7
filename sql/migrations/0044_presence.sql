-- 0044_presence - who is looking at a conversation, who is typing, and what
-- somebody has begun to write.
--
-- Looking is said again and again, and holds for viewing_seconds(): who stops
-- saying it is gone.  Its table needs no safety: it is unlogged.  A typing
-- agent is shown to the customer where the channel can (web chat by a live
-- event; others by a timer of kind `typing`, which the owner of the partition
-- turns into the channel's own call), once in typing_seconds().

create function core.viewing_seconds() returns int
language sql immutable as $$
    select 30
$$;

create function core.typing_seconds() returns int
language sql immutable as $$
    select 6
$$;

create unlogged table core.viewing (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    agent_id    uuid not null,
    until       timestamptz not null,
    typing_until timestamptz,
    shown_at    timestamptz,            -- to the customer, that they type
    primary key (tenant_id, conversation_id, agent_id)
) with (fillfactor = 50);
select core.protect('core.viewing');
grant select, insert, update, delete on core.viewing to relevo_worker,
    relevo_web;

-- An agent's own unsent text.
create table core.draft (
    tenant_id   uuid not null,
    agent_id    uuid not null,
    conversation_id uuid not null,
    text        text not null check (length(text) <= 10000),
    version     bigint not null default 1,
    updated_at  timestamptz not null default clock_timestamp(),
    primary key (tenant_id, agent_id, conversation_id),
    foreign key (tenant_id, agent_id) references core.agent,
    foreign key (tenant_id, conversation_id) references core.conversation
        on delete cascade
);
create index draft_conversation on core.draft (tenant_id, conversation_id);
select core.protect('core.draft');
grant select, insert, update, delete on core.draft to relevo_worker,
    relevo_web;


-- Looking -------------------------------------------------------------------

create function core.viewers(p_tenant uuid, p_conversation uuid)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('agent', v.agent_id,
        'typing', coalesce(v.typing_until > clock_timestamp(), false),
        'until', v.until) order by v.agent_id), '[]')
    from viewing v where v.tenant_id = p_tenant
      and v.conversation_id = p_conversation
      and v.until > clock_timestamp()
$$;

-- p_here false: gone.  An event when something is new: here, gone, typing.
create function core.viewing_set(p_tenant uuid, p_conversation uuid,
    p_agent uuid, p_here boolean, p_typing boolean) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_now  timestamptz := clock_timestamp();
    v_was  viewing%rowtype;
    v_type boolean := p_here and p_typing;
begin
    select * into v_was from viewing where tenant_id = p_tenant
        and conversation_id = p_conversation and agent_id = p_agent
        for update;
    if p_here then
        insert into viewing as v (tenant_id, conversation_id, agent_id,
                until, typing_until)
            values (p_tenant, p_conversation, p_agent,
                v_now + viewing_seconds() * interval '1 s',
                case when v_type
                    then v_now + typing_seconds() * interval '1 s' end)
            on conflict (tenant_id, conversation_id, agent_id) do update
            set until = excluded.until, typing_until = excluded.typing_until;
    end if;
    -- Those whose time is over go with whoever looks next.
    delete from viewing v where v.tenant_id = p_tenant
        and v.conversation_id = p_conversation
        and (v.until < v_now or v.agent_id = p_agent and not p_here);
    if p_here is distinct from coalesce(v_was.until > v_now, false)
            or v_type is distinct from coalesce(v_was.typing_until > v_now,
                                                false) then
        perform emit(event(p_tenant, 'staff', 'conversation.viewing',
            p_conversation, 0, stamp(), ',"agent":"' || p_agent
            || '","here":' || p_here || ',"typing":' || v_type
            || ',"seconds":' || viewing_seconds()));
    end if;
    if v_type then
        perform typing_show(p_tenant, p_conversation, p_agent);
    end if;
end
$$;

-- The customer sees that somebody types: whoever has the conversation.
create function core.typing_show(p_tenant uuid, p_conversation uuid,
    p_agent uuid) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_now timestamptz := clock_timestamp();
    r     record;
begin
    select c.partition, a.channel, d.value as visitor into r
        from conversation c
        join assignment s on s.tenant_id = c.tenant_id
            and s.conversation_id = c.id and s.ended_at is null
            and s.agent_id = p_agent
        join account a on a.tenant_id = c.tenant_id and a.id = c.account_id
        left join lateral (select y.value from identity y
            where y.tenant_id = c.tenant_id and y.contact_id = c.contact_id
              and y.kind <> '' and y.kind = 'visitor' limit 1) d on true
        where c.tenant_id = p_tenant and c.id = p_conversation
          and c.state = 'human';
    if not found then
        return;
    end if;
    update viewing v set shown_at = v_now where v.tenant_id = p_tenant
        and v.conversation_id = p_conversation and v.agent_id = p_agent
        and (v.shown_at is null
             or v.shown_at <= v_now - (typing_seconds() - 1)
                * interval '1 s');
    if not found then
        return;                         -- shown a moment ago
    elsif r.channel = 'webchat' and r.visitor is not null then
        perform emit(event(p_tenant, 'visitor:' || r.visitor, 'typing',
            p_conversation, 0, stamp(), ',"from":"agent","seconds":'
            || typing_seconds()));
    elsif r.channel in ('whatsapp', 'telegram', 'messenger',
                        'instagram') then
        insert into timer (tenant_id, partition, due_at, kind, ref)
            values (p_tenant, r.partition, v_now, 'typing', p_conversation);
        perform wake(r.partition, p_tenant, p_conversation);
    end if;
end
$$;

-- The customer sees that a person has read: whoever has the conversation.
create function core.read_show(p_tenant uuid, p_conversation uuid,
    p_agent uuid, p_seq bigint) returns void
language plpgsql set search_path = core, pg_temp as $$
declare
    v_partition int;
begin
    select c.partition into v_partition from conversation c
        join assignment s on s.tenant_id = c.tenant_id
            and s.conversation_id = c.id and s.ended_at is null
            and s.agent_id = p_agent
        join account a on a.tenant_id = c.tenant_id and a.id = c.account_id
            and a.channel in ('whatsapp', 'messenger', 'instagram')
        where c.tenant_id = p_tenant and c.id = p_conversation
          and c.state = 'human';
    if found then
        insert into timer (tenant_id, partition, due_at, kind, ref)
            values (p_tenant, v_partition, clock_timestamp(), 'read',
                p_conversation || ' ' || p_seq);
        perform wake(v_partition, p_tenant, p_conversation);
    end if;
end
$$;

-- What those timers answer: the message that "read" and, without p_seq, "is
-- typing" go with, if it is still somebody's; null: nothing to show.
create function core.receipt_due(p_tenant uuid, p_conversation uuid,
    p_seq bigint default null) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('partition', c.partition, 'channel', a.channel,
        'account', a.account, 'message', m.provider_id, 'sender', d.value,
        'typing', p_seq is null)
    from conversation c
    join account a on a.tenant_id = c.tenant_id and a.id = c.account_id
    join lateral (select x.provider_id from message x
        where x.tenant_id = c.tenant_id and x.conversation_id = c.id
          and x.seq >= 0 and x.seq = coalesce(p_seq, c.last_seq)
          and x.direction = 'in' and x.provider_id is not null limit 1) m
        on true
    left join lateral (select y.value from identity y
        where y.tenant_id = c.tenant_id and y.contact_id = c.contact_id
          and y.kind <> '' order by identity_rank(y.kind), y.created_at
        limit 1) d on true
    where c.tenant_id = p_tenant and c.id = p_conversation
      and c.state = 'human'
$$;

-- A visitor of a web chat types: who has the conversation may see it.
-- Nothing while the bot has it.
create function core.visitor_typing(p_tenant uuid, p_account uuid,
    p_visitor text) returns boolean
language plpgsql set search_path = core, pg_temp as $$
declare
    v_conversation uuid;
begin
    select d.conversation_id into v_conversation from identity d
        join conversation c on c.tenant_id = d.tenant_id
            and c.id = d.conversation_id
            and c.state in ('pending_handoff', 'human')
        where d.tenant_id = p_tenant and d.account_id = p_account
          and d.kind = 'visitor' and d.value = p_visitor;
    if not found then
        return false;
    end if;
    perform emit(event(p_tenant, 'staff', 'typing', v_conversation, 0,
        stamp(), ',"from":"customer","seconds":' || typing_seconds()));
    return true;
end
$$;

-- Whose web chat is it?  Nobody has said yet who asks; see core.enter.
create function core.chat_tenant(p_account text) returns uuid
language sql stable security definer set search_path = core, pg_temp as $$
    select a.tenant_id from account a
    where a.channel = 'webchat' and a.account = p_account
$$;
grant select (tenant_id, channel, account) on core.account to relevo_gate;
create policy gate_all on core.account for select to relevo_gate
    using (current_user = 'relevo_gate');
grant create on schema core to relevo_gate;
alter function core.chat_tenant(text) owner to relevo_gate;
revoke create on schema core from relevo_gate;

-- What nginx calls for POST /chat/{endpoint}/typing.
create function core.visitor_types(p_account text, p_visitor text)
returns boolean
language plpgsql set search_path = core, pg_temp as $$
declare
    v_tenant  uuid := chat_tenant(p_account);
    v_account uuid;
begin
    if v_tenant is null then
        return false;
    end if;
    perform set_config('relevo.tenant', v_tenant::text, true);
    select a.id into v_account from account a
        where a.channel = 'webchat' and a.account = p_account;
    return visitor_typing(v_tenant, v_account, p_visitor);
end
$$;


-- Drafts --------------------------------------------------------------------

-- p_version: what the caller has, or null.  An empty text is no draft.
create function core.draft_put(p_tenant uuid, p_agent uuid,
    p_conversation uuid, p_text text, p_version bigint) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    d draft%rowtype;
begin
    if length(p_text) > 10000 then
        return jsonb_build_object('ok', false, 'error', 'too_long',
            'detail', 'a draft has at most 10000 characters');
    end if;
    select * into d from draft where tenant_id = p_tenant
        and agent_id = p_agent and conversation_id = p_conversation
        for update;
    if p_version is not null and p_version <> coalesce(d.version, 0) then
        return jsonb_build_object('ok', false, 'error', 'stale', 'detail',
            'another window has changed it meanwhile');
    end if;
    if coalesce(p_text, '') = '' then
        delete from draft where tenant_id = p_tenant and agent_id = p_agent
            and conversation_id = p_conversation;
        d.version := 0;
    else
        insert into draft as x (tenant_id, agent_id, conversation_id, text)
            values (p_tenant, p_agent, p_conversation, p_text)
            on conflict (tenant_id, agent_id, conversation_id) do update
            set text = excluded.text, version = x.version + 1,
                updated_at = clock_timestamp()
            returning * into d;
    end if;
    perform emit(event(p_tenant, 'agent:' || p_agent, 'draft.changed',
        p_conversation, 0, stamp(), ',"draft":' || d.version));
    return jsonb_build_object('ok', true, 'version', d.version);
end
$$;

do $$
declare
    f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'core'::regnamespace and p.proname in (
        'viewing_seconds', 'typing_seconds', 'viewers', 'viewing_set',
        'typing_show', 'read_show', 'receipt_due', 'visitor_typing',
        'visitor_types', 'chat_tenant', 'draft_put')
    loop
        execute format('grant execute on function %s to relevo_worker,'
                       ' relevo_web', f);
    end loop;
end
$$;
