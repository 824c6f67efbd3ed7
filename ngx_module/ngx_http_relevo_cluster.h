
/*
 * cluster - what _cluster.c (nodes, map) and _call.c (commands) share.
 */

#ifndef _NGX_HTTP_RELEVO_CLUSTER_H_INCLUDED_
#define _NGX_HTTP_RELEVO_CLUSTER_H_INCLUDED_

#include "ngx_http_relevo_redis_private.h"


/* a node: connected as long as it owns slots, is a seed, or ASK led there */

typedef struct {
    cluster_addr_t                 addr;
    ngx_http_relevo_redis_conf_t   conf;        /* the facade's, but its server */
    ngx_http_relevo_redis_t       *redis;       /* NULL: never used */
    ngx_msec_t                     wanted;      /* last time */
    unsigned                       used:1;
    u_char                         name[CLUSTER_HOST_MAX + 8];
} ngx_http_relevo_node_t;


struct ngx_http_relevo_cluster_s {
    ngx_http_relevo_redis_t       *facade;
    ngx_cycle_t                   *cycle;
    cluster_map_t                 *map;
    cluster_map_t                 *fresh;       /* being read */
    ngx_http_relevo_node_t        *node;        /* CLUSTER_NODES_MAX */
    ngx_uint_t                     n;           /* ever used */
    ngx_uint_t                     owner[CLUSTER_NODES_MAX];  /* map -> node */
    ngx_uint_t                     next;        /* to be asked */

    ngx_queue_t                    parked;      /* calls */
    ngx_uint_t                     nparked;
    ngx_event_t                    park;
    ngx_event_t                    refresh;

    unsigned                       asking_meta:1;
};


#endif /* _NGX_HTTP_RELEVO_CLUSTER_H_INCLUDED_ */
