
/*
 * cluster - the masters of a Redis Cluster behind one facade.
 *
 * Each master has a connection with its own pipeline, deadlines and backoff,
 * as a single server has.  Every node that becomes READY tells the map; it is
 * asked again every few seconds, and many times a second while a slot has no
 * owner that answers.  MOVED changes one slot at once.  The facade is READY
 * once a map and relevo:meta are known, and DOWN when no node answers; a
 * failover in between costs only the slots concerned.
 */

#include "ngx_http_relevo_cluster.h"
#include "ngx_http_relevo_metrics.h"


#define NGX_HTTP_RELEVO_REFRESH_SOON    200     /* while something is wrong */
#define NGX_HTTP_RELEVO_REFRESH_MOVED   20
#define NGX_HTTP_RELEVO_NODE_LINGER     5000    /* without slots */


static ngx_http_relevo_node_t *ngx_http_relevo_node_new(
    ngx_http_relevo_cluster_t *cluster, const cluster_addr_t *addr);


ngx_int_t
ngx_http_relevo_cluster_create(ngx_cycle_t *cycle,
    ngx_http_relevo_redis_t *facade)
{
    ngx_http_relevo_cluster_t  *cluster;

    cluster = ngx_pcalloc(cycle->pool, sizeof(ngx_http_relevo_cluster_t));
    if (cluster == NULL) {
        return NGX_ERROR;
    }

    cluster->map = ngx_pcalloc(cycle->pool, sizeof(cluster_map_t));
    cluster->fresh = ngx_pcalloc(cycle->pool, sizeof(cluster_map_t));
    cluster->node = ngx_pcalloc(cycle->pool, sizeof(ngx_http_relevo_node_t)
                                             * CLUSTER_NODES_MAX);

    if (cluster->map == NULL || cluster->fresh == NULL
        || cluster->node == NULL)
    {
        return NGX_ERROR;
    }

    cluster->facade = facade;
    cluster->cycle = cycle;

    cluster->refresh.handler = ngx_http_relevo_cluster_refresh_handler;
    cluster->refresh.data = cluster;
    cluster->refresh.log = cycle->log;
    cluster->refresh.cancelable = 1;

    ngx_http_relevo_calls_init(cluster, cycle->log);

    facade->cluster = cluster;
    facade->is_facade = 1;

    return NGX_OK;
}


void
ngx_http_relevo_cluster_start(ngx_http_relevo_cluster_t *cluster)
{
    ngx_http_relevo_redis_move(cluster->facade,
                               NGX_HTTP_RELEVO_REDIS_CONNECTING, "start");

    ngx_http_relevo_cluster_seeds(cluster);
    ngx_http_relevo_cluster_soon(cluster, NGX_HTTP_RELEVO_REFRESH_SOON);
}


void
ngx_http_relevo_cluster_seeds(ngx_http_relevo_cluster_t *cluster)
{
    ngx_uint_t       i;
    cluster_addr_t  *seed;

    seed = cluster->facade->conf->seeds->elts;

    for (i = 0; i < cluster->facade->conf->seeds->nelts; i++) {
        (void) ngx_http_relevo_cluster_at(cluster, &seed[i]);
    }
}


/* ---- nodes ---- */

ngx_http_relevo_redis_t *
ngx_http_relevo_cluster_at(ngx_http_relevo_cluster_t *cluster,
    const cluster_addr_t *addr)
{
    ngx_http_relevo_node_t  *node;

    node = ngx_http_relevo_node_get(cluster, addr);

    return node ? node->redis : NULL;
}


/* NULL: no memory, or as many nodes as there may be */

ngx_http_relevo_node_t *
ngx_http_relevo_node_get(ngx_http_relevo_cluster_t *cluster,
    const cluster_addr_t *addr)
{
    ngx_uint_t               i;
    ngx_http_relevo_node_t  *node;

    for (i = 0; i < cluster->n; i++) {
        node = &cluster->node[i];

        if (node->used && cluster_addr_eq(&node->addr, addr)) {
            node->wanted = ngx_current_msec;
            return node;
        }
    }

    node = ngx_http_relevo_node_new(cluster, addr);

    if (node) {
        ngx_http_relevo_redis_start(node->redis);
    }

    return node;
}


