/*
 * search - the gate before core.search; see search.h.
 *
 * A cell lives from the call to its answer.  A job that goes takes its op out
 * of it; the place among those under way is given back by the database's
 * answer only, so that what it works on is really bounded.
 */

#include "worker/answer/search.h"

#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/owner.h"
#include "worker/providers/embed.h"

#define HITS_MAX  "5"

typedef struct cell_s  cell_t;

struct cell_s {
    cell_t       *next;
    op_t         *op;                   /* NULL: the job has gone */
    char          tenant[37];
    char          language[8];
    bool          impersonal;
    cache_key_t   key;
    slice_t       vector;               /* borrowed: behind question */
    char          label[EMBED_LABEL_MAX];
    size_t        len;
    char          question[];           /* NUL behind it */
};

static cell_t    *head, **tail = &head;
static unsigned   waiting, flying;
static bool       posted;

static const pg_stmt_t  search_stmt = {
    "search", "select core.search($1::uuid, $2, $3, " HITS_MAX ")", 3
};

static const pg_stmt_t  both_stmt = {
    "search_both", "select core.search_both($1::uuid, $2, $3, " HITS_MAX
    ", $4, $5)", 5
};

static void search_next(void *data);


static cache_of_t
search_of(const search_t *what)
{
    return (cache_of_t) {
        .tenant = what->tenant, .language = what->language,
        .prompt = what->label == NULL ? "" : what->label,
        .knowledge = what->knowledge, .question = what->question
    };
}


bool
search_cached(job_t *j, const search_t *what, slice_t *ret_body)
{
    cache_of_t   of = search_of(what);
    cache_key_t  key;
    slice_t      body;

    if (!what->impersonal) {
        return false;
    }

    cache_key(&of, &key);
    if (!cache_get(&key, &body)) {
        return false;
    }

    *ret_body = pool_copy(j->pool, body);
    stat_add(cache_hits, 1);

    return ret_body->data != NULL;
}


static void
search_post(void)
{
    if (!posted && head != NULL
        && flying < (unsigned) config_int("search.concurrency"))
    {
        posted = true;
        loop_defer(search_next, NULL);
    }
}


static void
cell_settle(cell_t *cell, rc_t rc, slice_t body, const char *error)
{
    op_t  *op = cell->op;

    if (op != NULL) {
        op->body = rc == RC_OK ? pool_copy(op->job->pool, body) : SLICE_NULL;

        if (rc == RC_OK && op->body.data == NULL) {
            rc = RC_RETRY;
            error = "search: pool is full";
        }

        op_complete(op, rc, error == NULL ? NULL
                            : pool_strdup(op->job->pool, error));
    }

    free(cell);
}


static void
search_reply(void *data, const pg_reply_t *reply)
{
    cell_t  *cell = data;

    flying--;

    if (reply->rc == RC_OK && cell->impersonal && !reply->is_null) {
        cache_put(&cell->key, reply->body);
    }

    cell_settle(cell, reply->rc, reply->body, reply->error);
    search_post();
}


static void
cell_send(cell_t *cell)
{
    const pg_param_t  params[] = {
        PG_TEXT(cell->tenant), PG_SLICE(slice_make(cell->question, cell->len)),
        PG_TEXT(cell->language), PG_TEXT(cell->label), PG_SLICE(cell->vector)
    };

    flying++;
    stat_add(searches, 1);
    stat_add(cache_misses, cell->impersonal);
    pg_submit(worker.pg_turn, cell->vector.len > 0 ? &both_stmt
                                                   : &search_stmt, params,
              (uint64_t) config_int("postgres.timeout"), search_reply, cell);
}


static void
search_next(void *data)
{
    unsigned  max = (unsigned) config_int("search.concurrency");

    (void) data;
    posted = false;

    while (head != NULL && flying < max) {
        cell_t   *cell = head;
        slice_t   body;

        head = cell->next;
        tail = head == NULL ? &head : tail;
        waiting--;

        if (cell->op == NULL) {
            free(cell);
        } else if (cell->impersonal && cache_get(&cell->key, &body)) {
            stat_add(cache_hits, 1);    /* another has asked it meanwhile */
            cell_settle(cell, RC_OK, body, NULL);
        } else {
            cell_send(cell);
        }
    }

    stat_set(searches_waiting, waiting);
}


static void
cell_detach(op_t *op)
{
    cell_t  *cell = op->cell;

    cell->op = NULL;
}


static cell_t *
cell_new(const search_t *what)
{
    cell_t      *cell = calloc(1, sizeof(cell_t) + what->question.len
                                + what->vector.len + 2);
    cache_of_t   of = search_of(what);

    if (cell == NULL) {
        return NULL;
    }

    snprintf(cell->tenant, sizeof(cell->tenant), "%s", what->tenant);
    snprintf(cell->language, sizeof(cell->language), "%s", what->language);
    memcpy(cell->question, what->question.data, what->question.len);
    cell->len = what->question.len;
    cell->impersonal = what->impersonal;
    snprintf(cell->label, sizeof(cell->label), "%s",
             what->label == NULL ? "" : what->label);

    if (what->vector.len > 0) {
        char  *to = cell->question + what->question.len + 1;

        memcpy(to, what->vector.data, what->vector.len);
        cell->vector = slice_make(to, what->vector.len);
    }

    if (cell->impersonal) {
        cache_key(&of, &cell->key);
    }

    return cell;
}


op_t *
search_call(job_t *j, const search_t *what)
{
    op_t    *op = op_new(j);
    cell_t  *cell;

    /* those that wait only for the next turn of the loop are counted too */

    if (waiting + flying >= config_int("search.queue")
                            + config_int("search.concurrency"))
    {
        stat_add(searches_refused, 1);
        op_complete(op, RC_RETRY, "search: the queue is full");
        return op;
    }

    cell = cell_new(what);
    if (cell == NULL) {
        op_complete(op, RC_RETRY, "search: out of memory");
        return op;
    }

    cell->op = op;
    op->cell = cell;
    op->detach = cell_detach;
    *tail = cell;
    tail = &cell->next;
    stat_set(searches_waiting, ++waiting);
    search_post();

    return op;
}
