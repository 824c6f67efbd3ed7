/*
 * aws - see aws.h.
 */

#include "worker/providers/aws.h"

#include <strings.h>

#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/sigv4.h"

#define AWS_REGION  "us-east-1"


/* "https://host:port/x" -> "host:port"; the usual port is not part of it. */

static char *
host_of(pool_t *pool, const char *url)
{
    const char  *begin = strstr(url, "://");
    bool         tls = strncasecmp(url, "https", 5) == 0;
    char        *host;
    size_t       len;

    begin = begin == NULL ? url : begin + 3;
    len = strcspn(begin, "/?");
    host = pool_printf(pool, "%.*s", (int) len, begin);

    if (host != NULL) {
        char        *colon = strrchr(host, ':');
        const char  *usual = tls ? ":443" : ":80";

        if (colon != NULL && strcmp(colon, usual) == 0) {
            *colon = '\0';
        }
    }

    return host;
}


/* Signed, or with the key as it is; false: no memory. */

static bool
authorize(provider_call_t *call, const provider_account_t *account,
    const aws_request_t *r, const char *region, http_request_t *http)
{
    sigv4_key_t  key;
    const char  *path;

    if (!sigv4_key_read(account->key, &key)) {
        return true;                    /* a Bearer token stands there */
    }

    path = strstr(http->url, "://");
    path = path == NULL ? NULL : strchr(path + 3, '/');

    const sigv4_request_t  request = {
        .method = http->method, .host = host_of(call->pool, http->url),
        .path = path == NULL ? "/" : path, .query = "",
        .headers = http->headers, .body = http->body, .region = region,
        .service = r->service, .now = call->now,
    };

    http->headers = request.host == NULL ? NULL
                    : sigv4_sign(call->pool, &request, &key);

    return http->headers != NULL;
}


static char *
aws_url(provider_call_t *call, const provider_account_t *account,
    const aws_request_t *r, const char *region)
{
    return *account->base_url != '\0'
           ? request_url(call, account, r->path)
           : pool_printf(call->pool, "https://%s.%s.amazonaws.com%s",
                         r->prefix, region, r->path);
}


rc_t
aws_post(provider_call_t *call, const provider_account_t *account,
    const aws_request_t *r, json_t *body, http_request_t *ret_http)
{
    headers_t     headers = headers_new(call->pool);
    const char   *region = request_setting(account, "region"), *bearer;
    sigv4_key_t   key;
    rc_t          rc;

    region = *region == '\0' ? AWS_REGION : region;
    headers_add(&headers, "Content-Type", slice_str(r->content_type));
    if (r->target != NULL) {
        headers_add(&headers, "X-Amz-Target", slice_str(r->target));
    }

    if (account->key.len > 0 && !sigv4_key_read(account->key, &key)) {
        bearer = pool_printf(call->pool, "Bearer %.*s",
                             (int) account->key.len, account->key.data);
        headers_add(&headers, "Authorization", slice_str(bearer));
    }

    rc = request_post(call, aws_url(call, account, r, region), &headers,
                      body, ret_http);
    if (rc != RC_OK) {
        return rc;
    }

    return authorize(call, account, r, region, ret_http) ? RC_OK
           : answer_fail(call, RC_REJECT, MODEL_REFUSED,
                         "the request cannot be signed", SLICE_NULL);
}


/* ---- errors ---- */

slice_t
aws_error_name(slice_t text)
{
    size_t  from = 0, to = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '#') {
            from = i + 1;
        }
    }

    for (to = from; to < text.len && text.data[to] != ':'; to++) { }

    return slice_make(text.data + from, to - from);
}


static bool
name_is(slice_t name, const char *one)
{
    return name.len == strlen(one)
           && strncasecmp((const char *) name.data, one, name.len) == 0;
}


rc_t
aws_fail(provider_call_t *call, int status, slice_t name)
{
    static const struct {
        const char       *name;
        rc_t              rc;
        model_failure_t   failure;
    } known[] = {
        { "ThrottlingException",                RC_RETRY, MODEL_BUSY },
        { "TooManyRequestsException",           RC_RETRY, MODEL_BUSY },
        { "ProvisionedThroughputExceededException", RC_RETRY, MODEL_BUSY },
        { "ServiceUnavailableException",        RC_RETRY, MODEL_BUSY },
        { "ModelNotReadyException",             RC_RETRY, MODEL_BUSY },
        { "ModelTimeoutException",              RC_RETRY, MODEL_STALLED },
        { "ModelStreamErrorException",          RC_RETRY, MODEL_FAILED },
        { "InternalServerException",            RC_RETRY, MODEL_FAILED },
        { "InternalServerError",                RC_RETRY, MODEL_FAILED },
        { "ValidationException",                RC_REJECT, MODEL_REFUSED },
        { "AccessDeniedException",              RC_REJECT, MODEL_REFUSED },
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (name_is(name, known[i].name)) {
            return answer_fail(call, known[i].rc, known[i].failure, "error",
                               name);
        }
    }

    return answer_status(call, status, name);
}


rc_t
aws_status(provider_call_t *call, int status, slice_t header, slice_t body)
{
    json_t   *value = answer_json(body);
    slice_t   name = aws_error_name(header.len > 0 ? header
                         : slice_str(jsonx_str(value, "__type")));
    rc_t      rc = aws_fail(call, status, name);

    json_decref(value);

    return rc;
}


void
aws_header(provider_call_t *call, slice_t *name_kept, slice_t name,
    slice_t value)
{
    if (name_is(name, "x-amzn-errortype")) {
        *name_kept = pool_copy(call->pool, value);
    }

    answer_header(call, name, value);
}


/* ---- answers in one piece ---- */

rc_t
aws_answer_in(provider_call_t *call)
{
    aws_answer_t  *a = pool_alloc(call->pool, sizeof(aws_answer_t));

    if (a == NULL || !buffer_in(call->pool, &a->body, PROVIDER_BODY_MAX)) {
        return answer_fail(call, RC_RETRY, MODEL_FAILED, "out of memory",
                           SLICE_NULL);
    }

    call->state = a;

    return RC_OK;
}


void
aws_answer_header(provider_call_t *call, slice_t name, slice_t value)
{
    aws_answer_t  *a = call->state;

    aws_header(call, &a->error_name, name, value);
}


rc_t
aws_answer_feed(provider_call_t *call, slice_t bytes)
{
    aws_answer_t  *a = call->state;

    return buffer_add(&a->body, bytes) ? RC_OK
           : answer_fail(call, RC_RETRY, MODEL_LIED, "answer too large",
                         SLICE_NULL);
}


/* ---- files ---- */

json_t *
aws_file(const perceive_request_t *request)
{
    json_t  *file = json_object(), *place;

    if (request->object == NULL) {
        body_set(file, "Bytes", request_base64(NULL, request->file));
        return file;
    }

    place = json_object();
    body_set(place, "Bucket", json_string(request->bucket));
    body_set(place, "Name", json_string(request->object));
    body_set(file, "S3Object", place);

    return file;
}


rc_t
aws_perceived(provider_call_t *call, int status, slice_t body,
    const char *list)
{
    aws_answer_t  *a = call->state;
    json_t        *answer;

    if (status < 200 || status > 299) {
        return aws_status(call, status, a->error_name, body);
    }

    answer = pool_json(call->pool, answer_json(buffer_slice(&a->body)));

    if (!json_is_array(json_object_get(answer, list))) {
        return answer_fail(call, RC_RETRY, MODEL_LIED,
                           "answer is not what it should be", SLICE_NULL);
    }

    call->perceived->json = answer;

    return RC_OK;
}
