-- 0069_template_sync - WhatsApp's templates as WhatsApp has them.
--
-- `relevo channel templates ACCOUNT` (the task templates_sync) reads all of a
-- business account (waba) and gives them to core.template_sync(), as Graph
-- answered.  What cannot be sent from here is left out, with a word why; what
-- came from that business account before and is gone there goes here, too.
-- A template that was written by hand stays, unless one of its name comes.

alter table core.template add column waba text
    check (waba ~ '^[0-9]{1,32}$');     -- null: kept by hand

-- Graph's state as ours; null: WhatsApp has not decided yet.
create function core.template_state(p_state text) returns text
language sql immutable set search_path = core, pg_temp as $$
    select case when p_state = 'APPROVED' then 'approved'
        when p_state in ('PAUSED', 'LIMIT_EXCEEDED') then 'paused'
        when p_state in ('REJECTED', 'DISABLED', 'DELETED',
                         'PENDING_DELETION') then 'rejected' end
$$;

-- The part of a template that is of this type; null: it has none.
create function core.template_part(p_item jsonb, p_type text) returns jsonb
language sql immutable set search_path = core, pg_temp as $$
    select x from jsonb_array_elements(case jsonb_typeof(
            p_item -> 'components') when 'array' then p_item -> 'components'
            else '[]' end) x
    where x ->> 'type' = p_type limit 1
$$;

-- Why it is none that we can send; null: it is one.  We fill blanks of the
-- body and nothing else: those of headings and buttons, and what is no text,
-- WhatsApp would refuse.
create function core.template_lack(i jsonb) returns text
language sql immutable set search_path = core, pg_temp as $$
    select case
        when coalesce(i ->> 'name', '') !~ '^[a-z0-9_]+$'
                or length(i ->> 'name') > 512 then 'name'
        when coalesce(i ->> 'language', '') !~ '^[a-z]{2,3}(_[A-Z]{2})?$'
            then 'language'
        when coalesce(lower(i ->> 'category'), '') not in ('marketing',
                'utility', 'authentication') then 'category'
        when template_state(i ->> 'status') is null then 'pending'
        when coalesce(b ->> 'text', '') = '' or length(b ->> 'text') > 1024
            then 'body'
        when h is not null and (h ->> 'format' is distinct from 'TEXT'
                or coalesce(h ->> 'text', '') ~ '\{\{'
                or length(h ->> 'text') > 60) then 'heading'
        when length(template_part(i, 'FOOTER') ->> 'text') > 60 then 'footer'
        when exists (select from jsonb_array_elements(case jsonb_typeof(
                    template_part(i, 'BUTTONS') -> 'buttons') when 'array'
                    then template_part(i, 'BUTTONS') -> 'buttons'
                    else '[]' end) x
                where x ->> 'type' not in ('QUICK_REPLY', 'PHONE_NUMBER',
                                           'URL')
                   or x ->> 'url' ~ '\{\{') then 'button'
        when exists (select from jsonb_array_elements(i -> 'components') x
                where x ->> 'type' not in ('HEADER', 'BODY', 'FOOTER',
                                           'BUTTONS')) then 'component'
        when coalesce(template_parameters(b ->> 'text'), 99) > 20
            then 'blanks' end
    from (select template_part(i, 'BODY') as b,
                 template_part(i, 'HEADER') as h) p
$$;

-- One of them: 'made', 'changed' or 'same'.
create function core.template_take(p_tenant uuid, p_waba text, i jsonb)
returns text
language plpgsql set search_path = core, pg_temp as $$
declare
    v_body text := template_part(i, 'BODY') ->> 'text';
    v_n    bigint;
begin
    insert into template as x (tenant_id, name, language, category, status,
            header, body, footer, parameters, waba)
        values (p_tenant, i ->> 'name', i ->> 'language',
            lower(i ->> 'category'), template_state(i ->> 'status'),
            nullif(template_part(i, 'HEADER') ->> 'text', ''), v_body,
            nullif(template_part(i, 'FOOTER') ->> 'text', ''),
            template_parameters(v_body), p_waba)
        on conflict (tenant_id, name, language) do update
        set category = excluded.category, status = excluded.status,
            header = excluded.header, body = excluded.body,
            footer = excluded.footer, parameters = excluded.parameters,
            waba = excluded.waba, version = x.version + 1, changed_at = now()
        where (x.category, x.status, x.header, x.body, x.footer, x.waba)
            is distinct from (excluded.category, excluded.status,
                excluded.header, excluded.body, excluded.footer,
                excluded.waba)
        returning version into v_n;
    return case when v_n is null then 'same' when v_n = 1 then 'made'
        else 'changed' end;
