-- 0043_api_tasks - routes whose answer the worker computes (core.task), and
-- what is used and limited.
--
-- Such a route answers 202 with the task; GET /api/v1/tasks/{id} and the live
-- event `task.changed` tell what came of it.

create function api.task(p_kind text, p_input jsonb, p_partition int,
    p_one boolean default false) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb := task_add(api.tenant(), p_kind, p_input, p_partition,
                        api.agent(), p_one);
begin
    if not (v ->> 'ok')::boolean then
        return api.problem(429, 'too many tasks wait: the limit "tasks"');
    end if;
    return api.ok(v -> 'task', 202, jsonb_build_object('Location',
        '/api/v1/tasks/' || (v #>> '{task,id}')));
end
$$;

-- What could whoever asks have asked for?
create function api.task_may(p_kind text) returns boolean
language sql stable as $$
    select exists (select from unnest(string_to_array(
            current_setting('relevo.scopes', true), ' ')) s(scope)
        where split_part(s.scope, ':', 1) in ('*', case
            when p_kind = 'draft' then 'conversations'
            when p_kind = 'rules_preview' then 'rules'
            when p_kind = 'prompt_preview' then 'settings'
            when p_kind like 'channel%' then 'channels'
            when p_kind = 'dead_letter_replay' then 'operations'
            else 'knowledge' end))
$$;

-- An agent sees what the agent has asked for; others what they could have
-- asked for: a draft is not for a key of figures.
create function api.task_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(task_view(t)) from task t
        where t.tenant_id = api.tenant()
          and t.id = (req #>> '{params,id}')::uuid
          and (t.asked_by = api.agent() or api.sees_all()
               and api.task_may(t.kind))),
        api.problem(404))
$$;


-- Rules ---------------------------------------------------------------------

-- What was said before, as people paste it; null: that is good.
create function api.history_refused(p_path text, b jsonb)
returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.invalid(p_path, 'history',
        'at most 20 of {"from": customer|bot|agent, "text"}')
    where jsonb_typeof(b -> 'history') = 'array' and (
        jsonb_array_length(b -> 'history') > 20 or exists (
        select from jsonb_array_elements(b -> 'history') e
        where jsonb_typeof(e) <> 'object'
           or coalesce(e ->> 'from', '') not in ('customer', 'bot', 'agent')
           or jsonb_typeof(e -> 'text') is distinct from 'string'
           or length(e ->> 'text') > 4096))
$$;

create function api.rules_preview(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b        jsonb := req -> 'body';
    v_errors jsonb;
    r        api.response;
begin
    if jsonb_typeof(b -> 'rules') = 'object' then
        v_errors := rules_problems('body.rules', b -> 'rules');
        if jsonb_array_length(v_errors) > 0 then
            return api.problem(422, 'the rules are not good', v_errors);
        end if;
    end if;
    r := api.history_refused('body.history', b);
    if r.status is not null then
        return r;
    end if;
    return api.task('rules_preview', jsonb_strip_nulls(b), 0);
end
$$;


-- Intents -------------------------------------------------------------------

create function api.intent_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', coalesce((
            select jsonb_agg(intent_view(i) - 'examples'
                || jsonb_build_object('examples',
                    jsonb_array_length(i.examples)) order by i.name)
            from intent i where i.tenant_id = api.tenant()), '[]'),
        'next', null,
        'model', (select jsonb_build_object('version', m.version,
                'trained_at', m.trained_at, 'report', m.report,
                'current', not exists (select from intent i
                    where i.tenant_id = m.tenant_id
                      and i.changed_at > m.trained_at))
            from intent_model m where m.tenant_id = api.tenant()
            order by m.used_at desc limit 1),
        'training', (select t.id from task t
            where t.tenant_id = api.tenant() and t.kind = 'intents_train'
              and t.state in ('queued', 'running') limit 1)))
$$;

create function api.model_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', intent_models(api.tenant()),
                                     'next', null))
$$;

