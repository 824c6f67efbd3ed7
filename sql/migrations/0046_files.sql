-- 0046_files - the files of messages for people: agents look at them by
-- links, and send some of their own.
--
-- A link is signed, not stored: "<tenant>.<file>.<f|t>.<end>.<holder>.<mac>",
-- f the file, t its thumbnail, end in seconds of 1970, holder the session
-- (s...) or key (k...) it was made for, "-" where whoever has it may: a
-- provider that fetches what we send, the visitor it is sent to.  The worker
-- asks core.file_open() before each file it gives (worker/media/serve.c), so
-- a session that ended, a file that was erased end its links, too.
--
-- What an agent sends takes the way of what customers send, as a row of
-- core.media with `outbound`: fetched from nginx's folder, scanned, stored,
-- read; its message is made when that is over.

-- A key per tenant: what signs its links.
alter table core.tenant add column file_key bytea not null
    default ext.gen_random_bytes(32);


-- Links ---------------------------------------------------------------------

create function core.file_mac(p_tenant uuid, p_text text) returns text
language sql stable set search_path = core, pg_temp as $$
    select left(encode(ext.hmac(convert_to(p_text, 'UTF8'),
                                k.file_key, 'sha256'),
                       'hex'), 32)
    from tenant k where k.tenant_id = p_tenant
$$;

-- Null: it is not stored.  p_what f or t.  What goes to a provider is the same
-- each time it is tried: its time begins when the file was ready.
create function core.file_link(p_tenant uuid, p_media uuid, p_what text,
    p_seconds int, p_holder text) returns text
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_text text;
begin
    select replace(p_tenant::text, '-', '') || '.'
            || replace(p_media::text, '-', '') || '.' || p_what || '.'
            || (extract(epoch from case when p_holder = '-'
                    then coalesce(m.finished_at, now()) else now() end)::bigint
                + p_seconds) || '.'
            || p_holder into v_text
        from media m where m.tenant_id = p_tenant and m.id = p_media
          and case p_what when 'f' then m.object when 't' then m.thumb end
              is not null;
    return v_text || '.' || file_mac(p_tenant, v_text);
end
$$;

-- Is the holder still there, and the conversation still the agent's?  As
-- api.sight() says it, for who has no claims here.
create function core.file_holder_is(p_tenant uuid, p_holder text,
    p_conversation uuid) returns boolean
language sql stable set search_path = core, pg_temp as $$
    select case left(p_holder, 1)
        when '-' then true
        when 's' then exists (select from session s
            join agent a on a.tenant_id = s.tenant_id and a.id = s.agent_id
                and a.enabled
            where s.tenant_id = p_tenant and s.id = substr(p_holder, 2)::uuid
              and s.revoked_at is null and s.expires_at > now()
              and (a.role <> 'agent' or exists (select from assignment g
                  where g.tenant_id = p_tenant
                    and g.conversation_id = p_conversation
                    and g.agent_id = a.id and g.ended_at is null)
                  or exists (select from inbox i where i.tenant_id = p_tenant
                    and i.conversation_id = p_conversation
                    and i.agent_id = a.id and i.state = 'resolved')))
        else exists (select from api_key k
            where k.tenant_id in (p_tenant,
                    '00000000-0000-0000-0000-000000000000')
              and k.id = substr(p_holder, 2)::uuid and k.revoked_at is null
              and (k.expires_at is null or k.expires_at > now())) end
$$;

-- What a link opens: {"object", "mime", "name", "left_s", "open"}; open: it
-- is for anybody who has it.  Null: nothing (any more).
create function core.file_open(p_link text) returns jsonb
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_part   text[] := string_to_array(p_link, '.');
    v_tenant uuid;
    v_left   bigint;
