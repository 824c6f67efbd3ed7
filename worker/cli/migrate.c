/*
 * cli/migrate - `relevo migrate`: brings the database to this program's schema.
 *
 * Forward only.  Files NNNN_name.sql of one folder, in order of their names,
 * each in a transaction of its own together with its row in
 * core.schema_migration (name, sha256).  A session-level advisory lock makes
 * parallel runs wait; a file that was changed, removed or slipped in before
 * an applied one is refused before anything runs.  Afterwards the hash
 * relevo:meta tells module and worker the number of partitions.
 */

#include <dirent.h>
#include <errno.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/vectors.h"
#include "worker/engine/config.h"
#include "worker/share.h"

#define FILES_MAX      1000
#define FILE_BYTES_MAX (8u << 20)
#define NAME_LEN       128
#define DIGEST_HEX     65
#define FORMAT         "1"              /* of the records in the streams */

#define LOCK_SQL       "select pg_advisory_lock(7813577131)"
#define TRY_LOCK_SQL   "select pg_try_advisory_lock(7813577131)::text"

static const char  bootstrap_sql[] =
    "create schema if not exists core;"
    "create table if not exists core.schema_migration ("
    " name text primary key,"
    " checksum text not null,"
    " applied_at timestamptz not null default now())";

static const char  applied_sql[] =
    "select coalesce(jsonb_object_agg(name, checksum), '{}')"
    " from core.schema_migration";

static const char  insert_sql[] =
    "insert into core.schema_migration (name, checksum) values ($1, $2)";

/* A schema without the function (a --dir of one's own) has no partitions. */
static const char  has_install_sql[] =
    "select (to_regprocedure('core.install(int, int)') is not null)::text";

/* Each run also makes the months to come: run it again every now and then. */
static const char  install_sql[] =
    "select core.install($1::int, " FORMAT "::int)"
    " || core.ensure_partitions(3)";

typedef struct {
    char      name[NAME_LEN];           /* without ".sql" */
    char      checksum[DIGEST_HEX];
    char     *text;
    bool      applied;
} step_t;

typedef struct {
    char      dir[SHARE_PATH_MAX];
    step_t   *steps;
    unsigned  n;
} plan_t;


static int
step_compare(const void *a, const void *b)
{
    return strcmp(((const step_t *) a)->name, ((const step_t *) b)->name);
}


static bool
checksum_hex(const char *data, size_t len, char ret_hex[DIGEST_HEX])
{
    unsigned char  digest[EVP_MAX_MD_SIZE];
    unsigned       n;

    if (EVP_Digest(data, len, digest, &n, EVP_sha256(), NULL) != 1) {
        return false;
    }

    for (unsigned i = 0; i < 32; i++) {
        snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
    }

    return true;
}


static bool
step_load(plan_t *plan, const char *file)
{
    char     path[SHARE_PATH_MAX + 260];              /* "/", d_name, NUL */
    size_t   len;
    step_t  *s = &plan->steps[plan->n];

    snprintf(path, sizeof(path), "%s/%s", plan->dir, file);
    snprintf(s->name, sizeof(s->name), "%.*s", (int) strlen(file) - 4, file);

    s->text = cli_read_file(path, FILE_BYTES_MAX, &len);
    if (s->text == NULL) {
        return false;
    }

    plan->n++;

    if (memchr(s->text, '\0', len) != NULL
        || !checksum_hex(s->text, len, s->checksum))
    {
        cli_error("%s: cannot be a migration", path);
        return false;
    }

    return true;
}


/* Reads every NNNN_name.sql of the folder, sorted. */

static bool
plan_load(plan_t *plan)
{
    DIR            *dir = opendir(plan->dir);
    struct dirent  *entry;
    bool            ok = true;

    if (dir == NULL) {
        cli_error("%s: %s", plan->dir, strerror(errno));
        return false;
    }

    while (ok && (entry = readdir(dir)) != NULL) {
        size_t  len = strlen(entry->d_name);

        if (len < 5 || len >= NAME_LEN || entry->d_name[0] == '.'
            || strcmp(entry->d_name + len - 4, ".sql") != 0)
        {
            continue;
        }

        ok = plan->n < FILES_MAX && step_load(plan, entry->d_name);
    }

    closedir(dir);

    if (ok && plan->n == 0) {
        cli_error("%s: there are no migrations in it", plan->dir);
        ok = false;
    }

    if (ok) {
        qsort(plan->steps, plan->n, sizeof(step_t), step_compare);
    }

    return ok;
}


