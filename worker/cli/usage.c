/*
 * cli/usage - `relevo usage`: what models were asked and cost.
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "worker/cli/provider.h"

static const char  list_sql[] =
    "select core.usage_list($1::uuid, $2::date, $3::date)";


/* "0.12", "unknown", or what is known of it: "0.12 and 3 calls unknown". */

static void
cost_print(const json_t *u)
{
    char     cost[32];
    int64_t  unpriced = cli_num(u, "unpriced");

    if (json_is_null(json_object_get(u, "micros"))) {
        puts("cost unknown");
        return;
    }

    printf("%s", micros_text(cli_num(u, "micros"), cost));
    if (unpriced > 0) {
        printf(" and %" PRId64 " calls of unknown cost", unpriced);
    }
    putchar('\n');
}


static void
usage_print(const json_t *u)
{
    printf("%-12s %s  %-10s %-28s %-8s %6" PRId64 " calls, %" PRId64
           " failed, %" PRId64 " + %" PRId64 " tokens, ",
           cli_str(u, "slug"), cli_str(u, "day"), cli_str(u, "provider"),
           cli_str(u, "model"), cli_str(u, "purpose"), cli_num(u, "calls"),
           cli_num(u, "failed"), cli_num(u, "tokens_in"),
           cli_num(u, "tokens_out"));
    cost_print(u);
}


static bool
day_ok(const char *option, const char *day)
{
    unsigned  y, m, d;
    char      end;

    if (day == NULL || (strlen(day) == 10
        && sscanf(day, "%4u-%2u-%2u%c", &y, &m, &d, &end) == 3
        && m >= 1 && m <= 12 && d >= 1 && d <= 31))
    {
        return true;
    }

    cli_error("%s: a day like 2026-11-21, not \"%s\"", option, day);

    return false;
}


static int
usage_run(args_t *args)
{
    const char  *slug = cli_value(args, "--tenant");
    bool         as_json = cli_flag(args, "--json");
    char         tenant[37];
    const char  *params[3] = {
        NULL, cli_value(args, "--from"), cli_value(args, "--to")
    };
    PGconn      *pg;
    json_t      *list = NULL, *item;
    size_t       i;
    int          rc;

    if (!cli_words(args, 0, 0) || !day_ok("--from", params[1])
        || !day_ok("--to", params[2]))
    {
        return EXIT_USAGE;
    }

    pg = cli_pg("postgres.worker");
    if (pg == NULL) {
        return EXIT_FAILED;
    }

    if (slug == NULL || cli_tenant_id(pg, slug, tenant)) {
        params[0] = slug == NULL ? NULL : tenant;
        list = cli_pg_json(pg, list_sql, 3, params);
    }
    PQfinish(pg);

    if (as_json && list != NULL) {
        cli_print_json(list);
    } else {
        json_array_foreach(json_object_get(list, "usage"), i, item) {
            usage_print(item);
        }
    }

    rc = list == NULL ? EXIT_FAILED : EXIT_OK;
    json_decref(list);

    return rc;
}


const command_t  cli_usage = {
    .name = "usage",
    .summary = "what models were asked, and what it cost",
    .help =
"usage: relevo usage [--tenant SLUG] [--from DAY] [--to DAY] [--json]\n\n"
"Calls, tokens and cost by UTC day, provider, model and purpose; this month\n"
"unless told.  The unit is that of provider.prices.  `expired` (--json) are\n"
"calls whose worker died, `unpriced` those of a model that provider.prices\n"
"does not know: what they cost is not known.\n",
    .run = usage_run
};
