/*
 * redis_router - on a cluster: one redis_t that is several, by slot of the
 * key.  Private to redis*.c.
 */

#ifndef RELEVO_REDIS_ROUTER_H
#define RELEVO_REDIS_ROUTER_H

#include "worker/engine/redis.h"

typedef struct router_s router_t;

/* Opens connections for the keys everybody uses; NULL: out of memory. */
router_t *router_new(const redis_hooks_t *hooks);
void      router_free(router_t *router);

/* The connection for a command, made when it is the first for its slot: that
 * one is not up yet.  NULL: out of memory. */
redis_t  *router_get(router_t *router, const slice_t *argv, int argc);
bool      router_is_up(const router_t *router);         /* any of them */

#endif
