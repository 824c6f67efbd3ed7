/*
 * telegram_media - the file of a message of the Bot API.
 *
 * A photo comes in several sizes: the largest is taken.  Of an animation the
 * message holds a second description as a document, which is left alone.
 */

#include "worker/channels/telegram.h"

#include "worker/channels/media.h"
#include "worker/channels/update.h"


static double
area(const json_t *size)                /* whatever numbers they are */
{
    return (double) json_integer_value(json_object_get(size, "width"))
           * (double) json_integer_value(json_object_get(size, "height"));
}


static const json_t *
largest(const json_t *sizes)
{
    const json_t  *best = json_array_get(sizes, 0), *size;
    size_t         i;

    json_array_foreach(sizes, i, size) {
        best = area(size) > area(best) ? size : best;
    }

    return best;
}


/* Stickers say what they are by two flags, not by a MIME type. */
static const char *
sticker_mime(const json_t *sticker)
{
    return json_is_true(json_object_get(sticker, "is_animated"))
           ? "application/x-tgsticker"
           : json_is_true(json_object_get(sticker, "is_video"))
             ? "video/webm" : "image/webp";
}


static json_t *
media_one(const json_t *message, const json_t *file, const char *kind,
    const char *mime)
{
    const char  *told = update_str(file, "mime_type");

    return media_add(NULL, &(media_entry_t) {
        .kind = kind,
        .ref = update_str(file, "file_id"),
        .mime = told != NULL ? told : mime,
        .name = update_str(file, "file_name"),
        .caption = update_str(message, "caption"),
        .bytes = media_size(json_object_get(file, "file_size")),
    });
}


json_t *
telegram_media(const json_t *message)
{
    static const struct { const char *member, *kind, *mime; } files[] = {
        { "voice",      "voice",    "audio/ogg" },
        { "audio",      "audio",    NULL },
        { "video",      "video",    NULL },
        { "video_note", "video",    "video/mp4" },
        { "animation",  "video",    NULL },
        { "document",   "document", NULL },
    };
    const json_t  *photo = json_object_get(message, "photo");
    const json_t  *sticker = json_object_get(message, "sticker");

    if (photo != NULL) {
        return media_one(message, largest(photo), "image", "image/jpeg");
    }

    if (sticker != NULL) {
        return media_one(message, sticker, "sticker", sticker_mime(sticker));
    }

    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        const json_t  *file = json_object_get(message, files[i].member);

        if (file != NULL) {
            return media_one(message, file, files[i].kind, files[i].mime);
        }
    }

    return NULL;
}
