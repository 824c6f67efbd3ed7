/*
 * spool - a file on its way in: written as it comes, hashed, kept or gone.
 *
 * Bytes go to a file beside the path that is wanted, under a name nobody else
 * has; spool_keep() gives it its name.  Whatever ends otherwise (error,
 * cancelled job) leaves nothing: the pool removes it.  A killed process leaves
 * a part, which `relevo media gc` takes away.  Files are 0600, folders that
 * are missing are made with 0700.
 */

#ifndef RELEVO_MEDIA_SPOOL_H
#define RELEVO_MEDIA_SPOOL_H

#include "common/slice.h"
#include "common/sniff.h"
#include "worker/engine/pool.h"

#define SPOOL_HEX_LEN  64

typedef struct spool_s  spool_t;

/* NULL with a reason: no folder, no room, no memory. */
spool_t    *spool_new(pool_t *pool, const char *path, const char **ret_error);

/* Begins again with nothing. */
bool        spool_reset(spool_t *s);

/* False: the disk refuses it; spool_error() says why. */
bool        spool_write(spool_t *s, slice_t bytes);
const char *spool_error(const spool_t *s);

uint64_t    spool_bytes(const spool_t *s);
slice_t     spool_head(const spool_t *s);       /* up to SNIFF_LEN bytes */

/* SHA-256 of what was written, as hex with a NUL. */
bool        spool_digest(spool_t *s, char ret_hex[SPOOL_HEX_LEN + 1]);

/* It is the path's file now.  False with spool_error(). */
bool        spool_keep(spool_t *s);

#endif
