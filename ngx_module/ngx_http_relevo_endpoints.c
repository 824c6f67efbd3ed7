
/*
 * endpoints - what a request asks: its endpoint, the tenant of an account.
 *
 * An endpoint that was found is held until its request ends, whatever is
 * installed meanwhile.  Before anything was ever loaded the answer is 503,
 * never a guess.
 */

#include "ngx_http_relevo_endpoints.h"


#define NGX_HTTP_RELEVO_KEY_MAX   (32 + 1 + SCAN_ACCOUNT_LEN)

/* what belongs to no tenant */

#define NGX_HTTP_RELEVO_OPERATOR  "00000000-0000-0000-0000-000000000000"


static ngx_int_t ngx_http_relevo_key(slice_t channel, slice_t name,
    u_char *buf, ngx_str_t *ret_key);
static void ngx_http_relevo_endpoint_cleanup(void *data);
static ngx_uint_t ngx_http_relevo_account_is_foreign(
    ngx_http_relevo_ctx_t *ctx, const ngx_http_relevo_account_t *account);


/*
 * NGX_OK: the endpoint, held until the request ends.  Else the status for
 * ngx_http_relevo_refuse(); an unknown name is 404 as soon as anything was
 * ever loaded, and 503 before.
 */

ngx_int_t
ngx_http_relevo_endpoint_find(ngx_http_request_t *r,
    const ngx_http_relevo_channel_t *channel, ngx_str_t *name,
    ngx_http_relevo_endpoint_t **ret_endpoint)
{
    u_char                        buf[NGX_HTTP_RELEVO_KEY_MAX];
    ngx_str_t                     key;
    ngx_pool_cleanup_t           *cln;
    ngx_http_relevo_place_t      *place;
    ngx_http_relevo_endpoint_t   *endpoint;
    ngx_http_relevo_main_conf_t  *rmcf;
    ngx_http_relevo_directory_t  *directory;

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);
    directory = rmcf->directory;

    if (rmcf->keys == NULL) {           /* rows are not used here at all */
        return NGX_HTTP_NOT_FOUND;
    }

    if (directory == NULL || directory->tables == NULL) {
        ngx_http_relevo_count(endpoint_unloaded, 1);
        return NGX_HTTP_SERVICE_UNAVAILABLE;
    }

    place = NULL;

    if (ngx_http_relevo_key(slice_make(channel->name.data, channel->name.len),
                            ngx_http_relevo_slice(name), buf, &key)
        == NGX_OK)
    {
        place = *ngx_http_relevo_tables_endpoint(directory->tables, &key);
    }

    if (place == NULL) {
        ngx_http_relevo_count(endpoint_unknown, 1);
        return NGX_HTTP_NOT_FOUND;
    }

    endpoint = place->endpoint;

    if (endpoint->error) {
        ngx_http_relevo_count(endpoint_unusable, 1);
        ngx_log_error(NGX_LOG_INFO, r->connection->log, 0,
                      "relevo: endpoint \"%V\" cannot be used: %s",
                      &endpoint->key, endpoint->error);
        return NGX_HTTP_SERVICE_UNAVAILABLE;
    }

    cln = ngx_pool_cleanup_add(r->pool, 0);
    if (cln == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    cln->handler = ngx_http_relevo_endpoint_cleanup;
    cln->data = endpoint;
    endpoint->refs++;

    *ret_endpoint = endpoint;

    return NGX_OK;
}


static void
ngx_http_relevo_endpoint_cleanup(void *data)
{
    ngx_http_relevo_endpoint_release(data);
}


/*
 * Which endpoint the URL names: none (""), or a row, which is then in the
 * request's context.  Else the status for ngx_http_relevo_refuse().
 */

