-- Rules every table and function has to keep (S20, S21, S24, S25).
\ir helpers.psql
select plan(15);

create temp view t as
    select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
    from pg_class c where c.relnamespace = 'core'::regnamespace
      and c.relkind in ('r', 'p') and c.relname not in
      ('meta', 'partition_lease', 'worker', 'strike', 'schema_migration',
       'concept', 'rule_word', 'rule_builtin', 'health',
       'login_failure');

select is_empty($$ select relname from t where not exists (
    select from pg_attribute a where a.attrelid = t.oid and a.attnum = 1
      and a.attname = 'tenant_id' and a.attnotnull) $$,
    'every tenant table starts with tenant_id not null');
select is_empty($$ select relname from t
    where not (relrowsecurity and relforcerowsecurity) $$,
    'row security is enabled and forced');
select is_empty($$ select relname from t where not exists (
    select from pg_policy p where p.polrelid = t.oid
      and p.polname = 'tenant_own') $$, 'each has the tenant policy');
select is_empty($$ select conrelid::regclass, conname from pg_constraint k
    join t on t.oid = k.conrelid where k.contype in ('p', 'u', 'f')
      and k.conkey[1] <> 1
      and k.conname not in ('account_channel_account_key',
          'endpoint_channel_name_key', 'tenant_slug_key') $$,
    'primary, unique and foreign keys start with tenant_id');
select is_empty($$ select i.indexrelid::regclass from pg_index i
    join t on t.oid = i.indrelid where i.indisunique and i.indkey[0] <> 1
    and i.indexrelid::regclass::text not in
    ('account_channel_account_key', 'endpoint_channel_name_key',
     'tenant_slug_key', 'api_key_hash', 'session_hash') $$,
    'so do unique indexes');
select is_empty($$ select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'core'::regnamespace
      and has_function_privilege('public', p.oid, 'execute') $$,
    'public may execute nothing');
select is_empty($$ select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'core'::regnamespace and not exists (
        select from unnest(p.proconfig) g where g like 'search\_path=%')
      and p.proname not in ('uuid7', 'uuid7_floor', 'ms',
        'from_ms', 'stream_key', 'stamp', 'event', 'outbox_text', 'outbox_row',
        'identity_rank', 'status_rank', 'status_after', 'box_text', 'filler',
        'ts_config', 'stemmer', 'plain_text', 'utc_today', 'budget_today',
        'audit_hash', 'enter_public', 'key_view', 'role_scopes', 'scope_is_in',
        'tenant_view', 'token_csrf', 'token_hash',
        'nobody_ms', 'doer', 'viewing_seconds', 'typing_seconds',
        'search_settled', 'search_most', 'uuid7_at', 'window_hours', 'search_words', 'search_tsv', 'figures_settled',
        'rollup_sample', 'seconds_bound', 'mood') $$,
    'functions fix their search_path, but for the pure helpers');
select is_empty($$ select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'core'::regnamespace and p.prosecdef
      and not (p.proname like 'search\_%'
               and p.proowner = 'relevo_search'::regrole)
      and not (p.proname in ('enter', 'login', 'tenant_page',
                             'chat_tenant', 'totp_of', 'brand_of',
                             'endpoint_verified', 'name_is_foreign')
               and p.proowner = 'relevo_gate'::regrole)
      and not (p.proname = 'archive_drop'
               and p.proowner = 'relevo_archive'::regrole)
      and p.oid <> 'core.months_ahead()'::regprocedure $$,
    'SECURITY DEFINER only for relevo_search, to come in, to make months, to archive');
select is((select string_agg(format('%s %s %s', c.relname, p.polname,
        p.polcmd), ', ' order by c.relname)
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polroles && array['relevo_search'::regrole,
        'relevo_gate'::regrole, 'relevo_owner'::regrole, 0]::oid[]
      and pg_get_expr(p.polqual, p.polrelid) !~ 'CURRENT_USER|relevo.tenant'
      and c.relname <> 'kb_vector'),     -- only where there is pgvector
    'kb_chunk search_all r, kb_document search_all r, kb_word search_all r, '
    'media search_all r, product search_all r, provider search_all r, '
    'search_doc search_all r',
    'what the owner sees as a member of relevo_search, and no more');
select is_empty($$ select c.relname from pg_class c
    where c.relnamespace = 'core'::regnamespace and c.relkind = 'v' $$,
    'no views to slip through');
select is_empty($$ select rolname from pg_roles where rolname ~ '^relevo_'
    and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole) $$,
    'no role has more than it needs');
select is((select rolcanlogin from pg_roles
    where rolname = 'relevo_search'), false, 'relevo_search cannot log in');
select is_empty($$ select t.relname, r from t, unnest(array['relevo_worker',
    'relevo_turn', 'relevo_web', 'relevo_search']) r where
    has_table_privilege(r, t.oid, 'truncate, references, trigger') $$,
    'nobody may truncate, reference or add triggers');
select is_empty($$ select t.relname from t where has_table_privilege(
    'relevo_turn', t.oid, 'insert, update, delete') $$,
    'relevo_turn only reads');
select is_empty($$ select r from unnest(array['relevo_worker', 'relevo_turn',
    'relevo_web', 'relevo_search']) r
    where has_schema_privilege(r, 'core', 'create') $$,
    'nobody creates in core');
select * from finish();
rollback;
