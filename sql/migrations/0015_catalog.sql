-- 0015_catalog - what a tenant sells: names per language, price, stock.
--
-- Prices are numeric and never computed by a machine's floating point; one
-- that is not there is null, and then nobody names one.  Import and removal
-- raise tenant.knowledge, like every change of what answers are made of.

create table core.product (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    sku         text not null check (length(sku) between 1 and 100),
    names       jsonb not null,         -- {"es": ..., "en": ..., "": any}
    price       numeric(14, 4) check (price >= 0),
    currency    text check (currency ~ '^[A-Z]{3}$'),
    stock       int check (stock >= 0), -- null: not counted
    url         text,
    attributes  jsonb not null default '{}',
    tsv         tsvector not null,      -- of all names, stemmed and plain
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, sku),
    check (price is null or currency is not null)
);
create index product_tsv on core.product using gin (tsv);
select core.protect('core.product');

grant select, insert, update, delete on core.product to relevo_worker;
grant select on core.product to relevo_turn, relevo_web, relevo_search;
create policy search_all on core.product for select to relevo_search
    using (true);


create function core.product_tsv(p_sku text, p_names jsonb) returns tsvector
language sql stable set search_path = core, pg_temp as $$
    select string_agg(to_tsvector(ts_config(n.key), n.value)::text || ' '
        || to_tsvector('core.plain', n.value)::text, ' ')::tsvector
        || array_to_tsvector(array[plain_text(p_sku)])
    from jsonb_each_text(p_names) n
$$;

-- items: [{"sku", "names": {}, "price": "9.90", "currency", "stock", "url",
-- "attributes": {}}].  p_replace: what is not among them goes.
create function core.catalog_import(p_tenant uuid, p_items jsonb,
    p_replace boolean) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_added   int;
    v_changed int;
    v_removed int := 0;
begin
    if jsonb_typeof(p_items) is distinct from 'array' then
        raise exception 'catalog: items must be a list'
            using errcode = '22023';
    end if;
    perform pg_advisory_xact_lock(hashtextextended(p_tenant::text, 12));
    with new as (
        select e ->> 'sku' as sku, e -> 'names' as names,
            (e ->> 'price')::numeric as price, e ->> 'currency' as currency,
            (e ->> 'stock')::int as stock, e ->> 'url' as url,
            coalesce(e -> 'attributes', '{}') as attributes
        from jsonb_array_elements(p_items) e
    ), put as (
        insert into product as p (tenant_id, sku, names, price, currency,
                                  stock, url, attributes, tsv)
            select p_tenant, n.sku, n.names, n.price, n.currency, n.stock,
                n.url, n.attributes, product_tsv(n.sku, n.names) from new n
        on conflict (tenant_id, sku) do update set names = excluded.names,
            price = excluded.price, currency = excluded.currency,
            stock = excluded.stock, url = excluded.url,
            attributes = excluded.attributes, tsv = excluded.tsv,
            updated_at = now()
        where (p.names, p.price, p.currency, p.stock, p.url, p.attributes)
            is distinct from (excluded.names, excluded.price,
            excluded.currency, excluded.stock, excluded.url,
            excluded.attributes)
        returning xmax = 0 as added
    )
    select count(*) filter (where added), count(*) filter (where not added)
        into v_added, v_changed from put;
    if p_replace then
        delete from product where tenant_id = p_tenant and sku <> all (array(
            select e ->> 'sku' from jsonb_array_elements(p_items) e));
        get diagnostics v_removed = row_count;
    end if;
    if v_added + v_changed + v_removed > 0 then
        update tenant set knowledge = knowledge + 1
            where tenant_id = p_tenant;
    end if;
    return jsonb_build_object('added', v_added, 'changed', v_changed,
        'removed', v_removed, 'unchanged',
        jsonb_array_length(p_items) - v_added - v_changed);
end
$$;

create function core.product_json(p core.product) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('product', p.id, 'sku', p.sku, 'names', p.names,
        'price', trim_scale(p.price)::text, 'currency', p.currency, 'stock',
        p.stock, 'url', p.url, 'attributes', p.attributes)
$$;

