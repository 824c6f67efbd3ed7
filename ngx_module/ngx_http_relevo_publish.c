
/*
 * publish - events and wakes of what an API call has committed, to Redis.
 *
 * Before: api, with the lines of core.take_events() and core.take_wakes();
 * all leave in one write.
 *
 *   event   <tenant> TAB <audience> TAB <json>            -> relevo:live
 *   wake    <partition> TAB <tenant> TAB <conversation>   -> relevo:{p}:in
 *
 * A wake is a hint, the worker's sweep makes up for a lost one.  A lost event
 * is made up for by `reset`: whoever listens fetches again.  It is repeated
 * until Redis has taken it.
 */

#include "ngx_http_relevo_api.h"

#include "common/cluster.h"
#include "common/scan.h"


#define NGX_HTTP_RELEVO_LIVE_KEEP_MS   300000
#define NGX_HTTP_RELEVO_RESET_MS       500


typedef struct {
    ngx_http_relevo_call_t        call;         /* first */
    ngx_http_relevo_main_conf_t  *rmcf;
    unsigned                      is_event:1;
    size_t                        len;
    u_char                        cmd[1];
} ngx_http_relevo_note_t;


static ngx_int_t ngx_http_relevo_publish_split(ngx_str_t *line,
    ngx_str_t *part);
static ngx_int_t ngx_http_relevo_publish_event(
    ngx_http_relevo_main_conf_t *rmcf, ngx_str_t *part);
static ngx_int_t ngx_http_relevo_publish_wake(
    ngx_http_relevo_main_conf_t *rmcf, ngx_str_t *part);
static ngx_int_t ngx_http_relevo_note_send(ngx_http_relevo_main_conf_t *rmcf,
    ngx_str_t *words, ngx_uint_t n, ngx_uint_t is_event);
static ngx_http_relevo_redis_op_t *ngx_http_relevo_note_write(
    ngx_http_relevo_call_t *call, ngx_http_relevo_redis_handler_pt handler);
static ngx_int_t ngx_http_relevo_note_reply(ngx_http_relevo_call_t *call,
    redisReply *reply);
static void ngx_http_relevo_note_done(ngx_http_relevo_call_t *call,
    ngx_int_t rc);
static void ngx_http_relevo_publish_lost(ngx_http_relevo_main_conf_t *rmcf);
static void ngx_http_relevo_reset_handler(ngx_event_t *ev);


static ngx_event_t  ngx_http_relevo_reset_event;


void
ngx_http_relevo_publish(ngx_http_relevo_main_conf_t *rmcf,
    ngx_http_relevo_note_e kind, const char *lines, size_t len)
{
    u_char     *p, *end, *last;
    ngx_int_t   rc;
    ngx_str_t   line, part[3];

    p = (u_char *) lines;
    last = p + len;

    for ( /* void */ ; p < last; p = end + 1) {
        end = ngx_strlchr(p, last, LF);

        if (end == NULL) {
            end = last;
        }

        line.data = p;
        line.len = end - p;

        rc = ngx_http_relevo_publish_split(&line, part);

        if (rc == NGX_OK) {
            rc = (kind == NGX_HTTP_RELEVO_NOTE_WAKE)
                 ? ngx_http_relevo_publish_wake(rmcf, part)
                 : ngx_http_relevo_publish_event(rmcf, part);
        }

        if (rc != NGX_OK) {
            ngx_http_relevo_publish_lost(rmcf);
        }
    }
}


static ngx_int_t
ngx_http_relevo_publish_split(ngx_str_t *line, ngx_str_t *part)
{
    u_char      *p, *tab, *last;
    ngx_uint_t   i;

    p = line->data;
    last = line->data + line->len;

    for (i = 0; i < 2; i++) {
        tab = ngx_strlchr(p, last, '\t');

        if (tab == NULL) {
            return NGX_ERROR;
        }

        part[i].data = p;
        part[i].len = tab - p;
        p = tab + 1;
    }

    part[2].data = p;
    part[2].len = last - p;

    return NGX_OK;
}


static ngx_int_t
ngx_http_relevo_publish_event(ngx_http_relevo_main_conf_t *rmcf,
    ngx_str_t *part)
{
    u_char      since[NGX_INT64_LEN];
    slice_t     type;
    ngx_uint_t  i;
    uint64_t    now;

    ngx_str_t   words[12] = {
        ngx_string("XADD"), ngx_string("relevo:live"), ngx_string("MINID"),
        ngx_string("~"), ngx_null_string, ngx_string("*"),
        ngx_string("t"), ngx_null_string, ngx_string("a"), ngx_null_string,
        ngx_string("e"), ngx_null_string
    };

    now = (uint64_t) ngx_time() * 1000;

    if (scan_member(ngx_http_relevo_slice(&part[2]), "type", &type)
        && slice_eq(type, SLICE_LIT("\"rights.changed\"")))
    {
        ngx_http_relevo_count(api_forgotten, 1);    /* before the answer */
    }

    words[4].data = since;
    words[4].len = ngx_sprintf(since, "%uL", now - NGX_HTTP_RELEVO_LIVE_KEEP_MS)
                   - since;

    for (i = 0; i < 3; i++) {
        words[7 + 2 * i] = part[i];
    }

    return ngx_http_relevo_note_send(rmcf, words, 12, 1);
}


