/*
 * listeners - agents that watch: one live stream per token, and the moment
 * each of them hears of a hand-over.
 *
 *   listeners --port P --tokens FILE       a token per line
 *
 * Prints "ready" when all have had their first event, then a line for each
 * conversation that waits for a person or is assigned, of each stream:
 * microseconds since 1970, number of the stream, type, conversation.  Ends
 * with its stdin.  Events of other kinds are read and counted (last line).
 */

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define STREAMS_MAX  1000
#define LINE_MAX_LEN 8192

typedef struct {
    int     fd;
    bool    greeted;
    size_t  len;
    char    line[LINE_MAX_LEN];         /* what has come of one */
} stream_t;

static stream_t  streams[STREAMS_MAX];
static unsigned  n, greeted;
static uint64_t  events, bytes;
static int       epoll;


static void
die(const char *what)
{
    fprintf(stderr, "listeners: %s: %s\n", what, strerror(errno));
    exit(1);
}


static uint64_t
now_us(void)
{
    struct timespec  ts;

    clock_gettime(CLOCK_REALTIME, &ts);

    return (uint64_t) ts.tv_sec * 1000000 + (uint64_t) ts.tv_nsec / 1000;
}


static void
stream_open(stream_t *s, uint16_t port, const char *token)
{
    char                request[1024];
    struct sockaddr_in  to = { .sin_family = AF_INET,
                               .sin_port = htons(port) };
    struct epoll_event  ev = { .events = EPOLLIN, .data.ptr = s };
    int                 len;

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    s->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (s->fd < 0 || connect(s->fd, (struct sockaddr *) &to, sizeof(to)) != 0) {
        die("connect");
    }

    len = snprintf(request, sizeof(request), "GET /live/agent HTTP/1.1\r\n"
                   "Host: localhost\r\nAuthorization: Bearer %s\r\n\r\n",
                   token);

    if (write(s->fd, request, (size_t) len) != len
        || epoll_ctl(epoll, EPOLL_CTL_ADD, s->fd, &ev) != 0)
    {
        die("request");
    }
}


/* The text behind a name, up to the next quote. */
static bool
member(const char *line, const char *name, char *ret_value, size_t size)
{
    const char  *p = strstr(line, name);
    size_t       len;

    if (p == NULL) {
        return false;
    }

    p += strlen(name);
    len = strcspn(p, "\"");
    len = len < size ? len : size - 1;
    memcpy(ret_value, p, len);
    ret_value[len] = '\0';

    return true;
}


static void
line_read(stream_t *s)
{
    char  type[64], conversation[64];

    if (strncmp(s->line, "event: hello", 12) == 0 && !s->greeted) {
        s->greeted = true;
        if (++greeted == n) {
            puts("ready");
            fflush(stdout);
        }
    }

    if (strncmp(s->line, "data: ", 6) != 0) {
        return;
    }

    events++;

    if (strstr(s->line, "\"conversation.assigned\"") == NULL
        && strstr(s->line, "\"state\":\"pending_handoff\"") == NULL)
    {
        return;
    }

    if (member(s->line, "\"type\":\"", type, sizeof(type))
        && member(s->line, "\"conversation\":\"", conversation,
                  sizeof(conversation)))
    {
        printf("%llu %ld %s %s\n", (unsigned long long) now_us(),
               (long) (s - streams), type, conversation);
    }
}


static void
stream_read(stream_t *s)
{
    char     buf[65536];
    ssize_t  got = read(s->fd, buf, sizeof(buf));

    if (got <= 0) {
        fprintf(stderr, "listeners: stream %ld has ended\n",
                (long) (s - streams));
        exit(1);
    }

    bytes += (uint64_t) got;

    for (ssize_t i = 0; i < got; i++) {

        if (buf[i] == '\n') {
            s->line[s->len] = '\0';
            line_read(s);
            s->len = 0;

        } else if (s->len < sizeof(s->line) - 1) {
            s->line[s->len++] = buf[i];
        }
    }
}


static void
open_all(uint16_t port, const char *file)
{
    char   token[256];
    FILE  *f = fopen(file, "r");

    if (f == NULL) {
        die(file);
    }

    while (n < STREAMS_MAX && fgets(token, sizeof(token), f) != NULL) {
        token[strcspn(token, "\n")] = '\0';
        stream_open(&streams[n++], port, token);
    }

    fclose(f);
}


static void
options(int argc, char **argv, uint16_t *ret_port, const char **ret_file)
{
    static const struct option  known[] = {
        { "port", required_argument, NULL, 'p' },
        { "tokens", required_argument, NULL, 't' },
        { NULL, 0, NULL, 0 }
    };
    int  c;

    while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
        if (c == 'p') {
            *ret_port = (uint16_t) atoi(optarg);
        } else if (c == 't') {
            *ret_file = optarg;
        } else {
            exit(2);
        }
    }

    if (*ret_port == 0 || *ret_file == NULL) {
        fprintf(stderr, "usage: listeners --port P --tokens FILE\n");
        exit(2);
    }
}


int
main(int argc, char **argv)
{
    uint16_t            port = 0;
    const char         *file = NULL;
    struct epoll_event  ready[256], in = { .events = EPOLLIN };

    options(argc, argv, &port, &file);
    setvbuf(stdout, NULL, _IOFBF, 1 << 16);

    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &in) != 0) {
        die("epoll");
    }

    open_all(port, file);

    for ( ;; ) {
        int  k = epoll_wait(epoll, ready, 256, -1);

        for (int i = 0; i < k; i++) {
            if (ready[i].data.ptr == NULL) {
                printf("events %llu bytes %llu\n",
                       (unsigned long long) events,
                       (unsigned long long) bytes);
                return 0;
            }
            stream_read(ready[i].data.ptr);
        }
    }
}
