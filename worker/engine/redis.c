/*
 * redis - one pipelined connection per redis_t, hiredis 0.14 on uv_poll.
 *
 *   DOWN        waiting for the next attempt (alarm)
 *   CONNECTING  socket and greeting (AUTH, PING) under way (alarm: timeout)
 *   UP          calls are taken
 *   CLOSED      redis_free() has run; memory goes with the next ready queue
 *
 * Every command has a cell.  The redis_t lists the cells of its connection, so
 * that losing it settles all calls at once, in order.  hiredis hands each cell
 * back exactly once (with a reply, or with NULL when its context dies) and
 * that is where the cell is freed; a cell whose caller is gone by then is a
 * late reply.
 *
 * A host name in redis.server is resolved by hiredis and blocks the loop for
 * that long: write an address or the path of a socket.
 */

#include "worker/engine/redis.h"

#include <assert.h>
#include <hiredis/async.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/redis_cluster.h"
#include "worker/engine/redis_link.h"
#include "worker/engine/redis_router.h"
#include "worker/engine/stats.h"

#define REDIS_RETRY_MS      50
#define REDIS_RETRY_MAX_MS  3000
#define REDIS_STRAY_MAX_MS  500         /* a failover is awaited */
#define REDIS_HOPS          5           /* then it is a wait */
#define REDIS_WHY_MAX       160
#define REDIS_ARGS          16          /* more go through malloc */

typedef enum {
    REDIS_DOWN, REDIS_CONNECTING, REDIS_UP, REDIS_CLOSED
} redis_state_t;

typedef struct cell_s  cell_t;

struct cell_s {
    redis_t         *redis;             /* NULL: settled by a lost connection */
    cell_t          *next, **prev;
    op_t            *op;                /* or: */
    redis_reply_fn   fn;
    void            *data;
    alarm_t         *alarm;
};

struct redis_s {
    redis_state_t       state;
    redis_hooks_t       hooks;
    redisAsyncContext  *ac;
    alarm_t            *alarm;          /* retry, or end of CONNECTING */
    cell_t             *cells, **tail;
    unsigned            inflight;
    unsigned            attempt;
    bool                was_up;         /* ever */

    /* of a cluster */

    router_t           *router;         /* it is one: nothing else is used */
    int                 slot;           /* -1: one server */
    cluster_addr_t      at;             /* dialled last */
    cluster_addr_t      ask;            /* port 0, or dial this next */
    bool                asking;         /* ASKING before each command */
    bool                stray;          /* the owner did not answer */
    unsigned            hops;           /* redirections in a row */
};

static void redis_connect(void *data);
static void redis_drop(redis_t *r, const char *why);


/* ---- cells ---- */

static void
cell_unlink(cell_t *c)
{
    redis_t  *r = c->redis;

    *c->prev = c->next;
    if (c->next != NULL) {
        c->next->prev = c->prev;
    } else {
        r->tail = c->prev;
    }

    r->inflight--;
    c->redis = NULL;

    alarm_cancel(c->alarm);
    c->alarm = NULL;
}


static void
redis_op_reply(op_t *op, const redisReply *reply, const char *error);


/* The caller hears of it once; c stays until hiredis gives it back. */

static void
cell_settle(cell_t *c, const redisReply *reply, const char *error)
{
    op_t            *op = c->op;
    redis_reply_fn   fn = c->fn;

    c->op = NULL;
    c->fn = NULL;

    if (op != NULL) {
        redis_op_reply(op, reply, error);

    } else if (fn != NULL) {
        fn(c->data, reply, error);

    } else if (reply != NULL) {
        stat_add(ops_late, 1);
    }
}


static void
cell_overdue(void *data)
{
    cell_t  *c = data;

    c->alarm = NULL;                    /* it is what fired */
    redis_drop(c->redis, "redis: timeout");
}


/* ---- losing the connection ---- */

static void
redis_move(redis_t *r, redis_state_t state, const char *why)
{
    bool  was_up = r->state == REDIS_UP;

    assert(r->state != REDIS_CLOSED);
    r->state = state;

    if (state == REDIS_UP) {
        log_info("redis.up", LOG_STR("connection", r->hooks.name));

    } else if (was_up || (state == REDIS_DOWN && r->attempt == 0)) {
        log_warn("redis.down", LOG_STR("connection", r->hooks.name),
                 LOG_STR("why", why));
    }
}


