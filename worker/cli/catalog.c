/*
 * cli/catalog - `relevo catalog import|list|search`: what a tenant sells.
 *
 * An import is one transaction: a file with a mistake changes nothing.  CSV
 * columns: sku, name or name_es ..., price, currency, stock, url; any other
 * column is an attribute.  JSON: a list of objects with the same members,
 * names may be an object {"es": ...}.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/answer/catalog.h"
#include "worker/cli/catalog_file.h"
#include "worker/cli/cli.h"
#include "worker/jsonx.h"

#define LIST_MAX      "10000"
#define SEARCH_LIMIT  "5"

static const char  import_sql[] =
    "select core.catalog_import($1::uuid, $2::jsonb, $3::boolean)";
static const char  list_sql[] =
    "select core.catalog_list($1::uuid, " LIST_MAX ")";
static const char  search_sql[] =
    "select core.catalog_search($1::uuid, $2, $3, " SEARCH_LIMIT ")";


static int
catalog_import(PGconn *pg, const char *tenant, args_t *args)
{
    bool         replace = cli_flag(args, "--replace");
    const char  *currency = cli_value(args, "--currency");
    const char  *params[3] = { tenant, NULL, replace ? "true" : "false" };
    char        *text;
    json_t      *items, *answer;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    items = catalog_file_read(args->argv[0], currency);
    if (items == NULL) {
        return EXIT_FAILED;
    }

    text = json_dumps(items, JSON_COMPACT);
    json_decref(items);
    params[1] = text;
    answer = text == NULL ? NULL : cli_pg_json(pg, import_sql, 3, params);
    jsonx_free(text);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%lld added, %lld changed, %lld unchanged, %lld removed\n",
           (long long) cli_num(answer, "added"),
           (long long) cli_num(answer, "changed"),
           (long long) cli_num(answer, "unchanged"),
           (long long) cli_num(answer, "removed"));
    json_decref(answer);

    return EXIT_OK;
}


static void
products_print(const json_t *products, const char *language, bool as_json)
{
    json_t  *p;
    size_t   i;

    if (as_json) {
        cli_print_json(products);
        return;
    }

    json_array_foreach((json_t *) products, i, p) {
        const json_t  *stock = json_object_get(p, "stock");
        char           left[24] = "";

        if (json_is_integer(stock)) {
            snprintf(left, sizeof(left), "%lld",
                     (long long) json_integer_value(stock));
        }

        printf("%-16s %-40s %12s %-3s %6s\n", cli_str(p, "sku"),
               product_name(p, language), cli_str(p, "price"),
               cli_str(p, "currency"), left);
    }

    if (json_array_size(products) == 0) {
        puts("nothing found");
    }
}


static int
catalog_list(PGconn *pg, const char *tenant, args_t *args)
{
    bool         as_json = cli_flag(args, "--json");
    const char  *params[] = { tenant };
    json_t      *answer;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    answer = cli_pg_json(pg, list_sql, 1, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    products_print(json_object_get(answer, "products"), "", as_json);
    json_decref(answer);

    return EXIT_OK;
}


static int
catalog_search(PGconn *pg, const char *tenant, args_t *args)
{
    bool         as_json = cli_flag(args, "--json");
    const char  *language = cli_value(args, "--language");
    const char  *params[3] = { tenant, NULL, NULL };
    json_t      *answer;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    params[1] = args->argv[0];
    params[2] = language != NULL ? language : "en";
    if (!cli_language_ok(params[2])) {
        return EXIT_USAGE;
    }

    answer = cli_pg_json(pg, search_sql, 3, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    products_print(json_object_get(answer, "products"), params[2], as_json);
    json_decref(answer);

    return EXIT_OK;
}


/* search as the worker does it, with its rights; the rest may write */

static const cli_action_t  actions[] = {
    { .name = "search", .run_for = catalog_search,
      .role = "postgres.turn" },
    { .name = "import", .run_for = catalog_import },
    { .name = "list",   .run_for = catalog_list },
    { 0 }
};


const command_t  cli_catalog = {
    .name = "catalog",
    .summary = "what a tenant sells: import, list, search",
    .help = "usage: relevo catalog import --tenant SLUG FILE [--replace]"
            " [--currency EUR]\n"
            "       relevo catalog list --tenant SLUG [--json]\n"
            "       relevo catalog search --tenant SLUG QUERY [--language es]"
            " [--json]\n\n"
            "FILE is CSV with a first row of names (sku, name or name_es,"
            " name_en ..., price,\ncurrency, stock, url, and attributes) or a"
            " JSON list of such objects.  Products\nare told apart by their"
            " sku; with --replace those not in FILE go.\n",
    .actions = actions
};
