/*
 * media_loop - the engine, for a command: one job at a time, run to its end.
 */

#ifndef RELEVO_CLI_MEDIA_LOOP_H
#define RELEVO_CLI_MEDIA_LOOP_H

#include "worker/media/store.h"

void    media_loop_open(void);
void    media_loop_close(void);

/* Runs a table over data; the reason of a failure in ret_why. */
rc_t    media_loop_run(const phase_t *table, void *data, char ret_why[256]);

/* A file into the store, sealed first when store.key_file is set; put->bytes
 * is then what was stored.  put's texts are the caller's. */
rc_t    media_loop_put(object_put_t *put, char ret_why[256]);

/* Back, and opened; path must not be there.  RC_REJECT: there is none
 * (ret_missing, or NULL), or it is not what was put. */
rc_t    media_loop_get(const char *key, const char *path, bool *ret_missing,
            char ret_why[256]);

/* A page of names behind `after`; a new reference, NULL: told. */
json_t *media_loop_list(const char *prefix, const char *after);

/* RC_OK, RC_REJECT (there is none), RC_RETRY with the reason. */
rc_t    media_loop_head(const char *key, uint64_t *ret_bytes,
            char ret_why[256]);
rc_t    media_loop_remove(const char *key, char ret_why[256]);

#endif
