/*
 * The HTTP driver against a server that answers, lies, dies and swallows.
 *
 * The server is in engine_http/server.c: behaviour is chosen by path.
 */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>

#include "t/unit/engine_http/server.h"
#include "t/unit/engine_test.h"
#include "worker/engine/http.h"
#include "worker/engine/stats.h"

typedef struct {
    rc_t          rc;
    http_stage_t  stage;
    int           status;
    uint64_t      retry_after_ms;
    char          error[128];
    char          body[8192];
    size_t        len;
    unsigned      done;
} got_t;

static int      port;
static pid_t    server;
static got_t    got;


/* ---- client ---- */

static rc_t
call_start(job_t *j)
{
    http_call(j, j->data);

    return RC_AGAIN;
}


/* A process that is stopped right after it has asked for the request. */

static rc_t
stopped_start(job_t *j)
{
    const http_request_t  *req = j->data;
    uint64_t               until = now_fresh_ms() + req->timeout_ms + 1;

    http_call(j, req);

    while (now_fresh_ms() < until) {
        /* stopped */
    }

    return RC_AGAIN;
}


static rc_t
call_finish(job_t *j)
{
    const op_t  *op = j->ops;

    got.rc = op->rc;
    got.stage = op->stage;
    got.status = op->status;
    got.retry_after_ms = op->retry_after_ms;
    got.len = op->body.len;
    snprintf(got.error, sizeof(got.error), "%s",
             op->error == NULL ? "" : op->error);
    snprintf(got.body, sizeof(got.body), "%s",
             op->body.data == NULL ? "" : (const char *) op->body.data);
    got.done++;

    return RC_OK;
}


