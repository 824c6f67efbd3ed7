/*
 * act - what a message does: greets, thanks, wants a person, says yes or no,
 * asks, or something else.
 *
 * A wish for a person is found anywhere, as a phrase of whole words; innocent
 * phrases ("agente de viajes") and negations ("no necesito un humano") do not
 * count.  Greeting, thanks, yes and no count only when nothing else is in the
 * message; a greeting in front of something else is cut off: `content`.
 */

#ifndef RELEVO_NLU_ACT_H
#define RELEVO_NLU_ACT_H

#include "worker/nlu/phrase.h"
#include "worker/turn.h"

typedef struct {
    act_t     act;
    double    score;            /* 1 phrase, 0.9 all covered, 0.6 asked */
    bool      greeted;          /* begins with a greeting */
    bool      thanked;          /* thanks are in it, too */
    bool      declined_person;  /* a wish that was negated */
    size_t    from, to;         /* bytes of the span that decided */
    size_t    content;          /* where the text behind a greeting begins */
    char      rule[16];         /* phrase, "es.12"; or "" */
} act_guess_t;

void act_guess(fold_t *text, act_guess_t *ret_guess);

const char *act_name(act_t act);

#endif
