
/*
 * pg, the directive: relevo_api_postgres CONNINFO [NAME=VALUE] ...
 *
 * CONNINFO is libpq's: "host=/run/postgresql dbname=relevo user=relevo_web".
 * A host name is resolved here: libpq would block a worker.  The password
 * comes from a file, read with the rights of the master.
 */

#include "ngx_http_relevo_conf.h"
#include "ngx_http_relevo_pg.h"


#define NGX_HTTP_RELEVO_PG_CONNECTIONS_MAX   64
#define NGX_HTTP_RELEVO_PG_MOST_MAX          10000
#define NGX_HTTP_RELEVO_PG_REMEMBER_MAX      10000


static char *ngx_http_relevo_pg_conninfo(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf);
static const char *ngx_http_relevo_pg_option(PQconninfoOption *options,
    const char *name);
static void ngx_http_relevo_pg_conninfo_free(void *data);
static void ngx_http_relevo_pg_fill(ngx_http_relevo_pg_conf_t *conf,
    PQconninfoOption *o, const char *addr);
static char *ngx_http_relevo_pg_resolve(ngx_conf_t *cf, const char *host,
    const char *port, const char **ret_addr);


static const ngx_http_relevo_option_t  ngx_http_relevo_pg_options[] = {

    { ngx_string("password_file="), ngx_http_relevo_option_secret_file,
      offsetof(ngx_http_relevo_pg_conf_t, password), 0 },

    { ngx_string("connections="), ngx_http_relevo_option_num,
      offsetof(ngx_http_relevo_pg_conf_t, connections),
      NGX_HTTP_RELEVO_PG_CONNECTIONS_MAX },

    { ngx_string("most="), ngx_http_relevo_option_num,
      offsetof(ngx_http_relevo_pg_conf_t, most),
      NGX_HTTP_RELEVO_PG_MOST_MAX },

    { ngx_string("depth="), ngx_http_relevo_option_num,
      offsetof(ngx_http_relevo_pg_conf_t, depth),
      NGX_HTTP_RELEVO_PG_DEPTH_MAX },

    { ngx_string("queue="), ngx_http_relevo_option_num,
      offsetof(ngx_http_relevo_pg_conf_t, queue), 0 },

    { ngx_string("timeout="), ngx_http_relevo_option_msec,
      offsetof(ngx_http_relevo_pg_conf_t, timeout), 0 },

    { ngx_string("connect_timeout="), ngx_http_relevo_option_msec,
      offsetof(ngx_http_relevo_pg_conf_t, connect_timeout), 0 },

    { ngx_string("remember="), ngx_http_relevo_option_msec_off,
      offsetof(ngx_http_relevo_pg_conf_t, remember),
      NGX_HTTP_RELEVO_PG_REMEMBER_MAX },

    { ngx_string("prepared="), ngx_http_relevo_option_flag,
      offsetof(ngx_http_relevo_pg_conf_t, prepared), 0 },

    { ngx_null_string, NULL, 0, 0 }
};


char *
ngx_http_relevo_conf_postgres(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_relevo_main_conf_t *rmcf = conf;

    char                       *rv;
    ngx_str_t                  *value;
    ngx_http_relevo_pg_conf_t  *pg;

    if (rmcf->pg_conf) {
        return "is duplicate";
    }

    pg = ngx_pcalloc(cf->pool, sizeof(ngx_http_relevo_pg_conf_t));
    if (pg == NULL) {
        return NGX_CONF_ERROR;
    }

    pg->connections = 4;
    pg->most = 50;
    pg->depth = 8;
    pg->queue = 1024;
    pg->timeout = 5000;
    pg->connect_timeout = 2000;
    pg->remember = 1000;
    pg->prepared = 1;

    rv = ngx_http_relevo_conf_options(cf, 2, ngx_http_relevo_pg_options, pg);
    if (rv != NGX_CONF_OK) {
        return rv;
    }

    value = cf->args->elts;
    rmcf->pg_conf = pg;

    return ngx_http_relevo_pg_conninfo(cf, &value[1], pg);
}


/*
 * Workers times connections is what PostgreSQL gets: never above most=.  Once
 * the whole configuration is read, for "worker_processes" may come last; a
 * warning and not an error, since nginx would exit by one here, also when it
 * is only reloaded.
 */

void
ngx_http_relevo_pg_share(ngx_cycle_t *cycle, ngx_http_relevo_pg_conf_t *conf)
{
    ngx_uint_t        workers, each;
    ngx_core_conf_t  *ccf;

    ccf = (ngx_core_conf_t *) ngx_get_conf(cycle->conf_ctx, ngx_core_module);

    workers = ccf->master ? (ngx_uint_t) ccf->worker_processes : 1;
    each = ngx_max(conf->most / workers, 1);

    if (conf->connections <= each) {
        return;
    }

    ngx_log_error(NGX_LOG_WARN, cycle->log, 0,
                  "%ui worker_processes with connections=%ui each would be "
                  "more than most=%ui of \"relevo_api_postgres\": each worker "
                  "gets %ui; raise most= if PostgreSQL's max_connections "
                  "allows it, or lower one of the others",
                  workers, conf->connections, conf->most, each);

    conf->connections = each;
}


