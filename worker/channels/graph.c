/*
 * graph - see graph.h.
 */

#include "worker/channels/graph.h"

#include <ctype.h>

#include "worker/channels/update.h"
#include "worker/channels/verdict.h"
#include "worker/engine/config.h"
#include "worker/engine/multipart.h"

#define ACCOUNT_MAX       64
#define RATE_PAUSE_MS     1000

/* Codes of the API itself; a channel's come before these. */
static const graph_code_t  graph_codes[] = {
    { 1,   1,   0,  CODE_DOUBTFUL, 0 },         /* unknown */
    { 2,   2,   0,  CODE_RETRY,    0 },         /* service down, 503 */
    { 4,   4,   0,  CODE_ACCOUNT,  RATE_PAUSE_MS },
    { 0,   0,   0,  CODE_PAUSE,    0 },         /* not authenticated */
    { 3,   3,   0,  CODE_PAUSE,    0 },
    { 10,  10,  0,  CODE_PAUSE,    0 },
    { 33,  33,  0,  CODE_PAUSE,    0 },
    { 190, 190, 0,  CODE_PAUSE,    0 },         /* token expired, 401 */
    { 200, 299, 0,  CODE_PAUSE,    0 },         /* permission */
    { 368, 368, 0,  CODE_PAUSE,    0 },         /* blocked for policy */

    /* "does not exist or no permission": the account, not the message */
    { 100, 100, 33, CODE_PAUSE,    0 },
    { 100, 100, 0,  CODE_FAILED,   0 },
};


/* --- requests ----------------------------------------------------------- */

bool
graph_is_name(const char *s, size_t max)
{
    size_t  n = s == NULL ? 0 : strlen(s);

    for (size_t i = 0; i < n; i++) {
        if (!isalnum((unsigned char) s[i]) && strchr("._-", s[i]) == NULL) {
            return false;
        }
    }

    return n > 0 && n <= max && s[0] != '.';
}


const char *
graph_base(const graph_conf_t *conf, const channel_account_t *account)
{
    return *account->api_base != '\0' ? account->api_base
                                      : config_str(conf->api_base);
}


const char *
graph_bearer(const graph_conf_t *conf, const channel_account_t *account,
    pool_t *pool)
{
    slice_t  token = account->token.len > 0 ? account->token
                     : config_secret(conf->token_file);

    return token.len == 0 ? NULL
           : pool_printf(pool, "Authorization: Bearer %.*s", (int) token.len,
                         (const char *) token.data);
}


static bool
edge_prepare(const graph_conf_t *conf, const channel_account_t *account,
    const char *edge, pool_t *pool, http_request_t *ret_http,
    const char **ret_error)
{
    const char  **headers = pool_alloc(pool, 3 * sizeof(char *));
    const char   *bearer = graph_bearer(conf, account, pool);

    if (bearer == NULL) {
        *ret_error = CHANNEL_NOT_CONFIGURED;
        return false;
    }

    if (!graph_is_name(account->name, ACCOUNT_MAX)) {
        *ret_error = "bad account id";
        return false;
    }

    *ret_http = (http_request_t) {
        .method = "POST",
        .url = pool_printf(pool, "%s/%s/%s/%s", graph_base(conf, account),
                           config_str(conf->api_version), account->name,
                           edge),
        .headers = headers,
        .max_body = 64 * 1024,
    };

    *ret_error = "out of memory";

    if (headers == NULL || ret_http->url == NULL) {
        return false;
    }

    headers[0] = "Content-Type: application/json";
    headers[1] = bearer;

    return true;
}


bool
graph_prepare(const graph_conf_t *conf, const channel_account_t *account,
    pool_t *pool, http_request_t *ret_http, const char **ret_error)
{
    return edge_prepare(conf, account, "messages", pool, ret_http, ret_error);
}


bool
graph_upload(const graph_conf_t *conf, const json_t *media,
    const channel_account_t *account, pool_t *pool, http_request_t *ret_http,
    const char **ret_error)
{
    const char               *mime = update_str(media, "mime");
    const multipart_field_t   fields[] = {
        { "messaging_product", "whatsapp" }, { "type", mime }, { NULL, NULL }
    };
    const multipart_file_t    file = {
        .field = "file", .path = update_str(media, "path"), .mime = mime,
        .filename = update_str(media, "filename")
    };

    if (file.path == NULL || mime == NULL) {
        *ret_error = "media without a copy or a type";
        return false;
    }

    return edge_prepare(conf, account, "media", pool, ret_http, ret_error)
           && multipart_body(pool, fields, &file, ret_http,
                             &ret_http->headers[0]);
}


