/*
 * letter - short lines made long: what stands around a request in a letter.
 *
 * config/nlu/letter/<lang>*.tsv holds openings, stories, closings and ways
 * to say that a trouble is over.  A line of a corpus is put among them, so
 * that a request in a long text weighs what it weighs alone, and so that a
 * trouble told as past is learned as past.  Which letter a text gets follows
 * from the text alone.
 */

#ifndef RELEVO_TRAIN_LETTER_H
#define RELEVO_TRAIN_LETTER_H

#include "worker/train/corpus.h"

typedef enum {
    LETTER_OPENING = 0, LETTER_STORY, LETTER_CLOSING, LETTER_OVER,
    LETTER_KINDS
} letter_kind_t;

#define LETTER_LANGUAGES  5
#define LETTER_PARTS_MAX  128           /* of a kind in a language */
#define LETTER_BYTES      2400          /* of a letter, with its NUL */

typedef struct {
    char      *part[LETTER_LANGUAGES][LETTER_KINDS][LETTER_PARTS_MAX];
    unsigned   n[LETTER_LANGUAGES][LETTER_KINDS];
} letters_t;                            /* parts are owned */

/* Of dir/letter; none is an empty one.  False with err; ret is to be
 * released either way. */
bool letters_read(letters_t *ret, const char *dir, char *err, size_t err_len);
void letters_release(letters_t *l);

/* The text in a letter; false: there are no parts, or it is long itself. */
bool letter_around(const letters_t *l, const char *lang, const char *text,
         unsigned variant, char buf[LETTER_BYTES]);

/* The text as a trouble that is over; false as above. */
bool letter_over(const letters_t *l, const char *lang, const char *text,
         unsigned variant, char buf[LETTER_BYTES]);

#endif