end
$$;

-- What WhatsApp does not have any more, or decides anew: neither is sent.
create function core.template_drop(p_tenant uuid, p_waba text,
    p_items jsonb) returns int
language plpgsql set search_path = core, pg_temp as $$
declare
    v_n int;
    v_m int;
begin
    update template t set status = 'paused', version = t.version + 1,
            changed_at = now()
        from jsonb_array_elements(p_items) i
        where t.tenant_id = p_tenant and t.waba = p_waba
          and t.name = i ->> 'name' and t.language = i ->> 'language'
          and t.status = 'approved' and template_lack(i) is not null;
    delete from template t where t.tenant_id = p_tenant and t.waba = p_waba
        and notify_users(p_tenant, null, null, t.name, t.language) is null
        and not exists (select from jsonb_array_elements(p_items) i
            where t.name = i ->> 'name' and t.language = i ->> 'language');
    get diagnostics v_n = row_count;
    -- one that a notification route uses stays, and says why it fails
    update template t set status = 'rejected', version = t.version + 1,
            changed_at = now()
        where t.tenant_id = p_tenant and t.waba = p_waba
          and t.status <> 'rejected'
          and not exists (select from jsonb_array_elements(p_items) i
            where t.name = i ->> 'name' and t.language = i ->> 'language');
    get diagnostics v_m = row_count;
    return v_n + v_m;
end
$$;

-- All templates of a business account, as Graph has them, for the tenant of
-- that account of WhatsApp: {"made", "changed", "same", "gone", "left_out":
-- [{"name", "language", "why"}]}, a hundred of these at most.
create function core.template_sync(p_account text, p_waba text,
    p_items jsonb) returns jsonb
language plpgsql set search_path = core, pg_temp as $$
declare
    v_tenant uuid;
    v_done   jsonb;
begin
    update account a set settings = a.settings
            || jsonb_build_object('waba', p_waba)
        where a.channel = 'whatsapp' and a.account = p_account
        returning a.tenant_id into v_tenant;
    if not found then
        return '{"ok": false}';
    end if;
    select jsonb_build_object('made', count(*) filter (where d = 'made'),
            'changed', count(*) filter (where d = 'changed'),
            'same', count(*) filter (where d = 'same'))
        into v_done
        from (select template_take(v_tenant, p_waba, x.i) as d
            from (select distinct on (i ->> 'name', i ->> 'language') i
                from jsonb_array_elements(p_items) i
                where template_lack(i) is null offset 0) x offset 0) done;
    return v_done || jsonb_build_object('gone',
        template_drop(v_tenant, p_waba, p_items), 'left_out', (
            select coalesce(jsonb_agg(l.l), '[]') from (
                select jsonb_build_object('name', left(i ->> 'name', 100),
                    'language', left(i ->> 'language', 16), 'why',
                    template_lack(i)) as l
                from jsonb_array_elements(p_items) i
                where template_lack(i) is not null limit 100) l));
end
$$;


-- The way in ----------------------------------------------------------------

create function api.templates_sync(req jsonb) returns api.response
language plpgsql set search_path = core, pg_temp as $$
declare
    b      jsonb := req -> 'body';
    a      account%rowtype;
    v_waba text;
begin
    select x.account, x.settings into a.account, a.settings from account x
        where x.tenant_id = api.tenant() and x.channel = 'whatsapp'
          and x.account = b ->> 'account';
    if not found then
        return api.problem(404, 'there is no such account of WhatsApp');
    end if;
    v_waba := coalesce(b ->> 'waba', a.settings ->> 'waba');
    if v_waba is null then
        return api.invalid('body.waba', 'required',
                           'the id of the WhatsApp business account');
    elsif v_waba !~ '^[0-9]{1,32}$' then
        return api.invalid('body.waba', 'digits');
    end if;
    return api.task('templates_sync', jsonb_build_object('account',
        a.account, 'waba', v_waba), 0);
end
$$;

grant execute on function core.template_state(text),
    core.template_part(jsonb, text), core.template_lack(jsonb),
    core.template_take(uuid, text, jsonb),
    core.template_drop(uuid, text, jsonb),
    core.template_sync(text, text, jsonb),
    core.notify_users(uuid, uuid, uuid, text, text) to relevo_worker;
grant execute on function api.templates_sync(jsonb) to relevo_web;
