/*
 * channel_register - `relevo channel register`: tells the provider where our
 * endpoint is, with its verify token or secret.
 *
 *   Meta      POST /{app}/subscriptions           the app's callback, fields
 *             POST /{waba}/subscribed_apps        a callback of its own
 *   Telegram  POST /bot<token>/setWebhook
 *
 * Meta asks the URL for the verify token before it answers, so success here
 * is proof that nginx knows the endpoint.
 */

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/channel.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define URL_MAX        200              /* of override_callback_uri */
#define ID_MAX         32

static const char  account_sql[] = "select core.account_secret($1, $2)";

/* What an app is subscribed to, by channel. */
static const struct {
    const char  *channel, *object, *fields;
} subscriptions[] = {
    { "whatsapp", "whatsapp_business_account",
      "messages,message_template_status_update,"
      "message_template_quality_update,phone_number_quality_update,"
      "account_update,account_alerts,smb_message_echoes,calls" },
    { "messenger", "page",
      "messages,messaging_postbacks,message_deliveries,message_reads,"
      "message_reactions,messaging_referrals,messaging_optins" },
    { "instagram", "instagram",
      "messages,messaging_postbacks,messaging_seen,message_reactions,"
      "comments" },
};

typedef struct {
    const char  *url;
    const char  *app_id, *app_secret_file;
    const char  *waba, *account;
} options_t;


/* What relevo.conf has for accounts without a token of their own; empty: it
 * has none. */

static slice_t
token_of_settings(const char *channel)
{
    static const char *const  keys[] = {
        "whatsapp.token_file", "messenger.token_file",
        "instagram.token_file", "telegram.token_file"
    };
    size_t  n = strlen(channel);

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (strncmp(keys[i], channel, n) == 0 && keys[i][n] == '.') {
            return config_secret(keys[i]);
        }
    }

    return SLICE_NULL;
}


/* That of relevo.conf, as the account's; false, told.  It is the operator's,
 * and goes to where relevo.conf says: an account may lead elsewhere. */

static bool
token_take(const char *channel, const char *account, const char *base,
    secret_t *ret_token)
{
    slice_t  token = token_of_settings(channel);

    if (token.len == 0 || token.len > SEAL_SECRET_MAX) {
        cli_error("%s %s has no access token; relevo channel rotate %s %s"
                  " --token-file FILE", channel, account, channel, account);
        return false;
    }

    if (*base != '\0') {
        cli_error("%s %s has an api_base of its own, and no access token: the"
                  " one of relevo.conf is not sent there; relevo channel"
                  " rotate %s %s --token-file FILE, or channel set --unset"
                  " api_base", channel, account, channel, account);
        return false;
    }

    memcpy(ret_token->bytes, token.data, token.len);
    ret_token->bytes[token.len] = '\0';
    ret_token->len = token.len;

    return true;
}


bool
account_token(PGconn *pg, const char *channel, const char *account,
    secret_t *ret_token, char *ret_base, size_t base_len)
{
    const char            *params[] = { channel, account };
    json_t                *row = cli_pg_json(pg, account_sql, 2, params);
    const secret_place_t   place = {
        "account", cli_str(row, "tenant"), channel, account, "credential"
    };
    bool                   ok = false;

    if (row == NULL) {
        return false;
    }

    snprintf(ret_base, base_len, "%s",
             cli_str(json_object_get(row, "settings"), "api_base"));

    if (!json_is_true(json_object_get(row, "found"))) {
        (void) channel_missing("account", channel, account);

    } else if (*cli_str(row, "credential") != '\0') {
        ok = secret_unbox(&place, cli_str(row, "credential"), ret_token);

    } else {
        ok = token_take(channel, account, ret_base, ret_token);
    }

    json_decref(row);

    return ok;
}


static bool
id_is_plain(const char *id)
{
    size_t  n = strlen(id);

    return n > 0 && n <= ID_MAX && strspn(id, "0123456789") == n;
}


/* What the provider said when it did not agree. */

