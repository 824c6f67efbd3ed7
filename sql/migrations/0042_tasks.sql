-- 0042_tasks - what the API wants to have computed by the worker.
--
-- A task is a row and a timer of kind `task` (ref: its id).  The owner of the
-- timer's partition claims it: the timer is put off by the lease, so a task
-- whose worker died is due again when the lease is over.  It is renewed while
-- it runs; after TASK_ATTEMPTS deaths it has failed ("interrupted").
--
--   queued -> running -> done | failed        (running again after a crash)

create table core.task (
    tenant_id   uuid not null references core.tenant,
    id          uuid not null default core.uuid7(),
    kind        text not null check (kind in ('rules_preview', 'draft',
                'prompt_preview', 'intents_train', 'intents_use',
                'channel_test', 'channel_register', 'dead_letter_replay',
                'kb_embed', 'templates_sync')),
    state       text not null default 'queued'
                check (state in ('queued', 'running', 'done', 'failed')),
    input       jsonb not null,
    result      jsonb,
    error       text,
    asked_by    uuid,                   -- an agent; null: a key
    attempts    int not null default 0,
    worker      text,
    created_at  timestamptz not null default now(),
    started_at  timestamptz,
    finished_at timestamptz,
    expires_at  timestamptz not null default now() + interval '1 day',
    primary key (tenant_id, id)
);
create index task_open on core.task (tenant_id, kind)
    where state in ('queued', 'running');
create index task_expires on core.task (tenant_id, expires_at);
select core.protect('core.task');
grant select, insert, update, delete on core.task
    to relevo_worker, relevo_web;

create function core.task_view(t core.task) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('id', t.id, 'kind', t.kind, 'state', t.state,
        'result', t.result, 'error', t.error, 'created_at', t.created_at,
        'finished_at', t.finished_at, 'expires_at', t.expires_at)
$$;

-- {"ok", "task"}, or error "limit".  one: a second of this kind is the first.
create function core.task_add(p_tenant uuid, p_kind text, p_input jsonb,
    p_partition int, p_agent uuid, p_one boolean default false)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    t task%rowtype;
begin
    perform pg_advisory_xact_lock(hashtextextended('task ' || p_tenant, 0));
    delete from task x where x.tenant_id = p_tenant
        and x.expires_at < now() and x.state in ('done', 'failed');
    if p_one then
        select * into t from task x where x.tenant_id = p_tenant
            and x.kind = p_kind and x.state in ('queued', 'running') limit 1;
        if found then
            return jsonb_build_object('ok', true, 'task', task_view(t));
        end if;
    end if;
    if not limit_room(p_tenant, 'tasks') then
        return '{"ok": false, "error": "limit"}';
    end if;
    insert into task (tenant_id, kind, input, asked_by)
        values (p_tenant, p_kind, p_input, p_agent) returning * into t;
    insert into timer (tenant_id, partition, due_at, kind, ref)
        values (p_tenant, p_partition, clock_timestamp(), 'task', t.id);
    perform wake(p_partition, p_tenant, p_tenant);
    return jsonb_build_object('ok', true, 'task', task_view(t));
end
$$;

create function core.task_event(t core.task) returns void
language sql set search_path = core, pg_temp as $$
    select emit(event(t.tenant_id, case when t.asked_by is null
        then 'supervisor' else 'agent:' || t.asked_by end, 'task.changed',
        null, 0, stamp(), ',"task":"' || t.id || '","kind":"' || t.kind
        || '","state":"' || t.state || '"'))
$$;

-- What a worker needs to do it; null: nothing to do, or not now.
create function core.task_claim(p_tenant uuid, p_timer uuid, p_worker text,
    p_lease_ms bigint) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    r timer%rowtype;
    t task%rowtype;
