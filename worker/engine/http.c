/*
 * http - calls to providers: libcurl multi driven by uv_poll and one alarm.
 *
 * A call is one easy handle in the multi; it ends in http_reap() or, when its
 * op is detached or late, in http_detach().  Calls over deliver.connections
 * for one host wait inside curl; the op's deadline runs meanwhile.
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

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "worker/engine/address.h"
#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"

#define HTTP_AGENT          "relevo/1"
#define HTTP_CONNECT_MS     5000L
#define HTTP_MAX_BODY       (1u << 20)
#define HTTP_MAX_HEADERS    (64u << 10)
#define HTTP_RETRY_MAX_S    3600
#define HTTP_IDLE_S         20L
#define HTTP_BUFFER         1024L       /* curl's default, 16 KB, is allocated
                                           for the whole wait of a call */

typedef struct {
    op_t     *op;
    CURL     *easy;
    char     *body;
    size_t    len, size, max;
    size_t    headers;
    http_guard_fn  may_connect;         /* or NULL */
    uint64_t  until_ms;                 /* nothing begins after it */
    bool      late;                     /* it would have */
    bool      begun;                    /* a request was about to be written */
    bool      too_large;
    bool      repeat;                   /* a hidden repeat was refused */
    bool      refused;                  /* an address was, by may_connect */
} call_t;

typedef struct {
    uv_poll_t      poll;
    curl_socket_t  fd;
} watch_t;

static struct {
    CURLM    *multi;
    alarm_t  *alarm;
    bool      kicked;
    unsigned  calls;                    /* in the multi */
    unsigned  sockets;                  /* open, busy or idle */
    unsigned  limit;                    /* deliver.connections */
} H;


/* ---- the loop's side ---- */

static void http_reap(void);


static void
http_action(curl_socket_t fd, int events)
{
    int  running;

    (void) curl_multi_socket_action(H.multi, fd, events, &running);
    http_reap();                        /* after every action, also timers */
}


static void
http_kick(void *data)
{
    (void) data;

    H.kicked = false;
    if (H.multi != NULL) {
        http_action(CURL_SOCKET_TIMEOUT, 0);
    }
}


static void
http_on_alarm(void *data)
{
    H.alarm = NULL;
    http_kick(data);
}


/* Called by curl from inside its functions: nothing of curl may run here. */

static int
http_on_timer(CURLM *multi, long ms, void *data)
{
    (void) multi;
    (void) data;

    alarm_cancel(H.alarm);
    H.alarm = NULL;

    if (ms > 0) {
        H.alarm = alarm_set((uint64_t) ms, http_on_alarm, NULL);

    } else if (ms == 0 && !H.kicked) {
        H.kicked = true;
        loop_defer(http_kick, NULL);    /* at once, but not from in here */
    }

    return 0;
}


static void
http_on_poll(uv_poll_t *poll, int status, int events)
{
    watch_t  *w = poll->data;
    int       flags = 0;

    if (status < 0) {
        flags = CURL_CSELECT_ERR;
    } else {
        flags |= (events & UV_READABLE) ? CURL_CSELECT_IN : 0;
        flags |= (events & UV_WRITABLE) ? CURL_CSELECT_OUT : 0;
    }

    http_action(w->fd, flags);
}


static void
http_watch_closed(uv_handle_t *h)
{
    free(h->data);
}


static watch_t *
http_watch_new(curl_socket_t fd)
{
    watch_t  *w = calloc(1, sizeof(watch_t));

    if (w == NULL) {
        return NULL;
    }

    if (uv_poll_init(loop_get(), &w->poll, fd) != 0) {
        free(w);
        return NULL;
    }

    w->fd = fd;
    w->poll.data = w;
    (void) curl_multi_assign(H.multi, fd, w);       /* fd is curl's own */

    return w;
}


