
/*
 * endpoints, the copy in shared memory: what a reloaded or restarted worker
 * begins with while Redis is away.  Sealed, as it came.
 *
 * Two buffers of fixed size; the one in use is never written to, so a worker
 * that dies while it copies leaves the other one whole (its lock is taken
 * away by nginx).  A copy that does not fit is not kept, which is logged and
 * counted: the workers go on with their own.
 */

#include "ngx_http_relevo_endpoints.h"


#define NGX_HTTP_RELEVO_ZONE_MAGIC   0x72656c31     /* layout 1 */


typedef struct {
    ngx_uint_t                     magic;
    size_t                         capacity;        /* of one buffer */
    ngx_uint_t                     current;         /* 0: none, 1, 2 */
    ngx_http_relevo_snapshot_t     copy[2];
} ngx_http_relevo_zone_t;


static ngx_int_t ngx_http_relevo_zone_init(ngx_shm_zone_t *zone, void *data);


ngx_int_t
ngx_http_relevo_directory_zone(ngx_conf_t *cf, void *tag, size_t size,
    ngx_shm_zone_t **ret_zone)
{
    ngx_str_t        name = ngx_string("relevo_endpoints");
    ngx_shm_zone_t  *zone;

    zone = ngx_shared_memory_add(cf, &name, size, tag);
    if (zone == NULL) {
        return NGX_ERROR;
    }

    zone->init = ngx_http_relevo_zone_init;
    *ret_zone = zone;

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_zone_init(ngx_shm_zone_t *zone, void *data)
{
    ngx_uint_t               i;
    ngx_slab_pool_t         *shpool;
    ngx_http_relevo_zone_t  *sh;

    shpool = (ngx_slab_pool_t *) zone->shm.addr;
    sh = data ? data : zone->shm.exists ? shpool->data : NULL;

    if (sh && sh->magic == NGX_HTTP_RELEVO_ZONE_MAGIC) {
        zone->data = sh;
        return NGX_OK;
    }

    sh = ngx_slab_calloc(shpool, sizeof(ngx_http_relevo_zone_t));
    if (sh == NULL) {
        return NGX_ERROR;
    }

    /* the slab's own pages and its rounding stay free */

    sh->capacity = ngx_align(zone->shm.size * 2 / 5, ngx_pagesize);

    for (i = 0; i < 2; i++) {
        sh->copy[i].data = ngx_slab_alloc(shpool, sh->capacity);

        if (sh->copy[i].data == NULL) {
            ngx_log_error(NGX_LOG_EMERG, zone->shm.log, 0,
                          "relevo_endpoints_zone is too small");
            return NGX_ERROR;
        }
    }

    sh->magic = NGX_HTTP_RELEVO_ZONE_MAGIC;

    shpool->data = sh;
    zone->data = sh;

    return NGX_OK;
}


void
ngx_http_relevo_zone_write(ngx_shm_zone_t *zone,
    ngx_http_relevo_snapshot_t *snapshot, ngx_log_t *log)
{
    ngx_uint_t                   next;
    ngx_slab_pool_t             *shpool;
    ngx_http_relevo_zone_t      *sh;
    ngx_http_relevo_snapshot_t  *copy;

    sh = zone->data;
    shpool = (ngx_slab_pool_t *) zone->shm.addr;

    if (snapshot->len > sh->capacity) {
        ngx_http_relevo_count(endpoint_zone_full, 1);
        ngx_log_error(NGX_LOG_ERR, log, 0,
                      "relevo endpoints: %uz bytes do not fit into the zone, "
                      "%uz do; relevo_endpoints_zone", snapshot->len,
                      sh->capacity);
        return;
    }

    ngx_shmtx_lock(&shpool->mutex);

    next = (sh->current == 1) ? 2 : 1;
    copy = &sh->copy[next - 1];

    ngx_memcpy(copy->digest, snapshot->digest, NGX_HTTP_RELEVO_DIGEST_LEN);
    ngx_memcpy(copy->data, snapshot->data, snapshot->len);
    copy->len = snapshot->len;

    ngx_memory_barrier();
    sh->current = next;

    ngx_shmtx_unlock(&shpool->mutex);
}


ngx_int_t
ngx_http_relevo_zone_read(ngx_shm_zone_t *zone, u_char *digest,
    ngx_http_relevo_snapshot_t *ret_snapshot, ngx_log_t *log)
{
    ngx_int_t                    rc;
    ngx_slab_pool_t             *shpool;
    ngx_http_relevo_zone_t      *sh;
    ngx_http_relevo_snapshot_t  *copy;

    sh = zone->data;
    shpool = (ngx_slab_pool_t *) zone->shm.addr;
    rc = NGX_DECLINED;

    ngx_shmtx_lock(&shpool->mutex);

    copy = &sh->copy[sh->current - (sh->current != 0)];

    if (sh->current
        && (digest == NULL
            || ngx_memcmp(digest, copy->digest, NGX_HTTP_RELEVO_DIGEST_LEN)
               == 0))
    {
        *ret_snapshot = *copy;
        ret_snapshot->data = ngx_alloc(ngx_max(copy->len, 1), log);
        rc = NGX_ERROR;

        if (ret_snapshot->data) {
            ngx_memcpy(ret_snapshot->data, copy->data, copy->len);
            rc = NGX_OK;
        }
    }

    ngx_shmtx_unlock(&shpool->mutex);

    return rc;
}
