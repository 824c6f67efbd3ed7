/*
 * setup - whom a tenant may ask: its accounts, the operator's, relevo.conf's;
 * and its routing rules.
 *
 * Read when first needed and again after KNOWN_FRESH_MS or a refusal, so a new
 * key is used without a restart.  Keys are sealed in the database and opened
 * here; nothing of this file logs one.
 */

#ifndef RELEVO_PROVIDERS_SETUP_H
#define RELEVO_PROVIDERS_SETUP_H

#include "worker/engine/job.h"
#include "worker/providers/provider.h"

typedef struct {
    char                 name[64];
    const provider_t    *provider;
    const char          *model;
    const char          *base_url;
    const json_t        *settings;
    uint8_t             *key;           /* NUL behind it; or NULL */
    size_t               key_len;
    bool                 is_foreign;    /* a tenant's own: see tenant_url.h */
    const char          *error;         /* its key cannot be opened */
} setup_account_t;

typedef struct {
    setup_account_t     *accounts;      /* own ones first */
    unsigned             n;
    const json_t        *rules;         /* array, in order */
    bool                 vectors;       /* the database can hold some */
} setup_t;

/* Asks the database unless the tenant is known and fresh; then NULL. */
op_t          *setup_load(job_t *j, const char *tenant);

/* Takes in what setup_load() got; false when it was no answer. */
bool           setup_loaded(const char *tenant, const op_t *op);

/* Borrowed until the next setup_loaded(); NULL when not loaded. */
const setup_t *setup_get(const char *tenant);

void           setup_forget(const char *tenant);
void           setup_release(void);

/* The account of relevo.conf; false when provider.kind is empty. */
bool           setup_conf(setup_account_t *ret_account);

#endif
