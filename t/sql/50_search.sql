-- Context and the knowledge base, under row-level security.
\ir helpers.psql
select plan(47);
set role relevo_worker;
select pg_temp.adm('10-0', 1,
    pg_temp.msg('100', 'a', '[["bsuid","X1"],["wa_id","1"]]', 'uno'),
    pg_temp.msg('100', 'b', '[["wa_id","1"]]', 'dos'),
    pg_temp.msg('200', 'c', '[["wa_id","1"]]', 'CANARY-B')) \g /dev/null
select pg_temp.conv('bsuid', 'X1') as c1 \gset
select id as cb from core.conversation where tenant_id = :'tb' \gset
select pg_temp.com(pg_temp.turn(:'c1', 1, 1, '{r1,r2}')) \g /dev/null
reset role;
create function pg_temp.ctx(p_tenant uuid, p_conversation uuid)
returns jsonb language sql as $$
    select core.contexts(array[p_tenant], array[p_conversation])::jsonb
        -> 0 -> 'contexts' -> p_conversation::text
$$;
grant usage on schema tap to relevo_turn;
set role relevo_turn;
select pg_temp.ctx(:'ta', :'c1') as r \gset
select is(jsonb_path_query_array(:'r'::jsonb, '$.messages[*].text'),
    '["dos"]', 'what is not done');
select is(:'r'::jsonb #> '{contact,to}',
    '{"bsuid": "X1", "phone": "1"}', 'how to reach them');
select is(pg_temp.ctx(:'ta', :'cb'), null,
    'another tenant''s conversation is absent');
select is(pg_temp.ctx(:'ta', '00000000-0000-0000-0000-000000000001'), null,
    'as is one that never was');
select is((select jsonb_agg(g -> 'tenant' ->> 'slug' order by g -> 'tenant'
    ->> 'slug') from jsonb_array_elements(core.contexts(array[:'ta', :'tb',
    :'ta']::uuid[], array[:'c1', :'cb', :'cb']::uuid[])::jsonb) g
    where g -> 'contexts' <> '{}'), '["ta", "tb"]',
    'a group per tenant, each under its own policy');
reset role;
\ir ../../sql/demo.sql
select tenant_id as td from core.tenant where slug = 'demo' \gset
create function pg_temp.best(p_l text, p_q text) returns text
language sql as $$
    select core.search((select current_setting('test.td')::uuid), p_q, p_l,
        1) #>> '{hits,0,answer}' $$;
