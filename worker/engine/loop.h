/*
 * loop - the process's libuv loop, its clock, its one deadline heap.
 *
 * All waiting of the engine is one heap on one uv timer.  alarm_set() is for
 * owners and drivers (jobs use op deadlines and wait_call()).
 */

#ifndef RELEVO_LOOP_H
#define RELEVO_LOOP_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

typedef struct alarm_s alarm_t;

uv_loop_t *loop_get(void);
void       loop_init(void);
void       loop_run(void);              /* until loop_stop() */
void       loop_stop(void);
void       loop_release(void);          /* closes every handle; for ASan */

uint64_t   now_ms(void);                /* monotonic, cached per loop turn */
uint64_t   now_fresh_ms(void);          /* monotonic, read now */
uint64_t   unix_us(void);               /* wall clock */

/* One-shot.  fn runs from the timer, may set alarms and submit calls.  The
 * alarm is freed by firing or by alarm_cancel(). */
alarm_t   *alarm_set(uint64_t in_ms, void (*fn)(void *data), void *data);
void       alarm_cancel(alarm_t *a);    /* NULL-safe */

/* Runs fn in the next turn of the ready queue (never recursively). */
void       loop_defer(void (*fn)(void *data), void *data);

/* delay of attempt n (0, 1, ...): base * 2^n capped, times 0.75 .. 1.25 */
uint64_t   backoff_ms(unsigned attempt, uint64_t base_ms, uint64_t cap_ms);

/* any delay from 0 to most_ms: many that failed together come back apart */
uint64_t   jitter_ms(uint64_t most_ms);

#endif
