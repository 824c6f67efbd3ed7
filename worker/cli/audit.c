/*
 * cli/audit - `relevo audit`: recomputes the two laws of "nothing is dropped".
 *
 *   1. per partition, in records: entries ever added to the stream =
 *      records admitted + entries after the cursor
 *   2. per tenant, in updates: admitted = applied + duplicate + dead-lettered,
 *      and applied messages = done + unfinished
 *
 * The system runs meanwhile.  Law 2 is one statement, one snapshot.  For law 1
 * a reading counts when the cursor in PostgreSQL is the same before and after
 * the look at Redis: then nothing behind it can have been trimmed.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"
#include "worker/cli/stream.h"
#include "worker/engine/config.h"

#define TRIES  500                      /* readings of a partition that moves */

static const char  audit_sql[] = "select core.audit()";
static const char  lease_sql[] =
    "select jsonb_build_object('p', partition, 'records', records, 'cursor',"
    " cursor, 'run_id', run_id) from core.partition_lease"
    " where partition = $1::int";

typedef struct {
    PGconn        *pg;
    redis_sync_t  *redis;
} audit_t;


/* One row of partition_lease; NULL, told. */

static json_t *
lease_read(audit_t *a, unsigned p)
{
    char         text[16];
    const char  *params[] = { text };

    snprintf(text, sizeof(text), "%u", p);
    return cli_pg_json(a->pg, lease_sql, 1, params);
}


/* run_id of the server that has a partition; false, told. */

static bool
server_read(audit_t *a, unsigned p, char *buf, size_t len)
{
    char  key[32];

    (void) snprintf(key, sizeof(key), "relevo:{%u}:in", p);
    redis_sync_aim(a->redis, slice_str(key));

    return redis_info(a->redis, "run_id", buf, len);
}


/* A consistent pair of both sides, {p, server, records, cursor, added,
 * after}. */

static json_t *
partition_read(audit_t *a, unsigned p)
{
    json_t   *row = lease_read(a, p), *again = NULL;
    stream_t  stream;
    char      server[64];

    if (row == NULL) {
        return NULL;
    }

    for (int i = 0; i < TRIES; i++) {
        bool  same;

        if (!stream_read(a->redis, p, cli_str(row, "cursor"), &stream)
            || !server_read(a, p, server, sizeof(server))
            || (again = lease_read(a, p)) == NULL)
        {
            json_decref(row);
            return NULL;
        }

        same = json_equal(row, again);
        json_decref(row);
        row = again;

        if (same) {
            json_object_set_new(row, "server", json_string(server));
            json_object_set_new(row, "added", json_integer(stream.added));
            json_object_set_new(row, "after", json_integer(stream.after));
            json_object_set_new(row, "length", json_integer(stream.length));
            return row;
        }
    }

    json_decref(row);
    cli_error("partition %u never stood still", p);
    return NULL;
}


/* Adds "ok" and "why"; returns whether law 1 holds. */

static bool
partition_judge(json_t *row)
{
    const char  *run_id = cli_str(row, "run_id"), *why = NULL;
    int64_t      added = cli_num(row, "added");
    int64_t      known = cli_num(row, "records") + cli_num(row, "after");

    if (run_id[0] != '\0' && strcmp(run_id, cli_str(row, "server")) != 0) {
        why = "another Redis than the one admitted from: no owner has looked"
              " at it yet";
    } else if (added > known) {
        why = "records are missing";
    } else if (added < known) {
        why = "more records admitted than were ever added: Redis lost some";
    }

    json_object_set_new(row, "ok", json_boolean(why == NULL));
    if (why != NULL) {
        json_object_set_new(row, "why", json_string(why));
    }

    return why == NULL;
}


/* Law 2 and what else must be zero. */

static bool
tenant_judge(json_t *t)
{
    const char  *why = NULL;

    if (cli_num(t, "admitted") != cli_num(t, "applied")
        + cli_num(t, "duplicate") + cli_num(t, "dead"))
    {
        why = "admitted is not applied + duplicate + dead";
    } else if (cli_num(t, "messages") != cli_num(t, "done")
               + cli_num(t, "unfinished"))
    {
        why = "messages are not done + unfinished";
    } else if (cli_num(t, "gaps") != 0) {
        why = "sequence numbers with gaps";
    } else if (cli_num(t, "lost_work") != 0) {
        why = "unfinished conversations that nobody will look at";
    }

    json_object_set_new(t, "ok", json_boolean(why == NULL));
    if (why != NULL) {
        json_object_set_new(t, "why", json_string(why));
    }

    return why == NULL;
}


/* {ok, partitions, tenants, work, outbox, ...}; NULL, told. */

