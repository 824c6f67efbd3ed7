
/*
 * relevo - from a webhook to a durable record, inside one request.
 *
 * The files, in the order of a request:
 *   _module.c    configuration, life of the worker process; _directives.c
 *   _channels.c  the table: one row per channel
 *   _ingest.c    a POST: authentic? whole? readable?      -> _append.c
 *   _ids.c       the request's id and trace
 *   _scheme.c    how a sender proves itself; _scheme_conf.c its directives
 *   _query.c     texts of a URL
 *   _meta.c      Meta's endpoint verification, accounts of its envelopes
 *   _bots.c      Telegram and Twilio: whose updates are they
 *   _generic.c   anybody else: whose account, which delivery
 *   _chat.c      web chat: session, messages, live; _chat_message.c
 *   _upload.c    web chat: files; _upload_*.c
 *   _limits.c    what is refused or slow, with _meter.c, _watermarks.c
 *   _append.c    record -> XADD per partition -> 200 or 503
 *   _call.c      a command about one key, wherever the key lives
 *   _redis*.c    a connection of the worker to Redis
 *   _cluster.c   the nodes of a Redis Cluster
 *   _durability.c, _rollback.c: what a 200 survives; has Redis lost it?
 *   _endpoints*  endpoints and accounts, as the worker has published them
 *   _live.c      server-sent events out of relevo:live
 *   _api*.c      the API: _routes.c is its table, _pg*.c its PostgreSQL
 *   _publish.c   events and wakes of what the API has committed
 *   _result.c    how it ended: log phase; _variables.c of the access log
 *   _heap.c      memory that a worker keeps
 *   _socket.c    connections around sockets of hiredis and libpq
 *   _health.c    /healthz, /readyz; _metrics.c, _export*.c: /metrics
 */

#ifndef _NGX_HTTP_RELEVO_H_INCLUDED_
#define _NGX_HTTP_RELEVO_H_INCLUDED_

#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>
#if (NGX_THREADS)
#include <ngx_thread_pool.h>
#endif

#include "common/record.h"
#include "common/scan.h"
#include "common/scheme.h"
#include "common/seal.h"
#include "common/signature.h"

#include "ngx_http_relevo_limits.h"
#include "ngx_http_relevo_metrics.h"
#include "ngx_http_relevo_redis.h"


#define NGX_HTTP_RELEVO_SECRETS_MAX   2         /* current and previous */
#define NGX_HTTP_RELEVO_TRACE_LEN     55        /* W3C traceparent */


typedef struct ngx_http_relevo_live_s     ngx_http_relevo_live_t;
typedef struct ngx_http_relevo_ctx_s      ngx_http_relevo_ctx_t;
typedef struct ngx_http_relevo_channel_s  ngx_http_relevo_channel_t;
typedef struct ngx_http_relevo_client_s   ngx_http_relevo_client_t;
typedef struct ngx_http_relevo_directory_s  ngx_http_relevo_directory_t;
typedef struct ngx_http_relevo_endpoint_s   ngx_http_relevo_endpoint_t;
typedef struct ngx_http_relevo_account_s    ngx_http_relevo_account_t;
typedef struct ngx_http_relevo_api_s        ngx_http_relevo_api_t;


typedef struct {
    ngx_http_relevo_redis_conf_t        redis_conf;

    ngx_uint_t                          live_max;       /* streams */
    ngx_uint_t                          live_each;      /* of one listener */
    size_t                              live_buffer;    /* bytes per stream */

    ngx_int_t                           request_id;     /* variable index */
    ngx_shm_zone_t                     *zone;           /* metrics */

    ngx_http_relevo_limits_main_t       limits;
    seal_keys_t                        *keys;           /* of relevo_key_file */
    size_t                              endpoints_size; /* of the zone */
    ngx_msec_t                          endpoints_check;
    ngx_shm_zone_t                     *endpoints_shm;

    struct ngx_http_relevo_pg_conf_s   *pg_conf;    /* NULL: no PostgreSQL */

    unsigned                            needs_redis:1;
    unsigned                            needs_pg:1;

    /* of this worker process, made by init_process; NULL elsewhere */

    ngx_http_relevo_redis_t            *redis;
    ngx_http_relevo_live_t             *live;
    ngx_http_relevo_directory_t        *directory;
    struct ngx_http_relevo_pg_s        *pg;
} ngx_http_relevo_main_conf_t;


