/*
 * cli/notify - `relevo notify route add|list|remove|test`: where notifications
 * go.  The rules are core.notify_route_* of 0040_notify; what is secret of a
 * target comes from a file, or is made here, and is sealed before it leaves.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/channels/callback.h"
#include "worker/channels/standard.h"
#include "worker/cli/channel.h"
#include "worker/cli/desk.h"
#include "worker/jsonx.h"

#define SETTINGS_MAX  8192

static const char  add_sql[] =
    "select core.notify_route_save($1::uuid, null, $2::jsonb)";
static const char  list_sql[] = "select core.notify_route_list($1::uuid)";
static const char  remove_sql[] = "select core.notify_route_remove($1::uuid,"
    " core.notify_route_find($1::uuid, $2))";
static const char  test_sql[] = "select core.notify_route_test($1::uuid,"
    " core.notify_route_find($1::uuid, $2))";
static const char  agent_sql[] =
    "select to_json(coalesce(core.agent_find($1::uuid, $2)::text, ''))";


/* ---- what is said of a new route ---- */

/* The bytes that are the target's secret; false, told. */
static bool
route_secret(args_t *args, const char *kind, secret_t *secret)
{
    const char  *file = cli_value(args, "--secret-file");
    const char  *problem = NULL;

    secret->len = 0;

    if (file == NULL) {
        return strcmp(kind, "webhook") != 0 || callback_token_make(secret);
    }

    if (!secret_read(file, secret)) {
        return false;
    }

    if (strcmp(kind, "slack") == 0) {
        problem = callback_problem((const char *) secret->bytes);

    } else if (strcmp(kind, "webhook") == 0) {
        problem = standard_problem(slice_make(secret->bytes, secret->len));
    }

    if (problem != NULL) {
        cli_error("%s: the secret %s", file, problem);
    }

    return problem == NULL;
}


/* --quiet 22:00-07:00 */
static bool
quiet_add(args_t *args, json_t *fields)
{
    const char  *quiet = cli_value(args, "--quiet");

    if (quiet == NULL) {
        return true;
    }

    if (strlen(quiet) != 11 || quiet[5] != '-') {
        cli_error("--quiet is FROM-TO, for example 22:00-07:00");
        return false;
    }

    json_object_set_new(fields, "quiet", json_pack("{s:s%, s:s}", "from",
                        quiet, (size_t) 5, "to", quiet + 6));

    return true;
}


static bool
settings_add(args_t *args, json_t *fields)
{
    const char  *file = cli_value(args, "--settings");
    json_t      *settings;
    char        *text;
    size_t       len;

    if (file == NULL) {
        return true;
    }

    text = cli_read_file(file, SETTINGS_MAX, &len);
    if (text == NULL) {
        return false;
    }

    settings = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
    free(text);

    if (!json_is_object(settings)) {
        json_decref(settings);
        cli_error("%s: is not a JSON object", file);
        return false;
    }

    json_object_set_new(fields, "settings", settings);

    return true;
}


static bool
agent_add(PGconn *pg, const char *tenant, args_t *args, json_t *fields)
{
    const char  *params[] = { tenant, cli_value(args, "--agent") };
    json_t      *agent;
    bool         ok;

    if (params[1] == NULL) {
        return true;
    }

    agent = cli_pg_json(pg, agent_sql, 2, params);
    ok = json_string_length(agent) > 0;

    if (ok) {
        json_object_set(fields, "agent", agent);
    } else if (agent != NULL) {
        cli_error("there is no agent %s", params[1]);
    }

    json_decref(agent);

    return ok;
}


/* Options that are fields as they are; false, told. */
static bool
fields_add(args_t *args, json_t *fields)
{
    static const char *const  words[][2] = {
        { "--kind", "kind" }, { "--target", "target" },
        { "--account", "account" }, { "--language", "language" },
        { "--priority", "min_priority" }, { "--daily-at", "daily_at" }
    };

    const char  *events = cli_value(args, "--events");
    bool         hold = cli_flag(args, "--hold-urgent");
    long         digest = -1, expire = -1;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        const char  *value = cli_value(args, words[i][0]);

        if (value != NULL) {
            json_object_set_new(fields, words[i][1], json_string(value));
        }
    }

    if (events != NULL) {
        json_object_set_new(fields, "events", desk_list(events));
    }

    if (!cli_int(args, "--digest", 0, 1440, &digest)
        || !cli_int(args, "--expire", 1, 10080, &expire))
    {
        return false;
    }

    if (hold) {
        json_object_set_new(fields, "hold_urgent", json_true());
    }

    if (digest >= 0) {
        json_object_set_new(fields, "digest_minutes", json_integer(digest));
    }

    if (expire >= 0) {
        json_object_set_new(fields, "expire_minutes", json_integer(expire));
    }

    return true;
}


/* ---- actions ---- */

static int
route_save(PGconn *pg, const char *tenant, const json_t *fields,
    const secret_t *secret)
{
    char        *text = json_dumps(fields, JSON_COMPACT);
    const char  *params[] = { tenant, text };
    json_t      *answer = text == NULL ? NULL
                          : desk_act(pg, add_sql, 2, params), *route;

    jsonx_free(text);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    route = json_object_get(answer, "route");
    printf("%s  %s\n", cli_str(route, "id"), cli_str(route, "name"));
    secret_show("secret", secret);

    if (strcmp(cli_str(route, "state"), "unconfirmed") == 0) {
        fprintf(stderr, "%s has a mail with a link to confirm\n",
                cli_str(route, "target"));
    }

    json_decref(answer);

    return EXIT_OK;
}


