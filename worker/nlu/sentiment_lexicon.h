/*
 * sentiment_lexicon - what words and phrases say about a tone, compiled.
 *
 * Data are the files config/nlu/sentiment_lexicon/<language>.lex (form:
 * config/nlu/README.md), one more is common to all languages.  An entry is a
 * phrase of words with explicit endings; compiling expands every form, so
 * matching compares numbers only.  Read-only after loading; a match allocates
 * nothing.
 */

#ifndef RELEVO_NLU_SENTIMENT_LEXICON_H
#define RELEVO_NLU_SENTIMENT_LEXICON_H

#include "worker/engine/pool.h"
#include "worker/nlu/lexicon.h"

#define SENSE_WORDS_MAX     10              /* of one phrase */
#define SENSE_MATCHES_MAX   96              /* looked at in one text */
#define SENSE_COMMON        LANGUAGES       /* index of common.lex */
#define SENSE_ALL           ((1u << (LANGUAGES + 1)) - 1)

typedef enum {
    SENSE_PRAISE = 0,           /* good, delighted, relieved */
    SENSE_THANKS,
    SENSE_COURTESY,             /* please, excuse me: calms what stands by */
    SENSE_GRIPE,                /* a bad verdict, disappointment */
    SENSE_IMPATIENCE,           /* waiting, repetition, broken promises */
    SENSE_OUTRAGE,              /* hatred, shame on you, unheard of */
    SENSE_INSULT,
    SENSE_THREAT,               /* lawyers, police, the press, violence */
    SENSE_CONFUSED,
    SENSE_PROBLEM,              /* a fact that went wrong; no tone by itself */
    SENSE_ASK,                  /* begins a question or a request */
    SENSE_SARCASM,              /* praise that is hardly ever meant */
    SENSE_BOOST,
    SENSE_DAMP,
    SENSE_NEGATOR,
    SENSE_CONTRAST,             /* but */
    SENSE_PLAIN,                /* innocent: takes its words, says nothing */
    SENSES
} sense_t;

typedef struct {
    uint8_t   sense;
    uint8_t   language;                 /* index, or SENSE_COMMON */
    uint8_t   n;                        /* words it holds */
    bool      own_no;                   /* one of them is a negator */
    uint16_t  line;                     /* of the file */
    float     weight;
    uint16_t  from, to;                 /* words [from, to), gaps included */
    uint16_t  at[SENSE_WORDS_MAX];      /* the words it holds */
} sense_match_t;

/* The bit set of one language; all of them when it is none of the five. */
static inline unsigned
sense_languages(int language)
{
    return language >= 0 && language < LANGUAGES ? 1u << language : SENSE_ALL;
}

typedef struct sentiment_lexicon_s sentiment_lexicon_t;

/* Empty, in the pool; NULL: no memory. */
sentiment_lexicon_t *sentiment_lexicon_new(pool_t *pool);

/* Adds one file; false and "name:line: reason" when an entry is malformed. */
bool sentiment_lexicon_add(sentiment_lexicon_t *l, const char *name,
         unsigned language, slice_t text, char *err, size_t err_len);

/* How many entries there are of a language. */
unsigned sentiment_lexicon_count(const sentiment_lexicon_t *l,
             unsigned language);

/*
 * Every match in a text that does not share a word with a longer one, in the
 * order of the text.  languages: bit set of indexes, common.lex included.
 */
unsigned sentiment_lexicon_match(const sentiment_lexicon_t *l,
             const fold_t *text, unsigned languages,
             sense_match_t ret_matches[SENSE_MATCHES_MAX]);

const char *sense_name(sense_t sense);

#endif
