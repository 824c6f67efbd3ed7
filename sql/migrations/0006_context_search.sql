-- 0006_context_search - how words are compared.
--
-- What is searched with these words is in 0011_search, what a turn starts
-- from in 0013_context.

-- Words ---------------------------------------------------------------------

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

-- Both are called for every word: what can be inlined names all it uses, what
-- cannot is plpgsql, whose plan is kept (a plan of an SQL function is made anew
-- by every statement).
create function core.ts_config(p_language text) returns regconfig
language sql immutable parallel safe as $$
    select case pg_catalog.split_part(pg_catalog.split_part(
            pg_catalog.lower(p_language), '-', 1), '_', 1)
        when 'es' then 'core.es'::regconfig when 'en' then 'core.en'
        when 'pt' then 'core.pt' when 'fr' then 'core.fr'
        when 'it' then 'core.it' else 'core.plain' end
$$;

-- What such a configuration makes of a word; the configuration itself takes
-- off its accents before.
create function core.stemmer(p_language text) returns regdictionary
language sql immutable parallel safe as $$
    select case pg_catalog.split_part(pg_catalog.split_part(
            pg_catalog.lower(p_language), '-', 1), '_', 1)
        when 'es' then 'pg_catalog.spanish_stem'::regdictionary
        when 'en' then 'pg_catalog.english_stem'
        when 'pt' then 'pg_catalog.portuguese_stem'
        when 'fr' then 'pg_catalog.french_stem'
        when 'it' then 'pg_catalog.italian_stem'
        else 'pg_catalog.simple' end
$$;

create function core.plain_text(p_text text) returns text
language plpgsql immutable parallel safe as $$
begin
    return pg_catalog.lower(ext.unaccent('ext.unaccent'::regdictionary,
                                         coalesce(p_text, '')));
end
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
    when 'en' then 'hello hi hey s t re ve ll m good morning afternoon evening thanks thank '
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
        'le la les l d j n s c qu t un une des du de savoir peux peut peuvent pouvez pourriez pourrais dire dites moi '
        'besoin ai avez a y est ce que quel quelle quels quelles comment '
        'quand combien ou qui quoi oui non plus etes sont etre faire fait '
        'faites vous votre vos mon ma mes information aide question'
    when 'it' then 'l d un ciao salve buongiorno buonasera grazie prego favore per '
        'voglio vorrei sapere posso puo possono potete potrei potrebbe dire '
        'dirmi dimmi bisogno ho ha avete c e quale quali qual come quando '
        'quanto quanta quanti quante dove che chi cosa si no piu siete sono '
        'essere fare fa fate voi vostro vostra vostri mio mia informazione '
        'informazioni aiuto domanda'
    else '' end
$$;

grant execute on function core.ts_config(text), core.stemmer(text),
    core.plain_text(text), core.filler(text) to relevo_turn, relevo_worker;
