/*
 * rc - the one vocabulary of results, in engine, phases and drivers.
 */

#ifndef RELEVO_RC_H
#define RELEVO_RC_H

#define MUSTCHECK  __attribute__((warn_unused_result))

typedef enum {
    RC_OK = 0,          /* done, go on */
    RC_AGAIN,           /* calls are pending; finish runs when all settled */
    RC_DECLINED,        /* not for this job, go on */
    RC_RETRY,           /* transient: comes back with backoff */
    RC_REJECT           /* never will work: dead letter */
} rc_t;

const char *rc_name(rc_t rc);

#endif
