/*
 * channel_account - accounts: which tenant an id in a payload belongs to, its
 * access token, its settings.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/channel.h"
#include "worker/cli/dlq.h"
#include "worker/jsonx.h"

static const char  add_sql[] =
    "select core.account_add($1::uuid, $2, $3, $4)";
static const char  set_sql[] =
    "select core.account_set($1, $2, $3::jsonb, $4)";
static const char  remove_sql[] = "select core.account_remove($1, $2)";
static const char  secret_sql[] = "select core.account_secret($1, $2)";
static const char  letters_sql[] = "select core.account_letters($1, $2)";

static bool
account_options(args_t *args, account_options_t *ret)
{
    *ret = (account_options_t) {
        .name = cli_value(args, "--name"),
        .token_file = cli_value(args, "--token-file"),
        .callback = cli_value(args, "--callback"),
        .make_token = cli_flag(args, "--make-token"),
        .settings = json_object(),
    };

    return account_settings(args, ret->settings);
}


/* May an account of this channel have them?  False, told. */

static bool
account_options_ok(const channel_kind_t *kind, account_options_t *o)
{
    if (!callback_options_ok(kind, o)
        || !account_settings_ok(o->settings, kind->name))
    {
        return false;
    }

    if (o->callback != NULL) {
        json_object_set_new(o->settings, "callback_url",
                            json_string(o->callback));
    }

    return true;
}


static bool
account_options_any(const account_options_t *o)
{
    return o->token_file != NULL || o->make_token
           || json_object_size(o->settings) > 0;
}


static bool
token_get(PGconn *pg, const secret_place_t *place, const account_options_t *o,
    secret_t *ret_token)
{
    return strcmp(place->channel, "generic") == 0
           ? callback_token(pg, place, o, ret_token)
           : secret_read(o->token_file, ret_token);
}


/* Settings and token of a row that is there. */

static int
account_set(PGconn *pg, const char *tenant, const char *channel,
    const char *account, const account_options_t *o)
{
    char         box[SEAL_TEXT_MAX + 1], *text;
    secret_t     token = { .len = 0 };
    const char  *params[] = { channel, account, NULL, NULL };
    json_t      *answer = NULL;
    bool         has_token = o->token_file != NULL || o->make_token;
    const secret_place_t  place = {
        "account", tenant, channel, account, "credential"
    };

    params[2] = text = json_dumps(o->settings, JSON_COMPACT);
    params[3] = has_token ? box : NULL;

    if (text != NULL && (!has_token
                         || (token_get(pg, &place, o, &token)
                             && secret_box(&place, &token, box))))
    {
        answer = cli_pg_json(pg, set_sql, 4, params);
    }

    if (answer != NULL) {
        secret_show("callback secret", &token);
    }

    secret_wipe(&token);
    jsonx_free(text);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    json_decref(answer);

    return EXIT_OK;
}


static int
account_add(PGconn *pg, const char *tenant, const char *slug,
    const char *const words[2], const account_options_t *o)
{
    const char  *params[] = {
        tenant, words[0], words[1], o->name != NULL ? o->name : words[1]
    };
    json_t      *answer = cli_pg_json(pg, add_sql, 4, params);
    bool         ok = json_is_true(json_object_get(answer, "ok"));
    bool         created = json_is_true(json_object_get(answer, "created"));

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    json_decref(answer);

    if (!ok) {
        cli_error("%s %s belongs to another tenant", words[0], words[1]);
        return EXIT_FAILED;
    }

    if (account_options_any(o)
        && account_set(pg, tenant, words[0], words[1], o) != EXIT_OK)
    {
        return EXIT_FAILED;
    }

    printf("%s %s -> %s %s\n", words[0], words[1], slug,
           created ? "created" : "exists");

    return EXIT_OK;
}


/* What is added, and the channel's endpoint where its name is the account's;
 * NULL, told. */

