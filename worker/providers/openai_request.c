/*
 * openai_request - see openai_request.h.
 */

#include "worker/providers/openai_request.h"

#include "worker/jsonx.h"
#include "worker/providers/answer.h"
#include "worker/providers/request.h"


/* ---- messages ---- */

static json_t *
tool_call_write(const model_tool_call_t *c)
{
    json_t  *one = json_object(), *function = json_object();

    body_set(function, "name", answer_string(c->name));
    body_set(function, "arguments", answer_string(c->text));
    body_set(one, "id", answer_string(c->id));
    body_set(one, "type", json_string("function"));
    body_set(one, "function", function);

    return one;
}


static json_t *
part_write(const char *type, json_t *value)
{
    json_t  *part = json_object();

    body_set(part, "type", json_string(type));
    body_set(part, type, value);

    return part;
}


/* Labels and a sentence do not need every pixel. */
static json_t *
picture_write(const model_image_t *image)
{
    json_t  *url = json_object();

    body_set(url, "url", request_base64(image->mime, image->bytes));
    body_set(url, "detail", json_string("low"));

    return part_write("image_url", url);
}


static json_t *
content_write(const model_message_t *m)
{
    json_t  *parts, *picture, *text;

    if (m->image == NULL) {
        return m->ncalls > 0 && m->text.len == 0 ? json_null()
               : answer_string(m->text);
    }

    parts = json_array();
    picture = picture_write(m->image);
    text = part_write("text", answer_string(m->text));

    if (body_failed(picture) || body_failed(text)) {
        json_decref(parts);
        parts = NULL;
    }

    (void) json_array_append_new(parts, picture);
    (void) json_array_append_new(parts, text);

    return parts;
}


static json_t *
message_write(const model_message_t *m)
{
    static const char *const  roles[] = { "user", "assistant", "tool" };
    json_t                   *one = json_object(), *calls;

    body_set(one, "role", json_string(roles[m->role]));
    body_set(one, "content", content_write(m));

    if (m->role == MODEL_TOOL) {
        body_set(one, "tool_call_id", answer_string(m->call_id));
    }

    if (m->ncalls > 0) {
        calls = json_array();
        for (unsigned i = 0; i < m->ncalls; i++) {
            json_t  *call = tool_call_write(&m->calls[i]);

            if (body_failed(call)) {
                body_set(one, "tool_calls", NULL);
            }
            (void) json_array_append_new(calls, call);
        }
        body_set(one, "tool_calls", calls);
    }

    return one;
}


static json_t *
messages_write(json_t *body, const model_request_t *r)
{
    json_t  *list = json_array(), *one;

    if (r->system.len > 0) {
        one = json_object();
        body_set(one, "role", json_string("system"));
        body_set(one, "content", answer_string(r->system));
        if (body_failed(one)) {
            body_set(body, "messages", NULL);
        }
        (void) json_array_append_new(list, one);
    }

    for (unsigned i = 0; i < r->n; i++) {
        one = message_write(&r->messages[i]);
        if (body_failed(one)) {
            body_set(body, "messages", NULL);
        }
        (void) json_array_append_new(list, one);
    }

    return list;
}


/* ---- tools and schema ---- */

static json_t *
tools_write(json_t *body, const model_request_t *r)
{
    json_t  *list = json_array();

    for (unsigned i = 0; i < r->ntools; i++) {
        const model_tool_t  *t = &r->tools[i];
        json_t              *one = json_object(), *function = json_object();

        body_set(function, "name", json_string(t->name));
        body_set(function, "description", json_string(t->description));
        body_set(function, "parameters", answer_schema(t->schema));
        body_set(one, "type", json_string("function"));
        body_set(one, "function", function);

        if (body_failed(one)) {
            body_set(body, "tools", NULL);
        }
        (void) json_array_append_new(list, one);
    }

    return list;
}


static const char *
tool_choice_name(model_tool_choice_t choice)
{
    return choice == MODEL_TOOLS_NONE ? "none"
           : choice == MODEL_TOOLS_REQUIRED ? "required" : "auto";
}


