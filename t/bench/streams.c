/*
 * streams - the memory of one child that holds many answers of a model while
 * they come, and how long its loop ever stands still.
 *
 *   streams --streams 5000 [--tokens 40] [--pause-ms 250] [--raw]
 *           [--set key=value]...
 *
 * A forked server sends an OpenAI stream to each connection, a token every
 * pause.  Without --raw each is a model_call-sized job: provider openai, its
 * parser, an answer's buffers, as worker/providers/attempt.c has them.  With
 * --raw the floor: as many plain curl transfers on one multi by epoll, bytes
 * thrown away.  Prints one JSON object.
 */

#include <curl/curl.h>
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "t/bench/child.h"
#include "worker/engine/json_memory.h"
#include "worker/engine/loop.h"
#include "worker/providers/providers.h"

#define FD_MAX       65536
#define STALL_MS     5                  /* looks of the stall watch */

typedef struct {
    size_t    have;
    char      in[512];
    int       left;                     /* tokens; 0: no request yet */
    uint64_t  due_ms;
} peer_t;

typedef struct {
    provider_call_t  call;
    model_reply_t    reply;
    op_t            *op;
} stream_t;

static peer_t   *peers[FD_MAX];
static int       wanted = 5000, tokens = 40, pause_ms = 250;
static bool      raw;
static int       finished, answered, talking, most_talking;
static long      idle_kb, peak_kb, stall_ms, stall_cpu_ms;
static uint64_t  looked_ms, looked_cpu_ms;
static char      url[64];


static uint64_t
clock_ms(void)
{
    return bench_clock_ms(CLOCK_MONOTONIC);
}


/* ---- the server ---- */

static bool
say(int fd, const char *text)
{
    return write(fd, text, strlen(text)) >= 0 || errno == EAGAIN;
}


static void
chunk(int fd, const char *json)
{
    char  text[512], body[400];
    int   n = snprintf(body, sizeof(body), "data: %s\n\n", json);

    snprintf(text, sizeof(text), "%x\r\n%s\r\n", (unsigned) n, body);
    (void) say(fd, text);
}


static void
peer_token(int fd)
{
    peer_t  *p = peers[fd];

    p->due_ms = clock_ms() + (uint64_t) pause_ms;
    if (--p->left > 1) {
        chunk(fd, "{\"object\":\"chat.completion.chunk\",\"choices\":[{"
              "\"index\":0,\"delta\":{\"content\":\"token \"},"
              "\"finish_reason\":null}]}");
        return;
    }

    chunk(fd, "{\"choices\":[{\"index\":0,\"delta\":{},"
          "\"finish_reason\":\"stop\"}]}");
    chunk(fd, "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,"
          "\"completion_tokens\":40}}");
    (void) say(fd, "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
    p->left = 0;
    p->have = 0;
}


static void
peer_read(int fd)
{
    peer_t   *p = peers[fd];
    ssize_t   n = read(fd, p->in + p->have, sizeof(p->in) - 1 - p->have);

    if (n <= 0) {
        if (n == 0 || errno != EAGAIN) {
            free(p);
            peers[fd] = NULL;
            close(fd);
        }
        return;
    }

    /* a request is smaller than the buffer: its end is that of the body */

    p->have = (p->have + (size_t) n) % (sizeof(p->in) - 1);
    if (p->left == 0 && p->in[p->have - 1] == '}') {
        p->left = tokens;
        p->due_ms = clock_ms() + (uint64_t) (rand() % pause_ms);
        (void) say(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream"
                   "\r\nTransfer-Encoding: chunked\r\n\r\n");
    }
}


static void
server_run(int listener)
{
    struct epoll_event  ev[256], e = { .events = EPOLLIN, .data.fd = listener };
    int                 ep = epoll_create1(0), fd;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_IGN);
    epoll_ctl(ep, EPOLL_CTL_ADD, listener, &e);

    for (;;) {
        int       n = epoll_wait(ep, ev, 256, 5);
        uint64_t  now;

        for (int i = 0; i < n; i++) {
            if (ev[i].data.fd != listener) {
                if (peers[ev[i].data.fd] != NULL) {
                    peer_read(ev[i].data.fd);
                }
                continue;
            }
            while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                struct epoll_event  c = { .events = EPOLLIN, .data.fd = fd };

                peers[fd] = calloc(1, sizeof(peer_t));
                epoll_ctl(ep, EPOLL_CTL_ADD, fd, &c);
            }
        }

        now = clock_ms();
        for (fd = 0; fd < FD_MAX; fd++) {
            if (peers[fd] != NULL && peers[fd]->left > 0
                && peers[fd]->due_ms <= now)
            {
                peer_token(fd);
            }
        }
    }
}