static json_t *
audit_report(audit_t *a)
{
    json_t   *audit = cli_pg_json(a->pg, audit_sql, 0, NULL), *item;
    json_t   *partitions = json_array();
    bool      ok = true;
    size_t    i;

    if (audit == NULL) {
        json_decref(partitions);
        return NULL;
    }

    json_array_foreach(json_object_get(audit, "partitions"), i, item) {
        json_t  *row = partition_read(a, (unsigned) cli_num(item, "p"));

        if (row == NULL) {
            json_decref(partitions);
            json_decref(audit);
            return NULL;
        }

        ok &= partition_judge(row);
        json_array_append_new(partitions, row);
    }

    json_array_foreach(json_object_get(audit, "tenants"), i, item) {
        ok &= tenant_judge(item);
    }

    json_object_set_new(audit, "partitions", partitions);
    json_object_set_new(audit, "ok", json_boolean(ok));
    return audit;
}


static void
print_partitions(const json_t *report)
{
    json_t   *row;
    size_t    i;
    int64_t   added = 0, records = 0, after = 0;

    json_array_foreach(json_object_get(report, "partitions"), i, row) {
        added += cli_num(row, "added");
        records += cli_num(row, "records");
        after += cli_num(row, "after");

        if (!json_is_true(json_object_get(row, "ok"))) {
            printf("partition %lld VIOLATED: added %lld, admitted %lld,"
                   " after the cursor %lld: %s\n",
                   (long long) cli_num(row, "p"),
                   (long long) cli_num(row, "added"),
                   (long long) cli_num(row, "records"),
                   (long long) cli_num(row, "after"), cli_str(row, "why"));
        }
    }

    printf("records: added %lld = admitted %lld + waiting %lld, in %zu"
           " partitions\n", (long long) added, (long long) records,
           (long long) after,
           json_array_size(json_object_get(report, "partitions")));
}


static void
print_tenants(const json_t *report)
{
    json_t  *t;
    size_t   i;

    json_array_foreach(json_object_get(report, "tenants"), i, t) {
        bool  ok = json_is_true(json_object_get(t, "ok"));

        printf("tenant %s: admitted %lld = applied %lld + duplicate %lld +"
               " dead %lld; messages %lld = done %lld + unfinished %lld; gaps"
               " %lld%s%s\n", cli_str(t, "slug"),
               (long long) cli_num(t, "admitted"),
               (long long) cli_num(t, "applied"),
               (long long) cli_num(t, "duplicate"),
               (long long) cli_num(t, "dead"),
               (long long) cli_num(t, "messages"),
               (long long) cli_num(t, "done"),
               (long long) cli_num(t, "unfinished"),
               (long long) cli_num(t, "gaps"), ok ? "" : " VIOLATED: ",
               cli_str(t, "why"));
    }
}


static void
print_ages(const json_t *report)
{
    const char    *state;
    json_t        *row;
    const json_t  *work = json_object_get(report, "work");

    printf("work: %lld conversations, the oldest waits %lld ms\n",
           (long long) cli_num(work, "conversations"),
           (long long) cli_num(work, "oldest_ms"));

    json_object_foreach(json_object_get(report, "outbox"), state, row) {
        printf("outbox %s: %lld, the oldest for %lld ms\n", state,
               (long long) cli_num(row, "count"),
               (long long) cli_num(row, "oldest_ms"));
    }

    printf("dead letters: %lld\n",
           (long long) cli_num(report, "dead_letters"));
}


static int
audit_run(args_t *args)
{
    bool      as_json = cli_flag(args, "--json");
    audit_t   a = { .pg = NULL };
    json_t   *report = NULL;
    int       rc = EXIT_FAILED;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    a.pg = cli_pg("postgres.worker");
    a.redis = a.pg != NULL ? cli_redis() : NULL;

    if (a.redis == NULL
        || (report = audit_report(&a)) == NULL)
    {
        goto out;
    }

    if (as_json) {
        cli_print_json(report);
    } else {
        print_partitions(report);
        print_tenants(report);
        print_ages(report);
        puts(json_is_true(json_object_get(report, "ok"))
             ? "both laws hold" : "A LAW IS VIOLATED");
    }

    rc = json_is_true(json_object_get(report, "ok")) ? EXIT_OK : EXIT_FAILED;

out:
    json_decref(report);
    redis_sync_free(a.redis);
    PQfinish(a.pg);
    return rc;
}


const command_t  cli_audit = {
    .name = "audit",
    .summary = "recompute the two laws: nothing was dropped",
    .help = "usage: relevo audit [--json]\n\n"
            "records added to the streams = admitted + waiting, per"
            " partition;\nupdates admitted = applied + duplicate + dead, and"
            " messages = done + unfinished,\nper tenant; no gaps.  Exit code 1"
            " when a law is violated.  May run at any time.\n",
    .run = audit_run
};
