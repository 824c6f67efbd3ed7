
/*
 * live, clients: one event stream each.
 *
 * First frame `hello` with the position the stream starts from.  With a
 * Last-Event-ID what the client missed comes first (_live_resume.c), then it
 * joins the fan-out.  A client is finalized by a posted event only.
 */

#include "ngx_http_relevo_live.h"


static ngx_http_relevo_client_t *ngx_http_relevo_client_create(
    ngx_http_request_t *r, ngx_http_relevo_listener_t *listener);
static void ngx_http_relevo_client_among(ngx_http_relevo_client_t *client);
static void ngx_http_relevo_client_last_id(ngx_http_relevo_client_t *client);
static ngx_int_t ngx_http_relevo_live_header(ngx_http_request_t *r);
static void ngx_http_relevo_client_finalize(ngx_http_relevo_client_t *client);
static void ngx_http_relevo_client_cleanup(void *data);


static ngx_str_t  ngx_http_relevo_hello_data =
    ngx_string("{\"type\":\"hello\"}");

static ngx_str_t  ngx_http_relevo_reset_data =
    ngx_string("{\"type\":\"reset\"}");


ngx_int_t
ngx_http_relevo_live_open(ngx_http_request_t *r,
    ngx_http_relevo_listener_t *listener)
{
    ngx_int_t                     rc;
    ngx_http_relevo_live_t       *live;
    ngx_http_relevo_client_t     *client;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);
    live = rmcf->live;

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    if (live == NULL || ngx_exiting || live->nclients >= rmcf->live_max) {
        ngx_http_relevo_count(live_refused, 1);
        return ngx_http_relevo_unavailable(r);
    }

    /* HEAD: frames would be taken for the next answer */

    if (r->method == NGX_HTTP_HEAD) {
        return ngx_http_relevo_live_header(r);
    }

    client = ngx_http_relevo_client_create(r, listener);
    if (client == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    /* a client that has gone must free its place */

    r->read_event_handler = ngx_http_test_reading;
    r->main->count++;

    if (live->is_reading) {
        ngx_http_relevo_client_start(client);

    } else if (live->redis->reconnect.timer_set) {

        /* an outage, not the beginning: do not keep anybody waiting */

        ngx_http_relevo_client_close(client, NGX_HTTP_SERVICE_UNAVAILABLE);

    } else {
        ngx_http_relevo_redis_start(live->redis);
    }

    return NGX_DONE;
}


static ngx_http_relevo_client_t *
ngx_http_relevo_client_create(ngx_http_request_t *r,
    ngx_http_relevo_listener_t *listener)
{
    ngx_http_cleanup_t           *cln;
    ngx_http_relevo_ctx_t        *ctx;
    ngx_http_relevo_live_t       *live;
    ngx_http_relevo_client_t     *client;
    ngx_http_relevo_main_conf_t  *rmcf;

    rmcf = ngx_http_get_module_main_conf(r, ngx_http_relevo_module);
    live = rmcf->live;

    ctx = ngx_http_relevo_ctx(r);
    client = ngx_pcalloc(r->pool, sizeof(ngx_http_relevo_client_t));
    cln = ngx_http_cleanup_add(r, 0);

    if (ctx == NULL || client == NULL || cln == NULL) {
        return NULL;
    }

    ctx->client = client;

    cln->handler = ngx_http_relevo_client_cleanup;
    cln->data = client;

    client->request = r;
    client->live = live;
    client->listener = *listener;
    client->last = &client->out;

    ngx_http_relevo_client_last_id(client);

    client->state = NGX_HTTP_RELEVO_CLIENT_WAITING;
    ngx_queue_insert_tail(&live->clients[client->state], &client->queue);

    ngx_http_relevo_client_among(client);

    live->nclients++;
    ngx_http_relevo_gauge(live_clients, live->nclients);

    return client;
}


/*
 * The newest among its listener's streams, so many of which there may be: the
 * oldest ends.  It is the one that a client which has changed networks left
 * behind, and nobody has yet been told so.
 */