/* The context is hiredis' or gone: settles the calls, plans the next try. */

static void
redis_lost(redis_t *r, const char *error, const char *detail)
{
    char   why[REDIS_WHY_MAX];
    bool   was_up = r->state == REDIS_UP;

    if (r->state == REDIS_CLOSED) {
        return;
    }

    (void) snprintf(why, sizeof(why), "%s%s%s", error,
                    detail == NULL ? "" : ": ", detail == NULL ? "" : detail);

    r->ac = NULL;
    redis_move(r, REDIS_DOWN, why);
    r->stray = !r->stray;               /* whoever it was, now another */
    alarm_cancel(r->alarm);
    r->alarm = alarm_set(backoff_ms(r->attempt++, REDIS_RETRY_MS, r->slot < 0
                                    ? REDIS_RETRY_MAX_MS : REDIS_STRAY_MAX_MS),
                         redis_connect, r);

    /* a callback may call redis_free(), which empties the list */

    while (r->cells != NULL) {
        cell_t  *c = r->cells;

        cell_unlink(c);
        cell_settle(c, NULL, error);
    }

    if (was_up && r->state != REDIS_CLOSED && r->hooks.down != NULL) {
        r->hooks.down(r->hooks.data, why);
    }
}


static void
redis_drop(redis_t *r, const char *why)
{
    redisAsyncContext  *ac = r->ac;

    redis_lost(r, why, NULL);

    if (ac != NULL) {
        ac->data = NULL;
        redisAsyncFree(ac);
    }
}


/* The slot is elsewhere: go there at once, unless that was tried a lot. */

static void
redis_hop(redis_t *r, const char *why)
{
    r->attempt += r->attempt == 0;      /* no news for the log */
    redis_drop(r, why);

    if (r->state == REDIS_DOWN) {       /* a callback may have freed it */
        r->stray = false;

        if (++r->hops <= REDIS_HOPS) {
            alarm_cancel(r->alarm);
            r->alarm = alarm_set(1, redis_connect, r);
        } else {
            r->hops = 0;
        }
    }
}


/* True: the reply was a redirection, all calls have been settled. */

static bool
redis_redirected(redis_t *r, const redisReply *reply)
{
    unsigned        slot;
    cluster_addr_t  to;

    if (r->slot < 0) {
        return false;
    }

    switch (cluster_says(reply, r->at.host, &slot, &to)) {

    case CLUSTER_MOVED:
        redis_cluster_moved(slot, &to);
        break;

    case CLUSTER_ASK:
        r->ask = to;
        break;

    default:
        return false;
    }

    stat_add(redis_redirects, 1);
    redis_hop(r, "redis: the key has moved");

    return true;
}


static void
redis_on_disconnect(const redisAsyncContext *ac, int status)
{
    (void) status;

    if (ac->data != NULL) {
        redis_lost(ac->data, "redis: connection lost", ac->errstr);
    }
}


static void
redis_on_reply(redisAsyncContext *ac, void *reply, void *data)
{
    cell_t  *c = data;

    if (reply == NULL && ac->data != NULL && c->redis != NULL) {
        redis_t  *r = ac->data;

        ac->data = NULL;                /* hiredis is taking it down */
        redis_lost(r, "redis: connection lost", ac->errstr);
    }

    if (reply != NULL && c->redis != NULL
        && redis_redirected(c->redis, reply))
    {
        free(c);
        return;
    }

    if (c->redis != NULL) {
        cell_unlink(c);
    }

    /* nothing of the redis_t is touched behind this: it may be freed in it */

    cell_settle(c, reply, reply == NULL ? "redis: connection lost" : NULL);
    free(c);
}


/* ---- connecting ---- */

/* Queues a command; hiredis copies it and writes once per loop turn. */

