-- 0051_retention - what else grows by itself, and goes in time: what was noted
-- of conversations, ended sessions, answers kept for who asks again, events of
-- channels, drafts that nobody came back to.
--
-- docs/OPERATIONS.md says of every table how long its rows stay, or why; the
-- list is core.retention(), and t/31_rights.t compares it with the
-- tables there are.

grant delete on core.session, core.idempotency, core.channel_event
    to relevo_worker;
grant select on core.idempotency to relevo_worker;
create index conversation_log_at on core.conversation_log using brin (at);

-- One bite, as prune (0009); p_turn .. p_ticket: days.  A tenant's oldest rows
-- are the first of its primary key where ids are of their time.
create function core.prune_rest(p_turn int, p_dead int, p_ticket int,
    p_limit int) returns jsonb
language plpgsql set search_path = core, pg_temp
    set enable_seqscan = off as $$
declare
    v_turn   timestamptz := now() - make_interval(days => p_turn);
    v_dead   timestamptz := now() - make_interval(days => p_dead);
    v_ticket timestamptz := now() - make_interval(days => p_ticket);
    v_n      jsonb := '{}';
    v_one    bigint;
begin
    delete from conversation_log where ctid = any (array(
        select l.ctid from conversation_log l where l.at < v_ticket
        limit p_limit));
    get diagnostics v_one = row_count;
    v_n := v_n || jsonb_build_object('conversation_log', v_one);

    delete from draft where ctid = any (array(select d.ctid from draft d
        where d.updated_at < v_turn limit p_limit));
    get diagnostics v_one = row_count;
    v_n := v_n || jsonb_build_object('draft', v_one);

    delete from idempotency where ctid = any (array(select x.ctid
        from tenant t cross join lateral (select i.ctid from idempotency i
            where i.tenant_id = t.tenant_id
              and i.created_at < now() - interval '24 hours'
            order by i.created_at limit p_limit) x limit p_limit));
    get diagnostics v_one = row_count;
    v_n := v_n || jsonb_build_object('idempotency', v_one);

    delete from session where ctid = any (array(select x.ctid
        from tenant t cross join lateral (select s.ctid from session s
            where s.tenant_id = t.tenant_id and s.id < uuid7_floor(v_dead)
              and (s.expires_at < v_dead or s.revoked_at < v_dead)
            order by s.id limit p_limit) x limit p_limit));
    get diagnostics v_one = row_count;
    v_n := v_n || jsonb_build_object('session', v_one);

    delete from channel_event where ctid = any (array(select x.ctid
        from tenant t cross join lateral (select e.ctid from channel_event e
            where e.tenant_id = t.tenant_id and e.id < uuid7_floor(v_dead)
              and e.at < v_dead
            order by e.id limit p_limit) x limit p_limit));
    get diagnostics v_one = row_count;
    v_n := v_n || jsonb_build_object('channel_event', v_one);

    delete from review where ctid = any (array(select x.ctid
        from tenant t cross join lateral (select r.ctid from review r
            where r.tenant_id = t.tenant_id and r.id < uuid7_floor(v_ticket)
              and r.picked_at < v_ticket
            order by r.id limit p_limit) x limit p_limit));
    get diagnostics v_one = row_count;
    v_n := v_n || jsonb_build_object('review', v_one);

    delete from callback where ctid = any (array(select x.ctid
        from tenant t cross join lateral (select b.ctid from callback b
            where b.tenant_id = t.tenant_id and b.id < uuid7_floor(v_ticket)
              and b.created_at < v_ticket and b.state <> 'open'
            order by b.id limit p_limit) x limit p_limit));
    get diagnostics v_one = row_count;
    v_n := v_n || jsonb_build_object('callback', v_one);

    -- Of no account: what is older than 15 minutes counts no more.
    delete from login_failure where ctid = any (array(
        select f.ctid from login_failure f
        where f.failed_at < now() - interval '1 hour'
        order by f.failed_at limit p_limit));
    get diagnostics v_one = row_count;
    return v_n || jsonb_build_object('login_failure', v_one);
end
$$;
grant execute on function core.prune_rest(int, int, int, int)
    to relevo_worker;

-- How long the rows of each table stay; docs/OPERATIONS.md in data.
create function core.retention() returns table (name text, stays text)
language sql immutable set search_path = core, pg_temp as $$
    select unnest(string_to_array(x.names, ' ')), x.stays from (values
        ('seen strike', 'dedup.keep_days'),
        ('outbox notification notify_delivery', 'retention.outbox_days'),
        ('turn decision analysis draft', 'retention.turn_days'),
        ('dead_letter session channel_event', 'retention.dead_letter_days'),
        ('ticket sla assignment conversation_log review callback',
            'retention.ticket_days'),
        ('media media_job', 'retention.media_days'),
        ('kb_document kb_chunk kb_word kb_vector',
            'retention.knowledge_days'),
        ('usage usage_messages limit_state rollup', '400 days'),
        ('idempotency task', 'a day'),
        ('login_failure', 'an hour'),
        ('work timer viewing reservation worker', 'until it is done'),
        ('contact identity conversation message contact_profile'
         ' conversation_memory inbox search_doc read_mark episode note label'
         ' archive',
            'with its conversation or contact'),
        ('audit_log audit_head', 'for ever: a chain'),
        ('api_key', 'for ever: names in the audit log'),
        ('meta partition_lease tally conversation_tally search_mark'
         ' ticket_counter health',
            'a row for each of a few things'),
        ('tenant account endpoint agent team team_member credential'
         ' decision_rules rule_word rule_builtin prompt provider model_rule'
         ' budget product'
         ' concept intent intent_model persona branding canned template'
         ' tenant_limit notify_route notify_secret review_plan',
            'until somebody changes it')) x(names, stays)
$$;
