/*
 * deliver - outbox rows leave, in order per queue.
 *
 * Rows arrive from core.commit, core.sent, core.admit, core.due and
 * core.recover as OUTBOX json.  Of a queue only the head is in flight.  A row
 * in state inflight is sent at once if its limits allow, a row in another
 * state is claimed first (core.sent "claim").  Outcomes go through the
 * partition's `sents` batch.  A send starts only if partition_may_send().
 */

#ifndef RELEVO_DELIVER_H
#define RELEVO_DELIVER_H

#include "worker/owner.h"

deliver_t *deliver_new(partition_t *part);
void       deliver_free(deliver_t *d);      /* drops everything: fenced */

/* rows: array of OUTBOX, borrowed. Known ids are updated, not doubled. */
void       deliver_rows(deliver_t *d, const json_t *rows);

/* The account's token or settings are new: what waits for it tries now. */
void       deliver_resume(deliver_t *d, const char *channel,
               const char *account);

bool       deliver_is_idle(const deliver_t *d);     /* nothing in flight */

/* Best effort mark-as-read, and "is typing" when is_typing; counted, never
 * repeated.  sender: the value of the contact's first id. */
void       deliver_read_receipt(partition_t *part, const char *channel,
               const char *account, const char *message_id,
               const char *sender, bool is_typing);

#endif