static int
http_on_socket(CURL *easy, curl_socket_t fd, int what, void *data,
    void *assigned)
{
    watch_t  *w = assigned;
    int       events = 0;

    (void) easy;
    (void) data;

    if (what == CURL_POLL_REMOVE) {
        if (w != NULL) {
            (void) uv_poll_stop(&w->poll);          /* before fd is closed */
            uv_close((uv_handle_t *) &w->poll, http_watch_closed);
            (void) curl_multi_assign(H.multi, fd, NULL);
        }
        return 0;
    }

    if (w == NULL) {
        w = http_watch_new(fd);
        if (w == NULL) {
            return -1;                  /* curl fails all its transfers */
        }
    }

    events |= (what & CURL_POLL_IN) ? UV_READABLE : 0;
    events |= (what & CURL_POLL_OUT) ? UV_WRITABLE : 0;

    return uv_poll_start(&w->poll, events, http_on_poll) == 0 ? 0 : -1;
}


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
http_may_reuse(const call_t *c, const char *ip)
{
    struct sockaddr_storage  to;

    return c->may_connect == NULL
           || (ip != NULL && address_read(ip, &to)
               && c->may_connect((const struct sockaddr *) &to));
}


static int
http_on_begin(void *data, char *to_ip, char *from_ip, int to_port,
    int from_port)
{
    call_t  *c = data;

    (void) from_ip;
    (void) to_port;
    (void) from_port;

    if (!http_may_reuse(c, to_ip)) {
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
http_stage(const call_t *c)
{
    return c->begun && http_bytes_left(c->easy) ? HTTP_NO_ANSWER
                                                : HTTP_NOT_SENT;
}


static curl_socket_t
http_on_open(void *data, curlsocktype purpose, struct curl_sockaddr *to)
{
    call_t         *c = data;
    curl_socket_t   fd;

    (void) purpose;

    if (c->may_connect != NULL && !c->may_connect(&to->addr)) {
        c->refused = true;
        stat_add(http_refused, 1);
        return CURL_SOCKET_BAD;
    }

    fd = socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
    H.sockets += fd >= 0;

    return fd;
}


static int
http_on_close(void *data, curl_socket_t fd)
{
    (void) data;
    H.sockets--;

    return close(fd);
}


/*
 * Looking for a connection to reuse, curl walks all of the host's: with 10,000
 * calls out that is 0.8 ms per new call, all for nothing when every connection
 * is busy.  Ask for a new one when none can be idle; not at the limit, where a
 * call waits for one that becomes idle.
 */

static bool
http_none_idle(void)
{
    return H.sockets <= H.calls && H.calls < H.limit;
}


static size_t
http_on_body(char *data, size_t one, size_t n, void *arg)
{
    call_t  *c = arg;
    size_t   len = one * n;

    if (len > c->max - c->len) {
        c->too_large = true;
        return 0;
    }

    if (len > c->size - c->len) {
        size_t   size = c->len + len;
        char    *m;

        size = size < 512 ? 512 : size * 2;
        size = size > c->max ? c->max : size;
        m = realloc(c->body, size);
        if (m == NULL) {
            return 0;
        }
        c->body = m;
        c->size = size;
    }

    memcpy(c->body + c->len, data, len);
    c->len += len;

    return len;
}


static size_t
http_on_header(char *data, size_t one, size_t n, void *arg)
{
    call_t  *c = arg;

    (void) data;                        /* Retry-After is read by curl */
    c->headers += one * n;

    if (c->headers > HTTP_MAX_HEADERS) {
        c->too_large = true;
        return 0;
    }

    return one * n;
}


static void
http_call_free(call_t *c)
{
    (void) curl_multi_remove_handle(H.multi, c->easy);
    curl_easy_cleanup(c->easy);
    free(c->body);
    free(c);
    H.calls--;
}


static void
http_detach(op_t *op)
{
    call_t  *c = op->cell;

    op->stage = http_stage(c);
    http_call_free(c);
}


/* ---- the end of a call ---- */

static const char *
http_error(const call_t *c, CURLcode code)
{
    if (c->too_large) {
        return HTTP_TOO_LARGE;
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
http_answered(call_t *c, op_t *op)
{
    long        status = 0;
    curl_off_t  retry = 0;

    (void) curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);
    (void) curl_easy_getinfo(c->easy, CURLINFO_RETRY_AFTER, &retry);

    op->status = (int) status;
    op->retry_after_ms = retry <= 0 ? 0
        : 1000 * (uint64_t) (retry > HTTP_RETRY_MAX_S ? HTTP_RETRY_MAX_S
                                                      : retry);
    op->stage = HTTP_ANSWERED;
}


static void
http_finish(call_t *c, CURLcode code)
{
    op_t        *op = c->op;
    const char  *error = NULL;
    long         status = 0;

    op->stage = http_stage(c);

    if (code == CURLE_OK) {
        op->body = pool_copy(op->job->pool, slice_make(c->body, c->len));
        if (op->body.data != NULL) {
            http_answered(c, op);
        } else {
            error = "http: answer over the job's memory";
        }
    } else {
        (void) curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);
        op->status = (int) status;
        error = http_error(c, code);
    }

    http_call_free(c);
    op_complete(op, error == NULL ? RC_OK : RC_RETRY, error);
}


static void
http_reap(void)
{
    CURLMsg  *m;
    int       left;

    while ((m = curl_multi_info_read(H.multi, &left)) != NULL) {
        call_t    *c = NULL;
        CURLcode   code = m->data.result;

        if (m->msg != CURLMSG_DONE) {
            continue;
        }

        (void) curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &c);
        http_finish(c, code);           /* m is gone behind this */
    }
}


/* ---- starting a call ---- */

/* CR, LF and NUL would end a header; a URL has nothing below "!" at all. */

static bool
http_is_clean(const char *s, unsigned char lowest)
{
    for ( ; *s != '\0'; s++) {
        unsigned char  c = (unsigned char) *s;

        if (c != '\t' && (c < lowest || c == 0x7f)) {
            return false;
        }
    }

    return true;
}


static bool
http_header(pool_t *pool, struct curl_slist ***tail, const char *text)
{
    struct curl_slist  *item = pool_alloc(pool, sizeof(*item));

    if (item == NULL) {
        return false;
    }

    item->data = (char *) text;         /* curl only reads */
    **tail = item;
    *tail = &item->next;

    return true;
}


/* curl's list, in the job's memory: nothing of it is copied or freed. */

static bool
http_headers(job_t *j, const http_request_t *req, struct curl_slist **ret_list)
{
    struct curl_slist   *list = NULL, **tail = &list;
    bool                 typed = false;

    /* no "100 Continue" dialogue */

    if (!http_header(j->pool, &tail, "Expect:")) {
        return false;
    }

    for (const char **h = req->headers; h != NULL && *h != NULL; h++) {
        typed = typed || strncasecmp(*h, "Content-Type:", 13) == 0;
        if (!http_is_clean(*h, ' ') || !http_header(j->pool, &tail, *h)) {
            return false;
        }
    }

    *ret_list = list;

    /* a name without a value: curl leaves out its own (a form's) */

    return typed || http_header(j->pool, &tail, "Content-Type:");
}


static void
http_set_method(CURL *easy, const http_request_t *req)
{
    bool  get = strcmp(req->method, "GET") == 0;
    bool  post = strcmp(req->method, "POST") == 0;

    if (!get || req->body.len > 0) {
        (void) curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                                (curl_off_t) req->body.len);
        (void) curl_easy_setopt(easy, CURLOPT_POSTFIELDS, req->body.len == 0
                                ? "" : (const char *) req->body.data);
    }

    if (strcmp(req->method, "HEAD") == 0) {
        (void) curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);

    } else if (!post && (!get || req->body.len > 0)) {
        (void) curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, req->method);
    }
}


