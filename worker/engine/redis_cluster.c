/*
 * redis_cluster - see redis_cluster.h.
 */

#include "worker/engine/redis_cluster.h"

#include <stdlib.h>

#include "worker/engine/config.h"

#define SCHEME  "redis+cluster://"

static cluster_map_t  map, fresh;
static unsigned       turn;             /* of those that are asked */


bool
redis_is_cluster(void)
{
    const char  *server = config_str("redis.server");

    return server[0] != '/'
           && (strncmp(server, SCHEME, sizeof(SCHEME) - 1) == 0
               || strchr(server, ',') != NULL);
}


/* The n-th address in redis.server, counted round; false: it is none. */

static bool
seed_get(unsigned n, cluster_addr_t *ret)
{
    const char  *server = config_str("redis.server"), *s;
    unsigned     count = 1;
    size_t       len;

    if (strncmp(server, SCHEME, sizeof(SCHEME) - 1) == 0) {
        server += sizeof(SCHEME) - 1;
    }

    for (s = server; (s = strchr(s, ',')) != NULL; s++) {
        count++;
    }

    for (n %= count, s = server; n > 0; n--) {
        s = strchr(s, ',') + 1;
    }

    len = strcspn(s, ",/");

    return cluster_addr_parse(slice_make(s, len), ret);
}


bool
redis_cluster_target(unsigned slot, bool stray, cluster_addr_t *ret)
{
    const cluster_addr_t  *owner = redis_cluster_owner(slot);

    if (!stray && owner != NULL) {
        *ret = *owner;
        return true;
    }

    /* nodes of the map and those of the configuration, one after the other */

    turn++;

    if (map.n > 0 && turn % 2 == 0) {
        *ret = map.node[turn / 2 % map.n];
        return true;
    }

    return seed_get(turn / 2, ret);
}


const char *
redis_cluster_learn(const redisReply *reply, const char *asked)
{
    const char  *error = cluster_map_read(&fresh, reply, asked);

    if (error == NULL) {
        map = fresh;
    }

    return error;
}


void
redis_cluster_moved(unsigned slot, const cluster_addr_t *to)
{
    (void) cluster_map_move(&map, slot, to);    /* full: the next map knows */
}


const cluster_addr_t *
redis_cluster_owner(unsigned slot)
{
    return cluster_owner(&map, slot);
}


unsigned
redis_cluster_masters(const cluster_addr_t **ret_nodes)
{
    *ret_nodes = map.node;

    return map.n;
}
