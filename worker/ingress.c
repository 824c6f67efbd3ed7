/*
 * ingress - reads relevo:{p}:in; one reader per owned partition, each with a
 * connection of its own (a blocked XREAD blocks it).
 *
 *   DOWN   no connection
 *   PROBE  asking Redis which server it is and how far its stream goes
 *   ROW    waiting for a lease row read after the probe
 *   RESET  core.generation: another server, or one that was rolled back
 *   READ   XREAD BLOCK after the cursor
 *   ADMIT  admit has a batch; the next read waits for its transaction
 *   WAIT   backoff, then PROBE
 *   IDLE   drained
 *
 * Every connection begins with PROBE, and so does every doubt (a lost answer,
 * PostgreSQL back from an outage): reading goes on after the cursor stored in
 * PostgreSQL, never after one in memory.
 */

#include "worker/ingress.h"

#include <stdlib.h>

#include "worker/admit.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"
#include "worker/lease.h"
#include "worker/stream_id.h"

#define NEWER_MS     60000              /* then look if it is still there */

typedef enum {
    IN_DOWN, IN_PROBE, IN_ROW, IN_RESET, IN_READ, IN_ADMIT, IN_WAIT, IN_IDLE
} in_state_t;

typedef struct {
    admit_t  *a;                        /* NULL: freed meanwhile */
    char      run_id[48];
    int64_t   records;
} reset_t;

struct admit_s {
    partition_t    *part;
    redis_t        *redis;
    in_state_t      state;
    char            key[32];
    char            run_id[48];         /* of the server we are connected to */
    stream_id_t     last;               /* last-generated-id */
    int64_t         added, length;
    uint64_t        serial;             /* ROW: the first fresh answer */
    bool            compared;           /* part->cursor belongs to run_id */
    bool            doubt;              /* probe before the next read */
    bool            draining, closing;
    unsigned        failures;
    size_t          largest;            /* recent record, decaying */
    alarm_t        *wait;
    admit_batch_t  *batch;
    reset_t        *reset;
};

static const pg_stmt_t  generation_stmt = {
    "generation",
    "select core.generation($1::int, $2, $3::bigint, $4, $5::bigint)", 5
};

static void in_probe(admit_t *a);
static void in_read(admit_t *a);


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


static void
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


/* ---- which server, how far ---- */

void
ingress_run_id(const redisReply *reply, char ret_run_id[48])
{
    const char  *at = reply->str == NULL ? NULL : strstr(reply->str, "run_id:");
    size_t       len = at == NULL ? 0 : strcspn(at + 7, "\r\n");

    snprintf(ret_run_id, 48, "%.*s", (int) len, at == NULL ? "" : at + 7);
}


static void
probe_stream(admit_t *a, const redisReply *reply)
{
    a->last = (stream_id_t) { 0, 0 };
    a->added = a->length = 0;

    for (size_t i = 0; i + 1 < reply->elements; i += 2) {
        const redisReply  *k = reply->element[i], *v = reply->element[i + 1];

        if (k->str == NULL) {
            continue;
        }

        if (strcmp(k->str, "last-generated-id") == 0 && v->str != NULL) {
            a->last = stream_id_parse(v->str);
        } else if (strcmp(k->str, "entries-added") == 0) {
            a->added = v->integer;
        } else if (strcmp(k->str, "length") == 0) {
            a->length = v->integer;
        }
    }
}


/* The second answer of the probe; the first one has filled run_id. */
static void
probe_done(void *data, const redisReply *reply, const char *error)
{
    admit_t  *a = data;

    if (a->state != IN_PROBE || reply == NULL) {
        return;                                     /* down: up() follows */
    }

    if (reply->type == REDIS_REPLY_ERROR
        && strstr(reply->str, "no such key") == NULL)
    {
        in_failed(a, "ingress.probe_failed", reply->str);
        return;
    }

    if (a->run_id[0] == '\0') {
        in_failed(a, "ingress.probe_failed", error != NULL ? error
                  : "INFO server has no run_id");
        return;
    }

    probe_stream(a, reply);
    a->state = IN_ROW;
    a->serial = lease_now();
}