static void
server_start(void)
{
    int  port, listener = bench_listen("streams", &port);

    snprintf(url, sizeof(url), "http://127.0.0.1:%d/v1", port);
    if (fork() == 0) {
        server_run(listener);
    }
    close(listener);
}


/* ---- what is measured ---- */

/* By the wall clock, and by the CPU time the process spent meanwhile: only
 * that is its own doing when others want the cores too. */

static void
look(void *data)
{
    uint64_t  now = clock_ms(), cpu = bench_clock_ms(CLOCK_PROCESS_CPUTIME_ID);
    long      late = (long) (now - looked_ms) - STALL_MS;
    long      busy = (long) (cpu - looked_cpu_ms);

    (void) data;

    if (looked_ms != 0) {
        if (getenv("STREAMS_TRACE") != NULL && late > 40) {
            fprintf(stderr, "late %ld busy %ld talking %d finished %d\n",
                    late, busy, talking, finished);
        }
        stall_ms = late > stall_ms ? late : stall_ms;
        stall_cpu_ms = busy > stall_cpu_ms ? busy : stall_cpu_ms;
    }
    looked_cpu_ms = cpu;

    if (talking >= most_talking) {
        most_talking = talking;
        if (talking >= wanted * 95 / 100 && peak_kb < bench_rss_kb()) {
            peak_kb = bench_rss_kb();
        }
    }

    looked_ms = now;
    if (!raw) {
        alarm_set(STALL_MS, look, NULL);
    }
}


/* ---- as the worker does it ---- */

static bool
on_body(void *data, int status, slice_t bytes)
{
    stream_t  *s = data;
    unsigned   before = s->call.progress;
    rc_t       rc = status == 200 ? s->call.provider->feed(&s->call, bytes)
                                  : RC_REJECT;

    talking += before == 0 && s->call.progress > 0;

    return rc == RC_OK;
}


static void
on_text(void *data, slice_t piece)
{
    (void) data;
    (void) piece;
}


static rc_t
ask_start(job_t *j)
{
    static const model_message_t  hello = {
        .role = MODEL_USER, .text = SLICE_LIT("hello")
    };
    static const model_request_t  request = {
        .messages = &hello, .n = 1, .on_text = on_text
    };
    const provider_account_t      account = { .name = "a", .base_url = url };
    stream_t                     *s = pool_alloc(j->pool, sizeof(stream_t));
    http_request_t                http;

    j->data = s;
    s->call = (provider_call_t) {
        .provider = &provider_openai, .pool = j->pool, .model = "m",
        .chat = &request, .stream = true, .reply = &s->reply,
    };
    if (s->call.provider->request(&s->call, &account, &http) != RC_OK) {
        abort();
    }

    http.on_body = on_body;
    http.data = s;
    http.connect_ms = 100000;
    http.timeout_ms = 600000;
    s->op = http_call(j, &http);

    return RC_AGAIN;
}


static rc_t
ask_finish(job_t *j)
{
    stream_t  *s = j->data;
    bool       ok = s->op->rc == RC_OK
                    && s->call.provider->finish(&s->call, s->op->status,
                                                SLICE_NULL) == RC_OK;

    if (!ok && finished == answered) {
        fprintf(stderr, "streams: %s, %s\n", s->op->error ? s->op->error : "-",
                s->call.error);
    }
    answered += ok && s->reply.tokens_out == 40;
    talking--;

    return RC_OK;
}


static const phase_t  table[] = {
    { "ask", ask_start, ask_finish, 600000 },
    { NULL, NULL, NULL, 0 }
};


static void
ask_done(job_t *j, rc_t rc)
{
    (void) j;
    (void) rc;

    if (++finished == wanted) {
        loop_stop();
    }
}


/* Not all in one turn: 2,000 a second, twelve times what is promised. */

