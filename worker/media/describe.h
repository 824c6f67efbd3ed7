/*
 * describe - what a file shows, in one or two sentences of the customer's
 * language: "Imagen que contiene: recibo. Texto detectado: ...".
 */

#ifndef RELEVO_MEDIA_DESCRIBE_H
#define RELEVO_MEDIA_DESCRIBE_H

#include "worker/engine/pool.h"

/* result: of a decoder, with "labels" and "fields" where there are some.  In
 * the pool; "" when there is nothing to say. */
const char *describe_file(pool_t *pool, const json_t *result,
                const char *language);

#endif
