/*
 * slots - how many sends may be under way in this process, and who is next.
 *
 * deliver.connections of them: more would wait inside the HTTP driver, with
 * their deadline running.  Queues that find no slot stand in one line.
 */

#include "worker/deliver/row.h"

#include "worker/engine/config.h"

static struct {
    int64_t   running;
    queue_t  *head, *tail;
} slots;


bool
slot_take(row_t *row)
{
    if (row->channel == NULL || row->channel->request == NULL) {
        return true;                    /* no connection of its own */
    }

    if (slots.running >= config_int("deliver.connections")) {
        return false;
    }

    slots.running++;
    row->slot = true;

    return true;
}


void
slots_line_up(queue_t *q)
{
    q->in_line = true;
    q->next = NULL;

    if (slots.tail != NULL) {
        slots.tail->next = q;
    } else {
        slots.head = q;
    }

    slots.tail = q;
}


/* One at a time: deliver_run() asks again when that one was looked at, so a
 * queue that has lost its row meanwhile does not keep the line waiting. */
void
slots_wake(void)
{
    queue_t  *q = slots.head;

    if (q == NULL || slots.running >= config_int("deliver.connections")) {
        return;
    }

    slots.head = q->next;
    slots.tail = slots.head == NULL ? NULL : slots.tail;
    q->in_line = false;
    queue_kick(q);
}


void
slot_give(row_t *row)
{
    if (row->slot) {
        row->slot = false;
        slots.running--;
        slots_wake();
    }
}


void
slots_forget(const deliver_t *d)
{
    queue_t  **at = &slots.head;

    slots.tail = NULL;

    while (*at != NULL) {
        if ((*at)->d == d) {
            (*at)->in_line = false;
            *at = (*at)->next;

        } else {
            slots.tail = *at;
            at = &(*at)->next;
        }
    }
}
