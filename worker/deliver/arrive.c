/*
 * arrive - rows of an answer of the database become rows in memory.
 *
 * An answer is a picture of the past: an attempt already settled is not taken
 * again, a row we have is only brought up to date.  What finds no room, or is
 * due later, stays with the sweep; if the database believes it inflight, it is
 * given back, for nothing else would bring it again.
 */

#include "worker/deliver/row.h"

#include "worker/batch.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define ROWS_MAX       4096             /* per partition; then the sweep's */
#define KEEP_MS        10000            /* rows due later are the sweep's too */
#define ROOM_WAIT_MS   2000             /* until there may be room for a row */


static bool
json_is_open(const json_t *json)
{
    static const char *const  open[] = {
        "pending", "inflight", "retry", "ambiguous"
    };

    for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++) {
        if (strcmp(str_of(json, "state"), open[i]) == 0) {
            return true;
        }
    }

    return false;
}


static void
returned(void *data, rc_t rc, const json_t *result, const char *error)
{
    (void) data;
    (void) result;

    if (rc == RC_REJECT) {
        log_error("deliver.not_given_back", LOG_STR("error", error));
    }
}


/* No room for the row: the sweep brings it when there is. */
static void
json_leave(deliver_t *d, const json_t *json)
{
    json_t  *item;

    stat_add(sends_left, 1);

    if (strcmp(str_of(json, "state"), "inflight") != 0) {
        return;
    }

    item = json_pack("{s:s, s:s, s:s, s:s, s:i}", "tenant",
                     str_of(json, "tenant"), "id", str_of(json, "id"), "r",
                     "retry", "error", "too many rows", "next_ms",
                     ROOM_WAIT_MS);

    /* later: a batch may be handing out its results right now */

    d->left = d->left != NULL ? d->left : json_array();
    json_array_append_new(d->left, item);
    deliver_post(d);
}


/* A picture of an attempt whose outcome we know already? */
static bool
json_is_stale(deliver_t *d, const json_t *json)
{
    return strcmp(str_of(json, "state"), "inflight") == 0
           && int_of(json, "attempt") <= settled_attempt(d->settled,
                                             str_of(json, "id"), now_ms());
}


/* News of a row we have. */
static void
row_refresh(row_t *row, json_t *json)
{
    uint64_t  due_ms = row->due_ms;

    if (row->state == ROW_WAIT && !json_is_open(json)) {
        row_remove(row);                /* a status or a person was faster */
        return;
    }

    if (row->state == ROW_CLAIM
        || (row->state == ROW_WAIT && !row->granted
            && int_of(json, "attempt") >= row->attempt))
    {
        row_update(row, json);
        row->due_ms = row->inflight ? 0 : due_ms;
        queue_kick(row->queue);
    }
}


static void
deliver_row(deliver_t *d, json_t *json)
{
    const char  *id = str_of(json, "id");
    row_t       *row = row_find(d, id);

    if (*id == '\0') {
        log_error("deliver.row_without_id", LOG_INT("partition", d->part->p));
        return;
    }

    if (json_is_stale(d, json)) {
        return;
    }

    if (row != NULL) {
        row_refresh(row, json);
        return;
    }

    if (!json_is_open(json) || int_of(json, "due_ms") > KEEP_MS) {
        return;
    }

    row = d->n < ROWS_MAX ? row_new(d, json) : NULL;

    if (row == NULL) {
        json_leave(d, json);
        return;
    }

    queue_kick(row->queue);
}


void
deliver_rows(deliver_t *d, const json_t *rows)
{
    size_t   i;
    json_t  *json;

    if (d == NULL) {
        return;
    }

    json_array_foreach(rows, i, json) {
        deliver_row(d, json);
    }
}


void
deliver_give_left(deliver_t *d)
{
    size_t   i;
    json_t  *item, *left = d->left;

    d->left = NULL;

    json_array_foreach(left, i, item) {
        batch_add(d->part->sents, json_incref(item), returned, NULL);
    }

    json_decref(left);
}
