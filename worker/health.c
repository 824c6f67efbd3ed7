/*
 * health - see health.h.
 */

#include "worker/health.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/answer/confidence.h"
#include "worker/deliver/circuits.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/work.h"
#include "worker/jsonx.h"
#include "worker/media/decoder.h"
#include "worker/media/store.h"
#include "worker/owner.h"
#include "worker/providers/breaker.h"
#include "worker/worker.h"

#define WAIT_MS       15000             /* for one answer */
#define BREAKERS_MAX  32
#define PROBE_KEY     "relevo/health"   /* there is none, and S3 says so */

typedef struct {
    const char  *clamd, *store;         /* static texts; NULL: not known */
} asked_t;

typedef struct {                        /* of a round, in its pool */
    asked_t   *asked;                   /* the thread's */
    op_t      *op;
    object_t  *object;
} own_t;

static const pg_stmt_t  note_stmt = {
    "health_note", "select core.health_note($1::int, $2::jsonb)", 2
};

static alarm_t  *next;
static job_t    *probe;
static asked_t   seen;
static char      store_why[160];
static bool      noting, stopped;

static void health_run(void *data);


/* --- asking ------------------------------------------------------------- */

/* A folder, or one that the first file will make. */
static const char *
folder_look(const char *dir)
{
    char         path[PATH_MAX];
    char        *slash;
    struct stat  st;

    snprintf(path, sizeof(path), "%s", dir);

    while (stat(path, &st) != 0 && errno == ENOENT
           && (slash = strrchr(path, '/')) != NULL && slash != path)
    {
        *slash = '\0';
    }

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode)
           && access(path, W_OK | X_OK) == 0
           ? "ok" : "down: the folder cannot be written";
}


static rc_t
look_run(void *data, const char **ret_error)
{
    asked_t  *a = data;

    (void) ret_error;
    a->clamd = clamd_ping();
    a->store = object_store() == &object_files
               ? folder_look(config_str("store.dir")) : NULL;

    return RC_OK;
}


static rc_t
look_start(job_t *j)
{
    own_t    *own = j->data = pool_alloc_always(j->pool, sizeof(own_t));
    asked_t  *a = calloc(1, sizeof(asked_t));

    if (a == NULL) {
        return job_fail(j, RC_RETRY, "out of memory");
    }

    own->asked = a;
    own->op = work_call(j, look_run, a, free);

    return RC_AGAIN;
}


static rc_t
look_finish(job_t *j)
{
    const own_t  *own = j->data;
    bool          answered = own->op->rc == RC_OK;  /* else the thread has it */

    seen.clamd = answered ? own->asked->clamd : "down: no answer";
    if (object_store() == &object_files) {
        seen.store = answered ? own->asked->store : "down: no answer";
    }

    return RC_OK;
}


static rc_t
store_start(job_t *j)
{
    own_t  *own = j->data;

    if (object_store() == &object_files) {
        return RC_DECLINED;
    }

    own->object = object_head(j, PROBE_KEY);

    return RC_AGAIN;
}


static rc_t
store_finish(job_t *j)
{
    object_t  *o = ((own_t *) j->data)->object;

    if (object_settled(j, o) == RC_OK
        || strcmp(o->error, OBJECT_MISSING) == 0)
    {
        seen.store = "ok";
    } else {
        snprintf(store_why, sizeof(store_why), "down: %s", o->error);
        seen.store = store_why;
    }

    return RC_OK;
}


static const phase_t  probe_phases[] = {
    { "local", look_start,  look_finish,  WAIT_MS },
    { "store", store_start, store_finish, WAIT_MS },
    { NULL, NULL, NULL, 0 }
};


static void
probe_done(job_t *j, rc_t rc)
{
    (void) j;
    (void) rc;
    probe = NULL;
}


static void
note_reply(void *data, const pg_reply_t *reply)
{
    (void) data;
    noting = false;

    if (reply->rc != RC_OK) {
        log_warn("health.not_counted", LOG_STR("error", reply->error));
    }
}


static void
health_count(void)
{
    char        most[24], *decide;
    json_t     *all;
    pg_param_t  params[2];

    if (noting || worker.part[0].state != PART_OWNED) {
        return;
    }

    snprintf(most, sizeof(most), "%lld",
             (long long) config_int("health.count_max"));
    all = json_pack("{s:I, s:o}", "threshold",
                    (json_int_t) config_int("decide.threshold"),
                    "weights", confidence_weights());
    decide = all == NULL ? NULL : json_dumps(all, JSON_COMPACT);
    json_decref(all);

    if (decide == NULL) {
        return;                         /* out of memory: the next time */
    }

    params[0] = PG_TEXT(most);
    params[1] = PG_TEXT(decide);
    noting = true;
    pg_submit(worker.pg_worker, &note_stmt, params,
              (uint64_t) config_int("postgres.timeout"), note_reply, NULL);
    jsonx_free(decide);
}


static void
health_run(void *data)
{
    (void) data;
    next = stopped ? NULL
           : alarm_set((uint64_t) config_int("health.interval"), health_run,
                       NULL);

    if (probe == NULL && worker_has_role("media")) {
        probe = job_new(probe_phases, NULL, probe_done);
    }

    health_count();
}


void
health_start(void)
{
    next = alarm_set(1, health_run, NULL);
}


void
health_stop(void)
{
    stopped = true;
    alarm_cancel(next);
    next = NULL;

    if (probe != NULL) {
        job_cancel(probe, RC_RETRY, "the worker ends");
    }
}


/* --- telling ------------------------------------------------------------ */

static json_t *
components(void)
{
    json_t  *all = json_object();

    if (worker_has_role("media")) {
        json_object_set_new(all, "decoder", json_string(decoder_state()));
    }
    if (seen.store != NULL) {
        json_object_set_new(all, "store", json_string(seen.store));
    }
    if (seen.clamd != NULL) {
        json_object_set_new(all, "clamd", json_string(seen.clamd));
    }

    return all;
}


int
health_json(char *buf, int len)
{
    json_t  *all = json_pack("{s:o, s:o, s:o}", "components", components(),
                             "breakers", breakers_json(BREAKERS_MAX),
                             "circuits", circuits_json(BREAKERS_MAX,
                                                       now_ms()));
    char    *text = json_dumps(all, JSON_COMPACT | JSON_ENSURE_ASCII);
    int      n = text == NULL ? 0 : (int) strlen(text) - 1;

    if (n > 0 && n < len) {             /* a comma for its brace, no end */
        memcpy(buf, text, (size_t) n);
        buf[0] = ',';
    } else {
        n = 0;
    }

    jsonx_free(text);
    json_decref(all);

    return n;
}
