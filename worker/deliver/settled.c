/*
 * settled - a set of (row, attempt) that forgets; why, is in settled.h.
 *
 * Open addressing over 64-bit hashes of the row's id; ids themselves are not
 * kept, at this size two of them do not meet.
 */

#include "worker/deliver/settled.h"

#include <stdlib.h>
#include <string.h>

#include "common/record.h"

#define SIZE_MIN  256                   /* slots; a power of two */

typedef struct {
    uint64_t   hash;                    /* 0 = empty */
    int        attempt;
} slot_t;

typedef struct {
    slot_t    *slots;                   /* NULL while empty */
    size_t     size, n;
} generation_t;

struct settled_s {
    generation_t  young, old;
    uint64_t      turned_ms;
};


settled_t *
settled_new(void)
{
    return calloc(1, sizeof(settled_t));
}


static uint64_t
hash_of(const char *id)
{
    uint64_t  hash = fnv1a64(slice_str(id));

    return hash == 0 ? 1 : hash;
}


static slot_t *
slot_find(const generation_t *g, uint64_t hash)
{
    size_t  i = hash & (g->size - 1);

    while (g->slots[i].hash != 0 && g->slots[i].hash != hash) {
        i = (i + 1) & (g->size - 1);
    }

    return &g->slots[i];
}


/* Keeps the load at or below one half. */
static bool
generation_grow(generation_t *g)
{
    generation_t  bigger = { .size = g->size == 0 ? SIZE_MIN : g->size * 2 };

    if (g->n * 2 < g->size) {
        return true;
    }

    bigger.slots = calloc(bigger.size, sizeof(slot_t));
    if (bigger.slots == NULL) {
        return false;
    }

    for (size_t i = 0; i < g->size; i++) {
        if (g->slots[i].hash != 0) {
            *slot_find(&bigger, g->slots[i].hash) = g->slots[i];
            bigger.n++;
        }
    }

    free(g->slots);
    *g = bigger;

    return true;
}


static void
settled_turn(settled_t *s, uint64_t now_ms)
{
    if (now_ms - s->turned_ms < SETTLED_MS / 2) {
        return;
    }

    free(s->old.slots);
    s->old = now_ms - s->turned_ms < SETTLED_MS
             ? s->young : (generation_t) { NULL, 0, 0 };
    if (s->old.slots != s->young.slots) {
        free(s->young.slots);
    }

    s->young = (generation_t) { NULL, 0, 0 };
    s->turned_ms = now_ms;
}


bool
settled_add(settled_t *s, const char *id, int attempt, uint64_t now_ms)
{
    slot_t    *slot;
    uint64_t   hash = hash_of(id);

    settled_turn(s, now_ms);

    if (!generation_grow(&s->young)) {
        return false;
    }

    slot = slot_find(&s->young, hash);
    s->young.n += slot->hash == 0;
    slot->hash = hash;
    slot->attempt = attempt > slot->attempt ? attempt : slot->attempt;

    return true;
}


static int
generation_attempt(const generation_t *g, uint64_t hash)
{
    return g->slots == NULL ? 0 : slot_find(g, hash)->attempt;
}


int
settled_attempt(settled_t *s, const char *id, uint64_t now_ms)
{
    uint64_t  hash = hash_of(id);
    int       young, old;

    settled_turn(s, now_ms);
    young = generation_attempt(&s->young, hash);
    old = generation_attempt(&s->old, hash);

    return young > old ? young : old;
}


void
settled_free(settled_t *s)
{
    if (s != NULL) {
        free(s->young.slots);
        free(s->old.slots);
        free(s);
    }
}