/*
 * What every call has in common; each line is a rule of README.md.
 *
 * CAPATH NULL: only without a directory of certificates (Debian's curl has
 * one by default) does curl keep the parsed bundle between connections.  Else
 * each handshake parses it again: 300 KB and 13 ms per connection.
 */

static bool
http_set_policy(CURL *easy)
{
    const char  *ca = config_str("http.ca_file");

    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == 0
        && curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == 0
        && curl_easy_setopt(easy, CURLOPT_PROXY, "") == 0
        && curl_easy_setopt(easy, CURLOPT_NETRC, (long) CURL_NETRC_IGNORED)
           == 0
        && curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L) == 0
        && curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L) == 0
        && curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
                            (long) CURL_HTTP_VERSION_1_1) == 0
        && curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == 0
        && curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == 0
        && curl_easy_setopt(easy, CURLOPT_SSLVERSION,
                            (long) CURL_SSLVERSION_TLSv1_2) == 0
        && curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) == 0
        && (*ca == '\0' || curl_easy_setopt(easy, CURLOPT_CAINFO, ca) == 0)
        && curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == 0
        && curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, HTTP_IDLE_S) == 0
        && curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, HTTP_BUFFER) == 0
        && curl_easy_setopt(easy, CURLOPT_USERAGENT, HTTP_AGENT) == 0;
}


