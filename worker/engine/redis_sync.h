/*
 * redis_sync - blocking Redis for what has no loop: the master and the
 * command line tools.  One server or a cluster, as redis.server says; on a
 * cluster a command goes to the node that has its key.
 */

#ifndef RELEVO_REDIS_SYNC_H
#define RELEVO_REDIS_SYNC_H

#include <hiredis/hiredis.h>

#include "common/slice.h"

typedef struct redis_sync_s  redis_sync_t;

/* Connected and logged in; NULL: reason. */
redis_sync_t *redis_sync_new(int timeout_s, char *reason, size_t len);
void          redis_sync_free(redis_sync_t *r);             /* NULL-safe */

/* NULL: reason.  An error reply of the server is a reply. */
redisReply   *redis_sync_do(redis_sync_t *r, int argc, const slice_t *argv,
                  char *reason, size_t len);

/* Commands without a key go to the owner of this one from now on. */
void          redis_sync_aim(redis_sync_t *r, slice_t key);

/* One server: 1.  Else the masters; 0 <= i < n, for commands without a key. */
unsigned      redis_sync_nodes(redis_sync_t *r);
void          redis_sync_aim_node(redis_sync_t *r, unsigned i);

/* "127.0.0.1:7000", or the setting as it is written. */
const char   *redis_sync_name(redis_sync_t *r, unsigned i, char *buf,
                  size_t len);

#endif
