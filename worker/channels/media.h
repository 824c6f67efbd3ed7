/*
 * media - what a message carries beside its words: entries of an item's
 * "media", in the order of the message.
 *
 *   {"kind", "ref", "mime", "sha256", "bytes", "name", "caption"}
 *
 * kind is image, document, audio, voice, video or sticker; ref is what
 * worker/media/fetch asks the provider for: its id of the file or a URL.
 * Everything but kind and ref may be null: it is what the sender says, and is
 * compared with what comes.
 */

#ifndef RELEVO_CHANNELS_MEDIA_H
#define RELEVO_CHANNELS_MEDIA_H

#include <jansson.h>
#include <stdbool.h>

#define MEDIA_ENTRIES_MAX  32           /* of one message */
#define MEDIA_REF_MAX      2048         /* bytes */
#define MEDIA_DIGEST_LEN   64           /* hex digits of a SHA-256 */

typedef struct {
    const char  *kind;
    const char  *ref;                   /* NULL: nothing to fetch, no entry */
    const char  *mime;
    const char  *sha256;                /* hex or base64 */
    const char  *name, *caption;
    json_int_t   bytes;                 /* 0: not said */
} media_entry_t;

/* Appends to list, which is made when it is NULL; the list. */
json_t     *media_add(json_t *list, const media_entry_t *entry);

/* Makes list the item's; steals it.  Of NULL: the item has no media. */
void        media_set(json_t *item, json_t *list);

/* image, audio, video, else document; "" and NULL too. */
const char *media_kind(const char *mime);

/* A SHA-256 in hex or base64, as hex; false: it is neither. */
bool        media_digest(const char *text, char ret_hex[MEDIA_DIGEST_LEN + 1]);

/* A number, or digits in a string; else 0. */
json_int_t  media_size(const json_t *value);

#endif