static bool
http_set_call(call_t *c, const http_request_t *req, struct curl_slist *headers)
{
    CURL  *easy = c->easy;

    http_set_method(easy, req);

    return curl_easy_setopt(easy, CURLOPT_URL, req->url) == 0
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
        && curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT,
                            (long) http_none_idle()) == 0
        && curl_easy_setopt(easy, CURLOPT_PRIVATE, c) == 0;
}


static call_t *
http_call_new(const http_request_t *req, struct curl_slist *headers)
{
    call_t  *c = calloc(1, sizeof(call_t));

    if (c == NULL) {
        return NULL;
    }

    c->until_ms = req->timeout_ms == 0 ? UINT64_MAX
                                       : now_fresh_ms() + req->timeout_ms;
    c->may_connect = req->may_connect;
    c->max = req->max_body == 0 ? HTTP_MAX_BODY : req->max_body;
    c->easy = FAILPOINT("http.easy") ? NULL : curl_easy_init();

    if (c->easy == NULL || !http_set_policy(c->easy)
        || !http_set_call(c, req, headers)
        || curl_multi_add_handle(H.multi, c->easy) != CURLM_OK)
    {
        curl_easy_cleanup(c->easy);
        free(c);
        return NULL;
    }

    H.calls++;

    return c;
}


op_t *
http_call(job_t *j, const http_request_t *req)
{
    op_t               *op = op_new(j);
    call_t             *c;
    struct curl_slist  *headers;

    op->stage = HTTP_NOT_SENT;
    op_deadline(op, req->timeout_ms);

    if (!http_is_clean(req->url, '!') || strchr(req->url, '\t') != NULL
        || !http_headers(j, req, &headers))
    {
        op_complete(op, RC_REJECT, "http: illegal URL or header");
        return op;
    }

    c = http_call_new(req, headers);
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
    long  n = (long) config_int("deliver.connections");

    if (H.multi != NULL) {
        return;
    }

    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK
        || (H.multi = curl_multi_init()) == NULL)
    {
        (void) fputs("relevo: libcurl does not start\n", stderr);
        abort();
    }

    H.limit = (unsigned) n;

    /* none of these fails on a fresh multi */

    (void) curl_multi_setopt(H.multi, CURLMOPT_SOCKETFUNCTION, http_on_socket);
    (void) curl_multi_setopt(H.multi, CURLMOPT_TIMERFUNCTION, http_on_timer);
    (void) curl_multi_setopt(H.multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
    (void) curl_multi_setopt(H.multi, CURLMOPT_MAX_HOST_CONNECTIONS, n);
    (void) curl_multi_setopt(H.multi, CURLMOPT_MAXCONNECTS, n);
}


/* Calls are detached by their jobs before. */

void
http_release(void)
{
    if (H.multi == NULL) {
        return;
    }

    (void) curl_multi_cleanup(H.multi);
    alarm_cancel(H.alarm);
    H.alarm = NULL;
    H.multi = NULL;
    H.sockets = 0;
    curl_global_cleanup();
}
