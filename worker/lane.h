/*
 * lane - one conversation's place in memory: at most one turn at a time.
 *
 * Lanes are created by admit, by a wake and by the sweep; they hold numbers,
 * not messages (context reads those).  Tenants take turns in starting.
 */

#ifndef RELEVO_LANE_H
#define RELEVO_LANE_H

#include "worker/turn.h"

void lanes_init(void);

/* Messages up to to_seq wait in that conversation (idempotent).  slow: its
 * turns come after everybody else's. */
void lane_due(partition_t *part, const char *tenant, const char *conversation,
    int64_t to_seq, bool slow);

/* The same from the sweep: they have been waiting for age_ms already. */
void lane_due_since(partition_t *part, const char *tenant,
    const char *conversation, int64_t to_seq, uint64_t age_ms, bool slow);

/* Cancels and forgets every lane of the partition; writes nothing. */
void lanes_drop(partition_t *part, const char *why);

bool lanes_idle(const partition_t *part);       /* no turn running */
unsigned lanes_count(void);

/* From context: the turn ends at to_seq; alone: nothing may extend it. */
void lane_takes(lane_t *l, int64_t to_seq, bool alone);

/* From context: nothing is waiting up to last_seq; the job may end. */
void lane_is_empty(lane_t *l, int64_t last_seq);

/* From commit: a newer message came in time; the job ends, a new one begins. */
void lane_again(lane_t *l);

/* From commit: from here on a message belongs to the next turn. */
void lane_commits(lane_t *l);

/* For commit: has a message come since the last was seen; how long to wait. */
uint64_t lane_quiet_in_ms(const lane_t *l);
bool     lane_has_newer(const lane_t *l);        /* and may start again */

#endif
