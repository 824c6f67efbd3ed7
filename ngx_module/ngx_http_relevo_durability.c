
/*
 * durability - what a 200 survives: the level that relevo_durability demands,
 * the row that Redis runs at, and the replicas that have acknowledged.
 *
 *   fsync       appendonly yes, appendfsync always, no-appendfsync-on-rewrite
 *               no, noeviction; asked at connect and every few seconds
 *   replica N   and N replicas have it: WAIT behind the appends
 *   relaxed     whatever Redis does; named so wherever it is named
 *
 * One WAIT is under way per connection; it covers all that was sent before
 * it, and what comes meanwhile shares the next one (group commit, no timer).
 */

#include "ngx_http_relevo_redis_private.h"
#include "ngx_http_relevo_metrics.h"
#include "ngx_http_relevo_conf.h"


#define NGX_HTTP_RELEVO_CHECK_OK      5000      /* ms between two looks */
#define NGX_HTTP_RELEVO_CHECK_BAD     500       /* while it is too weak */
#define NGX_HTTP_RELEVO_WAIT_MS       500       /* of WAIT, by default */
#define NGX_HTTP_RELEVO_REPLICAS_MAX  16


static void ngx_http_relevo_check_config_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_check_info_handler(void *data, redisReply *reply);
static ngx_uint_t ngx_http_relevo_replicas_online(redisReply *reply);
static char *ngx_http_relevo_conf_replica(ngx_conf_t *cf,
    ngx_http_relevo_demand_t *demand);
static void ngx_http_relevo_durability_tell(ngx_http_relevo_redis_t *redis);
static void ngx_http_relevo_check_again(ngx_http_relevo_redis_t *redis);
static void ngx_http_relevo_confirm_handler(void *data, redisReply *reply);
static void ngx_http_relevo_confirm_end(ngx_http_relevo_redis_t *redis,
    ngx_queue_t *ops, redisReply *reply);


static const char  *ngx_http_relevo_rows[] = {
    "unverified", "relaxed:none", "relaxed:everysec", "fsync"
};


char *
ngx_http_relevo_conf_durability(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_relevo_main_conf_t *rmcf = conf;

    ngx_str_t                 *value;
    ngx_http_relevo_demand_t  *demand;

    demand = &rmcf->redis_conf.demand;
    value = cf->args->elts;

    if (demand->level != NGX_HTTP_RELEVO_LEVEL_UNSET) {
        return "is duplicate";
    }

    demand->wait = NGX_HTTP_RELEVO_WAIT_MS;

    if (ngx_strcmp(value[1].data, "replica") == 0 && cf->args->nelts > 2) {
        return ngx_http_relevo_conf_replica(cf, demand);
    }

    if (cf->args->nelts == 2) {

        if (ngx_strcmp(value[1].data, "fsync") == 0
            || ngx_strcmp(value[1].data, "always") == 0)
        {
            demand->level = NGX_HTTP_RELEVO_LEVEL_FSYNC;
            return NGX_CONF_OK;
        }

        if (ngx_strcmp(value[1].data, "relaxed") == 0) {
            demand->level = NGX_HTTP_RELEVO_LEVEL_RELAXED;
            return NGX_CONF_OK;
        }
    }

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                       "invalid value \"%V\", it must be \"fsync\", "
                       "\"replica N [TIME]\" or \"relaxed\"", &value[1]);

    return NGX_CONF_ERROR;
}


/* N [TIME]: that many have it, within that time */

static char *
ngx_http_relevo_conf_replica(ngx_conf_t *cf, ngx_http_relevo_demand_t *demand)
{
    ngx_int_t   n;
    ngx_str_t  *value;

    value = cf->args->elts;
    n = ngx_atoi(value[2].data, value[2].len);

    if (n < 1 || n > NGX_HTTP_RELEVO_REPLICAS_MAX) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid number of replicas \"%V\", it must "
                           "be 1 to %d", &value[2],
                           NGX_HTTP_RELEVO_REPLICAS_MAX);
        return NGX_CONF_ERROR;
    }

    demand->level = NGX_HTTP_RELEVO_LEVEL_REPLICA;
    demand->replicas = n;

    if (cf->args->nelts > 3) {
        n = ngx_parse_time(&value[3], 0);

        if (n == NGX_ERROR || n == 0) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid timeout \"%V\"", &value[3]);
            return NGX_CONF_ERROR;
        }

        demand->wait = n;
    }

    return NGX_CONF_OK;
}


