/*
 * payload - see payload.h.  Pure checks: what a provider would refuse for its
 * form is refused here, with a reason an agent can read.
 */

#include "worker/channels/payload.h"

#include "worker/channels/update.h"

#define LINK_MAX      2048
#define MEDIA_ID_MAX  256


const char *
payload_type(const json_t *row)
{
    const char  *kind = update_str(row, "kind");
    const char  *type = update_str(json_object_get(row, "payload"), "type");

    if (kind == NULL) {
        return NULL;
    }

    if (strcmp(kind, "template") == 0 || strcmp(kind, "reaction") == 0) {
        return kind;
    }

    if (strcmp(kind, "message") != 0) {
        return NULL;
    }

    return type != NULL ? type : "text";
}


const char *
payload_problem(pool_t *pool, const json_t *object,
    const payload_rule_t *rules, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char  *text = update_str(object, rules[i].key);

        if (text == NULL && (!rules[i].optional
                             || json_object_get(object, rules[i].key) != NULL))
        {
            return pool_printf(pool, "no %s", rules[i].key);
        }

        if (text != NULL && text_length(slice_str(text), TEXT_CODE_POINTS)
                            > rules[i].max)
        {
            return pool_printf(pool, "%s too long", rules[i].key);
        }
    }

    return NULL;
}


bool
payload_is_list(const json_t *list, size_t min, size_t max)
{
    size_t         i;
    const json_t  *one;

    if (!json_is_array(list) || json_array_size(list) < min
        || json_array_size(list) > max)
    {
        return false;
    }

    json_array_foreach(list, i, one) {
        if (!json_is_object(one)) {
            return false;
        }
    }

    return true;
}


bool
payload_is_media(const json_t *media)
{
    const char  *link = update_str(media, "link");
    const char  *id = update_str(media, "id");

    if ((link == NULL) == (id == NULL)) {
        return false;
    }

    if (id != NULL) {
        return strlen(id) <= MEDIA_ID_MAX;
    }

    return strlen(link) <= LINK_MAX && (strncmp(link, "https://", 8) == 0
                                        || strncmp(link, "http://", 7) == 0);
}


void
payload_copy(json_t *to, const json_t *from, const char *const *keys)
{
    for (; *keys != NULL; keys++) {
        json_t  *value = json_object_get(from, *keys);

        if (value != NULL && !json_is_null(value)) {
            json_object_set(to, *keys, value);
        }
    }
}
