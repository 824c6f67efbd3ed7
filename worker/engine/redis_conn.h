/*
 * redis_conn - what the parts of the redis driver share: a connection, and
 * the cells of the commands that are on it.  Private to redis*.c.
 */

#ifndef RELEVO_REDIS_CONN_H
#define RELEVO_REDIS_CONN_H

#include <hiredis/async.h>

#include "worker/engine/loop.h"
#include "worker/engine/redis.h"
#include "worker/engine/redis_cluster.h"
#include "worker/engine/redis_router.h"

#define REDIS_WHY_MAX       160

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


/* redis.c: the reply of a job's call */

void redis_op_reply(op_t *op, const redisReply *reply, const char *error);

/* redis_conn.c */

void redis_move(redis_t *r, redis_state_t state, const char *why);

/* Queues a command; hiredis copies it and writes once per loop turn. */

bool redis_send(redis_t *r, const slice_t *argv, int argc,
    uint64_t deadline_ms, cell_t *c);

/* Settles every call with the error; none is left.  A callback may free r. */

void redis_cells_fail(redis_t *r, const char *error);

/* The context is hiredis' or gone: settles the calls, plans the next try. */

void redis_lost(redis_t *r, const char *error, const char *detail);
void redis_drop(redis_t *r, const char *why);
void redis_on_disconnect(const redisAsyncContext *ac, int status);

/* The slot is elsewhere: go there at once, unless that was tried a lot. */

void redis_hop(redis_t *r, const char *why);

/* redis_dial.c: an alarm */

void     redis_connect(void *data);
uint64_t redis_timeout_ms(void);

#endif
