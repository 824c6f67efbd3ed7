
/*
 * watermarks - how full is Redis?  Asked in the background, by one worker at
 * a time, and kept in shared memory for all of them.
 *
 * INFO memory gives one level for everything (on a cluster that of its fullest
 * master: all of them are asked), the length of its stream one for each
 * partition: a stuck partition refuses its own accounts only.  Level
 * n refuses the first n classes of shed.h.  A level is entered at its
 * watermark and left 10 % below it, so that it does not flap.
 *
 * When Redis does not answer nothing changes: then appends fail anyhow.  While
 * one master of a cluster does not, the level may rise but not fall.
 */

#include "ngx_http_relevo.h"


#define NGX_HTTP_RELEVO_POLL_STREAMS   64       /* asked about in one turn */


typedef struct {
    uint64_t                        used;
    uint64_t                        max;
    ngx_uint_t                      level;
} ngx_http_relevo_poll_memory_t;


typedef struct {
    ngx_event_t                     timer;
    ngx_connection_t                dummy;      /* for the log of the timer */
    ngx_http_relevo_limits_main_t  *conf;
    ngx_http_relevo_redis_t        *redis;
    ngx_log_t                      *log;
    ngx_uint_t                      next;       /* partition */

    /* a round of INFO memory: masters that will answer, the fullest so far */

    ngx_uint_t                      masters;
    ngx_http_relevo_poll_memory_t   worst;
    unsigned                        partial:1;
    unsigned                        warned:1;
} ngx_http_relevo_poll_t;


typedef struct {
    ngx_http_relevo_poll_t         *poll;
    ngx_uint_t                      partition;
} ngx_http_relevo_poll_stream_t;


static void ngx_http_relevo_poll_handler(ngx_event_t *ev);
static ngx_uint_t ngx_http_relevo_poll_is_mine(ngx_http_relevo_poll_t *poll);
static void ngx_http_relevo_poll_memory(ngx_http_relevo_poll_t *poll);
static void ngx_http_relevo_poll_memory_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_poll_memory_read(ngx_http_relevo_poll_t *poll,
    redisReply *reply);
static void ngx_http_relevo_poll_memory_done(ngx_http_relevo_poll_t *poll);
static void ngx_http_relevo_poll_streams(ngx_http_relevo_poll_t *poll);
static void ngx_http_relevo_poll_stream_handler(void *data,
    redisReply *reply);
static void ngx_http_relevo_poll_refused(ngx_http_relevo_poll_t *poll,
    redisReply *reply);
static uint64_t ngx_http_relevo_poll_number(redisReply *reply,
    const char *name);


static const char  *ngx_http_relevo_levels[] = {
    "nothing", "statuses", "statuses and media", "everything"
};


ngx_int_t
ngx_http_relevo_watermarks_start(ngx_cycle_t *cycle,
    ngx_http_relevo_limits_main_t *conf, ngx_http_relevo_redis_t *redis)
{
    ngx_http_relevo_poll_t        *poll;

    poll = ngx_pcalloc(cycle->pool, sizeof(ngx_http_relevo_poll_t));
    if (poll == NULL) {
        return NGX_ERROR;
    }

    poll->conf = conf;
    poll->redis = redis;
    poll->log = cycle->log;

    poll->dummy.fd = (ngx_socket_t) -1;
    poll->dummy.data = poll;

    poll->timer.handler = ngx_http_relevo_poll_handler;
    poll->timer.data = &poll->dummy;
    poll->timer.log = cycle->log;
    poll->timer.cancelable = 1;

    if (conf->use_memory || conf->use_stream) {
        ngx_add_timer(&poll->timer, ngx_min(conf->interval, 100));
    }

    return NGX_OK;
}


static void
ngx_http_relevo_poll_handler(ngx_event_t *ev)
{
    ngx_connection_t        *c;
    ngx_http_relevo_poll_t  *poll;

    c = ev->data;
    poll = c->data;

    if (ngx_exiting) {
        return;
    }

    ngx_add_timer(ev, ngx_max(poll->conf->interval / 4, 5));

    if (!ngx_http_relevo_redis_is_ready(poll->redis)
        || !ngx_http_relevo_poll_is_mine(poll))
    {
        return;
    }

    if (poll->conf->use_memory && poll->masters == 0) {
        ngx_http_relevo_poll_memory(poll);
    }

    if (poll->conf->use_stream) {
        ngx_http_relevo_poll_streams(poll);
    }
}


/* whoever moves the time of the next poll does this one */

static ngx_uint_t
ngx_http_relevo_poll_is_mine(ngx_http_relevo_poll_t *poll)
{
    ngx_atomic_uint_t              at, now;
    ngx_http_relevo_limits_shm_t  *sh;

    sh = ngx_http_relevo_limits_shm(poll->conf);
    now = ngx_current_msec;
    at = sh->poll_at;

    return (ngx_msec_int_t) (at - now) <= 0
           && ngx_atomic_cmp_set(&sh->poll_at, at,
                                 now + poll->conf->interval);
}


