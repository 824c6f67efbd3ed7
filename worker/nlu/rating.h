/*
 * rating - is a message nothing but a mark from 1 to 5?
 *
 * Asked only when we have asked for one: "5", "4/5", "un 5", "3 stars",
 * "⭐⭐⭐⭐".  Anything else in the message makes it a message.
 */

#ifndef RELEVO_NLU_RATING_H
#define RELEVO_NLU_RATING_H

#include "common/slice.h"

/* 1 .. 5, or 0: it is none. */
int rating_of(slice_t text);

#endif
