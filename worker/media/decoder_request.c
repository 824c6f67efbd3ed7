/*
 * decoder_request - what relevo-decode is asked: one packet of JSON, with the
 * limits of the settings.
 */

#include <jansson.h>
#include <stdint.h>
#include <string.h>

#include "common/decoded.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"
#include "worker/media/decoder.h"
#include "worker/media/decoder_own.h"

#include "common/banned.h"

/* what settings say, and what limits.def of relevo-decode calls it */
static const struct {
    const char  *setting, *limit;
} limits[] = {
    { "media.max_bytes", "bytes" },
    { "media.max_pixels", "pixels" },
    { "media.max_pages", "pages" },
    { "media.max_ocr_pages", "ocr_pages" },
    { "media.max_unpacked", "unpacked" },
    { "media.max_text", "text" },
    { "media.max_duration", "duration_ms" },
    { "media.decode_output", "output" },
    { "media.decode_memory", "memory" },
};


json_t *
decoder_limits(void)
{
    json_t  *object = json_object();

    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
        (void) json_object_set_new(object, limits[i].limit,
                                   json_integer(config_int(
                                                    limits[i].setting)));
    }

    return object;
}


static void
set_text(json_t *object, const char *name, const char *value)
{
    if (value != NULL) {
        /* NULL for what is no UTF-8: then it is left out */
        (void) json_object_set_new(object, name, json_string(value));
    }
}


char *
decoder_packet(uint64_t id, uint64_t wall_ms, const decoder_request_t *req)
{
    json_t  *object = json_object();
    char    *text, *copy = NULL;

    (void) json_object_set_new(object, "id",
                               json_integer((json_int_t) id));
    (void) json_object_set_new(object, "wall_ms",
                               json_integer((json_int_t) wall_ms));
    (void) json_object_set_new(object, "cpu_ms",
                               json_integer(config_int("media.decode_time")));
    set_text(object, "name", req->name);
    set_text(object, "mime", req->mime);
    set_text(object, "language", req->language);
    if (req->options != NULL) {
        (void) json_object_set(object, "options",
                               (json_t *) (uintptr_t) req->options);
    }
    (void) json_object_set_new(object, "limits", decoder_limits());

    text = json_dumps(object, JSON_COMPACT);
    if (text != NULL && strlen(text) < DECODED_REQUEST_MAX) {
        copy = strdup(text);            /* jansson's has another allocator */
    }
    jsonx_free(text);
    json_decref(object);

    return copy;
}