static int
route_add(PGconn *pg, const char *tenant, args_t *args)
{
    const secret_place_t  place = {
        "route", tenant, "notify", "route", "secret"
    };
    char      box[SEAL_TEXT_MAX + 1];
    secret_t  secret = { .len = 0 };
    json_t   *fields = json_object();
    int       rc = EXIT_USAGE;

    if (fields_add(args, fields) && quiet_add(args, fields)
        && settings_add(args, fields)
        && route_secret(args, cli_str(fields, "kind"), &secret)
        && agent_add(pg, tenant, args, fields) && cli_words(args, 1, 1))
    {
        json_object_set_new(fields, "name", json_string(args->argv[0]));
        rc = EXIT_FAILED;

        if (secret.len == 0) {
            rc = route_save(pg, tenant, fields, &secret);

        } else if (secret_box(&place, &secret, box)) {
            json_object_set_new(fields, "secret", json_string(box));
            rc = route_save(pg, tenant, fields, &secret);
        }
    }

    secret_wipe(&secret);
    json_decref(fields);

    return rc;
}


static void
route_print(const json_t *r)
{
    const char  *state = json_is_true(json_object_get(r, "enabled"))
                         ? cli_str(r, "state") : "disabled";
    size_t       i;
    json_t      *event;

    printf("%s  %-12s %-16s %-9s %-12s sent %lld failed %lld ",
           cli_str(r, "id"), cli_str(r, "slug"), cli_str(r, "name"),
           cli_str(r, "kind"), state, (long long) cli_num(r, "sent"),
           (long long) cli_num(r, "failed"));

    json_array_foreach(json_object_get(r, "events"), i, event) {
        printf("%s%s", i > 0 ? "," : " ", json_string_value(event));
    }

    if (*cli_str(r, "last_error") != '\0') {
        printf("  (%s)", cli_str(r, "last_error"));
    }

    putchar('\n');
}


static int
route_list(PGconn *pg, args_t *args)
{
    static const cli_part_t  parts[] = {
        { "routes", route_print }, { NULL, NULL }
    };

    return cli_list(pg, args, list_sql, parts);
}


static int
route_act(PGconn *pg, const char *tenant, args_t *args, const char *sql,
    const char *done)
{
    const char  *params[2] = { tenant, NULL };
    json_t      *answer;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    params[1] = args->argv[0];
    answer = desk_act(pg, sql, 2, params);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s %s\n", args->argv[0],
           json_is_true(json_object_get(answer, "confirm"))
           ? "is asked to confirm again" : done);
    json_decref(answer);

    return EXIT_OK;
}


static int
route_remove(PGconn *pg, const char *tenant, args_t *args)
{
    return route_act(pg, tenant, args, remove_sql, "removed");
}


static int
route_test(PGconn *pg, const char *tenant, args_t *args)
{
    return route_act(pg, tenant, args, test_sql, "gets a test");
}


static int
notify_run(args_t *args)
{
    static const char *const   things[] = { "route", NULL };
    static const cli_action_t  table[] = {
        { .name = "add", .run_for = route_add },
        { .name = "list", .run = route_list },
        { .name = "remove", .run_for = route_remove },
        { .name = "test", .run_for = route_test },
        { .name = NULL }
    };

    return cli_action(args, things) == NULL ? EXIT_USAGE
                                            : cli_actions(args, table);
}


const command_t  cli_notify = {
    .name = "notify",
    .summary = "where notifications go: e-mail, Slack, webhooks, SMS",
    .help =
"usage: relevo notify route add NAME --kind KIND --tenant SLUG [options]\n"
"       relevo notify route list [--tenant SLUG] [--json]\n"
"       relevo notify route test NAME --tenant SLUG\n"
"       relevo notify route remove NAME --tenant SLUG\n\n"
"  --kind email --target ADDRESS\n"
"  --kind slack --secret-file FILE          the URL of its incoming webhook\n"
"  --kind webhook --target URL [--secret-file FILE]   whsec_...; else made\n"
"  --kind sms --target +NUMBER --settings FILE [--secret-file FILE]\n"
"  --kind template --target +NUMBER --account ID --settings FILE\n\n"
"  --events a,b        escalation urgent assignment resolution sla_breach\n"
"                      handoff_idle agent_idle callback_due limit\n"
"                      media_status daily_summary\n"
"                      manual, or *; escalation,urgent,sla_breach unless told\n"
"  --priority P        low, medium, high or urgent: nothing below it\n"
"  --agent EMAIL       only what concerns this agent\n"
"  --language L        es en pt fr it; the tenant's unless told\n"
"  --digest MINUTES    collect, but for what is urgent\n"
"  --quiet 22:00-07:00 wait until the end, but for what is urgent\n"
"  --hold-urgent       what is urgent waits, too\n"
"  --daily-at 08:00    when the daily summary is sent\n"
"  --expire MINUTES    given up when it is so old; 1440 unless told\n\n"
"docs/NOTIFICATIONS.md explains settings and signatures.\n",
    .run = notify_run
};
