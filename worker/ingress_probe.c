/*
 * ingress_probe - is the stream behind this connection the one PostgreSQL's
 * cursor belongs to?
 *
 * Before:  a new connection, or a doubt.
 * After:   in_read(), with the cursor of the lease's row; where the server
 *          is another one or was rolled back, core.generation has started
 *          the cursor anew.
 */

#include "worker/ingress_inside.h"

#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/jsonx.h"
#include "worker/lease.h"

static const pg_stmt_t  generation_stmt = {
    "generation",
    "select core.generation($1::int, $2, $3::bigint, $4, $5::bigint)", 5
};


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


void
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
        in_refused(a, "ingress.probe_failed");
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
