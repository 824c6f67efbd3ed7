/*
 * channel_endpoint - endpoints: what /webhooks/{channel}/{name} and
 * /chat/{name} demand of a sender.
 *
 * A secret that nobody brought is made here and shown once; in the database
 * it is sealed, bound to tenant, channel and name.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/scheme.h"
#include "worker/cli/channel.h"
#include "worker/jsonx.h"

static const char  add_sql[] =
    "select core.endpoint_add($1::uuid, $2, $3, $4, $5::jsonb, $6, $7)";
static const char  get_sql[] = "select core.endpoint_get($1, $2)";
static const char  rotate_sql[] =
    "select core.endpoint_rotate($1, $2, $3, $4::bigint)";
static const char  remove_sql[] = "select core.endpoint_remove($1, $2)";


/* key=value into the endpoint's settings; numbers and JSON stay what they
 * are. */

static bool
setting_take(json_t *settings, const char *pair)
{
    const char  *equal = strchr(pair, '=');
    json_t      *value;
    char         key[64];

    if (equal == NULL || equal == pair
        || (size_t) (equal - pair) >= sizeof(key))
    {
        cli_error("--setting KEY=VALUE, not \"%s\"", pair);
        return false;
    }

    snprintf(key, sizeof(key), "%.*s", (int) (equal - pair), pair);
    value = json_loads(equal + 1, JSON_DECODE_ANY, NULL);

    if (value == NULL) {
        value = json_string(equal + 1);
    }

    if (value == NULL) {
        cli_error("--setting %s: is not UTF-8", key);
        return false;
    }

    json_object_set_new(settings, key, value);

    return true;
}


bool
endpoint_options(args_t *args, endpoint_new_t *ret_endpoint)
{
    const char  *pair;
    bool         ok = true;

    *ret_endpoint = (endpoint_new_t) {
        .name = cli_value(args, "--endpoint"),
        .scheme = cli_value(args, "--scheme"),
        .secret_file = cli_value(args, "--secret-file"),
        .verify_file = cli_value(args, "--verify-token-file"),
        .settings = json_object(),
    };

    while (ok && (pair = cli_value(args, "--setting")) != NULL) {
        ok = setting_take(ret_endpoint->settings, pair);
    }

    return ok;
}


static bool
secret_get(const char *file, secret_t *ret_secret)
{
    if (file == NULL ? !secret_make(ret_secret)
                     : !secret_read(file, ret_secret))
    {
        return false;
    }

    if (ret_secret->len < CHANNEL_SECRET_MIN) {
        cli_error("%s: a secret has at least %d bytes", file,
                  CHANNEL_SECRET_MIN);
        return false;
    }

    return true;
}


/* What nginx would find wrong with the row; true, told. */

static bool
endpoint_is_wrong(const char *channel, const char *name, const char *scheme,
    const json_t *settings, const secret_t *secret)
{
    char                *text = json_dumps(settings, JSON_COMPACT);
    const char          *what, *flaw;
    const scheme_row_t   row = {
        .channel = slice_str(channel), .scheme = slice_str(scheme),
        .settings = slice_str(text),
    };

    flaw = scheme_row_flaw(&row, slice_make(secret->bytes, secret->len),
                           &what);
    jsonx_free(text);

    if (flaw != NULL) {
        cli_error("endpoint %s/%s: its %s %s", channel, name, what, flaw);
    }

    return flaw != NULL;
}


static int
endpoint_insert(PGconn *pg, const char *const params[7])
{
    json_t      *answer = cli_pg_json(pg, add_sql, 7, params);
    int          rc = EXIT_FAILED;

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    if (json_is_true(json_object_get(answer, "ok"))) {
        printf("endpoint %s/%s created\n", params[1], params[2]);
        rc = EXIT_OK;
    } else {
        cli_error("endpoint %s/%s %s", params[1], params[2],
                  cli_str(answer, "error"));
    }

    json_decref(answer);

    return rc;
}


