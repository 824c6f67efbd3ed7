/*
 * http - calls to providers: the life of one, from http_call() to its op.
 *
 * A call is one easy handle in a multi (http_multi); it ends in http_ended()
 * or, when its op is detached or late, in http_detach().  Each line has a
 * multi of its own: calls over its connections for one host wait inside curl,
 * the op's deadline runs meanwhile, and streams of a model never stand in the
 * way of sends.
 *
 * What left the machine.  curl calls http_on_begin() (PREREQFUNCTION) right
 * before it writes a request, on new and on reused connections.  Never called
 * = not sent, whatever the error was; bytes counted by curl = may have been
 * read.  Error codes are not asked: the same code comes from both sides.
 *
 * No hidden repeats.  When a reused connection dies before the first byte of
 * the answer, curl 7.88 silently sends the request again (Curl_retry_request),
 * up to 5 times, POST too.  The server may have worked on the first one: a
 * customer would get a message twice.  The repeat has to pass http_on_begin()
 * as well, which refuses it when a byte of the first had left; the call ends
 * as HTTP_NO_ANSWER.  Idle connections are dropped after HTTP_IDLE_S, earlier
 * than servers do, so that this stays rare.
 *
 * Nothing begins late.  A process that was stopped between http_call() and
 * the first byte may no longer own what it was about to send: when timeout_ms
 * has passed by a clock read there, http_on_begin() refuses.
 */

#include "worker/engine/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "worker/engine/address.h"
#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/http_bytes.h"
#include "worker/engine/http_multi.h"
#include "worker/engine/http_request.h"
#include "worker/engine/stats.h"

#define HTTP_CONNECT_MS     5000L
#define HTTP_MAX_BODY       (1u << 20)
#define HTTP_RETRY_MAX_S    3600
#define HTTP_MEDIA_BUFFER   65536L

static http_multi_t  multi[HTTP_LINES];


/* ---- the call's side ---- */

static bool
http_bytes_left(CURL *easy)
{
    long        request = 0;
    curl_off_t  upload = 0;

    (void) curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &request);
    (void) curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &upload);

    return request > 0 || upload > 0;
}


/* A kept connection leads where somebody else's guard has let it go. */

static bool
http_may_reuse(const http_call_t *c, const char *ip, int port)
{
    struct sockaddr_storage  to;

    if (c->may_connect == NULL) {
        return true;
    }

    if (ip == NULL || !address_read(ip, &to)) {
        return false;
    }

    address_set_port(&to, port);

    return c->may_connect((const struct sockaddr *) &to);
}


static int
http_on_begin(void *data, char *to_ip, char *from_ip, int to_port,
    int from_port)
{
    http_call_t  *c = data;

    (void) from_ip;
    (void) from_port;

    if (!http_may_reuse(c, to_ip, to_port)) {
        c->refused = true;
        stat_add(http_refused, 1);
        return CURL_PREREQFUNC_ABORT;
    }

    if (now_fresh_ms() >= c->until_ms) {
        c->late = true;
        stat_add(http_late, 1);
        return CURL_PREREQFUNC_ABORT;
    }

    if (c->begun && http_bytes_left(c->easy)) {
        c->repeat = true;
        stat_add(http_repeats, 1);
        return CURL_PREREQFUNC_ABORT;
    }

    c->begun = true;

    return CURL_PREREQFUNC_OK;
}


static http_stage_t
http_stage(const http_call_t *c)
{
    return c->begun && http_bytes_left(c->easy) ? HTTP_NO_ANSWER
                                                : HTTP_NOT_SENT;
}


static curl_socket_t
http_on_open(void *data, curlsocktype purpose, struct curl_sockaddr *to)
{
    http_call_t         *c = data;
    curl_socket_t   fd;

    (void) purpose;

    if (c->may_connect != NULL && !c->may_connect(&to->addr)) {
        c->refused = true;
        stat_add(http_refused, 1);
        return CURL_SOCKET_BAD;
    }

    fd = socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
    c->multi->sockets += fd >= 0;

    return fd;
}