static const channel_kind_t *
add_kind(args_t *args, account_options_t *account, endpoint_new_t *endpoint,
    bool bare)
{
    const channel_kind_t  *kind = channel_kind(args->argv[0]);

    if (kind == NULL || !account_options_ok(kind, account)) {
        return NULL;
    }

    if (args->argc == 1 && endpoint->name == NULL) {
        cli_error("ACCOUNT or --endpoint NAME is missing (see --help)");
        return NULL;
    }

    if (kind->is_url && args->argc == 2 && !bare) {
        if (endpoint->name != NULL && strcmp(endpoint->name, args->argv[1])) {
            cli_error("an endpoint of %s is its account: one name",
                      kind->name);
            return NULL;
        }
        endpoint->name = args->argv[1];
    }

    return kind;
}


static int
add_account(PGconn *pg, const char *tenant, const char *slug,
    const char *const words[2], account_options_t *account)
{
    /* without a secret nothing would leave */

    account->make_token = account->make_token || (account->callback != NULL
                          && account->token_file == NULL
                          && !callback_has_token(pg, words[0], words[1]));

    return account_add(pg, tenant, slug, words, account);
}


int
channel_add(PGconn *pg, args_t *args)
{
    const char            *slug = cli_value(args, "--tenant");
    bool                   bare = cli_flag(args, "--no-endpoint");
    account_options_t      account = { .name = NULL };
    endpoint_new_t         endpoint;
    const channel_kind_t  *kind;
    char                   tenant[37];
    int                    rc = EXIT_USAGE;

    if (!endpoint_options(args, &endpoint) || !account_options(args, &account)
        || !cli_words(args, 1, 2))
    {
        goto out;
    }

    if (slug == NULL) {
        cli_error("--tenant SLUG is missing");
        goto out;
    }

    kind = add_kind(args, &account, &endpoint, bare);
    if (kind == NULL) {
        goto out;
    }

    rc = EXIT_FAILED;
    if (!cli_tenant_id(pg, slug, tenant)) {
        goto out;
    }

    rc = EXIT_OK;
    if (args->argc == 2 || kind->is_url) {
        const char  *words[2] = {
            kind->name, args->argc == 2 ? args->argv[1] : endpoint.name
        };

        rc = add_account(pg, tenant, slug, words, &account);
    }

    if (rc == EXIT_OK && endpoint.name != NULL) {
        rc = endpoint_add(pg, kind, tenant, &endpoint);
    }

out:
    json_decref(endpoint.settings);
    json_decref(account.settings);

    return rc;
}


static int
claim_letters(PGconn *pg, const char *const words[2])
{
    json_t  *answer = cli_pg_json(pg, letters_sql, 2, words);
    int      rc;

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    rc = dlq_replay_all(pg, json_object_get(answer, "letters"));
    json_decref(answer);

    return rc;
}


int
channel_claim(PGconn *pg, args_t *args)
{
    const char            *slug = cli_value(args, "--tenant");
    account_options_t      account;
    const channel_kind_t  *kind = NULL;
    char                   tenant[37];
    int                    rc = EXIT_USAGE;

    if (account_options(args, &account) && cli_words(args, 2, 2)) {
        if (slug == NULL) {
            cli_error("--tenant SLUG is missing");
        } else {
            kind = channel_kind(args->argv[0]);
        }
    }

    if (kind != NULL && account_options_ok(kind, &account)) {
        const char  *words[2] = { kind->name, args->argv[1] };

        rc = cli_tenant_id(pg, slug, tenant)
             ? account_add(pg, tenant, slug, words, &account) : EXIT_FAILED;

        if (rc == EXIT_OK) {
            rc = claim_letters(pg, words);
        }
    }

    json_decref(account.settings);

    return rc;
}


/* Why an account was not removed, in words. */

