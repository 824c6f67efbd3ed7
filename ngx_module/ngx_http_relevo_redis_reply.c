
/*
 * redis, replies: the id of an appended entry, without allocations.
 *
 * hiredis makes an object and a string for each reply, to be freed at once.
 * A short string that is a whole reply, which is what every XADD is answered
 * with, goes into a place of its connection instead; whatever else comes is
 * made as ever.  A reply is borrowed for the time of its handler, and the next
 * one is not read before: one place is enough.
 */

#include "ngx_http_relevo_redis_private.h"


static void *ngx_http_relevo_redis_string(const redisReadTask *task,
    char *str, size_t len);


static redisReplyObjectFunctions   ngx_http_relevo_redis_functions;
static redisReplyObjectFunctions  *ngx_http_relevo_redis_default;


void
ngx_http_relevo_redis_replies_here(ngx_http_relevo_redis_t *redis)
{
    redisReader  *reader;

    reader = redis->hiredis->reader;

    /* the functions of hiredis, but for the one: the same for every reader */

    ngx_http_relevo_redis_default = reader->fn;
    ngx_http_relevo_redis_functions = *reader->fn;
    ngx_http_relevo_redis_functions.createString =
                                                 ngx_http_relevo_redis_string;

    reader->fn = &ngx_http_relevo_redis_functions;
    reader->privdata = &redis->reply;
}


static void *
ngx_http_relevo_redis_string(const redisReadTask *task, char *str, size_t len)
{
    ngx_http_relevo_redis_reply_t  *place = task->privdata;

    if (task->parent || task->type != REDIS_REPLY_STRING
        || len >= sizeof(place->text))
    {
        return ngx_http_relevo_redis_default->createString(task, str, len);
    }

    *ngx_cpymem(place->text, str, len) = '\0';

    place->reply.type = REDIS_REPLY_STRING;
    place->reply.str = place->text;
    place->reply.len = len;

    return &place->reply;
}


void
ngx_http_relevo_redis_reply_free(ngx_http_relevo_redis_t *redis,
    redisReply *reply)
{
    if (reply != &redis->reply.reply) {
        freeReplyObject(reply);
    }
}
