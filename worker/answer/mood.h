/*
 * mood - how the answer is given, to somebody who is angry, lost or tired.
 *
 * Pure.  The same for answers of the knowledge base and of a model: an apology
 * in front for who is angry or frustrated (a model is told to and is not
 * corrected), fewer and simpler words for who is confused, the offer of a
 * person when the conversation goes badly.
 */

#ifndef RELEVO_ANSWER_MOOD_H
#define RELEVO_ANSWER_MOOD_H

#include "worker/engine/pool.h"
#include "worker/nlu/understanding.h"

typedef struct {
    bool  apologise;
    bool  simplify;
    bool  offer_person;
} mood_t;

mood_t  mood_of(const understanding_t *u);

/* "apologise simplify", or "" */
const char *mood_name(pool_t *pool, mood_t mood);

/* A local answer in that mood; data NULL: no memory.  offered: the text
 * already offers a person, or hands over to one. */
slice_t mood_say(pool_t *pool, mood_t mood, const char *language,
            slice_t text, bool offered);

/* The first n sentences, at least one; the whole when there are no more. */
slice_t mood_sentences(slice_t text, unsigned n);

#endif