static ngx_http_relevo_node_t *
ngx_http_relevo_node_new(ngx_http_relevo_cluster_t *cluster,
    const cluster_addr_t *addr)
{
    u_char                  *p;
    ngx_uint_t               i;
    ngx_http_relevo_node_t  *node;

    for (i = 0; i < CLUSTER_NODES_MAX && cluster->node[i].used; i++) {
        /* void */
    }

    if (i == CLUSTER_NODES_MAX) {
        ngx_log_error(NGX_LOG_ERR, cluster->facade->log, 0,
                      "relevo redis: more than %d nodes", CLUSTER_NODES_MAX);
        return NULL;
    }

    node = &cluster->node[i];
    cluster->n = ngx_max(cluster->n, i + 1);

    node->addr = *addr;
    node->wanted = ngx_current_msec;

    p = ngx_sprintf(node->name, "%s:%d", addr->host, (int) addr->port);

    node->conf = *cluster->facade->conf;
    node->conf.server.data = node->name;
    node->conf.server.len = p - node->name;
    node->conf.path = NULL;
    node->conf.ip = node->addr.host;
    node->conf.port = addr->port;

    /* the object of a former node is used again: it holds no address */

    if (node->redis == NULL) {
        node->redis = ngx_http_relevo_redis_create(cluster->cycle,
                                                   &node->conf, "redis node");
        if (node->redis == NULL) {
            return NULL;
        }

        node->redis->cluster = cluster;
    }

    node->used = 1;

    return node;
}


/* whoever has no slots any more, and nothing under way, is let go */

void
ngx_http_relevo_cluster_weed(ngx_http_relevo_cluster_t *cluster)
{
    ngx_uint_t               i;
    ngx_http_relevo_node_t  *node;

    for (i = 0; i < cluster->n; i++) {
        node = &cluster->node[i];

        if (node->used && !node->redis->is_owner && node->redis->nops == 0
            && ngx_current_msec - node->wanted > NGX_HTTP_RELEVO_NODE_LINGER)
        {
            node->used = 0;
            ngx_http_relevo_redis_close(node->redis);
        }
    }
}


void
ngx_http_relevo_cluster_account(ngx_http_relevo_redis_t *redis)
{
    ngx_http_relevo_redis_t  *facade;

    facade = redis->cluster->facade;

    facade->nops += redis->nops - redis->told_ops;
    facade->nbytes += redis->nbytes - redis->told_bytes;

    redis->told_ops = redis->nops;
    redis->told_bytes = redis->nbytes;

    ngx_http_relevo_gauge(redis_inflight, facade->nops);
    ngx_http_relevo_gauge(redis_inflight_bytes, facade->nbytes);
}


/* a node became READY, or is lost */

void
ngx_http_relevo_cluster_changed(ngx_http_relevo_redis_t *redis, ngx_uint_t up)
{
    ngx_uint_t                  i;
    ngx_http_relevo_node_t     *node;
    ngx_http_relevo_cluster_t  *cluster;

    cluster = redis->cluster;

    if (up) {
        ngx_http_relevo_marks_check(cluster->facade);
        ngx_http_relevo_calls_wake(cluster);
        ngx_http_relevo_cluster_meta(cluster);
        return;
    }

    if (cluster->facade->is_closed) {
        return;
    }

    ngx_http_relevo_cluster_soon(cluster, NGX_HTTP_RELEVO_REFRESH_SOON);

    for (i = 0; i < cluster->n; i++) {
        node = &cluster->node[i];

        if (node->used
            && node->redis->state != NGX_HTTP_RELEVO_REDIS_DOWN)
        {
            return;
        }
    }

    ngx_http_relevo_cluster_down(cluster, "no node answers");
}


void
ngx_http_relevo_cluster_down(ngx_http_relevo_cluster_t *cluster,
    const char *why)
{
    ngx_http_relevo_redis_t  *facade;

    facade = cluster->facade;

    if (facade->state == NGX_HTTP_RELEVO_REDIS_DOWN) {
        return;
    }

    ngx_http_relevo_redis_move(facade, NGX_HTTP_RELEVO_REDIS_DOWN, why);
    ngx_http_relevo_redis_wake(facade);

    if (facade->hook) {
        facade->hook(facade->hook_data, 0);
    }
}


const cluster_addr_t *
ngx_http_relevo_cluster_addr(ngx_http_relevo_cluster_t *cluster,
    ngx_uint_t slot)
{
    return cluster_owner(cluster->map, slot);
}


