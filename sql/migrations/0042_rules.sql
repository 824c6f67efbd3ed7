-- 0042_rules - are these rules ones that the worker will understand?
--
-- The same questions as worker/decide/rules.c asks (t/97_api_admin.t compares
-- the two), each answered with a place and a code, all at once.  The names a
-- rule may use - packs of phrases, intents, signals, reasons that were
-- learned - are the program's: `relevo migrate` writes them here, for every
-- tenant the same.  A kind nobody has written is not looked at.

create table core.rule_word (
    kind        text not null,          -- keyword intent learned signal
                                        -- sentiment act
    name        text not null,
    primary key (kind, name)
);
grant select on core.rule_word to relevo_worker, relevo_web;

-- {"<kind>": ["<name>", ...]}
create function core.rule_words_set(p_words jsonb) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    delete from rule_word w where not coalesce(p_words -> w.kind ? w.name,
                                               false);
    insert into rule_word select e.key, n
        from jsonb_each(p_words) e
        cross join jsonb_array_elements_text(e.value) n
        on conflict do nothing;
end
$$;
revoke execute on function core.rule_words_set(jsonb) from public;

create function core.rule_problem(p_path text, p_code text,
    p_detail text default null) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select pg_catalog.jsonb_build_array(pg_catalog.jsonb_strip_nulls(
        pg_catalog.jsonb_build_object('path', p_path, 'code', p_code,
                                      'detail', p_detail)))
$$;

-- Members that are not known there.
create function core.rule_members(p_path text, p_object jsonb,
    p_known text[]) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('path', p_path || '.' || k,
                    'code', 'unknown_member')), '[]')
    from jsonb_object_keys(p_object) k where not k = any (p_known)
$$;

