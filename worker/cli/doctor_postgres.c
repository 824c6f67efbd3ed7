/*
 * cli/doctor_postgres - `relevo doctor`: the record of everything.
 *
 * Settings that lose what was committed or tell what people wrote, room for
 * all connections, the schema's version and partitions, and whether the
 * secrets of its rows open with the key file that is here.
 */

#include <openssl/crypto.h>
#include <stdlib.h>

#include "worker/cli/doctor.h"
#include "worker/engine/config.h"
#include "worker/secrets.h"

#define API_CONNECTIONS  50             /* most= where nothing else is said */

static const setting_t  postgres_settings[] = {
    { "fsync", "on", "a power loss corrupts the record of everything", true },
    { "full_page_writes", "on", "a power loss may tear pages", true },
    { "synchronous_commit", "on|local|remote_write|remote_apply",
      "the ingress log is trimmed behind commits that a crash may undo", true },
};

/* What people wrote must not be in a log; the worker's own never has it. */
static const setting_t  postgres_logs[] = {
    { "log_error_verbosity", "terse",
      "errors quote rows in PostgreSQL's log, with what people wrote", false },
    { "log_statement", "none|ddl",
      "statements go to PostgreSQL's log with what people wrote", false },
};

static const char  setting_sql[] = "select current_setting($1)";
static const char  room_sql[] =
    "select current_setting('max_connections')::int"
    " - current_setting('superuser_reserved_connections')::int";
static const char  clock_sql[] =
    "select (extract(epoch from clock_timestamp()))::bigint::text";
static const char  schema_sql[] =
    "select coalesce((select (count(*))::text from core.partition_lease), '0')";


/*
 * Every child has its connections to each of two roles, the API has what most=
 * of relevo_api_postgres says; PostgreSQL refuses what is above.
 */

static void
check_room(PGconn *pg)
{
    char       value[128];
    long long  room, workers;

    if (!cli_pg_text(pg, room_sql, 0, NULL, value, sizeof(value))) {
        return;
    }

    room = atoll(value);
    workers = (long long) config_int("worker.processes") * 2
              * config_int("postgres.connections");

    if (workers > room) {
        finding(true, "postgres: worker.processes x 2 roles x"
                " postgres.connections are %lld connections, max_connections"
                " leaves %lld: some children never work; raise"
                " max_connections, or lower one of the two", workers, room);
    } else if (workers + API_CONNECTIONS > room) {
        finding(false, "postgres: worker.processes x 2 roles x"
                " postgres.connections are %lld connections, and the API has"
                " %d (most= of relevo_api_postgres), max_connections leaves"
                " %lld: a busy API is answered 503; raise max_connections, or"
                " lower most=", workers, API_CONNECTIONS, room);
    }
}


static void
check_schema(PGconn *pg)
{
    PGresult   *res = PQexec(pg, schema_sql);
    long long   have, want = (long long) config_int("partitions");

    if (PQresultStatus(res) != PGRES_TUPLES_OK) {
        finding(true, "postgres: the schema is missing or of another version:"
                " nothing can be admitted; run relevo migrate");
        PQclear(res);
        return;
    }

    have = atoll(PQgetvalue(res, 0, 0));
    PQclear(res);

    if (have != want) {
        finding(true, "postgres: %lld partitions are installed, the"
                " configuration says %lld: some are never read; set partitions"
                " = %lld, or run relevo migrate", have, want, have);
    }
}


static void
check_migrations(void)
{
    unsigned  pending;

    if (!migrate_pending(&pending)) {
        finding(false, "postgres: the schema's version could not be compared:"
                " it may be another than this program's; run doctor where"
                " postgres.owner works");
    } else if (pending > 0) {
        finding(true, "postgres: %u migrations are not applied: the worker"
                " calls functions that are not there; run relevo migrate",
                pending);
    }
}


/* Do the secrets of rows open with the key file that is here? */

static void
check_secrets(PGconn *pg)
{
    json_t      *list = cli_pg_json(pg, "select core.boxes()", 0, NULL);
    json_t      *box;
    const char  *reason = NULL;
    size_t       i, closed = 0;

    json_array_foreach(json_object_get(list, "boxes"), i, box) {
        const secret_place_t  place = {
            cli_str(box, "kind"), cli_str(box, "tenant"),
            cli_str(box, "channel"), cli_str(box, "name"),
            cli_str(box, "what")
        };
        uint8_t               plain[SEAL_SECRET_MAX];
        size_t                len = 0;
        const char           *error;

        error = secret_open(&place, slice_str(cli_str(box, "box")), plain,
                            &len);
        OPENSSL_cleanse(plain, len);
        closed += error != NULL;
        reason = error != NULL ? error : reason;
    }

    json_decref(list);

    if (closed > 0) {
        finding(true, "%zu secrets of endpoints and accounts do not open: %s;"
                " put the key they were sealed with into secrets.key_file, or"
                " rotate them", closed, reason);
    }
}


static void
postgres_judge(PGconn *pg, const setting_t *settings, size_t n)
{
    char  value[128];

    for (size_t i = 0; i < n; i++) {
        if (cli_pg_text(pg, setting_sql, 1, &settings[i].name, value,
                        sizeof(value)))
        {
            setting_judge("postgres", &settings[i], value);
        }
    }
}


void
check_postgres(void)
{
    PGconn  *pg = cli_pg("postgres.worker"), *turn;
    char     value[128];

    if (pg == NULL) {
        finding(true, "postgres: not reachable as postgres.worker: records"
                " wait in Redis, nobody is answered; start it, or correct"
                " postgres.worker");
        return;
    }

    postgres_judge(pg, postgres_settings,
                   sizeof(postgres_settings) / sizeof(setting_t));
    postgres_judge(pg, postgres_logs,
                   sizeof(postgres_logs) / sizeof(setting_t));

    if (cli_pg_text(pg, clock_sql, 0, NULL, value, sizeof(value))) {
        clock_judge("postgres", atoll(value));
    }

    check_room(pg);
    check_schema(pg);
    check_secrets(pg);
    check_archive(pg);
    check_models(pg);
    PQfinish(pg);

    check_migrations();

    turn = cli_pg("postgres.turn");
    if (turn == NULL) {
        finding(true, "postgres: not reachable as postgres.turn: nobody is"
                " answered; correct postgres.turn");
    }
    PQfinish(turn);
}
