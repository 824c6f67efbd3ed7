/*
 * cli/archive_run - `relevo archive run`: away with what is over and old.
 *
 * For each conversation: rows and a name out of the database, the object into
 * the store, back from there, compared; then one transaction drops the same
 * rows, or none.  Before that, objects that nobody wants any more go, so
 * that a run which always fails does not leave more each time.
 *
 * The first failure of the store ends the run: nothing else would go better.
 */

#include "worker/archive.h"
#include "worker/cli/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/desk.h"
#include "worker/cli/media_loop.h"
#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/jsonx.h"

#define RUN_LIMIT    1000
#define RUN_MAX      1000000
#define PAGE         "2000"             /* messages looked at in one call */
#define GOING        "500"
#define WRITE_MIN    "60"               /* one object takes less than that */

static const char  tenants_sql[] =
    "select core.archive_tenants($1::uuid, $2::int)";
static const char  due_sql[] =
    "select core.archive_due($1::uuid, $2::uuid, $3::int, " PAGE ")";
static const char  begin_sql[] = "select head, body from core.archive_begin("
    "$1::uuid, $2::uuid, coalesce($3::timestamptz, now() - make_interval("
    "days => $4::int)), " WRITE_MIN ")";
static const char  commit_sql[] =
    "select core.archive_commit($1::uuid, $2::uuid, $3::bigint)";
static const char  abandon_sql[] =
    "select to_json(core.archive_abandon($1::uuid, $2::uuid))";
static const char  going_sql[] =
    "select core.archive_going($1::int, " GOING ")";
static const char  gone_sql[] =
    "select to_json(core.archive_gone($1::uuid, $2::uuid))";
static const char  note_sql[] = "select core.archive_note($1::jsonb)";

typedef struct {
    PGconn      *pg;
    const char  *conversation;          /* NULL: any that is due */
    bool         dry, over;             /* over: the store does not work */
    json_int_t   left;
    json_int_t   archived, messages, put_off, failed, removed;
    char         why[256];              /* of the last failure */
} run_t;

/* One tenant's turn. */
typedef struct {
    char  id[37], days[16];
} tenant_t;


/* --- one conversation --------------------------------------------------- */

/* The row that names the object is done with: it goes with the next run. */
static void
give_up(run_t *r, const json_t *row)
{
    const char  *params[] = { cli_str(row, "tenant"), cli_str(row, "id") };

    json_decref(cli_pg_json(r->pg, abandon_sql, 2, params));
}


/* Written, and what is read back is what was written. */
static bool
store(run_t *r, const json_t *row, const char *head, const char *body,
    uint64_t *ret_bytes)
{
    char  *again;
    bool   ok;

    (void) FAILPOINT("archive.before_put");

    if (!archive_write(cli_str(row, "object"), head, body, ret_bytes,
                       r->why))
    {
        r->over = true;
        return false;
    }

    (void) FAILPOINT("archive.after_put");

    again = archive_read(row, r->why);
    ok = again != NULL && strcmp(again, body) == 0;
    r->over = again == NULL && strcmp(r->why, ARCHIVE_DAMAGED) != 0;
    free(again);

    if (!ok && *r->why == '\0') {
        snprintf(r->why, sizeof(r->why), ARCHIVE_DAMAGED);
    }

    return ok;
}


/* The header names what the row is compared by, as archive_list() does. */
static json_t *
row_of(const char *head)
{
    json_t  *row = json_loads(head, 0, NULL);

    if (row != NULL) {
        json_object_set(row, "id", json_object_get(row, "archive"));
    }

    return row;
}


