-- 0042_reviews - replies of the bot that people look at: a sample per
-- language, each with a score.
--
-- A row holds no text: question and answer are read from the messages, so
-- what was forgotten there is forgotten here.

create table core.review (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    conversation_id uuid not null,
    message_id  uuid not null,          -- the reply
    seq         bigint not null,        -- of the message it answers
    language    text not null,
    reason      text,                   -- of the turn: "answer", "model", ..
    said_at     timestamptz not null,
    picked_at   timestamptz not null default now(),
    score       int check (score between 1 and 5),
    faults      text[] not null default '{}',
    comment     text check (length(comment) <= 2000),
    reviewer    uuid,
    scored_at   timestamptz,
    by_rate     boolean not null default false, -- 0051, not by hand
    primary key (tenant_id, id),
    unique (tenant_id, message_id),
    foreign key (tenant_id, conversation_id) references core.conversation
);
create index review_open on core.review (tenant_id, id)
    where scored_at is null;
create index review_scored on core.review (tenant_id, language, scored_at)
    where scored_at is not null;
create index review_conversation
    on core.review (tenant_id, conversation_id);
select core.protect('core.review');
grant select, insert, update, delete on core.review
    to relevo_web, relevo_worker;

-- The turn that said it: the last that began at or before it.
create function core.review_turn(p_tenant uuid, p_conversation uuid,
    p_seq bigint) returns core.turn
language sql stable set search_path = core, pg_temp as $$
    select t from turn t where t.tenant_id = p_tenant
        and t.conversation_id = p_conversation and t.from_seq <= p_seq
    order by t.from_seq desc limit 1
$$;

create function core.review_view(r core.review, p_texts boolean)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('id', r.id, 'conversation', r.conversation_id,
        'message', r.message_id, 'language', r.language, 'reason', r.reason,
        'said_at', r.said_at, 'picked_at', r.picked_at, 'score', r.score,
        'faults', to_jsonb(r.faults), 'comment', r.comment, 'reviewer',
        r.reviewer, 'scored_at', r.scored_at)
        || case when p_texts then jsonb_build_object('answer', (
                select m.text from message m where m.tenant_id = r.tenant_id
                  and m.id = r.message_id),
            'question', (select string_agg(q.text, E'\n' order by q.seq)
                from review_turn(r.tenant_id, r.conversation_id, r.seq) t,
                    message q
                where q.tenant_id = r.tenant_id
                  and q.conversation_id = r.conversation_id
                  and q.seq between t.from_seq and r.seq and q.seq >= 0
                  and q.direction = 'in')) else '{}' end
$$;

-- Which of these messages are replies of the bot that nobody has picked yet.
create function core.review_said(p_tenant uuid, p_ids uuid[])
returns table (id uuid, conversation_id uuid, seq bigint, language text,
    reason text, said_at timestamptz)
language sql stable set search_path = core, pg_temp as $$
    select m.id, m.conversation_id, m.seq, t.language, t.reason, m.created_at
    from message m cross join lateral review_turn(p_tenant,
        m.conversation_id, m.seq) t
    where m.tenant_id = p_tenant and m.id = any (p_ids)
      and m.direction = 'out' and m.origin = 'bot' and m.text <> ''
      and m.ord <= 1 and t.language is not null
      and not exists (select from review r where r.tenant_id = p_tenant
                      and r.message_id = m.id)
$$;

-- Picks up to p_each replies per language out of the newest p_walk messages
-- since p_from, none twice; returns how many, by language.
create function core.review_sample(p_tenant uuid, p_from timestamptz,
    p_each int, p_walk int default 5000) returns jsonb
language sql set search_path = core, pg_temp as $$
    with bot as (
        select s.*, row_number() over (partition by s.language
            order by random()) as nth
        from review_said(p_tenant, array(select m.id from message m
            where m.tenant_id = p_tenant and m.id >= uuid7_floor(p_from)
            order by m.id desc limit p_walk)) s
    ), put as (
        insert into review (tenant_id, conversation_id, message_id, seq,
                language, reason, said_at)
            select p_tenant, b.conversation_id, b.id, b.seq, b.language,
                b.reason, b.said_at
            from bot b where b.nth <= p_each
            on conflict (tenant_id, message_id) do nothing
            returning language
    )
    select coalesce(jsonb_object_agg(x.language, x.n), '{}')
    from (select language, count(*) as n from put group by 1) x
$$;

create function core.review_faults() returns text[]
language sql immutable set search_path = core, pg_temp as $$
    select array['wrong', 'incomplete', 'tone', 'language', 'unsafe',
                 'should_have_handed_over']
$$;

-- By language: how many were looked at since p_from, and how good they were.
create function core.review_scores(p_tenant uuid, p_from timestamptz)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('language', x.language,
            'reviewed', x.n, 'mean', x.mean, 'good', x.good)
            order by x.language), '[]')
    from (select r.language, count(*) as n, round(avg(r.score), 2) as mean,
            round(avg((r.score >= 4)::int), 3) as good
        from review r where r.tenant_id = p_tenant
          and r.scored_at >= p_from
        group by r.language) x
$$;

grant execute on function core.review_turn(uuid, uuid, bigint),
    core.review_said(uuid, uuid[]),
    core.review_view(core.review, boolean),
    core.review_sample(uuid, timestamptz, int, int), core.review_faults(),
    core.review_scores(uuid, timestamptz) to relevo_web, relevo_worker;