static json_t *
format_write(const model_request_t *r)
{
    json_t  *format = json_object(), *schema = json_object();

    body_set(schema, "name", json_string(r->schema_name != NULL
                                         ? r->schema_name : "answer"));
    body_set(schema, "strict", json_true());
    body_set(schema, "schema", answer_schema(r->schema));
    body_set(format, "type", json_string("json_schema"));
    body_set(format, "json_schema", schema);

    return format;
}


/* ---- the whole ---- */

/* OpenAI's own models want the new name, everybody else knows the old one. */

static const char *
max_tokens_name(const provider_account_t *account)
{
    const char  *told = request_setting(account, "max_tokens");

    if (*told != '\0') {
        return told;
    }

    return *account->base_url == '\0'
           || strcmp(account->base_url, OPENAI_BASE_URL) == 0
           ? "max_completion_tokens" : "max_tokens";
}


static json_t *
body_write(const provider_call_t *call, const provider_account_t *account)
{
    const model_request_t  *r = call->chat;
    json_t                 *body = json_object(), *usage;
    unsigned                max = r->max_tokens == 0 ? MODEL_TOKENS_DEFAULT
                                                     : r->max_tokens;

    body_set(body, "model", json_string(call->model));
    body_set(body, "messages", messages_write(body, r));
    body_set(body, max_tokens_name(account), json_integer(max));

    request_sampling(body, account, "temperature", "top_p");

    if (r->ntools > 0) {
        body_set(body, "tools", tools_write(body, r));
        body_set(body, "tool_choice",
                 json_string(tool_choice_name(r->tool_choice)));
    }

    if (r->schema != NULL) {
        body_set(body, "response_format", format_write(r));
    }

    if (call->stream) {
        body_set(body, "stream", json_true());
        if (!json_is_false(json_object_get(account->settings,
                                           "stream_usage")))
        {
            usage = json_object();
            body_set(usage, "include_usage", json_true());
            body_set(body, "stream_options", usage);
        }
    }

    return body;
}


char *
openai_url(provider_call_t *call, const provider_account_t *account,
    const char *path)
{
    const char  *version = request_setting(account, "api_version");

    if (*version != '\0') {
        path = pool_printf(call->pool, "%s?api-version=%s", path, version);
    }

    return path == NULL ? NULL : request_url(call, account, path);
}


void
openai_key_add(const provider_call_t *call, const provider_account_t *account,
    headers_t *headers)
{
    const char  *auth = request_setting(account, "auth"), *bearer;

    if (account->key.len == 0 || strcmp(auth, "none") == 0) {
        return;
    }

    if (strcmp(auth, "api-key") == 0) {
        headers_add(headers, "api-key", account->key);
        return;
    }

    bearer = pool_printf(call->pool, "Bearer %.*s", (int) account->key.len,
                         account->key.data);
    headers_add(headers, "Authorization", slice_str(bearer));
}


rc_t
openai_status(provider_call_t *call, int status, slice_t body)
{
    json_t      *value = answer_json(body);
    json_t      *error = json_object_get(value, "error");
    const char  *code = jsonx_str(error, "code");
    rc_t         rc;

    code = *code == '\0' ? jsonx_str(error, "type") : code;

    /* no more money: waiting does not help */

    if (status == 429 && strcmp(code, "insufficient_quota") == 0) {
        call->should_retry = 0;
    }

    rc = answer_status(call, status, slice_str(code));
    json_decref(value);

    return rc;
}


rc_t
openai_request_write(provider_call_t *call, const provider_account_t *account,
    http_request_t *ret_http)
{
    headers_t  headers = headers_new(call->pool);

    headers_add(&headers, "Content-Type", SLICE_LIT("application/json"));
    headers_add(&headers, "Accept", call->stream
                ? SLICE_LIT("text/event-stream")
                : SLICE_LIT("application/json"));

    openai_key_add(call, account, &headers);

    return request_post(call, openai_url(call, account, "/chat/completions"),
                        &headers, body_write(call, account), ret_http);
}
