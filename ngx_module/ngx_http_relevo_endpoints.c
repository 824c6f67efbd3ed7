
/*
 * endpoints - the tables of this worker process, and who asks them.
 *
 * A snapshot is entries of both hashes, one behind the other:
 *
 *   kind 'e' | 'a', key length (4), value length (4), key, value
 *
 * Installing one makes new tables; an endpoint whose bytes have not changed
 * is taken over with its signers.  The old tables go at once, endpoints in
 * use when their last request ends.
 */

#include "ngx_http_relevo_endpoints.h"


#define NGX_HTTP_RELEVO_KEY_MAX   (32 + 1 + SCAN_ACCOUNT_LEN)


typedef struct {
    u_char        kind;
    ngx_str_t     key;
    ngx_str_t     value;
} ngx_http_relevo_entry_view_t;


static ngx_http_relevo_tables_t *ngx_http_relevo_tables_create(
    ngx_http_relevo_snapshot_t *snapshot, ngx_log_t *log);
static ngx_int_t ngx_http_relevo_tables_add(
    ngx_http_relevo_directory_t *directory, ngx_http_relevo_tables_t *tables,
    ngx_http_relevo_entry_view_t *entry);
static void ngx_http_relevo_tables_report(
    ngx_http_relevo_directory_t *directory);
static u_char *ngx_http_relevo_snapshot_next(u_char *p, u_char *last,
    ngx_http_relevo_entry_view_t *ret_entry);
static ngx_int_t ngx_http_relevo_tables_add_account(
    ngx_http_relevo_tables_t *tables, ngx_http_relevo_entry_view_t *entry);
static ngx_http_relevo_place_t **ngx_http_relevo_tables_endpoint(
    ngx_http_relevo_tables_t *tables, ngx_str_t *key);
static ngx_http_relevo_account_t **ngx_http_relevo_tables_account(
    ngx_http_relevo_tables_t *tables, ngx_str_t *key);
static ngx_int_t ngx_http_relevo_key(slice_t channel, slice_t name,
    u_char *buf, ngx_str_t *ret_key);
static void ngx_http_relevo_endpoint_cleanup(void *data);


/* --- who asks ----------------------------------------------------------- */

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
 * What relevo_unknown_account refuse means: a webhook none of whose accounts
 * anybody has.  One known account suffices, records are never split here.
 */

ngx_int_t
ngx_http_relevo_account_check(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx)
{
    unsigned                      i;
    ngx_http_relevo_loc_conf_t   *rlcf;
    ngx_http_relevo_main_conf_t  *rmcf;

    rlcf = ngx_http_get_module_loc_conf(r, ngx_http_relevo_module);
    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);

    if (ctx->record.kind != RECORD_WEBHOOK) {
        return NGX_OK;
    }

    if (!ngx_http_relevo_directory_is_loaded(rmcf)) {
        return rlcf->unknown_account == NGX_HTTP_RELEVO_ACCOUNT_REFUSE
               ? NGX_HTTP_SERVICE_UNAVAILABLE : NGX_OK;
    }

    for (i = 0; i < ctx->accounts->n; i++) {

        if (ngx_http_relevo_account_find(r, ctx->channel,
                                         ctx->accounts->account[i]))
        {
            return NGX_OK;
        }
    }

    ngx_http_relevo_count(account_unknown, 1);

    if (rlcf->unknown_account == NGX_HTTP_RELEVO_ACCOUNT_STORE) {
        return NGX_OK;
    }

    ngx_log_error(NGX_LOG_INFO, r->connection->log, 0,
                  "relevo: request refused: no account of it is known");

    return NGX_HTTP_FORBIDDEN;
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


/* --- tables ------------------------------------------------------------- */

