/*
 * cli/tenant_set - `relevo tenant set SLUG KEY VALUE` and `tenant show`: where
 * a tenant differs from relevo.conf.
 *
 * A setting is one row of the table below; what is not in it cannot be set.
 * "default" takes a setting away again.
 */

#include "worker/cli/tenant_set.h"
#include "worker/jsonx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS_MAX  3650

typedef enum {
    KIND_PERCENT, KIND_DAYS, KIND_DAYS_OFF, KIND_SWITCH, KIND_WORD
} kind_t;

static const struct {
    const char  *key, *path;            /* path: as text[] */
    kind_t       kind;
    const char  *words[3];
} settings[] = {
    { "answer.threshold", "{answer,threshold}", KIND_PERCENT, { NULL } },
    { "answer.below", "{answer,below}", KIND_WORD, { "handover", "ask" } },
    { "answer.cite", "{answer,cite}", KIND_SWITCH, { NULL } },
    { "archive.days", "{archive_days}", KIND_DAYS_OFF, { NULL } },
    { "archive.keep", "{archive_keep}", KIND_DAYS_OFF, { NULL } },
    { "flag.human_handoff", "{flags,human_handoff}", KIND_SWITCH, { NULL } },
    { "flag.response_cache", "{flags,response_cache}", KIND_SWITCH,
      { NULL } },
    { "flag.sentiment_analysis", "{flags,sentiment_analysis}", KIND_SWITCH,
      { NULL } },
    { "language.sure", "{language_sure}", KIND_PERCENT, { NULL } },
    { "media.days", "{media_days,all}", KIND_DAYS, { NULL } },
    { "media.days.image", "{media_days,image}", KIND_DAYS, { NULL } },
    { "media.days.audio", "{media_days,audio}", KIND_DAYS, { NULL } },
    { "media.days.voice", "{media_days,voice}", KIND_DAYS, { NULL } },
    { "media.days.video", "{media_days,video}", KIND_DAYS, { NULL } },
    { "media.days.document", "{media_days,document}", KIND_DAYS, { NULL } },
    { "media.days.sticker", "{media_days,sticker}", KIND_DAYS, { NULL } },
    { "reply.pacing", "{pacing}", KIND_SWITCH, { NULL } },
    { "reply.receipts", "{receipts}", KIND_SWITCH, { NULL } },
    { "summary.model", "{model_summary}", KIND_SWITCH, { NULL } },
    { "reply_policy", "{reply_policy}", KIND_WORD,
      { "at_least_once", "at_most_once" } },
};

#define SETTINGS  (sizeof(settings) / sizeof(settings[0]))

static const char  set_sql[] =
    "select core.tenant_setting($1::uuid, $2::text[], $3::jsonb)";
static const char  show_sql[] =
    "select jsonb_build_object('slug', slug, 'name', name, 'language',"
    " default_language, 'knowledge', knowledge, 'settings', settings)"
    " from core.tenant where tenant_id = $1::uuid";


/* JSON of a number; NULL, told, when it is none, or not between the two. */

static json_t *
number_of(unsigned i, const char *text, long least, long most,
    const char *what)
{
    char  *end;
    long   n = strtol(text, &end, 10);

    if (end != text && *end == '\0' && n >= least && n <= most) {
        return json_integer(n);
    }

    cli_error("%s: \"%s\" is not %s from %ld to %ld", settings[i].key, text,
              what, least, most);
    return NULL;
}


/* JSON of a value; NULL, told, when it is none. */

static json_t *
value_of(unsigned i, const char *text)
{
    if (strcmp(text, "default") == 0) {
        return json_null();
    }

    if (settings[i].kind == KIND_PERCENT) {
        return number_of(i, text, 0, 100, "a percentage");
    }

    if (settings[i].kind == KIND_DAYS_OFF && strcmp(text, "off") == 0) {
        return json_integer(0);
    }

    if (settings[i].kind == KIND_DAYS || settings[i].kind == KIND_DAYS_OFF) {
        return number_of(i, text, 1, DAYS_MAX, "a number of days");
    }

    if (settings[i].kind == KIND_SWITCH) {
        if (strcmp(text, "on") == 0 || strcmp(text, "off") == 0) {
            return json_boolean(text[1] == 'n');
        }

        cli_error("%s: \"%s\" is neither on nor off", settings[i].key, text);
        return NULL;
    }

    for (int w = 0; settings[i].words[w] != NULL; w++) {
        if (strcmp(text, settings[i].words[w]) == 0) {
            return json_string(text);
        }
    }

    cli_error("%s: \"%s\" is neither %s nor %s", settings[i].key, text,
              settings[i].words[0], settings[i].words[1]);
    return NULL;
}


static bool
setting_find(const char *key, unsigned *ret_i)
{
    const char  *names[SETTINGS + 1] = { NULL }, *near;

    for (unsigned i = 0; i < SETTINGS; i++) {
        names[i] = settings[i].key;
        if (strcmp(key, settings[i].key) == 0) {
            *ret_i = i;
            return true;
        }
    }

    near = cli_nearest(key, names);
    cli_error("there is no setting \"%s\" of a tenant%s%s%s", key,
              near != NULL ? "; did you mean \"" : "",
              near != NULL ? near : "", near != NULL ? "\"?" : "");
    return false;
}


int
tenant_set(PGconn *pg, args_t *args)
{
    char         tenant[37], *text;
    const char  *params[3];
    json_t      *value, *answer;
    unsigned     i;

    if (!cli_words(args, 3, 3) || !setting_find(args->argv[1], &i)) {
        return EXIT_USAGE;
    }

    value = value_of(i, args->argv[2]);
    if (value == NULL) {
        return EXIT_USAGE;
    }

    text = json_dumps(value, JSON_ENCODE_ANY);
    json_decref(value);
    params[0] = tenant;
    params[1] = settings[i].path;
    params[2] = text;

    answer = text != NULL && cli_tenant_id(pg, args->argv[0], tenant)
             ? cli_pg_json(pg, set_sql, 3, params) : NULL;
    jsonx_free(text);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    printf("%s: %s %s\n", args->argv[0], settings[i].key, args->argv[2]);
    json_decref(answer);

    return EXIT_OK;
}


int
tenant_show(PGconn *pg, args_t *args)
{
    char         tenant[37];
    const char  *params[1] = { tenant };
    json_t      *answer;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (!cli_tenant_id(pg, args->argv[0], tenant)) {
        return EXIT_FAILED;
    }

    answer = cli_pg_json(pg, show_sql, 1, params);
    if (answer == NULL) {
        return EXIT_FAILED;
    }

    cli_print_json(answer);
    json_decref(answer);

    return EXIT_OK;
}