/* "fsync", "replica 2", "relaxed": as it was demanded */

u_char *
ngx_http_relevo_demand_name(u_char *p, ngx_http_relevo_demand_t *demand)
{
    if (demand->level == NGX_HTTP_RELEVO_LEVEL_REPLICA) {
        return ngx_sprintf(p, "replica %ui", demand->replicas);
    }

    return ngx_sprintf(p, "%s", demand->level == NGX_HTTP_RELEVO_LEVEL_RELAXED
                                ? "relaxed" : "fsync");
}


/* the row that is active: at most 24 bytes */

u_char *
ngx_http_relevo_durability_name(u_char *p, ngx_http_relevo_redis_t *redis)
{
    if (redis->is_facade) {
        ngx_http_relevo_cluster_row(redis->cluster);
    }

    if (redis->durability == NGX_HTTP_RELEVO_DURABILITY_FSYNC
        && redis->conf->demand.level == NGX_HTTP_RELEVO_LEVEL_REPLICA
        && redis->replicas >= redis->conf->demand.replicas)
    {
        return ngx_http_relevo_demand_name(p, &redis->conf->demand);
    }

    return ngx_sprintf(p, "%s", ngx_http_relevo_rows[redis->durability]);
}


/* may an append be confirmed?  What nobody may ask is not held against it. */

ngx_uint_t
ngx_http_relevo_durability_is_met(ngx_http_relevo_redis_t *redis)
{
    ngx_http_relevo_demand_t  *demand;

    if (redis->is_facade) {
        ngx_http_relevo_cluster_row(redis->cluster);
    }

    demand = &redis->conf->demand;

    if (demand->level == NGX_HTTP_RELEVO_LEVEL_RELAXED) {
        return 1;
    }

    if (redis->durability != NGX_HTTP_RELEVO_DURABILITY_FSYNC
        && redis->durability != NGX_HTTP_RELEVO_DURABILITY_UNVERIFIED)
    {
        return 0;
    }

    return demand->level != NGX_HTTP_RELEVO_LEVEL_REPLICA
           || redis->replicas >= demand->replicas;
}


/* of several servers the weakest counts; not knowing is better than weak */

ngx_uint_t
ngx_http_relevo_row_rank(ngx_http_relevo_redis_t *redis)
{
    static const ngx_uint_t  rank[] = { 2, 0, 1, 3 };

    return rank[redis->durability];
}


/*
 * FSYNC needs all four settings: with no-appendfsync-on-rewrite or an
 * evicting policy a 200 may outlive what it confirms.
 */

void
ngx_http_relevo_redis_durability(ngx_http_relevo_redis_t *redis,
    redisReply *reply)
{
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements < 2) {
        redis->durability = NGX_HTTP_RELEVO_DURABILITY_UNVERIFIED;

    } else if (!ngx_http_relevo_redis_pair_is(reply, "appendonly", "yes")
               || !ngx_http_relevo_redis_pair_is(reply, "maxmemory-policy",
                                                 "noeviction")
               || ngx_http_relevo_redis_pair_is(reply, "appendfsync", "no"))
    {
        redis->durability = NGX_HTTP_RELEVO_DURABILITY_NONE;

    } else if (!ngx_http_relevo_redis_pair_is(reply, "appendfsync", "always")
               || !ngx_http_relevo_redis_pair_is(reply,
                                                 "no-appendfsync-on-rewrite",
                                                 "no"))
    {
        redis->durability = NGX_HTTP_RELEVO_DURABILITY_EVERYSEC;

    } else {
        redis->durability = NGX_HTTP_RELEVO_DURABILITY_FSYNC;
    }

    if (redis->state == NGX_HTTP_RELEVO_REDIS_READY) {
        ngx_http_relevo_durability_tell(redis);
    }
}