begin
    if p_link !~ ('^[0-9a-f]{32}\.[0-9a-f]{32}\.[ft]\.\d{1,12}'
                  '\.(-|[sk][0-9a-f]{32})\.[0-9a-f]{32}$') then
        return null;
    end if;
    v_tenant := v_part[1]::uuid;
    v_left := v_part[4]::bigint - extract(epoch from now())::bigint;
    if v_left <= 0 or v_part[6] is distinct from file_mac(v_tenant,
                left(p_link, length(p_link) - 33))
            or not file_holder_is(v_tenant, v_part[5], (select
                m.conversation_id from media m where m.tenant_id = v_tenant
                  and m.id = v_part[2]::uuid)) then
        return null;
    end if;
    return (select jsonb_build_object('object', case v_part[3] when 'f'
                then m.object else m.thumb end,
            'mime', case v_part[3] when 'f' then m.mime
                else 'image/jpeg' end,
            'name', m.name, 'left_s', v_left, 'open', v_part[5] = '-')
        from media m where m.tenant_id = v_tenant
          and m.id = v_part[2]::uuid
          and case v_part[3] when 'f' then m.object else m.thumb end
              is not null);
end
$$;


-- What agents send ----------------------------------------------------------

-- As what a file goes out on a channel; null: it cannot.  What a service
-- would not show as a picture it takes as a document.
create function core.file_kind(p_channel text, p_mime text, p_bytes bigint)
returns text
language sql immutable set search_path = core, pg_temp as $$
    select case
        when p_channel = 'instagram' then case
            when p_mime in ('image/jpeg', 'image/png')
                 and p_bytes <= 8388608 then 'image'
            when p_mime like 'audio/%' and p_bytes <= 26214400 then 'audio'
            when p_mime like 'video/%' and p_bytes <= 26214400 then 'video'
            end
        when p_bytes > case p_channel when 'whatsapp' then 104857600
            when 'messenger' then 26214400 when 'telegram' then 52428800
            when 'twilio' then 16777216 else 104857600 end then null
        when p_mime in ('image/jpeg', 'image/png')
             and p_bytes <= 5242880 then 'image'
        when p_mime in ('image/webp', 'image/gif') and p_channel
             not in ('whatsapp', 'telegram') then 'image'
        when p_mime in ('audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/aac',
                        'audio/amr') and p_bytes <= 16777216 then 'audio'
        when p_mime in ('video/mp4', 'video/3gpp')
             and p_bytes <= 16777216 then 'video'
        else 'document' end
$$;

-- The kind of core.media, which only says what is looked for in a file.
create function core.file_sort(p_mime text) returns text
language sql immutable set search_path = core, pg_temp as $$
    select case split_part(p_mime, '/', 1) when 'image' then 'image'
        when 'audio' then 'audio' when 'video' then 'video'
        else 'document' end
$$;

-- p_file: {"file", "sha256", "bytes", "mime"} as nginx has it.
create function core.attachment_add(p_tenant uuid, p_conversation uuid,
    p_agent uuid, p_file jsonb, p_name text, p_caption text) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    c         conversation%rowtype;
    v_channel text;
    v_account text;
    v_kind    text;
    v_id      uuid := uuid7();
    v_message uuid := uuid7();
begin
    c := handoff_lock(p_tenant, p_conversation);
    if c.id is null then
        return handoff_fail('not_found');
    elsif c.state <> 'human' then
        return handoff_fail('state', jsonb_build_object('state', c.state));
    elsif not exists (select from assignment s where s.tenant_id = p_tenant
            and s.conversation_id = p_conversation and s.ended_at is null
            and s.agent_id = p_agent) then
        return handoff_fail('forbidden');
    end if;
    select x.channel, x.account into v_channel, v_account from account x
        where x.tenant_id = p_tenant and x.id = c.account_id;
    v_kind := file_kind(v_channel, p_file ->> 'mime',
                        (p_file ->> 'bytes')::bigint);
    if v_kind is null then
        return handoff_fail('invalid', jsonb_build_object('detail',
            'the channel ' || v_channel || ' takes no such file: type or'
            ' size'));
    elsif length(p_caption) > 1024 or p_caption <> ''
            and (v_channel in ('messenger', 'instagram')
                 or v_channel = 'whatsapp' and v_kind = 'audio') then
        return handoff_fail('too_long', jsonb_build_object('detail',
            'a caption has at most 1,024 characters; on Messenger and'
            ' Instagram, and with sound on WhatsApp, there is none: send a'
            ' message'));
    end if;
    -- its bytes are where nginx leaves files, whatever the channel
    insert into media (tenant_id, id, conversation_id, message_id, seq, ord,
            partition, channel, account, kind, source, name, deadline_at,
            outbound)
        values (p_tenant, v_id, p_conversation, v_message, c.last_seq, 0,
            c.partition, 'webchat', v_account,
            file_sort(p_file ->> 'mime'), p_file
                || jsonb_build_object('ref', p_file ->> 'file'),
            left(nullif(p_name, ''), 240),
            now() + interval '90 seconds', jsonb_build_object('agent',
            p_agent, 'type', v_kind, 'caption',
            nullif(p_caption, '')));
    insert into media_job (tenant_id, media_id) values (p_tenant, v_id);
    return jsonb_build_object('ok', true, 'id', v_id, 'message', v_message,
        'conversation', p_conversation, 'type', v_kind, 'state', 'queued');
