/*
 * provider_set - accounts at AI providers: their keys come from files and are
 * sealed before they leave this process; settings are checked by a table, so
 * that a wrong one is an error here and not a call that fails.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/channel.h"
#include "worker/cli/provider.h"
#include "worker/jsonx.h"
#include "worker/providers/provider.h"
#include "worker/providers/tenant_url.h"

#define URL_MAX  2000

static const char  set_sql[] = "select core.provider_set($1::uuid, $2,"
    " $3::boolean, $4, $5, $6, $7::jsonb, $8, $9::boolean)";
static const char  remove_sql[] = "select core.provider_remove($1::uuid, $2)";
static const char  list_sql[] = "select core.provider_list($1::uuid)";

/* What a kind's settings may be; of a type, one of words, or a number. */
static const struct {
    const char  *kind, *key;
    json_type    type;
    const char  *words;                 /* with blanks around; NULL: any; "2":
                                           a number from 0 to that */
} known[] = {
    { "openai",     "auth",         JSON_STRING, " bearer api-key none " },
    { "openai",     "api_version",  JSON_STRING, NULL },
    { "openai",     "max_tokens",   JSON_STRING,
      " max_tokens max_completion_tokens " },
    { "openai",     "stream_usage", JSON_FALSE,  NULL },
    { "openai",     "models",       JSON_OBJECT, NULL },
    { "openai",     "vision",       JSON_STRING, NULL },
    { "openai",     "temperature",  JSON_STRING, "2" },
    { "openai",     "top_p",        JSON_STRING, "1" },
    { "anthropic",  "version",      JSON_STRING, NULL },
    { "anthropic",  "models",       JSON_OBJECT, NULL },
    { "anthropic",  "vision",       JSON_STRING, NULL },
    { "anthropic",  "temperature",  JSON_STRING, "1" },
    { "anthropic",  "top_p",        JSON_STRING, "1" },
    { "bedrock",    "region",       JSON_STRING, NULL },
    { "bedrock",    "models",       JSON_OBJECT, NULL },
    { "bedrock",    "vision",       JSON_STRING, NULL },
    { "bedrock",    "temperature",  JSON_STRING, "1" },
    { "bedrock",    "top_p",        JSON_STRING, "1" },
    { "comprehend", "region",       JSON_STRING, NULL },
    { "lex",        "region",       JSON_STRING, NULL },
    { "lex",        "bot",          JSON_STRING, NULL },
    { "lex",        "alias",        JSON_STRING, NULL },
    { "lex",        "locales",      JSON_OBJECT, NULL },
    { "lex",        "bots",         JSON_OBJECT, NULL },
    { "lex",        "aliases",      JSON_OBJECT, NULL },
    { "speech",     "auth",         JSON_STRING, " bearer api-key none " },
    { "speech",     "api_version",  JSON_STRING, NULL },
    { "speech",     "format",       JSON_STRING, " verbose_json json " },
    { "embeddings", "auth",         JSON_STRING, " bearer api-key none " },
    { "embeddings", "api_version",  JSON_STRING, NULL },
    { "embeddings", "dimensions",   JSON_STRING,
      " 128 256 384 512 768 1024 1536 " },
    { "rekognition", "region",      JSON_STRING, NULL },
    { "textract",   "region",       JSON_STRING, NULL },
};

#define KNOWN  (sizeof(known) / sizeof(known[0]))

typedef struct {
    const char  *kind, *model, *base_url, *key_file;
    json_t      *settings;
    const char  *enabled;               /* "true", "false" or NULL */
} options_t;


/* ---- options ---- */

/* KEY=VALUE: JSON where it is some, else a string. */

static bool
setting_read(const char *text, json_t *settings)
{
    const char  *eq = strchr(text, '=');
    json_t      *value;
    char         key[64];

    if (eq == NULL || eq == text || (size_t) (eq - text) >= sizeof(key)) {
        cli_error("--setting %s: KEY=VALUE", text);
        return false;
    }

    snprintf(key, sizeof(key), "%.*s", (int) (eq - text), text);
    value = json_loads(eq + 1, JSON_DECODE_ANY, NULL);
    if (value == NULL || json_is_number(value)) {
        json_decref(value);
        value = json_string(eq + 1);
    }

    if (json_object_set_new(settings, key, value) != 0) {
        cli_error("--setting %s: is not UTF-8", key);
        return false;
    }

    return true;
}


