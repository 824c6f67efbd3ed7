/*
 * cli/migrate_words - the words that rules may use, into the database.
 *
 * They are the program's (packs of phrases, intents, signals); the API's own
 * check of rules, core.rules_problems(), reads them there.
 */

#include <stdlib.h>

#include "worker/cli/cli.h"
#include "worker/decide/defaults.h"

static const char  has_sql[] =
    "select to_json(to_regprocedure('core.rule_words_set(jsonb)')"
    " is not null)";
static const char  set_sql[] =
    "select to_json(w::text) from core.rule_words_set($1::jsonb) w";


/* A schema without the function takes none. */

static bool
words_wanted(PGconn *pg, bool *ret_wanted)
{
    json_t  *has = cli_pg_json(pg, has_sql, 0, NULL);

    *ret_wanted = json_is_true(has);
    json_decref(has);
    return has != NULL;
}


bool
migrate_words(PGconn *pg)
{
    char         err[256];
    const char  *params[1];
    json_t      *words, *answer;
    char        *text;
    bool         wanted, ok;

    if (!words_wanted(pg, &wanted)) {
        return false;
    }

    /* without the phrases beside it the names stay as they were */

    if (!wanted || !decide_init(err, sizeof(err))) {
        return true;
    }

    words = rules_words(decide_patterns());
    text = json_dumps(words, JSON_COMPACT);
    json_decref(words);
    decide_release();

    params[0] = text;
    answer = text == NULL ? NULL : cli_pg_json(pg, set_sql, 1, params);
    free(text);
    ok = answer != NULL;
    json_decref(answer);

    return ok;
}
