/*
 * redis_router - see redis_router.h.
 *
 * A connection per slot in use, not per node: each follows its own slot
 * through failovers and migrations, which is all a redis_t has to know.  The
 * keys without a partition are few: live, stats, meta, endpoints, accounts.
 */

#include "worker/engine/redis_router.h"

#include <stdlib.h>

#include "common/cluster.h"

#define ROUTER_MAX  1040                /* slots: partitions and a few keys */

typedef struct {
    unsigned  slot;
    redis_t  *redis;
} route_t;

struct router_s {
    redis_hooks_t  hooks;
    unsigned       n;
    route_t        route[ROUTER_MAX];
};


static redis_t *
router_open(router_t *router, slice_t key)
{
    unsigned   slot = cluster_slot(key);
    route_t   *route = router->route;
    redis_t   *redis;

    for (unsigned i = 0; i < router->n; i++) {
        if (route[i].slot == slot) {
            return route[i].redis;
        }
    }

    if (router->n == ROUTER_MAX) {
        return NULL;
    }

    redis = redis_new_for(&router->hooks, key);

    if (redis != NULL) {
        route[router->n++] = (route_t) { slot, redis };
    }

    return redis;
}


router_t *
router_new(const redis_hooks_t *hooks)
{
    router_t  *router = calloc(1, sizeof(router_t));

    if (router == NULL) {
        return NULL;
    }

    router->hooks = *hooks;

    if (router_open(router, SLICE_LIT("relevo:live")) == NULL
        || router_open(router, SLICE_LIT("relevo:stats")) == NULL)
    {
        router_free(router);
        return NULL;
    }

    return router;
}


void
router_free(router_t *router)
{
    for (unsigned i = 0; router != NULL && i < router->n; i++) {
        redis_free(router->route[i].redis);
    }

    free(router);
}


redis_t *
router_get(router_t *router, const slice_t *argv, int argc)
{
    int  key = cluster_key(argv, argc);

    return router_open(router, key < 0 ? SLICE_LIT("relevo:live")
                                       : argv[key]);
}


bool
router_is_up(const router_t *router)
{
    for (unsigned i = 0; i < router->n; i++) {
        if (redis_is_up(router->route[i].redis)) {
            return true;
        }
    }

    return false;
}
