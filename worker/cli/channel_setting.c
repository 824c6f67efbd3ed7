/*
 * channel_setting - what the row of an account says beside its token: a table.
 *
 * A setting that is given is checked here, so that a wrong one is an error on
 * the command line and not a send that fails.  Secrets are none of them: a
 * token comes from a file and is sealed.
 */

#include <stdio.h>
#include <string.h>

#include "worker/cli/channel.h"

#define RATE_MAX  1000000
#define URL_MAX   2000

static const char *url_flaw(const char *value);
static const char *sid_flaw(const char *value);
static const char *template_flaw(const char *value);

static const struct {
    const char   *option;
    const char   *key;                  /* in account.settings */
    const char   *channel;              /* NULL: of any */
    const char *(*flaw)(const char *value);
} rows[] = {
    { "--api-base",        "api_base",        NULL,     url_flaw },
    { "--account-sid",     "account_sid",     "twilio", sid_flaw },
    { "--status-callback", "status_callback", "twilio", url_flaw },
    { "--window-template", "window_template", "whatsapp", template_flaw },
};

/* What --unset knows besides. */
static const char *const  others[] = { "rate", "callback_url" };

#define N_OF(a)  (sizeof(a) / sizeof((a)[0]))


static const char *
url_flaw(const char *value)
{
    if (strncmp(value, "https://", 8) != 0
        && strncmp(value, "http://", 7) != 0)
    {
        return "begins with https:// or http://";
    }

    for (const char *p = value; *p != '\0'; p++) {
        if (*p <= ' ' || *p > '~' || *p == '"' || *p == '\\') {
            return "is printable ASCII without blanks";
        }
    }

    return strlen(value) > URL_MAX ? "has at most 2000 bytes" : NULL;
}


/* "come_back:es": how Meta knows the template, and in which language. */

static const char *
template_flaw(const char *value)
{
    static const char  letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

    size_t  n = strspn(value, letters);
    size_t  rest = value[n] == ':' ? strlen(value + n + 1) : 0;

    return n == 0 || n > 512 || rest < 2 || rest > 16
           ? "is name:language, come_back:es" : NULL;
}


static const char *
sid_flaw(const char *value)
{
    return strlen(value) == 34 && strncmp(value, "AC", 2) == 0
           && strspn(value + 2, "0123456789abcdef") == 32
           ? NULL : "is AC and 32 hex digits";
}


static bool
setting_unset(json_t *settings, const char *key)
{
    bool  known = false;

    for (size_t i = 0; i < N_OF(rows); i++) {
        known = known || strcmp(rows[i].key, key) == 0;
    }

    for (size_t i = 0; i < N_OF(others); i++) {
        known = known || strcmp(others[i], key) == 0;
    }

    if (!known) {
        cli_error("--unset %s: there is no such setting", key);
        return false;
    }

    json_object_set_new(settings, key, json_null());

    return true;
}


bool
account_settings(args_t *args, json_t *settings)
{
    const char  *value;
    long         rate = -1;

    while ((value = cli_value(args, "--unset")) != NULL) {
        if (!setting_unset(settings, value)) {
            return false;
        }
    }

    for (size_t i = 0; i < N_OF(rows); i++) {
        const char  *flaw;

        value = cli_value(args, rows[i].option);
        if (value == NULL) {
            continue;
        }

        flaw = rows[i].flaw(value);
        if (flaw != NULL) {
            cli_error("%s %s", rows[i].option, flaw);
            return false;
        }

        json_object_set_new(settings, rows[i].key, json_string(value));
    }

    if (!cli_int(args, "--rate", 1, RATE_MAX, &rate)) {
        return false;
    }

    if (rate > 0) {
        json_object_set_new(settings, "rate", json_integer(rate));
    }

    return !args->failed;
}


bool
account_settings_ok(const json_t *settings, const char *channel)
{
    for (size_t i = 0; i < N_OF(rows); i++) {
        if (rows[i].channel != NULL && strcmp(rows[i].channel, channel) != 0
            && json_is_string(json_object_get(settings, rows[i].key)))
        {
            cli_error("%s belongs to channel %s, not to %s", rows[i].option,
                      rows[i].channel, channel);
            return false;
        }
    }

    return true;
}
