/*
 * shed - what a webhook is worth when Redis is nearly full.
 *
 * Three classes, in the order in which they are refused: statuses and
 * receipts (the provider repeats them, and their loss of time costs nobody
 * an answer), then messages that are media alone, then everything else.
 * What is not recognised is text: refused last.
 *
 * Asked only while something is being shed, never on the usual path: it looks
 * for member names in a body that the scanner has accepted.
 */

#ifndef RELEVO_SHED_H
#define RELEVO_SHED_H

#include "slice.h"

typedef enum {
    SHED_STATUS,
    SHED_MEDIA,
    SHED_TEXT,
    SHED_CLASSES
} shed_class_t;


/* The dearest class among the updates of body. */
shed_class_t shed_class(slice_t channel, slice_t body);

#endif
