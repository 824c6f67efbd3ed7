/*
 * api - what the Graph API would say, and no more lenient.
 *
 * The order is Graph's: token (401, code 190), path, content type, JSON,
 * shape (400, code 100), then the script of rules.c, then acceptance.  A
 * refused request is as much a line of the history as an accepted one.
 */

#include "t/fake/fake_graph/fake.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char *const  products[PRODUCTS] = {
    "whatsapp", "messenger", "instagram"
};

static unsigned long  accepted;


static const char *
text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}


void
graph_error(reply_t *ret, int status, int code, const char *details)
{
    char     message[256];
    json_t  *error;

    snprintf(message, sizeof(message), "(#%d) %s", code, details);
    error = json_pack("{s:{s:s, s:s, s:i, s:{s:s, s:s}, s:s}}", "error",
        "message", message, "type", "OAuthException", "code", code,
        "error_data", "messaging_product", "whatsapp", "details", details,
        "fbtrace_id", "AFakeTraceId");

    free(ret->body);
    ret->status = status;
    ret->body = json_dumps(error, JSON_COMPACT);
    json_decref(error);
}


/* for server.c and rules.c, which other providers' fakes have, too */
void
provider_error(reply_t *ret, int status, int code, const char *details)
{
    graph_error(ret, status, code, details);
}


/* --- history ------------------------------------------------------------ */

static void
record(const request_t *r, const reply_t *reply, const char *kind,
    const char *account, const char *outcome, const char *wamid,
    const json_t *m)
{
    static const char *const  copied[] = {
        "to", "recipient", "type", "biz_opaque_callback_data", "context",
        "message_id", "typing_indicator", "template", "file", "image",
        "video", "audio", "document", NULL
    };

    json_t      *line = json_pack("{s:f, s:s, s:s, s:s, s:s, s:i, s:b}",
        "time", (double) unix_ms() / 1000, "method", r->method,
        "path", r->path, "kind", kind, "outcome", outcome,
        "status", reply->status, "answered",
        reply->kind == REPLY_ANSWER || reply->kind == REPLY_LONG);
    const char  *text = text_of(json_object_get(m, "text"), "body");

    for (const char *const *key = copied; *key != NULL; key++) {
        json_object_set(line, *key, json_object_get(m, *key));
    }

    if (page_recipient(m) != NULL) {
        json_object_set_new(line, "to", json_string(page_recipient(m)));
        json_object_set(line, "sender_action",
                        json_object_get(m, "sender_action"));
        json_object_set(line, "message", json_object_get(m, "message"));
        text = page_text(m);
    }

    if (text != NULL) {
        json_object_set_new(line, "text", json_string(text));
    }

    if (account != NULL) {
        json_object_set_new(line, "account", json_string(account));
    }

    if (wamid != NULL) {
        json_object_set_new(line, "id", json_string(wamid));
    }

    history_add(line);
}


static void
refuse(const request_t *r, reply_t *ret, int status, int code,
    const char *details)
{
    graph_error(ret, status, code, details);
    record(r, ret, "refused", NULL, details, NULL, NULL);
}


/* --- acceptance --------------------------------------------------------- */

static void
answer_message(product_t product, const json_t *m, const char *wamid,
    reply_t *ret)
{
    const char  *to = text_of(m, "to");
    json_t      *contact;
    json_t      *answer;

    ret->status = 200;

    if (product != WHATSAPP) {
        ret->body = page_answer(m, wamid);
        return;
    }

    contact = to != NULL
        ? json_pack("{s:s, s:s}", "input", to, "wa_id", to + (*to == '+'))
        : json_pack("{s:s, s:s}", "input", text_of(m, "recipient"),
                    "user_id", text_of(m, "recipient"));
    answer = json_pack("{s:s, s:[o], s:[{s:s}]}", "messaging_product",
                       "whatsapp", "contacts", contact, "messages", "id",
                       wamid);
    ret->body = json_dumps(answer, JSON_COMPACT);
    json_decref(answer);
}


