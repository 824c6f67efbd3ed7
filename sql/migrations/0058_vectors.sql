-- 0058_vectors - knowledge found by meaning, where pgvector is installed.
--
-- core.vectors_enable() makes what needs the extension, and does nothing
-- without it; `relevo migrate` calls it each time, so that an extension that
-- is installed later is taken into use by the next run.  The functions below
-- are there in any case and name the table core.kb_vector in their bodies
-- only: without it they answer nothing, and knowledge is found by words.
--
-- A vector belongs to a chunk and a label: the model that made it, with the
-- dimensions it was told.  Vectors of another label are not compared, and go
-- when those of the new one are complete.  All are stored with VECTOR_DIMS
-- (1536) numbers, shorter ones filled up with zeros, which changes no angle:
-- so one column and one index serve every model.
--
--   kb_import, provider_set ... -> vectors_want -> a task kb_embed
--   worker: vectors_next -> the provider -> vectors_put, until none is left

create function core.vectors_on() returns boolean
language sql stable set search_path = core, pg_temp as $$
    select to_regclass('core.kb_vector') is not null
$$;

-- {"on": true} or {"on": false, "why": "not_installed" | "no_right" |
-- "other_schema" | "too_old"}
create function core.vectors_enable() returns jsonb
language plpgsql set search_path = core, ext, pg_temp as $$
begin
    if not exists (select from pg_available_extensions
                   where name = 'vector') then
        return '{"on": false, "why": "not_installed"}';
    end if;
    if not exists (select from pg_extension where extname = 'vector') then
        begin
            create extension vector schema ext;
        exception when insufficient_privilege then
            return '{"on": false, "why": "no_right"}';
        end;
    end if;
    if to_regtype('ext.vector') is null then
        return '{"on": false, "why": "other_schema"}';
    end if;
    if (select string_to_array(extversion, '.')::int[] < '{0,8}'
        from pg_extension where extname = 'vector') then
        return '{"on": false, "why": "too_old"}';
    end if;
    if vectors_on() then
        return '{"on": true}';
    end if;
    create table core.kb_vector (
        tenant_id   uuid not null,
        label       text collate "C" not null
                    check (length(label) between 1 and 200),
        chunk_id    uuid not null,
        embedding   vector(1536) not null,
        primary key (tenant_id, label, chunk_id),
        foreign key (tenant_id, chunk_id) references core.kb_chunk
            on delete cascade
    );
    comment on table core.kb_vector is
        'what chunks mean, to one model; filled by tasks of kind kb_embed';
    create index kb_vector_chunk on core.kb_vector (tenant_id, chunk_id);
    create index kb_vector_near on core.kb_vector
        using hnsw (embedding vector_cosine_ops);
    perform protect('core.kb_vector');
    grant select, insert, update, delete on core.kb_vector to relevo_worker;
    grant select on core.kb_vector to relevo_turn, relevo_web, relevo_search;
    create policy search_all on core.kb_vector for select to relevo_search
        using (true);
    return '{"on": true}';
end
$$;


-- Who wants vectors ---------------------------------------------------------

-- Has the tenant, or the operator for all, an account that makes vectors?
-- Asked by everybody who changes knowledge, who may not read accounts.
grant select (tenant_id, kind, enabled) on core.provider to relevo_search;
create policy search_all on core.provider for select to relevo_search
    using (true);

create function core.search_account(p_tenant uuid) returns boolean
language sql stable security definer set search_path = core, pg_temp as $$
    select exists (select from provider p where p.kind = 'embeddings'
        and p.enabled and p.tenant_id in (p_tenant,
            '00000000-0000-0000-0000-000000000000'))
$$;

-- A task that makes what is missing, unless one is waiting to begin.  It is
-- ours, not asked by anybody: the tenant's limit of tasks does not hold it.
create function core.vectors_want(p_tenant uuid) returns boolean
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid;
begin
    if not vectors_on() or not search_account(p_tenant) then
        return false;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('embed ' || p_tenant, 0));
    if exists (select from task t where t.tenant_id = p_tenant
               and t.kind = 'kb_embed' and t.state = 'queued') then
        return false;
    end if;
    insert into task (tenant_id, kind, input)
        values (p_tenant, 'kb_embed', '{}') returning id into v_id;
    insert into timer (tenant_id, partition, due_at, kind, ref)
        values (p_tenant, 0, clock_timestamp(), 'task', v_id);
    return true;
