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

-- The chunks that have a word spelt nearly like this one.  Where there are few
-- all are looked at, which a full index of everybody's words is slower than.
-- Sees all chunks, like search_rank.
create function core.search_spelt(p_tenant uuid, p_language text,
    p_token text, p_few boolean)
returns table (document_id uuid, ord int)
language plpgsql stable security definer
    set search_path = core, ext, pg_temp set enable_seqscan = off
    set jit = off set plan_cache_mode = force_generic_plan as $$
begin
    if p_few then
        return query select d.id, k.ord from kb_document d
            cross join lateral (select x.ord, x.plain from kb_chunk x
                where x.tenant_id = p_tenant and x.document_id = d.id
                offset 0) k
            where d.tenant_id = p_tenant and d.language = p_language
              and d.active and word_similarity(p_token, k.plain) >=
                  current_setting('pg_trgm.word_similarity_threshold')::real;
        return;
    end if;
    return query select k.document_id, k.ord from kb_chunk k
        where k.tenant_id = p_tenant and k.language = p_language
          and k.active and p_token <% k.plain;
end
$$;

-- Sees all chunks, and returns ids and numbers only: under a policy each
-- table costs a subquery, and trigram operators can use no index.
--
-- A word's chunks come from kb_word.  Bits of `have`: the word in the question
-- 1, anywhere 2; another for it in the question 4, anywhere 8.  Of what has
-- any word, the heaviest are looked at closely.
create function core.search_rank(p_tenant uuid, p_language text,
    p_query text, p_tokens text[], p_lexemes text[], p_concepts text[],
    p_limit int)
returns table (id uuid, score float8, cover float8, lit float8,
    strange float8, asked float8, miss float8, sim float8)
language plpgsql stable security definer rows 5
    set search_path = core, ext, pg_temp set enable_seqscan = off
    set jit = off set plan_cache_mode = force_generic_plan as $$
declare
    v_n     float8 := (select sum(d.chunks) from kb_document d
        where d.tenant_id = p_tenant and d.language = p_language
          and d.active);
    v_units text[];
begin
    if coalesce(v_n, 0) = 0 then
        return;
    end if;
    v_units := array(select coalesce('~' || c, l)
        from unnest(p_lexemes, p_concepts) q(l, c));
    return query
    with q as materialized (
        select x.token, x.lexeme, '~' || x.concept as concept, x.i::int
        from unnest(p_tokens, p_lexemes, p_concepts) with ordinality
            x(token, lexeme, concept, i)
    ), h as materialized (
        select q.i, p.document_id, u.ord, bit_or(u.bits) as have
        from q cross join lateral (
            select x.document_id, x.asked, x.said, 3 as a, 2 as s
            from kb_word x where x.tenant_id = p_tenant
              and x.language = p_language and x.lexeme = q.lexeme
            union all
            select x.document_id, x.asked, x.said, 12, 8
            from kb_word x where x.tenant_id = p_tenant
              and x.language = p_language and x.lexeme = q.concept) p
        cross join lateral (select unnest(p.asked), p.a
            union all select unnest(p.said), p.s) u(ord, bits)
        group by 1, 2, 3
    ), w as materialized (
        select q.i, q.token, coalesce(n.n, 0) = 0 as strange,
            coalesce(n.n, 0) = 0 and length(q.token) >= 4 as spelt,
            ln(1 + v_n / (1 + coalesce(n.n, 0)))
                / sum(ln(1 + v_n / (1 + coalesce(n.n, 0)))) over () as w
        from q left join (select h.i, count(*) as n from h group by h.i) n
            using (i)
    ), best as materialized (
        select s.* from (
            select h.document_id, h.ord, sum(w.w) as weight,
                sum(w.w * case when h.have & 1 > 0 then 1
                    when h.have & 6 = 6 then 0.95
                    when h.have & 4 > 0 then 0.8
                    when h.have & 2 > 0 then 0.6 else 0.5 end) as cover,
                coalesce(sum(w.w) filter (where h.have & 2 > 0), 0) as lit,
                array_agg(h.i) as has
            from h join w using (i) group by h.document_id, h.ord
            union all
            select c.document_id, c.ord, 0, 0, 0, '{}'
            from (select distinct x.document_id, x.ord from w
                  cross join lateral search_spelt(p_tenant, p_language,
                      w.token, v_n <= 200) x where w.spelt) c
            where not exists (select from h
                where h.document_id = c.document_id and h.ord = c.ord)) s
        order by s.weight desc, s.document_id, s.ord
        limit greatest(p_limit * 4, 12)
    )
    select f.id, f.cover * (0.7 + 0.2 * f.asked + 0.1 * f.sim), f.cover,
        f.lit, f.strange, f.asked, f.miss, f.sim
    from (select k.id, b.cover + z.cover as cover, b.lit + z.lit as lit,
            z.strange, z.miss,
            (select count(*) from unnest(k.units) u where u = any (v_units))
                ::float8 / greatest(cardinality(k.units), 1) as asked,
            similarity(p_query, left(k.plain, 300))::float8 as sim
        from best b cross join lateral (select x.id, x.units, x.plain
            from kb_chunk x where x.tenant_id = p_tenant
              and x.document_id = b.document_id and x.ord = b.ord
            offset 0) k
        cross join lateral (select
            coalesce(sum(w.w * 0.85 * y.sim) filter (where y.sim >= 0.5), 0)
                as cover,
            coalesce(sum(w.w) filter (where y.sim >= 0.5), 0) as lit,
            coalesce(sum(w.w) filter (where w.strange and y.sim < 0.5), 0)
                as strange,
            coalesce(max(w.w) filter (where y.sim < 0.5), 0) as miss
            from w cross join lateral (select case when w.spelt
                then word_similarity(w.token, k.plain) else 0 end as sim) y
            where w.i <> all (b.has)) z) f
    where f.cover > 0
    order by 2 desc, f.id limit p_limit;
