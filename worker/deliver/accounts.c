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

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/record.h"
#include "common/seal.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"
#include "worker/notify/notify.h"
#include "worker/owner.h"
#include "worker/secrets.h"

#define ACCOUNTS_BUCKETS   1024
#define ACCOUNTS_MAX       10000        /* rows in memory; then all are new */
#define ACCOUNTS_FRESH_MS  30000
#define NAME_LEN           640          /* "<channel>/<account>", see
                                           LIMITS_ACCOUNT_MAX */

typedef struct known_s  known_t;

struct known_s {
    known_t     *next;
    uint64_t     until_ms;              /* ask again after that */
    json_t      *settings;              /* or NULL */
    const char  *error;                 /* why the credential does not open */
    uint8_t     *token;                 /* NUL behind it; or NULL */
    size_t       token_len;
    bool         no_receipts;           /* its tenant wants none */
    char         name[];
};

static known_t   *table[ACCOUNTS_BUCKETS];
static unsigned   rows;

static const pg_stmt_t  secret_stmt = {
    "account_secret", "select core.account_secret($1, $2)", 2
};
static const pg_stmt_t  target_stmt = {
    "notify_target", "select core.notify_target($1, $2)", 2
};


static void
known_free(known_t *k)
{
    if (k->token != NULL) {
        OPENSSL_cleanse(k->token, k->token_len);
        free(k->token);
    }

    json_decref(k->settings);
    free(k);
}


void
accounts_release(void)
{
    for (int i = 0; i < ACCOUNTS_BUCKETS; i++) {
        while (table[i] != NULL) {
            known_t  *k = table[i];

            table[i] = k->next;
            known_free(k);
        }
    }

    rows = 0;
}


static known_t **
known_place(const char *channel, const char *account, char name[NAME_LEN])
{
    known_t  **at;

    snprintf(name, NAME_LEN, "%s/%s", channel, account);
    at = &table[fnv1a64(slice_str(name)) % ACCOUNTS_BUCKETS];

    while (*at != NULL && strcmp((*at)->name, name) != 0) {
        at = &(*at)->next;
    }

    return at;
}


void
accounts_forget(const char *channel, const char *account)
{
    char       name[NAME_LEN];
    known_t  **at = known_place(channel, account, name), *k = *at;

    if (k != NULL) {
        *at = k->next;
        known_free(k);
        rows--;
    }
}


op_t *
accounts_load(job_t *j, const char *channel, const char *account)
{
    const pg_param_t  params[] = { PG_TEXT(channel), PG_TEXT(account) };
    char              name[NAME_LEN];
    known_t          *k = *known_place(channel, account, name);

    if (k != NULL && k->until_ms > now_ms()) {
        return NULL;
    }

    return pg_call(j, worker.pg_worker, notify_channel(channel) != NULL
                   ? &target_stmt : &secret_stmt, params);
}


static void
known_open(known_t *k, const char *channel, const char *account,
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

    k->token = malloc(SEAL_SECRET_MAX + 1);
    k->error = k->token == NULL ? "out of memory"
               : secret_open(is_route ? &of_route : &of_account,
                             slice_str(text), k->token, &k->token_len);

    if (k->error == NULL) {
        k->token[k->token_len] = '\0';
        return;
    }

    log_error("account.credential_unusable", LOG_STR("channel", channel),
              LOG_STR("account", account), LOG_STR("error", k->error));
    free(k->token);
    k->token = NULL;
}


bool
accounts_loaded(const char *channel, const char *account, const op_t *op)
{
    char       name[NAME_LEN];
    json_t    *row = op->rc == RC_OK ? jsonx_load(op->body) : NULL;
    known_t  **at, *k;

    if (row == NULL) {
        return false;
    }

    if (rows >= ACCOUNTS_MAX) {
        accounts_release();
    }

    accounts_forget(channel, account);
    at = known_place(channel, account, name);
    k = calloc(1, sizeof(known_t) + strlen(name) + 1);

    if (k != NULL) {
        memcpy(k->name, name, strlen(name) + 1);
        k->until_ms = now_ms() + ACCOUNTS_FRESH_MS;
        k->settings = json_incref(json_object_get(row, "settings"));
        k->no_receipts = json_is_false(json_object_get(row, "receipts"));
        known_open(k, channel, account, row);
        k->next = *at;
        *at = k;
        rows++;
    }

    json_decref(row);

    return k != NULL;
}


const channel_account_t *
accounts_get(pool_t *pool, const char *channel, const char *account,
    const char **ret_error)
{
    char                name[NAME_LEN];
    const known_t      *k = *known_place(channel, account, name);
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
    char            name[NAME_LEN];
    const known_t  *k = *known_place(channel, account, name);

    return k == NULL || !k->no_receipts;
}