static int
http_on_close(void *data, curl_socket_t fd)
{
    http_multi_t  *m = data;            /* the call may be gone */

    m->sockets--;

    return close(fd);
}


static void
http_call_free(http_call_t *c)
{
    http_multi_remove(c->multi, c->easy);
    curl_easy_cleanup(c->easy);
    free(c->body);
    free(c);
}


static void
http_detach(op_t *op)
{
    http_call_t  *c = op->cell;

    op->stage = http_stage(c);
    http_call_free(c);
}


/* ---- the end of a call ---- */

static const char *
http_error(const http_call_t *c, CURLcode code)
{
    if (c->too_large) {
        return HTTP_TOO_LARGE;
    }

    if (c->stopped) {
        return HTTP_STOPPED;
    }

    if (c->refused) {
        return HTTP_REFUSED;
    }

    if (c->repeat) {
        return "http: connection lost";
    }

    if (c->late) {
        return "http: too late to begin";
    }

    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:     return "http: unknown host";
    case CURLE_COULDNT_CONNECT:          return "http: cannot connect";
    case CURLE_OPERATION_TIMEDOUT:       return "http: timeout";
    case CURLE_PEER_FAILED_VERIFICATION: return "http: certificate refused";
    case CURLE_SSL_CONNECT_ERROR:        return "http: TLS handshake failed";
    case CURLE_GOT_NOTHING:              return "http: no answer";
    case CURLE_PARTIAL_FILE:             return "http: answer cut off";
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:               return "http: connection lost";
    default:                             return curl_easy_strerror(code);
    }
}


static void
http_answered(http_call_t *c, op_t *op)
{
    curl_off_t  retry = 0;

    (void) curl_easy_getinfo(c->easy, CURLINFO_RETRY_AFTER, &retry);

    op->status = http_status(c);
    op->retry_after_ms = retry <= 0 ? 0
        : 1000 * (uint64_t) (retry > HTTP_RETRY_MAX_S ? HTTP_RETRY_MAX_S
                                                      : retry);
    op->stage = HTTP_ANSWERED;
}


static void
http_finish(http_call_t *c, CURLcode code)
{
    op_t        *op = c->op;
    const char  *error = NULL;

    op->stage = http_stage(c);

    if (code == CURLE_OK) {
        op->body = pool_copy(op->job->pool,
                             slice_make(c->body, c->body == NULL ? 0
                                                                 : c->len));
        if (op->body.data != NULL) {
            http_answered(c, op);
        } else {
            error = "http: answer over the job's memory";
        }
    } else {
        op->status = http_status(c);
        error = http_error(c, code);
    }

    http_call_free(c);
    op_complete(op, error == NULL ? RC_OK : RC_RETRY, error);
}


static void
http_ended(CURL *easy, CURLcode code)
{
    http_call_t  *c = NULL;

    (void) curl_easy_getinfo(easy, CURLINFO_PRIVATE, &c);
    http_finish(c, code);
}


/* ---- starting a call ---- */

static bool
http_set_body(http_call_t *c, const http_request_t *req)
{
    CURL  *easy = c->easy;

    if (req->line == HTTP_MEDIA
        && curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, HTTP_MEDIA_BUFFER) != 0)
    {
        return false;
    }

    return req->read == NULL
        || (curl_easy_setopt(easy, CURLOPT_READFUNCTION, http_on_read) == 0
            && curl_easy_setopt(easy, CURLOPT_READDATA, c) == 0
            && curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, http_on_seek) == 0
            && curl_easy_setopt(easy, CURLOPT_SEEKDATA, c) == 0);
}


/* A tenant's URL: a connection that another owner made is not taken. */

static bool
http_keeps(const http_call_t *c, const http_request_t *req)
{
    if (req->may_connect != NULL && req->owner == NULL) {
        return false;
    }

    return http_owner_keeps(c->multi->owners, req->url, req->owner,
                            now_fresh_ms());
}


static bool
http_set_reuse(http_call_t *c, const http_request_t *req)
{
    bool  keeps = http_keeps(c, req);

    return curl_easy_setopt(c->easy, CURLOPT_FRESH_CONNECT,
                            (long) (!keeps || http_multi_none_idle(c->multi)))
           == 0
        && curl_easy_setopt(c->easy, CURLOPT_FORBID_REUSE, (long) !keeps)
           == 0;
}