static void
more(void *data)
{
    static int  begun;

    (void) data;

    for (int i = 0; i < 20 && begun < wanted; i++, begun++) {
        if (job_new(table, NULL, ask_done) == NULL) {
            fprintf(stderr, "streams: job %d refused\n", begun);
            exit(1);
        }
    }

    if (begun < wanted) {
        alarm_set(10, more, NULL);
    }
}


static void
run_worker(void)
{
    json_memory_install();
    loop_init();
    http_init();
    idle_kb = bench_rss_kb();
    more(NULL);
    look(NULL);
    loop_run();
}


/* ---- the floor: plain transfers ---- */

static size_t
raw_body(char *data, size_t one, size_t n, void *arg)
{
    int  *begun = arg;

    (void) data;
    talking += *begun == 0;
    *begun = 1;

    return one * n;
}


static void
run_raw(void)
{
    CURLM              *multi;
    int                *begun = calloc((size_t) wanted, sizeof(int));
    char                to[96];
    struct curl_slist  *headers = NULL;
    int                 started = 0, running = 1, left;
    uint64_t            next = 0;

    curl_global_init(CURL_GLOBAL_DEFAULT);
    multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long) wanted);
    headers = curl_slist_append(headers, "Expect:");
    snprintf(to, sizeof(to), "%s/chat/completions", url);
    idle_kb = bench_rss_kb();

    while (finished < wanted) {
        CURLMsg  *m;
        bool      due = clock_ms() >= next;

        for (int i = 0; due && i < 20 && started < wanted; i++, started++) {
            CURL  *easy = curl_easy_init();

            curl_easy_setopt(easy, CURLOPT_URL, to);
            curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "{\"stream\":true}");
            curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 1024L);
            curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
            curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, raw_body);
            curl_easy_setopt(easy, CURLOPT_WRITEDATA, &begun[started]);
            curl_multi_add_handle(multi, easy);
        }

        if (due) {
            next = clock_ms() + 10;
        }

        curl_multi_perform(multi, &running);
        curl_multi_poll(multi, NULL, 0, STALL_MS, NULL);
        look(NULL);

        while ((m = curl_multi_info_read(multi, &left)) != NULL) {
            CURL  *easy = m->easy_handle;

            answered += m->data.result == CURLE_OK;
            finished++;
            talking--;
            curl_multi_remove_handle(multi, easy);
            curl_easy_cleanup(easy);
        }
    }

    curl_slist_free_all(headers);
    curl_multi_cleanup(multi);
    free(begun);
}


int
main(int argc, char **argv)
{
    static const struct option  options[] = {
        { "streams", 1, NULL, 'n' }, { "tokens", 1, NULL, 't' },
        { "pause-ms", 1, NULL, 'p' }, { "raw", 0, NULL, 'r' },
        { "set", 1, NULL, 's' }, { NULL, 0, NULL, 0 }
    };
    bench_sets_t   sets = { .n = 0 };
    struct rusage  used;
    int            o;

    while ((o = getopt_long(argc, argv, "", options, NULL)) != -1) {
        switch (o) {
        case 'n': wanted = atoi(optarg);   break;
        case 't': tokens = atoi(optarg);   break;
        case 'p': pause_ms = atoi(optarg); break;
        case 'r': raw = true;              break;
        case 's': bench_set(&sets, optarg); break;
        default: return 2;
        }
    }

    if (!bench_begin("streams", &sets)) {
        return 2;
    }

    server_start();

    if (raw) {
        run_raw();
    } else {
        run_worker();
    }

    getrusage(RUSAGE_SELF, &used);
    printf("{\"raw\":%s,\"streams\":%d,\"answered\":%d,\"at_once\":%d,"
           "\"idle_mb\":%.1f,\"peak_mb\":%.1f,\"kb_per_stream\":%.1f,"
           "\"stall_ms\":%ld,\"stall_cpu_ms\":%ld,\"cpu_us_per_token\":%.1f}\n",
           raw ? "true" : "false", wanted, answered, most_talking,
           (double) idle_kb / 1024, (double) peak_kb / 1024,
           (double) (peak_kb - idle_kb) / wanted, stall_ms, stall_cpu_ms,
           ((double) used.ru_utime.tv_sec * 1e6
            + (double) used.ru_utime.tv_usec
            + (double) used.ru_stime.tv_sec * 1e6
            + (double) used.ru_stime.tv_usec) / wanted / tokens);

    return answered == wanted ? 0 : 1;
}
