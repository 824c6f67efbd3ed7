-- 0011_answers - the knowledge base: documents, their versions, the search.
--
-- A document is made of chunks: a question with its answer (faq), or a piece
-- of free text with the headings above it.  A new import is a new version,
-- active from its commit on; what it replaces is kept for a while, because
-- decisions name its chunks.  Every change raises tenant.knowledge, which is
-- part of the key of every cached answer.

create table core.kb_document (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    language    text not null,
    name        text not null check (length(name) between 1 and 300),
    version     int not null default 1,
    digest      text not null,          -- of what was imported
    chunks      int not null default 0,
    active      boolean not null default true,
    created_at  timestamptz not null default now(),
    replaced_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, language, name, version)
);
create unique index kb_document_active
    on core.kb_document (tenant_id, language, name) where active;
create index kb_document_replaced on core.kb_document (replaced_at)
    where not active;
select core.protect('core.kb_document');

create table core.kb_chunk (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    document_id uuid not null,
    language    text not null,
    ord         int not null,
    kind        text not null check (kind in ('faq', 'text')),
    path        text not null default '',   -- headings: "Shipping > Costs"
    question    text not null,              -- of text: the last heading
    answer      text not null,              -- of text: all of it
    sentences   text[],                     -- of text only
    active      boolean not null default true,
    tsv         tsvector not null,          -- A: question, path; C: answer
    units       text[] not null,            -- what the question is about
    plain       text not null,              -- its words, without accents
    primary key (tenant_id, id),
    foreign key (tenant_id, document_id) references core.kb_document
        on delete cascade
);
create index kb_chunk_document on core.kb_chunk (tenant_id, document_id);
create index kb_chunk_tsv on core.kb_chunk using gin (tsv) where active;
create index kb_chunk_plain on core.kb_chunk
    using gin (plain ext.gin_trgm_ops) where active;
select core.protect('core.kb_chunk');

grant select, insert, update, delete on core.kb_document, core.kb_chunk
    to relevo_worker;
grant select on core.kb_document, core.kb_chunk to relevo_turn, relevo_web;
grant select on core.kb_document, core.kb_chunk to relevo_search;
create policy search_all on core.kb_chunk for select to relevo_search
    using (true);
create policy search_all on core.kb_document for select to relevo_search
    using (true);


-- Words ---------------------------------------------------------------------

-- Words of five languages that mean the same to a customer: "opening hours",
-- "a que hora abren", "orari".  Filled by 0014_concepts.  It holds no
-- tenant's data.
create table core.concept (
    language    text not null,
    lexeme      text collate "C" not null,
    concept     text collate "C" not null,
    primary key (language, lexeme)
);
grant select on core.concept to relevo_worker, relevo_turn;

-- The words of a text, each with its lexeme in another (or the same)
-- language's configuration and with its concept; stop words have none and are
-- left out.  filler: carries a question, not its subject.
create function core.words(p_text text, p_language text, p_into text)
returns table (token text, lexeme text, concept text, filler boolean)
language sql stable parallel safe set search_path = core, pg_temp as $$
    select distinct on (coalesce(x.lexeme, x.own))
        x.token, coalesce(x.lexeme, x.own), c.concept, x.filler
    from (
        select t.token, t.ord,
            (tsvector_to_array(to_tsvector(ts_config(p_into), t.token)))[1]
                as lexeme,
            (tsvector_to_array(to_tsvector(ts_config(p_language),
                t.token)))[1] as own,
            t.token = any (string_to_array(filler(p_language), ' '))
                as filler
        from (select p.token, p.ord from ts_parse('default',
                plain_text(left(p_text, 2000))) with ordinality
                p(tokid, token, ord)
              where p.tokid in (1, 2, 3, 8, 9, 10, 11, 15, 20, 21, 22)
              limit 64) t
    ) x
    left join concept c on c.language = left(lower(p_language), 2)
        and c.lexeme = x.own
    where x.own is not null
    order by coalesce(x.lexeme, x.own), x.ord
