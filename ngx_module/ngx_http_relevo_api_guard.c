
/*
 * api, the guard - what costs PostgreSQL something before anybody is known.
 *
 * To find out that nobody has a token is a look-up, and a login is a slow
 * hash.  Both are counted by address (relevo_address): a token when it is
 * looked up, which is taken back when somebody has it; so an address cannot
 * have more look-ups in vain under way than it may have.  A token that
 * somebody had in the last ten minutes passes, whoever else is behind its
 * address; a session's from its login on.
 *
 * In shared memory is a mark by the token's SHA-256, never the token.
 */

#include "ngx_http_relevo_api.h"


#define NGX_HTTP_RELEVO_KNOWN_US      (600 * (uint64_t) 1000000)
#define NGX_HTTP_RELEVO_KNOWN_RENEW   (540 * (uint64_t) 1000000)

#define NGX_HTTP_RELEVO_ROUTE_LOGIN                                           \
    (NGX_HTTP_RELEVO_ROUTE_PUBLIC|NGX_HTTP_RELEVO_ROUTE_TOTP)


static ngx_uint_t ngx_http_relevo_api_is_login(ngx_http_relevo_api_t *api);
static ngx_http_relevo_rate_t *ngx_http_relevo_api_guard_rate(
    ngx_http_relevo_api_t *api);
static uint64_t ngx_http_relevo_api_known(ngx_http_relevo_limits_shm_t *sh,
    const u_char *who);
static void ngx_http_relevo_api_know(ngx_http_relevo_limits_shm_t *sh,
    const u_char *who);
static void ngx_http_relevo_api_know_new(ngx_http_relevo_limits_shm_t *sh,
    PGresult *res);
static ngx_int_t ngx_http_relevo_api_guard_refuse(ngx_http_relevo_api_t *api,
    uint64_t wait);


/* NGX_OK, or 429 with Retry-After */

ngx_int_t
ngx_http_relevo_api_guard(ngx_http_relevo_api_t *api)
{
    uint64_t                       key, wait;
    ngx_uint_t                     login;
    ngx_http_relevo_rate_t        *rate;
    ngx_http_relevo_limits_shm_t  *sh;

    sh = ngx_http_relevo_limits_shm(&api->rmcf->limits);
    login = ngx_http_relevo_api_is_login(api);
    rate = ngx_http_relevo_api_guard_rate(api);

    if (rate->n == 0
        || (!login
            && ((api->route->flags & NGX_HTTP_RELEVO_ROUTE_PUBLIC)
                || ngx_http_relevo_meter_left(sh,
                                  ngx_http_relevo_api_known(sh, api->who)))))
    {
        return NGX_OK;
    }

    key = ngx_http_relevo_limit_address(api->request, sh,
                                        login ? NGX_HTTP_RELEVO_METER_LOGIN
                                              : NGX_HTTP_RELEVO_METER_UNKNOWN);
    if (key == 0) {
        return NGX_OK;
    }

    wait = ngx_http_relevo_meter_add(sh, key, rate, 1);

    if (wait) {
        return ngx_http_relevo_api_guard_refuse(api, wait);
    }

    api->charged = key;

    return NGX_OK;
}


static ngx_http_relevo_rate_t *
ngx_http_relevo_api_guard_rate(ngx_http_relevo_api_t *api)
{
    ngx_http_relevo_loc_conf_t  *rlcf;

    rlcf = ngx_http_get_module_loc_conf(api->request, ngx_http_relevo_module);

    return ngx_http_relevo_api_is_login(api) ? &rlcf->limits.login
                                             : &rlcf->limits.unknown;
}


/* what was counted cost nothing: somebody has it, or nobody was asked */

void
ngx_http_relevo_api_guard_return(ngx_http_relevo_api_t *api)
{
    if (api->charged) {
        ngx_http_relevo_meter_return(
                                ngx_http_relevo_limits_shm(&api->rmcf->limits),
                                api->charged,
                                ngx_http_relevo_api_guard_rate(api));
        api->charged = 0;
    }
}