ngx_http_relevo_redis_t *
ngx_http_relevo_cluster_node(ngx_http_relevo_cluster_t *cluster,
    ngx_uint_t slot)
{
    ngx_uint_t  i;

    i = cluster->map->slot[slot];

    if (i == 0 || cluster->owner[i - 1] == CLUSTER_NODES_MAX) {
        return NULL;
    }

    return cluster->node[cluster->owner[i - 1]].redis;
}


void
ngx_http_relevo_cluster_moved(ngx_http_relevo_cluster_t *cluster,
    ngx_uint_t slot, const cluster_addr_t *to)
{
    ngx_uint_t               i;
    ngx_http_relevo_node_t  *node;

    ngx_http_relevo_cluster_soon(cluster, NGX_HTTP_RELEVO_REFRESH_MOVED);

    node = ngx_http_relevo_node_get(cluster, to);

    if (node == NULL || !cluster_map_move(cluster->map, slot, to)) {
        return;
    }

    i = cluster->map->slot[slot];

    cluster->owner[i - 1] = node - cluster->node;
    node->redis->is_owner = 1;

    ngx_http_relevo_marks_check(cluster->facade);
}


/* every slot has an owner, and it answers */

ngx_uint_t
ngx_http_relevo_redis_is_whole(ngx_http_relevo_redis_t *facade)
{
    ngx_uint_t                  i;
    ngx_http_relevo_node_t     *node;
    ngx_http_relevo_cluster_t  *cluster;

    if (!facade->is_facade) {
        return 1;
    }

    cluster = facade->cluster;

    if (facade->state != NGX_HTTP_RELEVO_REDIS_READY
        || cluster->map->covered != CLUSTER_SLOTS)
    {
        return 0;
    }

    for (i = 0; i < cluster->n; i++) {
        node = &cluster->node[i];

        if (node->used && node->redis->is_owner
            && !ngx_http_relevo_redis_is_ready(node->redis))
        {
            return 0;
        }
    }

    return 1;
}


ngx_http_relevo_redis_t *
ngx_http_relevo_redis_master(ngx_http_relevo_redis_t *redis, ngx_uint_t i)
{
    ngx_uint_t               k;
    ngx_http_relevo_node_t  *node;

    if (!redis->is_facade) {
        return i == 0 ? redis : NULL;
    }

    for (k = 0; k < redis->cluster->n; k++) {
        node = &redis->cluster->node[k];

        if (node->used && node->redis->is_owner
            && ngx_http_relevo_redis_is_ready(node->redis) && i-- == 0)
        {
            return node->redis;
        }
    }

    return NULL;
}


/* a node that is away says nothing: its slots are refused anyway */

void
ngx_http_relevo_cluster_row(ngx_http_relevo_cluster_t *cluster)
{
    ngx_uint_t                i, n;
    ngx_http_relevo_node_t   *node;
    ngx_http_relevo_redis_t  *facade;

    facade = cluster->facade;
    n = 0;

    for (i = 0; i < cluster->n; i++) {
        node = &cluster->node[i];

        if (!node->used || !node->redis->is_owner
            || !ngx_http_relevo_redis_is_ready(node->redis))
        {
            continue;
        }

        if (n++ == 0) {
            facade->durability = node->redis->durability;
            facade->replicas = node->redis->replicas;
            continue;
        }

        /* none below everysec below unverified below fsync */

        if (ngx_http_relevo_row_rank(node->redis)
            < ngx_http_relevo_row_rank(facade))
        {
            facade->durability = node->redis->durability;
        }

        facade->replicas = ngx_min(facade->replicas, node->redis->replicas);
    }

    if (n == 0) {
        facade->durability = NGX_HTTP_RELEVO_DURABILITY_UNVERIFIED;
        facade->replicas = 0;
    }
}


void
ngx_http_relevo_cluster_close(ngx_http_relevo_cluster_t *cluster)
{
    ngx_uint_t  i;

    for (i = 0; i < cluster->n; i++) {

        if (cluster->node[i].used) {
            ngx_http_relevo_redis_close(cluster->node[i].redis);
        }
    }

    ngx_http_relevo_calls_close(cluster);
    ngx_http_relevo_cluster_down(cluster, "closed");

    if (cluster->refresh.timer_set) {
        ngx_del_timer(&cluster->refresh);
    }
}
