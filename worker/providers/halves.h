/*
 * halves - characters that a server cut in two between events.
 *
 * Who cuts a text by UTF-16 units sends "\ud83d" in one event and "\udc4b" in
 * the next: each alone is no character, and no JSON parser takes it.
 * halves_mark() turns such escapes into private ones (\ud800 + n -> \ue000 + n,
 * the length stays), halves_join() makes characters of them again.
 */

#ifndef RELEVO_PROVIDERS_HALVES_H
#define RELEVO_PROVIDERS_HALVES_H

#include "worker/providers/buffer.h"

/* In a JSON text; true when there was one. */
bool halves_mark(uint8_t *json, size_t len);

/* Adds piece to out; a first half waits in pending for the next piece.  A half
 * without the other becomes U+FFFD.  False: out is full. */
bool halves_join(uint16_t *pending, slice_t piece, buffer_t *out);

#endif
