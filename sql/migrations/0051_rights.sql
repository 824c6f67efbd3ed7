-- 0051_rights - what the role of the API was given with whole families of
-- functions (0024, 0040, 0042, 0044) and never calls: what timers do is the
-- worker's.  t/31_rights.t finds more.

do $$
declare
    f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'core'::regnamespace and p.proname in (
        'agent_find', 'assign_timeout', 'audit_verify', 'callback_due',
        'callback_watch', 'csat_ask', 'figures_add', 'figures_of',
        'figures_pass', 'figures_settled', 'handoff_echo',
        'handoff_heard', 'handoff_notice', 'handoff_rated',
        'idle_check', 'idle_tell', 'inbox_heard', 'limits_over',
        'media_limit', 'notice_say', 'notice_text',
        'notify_awake', 'notify_daily', 'notify_day', 'notify_due',
        'notify_flush', 'notify_heard', 'notify_lock', 'notify_more',
        'notify_pack', 'notify_put', 'notify_rank', 'notify_route_find',
        'notify_route_list', 'notify_settled', 'notify_spread',
        'notify_wants', 'presence_check', 'queue_list', 'queue_wait',
        'receipt_due', 'rollup_sample', 'search_pass', 'search_round',
        'search_settled', 'seconds_bound', 'sla_check', 'team_find',
        'ticket_close', 'timer_later', 'timer_run', 'upkeep')
    loop
        execute format('revoke execute on function %s from relevo_web', f);
    end loop;
end
$$;
