/*
 * cli/archive_verify - `relevo archive verify`: is every object there, and
 * what was written?
 */

#include "worker/cli/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/media_loop.h"

typedef struct {
    json_t      *bad;                   /* what is wrong, row by row */
    json_int_t   seen, missing, damaged, unread, unnamed;
} verify_t;


static void
complain(verify_t *v, const char *tenant, const char *conversation,
    const char *object, const char *problem)
{
    json_array_append_new(v->bad, json_pack("{s:s, s:s, s:s, s:s}",
        "tenant", tenant, "conversation", conversation, "object", object,
        "problem", problem));
}


static void
unnamed(void *data, const json_t *item)
{
    verify_t  *v = data;

    v->unnamed++;
    complain(v, "-", "-", cli_str(item, "key"), "no row names it");
}


static void
verify_row(void *data, const json_t *row)
{
    verify_t  *v = data;
    char       why[256];
    char      *body = archive_read(row, why);

    v->seen++;

    if (body == NULL) {
        json_int_t  *n = strcmp(why, ARCHIVE_MISSING) == 0 ? &v->missing
                         : strcmp(why, ARCHIVE_DAMAGED) == 0 ? &v->damaged
                         : &v->unread;

        (*n)++;
        complain(v, cli_str(row, "slug"), cli_str(row, "conversation"),
                 cli_str(row, "object"), why);
    }

    free(body);
}


static void
report(const verify_t *v, bool as_json)
{
    json_t  *all, *bad;
    size_t   i;

    if (as_json) {
        all = json_pack("{s:I, s:I, s:I, s:I, s:I, s:O}", "archives",
                        v->seen, "missing", v->missing, "damaged",
                        v->damaged, "unread", v->unread, "unnamed",
                        v->unnamed, "bad", v->bad);
        cli_print_json(all);
        json_decref(all);
        return;
    }

    json_array_foreach(v->bad, i, bad) {
        printf("%s  %s  %s: %s\n", cli_str(bad, "tenant"),
               cli_str(bad, "conversation"), cli_str(bad, "object"),
               cli_str(bad, "problem"));
    }

    printf("%lld archives, %lld missing, %lld damaged, %lld could not be"
           " read, %lld that no row names\n", (long long) v->seen,
           (long long) v->missing, (long long) v->damaged,
           (long long) v->unread, (long long) v->unnamed);
}


int
archive_verify(PGconn *pg, args_t *args)
{
    archive_pick_t  pick;
    verify_t        v = { 0 };
    bool            as_json = cli_flag(args, "--json"), done;
    long            hours = ARCHIVE_OLDER_HOURS;
    int             rc;

    if (!cli_int(args, "--older", 0, ARCHIVE_OLDER_MAX, &hours)) {
        return EXIT_USAGE;
    }

    rc = archive_pick(&pick, pg, args);
    if (rc != EXIT_OK) {
        return rc;
    }

    v.bad = json_array();
    media_loop_open();
    done = archive_each(pg, &pick, verify_row, &v);

    /* of everything only: one conversation's are not told apart by name */

    if (done && pick.conversation == NULL && pick.from == NULL
        && pick.to == NULL)
    {
        done = archive_orphans(pg, pick.tenant, hours, unnamed, &v);
    }

    media_loop_close();

    if (done) {
        report(&v, as_json);
    }

    done = done && json_array_size(v.bad) == 0;
    json_decref(v.bad);

    return done ? EXIT_OK : EXIT_FAILED;
}