static bool
options_read(args_t *args, options_t *o)
{
    const char  *text;

    *o = (options_t) {
        .kind = cli_value(args, "--kind"), .model = cli_value(args, "--model"),
        .base_url = cli_value(args, "--base-url"),
        .key_file = cli_value(args, "--key-file"),
        .settings = json_object(),
        .enabled = cli_flag(args, "--on") ? "true"
                   : cli_flag(args, "--off") ? "false" : NULL,
    };

    while ((text = cli_value(args, "--setting")) != NULL) {
        if (!setting_read(text, o->settings)) {
            return false;
        }
    }

    while ((text = cli_value(args, "--unset")) != NULL) {
        json_object_set_new(o->settings, text, json_null());
    }

    return !args->failed;
}


/* Written as JSON writes them: "0.7". */

static bool
number_ok(const char *text, const char *most)
{
    char    *end;
    double   n = strtod(text, &end);

    return end != text && *end == '\0' && n >= 0 && n <= atof(most)
           && strspn(text, "0123456789.") == strlen(text);
}


static bool
setting_ok(const char *kind, const char *key, const json_t *value)
{
    char  word[128];

    for (size_t i = 0; i < KNOWN; i++) {
        if (strcmp(known[i].kind, kind) != 0
            || strcmp(known[i].key, key) != 0)
        {
            continue;
        }

        if (json_is_null(value)) {
            return true;                /* taken away */
        }

        if (known[i].type == JSON_FALSE ? !json_is_boolean(value)
            : json_typeof(value) != known[i].type)
        {
            cli_error("setting %s of %s: %s", key, kind,
                      known[i].type == JSON_FALSE ? "true or false"
                      : known[i].type == JSON_OBJECT ? "a JSON object"
                      : "a string");
            return false;
        }

        snprintf(word, sizeof(word), " %s ", json_is_string(value)
                 ? json_string_value(value) : "");
        if (known[i].words != NULL && known[i].words[0] != ' ') {
            if (!number_ok(json_string_value(value), known[i].words)) {
                cli_error("setting %s of %s: a number from 0 to %s", key, kind,
                          known[i].words);
                return false;
            }

        } else if (known[i].words != NULL
                   && strstr(known[i].words, word) == NULL)
        {
            cli_error("setting %s of %s: one of%s", key, kind,
                      known[i].words);
            return false;
        }
        return true;
    }

    cli_error("%s has no setting \"%s\" (see --help)", kind, key);

    return false;
}


/* An account of a tenant's own may not lead everywhere. */

static bool
base_url_ok(const char *tenant, const char *url)
{
    const char  *problem = url == NULL || *url == '\0'
                           || strcmp(tenant, TENANT_OPERATOR) == 0
                           ? NULL : tenant_url_problem(url);

    if (problem != NULL) {
        cli_error("--base-url %s", problem);
    }

    return problem == NULL;
}


static bool
options_ok(const char *tenant, const char *kind, const options_t *o)
{
    const char  *url = o->base_url, *key;
    size_t       len = url == NULL ? 0 : strlen(url);
    json_t      *value;

    if (len > 0
        && ((strncmp(url, "https://", 8) != 0
             && strncmp(url, "http://", 7) != 0)
            || len > URL_MAX || url[len - 1] == '/' || strchr(url, ' ')
            || strchr(url, '@')))
    {
        cli_error("--base-url: https://... or http://..., without a name in"
                  " it and without a slash at the end");
        return false;
    }

    if (!base_url_ok(tenant, url)) {
        return false;
    }

    json_object_foreach(o->settings, key, value) {
        if (!setting_ok(kind, key, value)) {
            return false;
        }
    }

    return true;
}


/* ---- writing ---- */

/* The box of the key; false, told. */

static bool
key_seal(const char *tenant, const char *name, const char *file,
    char box[SEAL_TEXT_MAX + 1])
{
    const secret_place_t  place = {
        "provider", tenant, "model", name, "credential"
    };
    secret_t              key = { .len = 0 };
    bool                  ok = secret_read(file, &key);

    if (ok && strpbrk((const char *) key.bytes, "\r\n") != NULL) {
        cli_error("%s: a key is one line", file);
        ok = false;
    }

    ok = ok && secret_box(&place, &key, box);
    secret_wipe(&key);

    return ok;
}


static int
provider_write(PGconn *pg, const char *tenant, const char *name, bool is_new,
    const options_t *o)
{
    char         box[SEAL_TEXT_MAX + 1], *settings;
    const char  *params[] = {
        tenant, name, is_new ? "true" : "false", o->kind, o->model,
        o->base_url, NULL, NULL, o->enabled
    };
    json_t      *answer;
    bool         ok;

    if (o->key_file != NULL) {
        if (!key_seal(tenant, name, o->key_file, box)) {
            return EXIT_FAILED;
        }
        params[7] = box;
    }

    params[6] = settings = json_dumps(o->settings, JSON_COMPACT);
    answer = cli_pg_json(pg, set_sql, 9, params);
    jsonx_free(settings);
    ok = json_is_true(json_object_get(answer, "ok"));

    if (answer != NULL && !ok) {
        cli_error(is_new ? "there is a provider \"%s\" already; relevo"
                  " provider set" : "there is no provider \"%s\"; relevo"
                  " provider list", name);
    }

    json_decref(answer);

    return ok ? EXIT_OK : EXIT_FAILED;
}


