
/*
 * cluster - what _cluster.c (nodes), _cluster_map.c (who owns which slot) and
 * _call.c (commands) share.
 */

#ifndef _NGX_HTTP_RELEVO_CLUSTER_H_INCLUDED_
#define _NGX_HTTP_RELEVO_CLUSTER_H_INCLUDED_

#include "ngx_http_relevo_redis_private.h"


/* a node: connected as long as it owns slots, is a seed, or ASK led there */

typedef struct {
    cluster_addr_t                 addr;
    ngx_http_relevo_redis_conf_t   conf;        /* the facade's; not server */
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


/* _cluster.c; NULL: there are too many nodes */

ngx_http_relevo_node_t *ngx_http_relevo_node_get(
    ngx_http_relevo_cluster_t *cluster, const cluster_addr_t *addr);
void ngx_http_relevo_cluster_seeds(ngx_http_relevo_cluster_t *cluster);
void ngx_http_relevo_cluster_weed(ngx_http_relevo_cluster_t *cluster);
void ngx_http_relevo_cluster_down(ngx_http_relevo_cluster_t *cluster,
    const char *why);

/* _cluster_map.c: asks again, in ms at the latest */

void ngx_http_relevo_cluster_soon(ngx_http_relevo_cluster_t *cluster,
    ngx_msec_t ms);
void ngx_http_relevo_cluster_refresh_handler(ngx_event_t *ev);
void ngx_http_relevo_cluster_meta(ngx_http_relevo_cluster_t *cluster);


#endif /* _NGX_HTTP_RELEVO_CLUSTER_H_INCLUDED_ */
