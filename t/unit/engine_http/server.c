/* The server of the HTTP driver's test; see server.h. */

#include "t/unit/engine_http/server.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

seen_t  *seen;


static void
say(int fd, const char *text)
{
    if (write(fd, text, strlen(text)) < 0) {
        _exit(0);
    }
}


static void
reset_connection(int fd)
{
    struct linger  l = { 1, 0 };

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &l, sizeof(l));
    close(fd);
    _exit(0);
}


static void
serve_body(int fd, const char *more, const char *body)
{
    char  text[9000];

    snprintf(text, sizeof(text), "HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n%s",
             more, strlen(body), body);
    say(fd, text);
}


static void
serve_wait(int fd, bool until_released)
{
    int  n = atomic_fetch_add(&seen->waiting, 1) + 1, most = seen->most_waiting;

    while (n > most
           && !atomic_compare_exchange_weak(&seen->most_waiting, &most, n)) { }

    while (until_released && seen->release == 0) {
        usleep(1000);
    }
    if (!until_released) {
        char  c;

        (void) !read(fd, &c, 1);        /* the client will leave */
        _exit(0);
    }
    atomic_fetch_sub(&seen->waiting, 1);
    serve_body(fd, "200 OK", "held");
}


/* Three chunks; each waits until the one before was read. */

static void
serve_drip(int fd, const char *request)
{
    (void) request;
    say(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
        "X-Colour:  blue \r\n\r\n");

    for (int i = 1; i <= 3; i++) {
        say(fd, "4\r\ndrip\r\n");
        while (seen->drips < i) {
            usleep(1000);
        }
    }
    say(fd, "0\r\n\r\n");
}


static void
serve_huge(int fd, const char *request)
{
    static char  block[1 << 16];

    (void) request;
    memset(block, 'x', sizeof(block));
    say(fd, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 64; i++) {
        if (write(fd, block, sizeof(block)) < 0) {
            break;
        }
    }
    close(fd);
    _exit(0);
}


static void
serve_retry_date(int fd, const char *request)
{
    char        text[256], date[64];
    time_t      at = time(NULL) + 100;
    struct tm   tm;

    (void) request;
    gmtime_r(&at, &tm);
    strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", &tm);
    snprintf(text, sizeof(text), "503 Busy\r\nRetry-After: %s", date);
    serve_body(fd, text, "");
}


static void
serve_ok(int fd, const char *request)
{
    (void) request;
    serve_body(fd, "200 OK", "hello");
}


static void
serve_echo(int fd, const char *request)
{
    serve_body(fd, "200 OK", request);
}


/* Worked on, then the line dies: the caller cannot know. */

static void
serve_swallow(int fd, const char *request)
{
    (void) request;

    if (atomic_fetch_add(&seen->swallowed, 1) == 0) {
        reset_connection(fd);
    }
    serve_body(fd, "200 OK", "again");
}


static void
serve_swallow_fin(int fd, const char *request)
{
    (void) request;

    if (atomic_fetch_add(&seen->swallowed, 1) == 0) {
        close(fd);
        _exit(0);
    }
    serve_body(fd, "200 OK", "again");
}


static void
serve_then_close(int fd, const char *request)
{
    (void) request;
    serve_body(fd, "200 OK", "bye");
    shutdown(fd, SHUT_WR);
    close(fd);
    atomic_fetch_add(&seen->closed, 1);
    _exit(0);
}


static void
serve_half(int fd, const char *request)
{
    (void) request;
    say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
    close(fd);
    _exit(0);
}


static void
serve_half_head(int fd, const char *request)
{
    (void) request;
    say(fd, "HTTP/1.1 200 OK\r\nContent-Le");
    reset_connection(fd);
}


static void
serve_headers(int fd, const char *request)
{
    (void) request;
    say(fd, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 4000; i++) {
        say(fd, "X-Noise: 0123456789012345678901234567890123456789\r\n");
    }
    say(fd, "Content-Length: 0\r\n\r\n");
}


