/*
 * process - what every fake does as a program: complain and end, read its
 * secrets, say its port, serve until it is told to end.
 */

#include "t/fake/fake_graph/fake.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECRET_FILES  4
#define SECRET_BYTES  1024


void
die(const char *fmt, ...)
{
    va_list  args;

    va_start(args, fmt);
    fprintf(stderr, "%s: ", program_invocation_short_name);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}


uint64_t
unix_ms(void)
{
    struct timespec  ts;

    clock_gettime(CLOCK_REALTIME, &ts);

    return (uint64_t) ts.tv_sec * 1000 + (uint64_t) ts.tv_nsec / 1000000;
}


const char *
file_read(const char *name)
{
    static char  kept[SECRET_FILES][SECRET_BYTES];
    static int   n;

    FILE    *f = fopen(name, "r");
    size_t   len;

    if (f == NULL || n == SECRET_FILES) {
        die("cannot read %s", name);
    }

    len = fread(kept[n], 1, sizeof(kept[n]) - 1, f);
    kept[n][len] = '\0';
    kept[n][strcspn(kept[n], "\r\n")] = '\0';
    fclose(f);

    return kept[n++];
}


static void
on_term(uv_signal_t *s, int signum)
{
    (void) signum;
    uv_stop(s->loop);
}


void
process_serve(uv_loop_t *loop)
{
    uv_signal_t  term;

    signal(SIGPIPE, SIG_IGN);
    opt.port = server_start(loop);
    printf("port %d\n", opt.port);
    fflush(stdout);

    uv_signal_init(loop, &term);
    uv_signal_start(&term, on_term, SIGTERM);
    uv_run(loop, UV_RUN_DEFAULT);

    _Exit(0);                           /* connections are cut, as by a kill */
}
