/*
 * cli/media_jobs - `relevo media list|show|retry`: files of messages, where
 * their workflows stand, and once more from the beginning.
 *
 * Nothing a customer wrote is printed but by show --text.
 */

#include <stdio.h>
#include <string.h>

#include "worker/cli/media.h"

static const char  list_sql[] =
    "select core.media_list($1::uuid, $2, $3::int)";
static const char  show_sql[] = "select core.media_show($1::uuid)";
static const char  text_sql[] =
    "select to_jsonb(text) from core.media where id = $1::uuid";
static const char  retry_sql[] =
    "select to_jsonb(answer) from core.media_retry($1::uuid)";


static void
item_print(const json_t *m)
{
    printf("%s  %-11s %-8s %-10s %s%s%s\n", cli_str(m, "id"),
           cli_str(m, "state"), cli_str(m, "kind"), cli_str(m, "tenant"),
           cli_str(m, "created_at"), *cli_str(m, "error") != '\0' ? "  "
           : "", cli_str(m, "error"));
}


static int
list_print(PGconn *pg, const char *slug, const char *state, long limit,
    bool as_json)
{
    char         tenant[37], text[16];
    const char  *params[3] = { NULL, state, text };
    json_t      *items, *item;
    size_t       i;

    if (slug != NULL) {
        if (!cli_tenant_id(pg, slug, tenant)) {
            return EXIT_FAILED;
        }
        params[0] = tenant;
    }

    snprintf(text, sizeof(text), "%ld", limit);
    items = cli_pg_json(pg, list_sql, 3, params);

    if (items == NULL) {
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(items);
    } else {
        json_array_foreach(items, i, item) {
            item_print(item);
        }
    }

    json_decref(items);

    return EXIT_OK;
}


int
media_list(args_t *args)
{
    const char  *slug = cli_value(args, "--tenant");
    const char  *state = cli_value(args, "--state");
    bool         as_json = cli_flag(args, "--json");
    long         limit = 50;
    PGconn      *pg;
    int          rc;

    if (!cli_int(args, "--limit", 1, 100000, &limit)
        || !cli_words(args, 0, 0))
    {
        return EXIT_USAGE;
    }

    pg = cli_pg("postgres.worker");
    rc = pg == NULL ? EXIT_FAILED
         : list_print(pg, slug, state, limit, as_json);
    PQfinish(pg);

    return rc;
}


/* The one id behind the action; NULL, told. */
static const char *
id_take(args_t *args)
{
    if (!cli_words(args, 1, 1)) {
        return NULL;
    }

    if (strlen(args->argv[0]) != 36) {
        cli_error("\"%.64s\" is no id of a file; relevo media list shows them",
                  args->argv[0]);
        return NULL;
    }

    return args->argv[0];
}


int
media_show(args_t *args)
{
    bool         text = cli_flag(args, "--text");
    const char  *id = id_take(args);
    PGconn      *pg = id == NULL ? NULL : cli_pg("postgres.worker");
    json_t      *found;

    if (id == NULL) {
        return EXIT_USAGE;
    }

    found = pg == NULL ? NULL
            : cli_pg_json(pg, text ? text_sql : show_sql, 1, &id);
    PQfinish(pg);

    if (found == NULL) {
        return EXIT_FAILED;
    }

    if (json_is_null(found)) {
        cli_error(text ? "file %s is not there, or has no text"
                       : "there is no file %s", id);
    } else if (text) {
        puts(json_string_value(found));
    } else {
        cli_print_json(found);
    }

    text = !json_is_null(found);
    json_decref(found);

    return text ? EXIT_OK : EXIT_FAILED;
}


int
media_retry(args_t *args)
{
    const char  *id = id_take(args), *answer;
    PGconn      *pg = id == NULL ? NULL : cli_pg("postgres.worker");
    json_t      *found;
    bool         fine;

    if (id == NULL) {
        return EXIT_USAGE;
    }

    found = pg == NULL ? NULL : cli_pg_json(pg, retry_sql, 1, &id);
    PQfinish(pg);

    if (found == NULL) {
        return EXIT_FAILED;
    }

    answer = json_string_value(found);
    fine = strcmp(answer, "ok") == 0;

    if (fine) {
        printf("file %s is worked on again, from the beginning\n", id);
    } else if (strcmp(answer, "running") == 0) {
        cli_error("file %s is still being worked on; relevo media show %s",
                  id, id);
    } else {
        cli_error("there is no file %s", id);
    }

    json_decref(found);

    return fine ? EXIT_OK : EXIT_FAILED;
}
