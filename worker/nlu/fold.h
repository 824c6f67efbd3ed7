/*
 * fold - text to words that can be compared: lower case, without accents.
 *
 * Words are runs of letters or of digits; apostrophes and everything else
 * separate ("l'ami" -> "l" "ami", "don't" -> "don" "t").  An emoji is a word
 * of its own, unfolded.  Letters beyond Latin stay as they are and are
 * counted.  Only the first FOLD_WORDS_MAX words are looked at; `truncated`
 * says so.  No allocation: a fold_t is a few KB on the stack.
 */

#ifndef RELEVO_NLU_FOLD_H
#define RELEVO_NLU_FOLD_H

#include "common/slice.h"

#define FOLD_WORDS_MAX  400
#define FOLD_BYTES_MAX  4096

typedef enum {
    GAP_SPACE = 0,              /* blank, apostrophe, hyphen ... */
    GAP_CLAUSE,                 /* comma, colon, bracket */
    GAP_SENTENCE                /* . ! ? line end, start of the text */
} gap_t;

typedef enum { WORD_LETTERS = 0, WORD_DIGITS, WORD_EMOJI } word_kind_t;

typedef struct {
    uint16_t     at, len;       /* folded bytes: fold_t.bytes */
    uint32_t     from, to;      /* where it stands in the text */
    uint8_t      gap;           /* before it: gap_t */
    uint8_t      kind;          /* word_kind_t */
    uint16_t     id;            /* lexicon's, 0 = in no pattern */
} word_t;

typedef struct {
    word_t       word[FOLD_WORDS_MAX];
    unsigned     n;
    char         bytes[FOLD_BYTES_MAX];
    size_t       used;
    bool         question;      /* has ? or an inverted one */
    bool         truncated;
    bool         stretched;     /* inside a run of three or more of a letter */
    unsigned     letters;       /* Latin */
    unsigned     foreign;       /* letters of other scripts */
    unsigned     marks[8];      /* letters typical of some: fold_mark_t */
} fold_t;

/* Letters that folding would lose and that tell languages apart. */
typedef enum {
    MARK_ENYE = 0,              /* n~, inverted ? and ! */
    MARK_TILDE,                 /* a~ o~ */
    MARK_CEDILLA,
    MARK_CIRCUMFLEX,
    MARK_GRAVE,                 /* a e u */
    MARK_GRAVE_IO,              /* i o: Italian */
    MARK_ACUTE,                 /* a i o u */
    MARK_OTHER                  /* umlauts, stroke, ring: none of the five */
} fold_mark_t;

void fold_text(slice_t text, fold_t *ret_fold);

/* `stretched` of a text that ends with that word. */
bool fold_stretched(slice_t text, const word_t *last);

static inline const char *
fold_bytes(const fold_t *f, const word_t *w)
{
    return f->bytes + w->at;
}

#endif
