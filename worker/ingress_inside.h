/*
 * ingress_inside - the reader's state, shared by ingress.c and
 * ingress_probe.c.  Nobody else includes this.
 *
 *   DOWN   no connection
 *   PROBE  asking Redis which server it is and how far its stream goes
 *   ROW    waiting for a lease row read after the probe
 *   RESET  core.generation: another server, or one that was rolled back
 *   READ   XREAD BLOCK after the cursor
 *   ADMIT  admit has a batch; the next read waits for its transaction
 *   WAIT   backoff, then PROBE
 *   IDLE   drained
 */

#ifndef RELEVO_INGRESS_INSIDE_H
#define RELEVO_INGRESS_INSIDE_H

#include "worker/admit.h"
#include "worker/engine/loop.h"
#include "worker/ingress.h"
#include "worker/stream_id.h"

typedef enum {
    IN_DOWN, IN_PROBE, IN_ROW, IN_RESET, IN_READ, IN_ADMIT, IN_WAIT, IN_IDLE
} in_state_t;

typedef struct {
    admit_t  *a;                        /* NULL: freed meanwhile */
    char      run_id[48];
    int64_t   records;
} reset_t;

struct admit_s {
    partition_t    *part;
    redis_t        *redis;
    in_state_t      state;
    char            key[32];
    char            run_id[48];         /* of the server we are connected to */
    stream_id_t     last;               /* last-generated-id */
    int64_t         added, length;
    uint64_t        serial;             /* ROW: the first fresh answer */
    bool            compared;           /* part->cursor belongs to run_id */
    bool            doubt;              /* probe before the next read */
    bool            draining, closing;
    unsigned        failures;
    size_t          largest;            /* recent record, decaying */
    alarm_t        *wait;
    admit_batch_t  *batch;
    reset_t        *reset;
};

/* Asks which server this is and how far its stream goes, then compares with
 * the lease's row; ends in in_read(). */
void in_probe(admit_t *a);

/* The next read; when there is a doubt the probe instead. */
void in_read(admit_t *a);

/* Backoff, then the probe; error may be NULL. */
void in_failed(admit_t *a, const char *event, const char *error);

/* redis_submit() refused it: in_failed() unless the connection is down. */
void in_refused(admit_t *a, const char *event);

#endif
