/*
 * cli/doctor - `relevo doctor`: settings that void a promise, with the fix.
 *
 * One line per finding: what it is, why it matters, what to do.  "serious"
 * findings void a promise of docs/ARCHITECTURE.md and make the exit code 1;
 * "note" is worth knowing.  It looks and changes nothing.
 */

#include <openssl/crypto.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "worker/answer/texts.h"
#include "worker/cli/cli.h"
#include "worker/cli/stream.h"
#include "worker/engine/config.h"
#include "worker/providers/prices.h"
#include "worker/secrets.h"
#include "worker/share.h"

#define CLOCK_NOTE_S   2
#define CLOCK_LIMIT_S  30
#define RECOVERY_MS    15000            /* promised, after any crash */
#define STATUS_MS      5000             /* a provider's status takes so long */

typedef struct {
    const char  *name;
    const char  *want;
    const char  *why;
    bool         serious;
} setting_t;

static const setting_t  redis_settings[] = {
    { "appendonly", "yes", "a 200 would promise what only memory holds", true },
    { "appendfsync", "always",
      "a crash loses webhooks that were answered 200", true },
    { "no-appendfsync-on-rewrite", "no",
      "fsync pauses while the log is rewritten: a 200 is no receipt then",
      true },
    { "maxmemory-policy", "noeviction",
      "Redis may throw away streams when memory is short", true },
};

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
static const char  clock_sql[] =
    "select (extract(epoch from clock_timestamp()))::bigint::text";
static const char  schema_sql[] =
    "select coalesce((select (count(*))::text from core.partition_lease), '0')";

static unsigned  serious, notes;


static void
finding(bool is_serious, const char *fmt, ...)
{
    va_list  ap;

    *(is_serious ? &serious : &notes) += 1;
    printf("%-8s", is_serious ? "serious" : "note");
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
}


/* Is have one of "a|b|c"? */

static bool
is_one_of(const char *have, const char *want)
{
    size_t  n = strlen(have);

    for (const char *s = want; s != NULL; s = strchr(s, '|')) {
        s += *s == '|';
        if (strncmp(s, have, n) == 0 && (s[n] == '\0' || s[n] == '|')) {
            return true;
        }
    }

    return false;
}


static void
setting_judge(const char *server, const setting_t *s, const char *have)
{
    if (!is_one_of(have, s->want)) {
        finding(s->serious, "%s: %s is %s: %s; set it to %.*s", server,
                s->name, have, s->why, (int) strcspn(s->want, "|"), s->want);
    }
}


/* Seconds between a server's clock and ours. */

static void
clock_judge(const char *server, long long theirs)
{
    long long  off = theirs - (long long) time(NULL);

    off = off < 0 ? -off : off;
    if (off >= CLOCK_NOTE_S) {
        finding(off >= CLOCK_LIMIT_S, "%s: its clock is %lld s away from"
                " ours: ages, timers and tokens are wrong by that; run an NTP"
                " client on both", server, off);
    }
}


/* Connects without a user: that must not get anywhere. */

static void
redis_default_user(redis_sync_t *sync, unsigned node)
{
    struct timeval   timeout = { .tv_sec = 5 };
    char             host[256], server[256];
    const char      *colon;
    redisContext    *redis;
    redisReply      *reply;

    (void) redis_sync_name(sync, node, server, sizeof(server));
    colon = strrchr(server, ':');

    if (server[0] == '/') {
        redis = redisConnectUnixWithTimeout(server, timeout);
    } else {
        snprintf(host, sizeof(host), "%.*s",
                 colon ? (int) (colon - server) : (int) strlen(server), server);
        redis = redisConnectWithTimeout(host, colon ? atoi(colon + 1) : 6379,
                                        timeout);
    }

    if (redis != NULL && redis->err == 0) {
        reply = redisCommand(redis, "PING");
        if (reply != NULL && reply->type != REDIS_REPLY_ERROR) {
            finding(true, "redis: the default user is on: whoever reaches the"
                    " port can read and delete everything; \"user default"
                    " off\" in its ACL");
        }
        if (reply != NULL) {
            freeReplyObject(reply);
        }
    }

    if (redis != NULL) {
        redisFree(redis);
    }
}


static void
redis_meta(redis_sync_t *redis)
{
    redisReply  *reply = cli_redis_words(redis, "HGET", "relevo:meta",
                                         "partitions", (char *) NULL);
    long long    want = (long long) config_int("partitions");

    if (reply == NULL) {
        return;
    }

    if (reply->type != REDIS_REPLY_STRING) {
        finding(true, "redis: relevo:meta is missing: nginx answers 503 and no"
                " worker starts; run relevo migrate");
    } else if (atoll(reply->str) != want) {
        finding(true, "redis: relevo:meta has %s partitions, the configuration"
                " %lld: no worker starts; set partitions = %s", reply->str,
                want, reply->str);
    }

    freeReplyObject(reply);
}


/* One server, or one master of a cluster. */

static void
check_redis_node(redis_sync_t *redis, const char *name)
{
    char  value[128];

    for (size_t i = 0; i < sizeof(redis_settings) / sizeof(setting_t); i++) {
        if (redis_setting(redis, redis_settings[i].name, value, sizeof(value)))
        {
            setting_judge(name, &redis_settings[i], value);
        }
    }

    if (redis_setting(redis, "maxmemory", value, sizeof(value))
        && strcmp(value, "0") == 0)
    {
        finding(false, "%s: maxmemory is not set: a long backlog ends with"
                " the kernel killing it, not with 503; set maxmemory to what"
                " the machine can spare", name);
    }

    if (redis_info(redis, "server_time_usec", value, sizeof(value))) {
        clock_judge(name, atoll(value) / 1000000);
    }
}


