/*
 * image_header - see image_header.h.
 *
 * Every reader walks with a cursor that cannot pass the end (`rest`), and
 * returns false where a file ends too early.
 */

#include "decode/image_header.h"

#include "common/banned.h"

#define EXIF_ORIENTATION  0x0112
#define EXIF_MAKE         0x010f
#define EXIF_ENTRIES      512       /* of a directory that are looked at */
#define CHUNKS            4096      /* of a PNG or WebP that are looked at */


static uint32_t
be16(const uint8_t *p)
{
    return (uint32_t) p[0] << 8 | p[1];
}


static uint32_t
be32(const uint8_t *p)
{
    return be16(p) << 16 | be16(p + 2);
}


static uint32_t
le16(const uint8_t *p)
{
    return (uint32_t) p[1] << 8 | p[0];
}


static uint32_t
le24(const uint8_t *p)
{
    return le16(p) | (uint32_t) p[2] << 16;
}


static uint32_t
le32(const uint8_t *p)
{
    return le16(p) | le16(p + 2) << 16;
}


/* The next n bytes; NULL: there are not so many. */
static const uint8_t *
take(slice_t *rest, uint64_t n)
{
    const uint8_t  *p = rest->data;

    if (rest->len < n) {
        return NULL;
    }

    rest->data += n;
    rest->len -= n;

    return p;
}


/* ---- EXIF ---- */

bool
exif_read(slice_t tiff, image_header_t *header)
{
    bool             big;
    uint32_t         at, n;
    const uint8_t   *p = tiff.data;

    if (tiff.len < 8 || (memcmp(p, "II*\0", 4) != 0
                         && memcmp(p, "MM\0*", 4) != 0))
    {
        return false;
    }

    big = p[0] == 'M';
    at = big ? be32(p + 4) : le32(p + 4);
    if (at > tiff.len - 2) {
        return false;
    }

    n = big ? be16(p + at) : le16(p + at);
    at += 2;

    for (uint32_t i = 0; i < n && i < EXIF_ENTRIES; i++, at += 12) {
        uint32_t  tag, value;

        if (at > tiff.len || tiff.len - at < 12) {
            return false;
        }

        tag = big ? be16(p + at) : le16(p + at);
        value = big ? be16(p + at + 8) : le16(p + at + 8);

        if (tag == EXIF_ORIENTATION && value >= 1 && value <= 8) {
            header->orientation = (int) value;
        } else if (tag == EXIF_MAKE) {
            header->camera = true;
        }
    }

    return true;
}


/* ---- JPEG ---- */

static bool
is_frame(uint8_t marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4
           && marker != 0xc8 && marker != 0xcc;
}


static bool
jpeg_ends(slice_t rest)
{
    while (rest.len >= 2) {
        const uint8_t  *p = memchr(rest.data, 0xff, rest.len - 1);

        if (p == NULL) {
            return false;
        }
        if (p[1] == 0xd9) {
            return true;
        }
        rest = slice_make(p + 1, (size_t) (slice_end(rest) - p - 1));
    }

    return false;
}


static bool
jpeg_header(slice_t bytes, image_header_t *h)
{
    slice_t         rest = bytes;
    const uint8_t  *p;

    if (take(&rest, 2) == NULL) {
        return false;
    }
    h->lossy = true;

    while ((p = take(&rest, 4)) != NULL && p[0] == 0xff) {
        uint8_t         marker = p[1];
        uint32_t        len = be16(p + 2);
        const uint8_t  *body;

        if (marker == 0xff) {                   /* fill bytes */
            rest.data -= 3;
            rest.len += 3;
            continue;
        }
        if (len < 2 || (body = take(&rest, len - 2)) == NULL) {
            return false;
        }

        if (is_frame(marker) && len >= 8 && h->width == 0) {
            h->height = be16(body + 1);
            h->width = be16(body + 3);
        } else if (marker == 0xe1 && len >= 8
                   && memcmp(body, "Exif\0\0", 6) == 0)
        {
            (void) exif_read(slice_make(body + 6, len - 8), h);
        } else if (marker == 0xda) {
            h->ends = jpeg_ends(rest);
            break;
        }
    }

    return h->width > 0 && h->height > 0;
}


/* ---- PNG ---- */

static bool
png_header(slice_t bytes, image_header_t *h)
{
    slice_t         rest = bytes;
    const uint8_t  *p;

    if (take(&rest, 8) == NULL) {
        return false;
    }

    for (int i = 0; i < CHUNKS && (p = take(&rest, 8)) != NULL; i++) {
        uint32_t        len = be32(p);
        const uint8_t  *body = take(&rest, (uint64_t) len + 4);

        if (body == NULL) {
            break;
        }

        if (i == 0) {
            if (memcmp(p + 4, "IHDR", 4) != 0 || len < 13) {
                return false;
            }
            h->width = be32(body);
            h->height = be32(body + 4);
        } else if (memcmp(p + 4, "eXIf", 4) == 0) {
            (void) exif_read(slice_make(body, len), h);
        }
    }

    return h->width > 0 && h->height > 0;
}


