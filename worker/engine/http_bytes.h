/*
 * http_bytes - what passes through a call: curl's callbacks for the bytes of
 * a request's body, an answer's headers and its body.  The inside of http.
 */

#ifndef RELEVO_HTTP_BYTES_H
#define RELEVO_HTTP_BYTES_H

#include "worker/engine/http_multi.h"
#include "worker/engine/http_request.h"

typedef struct {
    op_t          *op;
    CURL          *easy;
    http_multi_t  *multi;
    char          *body;                /* NULL when it is streamed */
    size_t         len, size, max;
    size_t         headers;
    http_guard_fn  may_connect;         /* or NULL */
    http_body_fn   on_body;             /* or NULL */
    http_header_fn on_header;           /* or NULL */
    http_read_fn   read;                /* or NULL */
    uint64_t       read_at, read_len;
    void          *data;                /* of these three */
    uint64_t       until_ms;            /* nothing begins after it */
    bool           late;                /* it would have */
    bool           begun;               /* a request was about to be written */
    bool           too_large;
    bool           stopped;             /* on_body said so */
    bool           repeat;              /* a hidden repeat was refused */
    bool           refused;             /* an address was, by may_connect */
} http_call_t;

/* Of the answer; 0 before its status line. */
int     http_status(const http_call_t *c);

/* CURLOPT_*FUNCTION; arg is the http_call_t. */
size_t  http_on_body(char *data, size_t one, size_t n, void *arg);
size_t  http_on_header(char *data, size_t one, size_t n, void *arg);
size_t  http_on_read(char *buf, size_t one, size_t n, void *arg);
int     http_on_seek(void *arg, curl_off_t offset, int origin);

#endif