end
$$;

-- The file is stored and was scanned; that nobody can read it (an archive, a
-- PDF with a password) is no reason not to send it.
create function core.attachment_is_fit(m core.media) returns boolean
language sql immutable set search_path = core, pg_temp as $$
    select m.object is not null and (m.state in ('done', 'unsupported')
        or m.state = 'failed' and m.error in ('encrypted', 'broken'))
$$;

-- At the end of its workflow, by core.media_done: the message.  Null, or why
-- there is none.
create function core.attachment_send(p_tenant uuid, p_media uuid)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    m media%rowtype;
    c conversation%rowtype;
begin
    select * into m from media x
        where x.tenant_id = p_tenant and x.id = p_media;
    if m.outbound ? 'sent' then
        return null;                    -- its workflow went twice
    elsif not attachment_is_fit(m) then
        return coalesce(m.error, 'failed');
    end if;
    c := handoff_lock(p_tenant, m.conversation_id);
    if c.state <> 'human' or not exists (select from assignment s
            where s.tenant_id = p_tenant and s.conversation_id = c.id
              and s.ended_at is null
              and s.agent_id = (m.outbound ->> 'agent')::uuid) then
        return 'not_sent';              -- it is not the agent's any more
    end if;
    perform say(c, 'agent', (m.outbound ->> 'agent')::uuid,
        jsonb_strip_nulls(jsonb_build_object('type', m.outbound ->> 'type',
            'text', m.outbound ->> 'caption', 'media', jsonb_build_object(
                'file', m.id, 'object', m.object, 'mime', m.mime,
                'bytes', m.bytes, 'filename', m.name,
                'caption', m.outbound ->> 'caption'))), m.message_id);
    update media set outbound = outbound || '{"sent": true}'
        where tenant_id = p_tenant and id = p_media;
    perform handoff_answered(p_tenant, c.id);
    return null;
end
$$;


-- Rights --------------------------------------------------------------------

grant execute on function core.file_mac(uuid, text),
    core.file_link(uuid, uuid, text, int, text),
    core.file_kind(text, text, bigint), core.file_sort(text),
    core.attachment_add(uuid, uuid, uuid, jsonb, text, text)
    to relevo_worker, relevo_web;
grant execute on function core.file_holder_is(uuid, text, uuid),
    core.file_open(text), core.attachment_is_fit(core.media),
    core.attachment_send(uuid, uuid) to relevo_worker;
grant insert on core.media, core.media_job to relevo_web;


-- The API -------------------------------------------------------------------

-- As core.file_link wants to know it: whoever asks.
create function api.holder() returns text
language sql stable as $$
    select case when api.role() = 'key' then 'k' else 's' end
        || replace(current_setting('relevo.key', true), '-', '')
$$;

-- Null: there is none, or not for whoever asks.
create function api.media_one(p_id uuid) returns core.media
language sql stable set search_path = core, pg_temp as $$
    select m from media m where m.tenant_id = api.tenant() and m.id = p_id
        and (api.conversation_seen(m.conversation_id)).id is not null
