/*
 * redis_link - hiredis 0.14 on uv_poll.  Private to redis*.c.
 */

#ifndef RELEVO_REDIS_LINK_H
#define RELEVO_REDIS_LINK_H

#include <hiredis/async.h>
#include <stdbool.h>

/* Until hiredis lets go of the context; false: out of memory or descriptors. */
bool redis_link_attach(redisAsyncContext *ac);

#endif
