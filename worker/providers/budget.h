/*
 * budget - reservations before calls, settlements behind them, in batches: one
 * core.budget_reserve and one core.budget_settle under way per child, what
 * came meanwhile (<= 64) goes in the next.
 *
 *   budget_reserve()  op: OK; REJECT "budget: month" at the limit; RETRY when
 *                     the database did not answer.  Without it no call is
 *                     made: a limit that gives way is none.
 *   budget_settle()   fire and forget, repeated until it is written, also when
 *                     PostgreSQL refuses it for want of a right; lost only
 *                     with the process, and then the reservation expires.
 */

#ifndef RELEVO_PROVIDERS_BUDGET_H
#define RELEVO_PROVIDERS_BUDGET_H

#include "worker/engine/job.h"

#define BUDGET_ID_LEN  37               /* uuid with its NUL */

typedef struct {
    char         id[BUDGET_ID_LEN];
    const char  *tenant;
    const char  *provider;
    const char  *model;
    const char  *purpose;
    int64_t      micros;                /* reserved, or in fact */
    bool         priced;                /* false: no price, micros is 0 */
    uint64_t     ttl_ms;                /* reserving: then it is given back */
    bool         sent;                  /* settling: the call was made */
    bool         ok;                    /* it was an answer */
    bool         estimated;
    unsigned     tokens_in, tokens_out, tokens_cached;
} budget_item_t;

void  budget_id(char ret_id[BUDGET_ID_LEN]);

/* What it says is copied. */
op_t *budget_reserve(job_t *j, const budget_item_t *item);
void  budget_settle(const budget_item_t *item);

/* Is everything written?  Asked before a child ends. */
bool  budget_is_idle(void);
void  budget_release(void);

#endif