/* ---- GIF ---- */

static void
at_least(int64_t *size, int64_t n)
{
    if (*size < n) {
        *size = n;
    }
}


/* Sub-blocks up to the empty one. */
static bool
gif_blocks(slice_t *rest)
{
    const uint8_t  *p;

    while ((p = take(rest, 1)) != NULL) {
        if (*p == 0) {
            return true;
        }
        if (take(rest, *p) == NULL) {
            return false;
        }
    }

    return false;
}


static bool
gif_table(slice_t *rest, uint8_t flags)
{
    return !(flags & 0x80) || take(rest, 3u << ((flags & 7) + 1)) != NULL;
}


static bool
gif_header(slice_t bytes, image_header_t *h)
{
    slice_t         rest = bytes;
    const uint8_t  *p = take(&rest, 13);

    if (p == NULL) {
        return false;
    }

    h->width = le16(p + 6);
    h->height = le16(p + 8);
    if (!gif_table(&rest, p[10])) {
        return false;
    }

    while ((p = take(&rest, 1)) != NULL) {
        if (*p == 0x21) {
            if (take(&rest, 1) == NULL || !gif_blocks(&rest)) {
                return false;
            }
            continue;
        }
        if (*p != 0x2c || (p = take(&rest, 9)) == NULL) {
            return false;
        }

        at_least(&h->width, (int64_t) le16(p) + le16(p + 4));
        at_least(&h->height, (int64_t) le16(p + 2) + le16(p + 6));
        if (!gif_table(&rest, p[8]) || take(&rest, 1) == NULL
            || !gif_blocks(&rest))
        {
            return false;
        }

        h->first = slice_make(bytes.data, (size_t) (rest.data - bytes.data));
        h->animated = rest.len > 1 && rest.data[0] != 0x3b;

        return h->width > 0 && h->height > 0;
    }

    return false;
}


/* ---- WebP ---- */

static void
webp_chunk(const uint8_t *name, slice_t body, image_header_t *h)
{
    const uint8_t  *p = body.data;

    if (memcmp(name, "VP8X", 4) == 0 && body.len >= 10) {
        h->animated = p[0] & 0x02;
        at_least(&h->width, (int64_t) le24(p + 4) + 1);
        at_least(&h->height, (int64_t) le24(p + 7) + 1);

    } else if (memcmp(name, "ANMF", 4) == 0 && body.len >= 16) {
        at_least(&h->width, (int64_t) le24(p + 6) + 1);
        at_least(&h->height, (int64_t) le24(p + 9) + 1);

    } else if (memcmp(name, "VP8 ", 4) == 0 && body.len >= 10) {
        h->lossy = true;
        at_least(&h->width, le16(p + 6) & 0x3fff);
        at_least(&h->height, le16(p + 8) & 0x3fff);

    } else if (memcmp(name, "VP8L", 4) == 0 && body.len >= 5) {
        uint32_t  bits = le32(p + 1);

        at_least(&h->width, (int64_t) (bits & 0x3fff) + 1);
        at_least(&h->height, (int64_t) (bits >> 14 & 0x3fff) + 1);

    } else if (memcmp(name, "EXIF", 4) == 0) {
        if (body.len > 6 && memcmp(p, "Exif\0\0", 6) == 0) {
            body = slice_make(p + 6, body.len - 6);
        }
        (void) exif_read(body, h);
    }
}


static bool
webp_header(slice_t bytes, image_header_t *h)
{
    slice_t         rest = bytes;
    const uint8_t  *p;

    if (take(&rest, 12) == NULL) {
        return false;
    }

    for (int i = 0; i < CHUNKS && (p = take(&rest, 8)) != NULL; i++) {
        uint32_t        len = le32(p + 4);
        const uint8_t  *body = rest.data;

        /* the last one may be cut: its beginning says enough */
        webp_chunk(p, slice_make(body, len < rest.len ? len : rest.len), h);
        if (take(&rest, (uint64_t) len + (len & 1)) == NULL) {
            break;
        }
    }

    return h->width > 0 && h->height > 0;
}


bool
image_header(slice_t bytes, const char *mime, image_header_t *ret_header)
{
    image_header_t  h = { .orientation = 1 };
    bool            right;

    if (strcmp(mime, "image/jpeg") == 0) {
        right = jpeg_header(bytes, &h);
    } else if (strcmp(mime, "image/png") == 0) {
        right = png_header(bytes, &h);
    } else if (strcmp(mime, "image/gif") == 0) {
        right = gif_header(bytes, &h);
    } else {
        right = webp_header(bytes, &h);
    }

    if (right) {
        *ret_header = h;
    }

    return right;
}