/* where a directive stands, for errors found when all of it is known */

typedef struct {
    ngx_str_t                           file;
    ngx_uint_t                          line;
} ngx_http_relevo_where_t;


/* what a location, or the row of an endpoint, demands of a sender */

typedef struct {
    scheme_conf_t                       conf;
    scheme_key_t                       *keys[NGX_HTTP_RELEVO_SECRETS_MAX];
    ngx_uint_t                          nkeys;
    ngx_str_t                           verify_token;
} ngx_http_relevo_auth_t;


typedef struct {
    const ngx_http_relevo_channel_t    *channel;
    ngx_http_relevo_where_t             where;      /* of relevo_webhook */
    ngx_http_relevo_auth_t              auth;
    ngx_array_t                        *secrets;    /* until they are keys */
    ngx_array_t                        *requires;   /* besides the proof */
    ngx_str_t                           public_url;
    ngx_http_complex_value_t           *generic_account;
    ngx_http_complex_value_t           *generic_delivery;   /* its id */
    ngx_uint_t                          malformed;
    time_t                              retry_after;
    time_t                              chat_ttl;
    ngx_array_t                        *chat_endpoints;     /* ngx_str_t */
    ngx_array_t                        *chat_origins;   /* ngx_str_t */
    ngx_str_t                           chat_media;     /* folder; "": off */
    size_t                              chat_media_max;
    ngx_array_t                        *chat_media_types;   /* ngx_str_t */
#if (NGX_THREADS)
    ngx_thread_pool_t                  *chat_media_threads;
#endif
    ngx_uint_t                          unknown_account;
    ngx_uint_t                          health;
    ngx_http_relevo_limits_loc_t        limits;
} ngx_http_relevo_loc_conf_t;


/*
 * One row of the channel table.  The functions return NGX_OK or the status
 * to refuse with; with ctx->detail set the refusal is a problem document.
 */

struct ngx_http_relevo_channel_s {
    ngx_str_t                           name;

    /* content handler of the location */

    ngx_http_handler_pt                 handler;

    /* of a webhook: answers a GET; NULL: there is none */

    ngx_http_handler_pt                 probe;

    /* looks at the headers, before the body is read; fills ctx */

    ngx_int_t                         (*authenticate)(ngx_http_request_t *r,
                                            ngx_http_relevo_ctx_t *ctx);

    /* looks at the raw body; NULL: the headers have settled it */

    ngx_int_t                         (*verify)(ngx_http_request_t *r,
                                            ngx_http_relevo_ctx_t *ctx,
                                            slice_t body);

    /*
     * accounts the body is for; NGX_DECLINED: authentic but unreadable, to
     * be stored as a dead letter
     */

    ngx_int_t                         (*accounts)(ngx_http_request_t *r,
                                            ngx_http_relevo_ctx_t *ctx,
                                            slice_t body,
                                            scan_accounts_t *ret_accounts);

    /* of a webhook: the endpoint where the URL names none; "": no endpoint */

    ngx_str_t                           endpoint;

    size_t                              body_max;       /* 0: nginx's alone */

    /* body of the 200 where the sender wants one; "": it does not */

    const char                         *answer_type;
    ngx_str_t                           answer;
};


enum {
    NGX_HTTP_RELEVO_MALFORMED_BY_SCHEME = 0,    /* signed: stored */
    NGX_HTTP_RELEVO_MALFORMED_STORE,            /* a dead letter, 200 */
    NGX_HTTP_RELEVO_MALFORMED_REFUSE            /* 400 */
};


