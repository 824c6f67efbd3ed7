
/*
 * rollback - has Redis lost what it confirmed?
 *
 * After a failover to a replica that lagged, or a restart from an older file,
 * a stream ends before entries that were answered 200.  Each worker remembers
 * the last id it was given for each partition and how many entries there must
 * be, and compares with XINFO STREAM whenever a partition comes to a new
 * connection: first in its pipeline, before anything is appended there.
 */

#include "ngx_http_relevo_redis_private.h"
#include "ngx_http_relevo_live.h"


struct ngx_http_relevo_mark_s {
    ngx_http_relevo_redis_t  *redis;            /* facade, or the one */
    ngx_uint_t                partition;
    ngx_http_relevo_id_t      id;               /* 0-0: nothing yet */
    uint64_t                  added;            /* entries, at least */

    /* the connection it was compared on, and which life of it */

    ngx_http_relevo_redis_t  *conn;
    ngx_uint_t                generation;
};


static ngx_int_t ngx_http_relevo_marks_make(ngx_http_relevo_redis_t *redis);
static void ngx_http_relevo_mark_handler(void *data, redisReply *reply);
static void ngx_http_relevo_mark_compare(ngx_http_relevo_mark_t *mark,
    ngx_http_relevo_id_t *last, uint64_t added);


void
ngx_http_relevo_mark(ngx_http_relevo_call_t *call, ngx_uint_t partition,
    redisReply *reply)
{
    ngx_http_relevo_id_t     id;
    ngx_http_relevo_mark_t  *mark;
    ngx_http_relevo_redis_t *redis;

    redis = call->redis;

    if (redis->marks == NULL || partition >= redis->nmarks
        || ngx_http_relevo_id_parse((u_char *) reply->str, reply->len, &id)
           != NGX_OK)
    {
        return;
    }

    mark = &redis->marks[partition];

    /* a late reply of its former node may be in the new one's count already */

    if (call->conn == mark->conn) {
        mark->added++;
    }

    if (ngx_http_relevo_id_cmp(&id, &mark->id) > 0) {
        mark->id = id;
    }
}


static ngx_int_t
ngx_http_relevo_marks_make(ngx_http_relevo_redis_t *redis)
{
    ngx_uint_t  p;

    if (redis->marks) {
        return NGX_OK;
    }

    redis->marks = ngx_calloc(redis->partitions
                              * sizeof(ngx_http_relevo_mark_t), redis->log);
    if (redis->marks == NULL) {
        return NGX_ERROR;
    }

    redis->nmarks = redis->partitions;

    for (p = 0; p < redis->nmarks; p++) {
        redis->marks[p].redis = redis;
        redis->marks[p].partition = p;
    }

    return NGX_OK;
}


/* nobody asks any more: the replies on their way have been answered */

void
ngx_http_relevo_marks_free(ngx_http_relevo_redis_t *redis)
{
    if (redis->marks) {
        ngx_free(redis->marks);
        redis->marks = NULL;
        redis->nmarks = 0;
    }
}


/* asks for each partition whose connection is another than before */

void
ngx_http_relevo_marks_check(ngx_http_relevo_redis_t *redis)
{
    u_char                   *p, key[NGX_INT_T_LEN + 32];
    u_char                    words[NGX_INT_T_LEN + 64];
    ngx_uint_t                i;
    ngx_http_relevo_mark_t   *mark;
    ngx_http_relevo_redis_t  *conn;

    if (redis->partitions == 0 || ngx_http_relevo_marks_make(redis) != NGX_OK)
    {
        return;
    }

    for (i = 0; i < redis->nmarks; i++) {
        mark = &redis->marks[i];
        conn = redis;

        p = ngx_sprintf(key, "relevo:{%ui}:in", i);

        if (redis->is_facade) {
            conn = ngx_http_relevo_cluster_node(redis->cluster,
                                  cluster_slot(slice_make(key, p - key)));
        }

        if (!ngx_http_relevo_redis_is_ready(conn)
            || (mark->conn == conn && mark->generation == conn->generation))
        {
            continue;
        }

        p = ngx_sprintf(words, "XINFO STREAM %*s", (size_t) (p - key), key);
        *p = '\0';

        if (ngx_http_relevo_redis_ask_with(conn, (char *) words,
                                           ngx_http_relevo_mark_handler, mark)
            == NGX_OK)
        {
            mark->conn = conn;
            mark->generation = conn->generation;
        }
    }
}


static void
ngx_http_relevo_mark_handler(void *data, redisReply *reply)
{
    redisReply              *field;
    ngx_http_relevo_id_t     last;
    ngx_http_relevo_mark_t  *mark = data;

    ngx_memzero(&last, sizeof(ngx_http_relevo_id_t));

    if (reply && reply->type == REDIS_REPLY_ERROR
        && ngx_strncmp(reply->str, "ERR no such key", 15) == 0)
    {
        ngx_http_relevo_mark_compare(mark, &last, 0);
        return;
    }

    /* moved on meanwhile, or not allowed to ask: with the next connection */

    if (reply == NULL || reply->type != REDIS_REPLY_ARRAY) {
        return;
    }

    field = ngx_http_relevo_stream_field(reply, "last-generated-id");

    if (field == NULL || field->type != REDIS_REPLY_STRING
        || ngx_http_relevo_id_parse((u_char *) field->str, field->len, &last)
           != NGX_OK)
    {
        return;
    }

    field = ngx_http_relevo_stream_field(reply, "entries-added");

    ngx_http_relevo_mark_compare(mark, &last,
                                 (field && field->type == REDIS_REPLY_INTEGER)
                                 ? (uint64_t) field->integer : 0);
}


static void
ngx_http_relevo_mark_compare(ngx_http_relevo_mark_t *mark,
    ngx_http_relevo_id_t *last, uint64_t added)
{
    if (ngx_http_relevo_id_cmp(last, &mark->id) < 0 || added < mark->added) {

        ngx_http_relevo_count(redis_rolled_back, 1);

        ngx_log_error(NGX_LOG_ERR, mark->redis->log, 0,
                      "relevo redis: partition %ui was rolled back: it ends "
                      "at %uL-%uL with %uL entries, %uL-%uL and %uL were "
                      "confirmed", mark->partition, last->ms, last->seq,
                      added, mark->id.ms, mark->id.seq, mark->added);
    }

    mark->id = *last;
    mark->added = added;
}