$$;

create function api.media_view(m core.media) returns jsonb
language sql stable as $$
    select jsonb_strip_nulls(jsonb_build_object('id', m.id,
        'conversation', m.conversation_id, 'message', m.message_id,
        'seq', m.seq, 'from', case when m.outbound is null then 'customer'
            else 'agent' end,
        'agent', m.outbound ->> 'agent', 'kind', m.kind, 'state', m.state,
        'error', m.error, 'mime', m.mime, 'bytes', m.bytes, 'name', m.name,
        'stored', m.object is not null, 'thumbnail', m.thumb is not null,
        'what', m.result ->> 'kind', 'language', m.result ->> 'language',
        'description', m.result ->> 'description',
        'confidence', m.result -> 'confidence',
        'transcribed', m.result -> 'transcribed',
        'duration_ms', m.result #> '{facts,duration_ms}',
        'width', m.result #> '{facts,width}',
        'height', m.result #> '{facts,height}',
        'pages', m.result #> '{facts,pages}',
        'chars', length(m.text), 'created_at', m.created_at,
        'finished_at', m.finished_at))
$$;

create function api.media_get(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    m media%rowtype;
begin
    m := api.media_one((req #>> '{params,id}')::uuid);
    if m.id is null then
        return api.problem(404);
    end if;
    return api.ok(api.media_view(m) || jsonb_build_object('text', m.text,
        'fields', m.result -> 'fields', 'codes', m.result -> 'codes',
        'labels', m.result -> 'labels'));
end
$$;

create function api.media_list(req jsonb) returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
begin
    if (api.conversation_seen(v_id)).id is null then
        return api.problem(404);
    end if;
    return api.page(coalesce((select jsonb_agg(api.media_view(x.m)
            order by x.id desc)
        from (select m, m.id from media m where m.tenant_id = api.tenant()
                and m.conversation_id = v_id
                and (api.page_before(req) is null
                     or m.id < api.page_before(req))
              order by m.id desc limit api.page_limit(req) + 1) x), '[]'),
        api.page_limit(req));
end
$$;

-- Five minutes, and as long as the session: then it is asked for again.
create function api.media_redirect(req jsonb, p_what text)
returns api.response
language plpgsql stable set search_path = core, pg_temp as $$
declare
    m      media%rowtype;
    v_link text;
begin
    m := api.media_one((req #>> '{params,id}')::uuid);
    v_link := core.file_link(m.tenant_id, m.id, p_what, 300, api.holder());
    if m.id is null or v_link is null then
        return api.problem(404, case when m.id is not null then
            case when m.error is null and m.finished_at is null
                then 'not stored yet' else 'there is none' end end);
    end if;
    return api.ok(null, 302, jsonb_build_object('Location', '/files?t='
        || v_link, 'Cache-Control', 'private, max-age=240'));
end
$$;

create function api.media_content(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.media_redirect(req, 'f')
$$;

create function api.media_thumbnail(req jsonb) returns api.response
language sql stable set search_path = core, pg_temp as $$
    select api.media_redirect(req, 't')
$$;

create function api.attachment_create(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    v_id uuid := (req #>> '{params,id}')::uuid;
    v    jsonb;
begin
    if (api.conversation_seen(v_id, 'preview')).id is null then
        return api.problem(404);
    end if;
    -- a name, not a way
    v := attachment_add(api.tenant(), v_id, api.speaker(v_id), req -> 'body',
        regexp_replace(req #>> '{query,name}', '^.*[/\\]|[[:cntrl:]]', '',
                       'g'), req #>> '{query,caption}');
    if v ->> 'error' = 'forbidden' then
        return api.problem(403, 'claim the conversation first');
    end if;
    return api.result(v, v - 'ok', 202);
end
$$;

grant execute on function api.holder(), api.media_one(uuid),
    api.media_view(core.media), api.media_get(jsonb), api.media_list(jsonb),
    api.media_redirect(jsonb, text), api.media_content(jsonb),
    api.media_thumbnail(jsonb), api.attachment_create(jsonb) to relevo_web;