static void
handle_message(const request_t *r, product_t product, const char *account,
    const json_t *m, reply_t *ret)
{
    const char    *problem = product == WHATSAPP ? shape_message(m)
                                                 : shape_page(product, m);
    const char    *to = text_of(m, "to"), *text;
    const rule_t  *rule;
    char           wamid[64];
    bool           accepts;

    if (problem != NULL) {
        refuse(r, ret, 400, 100, problem);
        return;
    }

    if (product == WHATSAPP) {
        to = to != NULL ? to : text_of(m, "recipient");
        text = text_of(json_object_get(m, "text"), "body");
    } else {
        to = page_recipient(m);
        text = page_text(m);
    }

    rule = rules_match("message", r->path, to, text != NULL ? text : "",
                       false);
    accepts = rule_accepts(rule);
    snprintf(wamid, sizeof(wamid), "%s%llX%06lX",
             product == WHATSAPP ? "wamid." : "m_",
             (unsigned long long) unix_ms(), ++accepted);
    answer_message(product, m, wamid, ret);
    rule_apply(rule, ret);

    /* the history says what became of the message; `answered` says whether
     * the sender was told */

    if (accepts) {
        int  told = ret->status;

        ret->status = 200;
        record(r, ret, "message", account, rule != NULL ? rule->action
               : "accepted", wamid, m);
        ret->status = told;

        if (!rule_is(rule, "nostatus")) {
            hooks_accepted(product, account, wamid, m,
                           rule_is(rule, "fail_later") ? rule->code : -1);
        }

        return;
    }

    if (ret->kind != REPLY_ANSWER) {
        ret->status = 0;
    }

    record(r, ret, "message", account, rule->action, NULL, m);
}


static void
handle_receipt(const request_t *r, product_t product, const char *account,
    const json_t *m, reply_t *ret)
{
    const char    *problem = product == WHATSAPP ? shape_receipt(m)
                                                 : shape_page(product, m);
    const rule_t  *rule;

    if (problem != NULL) {
        refuse(r, ret, 400, 100, problem);
        return;
    }

    rule = rules_match("receipt", r->path, "", "", false);
    ret->status = 200;
    ret->body = product == WHATSAPP ? strdup("{\"success\":true}")
                                    : page_answer(m, NULL);
    rule_apply(rule, ret);
    record(r, ret, "receipt", account, rule != NULL ? rule->action
           : "accepted", NULL, m);
}


/* --- requests ----------------------------------------------------------- */

/* Messenger and Instagram are behind a prefix of their name. */
static const char *
product_read(const char *path, product_t *ret_product)
{
    *ret_product = WHATSAPP;

    for (product_t p = MESSENGER; p < PRODUCTS; p++) {
        size_t  n = strlen(products[p]);

        if (*path == '/' && strncmp(path + 1, products[p], n) == 0
            && path[n + 1] == '/')
        {
            *ret_product = p;
            return path + n + 1;
        }
    }

    return path;
}


/* /vNN.N/<account>/messages */
static bool
path_read(const char *path, char *version, char *account, const char **ret_end)
{
    int  n = 0;

    if (sscanf(path, "/%15[v0-9.]/%63[0-9A-Za-z]%n", version, account, &n) != 2
        || version[0] != 'v' || strchr(version, '.') == NULL
        || (opt.version != NULL && strcmp(version, opt.version) != 0))
    {
        return false;
    }

    *ret_end = path + n;

    return true;
}


static void
handle_post(const request_t *r, product_t product, const char *account,
    reply_t *ret)
{
    json_t      *m;
    const char  *name;

    if (strncasecmp(r->content_type, "application/json", 16) != 0) {
        refuse(r, ret, 400, 100, "The content type must be application/json");
        return;
    }

    m = json_loadb(r->body, r->body_len, JSON_REJECT_DUPLICATES, NULL);
    name = text_of(m, "messaging_product");

    if (!json_is_object(m)) {
        refuse(r, ret, 400, 100, "The body is not a JSON object");

    } else if (product == WHATSAPP
               && (name == NULL || strcmp(name, "whatsapp") != 0))
    {
        refuse(r, ret, 400, 100, "The parameter messaging_product is required");

    } else if (text_of(m, product == WHATSAPP ? "status" : "sender_action")
               != NULL)
    {
        handle_receipt(r, product, account, m, ret);

    } else {
        handle_message(r, product, account, m, ret);
    }

    json_decref(m);
}