$$;

-- What a text is about: concepts, and words that belong to none.
create function core.units(p_text text, p_language text) returns text[]
language sql stable set search_path = core, pg_temp as $$
    select coalesce(array_agg(distinct coalesce('~' || w.concept, w.lexeme)),
                    '{}')
    from words(p_text, p_language, p_language) w where not w.filler
$$;

-- The words that say what a text is about, as they are spelt.
create function core.subject(p_text text, p_language text) returns text
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select string_agg(p.token, ' ' order by p.ord)
        from ts_parse('default', plain_text(p_text)) with ordinality
            p(tokid, token, ord)
        where p.tokid in (1, 2, 3, 8, 9, 10, 11, 15, 20, 21, 22)
          and p.token <> all (string_to_array(filler(p_language), ' '))
          and to_tsvector(ts_config(p_language), p.token) <> ''),
        plain_text(p_text))
$$;

-- Concepts as lexemes: a tilde in front, the weight behind.
create function core.concept_tsv(p_text text, p_language text, p_weight text)
returns tsvector
language sql stable set search_path = core, pg_temp as $$
    select coalesce(string_agg(distinct quote_literal('~' || w.concept)
        || ':1' || p_weight, ' '), '')::tsvector
    from words(p_text, p_language, p_language) w
    where w.concept is not null and not w.filler
$$;

create function core.chunk_tsv(p_language text, p_head text, p_body text)
returns tsvector
language sql stable set search_path = core, pg_temp as $$
    select setweight(to_tsvector(ts_config(p_language), p_head), 'A')
        || setweight(to_tsvector(ts_config(p_language), p_body), 'C')
        || concept_tsv(p_head, p_language, 'A')
        || concept_tsv(p_body, p_language, 'C')
$$;


-- Import --------------------------------------------------------------------

-- One document as a whole.  items: [{"kind": "faq", "path", "question",
-- "answer"} | {"kind": "text", "path", "question", "answer", "sentences"}].
-- The same digest again changes nothing.
create function core.kb_import(p_tenant uuid, p_language text,
    p_name text, p_digest text, p_items jsonb) returns jsonb
language plpgsql set search_path = core, ext, pg_temp as $$
declare
    v_old core.kb_document;
    v_id  uuid;
    v_n   int;
begin
    if jsonb_typeof(p_items) is distinct from 'array' or exists (
            select from jsonb_array_elements(p_items) e
            where (btrim(coalesce(e ->> 'question', '')) = ''
                   and coalesce(e ->> 'kind', 'faq') = 'faq')
               or btrim(coalesce(e ->> 'answer', '')) = '') then
        raise exception 'kb: items need a question and an answer'
            using errcode = '22023';
    end if;
    perform pg_advisory_xact_lock(hashtextextended(p_tenant || p_language
        || p_name, 11));
    select * into v_old from kb_document d where d.tenant_id = p_tenant
        and d.language = p_language and d.name = p_name and d.active;
    if v_old.digest = p_digest then
        return jsonb_build_object('document', v_old.id, 'chunks',
            v_old.chunks, 'version', v_old.version, 'unchanged', true);
    end if;
    update kb_document d set active = false, replaced_at = now()
        where d.tenant_id = p_tenant and d.id = v_old.id;
    update kb_chunk k set active = false
        where k.tenant_id = p_tenant and k.document_id = v_old.id;
    insert into kb_document (tenant_id, language, name, digest, version)
        select p_tenant, p_language, p_name, p_digest,
            coalesce(max(d.version), 0) + 1
        from kb_document d where d.tenant_id = p_tenant
            and d.language = p_language and d.name = p_name
        returning id into v_id;
    insert into kb_chunk (tenant_id, document_id, language, ord, kind, path,
                          question, answer, sentences, tsv, units, plain)
        select p_tenant, v_id, p_language, i, x.kind, x.path, x.question,
            x.answer, x.sentences, chunk_tsv(p_language, x.head, x.answer),
            units(x.head, p_language), subject(case x.kind when 'faq'
                then x.head else x.head || ' ' || x.answer end, p_language)
        from jsonb_array_elements(p_items) with ordinality y(e, i)
        cross join lateral (select coalesce(e ->> 'kind', 'faq') as kind,
            coalesce(e ->> 'path', '') as path,
            coalesce(e ->> 'question', '') as question,
            e ->> 'answer' as answer,
            case when jsonb_typeof(e -> 'sentences') = 'array' then
                array(select jsonb_array_elements_text(e -> 'sentences'))
            end as sentences,
            case coalesce(e ->> 'kind', 'faq') when 'faq'
                then e ->> 'question' else coalesce(e ->> 'path', '')
            end as head) x;
    get diagnostics v_n = row_count;
    update kb_document d set chunks = v_n
        where d.tenant_id = p_tenant and d.id = v_id;
    update tenant t set knowledge = t.knowledge + 1
        where t.tenant_id = p_tenant;
    return jsonb_build_object('document', v_id, 'chunks', v_n, 'version',
        coalesce(v_old.version, 0) + 1, 'unchanged', false);