static int
answer_judge(json_t *answer, long status, const char *what)
{
    const json_t  *error = json_object_get(answer, "error");
    const char    *text = json_is_string(answer) ? json_string_value(answer)
                          : cli_str(error, "message");
    int            rc = EXIT_FAILED;

    if (answer == NULL) {
        return EXIT_FAILED;
    }

    if (*text == '\0') {
        text = cli_str(answer, "description");
    }

    if (status == 200 && (json_is_true(json_object_get(answer, "success"))
                          || json_is_true(json_object_get(answer, "ok"))))
    {
        printf("%s: done\n", what);
        rc = EXIT_OK;
    } else {
        cli_error("%s: refused with %ld: %.200s", what, status, text);
    }

    json_decref(answer);

    return rc;
}


static int
post_json(const char *url, const char *bearer, const json_t *body,
    const char *what)
{
    const char     *headers[] = { "Content-Type: application/json", bearer,
                                  NULL };
    char           *text = json_dumps(body, JSON_COMPACT);
    cli_request_t   request = { "POST", url, headers, slice_str(text) };
    long            status = 0;
    json_t         *answer;
    int             rc = EXIT_FAILED;

    if (text != NULL) {
        answer = cli_http(&request, &status);
        rc = answer_judge(answer, status, what);
        OPENSSL_cleanse(text, strlen(text));
        jsonx_free(text);
    }

    return rc;
}


/* The app's callback for all its accounts; signed in by id and secret. */

static int
register_app(const char *channel, const options_t *o, const secret_t *own,
    const secret_t *verify)
{
    secret_t     secret = { .len = 0 };
    json_t      *body;
    char         url[512], bearer[SEAL_SECRET_MAX + ID_MAX + 32];
    int          rc = EXIT_FAILED;
    size_t       i = 0;

    /* what signs the webhooks of a Meta app is the app's secret */

    if (o->app_secret_file == NULL) {
        secret = *own;

    } else if (!secret_read(o->app_secret_file, &secret)) {
        return EXIT_USAGE;
    }

    while (strcmp(subscriptions[i].channel, channel) != 0) {
        i++;                            /* the caller has seen that it is */
    }

    snprintf(url, sizeof(url), "%s/%s/%s/subscriptions",
             config_str("whatsapp.api_base"),
             config_str("whatsapp.api_version"), o->app_id);
    snprintf(bearer, sizeof(bearer), "Authorization: Bearer %s|%s", o->app_id,
             (const char *) secret.bytes);
    body = json_pack("{s:s, s:s, s:s, s:s, s:b}", "object",
                     subscriptions[i].object, "callback_url", o->url,
                     "fields", subscriptions[i].fields, "verify_token",
                     (const char *) verify->bytes, "include_values", 1);
    if (body != NULL) {
        rc = post_json(url, bearer, body, "callback of the app");
    }

    json_decref(body);
    OPENSSL_cleanse(bearer, sizeof(bearer));
    secret_wipe(&secret);

    return rc;
}


/* One WhatsApp business account, with a callback of its own. */

static int
register_waba(PGconn *pg, const char *channel, const options_t *o,
    const secret_t *verify)
{
    secret_t     token = { .len = 0 };
    json_t      *body;
    char         url[512], base[256], bearer[SEAL_SECRET_MAX + 32];
    int          rc = EXIT_FAILED;

    if (o->account == NULL) {
        cli_error("--account ACCOUNT is missing: whose token is to be used?");
        return EXIT_USAGE;
    }

    if (!account_token(pg, channel, o->account, &token, base, sizeof(base))) {
        return EXIT_FAILED;
    }

    snprintf(url, sizeof(url), "%s/%s/%s/subscribed_apps",
             *base != '\0' ? base : config_str("whatsapp.api_base"),
             config_str("whatsapp.api_version"), o->waba);
    snprintf(bearer, sizeof(bearer), "Authorization: Bearer %s",
             (const char *) token.bytes);
    body = json_pack("{s:s, s:s}", "override_callback_uri", o->url,
                     "verify_token", (const char *) verify->bytes);
    if (body != NULL) {
        rc = post_json(url, bearer, body, "callback of the business account");
    }

    json_decref(body);
    OPENSSL_cleanse(bearer, sizeof(bearer));
    secret_wipe(&token);

    return rc;
}


