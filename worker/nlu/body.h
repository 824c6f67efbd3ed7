/*
 * body - what a letter says without what stands around it: quoted lines,
 * salutation, closing, signature.
 *
 * "With kind regards" is no thanks and "Sent from my phone" no matter, but a
 * model that judges sentences counts them as much as the request.  Only
 * texts of BODY_TEXT_MIN words are looked at, and something always remains.
 */

#ifndef RELEVO_NLU_BODY_H
#define RELEVO_NLU_BODY_H

#include "worker/nlu/fold.h"

#define BODY_TEXT_MIN  20               /* words; shorter is no letter */
#define BODY_MIN       6                /* words that remain, at least */

typedef struct {
    slice_t   text;                     /* borrowed */
    unsigned  from, to;                 /* words of the fold, [from, to) */
} body_t;

/* fold: of text.  False: it has nothing around it; ret is all of it. */
bool body_find(slice_t text, const fold_t *fold, body_t *ret);

#endif