static void
plan_free(plan_t *plan)
{
    for (unsigned i = 0; i < plan->n; i++) {
        free(plan->steps[i].text);
    }

    free(plan->steps);
}


static bool
pg_run(PGconn *pg, const char *what, const char *sql, int n,
    const char *const *params)
{
    /* no parameters: the simple protocol, which takes several statements */

    PGresult  *res = n == 0 ? PQexec(pg, sql)
                            : PQexecParams(pg, sql, n, NULL, params, NULL,
                                           NULL, 0);
    bool       ok = PQresultStatus(res) == PGRES_COMMAND_OK
                    || PQresultStatus(res) == PGRES_TUPLES_OK;

    if (!ok) {
        cli_pg_error(pg, res, what);
    }

    PQclear(res);
    return ok;
}


/* One migration at a time; a second one waits here and then finds no work. */

static bool
migration_lock(PGconn *pg)
{
    char  got[8];

    if (!cli_pg_text(pg, TRY_LOCK_SQL, 0, NULL, got, sizeof(got))) {
        return false;
    }

    if (strcmp(got, "true") == 0) {
        return true;
    }

    puts("another migration is running, waiting for it");
    fflush(stdout);
    return pg_run(pg, "lock", LOCK_SQL, 0, NULL);
}


/* Marks what is applied; false, told, when history and files disagree. */

static bool
plan_check(plan_t *plan, json_t *applied)
{
    const step_t  *first_new = NULL;
    size_t         known = 0;

    for (unsigned i = 0; i < plan->n; i++) {
        step_t      *s = &plan->steps[i];
        const char  *sum = json_string_value(json_object_get(applied, s->name));

        if (sum == NULL) {
            first_new = first_new != NULL ? first_new : s;
            continue;
        }

        known++;
        s->applied = true;

        if (strcmp(sum, s->checksum) != 0) {
            cli_error("%s.sql was changed after it was applied; restore the"
                      " file and put the change into a new migration",
                      s->name);
            return false;
        }

        if (first_new != NULL) {
            cli_error("%s.sql comes before %s, which is applied already; give"
                      " it a higher number", first_new->name, s->name);
            return false;
        }
    }

    if (known != json_object_size(applied)) {
        cli_error("the database has migrations that are not in %s: it belongs"
                  " to a newer version of this program", plan->dir);
        return false;
    }

    return true;
}


static bool
step_apply(PGconn *pg, const step_t *s)
{
    const char  *params[] = { s->name, s->checksum };

    if (pg_run(pg, "begin", "begin", 0, NULL)
        && pg_run(pg, s->name, s->text, 0, NULL)
        && pg_run(pg, s->name, insert_sql, 2, params)
        && pg_run(pg, s->name, "commit", 0, NULL))
    {
        printf("%-40s applied\n", s->name);
        fflush(stdout);
        return true;
    }

    (void) pg_run(pg, "rollback", "rollback", 0, NULL);
    return false;
}


/* One lease row per partition; refused when their number has changed. */

static bool
partitions_install(PGconn *pg)
{
    char         has[8], partitions[32];
    const char  *params[] = { partitions };
    json_t      *answer;

    if (!cli_pg_text(pg, has_install_sql, 0, NULL, has, sizeof(has))) {
        return false;
    }

    if (strcmp(has, "true") != 0) {
        return true;
    }

    snprintf(partitions, sizeof(partitions), "%lld",
             (long long) config_int("partitions"));

    answer = cli_pg_json(pg, install_sql, 1, params);
    if (answer == NULL) {
        return false;
    }

    json_decref(answer);
    return true;
}


static bool
migrate_postgres(plan_t *plan)
{
    PGconn   *pg = cli_pg("postgres.owner");
    json_t   *applied = NULL;
    unsigned  n = 0;
    bool      ok;

    if (pg == NULL) {
        return false;
    }

    ok = migration_lock(pg)
         && pg_run(pg, "settings", "set client_min_messages = warning", 0, NULL)
         && pg_run(pg, "schema", bootstrap_sql, 0, NULL)
         && (applied = cli_pg_json(pg, applied_sql, 0, NULL)) != NULL
         && plan_check(plan, applied);

    for (unsigned i = 0; ok && i < plan->n; i++) {
        if (!plan->steps[i].applied) {
            ok = step_apply(pg, &plan->steps[i]);
            n++;
        }
    }

    ok = ok && partitions_install(pg) && migrate_words(pg)
         && migrate_vectors(pg);

    if (ok) {
        printf("database: %u of %u migrations were new\n", n, plan->n);
    }

    json_decref(applied);
    PQfinish(pg);                           /* gives the lock back, too */
    return ok;
}


