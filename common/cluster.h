/*
 * cluster - which node of a Redis Cluster has a key.
 *
 * Pure: key -> slot, the reply to CLUSTER SLOTS -> map, the text of a
 * redirection -> address.  Module, worker and command line share it; none of
 * it does I/O or allocates.  Nodes must be announced by address, not by name
 * (cluster-preferred-endpoint-type ip): resolving would block an event loop.
 */

#ifndef RELEVO_CLUSTER_H
#define RELEVO_CLUSTER_H

#include <hiredis/hiredis.h>

#include "common/slice.h"


#define CLUSTER_SLOTS       16384
#define CLUSTER_NODES_MAX   128         /* masters */
#define CLUSTER_HOST_MAX    46          /* numeric IPv6 with its NUL */


typedef struct {
    char      host[CLUSTER_HOST_MAX];   /* numeric */
    uint16_t  port;
} cluster_addr_t;


typedef struct {
    unsigned        n;
    unsigned        covered;                    /* slots with an owner */
    cluster_addr_t  node[CLUSTER_NODES_MAX];
    uint8_t         slot[CLUSTER_SLOTS];        /* index + 1; 0: nobody's */
} cluster_map_t;


typedef enum {
    CLUSTER_NONE,                       /* not about clusters */
    CLUSTER_MOVED,                      /* the slot lives elsewhere now */
    CLUSTER_ASK,                        /* this once: ASKING, and there */
    CLUSTER_WAIT                        /* passes: TRYAGAIN, CLUSTERDOWN .. */
} cluster_say_t;


/* only what is between the first { and the next } counts, if anything is */
unsigned cluster_slot(slice_t key);

/* index in argv of the key of a command of ours, -1: it has none */
int cluster_key(const slice_t *argv, int argc);

/*
 * Reads a reply to CLUSTER SLOTS.  An empty host stands for the node that was
 * asked.  NULL, or why it cannot be used (ret is then half-written).
 */
const char *cluster_map_read(cluster_map_t *ret, const redisReply *reply,
    const char *asked);

/* owner of a slot, or NULL */
const cluster_addr_t *cluster_owner(const cluster_map_t *map, unsigned slot);

/* what MOVED said; false: the map is full */
bool cluster_map_move(cluster_map_t *map, unsigned slot,
    const cluster_addr_t *to);

/* what an error reply says; slot and address with MOVED and ASK */
cluster_say_t cluster_says(const redisReply *reply, const char *asked,
    unsigned *ret_slot, cluster_addr_t *ret_addr);

/* "127.0.0.1:7000", "[::1]:7000" */
bool cluster_addr_parse(slice_t text, cluster_addr_t *ret);
bool cluster_addr_eq(const cluster_addr_t *a, const cluster_addr_t *b);

#endif
