/*
 * cli/contact - `relevo contact show|forget|erase`: what is remembered of a
 * person, and its end.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"

static const char  find_sql[] = "select core.contact_find($1::uuid, $2)";
static const char  forget_sql[] =
    "select core.contact_forget($1::uuid, $2::uuid)";
static const char  erase_sql[] =
    "select core.contact_erase($1::uuid, $2::uuid)";


/* The contact's row, told when there is none. */

static json_t *
contact_find(PGconn *pg, const char *tenant, const char *what)
{
    const char  *params[] = { tenant, what };
    json_t      *found = cli_pg_json(pg, find_sql, 2, params);

    if (json_is_null(found)) {
        cli_error("there is no contact \"%s\"; an id, or kind:value as in"
                  " wa_id:5215550001", what);
        json_decref(found);
        return NULL;
    }

    return found;
}


static int
contact_end(PGconn *pg, const char *tenant, const json_t *found, bool erase)
{
    const char  *params[] = { tenant, cli_str(found, "contact") };
    json_t      *answer = cli_pg_json(pg, erase ? erase_sql : forget_sql, 2,
                                      params);

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s: profile %lld, memory %lld, callbacks %lld",
           cli_str(answer, "contact"), (long long) cli_num(answer, "profile"),
           (long long) cli_num(answer, "memory"),
           (long long) cli_num(answer, "callbacks"));

    if (erase) {
        printf(", messages %lld, archives %lld",
               (long long) cli_num(answer, "messages"),
               (long long) cli_num(answer, "archives"));
    }

    printf(" %s\n", erase ? "erased" : "forgotten");
    if (erase && cli_num(answer, "archives") > 0) {
        puts("their objects are removed by the next `relevo archive run`");
    }

    json_decref(answer);

    return EXIT_OK;
}


static int
contact_do(PGconn *pg, const char *slug, const char *what, const char *action)
{
    char     tenant[37];
    json_t  *found;
    int      rc = EXIT_OK;

    if (!cli_tenant_id(pg, slug, tenant)) {
        return EXIT_FAILED;
    }

    found = contact_find(pg, tenant, what);
    if (found == NULL) {
        return EXIT_FAILED;
    }

    if (strcmp(action, "show") == 0) {
        cli_print_json(found);
    } else {
        rc = contact_end(pg, tenant, found, strcmp(action, "erase") == 0);
    }

    json_decref(found);

    return rc;
}


static int
contact_run(args_t *args)
{
    static const char *const  actions[] = { "show", "forget", "erase", NULL };

    const char  *action = cli_action(args, actions);
    const char  *tenant = cli_value(args, "--tenant");
    PGconn      *pg;
    int          rc;

    if (action == NULL || !cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (tenant == NULL) {
        cli_error("whose contact? --tenant SLUG");
        return EXIT_USAGE;
    }

    pg = cli_pg("postgres.worker");
    if (pg == NULL) {
        return EXIT_FAILED;
    }

    rc = contact_do(pg, tenant, args->argv[0], action);
    PQfinish(pg);

    return rc;
}


const command_t  cli_contact = {
    .name = "contact",
    .summary = "what is remembered of a person: show, forget, erase",
    .help = "usage: relevo contact show CONTACT --tenant SLUG\n"
            "       relevo contact forget CONTACT --tenant SLUG\n"
            "       relevo contact erase CONTACT --tenant SLUG\n\n"
            "  CONTACT   an id, or kind:value as in wa_id:5215550001\n\n"
            "forget: profile, summaries, topics, callbacks, language.\n"
            "erase: and names, texts and raw bytes of every message, here and"
            " in the archive;\nrows and numbers stay, so that the audit still"
            " holds.  Neither can be taken back.\n",
    .run = contact_run
};
