
/*
 * live - the reader: one blocking XREAD on relevo:live per nginx worker.
 *
 * Opened when the first client comes.  After connecting it compares its
 * position with the stream (XINFO): a fresh one starts at the end, one that
 * was away goes on where it was, or tells its clients to refetch when the
 * stream was lost or trimmed beyond it.  Every entry is matched with every
 * joined client in memory; all frames of one reply go out in one write per
 * client.
 */

#include "ngx_http_relevo_live.h"


#define NGX_HTTP_RELEVO_LIVE_WAIT     5000      /* ms of XREAD BLOCK */


static void ngx_http_relevo_live_hook(void *data, ngx_uint_t up);
static void ngx_http_relevo_live_info_handler(void *data, redisReply *reply);
static ngx_uint_t ngx_http_relevo_live_compare(ngx_http_relevo_live_t *live,
    redisReply *reply);
static void ngx_http_relevo_live_begin(ngx_http_relevo_live_t *live,
    ngx_uint_t lost);
static void ngx_http_relevo_live_read(ngx_http_relevo_live_t *live);
static void ngx_http_relevo_live_read_handler(void *data, redisReply *reply);
static void ngx_http_relevo_live_entries(ngx_http_relevo_live_t *live,
    redisReply *entries);
static void ngx_http_relevo_live_fan_out(ngx_http_relevo_live_t *live,
    ngx_http_relevo_entry_t *entry);
static void ngx_http_relevo_live_close_all(ngx_http_relevo_live_t *live,
    ngx_uint_t state, ngx_int_t rc);
static void ngx_http_relevo_live_beat_handler(ngx_event_t *ev);


ngx_http_relevo_live_t *
ngx_http_relevo_live_create(ngx_cycle_t *cycle,
    ngx_http_relevo_main_conf_t *rmcf)
{
    ngx_uint_t               i;
    ngx_http_relevo_live_t  *live;

    live = ngx_pcalloc(cycle->pool, sizeof(ngx_http_relevo_live_t));
    if (live == NULL) {
        return NULL;
    }

    live->redis = ngx_http_relevo_redis_create(cycle, &rmcf->redis_conf,
                                               "live reader");
    if (live->redis == NULL) {
        return NULL;
    }

    /* a cluster: wherever its stream is */

    if (rmcf->redis->is_facade) {
        live->redis->cluster = rmcf->redis->cluster;
        live->redis->bound_key = NGX_HTTP_RELEVO_LIVE_KEY;
    }

    live->redis->background = 1;
    live->redis->hook = ngx_http_relevo_live_hook;
    live->redis->hook_data = live;

    live->conf = rmcf;
    live->log = cycle->log;
    live->ident = -1;

    for (i = 0; i <= NGX_HTTP_RELEVO_CLIENT_CLOSED; i++) {
        ngx_queue_init(&live->clients[i]);
    }

    for (i = 0; i < NGX_HTTP_RELEVO_LIVE_LISTENERS; i++) {
        ngx_queue_init(&live->listeners[i]);
    }

    ngx_queue_init(&live->dirty);

    live->beat.handler = ngx_http_relevo_live_beat_handler;
    live->beat.data = live;
    live->beat.log = cycle->log;
    live->beat.cancelable = 1;

    live->flush.handler = ngx_http_relevo_clients_flush_handler;
    live->flush.data = live;
    live->flush.log = cycle->log;

    return live;
}


/* reads without clients, too: for what concerns nginx itself */

void
ngx_http_relevo_live_start(ngx_http_relevo_live_t *live)
{
    ngx_http_relevo_redis_start(live->redis);
}


/*
 * Also the way to hear of a graceful exit: nginx closes idle connections
 * then, the reader's among them; streams of HTTP/2 hear of it only here.
 */

static void
ngx_http_relevo_live_hook(void *data, ngx_uint_t up)
{
    ngx_http_relevo_live_t  *live = data;

    live->is_reading = 0;

    if (up) {
        if (ngx_http_relevo_redis_words(live->redis, "XINFO STREAM "
                                        NGX_HTTP_RELEVO_LIVE_KEY, 0,
                                        ngx_http_relevo_live_info_handler,
                                        live)
            == NULL)
        {
            ngx_http_relevo_redis_down(live->redis, "XINFO was not sent");
        }

        return;
    }

    ngx_http_relevo_live_close_all(live, NGX_HTTP_RELEVO_CLIENT_WAITING,
                                   NGX_HTTP_SERVICE_UNAVAILABLE);

    if (ngx_exiting || ngx_terminate) {
        ngx_http_relevo_live_close_all(live, NGX_HTTP_RELEVO_CLIENT_RESUMING,
                                       NGX_OK);
        ngx_http_relevo_live_close_all(live, NGX_HTTP_RELEVO_CLIENT_JOINED,
                                       NGX_OK);
    }

    ngx_http_relevo_clients_flush(live);
}


