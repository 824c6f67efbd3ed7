/*
 * waiting - the memory of one child whose jobs all wait for a provider.
 *
 *   waiting --jobs 10000 --wait-ms 10000 [--tls CERT KEY] [--set key=value]...
 *
 * N jobs of a one-phase table call an HTTP server in a forked process that
 * answers each request after the wait.  Prints one JSON object: RSS before,
 * RSS while all wait, and how many were answered.
 */

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "t/bench/child.h"
#include "worker/engine/http.h"
#include "worker/engine/loop.h"

#define FD_MAX    65536

typedef struct {
    atomic_int  waiting;
    int         port;
} shared_t;

typedef struct {
    SSL      *ssl;                      /* or NULL */
    uint64_t  due_ms;                   /* 0 = request not whole yet */
    size_t    have;
    char      in[1024];
} peer_t;

static const char  ANSWER[] =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    "Content-Length: 15\r\n\r\n{\"answer\":\"ok\"}";

static shared_t  *shared;
static peer_t    *peers[FD_MAX];
static int        jobs = 10000, wait_ms = 10000;
static int        finished, answered;
static long       idle_kb, peak_kb;
static char       url[64];


static uint64_t
clock_ms(void)
{
    return bench_clock_ms(CLOCK_MONOTONIC);
}


/* ---- the server: one process, epoll, answers in the order of arrival ---- */

static void
peer_free(int fd)
{
    SSL_free(peers[fd]->ssl);
    free(peers[fd]);
    peers[fd] = NULL;
    close(fd);
}


static void
peer_read(int fd)
{
    peer_t  *p = peers[fd];
    size_t   room = sizeof(p->in) - 1 - p->have;
    int      n = p->ssl ? SSL_read(p->ssl, p->in + p->have, (int) room)
                        : (int) read(fd, p->in + p->have, room);

    if (n <= 0) {
        int  e = p->ssl ? SSL_get_error(p->ssl, n) : 0;

        if (p->ssl ? e == SSL_ERROR_WANT_READ || e == SSL_ERROR_WANT_WRITE
                   : n < 0 && errno == EAGAIN)
        {
            ERR_clear_error();
            return;
        }

        peer_free(fd);
        return;
    }

    p->have += (size_t) n;

    if (p->due_ms == 0 && memmem(p->in, p->have, "\r\n\r\n", 4) != NULL) {
        p->due_ms = clock_ms() + (uint64_t) wait_ms;
        atomic_fetch_add(&shared->waiting, 1);
    }
}


static void
server_answer_due(void)
{
    uint64_t  now = clock_ms();

    for (int fd = 0; fd < FD_MAX; fd++) {
        peer_t  *p = peers[fd];

        if (p == NULL || p->due_ms == 0 || p->due_ms > now) {
            continue;
        }

        if (p->ssl) {
            (void) SSL_write(p->ssl, ANSWER, sizeof(ANSWER) - 1);
        } else if (write(fd, ANSWER, sizeof(ANSWER) - 1) < 0) {
            perror("waiting: server: write");
        }

        p->due_ms = 0;
        p->have = 0;
    }
}


static void
server_accept(int ep, int listener, SSL_CTX *ctx)
{
    int  fd;

    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct epoll_event  e = { .events = EPOLLIN, .data.fd = fd };

        if (fd >= FD_MAX || (peers[fd] = calloc(1, sizeof(peer_t))) == NULL) {
            close(fd);
            continue;
        }

        if (ctx != NULL) {
            peers[fd]->ssl = SSL_new(ctx);
            SSL_set_fd(peers[fd]->ssl, fd);
            SSL_set_accept_state(peers[fd]->ssl);
        }

        epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
    }
}


static void
server_run(int listener, SSL_CTX *ctx)
{
    struct epoll_event  ev[256], e = { .events = EPOLLIN, .data.fd = listener };
    int                 ep = epoll_create1(0);
    uint64_t            looked = 0;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_IGN);
    epoll_ctl(ep, EPOLL_CTL_ADD, listener, &e);

    for (;;) {
        int  n = epoll_wait(ep, ev, 256, 20);

        for (int i = 0; i < n; i++) {
            if (ev[i].data.fd == listener) {
                server_accept(ep, listener, ctx);
            } else if (peers[ev[i].data.fd] != NULL) {
                peer_read(ev[i].data.fd);
            }
        }

        if (clock_ms() >= looked + 20) {
            looked = clock_ms();
            server_answer_due();
        }
    }
}


