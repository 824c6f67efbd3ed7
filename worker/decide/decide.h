/*
 * decide - what to do with a turn: one table of rules, the first that fits.
 *
 * Pure: facts in, decision out.  A rule that needs the knowledge base says
 * `search`; worker/answer/local.c judges what was found.
 */

#ifndef RELEVO_DECIDE_H
#define RELEVO_DECIDE_H

#include "worker/answer/texts.h"
#include "worker/turn.h"

typedef struct {
    const char  *state;                 /* of the conversation: "bot", ... */
    bool         asked_person;          /* our last reply offered a person */
    words_t      words;
    act_t        act;
    int          rating;                /* the answer to our question, or 0 */
} facts_t;

typedef struct {
    const char  *rule;                  /* name, for evidence and reason */
    outcome_t    outcome;
    text_id_t    text;                  /* or TEXT_NOTHING */
    bool         ask_person;            /* the reply offers one */
    bool         search;                /* not decided yet: look it up */
    const char  *transition;            /* or NULL */
} decision_t;

decision_t decide(const facts_t *facts);

#endif
