-- 0006_context_search - the knowledge base; a turn's context is in 0013.
--
-- The search runs as relevo_turn, under row-level security: it sets
-- relevo.tenant for its transaction, and reads only.

-- Knowledge base ------------------------------------------------------------

create text search configuration core.es (copy = pg_catalog.spanish);
create text search configuration core.en (copy = pg_catalog.english);
create text search configuration core.pt (copy = pg_catalog.portuguese);
create text search configuration core.fr (copy = pg_catalog.french);
create text search configuration core.it (copy = pg_catalog.italian);
create text search configuration core.plain (copy = pg_catalog.simple);

alter text search configuration core.es alter mapping
    for hword, hword_part, word with ext.unaccent, spanish_stem;
alter text search configuration core.en alter mapping
    for hword, hword_part, word with ext.unaccent, english_stem;
alter text search configuration core.pt alter mapping
    for hword, hword_part, word with ext.unaccent, portuguese_stem;
alter text search configuration core.fr alter mapping
    for hword, hword_part, word with ext.unaccent, french_stem;
alter text search configuration core.it alter mapping
    for hword, hword_part, word with ext.unaccent, italian_stem;
alter text search configuration core.plain alter mapping
    for hword, hword_part, word with ext.unaccent, simple;

create function core.ts_config(p_language text) returns regconfig
language sql immutable set search_path = core, pg_temp as $$
    select case split_part(split_part(lower(p_language), '-', 1), '_', 1)
        when 'es' then 'core.es'::regconfig when 'en' then 'core.en'
        when 'pt' then 'core.pt' when 'fr' then 'core.fr'
        when 'it' then 'core.it' else 'core.plain' end
$$;

create function core.plain_text(p_text text) returns text
language sql immutable set search_path = core, ext, pg_temp as $$
    select lower(unaccent('ext.unaccent', coalesce(p_text, '')))
$$;

-- Words that carry a question but not its subject, beyond the stop words of
-- the dictionaries (which miss their unaccented forms).
create function core.filler(p_language text) returns text
language sql immutable parallel safe as $$
    select case left(lower(p_language), 2)
    when 'es' then 'hola buenas buenos dias noches gracias favor '
        'porfavor por quiero quisiera queria saber puedo puede pueden podria '
        'podrian podeis puedes decir decirme dime necesito tengo tiene tienen '
        'teneis tienes hay cual cuales como cuando cuanto cuanta cuantos '
        'cuantas donde que quien quienes si no mas estan esta son ser hacer '
        'hace hago haceis ustedes usted vosotros mi mis su sus me informacion '
        'ayuda pregunta duda'
    when 'en' then 'hello hi hey good morning afternoon evening thanks thank '
        'please want would like know could can may might tell need have has '
        'there is are do does did what which when where who how much many '
        'long time your you my me i get got help question wonder wondering about '
        'information'
    when 'pt' then 'ola oi bom boa dia noite obrigado obrigada por '
        'favor quero queria gostaria saber posso pode podem poderia dizer me '
        'diga preciso tenho tem ha qual quais como quando quanto quanta '
        'quantos quantas onde que quem sim nao mais esta estao sao ser fazer '
        'faz faco voces voce meu minha seu sua informacao ajuda pergunta '
        'duvida'
    when 'fr' then 'bonjour bonsoir salut merci svp plait veux voudrais '
        'le la les un une des du de savoir peux peut peuvent pouvez pourriez pourrais dire dites moi '
        'besoin ai avez a y est ce que quel quelle quels quelles comment '
        'quand combien ou qui quoi oui non plus etes sont etre faire fait '
        'faites vous votre vos mon ma mes information aide question'
    when 'it' then 'ciao salve buongiorno buonasera grazie prego favore per '
        'voglio vorrei sapere posso puo possono potete potrei potrebbe dire '
        'dirmi dimmi bisogno ho ha avete c e quale quali qual come quando '
        'quanto quanta quanti quante dove che chi cosa si no piu siete sono '
        'essere fare fa fate voi vostro vostra vostri mio mia informazione '
        'informazioni aiuto domanda'
    else '' end
$$;

create table core.kb_document (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    language    text not null,
    name        text not null,
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, language, name)
);
select core.protect('core.kb_document');

