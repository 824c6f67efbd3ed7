/*
 * owner - what a child owns: partitions, held by lease, and their state.
 *
 * lease.c and partition.c are the only writers of `fence`, `until_ms`, `state`.
 *
 *   NONE -> RECOVER (lease acquired, core.recover running)
 *        -> OWNED   (reading, thinking, sending)
 *        -> DRAIN   (excess or shutdown: no new reads or turns; sends finish)
 *        -> NONE    (released, or fenced: lanes and sends dropped)
 */

#ifndef RELEVO_OWNER_H
#define RELEVO_OWNER_H

#include <jansson.h>

#include "common/record.h"
#include "worker/engine/config.h"
#include "worker/engine/job.h"
#include "worker/engine/pg.h"
#include "worker/engine/redis.h"
#include "worker/gate.h"

#define PARTITIONS_MAX   1024
#define SEND_LEASE_MS    CONFIG_SEND_LEASE_MS
#define SEND_DEADLINE_MS 5000

typedef enum {
    PART_NONE = 0, PART_RECOVER, PART_OWNED, PART_DRAIN
} part_state_t;

typedef struct admit_s   admit_t;
typedef struct deliver_s deliver_t;
typedef struct batch_s   batch_t;

typedef struct {
    int           p;
    part_state_t  state;
    int64_t       fence;
    uint64_t      until_ms;     /* our monotonic clock, counted from before the
                                   renewal was sent */
    char          cursor[48];
    char          run_id[48];
    int64_t       records;
    json_t       *quarantine;   /* stream ids not to be parsed, or NULL */

    admit_t      *admit;        /* reader of relevo:{p}:in */
    deliver_t    *deliver;      /* queues of the outbox */
    batch_t      *commits;      /* core.commit, one in flight */
    batch_t      *sents;        /* core.sent, one in flight */
} partition_t;

typedef struct {
    char          worker[80];   /* host:pid:random, the lease's owner */
    pg_t         *pg_worker;    /* role relevo_worker */
    pg_t         *pg_turn;      /* role relevo_turn */
    gate_t        gate;         /* admit, commit, sent: calls at a time */
    redis_t      *redis;        /* commands: trim, live events, wakes */
    int           partitions;   /* P of the installation */
    partition_t   part[PARTITIONS_MAX];
    bool          draining;
} worker_t;

extern worker_t  worker;        /* one per child process */

/* May a send of this partition start now? */
bool partition_may_send(const partition_t *part);

/* Is the lease still ours by our own clock?  Asked before every call that
 * writes and before every batch that was read: a process that was stopped
 * for longer than its lease finds out here, and is fenced. */
bool partition_holds(partition_t *part);

/* The lease is gone: drop lanes, sends and reader; touch nothing.
 * State is NONE at once; the objects go in the next turn of the loop. */
void partition_fenced(partition_t *part, const char *why);

/* XADDs the events of an answer to relevo:live (bounded buffer, in order):
 * lines of tenant, audience and json with tabs between (core.event). */
void live_publish(slice_t events);

#endif
