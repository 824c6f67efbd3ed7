-- 0044_search - words of messages, contacts and tickets, found in one index.
--
-- search_doc is written behind the path, by search_index() (a timer of kind
-- `upkeep`, every few seconds), so that a message costs nothing on its way:
-- it is found ten seconds later.  A document's words are those of the plain
-- configuration (accents do not count) and one that names tenant and kind, so
-- that the index is never asked for what is somebody else's.
--
-- The functions search_* see all documents, and return ids only; who asks
-- joins them under row-level security.

create table core.search_doc (
    tenant_id   uuid not null,
    id          uuid not null,          -- of the message, contact, ticket
    kind        text not null
                check (kind in ('message', 'contact', 'ticket')),
    conversation_id uuid,
    tsv         tsvector not null,
    primary key (tenant_id, id)
);
-- Apart, so that the beginning of a word is not looked up in every message
-- to find the few contacts that have it.
create index search_doc_message on core.search_doc using gin (tsv)
    where kind = 'message';
create index search_doc_other on core.search_doc using gin (tsv)
    where kind <> 'message';
create index search_doc_conversation
    on core.search_doc (tenant_id, conversation_id, id);
select core.protect('core.search_doc');
grant select, insert, update, delete on core.search_doc to relevo_worker,
    relevo_web;
grant select on core.search_doc to relevo_search;
create policy search_all on core.search_doc for select to relevo_search
    using (true);                       -- a condition would hide the index

-- Up to where a tenant's rows are in it.  What began longer ago than
-- search_settled() has been committed, or never will be.
create table core.search_mark (
    tenant_id   uuid not null,
    kind        text not null,
    upto        uuid not null,
    primary key (tenant_id, kind)
);
select core.protect('core.search_mark');
grant select, insert, update on core.search_mark to relevo_worker;

create function core.search_settled() returns interval
language sql immutable as $$
    select interval '30 s'
$$;


-- Words ---------------------------------------------------------------------

-- Letters and digits only: what is between them is read in too many ways.
create function core.search_words(p_text text) returns text
language sql immutable parallel safe as $$
    select regexp_replace(left(p_text, 8000), '[^[:alnum:]]+', ' ', 'g')
$$;

create function core.search_tsv(p_tenant uuid, p_kind text, p_text text)
returns tsvector
language sql stable parallel safe as $$
    select to_tsvector('core.plain', core.search_words(p_text))
        || array_to_tsvector(array['@' || p_kind || p_tenant])
$$;

-- All of the words, the last as a beginning; null: there is none.
create function core.search_query(p_q text) returns tsquery
language plpgsql stable set search_path = core, ext, pg_temp as $$
declare
    v_words text[] := array(select w from regexp_split_to_table(lower(
        ext.unaccent('ext.unaccent'::regdictionary, search_words(p_q))),
        ' ') w where w <> '' limit 8);
    v_n int := cardinality(v_words);
begin
    if v_n = 0 then
        return null;
    end if;
    return (select string_agg(quote_literal(w) || case when i = v_n
            and length(w) >= 3 then ':*' else '' end, ' & ')
        from unnest(v_words) with ordinality x(w, i))::tsquery;
end
$$;


-- Indexing ------------------------------------------------------------------

-- The words of a row that has changed, at once: names and subjects.
create function core.search_put(p_tenant uuid, p_id uuid, p_kind text,
    p_conversation uuid, p_text text) returns void
language sql set search_path = core, pg_temp as $$
    insert into search_doc as d (tenant_id, id, kind, conversation_id, tsv)
        values (p_tenant, p_id, p_kind, p_conversation,
                search_tsv(p_tenant, p_kind, p_text))
        on conflict (tenant_id, id) do update set tsv = excluded.tsv
$$;