static void
put_away(run_t *r, const char *head, const char *body)
{
    json_t      *row = row_of(head), *answer;
    uint64_t     bytes = 0;
    char         size[24];
    const char  *params[] = { cli_str(row, "tenant"), cli_str(row, "id"),
                              size };

    if (!store(r, row, head, body, &bytes)) {
        cli_error("%s: %s", cli_str(row, "conversation"), r->why);
        r->failed++;
        give_up(r, row);
        json_decref(row);
        return;
    }

    snprintf(size, sizeof(size), "%llu", (unsigned long long) bytes);
    (void) FAILPOINT("archive.before_commit");
    answer = desk_act(r->pg, commit_sql, 3, params);
    (void) FAILPOINT("archive.after_commit");

    if (answer != NULL) {
        r->archived++;
        r->messages += cli_num(row, "messages");
    } else {
        r->put_off++;                   /* it went on meanwhile: told */
        give_up(r, row);
    }

    json_decref(answer);
    json_decref(row);
}


/* before: what archive_due() said, or NULL. */
static bool
take(run_t *r, const tenant_t *t, const char *conversation,
    const char *before)
{
    const char  *params[] = { t->id, conversation, before, t->days };
    PGresult    *res = PQexecParams(r->pg, begin_sql, 4, NULL, params, NULL,
                                    NULL, 0);

    if (PQresultStatus(res) != PGRES_TUPLES_OK || PQntuples(res) != 1) {
        cli_pg_error(r->pg, res, "postgres");
        PQclear(res);
        return false;
    }

    if (PQgetisnull(res, 0, 0)) {
        r->put_off++;
    } else {
        (void) FAILPOINT("archive.after_begin");
        put_away(r, PQgetvalue(res, 0, 0), PQgetvalue(res, 0, 1));
        r->left--;
    }

    PQclear(res);

    return true;
}


/* --- all that is due ---------------------------------------------------- */

static bool
page_run(run_t *r, const tenant_t *t, const json_t *page)
{
    json_t  *item;
    size_t   i;

    json_array_foreach(json_object_get(page, "items"), i, item) {
        if (r->over || r->left == 0) {
            break;
        }

        if (r->dry) {
            r->archived++;
            r->left--;
        } else if (!take(r, t, json_string_value(item),
                         cli_str(page, "before")))
        {
            return false;
        }
    }

    return true;
}


static bool
tenant_run(run_t *r, const tenant_t *t)
{
    char  after[37] = "";
    bool  more = true;

    if (r->conversation != NULL && !r->dry) {
        return take(r, t, r->conversation, NULL);
    }

    while (more && !r->over && r->left > 0) {
        const char  *params[] = { t->id, *after != '\0' ? after : NULL,
                                  t->days };
        json_t      *page = cli_pg_json(r->pg, due_sql, 3, params);

        if (page == NULL || !page_run(r, t, page)) {
            json_decref(page);
            return false;
        }

        snprintf(after, sizeof(after), "%s", cli_str(page, "after"));
        more = *after != '\0';
        json_decref(page);
    }

    return true;
}


static bool
tenants_run(run_t *r, const char *only)
{
    char         days[16];
    const char  *params[] = { *only != '\0' ? only : NULL, days };
    json_t      *list, *item;
    size_t       i;
    bool         ok = true;

    snprintf(days, sizeof(days), "%lld",
             (long long) config_int("retention.archive_days"));
    list = cli_pg_json(r->pg, tenants_sql, 2, params);

    json_array_foreach(list, i, item) {
        tenant_t  t;

        snprintf(t.id, sizeof(t.id), "%s", cli_str(item, "tenant"));
        snprintf(t.days, sizeof(t.days), "%lld",
                 (long long) cli_num(item, "days"));
        ok = ok && tenant_run(r, &t);
    }

    ok = ok && list != NULL;
    json_decref(list);

    return ok;
}


/* --- what goes for good ------------------------------------------------- */

static bool
object_drop(run_t *r, const json_t *row)
{
    const char  *params[] = { cli_str(row, "tenant"), cli_str(row, "id") };
    const char  *key = cli_str(row, "object");
    json_t      *answer;

    if (*key != '\0' && media_loop_remove(key, r->why) != RC_OK) {
        cli_error("%s: %s", key, r->why);
        r->over = true;
        r->failed++;
        return true;
    }

    (void) FAILPOINT("archive.after_remove");
    answer = cli_pg_json(r->pg, gone_sql, 2, params);
    r->removed += answer != NULL;
    json_decref(answer);

    return answer != NULL;
}


