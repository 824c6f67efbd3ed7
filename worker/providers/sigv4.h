/*
 * sigv4 - AWS Signature Version 4 of a request, as headers.
 *
 * Our own because libcurl 7.88's is wrong for paths with reserved characters,
 * unsorted queries and header names one of which begins another.  Headers are
 * sorted by name only; the path is encoded once more than it is sent, except
 * for S3.  No I/O, no clock.
 */

#ifndef RELEVO_PROVIDERS_SIGV4_H
#define RELEVO_PROVIDERS_SIGV4_H

#include <time.h>

#include "worker/engine/pool.h"

#define SIGV4_HEADERS_MAX  32

typedef struct {
    slice_t        access_key;
    slice_t        secret_key;
    slice_t        session_token;       /* or empty */
} sigv4_key_t;

typedef struct {
    const char    *method;
    const char    *host;                /* with a port that is not usual */
    const char    *path;                /* as sent: encoded */
    const char    *query;               /* as sent, without "?"; or "" */
    const char   **headers;             /* "Name: value", NULL at the end */
    slice_t        body;
    const char    *body_hash;           /* hex SHA-256 of one that is not in
                                           memory; NULL: of body */
    const char    *region;
    const char    *service;             /* "bedrock"; "s3": path as it is */
    time_t         now;
} sigv4_request_t;

/* headers of the request with X-Amz-Date, X-Amz-Security-Token if there is
 * one, and Authorization behind them; NULL without memory, or too many. */
const char **sigv4_sign(pool_t *pool, const sigv4_request_t *request,
                 const sigv4_key_t *key);

/* The query of a URL that needs no headers for `seconds` (S3): method, host,
 * path, region, service and now of the request count.  NULL: no memory. */
const char  *sigv4_presign(pool_t *pool, const sigv4_request_t *request,
                 const sigv4_key_t *key, unsigned seconds);

/* "id:secret" or "id:secret:token" taken apart; false when it is neither. */
bool         sigv4_key_read(slice_t text, sigv4_key_t *ret_key);

/* Every byte but [A-Za-z0-9-._~] as %XX; slashes stay when keep_slash. */
char        *uri_encode(pool_t *pool, slice_t text, bool keep_slash);

#endif
