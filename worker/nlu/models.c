/*
 * models - see models.h.
 */

#include "worker/nlu/models.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define PATH_BYTES    512
#define TENANTS_MAX   1024

/* A file that may be replaced, and the model of its last good version. */
typedef struct {
    char             path[PATH_BYTES];
    char             tenant[37];        /* "" of the built-in ones */
    task_id_t        task;
    model_t          model;             /* header NULL: none */
    struct timespec  changed;           /* of the file that was looked at */
    ino_t            inode;
    uint64_t         checked_ms, used_ms;
} watched_t;

static watched_t    builtin[TASKS];
static watched_t   *tenant_model;       /* array of tenants_max */
static unsigned     tenants_n, tenants_max;
static char         tenants_dir[PATH_BYTES - 64];
static bool         ready;


static uint64_t
now_ms(void)
{
    struct timespec  t;

    (void) clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (uint64_t) t.tv_sec * 1000 + (uint64_t) t.tv_nsec / 1000000;
}


/* Opens what lies there now; the old model stays when that is no good. */

static bool
watched_open(watched_t *w, char *err, size_t err_len)
{
    model_t  fresh;

    if (!model_open(w->path, tasks[w->task].name, &fresh, err, err_len)) {
        return false;
    }

    model_close(&w->model);
    w->model = fresh;
    return true;
}


/* True when the file is another one than the last that was looked at. */

static bool
watched_changed(watched_t *w)
{
    struct stat  st;

    if (stat(w->path, &st) != 0) {
        memset(&st, 0, sizeof(st));
    }

    if (st.st_ino == w->inode && st.st_mtim.tv_sec == w->changed.tv_sec
        && st.st_mtim.tv_nsec == w->changed.tv_nsec)
    {
        return false;
    }

    w->inode = st.st_ino;
    w->changed = st.st_mtim;
    return true;
}


static void
watched_refresh(watched_t *w)
{
    uint64_t  now = now_ms();
    char      err[PATH_BYTES + 128];

    w->used_ms = now;
    if (w->checked_ms != 0 && now - w->checked_ms < MODELS_CHECK_MS) {
        return;
    }

    w->checked_ms = now;
    if (!watched_changed(w)) {
        return;
    }

    if (w->inode == 0) {
        if (w->tenant[0] != '\0') {             /* taken away on purpose */
            model_close(&w->model);
        } else {
            log_warn("nlu.model_missing", LOG_STR("file", w->path));
        }
        return;
    }

    if (!watched_open(w, err, sizeof(err))) {
        stat_add(nlu_refused, 1);
        log_warn("nlu.model_refused", LOG_STR("why", err));
        return;
    }

    stat_add(nlu_loaded, 1);
    log_info("nlu.model_loaded", LOG_STR("task", tasks[w->task].name),
             LOG_STR("tenant", w->tenant),
             LOG_INT("version", w->model.header->version));
}


static bool
builtin_init(const char *dir, char *err, size_t err_len)
{
    for (int i = 0; i < TASKS; i++) {
        watched_t  *w = &builtin[i];

        w->task = (task_id_t) i;
        snprintf(w->path, sizeof(w->path), "%s/%s.model", dir, tasks[i].name);
        (void) watched_changed(w);
        if (!watched_open(w, err, err_len)) {
            return false;
        }
        w->checked_ms = now_ms();
    }

    return true;
}


bool
models_init(const char *dir, const char *tenants, unsigned keep, char *err,
    size_t err_len)
{
    if (ready) {
        return true;
    }

    if (strlen(dir) > PATH_BYTES - 64
        || strlen(tenants) >= sizeof(tenants_dir))
    {
        snprintf(err, err_len, "nlu.models or nlu.dir: the path is too long");
        return false;
    }

    strcpy(tenants_dir, tenants);
    tenants_max = keep < TENANTS_MAX ? keep : TENANTS_MAX;
    tenant_model = calloc(tenants_max + 1, sizeof(tenant_model[0]));

    if (tenant_model == NULL) {
        snprintf(err, err_len, "out of memory");
        return false;
    }

    ready = builtin_init(dir, err, err_len);
    if (!ready) {
        models_release();
    }

    return ready;
}


void
models_release(void)
{
    for (int i = 0; i < TASKS; i++) {
        model_close(&builtin[i].model);
    }

    for (unsigned i = 0; i < tenants_n; i++) {
        model_close(&tenant_model[i].model);
    }

    free(tenant_model);
    tenant_model = NULL;
    tenants_n = 0;
    memset(builtin, 0, sizeof(builtin));
    ready = false;
}


const model_t *
models_get(task_id_t task)
{
    if (!ready) {
        return NULL;
    }

    watched_refresh(&builtin[task]);
    return &builtin[task].model;
}


/* The place of a tenant: its own, a new one, or that of the longest idle. */

static watched_t *
tenant_place(const char *tenant)
{
    watched_t  *oldest = tenant_model;

    for (unsigned i = 0; i < tenants_n; i++) {
        if (strcmp(tenant_model[i].tenant, tenant) == 0) {
            return &tenant_model[i];
        }

        if (tenant_model[i].used_ms < oldest->used_ms) {
            oldest = &tenant_model[i];
        }
    }

    if (tenants_n < tenants_max) {
        oldest = &tenant_model[tenants_n++];
    } else {
        stat_add(nlu_evicted, oldest->model.header != NULL);
        model_close(&oldest->model);
    }

    memset(oldest, 0, sizeof(*oldest));
    oldest->task = TASK_INTENT;
    strcpy(oldest->tenant, tenant);
    snprintf(oldest->path, sizeof(oldest->path), "%s/%s/intent.model",
             tenants_dir, tenant);
    return oldest;
}


/* Tenants' ids become paths. */

static bool
tenant_ok(const char *tenant)
{
    size_t  len = strspn(tenant, "0123456789abcdef-");

    return len == 36 && tenant[len] == '\0';
}


const model_t *
models_tenant(const char *tenant)
{
    watched_t  *w;

    if (!ready || tenants_dir[0] == '\0' || tenants_max == 0
        || !tenant_ok(tenant))
    {
        return NULL;
    }

    w = tenant_place(tenant);
    watched_refresh(w);
    return w->model.header != NULL ? &w->model : NULL;
}


size_t
models_bytes(void)
{
    size_t  bytes = 0;

    for (int i = 0; i < TASKS; i++) {
        bytes += builtin[i].model.header != NULL ? builtin[i].model.bytes : 0;
    }

    for (unsigned i = 0; i < tenants_n; i++) {
        bytes += tenant_model[i].model.header != NULL
                 ? tenant_model[i].model.bytes : 0;
    }

    return bytes;
}