static void
check_redis(void)
{
    redis_sync_t  *redis = cli_redis();
    unsigned       n;
    char           name[128];

    if (redis == NULL) {
        finding(true, "redis: not reachable: webhooks are answered 503; start"
                " it, or set redis.server, redis.user and"
                " redis.password_file");
        return;
    }

    n = redis_sync_nodes(redis);

    for (unsigned i = 0; i < n; i++) {
        redis_sync_aim_node(redis, i);
        check_redis_node(redis, n == 1 ? "redis"
                         : redis_sync_name(redis, i, name, sizeof(name)));
        redis_default_user(redis, i);
    }

    redis_meta(redis);
    redis_sync_free(redis);
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


static void
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

    check_schema(pg);
    check_secrets(pg);
    PQfinish(pg);

    check_migrations();

    turn = cli_pg("postgres.turn");
    if (turn == NULL) {
        finding(true, "postgres: not reachable as postgres.turn: nobody is"
                " answered; correct postgres.turn");
    }
    PQfinish(turn);
}


static void
check_files(void)
{
    static const char *const  secrets[] = {
        "redis.password_file", "whatsapp.token_file"
    };

    char         err[512];
    struct stat  st;

    if (!texts_load(config_str("texts.dir"), err, sizeof(err))) {
        finding(true, "%s: no worker starts; complete the texts", err);
    }
    texts_release();

    if (!prices_load(config_str("provider.prices"), err, sizeof(err))) {
        finding(false, "provider.prices: %s: what models cost is not counted"
                " and budgets do not hold; repair the list", err);
    }
    prices_release();

    for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
        const char  *path = config_str(secrets[i]);

        if (path[0] != '\0' && stat(path, &st) == 0
            && (st.st_mode & (S_IRWXO | S_IWGRP)) != 0)
        {
            finding(true, "%s: others may read or write %s: the secret is no"
                    " secret; chmod 600 %s", secrets[i], path, path);
        }
    }

    if (config_str("whatsapp.token_file")[0] == '\0') {
        finding(false, "whatsapp.token_file is not set: WhatsApp replies are"
                " not sent; name the file with the access token");
    }
}


/* Access token and messages in clear, unless they stay on this machine. */

static void
base_judge(const char *key)
{
    static const char *const  local[] = { "127.", "localhost", "[::1]" };
    const char               *base = config_str(key);

    if (strncmp(base, "http://", 7) != 0) {
        return;
    }

    for (size_t i = 0; i < sizeof(local) / sizeof(local[0]); i++) {
        if (strncmp(base + 7, local[i], strlen(local[i])) == 0) {
            return;
        }
    }

    finding(true, "%s: %s: access token and messages go over the network in"
            " clear; use https", key, base);
}


static void
check_choices(void)
{
    static const char *const  bases[] = {
        "whatsapp.api_base", "messenger.api_base", "instagram.api_base",
        "telegram.api_base", "twilio.api_base"
    };

    for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
        base_judge(bases[i]);
    }

    if (config_int("lease.ttl") + config_int("lease.interval")
        + config_int("sweep.interval") > RECOVERY_MS)
    {
        finding(true, "lease.ttl, lease.interval and sweep.interval are more"
                " than %d s together: a machine that is gone is replaced later"
                " than promised; lower lease.ttl", RECOVERY_MS / 1000);
    }

    if (config_int("deliver.ambiguous_wait") < STATUS_MS) {
        finding(false, "deliver.ambiguous_wait is below %d s: replies in doubt"
                " are repeated before their status can come; raise it",
                STATUS_MS / 1000);
    }

    if (!config_bool("deliver.limits")) {
        finding(false, "deliver.limits is off: providers block accounts that"
                " send faster than they allow; switch it on");
    }

    if (config_int("ingress.keep") == 0) {
        finding(false, "ingress.keep is 0: a PostgreSQL that fails over to an"
                " asynchronous standby would lose admitted records; with one,"
                " set it above the replication lag");
    }

    if (config_int("lease.ttl") < 3 * config_int("lease.interval")) {
        finding(true, "lease.ttl is below three lease.interval: one slow"
                " heartbeat loses every partition; raise lease.ttl");
    }
}


static int
doctor_run(args_t *args)
{
    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    serious = notes = 0;

    if (args->config_error != NULL) {
        finding(true, "configuration: %s; nothing starts with it; correct"
                " that setting", args->config_error);
    } else {
        check_choices();
        check_files();
        check_redis();
        check_postgres();
    }

    if (serious + notes == 0) {
        puts("nothing to complain about");
    } else {
        printf("%u serious, %u to know\n", serious, notes);
    }

    return serious == 0 ? EXIT_OK : EXIT_FAILED;
}


const command_t  cli_doctor = {
    .name = "doctor",
    .summary = "find settings that void a promise, and say the fix",
    .help = "usage: relevo doctor\n\n"
            "Looks at the configuration, Redis, PostgreSQL, files and clocks;"
            " changes nothing.\nExit code 1 when something is serious.\n",
    .flags = CLI_ANY_CONFIG,
    .run = doctor_run
};