create table core.kb_chunk (
    tenant_id   uuid not null,
    id          uuid not null default core.uuid7(),
    document_id uuid not null,
    language    text not null,
    ord         int not null,
    question    text not null,
    answer      text not null,
    tsv         tsvector not null,      -- A: question, C: answer
    plain       text not null,          -- question, lower case, no accents
    primary key (tenant_id, id),
    foreign key (tenant_id, document_id) references core.kb_document
        on delete cascade
);
create index kb_chunk_document on core.kb_chunk (tenant_id, document_id);
create index kb_chunk_language on core.kb_chunk (tenant_id, language);
create index kb_chunk_tsv on core.kb_chunk using gin (tsv);
create index kb_chunk_plain on core.kb_chunk
    using gin (plain ext.gin_trgm_ops);
select core.protect('core.kb_chunk');

grant select, insert, update, delete on core.kb_document, core.kb_chunk
    to relevo_worker;
grant select on core.kb_document, core.kb_chunk to relevo_turn, relevo_web;
grant select on core.kb_chunk to relevo_search;
create policy search_all on core.kb_chunk for select to relevo_search
    using (true);


-- Replaces a document.  items: [{"question", "answer"}]
create function core.kb_put(p_tenant uuid, p_language text,
    p_document text, p_items jsonb) returns jsonb
language plpgsql set search_path = core, ext, pg_temp as $$
declare
    v_id  uuid;
    v_cfg regconfig := ts_config(p_language);
    v_n   int;
begin
    if jsonb_typeof(p_items) is distinct from 'array' or exists (
            select from jsonb_array_elements(p_items) e
            where btrim(coalesce(e ->> 'question', '')) = ''
               or btrim(coalesce(e ->> 'answer', '')) = '') then
        raise exception 'kb_put: items need a question and an answer'
            using errcode = '22023';
    end if;
    insert into kb_document (tenant_id, language, name)
        values (p_tenant, p_language, p_document)
        on conflict (tenant_id, language, name) do update
        set updated_at = now()
        returning id into v_id;
    delete from kb_chunk where tenant_id = p_tenant and document_id = v_id;
    insert into kb_chunk (tenant_id, document_id, language, ord, question,
                          answer, tsv, plain)
        select p_tenant, v_id, p_language, i, e ->> 'question',
            e ->> 'answer',
            setweight(to_tsvector(v_cfg, e ->> 'question'), 'A')
            || setweight(to_tsvector(v_cfg, e ->> 'answer'), 'C'),
            plain_text(e ->> 'question')
        from jsonb_array_elements(p_items) with ordinality x(e, i);
    get diagnostics v_n = row_count;
    return jsonb_build_object('document', v_id, 'chunks', v_n);
end
$$;


-- Scores --------------------------------------------------------------------
-- fts: the share of what was asked that the chunk covers.  Each content
-- lexeme of the query weighs ln(1 + N / (1 + df)) over the tenant's N chunks
-- of that language, so rare and unknown words count more; it counts
-- fully when it is in the chunk's question and 0.6 when only in its answer.
-- That coverage, times 0.75 + 0.25 x the share of the chunk's own question
-- that was asked for, is the score.  Stop words and fillers count nothing, so
-- a query that shares only them has no hit.
--
-- trigram: per content word the best word_similarity in the question (below
-- 0.45 nothing), averaged, times 0.85: for typing errors.

-- The two definer functions see all chunks, and return ids and numbers only.
create function core.search_fts(p_tenant uuid, p_language text,
    p_lexemes text[], p_limit int)
returns table (id uuid, score real)
language plpgsql stable security definer
    set search_path = core, pg_temp as $$
begin
    return query
    with n as (
        select count(*)::float8 as n from kb_chunk k
        where k.tenant_id = p_tenant and k.language = p_language
    ), l as materialized (
        select x.lexeme, ln(1 + n.n / (1 + greatest(1, (select count(*)
            from kb_chunk k where k.tenant_id = p_tenant
              and k.language = p_language
              and k.tsv @@ quote_literal(x.lexeme)::tsquery)))) as w
        from unnest(p_lexemes) x(lexeme), n
    ), hit as (
        select k.id, k.tsv from kb_chunk k
        where k.tenant_id = p_tenant and k.language = p_language
          and k.tsv @@ (select string_agg(quote_literal(l.lexeme), ' | ')
                        from l)::tsquery
    ), s as (
        select h.id,
            (select sum(l.w * case when 'A' = any (u.weights) then 1
                                   else 0.6 end)
             from unnest(h.tsv) u join l on l.lexeme = u.lexeme)
            / nullif((select sum(l.w) from l), 0) as cover,
            (select count(l.lexeme)::float8 / greatest(count(*), 1)
             from unnest(h.tsv) u left join l on l.lexeme = u.lexeme
             where 'A' = any (u.weights)) as asked
        from hit h
    )
    select s.id, (s.cover * (0.75 + 0.25 * s.asked))::real as r
    from s order by r desc, s.id limit p_limit;
