-- 0011_search - what a customer's question finds in the knowledge base.

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
    set search_path = core, ext, pg_temp set enable_seqscan = off
    set jit = off set plan_cache_mode = force_generic_plan as $$
begin
    return query
    with n as (
        select coalesce(sum(d.chunks), 0)::float8 as n from kb_document d
        where d.tenant_id = p_tenant and d.language = p_language and d.active
    ), q as materialized (
        select x.token, x.lexeme, '~' || x.concept as concept,
            (quote_literal(x.lexeme) || coalesce(' | ' || quote_literal('~'
                || x.concept), ''))::tsquery as query,
            quote_literal(x.lexeme)::tsquery as own,
            (quote_literal(x.lexeme) || ':A')::tsquery as own_a,
            quote_literal('~' || x.concept)::tsquery as same,
            (quote_literal('~' || x.concept) || ':A')::tsquery as same_a
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
                    when k.tsv @@ w.own_a then 1
                    when k.tsv @@ w.same_a and z.own then 0.95
                    when k.tsv @@ w.same_a then 0.8
                    when z.own then 0.6
                    when k.tsv @@ w.same then 0.5
                    when z.sim >= 0.5 then 0.85 * z.sim
                    else 0 end as s,
                    z.own or z.sim >= 0.5 as l
                from (select k.tsv @@ w.own as own,
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
language plpgsql stable set search_path = core, ext, pg_temp
    set enable_seqscan = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
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

grant execute on function
    core.search_rank(uuid, text, text, text[], text[], text[], int),
    core.said(text, text, text[], text[]),
    core.sentence_pick(text[], text, text[], text[]),
    core.search_in(uuid, text, text, text, int),
    core.search(uuid, text, text, int) to relevo_turn;
