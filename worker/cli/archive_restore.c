/*
 * cli/archive_restore - `relevo archive restore`: rows as they were, in one
 * transaction per object.  Again is harmless.
 */

#include "worker/cli/archive.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/cli/desk.h"
#include "worker/cli/media_loop.h"

#define HOLD_DAYS  30
#define HOLD_MAX   36500

static const char  restore_sql[] =
    "select core.archive_restore($1::uuid, $2::uuid, $3, $4::int)";

typedef struct {
    PGconn      *pg;
    char         hold[16];
    bool         dry;
    json_int_t   restored, messages, failed;
} restore_t;


static void
restore_row(void *data, const json_t *row)
{
    restore_t   *r = data;
    char         why[256];
    char        *body = archive_read(row, why);
    const char  *params[] = { cli_str(row, "tenant"), cli_str(row, "id"),
                              body, r->hold };
    json_t      *answer = NULL;

    if (body == NULL) {
        cli_error("%s: %s: %s", cli_str(row, "conversation"),
                  cli_str(row, "object"), why);
    } else if (!r->dry) {
        answer = desk_act(r->pg, restore_sql, 4, params);
    }

    if (answer != NULL || (r->dry && body != NULL)) {
        r->restored++;
        r->messages += cli_num(row, "messages");
    } else {
        r->failed++;
    }

    json_decref(answer);
    free(body);
}


static void
report(const restore_t *r, bool as_json)
{
    json_t  *all;

    if (as_json) {
        all = json_pack("{s:I, s:I, s:I, s:b}", "restored", r->restored,
                        "messages", r->messages, "failed", r->failed,
                        "dry_run", r->dry);
        cli_print_json(all);
        json_decref(all);
        return;
    }

    printf("%s%lld archives with %lld messages, %lld failed\n",
           r->dry ? "would restore " : "restored ", (long long) r->restored,
           (long long) r->messages, (long long) r->failed);
}


int
archive_restore(PGconn *pg, args_t *args)
{
    archive_pick_t  pick;
    restore_t       r = { .pg = pg, .dry = cli_flag(args, "--dry-run") };
    bool            as_json = cli_flag(args, "--json"), done;
    long            hold = HOLD_DAYS;
    int             rc;

    if (!cli_int(args, "--hold", 0, HOLD_MAX, &hold)) {
        return EXIT_USAGE;
    }

    rc = archive_pick(&pick, pg, args);
    if (rc != EXIT_OK) {
        return rc;
    }

    if (pick.slug == NULL) {
        cli_error("--tenant SLUG is missing");
        return EXIT_USAGE;
    }

    snprintf(r.hold, sizeof(r.hold), "%ld", hold);
    media_loop_open();
    done = archive_each(pg, &pick, restore_row, &r);
    media_loop_close();

    if (done) {
        report(&r, as_json);
    }

    return done && r.failed == 0 ? EXIT_OK : EXIT_FAILED;
}