create function pg_temp.score(p_l text, p_q text) returns real
language sql as $$
    select coalesce((core.search((select current_setting('test.td')::uuid),
        p_q, p_l, 1) #>> '{hits,0,score}')::real, 0) $$;
select set_config('test.td', :'td', true) \g /dev/null
select pg_my_temp_schema()::regnamespace as tmp \gset
grant usage on schema :tmp to public;
grant execute on all functions in schema :tmp to public;
set role relevo_turn;
select matches(pg_temp.best(l, q), a, l || ': ' || q) from (values
    ('es', '¿A qué hora abren?', 'Abrimos'),
    ('es', 'hola, cuanto tarda el envio?', 'de 2 a 4'),
    ('es', 'puedo pagar con tarjeta', 'Aceptamos'),
    ('es', 'donde esta mi pedido', 'seguimiento'),
    ('es', 'orario de apertuta', 'Abrimos'),
    ('en', 'hi, when do you open?', 'We are open'),
    ('en', 'how long does shipping take', '2 to 4'),
    ('en', 'how can I return something', '30 days'),
    ('en', 'waranty', 'three-year'),
    ('pt', 'quanto demora a entrega?', '2 a 4'),
    ('pt', 'posso pagar com cartão', 'Aceitamos'),
    ('pt', 'a que horas fecham', 'Abrimos'),
    ('fr', 'quels sont les horaires ?', 'ouverts'),
    ('fr', 'où est ma commande', 'suivi'),
    ('fr', 'combien de temps pour la livraison', '2 à 4'),
    ('it', 'quali sono gli orari', 'aperti'),
    ('it', 'posso pagare con la carta', 'Accettiamo'),
    ('it', 'dov''è il mio ordine', 'tracciamento')) v(l, q, a);
select cmp_ok(pg_temp.score(l, q), '>=', 0.5::real,
    'sure enough: ' || q) from (values
    ('es', '¿A qué hora abren?'), ('en', 'when do you open?'),
    ('pt', 'quanto demora a entrega?'), ('fr', 'où est ma commande'),
    ('it', 'quali sono gli orari')) v(l, q);
select cmp_ok(pg_temp.score(l, q), '<', 0.3::real, 'nothing for: ' || q)
from (values ('es', '¿venden elefantes?'), ('es', 'que es lo que hay de'),
    ('en', 'what is the meaning of life'), ('en', 'do you have the'),
    ('fr', 'vendez-vous des éléphants'), ('en', '')) v(l, q);
select is(pg_temp.score('en', '''" & | ! ( ) :* \ <->')::real, 0::real,
    'operators are no syntax');
select is(core.search(:'tb', 'when do you open?', 'en', 3) -> 'hits', '[]',
    'another tenant finds nothing of it');
select is((select count(*)::int from core.kb_chunk), 0,
    'and sees nothing afterwards');
reset role;

-- A thousand answers of another tenant's about the same cost a search nothing.
set role relevo_worker;
select core.kb_put(:'tb', 'es', 'much', (select jsonb_agg(jsonb_build_object(
    'question', '¿A qué hora abren la tienda ' || i || '?', 'answer',
    'Abrimos a las nueve y los domingos cerramos, tienda ' || i))
    from generate_series(1, 1000) i)) \g /dev/null
reset role;
analyze core.kb_chunk, core.kb_word;
create function pg_temp.read_rows(t text) returns bigint language sql as $$
    select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
    from pg_stat_xact_all_tables where relid = t::regclass
$$;
select pg_temp.read_rows('core.kb_chunk') as chunks,
    pg_temp.read_rows('core.kb_word') as words \gset
set role relevo_turn;
select core.search(:'td', '¿A qué hora abren?', 'es', 5) -> 'hits' -> 0
    ->> 'chunk' as found \gset
select core.search(:'td', '¿A qué horra abrren?', 'es', 5) \g /dev/null
reset role;
select isnt(:'found'::text, '', 'something is found');
select cmp_ok(pg_temp.read_rows('core.kb_chunk') - :chunks, '<', 200::bigint,
    'no chunk of another tenant was read');
select cmp_ok(pg_temp.read_rows('core.kb_word') - :words, '<', 200::bigint,
    'nor their words');

-- Words go with what they are of.
set role relevo_worker;
select is((select count(*) from core.kb_word where tenant_id = :'tb'
    and lexeme = 'abr' and said <> '{}'), 0::bigint,
    'a word of the question is not one of the answer only');
select core.kb_put(:'tb', 'es', 'much', '[{"question": "¿Dónde están?",
    "answer": "En Madrid."}]') \g /dev/null
select is((select array_agg(distinct d.active) from core.kb_word w
    join core.kb_document d on d.tenant_id = w.tenant_id
        and d.id = w.document_id where w.tenant_id = :'tb'), '{true}',
    'a new version replaces them');
select core.kb_remove(:'tb', 'much', null) \g /dev/null
select is((select count(*) from core.kb_word where tenant_id = :'tb'),
    0::bigint, 'what is removed has none');
select is(core.kb_put(:'tb', 'es', 'much', '[{"question": "¿Dónde están?",
    "answer": "En Roma."}]') ->> 'version', '3',
    'and what comes back is a new version, as it says');

-- Whatever a customer writes is a question to the catalogue, never its syntax.
select core.catalog_import(:'tb', '[{"sku": "A\\1", "names":
    {"es": "silla roja"}}]', false) \g /dev/null
reset role;
set role relevo_turn;
select is(core.catalog_search(:'tb', E'silla c:\\temp dir, \'o\' ', 'es', 5)
    #>> '{products,0,sku}', 'A\1', 'a backslash is a character');
select is(core.catalog_search(:'tb', 'A\1', 'es', 5) #>> '{products,0,sku}',
    'A\1', 'also of a number');
select is(core.catalog_search(:'tb', '', 'es', 5) -> 'products', '[]',
    'nothing is nothing');
reset role;
select * from finish();
rollback;
