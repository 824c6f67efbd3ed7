-- 0054_visitor - what a visitor of a web chat may read again: what was said
-- in the visitor's own conversation.
--
-- nginx has checked the visitor's token (GET /chat/{endpoint}/messages); here
-- nobody else's words can be reached, since the visitor is the only key.

create function core.visitor_page() returns int
language sql immutable set search_path = core, pg_temp as $$
    select 100
$$;

-- How long a link of the history opens its file; a link of the live stream
-- has files.link_time.
create function core.visitor_link_seconds() returns int
language sql immutable set search_path = core, pg_temp as $$
    select 3600
$$;

-- The visitor's conversation; the tenant counts for all that follows in this
-- transaction.  Null: nobody has said anything yet.
create function core.visitor_conversation(p_account text, p_visitor text)
returns core.conversation
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_tenant uuid := chat_tenant(p_account);
    c        conversation%rowtype;
begin
    perform set_config('relevo.tenant', coalesce(v_tenant::text, ''), true);
    select k.* into c from account a
        join identity d on d.tenant_id = a.tenant_id
            and d.account_id = a.id and d.kind = 'visitor'
            and d.value = p_visitor
        join conversation k on k.tenant_id = d.tenant_id
            and k.id = d.conversation_id
        where a.tenant_id = v_tenant and a.channel = 'webchat'
          and a.account = p_account;
    return c;
end
$$;

-- The file of a message as a page shows it; null: it has none (any more).
create function core.visitor_file(m core.message) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_strip_nulls(jsonb_build_object('kind', f.kind, 'name',
        f.name, 'mime', f.mime, 'bytes', f.bytes, 'url', '/files?t='
        || file_link(f.tenant_id, f.id, 'f', ceil(extract(epoch from now()
            - coalesce(f.finished_at, now())))::int
            + visitor_link_seconds(), '-')))
    from media f where f.tenant_id = m.tenant_id and f.message_id = m.id
    order by f.ord limit 1
$$;

create function core.visitor_item(m core.message) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_strip_nulls(jsonb_build_object('id', m.id, 'from', m.origin,
        'text', coalesce(m.text, ''), 'at', to_char(m.at at time zone 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'client_id', case m.direction when 'in' then m.provider_id end,
        'reply_to', m.reply_to,
        'media', case when m.type <> 'text' then visitor_file(m) end))
$$;

-- Microseconds: where it stands among what follows the same message of the
-- visitor, as in api.timeline_get.
create function core.visitor_us(m core.message) returns bigint
language sql stable set search_path = core, pg_temp as $$
    select (extract(epoch from case when m.received_at is null
        and m.direction = 'out' then m.at else m.created_at end)
        * 1000000)::bigint
$$;

-- Ours only when it has gone out: what a claim has cancelled was never said.
create function core.visitor_sees(m core.message) returns boolean
language sql immutable set search_path = core, pg_temp as $$
    select m.type <> 'reaction' and (m.direction = 'in'
        or coalesce(m.status in ('sent', 'delivered', 'read'), false))
$$;

-- The latest of them, at most a page, in the order of the conversation:
--
--   {"items": [...], "older": is there more before the first?}
--
-- With p_after, the id of a message that is known already: from the first on
-- that stands behind it or has gone out since, without a hole; older says then
-- whether the page was too short: not when the known one is on its way still
-- (Redis went while it was told).  An id of nobody's, or of another's
-- conversation, is none.
create function core.visitor_messages(p_account text, p_visitor text,
    p_after text) returns jsonb
language plpgsql stable set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    c       conversation%rowtype := visitor_conversation(p_account,
                                                         p_visitor);
    v_max   int := visitor_page();
    v_after message%rowtype;
    v_since timestamptz;
    v_items jsonb;
    v_older boolean;
begin
    if c.id is null then
        return '{"items": [], "older": false}';
    end if;
    select * into v_after from message m where m.tenant_id = c.tenant_id
        and m.id = nullif(p_after, '')::uuid and m.conversation_id = c.id;
    -- Transactions end in another order than they begin: a little earlier.
    v_since := greatest(v_after.created_at, v_after.status_at)
        - interval '5 seconds';
    -- Messages of ours share the number of the customer's that they follow:
    -- a page needs at most as many numbers as it has rows.
    with x as materialized (
        select m, row_number() over (order by m.seq desc,
                visitor_us(m) desc, m.ord desc, m.id desc) as i,
            v_after.id is null
            or (m.seq, visitor_us(m), m.ord, m.id) > (v_after.seq,
                visitor_us(v_after), v_after.ord, v_after.id)
            or m.id <> v_after.id
               and greatest(m.created_at, m.status_at) > v_since as is_new
        from message m where m.tenant_id = c.tenant_id
          and m.conversation_id = c.id and m.seq >= 0
          and m.seq between c.last_seq - v_max and c.last_seq
          and visitor_sees(m)
        order by m.seq desc, visitor_us(m) desc, m.ord desc, m.id desc
        limit v_max + 1
    )
    select coalesce(jsonb_agg(visitor_item(x.m) order by x.i desc)
            filter (where x.i <= v_max and x.i <= (select max(y.i)
                from x y where y.is_new)), '[]'),
        case when v_after.id is null
            then count(*) > v_max or c.last_seq > v_max
            else not coalesce(bool_or(((x.m).seq, visitor_us(x.m), (x.m).ord,
                    (x.m).id) <= (v_after.seq, visitor_us(v_after),
                    v_after.ord, v_after.id)), false)
                and (count(*) > v_max or v_after.seq < c.last_seq - v_max)
            end
        into v_items, v_older from x;
    return jsonb_build_object('items', v_items, 'older', v_older);
end
$$;

grant execute on function core.visitor_page(), core.visitor_link_seconds(),
    core.visitor_conversation(text, text), core.visitor_file(core.message),
    core.visitor_item(core.message), core.visitor_us(core.message),
    core.visitor_sees(core.message),
    core.visitor_messages(text, text, text) to relevo_web, relevo_worker;
