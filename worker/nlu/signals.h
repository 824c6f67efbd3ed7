/*
 * signals - what a conversation as a whole shows: a question asked again,
 * frustration that piles up, confusion, answers of ours that repeat.
 *
 * Pure functions over what was said, oldest first.  Only the newest
 * SIGNALS_SAID messages are looked at (`messages` counts all that are given).
 */

#ifndef RELEVO_NLU_SIGNALS_H
#define RELEVO_NLU_SIGNALS_H

#include "worker/nlu/sentiment.h"

#define SIGNALS_SAID        24          /* of both sides */
#define SIGNALS_OVERLAP     0.6         /* above: it is the same question */
#define SIGNALS_FRUSTRATED  3           /* of the customer's last ... */
#define SIGNALS_QUESTIONS   4
#define SIGNALS_NEGATIVES   6

/*
 * last: sentiment of the newest message of the customer, when it is known
 * already, or NULL; earlier ones are judged by the rules alone, which is
 * cheap.  language: index into lexicons, of the conversation.
 */
void signals_read(const said_t *said, unsigned n, int language,
         const sentiment_t *last, signals_t *ret);

/*
 * How much two texts ask the same: common content words (folded, no stop
 * words) by those of the shorter text; 0 when it has fewer than two.
 */
double signals_overlap(slice_t a, slice_t b);

#endif
