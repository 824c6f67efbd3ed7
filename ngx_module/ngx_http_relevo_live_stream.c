
/*
 * live, stream: frames into blocks, blocks to the connection.
 *
 * Frames are copied into blocks that are reused; what waits for one client is
 * bounded by relevo_live_buffer, and one that does not read is closed.
 */

#include "ngx_http_relevo_live.h"


static void ngx_http_relevo_client_put(ngx_http_relevo_client_t *client,
    const void *data, size_t len);
static ngx_buf_t *ngx_http_relevo_client_block(
    ngx_http_relevo_client_t *client);
static void ngx_http_relevo_client_writer(ngx_http_request_t *r);


void
ngx_http_relevo_client_frame(ngx_http_relevo_client_t *client,
    const char *name, const ngx_http_relevo_id_t *id, ngx_str_t *data)
{
    u_char  *p, *start, *last;
    u_char   line[sizeof("id: \n") + NGX_HTTP_RELEVO_LIVE_ID_LEN];

    if (name) {
        ngx_http_relevo_client_put(client, "event: ", 7);
        ngx_http_relevo_client_put(client, name, ngx_strlen(name));
        ngx_http_relevo_client_put(client, "\n", 1);
    }

    p = ngx_cpymem(line, "id: ", 4);
    p = ngx_http_relevo_id_write(p, id);
    *p++ = '\n';

    ngx_http_relevo_client_put(client, line, p - line);

    if (data) {
        ngx_http_relevo_client_put(client, "data: ", 6);

        /* JSON has no bare line ends; if it had, they would end the field */

        last = data->data + data->len;

        for (start = data->data; start < last; start = p + 1) {
            for (p = start; p < last && *p != LF && *p != CR; p++) {
                /* void */
            }

            ngx_http_relevo_client_put(client, start, p - start);
        }

        ngx_http_relevo_client_put(client, "\n", 1);
    }

    ngx_http_relevo_client_put(client, "\n", 1);

    if (!client->is_dirty) {
        client->is_dirty = 1;
        ngx_queue_insert_tail(&client->live->dirty, &client->dirty);
        ngx_http_relevo_clients_flush(client->live);
    }
}


static void
ngx_http_relevo_client_put(ngx_http_relevo_client_t *client, const void *data,
    size_t len)
{
    size_t      n;
    ngx_buf_t  *b;

    while (len) {

        if (client->state == NGX_HTTP_RELEVO_CLIENT_CLOSED) {
            return;
        }

        b = ngx_http_relevo_client_block(client);

        if (b == NULL) {

            /* many events of one turn are no fault of the client */

            ngx_http_relevo_client_send(client);

            b = ngx_http_relevo_client_block(client);
        }

        if (b == NULL) {
            ngx_http_relevo_count(live_dropped, 1);

            ngx_log_error(NGX_LOG_INFO, client->request->connection->log, 0,
                          "relevo live: client reads too slowly, closed");

            ngx_http_relevo_client_close(client, NGX_ERROR);
            return;
        }

        n = ngx_min(len, (size_t) (b->end - b->last));

        b->last = ngx_cpymem(b->last, data, n);
        data = (u_char *) data + n;
        len -= n;
    }
}


/* the last block when it has room, else a used one, else a new one */

static ngx_buf_t *
ngx_http_relevo_client_block(ngx_http_relevo_client_t *client)
{
    ngx_buf_t    *b;
    ngx_pool_t   *pool;
    ngx_chain_t  *cl;

    if (client->out) {
        cl = (ngx_chain_t *) ((u_char *) client->last
                              - offsetof(ngx_chain_t, next));

        if (cl->buf->last < cl->buf->end) {
            return cl->buf;
        }
    }

    pool = client->request->pool;

    if (client->free == NULL
        && (client->nblocks + 1) * NGX_HTTP_RELEVO_LIVE_BLOCK
           > client->live->conf->live_buffer)
    {
        return NULL;
    }

    cl = ngx_chain_get_free_buf(pool, &client->free);
    if (cl == NULL) {
        return NULL;
    }

    b = cl->buf;

    if (b->start == NULL) {
        b->start = ngx_pnalloc(pool, NGX_HTTP_RELEVO_LIVE_BLOCK);
        if (b->start == NULL) {
            return NULL;
        }

        b->end = b->start + NGX_HTTP_RELEVO_LIVE_BLOCK;
        b->tag = (ngx_buf_tag_t) &ngx_http_relevo_module;
        b->temporary = 1;

        client->nblocks++;
    }

    b->pos = b->start;
    b->last = b->start;
    b->flush = 1;

    cl->next = NULL;
    *client->last = cl;
    client->last = &cl->next;

    return b;
}


void
ngx_http_relevo_client_send(ngx_http_relevo_client_t *client)
{
    ngx_int_t                  rc;
    ngx_event_t               *wev;
    ngx_connection_t          *c;
    ngx_http_request_t        *r;
    ngx_http_core_loc_conf_t  *clcf;

    if (client->state == NGX_HTTP_RELEVO_CLIENT_CLOSED) {
        return;
    }

    r = client->request;
    c = r->connection;
    wev = c->write;

    rc = ngx_http_output_filter(r, client->out);

    ngx_chain_update_chains(r->pool, &client->free, &client->busy,
                            &client->out,
                            (ngx_buf_tag_t) &ngx_http_relevo_module);
    client->last = &client->out;

    if (rc == NGX_ERROR) {
        ngx_http_relevo_client_close(client, NGX_ERROR);
        return;
    }

    clcf = ngx_http_get_module_loc_conf(r, ngx_http_core_module);

    if (client->busy == NULL && !c->buffered) {
        r->write_event_handler = ngx_http_request_empty_handler;

        if (wev->timer_set) {
            ngx_del_timer(wev);
        }

        return;
    }

    r->write_event_handler = ngx_http_relevo_client_writer;

    if (!wev->timer_set && !wev->delayed) {
        ngx_add_timer(wev, clcf->send_timeout);
    }

    if (ngx_handle_write_event(wev, clcf->send_lowat) != NGX_OK) {
        ngx_http_relevo_client_close(client, NGX_ERROR);
    }
}


static void
ngx_http_relevo_client_writer(ngx_http_request_t *r)
{
    ngx_event_t               *wev;
    ngx_http_relevo_ctx_t     *ctx;

    wev = r->connection->write;
    ctx = ngx_http_get_module_ctx(r, ngx_http_relevo_module);

    if (wev->timedout) {
        ngx_http_relevo_count(live_dropped, 1);
        ngx_http_relevo_client_close(ctx->client, NGX_ERROR);
        return;
    }

    ngx_http_relevo_client_send(ctx->client);
}
