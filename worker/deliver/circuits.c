/* circuits - see circuits.h. */

#include "worker/deliver/circuits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/engine/stats.h"

typedef struct circuit_s  circuit_t;

struct circuit_s {
    circuit_t   *next;
    int          partition;
    const char  *why;           /* static */
    uint64_t     until_ms;
    char         tenant[37];
    char         channel[24];
    char         account[513];  /* 128 characters */
};

static circuit_t  *first;
static unsigned    n;


static circuit_t *
circuit_find(const char *channel, const char *account)
{
    circuit_t  *c = first;

    while (c != NULL && (strcmp(c->channel, channel) != 0
                         || strcmp(c->account, account) != 0))
    {
        c = c->next;
    }

    return c;
}


void
circuits_open(const circuit_of_t *of, const char *why, uint64_t until_ms)
{
    circuit_t  *c = circuit_find(of->channel, of->account);

    if (c == NULL) {
        c = n < CIRCUITS_MAX ? calloc(1, sizeof(circuit_t)) : NULL;

        if (c == NULL) {
            stat_add(circuits_full, 1);
            return;
        }

        snprintf(c->channel, sizeof(c->channel), "%s", of->channel);
        snprintf(c->account, sizeof(c->account), "%s", of->account);
        c->next = first;
        first = c;
        stat_set(circuits_open, ++n);
    }

    /* an account may have been claimed by another tenant meanwhile */
    snprintf(c->tenant, sizeof(c->tenant), "%s", of->tenant);
    c->partition = of->partition;
    c->why = why;
    c->until_ms = until_ms;
}


static void
circuit_remove(circuit_t **at)
{
    circuit_t  *c = *at;

    *at = c->next;
    free(c);
    stat_set(circuits_open, --n);
}


void
circuits_close(const char *channel, const char *account)
{
    for (circuit_t **at = &first; *at != NULL; at = &(*at)->next) {
        if (strcmp((*at)->channel, channel) == 0
            && strcmp((*at)->account, account) == 0)
        {
            circuit_remove(at);
            return;
        }
    }
}


void
circuits_leave(int partition)
{
    circuit_t  **at = &first;

    while (*at != NULL) {
        if ((*at)->partition == partition) {
            circuit_remove(at);
        } else {
            at = &(*at)->next;
        }
    }
}


json_t *
circuits_json(unsigned most, uint64_t now_ms)
{
    json_t  *all = json_object();
    char     name[640], state[32];

    for (const circuit_t *c = first; c != NULL; c = c->next) {
        if (json_object_size(all) >= most) {
            break;
        }

        snprintf(name, sizeof(name), "%s %s %s", c->tenant, c->channel,
                 c->account);
        snprintf(state, sizeof(state), "%s %s",
                 c->until_ms > now_ms ? "open" : "half", c->why);
        json_object_set_new(all, name, json_string(state));
    }

    return all;
}
