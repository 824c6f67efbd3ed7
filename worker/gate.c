/*
 * gate - a queue in front of a number of places; see gate.h.
 */

#include "worker/gate.h"

#include <assert.h>
#include <stddef.h>

#include "worker/engine/loop.h"

static void gate_run(void *data);


void
gate_init(gate_t *g, unsigned max)
{
    *g = (gate_t) { .max = max };
}


static void
gate_post(gate_t *g)
{
    if (!g->posted && g->head != NULL && g->inside < g->max) {
        g->posted = true;
        loop_defer(gate_run, g);
    }
}


static gate_pass_t *
gate_pop(gate_t *g)
{
    gate_pass_t  *pass = g->head;

    g->head = pass->next;

    if (g->head == NULL) {
        g->tail = NULL;
    }

    pass->next = NULL;

    return pass;
}


/* Only those who wait now: who asks again from inside comes next time. */
static void
gate_run(void *data)
{
    gate_t             *g = data;
    const gate_pass_t  *last = g->tail;
    bool                more = last != NULL;

    g->posted = false;

    while (more && g->head != NULL && g->inside < g->max) {
        gate_pass_t  *pass = gate_pop(g);
        gate_fn       fn = pass->fn;

        more = pass != last;
        pass->fn = NULL;
        g->inside += fn(pass->data);
    }

    gate_post(g);
}


void
gate_wait(gate_t *g, gate_pass_t *pass, gate_fn fn, void *data)
{
    if (pass->fn != NULL) {
        return;
    }

    *pass = (gate_pass_t) { .fn = fn, .data = data };

    if (g->tail != NULL) {
        g->tail->next = pass;
    } else {
        g->head = pass;
    }

    g->tail = pass;
    gate_post(g);
}


void
gate_cancel(gate_t *g, gate_pass_t *pass)
{
    gate_pass_t  **link = &g->head, *before = NULL;

    if (pass->fn == NULL) {
        return;
    }

    while (*link != pass) {
        before = *link;
        link = &before->next;
    }

    *link = pass->next;

    if (g->tail == pass) {
        g->tail = before;
    }

    *pass = (gate_pass_t) { 0 };
}


void
gate_leave(gate_t *g)
{
    assert(g->inside > 0);
    g->inside--;
    gate_post(g);
}
