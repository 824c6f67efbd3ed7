/*
 * redis - hiredis (async) on the loop: one pipelined connection per redis_t.
 *
 * On a cluster (redis.server names several nodes) a redis_t made for a key
 * follows that key: to the node that has it, through failovers (down, up: it
 * is another server then) and migrations (MOVED, ASK: the same).  One made
 * without a key is a router: a connection for each key it is used with.
 *
 * Reconnects by itself with backoff and jitter.  While down, calls fail at
 * once with RC_RETRY "redis: down".  A blocking reader (XREAD BLOCK) has a
 * redis_t of its own.  On a call's deadline the connection is torn down (all
 * its calls fail): replies are FIFO, a silent server is a dead one.
 */

#ifndef RELEVO_REDIS_H
#define RELEVO_REDIS_H

#include <hiredis/hiredis.h>

#include "worker/engine/job.h"

typedef struct redis_s redis_t;

/* reply is borrowed, valid during the call; NULL when the connection failed
 * (error says why).  Runs once per submit. */
typedef void (*redis_reply_fn)(void *data, const redisReply *reply,
    const char *error);

typedef struct {
    const char  *name;                  /* for logs */
    void       (*up)(void *data);       /* each time it is ready */
    void       (*down)(void *data, const char *why);
    void        *data;
} redis_hooks_t;

/* Server, user and password come from the configuration (redis.*). */
redis_t *redis_new(const redis_hooks_t *hooks);
redis_t *redis_new_for(const redis_hooks_t *hooks, slice_t key);
void     redis_free(redis_t *r);        /* fails what is pending, NULL-safe */
bool     redis_is_up(const redis_t *r);

/* False when down or over redis.max_inflight (nothing is called then). */
MUSTCHECK bool redis_submit(redis_t *r, const slice_t *argv, int argc,
    uint64_t deadline_ms, redis_reply_fn fn, void *data);

/* A job's call; never NULL unless out of memory. */
op_t    *redis_call(job_t *j, redis_t *r, const slice_t *argv, int argc);

#endif
