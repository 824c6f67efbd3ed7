/*
 * alarm - deadlines: one heap, on one timer of the loop.  See loop.h.
 *
 * Out of memory aborts: the process would lose a deadline and hang; dying lets
 * the master start a new one.
 */

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "worker/engine/loop_inside.h"

struct alarm_s {
    uint64_t   due_ms;
    uint64_t   seq;                     /* ties fire in the order of setting */
    size_t     at;                      /* place in the heap */
    void     (*fn)(void *data);
    void      *data;
};

static struct {
    uv_loop_t    *loop;                 /* NULL: not open */
    uv_timer_t    timer;
    alarm_t     **heap;
    size_t        nheap, heap_size;
    uint64_t      seq;
    bool          firing;               /* the timer is set once, at the end */
} A;


static bool
alarm_sooner(const alarm_t *a, const alarm_t *b)
{
    return a->due_ms < b->due_ms
           || (a->due_ms == b->due_ms && a->seq < b->seq);
}


static void
alarm_put(alarm_t *a, size_t at)
{
    A.heap[at] = a;
    a->at = at;
}


static void
alarm_up(alarm_t *a, size_t at)
{
    while (at > 0 && alarm_sooner(a, A.heap[(at - 1) / 2])) {
        alarm_put(A.heap[(at - 1) / 2], at);
        at = (at - 1) / 2;
    }

    alarm_put(a, at);
}


static void
alarm_down(alarm_t *a, size_t at)
{
    for ( ;; ) {
        size_t  child = at * 2 + 1;

        if (child >= A.nheap) {
            break;
        }

        if (child + 1 < A.nheap
            && alarm_sooner(A.heap[child + 1], A.heap[child]))
        {
            child++;
        }

        if (!alarm_sooner(A.heap[child], a)) {
            break;
        }

        alarm_put(A.heap[child], at);
        at = child;
    }

    alarm_put(a, at);
}


static void
alarm_unlink(alarm_t *a)
{
    size_t    at = a->at;
    alarm_t  *last = A.heap[--A.nheap];

    assert(at <= A.nheap && (at == A.nheap || A.heap[at] == a));

    if (last == a) {
        return;
    }

    if (at > 0 && alarm_sooner(last, A.heap[(at - 1) / 2])) {
        alarm_up(last, at);
    } else {
        alarm_down(last, at);
    }
}


static void alarm_fire(uv_timer_t *timer);


/* least_ms: libuv runs timers until none is due; a timer set to 0 inside its
 * own callback would keep it there for ever. */

static void
alarm_rearm(uint64_t least_ms)
{
    uint64_t  now, in_ms;

    if (A.firing || A.loop == NULL) {
        return;
    }

    if (A.nheap == 0) {
        (void) uv_timer_stop(&A.timer);                 /* cannot fail */
        return;
    }

    now = uv_now(A.loop);
    in_ms = A.heap[0]->due_ms > now ? A.heap[0]->due_ms - now : 0;
    in_ms = in_ms < least_ms ? least_ms : in_ms;
    (void) uv_timer_start(&A.timer, alarm_fire, in_ms, 0);
}


static void
alarm_fire(uv_timer_t *timer)
{
    uint64_t  now = uv_now(A.loop);
    uint64_t  end = A.seq;              /* alarms set from now on wait */

    (void) timer;
    A.firing = true;

    while (A.nheap > 0 && A.heap[0]->due_ms <= now && A.heap[0]->seq < end) {
        alarm_t  *top = A.heap[0];
        alarm_t   a = *top;

        alarm_unlink(top);
        free(top);                      /* fn may set the next one */
        a.fn(a.data);
    }

    A.firing = false;
    alarm_rearm(1);
}


alarm_t *
alarm_set(uint64_t in_ms, void (*fn)(void *data), void *data)
{
    alarm_t  *a = loop_grow(NULL, 1, sizeof(alarm_t));

    if (A.nheap == A.heap_size) {
        A.heap_size = A.heap_size == 0 ? 256 : A.heap_size * 2;
        A.heap = loop_grow(A.heap, A.heap_size, sizeof(alarm_t *));
    }

    /* a fresh clock: a long phase must not shorten the deadlines it sets */

    *a = (alarm_t) { now_fresh_ms() + in_ms, A.seq++, 0, fn, data };
    A.nheap++;
    alarm_up(a, A.nheap - 1);

    if (a->at == 0) {
        alarm_rearm(0);
    }

    return a;
}


void
alarm_cancel(alarm_t *a)
{
    if (a == NULL) {
        return;
    }

    /* the timer is left as it is: firing for nothing is cheaper than a
     * restart at every call that is answered in time */

    alarm_unlink(a);
    free(a);
}


int
alarms_open(uv_loop_t *loop)
{
    int  rc = uv_timer_init(loop, &A.timer);

    if (rc == 0) {
        A.loop = loop;
        alarm_rearm(0);
    }

    return rc;
}


void
alarms_release(void)
{
    for (size_t i = 0; i < A.nheap; i++) {
        free(A.heap[i]);
    }

    alarms_forget();
}


void
alarms_forget(void)
{
    free(A.heap);
    memset(&A, 0, sizeof(A));
}