/* The value of a field of relevo:meta, "" when it is not there. */

static bool
meta_get(redis_sync_t *redis, const char *field, char *buf, size_t len)
{
    redisReply  *reply = cli_redis_words(redis, "HGET", "relevo:meta", field,
                                         (char *) NULL);

    if (reply == NULL) {
        return false;
    }

    snprintf(buf, len, "%s", reply->type == REDIS_REPLY_STRING ? reply->str
                                                               : "");
    freeReplyObject(reply);
    return true;
}


/*
 * Writes relevo:meta once; an installation never changes its partitions.  Two
 * at once write the same: the database has refused any other number already.
 */

static bool
meta_write(redis_sync_t *redis, const char *partitions)
{
    redisReply  *reply;
    char         have[32];

    if (!meta_get(redis, "partitions", have, sizeof(have))) {
        return false;
    }

    if (have[0] != '\0' && strcmp(have, partitions) != 0) {
        cli_error("redis holds an installation of %s partitions, the"
                  " configuration says %s; set partitions = %s", have,
                  partitions, have);
        return false;
    }

    reply = cli_redis_words(redis, "HSET", "relevo:meta", "partitions",
                            partitions, "format", FORMAT, (char *) NULL);
    if (reply == NULL) {
        return false;
    }

    freeReplyObject(reply);
    printf("redis: relevo:meta has %s partitions\n", partitions);
    return true;
}


static bool
migrate_redis(void)
{
    redis_sync_t  *redis = cli_redis();
    char           partitions[32];
    bool           ok;

    if (redis == NULL) {
        return false;
    }

    snprintf(partitions, sizeof(partitions), "%lld",
             (long long) config_int("partitions"));
    ok = meta_write(redis, partitions);

    redis_sync_free(redis);
    return ok;
}


/* For doctor: how many migrations beside the program are not applied. */

bool
migrate_pending(unsigned *ret_pending)
{
    plan_t    plan = { .n = 0 };
    PGconn   *pg = NULL;
    json_t   *applied = NULL;
    bool      ok;

    plan.steps = calloc(FILES_MAX, sizeof(step_t));
    ok = plan.steps != NULL && share_path("sql/migrations", plan.dir)
         && plan_load(&plan) && (pg = cli_pg("postgres.owner")) != NULL
         && (applied = cli_pg_json(pg, applied_sql, 0, NULL)) != NULL
         && plan_check(&plan, applied);

    if (ok) {
        *ret_pending = plan.n - (unsigned) json_object_size(applied);
    }

    json_decref(applied);
    PQfinish(pg);
    plan_free(&plan);
    return ok;
}


static int
migrate_run(args_t *args)
{
    const char  *dir = cli_value(args, "--dir");
    bool         no_redis = cli_flag(args, "--no-redis");
    plan_t       plan = { .n = 0 };
    bool         ok;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    if (dir != NULL) {
        snprintf(plan.dir, sizeof(plan.dir), "%s", dir);
    } else if (!share_path("sql/migrations", plan.dir)) {
        cli_error("the migrations are not beside the program; name their"
                  " folder with --dir");
        return EXIT_FAILED;
    }

    plan.steps = calloc(FILES_MAX, sizeof(step_t));
    ok = plan.steps != NULL && plan_load(&plan) && migrate_postgres(&plan)
         && (no_redis || migrate_redis());

    plan_free(&plan);
    return ok ? EXIT_OK : EXIT_FAILED;
}


const command_t  cli_migrate = {
    .name = "migrate",
    .summary = "bring the database to this version's schema",
    .help = "usage: relevo migrate [--dir DIR] [--no-redis]\n\n"
            "  --dir DIR    the migrations; default: sql/migrations beside"
            " the program\n"
            "  --no-redis   do not write relevo:meta\n\n"
            "Forward only, checksummed; safe to run twice and in parallel.\n"
            "Connects as postgres.owner.\n",
    .run = migrate_run
};
