/*
 * row - rows and queues in memory, shared by the files of deliver/.
 *
 *   WAIT    in its queue, nothing under way
 *   CLAIM   core.sent "claim" is under way                    -> WAIT or gone
 *   SEND    its job runs                                      -> RECORD or WAIT
 *   RECORD  the outcome is on its way to the database         -> gone
 *
 * arrive.c takes rows in, deliver.c moves them, rows.c keeps them,
 * slots.c bounds what is under way, send.c sends, outcome.c records.  When a
 * partition is lost a row that something still points to is orphaned
 * (d == NULL) and freed by that thing.
 */

#ifndef RELEVO_DELIVER_ROW_H
#define RELEVO_DELIVER_ROW_H

#include "worker/channels/channel.h"
#include "worker/deliver/circuits.h"
#include "worker/deliver/deliver.h"
#include "worker/deliver/limits.h"
#include "worker/deliver/settled.h"
#include "worker/engine/loop.h"

#define DELIVER_BUCKETS  512

typedef enum { ROW_WAIT, ROW_CLAIM, ROW_SEND, ROW_RECORD } row_state_t;

typedef struct row_s    row_t;
typedef struct queue_s  queue_t;

struct row_s {
    deliver_t        *d;                /* NULL: orphan */
    partition_t      *part;
    queue_t          *queue;
    row_t            *next;             /* of the queue, by ord */
    row_t            *hash_next;        /* by id */

    json_t           *json;             /* OUTBOX, one reference */
    const char       *id, *tenant;      /* in json */
    const char       *account;          /* in json, or "" */
    const char       *recipient;        /* in json, or "" */
    const channel_t  *channel;          /* NULL: unknown */
    int64_t           ord;
    int               attempt;
    uint64_t          due_ms;           /* our clock; not before */

    row_state_t       state;
    bool              inflight;         /* so says the database */
    bool              granted;          /* the limits have let it pass */
    unsigned          unready;          /* row_not_started() with a reason */
    bool              slot;             /* counts as a running send */
    bool              stuck;            /* test builds: never sent */
    job_t            *job;              /* SEND */
    void             *job_state;        /* send.c's, in the job's pool */
    json_t           *outcome;          /* RECORD: what is being recorded */
    bool              bare;             /* refused once: without texts now */
};

struct queue_s {
    deliver_t  *d;
    queue_t    *hash_next;
    row_t      *rows;                   /* by ord */
    alarm_t    *alarm;
    queue_t    *next;                   /* of d->kicked or of the slots' line */
    bool        kicked;                 /* is in d->kicked */
    bool        in_line;                /* waits for a slot */
    char       *name;                   /* "<tenant>/<queue>" */
};

struct deliver_s {
    partition_t  *part;
    limits_t     *limits;
    settled_t    *settled;
    row_t        *rows[DELIVER_BUCKETS];
    queue_t      *queues[DELIVER_BUCKETS];
    unsigned      n;                    /* rows */
    unsigned      busy;                 /* of them CLAIM, SEND or RECORD */
    queue_t      *kicked;
    json_t       *left;                 /* items: rows given back unseen */
    bool          deferred;             /* deliver_run() will be called */
    bool          dead;                 /* and will free us */
    int           attempts;
    uint64_t      retry_ms;
};


/* --- rows.c ------------------------------------------------------------- */

/* Members of a JSON object; "" and 0 when absent or of another type. */
const char *str_of(const json_t *object, const char *key);
int64_t     int_of(const json_t *object, const char *key);

row_t      *row_find(deliver_t *d, const char *id);
row_t      *row_new(deliver_t *d, json_t *json);        /* NULL: no memory */
void        row_update(row_t *row, json_t *json);
const char *row_account(const row_t *row);  /* limits_account() of it */
void        row_remove(row_t *row);     /* its queue goes on */
void        row_free(row_t *row);       /* one that is in no table any more */
void        queue_free(queue_t *q);

/* The row to look at; NULL when one is under way already, or none is left. */
row_t      *queue_head(const queue_t *q);


/* --- deliver.c ---------------------------------------------------------- */

void        deliver_post(deliver_t *d);             /* deliver_run(), soon */
void        queue_kick(queue_t *q);
void        queue_wait(queue_t *q, uint64_t ms);

/* Nothing of it has left.  why: what the job said (its account cannot be
 * read), told and tried again with backoff; NULL: only the lease is short. */
void        row_not_started(row_t *row, const char *why);

/* Is the account paused or throttled (or the partition gone)? */
bool        deliver_is_quiet(deliver_t *d, const char *channel,
                const char *account);


/* --- arrive.c ----------------------------------------------------------- */

/* Gives back the rows that found no room. */
void        deliver_give_left(deliver_t *d);


/* --- slots.c ------------------------------------------------------------ */

/* False: deliver.connections sends run; slots_line_up() the queue. */
bool        slot_take(row_t *row);
void        slot_give(row_t *row);
void        slots_line_up(queue_t *q);
void        slots_wake(void);           /* the next in line, if there is room */
void        slots_forget(const deliver_t *d);


/* --- send.c ------------------------------------------------------------- */

/* Starts the job that sends the row; NULL when there are too many jobs.  It
 * ends in row_answered() or row_not_started(), or, orphaned, in row_free(). */
job_t      *send_new(row_t *row);


/* --- window.c ------------------------------------------------------------ */

/* What is sent for the row: itself, while its channel's window is open; a
 * template; or NULL: nothing may be. */
const json_t *window_row(const row_t *row, const channel_account_t *account,
                pool_t *pool);


/* --- outcome.c ---------------------------------------------------------- */

json_t     *outcome_item(const row_t *row, const char *r);
void        row_answered(row_t *row, const send_result_t *result);

/* Not sent: back to the database, which brings it again after ms. */
void        row_give_back(row_t *row, uint64_t ms);

#endif
