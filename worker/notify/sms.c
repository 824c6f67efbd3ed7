/*
 * sms - a text message through whatever provider the tenant has.
 *
 * settings: url and body with {to} and {text} (and {from}); each value is
 * encoded for the place it stands in, so that a text cannot become a member
 * or a parameter of its own.  auth says how the route's secret goes along:
 * none, bearer, basic ("user:password") or header (its name in `header`).
 * The URL is a tenant's: the guard of callbacks decides where it may lead.
 */

#include "worker/notify/notify.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "common/form.h"
#include "worker/answer/fill.h"
#include "worker/channels/callback.h"
#include "worker/channels/verdict.h"
#include "worker/jsonx.h"
#include "worker/notify/message.h"

#define LENGTH_DEFAULT  320             /* bytes: two messages of GSM 7 */
#define LENGTH_MIN      10
#define ANSWER_MAX      (64 * 1024)
#define PLACES          3

typedef const char *(*encode_fn)(pool_t *pool, const char *value);


/* As part of a URL or of a form. */
static const char *
encode_form(pool_t *pool, const char *value)
{
    size_t    len = strlen(value);
    uint8_t  *to = pool_alloc(pool, 3 * len + 1);

    if (to != NULL) {
        to[form_encode(slice_str(value), to)] = '\0';
    }

    return (const char *) to;
}


/* As the inside of a JSON string: the quotes are the template's. */
static const char *
encode_json(pool_t *pool, const char *value)
{
    json_t   *string = json_string(value);
    char     *text = string == NULL ? NULL
                     : json_dumps(string, JSON_ENCODE_ANY);
    char     *inside = text == NULL ? NULL
                       : pool_printf(pool, "%.*s", (int) strlen(text) - 2,
                                     text + 1);

    jsonx_free(text);
    json_decref(string);

    return inside;
}


static const char *
template_fill(pool_t *pool, const char *template, const fill_t *plain,
    encode_fn encode)
{
    fill_t  values[PLACES];

    for (int i = 0; i < PLACES; i++) {
        values[i].name = plain[i].name;
        values[i].value = encode(pool, plain[i].value);

        if (values[i].value == NULL) {
            return NULL;
        }
    }

    return fill_text(pool, template, values, PLACES);
}


/* Its headline, and the link when there is room for it. */
static const char *
sms_text(const message_t *m, const json_t *settings, pool_t *pool)
{
    const char  *wanted = jsonx_str(settings, "max_length");
    size_t       max = *wanted != '\0' ? strtoul(wanted, NULL, 10)
                       : (size_t) jsonx_int(settings, "max_length");

    max = max == 0 ? LENGTH_DEFAULT : max < LENGTH_MIN ? LENGTH_MIN : max;

    if (m->link != NULL && strlen(m->brief) + strlen(m->link) < max) {
        return pool_printf(pool, "%s %s", m->brief, m->link);
    }

    return message_cut(pool, m->brief, max);
}


/* NULL: there is none to send; "" when it cannot be made. */
static const char *
sms_auth(const channel_account_t *account, pool_t *pool)
{
    const char  *how = jsonx_str(account->settings, "auth");
    const char  *secret = (const char *) account->token.data;
    char        *basic;

    if (*how == '\0' || strcmp(how, "none") == 0) {
        return NULL;
    }

    if (secret == NULL) {
        return "";
    }

    if (strcmp(how, "bearer") == 0) {
        return pool_printf(pool, "Authorization: Bearer %s", secret);
    }

    if (strcmp(how, "header") == 0) {
        return pool_printf(pool, "%s: %s", jsonx_str(account->settings,
                                                     "header"), secret);
    }

    basic = pool_alloc(pool, 4 * (account->token.len / 3 + 1) + 1);

    if (basic == NULL) {
        return "";
    }

    (void) EVP_EncodeBlock((uint8_t *) basic, account->token.data,
                           (int) account->token.len);

    return pool_printf(pool, "Authorization: Basic %s", basic);
}


static bool
sms_fill(const json_t *row, const channel_account_t *account, pool_t *pool,
    http_request_t *http)
{
    const json_t     *s = account->settings;
    const message_t  *m = message_new(row, account, pool);
    const char       *type = jsonx_str(s, "content_type"), *body;
    const char       *text = m == NULL ? NULL : sms_text(m, s, pool);
    const fill_t      values[PLACES] = {
        { "to", jsonx_str(s, "target") },
        { "text", text },
        { "from", jsonx_str(s, "from") },
    };
    bool              is_form = strstr(type, "form") != NULL;

    if (text == NULL) {
        return false;
    }

    body = template_fill(pool, jsonx_str(s, "body"), values,
                         is_form ? encode_form : encode_json);
    http->url = template_fill(pool, jsonx_str(s, "url"), values, encode_form);
    http->body = slice_str(body);
    http->method = http->body.len > 0 ? "POST" : "GET";

    return body != NULL && http->url != NULL;
}


static bool
sms_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const json_t  *s = account->settings;
    const char    *auth = sms_auth(account, pool);
    const char   **headers = pool_alloc(pool, 3 * sizeof(char *));
    bool           is_form = strstr(jsonx_str(s, "content_type"), "form")
                             != NULL;

    if (*jsonx_str(s, "target") == '\0') {
        *ret_error = "the route is gone";
        return false;
    }

    *ret_http = (http_request_t) {
        .headers = headers,
        .max_body = ANSWER_MAX,
    };
    *ret_error = "out of memory";

    if (headers == NULL || !sms_fill(row, account, pool, ret_http)) {
        return false;
    }

    if (callback_problem(ret_http->url) != NULL
        || (auth != NULL && *auth == '\0'))
    {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    headers[0] = is_form ? "Content-Type: application/x-www-form-urlencoded"
                         : "Content-Type: application/json";
    headers[1] = auth;
    ret_http->may_connect = callback_guard(ret_http->url);

    return true;
}


static void
answer_read(const op_t *op, const json_t *answer, pool_t *pool,
    send_result_t *r)
{
    static const char *const  keys[] = { "sid", "id", "message_id" };

    verdict_status(op, pool, r);

    if (op->status >= 200 && op->status < 300) {
        r->cls = SEND_SENT;

        for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
            const char  *id = jsonx_str(answer, keys[i]);

            if (*id != '\0' && strlen(id) <= 255) {
                r->provider_id = pool_strdup(pool, id);
                return;
            }
        }

    } else if (r->cls == SEND_RETRY && op->status >= 400
               && op->status != 429)
    {
        r->cls = SEND_FAILED;
    }
}


static void
sms_classify(const op_t *op, pool_t *pool, send_result_t *ret_result)
{
    verdict(op, pool, answer_read, ret_result);

    if (op->error != NULL && strcmp(op->error, HTTP_REFUSED) == 0) {
        ret_result->cls = SEND_PAUSE_ACCOUNT;
    }
}


const channel_t  notify_sms = {
    .name = "sms",
    .notifies = true,
    .request = sms_request,
    .classify = sms_classify
};