/* taken apart now, so that a mistake is found by nginx -t */

static char *
ngx_http_relevo_pg_conninfo(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf)
{
    char                *error, *rv;
    const char          *host, *addr;
    ngx_uint_t           n;
    PQconninfoOption    *options, *o;
    ngx_pool_cleanup_t  *cln;

    cln = ngx_pool_cleanup_add(cf->pool, 0);
    if (cln == NULL) {
        return NGX_CONF_ERROR;
    }

    error = NULL;
    options = PQconninfoParse((char *) value->data, &error);

    if (options == NULL) {
        /* not the text itself: it may hold a password */

        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "the CONNINFO of \"relevo_api_postgres\" cannot "
                           "be read: %*s",
                           error ? strcspn(error, "\n") : 9,
                           error ? error : "no memory");
        PQfreemem(error);
        return NGX_CONF_ERROR;
    }

    cln->handler = ngx_http_relevo_pg_conninfo_free;
    cln->data = options;

    for (n = 0, o = options; o->keyword; o++) {
        n += o->val != NULL;
    }

    host = ngx_http_relevo_pg_option(options, "host");
    addr = ngx_http_relevo_pg_option(options, "hostaddr");
    rv = NGX_CONF_OK;

    if (host && host[0] != '/' && addr == NULL) {
        rv = ngx_http_relevo_pg_resolve(cf, host,
                               ngx_http_relevo_pg_option(options, "port"),
                               &addr);
    }

    conf->keys = ngx_pcalloc(cf->pool, (n + 5) * sizeof(char *));
    conf->values = ngx_pcalloc(cf->pool, (n + 5) * sizeof(char *));

    if (rv != NGX_CONF_OK || conf->keys == NULL || conf->values == NULL) {
        return NGX_CONF_ERROR;
    }

    ngx_http_relevo_pg_fill(conf, options, addr);

    return NGX_CONF_OK;
}


/* NULL: it is not said */

static const char *
ngx_http_relevo_pg_option(PQconninfoOption *options, const char *name)
{
    while (options->keyword && ngx_strcmp(options->keyword, name) != 0) {
        options++;
    }

    return options->keyword ? options->val : NULL;
}


/* the options live as long as the configuration */

static void
ngx_http_relevo_pg_conninfo_free(void *data)
{
    PQconninfoFree(data);
}


static void
ngx_http_relevo_pg_fill(ngx_http_relevo_pg_conf_t *conf,
    PQconninfoOption *o, const char *addr)
{
    ngx_uint_t  n;

    for (n = 0; o->keyword; o++) {

        if (o->val && ngx_strcmp(o->keyword, "hostaddr") != 0) {
            conf->keys[n] = o->keyword;
            conf->values[n++] = o->val;
        }
    }

    if (addr) {
        conf->keys[n] = "hostaddr";
        conf->values[n++] = addr;
    }

    if (conf->password.len) {
        conf->keys[n] = "password";
        conf->values[n++] = (char *) conf->password.data;
    }

    conf->keys[n] = "fallback_application_name";
    conf->values[n++] = "relevo_nginx";

    conf->keys[n] = "client_encoding";
    conf->values[n] = "UTF8";
}


static char *
ngx_http_relevo_pg_resolve(ngx_conf_t *cf, const char *host, const char *port,
    const char **ret_addr)
{
    size_t     len;
    u_char    *addr;
    ngx_url_t  u;

    ngx_memzero(&u, sizeof(ngx_url_t));

    u.host.data = (u_char *) host;
    u.host.len = ngx_strlen(host);
    u.port = (in_port_t) (port ? atoi(port) : 5432);

    if (ngx_inet_resolve_host(cf->pool, &u) != NGX_OK || u.naddrs == 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "%s in PostgreSQL host \"%s\"",
                           u.err ? u.err : "no address", host);
        return NGX_CONF_ERROR;
    }

    addr = ngx_pcalloc(cf->pool, NGX_SOCKADDR_STRLEN + 1);
    if (addr == NULL) {
        return NGX_CONF_ERROR;
    }

    len = ngx_sock_ntop(u.addrs[0].sockaddr, u.addrs[0].socklen, addr,
                        NGX_SOCKADDR_STRLEN, 0);
    addr[len] = '\0';

    *ret_addr = (char *) addr;

    return NGX_CONF_OK;
}
