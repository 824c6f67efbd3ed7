-- 0063_knowledge_search - what the bot would find, for who looks beside it.
--
-- The search is the bot's own (core.search); how far its first hit is to be
-- believed is computed as in worker/answer/confidence.c, with the weights and
-- the threshold that the worker has last told (core.health, row `decide`).
-- Where none has told any, the confidence is unknown: null.  What is found by
-- meaning needs a model and is the bot's alone: `meaning` says that it would
-- look that way, too.

-- Of the first hit; margin: how far it is ahead of the next that says
-- something else.
create function core.confidence(p_hits jsonb) returns float8
language sql stable set search_path = core, pg_temp as $$
    with f as (
        select h.first || jsonb_build_object('bias', 1,
            'text', (h.first ->> 'kind' = 'text')::int,
            'other', (h.first ->> 'other_language')::boolean::int,
            'margin', (h.first ->> 'score')::float8 - coalesce((
                select (x.value ->> 'score')::float8
                from jsonb_array_elements(p_hits) with ordinality x
                where x.value ->> 'answer' <> h.first ->> 'answer'
                order by x.ordinality limit 1), 0)) as f
        from (select p_hits -> 0 as first) h where h.first is not null
    )
    select case when n.value is null then null
        when not exists (select from f) then 0
        else (select 1 / (1 + exp(-sum((w.value #>> '{}')::float8
                * (f.f ->> w.key)::float8)))
            from f, jsonb_each(n.value -> 'weights') w) end
    from (select 1) one left join health n on n.name = 'decide'
$$;

-- 0 .. 1: the tenant's own threshold, else the worker's; null: not known.
create function core.answer_threshold(p_tenant uuid) returns float8
language sql stable set search_path = core, pg_temp as $$
    select coalesce(case jsonb_typeof(t.settings #> '{answer,threshold}')
        when 'number' then (t.settings #>> '{answer,threshold}')::float8 end,
        (select (h.value ->> 'threshold')::float8 from health h
         where h.name = 'decide')) / 100
    from tenant t where t.tenant_id = p_tenant
$$;

create function core.knowledge_hit(h jsonb) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select jsonb_build_object('chunk', h -> 'chunk', 'document', h -> 'title',
        'language', h -> 'language', 'kind', h -> 'kind', 'path', h -> 'path',
        'question', h -> 'question', 'answer', h -> 'answer', 'score',
        h -> 'score')
$$;

-- At least as many as the bot looks at: the next one is part of the measure.
create function api.knowledge_search(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_tenant uuid := api.tenant();
    v_limit  int := least(greatest(coalesce((req #>> '{query,limit}')::int,
                                            5), 1), 20);
    v_hits   jsonb;
    v_sure   float8;
    v_from   float8 := answer_threshold(v_tenant);
    v_meant  boolean := false;
begin
    if btrim(coalesce(req #>> '{query,q}', '')) = '' then
        return api.invalid('query.q', 'words', 'there is no word in it');
    end if;
    v_hits := search(v_tenant, req #>> '{query,q}', coalesce(
        req #>> '{query,language}', (select t.default_language from tenant t
            where t.tenant_id = v_tenant)), greatest(v_limit, 5)) -> 'hits';
    v_sure := confidence(v_hits);
    if vectors_on() then                -- of 0058; else there is no table
        v_meant := exists (select from kb_vector v
                           where v.tenant_id = v_tenant);
    end if;
    return api.ok(jsonb_build_object('items', coalesce((
            select jsonb_agg(knowledge_hit(h.value) order by h.ordinality)
            from jsonb_array_elements(v_hits) with ordinality h
            where h.ordinality <= v_limit), '[]'), 'next', null,
        'confidence', round(v_sure::numeric, 4), 'threshold', v_from,
        'answers', v_sure >= v_from, 'meaning', v_meant));
end
$$;

grant execute on function
    core.search_rank(uuid, text, text, text[], text[], text[], int),
    core.sentence_pick(text[], tsvector[], text[], text[]),
    core.search_in(uuid, text, text, text, int),
    core.search(uuid, text, text, int), core.product_json(core.product),
    core.search_product(uuid, tsquery, int), core.name_fit(jsonb, text[]),
    core.lexeme_literal(text),
    core.catalog_find(uuid, text, text, int), core.confidence(jsonb),
    core.answer_threshold(uuid), core.knowledge_hit(jsonb),
    api.knowledge_search(jsonb) to relevo_web;
