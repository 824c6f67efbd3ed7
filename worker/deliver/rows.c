/*
 * rows - the two tables of deliver: rows by id, queues by tenant and name.
 *
 * A queue exists while it has rows.  Strings of a row live in its JSON.
 */

#include "worker/deliver/row.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/engine/failpoint.h"
#include "worker/engine/stats.h"
#include "worker/notify/notify.h"

#define STUCK_EVERY    5
#define DOUBT_CAP_MS   (5u * 60 * 1000)


const char *
str_of(const json_t *object, const char *key)
{
    const char  *s = json_string_value(json_object_get(object, key));

    return s != NULL ? s : "";
}


int64_t
int_of(const json_t *object, const char *key)
{
    return (int64_t) json_integer_value(json_object_get(object, key));
}


static row_t **
row_place(deliver_t *d, const char *id)
{
    row_t  **at = &d->rows[fnv1a64(slice_str(id)) % DELIVER_BUCKETS];

    while (*at != NULL && strcmp((*at)->id, id) != 0) {
        at = &(*at)->hash_next;
    }

    return at;
}


row_t *
row_find(deliver_t *d, const char *id)
{
    return *row_place(d, id);
}


static queue_t **
queue_place(deliver_t *d, const char *name)
{
    queue_t  **at = &d->queues[fnv1a64(slice_str(name)) % DELIVER_BUCKETS];

    while (*at != NULL && strcmp((*at)->name, name) != 0) {
        at = &(*at)->hash_next;
    }

    return at;
}


static queue_t *
queue_get(deliver_t *d, const char *tenant, const char *name)
{
    queue_t  **at, *q;
    size_t     size = strlen(tenant) + strlen(name) + 2;
    char      *full = malloc(size);

    if (full == NULL) {
        return NULL;
    }

    snprintf(full, size, "%s/%s", tenant, name);
    at = queue_place(d, full);

    if (*at != NULL) {
        free(full);
        return *at;
    }

    q = calloc(1, sizeof(queue_t));
    if (q == NULL) {
        free(full);
        return NULL;
    }

    q->d = d;
    q->name = full;
    *at = q;

    return q;
}


void
queue_free(queue_t *q)
{
    queue_t  **at = queue_place(q->d, q->name);

    *at = q->hash_next;
    alarm_cancel(q->alarm);
    free(q->name);
    free(q);
}


static const char *
recipient_of(const json_t *json)
{
    static const char *const  kinds[] = { "visitor", "phone", "bsuid" };

    const json_t  *to = json_object_get(json_object_get(json, "payload"), "to");
    const char    *kind;
    const json_t  *value;

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (*str_of(to, kinds[i]) != '\0') {
            return str_of(to, kinds[i]);
        }
    }

    /* of other channels: whatever id there is */

    json_object_foreach((json_t *) to, kind, value) {
        if (json_string_length(value) > 0) {
            return json_string_value(value);
        }
    }

    return "";
}


/* Each doubtful attempt waits longer before the next, on top of the wait for
 * its status: a provider that answers 500 to everything is not in a hurry. */
static uint64_t
doubt_ms(const row_t *row)
{
    if (row->attempt < 2 || strcmp(str_of(row->json, "state"), "ambiguous")) {
        return 0;
    }

    return backoff_ms((unsigned) row->attempt - 2, row->d->retry_ms,
                      DOUBT_CAP_MS);
}


/* What the database says of the row now. */
void
row_update(row_t *row, json_t *json)
{
    json_incref(json);
    json_decref(row->json);

    row->json = json;
    row->id = str_of(json, "id");
    row->tenant = str_of(json, "tenant");
    row->account = str_of(json, "account");

    if (*row->account == '\0') {
        row->account = str_of(json_object_get(json, "payload"), "route");
    }

    row->recipient = recipient_of(json);
    row->ord = int_of(json, "ord");
    row->attempt = (int) int_of(json, "attempt");
    row->inflight = strcmp(str_of(json, "state"), "inflight") == 0;
    row->due_ms = row->inflight ? 0
                  : now_ms() + (uint64_t) int_of(json, "due_ms")
                    + doubt_ms(row);
}


static void
queue_insert(queue_t *q, row_t *row)
{
    row_t  **at = &q->rows;

    while (*at != NULL && (*at)->ord <= row->ord) {
        at = &(*at)->next;
    }

    row->next = *at;
    *at = row;
    row->queue = q;
}


static bool
row_is_stuck(void)
{
    static unsigned  n;

    return BROKEN("stuck") && ++n % STUCK_EVERY == 0;
}


/* Whose way it goes: its account's; in a route's queue that of its kind. */
static const channel_t *
channel_of(const json_t *json)
{
    const char  *name = str_of(json, "channel");

    if (*name == '\0' && strncmp(str_of(json, "queue"), "n:", 2) == 0) {
        return notify_channel(str_of(json, "kind"));
    }

    return channel_find(slice_str(name));
}


row_t *
row_new(deliver_t *d, json_t *json)
{
    queue_t  *q = queue_get(d, str_of(json, "tenant"), str_of(json, "queue"));
    row_t    *row = q != NULL ? calloc(1, sizeof(row_t)) : NULL;

    if (row == NULL) {
        return NULL;
    }

    row->d = d;
    row->part = d->part;
    row_update(row, json);
    row->channel = channel_of(json);
    row->stuck = row_is_stuck();
    *row_place(d, row->id) = row;
    queue_insert(q, row);
    d->n++;
    stat_add(sends_waiting, 1);

    return row;
}


const char *
row_account(const row_t *row)
{
    return limits_account(row->channel == NULL ? "" : row->channel->name,
                          row->account);
}


void
row_free(row_t *row)
{
    slot_give(row);
    stat_add(sends_waiting, -1);
    json_decref(row->outcome);
    json_decref(row->json);
    free(row);
}


void
row_remove(row_t *row)
{
    queue_t  *q = row->queue;
    row_t   **at;

    *row_place(row->d, row->id) = row->hash_next;

    for (at = &q->rows; *at != row; at = &(*at)->next) {
        /* it is in there */
    }

    *at = row->next;
    row->d->n--;
    queue_kick(q);
    row_free(row);
}


row_t *
queue_head(const queue_t *q)
{
    row_t  *head = q->rows;

    for (row_t *row = q->rows; row != NULL; row = row->next) {
        if (row->state != ROW_WAIT) {
            return NULL;
        }

        if (row->inflight && !head->inflight) {
            head = row;
        }
    }

    return head;
}
