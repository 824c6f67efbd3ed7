/*
 * pace - see pace.h.
 *
 * States: YIELDING -> MODEST -> EQUAL, a step for every look that found a
 * child starving; back to YIELDING when none has for CALM_MS.  Leaving
 * SCHED_IDLE needs a right (LimitNICE= of a unit, or root): without it those
 * that run stay as they are, and those that begin later are better off.
 */

#include "decode/pace.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "common/banned.h"

#define NICE        19
#define LOOK_MS     2000
#define CALM_MS     30000
#define FAIR_SHARE  8               /* a child that has less than an eighth of
                                       a core starves */

typedef enum {
    PACE_YIELDING,                  /* what nobody else wants */
    PACE_MODEST,                    /* a tenth of what a session has */
    PACE_EQUAL                      /* all decoders together like one other */
} pace_state_t;

static pace_state_t  state = PACE_EQUAL;
static bool          serving;
static uint64_t      changed_ms, starved_ms;


/* Groups are made by session where the kernel has "autogroup"; elsewhere the
 * file is not there, and nice and SCHED_IDLE reach everybody. */
static void
group_nice(int nice)
{
    int   fd = open("/proc/self/autogroup", O_WRONLY | O_CLOEXEC);
    char  text[8];

    if (fd == -1) {
        return;
    }

    (void) snprintf(text, sizeof(text), "%d", nice);
    (void) !write(fd, text, strlen(text));
    (void) close(fd);
}


static void
task_set(pid_t pid)
{
    struct sched_param  none = { .sched_priority = 0 };

    (void) sched_setscheduler(pid, state == PACE_YIELDING ? SCHED_IDLE
                                                          : SCHED_BATCH,
                              &none);
}


static void
move(pace_state_t next, const pid_t *pids, int n, uint64_t now_ms)
{
    static const int  of_group[] = { 19, 9, 0 };

    state = next;
    changed_ms = now_ms;
    group_nice(of_group[next]);

    for (int i = 0; i < n; i++) {
        if (pids[i] > 0) {
            task_set(pids[i]);
        }
    }
}


void
pace_serve(void)
{
    serving = true;
    (void) setsid();                    /* a group of our own */
    move(PACE_YIELDING, NULL, 0, 0);
}


void
pace_child(void)
{
    (void) setpriority(PRIO_PROCESS, 0, NICE);

    if (serving) {
        task_set(0);
    }
}


static uint64_t
cpu_ms_of(pid_t pid)
{
    struct timespec  t;
    clockid_t        clock;

    if (clock_getcpuclockid(pid, &clock) != 0
        || clock_gettime(clock, &t) != 0)
    {
        return 0;
    }

    return (uint64_t) t.tv_sec * 1000 + (uint64_t) t.tv_nsec / 1000000;
}


void
pace_begin(pace_t *pace, uint64_t now_ms)
{
    *pace = (pace_t) { .at_ms = now_ms };
}


bool
pace_is_starved(pace_t *pace, pid_t pid, uint64_t now_ms)
{
    uint64_t  took, had;

    if (now_ms < pace->at_ms + LOOK_MS) {
        return false;
    }

    took = cpu_ms_of(pid);
    had = took - pace->cpu_ms;
    took = now_ms - pace->at_ms;
    pace->cpu_ms += had;
    pace->at_ms = now_ms;

    return had * FAIR_SHARE < took;
}


int
pace_set(bool starved, const pid_t *pids, int n, uint64_t now_ms)
{
    if (starved) {
        starved_ms = now_ms;
    }

    if (starved && state != PACE_EQUAL && now_ms >= changed_ms + LOOK_MS) {
        move(state + 1, pids, n, now_ms);

    } else if (state != PACE_YIELDING && now_ms >= starved_ms + CALM_MS) {
        move(PACE_YIELDING, pids, n, now_ms);
    }

    return LOOK_MS;
}
