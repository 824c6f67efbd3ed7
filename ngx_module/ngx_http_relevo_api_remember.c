
/*
 * api, remembering - whose token it was a moment ago.
 *
 * To look a token up costs PostgreSQL as much as a conversation does.  So the
 * claims that core.enter() has set for a read are kept for a second
 * (relevo_api_postgres remember=), by token and scope: the next read brings
 * them along.  Writes are always looked up, and so is whoever names a tenant
 * or comes from a page of another origin.
 *
 * All are forgotten at once when rights change: _publish.c sees it before
 * whoever changed them through this nginx has an answer, _live.c when it was
 * another nginx or the command line.  The counter of those times is in shared
 * memory, so that one worker forgets what another has heard of.  An answer is
 * kept with the count of before it was asked: what changed meanwhile is never
 * missed.  Without Redis the second is all that is left.
 */

#include "ngx_http_relevo_api.h"


#define NGX_HTTP_RELEVO_REMEMBERED   256        /* tokens and scopes */
#define NGX_HTTP_RELEVO_CLAIMS       5          /* columns 5 to 9 */
#define NGX_HTTP_RELEVO_CLAIMS_LEN   512        /* longer ones are not kept */


typedef struct {
    u_char              who[NGX_HTTP_RELEVO_API_WHO];
    const char         *scope;          /* of the table: by address */
    ngx_msec_t          until;
    ngx_atomic_uint_t   forgotten;
    size_t              len;            /* 0: nobody */
    u_char              claims[NGX_HTTP_RELEVO_CLAIMS_LEN];    /* with NULs */
} ngx_http_relevo_remembered_t;


static ngx_http_relevo_remembered_t *ngx_http_relevo_remembered(
    ngx_http_relevo_api_t *api);


/* of this process */

static ngx_http_relevo_remembered_t
    ngx_http_relevo_all_remembered[NGX_HTTP_RELEVO_REMEMBERED];


/* the place of a token and a scope; who comes later takes it over */

static ngx_http_relevo_remembered_t *
ngx_http_relevo_remembered(ngx_http_relevo_api_t *api)
{
    uint32_t  hash;

    hash = ngx_murmur_hash2(api->who, ngx_strlen(api->who))
           ^ (uint32_t) ((uintptr_t) api->route->scope >> 3);

    return &ngx_http_relevo_all_remembered[hash % NGX_HTTP_RELEVO_REMEMBERED];
}


ngx_uint_t
ngx_http_relevo_api_recall(ngx_http_relevo_api_t *api)
{
    u_char                        *p;
    ngx_uint_t                     i, flags;
    ngx_http_relevo_pg_call_t     *call;
    ngx_http_relevo_remembered_t  *known;

    /* each claim's place among the parameters: the second is the document */

    static const ngx_uint_t  place[NGX_HTTP_RELEVO_CLAIMS] = { 0, 2, 3, 4, 5 };

    call = &api->call;
    flags = api->route->flags;

    if (api->rmcf->pg_conf->remember == 0 || api->named
        || (flags & (NGX_HTTP_RELEVO_ROUTE_READ|NGX_HTTP_RELEVO_ROUTE_PUBLIC
                     |NGX_HTTP_RELEVO_ROUTE_LIVE))
           != NGX_HTTP_RELEVO_ROUTE_READ)
    {
        return 0;
    }

    api->forgotten = ngx_http_relevo_metrics_sum(api->rmcf->zone,
                                                 NGX_HTTP_RELEVO_api_forgotten);
    known = ngx_http_relevo_remembered(api);

    if (known->len == 0 || known->scope != api->route->scope
        || known->forgotten != api->forgotten
        || (ngx_msec_int_t) (known->until - ngx_current_msec) <= 0
        || ngx_strcmp(known->who, api->who) != 0)
    {
        api->fresh = 1;
        return 0;
    }

    /* a call may wait, and the place be taken meanwhile */

    p = ngx_pnalloc(api->request->pool, known->len);
    if (p == NULL) {
        return 0;
    }

    ngx_memcpy(p, known->claims, known->len);

    for (i = 0; i < NGX_HTTP_RELEVO_CLAIMS; i++) {
        call->params[place[i]] = (char *) p;
        p += ngx_strlen(p) + 1;
    }

    call->sql = ngx_http_relevo_route_known(api->route);
    call->statement += NGX_HTTP_RELEVO_PG_KNOWN;
    call->nparams = 1 + NGX_HTTP_RELEVO_CLAIMS;

    return 1;
}


/* no tenant: refused */

void
ngx_http_relevo_api_remember(ngx_http_relevo_api_t *api, PGresult *res)
{
    u_char                        *p;
    size_t                         len;
    ngx_uint_t                     i;
    ngx_http_relevo_remembered_t  *known;

    if (PQresultStatus(res) != PGRES_TUPLES_OK || PQntuples(res) != 1
        || PQnfields(res) < 5 + NGX_HTTP_RELEVO_CLAIMS
        || PQgetlength(res, 0, 5) == 0)
    {
        return;
    }

    len = 0;

    for (i = 0; i < NGX_HTTP_RELEVO_CLAIMS; i++) {
        len += PQgetlength(res, 0, 5 + i) + 1;
    }

    if (len > NGX_HTTP_RELEVO_CLAIMS_LEN) {
        return;
    }

    known = ngx_http_relevo_remembered(api);
    p = known->claims;

    for (i = 0; i < NGX_HTTP_RELEVO_CLAIMS; i++) {
        p = ngx_cpymem(p, PQgetvalue(res, 0, 5 + i),
                       PQgetlength(res, 0, 5 + i) + 1);
    }

    ngx_memcpy(known->who, api->who, sizeof(known->who));

    known->len = len;
    known->scope = api->route->scope;
    known->forgotten = api->forgotten;
    known->until = ngx_current_msec + api->rmcf->pg_conf->remember;
}
