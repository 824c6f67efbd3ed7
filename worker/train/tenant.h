/*
 * tenant - a tenant's own intents, on top of the built-in ones.
 *
 * The model knows the tenant's labels and "other"; for "other" it sees the
 * built-in corpus, so that what belongs to the built-in intents stays theirs.
 * A label that is also a built-in one takes that one's corpus along.
 *
 * Files: DIR/<tenant>/intent-<version>.model, the last TENANT_VERSIONS of
 * them, and intent.model, the one that is used (a link to the newest, or to
 * the one that tenant_use() went back to).
 */

#ifndef RELEVO_TRAIN_TENANT_H
#define RELEVO_TRAIN_TENANT_H

#include <jansson.h>
#include <stdbool.h>

#define TENANT_EXAMPLES_MIN  8          /* texts of each intent */
#define TENANT_INTENTS_MAX   100
#define TENANT_VERSIONS      5          /* that are kept */
#define TENANT_FOLDS         5

typedef struct {
    const char  *tenant;                /* uuid */
    const char  *intents;               /* .tsv or .jsonl */
    const char  *corpora;               /* config/nlu */
    const char  *dir;                   /* nlu.dir */
    bool         dry_run;
} tenant_plan_t;

/* Its report with "version" (0 of a dry run); NULL with err. */
json_t *tenant_train(const tenant_plan_t *plan, char *err, size_t err_len);

/* One of the versions that are kept is used again; false with err. */
bool tenant_use(const char *dir, const char *tenant, unsigned version,
    char *err, size_t err_len);

#endif
