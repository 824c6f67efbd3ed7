/*
 * worker - a child of `relevo worker`: one loop, one thread, everything.
 *
 * Before:  master.c has forked.  After: the child has left its partitions.
 *
 * Opens the connections, starts heartbeat, sweep, trim and statistics, and
 * runs the loop.  SIGTERM (also: the master is gone) drains: no new reads and
 * turns, what runs finishes, the rest is left to the next owner.
 */

#include "worker/worker.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <unistd.h>

#include "worker/answer/cache.h"
#include "worker/deliver/accounts.h"
#include "worker/engine/config.h"
#include "worker/engine/http.h"
#include "worker/engine/json_memory.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/recent.h"
#include "worker/engine/stats.h"
#include "worker/errands/errands.h"
#include "worker/ingress.h"
#include "worker/lane.h"
#include "worker/health.h"
#include "worker/housekeeping.h"
#include "worker/lease.h"
#include "worker/live.h"
#include "worker/media/role.h"
#include "worker/providers/budget.h"
#include "worker/providers/call.h"
#include "worker/publish.h"
#include "worker/sweep.h"
#include "worker/timers.h"
#include "worker/trim.h"

#define STATS_MS  1000
#define SETTLE_LOOK_MS  20
#define SETTLE_LOOKS    100             /* two seconds, then it leaves */

worker_t  worker;

static uv_signal_t   on_term, on_int;
static alarm_t      *stats_next;
static pid_t         master;
static bool          leasing;

static void stats_write(void *data);
static void worker_drain(const char *why);


bool
worker_has_role(const char *role)
{
    const char  *p = config_str("worker.roles");
    size_t       n = strlen(role);

    for (p += strspn(p, " ,"); *p != '\0'; p += strspn(p, " ,")) {
        size_t  len = strcspn(p, " ,");

        if (len == n && strncmp(p, role, n) == 0) {
            return true;
        }

        p += len;
    }

    return false;
}


bool
worker_roles_check(char *err, size_t len)
{
    static const char *const  known[] = { "conversation", "media" };

    const char  *p = config_str("worker.roles");
    size_t       words = 0, found = 0;

    for (p += strspn(p, " ,"); *p != '\0'; p += strspn(p, " ,")) {
        p += strcspn(p, " ,");
        words++;
    }

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        found += worker_has_role(known[i]);
    }

    if (found == words && words > 0) {
        return true;
    }

    snprintf(err, len, "worker.roles must be \"conversation\", \"media\" or"
             " both, not \"%.80s\"", config_str("worker.roles"));

    return false;
}


/* host:pid:random, unique for ever: fences are compared with it. */
static void
worker_name(void)
{
    char      host[48] = "host";
    uint32_t  salt;

    (void) gethostname(host, sizeof(host) - 1);         /* a label only */

    if (getrandom(&salt, sizeof(salt), 0) != (ssize_t) sizeof(salt)) {
        abort();
    }

    snprintf(worker.worker, sizeof(worker.worker), "%s:%d:%08x", host,
             (int) getpid(), salt);
}


static void
redis_up(void *data)
{
    (void) data;
    live_up();
    publish_check();
}


static void
redis_down(void *data, const char *why)
{
    (void) data;
    log_warn("redis.down", LOG_STR("why", why));
}


/* PostgreSQL may be another server now, behind what we remember. */
static void
pg_up(void *data)
{
    (void) data;

    for (int p = 0; p < worker.partitions; p++) {
        admit_resync(worker.part[p].admit);
    }

    if (leasing) {
        (void) lease_now();
    }
}


static void
connections_open(void)
{
    static const redis_hooks_t  hooks = {
        .name = "command", .up = redis_up, .down = redis_down, .data = NULL
    };
    unsigned  n = (unsigned) config_int("postgres.connections");

    gate_init(&worker.gate, (unsigned) config_int("postgres.batches"));
    worker.redis = redis_new(&hooks);
    worker.pg_worker = pg_new("worker", config_str("postgres.worker"), n,
                              pg_up, NULL);
    worker.pg_turn = pg_new("turn", config_str("postgres.turn"), n, NULL,
                            NULL);
}


static void
stats_removed(void *data, const redisReply *reply, const char *error)
{
    (void) data;
    (void) reply;
    (void) error;
    loop_stop();
}


