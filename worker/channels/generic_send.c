/*
 * generic_send - an outbox row is posted to the account's callback URL.
 *
 * What is posted is the envelope of the other direction, in words no channel
 * owns, signed per Standard Webhooks.  Its webhook-id is the row's id in every
 * attempt, so a repetition is harmless, and whatever is not a plain yes or no
 * is tried again.  Redirects are not followed.
 *
 * The URL is a tenant's: what it may lead to is decided when the connection
 * is made and again before each request, see callback.h.
 */

#include "worker/channels/generic.h"

#include <stdlib.h>
#include <string.h>

#include "worker/channels/callback.h"
#include "worker/channels/payload.h"
#include "worker/channels/rfc3339.h"
#include "worker/channels/standard.h"
#include "worker/channels/update.h"
#include "worker/channels/verdict.h"
#include "worker/engine/loop.h"

#define ANSWER_MAX  (64 * 1024)

/* Members of the row that are the receiver's business, too. */
static const char *const  row_members[] = {
    "id", "account", "conversation", "origin", NULL
};


/* --- requests ----------------------------------------------------------- */

/* When the row was made: a version 7 uuid begins with it. */
static void
set_at(json_t *body, const char *id)
{
    char     digits[13], text[RFC3339_LEN];
    int64_t  ms;

    if (strlen(id) != 36 || id[8] != '-' || id[14] != '7') {
        return;
    }

    memcpy(digits, id, 8);
    memcpy(digits + 8, id + 9, 4);
    digits[12] = '\0';
    ms = (int64_t) strtoull(digits, NULL, 16);
    rfc3339_write(ms, text);
    json_object_set_new(body, "at", json_string(text));
}


/* The envelope; NULL: no memory. */
static json_t *
body_of(const json_t *row, const char *type, const char *contact)
{
    const json_t  *payload = json_object_get(row, "payload");
    json_t        *body = json_object(), *value;
    const char    *key;

    payload_copy(body, row, row_members);
    json_object_set_new(body, "contact", json_pack("{s:s}", "id", contact));
    json_object_set_new(body, "type", json_string(type));
    set_at(body, update_str(row, "id"));

    /* type and contact are said; no other member of a payload is lost */

    json_object_foreach((json_t *) payload, key, value) {
        if (strcmp(key, "to") != 0 && json_object_get(body, key) == NULL
            && !json_is_null(value))
        {
            json_object_set(body, key, value);
        }
    }

    return body;
}


/* What makes a row unsendable, or NULL. */
static const char *
row_problem(const json_t *row)
{
    const char  *type = payload_type(row);
    const char  *text = update_str(json_object_get(row, "payload"), "text");

    if (type == NULL || update_str(row, "id") == NULL) {
        return "kind not supported";
    }

    if (strcmp(type, "text") == 0 && text == NULL) {
        return "no text";
    }

    return text != NULL && text_length(slice_str(text), TEXT_CODE_POINTS)
                           > GENERIC_TEXT_MAX ? "text too long" : NULL;
}


bool
generic_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const json_t  *to = json_object_get(json_object_get(row, "payload"),
                                        "to");
    const char    *contact = update_str(to, "contact");
    const char    *url = update_str(account->settings, "callback_url");
    const char    *problem = row_problem(row);
    const char   **headers;

    if (problem == NULL && contact == NULL) {
        problem = "no recipient";
    }

    if (problem != NULL) {
        *ret_error = problem;
        return false;
    }

    if (url == NULL || callback_problem(url) != NULL) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    headers = pool_alloc(pool, (STANDARD_HEADERS + 2) * sizeof(char *));
    *ret_http = (http_request_t) {
        .method = "POST",
        .url = pool_strdup(pool, url),
        .headers = headers,
        .body = pool_json_dump(pool, pool_json(pool, body_of(row,
                                           payload_type(row), contact))),
        .max_body = ANSWER_MAX,
        .may_connect = callback_guard(url),
    };

    if (headers == NULL || ret_http->url == NULL || ret_http->body.len == 0) {
        *ret_error = "out of memory";
        return false;
    }

    headers[STANDARD_HEADERS] = "Content-Type: application/json";
    *ret_error = CHANNEL_NOT_CONFIGURED;        /* no secret, or not one */

    return standard_sign(pool, account->token, update_str(row, "id"),
                         unix_us() / 1000000, ret_http->body, headers);
}


/* --- answers ------------------------------------------------------------ */

static void
accepted(const json_t *answer, pool_t *pool, send_result_t *r)
{
    const char  *id = update_str(answer, "id");

    r->cls = SEND_SENT;

    if (id != NULL && strlen(id) <= GENERIC_ID_MAX) {
        r->provider_id = pool_strdup(pool, id);
    }
}


static void
answer_read(const op_t *op, const json_t *answer, pool_t *pool,
    send_result_t *r)
{
    int  status = op->status;

    r->error = pool_printf(pool, "http %d", status);

    if (status >= 200 && status < 300) {
        accepted(answer, pool, r);

    } else if (status == 410 || status == 401 || status == 403) {
        r->cls = SEND_PAUSE_ACCOUNT;    /* wants no more; not with that secret:
                                           no message's fault */

    } else if (status == 429) {
        r->cls = SEND_RETRY;
        r->retry_ms = verdict_wait(op);
        r->account_limited = true;

    } else if (status >= 500 || status == 408 || status == 425) {
        r->cls = SEND_RETRY;
        r->retry_ms = verdict_wait(op);

    } else {                            /* redirects, too */
        r->cls = SEND_FAILED;
    }
}


void
generic_classify(const op_t *op, pool_t *pool, send_result_t *ret_result)
{
    verdict(op, pool, answer_read, ret_result);

    if (op->stage != HTTP_NOT_SENT && op->error != NULL
        && strcmp(op->error, HTTP_TOO_LARGE) == 0
        && op->status >= 200 && op->status < 300)
    {
        ret_result->cls = SEND_SENT;    /* it said yes before it went on */

    } else if (op->error != NULL && strcmp(op->error, HTTP_REFUSED) == 0) {
        ret_result->cls = SEND_PAUSE_ACCOUNT;

    } else if (ret_result->cls == SEND_AMBIGUOUS) {
        ret_result->cls = SEND_RETRY;   /* the receiver knows repetitions */
    }
}
