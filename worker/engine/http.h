/*
 * http - libcurl multi on the loop.
 *
 * No redirects, no proxy, no cookies, no netrc; http and https only, and for
 * an http_mail_t smtp and smtps; verified TLS.  The body is capped (max_body),
 * streamed or not.  stage says what is known of the request when no answer
 * came: only HTTP_NOT_SENT may be repeated blindly.  Connections are kept and
 * reused per host.  status is set whenever a status line came, even if what
 * followed it did not end well.
 */

#ifndef RELEVO_HTTP_H
#define RELEVO_HTTP_H

#include <sys/socket.h>

#include "worker/engine/job.h"

/* What op->error is, word for word, when it is the reason. */
#define HTTP_TOO_LARGE  "http: answer too large"
#define HTTP_REFUSED    "http: address refused"
#define HTTP_STOPPED    "http: stopped by its reader"

/* May a connection go there?  Asked with the address that is connected to,
 * and again before a request on a connection that was kept. */
typedef bool (*http_guard_fn)(const struct sockaddr *to);

/* Streaming: the body as it comes, in any split, with the answer's status;
 * op->body stays empty.  Called by the driver: it may record, set alarms and
 * post jobs, not call http.  False: the call ends with HTTP_STOPPED. */
typedef bool (*http_body_fn)(void *data, int status, slice_t bytes);

/* Each header of the answer, before its body; value without blanks around. */
typedef void (*http_header_fn)(void *data, slice_t name, slice_t value);

/* A body that is not in memory: writes up to len of its bytes from offset
 * into buf and returns how many; 0 before its end: the call fails, not sent
 * or cut off.  Called by the driver, in any split, perhaps from 0 again. */
typedef size_t (*http_read_fn)(void *data, uint64_t offset, uint8_t *buf,
    size_t len);

/* Whose connections it takes: limits and idle ones are apart. */
typedef enum {
    HTTP_DELIVER = 0,               /* deliver.connections */
    HTTP_MODEL,                     /* provider.connections */
    HTTP_MEDIA,                     /* media.connections; 64 KB at a time */
    HTTP_LINES
} http_line_t;

/* A mail instead of a request: url is smtp[s]://host:port, read gives the
 * whole message.  Recipients refused, or anything else before the first byte
 * of it, leave the call HTTP_NOT_SENT with the server's code as status. */
typedef struct {
    const char   *from, *to;        /* bare addresses */
    const char   *user;             /* NULL: no AUTH */
    const char   *password;
    bool          starttls;         /* demanded; else what the URL says */
} http_mail_t;

typedef struct {
    const char   *method;           /* "GET", "POST" */
    const char   *url;              /* pool-owned or static */
    const char  **headers;          /* "Name: value", NULL at the end */
    slice_t       body;             /* borrowed until the op settles */
    http_read_fn  read;             /* instead: read_len bytes of it */
    uint64_t      read_len;
    const http_mail_t  *mail;       /* NULL: HTTP */
    uint64_t      timeout_ms;       /* whole call; 0 = the phase's deadline */
    uint64_t      connect_ms;       /* 0 = 5 s */
    size_t        max_body;         /* answer; 0 = 1 MB */
    http_guard_fn  may_connect;     /* NULL = anywhere */
    const char   *owner;            /* with may_connect: the tenant whose URL
                                       it is.  Its kept connections serve
                                       nobody else; NULL = none is kept */
    http_line_t   line;             /* HTTP_DELIVER unless told */
    http_body_fn  on_body;          /* NULL = collected in op->body */
    http_header_fn  on_header;      /* NULL = not wanted */
    void         *data;             /* of these three */
} http_request_t;

void  http_init(void);
void  http_release(void);

op_t *http_call(job_t *j, const http_request_t *req);

#endif
