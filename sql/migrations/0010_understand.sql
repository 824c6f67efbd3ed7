-- 0010_understand - what was understood of a message, what was decided of a
-- turn and why; and the rules of tenants.
--
-- core.commit_write inserts a turn's rows together with the turn: analysis by
-- (conversation, seq), which is the message's own number, so that nothing is
-- looked up.  Evidence holds numbers, names and places, never a text.

create table core.analysis (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    seq         bigint not null,        -- of the message
    language    text not null,
    language_score real not null,
    sentiment   text not null check (sentiment in ('very_negative',
                'negative', 'neutral', 'positive', 'mixed')),
    confidence  real not null,
    polarity    real not null check (polarity between -1 and 1),
    angry       boolean not null,
    frustrated  boolean not null,
    confused    boolean not null,
    intent      text,
    intent_score real,
    slots       json,                   -- [{"kind", "span"}]
    keywords    json,                   -- [{"span", "weight"}]
    models      bigint[] not null,      -- versions: language sentiment intent
                                        -- reason; 0: built in
    analyzed_at timestamptz not null default now(),
    primary key (tenant_id, conversation_id, seq)
);
select core.protect('core.analysis');
create index analysis_at on core.analysis using brin (analyzed_at);
grant select, insert, delete on core.analysis to relevo_worker;
grant select on core.analysis to relevo_turn, relevo_web;

create table core.decision (
    tenant_id   uuid not null,
    conversation_id uuid not null,
    from_seq    bigint not null,        -- of the turn
    to_seq      bigint not null,
    escalate    boolean not null,       -- say the rules
    taken       boolean not null,       -- the turn did ask for a person
    reason      text not null,          -- "" when nobody takes over
    priority    text not null
                check (priority in ('low', 'medium', 'high', 'urgent')),
    category    text not null check (category in ('payment_issue',
                'delivery_problem', 'refund_request', 'complaint',
                'technical_issue', 'product_inquiry', 'other')),
    sentiment   text not null check (sentiment in ('angry', 'negative',
                'neutral', 'positive', 'confused')),
    stage       text check (stage in ('quotation', 'cart', 'payment',
                'delivery')),
    skill       text not null,
    score       real not null,
    rules_version bigint not null,      -- of the tenant, or of the program
    rules_own   boolean not null,
    verdict     json not null,          -- with the rules that held
    scene       json not null,          -- what they looked at
    created_at  timestamptz not null default now(),
    primary key (tenant_id, conversation_id, from_seq)
);
select core.protect('core.decision');
create index decision_at on core.decision using brin (created_at);
grant select, insert, delete on core.decision to relevo_worker;
grant select on core.decision to relevo_turn, relevo_web;

-- Every version stays: a decision names the one it was made by.
create table core.decision_rules (
    tenant_id   uuid not null,
    version     bigint not null check (version > 0),
    rules       jsonb,                  -- null: back to the program's own
    created_at  timestamptz not null default now(),
    primary key (tenant_id, version),
    foreign key (tenant_id) references core.tenant
);
select core.protect('core.decision_rules');
grant select, insert on core.decision_rules to relevo_worker;
grant select on core.decision_rules to relevo_turn, relevo_web;


-- Rules of tenants ----------------------------------------------------------

-- The tenant's newest rules, {"version", "rules"}; null: it has none.
create function core.rules_of(p_tenant uuid) returns json
language plpgsql stable set search_path = core, pg_temp as $$
begin
    return (select case when r.rules is not null then json_build_object(
            'version', r.version, 'rules', r.rules) end
        from decision_rules r where r.tenant_id = p_tenant
        order by r.version desc limit 1);
end
$$;

-- A certain version, or null.
create function core.rules_at(p_tenant uuid, p_version bigint) returns json
language sql stable set search_path = core, pg_temp as $$
    select json_build_object('version', r.version, 'rules', r.rules)
    from decision_rules r
    where r.tenant_id = p_tenant and r.version = p_version
      and r.rules is not null
$$;

-- A new version; null gives the rules back to the program.
create function core.rules_set(p_tenant uuid, p_rules jsonb) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_version bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('decision_rules '
        || p_tenant, 0));
    select coalesce(max(version), 0) + 1 into v_version
        from decision_rules where tenant_id = p_tenant;
    insert into decision_rules (tenant_id, version, rules)
        values (p_tenant, v_version, p_rules);
    return v_version;
end
$$;


-- Explain and replay --------------------------------------------------------

