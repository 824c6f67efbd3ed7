/*
 * server - HTTP/1.1 with keep-alive, one request of a connection at a time.
 *
 *   READ   bytes are collected until a request is whole
 *   WAIT   the reply is due later (latency, a rule)
 *   DEAD   closing; freed when its two handles have closed
 *
 * Strict where a client of ours could be wrong: a body needs Content-Length.
 */

#include "t/fake/fake_graph/fake.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define HEAD_MAX  (64 * 1024)
#define BODY_MAX  (1024 * 1024)

typedef enum { CONN_READ, CONN_WAIT, CONN_DEAD } conn_state_t;

typedef struct {
    uv_tcp_t      tcp;
    uv_timer_t    timer;
    int           handles;              /* open ones */
    conn_state_t  state;
    char         *buf;
    size_t        len, size;
    size_t        used;                 /* of the request being answered */
    bool          asked;                /* rules have seen its headers */
    bool          last;                 /* Connection: close */
    reply_t       reply;
} conn_t;

typedef struct {
    uv_write_t  req;
    char       *bytes;
} out_t;

static uv_tcp_t  listener;

static void conn_read(conn_t *c);


static void
on_closed(uv_handle_t *h)
{
    conn_t  *c = h->data;

    if (--c->handles == 0) {
        free(c->reply.body);
        free(c->buf);
        free(c);
    }
}


static void
conn_close(conn_t *c, bool reset)
{
    if (c->state == CONN_DEAD) {
        return;
    }

    c->state = CONN_DEAD;
    uv_close((uv_handle_t *) &c->timer, on_closed);

    if (!reset || uv_tcp_close_reset(&c->tcp, on_closed) != 0) {
        uv_close((uv_handle_t *) &c->tcp, on_closed);
    }
}


/* --- replies ------------------------------------------------------------ */

static void
on_written(uv_write_t *req, int status)
{
    out_t  *out = (out_t *) req;

    (void) status;
    free(out->bytes);
    free(out);
}


/* Steals bytes. */
static void
conn_write(conn_t *c, char *bytes, size_t len)
{
    uv_buf_t  b = uv_buf_init(bytes, (unsigned) len);
    int       n = uv_try_write((uv_stream_t *) &c->tcp, &b, 1);
    out_t    *out;

    if (n == (int) len || (n < 0 && n != UV_EAGAIN)) {
        free(bytes);
        return;
    }

    n = n < 0 ? 0 : n;
    out = calloc(1, sizeof(out_t));
    if (out == NULL) {
        die("out of memory");
    }

    out->bytes = bytes;
    b = uv_buf_init(bytes + n, (unsigned) (len - (size_t) n));
    if (uv_write(&out->req, (uv_stream_t *) &c->tcp, &b, 1, on_written) != 0) {
        on_written(&out->req, 0);
    }
}


static void
reply_write(conn_t *c)
{
    const reply_t  *r = &c->reply;
    const char     *body = r->body != NULL ? r->body : "";
    size_t          len = r->body_len > 0 ? r->body_len : strlen(body);
    size_t          claimed = len;
    char           *bytes;
    int             n;

    claimed = r->kind == REPLY_SHORT ? len + 100 : claimed;
    claimed = r->kind == REPLY_LONG ? len / 2 : claimed;

    n = asprintf(&bytes, "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\n"
                 "Content-Length: %zu\r\n%s%s%s%s%s%s%s\r\n", r->status,
                 r->status == 200 ? "OK" : "Error", claimed,
                 *r->retry_after != '\0' ? "Retry-After: " : "",
                 r->retry_after, *r->retry_after != '\0' ? "\r\n" : "",
                 *r->location != '\0' ? "Location: " : "", r->location,
                 *r->location != '\0' ? "\r\n" : "",
                 c->last ? "Connection: close\r\n" : "");
    bytes = n < 0 ? NULL : realloc(bytes, (size_t) n + len + 1);

    if (bytes == NULL) {
        die("out of memory");
    }

    memcpy(bytes + n, body, len);
    conn_write(c, bytes, (size_t) n + len);
}


/* The request is done with; the next one may be in the buffer already. */
static void
conn_next(conn_t *c)
{
    free(c->reply.body);
    c->reply.body = NULL;
    c->reply.body_len = 0;
    memmove(c->buf, c->buf + c->used, c->len - c->used);
    c->len -= c->used;
    c->used = 0;
    c->asked = false;
    c->state = CONN_READ;
}


static void
reply_now(conn_t *c)
{
    switch (c->reply.kind) {

    case REPLY_ANSWER:
        reply_write(c);
        if (c->last) {
            conn_close(c, false);
        } else {
            conn_next(c);
        }
        return;

    case REPLY_SHORT:
    case REPLY_LONG:
        reply_write(c);
        conn_close(c, false);
        return;

    case REPLY_RESET:
        conn_close(c, true);
        return;

    case REPLY_SWALLOW:
        conn_close(c, false);
        return;

    case REPLY_SILENCE:
        return;
    }
}


static void
on_timer(uv_timer_t *timer)
{
    conn_t  *c = timer->data;

    reply_now(c);

    if (c->state == CONN_READ) {
        conn_read(c);
    }
}


/* --- requests ----------------------------------------------------------- */

static void
header_copy(const char *value, size_t len, char *to, size_t size)
{
    snprintf(to, size, "%.*s", (int) len, value);
}


