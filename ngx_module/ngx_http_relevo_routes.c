
/*
 * routes - the whole surface of the API: method and path -> api.<function>.
 *
 * Here is how a row becomes a statement; the rows are in routes/<group>.def.
 * A row is a statement that is constant when the module is compiled; `grep
 * api.x` finds both of its ends, and t/00_api.t proves that table, functions
 * and grants are the same, both ways.  The statement is one transaction:
 * core.enter() says who asks and what they may, api.<function> acts, and
 * api.done() keeps what must be kept of a change (audit, idempotency).  A
 * read has a second one behind it, for who has just been let in.
 *
 * {name} in a path is a uuid when it ends with "id", else a text.
 */

#include "ngx_http_relevo_api.h"


/*
 * core.enter() refuses with an answer, not with an error: nothing is logged.
 * Its row is one value (not a FROM item): that needs no store for rows.
 */

#define NGX_HTTP_RELEVO_SQL_OF(type, cast, enter, call, notes)                \
    "select (x.r).status, " cast ", (x.r).body, " notes                       \
    " from (select case when (e.e).status is null then " call                 \
    " else ((e.e).status, null, (e.e).body)::api." type " end as r,"          \
    " (e.e).headers as h"                                                     \
    " from (select " enter " as e offset 0) e offset 0) x"

#define NGX_HTTP_RELEVO_SQL(enter, call, notes)                               \
    NGX_HTTP_RELEVO_SQL_OF("response",                                        \
        "coalesce((x.r).headers || x.h, (x.r).headers, x.h)", enter, call,    \
        notes)

/*
 * The claims that core.enter() has set, and the statement that sets them
 * again (_api_remember.c).  It looks nobody up: that is a third of what a
 * quick read costs.  Behind a NUL, so that a row needs no more members.
 */

#define NGX_HTTP_RELEVO_SQL_CLAIMS                                            \
    "null, null, current_setting('relevo.tenant', true),"                     \
    " current_setting('relevo.key', true),"                                   \
    " current_setting('relevo.role', true),"                                  \
    " current_setting('relevo.agent', true),"                                 \
    " current_setting('relevo.scopes', true)"

#define NGX_HTTP_RELEVO_SQL_KNOWN(fn)                                         \
    "\0"                                                                      \
    "select (x.r).status, (x.r).headers, (x.r).body, null, null"              \
    " from (select case when num_nulls("                                      \
    "set_config('relevo.tenant', $1, true),"                                  \
    " set_config('relevo.key', $3, true),"                                    \
    " set_config('relevo.role', $4, true),"                                   \
    " set_config('relevo.agent', $5, true),"                                  \
    " set_config('relevo.scopes', $6, true),"                                 \
    " set_config('transaction_read_only', 'on', true)) = 0"                   \
    " then api." fn "($2::jsonb) end as r offset 0) x"

/* of an api.quick: text, and headers are merged only where there are two */

#define NGX_HTTP_RELEVO_SQL_QUICK(fn, scope)                                  \
    NGX_HTTP_RELEVO_SQL_OF("quick",                                           \
        "case when x.h is null then (x.r).headers"                            \
        " else (coalesce((x.r).headers::jsonb, '{}') || x.h)::text end",      \
        "core.enter($1, '" scope "', true, '" fn "', $2::jsonb)",             \
        "api." fn "($2::jsonb)", NGX_HTTP_RELEVO_SQL_CLAIMS)                  \
    NGX_HTTP_RELEVO_SQL_KNOWN(fn)

#define NGX_HTTP_RELEVO_SQL_READ(fn, scope)                                   \
    NGX_HTTP_RELEVO_SQL("core.enter($1, '" scope "', true, '" fn              \
                        "', $2::jsonb)",                                      \
                        "api." fn "($2::jsonb)", NGX_HTTP_RELEVO_SQL_CLAIMS)  \
    NGX_HTTP_RELEVO_SQL_KNOWN(fn)

#define NGX_HTTP_RELEVO_SQL_WRITE(fn, scope)                                  \
    NGX_HTTP_RELEVO_SQL("core.enter($1, '" scope "', false, '" fn             \
                        "', $2::jsonb)",                                      \
                        "api.done('" fn "', $2::jsonb, api." fn               \
                        "($2::jsonb))",                                       \
                        "core.take_events(), core.take_wakes()")