ngx_int_t
ngx_http_relevo_directory_install(ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_snapshot_t *snapshot)
{
    u_char                        *p, *last;
    ngx_http_relevo_tables_t      *tables;
    ngx_http_relevo_entry_view_t   entry;

    tables = ngx_http_relevo_tables_create(snapshot, directory->log);
    if (tables == NULL) {
        return NGX_ERROR;
    }

    last = snapshot->data + snapshot->len;

    for (p = snapshot->data; p < last; /* void */ ) {
        p = ngx_http_relevo_snapshot_next(p, last, &entry);

        if (ngx_http_relevo_tables_add(directory, tables, &entry) != NGX_OK) {
            ngx_http_relevo_tables_destroy(tables);
            return NGX_ERROR;
        }
    }

    if (directory->tables) {
        ngx_http_relevo_tables_destroy(directory->tables);
    }

    directory->tables = tables;
    ngx_memcpy(directory->digest, snapshot->digest,
               NGX_HTTP_RELEVO_DIGEST_LEN);

    ngx_http_relevo_count(endpoint_loads, 1);
    ngx_http_relevo_gauge(endpoints, tables->nendpoints);
    ngx_http_relevo_gauge(accounts, tables->naccounts);

    ngx_http_relevo_tables_report(directory);

    return NGX_OK;
}


static ngx_http_relevo_tables_t *
ngx_http_relevo_tables_create(ngx_http_relevo_snapshot_t *snapshot,
    ngx_log_t *log)
{
    u_char                        *p, *last;
    ngx_uint_t                     n, buckets;
    ngx_pool_t                    *pool;
    ngx_http_relevo_tables_t      *tables;
    ngx_http_relevo_entry_view_t   entry;

    n = 0;
    last = snapshot->data + snapshot->len;

    for (p = snapshot->data; p < last; n++) {
        p = ngx_http_relevo_snapshot_next(p, last, &entry);

        if (p == NULL) {
            ngx_log_error(NGX_LOG_ERR, log, 0,
                          "relevo endpoints: a broken copy is not used");
            return NULL;
        }
    }

    for (buckets = 16; buckets < n; buckets *= 2) { /* void */ }

    pool = ngx_create_pool(4096, log);
    if (pool == NULL) {
        return NULL;
    }

    tables = ngx_pcalloc(pool, sizeof(ngx_http_relevo_tables_t));

    if (tables) {
        tables->pool = pool;
        tables->mask = buckets - 1;
        tables->endpoints = ngx_pcalloc(pool, buckets * sizeof(void *));
        tables->accounts = ngx_pcalloc(pool, buckets * sizeof(void *));
    }

    if (tables == NULL || tables->endpoints == NULL
        || tables->accounts == NULL)
    {
        ngx_destroy_pool(pool);
        return NULL;
    }

    return tables;
}


