/*
 * rules - when a person takes over, as data: config/rules.json, or a
 * tenant's own (table decision_rules).
 *
 * A rule holds when all its conditions do; it then gives points, or is hard
 * and decides alone.  The form is described in worker/decide/README.md;
 * rules_load() refuses what it does not know, with a sentence.
 */

#ifndef RELEVO_RULES_H
#define RELEVO_RULES_H

#include "worker/decide/scene.h"

#define RULES_MAX       96
#define CONDITIONS_MAX  5
#define ABOUT_MAX       9
#define OWN_WORDS_MAX   200             /* phrases of all conditions */
#define OWN_WORDS_EACH  16              /* words of one that count */

typedef enum {
    PRIORITY_LOW = 0, PRIORITY_MEDIUM, PRIORITY_HIGH, PRIORITY_URGENT
} priority_t;

typedef enum {
    WHEN_KEYWORD = 0, WHEN_SENTIMENT, WHEN_INTENT, WHEN_CONFIDENCE,
    WHEN_LENGTH, WHEN_FAILURES, WHEN_SIGNAL, WHEN_ACT,
    WHEN_LEARNED, WHEN_NOBODY, WHEN_WORDS
} when_kind_t;

typedef enum { SCOPE_LAST = 0, SCOPE_BEFORE, SCOPE_ANY } scope_t;

typedef struct {
    when_kind_t  kind;
    bool         negate;                /* "not": holds when it does not */
    uint64_t     packs, unless;         /* keyword: bits; unless: in the same
                                           sentence, or one beside it */
    scope_t      scope;
    bool         negated;               /* keyword, words: under a negation */
    unsigned     words, nwords;         /* words: of rules_t.words */
    uint32_t     names;                 /* sentiment, intent, learned */
    unsigned     signal;
    char         act[12];
    double       number;                /* at least, over or below */
} condition_t;

/* See own_words.h. */
typedef struct {
    uint32_t     hash;
    uint16_t     len;                   /* folded bytes of the word, or of */
    bool         stem;                  /* its beginning */
} own_word_t;

typedef struct {
    uint32_t     hash;                  /* of all its words: its name */
    uint16_t     first, n;              /* words: of rules_t.own_words */
} own_phrase_t;

typedef struct {
    char         id[RULE_NAME_MAX], reason[RULE_NAME_MAX];
    condition_t  when[CONDITIONS_MAX];
    unsigned     nwhen;
    bool         hard;
    double       points;
    priority_t   priority;
    int          topic;                 /* index of topics, or -1 */
    unsigned     about;                 /* how well it knows the topic, 0..9 */
    char         skill[24];             /* or "" */
} escalation_rule_t;

typedef struct {
    escalation_rule_t  rules[RULES_MAX];
    unsigned           n;
    own_phrase_t       words[OWN_WORDS_MAX];
    unsigned           nwords;
    own_word_t         own_words[OWN_WORDS_MAX * OWN_WORDS_EACH];
    unsigned           nown_words;
    double             threshold;
    int64_t            version;         /* as the file or the table says */
    uint32_t           hash;            /* of the rules as compact JSON */
} rules_t;

/* NULL with a sentence in err.  The caller frees it with free(). */
rules_t    *rules_load(const json_t *json, const patterns_t *p, char *err,
                size_t err_len);

extern const char *const  rule_sentiments[], *const  rule_acts[];

/* Every name a rule may use: {"keyword": [...], "intent": [...], ...}; a new
 * reference. */
json_t     *rules_words(const patterns_t *p);

const char *priority_name(priority_t priority);

#endif