static bool
going_run(run_t *r)
{
    char         keep[16];
    const char  *params[] = { keep };
    json_t      *list, *item;
    size_t       i;
    bool         ok = true;

    snprintf(keep, sizeof(keep), "%lld",
             (long long) config_int("retention.archive_keep_days"));
    list = cli_pg_json(r->pg, going_sql, 1, params);

    json_array_foreach(list, i, item) {
        ok = ok && (r->over || object_drop(r, item));
    }

    ok = ok && list != NULL;
    json_decref(list);

    return ok;
}


/* Asked for: what no row names. */
static void
orphan_drop(void *data, const json_t *item)
{
    run_t  *r = data;

    if (r->dry) {
        r->removed++;
    } else if (media_loop_remove(cli_str(item, "key"), r->why) == RC_OK) {
        r->removed++;
    } else {
        cli_error("%s: %s", cli_str(item, "key"), r->why);
        r->failed++;
    }
}


/* --- the action --------------------------------------------------------- */

static json_t *
report_of(const run_t *r)
{
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:s}", "archived",
                     r->archived, "messages", r->messages, "put_off",
                     r->put_off, "failed", r->failed, "removed", r->removed,
                     "error", r->failed > 0 ? r->why : "");
}


/* For doctor, health and the worker's counters. */
static bool
note(run_t *r)
{
    json_t      *all = report_of(r), *answer;
    char        *text = json_dumps(all, JSON_COMPACT);
    const char  *params[] = { text };

    answer = text != NULL ? cli_pg_json(r->pg, note_sql, 1, params) : NULL;
    jsonx_free(text);
    json_decref(all);
    json_decref(answer);

    return answer != NULL;
}


static void
report(const run_t *r, bool as_json)
{
    if (as_json) {
        json_t  *all = report_of(r);

        json_object_set_new(all, "dry_run", json_boolean(r->dry));
        cli_print_json(all);
        json_decref(all);
        return;
    }

    printf("%s%lld conversations (%lld messages), put off %lld, failed %lld,"
           " removed %lld objects\n",
           r->dry ? "would archive " : "archived ", (long long) r->archived,
           (long long) r->messages, (long long) r->put_off,
           (long long) r->failed, (long long) r->removed);
}


int
archive_run(PGconn *pg, args_t *args)
{
    archive_pick_t  pick;
    run_t           r = { .pg = pg, .dry = cli_flag(args, "--dry-run") };
    bool            orphans = cli_flag(args, "--orphans");
    bool            as_json = cli_flag(args, "--json"), done;
    long            limit = RUN_LIMIT, hours = ARCHIVE_OLDER_HOURS;
    int             rc;

    if (!cli_int(args, "--limit", 1, RUN_MAX, &limit)
        || !cli_int(args, "--older", 0, ARCHIVE_OLDER_MAX, &hours))
    {
        return EXIT_USAGE;
    }

    rc = archive_pick(&pick, pg, args);
    if (rc != EXIT_OK) {
        return rc;
    }

    if (pick.conversation != NULL && pick.slug == NULL) {
        cli_error("whose conversation? --tenant SLUG");
        return EXIT_USAGE;
    }

    if (!archive_has_store()) {
        cli_error("there is no object store (store.dir, or s3.bucket):"
                  " nothing is archived");
        return EXIT_FAILED;
    }

    r.conversation = pick.conversation;
    r.left = limit;

    media_loop_open();
    done = (!orphans || archive_orphans(pg, pick.tenant, hours, orphan_drop,
                                         &r))
           && (r.dry || going_run(&r)) && tenants_run(&r, pick.tenant)
           && (r.dry || note(&r));
    media_loop_close();

    if (done) {
        report(&r, as_json);
    }

    return done && r.failed == 0 ? EXIT_OK : EXIT_FAILED;
}
