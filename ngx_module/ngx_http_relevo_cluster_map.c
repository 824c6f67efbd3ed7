
/*
 * cluster, the map: who owns which slot.
 *
 * Asked of one node after the other with CLUSTER SLOTS, at connect, after a
 * MOVED, and periodically; what is current stays in use until a whole new one
 * is there.
 */

#include "ngx_http_relevo_cluster.h"
#include "ngx_http_relevo_metrics.h"


#define NGX_HTTP_RELEVO_REFRESH         5000
#define NGX_HTTP_RELEVO_REFRESH_SOON    200     /* while something is wrong */


static void ngx_http_relevo_cluster_apply(ngx_http_relevo_cluster_t *cluster);
static void ngx_http_relevo_cluster_ask(ngx_http_relevo_cluster_t *cluster);
static void ngx_http_relevo_cluster_meta_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_cluster_ask_handler(void *data, redisReply *reply);


const char *
ngx_http_relevo_cluster_learn(ngx_http_relevo_redis_t *redis,
    redisReply *reply)
{
    const char                 *error;
    cluster_map_t              *map;
    ngx_http_relevo_cluster_t  *cluster;

    cluster = redis->cluster;

    error = cluster_map_read(cluster->fresh, reply, redis->conf->ip);
    if (error) {
        return error;
    }

    map = cluster->map;
    cluster->map = cluster->fresh;
    cluster->fresh = map;

    ngx_http_relevo_cluster_apply(cluster);

    return NULL;
}


static void
ngx_http_relevo_cluster_apply(ngx_http_relevo_cluster_t *cluster)
{
    ngx_uint_t               i;
    ngx_http_relevo_node_t  *node;

    for (i = 0; i < cluster->n; i++) {

        if (cluster->node[i].redis) {
            cluster->node[i].redis->is_owner = 0;
        }
    }

    for (i = 0; i < cluster->map->n; i++) {
        node = ngx_http_relevo_node_get(cluster, &cluster->map->node[i]);

        cluster->owner[i] = node ? (ngx_uint_t) (node - cluster->node)
                                 : CLUSTER_NODES_MAX;
        if (node) {
            node->redis->is_owner = 1;
        }
    }

    ngx_http_relevo_marks_check(cluster->facade);
    ngx_http_relevo_calls_wake(cluster);
}


/* ---- relevo:meta ---- */

void
ngx_http_relevo_cluster_meta(ngx_http_relevo_cluster_t *cluster)
{
    if (cluster->facade->state == NGX_HTTP_RELEVO_REDIS_READY
        || cluster->asking_meta)
    {
        return;
    }

    if (ngx_http_relevo_call_words(cluster->facade, "HGETALL relevo:meta", 0,
                                   ngx_http_relevo_cluster_meta_handler,
                                   cluster))
    {
        cluster->asking_meta = 1;
    }
}


static void
ngx_http_relevo_cluster_meta_handler(void *data, redisReply *reply)
{
    const char                 *error;
    ngx_http_relevo_cluster_t  *cluster = data;

    cluster->asking_meta = 0;

    if (reply == NULL) {
        return;                         /* the next refresh asks again */
    }

    error = "HGETALL relevo:meta was refused";

    if (ngx_http_relevo_redis_check(cluster->facade, reply) == NGX_OK) {
        error = ngx_http_relevo_redis_meta(reply,
                                           &cluster->facade->partitions);
    }

    if (error) {
        ngx_http_relevo_cluster_down(cluster, error);
        return;
    }

    if (cluster->facade->state != NGX_HTTP_RELEVO_REDIS_READY) {
        ngx_http_relevo_redis_up(cluster->facade);
    }
}


/* ---- looking again ---- */

void
ngx_http_relevo_cluster_soon(ngx_http_relevo_cluster_t *cluster,
    ngx_msec_t ms)
{
    ngx_event_t  *timer;

    timer = &cluster->refresh;

    if (timer->timer_set
        && (ngx_msec_int_t) (timer->timer.key - ngx_current_msec)
           <= (ngx_msec_int_t) ms)
    {
        return;
    }

    if (!cluster->facade->is_closed) {
        ngx_add_timer(timer, ms);
    }
}


void
ngx_http_relevo_cluster_refresh_handler(ngx_event_t *ev)
{
    ngx_http_relevo_cluster_t *cluster = ev->data;

    ngx_http_relevo_cluster_weed(cluster);
    ngx_http_relevo_cluster_ask(cluster);
    ngx_http_relevo_cluster_meta(cluster);

    ngx_http_relevo_cluster_soon(cluster,
                                 ngx_http_relevo_redis_is_whole(cluster->facade)
                                 ? NGX_HTTP_RELEVO_REFRESH
                                 : NGX_HTTP_RELEVO_REFRESH_SOON);
}


/* another node each time: one that is cut off must not be the only witness */

static void
ngx_http_relevo_cluster_ask(ngx_http_relevo_cluster_t *cluster)
{
    ngx_uint_t               i;
    ngx_http_relevo_node_t  *node;

    for (i = 0; i < cluster->n; i++) {
        node = &cluster->node[(cluster->next + i) % cluster->n];

        if (node->used && ngx_http_relevo_redis_is_ready(node->redis)) {
            cluster->next = node - cluster->node + 1;

            if (ngx_http_relevo_redis_ask(node->redis, "CLUSTER SLOTS",
                                      ngx_http_relevo_cluster_ask_handler)
                == NGX_OK)
            {
                return;
            }
        }
    }

    ngx_http_relevo_cluster_seeds(cluster);
}


static void
ngx_http_relevo_cluster_ask_handler(void *data, redisReply *reply)
{
    const char               *error;
    ngx_http_relevo_redis_t  *redis = data;

    if (reply == NULL) {
        return;
    }

    error = ngx_http_relevo_cluster_learn(redis, reply);

    if (error) {
        ngx_http_relevo_redis_down(redis, error);
    }
}
