
/*
 * endpoints - what the worker has published: endpoints with their secrets,
 * accounts with tenant and limits.
 *
 *   relevo:endpoints  "<channel>/<name>"    {v, tenant, scheme, settings,
 *                                            secrets: [box...], verify_token}
 *   relevo:accounts   "<channel>/<account>" {v, tenant, rate}
 *   relevo:meta       endpoints             digest of both, written last
 *
 * _endpoints.c      who asks: a request for its endpoint, its accounts
 * _endpoints_tables.c  the tables of this worker process
 * _endpoints_row.c  one row: JSON, boxes opened, signers made, once
 * _endpoints_load.c reading: at connect, on endpoints.changed, periodically
 * _endpoints_zone.c the copy in shared memory that outlives Redis and us
 *
 * Secrets are sealed in Redis and in the zone; opened they exist in the
 * memory of a worker only.  An endpoint that is replaced while a request
 * uses it lives until that request ends.
 */

#ifndef _NGX_HTTP_RELEVO_ENDPOINTS_H_INCLUDED_
#define _NGX_HTTP_RELEVO_ENDPOINTS_H_INCLUDED_

#include "ngx_http_relevo.h"

#include "common/seal.h"


#define NGX_HTTP_RELEVO_DIGEST_LEN   32


/* both hashes as one run of bytes, for the zone and for the tables */

typedef struct {
    u_char        digest[NGX_HTTP_RELEVO_DIGEST_LEN];
    size_t        len;
    u_char       *data;             /* entries, see _endpoints_tables.c */
} ngx_http_relevo_snapshot_t;


struct ngx_http_relevo_account_s {
    ngx_http_relevo_account_t          *next;
    ngx_str_t                           key;        /* "<channel>/<account>" */
    ngx_str_t                           tenant;
    ngx_uint_t                          rate;       /* a minute; 0: default */
};


struct ngx_http_relevo_endpoint_s {
    ngx_str_t                           key;        /* "<channel>/<name>" */
    ngx_str_t                           value;      /* as published */
    ngx_pool_t                         *pool;       /* all of this */
    ngx_uint_t                          refs;       /* tables, requests */

    ngx_str_t                           tenant;
    ngx_http_relevo_auth_t              auth;
    const char                         *error;      /* NULL: it can be used */
};


typedef struct ngx_http_relevo_place_s  ngx_http_relevo_place_t;

struct ngx_http_relevo_place_s {
    ngx_http_relevo_place_t            *next;
    ngx_http_relevo_endpoint_t         *endpoint;
};


typedef struct {
    ngx_pool_t                         *pool;
    ngx_uint_t                          mask;       /* buckets - 1 */
    ngx_http_relevo_place_t           **endpoints;
    ngx_http_relevo_account_t         **accounts;
    ngx_uint_t                          nendpoints;
    ngx_uint_t                          naccounts;
} ngx_http_relevo_tables_t;


/* of one worker process */

struct ngx_http_relevo_directory_s {

    /* ident must follow three pointers, as fd in ngx_connection_t */

    ngx_http_relevo_main_conf_t        *conf;
    ngx_http_relevo_tables_t           *tables;     /* NULL: nothing yet */
    ngx_log_t                          *log;
    ngx_int_t                           ident;

    u_char                              digest[NGX_HTTP_RELEVO_DIGEST_LEN];

    ngx_event_t                         check;
    ngx_http_relevo_snapshot_t          loading;
    unsigned                            busy:1;
    unsigned                            again:1;    /* changed meanwhile */
};


/* _endpoints_tables.c */

ngx_int_t ngx_http_relevo_directory_install(
    ngx_http_relevo_directory_t *directory,
    ngx_http_relevo_snapshot_t *snapshot);

void ngx_http_relevo_tables_destroy(ngx_http_relevo_tables_t *tables);

/* the place of a key: what is there, or the end of its bucket */

ngx_http_relevo_place_t **ngx_http_relevo_tables_endpoint(
    ngx_http_relevo_tables_t *tables, ngx_str_t *key);
ngx_http_relevo_account_t **ngx_http_relevo_tables_account(
    ngx_http_relevo_tables_t *tables, ngx_str_t *key);

/* writes one entry, returns its end */

u_char *ngx_http_relevo_snapshot_entry(u_char *p, u_char kind,
    ngx_str_t *key, ngx_str_t *value);

#define ngx_http_relevo_snapshot_entry_len(key_len, value_len)                \
    (1 + 2 * sizeof(uint32_t) + (key_len) + (value_len))

/* _endpoints_row.c: refs is 1; NULL: no memory */

ngx_http_relevo_endpoint_t *ngx_http_relevo_endpoint_create(
    ngx_http_relevo_directory_t *directory, ngx_str_t *key,
    ngx_str_t *value);
void ngx_http_relevo_endpoint_release(ngx_http_relevo_endpoint_t *endpoint);
void ngx_http_relevo_account_read(ngx_http_relevo_account_t *account,
    ngx_str_t *value);

/* _endpoints_zone.c */

ngx_int_t ngx_http_relevo_directory_zone(ngx_conf_t *cf, void *tag,
    size_t size, ngx_shm_zone_t **ret_zone);
void ngx_http_relevo_zone_write(ngx_shm_zone_t *zone,
    ngx_http_relevo_snapshot_t *snapshot, ngx_log_t *log);

/* a copy to be freed with ngx_free(); DECLINED: nothing, or another digest */

ngx_int_t ngx_http_relevo_zone_read(ngx_shm_zone_t *zone, u_char *digest,
    ngx_http_relevo_snapshot_t *ret_snapshot, ngx_log_t *log);


#endif /* _NGX_HTTP_RELEVO_ENDPOINTS_H_INCLUDED_ */
