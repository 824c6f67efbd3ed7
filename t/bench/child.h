/*
 * What the benchmarks of one child share: a server on loopback that waits for
 * connections, clocks, memory, settings.
 */

#ifndef BENCH_CHILD_H
#define BENCH_CHILD_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"

#define BENCH_SETS_MAX  16

typedef struct {
    const char  *sets[BENCH_SETS_MAX];  /* key=value */
    unsigned     n;
} bench_sets_t;


static inline uint64_t
bench_clock_ms(clockid_t id)
{
    struct timespec  ts;

    clock_gettime(id, &ts);

    return (uint64_t) ts.tv_sec * 1000 + (uint64_t) ts.tv_nsec / 1000000;
}


static inline long
bench_rss_kb(void)
{
    FILE  *f = fopen("/proc/self/statm", "r");
    long   size = 0, pages = 0;

    if (f != NULL) {
        if (fscanf(f, "%ld %ld", &size, &pages) != 2) {
            pages = 0;
        }
        fclose(f);
    }

    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}


/* A socket that does not block; exits with a message. */

static inline int
bench_listen(const char *name, int *ret_port)
{
    struct sockaddr_in  sin = { .sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t           len = sizeof(sin);
    int                 listener = socket(AF_INET,
                                          SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (bind(listener, (struct sockaddr *) &sin, sizeof(sin)) < 0
        || listen(listener, 8192) < 0
        || getsockname(listener, (struct sockaddr *) &sin, &len) < 0)
    {
        perror(name);
        exit(1);
    }

    *ret_port = ntohs(sin.sin_port);

    return listener;
}


static inline void
bench_set(bench_sets_t *sets, const char *pair)
{
    if (sets->n < BENCH_SETS_MAX) {
        sets->sets[sets->n++] = pair;
    }
}


/* The settings, the log, and as many descriptors as there may be; false: a
 * setting is wrong, told. */

static inline bool
bench_begin(const char *name, const bench_sets_t *sets)
{
    char           err[256];
    struct rlimit  files;

    if (!config_load(NULL, (const char **) sets->sets, sets->n, err,
                     sizeof(err)))
    {
        fprintf(stderr, "%s: %s\n", name, err);
        return false;
    }

    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    log_init(name);

    return true;
}

#endif
