/*
 * setup - see setup.h.  One table of the process, by tenant.
 *
 *   attempt.c -> setup_load() -> core.provider_setup
 *             -> setup_loaded() -> setup_get() -> route.c
 *
 * What cannot be opened is remembered as such: falling back to another
 * account would send one tenant's customers to another's model.
 */

#include "worker/providers/setup.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/log.h"
#include "worker/jsonx.h"
#include "worker/known.h"
#include "worker/owner.h"
#include "worker/providers/tenant_url.h"
#include "worker/secrets.h"

#define ACCOUNTS_MAX  64                /* of a tenant */

typedef struct {
    known_t           known;            /* first */
    json_t           *row;
    setup_t           setup;
    setup_account_t   accounts[ACCOUNTS_MAX];
    char              tenant[37];
} row_t;

static void row_free(known_t *known);

static known_table_t  table = { .row_free = row_free };

static const pg_stmt_t  setup_stmt = {
    "provider_setup", "select core.provider_setup($1::uuid)", 1
};


static void
row_free(known_t *known)
{
    row_t  *k = (row_t *) known;

    for (unsigned i = 0; i < k->setup.n; i++) {
        secret_free(k->accounts[i].key, k->accounts[i].key_len);
    }

    json_decref(k->row);
    free(k);
}


void
setup_release(void)
{
    known_release(&table);
}


void
setup_forget(const char *tenant)
{
    known_forget(&table, tenant);
}


op_t *
setup_load(job_t *j, const char *tenant)
{
    const pg_param_t  params[] = { PG_TEXT(tenant) };

    if (known_is_fresh(&table, tenant)) {
        return NULL;
    }

    return pg_call(j, worker.pg_worker, &setup_stmt, params);
}


static void
key_open(setup_account_t *a, const json_t *row)
{
    const char           *text = jsonx_str(row, "credential");
    const secret_place_t  place = {
        "provider", jsonx_str(row, "tenant"), "model", a->name, "credential"
    };

    if (*text == '\0') {
        return;
    }

    a->error = secret_open_new(&place, slice_str(text), &a->key, &a->key_len);

    if (a->error != NULL) {
        log_error("provider.key_unusable", LOG_STR("name", a->name),
                  LOG_STR("error", a->error));
    }
}


/* False: this program knows no provider of that kind; told once a look. */

static bool
account_read(setup_account_t *a, const json_t *row)
{
    a->provider = provider_find(jsonx_str(row, "kind"));
    snprintf(a->name, sizeof(a->name), "%s", jsonx_str(row, "name"));

    if (a->provider == NULL) {
        log_error("provider.unknown_kind", LOG_STR("name", a->name));
        return false;
    }

    a->model = jsonx_str(row, "model");
    a->base_url = jsonx_str(row, "base_url");
    a->settings = json_object_get(row, "settings");
    a->is_foreign = strcmp(jsonx_str(row, "tenant"), TENANT_OPERATOR) != 0;
    key_open(a, row);

    return true;
}


bool
setup_conf(setup_account_t *ret_account)
{
    static json_t  *settings;
    slice_t         key = config_secret("provider.key_file");

    *ret_account = (setup_account_t) {
        .name = "relevo.conf",
        .provider = provider_find(config_str("provider.kind")),
        .model = config_str("provider.model"),
        .base_url = config_str("provider.base_url"),
    };

    if (ret_account->provider == NULL) {
        return false;
    }

    if (settings == NULL) {
        settings = json_object();
    }
    json_object_set_new(settings, "region",
                        json_string(config_str("provider.region")));
    json_object_set_new(settings, "auth",
                        json_string(config_str("provider.auth")));
    json_object_set_new(settings, "vision",
                        json_string(config_str("provider.vision")));
    ret_account->settings = settings;

    if (key.len > 0) {
        ret_account->key = malloc(key.len + 1);
        if (ret_account->key == NULL) {
            ret_account->error = "out of memory";
            return true;
        }
        memcpy(ret_account->key, key.data, key.len);
        ret_account->key[key.len] = '\0';
        ret_account->key_len = key.len;
    }

    return true;
}


static void
row_read(row_t *k)
{
    const json_t  *list = json_object_get(k->row, "providers"), *row;
    size_t         i;

    k->setup.accounts = k->accounts;
    k->setup.rules = json_object_get(k->row, "rules");
    k->setup.vectors = jsonx_true(k->row, "vectors");

    json_array_foreach((json_t *) list, i, row) {
        if (k->setup.n < ACCOUNTS_MAX - 1
            && account_read(&k->accounts[k->setup.n], row))
        {
            k->setup.n++;
        }
    }

    k->setup.n += setup_conf(&k->accounts[k->setup.n]);
}


bool
setup_loaded(const char *tenant, const op_t *op)
{
    json_t   *row = op->rc == RC_OK ? jsonx_load(op->body) : NULL;
    row_t    *k;

    if (row == NULL) {
        return false;
    }

    k = calloc(1, sizeof(row_t));

    if (k == NULL) {
        setup_forget(tenant);
        json_decref(row);
        return false;
    }

    snprintf(k->tenant, sizeof(k->tenant), "%s", tenant);
    k->known.name = k->tenant;
    k->row = row;
    row_read(k);
    known_put(&table, &k->known);

    return true;
}


const setup_t *
setup_get(const char *tenant)
{
    const row_t  *k = (const row_t *) known_find(&table, tenant);

    return k == NULL ? NULL : &k->setup;
}
