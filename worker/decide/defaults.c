/*
 * defaults - see defaults.h.  Tenants' rules are kept compiled: a turn only
 * compares versions.
 */

#include "worker/decide/defaults.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/jsonx.h"
#include "worker/nlu/phrase.h"
#include "worker/share.h"

#define KEPT_MAX  64                    /* tenants with rules of their own */

typedef struct {
    char      tenant[37];
    int64_t   version;
    rules_t  *rules;                    /* owned; NULL: they were refused */
    char      error[160];
} kept_t;

static patterns_t  *patterns;
static rules_t     *rules;
static kept_t       kept[KEPT_MAX];
static unsigned     kept_next;          /* the one that is replaced */


static bool
rules_init(char *err, size_t err_len)
{
    char          path[SHARE_PATH_MAX], why[200];
    json_error_t  error;
    json_t       *json;

    if (!share_path(config_str("decide.rules"), path)) {
        snprintf(err, err_len, "decide.rules: there is no file %s",
                 config_str("decide.rules"));
        return false;
    }

    json = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (json == NULL) {
        snprintf(err, err_len, "decide.rules: %s: %s (line %d)", path,
                 error.text, error.line);
        return false;
    }

    rules = rules_load(json, patterns, why, sizeof(why));
    json_decref(json);
    if (rules == NULL) {
        snprintf(err, err_len, "decide.rules: %s: %s", path, why);
    }

    return rules != NULL;
}


bool
decide_init(char *err, size_t err_len)
{
    char  path[SHARE_PATH_MAX];

    if (rules != NULL) {
        return true;
    }

    phrase_init();
    if (!share_path(config_str("decide.dir"), path)) {
        snprintf(err, err_len, "decide.dir: there is no folder %s",
                 config_str("decide.dir"));
        return false;
    }

    patterns = patterns_load(path, err, err_len);
    if (patterns == NULL || !rules_init(err, err_len)) {
        decide_release();
        return false;
    }

    return true;
}


void
decide_release(void)
{
    for (unsigned i = 0; i < KEPT_MAX; i++) {
        free(kept[i].rules);
    }

    memset(kept, 0, sizeof(kept));
    free(rules);
    patterns_free(patterns);
    rules = NULL;
    patterns = NULL;
}


const patterns_t *
decide_patterns(void)
{
    return patterns;
}


const rules_t *
decide_rules(void)
{
    return rules;
}


static kept_t *
kept_find(const char *tenant)
{
    for (unsigned i = 0; i < KEPT_MAX; i++) {
        if (strcmp(kept[i].tenant, tenant) == 0) {
            return &kept[i];
        }
    }

    return NULL;
}


static void
kept_load(kept_t *k, const json_t *own)
{
    free(k->rules);
    k->version = jsonx_int(own, "version");
    k->error[0] = '\0';
    k->rules = rules_load(json_object_get(own, "rules"), patterns, k->error,
                          sizeof(k->error));
    if (k->rules != NULL) {
        k->rules->version = k->version;
    }
}


const rules_t *
decide_rules_of(const char *tenant, const json_t *own,
    const char **ret_error)
{
    kept_t  *k;

    *ret_error = NULL;
    if (!json_is_object(own)) {
        return rules;
    }

    k = kept_find(tenant);
    if (k == NULL) {
        k = &kept[kept_next++ % KEPT_MAX];
        free(k->rules);
        *k = (kept_t) { .version = -1 };
        snprintf(k->tenant, sizeof(k->tenant), "%s", tenant);
    }

    if (k->version != jsonx_int(own, "version")) {
        kept_load(k, own);
    }

    *ret_error = k->rules == NULL ? k->error : NULL;
    return k->rules != NULL ? k->rules : rules;
}