bool
graph_body(json_t *body, pool_t *pool, http_request_t *http)
{
    http->body = pool_json_dump(pool, pool_json(pool, body));

    return http->body.len > 0;
}


/* --- answers ------------------------------------------------------------ */

static void
classify_action(const op_t *op, graph_action_t action, uint64_t wait_ms,
    send_result_t *r)
{
    uint64_t  told_ms = verdict_wait(op);

    r->retry_ms = told_ms > wait_ms ? told_ms : wait_ms;

    switch (action) {

    case CODE_DOUBTFUL:
        r->cls = op->status >= 500 ? SEND_AMBIGUOUS : SEND_RETRY;
        break;

    case CODE_RETRY:
        r->cls = SEND_RETRY;
        r->account_limited = op->status == 429;
        break;

    case CODE_PAIR:
        r->cls = SEND_RETRY;
        r->pair_limited = true;
        break;

    case CODE_ACCOUNT:
        r->cls = SEND_RETRY;
        r->account_limited = true;
        break;

    case CODE_PAUSE:
        r->cls = SEND_PAUSE_ACCOUNT;
        break;

    case CODE_FAILED:
        r->cls = SEND_FAILED;
        break;
    }
}


static const graph_code_t *
code_find(const graph_code_t *codes, size_t n, json_int_t code,
    json_int_t subcode)
{
    for (size_t i = 0; i < n; i++) {
        if (code >= codes[i].first && code <= codes[i].last
            && (codes[i].subcode == 0 || codes[i].subcode == subcode))
        {
            return &codes[i];
        }
    }

    return NULL;
}


static void
classify_error(const graph_answer_t *answer, const op_t *op,
    const json_t *error, pool_t *pool, send_result_t *r)
{
    json_int_t           code, subcode;
    const graph_code_t  *known;

    code = json_integer_value(json_object_get(error, "code"));
    subcode = json_integer_value(json_object_get(error, "error_subcode"));
    r->error = pool_printf(pool, "%" JSON_INTEGER_FORMAT, code);

    known = code_find(answer->codes, answer->ncodes, code, subcode);

    if (known == NULL) {
        known = code_find(graph_codes,
                          sizeof(graph_codes) / sizeof(graph_codes[0]), code,
                          subcode);
    }

    if (known != NULL) {
        classify_action(op, known->action, known->wait_ms, r);

    } else if (op->status == 429 || op->status == 401 || op->status >= 500) {
        verdict_status(op, pool, r);

    } else {
        r->cls = SEND_FAILED;           /* a code of Graph's we do not know */
    }
}


static void
classify_accepted(const char *id, pool_t *pool, send_result_t *r)
{
    if (id == NULL || strlen(id) > GRAPH_MESSAGE_ID_MAX) {
        r->cls = SEND_AMBIGUOUS;
        r->error = "accepted without an id";
        return;
    }

    r->cls = SEND_SENT;
    r->provider_id = pool_strdup(pool, id);
}


static void
classify_answer(const graph_answer_t *answer, const op_t *op, pool_t *pool,
    send_result_t *r)
{
    json_t        *json;
    const json_t  *error;

    json = pool_json(pool, json_loadb((const char *) op->body.data,
                                      op->body.len, 0, NULL));

    if (op->status >= 200 && op->status < 300) {
        classify_accepted(answer->id(json), pool, r);
        return;
    }

    error = json_object_get(json, "error");

    if (json_is_integer(json_object_get(error, "code"))) {
        classify_error(answer, op, error, pool, r);
        return;
    }

    verdict_status(op, pool, r);
}


void
graph_classify(const graph_answer_t *answer, const op_t *op, pool_t *pool,
    send_result_t *ret_result)
{
    if (verdict_begin(op, ret_result)) {
        classify_answer(answer, op, pool, ret_result);
    }
}
