/*
 * summary - a conversation in few words, without a model.
 *
 * summary_recent() is what a person sees first: the last five messages, each
 * with who said it, cut at 100 characters.  summary_roll() is what a long
 * conversation leaves behind when its beginning no longer fits: the sentences
 * that say most (numbers, questions, words that come back), in their order.
 */

#ifndef RELEVO_ANSWER_SUMMARY_H
#define RELEVO_ANSWER_SUMMARY_H

#include "worker/engine/pool.h"
#include "worker/nlu/understanding.h"

#define SUMMARY_RECENT    5             /* messages */
#define SUMMARY_CUT       100           /* code points of each */
#define SUMMARY_BYTES     900           /* of a rolling summary */

/* "Customer: ...\nBot: ...": in pool, NUL behind it; data NULL: no memory. */
slice_t summary_recent(pool_t *pool, const said_t *said, unsigned n);

/* The old summary and these messages become a new one. */
slice_t summary_roll(pool_t *pool, slice_t before, const said_t *said,
            unsigned n);

#endif
