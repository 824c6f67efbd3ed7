/*
 * api - whose request is it; control; what the history says of it.
 */

#include "t/fake/fake_bots/bots.h"

#include <stdlib.h>
#include <string.h>


void
record(const request_t *r, const reply_t *reply, const char *kind,
    const char *outcome, json_t *line)
{
    const char  *path = strncmp(r->path, "/bot", 4) == 0
                        ? strrchr(r->path, '/') : r->path;

    line = line != NULL ? line : json_object();

    /* a bot's path holds its token */

    json_object_set_new(line, "time", json_real((double) unix_ms() / 1000));
    json_object_set_new(line, "method", json_string(r->method));
    json_object_set_new(line, "path", json_string(path));
    json_object_set_new(line, "kind", json_string(kind));
    json_object_set_new(line, "outcome", json_string(outcome));
    json_object_set_new(line, "status", json_integer(reply->status));
    json_object_set_new(line, "answered",
                        json_boolean(reply->kind == REPLY_ANSWER));
    history_add(line);
}


void
answer(reply_t *ret, int status, json_t *json)
{
    free(ret->body);
    ret->status = status;
    ret->body = json_dumps(json, JSON_COMPACT);
    json_decref(json);
}


/* Of a scripted refusal: five digits are a code of Twilio's. */
void
provider_error(reply_t *ret, int status, int code, const char *details)
{
    if (code >= 10000) {
        twilio_error(ret, status, code, details);
    } else {
        telegram_error(ret, status, details);
    }
}


const control_own_t  control_own = { .pending = callback_pending };


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
        record(r, &reply, "reset", rule->action, NULL);
    }

    return rule != NULL;
}


void
api_handle(const request_t *r, reply_t *ret)
{
    *ret = (reply_t) { .kind = REPLY_ANSWER, .status = 200 };

    if (!control_handle(r, ret) && !telegram_handle(r, ret)
        && !twilio_handle(r, ret))
    {
        ret->status = 404;
        ret->body = strdup("{\"detail\":\"no such path\"}");
        record(r, ret, "refused", "no such path", NULL);
    }
}