static void
probe_server(void *data, const redisReply *reply, const char *error)
{
    admit_t  *a = data;

    (void) error;

    if (reply != NULL) {
        ingress_run_id(reply, a->run_id);
    }
}


static void
in_probe(admit_t *a)
{
    const slice_t  info[] = { SLICE_LIT("INFO"), SLICE_LIT("server") };
    const slice_t  xinfo[] = {
        SLICE_LIT("XINFO"), SLICE_LIT("STREAM"), slice_str(a->key)
    };
    uint64_t       ms = (uint64_t) config_int("redis.timeout");

    if (a->state == IN_ADMIT || a->state == IN_RESET || a->draining) {
        a->doubt = true;
        return;
    }

    a->compared = false;
    a->doubt = false;
    a->run_id[0] = '\0';
    a->state = IN_PROBE;

    if (!redis_submit(a->redis, info, 2, ms, probe_server, a)
        || !redis_submit(a->redis, xinfo, 3, ms, probe_done, a))
    {
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


/* ---- compare with the row ---- */

static void
reset_reply(void *data, const pg_reply_t *reply)
{
    reset_t   r = *(reset_t *) data;
    admit_t  *a = r.a;
    json_t   *answer;

    free(data);

    if (a == NULL) {
        return;
    }

    a->reset = NULL;
    a->state = IN_ROW;
    answer = reply->rc == RC_OK ? jsonx_load(reply->body) : NULL;

    if (answer == NULL) {
        in_failed(a, "ingress.generation_failed", reply->error);

    } else if (!jsonx_true(answer, "ok")) {
        partition_fenced(a->part, "fenced");

    } else {
        snprintf(a->part->cursor, sizeof(a->part->cursor), "0-0");
        snprintf(a->part->run_id, sizeof(a->part->run_id), "%s", r.run_id);
        a->part->records = r.records;
        a->compared = true;
        in_read(a);
    }

    json_decref(answer);
}


static void
in_reset(admit_t *a)
{
    reset_t  *r = calloc(1, sizeof(reset_t));
    char      p[16], fence[24], records[24];

    if (r == NULL) {
        abort();
    }

    r->a = a;
    r->records = a->added - a->length;
    snprintf(r->run_id, sizeof(r->run_id), "%s", a->run_id);
    snprintf(p, sizeof(p), "%d", a->part->p);
    snprintf(fence, sizeof(fence), "%lld", (long long) a->part->fence);
    snprintf(records, sizeof(records), "%lld", (long long) r->records);

    const pg_param_t  params[] = { PG_TEXT(p), PG_TEXT(worker.worker),
        PG_TEXT(fence), PG_TEXT(r->run_id), PG_TEXT(records) };

    a->reset = r;
    a->state = IN_RESET;
    pg_submit(worker.pg_worker, &generation_stmt, params,
              (uint64_t) config_int("postgres.timeout"), reset_reply, r);
}


void
admit_on_lease(admit_t *a, const lease_row_t *row)
{
    partition_t  *part;
    bool          below, other;

    if (a == NULL || a->state != IN_ROW || row->serial < a->serial) {
        return;
    }

    part = a->part;
    snprintf(part->cursor, sizeof(part->cursor), "%s", row->cursor);
    snprintf(part->run_id, sizeof(part->run_id), "%s", row->run_id);
    part->records = row->records;

    /* below: entries were lost; also when the stream was deleted and made
     * anew, where its ids say nothing */
    below = stream_id_compare(a->last, stream_id_parse(part->cursor)) < 0
            || a->added < part->records;
    other = strcmp(part->run_id, a->run_id) != 0;

    if (!below && !other) {
        a->compared = true;
        in_read(a);
        return;
    }

    if (below) {
        log_error("ingress.rolled_back", LOG_INT("partition", part->p),
                  LOG_STR("cursor", part->cursor),
                  LOG_INT("entries_added", a->added),
                  LOG_INT("records", part->records));
    }

    in_reset(a);
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


/* The next read; when there is a doubt the probe instead. */
static void
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
        a->state = IN_DOWN;                         /* up() follows */
    }
}