/* asks the server; no request waits for it, no exit either */

ngx_int_t
ngx_http_relevo_durability_ask(ngx_http_relevo_redis_t *redis)
{
    if (redis->conf->demand.level == NGX_HTTP_RELEVO_LEVEL_REPLICA
        && ngx_http_relevo_redis_ask(redis, "INFO replication",
                                     ngx_http_relevo_check_info_handler)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_relevo_redis_ask(redis, NGX_HTTP_RELEVO_CONFIG_GET,
                                     ngx_http_relevo_check_config_handler);
}


static void
ngx_http_relevo_check_config_handler(void *data, redisReply *reply)
{
    if (reply) {
        ngx_http_relevo_redis_durability(data, reply);
    }
}


static void
ngx_http_relevo_check_info_handler(void *data, redisReply *reply)
{
    ngx_http_relevo_redis_t *redis = data;

    if (reply == NULL) {
        return;
    }

    /* whoever may not ask learns it from WAIT */

    redis->replicas = (reply->type == REDIS_REPLY_STRING)
                      ? ngx_http_relevo_replicas_online(reply)
                      : NGX_HTTP_RELEVO_REPLICAS_MAX;
}


/* "slave0:ip=127.0.0.1,port=7003,state=online,offset=42,lag=0" and so on */

static ngx_uint_t
ngx_http_relevo_replicas_online(redisReply *reply)
{
    const char  *s;
    ngx_uint_t   n;

    n = 0;

    for (s = strstr(reply->str, ",state=online,"); s;
         s = strstr(s + 1, ",state=online,"))
    {
        n++;
    }

    return n;
}


/* one line when it becomes too weak and one when it is over */

static void
ngx_http_relevo_durability_tell(ngx_http_relevo_redis_t *redis)
{
    u_char      *p, *q;
    u_char       row[64], wanted[64];
    ngx_uint_t   weak, level;

    weak = !ngx_http_relevo_durability_is_met(redis);

    /* a seed that turns out to be a replica is not written to */

    if (weak == redis->weak
        || (ngx_http_relevo_redis_is_node(redis) && !redis->is_owner))
    {
        return;
    }

    redis->weak = weak;
    level = weak ? NGX_LOG_ERR : NGX_LOG_WARN;

    /* the next look was set before this answer was known */

    if (redis->check.timer_set) {
        ngx_http_relevo_check_again(redis);
    }

    p = ngx_http_relevo_durability_name(row, redis);
    q = ngx_http_relevo_demand_name(wanted, &redis->conf->demand);

    ngx_log_error(level, redis->log, 0,
                  "relevo %s: \"%V\" runs at %*s with %ui replicas, "
                  "relevo_durability demands %*s: webhooks are %s",
                  redis->name, &redis->conf->server,
                  (size_t) (p - row), row, redis->replicas,
                  (size_t) (q - wanted), wanted,
                  weak ? "refused" : "accepted again");
}


/* settings change and replicas go while a connection lives */

void
ngx_http_relevo_check_handler(ngx_event_t *ev)
{
    ngx_http_relevo_redis_t  *redis;

    redis = ev->data;

    if (redis->state != NGX_HTTP_RELEVO_REDIS_READY || ngx_exiting) {
        return;
    }

    (void) ngx_http_relevo_durability_ask(redis);   /* failing: next time */

    ngx_http_relevo_check_arm(redis);
}


void
ngx_http_relevo_check_arm(ngx_http_relevo_redis_t *redis)
{
    if (redis->background) {
        return;
    }

    ngx_http_relevo_durability_tell(redis);
    ngx_http_relevo_check_again(redis);
}


static void
ngx_http_relevo_check_again(ngx_http_relevo_redis_t *redis)
{
    ngx_add_timer(&redis->check, redis->weak ? NGX_HTTP_RELEVO_CHECK_BAD
                                             : NGX_HTTP_RELEVO_CHECK_OK);
}


/* ---- replicas: one WAIT for all that was sent before it ---- */

/*
 * The op completes with the reply to a WAIT that was sent after everything
 * submitted so far, or with NULL.  NULL: no memory.
 */

ngx_http_relevo_redis_op_t *
ngx_http_relevo_confirm(ngx_http_relevo_redis_t *redis,
    ngx_http_relevo_redis_handler_pt handler, void *data)
{
    ngx_http_relevo_redis_op_t  *op;

    op = ngx_http_relevo_redis_op(redis, handler, data);
    if (op == NULL) {
        return NULL;
    }

    ngx_http_relevo_redis_foreground(op);
    ngx_queue_insert_tail(&redis->unconfirmed, &op->queue);

    /* with a full socket nobody else would */

    if (!redis->confirming_sent && !redis->flush.posted) {
        ngx_post_event(&redis->flush, &ngx_posted_events);
    }

    return op;
}


/* last in the turn's write: covers all appends of this turn */

void
ngx_http_relevo_confirm_flush(ngx_http_relevo_redis_t *redis)
{
    u_char                       words[64], *p;
    ngx_http_relevo_demand_t    *demand;

    if (redis->confirming_sent || ngx_queue_empty(&redis->unconfirmed)) {
        return;
    }

    demand = &redis->conf->demand;

    p = ngx_sprintf(words, "WAIT %ui %M", demand->replicas, demand->wait);
    *p = '\0';

    if (ngx_http_relevo_redis_ask_for(redis, (char *) words,
                                      redis->conf->timeout + demand->wait,
                                      ngx_http_relevo_confirm_handler)
        != NGX_OK)
    {
        ngx_http_relevo_confirm_end(redis, &redis->unconfirmed, NULL);
        return;
    }

    redis->confirming_sent = 1;

    ngx_queue_add(&redis->confirming, &redis->unconfirmed);
    ngx_queue_init(&redis->unconfirmed);

    ngx_http_relevo_count(redis_waits, 1);
}


static void
ngx_http_relevo_confirm_handler(void *data, redisReply *reply)
{
    ngx_http_relevo_redis_t *redis = data;

    redis->confirming_sent = 0;

    if (reply && !ngx_http_relevo_is_confirmed(redis, reply)) {
        ngx_http_relevo_count(redis_unconfirmed, 1);

        /* gone or slow?  The next look decides whether to go on trying */

        if (!ngx_exiting) {
            ngx_add_timer(&redis->check, 1);
        }
    }

    ngx_http_relevo_confirm_end(redis, &redis->confirming, reply);

    if (!ngx_queue_empty(&redis->unconfirmed) && !redis->flush.posted) {
        ngx_post_event(&redis->flush, &ngx_posted_events);
    }
}


ngx_uint_t
ngx_http_relevo_is_confirmed(ngx_http_relevo_redis_t *redis,
    redisReply *reply)
{
    return reply && reply->type == REDIS_REPLY_INTEGER
           && reply->integer >= (long long) redis->conf->demand.replicas;
}


static void
ngx_http_relevo_confirm_end(ngx_http_relevo_redis_t *redis, ngx_queue_t *ops,
    redisReply *reply)
{
    ngx_queue_t                 *q;
    ngx_http_relevo_redis_op_t  *op;

    while (!ngx_queue_empty(ops)) {
        q = ngx_queue_head(ops);
        op = ngx_queue_data(q, ngx_http_relevo_redis_op_t, queue);

        ngx_http_relevo_redis_complete(op, reply);
    }
}


/* the connection is gone: nobody will ever know */

void
ngx_http_relevo_confirm_fail(ngx_http_relevo_redis_t *redis)
{
    ngx_http_relevo_confirm_end(redis, &redis->confirming, NULL);
    ngx_http_relevo_confirm_end(redis, &redis->unconfirmed, NULL);

    redis->confirming_sent = 0;
}
