
/*
 * redis, the handshake: AUTH, the durability settings, relevo:meta.
 *
 * All three are sent at once; the reply to the last one makes the connection
 * READY.  Also: what an error reply means for the connection.
 */

#include "ngx_http_relevo_redis_private.h"
#include "ngx_http_relevo_metrics.h"

#include "common/record.h"


#define NGX_HTTP_RELEVO_PARTITIONS_MAX   65535


typedef enum {
    NGX_HTTP_RELEVO_ERROR_KEEP = 0,         /* this command failed */
    NGX_HTTP_RELEVO_ERROR_DROP              /* this connection is no use */
} ngx_http_relevo_error_e;


typedef struct {
    const char               *prefix;
    ngx_uint_t                metric;
    ngx_http_relevo_error_e   then;
} ngx_http_relevo_error_t;


static ngx_int_t ngx_http_relevo_redis_auth(ngx_http_relevo_redis_t *redis);
static void ngx_http_relevo_redis_auth_handler(void *data, redisReply *reply);
static void ngx_http_relevo_redis_config_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_redis_meta_handler(void *data, redisReply *reply);
static ngx_int_t ngx_http_relevo_redis_pair(redisReply *reply,
    const char *name, ngx_str_t *ret_value);
static ngx_uint_t ngx_http_relevo_redis_pair_is(redisReply *reply,
    const char *name, const char *value);


static const ngx_http_relevo_error_t  ngx_http_relevo_errors[] = {

    { "OOM ",       NGX_HTTP_RELEVO_redis_oom,
      NGX_HTTP_RELEVO_ERROR_KEEP },

    { "MISCONF ",   NGX_HTTP_RELEVO_redis_misconf,
      NGX_HTTP_RELEVO_ERROR_KEEP },

    /* a failover: the address may lead to the new master */

    { "READONLY ",  NGX_HTTP_RELEVO_redis_readonly,
      NGX_HTTP_RELEVO_ERROR_DROP },

    { "LOADING ",   NGX_HTTP_RELEVO_redis_loading,
      NGX_HTTP_RELEVO_ERROR_DROP },

    /* the user was changed under us */

    { "NOAUTH ",    NGX_HTTP_RELEVO_redis_noauth,
      NGX_HTTP_RELEVO_ERROR_DROP },

    { "WRONGPASS ", NGX_HTTP_RELEVO_redis_noauth,
      NGX_HTTP_RELEVO_ERROR_DROP },

    { "NOPERM ",    NGX_HTTP_RELEVO_redis_noauth,
      NGX_HTTP_RELEVO_ERROR_KEEP },

    { "",           NGX_HTTP_RELEVO_redis_errors,
      NGX_HTTP_RELEVO_ERROR_KEEP }
};


