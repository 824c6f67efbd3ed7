/*
 * cli/limit - `relevo limit show|set`: what a tenant may use, and has used.
 */

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/cli/cli.h"
#include "worker/jsonx.h"

static const char  show_sql[] = "select core.limits_list($1::uuid)";
static const char  set_sql[] =
    "select core.limits_set($1::uuid, $2::jsonb, true)";


static const char *
number_text(const json_t *limit, const char *key, char buf[24])
{
    const json_t  *value = json_object_get(limit, key);

    if (!json_is_integer(value)) {
        return "-";
    }

    snprintf(buf, 24, "%" PRId64, (int64_t) json_integer_value(value));
    return buf;
}


static void
limit_print(const json_t *l)
{
    char  soft[24], hard[24];

    printf("%-15s %12" PRId64 " used  soft %-10s hard %-10s %s: %s\n",
           cli_str(l, "name"), cli_num(l, "used"),
           number_text(l, "soft", soft), number_text(l, "hard", hard),
           cli_str(l, "level"), cli_str(l, "hard_means"));
}


static int
limit_show(PGconn *pg, const char *tenant, args_t *args)
{
    bool         as_json = cli_flag(args, "--json");
    const char  *params[] = { tenant };

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    return cli_print_list(cli_pg_json(pg, show_sql, 1, params), as_json,
                          limit_print);
}


/* {"NAME": {"soft", "hard"}}, what was not said left out; --none: null. */

static json_t *
limit_patch(const char *name, bool none, long soft, long hard)
{
    json_t  *limit = none ? json_null() : json_object();

    if (soft >= 0) {
        json_object_set_new(limit, "soft", json_integer(soft));
    }

    if (hard >= 0) {
        json_object_set_new(limit, "hard", json_integer(hard));
    }

    return json_pack("{s:o}", name, limit);
}


static int
limit_set(PGconn *pg, const char *tenant, args_t *args)
{
    bool         none = cli_flag(args, "--none"), ok;
    long         soft = -1, hard = -1;
    const char  *params[2] = { tenant, NULL };
    json_t      *patch, *answer;
    char        *text;

    if (!cli_int(args, "--soft", 0, LONG_MAX / 2, &soft)
        || !cli_int(args, "--hard", 0, LONG_MAX / 2, &hard)
        || !cli_words(args, 1, 1))
    {
        return EXIT_USAGE;
    }

    if (none == (soft >= 0 || hard >= 0)) {
        cli_error("--soft N, --hard N or both; or --none");
        return EXIT_USAGE;
    }

    patch = limit_patch(args->argv[0], none, soft, hard);
    text = json_dumps(patch, JSON_COMPACT);
    json_decref(patch);
    params[1] = text;
    answer = text == NULL ? NULL : cli_pg_json(pg, set_sql, 2, params);
    jsonx_free(text);

    ok = json_is_true(json_object_get(answer, "ok"));
    if (answer != NULL && !ok) {
        cli_error("limit %s: %s", args->argv[0], cli_str(answer, "error"));
    }

    json_decref(answer);
    return ok ? EXIT_OK : EXIT_FAILED;
}


static const cli_action_t  actions[] = {
    { .name = "show", .run_for = limit_show },
    { .name = "set",  .run_for = limit_set },
    { 0 }
};


const command_t  cli_limit = {
    .name = "limit",
    .summary = "what a tenant may use, and what of it is used",
    .help = "usage: relevo limit show --tenant SLUG [--json]\n"
            "       relevo limit set --tenant SLUG NAME [--soft N] [--hard N]\n"
            "       relevo limit set --tenant SLUG NAME --none\n\n"
            "NAME: messages_day messages_month tokens_day tokens_month"
            " media_bytes agents\ntasks.  A soft limit is told once in its"
            " period; what a hard one means, show says.\n",
    .actions = actions
};