int
endpoint_add(PGconn *pg, const channel_kind_t *kind, const char *tenant,
    const endpoint_new_t *endpoint)
{
    secret_t      secret = { .len = 0 }, verify = { .len = 0 };
    char          box[SEAL_TEXT_MAX + 1], verify_box[SEAL_TEXT_MAX + 1];
    char         *settings = json_dumps(endpoint->settings, JSON_COMPACT);
    bool          verifies = kind->verifies || endpoint->verify_file != NULL;
    int           rc = EXIT_FAILED;
    const secret_place_t  place = {
        "endpoint", tenant, kind->name, endpoint->name, "secret"
    };
    const secret_place_t  verify_place = {
        "endpoint", tenant, kind->name, endpoint->name, "verify_token"
    };
    const char   *params[7] = {
        tenant, kind->name, endpoint->name,
        endpoint->scheme != NULL ? endpoint->scheme
        : scheme_of_channel(slice_str(kind->name)), settings, box,
        verifies ? verify_box : NULL
    };

    if (settings != NULL && secret_get(endpoint->secret_file, &secret)
        && !endpoint_is_wrong(kind->name, endpoint->name, params[3],
                              endpoint->settings, &secret)
        && secret_box(&place, &secret, box)
        && (!verifies
            || (secret_get(endpoint->verify_file, &verify)
                && secret_box(&verify_place, &verify, verify_box))))
    {
        rc = endpoint_insert(pg, params);
    }

    if (rc == EXIT_OK) {
        secret_show("secret", &secret);
        secret_show("verify token", &verify);
    }

    secret_wipe(&secret);
    secret_wipe(&verify);
    jsonx_free(settings);

    return rc;
}


json_t *
endpoint_open(PGconn *pg, const char *channel, const char *name,
    secret_t *ret_secret, secret_t *ret_verify)
{
    const char            *params[] = { channel, name };
    json_t                *row = cli_pg_json(pg, get_sql, 2, params);
    const char            *tenant = cli_str(row, "tenant");
    const secret_place_t   place = {
        "endpoint", tenant, channel, name, "secret"
    };
    const secret_place_t   verify_place = {
        "endpoint", tenant, channel, name, "verify_token"
    };

    if (row == NULL) {
        return NULL;
    }

    if (!json_is_true(json_object_get(row, "found"))) {
        (void) channel_missing("endpoint", channel, name);

    } else if (secret_unbox(&place, cli_str(row, "secret"), ret_secret)
               && (*cli_str(row, "verify_token") == '\0'
                   || secret_unbox(&verify_place,
                                   cli_str(row, "verify_token"), ret_verify)))
    {
        return row;
    }

    json_decref(row);

    return NULL;
}


static int
rotate_to(PGconn *pg, const char *channel, const char *name,
    const secret_t *secret, long keep_s)
{
    secret_t     old = { .len = 0 }, verify = { .len = 0 };
    json_t      *row = endpoint_open(pg, channel, name, &old, &verify);
    char         box[SEAL_TEXT_MAX + 1], keep[24];
    const char  *params[] = { channel, name, box, keep };
    json_t      *answer = NULL;

    secret_wipe(&old);
    secret_wipe(&verify);
    snprintf(keep, sizeof(keep), "%ld", keep_s);

    if (row != NULL) {
        const secret_place_t  place = {
            "endpoint", cli_str(row, "tenant"), channel, name, "secret"
        };

        if (!endpoint_is_wrong(channel, name, cli_str(row, "scheme"),
                               json_object_get(row, "settings"), secret)
            && secret_box(&place, secret, box))
        {
            answer = cli_pg_json(pg, rotate_sql, 4, params);
        }
        json_decref(row);
    }

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("endpoint %s/%s has a new secret", channel, name);
    if (keep_s > 0) {
        printf("; the old one is accepted for %ld s", keep_s);
    }
    printf("\n");
    json_decref(answer);

    return EXIT_OK;
}


int
endpoint_rotate(PGconn *pg, args_t *args)
{
    const char            *file = cli_value(args, "--secret-file");
    long                   keep_s = CHANNEL_KEEP_S;
    const channel_kind_t  *kind;
    secret_t               secret = { .len = 0 };
    int                    rc;

    if (!cli_int(args, "--keep-s", 0, CHANNEL_KEEP_S_MAX, &keep_s)
        || !cli_words(args, 2, 2))
    {
        return EXIT_USAGE;
    }

    kind = channel_kind(args->argv[0]);
    if (kind == NULL) {
        return EXIT_USAGE;
    }

    if (!secret_get(file, &secret)) {
        return EXIT_FAILED;
    }

    rc = rotate_to(pg, kind->name, args->argv[1], &secret, keep_s);
    if (rc == EXIT_OK) {
        secret_show("secret", &secret);
    }

    secret_wipe(&secret);

    return rc;
}


int
endpoint_remove(PGconn *pg, const char *channel, const char *name)
{
    const char  *params[] = { channel, name };
    json_t      *answer = cli_pg_json(pg, remove_sql, 2, params);
    bool         ok = json_is_true(json_object_get(answer, "ok"));

    json_decref(answer);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    if (!ok) {
        return channel_missing("endpoint", channel, name);
    }

    printf("endpoint %s/%s removed\n", channel, name);

    return EXIT_OK;
}
