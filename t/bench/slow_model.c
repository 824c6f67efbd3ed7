/*
 * slow_model - a server that answers every question after the same time, as
 * OpenAI streams an answer: a first token, the rest, [DONE].
 *
 *   slow_model [--wait-ms 1000] [--text TEXT]
 *
 * Prints its port and serves until it is ended.  What it is asked is not
 * read: a figure of the worker is wanted, not of this program.
 */

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>

#include "t/bench/child.h"

#define FD_MAX       65536
#define REQUEST_MAX  (256u << 10)

typedef struct peer_s  peer_t;

struct peer_s {
    peer_t   *next;                     /* of those that wait for their time */
    int       fd;
    size_t    have;
    uint64_t  due_ms;                   /* 0: no whole request yet */
    bool      gone;
    char      in[REQUEST_MAX];
};

static peer_t  *first, **last = &first;
static char     answer[4096];
static size_t   answer_len;
static int      wait_ms = 1000;


static void
answer_make(const char *text)
{
    static const char  event[] =
        "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
        "\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}\n\n";
    char    body[3000];
    size_t  n = 0;

    n += (size_t) snprintf(body + n, sizeof(body) - n, event, text, "null");
    n += (size_t) snprintf(body + n, sizeof(body) - n, event, "",
                           "\"stop\"");
    n += (size_t) snprintf(body + n, sizeof(body) - n,
                           "data: {\"choices\":[],\"usage\":{\"prompt_tokens\""
                           ":900,\"completion_tokens\":40}}\n\n"
                           "data: [DONE]\n\n");
    answer_len = (size_t) snprintf(answer, sizeof(answer),
                                   "HTTP/1.1 200 OK\r\n"
                                   "Content-Type: text/event-stream\r\n"
                                   "Content-Length: %zu\r\n\r\n%s", n, body);
}


static bool
is_whole(const peer_t *p)
{
    const char  *end = memmem(p->in, p->have, "\r\n\r\n", 4), *h;
    size_t       head, length = 0;

    if (end == NULL) {
        return false;
    }

    head = (size_t) (end - p->in) + 4;
    for (h = p->in; h != NULL && h < end; h = memchr(h, '\n',
                                             (size_t) (end - h)))
    {
        h += *h == '\n';
        if (strncasecmp(h, "content-length:", 15) == 0) {
            length = strtoul(h + 15, NULL, 10);
        }
    }

    return p->have >= head + length;
}


static void
peer_end(peer_t *p)
{
    close(p->fd);
    if (p->due_ms != 0) {
        p->gone = true;                 /* freed when its time has come */
    } else {
        free(p);
    }
}


static void
peer_read(peer_t *p)
{
    ssize_t  n = read(p->fd, p->in + p->have, sizeof(p->in) - 1 - p->have);

    if (n <= 0) {
        if (n == 0 || errno != EAGAIN) {
            peer_end(p);
        }
        return;
    }

    p->have += (size_t) n;
    p->in[p->have] = '\0';

    if (p->due_ms == 0 && is_whole(p)) {
        p->due_ms = bench_clock_ms(CLOCK_MONOTONIC) + (uint64_t) wait_ms;
        p->next = NULL;
        *last = p;
        last = &p->next;
    }
}


/* All wait for the same time: whoever came first is due first. */

static void
answer_due(void)
{
    uint64_t  now = bench_clock_ms(CLOCK_MONOTONIC);

    while (first != NULL && first->due_ms <= now) {
        peer_t  *p = first;

        first = p->next;
        if (first == NULL) {
            last = &first;
        }

        if (p->gone) {
            free(p);
            continue;
        }

        p->due_ms = 0;
        p->have = 0;
        if (write(p->fd, answer, answer_len) < 0 && errno != EPIPE) {
            perror("slow_model: write");
        }
    }
}


static void
serve(int listener)
{
    struct epoll_event  ev[256], e = { .events = EPOLLIN };
    int                 ep = epoll_create1(0), fd;

    epoll_ctl(ep, EPOLL_CTL_ADD, listener, &e);         /* data.ptr: NULL */

    for ( ;; ) {
        int  n = epoll_wait(ep, ev, 256, 5);

        for (int i = 0; i < n; i++) {
            if (ev[i].data.ptr != NULL) {
                peer_read(ev[i].data.ptr);
                continue;
            }

            while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                peer_t              *p = calloc(1, sizeof(peer_t));
                struct epoll_event   c = { .events = EPOLLIN, .data.ptr = p };

                if (p == NULL || fd >= FD_MAX) {
                    free(p);
                    close(fd);
                    continue;
                }

                p->fd = fd;
                epoll_ctl(ep, EPOLL_CTL_ADD, fd, &c);
            }
        }

        answer_due();
    }
}


int
main(int argc, char **argv)
{
    static const struct option  options[] = {
        { "wait-ms", 1, NULL, 'w' }, { "text", 1, NULL, 't' },
        { NULL, 0, NULL, 0 }
    };
    const char    *text = "Claro, con mucho gusto te ayudo con eso.";
    bench_sets_t   sets = { .n = 0 };
    int            o, port;

    while ((o = getopt_long(argc, argv, "", options, NULL)) != -1) {
        switch (o) {
        case 'w': wait_ms = atoi(optarg); break;
        case 't': text = optarg;          break;
        default: return 2;
        }
    }

    if (strlen(text) > 1000 || strpbrk(text, "\"\\") != NULL) {
        fprintf(stderr, "slow_model: --text: at most 1000 bytes, no quotes\n");
        return 2;
    }

    if (!bench_begin("slow_model", &sets)) {
        return 2;
    }

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_IGN);
    answer_make(text);
    o = bench_listen("slow_model", &port);
    printf("%d\n", port);
    fflush(stdout);
    serve(o);
}
