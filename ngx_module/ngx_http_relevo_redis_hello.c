
/*
 * redis, the handshake: AUTH, the durability settings, then relevo:meta of a
 * single server, the map of a cluster's node, or a mere PING.
 *
 * All are sent at once; the reply to the last one makes the connection READY.
 * Also: what an error reply means for the connection.
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
static void ngx_http_relevo_redis_meta_handler(void *data, redisReply *reply);
static void ngx_http_relevo_redis_slots_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_redis_ping_handler(void *data, redisReply *reply);
static void ngx_http_relevo_redis_follow(ngx_http_relevo_redis_t *redis,
    redisReply *reply);
static ngx_int_t ngx_http_relevo_redis_pair(redisReply *reply,
    const char *name, ngx_str_t *ret_value);


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

    /* a cluster: moving, or without a majority */

    { "MOVED ",     NGX_HTTP_RELEVO_redis_moved,
      NGX_HTTP_RELEVO_ERROR_KEEP },

    { "ASK ",       NGX_HTTP_RELEVO_redis_asked,
      NGX_HTTP_RELEVO_ERROR_KEEP },

    { "TRYAGAIN ",  NGX_HTTP_RELEVO_redis_asked,
      NGX_HTTP_RELEVO_ERROR_KEEP },

    { "CLUSTERDOWN ", NGX_HTTP_RELEVO_redis_clusterdown,
      NGX_HTTP_RELEVO_ERROR_KEEP },

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
    if (redis->conf->password.len
        && ngx_http_relevo_redis_auth(redis) != NGX_OK)
    {
        return NGX_ERROR;
    }

    /* one that only follows a key: where it is was settled by a node */

    if (redis->bound_key) {
        return ngx_http_relevo_redis_ask(redis, "PING",
                                         ngx_http_relevo_redis_ping_handler);
    }

    if (ngx_http_relevo_durability_ask(redis) != NGX_OK) {
        return NGX_ERROR;
    }

    if (redis->cluster) {
        return ngx_http_relevo_redis_ask(redis, "CLUSTER SLOTS",
                                         ngx_http_relevo_redis_slots_handler);
    }

    return ngx_http_relevo_redis_ask(redis, "HGETALL relevo:meta",
                                     ngx_http_relevo_redis_meta_handler);
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
ngx_http_relevo_redis_meta_handler(void *data, redisReply *reply)
{
    const char               *error;
    ngx_http_relevo_redis_t  *redis = data;

    if (reply == NULL || redis->hiredis == NULL) {
        return;
    }

    if (ngx_http_relevo_redis_check(redis, reply) != NGX_OK) {
        ngx_http_relevo_redis_down(redis, "HGETALL relevo:meta was refused");
        return;
    }

    error = ngx_http_relevo_redis_meta(reply, &redis->partitions);

    if (error) {
        ngx_http_relevo_redis_down(redis, error);
        return;
    }

    ngx_http_relevo_redis_up(redis);
}


const char *
ngx_http_relevo_redis_meta(redisReply *reply, ngx_uint_t *ret_partitions)
{
    ngx_int_t  partitions;
    ngx_str_t  value;

    if (ngx_http_relevo_redis_pair(reply, "format", &value) != NGX_OK) {
        return "no relevo:meta: run \"relevo migrate\"";
    }

    if (ngx_atoi(value.data, value.len) != RECORD_VERSION) {
        return "relevo:meta has another record format than this module";
    }

    partitions = NGX_ERROR;

    if (ngx_http_relevo_redis_pair(reply, "partitions", &value) == NGX_OK) {
        partitions = ngx_atoi(value.data, value.len);
    }

    if (partitions < 1 || partitions > NGX_HTTP_RELEVO_PARTITIONS_MAX) {
        return "relevo:meta has no valid number of partitions";
    }

    *ret_partitions = partitions;

    return NULL;
}


/* a node of a cluster tells where everything is */

static void
ngx_http_relevo_redis_slots_handler(void *data, redisReply *reply)
{
    const char               *error;
    ngx_http_relevo_redis_t  *redis = data;

    if (reply == NULL || redis->hiredis == NULL) {
        return;
    }

    if (ngx_http_relevo_redis_check(redis, reply) != NGX_OK) {
        ngx_http_relevo_redis_down(redis, "CLUSTER SLOTS was refused");
        return;
    }

    error = ngx_http_relevo_cluster_learn(redis, reply);

    if (error) {
        ngx_http_relevo_redis_down(redis, error);
        return;
    }

    /* it may have learned that nobody needs it */

    if (redis->hiredis) {
        ngx_http_relevo_redis_up(redis);
    }
}


static void
ngx_http_relevo_redis_ping_handler(void *data, redisReply *reply)
{
    ngx_http_relevo_redis_t *redis = data;

    if (reply == NULL || redis->hiredis == NULL) {
        return;
    }

    if (ngx_http_relevo_redis_check(redis, reply) != NGX_OK) {
        ngx_http_relevo_redis_down(redis, "PING was refused");
        return;
    }

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

    ngx_http_relevo_counters[error->metric]++;

    /* a reply is one line of the server; it holds no CR or LF */

    ngx_log_error(NGX_LOG_INFO, redis->log, 0, "relevo %s: error reply \"%*s\"",
                  redis->name, (size_t) ngx_min(reply->len, 256), reply->str);

    if (redis->bound_key) {
        ngx_http_relevo_redis_follow(redis, reply);
    }

    if (error->then == NGX_HTTP_RELEVO_ERROR_DROP) {
        ngx_http_relevo_redis_down(redis, error->prefix);
    }

    return NGX_ERROR;
}


/* a connection that follows a key: the next attempt goes where it is told */

static void
ngx_http_relevo_redis_follow(ngx_http_relevo_redis_t *redis,
    redisReply *reply)
{
    unsigned        slot;
    cluster_addr_t  to;

    switch (cluster_says(reply, redis->at.host, &slot, &to)) {

    case CLUSTER_MOVED:
        ngx_http_relevo_cluster_moved(redis->cluster, slot, &to);
        break;

    case CLUSTER_ASK:
        redis->ask = to;
        break;

    default:
        return;
    }

    redis->backoff = 0;
    ngx_http_relevo_redis_down(redis, "the key has moved");
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


ngx_uint_t
ngx_http_relevo_redis_pair_is(redisReply *reply, const char *name,
    const char *value)
{
    ngx_str_t  got;

    return ngx_http_relevo_redis_pair(reply, name, &got) == NGX_OK
           && got.len == ngx_strlen(value)
           && ngx_strncmp(got.data, value, got.len) == 0;
}