static ngx_uint_t
ngx_http_relevo_poll_level(ngx_uint_t level, uint64_t value,
    const uint64_t *mark)
{
    while (level < SHED_CLASSES && value >= mark[level]) {
        level++;
    }

    while (level && value < mark[level - 1] - mark[level - 1] / 10) {
        level--;
    }

    return level;
}


static void
ngx_http_relevo_poll_memory(ngx_http_relevo_poll_t *poll)
{
    ngx_uint_t                i;
    ngx_http_relevo_redis_t  *master;

    ngx_memzero(&poll->worst, sizeof(ngx_http_relevo_poll_memory_t));
    poll->partial = !ngx_http_relevo_redis_is_whole(poll->redis);

    for (i = 0; ; i++) {
        master = ngx_http_relevo_redis_master(poll->redis, i);

        if (master == NULL) {
            return;
        }

        poll->masters++;

        if (ngx_http_relevo_redis_words(master, "INFO memory", 0,
                                        ngx_http_relevo_poll_memory_handler,
                                        poll)
            == NULL)
        {
            poll->masters--;
            poll->partial = 1;
        }
    }
}


/* replies come in later turns of the loop: all have been asked by then */

static void
ngx_http_relevo_poll_memory_handler(void *data, redisReply *reply)
{
    ngx_http_relevo_poll_t  *poll = data;

    poll->masters--;

    if (reply && reply->type == REDIS_REPLY_STRING) {
        ngx_http_relevo_poll_memory_read(poll, reply);

    } else {
        poll->partial = 1;
        ngx_http_relevo_poll_refused(poll, reply);
    }

    if (poll->masters == 0) {
        ngx_http_relevo_poll_memory_done(poll);
    }
}


/* one master; it counts when it is fuller than those before it */

static void
ngx_http_relevo_poll_memory_read(ngx_http_relevo_poll_t *poll,
    redisReply *reply)
{
    uint64_t                        mark[SHED_CLASSES];
    ngx_uint_t                      i;
    ngx_http_relevo_poll_memory_t   it, *worst;

    it.used = ngx_http_relevo_poll_number(reply, "\nused_memory:");
    it.max = ngx_http_relevo_poll_number(reply, "\nmaxmemory:");

    if (it.max == 0) {
        it.max = ngx_http_relevo_poll_number(reply, "\ntotal_system_memory:");
    }

    for (i = 0; i < SHED_CLASSES; i++) {
        mark[i] = poll->conf->memory[i].value;

        if (poll->conf->memory[i].is_percent) {
            mark[i] = it.max ? it.max / 100 * mark[i] : UINT64_MAX;
        }
    }

    it.level = ngx_http_relevo_poll_level(
                   ngx_http_relevo_limits_shm(poll->conf)->memory_level,
                   it.used, mark);

    worst = &poll->worst;

    if (worst->used == 0 || it.level > worst->level
        || (it.level == worst->level
            && (double) it.used * worst->max > (double) worst->used * it.max))
    {
        *worst = it;
    }
}


static void
ngx_http_relevo_poll_memory_done(ngx_http_relevo_poll_t *poll)
{
    ngx_http_relevo_limits_shm_t   *sh;
    ngx_http_relevo_poll_memory_t  *worst;

    sh = ngx_http_relevo_limits_shm(poll->conf);
    worst = &poll->worst;

    if (worst->used == 0
        || (poll->partial && worst->level < sh->memory_level))
    {
        return;
    }

    if (worst->level != sh->memory_level) {
        ngx_log_error(NGX_LOG_WARN, poll->log, 0,
                      "relevo: Redis uses %uL of %uL bytes: %s refused",
                      worst->used, worst->max,
                      ngx_http_relevo_levels[worst->level]);
    }

    sh->memory = worst->used;
    sh->memory_max = worst->max;
    sh->memory_level = worst->level;

    (void) ngx_atomic_fetch_add(&sh->polled, 1);
}


static void
ngx_http_relevo_poll_streams(ngx_http_relevo_poll_t *poll)
{
    u_char                          words[64];
    ngx_uint_t                      i, n;
    ngx_http_relevo_poll_stream_t  *stream;

    n = ngx_min(poll->redis->partitions, NGX_HTTP_RELEVO_POLL_STREAMS);

    for (i = 0; i < n; i++) {
        stream = ngx_alloc(sizeof(ngx_http_relevo_poll_stream_t), poll->log);
        if (stream == NULL) {
            return;
        }

        if (poll->next >= poll->redis->partitions) {
            poll->next = 0;
        }

        stream->poll = poll;
        stream->partition = poll->next;

        *ngx_sprintf(words, "XINFO STREAM relevo:{%ui}:in", poll->next) = '\0';

        if (ngx_http_relevo_redis_words(poll->redis, (char *) words, 0,
                                        ngx_http_relevo_poll_stream_handler,
                                        stream)
            == NULL)
        {
            ngx_free(stream);
            return;
        }

        poll->next++;
    }
}


