
/*
 * metrics - the shared zone of counters.
 *
 * The zone has a fixed size and is never allocated from again, so it cannot
 * fill.  Layout: NGX_HTTP_RELEVO_SLOTS blocks of NGX_HTTP_RELEVO_BLOCK
 * counters.  A process has a block of its own, so it counts by plain
 * additions: what it counted stays, its gauges go with it.  The block of a
 * process that was killed is found by the next one.
 */

#include "ngx_http_relevo_metrics.h"


#define NGX_HTTP_RELEVO_SLOTS      256

/* words of a block, rounded up to whole cache lines (64 or 128 bytes) */

#define NGX_HTTP_RELEVO_LINE       (128 / sizeof(ngx_atomic_t))
#define NGX_HTTP_RELEVO_WORDS                                                 \
    (sizeof(ngx_http_relevo_block_t) / sizeof(ngx_atomic_t))
#define NGX_HTTP_RELEVO_BLOCK                                                 \
    ngx_align(NGX_HTTP_RELEVO_WORDS, NGX_HTTP_RELEVO_LINE)

#define NGX_HTTP_RELEVO_ZONE_SIZE                                             \
    (NGX_HTTP_RELEVO_SLOTS * NGX_HTTP_RELEVO_BLOCK * sizeof(ngx_atomic_t)     \
     + 16 * 4096)


typedef struct {
    ngx_atomic_t  *blocks;
    ngx_atomic_t   owners[NGX_HTTP_RELEVO_SLOTS];       /* pids; 0: nobody */
} ngx_http_relevo_metrics_sh_t;


#define ngx_http_relevo_reset_counter(name)
#define ngx_http_relevo_reset_gauge(name)  ngx_http_relevo_gauge(name, 0)

#define ngx_http_relevo_metric_reset(name, kind, help)                        \
    ngx_http_relevo_reset_##kind(name);


static ngx_int_t ngx_http_relevo_metrics_init_zone(ngx_shm_zone_t *zone,
    void *data);
static ngx_uint_t ngx_http_relevo_metrics_take(
    ngx_http_relevo_metrics_sh_t *sh, ngx_uint_t slot);
static void ngx_http_relevo_metrics_use(ngx_http_relevo_metrics_sh_t *sh,
    ngx_uint_t slot);
static void ngx_http_relevo_metrics_leave(ngx_http_relevo_metrics_sh_t *sh,
    ngx_uint_t slot);


static ngx_http_relevo_block_t  ngx_http_relevo_private_block;

ngx_http_relevo_block_t  *ngx_http_relevo_block =
                                               &ngx_http_relevo_private_block;
ngx_atomic_t  *ngx_http_relevo_counters = ngx_http_relevo_private_block.metric;

static const uint64_t  ngx_http_relevo_bounds[] = { NGX_HTTP_RELEVO_BOUNDS };