end
$$;

-- The short form: questions and answers.  items: [{"question", "answer"}]
create function core.kb_put(p_tenant uuid, p_language text,
    p_document text, p_items jsonb) returns jsonb
language sql set search_path = core, pg_temp as $$
    select kb_import(p_tenant, p_language, p_document,
        md5(p_items::text), p_items)
$$;

-- p_language null: in every language.
create function core.kb_remove(p_tenant uuid, p_name text, p_language text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n int;
begin
    with d as (
        update kb_document set active = false, replaced_at = now()
        where tenant_id = p_tenant and name = p_name and active
          and (p_language is null or language = p_language)
        returning id
    ), c as (
        update kb_chunk set active = false where tenant_id = p_tenant
            and document_id in (select id from d)
    )
    select count(*) into v_n from d;
    if v_n > 0 then
        update tenant set knowledge = knowledge + 1
            where tenant_id = p_tenant;
    end if;
    return jsonb_build_object('removed', v_n);
end
$$;

create function core.kb_list(p_tenant uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('knowledge', (select knowledge from tenant
            where tenant_id = p_tenant), 'documents', coalesce(jsonb_agg(
        jsonb_build_object('document', d.name, 'language', d.language,
            'version', d.version, 'chunks', d.chunks, 'at', d.created_at)
        order by d.name, d.language), '[]'))
    from kb_document d where d.tenant_id = p_tenant and d.active
$$;

create function core.kb_show(p_tenant uuid, p_name text, p_language text)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('chunk', k.id, 'language',
            k.language, 'kind', k.kind, 'path', k.path, 'question',
            k.question, 'answer', k.answer) order by k.language, k.ord), '[]')
    from kb_document d join kb_chunk k on k.tenant_id = d.tenant_id
        and k.document_id = d.id
    where d.tenant_id = p_tenant and d.name = p_name and d.active
      and (p_language is null or d.language = p_language)
$$;

