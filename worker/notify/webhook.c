/*
 * webhook - a notification for a program: JSON, signed per Standard Webhooks.
 *
 *   {"type": "escalation", "timestamp": "...", "data": {...}}
 *
 * webhook-id is the row's id in every attempt, so a receiver knows a
 * repetition, and answers are read as those of generic callbacks are.
 */

#include "worker/notify/notify.h"

#include <string.h>

#include "worker/channels/callback.h"
#include "worker/channels/generic.h"
#include "worker/channels/standard.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"

#define ANSWER_MAX  (64 * 1024)


static slice_t
webhook_body(const json_t *row, pool_t *pool)
{
    const json_t  *items = json_object_get(json_object_get(row, "payload"),
                                           "items");
    const json_t  *item = json_array_get(items, 0);
    json_t        *data = item == NULL ? json_object()
                          : json_copy((json_t *) (uintptr_t) item);
    json_t        *body = json_pack("{s:O?, s:O?, s:o}",
                              "type", json_object_get(item, "event"),
                              "timestamp", json_object_get(item, "at"),
                              "data", data);

    json_object_del(data, "event");
    json_object_del(data, "at");

    return pool_json_dump(pool, pool_json(pool, body));
}


static bool
webhook_request(const json_t *row, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    const char   *url = jsonx_str(account->settings, "target");
    const char  **headers;

    if (*url == '\0') {
        *ret_error = "the route is gone";
        return false;
    }

    if (callback_problem(url) != NULL) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    headers = pool_alloc(pool, (STANDARD_HEADERS + 2) * sizeof(char *));
    *ret_error = "out of memory";
    *ret_http = (http_request_t) {
        .method = "POST",
        .url = pool_strdup(pool, url),
        .headers = headers,
        .body = webhook_body(row, pool),
        .max_body = ANSWER_MAX,
        .may_connect = callback_guard(url),
    };

    if (headers == NULL || ret_http->url == NULL || ret_http->body.len == 0) {
        return false;
    }

    headers[STANDARD_HEADERS] = "Content-Type: application/json";
    *ret_error = CHANNEL_NOT_CONFIGURED;        /* no secret, or not one */

    return standard_sign(pool, account->token, jsonx_str(row, "id"),
                         unix_us() / 1000000, ret_http->body, headers);
}


const channel_t  notify_webhook = {
    .name = "webhook",
    .notifies = true,
    .idempotent = true,
    .request = webhook_request,
    .classify = generic_classify
};
