
/*
 * limits_append - the hook of a request whose record is about to be sent to
 * Redis: shed it where Redis is nearly full, mark it slow where its tenants
 * are above their rate.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_endpoints.h"


static ngx_uint_t ngx_http_relevo_limit_level(ngx_http_relevo_ctx_t *ctx,
    ngx_http_relevo_limits_main_t *conf, ngx_uint_t partitions);
static ngx_int_t ngx_http_relevo_limit_shed(ngx_http_relevo_ctx_t *ctx,
    ngx_http_relevo_limits_main_t *conf, ngx_uint_t partitions);
static void ngx_http_relevo_limit_tenants(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_limits_shm_t *sh,
    const ngx_http_relevo_rate_t *rate);
static ngx_uint_t ngx_http_relevo_limit_tenant(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_limits_shm_t *sh,
    slice_t account, const ngx_http_relevo_rate_t *rate, ngx_uint_t n);
static void ngx_http_relevo_limit_note(ngx_http_relevo_ctx_t *ctx,
    const ngx_str_t *tenant);


ngx_int_t
ngx_http_relevo_limit_append(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    ngx_http_relevo_loc_conf_t    *rlcf;
    ngx_http_relevo_main_conf_t   *rmcf;
    ngx_http_relevo_limits_shm_t  *sh;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);
    sh = ngx_http_relevo_limits_shm(&rmcf->limits);

    if (ngx_http_relevo_limit_shed(ctx, &rmcf->limits,
                                   rmcf->redis->partitions)
        != NGX_OK)
    {
        return NGX_HTTP_SERVICE_UNAVAILABLE;
    }

    if (ctx->endpoint) {
        ngx_http_relevo_limit_note(ctx, &ctx->endpoint->tenant);
    }

    if (ctx->record.kind == RECORD_WEBHOOK) {
        ngx_http_relevo_limit_tenants(r, ctx, sh, &rlcf->limits.tenant);
    }

    return NGX_OK;
}


/* of the fullest stream it would go to */

static ngx_uint_t
ngx_http_relevo_limit_level(ngx_http_relevo_ctx_t *ctx,
    ngx_http_relevo_limits_main_t *conf, ngx_uint_t partitions)
{
    ngx_uint_t  i, level, one, partition;

    level = ngx_http_relevo_watermarks_memory(conf);

    if (partitions == 0 || !conf->use_stream) {
        return level;
    }

    for (i = 0; i < ctx->accounts->n; i++) {
        partition = partition_of(ctx->accounts->account[i], partitions);
        one = ngx_http_relevo_watermarks_stream(conf, partition);
        level = ngx_max(level, one);
    }

    return level;
}


static ngx_int_t
ngx_http_relevo_limit_shed(ngx_http_relevo_ctx_t *ctx,
    ngx_http_relevo_limits_main_t *conf, ngx_uint_t partitions)
{
    ngx_uint_t    level;
    shed_class_t  class;

    level = ngx_http_relevo_limit_level(ctx, conf, partitions);

    if (level == 0) {
        return NGX_OK;
    }

    class = shed_class(ctx->record.channel, slice_make(ctx->body, ctx->size));

    if ((ngx_uint_t) class >= level) {
        return NGX_OK;
    }

    switch (class) {

    case SHED_STATUS:
        ngx_http_relevo_count(shed_status, 1);
        break;

    case SHED_MEDIA:
        ngx_http_relevo_count(shed_media, 1);
        break;

    default:
        ngx_http_relevo_count(shed_text, 1);
    }

    ctx->result = NGX_HTTP_RELEVO_RESULT_shed;

    return NGX_DECLINED;
}


/*
 * A provider may put several tenants into one webhook: its records are slow
 * only when all of them are above their rate, nobody waits for another one.
 * Statuses cost no turn and are not counted.
 */

static void
ngx_http_relevo_limit_tenants(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_limits_shm_t *sh,
    const ngx_http_relevo_rate_t *rate)
{
    ngx_uint_t        i, n, slow;
    scan_accounts_t  *accounts;

    accounts = ctx->accounts;

    if (accounts->n == 0) {
        return;
    }

    n = accounts->updates ? accounts->updates - accounts->statuses : 1;
    n = (n + accounts->n - 1) / accounts->n;
    slow = 1;

    for (i = 0; i < accounts->n; i++) {

        if (!ngx_http_relevo_limit_tenant(r, ctx, sh, accounts->account[i],
                                          rate, n))
        {
            slow = 0;
        }
    }

    if (slow) {
        ctx->record.flags |= RECORD_FLAG_SLOW;
        ngx_http_relevo_count(limit_slow, 1);
    }
}


/* is the tenant above its rate?  An account nobody has is its own tenant. */

static ngx_uint_t
ngx_http_relevo_limit_tenant(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_http_relevo_limits_shm_t *sh,
    slice_t account, const ngx_http_relevo_rate_t *rate, ngx_uint_t n)
{
    uint64_t                          key;
    ngx_http_relevo_rate_t            own;
    const ngx_http_relevo_account_t  *known;

    known = ngx_http_relevo_account_find(r, ctx->channel, account);
    own = *rate;

    if (known) {
        ngx_http_relevo_limit_note(ctx, &known->tenant);

        key = ngx_http_relevo_meter_key(sh, NGX_HTTP_RELEVO_METER_TENANT,
                                        known->tenant.data,
                                        known->tenant.len);

        if (known->rate) {
            own.n = known->rate;
            own.window = NGX_HTTP_RELEVO_MINUTE;
        }

    } else {
        key = ngx_http_relevo_meter_key(sh, NGX_HTTP_RELEVO_METER_TENANT,
                                        account.data, account.len);
    }

    if (own.n == 0 || n == 0) {
        return 0;
    }

    return ngx_http_relevo_meter_add(sh, key, &own, n) != 0;
}


/* for the access log, when the tables may be others */

static void
ngx_http_relevo_limit_note(ngx_http_relevo_ctx_t *ctx,
    const ngx_str_t *tenant)
{
    if (ctx->tenant.len || tenant->len == 0) {
        return;
    }

    ctx->tenant.data = ngx_pstrdup(ctx->request->pool, (ngx_str_t *) tenant);

    if (ctx->tenant.data) {
        ctx->tenant.len = tenant->len;
    }
}
