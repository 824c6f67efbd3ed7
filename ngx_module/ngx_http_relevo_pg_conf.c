
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


typedef struct {
    ngx_str_t     prefix;
    char       *(*set)(ngx_conf_t *cf, ngx_str_t *value,
                    ngx_http_relevo_pg_conf_t *conf);
} ngx_http_relevo_pg_option_t;


static char *ngx_http_relevo_pg_conninfo(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf);
static void ngx_http_relevo_pg_conninfo_free(void *data);
static void ngx_http_relevo_pg_fill(ngx_http_relevo_pg_conf_t *conf,
    PQconninfoOption *o, const char *addr);
static char *ngx_http_relevo_pg_resolve(ngx_conf_t *cf, const char *host,
    const char *port, const char **ret_addr);
static char *ngx_http_relevo_pg_password(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf);
static char *ngx_http_relevo_pg_connections(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf);
static char *ngx_http_relevo_pg_depth(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf);
static char *ngx_http_relevo_pg_queue(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf);
static char *ngx_http_relevo_pg_timeout(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf);
static char *ngx_http_relevo_pg_connect_timeout(ngx_conf_t *cf,
    ngx_str_t *value, ngx_http_relevo_pg_conf_t *conf);
static char *ngx_http_relevo_pg_prepared(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf);


static const ngx_http_relevo_pg_option_t  ngx_http_relevo_pg_options[] = {

    { ngx_string("password_file="), ngx_http_relevo_pg_password },
    { ngx_string("connections="), ngx_http_relevo_pg_connections },
    { ngx_string("depth="), ngx_http_relevo_pg_depth },
    { ngx_string("queue="), ngx_http_relevo_pg_queue },
    { ngx_string("timeout="), ngx_http_relevo_pg_timeout },
    { ngx_string("connect_timeout="), ngx_http_relevo_pg_connect_timeout },
    { ngx_string("prepared="), ngx_http_relevo_pg_prepared },

    { ngx_null_string, NULL }
};


char *
ngx_http_relevo_conf_postgres(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_relevo_main_conf_t *rmcf = conf;

    char                               *rv;
    ngx_str_t                          *value, rest;
    ngx_uint_t                          i;
    ngx_http_relevo_pg_conf_t          *pg;
    const ngx_http_relevo_pg_option_t  *option;

    if (rmcf->pg_conf) {
        return "is duplicate";
    }

    pg = ngx_pcalloc(cf->pool, sizeof(ngx_http_relevo_pg_conf_t));
    if (pg == NULL) {
        return NGX_CONF_ERROR;
    }

    pg->connections = 4;
    pg->depth = 8;
    pg->queue = 1024;
    pg->timeout = 5000;
    pg->connect_timeout = 2000;

    value = cf->args->elts;

    for (i = 2; i < cf->args->nelts; i++) {

        for (option = ngx_http_relevo_pg_options; option->prefix.len; option++)
        {
            if (value[i].len > option->prefix.len
                && ngx_strncmp(value[i].data, option->prefix.data,
                               option->prefix.len)
                   == 0)
            {
                break;
            }
        }

        if (option->prefix.len == 0) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid parameter \"%V\"", &value[i]);
            return NGX_CONF_ERROR;
        }

        rest.data = value[i].data + option->prefix.len;
        rest.len = value[i].len - option->prefix.len;

        rv = option->set(cf, &rest, pg);
        if (rv != NGX_CONF_OK) {
            return rv;
        }
    }

    rmcf->pg_conf = pg;

    return ngx_http_relevo_pg_conninfo(cf, &value[1], pg);
}


/* taken apart now, so that a mistake is found by nginx -t */

static char *
ngx_http_relevo_pg_conninfo(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf)
{
    char                *error, *rv;
    const char          *host, *addr, *port;
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
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "%s in \"%V\"",
                           error ? error : "no memory", value);
        PQfreemem(error);
        return NGX_CONF_ERROR;
    }

    cln->handler = ngx_http_relevo_pg_conninfo_free;
    cln->data = options;

    host = addr = port = NULL;

    for (n = 0, o = options; o->keyword; o++) {

        if (o->val == NULL) {
            continue;
        }

        n++;

        if (ngx_strcmp(o->keyword, "host") == 0) {
            host = o->val;

        } else if (ngx_strcmp(o->keyword, "hostaddr") == 0) {
            addr = o->val;

        } else if (ngx_strcmp(o->keyword, "port") == 0) {
            port = o->val;
        }
    }

    rv = NGX_CONF_OK;

    if (host && host[0] != '/' && addr == NULL) {
        rv = ngx_http_relevo_pg_resolve(cf, host, port, &addr);
    }

    conf->keys = ngx_pcalloc(cf->pool, (n + 5) * sizeof(char *));
    conf->values = ngx_pcalloc(cf->pool, (n + 5) * sizeof(char *));

    if (rv != NGX_CONF_OK || conf->keys == NULL || conf->values == NULL) {
        return NGX_CONF_ERROR;
    }

    ngx_http_relevo_pg_fill(conf, options, addr);

    return NGX_CONF_OK;
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


static char *
ngx_http_relevo_pg_password(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf)
{
    u_char     *p;
    ngx_str_t   secret;

    if (ngx_http_relevo_conf_read_secret(cf, value, &secret) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    if (secret.len == 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "password file \"%V\" is empty", value);
        return NGX_CONF_ERROR;
    }

    p = ngx_pnalloc(cf->pool, secret.len + 1);
    if (p == NULL) {
        return NGX_CONF_ERROR;
    }

    (void) ngx_cpystrn(p, secret.data, secret.len + 1);

    conf->password.data = p;
    conf->password.len = secret.len;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_pg_connections(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf)
{
    ngx_int_t  n;

    n = ngx_atoi(value->data, value->len);

    if (n < 1 || n > NGX_HTTP_RELEVO_PG_CONNECTIONS_MAX) {
        return "has an invalid connections=, it must be 1 to 64";
    }

    conf->connections = n;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_pg_depth(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf)
{
    ngx_int_t  n;

    n = ngx_atoi(value->data, value->len);

    if (n < 1 || n > NGX_HTTP_RELEVO_PG_DEPTH_MAX) {
        return "has an invalid depth=, it must be 1 to 64";
    }

    conf->depth = n;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_pg_queue(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf)
{
    ngx_int_t  n;

    n = ngx_atoi(value->data, value->len);

    if (n < 1) {
        return "has an invalid queue=";
    }

    conf->queue = n;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_pg_timeout(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf)
{
    ngx_int_t  ms;

    ms = ngx_parse_time(value, 0);

    if (ms == NGX_ERROR || ms == 0) {
        return "has an invalid timeout=";
    }

    conf->timeout = ms;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_pg_connect_timeout(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf)
{
    ngx_int_t  ms;

    ms = ngx_parse_time(value, 0);

    if (ms == NGX_ERROR || ms == 0) {
        return "has an invalid connect_timeout=";
    }

    conf->connect_timeout = ms;

    return NGX_CONF_OK;
}


static char *
ngx_http_relevo_pg_prepared(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_relevo_pg_conf_t *conf)
{
    if (ngx_strcmp(value->data, "on") == 0) {
        conf->unprepared = 0;

    } else if (ngx_strcmp(value->data, "off") == 0) {
        conf->unprepared = 1;

    } else {
        return "has an invalid prepared=, it must be on or off";
    }

    return NGX_CONF_OK;
}
