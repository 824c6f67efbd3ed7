/*
 * rules - scripted behaviour; the first rule that matches a request rules it.
 *
 *   {"action": "error", "code": 131056, "to": "+5215550001", "nth": 2}
 *
 * nth and count are of the requests this rule matches: from the nth on (1),
 * count times (1; 0 = for ever).  to, text, path: contained; kind: "message"
 * (default), "receipt", "media" or "any".  A misspelt rule is refused: a
 * script that does nothing would let a test pass.
 *
 *   action        accepted  what
 *   delay         yes       answers after ms
 *   reset_before  no        RST when the headers are in (matches path only)
 *   reset_after   no        RST when the request was read
 *   swallow       yes       works, never answers, cuts after ms (30000)
 *   silence       no        never answers
 *   http          no        status, retry_after, body, code (a Graph body)
 *   error         no        code with status (400)
 *   truncate      yes       half of the JSON
 *   short         yes       Content-Length too large, then cut
 *   long          yes       Content-Length too small
 *   garbage       yes       200 with body (HTML)
 *   fail_later    yes       answers, then a failed status with code
 *   nostatus      yes       answers, sends no status
 *
 * "accept": true or false overrides the second column.
 */

#include "t/fake/fake_graph/fake.h"

#include <stdlib.h>
#include <string.h>

#define RULES_MAX  256

static const char *const  actions[] = {
    "delay", "reset_before", "reset_after", "swallow", "silence", "http",
    "error", "truncate", "short", "long", "garbage", "fail_later", "nostatus",
    NULL
};

static const char *const  keys[] = {
    "action", "nth", "count", "to", "text", "path", "kind", "ms", "status",
    "code", "retry_after", "body", "accept", NULL
};

static rule_t  rules[RULES_MAX];
static int     nrules;


static bool
is_in(const char *const *list, const char *word)
{
    for (; *list != NULL; list++) {
        if (strcmp(*list, word) == 0) {
            return true;
        }
    }

    return false;
}


static void
text_get(const json_t *json, const char *key, char *buf, size_t size)
{
    const char  *s = json_string_value(json_object_get(json, key));

    snprintf(buf, size, "%s", s != NULL ? s : "");
}


static int
int_get(const json_t *json, const char *key, int otherwise)
{
    const json_t  *n = json_object_get(json, key);

    return json_is_integer(n) ? (int) json_integer_value(n) : otherwise;
}


static bool
rule_read(const json_t *json, rule_t *r, const char **ret_error)
{
    const char    *key, *body;
    const json_t  *value, *after = json_object_get(json, "retry_after");

    memset(r, 0, sizeof(rule_t));

    json_object_foreach((json_t *) json, key, value) {
        if (!is_in(keys, key)) {
            *ret_error = "a rule has an unknown key";
            return false;
        }
    }

    text_get(json, "action", r->action, sizeof(r->action));
    if (!is_in(actions, r->action)) {
        *ret_error = "a rule has an unknown action";
        return false;
    }

    text_get(json, "to", r->to, sizeof(r->to));
    text_get(json, "text", r->text, sizeof(r->text));
    text_get(json, "path", r->path, sizeof(r->path));
    text_get(json, "kind", r->kind, sizeof(r->kind));
    text_get(json, "retry_after", r->retry_after, sizeof(r->retry_after));
    r->nth = int_get(json, "nth", 1);
    r->count = int_get(json, "count", 1);
    r->ms = int_get(json, "ms", strcmp(r->action, "swallow") == 0 ? 30000 : 0);
    r->status = int_get(json, "status", 0);
    r->code = int_get(json, "code", -1);
    r->accept = -1;

    if (*r->kind == '\0') {
        strcpy(r->kind, "message");
    }

    if (json_is_integer(after)) {
        snprintf(r->retry_after, sizeof(r->retry_after), "%d",
                 (int) json_integer_value(after));
    }

    if (json_is_boolean(json_object_get(json, "accept"))) {
        r->accept = json_is_true(json_object_get(json, "accept"));
    }

    body = json_string_value(json_object_get(json, "body"));
    r->body = body != NULL ? strdup(body) : NULL;

    return true;
}


bool
rules_set(const json_t *json, const char **ret_error)
{
    size_t         i;
    const json_t  *rule;

    if (!json_is_array(json) || json_array_size(json) > RULES_MAX) {
        *ret_error = "rules are an array of at most 256 objects";
        return false;
    }

    rules_clear();

    json_array_foreach(json, i, rule) {
        if (!rule_read(rule, &rules[i], ret_error)) {
            rules_clear();
            return false;
        }

        nrules++;
    }

    return true;
}


void
rules_clear(void)
{
    for (int i = 0; i < nrules; i++) {
        free(rules[i].body);
    }

    memset(rules, 0, sizeof(rules));
    nrules = 0;
}


const rule_t *
rules_match(const char *kind, const char *path, const char *to,
    const char *text, bool before)
{
    for (int i = 0; i < nrules; i++) {
        rule_t  *r = &rules[i];

        if ((strcmp(r->action, "reset_before") == 0) != before
            || (strcmp(r->kind, "any") != 0 && strcmp(r->kind, kind) != 0)
            || strstr(path, r->path) == NULL || strstr(to, r->to) == NULL
            || strstr(text, r->text) == NULL)
        {
            continue;
        }

        r->seen++;

        if (r->seen >= r->nth
            && (r->count == 0 || r->seen < r->nth + r->count))
        {
            return r;
        }
    }

    return NULL;
}


/* --- what a rule does to a reply ------------------------------------------ */

bool
rule_is(const rule_t *rule, const char *action)
{
    return rule != NULL && strcmp(rule->action, action) == 0;
}


bool
rule_accepts(const rule_t *rule)
{
    static const char *const  refusing[] = {
        "reset_after", "silence", "http", "error", NULL
    };

    if (rule == NULL || rule->accept >= 0) {
        return rule == NULL || rule->accept == 1;
    }

    for (const char *const *r = refusing; *r != NULL; r++) {
        if (strcmp(rule->action, *r) == 0) {
            return false;
        }
    }

    return true;
}


void
rule_apply(const rule_t *rule, reply_t *ret)
{
    int  status = ret->status;

    if (rule == NULL) {
        return;
    }

    snprintf(ret->retry_after, sizeof(ret->retry_after), "%s",
             rule->retry_after);
    ret->delay_ms += (uint64_t) rule->ms;

    if (rule_is(rule, "reset_after")) {
        ret->kind = REPLY_RESET;

    } else if (rule_is(rule, "swallow")) {
        ret->kind = REPLY_SWALLOW;

    } else if (rule_is(rule, "silence")) {
        ret->kind = REPLY_SILENCE;

    } else if (rule_is(rule, "short")) {
        ret->kind = REPLY_SHORT;

    } else if (rule_is(rule, "long")) {
        ret->kind = REPLY_LONG;

    } else if (rule_is(rule, "truncate")) {
        ret->body[strlen(ret->body) / 2] = '\0';

    } else if (rule_is(rule, "error") || rule_is(rule, "http")) {
        status = rule->status > 0 ? rule->status
                 : rule_is(rule, "error") ? 400 : 500;

        if (rule->code >= 0) {
            provider_error(ret, status, rule->code, "scripted");
        } else {
            free(ret->body);
            ret->body = strdup(rule->body != NULL ? rule->body : "scripted");
            ret->status = status;
        }

    } else if (rule_is(rule, "garbage")) {
        free(ret->body);
        ret->body = strdup(rule->body != NULL ? rule->body
                           : "<html><body>It works!</body></html>");
    }
}
