
/*
 * api, private part: what _api*.c and _routes.c share.
 *
 *   _api.c           a request of the API, in its order
 *   _routes.c        the table: method and path -> statement, scope, what it
 *                    takes; the whole surface of the API
 *   _api_spec.c      what a query and a body may hold, and whether they do
 *   _api_request.c   the request as one JSON document
 *   _api_token.c     who asks: keys, sessions, cookies
 *   _api_guard.c     what an address may cost before anybody is known
 *   _api_remember.c  whose token it was a moment ago
 *   _api_first.c     what is asked before the call: whose secrets?
 *   _api_seal.c      secrets of a body, sealed before they go on
 *   _api_totp.c      second factors: their secrets and codes
 *   _api_upload.c    a body that is a file
 *   _api_health.c    what nginx knows of the installation's health
 *   _api_answer.c    status, headers, body; problems
 *   _api_openapi.c   the table as OpenAPI
 *   _publish.c       events and wakes of what was committed
 *
 * SQL decides who may do what and does it (sql/migrations/003*.sql); C knows
 * the table and the wire.
 */

#ifndef _NGX_HTTP_RELEVO_API_H_INCLUDED_
#define _NGX_HTTP_RELEVO_API_H_INCLUDED_

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_pg.h"

#include <jansson.h>


#define NGX_HTTP_RELEVO_API_PARAMS      4       /* of a path */
#define NGX_HTTP_RELEVO_API_QUERY_MAX   16      /* members of a query */
#define NGX_HTTP_RELEVO_API_TOKEN_LEN   46      /* "rk_", 32 bytes base64url */
#define NGX_HTTP_RELEVO_API_WHO         (1 + 64 + 1)    /* "k" or "s", hash */
#define NGX_HTTP_RELEVO_API_COOKIE      "relevo_session"


/* flags of a route */

#define NGX_HTTP_RELEVO_ROUTE_READ      0x01    /* read-only transaction */
#define NGX_HTTP_RELEVO_ROUTE_PUBLIC    0x02    /* without a token */
#define NGX_HTTP_RELEVO_ROUTE_LIVE      0x04    /* opens an event stream */
#define NGX_HTTP_RELEVO_ROUTE_OPENAPI   0x08    /* answered by C */
#define NGX_HTTP_RELEVO_ROUTE_SEAL      0x10    /* body.secrets are sealed */
#define NGX_HTTP_RELEVO_ROUTE_HIDDEN    0x20    /* an alias: not in OpenAPI */
#define NGX_HTTP_RELEVO_ROUTE_PAGE      0x40    /* for people: HTML, forms */
#define NGX_HTTP_RELEVO_ROUTE_UPLOAD    0x80    /* the body is a file */
#define NGX_HTTP_RELEVO_ROUTE_QUICK     0x100   /* may share a connection */
#define NGX_HTTP_RELEVO_ROUTE_TOTP      0x200   /* about a second factor */
#define NGX_HTTP_RELEVO_ROUTE_HEALTH    0x400   /* nginx says what it knows */


/* one row of the table; specs are explained in _api_spec.c */

typedef struct {
    ngx_uint_t                      method;
    const char                     *path;       /* "/api/v1/keys/{id}" */
    const char                     *function;   /* api.<function> */
    const char                     *sql;
    const char                     *scope;      /* NULL: any who is known */
    ngx_uint_t                      flags;
    const char                     *query;      /* spec, NULL: none */
    const char                     *body;       /* spec, NULL: none */
    size_t                          body_max;   /* 0: the default */
    const char                     *summary;
} ngx_http_relevo_route_t;


/* one name of a spec */

typedef struct {
    const char                     *name;
    size_t                          name_len;
    const char                     *type;       /* behind the colon */
    size_t                          type_len;   /* 0: a string */
    unsigned                        required:1;
} ngx_http_relevo_field_t;


/* of a request; in its pool */

struct ngx_http_relevo_api_s {
    ngx_http_request_t             *request;
    ngx_http_relevo_main_conf_t    *rmcf;
    const ngx_http_relevo_route_t  *route;
    ngx_http_relevo_pg_call_t       call;

    ngx_str_t                       params[NGX_HTTP_RELEVO_API_PARAMS];
    ngx_uint_t                      nparams;

