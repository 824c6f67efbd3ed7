/*
 * redis_cluster - where the slots of a Redis Cluster are, as this process
 * knows it.  Private to redis*.c.
 *
 * One map for all connections of the process, filled by whichever of them is
 * told something: at connect (CLUSTER SLOTS) and by MOVED.
 */

#ifndef RELEVO_REDIS_CLUSTER_H
#define RELEVO_REDIS_CLUSTER_H

#include "common/cluster.h"

/* Is redis.server a cluster: redis+cluster://h:p,h:p or h:p,h:p ? */
bool redis_is_cluster(void);

/*
 * Whom to dial for a slot: its owner, or, with stray (the owner did not
 * answer), each time another node that may know better.  False: no address.
 */
bool redis_cluster_target(unsigned slot, bool stray, cluster_addr_t *ret);

/* NULL, or why the reply to CLUSTER SLOTS is no use. */
const char *redis_cluster_learn(const redisReply *reply, const char *asked);
void        redis_cluster_moved(unsigned slot, const cluster_addr_t *to);

/* NULL: nobody's, or no map yet. */
const cluster_addr_t *redis_cluster_owner(unsigned slot);

/* All masters of the map. */
unsigned redis_cluster_masters(const cluster_addr_t **ret_nodes);

#endif