static void
ngx_http_relevo_poll_stream_handler(void *data, redisReply *reply)
{
    size_t                          i;
    int64_t                         length;
    ngx_uint_t                      p, level, old;
    ngx_http_relevo_poll_t         *poll;
    ngx_http_relevo_limits_shm_t   *sh;
    ngx_http_relevo_poll_stream_t  *stream = data;

    poll = stream->poll;
    p = stream->partition;
    sh = ngx_http_relevo_limits_shm(poll->conf);

    ngx_free(stream);

    length = -1;

    if (reply && reply->type == REDIS_REPLY_ARRAY) {

        for (i = 0; i + 1 < reply->elements; i += 2) {

            if (reply->element[i]->type == REDIS_REPLY_STRING
                && ngx_strcmp(reply->element[i]->str, "length") == 0)
            {
                length = reply->element[i + 1]->integer;
            }
        }

    } else if (reply && reply->type == REDIS_REPLY_ERROR
               && ngx_strncmp(reply->str, "ERR no such key", 15) == 0)
    {
        length = 0;
    }

    if (length < 0) {
        ngx_http_relevo_poll_refused(poll, reply);
        return;
    }

    old = sh->level[p];
    level = ngx_http_relevo_poll_level(old, length, poll->conf->stream);

    if (level != old) {
        ngx_log_error(NGX_LOG_WARN, poll->log, 0,
                      "relevo: stream of partition %ui holds %L records: "
                      "%s refused", p, length, ngx_http_relevo_levels[level]);
    }

    sh->level[p] = level;
    sh->length[p] = length;

    if (p >= sh->partitions) {
        sh->partitions = p + 1;
    }
}


/* said once per worker: without the right to ask nothing is ever shed */

static void
ngx_http_relevo_poll_refused(ngx_http_relevo_poll_t *poll, redisReply *reply)
{
    ngx_http_relevo_count(watermark_unknown, 1);

    if (poll->warned || reply == NULL || reply->type != REDIS_REPLY_ERROR) {
        return;
    }

    poll->warned = 1;

    ngx_log_error(NGX_LOG_WARN, poll->log, 0,
                  "relevo: a watermark cannot be read: \"%*s\"",
                  (size_t) ngx_min(reply->len, 256), reply->str);
}


/* "\nname:123" in the text of INFO; 0 when it is not there */

static uint64_t
ngx_http_relevo_poll_number(redisReply *reply, const char *name)
{
    char  *p;

    p = strstr(reply->str, name);

    return p ? strtoull(p + ngx_strlen(name), NULL, 10) : 0;
}


/*
 * The levels are the state, nothing is counted beside them: workers, also those
 * of the configuration before, write them at the same time.  What that one
 * left behind is not looked at where a watermark is off.
 */

ngx_uint_t
ngx_http_relevo_watermarks_memory(ngx_http_relevo_limits_main_t *conf)
{
    return conf->use_memory ? ngx_http_relevo_limits_shm(conf)->memory_level
                            : 0;
}


ngx_uint_t
ngx_http_relevo_watermarks_stream(ngx_http_relevo_limits_main_t *conf,
    ngx_uint_t partition)
{
    return conf->use_stream ? ngx_http_relevo_limits_shm(conf)->level[partition]
                            : 0;
}


void
ngx_http_relevo_watermarks_streams(ngx_http_relevo_limits_main_t *conf,
    uint64_t *ret_length, ngx_uint_t *ret_level)
{
    ngx_uint_t                     p, level;
    ngx_http_relevo_limits_shm_t  *sh;

    sh = ngx_http_relevo_limits_shm(conf);

    *ret_length = 0;
    *ret_level = 0;

    for (p = 0; p < sh->partitions; p++) {
        level = ngx_http_relevo_watermarks_stream(conf, p);

        *ret_length = ngx_max(*ret_length, sh->length[p]);
        *ret_level = ngx_max(*ret_level, level);
    }
}


const char *
ngx_http_relevo_watermarks_worst(ngx_http_relevo_limits_main_t *conf)
{
    uint64_t    length;
    ngx_uint_t  level, memory;

    ngx_http_relevo_watermarks_streams(conf, &length, &level);
    memory = ngx_http_relevo_watermarks_memory(conf);

    return ngx_http_relevo_levels[ngx_max(level, memory)];
}
