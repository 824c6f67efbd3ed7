-- demo.sql - the demo tenant: a shop with a small knowledge base.
--
-- psql -v phone_number_id=106540352242922 -f sql/demo.sql, as relevo_worker
-- or a superuser, after `relevo migrate`.  Safe to run again.  Without
-- phone_number_id only the web chat account is made.

\set ON_ERROR_STOP 1
\if :{?phone_number_id}
\else
    \set phone_number_id ''
\endif

begin;
\ir demo_rows.psql
commit;