end
$$;

-- relevo_search owns them; it may create nothing afterwards.
grant create on schema core to relevo_search;
alter function core.search_rank(uuid, text, text, text[], text[], text[],
    int) owner to relevo_search;
alter function core.search_spelt(uuid, text, text, boolean)
    owner to relevo_search;
revoke create on schema core from relevo_search;


-- The best one or two sentences of a piece of text, and the share of the
-- question's words that they have, or others for them.
create function core.sentence_pick(p_sentences text[], p_heard tsvector[],
    p_lexemes text[], p_concepts text[], out answer text, out said float8)
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_have  int[];                      -- per sentence: how many words
    v_best  int;
    v_words tsquery[] := array(select (quote_literal(l) || coalesce(' | '
        || quote_literal('~' || c), ''))::tsquery
        from unnest(p_lexemes, p_concepts) q(l, c));
begin
    v_have := array(select (select count(*) from unnest(v_words) w
            where s.heard @@ w)
        from unnest(p_heard) with ordinality s(heard, i) order by s.i);
    v_best := array_position(v_have, (select max(h) from unnest(v_have) h));
    answer := p_sentences[v_best];
    -- What follows belongs to it when it answers too, or when it is short.
    if v_best < cardinality(p_sentences) and (v_have[v_best + 1] > 0
            or length(answer) < 60)
            and length(answer || p_sentences[v_best + 1]) < 500
    then
        answer := answer || ' ' || p_sentences[v_best + 1];
        said := (select count(*) from unnest(v_words) w
                 where p_heard[v_best] || p_heard[v_best + 1] @@ w);
    end if;
    said := coalesce(said, v_have[v_best])
        / greatest(cardinality(v_words), 1);
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
            'question', k.question, 'answer', coalesce(a.answer, k.answer),
            'said', round(coalesce(a.said, 0)::numeric, 4),
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
        -- (each by its key: a plan that does not know their number would
        -- read the whole document for each)
        cross join lateral (select * from kb_chunk x
            where x.tenant_id = p_tenant and x.id = r.id offset 0) k
        cross join lateral (select x.name from kb_document x
            where x.tenant_id = p_tenant and x.id = k.document_id
            offset 0) d
        left join lateral (select * from sentence_pick(k.sentences, k.heard,
            v_lexemes, v_concepts) where k.kind = 'text' offset 0) a on true;
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
    -- (the loop's query would be asked before its first look at the score)
    if coalesce((v_hits #>> '{0,score}')::float8, 0) < 0.4 then
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
    end if;
    return jsonb_build_object('hits', v_hits,
        'knowledge', (select knowledge from tenant
                      where tenant_id = p_tenant))
        || catalog_find(p_tenant, p_query, v_own, p_limit);
end
$$;

grant execute on function
    core.search_rank(uuid, text, text, text[], text[], text[], int),
    core.sentence_pick(text[], tsvector[], text[], text[]),
    core.search_in(uuid, text, text, text, int),
    core.search(uuid, text, text, int) to relevo_turn;