end
$$;

-- Of one tenant, or of all that have knowledge.
create function core.vectors_want_all(p_tenant uuid) returns bigint
language sql set search_path = core, pg_temp as $$
    select count(*) from tenant t cross join lateral (
            select vectors_want(t.tenant_id) as made) w
        where (p_tenant is null or t.tenant_id = p_tenant) and w.made
          and exists (select from kb_document d
                      where d.tenant_id = t.tenant_id and d.active)
$$;

-- Tenants whose chunks have no vectors at all: the extension came later, or a
-- task has failed.
create function core.vectors_missing(p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp as $$
begin
    if not vectors_on() then
        return 0;
    end if;
    return (select count(*) from (select from tenant t
        where exists (select from kb_document d
                join kb_chunk k on k.tenant_id = d.tenant_id
                    and k.document_id = d.id
                where d.tenant_id = t.tenant_id and d.active
                  and not exists (select from kb_vector v
                      where v.tenant_id = k.tenant_id and v.chunk_id = k.id))
          and vectors_want(t.tenant_id) limit p_limit) n);
end
$$;

create function core.vectors_wanted() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    if tg_table_name = 'kb_document' then
        perform vectors_want(new.tenant_id);
    elsif new.kind = 'embeddings' and new.enabled then
        perform vectors_want_all(nullif(new.tenant_id,
            '00000000-0000-0000-0000-000000000000'));
    end if;
    return null;
end
$$;

create trigger vectors_wanted after insert on core.kb_document
    for each row execute function core.vectors_wanted();
create trigger vectors_wanted after insert or update on core.provider
    for each row execute function core.vectors_wanted();


-- Making them ---------------------------------------------------------------

-- The next chunks without a vector of that label: [{"chunk", "text"}].
create function core.vectors_next(p_tenant uuid, p_label text, p_chars int,
    p_limit int) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    if not vectors_on() then
        return '[]';
    end if;
    return (select coalesce(jsonb_agg(jsonb_build_object('chunk', c.id,
            'text', left(concat_ws(E'\n', nullif(c.path, ''),
                nullif(c.question, ''), c.answer), p_chars))), '[]')
        from (select k.* from kb_chunk k where k.tenant_id = p_tenant
                and k.active and not exists (select from kb_vector v
                    where v.tenant_id = k.tenant_id and v.label = p_label
                      and v.chunk_id = k.id)
              order by k.id limit p_limit) c);
end
$$;

-- p_items: [{"chunk", "vector": "[0.1,...]"}].  Chunks that went meanwhile
-- are left out.  What was answered without them is not given again.
create function core.vectors_put(p_tenant uuid, p_label text, p_items jsonb)
returns jsonb
language plpgsql set search_path = core, ext, pg_temp as $$
declare
    v_n int;
begin
    insert into kb_vector (tenant_id, label, chunk_id, embedding)
        select p_tenant, p_label, k.id, vector_fill(i ->> 'vector')::vector
        from jsonb_array_elements(p_items) i
        join kb_chunk k on k.tenant_id = p_tenant
            and k.id = (i ->> 'chunk')::uuid
        on conflict (tenant_id, label, chunk_id)
        do update set embedding = excluded.embedding;
    get diagnostics v_n = row_count;
    update tenant set knowledge = knowledge + 1 where tenant_id = p_tenant;
    return jsonb_build_object('stored', v_n);
end
$$;

-- All of that label are there: those of others, and of chunks that are not
-- searched any more, go.
create function core.vectors_sweep(p_tenant uuid, p_label text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n int;
begin
    delete from kb_vector v where v.tenant_id = p_tenant
        and (v.label <> p_label or not exists (select from kb_chunk k
            where k.tenant_id = v.tenant_id and k.id = v.chunk_id
              and k.active));
    get diagnostics v_n = row_count;
    return jsonb_build_object('removed', v_n, 'vectors',
        (select count(*) from kb_vector v where v.tenant_id = p_tenant));
end
$$;

-- '[1,2]' with zeros behind it, 1536 numbers in all.
create function core.vector_fill(p_vector text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
    v_n int := 1536 - (length(p_vector) - length(replace(p_vector, ',', ''))
                       + 1);
begin
    return case when v_n > 0
        then rtrim(p_vector, ']') || repeat(',0', v_n) || ']'
        else p_vector end;
end
$$;


-- Searching -----------------------------------------------------------------

-- Up to so many vectors of a tenant are all looked at (some 10 us each).
create function core.vectors_few() returns int
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select 5000
$$;

-- The chunks nearest to a vector, by cosine.  Sees all, returns ids and
-- numbers only, of one tenant and label.  Where a tenant has few, all of its
-- own are looked at, which misses none; above that the index is asked for
-- more than are wanted, because others' are among its neighbours.  It has to
-- be told: vectors lie beside their table, whose scan looks far cheaper to
-- the planner than it is.  The question is filled up once, not for each row.
create function core.search_near(p_tenant uuid, p_label text, p_vector text,
    p_limit int)
returns table (id uuid, near float8)
language plpgsql stable security definer
    set search_path = core, ext, pg_temp set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_few boolean;
begin
    if not vectors_on() then
        return;
    end if;
    v_few := vectors_few() >= (select count(*) from (select from kb_vector v
        where v.tenant_id = p_tenant and v.label = p_label
        limit vectors_few() + 1) n);
    if v_few then
        return query select v.chunk_id, 1 - (v.embedding <=> q.v)
            from (select vector_fill(p_vector)::vector as v offset 0) q,
                kb_vector v join kb_chunk k on k.tenant_id = v.tenant_id
                and k.id = v.chunk_id and k.active
            where v.tenant_id = p_tenant and v.label = p_label
            order by (v.embedding <=> q.v) + 0, v.chunk_id
            limit p_limit;
        return;
    end if;
    perform set_config('hnsw.ef_search', '400', true),
        set_config('hnsw.iterative_scan', 'relaxed_order', true),
        set_config('enable_sort', 'off', true);
    return query select n.chunk_id, 1 - n.far
        from (select v.chunk_id, v.embedding
                  <=> (select vector_fill(p_vector)::vector) as far
              from kb_vector v
              where v.tenant_id = p_tenant and v.label = p_label
              order by v.embedding <=> (select vector_fill(p_vector)::vector)
              limit p_limit * 2) n
        join kb_chunk k on k.tenant_id = p_tenant and k.id = n.chunk_id
            and k.active
        order by n.far, n.chunk_id limit p_limit;
end
$$;

grant create on schema core to relevo_search;
alter function core.search_near(uuid, text, text, int)
    owner to relevo_search;
alter function core.search_account(uuid) owner to relevo_search;
revoke create on schema core from relevo_search;

-- What a vector finds, in the form of search_in: of the words' features they
-- have none but `near`, the cosine.
create function core.search_meant(p_tenant uuid, p_query text,
    p_language text, p_label text, p_vector text, p_limit int)
returns jsonb
language plpgsql stable set search_path = core, ext, pg_temp as $$
declare
    v_lexemes  text[];
    v_concepts text[];
    v_own      text := left(lower(p_language), 2);
begin
    select array_agg(w.lexeme), array_agg(w.concept)
        into v_lexemes, v_concepts
        from (select * from words(p_query, v_own, v_own) x
              where not x.filler limit 32) w;
    return (select coalesce(jsonb_agg(jsonb_build_object('chunk', k.id,
            'document', k.document_id, 'title', d.name, 'kind', k.kind,
            'path', k.path, 'question', k.question, 'answer',
            coalesce(a.answer, k.answer), 'said', 0, 'language', k.language, 'other_language',
            k.language <> v_own, 'score', 0, 'cover', 0, 'lit', 0,
            'strange', 1, 'asked', 0, 'miss', 1, 'sim', 0,
            'n', coalesce(cardinality(v_lexemes), 0),
            'near', round(n.near::numeric, 4))
            order by n.near desc, k.id), '[]')
        from search_near(p_tenant, p_label, p_vector, p_limit) n
        join kb_chunk k on k.tenant_id = p_tenant and k.id = n.id
        join kb_document d on d.tenant_id = k.tenant_id
            and d.id = k.document_id
        left join lateral (select * from sentence_pick(k.sentences, k.heard,
            coalesce(v_lexemes, '{}'), coalesce(v_concepts, '{}'))
            where k.kind = 'text' offset 0) a on true);
end
$$;

-- By words (full text, concepts, trigrams) and by meaning: reciprocal rank
-- fusion, 1 / (60 + rank) of each.  What both find comes first; between what
-- only one of them has at the same rank, words decide when they cover the
-- question.
create function core.search_both(p_tenant uuid, p_query text,
    p_language text, p_limit int, p_label text, p_vector text) returns jsonb
language plpgsql set search_path = core, ext, pg_temp as $$
declare
    v_found jsonb := search(p_tenant, p_query, p_language, p_limit);
    v_hits  jsonb;
begin
    select jsonb_agg(x.hit || jsonb_build_object('fused',
            round(x.fused::numeric, 5)) order by x.fused desc,
            (x.hit ->> 'score')::float8 >= 0.4 desc,
            (x.hit ->> 'near')::float8 desc nulls last, x.hit ->> 'chunk')
        into v_hits
        from (select coalesce(w.hit, m.hit) || case when m.hit is null
                    then '{}' else jsonb_build_object('near',
                        m.hit -> 'near') end as hit,
                coalesce(1 / (60 + w.n)::float8, 0)
                + coalesce(1 / (60 + m.n)::float8, 0) as fused
            from jsonb_array_elements(v_found -> 'hits') with ordinality
                w(hit, n)
            full join jsonb_array_elements(search_meant(p_tenant, p_query,
                    p_language, p_label, p_vector, p_limit)) with ordinality
                m(hit, n) on w.hit ->> 'chunk' = m.hit ->> 'chunk'
            order by 2 desc, (coalesce(w.hit, m.hit) ->> 'score')::float8
                desc, m.n limit p_limit) x;
    return v_found || jsonb_build_object('hits', coalesce(v_hits, '[]'));
end
$$;


-- What there is -------------------------------------------------------------

-- {"on", "account", "chunks", "labels": {"<label>": n}, "task": {...}|null}
create function core.vectors_state(p_tenant uuid) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_labels jsonb := '{}';
begin
    if vectors_on() then
        select coalesce(jsonb_object_agg(n.label, n.n), '{}') into v_labels
            from (select v.label, count(*) as n from kb_vector v
                  join kb_chunk k on k.tenant_id = v.tenant_id
                      and k.id = v.chunk_id and k.active
                  where v.tenant_id = p_tenant group by v.label) n;
    end if;
    return jsonb_build_object('on', vectors_on(),
        'account', search_account(p_tenant),
        'chunks', (select coalesce(sum(d.chunks), 0) from kb_document d
            where d.tenant_id = p_tenant and d.active),
        'labels', v_labels,
        'task', (select jsonb_build_object('state', t.state, 'error',
                t.error) from task t where t.tenant_id = p_tenant
                and t.kind = 'kb_embed' order by t.id desc limit 1));
end
$$;

grant execute on function core.vectors_on(), core.vector_fill(text)
    to relevo_worker, relevo_turn, relevo_web, relevo_search;
grant execute on function core.vectors_few() to relevo_search;
grant execute on function core.search_account(uuid), core.vectors_want(uuid)
    to relevo_worker, relevo_web;
grant execute on function core.vectors_want_all(uuid),
    core.vectors_missing(int),
    core.vectors_next(uuid, text, int, int),
    core.vectors_put(uuid, text, jsonb), core.vectors_sweep(uuid, text),
    core.vectors_state(uuid) to relevo_worker;
grant execute on function core.search_near(uuid, text, text, int),
    core.search_meant(uuid, text, text, text, text, int),
    core.search_both(uuid, text, text, int, text, text) to relevo_turn;

select core.vectors_enable();