-- Replaced versions older than so many days, at most p_limit documents.
create function core.kb_prune(p_days int, p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
begin
    with old as (
        select tenant_id, id from kb_document where not active
          and replaced_at < now() - make_interval(days => p_days)
        limit p_limit
    )
    delete from kb_document d using old
        where d.tenant_id = old.tenant_id and d.id = old.id;
    get diagnostics v_n = row_count;
    return v_n;
end
$$;


-- Settings ------------------------------------------------------------------

-- Where a tenant differs; JSON null takes a setting away.  What was answered
-- under other settings is not given again: knowledge is raised.
create function core.tenant_setting(p_tenant uuid, p_path text[],
    p_value jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_settings jsonb;
begin
    if cardinality(p_path) not between 1 and 2 then
        raise exception 'a setting has one or two names'
            using errcode = '22023';
    end if;
    update tenant t set knowledge = t.knowledge + 1,
        settings = case when p_value = 'null' then t.settings #- p_path
            else jsonb_set(case when cardinality(p_path) = 2
                then jsonb_build_object(p_path[1], '{}'::jsonb) || t.settings
                else t.settings end, p_path, p_value) end
        where t.tenant_id = p_tenant returning t.settings into v_settings;
    return v_settings;
end
$$;
grant execute on function core.tenant_setting(uuid, text[], jsonb)
    to relevo_worker;


-- Search --------------------------------------------------------------------
-- What each word of the question weighs: ln(1 + N / (1 + df)) over the N
-- active chunks of that language, so rare and unknown words count more.  A
-- chunk has a word in its question (1) or only in its answer (0.6), or another
-- word for the same (0.8, or 0.95 with the word in the answer; 0.5), or, when no chunk has it, one that is spelt
-- nearly so (0.85 x word similarity).  Per chunk:
--
--   cover  what the question weighs in it, 0..1
--   lit    the same, of words found literally
--   strange  the share of words that no chunk of the language has
--   asked  the share of the chunk's own question that was asked for
--   miss   the share of the heaviest word that is not in it
--   sim    trigram similarity of the two questions' words
--   said   of text: the share of the words that the picked sentences have
--   n      words of the question that count
--
-- score = cover x (0.7 + 0.2 asked + 0.1 sim) orders them; how far it can be
-- believed is worker/answer/confidence.c's.

-- Sees all chunks, and returns ids and numbers only: full-text and trigram
-- operators can use no index under a policy.
create function core.search_rank(p_tenant uuid, p_language text,
    p_query text, p_tokens text[], p_lexemes text[], p_concepts text[],
    p_limit int)
returns table (id uuid, score float8, cover float8, lit float8,
    strange float8, asked float8, miss float8, sim float8)
language plpgsql stable security definer
    set search_path = core, ext, pg_temp as $$
begin
    return query
    with n as (
        select coalesce(sum(d.chunks), 0)::float8 as n from kb_document d
        where d.tenant_id = p_tenant and d.language = p_language and d.active
    ), q as materialized (
        select x.token, x.lexeme, '~' || x.concept as concept,
            (quote_literal(x.lexeme) || coalesce(' | ' || quote_literal('~'
                || x.concept), ''))::tsquery as query
        from unnest(p_tokens, p_lexemes, p_concepts)
            x(token, lexeme, concept)
    ), df as materialized (
        select q.*, (select count(*) from (select from kb_chunk k
            where k.tenant_id = p_tenant and k.language = p_language
              and k.active and k.tsv @@ q.query limit 10000) c) as df
        from q
    ), w as materialized (
        select df.*, ln(1 + n.n / (1 + df.df))
            / sum(ln(1 + n.n / (1 + df.df))) over () as w
        from df, n where n.n > 0
    ), seen as materialized (
        select k.id, 0::real as near from kb_chunk k
        where k.tenant_id = p_tenant and k.language = p_language
          and k.active and k.tsv @@ (select string_agg(w.query::text, ' | ')
              from w where w.df > 0)::tsquery
        union all
        select k.id, 1 from w join kb_chunk k on k.tenant_id = p_tenant
            and k.language = p_language and k.active
            and w.token <% k.plain
        where w.df = 0 and length(w.token) >= 4
    ), best as materialized (
        select s.id from (select distinct s.id from seen s) s
        join kb_chunk k on k.tenant_id = p_tenant and k.id = s.id
        order by (select sum(w.w) from w where k.tsv @@ w.query) desc
            nulls last, s.id
        limit greatest(p_limit * 4, 12)
    ), f as (
        select k.id, k.units, k.plain, x.* from best b
        join kb_chunk k on k.tenant_id = p_tenant and k.id = b.id
        cross join lateral (
            select sum(w.w * m.s) as cover,
                coalesce(sum(w.w) filter (where m.l), 0) as lit,
                coalesce(sum(w.w) filter (where w.df = 0 and m.s = 0), 0)
                    as strange,
                coalesce(max(w.w) filter (where m.s = 0), 0) as miss
            from w cross join lateral (
                select case
                    when 'A' = any (z.own) then 1
                    when 'A' = any (z.same) and z.own is not null then 0.95
                    when 'A' = any (z.same) then 0.8
                    when z.own is not null then 0.6
                    when z.same is not null then 0.5
                    when z.sim >= 0.5 then 0.85 * z.sim
                    else 0 end as s,
                    z.own is not null or z.sim >= 0.5 as l
                from (select
                    (select u.weights from unnest(k.tsv) u
                        where u.lexeme = w.lexeme) as own,
                    (select u.weights from unnest(k.tsv) u
                        where u.lexeme = w.concept) as same,
                    case when w.df = 0 and length(w.token) >= 4
                        then word_similarity(w.token, k.plain)
                        else 0 end as sim) z) m) x
    )
    select f.id, f.cover * (0.7 + 0.2 * a.asked + 0.1 * a.sim), f.cover,
        f.lit, f.strange, a.asked, f.miss, a.sim::float8
    from f cross join lateral (select
        (select count(*) from unnest(f.units) u where u = any (array(
            select coalesce(q.concept, q.lexeme) from q)))::float8
            / greatest(cardinality(f.units), 1) as asked,
        similarity(p_query, left(f.plain, 300)) as sim) a
    where f.cover > 0
    order by 2 desc, f.id limit p_limit;
end
$$;

-- relevo_search owns it; it may create nothing afterwards.
grant create on schema core to relevo_search;
alter function core.search_rank(uuid, text, text, text[], text[], text[],
    int) owner to relevo_search;
revoke create on schema core from relevo_search;


-- The share of the words that a text in that language has, or another for.
create function core.said(p_text text, p_language text, p_lexemes text[],
    p_concepts text[]) returns float8
language sql stable set search_path = core, pg_temp as $$
    select count(*) filter (where q.l = any (t.have)
        or '~' || q.c = any (t.have))::float8 / greatest(count(*), 1)
    from unnest(p_lexemes, p_concepts) q(l, c), (select
        tsvector_to_array(chunk_tsv(p_language, '', p_text)) as have) t
$$;

-- The best one or two sentences of a piece of text.
create function core.sentence_pick(p_sentences text[], p_language text,
    p_lexemes text[], p_concepts text[]) returns text
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_best int := 1;
    v_most float8 := -1;
    v_next float8 := 0;
    v_n    float8;
begin
    for i in 1 .. cardinality(p_sentences) loop
        v_n := said(p_sentences[i], p_language, p_lexemes, p_concepts);
        if v_n > v_most then
            v_best := i;
            v_most := v_n;
            v_next := 0;
        elsif i = v_best + 1 then
            v_next := v_n;
        end if;
    end loop;
    -- What follows belongs to it when it answers too, or when it is short.
    if v_best < cardinality(p_sentences) and (v_next > 0
            or length(p_sentences[v_best]) < 60)
            and length(p_sentences[v_best] || p_sentences[v_best + 1]) < 500
    then
        return p_sentences[v_best] || ' ' || p_sentences[v_best + 1];
    end if;
    return p_sentences[v_best];
end
$$;


-- One language's hits.
create function core.search_in(p_tenant uuid, p_query text, p_language text,
    p_into text, p_limit int) returns jsonb
language plpgsql stable set search_path = core, ext, pg_temp as $$
declare
    v_tokens   text[];
    v_lexemes  text[];
    v_concepts text[];
    v_hits     jsonb;
begin
    -- The rarest 32 words would do; the first 32 are as many as people ask.
    select array_agg(w.token), array_agg(w.lexeme), array_agg(w.concept)
        into v_tokens, v_lexemes, v_concepts
        from (select * from words(p_query, p_language, p_into) x
              where not x.filler limit 32) w;
    if v_tokens is null then
        return '[]';
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('chunk', k.id, 'document',
            k.document_id, 'title', d.name, 'kind', k.kind, 'path', k.path,
            'question', k.question, 'answer', a.answer,
            'said', round(case when k.kind = 'text' then said(a.answer,
                p_into, v_lexemes, v_concepts) else 0 end::numeric, 4),
            'language', k.language, 'other_language',
            left(p_language, 2) <> left(p_into, 2),
            'score', round(least(r.score, 1)::numeric, 4),
            'cover', round(r.cover::numeric, 4),
            'lit', round(r.lit::numeric, 4),
            'strange', round(r.strange::numeric, 4),
            'asked', round(r.asked::numeric, 4),
            'miss', round(r.miss::numeric, 4),
            'sim', round(r.sim::numeric, 4), 'n', cardinality(v_tokens))
            order by r.score desc, k.ord), '[]')
        into v_hits
        from search_rank(p_tenant, p_into, array_to_string(v_tokens, ' '),
            v_tokens, v_lexemes, v_concepts, p_limit) r
        join kb_chunk k on k.tenant_id = p_tenant and k.id = r.id
        join kb_document d on d.tenant_id = k.tenant_id
            and d.id = k.document_id
        cross join lateral (select case when k.kind = 'text'
            then sentence_pick(k.sentences, p_into, v_lexemes, v_concepts)
            else k.answer end as answer) a;
    return v_hits;