/* one append under way: its call leads back to the request's context */

typedef struct {
    ngx_http_relevo_call_t              call;           /* first */
    ngx_http_relevo_ctx_t              *ctx;
    ngx_uint_t                          partition;
    unsigned                            is_open:1;
} ngx_http_relevo_append_t;


/* of a request; lives in its pool */

struct ngx_http_relevo_ctx_s {
    ngx_http_request_t                 *request;
    const ngx_http_relevo_channel_t    *channel;

    ngx_http_relevo_endpoint_t         *endpoint;       /* of the URL's row */
    const ngx_http_relevo_auth_t       *auth;
    scheme_proof_t                     *proof;
    record_t                            record;         /* but its payload */

    u_char                             *body;           /* of one piece */
    size_t                              size;

    ngx_http_relevo_api_t              *api;            /* of the API */
    ngx_http_relevo_client_t           *client;         /* of a stream */
    struct ngx_http_relevo_upload_s    *upload;         /* of a file */

    ngx_http_relevo_redis_op_t         *wait;           /* for READY */
    ngx_http_relevo_append_t           *appends;
    ngx_uint_t                          nappends;
    ngx_uint_t                          pending;
    unsigned                            failed:1;
    unsigned                            registered:1;   /* cleanup */

    ngx_uint_t                          result;         /* 0: by the status */
    uint64_t                            stamps[NGX_HTTP_RELEVO_STAMPS_N];
    scan_rc_t                           scan;           /* of the body */
    ngx_str_t                           tenant;         /* of the first known */

    const char                         *detail;         /* of a refusal */
    scan_accounts_t                    *accounts;
    ngx_str_t                           answer;         /* body of the 200 */
    ngx_str_t                           records;        /* "3:1795-0,..." */
    u_char                             *records_last;
};


extern ngx_module_t  ngx_http_relevo_module;


/* _verified.c: notes that the endpoint's provider has asked for its token */

void ngx_http_relevo_verified(ngx_http_request_t *r);


/* does the location itself take requests, or only endpoints of the URL? */

#define ngx_http_relevo_auth_is_set(auth)                                     \
    ((auth)->nkeys || ((auth)->conf.scheme                                    \
                       && !scheme_needs_secret((auth)->conf.scheme)))


/* _channels.c */

const ngx_http_relevo_channel_t *ngx_http_relevo_channel(ngx_str_t *name);

/* the table, ended by an empty name, and the place of a row in it */

const ngx_http_relevo_channel_t *ngx_http_relevo_channel_table(void);
ngx_uint_t ngx_http_relevo_channel_index(
    const ngx_http_relevo_channel_t *channel);

/* _ingest.c */

ngx_int_t ngx_http_relevo_ingest_post(ngx_http_request_t *r,
    const ngx_http_relevo_channel_t *channel, ngx_str_t *endpoint);
