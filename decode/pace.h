/*
 * pace - how much of the processors files may have: what text leaves.
 *
 * YIELDING: whoever wakes up for a text takes the core at once (SCHED_IDLE,
 * and the last place among the kernel's groups of sessions, in which `nice`
 * alone reaches nobody).  On a machine that is busy with others that may be
 * nothing at all, and then a turn waits for its file until its deadline: when
 * children get too little, the next step is taken, and given back later.
 */

#ifndef RELEVO_DECODE_PACE_H
#define RELEVO_DECODE_PACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* What a child had when it was looked at last. */
typedef struct {
    uint64_t  at_ms, cpu_ms;
} pace_t;

/* Of the parent that serves, once; by hand files are only nice. */
void pace_serve(void);

/* In a child that has just begun. */
void pace_child(void);

/* By the parent, often: one of its children. */
void pace_begin(pace_t *pace, uint64_t now_ms);
bool pace_is_starved(pace_t *pace, pid_t pid, uint64_t now_ms);

/* ... and all of them: pids that are 0 are none.  Milliseconds until the next
 * look. */
int  pace_set(bool starved, const pid_t *pids, int n, uint64_t now_ms);

#endif