    ngx_str_t                       query_names[NGX_HTTP_RELEVO_API_QUERY_MAX];
    ngx_str_t                       query[NGX_HTTP_RELEVO_API_QUERY_MAX];
    ngx_uint_t                      nquery;

    ngx_str_t                       token;      /* as it came */
    u_char                          who[NGX_HTTP_RELEVO_API_WHO];
    unsigned                        by_cookie:1;
    unsigned                        named:1;    /* a tenant or an origin is */
    unsigned                        fresh:1;    /* is to be remembered */
    unsigned                        asked:1;    /* PostgreSQL, of the token */
    unsigned                        body_later:1;   /* once that has answered */
    ngx_atomic_uint_t               forgotten;  /* when it was asked */
    uint64_t                        charged;    /* a meter; 0: none */

    json_t                         *body;       /* owned; NULL: none */
    u_char                          hash[64 + 1];   /* of the body's bytes */

    ngx_str_t                       box;        /* of a second factor, text */
    ngx_str_t                       secret;     /* a new one, as base32 */
    uint64_t                        step;       /* of its code, 0: wrong */

    struct ngx_http_relevo_upload_s  *upload;   /* NULL: no file */
    ngx_str_t                       errors;     /* of the specs, as JSON */
    ngx_uint_t                      nerrors;
};


/* _routes.c */

const ngx_http_relevo_route_t *ngx_http_relevo_routes(void);
ngx_uint_t ngx_http_relevo_routes_n(void);

/* of a read: its statement for somebody whose claims are known already */

const char *ngx_http_relevo_route_known(const ngx_http_relevo_route_t *route);

/* NGX_OK; NGX_DECLINED: no such path; NGX_HTTP_NOT_ALLOWED: other methods,
 * named in ret_allow */

ngx_int_t ngx_http_relevo_route_find(ngx_http_relevo_api_t *api,
    ngx_uint_t method, ngx_str_t *ret_allow);

/* the next {name} of a path from *p on; false: no more */

ngx_uint_t ngx_http_relevo_route_param(const char **p, ngx_str_t *ret_name);

/* _api_spec.c */

ngx_uint_t ngx_http_relevo_spec_next(const char **p,
    ngx_http_relevo_field_t *ret_field);
ngx_int_t ngx_http_relevo_spec_query(ngx_http_relevo_api_t *api);
ngx_int_t ngx_http_relevo_spec_body(ngx_http_relevo_api_t *api);

/* _api_token.c: NGX_OK, NGX_DECLINED: none; else the status to refuse with */

ngx_int_t ngx_http_relevo_api_token(ngx_http_relevo_api_t *api);
ngx_int_t ngx_http_relevo_api_rate(ngx_http_relevo_api_t *api);

/* NGX_OK: ret_who, of NGX_HTTP_RELEVO_API_WHO bytes; else it is none of ours */

ngx_int_t ngx_http_relevo_api_who(ngx_str_t *token, u_char *ret_who);
ngx_int_t ngx_http_relevo_api_number(ngx_http_request_t *r, const char *name,
    uint64_t number);

/* _api_guard.c: NGX_OK or 429; of a call that was made, what came of it */

ngx_int_t ngx_http_relevo_api_guard(ngx_http_relevo_api_t *api);
void ngx_http_relevo_api_guard_answer(ngx_http_relevo_api_t *api,
    ngx_http_relevo_pg_rc_e rc, PGresult *res);
void ngx_http_relevo_api_guard_return(ngx_http_relevo_api_t *api);

/*
 * _api_remember.c: is it remembered who asks?  Then the claims are in
 * api->call; and keeps them, of an answer whose token had to be looked up
 */

ngx_uint_t ngx_http_relevo_api_recall(ngx_http_relevo_api_t *api);
void ngx_http_relevo_api_remember(ngx_http_relevo_api_t *api, PGresult *res);

/* _api_request.c */

ngx_int_t ngx_http_relevo_api_query(ngx_http_relevo_api_t *api);
ngx_int_t ngx_http_relevo_api_bytes(ngx_http_request_t *r,
    ngx_str_t *ret_bytes);
ngx_int_t ngx_http_relevo_api_body(ngx_http_relevo_api_t *api,
    ngx_str_t *bytes);
