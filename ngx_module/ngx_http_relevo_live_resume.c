
/*
 * live, resume: what a client with a Last-Event-ID has missed.
 *
 * XRANGE from its position on, again and again until it has caught up with the
 * reader of this worker; then it joins.  When its entry is gone, or too many
 * follow, it gets `reset`.  By pages: many come back at once, and what each of
 * them has missed is not to be in memory at the same time.
 */

#include "ngx_http_relevo_live.h"


static void ngx_http_relevo_client_resume_handler(void *data,
    redisReply *reply);
static ngx_int_t ngx_http_relevo_client_missed(
    ngx_http_relevo_client_t *client,
    redisReply *reply);


void
ngx_http_relevo_client_resume(ngx_http_relevo_client_t *client)
{
    u_char                  *p;
    ngx_http_relevo_live_t  *live;
    u_char                   words[128 + NGX_HTTP_RELEVO_LIVE_ID_LEN];

    live = client->live;
    client->target = live->position;

    p = ngx_cpymem(words, "XRANGE " NGX_HTTP_RELEVO_LIVE_KEY " ",
                   sizeof("XRANGE " NGX_HTTP_RELEVO_LIVE_KEY " ") - 1);
    p = ngx_http_relevo_id_write(p, &client->after);
    p = ngx_sprintf(p, " + COUNT %d%Z", NGX_HTTP_RELEVO_LIVE_PAGE);

    if (client->state != NGX_HTTP_RELEVO_CLIENT_RESUMING) {
        ngx_http_relevo_client_move(client, NGX_HTTP_RELEVO_CLIENT_RESUMING);
    }

    client->op = ngx_http_relevo_redis_words(live->conf->redis,
                                        (char *) words, 0,
                                        ngx_http_relevo_client_resume_handler,
                                        client);
    if (client->op == NULL) {

        /* it comes back with the same position and finds us healthy */

        ngx_http_relevo_client_close(client, NGX_ERROR);
    }
}


static void
ngx_http_relevo_client_resume_handler(void *data, redisReply *reply)
{
    ngx_http_relevo_live_t    *live;
    ngx_http_relevo_client_t  *client;

    client = data;
    client->op = NULL;

    live = client->live;

    if (client->state == NGX_HTTP_RELEVO_CLIENT_CLOSED) {
        return;
    }

    if (ngx_http_relevo_redis_check(live->conf->redis, reply) != NGX_OK
        || reply->type != REDIS_REPLY_ARRAY)
    {
        ngx_http_relevo_client_close(client, NGX_ERROR);
        return;
    }

    if (ngx_http_relevo_client_missed(client, reply) != NGX_OK) {
        ngx_http_relevo_client_reset(client);
        return;
    }

    /* a page that is not full holds all there was when it was asked for */

    if (reply->elements < NGX_HTTP_RELEVO_LIVE_PAGE
        && ngx_http_relevo_id_cmp(&client->after, &client->target) < 0)
    {
        client->after = client->target;
    }

    if (client->state == NGX_HTTP_RELEVO_CLIENT_CLOSED) {
        return;
    }

    if (ngx_http_relevo_id_cmp(&client->after, &live->position) < 0) {
        ngx_http_relevo_client_resume(client);
        return;
    }

    ngx_http_relevo_count(live_resumed, 1);
    ngx_http_relevo_client_join(client);
}


/*
 * The reply begins with the entry the client had last; without it something
 * may have been trimmed in between.
 */

static ngx_int_t
ngx_http_relevo_client_missed(ngx_http_relevo_client_t *client,
    redisReply *reply)
{
    size_t                    i;
    ngx_int_t                 rc;
    ngx_http_relevo_entry_t   entry;

    if (reply->elements == 0
        || client->resumed + reply->elements - 1 > NGX_HTTP_RELEVO_LIVE_RESUME
        || ngx_http_relevo_entry_read(reply->element[0], &entry) == NGX_ERROR
        || ngx_http_relevo_id_cmp(&entry.id, &client->after) != 0)
    {
        return NGX_DECLINED;
    }

    client->resumed += reply->elements - 1;

    for (i = 1; i < reply->elements; i++) {
        rc = ngx_http_relevo_entry_read(reply->element[i], &entry);

        if (rc == NGX_OK) {
            ngx_http_relevo_client_event(client, &entry);
        }

        if (rc != NGX_ERROR) {
            client->after = entry.id;
        }
    }

    return NGX_OK;
}
