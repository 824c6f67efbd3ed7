/*
 * understanding - what is known of a turn's text, as one value.
 *
 * understand (phases/30) fills it, decide and reply read it, commit stores
 * it.  Spans are byte offsets into the text that was given; names are copies,
 * since a model may be replaced before the turn is over.  Plain data without
 * pointers, may be copied.
 */

#ifndef RELEVO_NLU_UNDERSTANDING_H
#define RELEVO_NLU_UNDERSTANDING_H

#include "common/slice.h"

#define EVIDENCE_SPANS_MAX  8
#define SLOTS_MAX           16
#define KEY_PHRASES_MAX     10
#define INTENT_NAME_MAX     64          /* with its NUL; also of services */

typedef struct {
    uint32_t      from, to;
    char          rule[24];             /* name of what matched */
    float         weight;
} evidence_t;

typedef enum {
    SENTIMENT_VERY_NEGATIVE = 0, SENTIMENT_NEGATIVE, SENTIMENT_NEUTRAL,
    SENTIMENT_POSITIVE, SENTIMENT_MIXED
} sentiment_label_t;

typedef struct {
    sentiment_label_t  label;
    double             polarity;        /* -1 .. 1 */
    double             score;           /* of the label, 0 .. 1 */
    bool               angry, frustrated, confused;
    evidence_t         evidence[EVIDENCE_SPANS_MAX];
    unsigned           n;
} sentiment_t;

typedef struct {
    char               name[INTENT_NAME_MAX];   /* "order_status" ... "other";
                                                   "": nothing was said */
    double             score;           /* calibrated, 0 .. 1 */
    char               second[INTENT_NAME_MAX]; /* runner-up, or "" */
    double             second_score;
} intent_t;

typedef enum {
    SLOT_ORDER_ID = 0, SLOT_AMOUNT, SLOT_DATE, SLOT_PHONE, SLOT_EMAIL,
    SLOT_PRODUCT
} slot_kind_t;

typedef struct {
    slot_kind_t        kind;
    uint32_t           from, to;
    char               value[64];       /* normalised: "129.90", "2026-11-21" */
    char               unit[8];         /* currency "EUR", or "" */
} slot_t;

/* What the conversation as a whole shows; over the customer's messages. */
typedef struct {
    bool               repeated_question;
    double             overlap;         /* of the question that is repeated */
    unsigned           frustrated;      /* of the last 3 */
    unsigned           questions;       /* of the last 4 */
    unsigned           negatives;       /* of the last 6 */
    unsigned           messages;        /* both sides, this episode */
    unsigned           attempts;        /* answers of ours to this topic */
    bool               same_answer;     /* our last two answers are the same */
} signals_t;

typedef struct {
    sentiment_t        sentiment;
    intent_t           intent;
    slot_t             slots[SLOTS_MAX];
    unsigned           nslots;
    evidence_t         phrases[KEY_PHRASES_MAX];    /* key phrases */
    unsigned           nphrases;
    signals_t          signals;
    uint32_t           model_version[3];            /* language, sentiment,
                                                       intent; 0 = built in */
} understanding_t;

/* One message of a conversation, oldest first. */
typedef struct {
    bool               customer;        /* else ours: bot or agent */
    slice_t            text;
    uint64_t           at_ms;
} said_t;

#endif