static bool
redis_send(redis_t *r, const slice_t *argv, int argc, uint64_t deadline_ms,
    cell_t *c)
{
    const char  *fixed_arg[REDIS_ARGS], **arg = fixed_arg;
    size_t       fixed_len[REDIS_ARGS] = { 0 }, *len = fixed_len;
    bool         ok = false;

    if (argc > REDIS_ARGS) {
        arg = reallocarray(NULL, (size_t) argc, sizeof(*arg));
        len = reallocarray(NULL, (size_t) argc, sizeof(*len));
    }

    if (arg != NULL && len != NULL) {
        for (int i = 0; i < argc; i++) {
            arg[i] = argv[i].data == NULL ? "" : (const char *) argv[i].data;
            len[i] = argv[i].len;
        }

        ok = (!r->asking || r->state != REDIS_UP
              || redisAsyncCommand(r->ac, NULL, NULL, "ASKING") == REDIS_OK)
             && redisAsyncCommandArgv(r->ac, redis_on_reply, c, argc, arg, len)
                == REDIS_OK;
    }

    if (arg != fixed_arg) {
        free(arg);
    }
    if (len != fixed_len) {
        free(len);
    }

    if (!ok) {
        return false;
    }

    c->redis = r;
    c->prev = r->tail;
    *r->tail = c;
    r->tail = &c->next;
    r->inflight++;
    c->alarm = alarm_set(deadline_ms, cell_overdue, c);

    return true;
}


static uint64_t
redis_timeout_ms(void)
{
    return (uint64_t) config_int("redis.timeout");
}


static bool
redis_greet(redis_t *r, const slice_t *argv, int argc, redis_reply_fn fn)
{
    cell_t  *c = calloc(1, sizeof(cell_t));

    if (c == NULL) {
        return false;
    }

    c->fn = fn;
    c->data = r;

    if (!redis_send(r, argv, argc, redis_timeout_ms(), c)) {
        free(c);
        return false;
    }

    return true;
}


static void
redis_on_auth(void *data, const redisReply *reply, const char *error)
{
    redis_t  *r = data;

    (void) error;                       /* lost: somebody else has seen it */

    if (reply != NULL && reply->type == REDIS_REPLY_ERROR) {
        redis_drop(r, "redis: user or password refused");
    }
}


/*
 * PING asks whether the server serves: LOADING, NOAUTH and MASTERDOWN are not
 * up.  A user that may not PING is, though.
 */

static void
redis_on_ping(void *data, const redisReply *reply, const char *error)
{
    redis_t  *r = data;

    (void) error;

    if (reply == NULL || r->state != REDIS_CONNECTING) {
        return;
    }

    if (reply->type == REDIS_REPLY_ERROR
        && strncmp(reply->str, "NOPERM", 6) != 0)
    {
        redis_drop(r, strncmp(reply->str, "LOADING", 7) == 0
                      ? "redis: loading its data"
                      : strncmp(reply->str, "NOAUTH", 6) == 0
                      ? "redis: wants a password (redis.password_file)"
                      : "redis: not ready");
        return;
    }

    alarm_cancel(r->alarm);
    r->alarm = NULL;
    r->attempt = 0;
    r->hops = 0;
    r->stray = true;                    /* lost: the owner first */
    redis_move(r, REDIS_UP, "ready");

    if (r->was_up) {
        stat_add(redis_reconnects, 1);
    }
    r->was_up = true;

    if (r->hooks.up != NULL) {
        r->hooks.up(r->hooks.data);     /* last: it may free r */
    }
}


/* Every node knows where everything is; is our slot really here? */

static void
redis_on_slots(void *data, const redisReply *reply, const char *error)
{
    redis_t               *r = data;
    const cluster_addr_t  *owner;

    (void) error;

    if (reply == NULL || r->state != REDIS_CONNECTING) {
        return;
    }

    error = redis_cluster_learn(reply, r->at.host);
    owner = redis_cluster_owner((unsigned) r->slot);

    if (error != NULL || owner == NULL) {
        redis_drop(r, error != NULL ? error : "redis: a slot without owner");

    } else if (!cluster_addr_eq(owner, &r->at)) {
        redis_hop(r, "redis: the key is elsewhere");
    }
}


static void
redis_on_connect(const redisAsyncContext *ac, int status)
{
    redis_t     *r = ac->data;
    slice_t      secret = config_secret("redis.password_file");
    const char  *user = config_str("redis.user");
    slice_t      auth[3] = { SLICE_LIT("AUTH") };
    slice_t      slots[2] = { SLICE_LIT("CLUSTER"), SLICE_LIT("SLOTS") };
    slice_t      ping = SLICE_LIT("PING");
    int          n = 1;
    bool         ok = true;

    if (r == NULL) {
        return;
    }

    if (status != REDIS_OK) {
        redis_lost(r, "redis: cannot connect", ac->errstr);
        return;                         /* hiredis frees the context */
    }

    if (secret.len > 0) {
        if (*user != '\0') {
            auth[n++] = slice_str(user);
        }
        auth[n++] = secret;
        ok = redis_greet(r, auth, n, redis_on_auth);
    }

    if (ok && r->slot >= 0 && !r->asking) {
        ok = redis_greet(r, slots, 2, redis_on_slots);
    }

    /* Freeing the context inside this callback is not allowed by hiredis
     * 0.14; out of memory is found by the connect timeout. */

    if (ok) {
        (void) redis_greet(r, &ping, 1, redis_on_ping);
    }
}


