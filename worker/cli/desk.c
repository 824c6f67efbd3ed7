/*
 * cli/desk - `relevo desk show|set`: hours, service levels and limits of time
 * of a tenant's hand-overs; and what the other commands of people share.
 *
 * Events of what was changed go to relevo:live as the worker's do.  Without
 * Redis the change stands all the same, and consoles see it when they load
 * again.
 */

#include "worker/cli/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LIVE_KEEP_MS  300000
#define RULES_MAX     65536

static const char  show_sql[] = "select core.desk_rules($1::uuid)";
static const char  set_sql[] = "select core.desk_set($1::uuid, $2::jsonb)";


/* --- shared --------------------------------------------------------------- */

/* One line of tenant TAB audience TAB json; it is cut up. */
static void
event_publish(redis_sync_t *redis, char *line)
{
    char             *audience = strchr(line, '\t'), *text;
    char              oldest[32];
    struct timespec   now;

    text = audience != NULL ? strchr(audience + 1, '\t') : NULL;
    if (text == NULL) {
        return;
    }

    *audience++ = '\0';
    *text++ = '\0';
    clock_gettime(CLOCK_REALTIME, &now);
    snprintf(oldest, sizeof(oldest), "%lld", (long long) now.tv_sec * 1000
             - LIVE_KEEP_MS);
    freeReplyObject(cli_redis_words(redis, "XADD", "relevo:live", "MINID",
        "~", oldest, "*", "t", line, "a", audience, "e", text,
        (char *) NULL));
}


static void
events_publish(char *events)
{
    redis_sync_t  *redis = events[0] == '\0' ? NULL : cli_redis();
    char          *rest = NULL, *line;

    if (redis == NULL) {
        return;
    }

    for (line = strtok_r(events, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest))
    {
        event_publish(redis, line);
    }

    redis_sync_free(redis);
}


/* Said no: why, as a sentence. */
static bool
answer_ok(const json_t *answer)
{
    const char  *detail = cli_str(answer, "detail");

    if (json_is_true(json_object_get(answer, "ok"))) {
        return true;
    }

    cli_error("%s", detail[0] != '\0' ? detail : cli_str(answer, "error"));

    return false;
}


json_t *
desk_act(PGconn *pg, const char *sql, int n, const char *const *params)
{
    json_t  *answer = NULL, *events = NULL;
    bool     stands;

    cli_pg_begin(pg);
    answer = cli_pg_json(pg, sql, n, params);

    if (answer != NULL) {
        events = cli_pg_json(pg, "select to_json(coalesce("
                             "core.take_events(), ''))", 0, NULL);
    }

    stands = cli_pg_end(pg, events != NULL);

    if (!stands || !answer_ok(answer)) {
        json_decref(events);
        json_decref(answer);
        return NULL;
    }

    char  *text = strdup(json_string_value(events));

    json_decref(events);

    if (text != NULL) {
        events_publish(text);
        free(text);
    }

    return answer;
}


PGconn *
desk_open(const char *slug, char ret_tenant[37], int *ret_rc)
{
    PGconn  *pg;

    *ret_rc = EXIT_USAGE;

    if (slug == NULL) {
        cli_error("of which tenant? --tenant SLUG");
        return NULL;
    }

    *ret_rc = EXIT_FAILED;
    pg = cli_pg("postgres.worker");

    if (pg != NULL && !cli_tenant_id(pg, slug, ret_tenant)) {
        PQfinish(pg);
        return NULL;
    }

    return pg;
}


json_t *
desk_list(const char *words)
{
    json_t  *list = json_array();

    while (*words != '\0') {
        size_t  len = strcspn(words, ",");

        if (len > 0) {
            json_array_append_new(list, json_stringn(words, len));
        }
        words += len + (words[len] == ',');
    }

    return list;
}


/* --- relevo desk ---------------------------------------------------------- */

static int
desk_show(PGconn *pg, const char *tenant)
{
    const char  *params[] = { tenant };
    json_t      *rules = cli_pg_json(pg, show_sql, 1, params);

    if (rules == NULL) {
        return EXIT_FAILED;
    }

    cli_print_json(rules);
    json_decref(rules);

    return EXIT_OK;
}


static int
desk_set(PGconn *pg, const char *tenant, const char *file)
{
    size_t       len;
    char        *text = cli_read_file(file, RULES_MAX, &len);
    const char  *params[] = { tenant, text };
    json_t      *answer;

    if (text == NULL) {
        return EXIT_FAILED;
    }

    answer = desk_act(pg, set_sql, 2, params);
    free(text);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    cli_print_json(json_object_get(answer, "rules"));
    json_decref(answer);

    return EXIT_OK;
}


static int
desk_run(args_t *args)
{
    static const char *const  actions[] = { "show", "set", NULL };

    const char  *action = cli_action(args, actions);
    const char  *slug = cli_value(args, "--tenant");
    bool         set = action != NULL && strcmp(action, "set") == 0;
    char         tenant[37];
    PGconn      *pg;
    int          rc;

    if (action == NULL || !cli_words(args, set, set)) {
        return EXIT_USAGE;
    }

    pg = desk_open(slug, tenant, &rc);
    if (pg == NULL) {
        return rc;
    }

    rc = set ? desk_set(pg, tenant, args->argv[0]) : desk_show(pg, tenant);
    PQfinish(pg);

    return rc;
}


const command_t  cli_desk = {
    .name = "desk",
    .summary = "opening hours and service levels of hand-overs",
    .help = "usage: relevo desk show --tenant SLUG\n"
            "       relevo desk set FILE --tenant SLUG\n\n"
            "FILE is a JSON object of the rules that differ from what"
            " `show` prints\nwithout it; docs/HANDOFF.md explains each.\n",
    .run = desk_run
};
