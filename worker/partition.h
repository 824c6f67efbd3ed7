/*
 * partition - states of a partition and what it is made of; see owner.h.
 * For lease.c only; everybody else asks through owner.h.
 */

#ifndef RELEVO_PARTITION_H
#define RELEVO_PARTITION_H

#include "worker/owner.h"

/* Highest fence under which we have left it: never taken up again below. */
int64_t  partition_dead_fence(const partition_t *part);

/* Left, but its objects have not gone yet. */
bool     partition_is_closing(const partition_t *part);

/* NONE -> RECOVER: makes its objects. */
void     partition_open(partition_t *part);

/* RECOVER: core.recover, then OWNED; repeats itself until it succeeds. */
void     partition_recover(partition_t *part);

/* OWNED -> DRAIN: no new reads or turns. */
void     partition_drain(partition_t *part, const char *why);
uint64_t partition_drained_ms(const partition_t *part);     /* for so long */
bool     partition_is_idle(const partition_t *part);

/* -> NONE. */
void     partition_close(partition_t *part, const char *why);

#endif
