-- 0006_context_search - what a turn starts from, and how words are compared.
--
-- core.contexts runs as relevo_turn, under row-level security: it sets
-- relevo.tenant for its transaction, and reads only.  What is searched with
-- these words is in 0011_answers.

-- Context -------------------------------------------------------------------

-- A merged contact lives on in another; its conversation still answers.
create function core.person(p_tenant uuid, p_contact uuid) returns uuid
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_contact uuid := p_contact;
    v_next    uuid;
begin
    loop
        select merged_into into v_next from contact
            where tenant_id = p_tenant and id = v_contact;
        exit when v_next is null;
        v_contact := v_next;
    end loop;
    return v_contact;
end
$$;

-- What the turns of these conversations start from; the arrays run in step.
-- One group per tenant, read under its policy:
-- [{"tenant": {...}, "contexts": {"<conversation>": {...}, ...}}, ...]
create function core.contexts(p_tenants uuid[], p_conversations uuid[])
returns text
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off set enable_mergejoin = off
    set enable_hashjoin = off set enable_sort = off set jit = off
    set plan_cache_mode = force_generic_plan as $$
declare
    v_tenant uuid;
    v_group  text;
    v_groups text[] := '{}';
    v_struck boolean := exists (select from strike where kind = 'turn');
begin
    for v_tenant in select distinct t from unnest(p_tenants) t loop
        perform set_config('relevo.tenant', v_tenant::text, true);
        select '{"tenant":' || (select json_build_object('id', t.tenant_id,
                'slug', t.slug, 'default_language', t.default_language,
                'knowledge', t.knowledge, 'settings', t.settings)
                from tenant t
                where t.tenant_id = v_tenant)
            || ',"contexts":{' || coalesce(string_agg('"' || c.id
            || '":{"conversation":{"state":"' || c.state || '","epoch":'
            || c.epoch || ',"done_seq":' || c.done_seq || ',"last_seq":'
            || c.last_seq || ',"language":'
            || coalesce(to_json(c.language)::text, 'null')
            || ',"asked_person":' || c.asked_person || ',"attempt":'
            || coalesce((select w.attempt from work w
                where w.tenant_id = v_tenant and w.conversation_id = c.id), 0)
            || '},"account":' || (select '{"channel":"' || a.channel
                || '","account":' || to_json(a.account) || '}'
                from account a where a.tenant_id = v_tenant
                  and a.id = c.account_id)
            || ',"contact":' || (select '{"name":'
                || coalesce(to_json(n.name)::text, 'null') || ',"language":'
                || coalesce(to_json(n.language)::text, 'null') || ',"to":{'
                || coalesce((select string_agg('"' || case d.kind
                    when 'wa_id' then 'phone' else d.kind end || '":'
                    || to_json(d.value), ',' order by d.created_at)
                    from identity d where d.tenant_id = v_tenant
                      and d.contact_id = n.id and d.kind <> ''), '') || '}}'
                from contact n where n.tenant_id = v_tenant
                  and n.id = c.person)
            || ',"messages":[' || coalesce((select string_agg('{"seq":'
                || m.seq || ',"type":' || to_json(m.type) || ',"text":'
                || coalesce(to_json(m.text)::text, 'null') || ',"content":'
                || case when m.type <> 'text' and m.content is not null
                    then m.content::text else 'null' end || ',"at_ms":'
                || ms(m.at) || ',"provider_id":'
                || coalesce(to_json(m.provider_id)::text, 'null')
                || ',"trace":' || coalesce(to_json(m.trace)::text, 'null')
                || ',"strikes":' || case when v_struck then coalesce((
                    select s.count from strike s where s.kind = 'turn'
                      and s.ref = v_tenant || ' ' || c.id || ' ' || m.seq
                      and s.partition = c.partition), 0) else 0 end || '}',
                ',' order by m.seq)
                from message m where m.tenant_id = v_tenant
                  and m.conversation_id = c.id and m.seq > c.done_seq
                  and m.seq <= c.done_seq + 50 and m.seq >= 0
                  and m.direction = 'in'), '')
            || ']}', ','), '') || '}}'
            into v_group
            from unnest(p_tenants, p_conversations) q(tenant, id)
            cross join lateral (select z.*, (select case
                    when n.merged_into is null then n.id
                    else person(v_tenant, n.merged_into) end
                    from contact n where n.tenant_id = v_tenant
                      and n.id = z.contact_id) as person
                from conversation z
                where z.tenant_id = v_tenant and z.id = q.id
                offset 0) c
            where q.tenant = v_tenant;
        v_groups := v_groups || v_group;
    end loop;
    return '[' || array_to_string(v_groups, ',') || ']';
end
$$;
grant select (kind, ref, partition, count) on core.strike to relevo_turn;


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

grant execute on function core.person(uuid, uuid),
    core.contexts(uuid[], uuid[]) to relevo_turn;
grant execute on function core.ts_config(text), core.plain_text(text),
    core.filler(text) to relevo_turn, relevo_worker;