-- A list of names of a kind.
create function core.rule_names(p_path text, p_kind text, p_list jsonb)
returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if jsonb_typeof(p_list) is distinct from 'array'
            or jsonb_array_length(p_list) = 0 then
        return rule_problem(p_path, 'list', 'a list of names');
    end if;
    return (select coalesce(jsonb_agg(jsonb_build_object('path', p_path
            || '.' || (e.n - 1), 'code', 'unknown_name', 'detail',
            left(e.v #>> '{}', 64) || ' is no ' || p_kind) order by e.n),
            '[]')
        from jsonb_array_elements(p_list) with ordinality e(v, n)
        where jsonb_typeof(e.v) <> 'string'
           or exists (select from rule_word w where w.kind = p_kind)
              and not exists (select from rule_word w where w.kind = p_kind
                              and w.name = e.v #>> '{}'));
end
$$;

create function core.rule_number(p_path text, p_object jsonb, p_key text)
returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select case when not p_object ? p_key then '[]'
        when jsonb_typeof(p_object -> p_key) <> 'number'
            then rule_problem(p_path || '.' || p_key, 'number')
        when (p_object ->> p_key)::numeric not between -1000000 and 1000000
            then rule_problem(p_path || '.' || p_key, 'range',
                              '-1000000 to 1000000')
        else '[]' end
$$;

create function core.rule_name(p_path text, p_object jsonb, p_key text,
    p_max int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select case when not p_object ? p_key
          or jsonb_typeof(p_object -> p_key) = 'string'
             and octet_length(p_object ->> p_key) <= p_max then '[]'
        else rule_problem(p_path || '.' || p_key, 'name',
                          '1 to ' || p_max || ' letters') end
$$;

create function core.rule_scope(p_path text, p_when jsonb) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select case when coalesce(p_when ->> 'scope', 'last')
            in ('last', 'before', 'any') then '[]'
        else rule_problem(p_path || '.scope', 'scope',
                          'last, before or any') end
$$;

-- Words and phrases of the tenant's own.
create function core.rule_phrases(p_path text, p_list jsonb) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
begin
    if jsonb_typeof(p_list) is distinct from 'array'
            or jsonb_array_length(p_list) not between 1 and 50 then
        return rule_problem(p_path, 'list', '1 to 50 phrases');
    end if;
    return (select coalesce(jsonb_agg(jsonb_build_object('path', p_path
            || '.' || (e.n - 1), 'code', 'name', 'detail',
            '1 to 100 letters') order by e.n), '[]')
        from jsonb_array_elements(p_list) with ordinality e(v, n)
        where jsonb_typeof(e.v) <> 'string'
           or octet_length(e.v #>> '{}') not between 1 and 100);
end
$$;

create function core.condition_problems(p_path text, p_when jsonb)
returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_kind  text;
    v_known text[];
    v       jsonb := '[]';
begin
    if jsonb_typeof(p_when) is distinct from 'object' then
        return rule_problem(p_path, 'object');
    end if;
    select k into v_kind from unnest(array['keyword', 'sentiment', 'intent',
        'confidence_below', 'length_over', 'failures', 'signal', 'act',
        'learned', 'nobody', 'words']) with ordinality x(k, n)
        where p_when ? k order by n limit 1;
    if v_kind is null then
        return rule_problem(p_path, 'kind', 'a condition of no known kind');
    end if;
    v_known := array['not', v_kind] || case v_kind
        when 'keyword' then array['scope', 'unless', 'negated']
        when 'sentiment' then array['at_least']
        when 'intent' then array['at_least']
        when 'learned' then array['at_least']
        when 'words' then array['scope', 'negated']
        when 'signal' then array['at_least'] else '{}' end;
    v := rule_members(p_path, p_when, v_known)
        || rule_number(p_path, p_when, 'at_least');
    case v_kind
    when 'keyword' then
        v := v || rule_names(p_path || '.keyword', 'keyword',
                             p_when -> 'keyword');
        if p_when ? 'unless' then
            v := v || rule_names(p_path || '.unless', 'keyword',
                                 p_when -> 'unless');
        end if;
        v := v || rule_scope(p_path, p_when);
    when 'words' then
        v := v || rule_phrases(p_path || '.words', p_when -> 'words')
            || rule_scope(p_path, p_when);
    when 'sentiment', 'intent', 'learned' then
        v := v || rule_names(p_path || '.' || v_kind, v_kind,
                             p_when -> v_kind);
    when 'signal', 'act' then
        v := v || rule_names(p_path || '.' || v_kind, v_kind,
                             jsonb_build_array(p_when -> v_kind));
    else
        v := v || rule_number(p_path, p_when, v_kind);
    end case;
    return v;
end
$$;

create function core.rule_one_problems(p_path text, r jsonb) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v jsonb := '[]';
begin
    if jsonb_typeof(r) is distinct from 'object' then
        return rule_problem(p_path, 'object');
    end if;
    if coalesce(r ->> 'id', '') = '' then
        v := v || rule_problem(p_path || '.id', 'required');
    end if;
    v := v || rule_name(p_path, r, 'id', 39)
        || rule_name(p_path, r, 'reason', 39)
        || rule_name(p_path, r, 'skill', 23)
        || rule_members(p_path, r, array['id', 'when', 'hard', 'points',
            'priority', 'topic', 'about', 'skill', 'reason'])
        || rule_number(p_path, r, 'points')
        || rule_number(p_path, r, 'about');
    if coalesce(r ->> 'priority', '') not in ('', 'low', 'medium', 'high',
                                              'urgent') then
        v := v || rule_problem(p_path || '.priority', 'priority',
                               'low, medium, high or urgent');
    end if;
    if coalesce(r ->> 'topic', '') <> '' then
        v := v || case when jsonb_array_length(rule_names('', 'intent',
                jsonb_build_array(r -> 'topic'))) > 0
            then rule_problem(p_path || '.topic', 'unknown_name') else '[]'
            end;
    end if;
    if jsonb_typeof(r -> 'about') = 'number' then
        if r ->> 'about' !~ '^\d$' then
            v := v || rule_problem(p_path || '.about', 'range',
                                   'a whole number, 0 to 9');
        elsif (r ->> 'about')::int > 0
                and coalesce(r ->> 'topic', '') = '' then
            v := v || rule_problem(p_path || '.about', 'topic',
                                   '"about" without a "topic"');
        end if;
    end if;
    if r -> 'hard' is distinct from 'true'
            and coalesce(nullif(r -> 'points', '0'), nullif(r -> 'about',
                '0'), 'null') = 'null' then
        v := v || rule_problem(p_path, 'effect',
            'neither "hard" nor "points" nor "about"');
    end if;
    if jsonb_typeof(r -> 'when') is distinct from 'array'
            or jsonb_array_length(r -> 'when') not between 1 and 5 then
        return v || rule_problem(p_path || '.when', 'conditions',
                                 '1 to 5 conditions');
    end if;
    return v || coalesce((select jsonb_agg(p order by e.n)
        from jsonb_array_elements(r -> 'when') with ordinality e(w, n)
        cross join jsonb_array_elements(condition_problems(p_path
            || '.when.' || (e.n - 1), e.w)) p), '[]');
end
$$;

-- [{"path", "code", "detail"?}], empty when they are good; p_path: of the
-- document they stand in.
create function core.rules_problems(p_path text, p jsonb) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v jsonb;
begin
    if jsonb_typeof(p) is distinct from 'object' then
        return rule_problem(p_path, 'object',
            'as config/rules.json: version, threshold, rules');
    end if;
    v := rule_members(p_path, p, array['version', 'threshold', 'rules'])
        || rule_number(p_path, p, 'threshold')
        || rule_number(p_path, p, 'version');
    if jsonb_typeof(p -> 'rules') is distinct from 'array'
            or jsonb_array_length(p -> 'rules') = 0 then
        return v || rule_problem(p_path || '.rules', 'list',
                                 'a list, and not empty');
    elsif jsonb_array_length(p -> 'rules') > 96 then
        return v || rule_problem(p_path || '.rules', 'too_many',
                                 'more than 96 rules');
    elsif (select count(*) from jsonb_path_query(p,
            '$.rules[*].when[*].words[*]')) > 200 then
        return v || rule_problem(p_path || '.rules', 'too_many',
                                 'more than 200 phrases in "words"');
    end if;
    return v || coalesce((select jsonb_agg(q order by e.n)
            from jsonb_array_elements(p -> 'rules') with ordinality e(r, n)
            cross join jsonb_array_elements(rule_one_problems(p_path
                || '.rules.' || (e.n - 1), e.r)) q), '[]')
        || coalesce((select jsonb_agg(jsonb_build_object('path', p_path
                || '.rules.' || (x.n - 1) || '.id', 'code', 'twice')
                order by x.n)
            from (select e.n, row_number() over (partition by e.r ->> 'id'
                    order by e.n) as nth
                from jsonb_array_elements(p -> 'rules')
                    with ordinality e(r, n)
                where e.r ->> 'id' <> '') x where x.nth > 1), '[]');
end
$$;

grant execute on function core.rule_problem(text, text, text),
    core.rule_members(text, jsonb, text[]),
    core.rule_names(text, text, jsonb), core.rule_number(text, jsonb, text),
    core.rule_name(text, jsonb, text, int),
    core.rule_scope(text, jsonb), core.rule_phrases(text, jsonb),
    core.condition_problems(text, jsonb),
    core.rule_one_problems(text, jsonb), core.rules_problems(text, jsonb)
    to relevo_web, relevo_worker;