static void
redis_connect_late(void *data)
{
    redis_t  *r = data;

    r->alarm = NULL;
    redis_drop(r, "redis: connect timeout");
}


/* "/path", "host:port" or "[v6]:port" */

static redisAsyncContext *
redis_dial(const char *server)
{
    char         host[256];
    const char  *colon = strrchr(server, ':');
    size_t       len;

    if (strchr(server, '/') != NULL) {
        return redisAsyncConnectUnix(server);
    }

    len = colon == NULL ? strlen(server) : (size_t) (colon - server);
    if (len >= 2 && server[0] == '[' && server[len - 1] == ']') {
        server++;
        len -= 2;
    }
    (void) snprintf(host, sizeof(host), "%.*s", (int) len, server);

    return redisAsyncConnect(host, colon == NULL ? 6379 : atoi(colon + 1));
}


static redisAsyncContext *
redis_dial_node(redis_t *r)
{
    r->asking = r->ask.port != 0;

    if (r->asking) {
        r->at = r->ask;
        r->ask.port = 0;

    } else if (!redis_cluster_target((unsigned) r->slot, r->stray, &r->at)) {
        return NULL;
    }

    return redisAsyncConnect(r->at.host, r->at.port);
}


static void
redis_connect(void *data)
{
    redis_t            *r = data;
    redisAsyncContext  *ac = r->slot < 0
                             ? redis_dial(config_str("redis.server"))
                             : redis_dial_node(r);
    char                why[REDIS_WHY_MAX] = "out of memory";

    r->alarm = NULL;
    redis_move(r, REDIS_CONNECTING, "");

    if (ac == NULL || ac->err != 0 || !redis_link_attach(ac)) {
        if (ac != NULL) {
            (void) snprintf(why, sizeof(why), "%s", ac->err == 0
                            ? "cannot watch the socket" : ac->errstr);
            redisAsyncFree(ac);
        }
        redis_lost(r, "redis: cannot connect", why);
        return;
    }

    ac->data = r;
    r->ac = ac;
    r->alarm = alarm_set(redis_timeout_ms(), redis_connect_late, r);

    /* neither fails on a fresh context; setting the first starts the watch */

    (void) redisAsyncSetDisconnectCallback(ac, redis_on_disconnect);
    (void) redisAsyncSetConnectCallback(ac, redis_on_connect);
}


/* ---- calls ---- */

static cell_t *
redis_cell(redis_t *r, const slice_t *argv, int argc, uint64_t deadline_ms)
{
    cell_t  *c;

    if (r->router != NULL) {
        r = router_get(r->router, argv, argc);
    }

    if (r == NULL || r->state != REDIS_UP
        || (int64_t) r->inflight >= config_int("redis.max_inflight"))
    {
        return NULL;
    }

    c = calloc(1, sizeof(cell_t));
    if (c != NULL && !redis_send(r, argv, argc, deadline_ms == 0
                                 ? redis_timeout_ms() : deadline_ms, c))
    {
        free(c);
        c = NULL;
    }

    return c;
}


bool
redis_submit(redis_t *r, const slice_t *argv, int argc, uint64_t deadline_ms,
    redis_reply_fn fn, void *data)
{
    cell_t  *c = redis_cell(r, argv, argc, deadline_ms);

    if (c == NULL) {
        return false;
    }

    c->fn = fn;
    c->data = data;

    return true;
}


/* Errors that pass by themselves; the word is all that may be logged: the
 * rest of a Redis error quotes arguments. */

