/*
 * scene - what a conversation shows, as numbers and names: the only thing
 * that rules look at.
 *
 * Made of the messages (scene_read) or of a stored decision (scene_load):
 * the same scene under the same rules is the same verdict, whether the texts
 * still exist or not.  Marks hold places, never words.  Plain data.
 */

#ifndef RELEVO_SCENE_H
#define RELEVO_SCENE_H

#include <jansson.h>

#include "worker/decide/pattern.h"
#include "worker/nlu/sentiment.h"

#define SCENE_MARKS_MAX     64
#define SCENE_MESSAGES_MAX  20          /* the newest ones; older are counted */
#define SCENE_CUSTOMER_MAX  8           /* of them read, newest first */
#define SCENE_NAME_MAX      24
#define RULE_NAME_MAX       40

/* A pack's phrase in a message; age 0 is the customer's last one. */
typedef struct {
    uint8_t    pack;
    uint8_t    age;
    bool       ours;                    /* said by us */
    bool       negated;
    uint8_t    sentence;                /* of that message, from 0 */
    char       phrase[12];              /* "es.123": language and line;
                                           "w.1f3a09c2": see own_words.h */
    uint32_t   from, to;                /* bytes of that message */
} mark_t;

typedef enum {
    SIGNAL_TRIES = 0,                   /* answers of ours so far */
    SIGNAL_SAME_ANSWER,                 /* the last two say the same */
    SIGNAL_USELESS,                     /* of the last two: knew nothing */
    SIGNAL_REPEATED,                    /* the customer asks it again */
    SIGNAL_NEGATIVES,                   /* of the customer's last six */
    SIGNAL_FRUSTRATED,                  /* of the last three */
    SIGNAL_CONFUSED,                    /* questions of the last four */
    SIGNAL_SHOUTING,                    /* capitals, or a row of ! */
    SIGNAL_OFFERED,                     /* our last one offered a person */
    SIGNAL_UNABLE,                      /* it said what we cannot do */
    SIGNAL_MESSAGES,                    /* of both sides */
    SIGNAL_WORDS,                       /* of the last message */
    SIGNALS
} signal_kind_t;

extern const char *const  signal_names[SIGNALS + 1];

typedef struct {
    mark_t     marks[SCENE_MARKS_MAX];
    unsigned   nmarks;
    double     signals[SIGNALS];
    bool       understood;              /* the four below are known */
    sentiment_label_t  sentiment;
    double     sentiment_score, polarity;
    bool       angry, frustrated, confused;
    char       intent[INTENT_NAME_MAX], second[INTENT_NAME_MAX];
    double     intent_score, second_score;
    char       act[12];                 /* of the last message */
    bool       learned;                 /* the two below are known */
    char       reason[RULE_NAME_MAX];   /* likeliest one of TASK_ESCALATION */
    double     reason_score;            /* that it is any, and not "none" */
    double     confidence;              /* of the answer found; < 0: unknown */
    unsigned   failures;                /* of a provider, in a row */
    uint32_t   patterns;                /* version of the packs */
    uint32_t   models[4];               /* language sentiment intent reason */
} scene_t;

/* The last message must be the customer's; u may be NULL.  language: of the
 * conversation, index into lexicons, or -1. */
void    scene_read(const patterns_t *p, const said_t *said, unsigned n,
            int language, const understanding_t *u, scene_t *ret_scene);

/* For the evidence; names of packs, so that files may be reordered. */
json_t *scene_json(const patterns_t *p, const scene_t *scene);

/* Of scene_json(); false: it is not one.  A pack that is gone is left out
   and *ret_gone is its name (borrowed), else NULL. */
bool    scene_load(const patterns_t *p, const json_t *stored,
            scene_t *ret_scene, const char **ret_gone);

#endif