static int
channel_removed(const json_t *answer, const char *channel,
    const char *account)
{
    if (json_is_true(json_object_get(answer, "ok"))) {
        return EXIT_OK;
    }

    if (strcmp(cli_str(answer, "error"), "conflict") == 0) {
        cli_error("%s %s stays: %s", channel, account,
                  cli_str(answer, "detail"));
        return EXIT_FAILED;
    }

    return channel_missing("account", channel, account);
}


int
channel_remove(PGconn *pg, args_t *args)
{
    bool                   endpoint_only = cli_flag(args, "--endpoint");
    const channel_kind_t  *kind;
    json_t                *answer;
    bool                   kept;
    int                    rc;

    if (!cli_words(args, 2, 2)) {
        return EXIT_USAGE;
    }

    kind = channel_kind(args->argv[0]);
    if (kind == NULL) {
        return EXIT_USAGE;
    }

    if (endpoint_only) {
        return endpoint_remove(pg, kind->name, args->argv[1]);
    }

    if (kind->is_url && endpoint_remove(pg, kind->name, args->argv[1])
                        != EXIT_OK)
    {
        cli_error("going on with the account");
    }

    const char  *params[] = { kind->name, args->argv[1] };

    answer = cli_pg_json(pg, remove_sql, 2, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    rc = channel_removed(answer, kind->name, args->argv[1]);
    kept = json_is_true(json_object_get(answer, "kept"));
    json_decref(answer);

    if (rc != EXIT_OK) {
        return rc;
    }

    printf("%s %s %s\n", kind->name, args->argv[1], kept
           ? "switched off; its messages stay" : "removed");

    return EXIT_OK;
}


/* What is given, of an account that is there. */

static int
account_change(PGconn *pg, const channel_kind_t *kind, const char *account,
    const account_options_t *o)
{
    const char  *params[] = { kind->name, account };
    json_t      *row = cli_pg_json(pg, secret_sql, 2, params);
    int          rc;

    if (row == NULL) {
        return EXIT_FAILED;
    }

    rc = json_is_true(json_object_get(row, "found"))
         ? account_set(pg, cli_str(row, "tenant"), kind->name, account, o)
         : channel_missing("account", kind->name, account);
    json_decref(row);

    if (rc != EXIT_OK) {
        return rc;
    }

    if (json_object_size(o->settings) > 0) {
        printf("%s %s has new settings\n", kind->name, account);
    }

    if (o->token_file != NULL || o->make_token) {
        printf("%s %s has a new token\n", kind->name, account);
    }

    return EXIT_OK;
}


int
channel_set(PGconn *pg, args_t *args)
{
    account_options_t      o;
    const channel_kind_t  *kind;
    int                    rc = EXIT_USAGE;
    bool                   ok = account_options(args, &o);

    o.keep_s = CHANNEL_KEEP_S;

    if (ok && cli_int(args, "--keep-s", 0, CHANNEL_KEEP_S_MAX, &o.keep_s)
        && cli_words(args, 2, 2))
    {
        kind = channel_kind(args->argv[0]);

        if (kind != NULL && account_options_ok(kind, &o)) {
            if (o.name != NULL || !account_options_any(&o)) {
                cli_error("nothing to set (see --help)");
            } else {
                rc = account_change(pg, kind, args->argv[1], &o);
            }
        }
    }

    json_decref(o.settings);

    return rc;
}


/* With something of an account it is channel_set(); without, it is the secret
 * of an endpoint that is replaced. */

int
channel_rotate(PGconn *pg, args_t *args)
{
    static const char *const  options[] = {
        "--token-file", "--callback", "--make-token"
    };

    for (int i = 0; i < args->argc; i++) {
        for (size_t j = 0; j < sizeof(options) / sizeof(options[0]); j++) {
            if (strncmp(args->argv[i], options[j], strlen(options[j])) == 0) {
                return channel_set(pg, args);
            }
        }
    }

    return endpoint_rotate(pg, args);
}
