/*
 * servers - synchronous connections of the command line tools.
 *
 * Addresses and roles come from the same settings the worker uses.  Every
 * failure is told here, in one sentence; callers only return.
 */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"
#include "worker/engine/config.h"

#define REDIS_WORDS_MAX  32
#define REDIS_TIMEOUT_S  10


PGconn *
cli_pg(const char *key)
{
    const char  *keywords[] = { "dbname", "application_name",
                                "connect_timeout", NULL };
    const char  *values[] = { config_str(key), "relevo-cli", "10", NULL };
    PGconn      *pg;
    char        *message, *end;

    /* expand_dbname: the setting is a whole conninfo */

    pg = PQconnectdbParams(keywords, values, 1);
    if (pg != NULL && PQstatus(pg) == CONNECTION_OK) {
        PQsetClientEncoding(pg, "UTF8");
        return pg;
    }

    message = pg != NULL ? PQerrorMessage(pg) : NULL;
    if (message == NULL) {
        cli_error("%s: out of memory", key);
        return NULL;
    }

    end = strchr(message, '\n');
    cli_error("%s: %.*s", key,
              end != NULL ? (int) (end - message) : (int) strlen(message),
              message);
    PQfinish(pg);
    return NULL;
}


void
cli_pg_error(PGconn *pg, const PGresult *res, const char *what)
{
    const char  *text = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
    const char  *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    const char  *hint = PQresultErrorField(res, PG_DIAG_MESSAGE_HINT);

    if (text == NULL) {
        text = PQerrorMessage(pg);
    }

    cli_error("%s: %s%s%s%s%s%s", what, text, state ? " (SQLSTATE " : "",
              state ? state : "", state ? ")" : "", hint ? "; " : "",
              hint ? hint : "");
}


/* A one-row answer; NULL, told. */

static PGresult *
pg_row(PGconn *pg, const char *sql, int n, const char *const *params)
{
    PGresult  *res;

    res = PQexecParams(pg, sql, n, NULL, params, NULL, NULL, 0);

    if (PQresultStatus(res) != PGRES_TUPLES_OK) {
        cli_pg_error(pg, res, "postgres");
        PQclear(res);
        return NULL;
    }

    if (PQntuples(res) != 1 || PQnfields(res) != 1) {
        cli_error("postgres: %d rows where one was expected", PQntuples(res));
        PQclear(res);
        return NULL;
    }

    return res;
}


json_t *
cli_pg_json(PGconn *pg, const char *sql, int n, const char *const *params)
{
    PGresult      *res = pg_row(pg, sql, n, params);
    json_t        *value;
    json_error_t   error;

    if (res == NULL) {
        return NULL;
    }

    if (PQgetisnull(res, 0, 0)) {
        value = json_null();
    } else {
        value = json_loads(PQgetvalue(res, 0, 0), JSON_DECODE_ANY, &error);
        if (value == NULL) {
            cli_error("postgres: an answer that is not JSON: %s", error.text);
        }
    }

    PQclear(res);
    return value;
}


bool
cli_pg_text(PGconn *pg, const char *sql, int n, const char *const *params,
    char *buf, size_t len)
{
    PGresult  *res = pg_row(pg, sql, n, params);

    if (res == NULL) {
        return false;
    }

    snprintf(buf, len, "%s", PQgetvalue(res, 0, 0));
    PQclear(res);
    return true;
}


/* A failure shows in the next statement. */

void
cli_pg_begin(PGconn *pg)
{
    PQclear(PQexec(pg, "begin"));
}


bool
cli_pg_end(PGconn *pg, bool commit)
{
    PGresult    *res = PQexec(pg, commit ? "commit" : "rollback");
    const char  *done = res == NULL ? "" : PQcmdStatus(res);
    bool         stands = commit && strcmp(done, "COMMIT") == 0;

    if (commit && !stands) {
        cli_pg_error(pg, res, "postgres: nothing was changed");
    }

    PQclear(res);

    return stands;
}


redis_sync_t *
cli_redis(void)
{
    char           reason[256];
    redis_sync_t  *redis = redis_sync_new(REDIS_TIMEOUT_S, reason,
                                          sizeof(reason));

    if (redis == NULL) {
        cli_error("%s", reason);
    }

    return redis;
}


redisReply *
cli_redis_do(redis_sync_t *redis, int argc, const char **argv,
    const size_t *lens)
{
    slice_t      words[REDIS_WORDS_MAX];
    char         reason[256];
    redisReply  *reply;

    for (int i = 0; i < argc && i < REDIS_WORDS_MAX; i++) {
        words[i] = slice_make(argv[i], lens[i]);
    }

    reply = redis_sync_do(redis, argc, words, reason, sizeof(reason));

    if (reply == NULL) {
        cli_error("%s: %s", argv[0], reason);
        return NULL;
    }

    if (reply->type == REDIS_REPLY_ERROR) {
        cli_error("redis: %s: %s", argv[0], reply->str);
        freeReplyObject(reply);
        return NULL;
    }

    return reply;
}


redisReply *
cli_redis_words(redis_sync_t *redis, const char *first, ...)
{
    const char  *argv[REDIS_WORDS_MAX];
    size_t       lens[REDIS_WORDS_MAX];
    int          argc = 0;
    va_list      ap;

    va_start(ap, first);
    for (const char *s = first; s != NULL && argc < REDIS_WORDS_MAX;
         s = va_arg(ap, const char *))
    {
        argv[argc] = s;
        lens[argc++] = strlen(s);
    }
    va_end(ap);

    return cli_redis_do(redis, argc, argv, lens);
}