static ngx_int_t
ngx_http_relevo_publish_wake(ngx_http_relevo_main_conf_t *rmcf,
    ngx_str_t *part)
{
    u_char     *p, key[sizeof("relevo:{}:in") + NGX_INT_T_LEN];
    u_char      bytes[256];
    size_t      header;
    ngx_int_t   partition;
    record_t    record;

    ngx_str_t   words[5] = {
        ngx_string("XADD"), ngx_null_string, ngx_string("*"),
        ngx_string("r"), ngx_null_string
    };

    partition = ngx_atoi(part[0].data, part[0].len);

    ngx_memzero(&record, sizeof(record_t));

    record.kind = RECORD_WAKE;
    record.partition = (uint16_t) partition;
    record.received_us = (uint64_t) ngx_time() * 1000000;
    record.channel = SLICE_LIT("api");

    header = record_header_len(&record);

    if (partition < 0 || partition >= NGX_HTTP_RELEVO_PARTITIONS_END
        || header == 0
        || header + part[1].len + 1 + part[2].len > sizeof(bytes))
    {
        return NGX_ERROR;
    }

    (void) record_encode_header(&record, bytes);

    p = ngx_cpymem(bytes + header, part[1].data, part[1].len);
    *p++ = ' ';
    p = ngx_cpymem(p, part[2].data, part[2].len);

    words[1].data = key;
    words[1].len = ngx_sprintf(key, "relevo:{%i}:in", partition) - key;
    words[4].data = bytes;
    words[4].len = p - bytes;

    return ngx_http_relevo_note_send(rmcf, words, 5, 0);
}


static ngx_int_t
ngx_http_relevo_note_send(ngx_http_relevo_main_conf_t *rmcf, ngx_str_t *words,
    ngx_uint_t n, ngx_uint_t is_event)
{
    size_t                   size;
    u_char                  *p;
    ngx_uint_t               i;
    ngx_http_relevo_note_t  *note;

    size = NGX_HTTP_RELEVO_RESP_LEN;

    for (i = 0; i < n; i++) {
        size += NGX_HTTP_RELEVO_RESP_LEN + words[i].len + 2;
    }

    note = ngx_calloc(sizeof(ngx_http_relevo_note_t) + size, ngx_cycle->log);
    if (note == NULL) {
        return NGX_ERROR;
    }

    p = ngx_sprintf(note->cmd, "*%ui\r\n", n);

    for (i = 0; i < n; i++) {
        p = ngx_http_relevo_resp_bulk(p, words[i].data, words[i].len);
    }

    note->len = p - note->cmd;
    note->rmcf = rmcf;
    note->is_event = is_event;

    note->call.redis = rmcf->redis;
    note->call.slot = cluster_slot(ngx_http_relevo_slice(&words[1]));
    note->call.send = ngx_http_relevo_note_write;
    note->call.reply = ngx_http_relevo_note_reply;
    note->call.done = ngx_http_relevo_note_done;

    if (ngx_http_relevo_call_start(&note->call) == NGX_ERROR) {
        ngx_free(note);
        return is_event ? NGX_ERROR : NGX_OK;
    }

    return NGX_OK;
}


static ngx_http_relevo_redis_op_t *
ngx_http_relevo_note_write(ngx_http_relevo_call_t *call,
    ngx_http_relevo_redis_handler_pt handler)
{
    ngx_http_relevo_note_t *note = (ngx_http_relevo_note_t *) call;

    return ngx_http_relevo_redis_send(call->conn, note->cmd, note->len, 0,
                                      handler, call);
}


static ngx_int_t
ngx_http_relevo_note_reply(ngx_http_relevo_call_t *call, redisReply *reply)
{
    return ngx_http_relevo_redis_check(call->conn, reply);
}


static void
ngx_http_relevo_note_done(ngx_http_relevo_call_t *call, ngx_int_t rc)
{
    ngx_http_relevo_note_t *note = (ngx_http_relevo_note_t *) call;

    if (rc != NGX_OK && note->is_event) {
        ngx_http_relevo_publish_lost(note->rmcf);

    } else if (note->is_event) {
        ngx_http_relevo_count(api_events, 1);

    } else {
        ngx_http_relevo_count(api_wakes, 1);
    }

    ngx_free(note);
}


/* who listens must fetch again, as soon as Redis can say so */

static void
ngx_http_relevo_publish_lost(ngx_http_relevo_main_conf_t *rmcf)
{
    ngx_event_t  *ev;

    ngx_http_relevo_count(api_events_lost, 1);

    ev = &ngx_http_relevo_reset_event;

    if (ev->timer_set || ngx_exiting || ngx_terminate) {
        return;
    }

    ev->handler = ngx_http_relevo_reset_handler;
    ev->data = rmcf;
    ev->log = ngx_cycle->log;
    ev->cancelable = 1;

    ngx_add_timer(ev, NGX_HTTP_RELEVO_RESET_MS);
}


static void
ngx_http_relevo_reset_handler(ngx_event_t *ev)
{
    ngx_http_relevo_main_conf_t *rmcf = ev->data;

    ngx_str_t  part[3] = {
        ngx_string("*"), ngx_string("*"),
        ngx_string("{\"type\":\"reset\",\"reason\":\"lost\"}")
    };

    if (ngx_http_relevo_publish_event(rmcf, part) != NGX_OK) {
        ngx_add_timer(ev, NGX_HTTP_RELEVO_RESET_MS);
    }
}
