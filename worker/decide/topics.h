/*
 * topics - the 15 intents, and what follows from them: ticket category,
 * journey stage, skill of the agent.  A fixed table.
 */

#ifndef RELEVO_TOPICS_H
#define RELEVO_TOPICS_H

#include <stdbool.h>

#define TOPICS  15

typedef struct {
    const char  *intent;
    const char  *category;              /* of a ticket: one of seven */
    const char  *stage;                 /* quotation cart payment delivery, or
                                           NULL */
    const char  *skill;
    bool         matter;                /* what is wanted, not how: a person,
                                           a complaint are none */
} topic_t;

extern const topic_t  topics[TOPICS];

/* Index of an intent or of an old name of one, or -1. */
int topic_find(const char *intent);

/* Every name that topic_find() knows, old ones last; NULL behind them. */
const char *topic_name(unsigned i);

#endif
