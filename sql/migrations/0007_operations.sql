-- 0007_operations - what the command line does: tenants, dead letters,
-- audit.  Run as relevo_worker, which spans tenants.

create function core.tenant_add(p_slug text, p_name text, p_language text)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid;
begin
    insert into tenant (slug, name, default_language)
        values (p_slug, coalesce(p_name, p_slug), coalesce(p_language, 'en'))
        on conflict (slug) do nothing returning tenant_id into v_id;
    if v_id is not null then
        return jsonb_build_object('tenant', v_id, 'created', true);
    end if;
    select tenant_id into v_id from tenant where slug = p_slug;
    return jsonb_build_object('tenant', v_id, 'created', false);
end
$$;

-- Dead letters --------------------------------------------------------------

create function core.dlq_list(p_tenant uuid, p_limit int) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select jsonb_build_object('items', coalesce(jsonb_agg(jsonb_build_object(
        'id', d.id, 'tenant', d.tenant_id, 'slug', t.slug,
        'channel', d.channel, 'account', d.account, 'reason', d.reason,
        'bytes', coalesce(octet_length(d.raw), 0), 'stream', d.stream,
        'request_id', d.request_id, 'at_ms', ms(d.at),
        'replayed_ms', ms(d.replayed_at), 'replays', d.replays)
        order by d.id desc), '[]'))
    from (select * from dead_letter
          where p_tenant is null or tenant_id = p_tenant
          order by id desc limit greatest(p_limit, 0)) d
    left join tenant t on t.tenant_id = d.tenant_id
$$;

create function core.dlq_show(p_id uuid) returns jsonb
language sql stable set search_path = core, pg_temp as $$
    select coalesce((select jsonb_build_object('found', true, 'id', d.id,
        'tenant', d.tenant_id, 'slug', t.slug, 'partition', d.partition,
        'channel', d.channel, 'account', d.account, 'reason', d.reason,
        'raw_b64', translate(encode(d.raw, 'base64'), E'\n', ''),
        'stream', d.stream, 'request_id', d.request_id,
        'conversation', d.conversation_id, 'message', d.message_id,
        'at_ms', ms(d.at), 'replayed_ms', ms(d.replayed_at),
        'replays', d.replays)
        from dead_letter d left join tenant t on t.tenant_id = d.tenant_id
        where d.id = p_id), '{"found": false}')
$$;

-- Marks the letter and forgets its key, so that the caller can append the
-- bytes to the stream again.  The second time says first: false, and the
-- caller should do nothing.
create function core.dlq_replay(p_id uuid) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    d       dead_letter%rowtype;
    v_first boolean;
begin
    select * into d from dead_letter where id = p_id for update;
    if not found then
        return '{"found": false}';
    end if;
    v_first := d.replayed_at is null;
    if v_first then
        delete from seen where tenant_id = d.tenant_id and key = d.key;
    end if;
    update dead_letter set replays = replays + 1,
            replayed_at = coalesce(replayed_at, now())
        where tenant_id = d.tenant_id and id = d.id;
    return jsonb_build_object('found', true, 'first', v_first,
        'channel', d.channel, 'account', d.account,
        'partition', d.partition, 'reason', d.reason,
        'raw_b64', translate(encode(d.raw, 'base64'), E'\n', ''));
end
$$;

-- Deletes letters of a tenant (null: all) older than so many seconds, or the
-- one named.
create function core.dlq_purge(p_tenant uuid, p_older_s bigint, p_id uuid)
returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n bigint;
begin
    delete from dead_letter
        where (p_tenant is null or tenant_id = p_tenant)
          and (p_id is null or id = p_id)
          and at <= now() - coalesce(p_older_s, 0) * interval '1 s';
    get diagnostics v_n = row_count;
    return jsonb_build_object('purged', v_n);
end
$$;

grant execute on function core.tenant_add(text, text, text),
    core.dlq_list(uuid, int), core.dlq_show(uuid), core.dlq_replay(uuid),
    core.dlq_purge(uuid, bigint, uuid)
    to relevo_worker;