ngx_int_t
ngx_http_relevo_redis_hello(ngx_http_relevo_redis_t *redis)
{
    u_char  *last;
    u_char   cmd[512];

    if (redis->conf->password.len
        && ngx_http_relevo_redis_auth(redis) != NGX_OK)
    {
        return NGX_ERROR;
    }

    last = ngx_http_relevo_resp_words(cmd, cmd + sizeof(cmd),
                                      NGX_HTTP_RELEVO_CONFIG_GET);

    if (ngx_http_relevo_redis_submit(redis, cmd, last - cmd, 0,
                                     ngx_http_relevo_redis_config_handler,
                                     redis)
        == NULL)
    {
        return NGX_ERROR;
    }

    last = ngx_http_relevo_resp_words(cmd, cmd + sizeof(cmd),
                                      "HGETALL relevo:meta");

    if (ngx_http_relevo_redis_submit(redis, cmd, last - cmd, 0,
                                     ngx_http_relevo_redis_meta_handler,
                                     redis)
        == NULL)
    {
        return NGX_ERROR;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_redis_auth(ngx_http_relevo_redis_t *redis)
{
    size_t                       size;
    u_char                      *cmd, *p;
    ngx_str_t                   *user, *password;
    ngx_http_relevo_redis_op_t  *op;

    user = &redis->conf->user;
    password = &redis->conf->password;

    size = sizeof("*3" CRLF "$4" CRLF "AUTH" CRLF) - 1
           + 2 * (NGX_HTTP_RELEVO_RESP_LEN + 2) + user->len + password->len;

    cmd = ngx_alloc(size, redis->log);
    if (cmd == NULL) {
        return NGX_ERROR;
    }

    p = ngx_sprintf(cmd, "*%d" CRLF "$4" CRLF "AUTH" CRLF, user->len ? 3 : 2);

    if (user->len) {
        p = ngx_http_relevo_resp_bulk(p, user->data, user->len);
    }

    p = ngx_http_relevo_resp_bulk(p, password->data, password->len);

    op = ngx_http_relevo_redis_submit(redis, cmd, p - cmd, 0,
                                      ngx_http_relevo_redis_auth_handler,
                                      redis);

    ngx_explicit_memzero(cmd, p - cmd);
    ngx_free(cmd);

    return op ? NGX_OK : NGX_ERROR;
}


static void
ngx_http_relevo_redis_auth_handler(void *data, redisReply *reply)
{
    ngx_http_relevo_redis_t  *redis = data;

    if (reply && ngx_http_relevo_redis_check(redis, reply) != NGX_OK) {
        ngx_http_relevo_redis_down(redis, "AUTH was refused");
    }
}


static void
ngx_http_relevo_redis_config_handler(void *data, redisReply *reply)
{
    if (reply) {
        ngx_http_relevo_redis_durability(data, reply);
    }
}


/*
 * ALWAYS needs all four settings: with no-appendfsync-on-rewrite or an
 * evicting policy a 200 may outlive what it confirms.
 */

void
ngx_http_relevo_redis_durability(ngx_http_relevo_redis_t *redis,
    redisReply *reply)
{
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements < 2) {
        redis->durability = NGX_HTTP_RELEVO_DURABILITY_UNKNOWN;
        return;
    }

    if (!ngx_http_relevo_redis_pair_is(reply, "appendonly", "yes")
        || !ngx_http_relevo_redis_pair_is(reply, "maxmemory-policy",
                                          "noeviction")
        || ngx_http_relevo_redis_pair_is(reply, "appendfsync", "no"))
    {
        redis->durability = NGX_HTTP_RELEVO_DURABILITY_NONE;
        return;
    }

    if (!ngx_http_relevo_redis_pair_is(reply, "appendfsync", "always")
        || !ngx_http_relevo_redis_pair_is(reply, "no-appendfsync-on-rewrite",
                                          "no"))
    {
        redis->durability = NGX_HTTP_RELEVO_DURABILITY_EVERYSEC;
        return;
    }

    redis->durability = NGX_HTTP_RELEVO_DURABILITY_ALWAYS;
}


static void
ngx_http_relevo_redis_meta_handler(void *data, redisReply *reply)
{
    ngx_int_t                 format, partitions;
    ngx_str_t                 value;
    ngx_http_relevo_redis_t  *redis = data;

    if (reply == NULL || redis->ac == NULL) {
        return;
    }

    if (ngx_http_relevo_redis_check(redis, reply) != NGX_OK) {
        ngx_http_relevo_redis_down(redis, "HGETALL relevo:meta was refused");
        return;
    }

    if (ngx_http_relevo_redis_pair(reply, "format", &value) != NGX_OK) {
        ngx_http_relevo_redis_down(redis, "no relevo:meta: run \"relevo "
                                   "migrate\"");
        return;
    }

    format = ngx_atoi(value.data, value.len);

    if (format != RECORD_VERSION) {
        ngx_http_relevo_redis_down(redis, "relevo:meta has another record "
                                   "format than this module");
        return;
    }

    partitions = NGX_ERROR;

    if (ngx_http_relevo_redis_pair(reply, "partitions", &value) == NGX_OK) {
        partitions = ngx_atoi(value.data, value.len);
    }

    if (partitions < 1 || partitions > NGX_HTTP_RELEVO_PARTITIONS_MAX) {
        ngx_http_relevo_redis_down(redis, "relevo:meta has no valid number "
                                   "of partitions");
        return;
    }

    redis->partitions = partitions;

    ngx_http_relevo_redis_up(redis);
}


ngx_int_t
ngx_http_relevo_redis_check(ngx_http_relevo_redis_t *redis, redisReply *reply)
{
    size_t                          len;
    const ngx_http_relevo_error_t  *error;

    if (reply == NULL) {
        return NGX_ERROR;
    }

    if (reply->type != REDIS_REPLY_ERROR) {
        return NGX_OK;
    }

    for (error = ngx_http_relevo_errors; /* void */ ; error++) {
        len = ngx_strlen(error->prefix);

        if ((size_t) reply->len >= len
            && ngx_strncmp(reply->str, error->prefix, len) == 0)
        {
            break;
        }
    }

    (void) ngx_atomic_fetch_add(&ngx_http_relevo_counters[error->metric], 1);

    /* a reply is one line of the server; it holds no CR or LF */

    ngx_log_error(NGX_LOG_INFO, redis->log, 0, "relevo %s: error reply \"%*s\"",
                  redis->name, (size_t) ngx_min(reply->len, 256), reply->str);

    if (error->then == NGX_HTTP_RELEVO_ERROR_DROP) {
        ngx_http_relevo_redis_down(redis, error->prefix);
    }

    return NGX_ERROR;
}


/* the value behind a name in a flat array of names and values */

static ngx_int_t
ngx_http_relevo_redis_pair(redisReply *reply, const char *name,
    ngx_str_t *ret_value)
{
    size_t       i;
    redisReply  *key, *value;

    if (reply->type != REDIS_REPLY_ARRAY) {
        return NGX_DECLINED;
    }

    for (i = 0; i + 1 < reply->elements; i += 2) {
        key = reply->element[i];
        value = reply->element[i + 1];

        if (key->type == REDIS_REPLY_STRING
            && value->type == REDIS_REPLY_STRING
            && ngx_strcmp(key->str, name) == 0)
        {
            ret_value->data = (u_char *) value->str;
            ret_value->len = value->len;
            return NGX_OK;
        }
    }

    return NGX_DECLINED;
}


static ngx_uint_t
ngx_http_relevo_redis_pair_is(redisReply *reply, const char *name,
    const char *value)
{
    ngx_str_t  got;

    return ngx_http_relevo_redis_pair(reply, name, &got) == NGX_OK
           && got.len == ngx_strlen(value)
           && ngx_strncmp(got.data, value, got.len) == 0;
}
