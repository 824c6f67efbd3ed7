/*
 * halve - find the one bad item of a batch by sending halves of it.
 *
 * Items are worked on from the front of a queue.  After a failure nothing has
 * left the queue and one of its n items is bad: half of them are taken, then
 * half of those among which it must still be.  About 2 log n calls.
 */

#ifndef RELEVO_HALVE_H
#define RELEVO_HALVE_H

#include <stdbool.h>

typedef struct {
    unsigned  size;         /* items to take next; 0 = as many as allowed */
    unsigned  suspects;     /* items at the front, one of which is bad */
} halve_t;


/* How many of the waiting items to send now. */
static inline unsigned
halve_take(const halve_t *h, unsigned waiting, unsigned max)
{
    unsigned  n = h->size != 0 && h->size < max ? h->size : max;

    return waiting < n ? waiting : n;
}


static inline void
halve_suspect(halve_t *h, unsigned n)
{
    h->suspects = n;
    h->size = n < 2 ? n : n / 2;
}


/* The n items in front have left the queue. */
static inline void
halve_passed(halve_t *h, unsigned n)
{
    halve_suspect(h, h->suspects > n ? h->suspects - n : 0);
}


/* A batch of n failed: true when n == 1, the bad item is found. */
static inline bool
halve_failed(halve_t *h, unsigned n)
{
    halve_suspect(h, n > 1 ? n : 0);

    return n <= 1;
}


/*
 * Is the data at fault?  Class 22 and 23 (bad value, violated constraint), 21
 * (cardinality), 54 (too large for a row or an index) and P0 (raised by a
 * function).  Everything else is the server's or the operator's trouble and
 * is repeated whole.
 */
static inline bool
halve_is_for(const char *sqlstate)
{
    static const char *const  classes[] = { "21", "22", "23", "54", "P0" };

    for (unsigned i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
        if (sqlstate[0] == classes[i][0] && sqlstate[1] == classes[i][1]) {
            return true;
        }
    }

    return false;
}

#endif