static void
ngx_http_relevo_client_among(ngx_http_relevo_client_t *client)
{
    ngx_uint_t                 n;
    ngx_queue_t               *q, *list;
    ngx_http_relevo_live_t    *live;
    ngx_http_relevo_client_t  *c, *oldest;

    live = client->live;
    list = &live->listeners[ngx_murmur_hash2(client->listener.who.data,
                                             client->listener.who.len)
                            % NGX_HTTP_RELEVO_LIVE_LISTENERS];
    oldest = NULL;
    n = 0;

    for (q = ngx_queue_head(list); q != ngx_queue_sentinel(list);
         q = ngx_queue_next(q))
    {
        c = ngx_queue_data(q, ngx_http_relevo_client_t, same);

        if (c->state != NGX_HTTP_RELEVO_CLIENT_CLOSED
            && ngx_http_relevo_listener_is(&c->listener, &client->listener))
        {
            oldest = oldest ? oldest : c;
            n++;
        }
    }

    ngx_queue_insert_tail(list, &client->same);

    if (n >= live->conf->live_each) {
        ngx_http_relevo_count(live_replaced, 1);
        ngx_http_relevo_client_close(oldest, oldest->is_streaming
                                     ? NGX_OK : NGX_HTTP_SERVICE_UNAVAILABLE);
    }
}


/* one that cannot be read is as good as one that is too old: reset */

static void
ngx_http_relevo_client_last_id(ngx_http_relevo_client_t *client)
{
    ngx_table_elt_t  *h;

    h = ngx_http_relevo_header(client->request, "last-event-id", NULL);

    if (h == NULL || h->value.len == 0) {
        return;
    }

    client->has_last_id = 1;

    if (ngx_http_relevo_id_parse(h->value.data, h->value.len, &client->after)
        != NGX_OK)
    {
        client->after.ms = UINT64_MAX;
        client->after.seq = UINT64_MAX;
    }
}


/* the position is known */

void
ngx_http_relevo_client_start(ngx_http_relevo_client_t *client)
{
    ngx_http_relevo_live_t  *live;

    live = client->live;

    ngx_http_set_log_request(client->request->connection->log,
                             client->request);

    if (ngx_http_relevo_live_header(client->request) != NGX_OK) {
        ngx_http_relevo_client_close(client, NGX_ERROR);
        return;
    }

    client->is_streaming = 1;

    /* at a graceful exit nginx closes idle connections: this one, too */

    client->request->connection->idle = 1;

    ngx_http_relevo_count(live_opened, 1);

    if (!client->has_last_id) {
        ngx_http_relevo_client_frame(client, "hello", &live->position,
                                     &ngx_http_relevo_hello_data);
        ngx_http_relevo_client_join(client);
        return;
    }

    if (client->after.ms == UINT64_MAX) {
        ngx_http_relevo_client_frame(client, "hello", &live->position,
                                     &ngx_http_relevo_hello_data);
        ngx_http_relevo_client_reset(client);
        return;
    }

    /*
     * hello repeats the client's own position: with the reader's a break
     * during the replay would lose what was not yet replayed
     */

    ngx_http_relevo_client_frame(client, "hello", &client->after,
                                 &ngx_http_relevo_hello_data);

    if (ngx_http_relevo_id_cmp(&client->after, &live->position) == 0) {
        ngx_http_relevo_count(live_resumed, 1);
        ngx_http_relevo_client_join(client);
        return;
    }

    ngx_http_relevo_client_resume(client);
}


static ngx_int_t
ngx_http_relevo_live_header(ngx_http_request_t *r)
{
    ngx_int_t  rc;

    r->headers_out.status = NGX_HTTP_OK;
    r->headers_out.content_length_n = -1;

    ngx_str_set(&r->headers_out.content_type, "text/event-stream");
    r->headers_out.content_type_len = r->headers_out.content_type.len;

    if (ngx_http_relevo_set_header(r, "Cache-Control", "no-store") != NGX_OK
        || ngx_http_relevo_set_header(r, "X-Accel-Buffering", "no") != NGX_OK)
    {
        return NGX_ERROR;
    }

    rc = ngx_http_send_header(r);

    return (rc == NGX_ERROR || rc > NGX_OK) ? NGX_ERROR : NGX_OK;
}


/* nothing can come in between: position and list change in this thread */

void
ngx_http_relevo_client_join(ngx_http_relevo_client_t *client)
{
    if (ngx_http_relevo_id_cmp(&client->after, &client->live->position) < 0) {
        client->after = client->live->position;
    }

    /* who is there stays in place: all of them may be looked at just now */

    if (client->state != NGX_HTTP_RELEVO_CLIENT_CLOSED
        && client->state != NGX_HTTP_RELEVO_CLIENT_JOINED)
    {
        ngx_http_relevo_client_move(client, NGX_HTTP_RELEVO_CLIENT_JOINED);
    }
}


/* something may have been missed: the client refetches, then goes on here */