end
$$;


-- In the customer's language; where that gives little, in the tenant's, then
-- in any, marked `other_language`.  And what the catalogue has.
create function core.search(p_tenant uuid, p_query text, p_language text,
    p_limit int) returns jsonb
language plpgsql set search_path = core, ext, pg_temp as $$
declare
    v_own   text := left(lower(p_language), 2);
    v_hits  jsonb;
    v_more  jsonb;
    v_lang  text;
begin
    perform set_config('relevo.tenant', p_tenant::text, true);
    v_hits := search_in(p_tenant, p_query, v_own, v_own, p_limit);
    for v_lang in
        select l.language from (select d.language, bool_or(d.language
                = t.default_language) as home
            from kb_document d join tenant t using (tenant_id)
            where d.tenant_id = p_tenant and d.active and d.language <> v_own
            group by d.language) l
        order by l.home desc, l.language
    loop
        exit when coalesce((v_hits #>> '{0,score}')::float8, 0) >= 0.4;
        v_more := search_in(p_tenant, p_query, v_own, v_lang, p_limit);
        if coalesce((v_more #>> '{0,score}')::float8, 0)
                > coalesce((v_hits #>> '{0,score}')::float8, 0) + 0.1 then
            v_hits := v_more;
        end if;
    end loop;
    return jsonb_build_object('hits', v_hits,
        'knowledge', (select knowledge from tenant
                      where tenant_id = p_tenant))
        || catalog_find(p_tenant, p_query, v_own, p_limit);
end
$$;

grant execute on function core.words(text, text, text),
    core.units(text, text), core.subject(text, text), core.concept_tsv(text, text, text),
    core.chunk_tsv(text, text, text) to relevo_turn, relevo_worker;
grant execute on function
    core.search_rank(uuid, text, text, text[], text[], text[], int),
    core.said(text, text, text[], text[]),
    core.sentence_pick(text[], text, text[], text[]),
    core.search_in(uuid, text, text, text, int),
    core.search(uuid, text, text, int) to relevo_turn;
grant execute on function core.kb_import(uuid, text, text, text, jsonb),
    core.kb_put(uuid, text, text, jsonb),
    core.kb_remove(uuid, text, text), core.kb_list(uuid),
    core.kb_show(uuid, text, text), core.kb_prune(int, int)
    to relevo_worker;