-- Of a message, by its id or its provider's: the turn that answered it, and
-- what was decided, with everything it was decided by.
create function core.explain(p_tenant uuid, p_message text) returns json
language sql stable set search_path = core, pg_temp as $$
    select json_build_object('tenant', m.tenant_id, 'message', m.id,
        'conversation',
        m.conversation_id, 'seq', m.seq, 'direction', m.direction,
        'turn', (select json_build_object('from_seq', t.from_seq, 'to_seq',
                t.to_seq, 'outcome', t.outcome, 'reason', t.reason,
                'language', t.language, 'evidence', t.decision)
            from turn t where t.tenant_id = m.tenant_id
              and t.conversation_id = m.conversation_id
              and m.seq between t.from_seq and t.to_seq),
        'decision', (select row_to_json(d) from decision d
            where d.tenant_id = m.tenant_id
              and d.conversation_id = m.conversation_id
              and m.seq between d.from_seq and d.to_seq),
        'analysis', (select row_to_json(a) from analysis a
            where a.tenant_id = m.tenant_id
              and a.conversation_id = m.conversation_id and a.seq = m.seq))
    from tenant z cross join lateral (
        select * from message x where x.tenant_id = z.tenant_id
          and (x.id = case when p_message ~ '^[0-9a-fA-F-]{36}$'
                           then p_message::uuid end
               or x.provider_id = p_message) limit 1) m
    where p_tenant is null or z.tenant_id = p_tenant
    limit 1
$$;

-- Decisions of a time, in order, a page behind a key.
create function core.decisions(p_tenant uuid, p_from timestamptz,
    p_to timestamptz, p_after_at timestamptz, p_after uuid,
    p_after_seq bigint, p_limit int) returns json
language sql stable set search_path = core, pg_temp as $$
    select coalesce(json_agg(q), '[]') from (
        select d.conversation_id as conversation, d.from_seq, d.to_seq,
            d.created_at as at, d.verdict, d.scene
        from decision d
        where d.tenant_id = p_tenant and d.created_at >= p_from
          and d.created_at < p_to
          and (p_after is null or (d.created_at, d.conversation_id,
               d.from_seq) > (p_after_at, p_after, p_after_seq))
        order by d.created_at, d.conversation_id, d.from_seq
        limit p_limit) q
$$;

-- What the customer said in a turn.
create function core.turn_text(p_tenant uuid, p_conversation uuid,
    p_from bigint, p_to bigint) returns text
language sql stable set search_path = core, pg_temp as $$
    select string_agg(m.text, E'\n' order by m.seq) from message m
    where m.tenant_id = p_tenant and m.conversation_id = p_conversation
      and m.direction = 'in' and m.seq between p_from and p_to
$$;

-- What was said until a turn, as far as it is still stored: {"language",
-- "said": [{"customer", "text"}]}, oldest first, the turn as one text at the
-- end; said null: its own text is gone.
create function core.turn_said(p_tenant uuid, p_conversation uuid,
    p_from bigint, p_to bigint, p_limit int) returns json
language sql stable set search_path = core, pg_temp as $$
    select json_build_object('language', (select t.language from turn t
            where t.tenant_id = p_tenant
              and t.conversation_id = p_conversation and t.from_seq = p_from),
        'said', (select case when x.text is not null then (
            select json_agg(json_build_object('customer', q.customer, 'text',
                q.text) order by q.last, q.seq, q.ord)
            from ((select m.direction = 'in' as customer, m.text, m.seq,
                    m.ord, false as last
                from message m where m.tenant_id = p_tenant
                  and m.conversation_id = p_conversation and m.seq < p_from
                  and m.text <> ''
                order by m.seq desc, m.ord desc limit p_limit)
                union all select true, x.text, p_from, 0, true) q) end
            from (select turn_text(p_tenant, p_conversation, p_from, p_to)
                as text) x))
$$;


-- Forgotten with the turns they belong to.
create function core.prune_decisions(p_days int, p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_before timestamptz := now() - make_interval(days => p_days);
    v_n      bigint;
    v_m      bigint;
begin
    delete from analysis where ctid = any (array(select ctid from analysis
        where analyzed_at < v_before limit p_limit));
    get diagnostics v_n = row_count;
    delete from decision where ctid = any (array(select ctid from decision
        where created_at < v_before limit p_limit));
    get diagnostics v_m = row_count;
    return greatest(v_n, v_m);
end
$$;

grant execute on function core.rules_of(uuid) to relevo_turn, relevo_worker;
grant execute on function core.rules_at(uuid, bigint),
    core.rules_set(uuid, jsonb), core.explain(uuid, text),
    core.decisions(uuid, timestamptz, timestamptz, timestamptz, uuid, bigint,
        int),
    core.turn_text(uuid, uuid, bigint, bigint),
    core.turn_said(uuid, uuid, bigint, bigint, int),
    core.prune_decisions(int, int) to relevo_worker;
