/*
 * cli/archive_list - `relevo archive list`: what is in the store, and what of
 * it is on its way out.
 */

#include "worker/cli/archive.h"

#include <stdio.h>

#define LIST_LIMIT  100
#define LIST_MAX    10000


static void
print(const json_t *a)
{
    printf("%s  %s  %-8s  %6lld messages  %9lld bytes  %s\n",
           cli_str(a, "slug"), cli_str(a, "conversation"),
           cli_str(a, "state"), (long long) cli_num(a, "messages"),
           (long long) cli_num(a, "bytes"), cli_str(a, "archived_at"));
}


int
archive_show_list(PGconn *pg, args_t *args)
{
    archive_pick_t  pick;
    bool            as_json = cli_flag(args, "--json");
    long            limit = LIST_LIMIT;
    int             rc;

    if (!cli_int(args, "--limit", 1, LIST_MAX, &limit)) {
        return EXIT_USAGE;
    }

    rc = archive_pick(&pick, pg, args);
    if (rc != EXIT_OK) {
        return rc;
    }

    return cli_print_list(archive_page(pg, &pick,
                          "{writing,kept,restored,going,gone}", "",
                          (unsigned) limit), as_json, print);
}
