/*
 * control - what a test says to a fake, and asks it: /_control, /_history,
 * /_reset, /_pending.
 *
 * The body of /_control is an array of rules (rules.c), or an object with
 * those and what the program itself takes (control_own).
 */

#include "t/fake/fake_graph/fake.h"

#include <stdlib.h>
#include <string.h>


static void
rules_take(const request_t *r, reply_t *ret)
{
    json_t      *json = json_loadb(r->body, r->body_len, 0, NULL);
    json_t      *rules = json_is_array(json) ? json
                         : json_object_get(json, "rules");
    const char  *error = "an array of rules, or an object that the fake knows";
    bool         ok = rules == NULL || rules_set(rules, &error);

    if (ok && json_is_object(json)) {
        ok = control_own.take != NULL && control_own.take(json);
    }

    ok = ok && json != NULL;
    ret->status = ok ? 200 : 400;
    ret->body = strdup(ok ? "{}" : error);
    json_decref(json);
}


static void
reset(void)
{
    rules_clear();
    history_clear();

    if (control_own.clear != NULL) {
        control_own.clear();
    }
}


bool
control_handle(const request_t *r, reply_t *ret)
{
    char  text[32];

    if (strcmp(r->path, "/_history") == 0) {
        ret->body = history_text();

    } else if (strcmp(r->path, "/_control") == 0) {
        rules_take(r, ret);

    } else if (strcmp(r->path, "/_reset") == 0) {
        reset();
        ret->body = strdup("{}");

    } else if (strcmp(r->path, "/_pending") == 0
               && control_own.pending != NULL)
    {
        snprintf(text, sizeof(text), "%zu", control_own.pending());
        ret->body = strdup(text);

    } else {
        return false;
    }

    return true;
}