static ngx_int_t
ngx_http_relevo_tables_add(ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_tables_t *tables, ngx_http_relevo_entry_view_t *entry)
{
    ngx_http_relevo_place_t     *place, *old;
    ngx_http_relevo_endpoint_t  *endpoint;

    if (entry->kind == 'a') {
        return ngx_http_relevo_tables_add_account(tables, entry);
    }

    place = ngx_pcalloc(tables->pool, sizeof(ngx_http_relevo_place_t));
    if (place == NULL) {
        return NGX_ERROR;
    }

    old = NULL;

    if (directory->tables) {
        old = *ngx_http_relevo_tables_endpoint(directory->tables,
                                               &entry->key);
    }

    if (old && old->endpoint->value.len == entry->value.len
        && ngx_memcmp(old->endpoint->value.data, entry->value.data,
                      entry->value.len)
           == 0)
    {
        endpoint = old->endpoint;
        endpoint->refs++;

    } else {
        endpoint = ngx_http_relevo_endpoint_create(directory, &entry->key,
                                                   &entry->value);
        if (endpoint == NULL) {
            return NGX_ERROR;
        }
    }

    place->endpoint = endpoint;

    *ngx_http_relevo_tables_endpoint(tables, &endpoint->key) = place;
    tables->nendpoints++;

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_tables_add_account(ngx_http_relevo_tables_t *tables,
    ngx_http_relevo_entry_view_t *entry)
{
    u_char                     *p;
    ngx_str_t                   value;
    ngx_http_relevo_account_t  *account;

    account = ngx_pcalloc(tables->pool, sizeof(ngx_http_relevo_account_t)
                                        + entry->key.len + entry->value.len);
    if (account == NULL) {
        return NGX_ERROR;
    }

    p = (u_char *) (account + 1);

    account->key.data = p;
    account->key.len = entry->key.len;
    p = ngx_cpymem(p, entry->key.data, entry->key.len);

    /* its strings are borrowed from the copy of the value */

    value.data = p;
    value.len = entry->value.len;
    ngx_memcpy(p, entry->value.data, entry->value.len);

    ngx_http_relevo_account_read(account, &value);

    *ngx_http_relevo_tables_account(tables, &account->key) = account;
    tables->naccounts++;

    return NGX_OK;
}


void
ngx_http_relevo_tables_destroy(ngx_http_relevo_tables_t *tables)
{
    ngx_uint_t                i;
    ngx_http_relevo_place_t  *place;

    for (i = 0; i <= tables->mask; i++) {

        for (place = tables->endpoints[i]; place; place = place->next) {
            ngx_http_relevo_endpoint_release(place->endpoint);
        }
    }

    ngx_destroy_pool(tables->pool);
}


/* one line for all that cannot be used, whenever the tables change */

static void
ngx_http_relevo_tables_report(ngx_http_relevo_directory_t *directory)
{
    ngx_uint_t                   i, bad;
    ngx_http_relevo_place_t     *place;
    ngx_http_relevo_tables_t    *tables;
    ngx_http_relevo_endpoint_t  *first;

    bad = 0;
    first = NULL;
    tables = directory->tables;

    for (i = 0; i <= tables->mask; i++) {

        for (place = tables->endpoints[i]; place; place = place->next) {

            if (place->endpoint->error) {
                bad++;
                first = place->endpoint;
            }
        }
    }

    if (bad) {
        ngx_log_error(NGX_LOG_ERR, directory->log, 0,
                      "relevo endpoints: %ui of %ui cannot be used, among "
                      "them \"%V\": %s", bad, tables->nendpoints, &first->key,
                      first->error);
    }

    ngx_log_error(NGX_LOG_INFO, directory->log, 0,
                  "relevo endpoints: %ui, accounts: %ui",
                  tables->nendpoints, tables->naccounts);
}


/* the place of a key: what is there, or the end of its bucket */

static ngx_http_relevo_place_t **
ngx_http_relevo_tables_endpoint(ngx_http_relevo_tables_t *tables,
    ngx_str_t *key)
{
    ngx_str_t                 *have;
    ngx_uint_t                 i;
    ngx_http_relevo_place_t  **at;

    i = fnv1a64(ngx_http_relevo_slice(key)) & tables->mask;

    for (at = &tables->endpoints[i]; *at; at = &(*at)->next) {
        have = &(*at)->endpoint->key;

        if (have->len == key->len
            && ngx_memcmp(have->data, key->data, key->len) == 0)
        {
            break;
        }
    }

    return at;
}


static ngx_http_relevo_account_t **
ngx_http_relevo_tables_account(ngx_http_relevo_tables_t *tables,
    ngx_str_t *key)
{
    ngx_uint_t                   i;
    ngx_http_relevo_account_t  **at;

    i = fnv1a64(ngx_http_relevo_slice(key)) & tables->mask;

    for (at = &tables->accounts[i]; *at; at = &(*at)->next) {

        if ((*at)->key.len == key->len
            && ngx_memcmp((*at)->key.data, key->data, key->len) == 0)
        {
            break;
        }
    }

    return at;
}


/* --- snapshots ---------------------------------------------------------- */

u_char *
ngx_http_relevo_snapshot_entry(u_char *p, u_char kind, ngx_str_t *key,
    ngx_str_t *value)
{
    uint32_t  len[2];

    len[0] = key->len;
    len[1] = value->len;

    *p++ = kind;
    p = ngx_cpymem(p, len, sizeof(len));
    p = ngx_cpymem(p, key->data, key->len);

    return ngx_cpymem(p, value->data, value->len);
}


/* NULL: it ends in the middle of an entry */

static u_char *
ngx_http_relevo_snapshot_next(u_char *p, u_char *last,
    ngx_http_relevo_entry_view_t *ret_entry)
{
    uint32_t  len[2];

    if ((size_t) (last - p) < 1 + sizeof(len)) {
        return NULL;
    }

    ret_entry->kind = *p++;
    ngx_memcpy(len, p, sizeof(len));
    p += sizeof(len);

    if ((uint64_t) len[0] + len[1] > (uint64_t) (last - p)) {
        return NULL;
    }

    ret_entry->key.data = p;
    ret_entry->key.len = len[0];
    ret_entry->value.data = p + len[0];
    ret_entry->value.len = len[1];

    return p + len[0] + len[1];
}