static void
ngx_http_relevo_live_info_handler(void *data, redisReply *reply)
{
    ngx_uint_t               lost;
    ngx_http_relevo_live_t  *live = data;

    if (reply == NULL || live->redis->hiredis == NULL) {
        return;
    }

    /* no stream yet: it begins at 0-0 */

    if (reply->type == REDIS_REPLY_ERROR
        && ngx_strncmp(reply->str, "ERR no such key", 15) == 0)
    {
        lost = live->has_position && (live->position.ms || live->position.seq);

        ngx_memzero(&live->position, sizeof(ngx_http_relevo_id_t));
        ngx_http_relevo_live_begin(live, lost);
        return;
    }

    if (ngx_http_relevo_redis_check(live->redis, reply) != NGX_OK
        || reply->type != REDIS_REPLY_ARRAY)
    {
        ngx_http_relevo_redis_down(live->redis, "XINFO was refused");
        return;
    }

    lost = ngx_http_relevo_live_compare(live, reply);

    ngx_http_relevo_live_begin(live, lost);
}


/*
 * Sets the position; true when entries between the old one and the new one
 * may be gone: the stream is younger than we are, or it begins after us.
 */

static ngx_uint_t
ngx_http_relevo_live_compare(ngx_http_relevo_live_t *live, redisReply *reply)
{
    redisReply               *field;
    ngx_http_relevo_id_t      last;
    ngx_http_relevo_entry_t   first;

    ngx_memzero(&last, sizeof(ngx_http_relevo_id_t));

    field = ngx_http_relevo_stream_field(reply, "last-generated-id");

    if (field && field->type == REDIS_REPLY_STRING) {
        (void) ngx_http_relevo_id_parse((u_char *) field->str, field->len,
                                        &last);
    }

    if (!live->has_position) {
        live->position = last;
        return 0;
    }

    if (ngx_http_relevo_id_cmp(&last, &live->position) == 0) {
        return 0;
    }

    field = ngx_http_relevo_stream_field(reply, "first-entry");

    if (ngx_http_relevo_id_cmp(&last, &live->position) < 0
        || field == NULL
        || ngx_http_relevo_entry_read(field, &first) == NGX_ERROR
        || ngx_http_relevo_id_cmp(&first.id, &live->position) > 0)
    {
        live->position = last;
        return 1;
    }

    return 0;
}


static void
ngx_http_relevo_live_begin(ngx_http_relevo_live_t *live, ngx_uint_t lost)
{
    ngx_queue_t               *q, *next, *joined;
    ngx_http_relevo_client_t  *client;

    live->has_position = 1;
    live->is_reading = 1;

    if (lost) {
        ngx_log_error(NGX_LOG_WARN, live->log, 0,
                      "relevo live reader: the stream was lost or trimmed "
                      "beyond the position, clients are reset");

        joined = &live->clients[NGX_HTTP_RELEVO_CLIENT_JOINED];

        for (q = ngx_queue_head(joined); q != ngx_queue_sentinel(joined);
             q = next)
        {
            next = ngx_queue_next(q);   /* a client may be moved to CLOSED */
            client = ngx_queue_data(q, ngx_http_relevo_client_t, queue);
            ngx_http_relevo_client_reset(client);
        }
    }

    while (!ngx_queue_empty(&live->clients[NGX_HTTP_RELEVO_CLIENT_WAITING])) {
        q = ngx_queue_head(&live->clients[NGX_HTTP_RELEVO_CLIENT_WAITING]);
        client = ngx_queue_data(q, ngx_http_relevo_client_t, queue);
        ngx_http_relevo_client_start(client);
    }

    if (!live->beat.timer_set) {
        ngx_add_timer(&live->beat, NGX_HTTP_RELEVO_LIVE_BEAT);
    }

    ngx_http_relevo_live_read(live);
    ngx_http_relevo_clients_flush(live);
}


static void
ngx_http_relevo_live_read(ngx_http_relevo_live_t *live)
{
    u_char  *p;
    u_char   words[128 + NGX_HTTP_RELEVO_LIVE_ID_LEN];

    p = ngx_sprintf(words, "XREAD COUNT 1000 BLOCK %d STREAMS "
                    NGX_HTTP_RELEVO_LIVE_KEY " ", NGX_HTTP_RELEVO_LIVE_WAIT);
    p = ngx_http_relevo_id_write(p, &live->position);
    *p = '\0';

    if (ngx_http_relevo_redis_words(live->redis, (char *) words,
                                    NGX_HTTP_RELEVO_LIVE_WAIT
                                    + live->conf->redis_conf.timeout,
                                    ngx_http_relevo_live_read_handler, live)
        == NULL)
    {
        ngx_http_relevo_redis_down(live->redis, "XREAD was not sent");
    }
}


