/*
 * media - see media.h.
 */

#include "worker/channels/media.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/decode.h"
#include "worker/channels/update.h"

#define DIGEST_LEN  32


bool
media_digest(const char *text, char ret_hex[MEDIA_DIGEST_LEN + 1])
{
    uint8_t  digest[DIGEST_LEN];
    size_t   len;

    if (text == NULL) {
        return false;
    }

    if (!decode_hex(slice_str(text), digest, DIGEST_LEN)
        && (!decode_base64(slice_str(text), digest, DIGEST_LEN, &len)
            || len != DIGEST_LEN))
    {
        return false;
    }

    for (size_t i = 0; i < DIGEST_LEN; i++) {
        snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
    }

    return true;
}


static json_t *
digest_of(const char *text)
{
    char  hex[MEDIA_DIGEST_LEN + 1];

    return media_digest(text, hex) ? json_string(hex) : json_null();
}


json_t *
media_add(json_t *list, const media_entry_t *e)
{
    json_t  *entry;

    if (e->ref == NULL || *e->ref == '\0' || strlen(e->ref) > MEDIA_REF_MAX
        || json_array_size(list) >= MEDIA_ENTRIES_MAX)
    {
        return list;
    }

    list = list != NULL ? list : json_array();
    entry = json_object();
    json_object_set_new(entry, "kind", json_string(e->kind));
    json_object_set_new(entry, "ref", json_string(e->ref));
    json_object_set_new(entry, "mime", update_or_null(e->mime));
    json_object_set_new(entry, "sha256", digest_of(e->sha256));
    json_object_set_new(entry, "bytes", e->bytes > 0
                        ? json_integer(e->bytes) : json_null());
    json_object_set_new(entry, "name", update_or_null(e->name));
    json_object_set_new(entry, "caption", update_or_null(e->caption));
    json_array_append_new(list, entry);

    return list;
}


void
media_set(json_t *item, json_t *list)
{
    if (list != NULL) {
        json_object_set_new(item, "media", list);
    }
}


const char *
media_kind(const char *mime)
{
    static const char *const  kinds[] = { "image", "audio", "video" };

    for (size_t i = 0; mime != NULL
         && i < sizeof(kinds) / sizeof(kinds[0]); i++)
    {
        size_t  len = strlen(kinds[i]);

        if (strncasecmp(mime, kinds[i], len) == 0 && mime[len] == '/') {
            return kinds[i];
        }
    }

    return "document";
}


json_int_t
media_size(const json_t *value)
{
    const char  *digits = json_string_value(value);

    if (json_is_integer(value)) {
        return json_integer_value(value) > 0 ? json_integer_value(value) : 0;
    }

    if (digits == NULL || *digits == '\0' || strlen(digits) > 15
        || strspn(digits, "0123456789") != strlen(digits))
    {
        return 0;
    }

    return atoll(digits);
}