static void
serve_09(int fd, const char *request)
{
    (void) request;
    say(fd, "just text");
    close(fd);
    _exit(0);
}


static void
serve_retry(int fd, const char *request)
{
    (void) request;
    serve_body(fd, "429 Slow\r\nRetry-After: 7", "later");
}


static void
serve_retry_far(int fd, const char *request)
{
    (void) request;
    serve_body(fd, "429 Slow\r\nRetry-After: 999999", "much later");
}


static void
serve_redirect(int fd, const char *request)
{
    (void) request;
    serve_body(fd, "302 Found\r\nLocation: /ok\r\nSet-Cookie: a=b", "");
}


static void
serve_slow(int fd, const char *request)
{
    (void) request;
    serve_wait(fd, false);
}


static void
serve_hold(int fd, const char *request)
{
    (void) request;
    serve_wait(fd, true);
}


static const struct {
    const char  *path;
    void       (*serve)(int fd, const char *request);
} paths[] = {
    { "/ok",          serve_ok },
    { "/echo",        serve_echo },
    { "/swallow",     serve_swallow },
    { "/swallow-fin", serve_swallow_fin },
    { "/then-close",  serve_then_close },
    { "/half",        serve_half },
    { "/half-head",   serve_half_head },
    { "/drip",        serve_drip },
    { "/huge",        serve_huge },
    { "/headers",     serve_headers },
    { "/09",          serve_09 },
    { "/retry",       serve_retry },
    { "/retry-far",   serve_retry_far },
    { "/retry-date",  serve_retry_date },
    { "/redirect",    serve_redirect },
    { "/slow",        serve_slow },
    { "/hold",        serve_hold },
};


static void
serve_request(int fd, const char *path, const char *request)
{
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        if (strcmp(path, paths[i].path) == 0) {
            paths[i].serve(fd, request);
            return;
        }
    }

    serve_body(fd, "404 Not Found", "");
}


static void
serve(int fd)
{
    char    request[8192] = "", path[256];
    size_t  len = 0, need;

    for ( ;; ) {
        char     *end, *length;
        ssize_t   n = read(fd, request + len, sizeof(request) - 1 - len);

        if (n <= 0) {
            _exit(0);
        }
        len += (size_t) n;
        request[len] = '\0';

        end = strstr(request, "\r\n\r\n");
        length = strstr(request, "Content-Length: ");
        need = end == NULL ? SIZE_MAX : (size_t) (end - request) + 4
               + (length == NULL ? 0 : strtoul(length + 16, NULL, 10));
        if (len < need) {
            continue;
        }

        atomic_fetch_add(&seen->requests, 1);
        memcpy(seen->last, request, len + 1);
        sscanf(request, "%*s %255s", path);
        serve_request(fd, path, request);
        len = 0;
        memset(request, 0, sizeof(request));
    }
}


pid_t
server_start(int *ret_port)
{
    struct sockaddr_in  a = { .sin_family = AF_INET };
    socklen_t           len = sizeof(a);
    int                 fd = socket(AF_INET, SOCK_STREAM, 0);
    pid_t               server;

    seen = mmap(NULL, sizeof(seen_t), PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *) &a, len) < 0 || listen(fd, 64) < 0
        || getsockname(fd, (struct sockaddr *) &a, &len) < 0)
    {
        puts("Bail out! no server socket");
        exit(1);
    }
    *ret_port = ntohs(a.sin_port);

    server = fork();
    if (server == 0) {
        setpgid(0, 0);
        signal(SIGCHLD, SIG_IGN);
        signal(SIGPIPE, SIG_IGN);
        for ( ;; ) {
            int  c = accept(fd, NULL, NULL);

            atomic_fetch_add(&seen->connections, 1);
            if (fork() == 0) {
                close(fd);
                serve(c);
            }
            close(c);
        }
    }

    setpgid(server, server);
    close(fd);

    return server;
}