static bool
http_set_call(http_call_t *c, job_t *j, const http_request_t *req,
    struct curl_slist *headers)
{
    CURL  *easy = c->easy;

    if (req->mail == NULL) {
        http_set_method(easy, req);

    } else if (!http_set_mail(easy, j, req)) {
        return false;
    }

    return http_set_body(c, req)
        && http_set_reuse(c, req)
        && curl_easy_setopt(easy, CURLOPT_URL, req->url) == 0
        && curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers) == 0
        && curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                            req->connect_ms == 0 ? HTTP_CONNECT_MS
                                                 : (long) req->connect_ms)
           == 0
        && curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, http_on_begin) == 0
        && curl_easy_setopt(easy, CURLOPT_PREREQDATA, c) == 0
        && curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, http_on_body) == 0
        && curl_easy_setopt(easy, CURLOPT_WRITEDATA, c) == 0
        && curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, http_on_header) == 0
        && curl_easy_setopt(easy, CURLOPT_HEADERDATA, c) == 0
        && curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, http_on_open)
           == 0
        && curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, c) == 0
        && curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, http_on_close)
           == 0
        && curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, c->multi) == 0
        && curl_easy_setopt(easy, CURLOPT_PRIVATE, c) == 0;
}


static http_call_t *
http_call_new(job_t *j, const http_request_t *req, struct curl_slist *headers)
{
    http_call_t  *c = calloc(1, sizeof(http_call_t));

    if (c == NULL) {
        return NULL;
    }

    c->until_ms = req->timeout_ms == 0 ? UINT64_MAX
                                       : now_fresh_ms() + req->timeout_ms;
    c->multi = &multi[req->line];
    c->may_connect = req->may_connect;
    c->on_body = req->on_body;
    c->on_header = req->on_header;
    c->read = req->read;
    c->read_len = req->read_len;
    c->data = req->data;
    c->max = req->max_body == 0 ? HTTP_MAX_BODY : req->max_body;
    c->easy = FAILPOINT("http.easy") ? NULL : curl_easy_init();

    if (c->easy == NULL || !http_set_policy(c->easy)
        || !http_set_call(c, j, req, headers)
        || !http_multi_add(c->multi, c->easy))
    {
        curl_easy_cleanup(c->easy);
        free(c);
        return NULL;
    }

    return c;
}


op_t *
http_call(job_t *j, const http_request_t *req)
{
    op_t               *op = op_new(j);
    http_call_t             *c;
    struct curl_slist  *headers;

    op->stage = HTTP_NOT_SENT;
    op_deadline(op, req->timeout_ms);

    if (!http_is_clean(req->url, '!') || strchr(req->url, '\t') != NULL
        || !http_headers(j, req, &headers))
    {
        op_complete(op, RC_REJECT, "http: illegal URL or header");
        return op;
    }

    c = http_call_new(j, req, headers);
    if (c == NULL) {
        op_complete(op, RC_RETRY, "http: out of memory");
        return op;
    }

    c->op = op;
    op->cell = c;
    op->detach = http_detach;

    return op;
}


/* ---- life ---- */

void
http_init(void)
{
    if (multi[0].multi != NULL) {
        return;
    }

    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        (void) fputs("relevo: libcurl does not start\n", stderr);
        abort();
    }

    http_multi_init(&multi[HTTP_DELIVER],
                    (unsigned) config_int("deliver.connections"), http_ended);
    http_multi_init(&multi[HTTP_MODEL],
                    (unsigned) config_int("provider.connections"),
                    http_ended);
    http_multi_init(&multi[HTTP_MEDIA],
                    (unsigned) config_int("media.connections"), http_ended);
}


/* Calls are detached by their jobs before. */

void
http_release(void)
{
    if (multi[0].multi == NULL) {
        return;
    }

    for (int i = 0; i < HTTP_LINES; i++) {
        http_multi_release(&multi[i]);
    }

    curl_global_cleanup();
}
