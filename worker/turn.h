/*
 * turn - messages done_seq+1 .. to_seq of one conversation, worked on as one.
 *
 * lane.c makes a turn and its job; the phases fill it; commit writes it.
 * Strings and JSON belong to the job's pool (job_t.pool): a restart at
 * `context` keeps the pool, fields below the line are reset.
 */

#ifndef RELEVO_TURN_H
#define RELEVO_TURN_H

#include "worker/nlu/understanding.h"
#include "worker/owner.h"

typedef enum { OUTCOME_OK, OUTCOME_SILENT, OUTCOME_DEAD } outcome_t;

typedef enum {
    ACT_NONE = 0, ACT_GREETING, ACT_THANKS, ACT_PERSON, ACT_YES, ACT_NO,
    ACT_QUESTION, ACT_OTHER
} act_t;

typedef enum {
    WORDS_TEXT = 0,             /* there is text to answer */
    WORDS_FILE,                 /* no text, but a file that was read */
    WORDS_UNREAD,               /* only what could not be read */
    WORDS_WELCOME,              /* the chat was opened, nothing said */
    WORDS_NONE,                 /* reactions, events: nothing to answer */
    WORDS_ORDER                 /* a cart was sent: product numbers */
} words_t;

typedef struct {
    slice_t       text;                 /* pool-owned, NUL behind it */
    slice_t       reply_to;             /* provider id, or empty */
} reply_part_t;

#define TURN_PARTS_MAX  32

typedef struct lane_s   lane_t;
typedef struct think_s  think_t;
typedef struct meant_s  meant_t;
typedef struct outside_s  outside_t;

struct retell_s;

typedef struct {
    lane_t       *lane;
    partition_t  *part;
    char          tenant[37];
    char          conversation[37];
    uint64_t      started_us;
    /* ---- reset on restart ---- */
    json_t       *context;              /* of core.contexts */
    const char   *channel;              /* "whatsapp" */
    const char   *account;
    int64_t       epoch, from_seq, to_seq;
    slice_t       text;                 /* texts of the turn, joined by \n */

    char          language[8];          /* understand: "es" */
    double        language_score;
    act_t         act;
    double        act_score;
    slice_t       question;             /* text without a greeting in front */
    bool          greeted;
    words_t       words;                /* what the turn's messages are */
    int           rating;               /* 1 .. 5 when we asked for one */
    understanding_t  u;

    bool          look_up;              /* decide: search for an answer */
    meant_t      *meant;                /* embed: its own, or NULL */
    outside_t    *outside;              /* outside: its own, or NULL */
    slice_t       vector;               /* embed: of the question, or empty */
    const char   *vector_label;         /* embed: what it is called, or NULL */
    op_t         *found, *read;         /* search: its calls, or NULL */
    json_t       *hits;                 /* search: what was found, or NULL */
    const char   *local_text;           /* the answer in it, or NULL */
    double        confidence;           /* of that, 0 .. 1 */
    bool          impersonal;           /* may be given to anyone who asks */
    bool          ask_person;           /* this reply offers a person */
    const char   *transition;           /* "pending_handoff", "resolved"
                                           or NULL */
    const char   *reason;
    json_t       *evidence;             /* what commit stores as decision */

    json_t       *judged;               /* analysis, verdict and scene */

    outcome_t     outcome;
    think_t      *think;                /* think: its own, or NULL */
    bool          by_model;             /* think: reply_text is a model's */
    json_t       *effects;              /* what is remembered, or NULL */
    struct retell_s  *retell;           /* reply: a model shall, or NULL */
    uint64_t      pace_ms;              /* reply: not to leave before */
    const char   *reply_text;           /* reply: what to say, or NULL */
    reply_part_t  parts[TURN_PARTS_MAX];
    unsigned      nparts;

    json_t       *outbox;               /* commit: rows to send */
    const char   *commit_result;        /* ok done fenced stale */
} turn_t;

static inline turn_t *
job_turn(job_t *j)
{
    return j->data;
}

#endif
