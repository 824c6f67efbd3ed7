
/*
 * variables - of the access log: how a request ended, whose it was, where its
 * records are, how long each step took.
 *
 * They say nothing about persons: accounts and tenants are businesses, ids
 * are positions in the ingress log.
 */

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_ACCOUNTS_SHOWN   8


static ngx_int_t ngx_http_relevo_variable(ngx_http_variable_value_t *v,
    const void *data, size_t len);
static ngx_int_t ngx_http_relevo_result_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_relevo_channel_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_relevo_account_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_relevo_tenant_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_relevo_ids_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_relevo_span_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_relevo_records_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_relevo_request_id_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);


static ngx_http_variable_t  ngx_http_relevo_vars[] = {

    { ngx_string("relevo_result"), NULL, ngx_http_relevo_result_variable,
      0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("relevo_channel"), NULL, ngx_http_relevo_channel_variable,
      0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("relevo_account"), NULL, ngx_http_relevo_account_variable,
      0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("relevo_tenant"), NULL, ngx_http_relevo_tenant_variable,
      0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("relevo_ids"), NULL, ngx_http_relevo_ids_variable,
      0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("relevo_verify_time"), NULL, ngx_http_relevo_span_variable,
      NGX_HTTP_RELEVO_SPAN_verify, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("relevo_parse_time"), NULL, ngx_http_relevo_span_variable,
      NGX_HTTP_RELEVO_SPAN_parse, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("relevo_enqueue_time"), NULL, ngx_http_relevo_span_variable,
      NGX_HTTP_RELEVO_SPAN_enqueue, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("relevo_records"), NULL, ngx_http_relevo_records_variable,
      0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("relevo_request_id"), NULL,
      ngx_http_relevo_request_id_variable, 0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

      ngx_http_null_variable
};


ngx_int_t
ngx_http_relevo_variables(ngx_conf_t *cf)
{
    ngx_http_variable_t  *var, *v;

    for (v = ngx_http_relevo_vars; v->name.len; v++) {
        var = ngx_http_add_variable(cf, &v->name, v->flags);
        if (var == NULL) {
            return NGX_ERROR;
        }

        var->get_handler = v->get_handler;
        var->data = v->data;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_variable(ngx_http_variable_value_t *v, const void *data,
    size_t len)
{
    if (len == 0) {
        v->not_found = 1;
        return NGX_OK;
    }

    v->valid = 1;
    v->no_cacheable = 1;
    v->not_found = 0;
    v->data = (u_char *) data;
    v->len = len;

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_result_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    const ngx_str_t             *name;
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->channel == NULL) {
        v->not_found = 1;
        return NGX_OK;
    }

    name = ngx_http_relevo_result_name(r);

    return ngx_http_relevo_variable(v, name->data, name->len);
}


static ngx_int_t
ngx_http_relevo_channel_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);

    if (rlcf->channel == NULL) {
        v->not_found = 1;
        return NGX_OK;
    }

    return ngx_http_relevo_variable(v, rlcf->channel->name.data,
                                    rlcf->channel->name.len);
}


/* "1065000000001,1065000000002": at most the first eight */

static ngx_int_t
ngx_http_relevo_account_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    u_char                 *p, *start;
    ngx_uint_t              i, n;
    scan_accounts_t        *accounts;
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    accounts = ctx ? ctx->accounts : NULL;
    n = accounts ? ngx_min(accounts->n, NGX_HTTP_RELEVO_ACCOUNTS_SHOWN) : 0;

    if (n < 2) {
        return n ? ngx_http_relevo_variable(v, accounts->account[0].data,
                                            accounts->account[0].len)
                 : ngx_http_relevo_variable(v, NULL, 0);
    }

    start = ngx_pnalloc(r->pool, n * (SCAN_ACCOUNT_LEN + 1));
    if (start == NULL) {
        return NGX_ERROR;
    }

    p = start;

    for (i = 0; i < n; i++) {
        if (i) {
            *p++ = ',';
        }

        p = ngx_cpymem(p, accounts->account[i].data,
                       ngx_min(accounts->account[i].len, SCAN_ACCOUNT_LEN));
    }

    return ngx_http_relevo_variable(v, start, p - start);
}


/* of the endpoint, else of the first account somebody has */

static ngx_int_t
ngx_http_relevo_tenant_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    return ctx ? ngx_http_relevo_variable(v, ctx->tenant.data,
                                          ctx->tenant.len)
               : ngx_http_relevo_variable(v, NULL, 0);
}


/* "3:1795-0,7:1795-4": partition and stream id of each record */

static ngx_int_t
ngx_http_relevo_records_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    return ctx ? ngx_http_relevo_variable(v, ctx->records.data,
                                          ctx->records.len)
               : ngx_http_relevo_variable(v, NULL, 0);
}


static ngx_int_t
ngx_http_relevo_request_id_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    return ctx ? ngx_http_relevo_variable(v, ctx->record.request_id.data,
                                          ctx->record.request_id.len)
               : ngx_http_relevo_variable(v, NULL, 0);
}


/* "1795-0,1795-4": stream ids alone, in the order of $relevo_records */

static ngx_int_t
ngx_http_relevo_ids_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    u_char                 *p, *start, *last, *src;
    ngx_uint_t              in_id;
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    if (ctx == NULL || ctx->records.len == 0) {
        v->not_found = 1;
        return NGX_OK;
    }

    start = ngx_pnalloc(r->pool, ctx->records.len);
    if (start == NULL) {
        return NGX_ERROR;
    }

    p = start;
    in_id = 0;
    last = ctx->records.data + ctx->records.len;

    for (src = ctx->records.data; src < last; src++) {

        if (*src == ':') {
            in_id = 1;
            continue;
        }

        if (*src == ',' || in_id) {
            *p++ = *src;
        }

        in_id = in_id && *src != ',';
    }

    return ngx_http_relevo_variable(v, start, p - start);
}


/* seconds, six digits behind the point; as nginx's own times are */

static ngx_int_t
ngx_http_relevo_span_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    u_char                 *p;
    uint64_t                from, to;
    ngx_http_relevo_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    from = ctx ? ctx->stamps[ngx_http_relevo_span(data)->from] : 0;
    to = ctx ? ctx->stamps[ngx_http_relevo_span(data)->to] : 0;

    if (from == 0 || to == 0) {
        v->not_found = 1;
        return NGX_OK;
    }

    p = ngx_pnalloc(r->pool, NGX_INT64_LEN + sizeof(".000000") - 1);
    if (p == NULL) {
        return NGX_ERROR;
    }

    to = (to - from) / 1000;

    return ngx_http_relevo_variable(v, p,
                                    ngx_sprintf(p, "%uL.%06uL", to / 1000000,
                                                to % 1000000)
                                    - p);
}