#define NGX_HTTP_RELEVO_SQL_PUBLIC(fn)                                        \
    NGX_HTTP_RELEVO_SQL("core.enter_public($1, $2::jsonb)",                   \
                        "api." fn "($2::jsonb)",                              \
                        "core.take_events(), core.take_wakes()")

#define NGX_HTTP_RELEVO_READ(path, fn, scope, query, summary)                 \
    { NGX_HTTP_GET, path, fn, NGX_HTTP_RELEVO_SQL_READ(fn, scope), scope,     \
      NGX_HTTP_RELEVO_ROUTE_READ, query, NULL, 0, summary }

/* an api.quick: rows by their key, no lock: may share a connection */

#define NGX_HTTP_RELEVO_QUICK(path, fn, scope, query, summary)                \
    { NGX_HTTP_GET, path, fn, NGX_HTTP_RELEVO_SQL_QUICK(fn, scope), scope,    \
      NGX_HTTP_RELEVO_ROUTE_READ|NGX_HTTP_RELEVO_ROUTE_QUICK, query, NULL, 0, \
      summary }

/* an api.quick that is longer: a connection to itself */

#define NGX_HTTP_RELEVO_TEXT(path, fn, scope, query, summary)                 \
    { NGX_HTTP_GET, path, fn, NGX_HTTP_RELEVO_SQL_QUICK(fn, scope), scope,    \
      NGX_HTTP_RELEVO_ROUTE_READ, query, NULL, 0, summary }

#define NGX_HTTP_RELEVO_WRITE(method, path, fn, scope, body, summary)         \
    { NGX_HTTP_##method, path, fn, NGX_HTTP_RELEVO_SQL_WRITE(fn, scope),      \
      scope, 0, NULL, body, 0, summary }

#define NGX_HTTP_RELEVO_SEALED(method, path, fn, scope, body, summary)        \
    { NGX_HTTP_##method, path, fn, NGX_HTTP_RELEVO_SQL_WRITE(fn, scope),      \
      scope, NGX_HTTP_RELEVO_ROUTE_SEAL, NULL, body, 0, summary }

#define NGX_HTTP_RELEVO_TOTP(method, path, fn, scope, body, summary)          \
    { NGX_HTTP_##method, path, fn, NGX_HTTP_RELEVO_SQL_WRITE(fn, scope),      \
      scope, NGX_HTTP_RELEVO_ROUTE_TOTP, NULL, body, 0, summary }

#define NGX_HTTP_RELEVO_LARGE(method, path, fn, scope, body, max, summary)    \
    { NGX_HTTP_##method, path, fn, NGX_HTTP_RELEVO_SQL_WRITE(fn, scope),      \
      scope, 0, NULL, body, max, summary }

/* a page for whoever has its link, and what its button posts to */

#define NGX_HTTP_RELEVO_ROUTE_FORM                                            \
    (NGX_HTTP_RELEVO_ROUTE_PUBLIC|NGX_HTTP_RELEVO_ROUTE_PAGE                  \
     |NGX_HTTP_RELEVO_ROUTE_HIDDEN)

#define NGX_HTTP_RELEVO_UPLOAD(path, fn, scope, query, summary)               \
    { NGX_HTTP_POST, path, fn, NGX_HTTP_RELEVO_SQL_WRITE(fn, scope),          \
      scope, NGX_HTTP_RELEVO_ROUTE_UPLOAD, query, NULL, 0, summary }

#define NGX_HTTP_RELEVO_PAGE   "limit:int cursor:str512"


/* the order is that of docs/API.md; the first row that fits is taken */

static const ngx_http_relevo_route_t  ngx_http_relevo_route_table[] = {
#include "routes/session.def"
#include "routes/agents.def"
#include "routes/conversations.def"
#include "routes/contacts.def"
#include "routes/knowledge.def"
#include "routes/channels.def"
#include "routes/notifications.def"
#include "routes/operations.def"
};


const ngx_http_relevo_route_t *
ngx_http_relevo_routes(void)
{
    return ngx_http_relevo_route_table;
}


const char *
ngx_http_relevo_route_known(const ngx_http_relevo_route_t *route)
{
    return route->sql + ngx_strlen(route->sql) + 1;
}


ngx_uint_t
ngx_http_relevo_routes_n(void)
{
    return sizeof(ngx_http_relevo_route_table)
           / sizeof(ngx_http_relevo_route_table[0]);
}
