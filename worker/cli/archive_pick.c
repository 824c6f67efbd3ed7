/*
 * archive_pick - which archives a command is about.
 */

#include "worker/cli/archive.h"

#include <stdio.h>

#define PAGE  500u

static const char  list_sql[] = "select core.archive_list($1::uuid, $2::uuid,"
    " $3::timestamptz, $4::timestamptz, $5::text[], $6::uuid, $7::int)";


int
archive_pick(archive_pick_t *pick, PGconn *pg, args_t *args)
{
    pick->slug = cli_value(args, "--tenant");
    pick->conversation = cli_value(args, "--conversation");
    pick->from = cli_value(args, "--from");
    pick->to = cli_value(args, "--to");
    pick->tenant[0] = '\0';

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    return pick->slug == NULL || cli_tenant_id(pg, pick->slug, pick->tenant)
           ? EXIT_OK : EXIT_FAILED;
}


json_t *
archive_page(PGconn *pg, const archive_pick_t *pick, const char *states,
    const char *after, unsigned limit)
{
    char         most[16];
    const char  *params[] = { pick->tenant[0] != '\0' ? pick->tenant : NULL,
                              pick->conversation, pick->from, pick->to,
                              states, *after != '\0' ? after : NULL, most };

    snprintf(most, sizeof(most), "%u", limit);

    return cli_pg_json(pg, list_sql, 7, params);
}


bool
archive_each(PGconn *pg, const archive_pick_t *pick,
    void (*one)(void *data, const json_t *row), void *data)
{
    char    after[37] = "";
    size_t  n = PAGE, i;

    while (n == PAGE) {
        json_t  *rows = archive_page(pg, pick, "{kept}", after, PAGE), *row;

        if (rows == NULL) {
            return false;
        }

        json_array_foreach(rows, i, row) {
            one(data, row);
            snprintf(after, sizeof(after), "%s", cli_str(row, "id"));
        }

        n = json_array_size(rows);
        json_decref(rows);
    }

    return true;
}
