/*
 * cli/migrate_words - the program's own rules, and the words that rules may
 * use, into the database.
 *
 * The words are those of the packs of phrases, intents, signals; the API's own
 * check of rules, core.rules_problems(), reads them there, and whoever edits
 * rules sees both (GET /api/v1/rules/builtin).
 */

#include <stdlib.h>

#include "worker/cli/cli.h"
#include "worker/decide/defaults.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"
#include "worker/share.h"

static const char  has_sql[] =
    "select to_json(to_regprocedure('core.rule_words_set(jsonb)')"
    " is not null)";
static const char  set_sql[] =
    "select to_json(w::text) from core.rule_words_set($1::jsonb) w";
static const char  builtin_sql[] =
    "select to_json(w::text) from core.rules_builtin_set($1::jsonb) w";


/* A schema without the function takes none. */

static bool
words_wanted(PGconn *pg, bool *ret_wanted)
{
    json_t  *has = cli_pg_json(pg, has_sql, 0, NULL);

    *ret_wanted = json_is_true(has);
    json_decref(has);
    return has != NULL;
}


/* json is given up; NULL is not stored. */

static bool
stored(PGconn *pg, const char *sql, json_t *json)
{
    const char  *params[1];
    char        *text = json != NULL ? json_dumps(json, JSON_COMPACT) : NULL;
    json_t      *answer;

    params[0] = text;
    answer = text == NULL ? NULL : cli_pg_json(pg, sql, 1, params);
    jsonx_free(text);
    json_decref(json);
    json_decref(answer);

    return answer != NULL;
}


/* The document as its authors wrote it: rules_t has no way back. */

static json_t *
builtin_rules(void)
{
    char  path[SHARE_PATH_MAX];

    return share_path(config_str("decide.rules"), path)
           ? json_load_file(path, 0, NULL) : NULL;
}


bool
migrate_words(PGconn *pg)
{
    char     err[256];
    json_t  *words;
    bool     wanted;

    if (!words_wanted(pg, &wanted)) {
        return false;
    }

    /* without the phrases beside it the names stay as they were */

    if (!wanted || !decide_init(err, sizeof(err))) {
        return true;
    }

    words = rules_words(decide_patterns());
    decide_release();

    return stored(pg, set_sql, words)
           && stored(pg, builtin_sql, builtin_rules());
}