/* /vNN.N/<account>/media: a copy of a file, which messages name by its id. */
static void
handle_upload(const request_t *r, const char *account, reply_t *ret)
{
    static unsigned  serial;

    json_t      *form = form_read(r), *answer;
    const char  *name = text_of(form, "messaging_product");
    const char  *type = text_of(form, "type");
    const json_t  *file = json_object_get(form, "file");
    char         id[32];

    if (form == NULL || text_of(file, "field") == NULL
        || strcmp(text_of(file, "field"), "file") != 0)
    {
        refuse(r, ret, 400, 100, "The parameter file is required");

    } else if (name == NULL || strcmp(name, "whatsapp") != 0) {
        refuse(r, ret, 400, 100, "The parameter messaging_product is required");

    } else if (type == NULL || strcmp(type, text_of(file, "type")) != 0) {
        refuse(r, ret, 400, 100, "The parameter type is not the file's");

    } else {
        snprintf(id, sizeof(id), "upload%u", ++serial);
        answer = json_pack("{s:s}", "id", id);
        ret->status = 200;
        ret->body = json_dumps(answer, JSON_COMPACT);
        json_decref(answer);
        rule_apply(rules_match("upload", r->path, "", "", false), ret);
        record(r, ret, "upload", account, "accepted", id, form);
    }

    json_decref(form);
}


static void
handle_graph(const request_t *r, reply_t *ret)
{
    char         bearer[1100], version[16], account[64], host[64];
    const char  *end, *path;
    product_t    product;

    snprintf(bearer, sizeof(bearer), "Bearer %s", opt.token);

    if (media_public(r, ret)) {
        record(r, ret, ret->status == 200 ? "media" : "refused", NULL,
               "file", NULL, NULL);
        return;
    }

    if (path_read(r->path, version, account, &end)
        && manage_handle(r, strcmp(r->authorization, bearer) == 0, account,
                         end, ret))
    {
        return;
    }

    if (strcmp(r->authorization, bearer) != 0) {
        refuse(r, ret, 401, 190, "Invalid OAuth access token");
        return;
    }

    snprintf(host, sizeof(host), "127.0.0.1:%d", opt.port);

    if (strcmp(r->method, "GET") == 0 && media_handle(r, host, ret)) {
        rule_apply(rules_match("media", r->path, "", "", false), ret);
        record(r, ret, "media", NULL, "media", NULL, NULL);
        return;
    }

    path = product_read(r->path, &product);

    if (product == WHATSAPP && strcmp(r->method, "POST") == 0
        && path_read(path, version, account, &end)
        && strcmp(end, "/media") == 0)
    {
        handle_upload(r, account, ret);
        return;
    }

    if (!path_read(path, version, account, &end)
        || strcmp(end, "/messages") != 0)
    {
        refuse(r, ret, 404, 2500, "Unknown path components");

    } else if (strcmp(r->method, "POST") != 0) {
        refuse(r, ret, 400, 100, "Unsupported method");

    } else {
        handle_post(r, product, account, ret);
    }
}


static bool
take_things(const json_t *control)
{
    json_t  *media = json_object_get(control, "media");
    json_t  *templates = json_object_get(control, "templates");

    return media != NULL ? media_set(media)
           : templates != NULL ? templates_set(templates)
           : json_object_get(control, "rules") != NULL;
}


static void
clear_things(void)
{
    media_clear();
    templates_clear();
}


const control_own_t  control_own = {
    .take = take_things, .clear = clear_things, .pending = hooks_pending
};


bool
api_reset_before(const request_t *r)
{
    const rule_t  *rule;
    reply_t        reply = { .kind = REPLY_RESET };

    if (strncmp(r->path, "/_", 2) == 0) {
        return false;
    }

    rule = rules_match("message", r->path, "", "", true);
    if (rule != NULL) {
        record(r, &reply, "reset", NULL, rule->action, NULL, NULL);
    }

    return rule != NULL;
}


void
api_handle(const request_t *r, reply_t *ret)
{
    *ret = (reply_t) { .kind = REPLY_ANSWER, .status = 200 };

    if (!control_handle(r, ret)) {
        ret->delay_ms = (uint64_t) opt.latency_ms;
        handle_graph(r, ret);
    }
}
