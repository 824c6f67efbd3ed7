-- roles.sql - the database roles of an installation.
--
-- Run once per cluster by a superuser (build.sh up does it), before the
-- database is created with `create database relevo owner relevo_owner`.
-- Safe to run again.  Passwords are set elsewhere (alter role ... password).

do $$
declare
    r text;
begin
    foreach r in array array['relevo_owner', 'relevo_worker', 'relevo_turn',
                             'relevo_web', 'relevo_search', 'relevo_gate',
                             'relevo_archive'] loop
        if not exists (select from pg_roles where rolname = r) then
            begin
                execute format('create role %I', r);
            exception when duplicate_object or unique_violation then
                null;                   -- a parallel run was faster
            end;
        end if;
        execute format('alter role %I nosuperuser nobypassrls nocreatedb '
                       'nocreaterole noreplication noinherit %s', r,
                       case when r in ('relevo_search', 'relevo_gate',
                                           'relevo_archive')
                           then 'nologin' else 'login' end);
    end loop;
end
$$;

-- The owner must be a member (and inherit) to hand functions over.
alter role relevo_owner inherit;
grant relevo_search, relevo_gate, relevo_archive to relevo_owner;

-- Guards against a forgotten transaction or a query that never ends.
alter role relevo_worker set statement_timeout = '30s';
alter role relevo_worker set lock_timeout = '10s';
alter role relevo_worker set idle_in_transaction_session_timeout = '30s';
alter role relevo_turn set statement_timeout = '5s';
alter role relevo_turn set default_transaction_read_only = on;
alter role relevo_turn set idle_in_transaction_session_timeout = '10s';
alter role relevo_web set statement_timeout = '10s';
alter role relevo_web set timezone = 'UTC';

-- The API's queries all find their rows by an index, and are many and small:
-- a plan made once, perhaps while a table is empty, has to be that plan.
alter role relevo_web set plan_cache_mode = force_generic_plan;
alter role relevo_web set enable_seqscan = off;
alter role relevo_web set enable_hashjoin = off;
alter role relevo_web set enable_mergejoin = off;
alter role relevo_web set jit = off;
alter role relevo_web set idle_in_transaction_session_timeout = '10s';
