
/*
 * verified - a provider has asked an endpoint for its verify token and was
 * answered: whoever sets the channel up wants to see that.
 *
 * One statement writes the time into the endpoint's row.  The provider does
 * not wait for it, and where there is no PostgreSQL nothing is noted: the
 * call has a pool of its own and outlives the request.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_endpoints.h"
#include "ngx_http_relevo_pg.h"


typedef struct {
    ngx_http_relevo_pg_call_t   call;
    ngx_pool_t                 *pool;
} ngx_http_relevo_verified_t;


static const char  ngx_http_relevo_verified_sql[] =
    "select core.endpoint_verified($1)";


static void
ngx_http_relevo_verified_done(ngx_http_relevo_pg_call_t *call,
    ngx_http_relevo_pg_rc_e rc, PGresult *res)
{
    ngx_http_relevo_verified_t *v = call->data;

    if (rc != NGX_HTTP_RELEVO_PG_OK
        || PQresultStatus(res) != PGRES_TUPLES_OK)
    {
        ngx_log_error(NGX_LOG_INFO, ngx_cycle->log, 0,
                      "relevo: the verification of an endpoint was not noted");
    }

    ngx_destroy_pool(v->pool);
}


void
ngx_http_relevo_verified(ngx_http_request_t *r)
{
    char                         *key;
    ngx_pool_t                   *pool;
    ngx_http_relevo_ctx_t        *ctx;
    ngx_http_relevo_verified_t   *v;
    ngx_http_relevo_main_conf_t  *rmcf;

    ctx = ngx_http_relevo_ctx(r);
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    if (ctx == NULL || ctx->endpoint == NULL || rmcf->pg == NULL) {
        return;
    }

    pool = ngx_create_pool(1024, ngx_cycle->log);
    if (pool == NULL) {
        return;
    }

    v = ngx_pcalloc(pool, sizeof(ngx_http_relevo_verified_t));
    key = ngx_pnalloc(pool, ctx->endpoint->key.len + 1);

    if (v == NULL || key == NULL) {
        ngx_destroy_pool(pool);
        return;
    }

    ngx_memcpy(key, ctx->endpoint->key.data, ctx->endpoint->key.len);
    key[ctx->endpoint->key.len] = '\0';

    v->pool = pool;
    v->call.sql = ngx_http_relevo_verified_sql;
    v->call.statement = NGX_HTTP_RELEVO_PG_VERIFIED;
    v->call.nparams = 1;
    v->call.params[0] = key;
    v->call.handler = ngx_http_relevo_verified_done;
    v->call.data = v;

    if (ngx_http_relevo_pg_start(rmcf->pg, &v->call) != NGX_HTTP_RELEVO_PG_OK)
    {
        ngx_destroy_pool(pool);
    }
}
