/*
 * cli/dlq - `relevo dlq list|show|replay|purge`: what could not be admitted or
 * answered, with the bytes as they came.
 *
 * Replay appends the bytes to the ingress log again, once per letter: in one
 * transaction the database marks it, forgets its deduplication key, and the
 * record is appended.  Who admits it waits for the key, so it is never taken
 * for a repetition; without the commit the letter is not marked, and a record
 * that was appended all the same is one.
 */

#include <ctype.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "worker/cli/cli.h"
#include "worker/cli/dlq.h"
#include "worker/cli/dlq_record.h"
#include "worker/engine/config.h"

static const char  list_sql[] = "select core.dlq_list($1::uuid, $2::int)";
static const char  show_sql[] = "select core.dlq_show($1::uuid)";
static const char  replay_sql[] = "select core.dlq_replay($1::uuid)";
static const char  purge_sql[] =
    "select core.dlq_purge($1::uuid, $2::bigint, $3::uuid)";

/* The visitor a web chat letter came from: its payload does not say. */
static const char  sender_sql[] =
    "select coalesce((select i.value from core.dead_letter d"
    " join core.conversation c on c.tenant_id = d.tenant_id"
    " and c.id = d.conversation_id"
    " join core.identity i on i.tenant_id = c.tenant_id"
    " and i.contact_id = c.contact_id and i.kind = 'visitor'"
    " where d.id = $1::uuid order by i.created_at limit 1), '')";


/* 8-4-4-4-12 hex digits; false, told. */

static bool
id_ok(const char *id)
{
    static const char  form[] = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
    size_t             i = 0;

    while (form[i] != '\0' && (form[i] == 'h' ? isxdigit((unsigned char) id[i])
                                              : id[i] == form[i]))
    {
        i++;
    }

    if (form[i] == '\0' && id[i] == '\0') {
        return true;
    }

    cli_error("\"%.64s\" is no id of a letter; relevo dlq list shows them", id);
    return false;
}