end
$$;

create function core.search_trigram(p_tenant uuid, p_language text,
    p_words text[], p_limit int)
returns table (id uuid, score real)
language plpgsql stable security definer
    set search_path = core, ext, pg_temp as $$
begin
    return query
    select k.id, (0.85 * avg(case when w.sim >= 0.45 then w.sim
                                  else 0 end))::real as r
    from kb_chunk k
    cross join lateral (select word_similarity(x, k.plain) as sim
                        from unnest(p_words) x) w
    where k.tenant_id = p_tenant and k.language = p_language
      and exists (select from unnest(p_words) x
                  where x <% k.plain or word_similarity(x, k.plain) >= 0.45)
    group by k.id
    having max(w.sim) >= 0.45
    order by r desc, k.id limit p_limit;
end
$$;

-- relevo_search owns them; it may create nothing afterwards.
grant create on schema core to relevo_search;
alter function core.search_fts(uuid, text, text[], int)
    owner to relevo_search;
alter function core.search_trigram(uuid, text, text[], int)
    owner to relevo_search;
revoke create on schema core from relevo_search;


create function core.search(p_tenant uuid, p_query text, p_language text,
    p_limit int) returns jsonb
language plpgsql set search_path = core, ext, pg_temp as $$
declare
    v_cfg     regconfig := ts_config(p_language);
    v_query   text := plain_text(left(p_query, 2000));
    v_filler  tsvector := to_tsvector(v_cfg, filler(p_language));
    v_lexemes text[];
    v_words   text[];
    v_hits    jsonb;
begin
    perform set_config('relevo.tenant', p_tenant::text, true);
    -- The rarest 32 words would do; the first 32 are as many as people ask.
    select array_agg(l) into v_lexemes from (
        select l from unnest(tsvector_to_array(
            ts_delete(to_tsvector(v_cfg, v_query),
                      tsvector_to_array(v_filler)))) l limit 32) x;
    if v_lexemes is null then
        return '{"hits": []}';
    end if;
    select array_agg(distinct t.token) into v_words
        from (select token from ts_parse('default', v_query)
              where tokid in (1, 2, 10, 11, 16, 17) limit 64) t
        where length(t.token) >= 3
          and ts_delete(to_tsvector(v_cfg, t.token),
                        tsvector_to_array(v_filler)) <> ''::tsvector;

    with f as materialized (
        select s.id, s.score, 'fts' as method
        from search_fts(p_tenant, p_language, v_lexemes, p_limit) s
    ), g as (
        select s.id, s.score, 'trigram' as method
        from search_trigram(p_tenant, p_language, v_words, p_limit) s
        where v_words is not null
          and coalesce((select max(f.score) from f), 0) < 0.6
    ), b as (
        select distinct on (u.id) * from (table f union all table g) u
        order by u.id, u.score desc
    )
    select coalesce(jsonb_agg(jsonb_build_object('chunk', q.id,
            'document', q.document_id, 'title', q.name,
            'question', q.question, 'answer', q.answer,
            'language', q.language, 'score',
            round(least(q.score, 1)::numeric, 4), 'method', q.method)
            order by q.score desc, q.ord), '[]')
        into v_hits from (
            select k.id, k.document_id, d.name, k.question, k.answer,
                k.language, k.ord, b.score, b.method
            from b join kb_chunk k on k.tenant_id = p_tenant and k.id = b.id
            join kb_document d on d.tenant_id = k.tenant_id
                and d.id = k.document_id
            order by b.score desc, k.ord limit p_limit) q;
    return jsonb_build_object('hits', v_hits);
end
$$;

grant execute on function core.ts_config(text), core.plain_text(text), core.filler(text),
    core.search_fts(uuid, text, text[], int),
    core.search_trigram(uuid, text, text[], int),
    core.search(uuid, text, text, int) to relevo_turn;
grant execute on function core.ts_config(text), core.plain_text(text),
    core.kb_put(uuid, text, text, jsonb) to relevo_worker;
