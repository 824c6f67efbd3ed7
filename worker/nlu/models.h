/*
 * models - the models that are loaded, and fresh ones when files change.
 *
 * Built-in ones lie in one folder (nlu.models), those of tenants in
 * nlu.dir/<tenant>/intent.model.  A use looks at most once a second whether
 * the file was replaced; the new one is taken when it is good, else the old
 * one stays and a warning says why.  At most nlu.tenants of the tenants'
 * models are mapped; the one not used for longest makes room.
 *
 * A model that was returned is valid until the next call, and so are its
 * class names: who keeps one copies it.
 */

#ifndef RELEVO_NLU_MODELS_H
#define RELEVO_NLU_MODELS_H

#include "worker/nlu/task.h"

#define MODELS_CHECK_MS  1000

/* False with one sentence when a built-in model is missing or wrong.
 * tenants: folder, or "" for none; keep: tenants' models mapped at most. */
bool models_init(const char *dir, const char *tenants, unsigned keep,
         char *err, size_t err_len);
void models_release(void);

/* NULL: models_init() was not called. */
const model_t *models_get(task_id_t task);

/* NULL: the tenant (a uuid) has none. */
const model_t *models_tenant(const char *tenant);

/* Bytes mapped by all of them. */
size_t models_bytes(void);

#endif