static const char *
time_text(int64_t ms, char *buf, size_t len)
{
    time_t     s = (time_t) (ms / 1000);
    struct tm  tm;

    if (ms == 0) {
        return "-";
    }

    gmtime_r(&s, &tm);
    strftime(buf, len, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return buf;
}


static int
dlq_list(PGconn *pg, args_t *args)
{
    const char  *slug = cli_value(args, "--tenant");
    bool         as_json = cli_flag(args, "--json");
    long         limit = 50;
    char         tenant[37], text[16], at[32];
    const char  *params[2] = { NULL, text };
    json_t      *answer, *item;
    size_t       i;

    if (!cli_int(args, "--limit", 1, 100000, &limit) || !cli_words(args, 0, 0))
    {
        return EXIT_USAGE;
    }

    if (slug != NULL) {
        if (!cli_tenant_id(pg, slug, tenant)) {
            return EXIT_FAILED;
        }
        params[0] = tenant;
    }

    snprintf(text, sizeof(text), "%ld", limit);
    answer = cli_pg_json(pg, list_sql, 2, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(json_object_get(answer, "items"));
    } else {
        json_array_foreach(json_object_get(answer, "items"), i, item) {
            printf("%s  %s  %-10s %-10s %-12s %6lld bytes%s\n",
                   cli_str(item, "id"),
                   time_text(cli_num(item, "at_ms"), at, sizeof(at)),
                   cli_str(item, "slug"), cli_str(item, "channel"),
                   cli_str(item, "reason"), (long long) cli_num(item, "bytes"),
                   cli_num(item, "replays") > 0 ? "  replayed" : "");
        }
    }

    json_decref(answer);
    return EXIT_OK;
}


/* The raw bytes of an answer; NULL when there are none, told. */

static unsigned char *
raw_decode(const json_t *answer, size_t *ret_len)
{
    const char     *text = cli_str(answer, "raw_b64");
    size_t          n = strlen(text);
    unsigned char  *raw = malloc(n + 1);
    int             len;

    len = raw != NULL ? EVP_DecodeBlock(raw, (const unsigned char *) text,
                                        (int) n) : -1;
    if (len <= 0) {
        cli_error("the dead letter holds no bytes");
        free(raw);
        return NULL;
    }

    for (size_t i = n; i > 0 && text[i - 1] == '='; i--) {
        len--;                              /* EVP counts the padding */
    }

    *ret_len = (size_t) len;
    return raw;
}


static bool
letter_found(const json_t *answer, const char *id)
{
    if (json_is_true(json_object_get(answer, "found"))) {
        return true;
    }

    cli_error("there is no dead letter %s", id);
    return false;
}


static int
dlq_show(PGconn *pg, args_t *args)
{
    bool            raw_only = cli_flag(args, "--raw");
    json_t         *answer;
    unsigned char  *raw;
    size_t          len;
    int             rc = EXIT_FAILED;

    if (!cli_words(args, 1, 1) || !id_ok(args->argv[0])) {
        return EXIT_USAGE;
    }

    answer = cli_pg_json(pg, show_sql, 1, (const char *const *) args->argv);
    if (answer == NULL || !letter_found(answer, args->argv[0])) {
        goto out;
    }

    if (!raw_only) {
        cli_print_json(answer);
        rc = EXIT_OK;
        goto out;
    }

    raw = raw_decode(answer, &len);
    if (raw != NULL) {
        rc = fwrite(raw, 1, len, stdout) == len ? EXIT_OK : EXIT_FAILED;
        free(raw);
    }

out:
    json_decref(answer);
    return rc;
}


/* XADD of the letter as a record of its own. */

static bool
letter_append(redis_sync_t *redis, const char *id, const json_t *answer,
    const char *sender)
{
    letter_t        letter = {
        .id = id, .channel = cli_str(answer, "channel"),
        .account = cli_str(answer, "account"), .sender = sender,
        .partitions = (unsigned) config_int("partitions")
    };
    unsigned char  *raw;
    char           *record, key[32];
    size_t          len, record_len;
    unsigned        p;
    bool            ok = false;

    raw = raw_decode(answer, &len);
    if (raw == NULL) {
        return false;
    }

    letter.raw = slice_make(raw, len);
    record = letter_record(&letter, &p, &record_len);

    if (record != NULL) {
        const char  *argv[] = { "XADD", key, "*", "r", record };
        size_t       lens[] = { 4, 0, 1, 1, record_len };
        redisReply  *reply;

        lens[1] = (size_t) snprintf(key, sizeof(key), "relevo:{%u}:in", p);
        reply = cli_redis_do(redis, 5, argv, lens);
        ok = reply != NULL;
        if (ok) {
            printf("%s replayed as %s of partition %u\n", id, reply->str, p);
            freeReplyObject(reply);
        }
        free(record);
    }

    free(raw);
    return ok;
}


static bool
letter_replay(PGconn *pg, redis_sync_t *redis, const char *id, bool again)
{
    const char  *params[] = { id };
    char         sender[RECORD_SENDER_MAX];
    json_t      *answer;
    bool         ok = false, before = false;

    /* look before marking: what cannot be appended must stay unmarked */

    answer = cli_pg_json(pg, show_sql, 1, params);
    if (answer == NULL || !letter_found(answer, id)
        || !letter_check(cli_str(answer, "channel"))
        || !cli_pg_text(pg, sender_sql, 1, params, sender, sizeof(sender))
        || !letter_has_sender(cli_str(answer, "channel"), sender))
    {
        goto out;
    }

    json_decref(answer);
    cli_pg_begin(pg);
    answer = cli_pg_json(pg, replay_sql, 1, params);

    if (answer != NULL && letter_found(answer, id)) {
        before = !json_is_true(json_object_get(answer, "first")) && !again;
        ok = before || letter_append(redis, id, answer, sender);
    }

    ok = cli_pg_end(pg, ok && !before) || before;
    if (before) {
        printf("%s was replayed before\n", id);
    }

out:
    json_decref(answer);
    return ok;
}


int
dlq_replay_all(PGconn *pg, const json_t *ids)
{
    redis_sync_t  *redis;
    json_t        *id;
    size_t         i;
    int            failed = 0;

    if (json_array_size(ids) == 0) {
        return EXIT_OK;
    }

    redis = cli_redis();
    if (redis == NULL) {
        return EXIT_FAILED;
    }

    json_array_foreach(ids, i, id) {
        failed += !letter_replay(pg, redis, json_string_value(id), false);
    }

    redis_sync_free(redis);

    return failed == 0 ? EXIT_OK : EXIT_FAILED;
}


static int
dlq_replay(PGconn *pg, args_t *args)
{
    bool           again = cli_flag(args, "--again");
    redis_sync_t  *redis;
    int            failed = 0;

    if (!cli_words(args, 1, 1000)) {
        return EXIT_USAGE;
    }

    for (int i = 0; i < args->argc; i++) {
        if (!id_ok(args->argv[i])) {            /* all or none */
            return EXIT_USAGE;
        }
    }

    redis = cli_redis();
    if (redis == NULL) {
        return EXIT_FAILED;
    }

    for (int i = 0; i < args->argc; i++) {
        failed += !letter_replay(pg, redis, args->argv[i], again);
    }

    redis_sync_free(redis);
    return failed == 0 ? EXIT_OK : EXIT_FAILED;
}


static int
dlq_purge(PGconn *pg, args_t *args)
{
    const char  *slug = cli_value(args, "--tenant");
    bool         all = cli_flag(args, "--all");
    long         days = -1;
    char         tenant[37], seconds[32];
    const char  *params[3] = { NULL, "0", NULL };
    json_t      *answer;

    if (!cli_int(args, "--older-days", 0, 36500, &days)
        || !cli_words(args, 0, 1)
        || (args->argc == 1 && !id_ok(args->argv[0])))
    {
        return EXIT_USAGE;
    }

    params[2] = args->argc == 1 ? args->argv[0] : NULL;
    if (params[2] == NULL && days < 0 && !all) {
        cli_error("name a letter, --older-days N or --all");
        return EXIT_USAGE;
    }

    if (slug != NULL) {
        if (!cli_tenant_id(pg, slug, tenant)) {
            return EXIT_FAILED;
        }
        params[0] = tenant;
    }

    if (days >= 0) {
        snprintf(seconds, sizeof(seconds), "%ld", days * 86400);
        params[1] = seconds;
    }

    answer = cli_pg_json(pg, purge_sql, 3, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%lld purged\n", (long long) cli_num(answer, "purged"));
    json_decref(answer);
    return EXIT_OK;
}


static const cli_action_t  actions[] = {
    { .name = "list",   .run = dlq_list },
    { .name = "show",   .run = dlq_show },
    { .name = "replay", .run = dlq_replay },
    { .name = "purge",  .run = dlq_purge },
    { 0 }
};


const command_t  cli_dlq = {
    .name = "dlq",
    .summary = "dead letters: list, show, replay, purge",
    .help = "usage: relevo dlq list [--tenant SLUG] [--limit 50] [--json]\n"
            "       relevo dlq show ID [--raw]\n"
            "       relevo dlq replay ID... [--again]\n"
            "       relevo dlq purge ID | --older-days N | --all"
            " [--tenant SLUG]\n\n"
            "  --raw     only the bytes, as they came\n"
            "  --again   also a letter that was replayed before\n\n"
            "show prints message content: mind who is looking.\n",
    .actions = actions
};
