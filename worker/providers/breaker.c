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

#define BREAKERS_MAX   4096             /* that fail; then none is remembered */
#define BUCKETS        256
#define DOUBLINGS_MAX  4

typedef struct breaker_s  breaker_t;

typedef enum { BREAKER_CLOSED = 0, BREAKER_OPEN, BREAKER_HALF } state_t;

struct breaker_s {
    breaker_t  *next;
    state_t     state;
    unsigned    failures;               /* in a row */
    unsigned    opened;                 /* since the last success */
    uint64_t    until_ms;               /* OPEN; else when it failed last */
    char        name[];
};

static breaker_t  *buckets[BUCKETS];
static unsigned    count;


static breaker_t **
breaker_place(const char *name)
{
    breaker_t  **at = &buckets[fnv1a64(slice_str(name)) % BUCKETS];

    while (*at != NULL && strcmp((*at)->name, name) != 0) {
        at = &(*at)->next;
    }

    return at;
}


static void
breaker_remove(breaker_t **at)
{
    breaker_t  *b = *at;

    *at = b->next;
    free(b);
    count--;
}


/* Those that stop nobody now: a tenant may name any number of models. */

static void
breakers_purge(uint64_t now_ms)
{
    for (int i = 0; i < BUCKETS; i++) {
        breaker_t  **at = &buckets[i];

        while (*at != NULL) {
            if ((*at)->state != BREAKER_HALF && (*at)->until_ms < now_ms) {
                breaker_remove(at);
            } else {
                at = &(*at)->next;
            }
        }
    }
}


static breaker_t *
breaker_get(const char *name, uint64_t now_ms)
{
    breaker_t  **at = breaker_place(name), *b = *at;

    if (b != NULL) {
        return b;
    }

    if (count == BREAKERS_MAX) {
        breakers_purge(now_ms);
        at = breaker_place(name);
    }

    if (count == BREAKERS_MAX) {
        return NULL;
    }

    b = calloc(1, sizeof(breaker_t) + strlen(name) + 1);
    if (b != NULL) {
        strcpy(b->name, name);
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
    breaker_t  *b = *breaker_place(name);

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
    breaker_t  **at = breaker_place(name);

    if (*at != NULL) {
        breaker_move(*at, BREAKER_CLOSED, "it answered");
        breaker_remove(at);             /* nothing to remember */
    }
}


void
breaker_failed(const char *name, uint64_t now_ms)
{
    breaker_t  *b = breaker_get(name, now_ms);
    unsigned    limit = (unsigned) config_int("provider.breaker_failures");

    if (b == NULL) {
        return;
    }

    b->failures++;
    b->until_ms = b->state == BREAKER_OPEN ? b->until_ms : now_ms;

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
    breaker_t  *b = *breaker_place(name);

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
