/*
 * http_owner - whose connections to a host may be kept: a tenant's never
 * serve another one.  The inside of http.
 *
 * A host that one tenant alone calls keeps its connections.  When a second one
 * calls it, or the operator's settings lead there too, each call of a tenant
 * to it makes a connection of its own and ends it, for the life of the
 * process: curl cannot tell whose an idle one is.  The operator's calls are
 * never slowed by that for longer than HTTP_OWNER_SETTLE_MS.
 */

#ifndef RELEVO_HTTP_OWNER_H
#define RELEVO_HTTP_OWNER_H

#include <stdbool.h>
#include <stdint.h>

#define HTTP_OWNER_HOSTS      256

/* After it no connection is left that a tenant has opened before. */
#define HTTP_OWNER_SETTLE_MS  120000u

/* A slot is of one host; another one that comes to it keeps nothing. */
typedef struct {
    uint64_t  host;                     /* of scheme and authority; 0: free */
    uint64_t  owner;                    /* 0: the operator */
    uint64_t  settled_ms;               /* the operator keeps from then on */
    bool      shared;                   /* by tenants */
} http_owner_t;

/* May a call of this owner (NULL: the operator) keep and reuse connections?
 * Remembers that it called; table has HTTP_OWNER_HOSTS slots. */
bool http_owner_keeps(http_owner_t *table, const char *url,
    const char *owner, uint64_t now);

#endif