/* Reads the head of len bytes; false when it is not HTTP. */
static bool
head_read(conn_t *c, size_t len, request_t *r, long *ret_body)
{
    const char  *at = c->buf, *end = c->buf + len;
    int          n = 0;

    *ret_body = 0;

    if (sscanf(at, "%15[A-Z] %1023[^ \r\n] HTTP/1.1\r\n%n", r->method,
               r->path, &n) != 2 || n == 0)
    {
        return false;
    }

    for (at += n; at < end - 2; ) {
        const char  *eol = memchr(at, '\n', (size_t) (end - at));
        const char  *colon = memchr(at, ':', (size_t) (end - at));
        const char  *value;
        size_t       name, size;

        if (eol == NULL || colon == NULL || colon > eol) {
            return false;
        }

        name = (size_t) (colon - at);
        value = colon + 1;
        value += strspn(value, " \t");
        size = (size_t) (eol - value);
        size -= size > 0 && value[size - 1] == '\r';

        if (name == 14 && strncasecmp(at, "content-length", 14) == 0) {
            *ret_body = strtol(value, NULL, 10);

        } else if (name == 12 && strncasecmp(at, "content-type", 12) == 0) {
            header_copy(value, size, r->content_type, sizeof(r->content_type));

        } else if (name == 13 && strncasecmp(at, "authorization", 13) == 0) {
            header_copy(value, size, r->authorization,
                        sizeof(r->authorization));

        } else if (name == 10 && strncasecmp(at, "user-agent", 10) == 0) {
            header_copy(value, size, r->user_agent, sizeof(r->user_agent));

        } else if (name == 10 && strncasecmp(at, "connection", 10) == 0) {
            c->last = strncasecmp(value, "close", 5) == 0;

        } else if (name == 17
                   && strncasecmp(at, "transfer-encoding", 17) == 0)
        {
            return false;
        }

        at = eol + 1;
    }

    return *ret_body >= 0 && *ret_body <= BODY_MAX;
}


static void
conn_refuse(conn_t *c)
{
    provider_error(&c->reply, 400, 100, "not an HTTP/1.1 request of ours");
    c->reply.kind = REPLY_ANSWER;
    c->last = true;
    reply_now(c);
}


/* One request, when it is whole; false when more bytes are needed. */
static bool
request_take(conn_t *c)
{
    request_t  r;
    char      *end = memmem(c->buf, c->len, "\r\n\r\n", 4);
    size_t     head;
    long       body;

    if (end == NULL) {
        if (c->len > HEAD_MAX) {
            conn_refuse(c);
        }
        return false;
    }

    memset(&r, 0, sizeof(r));
    head = (size_t) (end - c->buf) + 4;

    if (!head_read(c, head, &r, &body)) {
        conn_refuse(c);
        return false;
    }

    if (!c->asked) {
        c->asked = true;

        if (api_reset_before(&r)) {
            conn_close(c, true);
            return false;
        }
    }

    if (c->len < head + (size_t) body) {
        return false;
    }

    r.head = c->buf;
    r.head_len = head;
    r.body = c->buf + head;
    r.body_len = (size_t) body;
    c->used = head + (size_t) body;
    c->state = CONN_WAIT;
    api_handle(&r, &c->reply);

    return true;
}


static void
conn_read(conn_t *c)
{
    while (c->state == CONN_READ && c->len > 0 && request_take(c)) {
        if (c->reply.delay_ms == 0 || c->reply.kind == REPLY_SILENCE) {
            reply_now(c);
        } else {
            uv_timer_start(&c->timer, on_timer, c->reply.delay_ms, 0);
        }
    }
}


static void
on_alloc(uv_handle_t *h, size_t wanted, uv_buf_t *buf)
{
    conn_t  *c = h->data;

    (void) wanted;

    if (c->size - c->len < 4096) {
        c->size = c->size == 0 ? 8192 : c->size * 2;
        c->buf = realloc(c->buf, c->size + 1);
        if (c->buf == NULL) {
            die("out of memory");
        }
    }

    *buf = uv_buf_init(c->buf + c->len, (unsigned) (c->size - c->len));
}


static void
on_read(uv_stream_t *s, ssize_t n, const uv_buf_t *buf)
{
    conn_t  *c = s->data;

    (void) buf;

    if (n < 0) {
        conn_close(c, false);
        return;
    }

    c->len += (size_t) n;
    c->buf[c->len] = '\0';

    if (c->len > HEAD_MAX + BODY_MAX) {
        conn_close(c, true);
        return;
    }

    conn_read(c);
}


static void
on_connection(uv_stream_t *server, int status)
{
    conn_t  *c = calloc(1, sizeof(conn_t));

    if (status < 0 || c == NULL) {
        free(c);
        return;
    }

    c->handles = 2;
    c->tcp.data = c;
    c->timer.data = c;
    uv_tcp_init(server->loop, &c->tcp);
    uv_timer_init(server->loop, &c->timer);

    if (uv_accept(server, (uv_stream_t *) &c->tcp) != 0) {
        conn_close(c, false);
        return;
    }

    uv_tcp_nodelay(&c->tcp, 1);
    uv_read_start((uv_stream_t *) &c->tcp, on_alloc, on_read);
}


int
server_start(uv_loop_t *loop)
{
    struct sockaddr_in  address;
    int                 len = sizeof(address);

    uv_ip4_addr("127.0.0.1", opt.port, &address);
    uv_tcp_init(loop, &listener);

    if (uv_tcp_bind(&listener, (struct sockaddr *) &address, 0) != 0
        || uv_listen((uv_stream_t *) &listener, 1024, on_connection) != 0)
    {
        die("cannot listen on port %d", opt.port);
    }

    uv_tcp_getsockname(&listener, (struct sockaddr *) &address, &len);

    return ntohs(address.sin_port);
}