create function api.model_use(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    if not exists (select from jsonb_array_elements(intent_models(
            api.tenant())) m where m ->> 'version'
                = req #>> '{params,version}') then
        return api.problem(404);
    end if;
    return api.task('intents_use', jsonb_build_object('version',
        req #>> '{params,version}'), 0, true);
end
$$;

create function api.intent_get(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select api.ok(intent_view(i), 200, api.etag(i.version))
        from intent i where i.tenant_id = api.tenant()
          and i.name = req #>> '{params,name}'), api.problem(404))
$$;

create function api.intent_put(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_name    text := req #>> '{params,name}';
    v_version bigint;
    v_errors  jsonb;
    v         jsonb;
begin
    if v_name !~ '^[a-z][a-z0-9_]{0,38}$' or v_name in ('other', 'train')
            then
        return api.invalid('params.name', 'name',
            'a name is of a-z 0-9 _, and not "other" or "train"');
    elsif jsonb_array_length(req #> '{body,examples}') > 2000 then
        return api.invalid('body.examples', 'too_many',
                           'at most 2000 examples');
    end if;
    v_errors := intent_problems(req #> '{body,examples}');
    if v_errors is not null then
        return api.problem(422, 'an example is a text on one line of at most'
            ' 999 bytes, and perhaps its language', v_errors);
    end if;
    select i.version into v_version from intent i
        where i.tenant_id = api.tenant() and i.name = v_name for update;
    if found and not api.matches(req, v_version) then
        return api.problem(412, 'somebody has changed it meanwhile');
    end if;
    v := intent_put(api.tenant(), v_name, req #>> '{body,description}',
                    req #> '{body,examples}');
    if not (v ->> 'ok')::boolean then
        return api.result(v);
    end if;
    return api.ok(v -> 'intent', case when (v ->> 'created')::boolean
        then 201 else 200 end, api.etag((v #>> '{intent,version}')::bigint));
end
$$;

create function api.intent_delete(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    delete from intent i where i.tenant_id = api.tenant()
        and i.name = req #>> '{params,name}';
    return case when found then api.ok(null, 204) else api.problem(404) end;
end
$$;

create function api.intents_train(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
begin
    if not exists (select from intent i
                   where i.tenant_id = api.tenant()) then
        return api.problem(409, 'there are no intents to learn');
    end if;
    return api.task('intents_train', jsonb_build_object('dry_run',
        coalesce(req #> '{body,dry_run}', 'false') = 'true'), 0, true);
end
$$;


-- Channels, drafts, dead letters ----------------------------------------------

create function api.channel_test(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    a      record;                      -- its secrets are not for us to read
    v_name text := req #>> '{body,endpoint}';
begin
    select x.channel, x.account into a from account x where x.tenant_id = api.tenant()
        and x.id = (req #>> '{params,id}')::uuid;
    if not found then
        return api.problem(404);
    elsif a.channel not in ('whatsapp', 'messenger', 'instagram', 'telegram',
                            'twilio', 'generic', 'webchat') then
        return api.problem(422, 'there is no test webhook for '
                           || a.channel);
    end if;
    if a.channel in ('telegram', 'generic', 'webchat') then
        v_name := a.account;            -- the endpoint is the account
    elsif v_name is null then
        select case when count(*) = 1 then min(e.name) end into v_name
            from endpoint e where e.tenant_id = api.tenant()
              and e.channel = a.channel;
    end if;
    if v_name is null then
        return api.invalid('body.endpoint', 'required',
                           'which of the endpoints?');
    elsif not exists (select from endpoint e
            where e.tenant_id = api.tenant() and e.channel = a.channel
              and e.name = v_name) then
        return api.invalid('body.endpoint', 'unknown');
    end if;
    return api.task('channel_test', jsonb_build_object('channel', a.channel,
        'account', a.account, 'endpoint', v_name), 0);
end
$$;

create function api.conversation_draft(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    c conversation%rowtype;
begin
    c := api.conversation_seen((req #>> '{params,id}')::uuid);
    if c.id is null then
        return api.problem(404);
    end if;
    return api.task('draft', jsonb_build_object('conversation', c.id),
                    c.partition);
end
$$;

create function api.dead_letter_replay(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    d dead_letter%rowtype;
begin
    select * into d from dead_letter x where x.tenant_id = api.tenant()
        and x.id = (req #>> '{params,id}')::uuid;
    if not found then
        return api.problem(404);
    elsif d.raw is null or d.channel is null then
        return api.problem(409, 'the letter holds no bytes to replay');
    elsif d.replayed_at is not null then
        return api.problem(409, 'it was replayed already');
    end if;
    return api.task('dead_letter_replay', jsonb_build_object('letter', d.id),
                    0);
end
$$;


-- Usage and limits ----------------------------------------------------------

-- What was used of what there is; by=month sums the days.
create function api.usage_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_from date := coalesce((req #>> '{query,from}')::date,
                            date_trunc('month', utc_today())::date);
    v_to   date := coalesce((req #>> '{query,to}')::date, 'infinity');
    v_by   text := coalesce(req #>> '{query,by}', 'day');
begin
    return api.ok(jsonb_build_object('by', v_by,
        'periods', (select coalesce(jsonb_agg(to_jsonb(p)
                order by p.period), '[]')
            from (select date_trunc(v_by, x.day)::date as period,
                    sum(x.messages) as messages, sum(x.calls) as calls,
                    sum(x.tokens_in) as tokens_in,
                    sum(x.tokens_out) as tokens_out, sum(x.micros) as micros,
                    sum(x.unpriced) as unpriced
                from (select m.day, m.received as messages, 0 as calls,
                        0 as tokens_in, 0 as tokens_out, 0 as micros,
                        0 as unpriced
                    from usage_messages m where m.tenant_id = api.tenant()
                      and m.day between v_from and v_to
                    union all
                    select u.day, 0, u.calls, u.tokens_in, u.tokens_out,
                        u.micros, u.unpriced
                    from usage u where u.tenant_id = api.tenant()
                      and u.day between v_from and v_to) x
                group by 1) p),
        'models', (select coalesce(jsonb_agg(to_jsonb(u) - 'tenant_id'
                || case when u.calls > 0 and u.unpriced = u.calls
                    then '{"micros": null}' else '{}'::jsonb end
                order by u.day, u.provider, u.model, u.purpose), '[]')
            from usage u where u.tenant_id = api.tenant()
              and u.day between v_from and v_to),
        'messages', (select coalesce(sum(y.messages), 0) from tally y
            where y.tenant_id = api.tenant()),
        'media_bytes', media_usage(api.tenant()),
        'agents', (select count(*) from agent a
            where a.tenant_id = api.tenant() and a.enabled),
        'budgets', (select coalesce(jsonb_agg(to_jsonb(g) - 'tenant_id'
            order by g.period), '[]') from budget g
            where g.tenant_id = api.tenant()),
        'limits', limits_list(api.tenant())));
end
$$;

create function api.limit_list(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.ok(jsonb_build_object('items', limits_list(api.tenant()),
                                     'next', null))
$$;

create function api.limits_change(req jsonb, p_hard boolean)
returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v jsonb := limits_set(api.tenant(), req #> '{body,limits}', p_hard);
begin
    if not (v ->> 'ok')::boolean then
        return api.invalid('body.limits.' || left(v ->> 'path', 64),
            v ->> 'error', case v ->> 'error'
            when 'operator' then 'hard limits are the operator''s to set'
            when 'limit' then '{"soft", "hard"}: whole numbers or null'
            when 'soft_above_hard' then 'it warns above what there may be'
            end);
    end if;
    return api.limit_list(req);
end
$$;

create function api.limits_warn(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.limits_change(req, false)
$$;

create function api.limits_put(req jsonb) returns api.response
language sql set search_path = core, pg_temp as $$
    select api.limits_change(req, true)
$$;