begin
    select * into r from timer x where x.tenant_id = p_tenant
        and x.id = p_timer and x.kind = 'task'
        and x.due_at <= clock_timestamp() for update skip locked;
    if not found then
        return null;
    end if;
    update task x set state = 'running', worker = p_worker,
            attempts = x.attempts + 1,
            started_at = coalesce(x.started_at, clock_timestamp())
        where x.tenant_id = p_tenant and x.id = r.ref::uuid
          and x.state in ('queued', 'running') returning * into t;
    if not found then
        delete from timer x where x.tenant_id = p_tenant and x.id = p_timer;
        return null;
    end if;
    update timer x set due_at = clock_timestamp()
            + p_lease_ms * interval '1 ms'
        where x.tenant_id = p_tenant and x.id = p_timer;
    return jsonb_build_object('task', t.id, 'kind', t.kind, 'input', t.input,
        'attempts', t.attempts, 'lines', case t.kind
            when 'intents_train' then intent_lines(p_tenant) end, 'tenant', (select jsonb_build_object('id',
            n.tenant_id, 'slug', n.slug, 'name', n.name, 'default_language',
            n.default_language, 'knowledge', n.knowledge, 'settings',
            n.settings, 'rules', rules_of(p_tenant)) from tenant n
            where n.tenant_id = p_tenant));
end
$$;

-- The running ones of a worker, by their timers.
create function core.task_renew(p_worker text, p_lease_ms bigint,
    p_tenants uuid[], p_timers uuid[]) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
begin
    update timer r set due_at = clock_timestamp()
            + p_lease_ms * interval '1 ms'
        from unnest(p_tenants, p_timers) q(tenant, timer), task t
        where r.tenant_id = q.tenant and r.id = q.timer
          and t.tenant_id = r.tenant_id and t.id = r.ref::uuid
          and t.worker = p_worker and t.state = 'running';
    get diagnostics v_n = row_count;
    return v_n;
end
$$;

-- What came of it.  A worker that lost its lease meanwhile changes nothing.
create function core.task_done(p_tenant uuid, p_task uuid, p_timer uuid,
    p_worker text, p_result jsonb, p_error text,
    out answer text, out events text)
language plpgsql set search_path = core, pg_temp as $$
declare
    t task%rowtype;
begin
    update task x set state = case when p_error is null then 'done'
                              else 'failed' end,
            result = p_result, error = left(p_error, 1000),
            finished_at = clock_timestamp(), worker = null,
            expires_at = now() + interval '1 day'
        where x.tenant_id = p_tenant and x.id = p_task
          and x.state = 'running' and x.worker = p_worker
        returning * into t;
    answer := to_json(found);
    if not found then
        return;
    end if;
    delete from timer x where x.tenant_id = p_tenant and x.id = p_timer;
    if t.kind = 'intents_train' and t.state = 'done'
       and (t.result ->> 'version')::bigint > 0 then     -- no dry run
        perform intents_trained(t);
    elsif t.kind = 'intents_use' and t.state = 'done' then
        perform intents_used(t);
    end if;
    perform task_event(t);
    events := take_events();
end
$$;

-- What nobody has asked for since it expired is forgotten: inputs and results
-- may hold what somebody said.
create function core.task_prune(p_limit int) returns bigint
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
begin
    delete from task t using (select x.tenant_id, x.id from tenant n
            cross join lateral (select * from task z
                where z.tenant_id = n.tenant_id and z.expires_at < now()
                  and z.state in ('done', 'failed')
                order by z.expires_at limit p_limit) x limit p_limit) old
        where t.tenant_id = old.tenant_id and t.id = old.id;
    get diagnostics v_n = row_count;
    return v_n;
end
$$;

grant execute on function core.task_prune(int) to relevo_worker;
grant execute on function core.task_view(core.task),
    core.task_add(uuid, text, jsonb, int, uuid, boolean)
    to relevo_web, relevo_worker;
grant execute on function core.task_event(core.task),
    core.task_claim(uuid, uuid, text, bigint),
    core.task_renew(text, bigint, uuid[], uuid[]),
    core.task_done(uuid, uuid, uuid, text, jsonb, text) to relevo_worker;