static bool
redis_error_passes(const char *str, const char **ret_error)
{
    static const struct { const char *word, *error; bool passes; } known[] = {
        { "LOADING",     "redis: LOADING", true },
        { "BUSY",        "redis: BUSY", true },
        { "OOM",         "redis: OOM", true },
        { "MISCONF",     "redis: MISCONF", true },
        { "READONLY",    "redis: READONLY", true },
        { "MASTERDOWN",  "redis: MASTERDOWN", true },
        { "NOREPLICAS",  "redis: NOREPLICAS", true },
        { "TRYAGAIN",    "redis: TRYAGAIN", true },
        { "CLUSTERDOWN", "redis: CLUSTERDOWN", true },
        { "NOPERM",      "redis: NOPERM", false },
        { "WRONGTYPE",   "redis: WRONGTYPE", false },
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strncmp(str, known[i].word, strlen(known[i].word)) == 0) {
            *ret_error = known[i].error;
            return known[i].passes;
        }
    }

    *ret_error = "redis: error";

    return false;
}


static void
redis_op_reply(op_t *op, const redisReply *reply, const char *error)
{
    rc_t  rc;

    if (reply == NULL) {
        op_complete(op, RC_RETRY, error);
        return;
    }

    switch (reply->type) {

    case REDIS_REPLY_ERROR:
        rc = redis_error_passes(reply->str, &error) ? RC_RETRY : RC_REJECT;
        op_complete(op, rc, error);
        return;

    case REDIS_REPLY_INTEGER:
        {
            const char  *text = pool_printf(op->job->pool, "%lld",
                                            reply->integer);

            op->body = slice_str(text);
        }
        break;

    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
        op->body = pool_copy(op->job->pool,
                             slice_make(reply->str, (size_t) reply->len));
        break;

    default:
        op->is_null = reply->type == REDIS_REPLY_NIL;
        op_complete(op, RC_OK, NULL);   /* arrays: redis_submit() reads them */
        return;
    }

    if (op->body.data == NULL) {
        op_complete(op, RC_RETRY, "redis: reply over the job's memory");
        return;
    }

    op_complete(op, RC_OK, NULL);
}


static void
redis_op_detach(op_t *op)
{
    cell_t  *c = op->cell;

    c->op = NULL;                       /* the reply will find nobody */
}


op_t *
redis_call(job_t *j, redis_t *r, const slice_t *argv, int argc)
{
    op_t    *op = op_new(j);
    cell_t  *c = redis_cell(r, argv, argc, 0);

    if (c == NULL) {
        op_complete(op, RC_RETRY, redis_is_up(r) ? "redis: too many calls"
                                                 : "redis: down");
        return op;
    }

    op_deadline(op, redis_timeout_ms());
    c->op = op;
    op->cell = c;
    op->detach = redis_op_detach;

    return op;
}


/* ---- life ---- */

redis_t *
redis_new_for(const redis_hooks_t *hooks, slice_t key)
{
    redis_t  *r = calloc(1, sizeof(redis_t));

    if (r == NULL) {
        return NULL;
    }

    r->hooks = *hooks;
    r->slot = redis_is_cluster() ? (int) cluster_slot(key) : -1;
    r->tail = &r->cells;
    r->alarm = alarm_set(0, redis_connect, r);

    return r;
}


redis_t *
redis_new(const redis_hooks_t *hooks)
{
    redis_t  *r;

    if (!redis_is_cluster()) {
        return redis_new_for(hooks, SLICE_NULL);
    }

    r = calloc(1, sizeof(redis_t));
    if (r == NULL) {
        return NULL;
    }

    r->tail = &r->cells;
    r->router = router_new(hooks);

    if (r->router == NULL) {
        free(r);
        return NULL;
    }

    return r;
}


bool
redis_is_up(const redis_t *r)
{
    return r->router != NULL ? router_is_up(r->router)
                             : r->state == REDIS_UP;
}


void
redis_free(redis_t *r)
{
    redisAsyncContext  *ac;

    if (r == NULL || r->state == REDIS_CLOSED) {
        return;
    }

    r->state = REDIS_CLOSED;
    router_free(r->router);
    alarm_cancel(r->alarm);
    r->alarm = NULL;

    while (r->cells != NULL) {
        cell_t  *c = r->cells;

        cell_unlink(c);
        cell_settle(c, NULL, "redis: closed");
    }

    ac = r->ac;
    r->ac = NULL;
    if (ac != NULL) {
        ac->data = NULL;
        redisAsyncFree(ac);             /* inside its callback: a bit later */
    }

    loop_defer(free, r);                /* callers up the stack still look */
}
