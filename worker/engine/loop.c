/*
 * loop - one libuv loop, its clocks, one ready queue.  The deadline heap is in
 * alarm.c.
 *
 * The ready queue runs in uv_check (what I/O produced) and in uv_prepare (what
 * timers produced, before the loop blocks).  While it is not empty a uv_idle
 * keeps the loop from blocking.  A run takes what was queued when it began:
 * work that queues work gets the next turn, so I/O never starves.
 *
 * Out of memory for an alarm or a queue slot aborts: the process would lose a
 * deadline and hang; dying lets the master start a new one.
 */

#include "worker/engine/loop.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "worker/engine/loop_inside.h"

typedef struct {
    void  (*fn)(void *data);
    void   *data;
} deferred_t;

static struct {
    bool          on;
    pid_t         pid;
    uv_loop_t     loop;
    uv_check_t    check;
    uv_prepare_t  prepare;
    uv_idle_t     idle;

    deferred_t   *ready;                /* ring */
    size_t        ready_head, nready, ready_size;
    bool          draining;
    uint64_t      random;
} L;


void *
loop_grow(void *p, size_t n, size_t item)
{
    void  *m = reallocarray(p, n, item);

    if (m == NULL) {
        (void) fputs("relevo: out of memory in the event loop\n", stderr);
        abort();
    }

    return m;
}


/* ---- clock ---- */

uint64_t
now_fresh_ms(void)
{
    return uv_hrtime() / 1000000;
}


uint64_t
now_ms(void)
{
    return L.on ? uv_now(&L.loop) : now_fresh_ms();
}


uint64_t
unix_us(void)
{
    struct timespec  ts;

    (void) clock_gettime(CLOCK_REALTIME, &ts);          /* cannot fail */

    return (uint64_t) ts.tv_sec * 1000000 + (uint64_t) ts.tv_nsec / 1000;
}


/* xorshift64*: jitter, not secrets */

static uint64_t
loop_random(void)
{
    if (L.random == 0) {
        if (getrandom(&L.random, sizeof(L.random), GRND_NONBLOCK) < 0
            || L.random == 0)
        {
            L.random = uv_hrtime() ^ ((uint64_t) getpid() << 32) ^ 1;
        }
    }

    L.random ^= L.random >> 12;
    L.random ^= L.random << 25;
    L.random ^= L.random >> 27;

    return L.random * 0x2545f4914f6cdd1dULL;
}


uint64_t
backoff_ms(unsigned attempt, uint64_t base_ms, uint64_t cap_ms)
{
    uint64_t  ms = base_ms;

    while (attempt-- > 0 && ms < cap_ms) {
        ms *= 2;
    }

    if (ms > cap_ms) {
        ms = cap_ms;
    }

    return ms * 3 / 4 + jitter_ms(ms / 2);
}


uint64_t
jitter_ms(uint64_t most_ms)
{
    return loop_random() % (most_ms + 1);
}


/* ---- ready queue ---- */

static void
loop_idle(uv_idle_t *idle)
{
    (void) idle;                        /* its being active is the point */
}


static void
loop_ready_grow(void)
{
    size_t       size = L.ready_size == 0 ? 256 : L.ready_size * 2;
    deferred_t  *ring = loop_grow(NULL, size, sizeof(deferred_t));

    for (size_t i = 0; i < L.nready; i++) {
        ring[i] = L.ready[(L.ready_head + i) % L.ready_size];
    }

    free(L.ready);
    L.ready = ring;
    L.ready_head = 0;
    L.ready_size = size;
}


void
loop_defer(void (*fn)(void *data), void *data)
{
    if (L.nready == L.ready_size) {
        loop_ready_grow();
    }

    L.ready[(L.ready_head + L.nready++) % L.ready_size] =
        (deferred_t) { fn, data };

    if (L.on && L.nready == 1) {
        (void) uv_idle_start(&L.idle, loop_idle);       /* cannot fail */
    }
}


static void
loop_drain(void)
{
    size_t  n = L.nready;

    assert(!L.draining);                /* never from inside a job */
    L.draining = true;

    while (n-- > 0) {
        deferred_t  d = L.ready[L.ready_head];

        L.ready_head = (L.ready_head + 1) % L.ready_size;
        L.nready--;
        d.fn(d.data);
    }

    L.draining = false;

    if (L.nready == 0) {
        (void) uv_idle_stop(&L.idle);                   /* cannot fail */
    } else {
        (void) uv_idle_start(&L.idle, loop_idle);
    }
}


static void
loop_on_check(uv_check_t *check)
{
    (void) check;
    loop_drain();
}


static void
loop_on_prepare(uv_prepare_t *prepare)
{
    (void) prepare;
    loop_drain();
}


/* ---- life ---- */

/* 10,000 waiting calls are 10,000 sockets; the soft limit is often 1,024 */

static void
loop_raise_files(void)
{
    struct rlimit  r;

    if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < r.rlim_max) {
        r.rlim_cur = r.rlim_max;
        (void) setrlimit(RLIMIT_NOFILE, &r);    /* else: fewer connections */
    }
}


static void
loop_must(int rc)
{
    if (rc != 0) {
        (void) fprintf(stderr, "relevo: event loop: %s\n", uv_strerror(rc));
        abort();
    }
}


void
loop_init(void)
{
    if (L.on && L.pid != getpid()) {
        /* a forked child: the parent's loop is not ours to close or use, only
         * the inherited epoll descriptor must not stay */
        (void) close(uv_backend_fd(&L.loop));
        free(L.ready);
        memset(&L, 0, sizeof(L));
        alarms_forget();
    }

    if (L.on) {
        return;
    }

    L.pid = getpid();
    loop_raise_files();
    loop_must(uv_loop_init(&L.loop));
    loop_must(uv_check_init(&L.loop, &L.check));
    loop_must(uv_prepare_init(&L.loop, &L.prepare));
    loop_must(uv_idle_init(&L.loop, &L.idle));
    loop_must(uv_check_start(&L.check, loop_on_check));
    loop_must(uv_prepare_start(&L.prepare, loop_on_prepare));
    L.on = true;

    if (L.nready > 0) {
        loop_must(uv_idle_start(&L.idle, loop_idle));
    }
    loop_must(alarms_open(&L.loop));
}


uv_loop_t *
loop_get(void)
{
    assert(L.on);

    return &L.loop;
}


void
loop_run(void)
{
    (void) uv_run(&L.loop, UV_RUN_DEFAULT);     /* open handles after a stop */
}


void
loop_stop(void)
{
    uv_stop(&L.loop);
}


static void
loop_close_handle(uv_handle_t *h, void *data)
{
    (void) data;

    if (!uv_is_closing(h)) {
        uv_close(h, NULL);
    }
}


/*
 * Drivers are freed before; what they deferred (settling their calls, giving
 * back memory) runs here.  Alarms that are left never fire.
 */

void
loop_release(void)
{
    if (!L.on) {
        return;
    }

    while (L.nready > 0) {
        loop_drain();
    }

    uv_walk(&L.loop, loop_close_handle, NULL);
    (void) uv_run(&L.loop, UV_RUN_DEFAULT);     /* close callbacks */
    loop_must(uv_loop_close(&L.loop));

    alarms_release();
    free(L.ready);
    memset(&L, 0, sizeof(L));
}
