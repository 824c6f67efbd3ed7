/*
 * serve_conn - the bytes of one request for a file: see serve_own.h.
 *
 * What is understood is "GET /any?t=<link>" and HEAD; ranges are nginx's
 * (proxy_force_ranges).  The file was just written here, so reading a piece
 * of it does not wait for a disk.
 */

#include "worker/media/serve_own.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define HEAD_MS   5000                  /* a proxy sends it at once */
#define WRITE_MS  60000                 /* it takes the next piece */

static void piece_write(conn_t *c);


conn_t *
conn_new(void)
{
    conn_t  *c = calloc(1, sizeof(conn_t));

    if (c != NULL) {
        c->fd = -1;
        c->pipe.data = c;
        uv_pipe_init(loop_get(), &c->pipe, 0);
    }

    return c;
}


/* ---- its end ---- */

void
conn_settle(conn_t *c)
{
    if (!c->closed || c->job != NULL) {
        return;
    }

    conn_forget(c);

    if (c->fd != -1) {
        (void) close(c->fd);
    }

    free(c);
}


static void
conn_closed(uv_handle_t *handle)
{
    conn_t  *c = handle->data;

    c->closed = true;
    conn_settle(c);
}


void
conn_close(conn_t *c)
{
    alarm_cancel(c->deadline);
    c->deadline = NULL;

    if (c->job != NULL) {
        job_cancel(c->job, RC_REJECT, "the client is gone");
    }

    if (!uv_is_closing((uv_handle_t *) &c->pipe)) {
        uv_close((uv_handle_t *) &c->pipe, conn_closed);
    }
}


static void
conn_late(void *data)
{
    conn_t  *c = data;

    c->deadline = NULL;
    conn_close(c);
}


static void
conn_deadline(conn_t *c, uint64_t ms)
{
    alarm_cancel(c->deadline);
    c->deadline = alarm_set(ms, conn_late, c);
}


/* ---- the answer ---- */

static void
piece_written(uv_write_t *write, int status)
{
    conn_t  *c = write->data;

    if (status != 0 || c->left == 0 || c->bodyless) {
        conn_close(c);
    } else {
        piece_write(c);
    }
}


static void
bytes_write(conn_t *c, char *bytes, size_t len)
{
    uv_buf_t  buf = uv_buf_init(bytes, (unsigned) len);

    if (uv_is_closing((uv_handle_t *) &c->pipe)) {
        return;
    }

    conn_deadline(c, WRITE_MS);
    c->write.data = c;

    if (uv_write(&c->write, (uv_stream_t *) &c->pipe, &buf, 1, piece_written)
        != 0)
    {
        conn_close(c);
    }
}


static void
piece_write(conn_t *c)
{
    ssize_t  n;

    do {
        n = read(c->fd, c->piece, sizeof(c->piece));
    } while (n == -1 && errno == EINTR);

    if (n <= 0 || (uint64_t) n > c->left) {
        log_warn("files.not_served", LOG_STR("error", "the file changed"));
        conn_close(c);
        return;
    }

    c->left -= (uint64_t) n;
    stat_add(files_served_bytes, n);
    bytes_write(c, c->piece, (size_t) n);
}


void
conn_answer(conn_t *c)
{
    stat_add(files_served, 1);
    bytes_write(c, c->head, c->len);
}


/* Also what nginx shows for it: it takes our status, not our words. */
void
conn_refuse(conn_t *c, int status, const char *reason)
{
    c->bodyless = true;
    c->len = (size_t) snprintf(c->head, sizeof(c->head), "HTTP/1.1 %d %s\r\n"
        "Content-Type: text/plain\r\nContent-Length: %zu\r\n"
        "Cache-Control: no-store\r\n%sConnection: close\r\n\r\n%s\n", status,
        reason, strlen(reason) + 1, status == 503 ? "Retry-After: 2\r\n" : "",
        reason);
    bytes_write(c, c->head, c->len);
}


/* ---- the request ---- */

/* "GET /files?t=<link> HTTP/1.0": the link is of a small alphabet, and ends
 * where that ends. */
static bool
request_read(conn_t *c)
{
    static const char  alphabet[] = "0123456789abcdefst.k-";
    const char        *at;
    size_t             n;

    c->bodyless = strncmp(c->head, "HEAD ", 5) == 0;

    if (!c->bodyless && strncmp(c->head, "GET ", 4) != 0) {
        return false;
    }

    c->head[strcspn(c->head, "\r\n")] = '\0';
    at = strstr(c->head, "?t=");

    if (at == NULL) {
        return false;
    }

    n = strspn(at + 3, alphabet);

    if (n == 0 || n > SERVE_LINK || (at[3 + n] != ' ' && at[3 + n] != '&')) {
        return false;
    }

    memcpy(c->link, at + 3, n);
    c->link[n] = '\0';

    return true;
}


static void
request_whole(conn_t *c)
{
    (void) uv_read_stop((uv_stream_t *) &c->pipe);
    alarm_cancel(c->deadline);          /* the job has its own */
    c->deadline = NULL;

    if (c->busy) {
        stat_add(files_busy, 1);
        conn_refuse(c, 503, "Service Unavailable");

    } else if (request_read(c)) {
        file_find(c);

    } else {
        stat_add(files_refused, 1);
        conn_refuse(c, 404, "Not Found");
    }
}


static void
head_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    conn_t  *c = handle->data;

    (void) suggested;
    *buf = uv_buf_init(c->head + c->len, (unsigned) (SERVE_HEAD - c->len));
}


static void
head_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
    conn_t  *c = stream->data;

    (void) buf;

    if (n < 0) {                        /* UV_ENOBUFS: it is too long */
        conn_close(c);
        return;
    }

    c->len += (size_t) n;
    c->head[c->len] = '\0';

    if (strstr(c->head, "\r\n\r\n") != NULL) {
        request_whole(c);
    }
}


void
conn_begin(conn_t *c)
{
    conn_deadline(c, HEAD_MS);

    if (uv_read_start((uv_stream_t *) &c->pipe, head_room, head_read) != 0) {
        conn_close(c);
    }
}