static void
server_start(const char *cert, const char *key)
{
    SSL_CTX  *ctx = NULL;
    int       listener = bench_listen("waiting", &shared->port);

    if (cert != NULL) {
        ctx = SSL_CTX_new(TLS_server_method());

        if (SSL_CTX_use_certificate_chain_file(ctx, cert) != 1
            || SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM) != 1)
        {
            fprintf(stderr, "waiting: cannot use %s and %s\n", cert, key);
            exit(1);
        }
    }

    if (fork() == 0) {
        server_run(listener, ctx);
    }

    close(listener);
    SSL_CTX_free(ctx);
}


/* ---- the jobs ---- */

static rc_t
ask_start(job_t *j)
{
    static const char    *headers[] = {
        "Content-Type: application/json", NULL
    };
    const http_request_t  req = {
        .method = "POST", .url = url, .headers = headers,
        .body = SLICE_LIT("{\"model\":\"m\",\"messages\":[]}"),
        .connect_ms = 200000, .timeout_ms = 280000,
    };

    j->data = http_call(j, &req);

    return RC_AGAIN;
}


static rc_t
ask_finish(job_t *j)
{
    op_t  *op = j->data;

    if (op->rc == RC_OK && op->status == 200) {
        answered++;
    } else if (finished == answered) {          /* the first one says why */
        fprintf(stderr, "waiting: %s, status %d\n",
                op->error ? op->error : "answered", op->status);
    }

    return RC_OK;
}


static const phase_t  table[] = {
    { "ask", ask_start, ask_finish, 300000 },
    { NULL, NULL, NULL, 0 }
};


static void
ask_done(job_t *j, rc_t rc)
{
    (void) j;
    (void) rc;

    if (++finished == jobs) {
        loop_stop();
    }
}


static void
watch(void *data)
{
    if (atomic_load(&shared->waiting) == jobs && peak_kb == 0) {
        peak_kb = bench_rss_kb();
    }

    alarm_set(50, watch, data);
}


static void
run_jobs(void)
{
    loop_init();
    http_init();
    idle_kb = bench_rss_kb();

    for (int i = 0; i < jobs; i++) {
        if (job_new(table, NULL, ask_done) == NULL) {
            fprintf(stderr, "waiting: job %d refused\n", i);
            exit(1);
        }
    }

    alarm_set(50, watch, NULL);
    loop_run();
}


int
main(int argc, char **argv)
{
    static const struct option  options[] = {
        { "jobs", 1, NULL, 'j' }, { "wait-ms", 1, NULL, 'w' },
        { "tls", 1, NULL, 't' },  { "set", 1, NULL, 's' },
        { NULL, 0, NULL, 0 }
    };
    const char    *cert = NULL, *key = NULL;
    bench_sets_t   sets = { .n = 0 };
    int            o;

    while ((o = getopt_long(argc, argv, "", options, NULL)) != -1) {
        switch (o) {
        case 'j': jobs = atoi(optarg); break;
        case 'w': wait_ms = atoi(optarg); break;
        case 's': bench_set(&sets, optarg); break;
        case 't':
            cert = optarg;
            key = optind < argc ? argv[optind++] : NULL;
            break;
        default: return 2;
        }
    }

    if (!bench_begin("waiting", &sets)) {
        return 2;
    }

    shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    server_start(cert, key);
    snprintf(url, sizeof(url), "%s://localhost:%d/v1/chat",
             cert ? "https" : "http", shared->port);

    run_jobs();

    printf("{\"jobs\":%d,\"answered\":%d,\"idle_mb\":%.1f,\"waiting_mb\":%.1f,"
           "\"kb_per_job\":%.1f}\n", jobs, answered, (double) idle_kb / 1024,
           (double) peak_kb / 1024, (double) (peak_kb - idle_kb) / jobs);

    return answered == jobs && peak_kb > 0 ? 0 : 1;
}
