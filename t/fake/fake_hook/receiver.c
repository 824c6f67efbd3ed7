/*
 * receiver - takes callbacks as a careful customer's program would.
 *
 * An id is worked on once; the same id with another body is refused: a
 * sender that repeats itself must not change what it says.
 */

#include "t/fake/fake_hook/hook.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PATH  "/hook"

typedef struct seen_s  seen_t;

struct seen_s {
    seen_t  *next;
    char     id[256];
    char    *body;
    size_t   len;
};

static seen_t    *seen;
static unsigned   taken;

static const char *const  origins[] = { "bot", "agent", "system", NULL };


/* --- the history -------------------------------------------------------- */

static void
record(const request_t *r, const reply_t *reply, const char *kind,
    const char *outcome, const delivery_t *d, json_t *line)
{
    line = line != NULL ? line : json_object();

    json_object_set_new(line, "time", json_real((double) unix_ms() / 1000));
    json_object_set_new(line, "method", json_string(r->method));
    json_object_set_new(line, "path", json_string(r->path));
    json_object_set_new(line, "kind", json_string(kind));
    json_object_set_new(line, "outcome", json_string(outcome));
    json_object_set_new(line, "status", json_integer(reply->status));
    json_object_set_new(line, "answered",
                        json_boolean(reply->kind == REPLY_ANSWER));

    if (d != NULL) {
        json_object_set_new(line, "id", json_string(d->id));
        json_object_set_new(line, "timestamp", json_string(d->timestamp));
        json_object_set_new(line, "signature", json_string(d->signature));
        json_object_set_new(line, "body", json_stringn(r->body, r->body_len));
    }

    history_add(line);
}


static void
answer(reply_t *ret, int status, const char *body)
{
    free(ret->body);
    ret->status = status;
    ret->body = strdup(body);
}


static void
refuse(const request_t *r, reply_t *ret, int status, const char *why,
    const delivery_t *d)
{
    answer(ret, status, why);
    record(r, ret, "refused", why, d, NULL);
}


/* --- is it a callback? -------------------------------------------------- */

static const char *
string_of(const json_t *object, const char *key)
{
    const char  *s = json_string_value(json_object_get(object, key));

    return s != NULL ? s : "";
}


static bool
is_in(const char *const *list, const char *word)
{
    while (*list != NULL && strcmp(*list, word) != 0) {
        list++;
    }

    return *list != NULL;
}


static const char *
shape_problem(const json_t *m, const delivery_t *d)
{
    const char  *type = string_of(m, "type");

    if (!json_is_object(m)) {
        return "not a JSON object";
    }

    if (strcmp(string_of(m, "id"), d->id) != 0 || strlen(d->id) != 36) {
        return "id is not the webhook-id";
    }

    if (*string_of(m, "account") == '\0'
        || strlen(string_of(m, "conversation")) != 36)
    {
        return "no account or conversation";
    }

    if (*string_of(json_object_get(m, "contact"), "id") == '\0') {
        return "no contact";
    }

    if (!is_in(origins, string_of(m, "origin"))) {
        return "no origin";
    }

    if (strlen(string_of(m, "at")) != 24 || *type == '\0') {
        return "no time or type";
    }

    if (strcmp(type, "text") == 0 && *string_of(m, "text") == '\0') {
        return "no text";
    }

    return json_object_get(m, "to") != NULL ? "to is our own affair" : NULL;
}


/* The delivery with this id, or NULL. */
static const seen_t *
seen_find(const char *id)
{
    const seen_t  *s = seen;

    while (s != NULL && strcmp(s->id, id) != 0) {
        s = s->next;
    }

    return s;
}


static void
seen_add(const request_t *r, const delivery_t *d)
{
    seen_t  *s = calloc(1, sizeof(seen_t));

    if (s == NULL || (s->body = malloc(r->body_len + 1)) == NULL) {
        die("out of memory");
    }

    memcpy(s->body, r->body, r->body_len);
    s->len = r->body_len;
    memcpy(s->id, d->id, sizeof(s->id));
    s->next = seen;
    seen = s;
}


/* --- requests ----------------------------------------------------------- */

static void
message_take(const request_t *r, const json_t *m, const delivery_t *d,
    reply_t *ret)
{
    const char    *to = string_of(json_object_get(m, "contact"), "id");
    const char    *text = string_of(m, "text");
    const rule_t  *rule = rules_match("message", r->path, to, text, false);
    bool           again = seen_find(d->id) != NULL;
    json_t        *line = json_pack("{s:s, s:s}", "to", to, "text", text);
    char           body[64];

    snprintf(body, sizeof(body), "{\"id\":\"r-%u\"}", ++taken);
    answer(ret, 200, body);
    rule_apply(rule, ret);

    if (ret->status >= 300 && ret->status < 400 && rule->body != NULL) {
        snprintf(ret->location, sizeof(ret->location), "%s", rule->body);
    }

    if (rule_accepts(rule) && !again) {
        seen_add(r, d);
    }

    record(r, ret, rule_accepts(rule) && !again ? "message" : "attempt",
           rule != NULL ? rule->action : again ? "again" : "accepted", d,
           line);
}


static void
callback_take(const request_t *r, reply_t *ret)
{
    delivery_t     d = { .id = "" };
    const char    *problem = verify(r, &d);
    const seen_t  *before;
    json_t        *m;

    if (problem != NULL) {
        refuse(r, ret, 401, problem, &d);
        return;
    }

    if (strcmp(r->method, "POST") != 0
        || strncasecmp(r->content_type, "application/json", 16) != 0
        || *r->authorization != '\0' || *r->user_agent == '\0')
    {
        refuse(r, ret, 400, "not a POST of application/json alone", &d);
        return;
    }

    before = seen_find(d.id);
    m = json_loadb(r->body, r->body_len, JSON_REJECT_DUPLICATES, NULL);
    problem = shape_problem(m, &d);

    if (before != NULL && (before->len != r->body_len
        || memcmp(before->body, r->body, before->len) != 0))
    {
        problem = "another body under the same id";
    }

    if (problem != NULL) {
        refuse(r, ret, 400, problem, &d);
    } else {
        message_take(r, m, &d, ret);
    }

    json_decref(m);
}


void
provider_error(reply_t *ret, int status, int code, const char *details)
{
    (void) code;
    answer(ret, status, details);
}


const control_own_t  control_own = { 0 };


bool
api_reset_before(const request_t *r)
{
    const rule_t  *rule = strncmp(r->path, "/_", 2) == 0 ? NULL
                          : rules_match("message", r->path, "", "", true);
    reply_t        reply = { .kind = REPLY_RESET };

    if (rule != NULL) {
        record(r, &reply, "reset", rule->action, NULL, NULL);
    }

    return rule != NULL;
}


void
api_handle(const request_t *r, reply_t *ret)
{
    *ret = (reply_t) { .kind = REPLY_ANSWER, .status = 200 };

    if (control_handle(r, ret)) {
        return;
    }

    if (strncmp(r->path, PATH, sizeof(PATH) - 1) == 0) {
        callback_take(r, ret);

    } else {
        refuse(r, ret, 404, "no such path", NULL);
    }
}