ngx_int_t
ngx_http_relevo_metrics_zone(ngx_conf_t *cf, void *tag,
    ngx_shm_zone_t **ret_zone)
{
    u_char          *p;
    ngx_str_t        name;
    ngx_shm_zone_t  *zone;

    /* the layout is in the name: another build never takes over the bytes */

    p = ngx_pnalloc(cf->pool, sizeof("relevo_metrics.") + NGX_SIZE_T_LEN);
    if (p == NULL) {
        return NGX_ERROR;
    }

    name.data = p;
    name.len = ngx_sprintf(p, "relevo_metrics.%uz", NGX_HTTP_RELEVO_WORDS) - p;

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


/*
 * Takes the blocks of all that are dead and keeps the first; the gauges of the
 * others mean nothing any more.  More processes than blocks share, and may
 * then lose a count.
 */

void
ngx_http_relevo_metrics_attach(ngx_shm_zone_t *zone)
{
    ngx_uint_t                     slot, mine;
    ngx_http_relevo_metrics_sh_t  *sh;

    sh = zone->data;
    mine = NGX_HTTP_RELEVO_SLOTS;

    for (slot = 0; slot < NGX_HTTP_RELEVO_SLOTS; slot++) {

        if ((mine < NGX_HTTP_RELEVO_SLOTS && sh->owners[slot] == 0)
            || !ngx_http_relevo_metrics_take(sh, slot))
        {
            continue;
        }

        if (mine == NGX_HTTP_RELEVO_SLOTS) {
            mine = slot;

        } else {
            ngx_http_relevo_metrics_leave(sh, slot);
        }
    }

    if (mine == NGX_HTTP_RELEVO_SLOTS) {
        mine = ngx_worker % NGX_HTTP_RELEVO_SLOTS;
    }

    ngx_http_relevo_metrics_use(sh, mine);

    NGX_HTTP_RELEVO_METRICS(ngx_http_relevo_metric_reset)
}


void
ngx_http_relevo_metrics_detach(ngx_shm_zone_t *zone)
{
    ngx_uint_t                     slot;
    ngx_http_relevo_metrics_sh_t  *sh;

    sh = zone->data;
    slot = (ngx_http_relevo_counters - sh->blocks) / NGX_HTTP_RELEVO_BLOCK;

    if (sh->owners[slot] == (ngx_atomic_uint_t) ngx_pid) {
        ngx_http_relevo_metrics_leave(sh, slot);
    }
}


/* a block whose process is gone, or was never there; or our own */

static ngx_uint_t
ngx_http_relevo_metrics_take(ngx_http_relevo_metrics_sh_t *sh,
    ngx_uint_t slot)
{
    ngx_atomic_uint_t  owner;

    owner = sh->owners[slot];

    if (owner && owner != (ngx_atomic_uint_t) ngx_pid
        && (kill((ngx_pid_t) owner, 0) == 0 || ngx_errno != NGX_ESRCH))
    {
        return 0;
    }

    return ngx_atomic_cmp_set(&sh->owners[slot], owner, ngx_pid);
}


static void
ngx_http_relevo_metrics_use(ngx_http_relevo_metrics_sh_t *sh, ngx_uint_t slot)
{
    ngx_http_relevo_counters = sh->blocks + slot * NGX_HTTP_RELEVO_BLOCK;
    ngx_http_relevo_block = (ngx_http_relevo_block_t *)
                                                    ngx_http_relevo_counters;
}


/* gauges say nothing without their process; what was counted stays */

static void
ngx_http_relevo_metrics_leave(ngx_http_relevo_metrics_sh_t *sh,
    ngx_uint_t slot)
{
    ngx_atomic_t             *counters = ngx_http_relevo_counters;
    ngx_http_relevo_block_t  *block = ngx_http_relevo_block;

    ngx_http_relevo_metrics_use(sh, slot);

    NGX_HTTP_RELEVO_METRICS(ngx_http_relevo_metric_reset)

    ngx_http_relevo_counters = counters;
    ngx_http_relevo_block = block;

    (void) ngx_atomic_cmp_set(&sh->owners[slot], ngx_pid, 0);
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


void
ngx_http_relevo_metrics_total(ngx_shm_zone_t *zone,
    ngx_http_relevo_block_t *ret_total)
{
    ngx_uint_t                     slot, i;
    ngx_atomic_t                  *total, *block;
    ngx_http_relevo_metrics_sh_t  *sh;

    sh = zone->data;
    total = (ngx_atomic_t *) ret_total;

    ngx_memzero(ret_total, sizeof(ngx_http_relevo_block_t));

    for (slot = 0; slot < NGX_HTTP_RELEVO_SLOTS; slot++) {
        block = sh->blocks + slot * NGX_HTTP_RELEVO_BLOCK;

        for (i = 0; i < NGX_HTTP_RELEVO_WORDS; i++) {
            total[i] += block[i];
        }
    }
}


void
ngx_http_relevo_observe(ngx_uint_t span, uint64_t ns)
{
    ngx_uint_t                    i;
    ngx_http_relevo_histogram_t  *histogram;

    histogram = &ngx_http_relevo_block->span[span];

    for (i = 0; i < NGX_HTTP_RELEVO_BUCKETS_N - 1; i++) {
        if (ns <= ngx_http_relevo_bounds[i]) {
            break;
        }
    }

    histogram->bucket[i]++;
    histogram->sum += ns;
}
