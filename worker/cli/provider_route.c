/*
 * provider_route - a tenant's routing table, replaced as a whole because the
 * order is the meaning, and its budgets.
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/provider.h"
#include "worker/providers/route.h"

#define RULES_BYTES_MAX  (256u << 10)
#define RULES_MAX        100
#define MICROS_MAX       INT64_C(1000000000000000)  /* a billion of the unit */

static const char  rules_sql[] =
    "select core.model_rules_set($1::uuid, $2::jsonb)";
static const char  list_sql[] = "select core.provider_list($1::uuid)";
static const char  budget_sql[] =
    "select core.budget_set($1::uuid, $2, $3::bigint)";


/* ---- rules ---- */

static const char *
rule_error(const json_t *rule)
{
    const char  *name = cli_str(rule, "name");
    const char  *error = route_match_error(json_object_get(rule, "match"));
    const char  *key;
    json_t      *value;

    json_object_foreach((json_t *) rule, key, value) {
        if (strcmp(key, "name") != 0 && strcmp(key, "match") != 0
            && strcmp(key, "provider") != 0 && strcmp(key, "model") != 0)
        {
            return "a rule has name, match, provider, model";
        }
    }

    if (*name == '\0' || strlen(name) > 31
        || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-")
           != strlen(name))
    {
        return "\"name\": 1 to 31 of a-z, 0-9, _ and -";
    }

    return *cli_str(rule, "provider") == '\0' ? "\"provider\" is missing"
                                              : error;
}


static bool
rules_ok(const json_t *rules, const char *file)
{
    const json_t  *rule;
    size_t         i;

    if (!json_is_array(rules) || json_array_size(rules) > RULES_MAX) {
        cli_error("%s: is not a JSON array of at most %d rules", file,
                  RULES_MAX);
        return false;
    }

    json_array_foreach((json_t *) rules, i, rule) {
        const char  *error = rule_error(rule);

        if (error != NULL) {
            cli_error("%s: rule %zu: %s", file, i + 1, error);
            return false;
        }
    }

    return true;
}


static int
rules_write(PGconn *pg, const char *tenant, const char *file)
{
    size_t       len;
    char        *text = cli_read_file(file, RULES_BYTES_MAX, &len);
    const char  *params[] = { tenant, text };
    json_t      *rules, *answer;
    json_error_t error;
    bool         ok = false;

    if (text == NULL) {
        return EXIT_FAILED;
    }

    rules = json_loadb(text, len, 0, &error);
    if (rules == NULL) {
        cli_error("%s: line %d: is not JSON", file, error.line);

    } else if (rules_ok(rules, file)) {
        answer = cli_pg_json(pg, rules_sql, 2, params);
        ok = json_is_true(json_object_get(answer, "ok"));
        if (answer != NULL && !ok) {
            cli_error("%s: there is no provider \"%s\"", file,
                      cli_str(answer, "missing"));
        }
        json_decref(answer);
    }

    json_decref(rules);
    free(text);

    return ok ? EXIT_OK : EXIT_FAILED;
}


int
provider_route(PGconn *pg, args_t *args)
{
    const char  *file = cli_value(args, "--file"), *params[1];
    char         tenant[37];
    json_t      *list;

    if (!provider_tenant(pg, args, tenant)) {
        return args->failed ? EXIT_USAGE : EXIT_FAILED;
    }

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    if (file != NULL) {
        return rules_write(pg, tenant, file);
    }

    params[0] = tenant;
    list = cli_pg_json(pg, list_sql, 1, params);
    if (list == NULL) {
        return EXIT_FAILED;
    }

    cli_print_json(json_object_get(list, "rules"));
    json_decref(list);

    return EXIT_OK;
}


/* ---- budgets ---- */

/* "12.50" -> micros; false, told. */

static bool
amount_read(const char *option, const char *text, char ret_micros[24])
{
    size_t   whole = strspn(text, "0123456789"), part = 0;
    int64_t  micros = 0;
    const char  *p = text + whole;

    if (*p == '.') {
        part = strspn(p + 1, "0123456789");
        p += part + 1;
    }

    if (whole == 0 || whole > 9 || *p != '\0' || part > 6) {
        cli_error("%s: an amount like 12.50, or none, not \"%s\"", option,
                  text);
        return false;
    }

    micros = strtoll(text, NULL, 10) * 1000000;
    if (part > 0) {
        int64_t  n = strtoll(text + whole + 1, NULL, 10);

        for ( ; part < 6; part++) {
            n *= 10;
        }
        micros += n;
    }

    snprintf(ret_micros, 24, "%" PRId64, micros);

    return micros <= MICROS_MAX;
}


static int
budget_write(PGconn *pg, const char *tenant, const char *period,
    const char *option, const char *text)
{
    char         micros[24];
    const char  *params[] = { tenant, period, NULL };
    json_t      *answer;

    if (text == NULL) {
        return EXIT_OK;
    }

    if (strcmp(text, "none") != 0) {
        if (!amount_read(option, text, micros)) {
            return EXIT_USAGE;
        }
        params[2] = micros;
    }

    answer = cli_pg_json(pg, budget_sql, 3, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    json_decref(answer);

    return EXIT_OK;
}


int
provider_budget(PGconn *pg, args_t *args)
{
    const char  *day = cli_value(args, "--day");
    const char  *month = cli_value(args, "--month");
    char         tenant[37];
    int          rc;

    if (!provider_tenant(pg, args, tenant)) {
        return args->failed ? EXIT_USAGE : EXIT_FAILED;
    }

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    if (day == NULL && month == NULL) {
        cli_error("--day AMOUNT or --month AMOUNT is missing; relevo provider"
                  " list shows them");
        return EXIT_USAGE;
    }

    rc = budget_write(pg, tenant, "day", "--day", day);

    return rc != EXIT_OK ? rc
           : budget_write(pg, tenant, "month", "--month", month);
}
