/*
 * The loop: alarms in order, the ready queue, backoff, a forked child.
 */

#include "t/unit/engine_test.h"

#define MANY  2000

static unsigned   fired, turns, deferred;
static uint64_t   last_due;
static bool       in_order = true, too_early, nested, inside;
static alarm_t   *others[MANY];
static uint64_t   due[MANY], due_end[MANY];    /* it was set between them */


static void
on_many(void *data)
{
    uintptr_t  i = (uintptr_t) data;

    others[i] = NULL;
    fired++;
    in_order &= due_end[i] >= last_due;
    too_early |= now_fresh_ms() < due[i];
    last_due = due[i] > last_due ? due[i] : last_due;
}


static void
test_alarms(void)
{
    unsigned  cancelled = 0;

    srand(7);
    for (uintptr_t i = 0; i < MANY; i++) {
        uint64_t  in = (uint64_t) (rand() % 60);

        due[i] = now_fresh_ms() + in;
        others[i] = alarm_set(in, on_many, (void *) i);
        due_end[i] = now_fresh_ms() + in;
    }

    for (unsigned i = 0; i < MANY; i += 3) {
        alarm_cancel(others[i]);
        others[i] = NULL;
        cancelled++;
    }
    alarm_cancel(NULL);

    ok(UNTIL(fired == MANY - cancelled), "all that were not cancelled fire");
    ok(in_order, "in the order of their time");
    ok(!too_early, "none too early");
}


static void
cancel_other(void *data)
{
    fired++;
    alarm_cancel(data);
}


static void
set_again(void *data)
{
    (void) data;

    if (++turns < 50) {
        alarm_set(0, set_again, NULL);
    }
}


static void
test_alarm_inside(void)
{
    alarm_t  *later = alarm_set(30, cancel_other, NULL);
    unsigned  once;

    fired = 0;
    alarm_set(5, cancel_other, later);
    uint64_t  end = now_fresh_ms() + 60;
    UNTIL(now_fresh_ms() > end);
    is(fired, 1, "an alarm may cancel another");

    alarm_set(0, set_again, NULL);
    uv_run(loop_get(), UV_RUN_NOWAIT);
    once = turns;
    ok(once <= 1, "an alarm of 0 ms set in an alarm waits for the next turn");
    ok(UNTIL(turns == 50), "and comes");
}


static void
on_defer(void *data)
{
    (void) data;
    nested |= inside;
    inside = true;

    if (++deferred < 700) {
        loop_defer(on_defer, NULL);
        loop_defer(on_defer, NULL);
    }

    inside = false;
}


static void
test_defer(void)
{
    loop_defer(on_defer, NULL);
    is(deferred, 0, "not at once");
    ok(UNTIL(deferred > 1000), "in the ready queue");
    ok(!nested, "never nested");
    for (unsigned n = 0; n != deferred; ) {
        n = deferred;
        uv_run(loop_get(), UV_RUN_NOWAIT);
        uv_run(loop_get(), UV_RUN_NOWAIT);
    }
    is(deferred, 699 * 2 + 1, "each once");
}


static void
test_backoff(void)
{
    bool      within = true;
    uint64_t  low = UINT64_MAX, high = 0;

    for (unsigned i = 0; i < 2000; i++) {
        uint64_t  ms = backoff_ms(3, 100, 5000);

        within &= ms >= 600 && ms <= 1000;
        low = ms < low ? ms : low;
        high = ms > high ? ms : high;
    }

    ok(within, "100 ms * 2^3 is 600 to 1000 ms");
    ok(low < 650 && high > 950, "and uses that range");
    ok(backoff_ms(200, 100, 5000) <= 6250, "capped, whatever the attempt");
    ok(backoff_ms(0, 0, 0) == 0, "nothing stays nothing");
}


static void
test_fork(void)
{
    int    status;
    pid_t  pid;

    fired = 0;
    fflush(stdout);
    pid = fork();

    if (pid == 0) {
        loop_init();                    /* the parent's was inherited */
        alarm_set(1, cancel_other, NULL);
        _exit(UNTIL(fired == 1) ? 0 : 1);
    }

    waitpid(pid, &status, 0);
    is(status, 0, "a forked child has a loop of its own");
    alarm_set(1, cancel_other, NULL);
    ok(UNTIL(fired == 1), "and the parent keeps its");
}


int
main(void)
{
    loop_init();
    loop_init();

    test_alarms();
    test_alarm_inside();
    test_defer();
    test_backoff();
    test_fork();

    ok(unix_us() > 1600000000000000ull, "the wall clock is in microseconds");
    loop_defer(on_defer, NULL);
    unsigned  was = deferred;
    loop_release();
    is(deferred, was + 1, "loop_release() runs what was deferred");

    return done_testing();
}