ngx_int_t ngx_http_relevo_ingest_begin(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
ngx_http_relevo_ctx_t *ngx_http_relevo_ctx(ngx_http_request_t *r);
ngx_table_elt_t *ngx_http_relevo_header(ngx_http_request_t *r,
    const char *name, ngx_uint_t *ret_n);
void ngx_http_relevo_path(ngx_http_request_t *r, ngx_str_t *ret_rest);

ngx_int_t ngx_http_relevo_refuse(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, ngx_int_t status);

/* _ids.c: request id and trace of the record */

ngx_int_t ngx_http_relevo_ids(ngx_http_request_t *r, record_t *record);

/* _heap.c: of a worker, at its start */

void ngx_http_relevo_heap_keep(void);

/* _socket.c: no event is added yet; NULL: there are no more connections */

ngx_connection_t *ngx_http_relevo_socket(ngx_socket_t fd, ngx_log_t *log,
    void *data, ngx_event_handler_pt read, ngx_event_handler_pt write);

/* given back, the fd stays open; c may be NULL */

void ngx_http_relevo_socket_release(ngx_connection_t *c);

/* _append.c: takes ctx->record, ctx->accounts; answers the request */

void ngx_http_relevo_append(ngx_http_relevo_ctx_t *ctx);

/* _scheme.c */

ngx_int_t ngx_http_relevo_scheme_headers(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
ngx_int_t ngx_http_relevo_scheme_body(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body);
ngx_int_t ngx_http_relevo_require(ngx_http_request_t *r);
ngx_uint_t ngx_http_relevo_malformed_is_refused(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);

/* _mask.c: post read phase, rewrite phase */

ngx_int_t ngx_http_relevo_mask_handler(ngx_http_request_t *r);
ngx_int_t ngx_http_relevo_mask_uri_handler(ngx_http_request_t *r);

/* _query.c */

ngx_int_t ngx_http_relevo_query_text(ngx_pool_t *pool, const ngx_str_t *raw,
    ngx_str_t *ret_text);
ngx_uint_t ngx_http_relevo_is_uuid(const u_char *p, size_t len);

/* _meta.c */

ngx_int_t ngx_http_relevo_meta_probe(ngx_http_request_t *r);

ngx_int_t ngx_http_relevo_whatsapp_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts);

ngx_int_t ngx_http_relevo_messenger_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts);
ngx_int_t ngx_http_relevo_instagram_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts);

/* _bots.c */

ngx_int_t ngx_http_relevo_telegram_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts);
ngx_int_t ngx_http_relevo_twilio_authenticate(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
ngx_int_t ngx_http_relevo_twilio_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts);

/* _generic.c */

ngx_int_t ngx_http_relevo_generic_authenticate(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
ngx_int_t ngx_http_relevo_generic_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts);

/* _chat.c */

ngx_int_t ngx_http_relevo_chat_handler(ngx_http_request_t *r);

/* _api.c */

ngx_int_t ngx_http_relevo_api_handler(ngx_http_request_t *r);

/* _chat_typing.c, _chat_history.c */

ngx_int_t ngx_http_relevo_chat_typing(ngx_http_request_t *r,
    ngx_str_t *endpoint);
ngx_int_t ngx_http_relevo_chat_history(ngx_http_request_t *r,
    ngx_str_t *endpoint);

/* _chat_message.c */

ngx_uint_t ngx_http_relevo_chat_is_uuid(slice_t id);
ngx_int_t ngx_http_relevo_chat_token(ngx_http_request_t *r, slice_t endpoint,
    visitor_t *ret_visitor);
ngx_int_t ngx_http_relevo_chat_unauthorized(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);

/* whose request is it?  Counts it; 0: nobody's, rc is for nginx (NGX_OK, too:
 * the refusal is sent) */

ngx_uint_t ngx_http_relevo_chat_visitor(ngx_http_request_t *r,
    ngx_str_t *endpoint, visitor_t *ret_visitor, ngx_int_t *ret_rc);

