/*
 * entries - see entries.h.
 */

#include "worker/media/entries.h"

#include <string.h>

#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define FILES_MAX  10                   /* of one message; more are not read */

static const struct { const char *kind, *setting; } deadlines[] = {
    { "image",    "media.image_deadline" },
    { "sticker",  "media.image_deadline" },
    { "document", "media.document_deadline" },
    { "audio",    "media.audio_deadline" },
    { "voice",    "media.audio_deadline" },
    { "video",    "media.audio_deadline" }
};


static json_int_t
deadline_of(const char *kind)
{
    for (size_t i = 0; i < sizeof(deadlines) / sizeof(deadlines[0]); i++) {
        if (strcmp(deadlines[i].kind, kind) == 0) {
            return config_int(deadlines[i].setting);
        }
    }

    return config_int("media.image_deadline");
}


void
media_entries(json_t *update)
{
    json_t  *list = json_object_get(update, "media"), *entry;
    size_t   i;

    if (list == NULL) {
        return;
    }

    if (json_array_size(list) == 0
        || strcmp(jsonx_str(update, "kind"), "message") != 0)
    {
        json_object_del(update, "media");
        return;
    }

    while (json_array_size(list) > FILES_MAX) {
        json_array_remove(list, json_array_size(list) - 1);
    }

    json_array_foreach(list, i, entry) {
        json_object_set_new(entry, "deadline_ms", json_integer(
            deadline_of(jsonx_str(entry, "kind"))));
    }
}
