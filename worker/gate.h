/*
 * gate - how many batched calls may be at PostgreSQL at a time.
 *
 * A batch that waits outside goes on growing; one that was handed to a busy
 * connection does not.  So what is to be written asks here first, and is put
 * together only when its turn has come: the busier the database, the larger
 * the batches.  First come, first served; nobody is told inside gate_wait().
 */

#ifndef RELEVO_GATE_H
#define RELEVO_GATE_H

#include <stdbool.h>

typedef struct gate_pass_s  gate_pass_t;

/* Make the call now; false: there is none to make, the place stays free. */
typedef bool (*gate_fn)(void *data);

struct gate_pass_s {                    /* embedded in whoever waits */
    gate_pass_t  *next;
    gate_fn       fn;                   /* NULL: not waiting */
    void         *data;
};

typedef struct {
    gate_pass_t  *head, *tail;
    unsigned      max, inside;
    bool          posted;
} gate_t;

void gate_init(gate_t *g, unsigned max);
void gate_wait(gate_t *g, gate_pass_t *pass, gate_fn fn, void *data);
void gate_cancel(gate_t *g, gate_pass_t *pass);     /* waiting or not */
void gate_leave(gate_t *g);             /* once per call, at its answer */

#endif
