/*
 * ingress - reads relevo:{p}:in; one reader per owned partition, each with a
 * connection of its own (a blocked XREAD blocks it).
 *
 * Its states are in ingress_inside.h.  Every connection begins with PROBE
 * (ingress_probe.c), and so does every doubt (a lost answer, PostgreSQL back
 * from an outage): reading goes on after the cursor stored in PostgreSQL,
 * never after one in memory.
 */

#include "worker/ingress_inside.h"

#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"

#define NEWER_MS     60000              /* then look if it is still there */


static void
in_up(void *data)
{
    admit_t  *a = data;

    if (a->state == IN_DOWN) {
        in_probe(a);
    } else {
        a->doubt = true;                            /* a wait or a call ends */
    }
}


static void
in_down(void *data, const char *why)
{
    admit_t  *a = data;

    if (!a->closing) {
        log_warn("ingress.down", LOG_INT("partition", a->part->p),
                 LOG_STR("why", why));
    }

    a->compared = false;
    a->doubt = true;

    /* a batch in the database goes on; its end finds the doubt */
    if (a->state == IN_PROBE || a->state == IN_READ || a->state == IN_ROW) {
        a->state = IN_DOWN;
    }
}


admit_t *
admit_new(partition_t *part)
{
    admit_t  *a = calloc(1, sizeof(admit_t));

    if (a == NULL) {
        abort();
    }

    const redis_hooks_t  hooks = {
        .name = "ingress", .up = in_up, .down = in_down, .data = a
    };

    a->part = part;
    snprintf(a->key, sizeof(a->key), "relevo:{%d}:in", part->p);
    a->redis = redis_new_for(&hooks, slice_str(a->key));

    return a;
}


void
admit_free(admit_t *a)
{
    if (a == NULL) {
        return;
    }

    a->closing = true;
    admit_batch_detach(a->batch);

    if (a->reset != NULL) {
        a->reset->a = NULL;
    }

    alarm_cancel(a->wait);
    redis_free(a->redis);
    free(a);
}


void
admit_drain(admit_t *a)
{
    a->draining = true;

    if (a->state != IN_ADMIT && a->state != IN_RESET) {
        alarm_cancel(a->wait);
        a->wait = NULL;
        a->state = IN_IDLE;
    }
}


bool
admit_is_idle(const admit_t *a)
{
    return a == NULL || a->state == IN_IDLE;
}


redis_t *
admit_compared(const admit_t *a)
{
    return a != NULL && a->compared ? a->redis : NULL;
}


static void
in_waited(void *data)
{
    admit_t  *a = data;

    a->wait = NULL;
    in_probe(a);
}


static void
in_wait(admit_t *a, uint64_t ms)
{
    if (a->draining) {
        a->state = IN_IDLE;
        return;
    }

    a->state = IN_WAIT;
    a->wait = alarm_set(ms, in_waited, a);
}


void
in_failed(admit_t *a, const char *event, const char *error)
{
    uint64_t  ms = backoff_ms(a->failures++, 50, 2000);

    if (a->part->state == PART_NONE) {
        return;                                     /* fenced: we are freed */
    }

    log_warn(event, LOG_INT("partition", a->part->p), LOG_INT("in_ms", ms),
             LOG_STR("error", error));
    in_wait(a, ms);
}


void
in_refused(admit_t *a, const char *event)
{
    if (redis_is_up(a->redis)) {
        in_failed(a, event, "not sent: redis.max_inflight is too small, or"
                  " there is no memory");
    } else {
        a->state = IN_DOWN;                         /* up() follows */
    }
}


void
admit_resync(admit_t *a)
{
    if (a != NULL) {
        a->doubt = true;                            /* at the next answer */
    }
}


/* ---- read ---- */

static void
in_admitted(void *data, admit_end_t end)
{
    admit_t  *a = data;

    a->batch = NULL;

    if (end == ADMIT_NEWER) {
        log_error("ingress.newer_record", LOG_INT("partition", a->part->p),
                  LOG_STR("after", a->part->cursor),
                  LOG_STR("fix", "upgrade this worker: nginx is newer"));
        in_wait(a, NEWER_MS);

    } else if (end == ADMIT_UNKNOWN) {
        in_failed(a, "admit.unknown", "no answer: reading again");

    } else {
        a->failures = 0;
        a->state = IN_READ;
        in_read(a);
    }
}


/* COUNT times the largest recent record stays below ingress.batch_bytes. */
static void
largest_note(admit_t *a, const redisReply *entries)
{
    size_t  largest = a->largest - a->largest / 16;

    for (size_t i = 0; i < entries->elements; i++) {
        const redisReply  *fields = entries->element[i]->elements > 1
                                    ? entries->element[i]->element[1] : NULL;

        for (size_t f = 0; fields != NULL && f < fields->elements; f++) {
            if (fields->element[f]->len > largest) {
                largest = fields->element[f]->len;
            }
        }
    }

    a->largest = largest;
}


static int64_t
read_count(const admit_t *a)
{
    int64_t  max = config_int("ingress.batch");
    int64_t  fit = config_int("ingress.batch_bytes")
                   / (int64_t) (a->largest + 1);

    return fit < 1 ? 1 : (fit < max ? fit : max);
}


/* The entries of the one stream we asked for; NULL: the block ran out. */
static const redisReply *
reply_entries(const redisReply *reply)
{
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements < 1
        || reply->element[0]->elements < 2)
    {
        return NULL;
    }

    reply = reply->element[0]->element[1];

    return reply->elements > 0 ? reply : NULL;
}


static void
in_reply(void *data, const redisReply *reply, const char *error)
{
    admit_t           *a = data;
    const redisReply  *entries;

    (void) error;

    if (a->closing || a->state != IN_READ || reply == NULL
        || !partition_holds(a->part))
    {
        return;
    }

    if (reply->type == REDIS_REPLY_ERROR) {
        in_failed(a, "ingress.read_failed", reply->str);
        return;
    }

    entries = reply_entries(reply);

    if (a->doubt || entries == NULL) {
        in_read(a);
        return;
    }

    largest_note(a, entries);
    a->batch = admit_batch(a->part, entries, in_admitted, a);

    if (a->batch == NULL) {
        in_failed(a, "admit.out_of_memory", NULL);
        return;
    }

    a->state = IN_ADMIT;
}


void
in_read(admit_t *a)
{
    char  count[24], block[24];

    if (a->draining) {
        a->state = IN_IDLE;
        return;
    }

    a->state = IN_READ;

    if (a->doubt) {
        in_probe(a);
        return;
    }

    snprintf(count, sizeof(count), "%lld", (long long) read_count(a));
    snprintf(block, sizeof(block), "%d", INGRESS_BLOCK_MS);

    const slice_t  argv[] = {
        SLICE_LIT("XREAD"), SLICE_LIT("COUNT"), slice_str(count),
        SLICE_LIT("BLOCK"), slice_str(block), SLICE_LIT("STREAMS"),
        slice_str(a->key), slice_str(a->part->cursor)
    };

    if (!redis_submit(a->redis, argv, 8,
                      INGRESS_BLOCK_MS + (uint64_t) config_int("redis.timeout"),
                      in_reply, a))
    {
        in_refused(a, "ingress.read_failed");
    }
}