static void
ngx_http_relevo_live_read_handler(void *data, redisReply *reply)
{
    redisReply              *stream;
    ngx_http_relevo_live_t  *live = data;

    if (reply == NULL || live->redis->hiredis == NULL) {
        return;
    }

    if (ngx_http_relevo_redis_check(live->redis, reply) != NGX_OK) {
        ngx_http_relevo_redis_down(live->redis, "XREAD was refused");
        return;
    }

    /* nil: nothing came in the time of BLOCK */

    if (reply->type == REDIS_REPLY_ARRAY && reply->elements == 1) {
        stream = reply->element[0];

        if (stream->type == REDIS_REPLY_ARRAY && stream->elements == 2) {
            ngx_http_relevo_live_entries(live, stream->element[1]);
        }
    }

    ngx_http_relevo_live_read(live);
    ngx_http_relevo_clients_flush(live);
}


static void
ngx_http_relevo_live_entries(ngx_http_relevo_live_t *live,
    redisReply *entries)
{
    size_t                    i;
    ngx_int_t                 rc;
    ngx_http_relevo_entry_t   entry;

    if (entries->type != REDIS_REPLY_ARRAY) {
        return;
    }

    for (i = 0; i < entries->elements; i++) {

        rc = ngx_http_relevo_entry_read(entries->element[i], &entry);

        if (rc != NGX_ERROR) {
            live->position = entry.id;
        }

        if (rc != NGX_OK) {
            ngx_http_relevo_count(live_malformed, 1);
            continue;
        }

        ngx_http_relevo_count(live_events, 1);

        if (entry.is_endpoints) {
            ngx_http_relevo_directory_changed(live->conf);
        }

        if (entry.is_rights || entry.is_reset) {
            ngx_http_relevo_count(api_forgotten, 1);
        }

        ngx_http_relevo_live_fan_out(live, &entry);
    }
}


static void
ngx_http_relevo_live_fan_out(ngx_http_relevo_live_t *live,
    ngx_http_relevo_entry_t *entry)
{
    ngx_queue_t               *q, *next, *joined;
    ngx_http_relevo_client_t  *client;

    joined = &live->clients[NGX_HTTP_RELEVO_CLIENT_JOINED];

    for (q = ngx_queue_head(joined); q != ngx_queue_sentinel(joined); q = next)
    {
        next = ngx_queue_next(q);       /* a client may be moved to CLOSED */
        client = ngx_queue_data(q, ngx_http_relevo_client_t, queue);

        ngx_http_relevo_client_event(client, entry);
    }
}


static void
ngx_http_relevo_live_beat_handler(ngx_event_t *ev)
{
    ngx_queue_t               *q, *next, *joined;
    ngx_http_relevo_live_t    *live;
    ngx_http_relevo_client_t  *client;

    live = ev->data;

    if (ngx_exiting) {
        return;
    }

    joined = &live->clients[NGX_HTTP_RELEVO_CLIENT_JOINED];

    for (q = ngx_queue_head(joined); q != ngx_queue_sentinel(joined); q = next)
    {
        next = ngx_queue_next(q);
        client = ngx_queue_data(q, ngx_http_relevo_client_t, queue);

        ngx_http_relevo_client_beat(client);
    }

    ngx_http_relevo_clients_flush(live);

    ngx_add_timer(ev, NGX_HTTP_RELEVO_LIVE_BEAT);
}


static void
ngx_http_relevo_live_close_all(ngx_http_relevo_live_t *live, ngx_uint_t state,
    ngx_int_t rc)
{
    ngx_queue_t               *q;
    ngx_http_relevo_client_t  *client;

    while (!ngx_queue_empty(&live->clients[state])) {
        q = ngx_queue_head(&live->clients[state]);
        client = ngx_queue_data(q, ngx_http_relevo_client_t, queue);

        ngx_http_relevo_client_close(client, rc);
    }
}


void
ngx_http_relevo_live_close(ngx_http_relevo_live_t *live)
{
    ngx_uint_t  state;

    for (state = 0; state < NGX_HTTP_RELEVO_CLIENT_CLOSED; state++) {
        ngx_http_relevo_live_close_all(live, state, NGX_OK);
    }

    ngx_http_relevo_redis_close(live->redis);

    if (live->flush.posted) {
        ngx_delete_posted_event(&live->flush);
    }

    if (live->beat.timer_set) {
        ngx_del_timer(&live->beat);
    }

    ngx_http_relevo_clients_flush_handler(&live->flush);
}
