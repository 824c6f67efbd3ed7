/*
 * request - see request.h.  A value that could not be made (no UTF-8, no
 * memory) is noted in the object itself, under a name no provider has, so
 * that building a body needs no check at each step.
 */

#include "worker/providers/request.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

#include "worker/jsonx.h"
#include "worker/providers/answer.h"

#define FAILED_KEY  "\x01"


headers_t
headers_new(pool_t *pool)
{
    headers_t  h = { .pool = pool };

    h.list = pool_alloc(pool, (REQUEST_HEADERS_MAX + 1) * sizeof(char *));
    h.failed = h.list == NULL;

    return h;
}


void
headers_add(headers_t *h, const char *name, slice_t value)
{
    const char  *line;

    if (h->failed || h->n == REQUEST_HEADERS_MAX) {
        h->failed = true;
        return;
    }

    line = pool_printf(h->pool, "%s: %.*s", name, (int) value.len,
                       value.len == 0 ? "" : (const char *) value.data);
    h->failed = line == NULL;
    h->list[h->n++] = line;
}


const char *
request_setting(const provider_account_t *account, const char *key)
{
    return jsonx_str(account->settings, key);
}


void
request_sampling(json_t *to, const provider_account_t *account,
    const char *temperature, const char *top_p)
{
    const char  *warm = request_setting(account, "temperature");
    const char  *mass = request_setting(account, "top_p");

    if (*warm != '\0') {
        body_set(to, temperature, json_real(strtod(warm, NULL)));
    }

    if (*mass != '\0') {
        body_set(to, top_p, json_real(strtod(mass, NULL)));
    }
}


char *
request_url(provider_call_t *call, const provider_account_t *account,
    const char *path)
{
    const char  *base = *account->base_url != '\0' ? account->base_url
                                                   : call->provider->base_url;

    return pool_printf(call->pool, "%s%s", base == NULL ? "" : base, path);
}


json_t *
request_base64(const char *mime, slice_t bytes)
{
    size_t   room = mime == NULL ? 0 : strlen(mime) + sizeof("data:;base64,");
    char    *text = malloc(room + (bytes.len + 2) / 3 * 4 + 1);
    size_t   n = 0;
    json_t  *value;

    if (text == NULL) {
        return NULL;
    }

    if (mime != NULL) {
        n = (size_t) snprintf(text, room, "data:%s;base64,", mime);
    }

    n += (size_t) EVP_EncodeBlock((uint8_t *) text + n, bytes.data,
                                  (int) bytes.len);
    value = json_stringn_nocheck(text, n);
    free(text);

    return value;
}


rc_t
request_post(provider_call_t *call, const char *url, headers_t *headers,
    json_t *body, http_request_t *ret_http)
{
    slice_t  text = SLICE_NULL;

    if (body != NULL && !body_failed(body)) {
        text = pool_json_dump(call->pool, body);
    }
    json_decref(body);

    if (text.len == 0 || url == NULL || headers->failed) {
        return answer_fail(call, RC_REJECT, MODEL_REFUSED,
                           "the request cannot be written", SLICE_NULL);
    }

    *ret_http = (http_request_t) {
        .method = "POST", .url = url, .headers = headers->list, .body = text,
        .max_body = PROVIDER_BODY_MAX, .line = HTTP_MODEL,
    };

    return RC_OK;
}


void
body_set(json_t *body, const char *key, json_t *value)
{
    if (value == NULL || (json_is_object(value) && body_failed(value))) {
        json_decref(value);
        (void) json_object_set_new(body, FAILED_KEY, json_true());
        return;
    }

    if (json_object_set_new(body, key, value) != 0) {
        (void) json_object_set_new(body, FAILED_KEY, json_true());
    }
}


bool
body_failed(const json_t *body)
{
    return body == NULL || json_object_get(body, FAILED_KEY) != NULL;
}


json_t *
body_whole(json_t *value)
{
    if (body_failed(value)) {
        json_decref(value);
        return NULL;
    }

    return value;
}
