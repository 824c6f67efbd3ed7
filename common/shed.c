/*
 * shed - a class by the names of members; see shed.h.
 *
 * In well-formed JSON the bytes "name" with their quotes and a colon behind
 * them are a member: inside a string the quotes would be escaped.  The first
 * row of a channel that is found decides.
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE                     /* memmem(); nginx does not set it */
#endif

#include "shed.h"

#include "banned.h"

typedef struct {
    slice_t       name;
    shed_class_t  is;
} shed_row_t;

#define ROW(text, class)  { { (const uint8_t *) ("" text), sizeof(text) - 1 }, \
                            SHED_##class }
#define END               { { NULL, 0 }, SHED_TEXT }

static const shed_row_t  whatsapp[] = {
    ROW("text", TEXT), ROW("interactive", TEXT), ROW("button", TEXT),
    ROW("location", TEXT), ROW("order", TEXT), ROW("reaction", TEXT),
    ROW("image", MEDIA), ROW("audio", MEDIA), ROW("video", MEDIA),
    ROW("document", MEDIA), ROW("sticker", MEDIA),
    ROW("messages", TEXT),
    ROW("statuses", STATUS),
    END
};

static const shed_row_t  page[] = {     /* Messenger, Instagram */
    ROW("text", TEXT), ROW("postback", TEXT), ROW("quick_reply", TEXT),
    ROW("reaction", TEXT), ROW("referral", TEXT), ROW("optin", TEXT),
    ROW("attachments", MEDIA),
    ROW("message", TEXT),
    ROW("delivery", STATUS), ROW("read", STATUS),
    END
};

static const shed_row_t  telegram[] = {
    ROW("text", TEXT), ROW("callback_query", TEXT), ROW("location", TEXT),
    ROW("contact", TEXT),
    ROW("photo", MEDIA), ROW("voice", MEDIA), ROW("audio", MEDIA),
    ROW("video", MEDIA), ROW("video_note", MEDIA), ROW("document", MEDIA),
    ROW("sticker", MEDIA), ROW("animation", MEDIA),
    ROW("message", TEXT),
    ROW("my_chat_member", STATUS), ROW("chat_member", STATUS),
    ROW("message_reaction_count", STATUS),
    END
};

static const struct {
    const char        *channel;
    const shed_row_t  *rows;
} channels[] = {
    { "whatsapp", whatsapp },
    { "messenger", page },
    { "instagram", page },
    { "telegram", telegram },
};


static bool
is_blank(uint8_t ch)
{
    return ch == ' ' || ch == '\t' || ch == '\r' || ch == '\n';
}


/* Is the name that ends at p quoted, and followed by a colon? */

static bool
is_member(const uint8_t *start, const uint8_t *p, const uint8_t *end,
    size_t len)
{
    if (p - start < (ptrdiff_t) len + 1 || p[-(ptrdiff_t) len - 1] != '"'
        || p == end || *p != '"')
    {
        return false;
    }

    do {
        p++;
    } while (p < end && is_blank(*p));

    return p < end && *p == ':';
}


static bool
has_member(slice_t body, slice_t name)
{
    const uint8_t  *p = body.data, *end = slice_end(body);

    while (end - p >= (ptrdiff_t) name.len) {
        p = memmem(p, (size_t) (end - p), name.data, name.len);

        if (p == NULL) {
            return false;
        }

        p += name.len;

        if (is_member(body.data, p, end, name.len)) {
            return true;
        }
    }

    return false;
}


/* A form: does the field have a value that begins with one of these bytes? */

static bool
has_field(slice_t form, const char *name, const char *first)
{
    const uint8_t  *p = form.data, *end = slice_end(form);
    size_t          len = strlen(name);

    while (p != NULL && end - p > (ptrdiff_t) len + 1) {
        if (memcmp(p, name, len) == 0 && p[len] == '=') {
            return p[len + 1] != '\0' && strchr(first, p[len + 1]) != NULL;
        }

        p = memchr(p, '&', (size_t) (end - p));
        p = p == NULL ? NULL : p + 1;
    }

    return false;
}


static shed_class_t
form_class(slice_t form)
{
    if (has_field(form, "MessageStatus", "qsdurfac")) {
        return SHED_STATUS;
    }

    return has_field(form, "NumMedia", "123456789") ? SHED_MEDIA : SHED_TEXT;
}


shed_class_t
shed_class(slice_t channel, slice_t body)
{
    if (slice_eq(channel, SLICE_LIT("twilio"))) {
        return form_class(body);
    }

    for (size_t i = 0; i < sizeof(channels) / sizeof(channels[0]); i++) {
        const shed_row_t  *row = channels[i].rows;

        if (!slice_eq(channel, slice_str(channels[i].channel))) {
            continue;
        }

        while (row->name.len > 0 && !has_member(body, row->name)) {
            row++;
        }

        return row->is;
    }

    return SHED_TEXT;
}