ngx_int_t ngx_http_relevo_chat_authenticate(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
ngx_int_t ngx_http_relevo_chat_accounts(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx, slice_t body, scan_accounts_t *ret_accounts);

/* _answer.c: what is said to the sender */

ngx_int_t ngx_http_relevo_answer(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);
ngx_int_t ngx_http_relevo_text(ngx_http_request_t *r, ngx_uint_t status,
    const char *type, ngx_str_t *text);
ngx_int_t ngx_http_relevo_problem(ngx_http_request_t *r, ngx_uint_t status,
    const char *code, const char *detail);
ngx_int_t ngx_http_relevo_not_allowed(ngx_http_request_t *r,
    const char *allow);
ngx_int_t ngx_http_relevo_unavailable(ngx_http_request_t *r);
ngx_int_t ngx_http_relevo_add_header(ngx_http_request_t *r, const char *name,
    ngx_str_t *value);
ngx_int_t ngx_http_relevo_set_header(ngx_http_request_t *r, const char *name,
    const char *value);
void ngx_http_relevo_finish(ngx_http_request_t *r, ngx_int_t rc);

/* _endpoints.c, _endpoints_load.c: rows the worker has published */

enum {
    NGX_HTTP_RELEVO_ACCOUNT_STORE = 0,          /* a dead letter, 200 */
    NGX_HTTP_RELEVO_ACCOUNT_REFUSE              /* 403 */
};

ngx_int_t ngx_http_relevo_endpoint_find(ngx_http_request_t *r,
    const ngx_http_relevo_channel_t *channel, ngx_str_t *name,
    ngx_http_relevo_endpoint_t **ret_endpoint);
ngx_int_t ngx_http_relevo_endpoint_of(ngx_http_request_t *r,
    ngx_str_t *ret_name);
const ngx_http_relevo_account_t *ngx_http_relevo_account_find(
    ngx_http_request_t *r, const ngx_http_relevo_channel_t *channel,
    slice_t account);
/* what the endpoint's row demands, else the location */

const ngx_http_relevo_auth_t *ngx_http_relevo_auth(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);

ngx_int_t ngx_http_relevo_account_check(ngx_http_request_t *r,
    ngx_http_relevo_ctx_t *ctx);

ngx_http_relevo_directory_t *ngx_http_relevo_directory_create(
    ngx_cycle_t *cycle, ngx_http_relevo_main_conf_t *rmcf);
void ngx_http_relevo_directory_close(ngx_http_relevo_directory_t *directory);
void ngx_http_relevo_directory_changed(ngx_http_relevo_main_conf_t *rmcf);
ngx_uint_t ngx_http_relevo_directory_is_loaded(
    ngx_http_relevo_main_conf_t *rmcf);

/* _live.c */

typedef struct {
    ngx_str_t     tenant;                       /* "": any */
    ngx_str_t     who;                          /* a visitor, a token's hash */
    ngx_str_t    *audience;                     /* "visitor:<visitor>", ... */
    ngx_uint_t    naudience;
    time_t        expires;                      /* of the token, 0: never */
} ngx_http_relevo_listener_t;

ngx_http_relevo_live_t *ngx_http_relevo_live_create(ngx_cycle_t *cycle,
    ngx_http_relevo_main_conf_t *rmcf);
void ngx_http_relevo_live_start(ngx_http_relevo_live_t *live);
void ngx_http_relevo_live_close(ngx_http_relevo_live_t *live);
ngx_int_t ngx_http_relevo_live_open(ngx_http_request_t *r,
    ngx_http_relevo_listener_t *listener);

/* _result.c */

/* from one stamp of a request to another */

typedef struct {
    ngx_uint_t                          from;
    ngx_uint_t                          to;
} ngx_http_relevo_span_t;


ngx_int_t ngx_http_relevo_result_handler(ngx_http_request_t *r);
const ngx_str_t *ngx_http_relevo_result_name(ngx_http_request_t *r);
const ngx_http_relevo_span_t *ngx_http_relevo_span(ngx_uint_t i);

/* _variables.c */

ngx_int_t ngx_http_relevo_variables(ngx_conf_t *cf);

/* _health.c, _export.c */

enum {
    NGX_HTTP_RELEVO_HEALTH_LIVE = 1,
    NGX_HTTP_RELEVO_HEALTH_READY
};

ngx_int_t ngx_http_relevo_health_handler(ngx_http_request_t *r);
ngx_int_t ngx_http_relevo_metrics_handler(ngx_http_request_t *r);

/* _failpoint.c: only in test builds, see worker/engine/failpoint.h */

#if (RELEVO_FAILPOINTS)

void ngx_http_relevo_failpoint(const char *name);
ngx_uint_t ngx_http_relevo_broken(const char *mode);

#else

#define ngx_http_relevo_failpoint(name)
#define ngx_http_relevo_broken(mode)     0

#endif


static ngx_inline slice_t
ngx_http_relevo_slice(const ngx_str_t *s)
{
    return slice_make(s->data, s->len);
}


#endif /* _NGX_HTTP_RELEVO_H_INCLUDED_ */
