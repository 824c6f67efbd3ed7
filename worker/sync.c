/*
 * sync - blocking calls of the master; see sync.h.
 *
 * The master has no loop and no lasting connection: it must be able to fork,
 * and to live on while everything else is down.
 */

#include "worker/sync.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/slice.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/redis_sync.h"

#define TIMEOUT_S    3
#define TIMEOUT_SQL  "set statement_timeout = 3000"


/* ---- PostgreSQL ---- */

/* The first line of a message, without its end. */
static void
line_copy(const char *message, char *ret, size_t len)
{
    snprintf(ret, len, "%.*s", (int) strcspn(message, "\n"), message);
}


static PGconn *
pg_open(char *reason, size_t len)
{
    const char *const  keys[] = {
        "dbname", "connect_timeout", "application_name", NULL
    };
    const char *const  values[] = {
        config_str("postgres.worker"), "3", "relevo-master", NULL
    };
    PGconn            *pg = PQconnectdbParams(keys, values, 1);

    if (PQstatus(pg) != CONNECTION_OK) {
        line_copy(PQerrorMessage(pg), reason, len);
        PQfinish(pg);
        return NULL;
    }

    PQclear(PQexec(pg, TIMEOUT_SQL));   /* failing: connect_timeout remains */

    return pg;
}


/* One call whose answer nobody reads but for its success. */
static bool
pg_do(const char *event, const char *sql, int n, const char *const *params)
{
    char       reason[256] = "";
    PGconn    *pg = pg_open(reason, sizeof(reason));
    PGresult  *result;
    bool       ok = false;

    if (pg != NULL) {
        result = PQexecParams(pg, sql, n, NULL, params, NULL, NULL, 0);
        ok = PQresultStatus(result) == PGRES_TUPLES_OK;
        line_copy(PQerrorMessage(pg), reason, sizeof(reason));
        PQclear(result);
        PQfinish(pg);
    }

    if (!ok) {
        log_warn(event, LOG_STR("error", &reason[0]));
    }

    return ok;
}


bool
sync_strike(const char *kind, const char *ref, int partition)
{
    char               p[16];
    const char *const  params[] = { kind, ref, p };

    snprintf(p, sizeof(p), "%d", partition);

    return pg_do("master.strike_failed",
                 "select core.strike($1, $2, $3::int)", 3, params);
}


/* ---- Redis ---- */

bool
sync_release(const char *worker)
{
    const char *const  params[] = { worker };
    const slice_t      hdel[] = {
        SLICE_LIT("HDEL"), SLICE_LIT("relevo:stats"), slice_str(worker)
    };
    char               reason[256];
    redis_sync_t      *redis = redis_sync_new(TIMEOUT_S, reason,
                                              sizeof(reason));
    redisReply        *reply = NULL;

    if (redis != NULL) {                /* its numbers are a courtesy */
        reply = redis_sync_do(redis, 3, hdel, reason, sizeof(reason));
    }
    if (reply != NULL) {
        freeReplyObject(reply);
    }
    redis_sync_free(redis);

    return pg_do("master.release_failed", "select core.release($1, null)", 1,
                 params);
}


/* ---- the check ---- */

static sync_rc_t
meta_check(const redisReply *reply, char *reason, size_t len)
{
    long  want = (long) config_int("partitions");
    long  have;

    if (reply->type == REDIS_REPLY_ERROR) {
        snprintf(reason, len, "redis: %s", reply->str);
        return SYNC_AWAY;
    }

    if (reply->type != REDIS_REPLY_STRING) {
        snprintf(reason, len, "relevo:meta is missing in Redis: "
                 "run `relevo migrate` first");
        return SYNC_WRONG;
    }

    have = strtol(reply->str, NULL, 10);

    if (have != want) {
        snprintf(reason, len, "this installation has %ld partitions "
                 "(relevo:meta) but the configuration says %ld: "
                 "set partitions = %ld", have, want, have);
        return SYNC_WRONG;
    }

    return SYNC_OK;
}


static sync_rc_t
redis_check(char *reason, size_t len)
{
    const slice_t  hget[] = {
        SLICE_LIT("HGET"), SLICE_LIT("relevo:meta"), SLICE_LIT("partitions")
    };
    redis_sync_t  *redis = redis_sync_new(TIMEOUT_S, reason, len);
    redisReply    *reply;
    sync_rc_t      rc = SYNC_AWAY;

    if (redis == NULL) {
        return SYNC_AWAY;
    }

    reply = redis_sync_do(redis, 3, hget, reason, len);

    if (reply != NULL) {
        rc = meta_check(reply, reason, len);
        freeReplyObject(reply);
    }
    redis_sync_free(redis);

    return rc;
}


/* Two rows of one column: is the function there, how many partitions. */
static sync_rc_t
schema_check(PGconn *pg, char *reason, size_t len)
{
    PGresult   *result;
    sync_rc_t   rc = SYNC_OK;

    result = PQexec(pg, "select to_regprocedure("
                    "'core.lease(text,integer,integer)') is not null");

    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        line_copy(PQerrorMessage(pg), reason, len);
        rc = SYNC_AWAY;

    } else if (strcmp(PQgetvalue(result, 0, 0), "t") != 0) {
        snprintf(reason, len, "the schema is missing in PostgreSQL: "
                 "run `relevo migrate` first");
        rc = SYNC_WRONG;
    }

    PQclear(result);

    return rc;
}


static sync_rc_t
rows_check(PGconn *pg, char *reason, size_t len)
{
    PGresult   *result;
    long        want = (long) config_int("partitions"), have;
    sync_rc_t   rc = SYNC_OK;

    result = PQexec(pg, "select count(*) from core.partition_lease");

    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        line_copy(PQerrorMessage(pg), reason, len);
        rc = SYNC_AWAY;

    } else {
        have = strtol(PQgetvalue(result, 0, 0), NULL, 10);

        if (have != want) {
            snprintf(reason, len, "PostgreSQL has %ld partitions but the "
                     "configuration says %ld: set partitions = %ld", have,
                     want, have);
            rc = SYNC_WRONG;
        }
    }

    PQclear(result);

    return rc;
}


sync_rc_t
sync_check(char *reason, size_t len)
{
    sync_rc_t   rc = redis_check(reason, len);
    PGconn     *pg;

    if (rc != SYNC_OK) {
        return rc;
    }

    pg = pg_open(reason, len);

    if (pg == NULL) {
        return SYNC_AWAY;
    }

    rc = schema_check(pg, reason, len);

    if (rc == SYNC_OK) {
        rc = rows_check(pg, reason, len);
    }

    PQfinish(pg);

    return rc;
}
