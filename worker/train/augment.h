/*
 * augment - the same message as somebody else would have typed it.
 *
 * Deterministic: what changes follows from the text and `variant` alone, so
 * the order of a corpus is of no consequence.  Results go into buf of at
 * least 2 * EXPAND_TEXT_MAX bytes.
 */

#ifndef RELEVO_TRAIN_AUGMENT_H
#define RELEVO_TRAIN_AUGMENT_H

#include <stdbool.h>
#include <stdint.h>

#define AUGMENT_BYTES  2400

/* A small generator with its state in the caller's hand. */
uint64_t augment_seed(const char *text, unsigned variant);
uint32_t augment_random(uint64_t *state, uint32_t below);

/* Lower case, no accents; apostrophes are dropped or become blanks. */
void augment_plain(const char *text, bool join, char *buf);

/* Words as people abbreviate them in chats ("q", "pls", "vc", "stp"), some of
 * them; text must be plain.  False: nothing was changed. */
bool augment_chat(const char *text, const char *lang, uint64_t *state,
         char *buf);

/* One slip of the fingers in one longer word; false: no such word. */
bool augment_typo(const char *text, uint64_t *state, char *buf);

/* `words` neighbouring words of it; false: it has no more than that. */
bool augment_crop(const char *text, unsigned words, uint64_t *state,
         char *buf);

#endif
