
/*
 * metrics - the shared zone of counters.
 *
 * The zone has a fixed size and is never allocated from again, so it cannot
 * fill.  Layout: NGX_HTTP_RELEVO_SLOTS blocks of NGX_HTTP_RELEVO_BLOCK
 * counters; a worker uses the block of its ngx_worker number.
 */

#include "ngx_http_relevo_metrics.h"


#define NGX_HTTP_RELEVO_SLOTS      128

/* a block: the metrics, rounded up to whole cache lines (64 or 128 bytes) */

#define NGX_HTTP_RELEVO_LINE       (128 / sizeof(ngx_atomic_t))
#define NGX_HTTP_RELEVO_BLOCK                                                 \
    ngx_align(NGX_HTTP_RELEVO_METRICS_N, NGX_HTTP_RELEVO_LINE)

#define NGX_HTTP_RELEVO_ZONE_SIZE                                             \
    (NGX_HTTP_RELEVO_SLOTS * NGX_HTTP_RELEVO_BLOCK * sizeof(ngx_atomic_t)     \
     + 16 * 4096)


typedef struct {
    ngx_atomic_t  *blocks;
} ngx_http_relevo_metrics_sh_t;


static ngx_int_t ngx_http_relevo_metrics_init_zone(ngx_shm_zone_t *zone,
    void *data);


static ngx_atomic_t  ngx_http_relevo_private_block[NGX_HTTP_RELEVO_METRICS_N];

ngx_atomic_t  *ngx_http_relevo_counters = ngx_http_relevo_private_block;


ngx_int_t
ngx_http_relevo_metrics_zone(ngx_conf_t *cf, void *tag,
    ngx_shm_zone_t **ret_zone)
{
    ngx_str_t        name = ngx_string("relevo_metrics");
    ngx_shm_zone_t  *zone;

    zone = ngx_shared_memory_add(cf, &name, NGX_HTTP_RELEVO_ZONE_SIZE, tag);
    if (zone == NULL) {
        return NGX_ERROR;
    }

    zone->init = ngx_http_relevo_metrics_init_zone;
    *ret_zone = zone;

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_metrics_init_zone(ngx_shm_zone_t *zone, void *data)
{
    size_t                         size;
    ngx_slab_pool_t               *shpool;
    ngx_http_relevo_metrics_sh_t  *sh;

    shpool = (ngx_slab_pool_t *) zone->shm.addr;

    /* a zone of another build has another tag and is never handed over */

    if (data || zone->shm.exists) {
        zone->data = data ? data : shpool->data;
        return NGX_OK;
    }

    sh = ngx_slab_calloc(shpool, sizeof(ngx_http_relevo_metrics_sh_t));
    if (sh == NULL) {
        return NGX_ERROR;
    }

    size = NGX_HTTP_RELEVO_SLOTS * NGX_HTTP_RELEVO_BLOCK
           * sizeof(ngx_atomic_t);

    sh->blocks = ngx_slab_calloc(shpool, size);     /* page-aligned */

    if (sh->blocks == NULL) {
        return NGX_ERROR;
    }

    shpool->data = sh;
    zone->data = sh;

    return NGX_OK;
}


void
ngx_http_relevo_metrics_attach(ngx_shm_zone_t *zone)
{
    ngx_uint_t                     slot;
    ngx_http_relevo_metrics_sh_t  *sh;

    sh = zone->data;
    slot = ngx_worker % NGX_HTTP_RELEVO_SLOTS;

    ngx_http_relevo_counters = sh->blocks + slot * NGX_HTTP_RELEVO_BLOCK;

    /* what a crashed predecessor left behind */

    ngx_http_relevo_gauge(redis_up, 0);
    ngx_http_relevo_gauge(redis_inflight, 0);
    ngx_http_relevo_gauge(redis_inflight_bytes, 0);
    ngx_http_relevo_gauge(live_clients, 0);
    ngx_http_relevo_gauge(endpoints, 0);
    ngx_http_relevo_gauge(accounts, 0);
}


ngx_atomic_uint_t
ngx_http_relevo_metrics_sum(ngx_shm_zone_t *zone, ngx_uint_t metric)
{
    ngx_uint_t                     slot;
    ngx_atomic_uint_t              sum;
    ngx_http_relevo_metrics_sh_t  *sh;

    sh = zone->data;
    sum = 0;

    for (slot = 0; slot < NGX_HTTP_RELEVO_SLOTS; slot++) {
        sum += sh->blocks[slot * NGX_HTTP_RELEVO_BLOCK + metric];
    }

    return sum;
}