static ngx_uint_t
ngx_http_relevo_api_is_login(ngx_http_relevo_api_t *api)
{
    return (api->route->flags & NGX_HTTP_RELEVO_ROUTE_LOGIN)
           == NGX_HTTP_RELEVO_ROUTE_LOGIN;
}


static ngx_int_t
ngx_http_relevo_api_guard_refuse(ngx_http_relevo_api_t *api, uint64_t wait)
{
    if (ngx_http_relevo_api_number(api->request, "Retry-After",
                                   wait / 1000000 + 1)
        != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_relevo_api_is_login(api)) {
        ngx_http_relevo_count(api_login_limited, 1);

    } else {
        ngx_http_relevo_count(api_unknown_limited, 1);
    }

    ngx_log_error(NGX_LOG_INFO, api->request->connection->log, 0,
                  "relevo: api.%s refused: too many %s of this address",
                  api->route->function,
                  ngx_http_relevo_api_is_login(api) ? "logins"
                                                    : "unknown tokens");

    return NGX_HTTP_TOO_MANY_REQUESTS;
}


/*
 * What PostgreSQL said of the token; res is NULL unless rc is OK.  An answer
 * that was late says nothing, and was work: it stays counted.
 */

void
ngx_http_relevo_api_guard_answer(ngx_http_relevo_api_t *api,
    ngx_http_relevo_pg_rc_e rc, PGresult *res)
{
    ngx_uint_t                     answered, unknown;
    ngx_http_relevo_limits_shm_t  *sh;

    sh = ngx_http_relevo_limits_shm(&api->rmcf->limits);

    answered = rc == NGX_HTTP_RELEVO_PG_OK
               && PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res) == 1;
    unknown = answered && ngx_strcmp(PQgetvalue(res, 0, 0), "401") == 0;

    if (api->route->flags & NGX_HTTP_RELEVO_ROUTE_PUBLIC) {

        if (answered && ngx_http_relevo_api_is_login(api)) {
            ngx_http_relevo_api_know_new(sh, res);
        }

        return;
    }

    if (unknown) {
        ngx_http_relevo_count(api_unknown, 1);

        /* revoked, perhaps: from now on it is a token like any other */

        ngx_http_relevo_meter_set(sh,
                                  ngx_http_relevo_api_known(sh, api->who), 0);

    } else if (answered) {
        ngx_http_relevo_api_know(sh, api->who);
    }

    if (!unknown && rc != NGX_HTTP_RELEVO_PG_LATE) {
        ngx_http_relevo_api_guard_return(api);
    }
}


static uint64_t
ngx_http_relevo_api_known(ngx_http_relevo_limits_shm_t *sh, const u_char *who)
{
    return ngx_http_relevo_meter_key(sh, NGX_HTTP_RELEVO_METER_KNOWN, who,
                                     ngx_strlen(who));
}


static void
ngx_http_relevo_api_know(ngx_http_relevo_limits_shm_t *sh, const u_char *who)
{
    uint64_t  key;

    key = ngx_http_relevo_api_known(sh, who);

    if (ngx_http_relevo_meter_left(sh, key) < NGX_HTTP_RELEVO_KNOWN_RENEW) {
        ngx_http_relevo_meter_set(sh, key, NGX_HTTP_RELEVO_KNOWN_US);
    }
}


/*
 * A login's answer has a new token, in its cookie or in its body: the page
 * that has just been let in is not to be kept waiting.
 */

static void
ngx_http_relevo_api_know_new(ngx_http_relevo_limits_shm_t *sh, PGresult *res)
{
    u_char      who[NGX_HTTP_RELEVO_API_WHO];
    ngx_str_t   token;
    ngx_uint_t  i;

    for (i = 1; i <= 2; i++) {

        token.data = (u_char *) ngx_strstr(PQgetvalue(res, 0, i), "rs_");
        token.len = NGX_HTTP_RELEVO_API_TOKEN_LEN;

        if (token.data && ngx_strlen(token.data) > token.len
            && ngx_http_relevo_api_who(&token, who) == NGX_OK)
        {
            ngx_http_relevo_api_know(sh, who);
        }
    }
}
