/*
 * breaker - see breaker.h.
 */

#include "worker/providers/breaker.h"

#include <stdlib.h>
#include <string.h>

#include "common/record.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define BREAKERS_MAX   4096             /* then nothing is remembered */
#define BUCKETS        256
#define DOUBLINGS_MAX  4

typedef struct breaker_s  breaker_t;

typedef enum { BREAKER_CLOSED = 0, BREAKER_OPEN, BREAKER_HALF } state_t;

struct breaker_s {
    breaker_t  *next;
    state_t     state;
    unsigned    failures;               /* in a row */
    unsigned    opened;                 /* since the last success */
    uint64_t    until_ms;               /* OPEN */
    char        name[];
};

static breaker_t  *buckets[BUCKETS];
static unsigned    count;


static breaker_t *
breaker_find(const char *name, bool make)
{
    breaker_t  **at = &buckets[fnv1a64(slice_str(name)) % BUCKETS], *b;

    for (b = *at; b != NULL; b = b->next) {
        if (strcmp(b->name, name) == 0) {
            return b;
        }
    }

    if (!make || count == BREAKERS_MAX) {
        return NULL;
    }

    b = calloc(1, sizeof(breaker_t) + strlen(name) + 1);
    if (b != NULL) {
        strcpy(b->name, name);
        b->next = *at;
        *at = b;
        count++;
    }

    return b;
}


static void
breaker_move(breaker_t *b, state_t state, const char *why)
{
    static const char *const  names[] = { "closed", "open", "half" };

    if (b->state != state) {
        log_warn("breaker.moved", LOG_STR("name", b->name),
                 LOG_STR("from", names[b->state]),
                 LOG_STR("to", names[state]), LOG_STR("why", why));
    }
    b->state = state;
}


bool
breaker_ask(const char *name, uint64_t now_ms)
{
    breaker_t  *b = breaker_find(name, false);

    if (b == NULL || b->state == BREAKER_CLOSED) {
        return true;
    }

    if (b->state == BREAKER_OPEN && now_ms >= b->until_ms) {
        breaker_move(b, BREAKER_HALF, "its time is over");
        return true;
    }

    stat_add(model_broken, 1);

    return false;
}


void
breaker_ok(const char *name)
{
    breaker_t  *b = breaker_find(name, false);

    if (b != NULL) {
        breaker_move(b, BREAKER_CLOSED, "it answered");
        b->failures = 0;
        b->opened = 0;
    }
}


void
breaker_failed(const char *name, uint64_t now_ms)
{
    breaker_t  *b = breaker_find(name, true);
    unsigned    limit = (unsigned) config_int("provider.breaker_failures");

    if (b == NULL) {
        return;
    }

    b->failures++;

    if (b->state == BREAKER_OPEN
        || (b->state == BREAKER_CLOSED && b->failures < limit))
    {
        return;                         /* calls from before it opened */
    }

    b->until_ms = now_ms + ((uint64_t) config_int("provider.breaker")
                            << (b->opened < DOUBLINGS_MAX ? b->opened
                                                          : DOUBLINGS_MAX));
    b->opened++;
    stat_add(model_breaker_opened, 1);
    breaker_move(b, BREAKER_OPEN, "failures in a row");
}


void
breaker_unknown(const char *name)
{
    breaker_t  *b = breaker_find(name, false);

    if (b != NULL && b->state == BREAKER_HALF) {
        b->until_ms = 0;                /* the next one may try */
        breaker_move(b, BREAKER_OPEN, "the trial was cancelled");
    }
}


json_t *
breakers_json(unsigned most)
{
    json_t  *all = json_object();

    for (unsigned i = 0; i < BUCKETS; i++) {
        for (breaker_t *b = buckets[i]; b != NULL; b = b->next) {
            if (b->state != BREAKER_CLOSED && json_object_size(all) < most) {
                json_object_set_new(all, b->name, json_string(
                    b->state == BREAKER_OPEN ? "open" : "half"));
            }
        }
    }

    return all;
}


void
breakers_release(void)
{
    for (unsigned i = 0; i < BUCKETS; i++) {
        while (buckets[i] != NULL) {
            breaker_t  *b = buckets[i];

            buckets[i] = b->next;
            free(b);
        }
    }

    count = 0;
}
