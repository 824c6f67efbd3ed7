-- 0001_events - live events: what a transaction tells those who watch.
--
-- One line each: tenant, audience and the event as json, tabs between; json
-- holds neither tabs nor line ends.  Collected in a setting of the
-- transaction, returned by whoever commits, published as they are.

create function core.emit(p_event text) returns void
language plpgsql set search_path = core, pg_temp as $$
begin
    perform set_config('relevo.events', concat_ws(E'\n', nullif(
        current_setting('relevo.events', true), ''), p_event), true);
end
$$;

-- Null when there are none.
create function core.take_events() returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    v_have text := nullif(current_setting('relevo.events', true), '');
begin
    if v_have is not null then
        perform set_config('relevo.events', '', true);
    end if;
    return v_have;
end
$$;

-- The time of the transaction, as events carry it.
create function core.stamp() returns text
language sql stable as $$
    select pg_catalog.to_char(pg_catalog.now() at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- One event: tenant, audience, type, conversation, version, stamp, and more
-- members (text that begins with a comma, nothing in it that needs escaping).
-- Put together as text: it is made for every message, three times, and
-- json_build_object looks up the type of each of its arguments in each call.
create function core.event(p_tenant uuid, p_audience text, p_type text,
    p_conversation uuid, p_version bigint, p_at text, p_more text)
returns text
language sql stable as $$
    select p_tenant || E'\t' || p_audience || E'\t{"type":"' || p_type
        || '","conversation":' || coalesce('"' || p_conversation || '"',
        'null') || ',"version":' || coalesce(p_version, 0) || ',"at":"'
        || p_at || '"' || p_more || '}'
$$;

grant execute on function core.emit(text), core.take_events(), core.stamp(),
    core.event(uuid, text, text, uuid, bigint, text, text)
    to relevo_worker, relevo_turn, relevo_web;
