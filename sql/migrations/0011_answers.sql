-- 0011_answers - the knowledge base: documents and their versions.
--
-- A document is made of chunks: a question with its answer (faq), or a piece
-- of free text with the headings above it.  A new import is a new version,
-- active from its commit on; what it replaces is kept for a while, because
-- decisions name its chunks.  Every change raises tenant.knowledge, which is
-- part of the key of every cached answer.  The search is 0011_search.

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
    heard       tsvector[],                 -- their words, one for one
    active      boolean not null default true,
    units       text[] not null,            -- what the question is about
    plain       text not null,              -- its words, without accents
    primary key (tenant_id, id),
    foreign key (tenant_id, document_id) references core.kb_document
        on delete cascade
);
create unique index kb_chunk_document
    on core.kb_chunk (tenant_id, document_id, ord);
create index kb_chunk_plain on core.kb_chunk
    using gin (plain ext.gin_trgm_ops) where active;
select core.protect('core.kb_chunk');

-- The words of a document that is active, each with the chunks (their ord)
-- that have it: an index by tenant, which a full-text index is not, since it
-- finds everybody's chunks and looks at each.
create table core.kb_word (
    tenant_id   uuid not null,
    language    text not null,
    lexeme      text collate "C" not null,  -- or a concept: '~shipping'
    document_id uuid not null,
    asked       int[] not null,         -- in their question or headings
    said        int[] not null,         -- in their answer only
    primary key (tenant_id, language, lexeme, document_id),
    foreign key (tenant_id, document_id) references core.kb_document
        on delete cascade
);
create index kb_word_document on core.kb_word (tenant_id, document_id);
select core.protect('core.kb_word');

grant select, insert, update, delete on core.kb_document, core.kb_chunk
    to relevo_worker;
grant select, insert, delete on core.kb_word to relevo_worker;
grant select on core.kb_document, core.kb_chunk to relevo_turn, relevo_web;
grant select on core.kb_document, core.kb_chunk, core.kb_word
    to relevo_search;
create policy search_all on core.kb_chunk for select to relevo_search
    using (true);
create policy search_all on core.kb_document for select to relevo_search
    using (true);
create policy search_all on core.kb_word for select to relevo_search
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
-- left out.  filler: carries a question, not its subject.  A word (tokid 1, 2,
-- 10, 11) is stemmed as its configuration does, which is asked for the stem
-- alone: a tsvector of each would cost three times as much.
create function core.words(p_text text, p_language text, p_into text)
returns table (token text, lexeme text, concept text, filler boolean)
language plpgsql stable parallel safe set search_path = core, pg_temp
    set enable_seqscan = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_own    regdictionary := stemmer(p_language);
    v_into   regdictionary := stemmer(p_into);
    v_filler text[] := string_to_array(filler(p_language), ' ');
    v_lang   text := left(lower(p_language), 2);
begin
    return query
    select distinct on (coalesce(x.lexeme, x.own))
        x.token, coalesce(x.lexeme, x.own), c.concept, x.filler
    from (
        select t.token, t.ord,
            case when v_into <> v_own and t.tokid in (1, 2, 10, 11)
                then (ts_lexize(v_into, t.token))[1] end as lexeme,
            case when t.tokid in (1, 2, 10, 11)
                then (ts_lexize(v_own, t.token))[1] else t.token end as own,
            t.token = any (v_filler) as filler
        from (select p.tokid, p.token, p.ord from ts_parse('default',
                plain_text(left(p_text, 2000))) with ordinality
                p(tokid, token, ord)
              where p.tokid in (1, 2, 3, 8, 9, 10, 11, 20, 21, 22)
              limit 64) t
    ) x
    left join concept c on c.language = v_lang and c.lexeme = x.own
    where x.own is not null
    order by coalesce(x.lexeme, x.own), x.ord;
end
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

-- The words of a document's chunks: 'A' of their question (of text: of the
-- headings) or of the answer.
create function core.kb_words(p_tenant uuid, p_language text,
    p_document uuid) returns void
language sql set search_path = core, pg_temp as $$
    insert into kb_word (tenant_id, language, lexeme, document_id, asked,
                         said)
        select p_tenant, p_language, u.lexeme, p_document,
            coalesce(array_agg(k.ord order by k.ord)
                filter (where 'A' = any (u.weights)), '{}'),
            coalesce(array_agg(k.ord order by k.ord)
                filter (where 'A' <> all (u.weights)), '{}')
        from kb_chunk k cross join lateral unnest(chunk_tsv(p_language,
            case k.kind when 'faq' then k.question else k.path end,
            k.answer)) u
        where k.tenant_id = p_tenant and k.document_id = p_document
        group by u.lexeme
$$;

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
    v_version int;
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
    delete from kb_word w
        where w.tenant_id = p_tenant and w.document_id = v_old.id;
    insert into kb_document (tenant_id, language, name, digest, version)
        select p_tenant, p_language, p_name, p_digest,
            coalesce(max(d.version), 0) + 1
        from kb_document d where d.tenant_id = p_tenant
            and d.language = p_language and d.name = p_name
        returning id, version into v_id, v_version;
    insert into kb_chunk (tenant_id, document_id, language, ord, kind, path,
                          question, answer, sentences, heard, units, plain)
        select p_tenant, v_id, p_language, i, x.kind, x.path, x.question,
            x.answer, x.sentences, array(select strip(chunk_tsv(p_language,
                '', u.s)) from unnest(x.sentences) with ordinality u(s, i)
                order by u.i),
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
    perform kb_words(p_tenant, p_language, v_id);
    update kb_document d set chunks = v_n
        where d.tenant_id = p_tenant and d.id = v_id;
    update tenant t set knowledge = t.knowledge + 1
        where t.tenant_id = p_tenant;
    return jsonb_build_object('document', v_id, 'chunks', v_n, 'version',
        v_version, 'unchanged', false);
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
    ), w as (
        delete from kb_word where tenant_id = p_tenant
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

grant execute on function core.words(text, text, text)
    to relevo_turn, relevo_worker;
grant execute on function core.units(text, text), core.subject(text, text),
    core.concept_tsv(text, text, text), core.chunk_tsv(text, text, text)
    to relevo_worker;
grant execute on function core.kb_import(uuid, text, text, text, jsonb),
    core.kb_words(uuid, text, uuid),
    core.kb_put(uuid, text, text, jsonb),
    core.kb_remove(uuid, text, text), core.kb_list(uuid),
    core.kb_show(uuid, text, text), core.kb_prune(int, int)
    to relevo_worker;