static int
register_meta(PGconn *pg, const char *channel, const options_t *o,
    const secret_t *own, const secret_t *verify)
{
    int  rc = EXIT_USAGE;

    if (verify->len == 0) {
        cli_error("the endpoint has no verify token");
        return EXIT_FAILED;
    }

    if (o->app_id == NULL && o->waba == NULL) {
        cli_error("--app-id ID or --waba ID is missing");
        return EXIT_USAGE;
    }

    if ((o->app_id != NULL && !id_is_plain(o->app_id))
        || (o->waba != NULL && !id_is_plain(o->waba)))
    {
        cli_error("an id has digits only");
        return EXIT_USAGE;
    }

    if (strlen(o->url) > URL_MAX) {
        cli_error("--url: at most %d characters", URL_MAX);
        return EXIT_USAGE;
    }

    if (o->app_id != NULL) {
        rc = register_app(channel, o, own, verify);
        if (rc != EXIT_OK) {
            return rc;
        }
    }

    return o->waba != NULL ? register_waba(pg, channel, o, verify) : rc;
}


static int
register_telegram(PGconn *pg, const char *name, const options_t *o,
    const secret_t *secret)
{
    secret_t   token = { .len = 0 };
    json_t    *body;
    char       base[256], url[SEAL_SECRET_MAX + 300];
    int        rc = EXIT_FAILED;

    if (!account_token(pg, "telegram", name, &token, base, sizeof(base))) {
        return EXIT_FAILED;
    }

    snprintf(url, sizeof(url), "%s/bot%s/setWebhook",
             *base != '\0' ? base : config_str("telegram.api_base"),
             (const char *) token.bytes);

    /* reactions come only when they are asked for, and then nothing else that
     * is not named */

    body = json_pack("{s:s, s:s, s:i, s:[sssssss]}", "url", o->url,
                     "secret_token", (const char *) secret->bytes,
                     "max_connections", 40, "allowed_updates", "message",
                     "edited_message", "channel_post", "edited_channel_post",
                     "callback_query", "my_chat_member", "message_reaction");
    if (body != NULL) {
        rc = post_json(url, NULL, body, "webhook of the bot");
    }

    json_decref(body);
    OPENSSL_cleanse(url, sizeof(url));
    secret_wipe(&token);

    return rc;
}


static bool
is_meta(const char *channel)
{
    for (size_t i = 0; i < sizeof(subscriptions) / sizeof(subscriptions[0]);
         i++)
    {
        if (strcmp(subscriptions[i].channel, channel) == 0) {
            return true;
        }
    }

    return false;
}


int
channel_register(PGconn *pg, args_t *args)
{
    const char            *endpoint = cli_value(args, "--endpoint");
    const options_t        o = {
        .url = cli_value(args, "--url"),
        .app_id = cli_value(args, "--app-id"),
        .app_secret_file = cli_value(args, "--app-secret-file"),
        .waba = cli_value(args, "--waba"),
        .account = cli_value(args, "--account"),
    };
    const channel_kind_t  *kind;
    secret_t               secret = { .len = 0 }, verify = { .len = 0 };
    json_t                *row;
    int                    rc = EXIT_USAGE;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    kind = channel_kind(args->argv[0]);
    if (kind == NULL) {
        return EXIT_USAGE;
    }

    if (endpoint == NULL || o.url == NULL) {
        cli_error("--endpoint NAME and --url URL are needed");
        return EXIT_USAGE;
    }

    row = endpoint_open(pg, kind->name, endpoint, &secret, &verify);
    if (row == NULL) {
        return EXIT_FAILED;
    }

    if (is_meta(kind->name)) {
        rc = register_meta(pg, kind->name, &o, &secret, &verify);

    } else if (strcmp(kind->name, "telegram") == 0) {
        rc = register_telegram(pg, endpoint, &o, &secret);

    } else {
        cli_error("%s is set up where its senders are; the URL is %s",
                  kind->name, o.url);
    }

    json_decref(row);
    secret_wipe(&secret);
    secret_wipe(&verify);

    return rc;
}