ngx_int_t
ngx_http_relevo_endpoint_of(ngx_http_request_t *r, ngx_str_t *ret_name)
{
    ngx_str_t                    rest;
    ngx_http_relevo_ctx_t       *ctx;
    ngx_http_core_loc_conf_t    *clcf;
    ngx_http_relevo_loc_conf_t  *rlcf;

    ctx = ngx_http_relevo_ctx(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    clcf = ngx_http_get_module_loc_conf(r, ngx_http_core_module);

    ngx_http_relevo_path(r, &rest);

    if (rest.len && clcf->name.data[clcf->name.len - 1] != '/') {

        if (rest.data[0] != '/' || rest.len == 1) {
            return NGX_HTTP_NOT_FOUND;
        }

        rest.data++;
        rest.len--;
    }

    *ret_name = rest;

    if (rest.len == 0) {
        return ngx_http_relevo_auth_is_set(&rlcf->auth) ? NGX_OK
                                                       : NGX_HTTP_NOT_FOUND;
    }

    return ngx_http_relevo_endpoint_find(r, rlcf->channel, &rest,
                                         &ctx->endpoint);
}


const ngx_http_relevo_auth_t *
ngx_http_relevo_auth(ngx_http_request_t *r, ngx_http_relevo_ctx_t *ctx)
{
    ngx_http_relevo_loc_conf_t  *rlcf;

    if (ctx->endpoint) {
        return &ctx->endpoint->auth;
    }

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    return &rlcf->auth;
}


/*
 * NULL: nobody's, or nothing was loaded yet.  Valid until the event handler
 * that asks returns.
 */

const ngx_http_relevo_account_t *
ngx_http_relevo_account_find(ngx_http_request_t *r,
    const ngx_http_relevo_channel_t *channel, slice_t account)
{
    u_char                        buf[NGX_HTTP_RELEVO_KEY_MAX];
    ngx_str_t                     key;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    if (!ngx_http_relevo_directory_is_loaded(rmcf)
        || ngx_http_relevo_key(slice_make(channel->name.data,
                                          channel->name.len),
                               account, buf, &key)
           != NGX_OK)
    {
        return NULL;
    }

    return *ngx_http_relevo_tables_account(rmcf->directory->tables, &key);
}


ngx_uint_t
ngx_http_relevo_directory_is_loaded(ngx_http_relevo_main_conf_t *rmcf)
{
    return rmcf->directory && rmcf->directory->tables;
}


/*
 * Whoever has an endpoint knows its secret and signs for any account: those of
 * other tenants are refused, they would be admitted as theirs.  And what
 * relevo_unknown_account refuse means: a webhook none of whose accounts anybody
 * has.  One known account suffices, records are never split here.
 */

ngx_int_t
ngx_http_relevo_account_check(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    unsigned                          i, known;
    ngx_http_relevo_loc_conf_t       *rlcf;
    ngx_http_relevo_main_conf_t      *rmcf;
    const ngx_http_relevo_account_t  *account;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    if (ctx->record.kind != RECORD_WEBHOOK) {
        return NGX_OK;
    }

    if (!ngx_http_relevo_directory_is_loaded(rmcf)) {
        return rlcf->unknown_account == NGX_HTTP_RELEVO_ACCOUNT_REFUSE
               ? NGX_HTTP_SERVICE_UNAVAILABLE : NGX_OK;
    }

    known = 0;

    for (i = 0; i < ctx->accounts->n; i++) {
        account = ngx_http_relevo_account_find(r, ctx->channel,
                                               ctx->accounts->account[i]);
        if (account == NULL) {
            continue;
        }

        if (ngx_http_relevo_account_is_foreign(ctx, account)) {
            ngx_http_relevo_count(account_foreign, 1);
            ngx_log_error(NGX_LOG_WARN, r->connection->log, 0,
                          "relevo: request refused: \"%V\" is not of the "
                          "tenant of endpoint \"%V\"", &account->key,
                          &ctx->endpoint->key);
            return NGX_HTTP_FORBIDDEN;
        }

        known = 1;
    }

    if (known) {
        return NGX_OK;
    }

    ngx_http_relevo_count(account_unknown, 1);

    if (rlcf->unknown_account == NGX_HTTP_RELEVO_ACCOUNT_STORE) {
        return NGX_OK;
    }

    ngx_log_error(NGX_LOG_INFO, r->connection->log, 0,
                  "relevo: request refused: no account of it is known");

    return NGX_HTTP_FORBIDDEN;
}


/* endpoints of a location, and of the operator, are for all tenants */

static ngx_uint_t
ngx_http_relevo_account_is_foreign(ngx_http_relevo_ctx_t *ctx,
    const ngx_http_relevo_account_t *account)
{
    slice_t  tenant;

    if (ctx->endpoint == NULL) {
        return 0;
    }

    tenant = ngx_http_relevo_slice(&ctx->endpoint->tenant);

    return !slice_eq(tenant, SLICE_LIT(NGX_HTTP_RELEVO_OPERATOR))
           && !slice_eq(tenant, slice_make(account->tenant.data,
                                           account->tenant.len));
}


static ngx_int_t
ngx_http_relevo_key(slice_t channel, slice_t name, u_char *buf,
    ngx_str_t *ret_key)
{
    u_char  *p;

    if (name.len == 0 || channel.len + 1 + name.len > NGX_HTTP_RELEVO_KEY_MAX)
    {
        return NGX_DECLINED;
    }

    p = ngx_cpymem(buf, channel.data, channel.len);
    *p++ = '/';
    p = ngx_cpymem(p, name.data, name.len);

    ret_key->data = buf;
    ret_key->len = p - buf;

    return NGX_OK;
}
