/*
 * embeddings - POST {base}/embeddings: OpenAI, Azure, Ollama, llama.cpp, vLLM.
 *
 * base_url ends where /embeddings begins ("http://host:11434/v1").  Settings
 * of an account:
 *   auth, api_version   as of openai
 *   dimensions          asked for, where the model can be told; a vector
 *                       longer than EMBED_DIMS_MAX is refused
 *
 * An answer is whole or none: as many vectors as texts, each index once, all
 * of one length (that asked for), of finite numbers that are not all zero.
 */

#include <math.h>
#include <stdlib.h>

#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/openai_request.h"
#include "worker/providers/providers.h"
#include "worker/providers/request.h"

#define NUMBER_MAX  16                  /* bytes of one as text, comma too */

typedef struct {
    unsigned   dims;                    /* 0: as it likes */
    buffer_t   body;                    /* of the answer */
} asked_t;


/* ---- the request ---- */

static json_t *
texts_json(const embed_request_t *r)
{
    json_t  *list = json_array();

    for (unsigned i = 0; i < r->n; i++) {
        json_t  *text = r->texts[i].len == 0 ? NULL
                        : answer_string(r->texts[i]);

        if (text == NULL || json_array_append_new(list, text) != 0) {
            json_decref(list);
            return NULL;
        }
    }

    return list;
}


static rc_t
embeddings_request(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    const embed_request_t  *r = call->embed;
    const char             *dims = request_setting(account, "dimensions");
    headers_t               headers = headers_new(call->pool);
    asked_t                *asked = pool_alloc(call->pool, sizeof(asked_t));
    json_t                 *json;

    if (r->n == 0 || r->n > EMBED_TEXTS_MAX) {
        return answer_fail(call, RC_REJECT, MODEL_REFUSED,
                           "1 to 64 texts at a time", SLICE_NULL);
    }

    if (asked == NULL
        || !buffer_in(call->pool, &asked->body, PROVIDER_BODY_MAX))
    {
        return answer_fail(call, RC_RETRY, MODEL_FAILED, "out of memory",
                           SLICE_NULL);
    }

    call->state = asked;
    asked->dims = (unsigned) atoi(dims);
    json = json_pack("{ss ss}", "model", call->model, "encoding_format",
                     "float");
    body_set(json, "input", texts_json(r));

    if (*dims != '\0') {
        body_set(json, "dimensions", json_integer(asked->dims));
    }

    headers_add(&headers, "Content-Type", slice_str("application/json"));
    headers_add(&headers, "Accept", slice_str("application/json"));
    openai_key_add(call, account, &headers);

    return request_post(call, openai_url(call, account, "/embeddings"),
                        &headers, json, ret_http);
}


/* ---- the answer ---- */

static rc_t
embeddings_feed(provider_call_t *call, slice_t bytes)
{
    asked_t  *asked = call->state;

    return buffer_add(&asked->body, bytes) ? RC_OK
           : answer_fail(call, RC_RETRY, MODEL_LIED, "answer too large",
                         SLICE_NULL);
}


/* One vector, if its length is that of the others. */

static bool
vector_take(const json_t *numbers, float *to, unsigned dims)
{
    double  sum = 0;

    if (json_array_size(numbers) != dims) {
        return false;
    }

    for (unsigned i = 0; i < dims; i++) {
        const json_t  *one = json_array_get(numbers, i);

        to[i] = (float) json_number_value(one);
        if (!json_is_number(one) || !isfinite(to[i])) {
            return false;
        }

        sum += (double) to[i] * (double) to[i];
    }

    return isfinite(sum) && sum > 0;
}


static bool
vectors_take(provider_call_t *call, const json_t *data, embed_reply_t *e)
{
    const embed_request_t  *r = call->embed;
    const asked_t          *asked = call->state;
    bool                    seen[EMBED_TEXTS_MAX] = { false };
    json_t                 *one;
    size_t                  i;

    if (json_array_size(data) != r->n) {
        return false;
    }

    e->n = r->n;
    e->dims = (unsigned) json_array_size(json_object_get(
                  json_array_get(data, 0), "embedding"));
    e->values = e->dims == 0 || e->dims > EMBED_DIMS_MAX
                || (asked->dims > 0 && e->dims != asked->dims) ? NULL
                : pool_alloc(call->pool, sizeof(float) * e->n * e->dims);

    if (e->values == NULL) {
        return false;
    }

    json_array_foreach((json_t *) data, i, one) {
        const json_t  *index = json_object_get(one, "index");
        json_int_t     at = index == NULL ? (json_int_t) i
                            : json_is_integer(index)
                            ? json_integer_value(index) : -1;

        if (at < 0 || at >= (json_int_t) r->n || seen[at]
            || !vector_take(json_object_get(one, "embedding"),
                            e->values + (size_t) at * e->dims, e->dims))
        {
            return false;
        }

        seen[at] = true;
    }

    return true;
}


static rc_t
embeddings_finish(provider_call_t *call, int status, slice_t body)
{
    asked_t  *asked = call->state;
    json_t   *answer;
    bool      ok, is_long;

    if (status < 200 || status > 299) {
        return openai_status(call, status, body);
    }

    answer = answer_json(buffer_slice(&asked->body));
    ok = vectors_take(call, json_object_get(answer, "data"), call->embedded);
    is_long = !ok && call->embedded->dims > EMBED_DIMS_MAX;
    call->reply->tokens_in = answer_count(json_object_get(answer, "usage"),
                                          "prompt_tokens");
    json_decref(answer);

    if (is_long) {
        return answer_fail(call, RC_REJECT, MODEL_REFUSED, "its vectors are"
                           " longer than 1536: set dimensions", SLICE_NULL);
    }

    return ok ? RC_OK : answer_fail(call, RC_RETRY, MODEL_LIED,
                                    "answer is not what it should be",
                                    SLICE_NULL);
}


slice_t
embed_text(pool_t *pool, const embed_reply_t *r, unsigned i)
{
    const float  *v = r->values + (size_t) i * r->dims;
    size_t        room = (size_t) r->dims * NUMBER_MAX + 3, n = 0;
    char         *text = pool_alloc(pool, room);

    if (text == NULL) {
        return SLICE_NULL;
    }

    for (unsigned k = 0; k < r->dims; k++) {
        n += (size_t) snprintf(text + n, room - n, "%c%.7g",
                               k == 0 ? '[' : ',', (double) v[k]);
    }

    text[n++] = ']';

    return slice_make(text, n);
}


const provider_t  provider_embeddings = {
    .name = "embeddings",
    .caps = PROVIDER_EMBED,
    .base_url = OPENAI_BASE_URL,
    .request = embeddings_request,
    .header = answer_header,
    .feed = embeddings_feed,
    .finish = embeddings_finish,
};
