/*
 * accounts - see accounts.h.  One table of the process: an account's owner is
 * one child at a time, but several of its partitions may use this.
 *
 *   send.c, receipts.c -> accounts_load() -> core.account_secret
 *                      -> accounts_loaded() -> accounts_get() -> request()
 *
 * What cannot be opened is remembered as such: falling back to the channel's
 * setting would send in another tenant's name.
 */

#include "worker/deliver/accounts.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/log.h"
#include "worker/jsonx.h"
#include "worker/known.h"
#include "worker/notify/notify.h"
#include "worker/owner.h"
#include "worker/secrets.h"

#define NAME_LEN  640                   /* "<channel>/<account>", see
                                           LIMITS_ACCOUNT_MAX */

typedef struct {
    known_t      known;                 /* first */
    json_t      *settings;              /* or NULL */
    const char  *error;                 /* why the credential does not open */
    uint8_t     *token;                 /* NUL behind it; or NULL */
    size_t       token_len;
    bool         no_receipts;           /* its tenant wants none */
    char         name[];
} row_t;

static void row_free(known_t *known);

static known_table_t  table = { .row_free = row_free };

static const pg_stmt_t  secret_stmt = {
    "account_secret", "select core.account_secret($1, $2)", 2
};
static const pg_stmt_t  target_stmt = {
    "notify_target", "select core.notify_target($1, $2)", 2
};


static void
row_free(known_t *known)
{
    row_t  *k = (row_t *) known;

    secret_free(k->token, k->token_len);
    json_decref(k->settings);
    free(k);
}


void
accounts_release(void)
{
    known_release(&table);
}


static const char *
name_write(char name[NAME_LEN], const char *channel, const char *account)
{
    snprintf(name, NAME_LEN, "%s/%s", channel, account);

    return name;
}


static const row_t *
row_find(const char *channel, const char *account)
{
    char  name[NAME_LEN];

    return (const row_t *) known_find(&table, name_write(name, channel,
                                                         account));
}


void
accounts_forget(const char *channel, const char *account)
{
    char  name[NAME_LEN];

    known_forget(&table, name_write(name, channel, account));
}


op_t *
accounts_load(job_t *j, const char *channel, const char *account)
{
    const pg_param_t  params[] = { PG_TEXT(channel), PG_TEXT(account) };
    char              name[NAME_LEN];

    if (known_is_fresh(&table, name_write(name, channel, account))) {
        return NULL;
    }

    return pg_call(j, worker.pg_worker, notify_channel(channel) != NULL
                   ? &target_stmt : &secret_stmt, params);
}


static void
token_open(row_t *k, const char *channel, const char *account,
    const json_t *row)
{
    const char           *text = jsonx_str(row, "credential");
    const char           *tenant = jsonx_str(row, "tenant");
    bool                  is_route = notify_channel(channel) != NULL;
    const secret_place_t  of_account = {
        "account", tenant, channel, account, "credential"
    };
    const secret_place_t  of_route = {
        "route", tenant, "notify", "route", "secret"
    };

    if (*text == '\0') {
        return;
    }

    k->error = secret_open_new(is_route ? &of_route : &of_account,
                               slice_str(text), &k->token, &k->token_len);

    if (k->error != NULL) {
        log_error("account.credential_unusable", LOG_STR("channel", channel),
                  LOG_STR("account", account), LOG_STR("error", k->error));
    }
}


bool
accounts_loaded(const char *channel, const char *account, const op_t *op)
{
    char     name[NAME_LEN];
    json_t  *row = op->rc == RC_OK ? jsonx_load(op->body) : NULL;
    row_t   *k;

    if (row == NULL) {
        return false;
    }

    name_write(name, channel, account);
    k = calloc(1, sizeof(row_t) + strlen(name) + 1);

    if (k != NULL) {
        k->known.name = memcpy(k->name, name, strlen(name) + 1);
        k->settings = json_incref(json_object_get(row, "settings"));
        k->no_receipts = json_is_false(json_object_get(row, "receipts"));
        token_open(k, channel, account, row);
        known_put(&table, &k->known);
    } else {
        accounts_forget(channel, account);
    }

    json_decref(row);

    return k != NULL;
}


const channel_account_t *
accounts_get(pool_t *pool, const char *channel, const char *account,
    const char **ret_error)
{
    const row_t        *k = row_find(channel, account);
    channel_account_t  *a = pool_alloc(pool, sizeof(channel_account_t));
    json_t             *settings;

    if (a == NULL || (k != NULL && k->error != NULL)) {
        *ret_error = a == NULL ? "out of memory" : k->error;
        return NULL;
    }

    a->name = account;
    a->api_base = "";

    if (k == NULL) {
        return a;
    }

    settings = pool_json(pool, json_incref(k->settings));
    a->settings = settings;
    a->api_base = jsonx_str(settings, "api_base");

    if (k->token != NULL) {
        a->token = pool_copy(pool, slice_make(k->token, k->token_len));
    }

    return a;
}


bool
accounts_receipts(const char *channel, const char *account)
{
    const row_t  *k = row_find(channel, account);

    return k == NULL || !k->no_receipts;
}