ngx_int_t ngx_http_relevo_api_document(ngx_http_relevo_api_t *api,
    ngx_str_t *ret_json);

/* _api.c; NGX_AGAIN: the answer comes later */

ngx_int_t ngx_http_relevo_api_call(ngx_http_relevo_api_t *api,
    ngx_uint_t first);
ngx_int_t ngx_http_relevo_api_failed(ngx_http_request_t *r,
    ngx_http_relevo_pg_rc_e rc);

/* _api_first.c: is something asked first?  What: into api->call */

ngx_uint_t ngx_http_relevo_api_asks_first(ngx_http_relevo_api_t *api);
void ngx_http_relevo_api_ask_first(ngx_http_relevo_api_t *api);

/*
 * _api_seal.c: seals the body's secrets for this tenant; NGX_AGAIN: go on,
 * all else ends the request
 */

ngx_int_t ngx_http_relevo_api_seal(ngx_http_relevo_api_t *api,
    ngx_str_t *tenant);

/* _api_totp.c; the first as the one before */

ngx_int_t ngx_http_relevo_totp(ngx_http_relevo_api_t *api, ngx_str_t *tenant,
    ngx_str_t *agent, ngx_str_t *box);
const char *ngx_http_relevo_totp_code(ngx_http_relevo_api_t *api);
ngx_int_t ngx_http_relevo_totp_tell(ngx_http_relevo_api_t *api,
    ngx_str_t *text);

/*
 * _api_upload.c: what the headers settle (NGX_AGAIN: go on); the body, once it
 * is known who asks; after the answer
 */

ngx_int_t ngx_http_relevo_api_upload_begin(ngx_http_relevo_api_t *api);
ngx_int_t ngx_http_relevo_api_upload_read(ngx_http_relevo_api_t *api);
void ngx_http_relevo_api_upload_over(ngx_http_relevo_api_t *api);

/* _api.c: the body; what a content handler returns */

ngx_int_t ngx_http_relevo_api_read_body(ngx_http_relevo_api_t *api);

/* _api.c: the route's statement; NGX_AGAIN: the answer comes later */

ngx_int_t ngx_http_relevo_api_continue(ngx_http_relevo_api_t *api);

/*
 * _api_health.c: what Redis and our counters say becomes the body, then the
 * call is made; NGX_AGAIN: the answer comes later.  PostgreSQL is away: what
 * is known without it.
 */

ngx_int_t ngx_http_relevo_api_health(ngx_http_relevo_api_t *api);
ngx_int_t ngx_http_relevo_api_health_failed(ngx_http_relevo_api_t *api);

/* _api_answer.c: what a content handler returns */

ngx_int_t ngx_http_relevo_api_problem(ngx_http_request_t *r,
    ngx_uint_t status, const char *detail);
ngx_int_t ngx_http_relevo_api_problem_with(ngx_http_request_t *r,
    ngx_uint_t status, const char *detail, ngx_str_t *errors);
ngx_int_t ngx_http_relevo_api_invalid(ngx_http_relevo_api_t *api);
ngx_int_t ngx_http_relevo_api_answer(ngx_http_relevo_api_t *api,
    PGresult *res);
ngx_int_t ngx_http_relevo_api_sql_error(ngx_http_relevo_api_t *api,
    PGresult *res);
ngx_int_t ngx_http_relevo_api_headers(ngx_http_request_t *r, const char *json);

/* _api_openapi.c */

ngx_int_t ngx_http_relevo_openapi(ngx_http_request_t *r);

/* _api_live.c */

ngx_int_t ngx_http_relevo_api_live(ngx_http_relevo_api_t *api,
    const char *rights);

/* _publish.c: lines of core.take_events(), of core.take_wakes() */

typedef enum {
    NGX_HTTP_RELEVO_NOTE_EVENT = 0,
    NGX_HTTP_RELEVO_NOTE_WAKE
} ngx_http_relevo_note_e;

void ngx_http_relevo_publish(ngx_http_relevo_main_conf_t *rmcf,
    ngx_http_relevo_note_e kind, const char *lines, size_t len);


#endif /* _NGX_HTTP_RELEVO_API_H_INCLUDED_ */