/* Its kind, in buf; false, told. */

static bool
provider_kind(PGconn *pg, const char *tenant, const char *name, char buf[33])
{
    json_t  *list = cli_pg_json(pg, list_sql, 1, &tenant), *item;
    size_t   i;
    bool     found = false;

    json_array_foreach(json_object_get(list, "providers"), i, item) {
        if (strcmp(cli_str(item, "name"), name) == 0) {
            snprintf(buf, 33, "%s", cli_str(item, "kind"));
            found = true;
        }
    }

    if (list != NULL && !found) {
        cli_error("there is no provider \"%s\"; relevo provider list", name);
    }

    json_decref(list);

    return found;
}


static bool
name_ok(const char *name)
{
    size_t  len = strlen(name);

    if (len == 0 || len > 63 || strspn(name, "abcdefghijklmnopqrstuvwxyz"
                                       "0123456789_-") != len
        || *name == '_' || *name == '-')
    {
        cli_error("\"%s\": a name is of a-z, 0-9, _ and -, 63 at most", name);
        return false;
    }

    return true;
}


/* Options, tenant and one word; else EXIT_USAGE or EXIT_FAILED, told.  The
 * settings in ret_o are the caller's to free in any case. */

static int
arguments_read(PGconn *pg, args_t *args, options_t *ret_o, char tenant[37])
{
    if (!options_read(args, ret_o)) {
        return EXIT_USAGE;
    }

    if (!provider_tenant(pg, args, tenant)) {
        return args->failed ? EXIT_USAGE : EXIT_FAILED;
    }

    return cli_words(args, 1, 1) ? EXIT_OK : EXIT_USAGE;
}


int
provider_add(PGconn *pg, args_t *args)
{
    options_t  o;
    char       tenant[37];
    int        rc = arguments_read(pg, args, &o, tenant);

    if (rc != EXIT_OK) {
        goto out;
    }

    rc = EXIT_USAGE;
    if (!name_ok(args->argv[0])) {
        goto out;
    }

    if (o.kind == NULL || provider_find(o.kind) == NULL) {
        cli_error("--kind: one of openai, anthropic, bedrock, comprehend,"
                  " lex, speech, rekognition, textract, embeddings");
        goto out;
    }

    if (o.model == NULL && (provider_find(o.kind)->caps
                            & (PROVIDER_CHAT | PROVIDER_SPEECH
                               | PROVIDER_EMBED)))
    {
        cli_error("--model MODEL is missing");
        goto out;
    }

    if (options_ok(tenant, o.kind, &o)) {
        rc = provider_write(pg, tenant, args->argv[0], true, &o);
    }

    if (rc == EXIT_OK) {
        printf("%s created\n", args->argv[0]);
    }

out:
    json_decref(o.settings);

    return rc;
}


int
provider_set(PGconn *pg, args_t *args)
{
    options_t  o;
    char       tenant[37], kind[33];
    int        rc = arguments_read(pg, args, &o, tenant);

    if (rc != EXIT_OK) {
        goto out;
    }

    if (o.kind != NULL) {
        rc = EXIT_USAGE;
        cli_error("the kind of a provider stays; remove it and add another");
        goto out;
    }

    rc = EXIT_FAILED;
    if (provider_kind(pg, tenant, args->argv[0], kind)) {
        rc = options_ok(tenant, kind, &o)
             ? provider_write(pg, tenant, args->argv[0], false, &o)
             : EXIT_USAGE;
    }

out:
    json_decref(o.settings);

    return rc;
}


int
provider_remove(PGconn *pg, args_t *args)
{
    char         tenant[37];
    const char  *params[2] = { tenant, NULL };
    json_t      *answer;
    bool         ok;

    if (!provider_tenant(pg, args, tenant)) {
        return args->failed ? EXIT_USAGE : EXIT_FAILED;
    }

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    params[1] = args->argv[0];
    answer = cli_pg_json(pg, remove_sql, 2, params);
    ok = json_is_true(json_object_get(answer, "ok"));

    if (answer != NULL && !ok) {
        cli_error(json_is_true(json_object_get(answer, "used"))
                  ? "a rule asks \"%s\"; relevo provider route"
                  : "there is no provider \"%s\"; relevo provider list",
                  params[1]);
    }

    json_decref(answer);

    return ok ? EXIT_OK : EXIT_FAILED;
}