-- One pass over a tenant: at most p_limit rows of each kind.  Returns how
-- many were new.
create function core.search_pass(p_tenant uuid, p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    v_settled uuid := uuid7_floor(clock_timestamp() - search_settled());
    v_from    uuid;
    v_last    uuid;
    v_n       bigint;
    v_all     bigint;
    v_total   bigint := 0;
    v_kind    text;
begin
    foreach v_kind in array array['message', 'contact', 'ticket'] loop
        select coalesce((select m.upto from search_mark m
                where m.tenant_id = p_tenant and m.kind = v_kind),
            '00000000-0000-0000-0000-000000000000') into v_from;
        with r as materialized (
            select * from (
                (select m.id, m.conversation_id, m.text from message m
                    where v_kind = 'message' and m.tenant_id = p_tenant
                      and m.id > v_from order by m.id limit p_limit)
                union all
                (select n.id, null::uuid, n.name from contact n
                    where v_kind = 'contact' and n.tenant_id = p_tenant
                      and n.id > v_from and n.merged_into is null
                    order by n.id limit p_limit)
                union all
                (select t.id, t.conversation_id, concat_ws(' ', t.number,
                        t.subject, t.explanation, t.resolution_notes)
                    from ticket t
                    where v_kind = 'ticket' and t.tenant_id = p_tenant
                      and t.id > v_from order by t.id limit p_limit)) x
        ), i as (
            insert into search_doc (tenant_id, id, kind, conversation_id,
                    tsv)
                select p_tenant, r.id, v_kind, r.conversation_id,
                    search_tsv(p_tenant, v_kind, r.text)
                from r where r.text <> '' and not exists (
                    select from search_doc d where d.tenant_id = p_tenant
                      and d.id = r.id)
                on conflict do nothing returning id
        )
        select (select count(*) from r), (select count(*) from i),
                (select r.id from r order by r.id desc limit 1)
            into v_all, v_n, v_last;
        v_total := v_total + v_n;
        -- What is not settled yet is looked at again.
        insert into search_mark (tenant_id, kind, upto)
            values (p_tenant, v_kind, greatest(v_from, least(v_settled,
                case when v_all = p_limit then v_last else v_settled end)))
            on conflict (tenant_id, kind) do update
            set upto = excluded.upto;
        if v_all = p_limit and v_last < v_settled then
            v_total := greatest(v_total, p_limit);  -- there is more
        end if;
    end loop;
    return v_total;
end
$$;

create function core.contact_named() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    perform search_put(new.tenant_id, new.id, 'contact', null,
                       coalesce(new.name, ''));
    return null;
end
$$;
create trigger contact_named after update of name on core.contact
    for each row when (old.name is distinct from new.name)
    execute function core.contact_named();

create function core.ticket_worded() returns trigger
language plpgsql set search_path = core, pg_temp as $$
begin
    perform search_put(new.tenant_id, new.id, 'ticket', new.conversation_id,
        concat_ws(' ', new.number, new.subject, new.explanation,
                  new.resolution_notes));
    return null;
end
$$;
create trigger ticket_worded after update on core.ticket
    for each row when ((old.subject, old.explanation, old.resolution_notes)
        is distinct from (new.subject, new.explanation,
                          new.resolution_notes))
    execute function core.ticket_worded();

-- What a person is forgotten in.
create function core.search_erase(p_tenant uuid, p_conversations uuid[])
returns void
language sql set search_path = core, pg_temp as $$
    delete from search_doc where tenant_id = p_tenant
        and conversation_id = any (p_conversations)
$$;


-- Finding -------------------------------------------------------------------

-- Each reads a bounded number of documents, however many have the word, and
-- keeps its plan.  How much is looked at for one question:
create function core.search_most() returns int
language sql immutable as $$
    select 2000
$$;

-- Among the latest p_docs documents; ends when it has enough.
create function core.search_walk(p_tenant uuid, p_query tsquery,
    p_docs int, p_limit int) returns uuid[]
language plpgsql stable security definer set search_path = core, pg_temp
    set enable_seqscan = off set enable_bitmapscan = off
    set enable_sort = off set plan_cache_mode = force_generic_plan as $$
begin
    return array(select d.id from (select x.id, x.kind, x.tsv
            from search_doc x where x.tenant_id = p_tenant
            order by x.id desc limit p_docs) d
        where d.kind = 'message' and d.tsv @@ p_query
        order by d.id desc limit p_limit);
end
$$;

-- By the index, in no order: of a word that more have, any so many.
create function core.search_rare(p_tenant uuid, p_query tsquery,
    p_limit int) returns uuid[]
language plpgsql stable security definer set search_path = core, pg_temp
    set enable_seqscan = off set enable_indexscan = off
    set enable_indexonlyscan = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
begin
    return array(select d.id from search_doc d
        where d.kind = 'message' and d.tsv @@ (p_query
            && quote_literal('@message' || p_tenant)::tsquery)
        limit p_limit);
end
$$;

-- The same of contacts and tickets.
create function core.search_other(p_tenant uuid, p_query tsquery,
    p_kind text, p_limit int) returns uuid[]
language plpgsql stable security definer set search_path = core, pg_temp
    set enable_seqscan = off set enable_indexscan = off
    set enable_indexonlyscan = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
begin
    return array(select d.id from search_doc d
        where d.kind <> 'message' and d.tsv @@ (p_query
            && quote_literal('@' || p_kind || p_tenant)::tsquery)
        limit p_limit);
end
$$;

-- In certain conversations.
create function core.search_within(p_tenant uuid, p_query tsquery,
    p_kind text, p_conversations uuid[], p_limit int) returns uuid[]
language plpgsql stable security definer set search_path = core, pg_temp
    set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
    return array(select d.id from unnest(p_conversations) c(id)
        cross join lateral (select x.id from search_doc x
            where x.tenant_id = p_tenant and x.conversation_id = c.id
              and x.kind = p_kind and x.tsv @@ p_query
            order by x.id desc limit p_limit) d
        order by d.id desc limit p_limit);
end
$$;

-- The latest of them; hits: how many are known to be there, more: it may be
-- that there are others.  A word that many messages have is in one of the
-- latest, so a short walk over those comes first and the index is asked for
-- rarer ones; one that is in search_most() messages and not in the latest is
-- walked for once more, further.  p_conversations null: anywhere.
create function core.search_ids(p_tenant uuid, p_query tsquery,
    p_kind text, p_conversations uuid[], p_limit int, out ids uuid[],
    out hits int, out more boolean)
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_most int := search_most();
    v_far  uuid[] := '{}';
begin
    if p_conversations is not null then
        ids := search_within(p_tenant, p_query, p_kind, p_conversations,
                             p_limit + 1);
        v_most := p_limit;
    elsif p_kind <> 'message' then
        ids := search_other(p_tenant, p_query, p_kind, v_most + 1);
    else
        ids := search_walk(p_tenant, p_query, 500, p_limit + 1);
        if cardinality(ids) > p_limit then
            v_most := p_limit;
        else
            ids := search_rare(p_tenant, p_query, v_most + 1);
        end if;
        if cardinality(ids) > v_most and v_most > p_limit then
            v_far := search_walk(p_tenant, p_query, 10 * v_most, p_limit);
        end if;
    end if;
    hits := least(cardinality(ids), v_most);
    more := cardinality(ids) > v_most;
    ids := array(select distinct x from unnest(ids || v_far) x
        order by x desc limit p_limit);
end
$$;

grant create on schema core to relevo_search;
alter function core.search_walk(uuid, tsquery, int, int)
    owner to relevo_search;
alter function core.search_rare(uuid, tsquery, int)
    owner to relevo_search;
alter function core.search_other(uuid, tsquery, text, int)
    owner to relevo_search;
alter function core.search_within(uuid, tsquery, text, uuid[], int)
    owner to relevo_search;
revoke create on schema core from relevo_search;

do $$
declare
    f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'core'::regnamespace and p.proname in (
        'search_settled', 'search_words', 'search_tsv', 'search_query',
        'search_put', 'search_pass', 'search_erase', 'search_walk',
        'search_rare', 'search_other', 'search_within', 'search_ids',
        'search_most')
    loop
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to relevo_worker,'
                       ' relevo_web', f);
    end loop;
end
$$;
