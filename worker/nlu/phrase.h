/*
 * phrase - the lexicons' phrases, compiled, and where they match.
 */

#ifndef RELEVO_NLU_PHRASE_H
#define RELEVO_NLU_PHRASE_H

#include "worker/nlu/lexicon.h"

typedef enum {
    PHRASE_PERSON = 0,
    PHRASE_PERSON_NO,                   /* "person+": its "no" is its own */
    PHRASE_BLOCK,
    PHRASE_GREETING,
    PHRASE_THANKS,
    PHRASE_YES,
    PHRASE_NO,
    PHRASE_COURTESY,
    PHRASE_FILLER,
    PHRASE_ASKS,
    PHRASE_NEGATOR,
    PHRASE_NEGFILL,
    PHRASE_OPENING,                     /* of a letter; no greeting in a chat */
    PHRASE_CLOSING,
    PHRASE_KINDS
} phrase_kind_t;

typedef struct {
    phrase_kind_t  kind;
    uint8_t        language;            /* index into lexicons */
    uint16_t       id;                  /* stable: "es.12" is phrase_name() */
    unsigned       from, to;            /* words [from, to) */
} phrase_match_t;

/* Compiles every phrase; aborts on a malformed one (a test runs it). */
void phrase_init(void);

/* Sets word_t.id of every word. */
void phrase_ids(fold_t *text);

/* Longest match of any phrase of that kind at word i; false: none. */
bool phrase_at(const fold_t *text, unsigned i, phrase_kind_t kind,
         phrase_match_t *ret_match);

/* Is word i, alone, in the list of that kind in that language? */
bool phrase_word(const fold_t *text, unsigned i, phrase_kind_t kind,
         unsigned language);

/* "es.12": language and line, for the evidence; buf of at least 16. */
const char *phrase_name(const phrase_match_t *m, char *buf);

#endif
