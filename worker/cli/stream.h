/*
 * stream - what the command line tools read from Redis about itself.
 */

#ifndef RELEVO_CLI_STREAM_H
#define RELEVO_CLI_STREAM_H

#include "worker/cli/cli.h"

typedef struct {
    int64_t  added;                     /* entries ever */
    int64_t  length;                    /* entries now */
    int64_t  after;                     /* entries behind the cursor */
} stream_t;

/* relevo:{p}:in; a stream that does not exist is all zero.  False, told. */
bool stream_read(redis_sync_t *redis, unsigned p, const char *cursor,
         stream_t *ret_stream);

/* One field of INFO; false, told. */
bool redis_info(redis_sync_t *redis, const char *field, char *buf, size_t len);

/* One CONFIG GET; false, told. */
bool redis_setting(redis_sync_t *redis, const char *name, char *buf,
         size_t len);

#endif
