/* context - see context.h.  Reads only; nothing is copied. */

#include "worker/answer/context.h"

#include "worker/answer/prompt.h"
#include "worker/jsonx.h"


static unsigned
said_add(const json_t *messages, bool ours, said_t *said, unsigned n)
{
    size_t   i;
    json_t  *m;

    json_array_foreach((json_t *) messages, i, m) {
        const json_t  *text = json_object_get(m, "text");

        if (json_string_length(text) == 0) {
            continue;
        }

        if (n == CONTEXT_SAID_MAX) {            /* the oldest one goes */
            memmove(said, said + 1, (CONTEXT_SAID_MAX - 1) * sizeof(*said));
            n--;
        }

        said[n++] = (said_t) {
            .customer = !ours || strcmp(jsonx_str(m, "role"), "customer") == 0,
            .text = slice_make(json_string_value(text),
                               json_string_length(text)),
            .at_ms = (uint64_t) jsonx_int(m, "at_ms")
        };
    }

    return n;
}


unsigned
context_said(const turn_t *t, bool with_turn, said_t said[CONTEXT_SAID_MAX])
{
    unsigned  n = said_add(json_object_get(t->context, "recent"), true, said,
                           0);

    return with_turn ? said_add(json_object_get(t->context, "messages"), false,
                                said, n) : n;
}


unsigned
context_prune(const said_t *said, unsigned n, unsigned tokens)
{
    unsigned  from = n;

    while (from > 0) {
        unsigned  cost = prompt_tokens(said[from - 1].text);

        if (cost > tokens) {
            break;
        }

        tokens -= cost;
        from--;
    }

    while (from < n && !said[from].customer) {
        from++;
    }

    return from;
}


static const json_t *
memory_of(const turn_t *t)
{
    return json_object_get(t->context, "memory");
}


const char *
context_summary(const turn_t *t)
{
    return jsonx_str(memory_of(t), "summary");
}


int64_t
context_summary_seq(const turn_t *t)
{
    return jsonx_int(memory_of(t), "summary_seq");
}


unsigned
context_failures(const turn_t *t)
{
    return (unsigned) jsonx_int(memory_of(t), "failures");
}


json_t *
context_topics(const turn_t *t)
{
    return json_object_get(memory_of(t), "topics");
}


const char *
context_now(const turn_t *t)
{
    return jsonx_str(json_object_get(t->context, "tenant"), "now");
}


json_t *
context_profile(const turn_t *t)
{
    json_t  *profile = json_object_get(t->context, "profile");

    return json_is_object(profile) ? profile : NULL;
}


json_t *
context_setting(const turn_t *t, const char *key)
{
    const json_t  *tenant = json_object_get(t->context, "tenant");

    return json_object_get(json_object_get(tenant, "settings"), key);
}


const json_t *
context_prompt(const turn_t *t)
{
    return json_object_get(context_setting(t, "prompts"), t->language);
}


bool
context_switch(const turn_t *t, const char *key, bool otherwise)
{
    const json_t  *value = context_setting(t, key);

    return json_is_boolean(value) ? json_is_true(value) : otherwise;
}


bool
context_flag(const turn_t *t, const char *name)
{
    return !json_is_false(json_object_get(context_setting(t, "flags"),
                                          name));
}


bool
context_over(const turn_t *t, const char *what)
{
    const json_t  *tenant = json_object_get(t->context, "tenant");
    json_t        *name;
    size_t         i;

    json_array_foreach(json_object_get(tenant, "over"), i, name) {
        if (strcmp(json_string_value(name), what) == 0) {
            return true;
        }
    }

    return false;
}