create function core.catalog_list(p_tenant uuid, p_limit int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('products', coalesce(jsonb_agg(
        product_json(p) order by p.sku), '[]'))
    from (select * from product where tenant_id = p_tenant
          order by sku limit p_limit) p
$$;


-- Search --------------------------------------------------------------------

-- Sees all products, and returns ids only.
create function core.search_product(p_tenant uuid, p_query tsquery,
    p_limit int)
returns table (id uuid)
language sql stable security definer set search_path = core, pg_temp as $$
    select p.id from product p
    where p.tenant_id = p_tenant and p.tsv @@ p_query
    order by ts_rank(p.tsv, p_query) desc, p.id limit p_limit
$$;

grant create on schema core to relevo_search;
alter function core.search_product(uuid, tsquery, int)
    owner to relevo_search;
revoke create on schema core from relevo_search;

-- The share of a name's words that the text has, and how many they are; the
-- name that fits best.
create function core.name_fit(p_names jsonb, p_lexemes text[],
    out fit float8, out words int)
language sql stable set search_path = core, pg_temp as $$
    select count(*) filter (where l = any (p_lexemes))::float8
        / greatest(count(*), 1), count(*) filter (where l = any (p_lexemes))
    from jsonb_each_text(p_names) n
    cross join lateral unnest(tsvector_to_array(
        to_tsvector(ts_config(n.key), n.value))) l
    group by n.key order by 1 desc, 2 desc limit 1
$$;

-- A lexeme as it is written in a tsquery.  quote_literal() is for SQL: what
-- holds a backslash it makes E'...', which is a syntax error here.
create function core.lexeme_literal(p_lexeme text) returns text
language sql immutable set search_path = core, pg_temp as $$
    select '''' || replace(replace(p_lexeme, '\', '\\'), '''', '''''')
        || ''''
$$;

-- products: what the text names; topics: the concepts of all its words;
-- fit: the share of the product's name in the text; left: words of the text
-- that neither the name nor a question about price or stock explains.
create function core.catalog_find(p_tenant uuid, p_query text,
    p_language text, p_limit int) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_topics  text[];
    v_lexemes text[];
    v_subject text[];
    v_query   tsquery;
    v_found   jsonb;
begin
    if not exists (select from product where tenant_id = p_tenant) then
        return '{"products": [], "topics": []}';
    end if;
    select array_agg(distinct w.concept) filter (where w.concept is not null),
        array_agg(w.lexeme) || array_agg(w.token),
        array_agg(w.token) filter (where not w.filler and (w.concept is null
            or w.concept not in ('cost', 'howmuch', 'stock', 'sell', 'order')))
        into v_topics, v_lexemes, v_subject
        from words(p_query, p_language, p_language) w;
    select string_agg(lexeme_literal(l), ' | ')::tsquery into v_query
        from unnest(v_lexemes || plain_text(left(p_query, 100))) l
        where l <> '';
    if v_subject is not null then
        select jsonb_agg(product_json(p) || jsonb_build_object('fit',
            round(f.fit::numeric, 4), 'words', f.words, 'left', (
                select count(*) from unnest(v_subject) s
                where not (p.tsv @@ any (array(select quote_literal(x)::tsquery
                    from unnest(s || tsvector_to_array(to_tsvector(
                        ts_config(p_language), s))) x)))))
            order by f.fit desc, f.words desc, p.sku)
            into v_found
            from search_product(p_tenant, v_query, p_limit * 4) r
            join product p on p.tenant_id = p_tenant and p.id = r.id
            cross join lateral name_fit(p.names, v_lexemes) f;
    end if;
    return jsonb_build_object('products', coalesce(v_found, '[]'),
        'topics', coalesce(to_jsonb(v_topics), '[]'));
end
$$;

create function core.catalog_search(p_tenant uuid, p_query text,
    p_language text, p_limit int) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    perform set_config('relevo.tenant', p_tenant::text, true);
    return catalog_find(p_tenant, p_query, p_language, p_limit);
end
$$;

-- What the catalogue knows of the numbers of an order, ["A-1", ...].
create function core.catalog_order(p_tenant uuid, p_skus jsonb)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
begin
    perform set_config('relevo.tenant', p_tenant::text, true);
    return jsonb_build_object('products', (select coalesce(jsonb_agg(
        product_json(p)), '[]') from product p
        where p.tenant_id = p_tenant and p.sku = any (array(
            select jsonb_array_elements_text(p_skus)))));
end
$$;

grant execute on function core.product_tsv(text, jsonb),
    core.catalog_import(uuid, jsonb, boolean),
    core.catalog_list(uuid, int) to relevo_worker;
grant execute on function core.product_json(core.product)
    to relevo_worker, relevo_turn;
grant execute on function core.search_product(uuid, tsquery, int),
    core.name_fit(jsonb, text[]), core.lexeme_literal(text),
    core.catalog_find(uuid, text, text, int),
    core.catalog_search(uuid, text, text, int),
    core.catalog_order(uuid, jsonb) to relevo_turn;