static const phase_t  call[] = {
    { "call", call_start, call_finish, 10000 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  stopped[] = {
    { "stopped", stopped_start, call_finish, 10000 }, { NULL, NULL, NULL, 0 }
};


static const char *
url_of(const char *path)
{
    static char      url[16][256];
    static unsigned  n;
    char            *u = url[n++ % 16];

    snprintf(u, 256, "http://127.0.0.1:%d%s", port, path);

    return u;
}


static bool
run(http_request_t *req)
{
    got = (got_t) { .rc = RC_AGAIN };
    job_new(call, req, NULL);

    return UNTIL(got.done && job_count() == 0);
}


static bool
fetch(const char *method, const char *path)
{
    http_request_t  req = { .method = method, .url = url_of(path) };

    if (strcmp(method, "POST") == 0) {
        req.body = SLICE_LIT("{\"to\":1}");
    }

    return run(&req);
}


/* As after a restart of the worker: no connection is open. */

static void
forget_connections(void)
{
    http_release();
    http_init();
}


static bool
anywhere(const struct sockaddr *to)
{
    return to != NULL;
}


/* The connections that a guarded call of this owner makes: 1 or 0. */

static int
call_of(const char *owner)
{
    int             before = seen->connections;
    http_request_t  req = { .method = "GET", .url = url_of("/ok"),
                            .may_connect = anywhere, .owner = owner };

    ok(run(&req) && got.status == 200, "a call of %s",
       owner == NULL ? "nobody" : owner);

    return seen->connections - before;
}


/* No connection of one tenant serves another one. */

static void
test_owners(void)
{
    http_request_t  own = { .method = "GET", .url = url_of("/ok") };
    int             before;

    forget_connections();
    is(call_of("one"), 1, "the first connects");
    is(call_of("one"), 0, "its own is kept for it");
    is(call_of("two"), 1, "another tenant connects");
    is(call_of("two"), 1, "and keeps nothing of a host of two");
    is(call_of("one"), 1, "nor does the first from now on");
    is(call_of(NULL), 1, "a guarded call of nobody keeps nothing");

    /* what a tenant opened is given time to end */

    before = seen->connections;
    ok(run(&own) && run(&own) && seen->connections == before + 2,
       "the operator does not take a tenant's");

    forget_connections();
    before = seen->connections;
    ok(run(&own) && run(&own) && seen->connections == before + 1,
       "the operator's own is kept");
    is(call_of("one"), 1, "and not for a tenant");
    ok(run(&own) && seen->connections == before + 2,
       "which does not make the operator slow");
}


static void
test_plain(void)
{
    const char      *headers[] = { "Authorization: Bearer t",
                                   "Content-Type: application/json", NULL };
    http_request_t   req = { .method = "POST", .url = url_of("/echo"),
                             .headers = headers,
                             .body = SLICE_LIT("{\"a\":1}") };

    ok(fetch("GET", "/ok"), "GET ends");
    is(got.rc, RC_OK, "well");
    is(got.status, 200, "with the status");
    is(got.stage, HTTP_ANSWERED, "answered");
    is_str(got.body, "hello", "and the body");
    is(got.retry_after_ms, 0, "no Retry-After");

    ok(run(&req), "POST ends");
    ok(strncmp(got.body, "POST /echo HTTP/1.1\r\n", 21) == 0, "as a POST");
    ok(strstr(got.body, "\r\nAuthorization: Bearer t\r\n"), "with our header");
    ok(strstr(got.body, "\r\nUser-Agent: relevo/"), "a user agent");
    ok(strstr(got.body, "\r\nContent-Type: application/json\r\n"), "our type");
    ok(!strstr(got.body, "form-urlencoded"), "not curl's");
    ok(!strstr(got.body, "Expect:"), "no Expect");
    ok(strstr(got.body, "\r\n\r\n{\"a\":1}"), "and the body");
    is(seen->connections, 1, "both used one connection");

    req = (http_request_t) { .method = "DELETE", .url = url_of("/echo") };
    ok(run(&req) && strncmp(got.body, "DELETE /echo", 12) == 0, "DELETE");

    ok(fetch("GET", "/redirect"), "a redirect");
    is(got.status, 302, "is an answer, not followed");
    ok(fetch("GET", "/echo") && !strstr(got.body, "Cookie"), "no cookies");

    ok(fetch("GET", "/nothing"), "404");
    is(got.rc, RC_OK, "is OK for the driver");
    is(got.status, 404, "with its status");
}


static void
test_retry_after(void)
{
    ok(fetch("POST", "/retry"), "429");
    is(got.retry_after_ms, 7000, "Retry-After in seconds");
    ok(fetch("POST", "/retry-far"), "429 for days");
    is(got.retry_after_ms, 3600000, "is capped at an hour");
    ok(fetch("POST", "/retry-date"), "503 with a date");
    ok(got.retry_after_ms > 90000 && got.retry_after_ms <= 101000,
       "Retry-After as a date");
}


/* ---- streams ---- */

static struct {
    char      text[64], colour[32];
    size_t    len;
    unsigned  pieces;
    int       status;
    bool      stop;
} drip;


static bool
drip_body(void *data, int status, slice_t bytes)
{
    (void) data;
    memcpy(drip.text + drip.len, bytes.data, bytes.len);
    drip.len += bytes.len;
    drip.status = status;
    drip.pieces++;
    atomic_fetch_add(&seen->drips, 1);

    return !drip.stop;
}


static void
drip_header(void *data, slice_t name, slice_t value)
{
    (void) data;
    if (slice_eq(name, SLICE_LIT("X-Colour"))) {
        snprintf(drip.colour, sizeof(drip.colour), "%.*s", (int) value.len,
                 value.data);
    }
}


static void
test_stream(void)
{
    http_request_t  req = {
        .method = "GET", .url = url_of("/drip"), .line = HTTP_MODEL,
        .on_body = drip_body, .on_header = drip_header
    };

    ok(run(&req), "a stream ends");
    is(got.rc, RC_OK, "well");
    is(got.stage, HTTP_ANSWERED, "answered");
    is(got.len, 0, "nothing is collected");
    is_str(drip.text, "dripdripdrip", "its reader had all of it");
    is(drip.pieces, 3, "while it came");
    is(drip.status, 200, "with the status");
    is_str(drip.colour, "blue", "and the headers before, without blanks");

    seen->drips = 0;
    memset(&drip, 0, sizeof(drip));
    drip.stop = true;
    ok(run(&req), "a reader that stops");
    is(got.rc, RC_RETRY, "ends the call");
    is_str(got.error, HTTP_STOPPED, "as stopped");
    is(drip.pieces, 1, "and hears no more");

    seen->drips = 0;
    memset(&drip, 0, sizeof(drip));
    req.max_body = 6;
    ok(run(&req), "a stream over its cap");
    is_str(got.error, HTTP_TOO_LARGE, "is too large");
}


static void
test_refused(void)
{
    const char      *bad[] = { "X-A: 1\r\nX-B: 2", NULL };
    http_request_t   req = { .method = "GET", .url = url_of("/ok"),
                             .headers = bad };
    int              before = seen->requests;

    ok(run(&req) && got.rc == RC_REJECT, "CR LF in a header is refused");
    req = (http_request_t) { .method = "GET", .url = url_of("/a b") };
    ok(run(&req) && got.rc == RC_REJECT, "a blank in a URL is refused");
    req = (http_request_t) { .method = "GET", .url = "file:///etc/passwd" };
    ok(run(&req) && got.rc == RC_RETRY, "file:// is refused");
    is(got.stage, HTTP_NOT_SENT, "not sent");
    req = (http_request_t) { .method = "GET",
                             .url = "http://u:p@127.0.0.1:1/" };
    ok(run(&req) && got.rc == RC_RETRY, "a password in a URL is refused");
    is(seen->requests, before, "nothing of it reached the server");
}


static void
test_not_sent(void)
{
    struct sockaddr_in  a = { .sin_family = AF_INET };
    socklen_t           len = sizeof(a);
    int                 fd = socket(AF_INET, SOCK_STREAM, 0), full[8];
    char                url[64];
    http_request_t      req = { .method = "POST", .url = url,
                                .body = SLICE_LIT("x"), .connect_ms = 100 };

    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ok(bind(fd, (struct sockaddr *) &a, len) == 0, "a port nobody listens on");
    getsockname(fd, (struct sockaddr *) &a, &len);
    snprintf(url, sizeof(url), "http://127.0.0.1:%d/", ntohs(a.sin_port));

    ok(run(&req), "connection refused");
    is(got.rc, RC_RETRY, "is RETRY");
    is(got.stage, HTTP_NOT_SENT, "not sent");
    is_str(got.error, "http: cannot connect", "with a reason");

    /* a queue that is full drops the SYN: connecting takes for ever */

    listen(fd, 0);
    for (int i = 0; i < 8; i++) {
        full[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        (void) !connect(full[i], (struct sockaddr *) &a, len);
    }
    ok(run(&req), "no answer to SYN");
    is(got.stage, HTTP_NOT_SENT, "not sent");
    req.connect_ms = 0;
    req.timeout_ms = 100;
    ok(run(&req), "the same by the op's deadline");
    is_str(got.error, "timeout", "timeout");
    is(got.stage, HTTP_NOT_SENT, "not sent");
    for (int i = 0; i < 8; i++) {
        close(full[i]);
    }
    close(fd);

    snprintf(url, sizeof(url), "https://127.0.0.1:%d/ok", port);
    req = (http_request_t) { .method = "POST", .url = url, .timeout_ms = 2000,
                             .body = SLICE_LIT("x") };
    ok(run(&req), "TLS with a server that speaks none");
    is(got.stage, HTTP_NOT_SENT, "not sent");
}


static void
test_too_late(void)
{
    http_request_t  req = { .method = "POST", .url = url_of("/ok"),
                            .body = SLICE_LIT("x"), .timeout_ms = 30 };
    int             before;

    ok(fetch("GET", "/ok"), "a connection is there");
    before = seen->requests;
    got = (got_t) { .rc = RC_AGAIN };
    job_new(stopped, &req, NULL);
    ok(UNTIL(got.done && job_count() == 0), "stopped before the first byte");
    is(got.stage, HTTP_NOT_SENT, "not sent");
    ok(fetch("GET", "/ok"), "and afterwards");
    is(seen->requests, before + 1, "the server saw nothing of it");
}


static void
test_no_answer(void)
{
    http_request_t  req = { .method = "POST", .url = url_of("/slow"),
                            .body = SLICE_LIT("x"), .timeout_ms = 60 };

    ok(run(&req), "an answer that does not come");
    is_str(got.error, "timeout", "timeout");
    is(got.stage, HTTP_NO_ANSWER, "unknowable");

    ok(fetch("POST", "/half"), "a body cut off");
    is(got.rc, RC_RETRY, "is RETRY");
    is(got.stage, HTTP_NO_ANSWER, "unknowable");
    is_str(got.error, "http: answer cut off", "with a reason");

    ok(fetch("POST", "/half-head"), "a header cut off");
    is(got.stage, HTTP_NO_ANSWER, "unknowable");

    ok(fetch("POST", "/huge"), "an endless body");
    is_str(got.error, "http: answer too large", "is cut");
    is(got.stage, HTTP_NO_ANSWER, "not whole");

    ok(fetch("POST", "/headers"), "endless headers");
    is_str(got.error, "http: answer too large", "are cut");

    ok(fetch("POST", "/09"), "HTTP/0.9");
    is(got.stage, HTTP_NO_ANSWER, "is no answer");

    req = (http_request_t) { .method = "GET", .url = url_of("/huge"),
                             .max_body = 8u << 20 };
    ok(run(&req), "a large body");
    is(got.len, 4 << 20, "that is allowed");
}


/*
 * The server took the request and the line died.  On a fresh connection curl
 * says so; on a reused one it would send the request again, silently.
 */

static void
swallow(const char *method, const char *path, bool reused)
{
    int64_t  repeats = stats_value[STAT_http_repeats];
    int      conns;

    forget_connections();
    if (reused) {
        ok(fetch("GET", "/ok"), "%s %s: a connection is open", method, path);
    }

    conns = seen->connections;
    seen->swallowed = 0;
    ok(fetch(method, path), "%s %s, reused %d", method, path, reused);
    is(seen->swallowed, 1, "the server got it once");
    is(got.rc, RC_RETRY, "it failed");
    is(got.stage, HTTP_NO_ANSWER, "unknowable");

    if (reused && strcmp(path, "/swallow-fin") == 0) {
        is(stats_value[STAT_http_repeats], repeats + 1,
           "a hidden repeat was refused and counted");

    } else if (!reused) {
        ok(seen->connections > conns, "on a connection of its own");
    }
}


static void
test_swallow(void)
{
    swallow("POST", "/swallow", false);
    swallow("POST", "/swallow", true);
    swallow("POST", "/swallow-fin", false);
    swallow("POST", "/swallow-fin", true);
    swallow("GET", "/swallow", true);
    swallow("DELETE", "/swallow", true);
}


/* A connection the server closed while it was idle: not even ambiguous. */

static void
test_stale(void)
{
    forget_connections();
    seen->closed = 0;
    ok(fetch("GET", "/then-close"), "the server closes behind its answer");
    ok(UNTIL(seen->closed == 1), "now");
    ok(fetch("POST", "/ok"), "the next call");
    is(got.stage, HTTP_ANSWERED, "goes to a new connection");
    is(got.status, 200, "and succeeds");
}


/* ---- TLS: openssl's own server with a certificate we made ---- */

static int
free_port(void)
{
    struct sockaddr_in  a = { .sin_family = AF_INET };
    socklen_t           len = sizeof(a);
    int                 fd = socket(AF_INET, SOCK_STREAM, 0);

    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    (void) !bind(fd, (struct sockaddr *) &a, len);
    getsockname(fd, (struct sockaddr *) &a, &len);
    close(fd);

    return ntohs(a.sin_port);
}


static void
ca_file(const char *file)
{
    test_set("http.ca_file", file);
    forget_connections();
}


static void
test_tls(void)
{
    char            cmd[512], cert[128], url[64], accept_port[32];
    http_request_t  req = { .method = "GET", .url = url };
    int             at = free_port();
    pid_t           pid;

    snprintf(cert, sizeof(cert), "%s/both.pem", test_dir());
    snprintf(cmd, sizeof(cmd), "openssl req -x509 -newkey rsa:2048 -nodes"
             " -keyout %s/k -out %s/c -days 2 -subj /CN=x"
             " -addext subjectAltName=IP:127.0.0.1 2>/dev/null"
             " && cat %s/k %s/c > %s", test_dir(), test_dir(), test_dir(),
             test_dir(), cert);
    ok(system(cmd) == 0, "a certificate for 127.0.0.1");

    snprintf(accept_port, sizeof(accept_port), "127.0.0.1:%d", at);
    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        execlp("openssl", "openssl", "s_server", "-accept", accept_port,
               "-cert", cert, "-www", "-quiet", (char *) NULL);
        _exit(127);
    }

    snprintf(url, sizeof(url), "https://127.0.0.1:%d/", at);
    ca_file(cert);
    ok(UNTIL(run(&req) && got.stage == HTTP_ANSWERED),
       "known by http.ca_file: answered");
    is(got.status, 200, "with a status");

    ca_file("");
    ok(run(&req), "unknown to the system");
    is_str(got.error, "http: certificate refused", "is refused");
    is(got.stage, HTTP_NOT_SENT, "not sent");

    ca_file(cert);
    snprintf(url, sizeof(url), "https://localhost:%d/", at);
    ok(run(&req), "another name than the certificate's");
    is(got.rc, RC_RETRY, "is refused");
    is(got.stage, HTTP_NOT_SENT, "not sent");

    ca_file("");
    test_stop(pid, SIGKILL);
}


static void
test_many(void)
{
    static http_request_t  req;
    job_t                 *last = NULL;
    int                    requests;

    http_release();
    test_set("deliver.connections", "2");
    http_init();

    got.done = 0;
    seen->release = seen->waiting = seen->most_waiting = 0;
    req = (http_request_t) { .method = "GET", .url = url_of("/hold") };
    for (int i = 0; i < 6; i++) {
        last = job_new(call, &req, NULL);
    }
    ok(last != NULL && UNTIL(seen->waiting == 2), "two calls are out");

    got.done = 0;
    requests = seen->requests;
    req.timeout_ms = 50;
    last = job_new(call, &req, NULL);
    ok(UNTIL(got.done == 1), "a call that waits for a connection times out");
    is(got.stage, HTTP_NOT_SENT, "not sent");
    is(seen->requests, requests, "nobody saw it");

    seen->release = 1;
    ok(UNTIL(got.done == 7), "the others end when connections are free");
    is(seen->most_waiting, 2, "never more than deliver.connections at once");
}


static void
test_cancel(void)
{
    http_request_t   req = { .method = "GET", .url = url_of("/slow") };
    job_t           *j;
    unsigned         before;

    seen->waiting = 0;
    got.done = 0;
    before = got.done;
    j = job_new(call, &req, NULL);
    ok(UNTIL(seen->waiting == 1), "a call is out");
    job_cancel(j, RC_RETRY, "enough");
    ok(UNTIL(job_count() == 0), "cancelled");
    is(got.done, before, "finish did not run");
}


int
main(void)
{
    signal(SIGPIPE, SIG_IGN);
    server = server_start(&port);
    loop_init();
    http_init();

    test_plain();
    test_owners();
    test_retry_after();
    test_stream();
    test_refused();
    test_not_sent();
    test_too_late();
    test_no_answer();
    test_swallow();
    test_stale();
    test_cancel();
    test_tls();
    test_many();

    http_release();
    loop_release();
    config_release();
    kill(-server, SIGKILL);
    waitpid(server, NULL, 0);
    test_dir_remove();

    return done_testing();
}