static void
worker_leave(void *data)
{
    const slice_t    argv[] = {
        SLICE_LIT("HDEL"), SLICE_LIT("relevo:stats"), slice_str(worker.worker)
    };
    static unsigned  looks;

    (void) data;

    /* what models cost is written first, and files are given back; else
     * reservations and leases would have to expire */

    if (!(budget_is_idle() && media_is_idle()) && looks++ < SETTLE_LOOKS) {
        alarm_set(SETTLE_LOOK_MS, worker_leave, NULL);
        return;
    }

    if (!redis_submit(worker.redis, argv, 3, 1000, stats_removed, NULL)) {
        loop_stop();
    }
}


/* Every partition is given back: the numbers go, then the process. */
static void
worker_stopped(void)
{
    sweep_stop();
    errands_stop();
    housekeeping_stop();
    publish_stop();
    health_stop();
    alarm_cancel(stats_next);
    worker_leave(NULL);
}


static void
worker_drain(const char *why)
{
    if (worker.draining) {
        return;
    }

    log_info("worker.draining", LOG_STR("why", why));
    media_stop();

    if (leasing) {
        lease_drain();

    } else {
        worker.draining = true;
        worker_stopped();
    }
}


static void
worker_signal(uv_signal_t *handle, int signum)
{
    (void) handle;
    worker_drain(signum == SIGTERM ? "SIGTERM" : "SIGINT");
}


static void
signals_start(void)
{
    uv_signal_init(loop_get(), &on_term);
    uv_signal_init(loop_get(), &on_int);
    uv_signal_start(&on_term, worker_signal, SIGTERM);
    uv_signal_start(&on_int, worker_signal, SIGINT);
    uv_unref((uv_handle_t *) &on_term);
    uv_unref((uv_handle_t *) &on_int);
}


static void
stats_reply(void *data, const redisReply *reply, const char *error)
{
    (void) data;
    (void) error;

    if (reply != NULL && reply->type == REDIS_REPLY_ERROR) {
        log_warn("stats.not_written", LOG_STR("error", reply->str));
    }
}


/* {"at_ms":...,"name":value,...}: a reader tells the living by at_ms. */
static void
stats_write(void *data)
{
    static char  values[65536], text[sizeof(values) + 16384];
    int          size = (int) sizeof(text) - 1, n, len;

    (void) data;
    stats_next = alarm_set(STATS_MS, stats_write, NULL);

    if (getppid() != master) {
        worker_drain("the master is gone");
    }

    recent_tick();
    n = snprintf(text, sizeof(text), "{\"at_ms\":%llu",
                 (unsigned long long) (unix_us() / 1000));
    len = stats_json(values, sizeof(values));
    if (len > 2) {                      /* else there was no room */
        n += snprintf(text + n, sizeof(text) - (size_t) n, ",%.*s", len - 2,
                      values + 1);
    }
    n += health_json(text + n, size - n);
    n += recent_json(text + n, size - n);
    text[n] = '}';
    text[n + 1] = '\0';

    const slice_t  argv[] = {
        SLICE_LIT("HSET"), SLICE_LIT("relevo:stats"),
        slice_str(worker.worker), slice_str(text)
    };

    if (redis_is_up(worker.redis)
        && !redis_submit(worker.redis, argv, 4, 5000, stats_reply, NULL))
    {
        log_debug("stats.not_written");
    }
}


static void
worker_init(blame_t *slot)
{
    worker_name();
    snprintf(slot->worker, sizeof(slot->worker), "%s", worker.worker);
    blame_init(slot);

    worker.partitions = (int) config_int("partitions");

    for (int p = 0; p < PARTITIONS_MAX; p++) {
        worker.part[p].p = p;
    }

    log_init("worker");
    loop_init();
    http_init();
    signals_start();
    lanes_init();
    connections_open();
}


int
child_main(blame_t *slot, pid_t parent)
{
    master = parent;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    prctl(PR_SET_NAME, "relevo worker");
    json_memory_install();

    worker_init(slot);
    log_info("worker.started", LOG_STR("worker", worker.worker),
             LOG_INT("partitions", worker.partitions));

    if (worker_has_role("conversation")) {
        leasing = true;
        lease_start(worker_stopped);
        sweep_start();
        housekeeping_start();
        publish_start();
        trim_start();
    }

    if (worker_has_role("media")) {
        media_start();
    }

    health_start();
    stats_write(NULL);
    loop_run();

    media_release();
    live_release();
    publish_release();
    timers_release();
    redis_free(worker.redis);
    pg_free(worker.pg_worker);
    pg_free(worker.pg_turn);
    http_release();
    accounts_release();
    model_release();
    cache_release();
    log_info("worker.stopped", LOG_STR("worker", worker.worker));
    loop_release();
    config_release();

    return 0;
}
