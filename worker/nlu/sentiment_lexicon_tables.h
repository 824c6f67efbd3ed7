/*
 * sentiment_lexicon_tables - the compiled lexicons, for the two files that
 * fill and read them (sentiment_lexicon_parse.c, sentiment_lexicon.c).
 *
 * Fixed tables: the limits below are generous for what the files hold, and a
 * file that exceeds one is refused by name and line.
 */

#ifndef RELEVO_NLU_SENTIMENT_LEXICON_TABLES_H
#define RELEVO_NLU_SENTIMENT_LEXICON_TABLES_H

#include "worker/nlu/sentiment_lexicon.h"

#define LEX_WORDS         65535u            /* forms, all languages */
#define LEX_SLOTS         131072u           /* power of two, > LEX_WORDS */
#define LEX_BYTES         (640u << 10)
#define LEX_ALTERNATIVES  160000u
#define LEX_ELEMENTS      40000u
#define LEX_PATTERNS      20000u
#define LEX_LINKS         LEX_ALTERNATIVES
#define LEX_GAP_MAX       3u                /* words of "*" */
#define LEX_NUMBER        1                 /* word number of "9" */

typedef enum {
    LEX_WORD = 0, LEX_OPTIONAL, LEX_NOT, LEX_GAP, LEX_BEGIN, LEX_END
} lex_form_t;

typedef struct {
    uint32_t  at;                           /* in bytes */
    uint8_t   len;
} lex_word_t;

typedef struct {
    uint32_t  first;                        /* alternatives */
    uint16_t  n;
    uint8_t   form;                         /* lex_form_t */
} lex_element_t;

typedef struct {
    uint32_t  first;                        /* elements */
    uint8_t   n, sense, language;
    uint16_t  line;
    float     weight;
} lex_pattern_t;

typedef struct {
    uint32_t  next;                         /* 0 ends */
    uint16_t  pattern;
} lex_link_t;

struct sentiment_lexicon_s {
    uint16_t       slots[LEX_SLOTS];        /* word number, 0 free */
    lex_word_t     words[LEX_WORDS];
    uint32_t       heads[LEX_WORDS];        /* of a word: first link */
    uint8_t        negators[LEX_WORDS];     /* of a word: in which languages */
    lex_link_t     links[LEX_LINKS];
    char           bytes[LEX_BYTES];
    uint16_t       alternatives[LEX_ALTERNATIVES];
    lex_element_t  elements[LEX_ELEMENTS];
    lex_pattern_t  patterns[LEX_PATTERNS];
    uint32_t       nwords, used, nlinks, nalternatives, nelements, npatterns;
    unsigned       entries[LANGUAGES + 1];
};

/* Number of a word, added when new; 0: a table is full. */
uint16_t lex_word_add(sentiment_lexicon_t *l, const char *s, size_t len);

#endif
