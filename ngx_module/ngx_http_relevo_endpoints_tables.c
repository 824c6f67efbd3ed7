
/*
 * endpoints, tables: made out of a snapshot, asked by _endpoints.c.
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


typedef struct {
    u_char        kind;
    ngx_str_t     key;
    ngx_str_t     value;
} ngx_http_relevo_entry_view_t;


static ngx_http_relevo_tables_t *ngx_http_relevo_tables_create(
    ngx_http_relevo_snapshot_t *snapshot,
    ngx_log_t *log);
static ngx_int_t ngx_http_relevo_tables_add(
    ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_tables_t *tables, ngx_http_relevo_entry_view_t *entry);
static ngx_int_t ngx_http_relevo_tables_add_account(
    ngx_http_relevo_tables_t *tables,
    ngx_http_relevo_entry_view_t *entry);
static void ngx_http_relevo_tables_report(
    ngx_http_relevo_directory_t *directory);
static u_char *ngx_http_relevo_snapshot_next(u_char *p, u_char *last,
    ngx_http_relevo_entry_view_t *ret_entry);


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


ngx_http_relevo_place_t **
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


ngx_http_relevo_account_t **
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