void
ngx_http_relevo_client_reset(ngx_http_relevo_client_t *client)
{
    ngx_http_relevo_count(live_resets, 1);

    client->after = client->live->position;

    ngx_http_relevo_client_frame(client, "reset", &client->after,
                                 &ngx_http_relevo_reset_data);

    ngx_http_relevo_client_join(client);
}


void
ngx_http_relevo_client_event(ngx_http_relevo_client_t *client,
    ngx_http_relevo_entry_t *entry)
{
    if (ngx_http_relevo_id_cmp(&entry->id, &client->after) <= 0
        || !ngx_http_relevo_entry_is_for(entry, &client->listener))
    {
        return;
    }

    ngx_http_relevo_count(live_frames, 1);

    ngx_http_relevo_client_frame(client, entry->is_reset ? "reset" : NULL,
                                 &entry->id, &entry->event);

    /* the last frame: whoever comes back is asked again who they are */

    client->is_ending |= entry->is_rights;
}


/* moves the client's Last-Event-ID and dispatches nothing */

void
ngx_http_relevo_client_beat(ngx_http_relevo_client_t *client)
{
    ngx_http_relevo_id_t  *id;

    if (client->listener.expires && ngx_time() >= client->listener.expires) {
        ngx_http_relevo_client_close(client, NGX_OK);
        return;
    }

    id = &client->live->position;

    if (ngx_http_relevo_id_cmp(id, &client->after) < 0) {
        id = &client->after;
    }

    ngx_http_relevo_client_frame(client, NULL, id, NULL);
}


void
ngx_http_relevo_client_move(ngx_http_relevo_client_t *client,
    ngx_http_relevo_client_state_e state)
{
    ngx_queue_remove(&client->queue);

    client->state = state;
    ngx_queue_insert_tail(&client->live->clients[state], &client->queue);
}


void
ngx_http_relevo_client_close(ngx_http_relevo_client_t *client, ngx_int_t rc)
{
    if (client->state == NGX_HTTP_RELEVO_CLIENT_CLOSED) {
        return;
    }

    client->rc = rc;

    ngx_http_relevo_client_move(client, NGX_HTTP_RELEVO_CLIENT_CLOSED);
    ngx_http_relevo_clients_flush(client->live);
}


void
ngx_http_relevo_clients_flush_handler(ngx_event_t *ev)
{
    ngx_queue_t               *q, *closed;
    ngx_http_relevo_live_t    *live;
    ngx_http_relevo_client_t  *client;

    live = ev->data;

    while (!ngx_queue_empty(&live->dirty)) {
        q = ngx_queue_head(&live->dirty);
        client = ngx_queue_data(q, ngx_http_relevo_client_t, dirty);

        ngx_queue_remove(&client->dirty);
        client->is_dirty = 0;

        ngx_http_relevo_client_send(client);

        if (client->is_ending) {
            ngx_http_relevo_client_close(client, NGX_OK);
        }
    }

    closed = &live->clients[NGX_HTTP_RELEVO_CLIENT_CLOSED];

    while (!ngx_queue_empty(closed)) {
        q = ngx_queue_head(closed);
        client = ngx_queue_data(q, ngx_http_relevo_client_t, queue);

        ngx_http_relevo_client_finalize(client);
    }
}


static void
ngx_http_relevo_client_finalize(ngx_http_relevo_client_t *client)
{
    ngx_int_t            rc;
    ngx_http_request_t  *r;

    r = client->request;
    rc = client->rc;

    ngx_http_relevo_client_cleanup(client);

    if (!client->is_streaming) {
        if (rc == NGX_HTTP_SERVICE_UNAVAILABLE) {
            ngx_http_relevo_count(live_refused, 1);
            rc = ngx_http_relevo_unavailable(r);
        }

    } else if (rc == NGX_OK) {
        rc = ngx_http_send_special(r, NGX_HTTP_LAST);
    }

    ngx_http_relevo_finish(r, rc);
}


/* runs when the request ends, whoever ends it; safe twice */

static void
ngx_http_relevo_client_cleanup(void *data)
{
    ngx_http_relevo_client_t  *client = data;

    if (client->live == NULL) {
        return;
    }

    if (client->op) {
        ngx_http_relevo_redis_detach(client->op);
        client->op = NULL;
    }

    if (client->is_dirty) {
        ngx_queue_remove(&client->dirty);
        client->is_dirty = 0;
    }

    ngx_queue_remove(&client->queue);
    ngx_queue_remove(&client->same);

    client->request->connection->idle = 0;

    client->live->nclients--;
    ngx_http_relevo_gauge(live_clients, client->live->nclients);

    client->live = NULL;
}
