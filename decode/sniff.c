/*
 * sniff - what a file is, by its bytes: our own look at the types we decode
 * most, libmagic for the rest.
 *
 * The magic database is loaded before the fork.  libmagic calls much that is
 * text after its first line ("text/x-script..."); all of that is text/plain
 * here unless a handler knows it by its name.
 */

#include <ctype.h>
#include <magic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "decode/charset.h"
#include "decode/decode.h"

#include "common/banned.h"

#define SNIFF_BYTES  (1u << 20)

static magic_t  cookie;

/* at offset 0, and at a second place */
static const struct {
    const char  *first;
    size_t       first_len;
    size_t       second_at;
    const char  *second;
    const char  *mime;
} marks[] = {
    { "\xff\xd8\xff", 3, 0, NULL, "image/jpeg" },
    { "\x89PNG\r\n\x1a\n", 8, 0, NULL, "image/png" },
    { "GIF87a", 6, 0, NULL, "image/gif" },
    { "GIF89a", 6, 0, NULL, "image/gif" },
    { "RIFF", 4, 8, "WEBP", "image/webp" },
    { "%PDF-", 5, 0, NULL, "application/pdf" },
    { "OggS", 4, 0, NULL, "audio/ogg" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, 0, NULL, "application/CDFV2" },
    { "{\\rtf", 5, 0, NULL, "application/rtf" },
#ifdef RELEVO_FAILPOINTS
    { "RELEVO-HOOK ", 12, 0, NULL, "x-relevo/hook" },
#endif
};

/* names that tell what bytes do not */
static const struct {
    const char  *suffix;
    const char  *mime;
} suffixes[] = {
    { ".csv", "text/csv" },
    { ".tsv", "text/tab-separated-values" },
    { ".eml", "message/rfc822" },
    { ".html", "text/html" },
    { ".htm", "text/html" },
    { ".md", "text/markdown" },
};


bool
sniff_warm(const char **ret_error)
{
    cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS
                        | MAGIC_NO_CHECK_TAR);

    if (cookie == NULL || magic_load(cookie, NULL) != 0) {
        *ret_error = "libmagic has no database";
        return false;
    }

    return true;
}


static const char *
sniff_mark(slice_t bytes)
{
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        size_t  n = marks[i].second == NULL ? 0 : strlen(marks[i].second);

        if (bytes.len >= marks[i].first_len
            && memcmp(bytes.data, marks[i].first, marks[i].first_len) == 0
            && bytes.len >= marks[i].second_at + n
            && (n == 0 || memcmp(bytes.data + marks[i].second_at,
                                 marks[i].second, n) == 0))
        {
            return marks[i].mime;
        }
    }

    return NULL;
}


static const char *
sniff_suffix(const char *name)
{
    size_t  len = strlen(name);

    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        size_t  n = strlen(suffixes[i].suffix);

        if (len > n && strcasecmp(name + len - n, suffixes[i].suffix) == 0) {
            return suffixes[i].mime;
        }
    }

    return NULL;
}


const char *
sniff(slice_t bytes, const char *name)
{
    const char  *mime = sniff_mark(bytes), *by_name;

    if (mime != NULL) {
        return mime;
    }

    if (cookie == NULL || bytes.len == 0) {
        return "application/octet-stream";
    }

    mime = magic_buffer(cookie, bytes.data,
                        bytes.len < SNIFF_BYTES ? bytes.len : SNIFF_BYTES);
    if (mime == NULL) {
        return "application/octet-stream";
    }

    if (strcmp(mime, "application/octet-stream") == 0
        && charset_is_utf16(bytes))
    {
        mime = "text/plain";
    }

    if (strncmp(mime, "text/", 5) == 0 || strcmp(mime, "message/news") == 0
        || strcmp(mime, "application/csv") == 0)
    {
        by_name = sniff_suffix(name);
        if (by_name != NULL) {
            return by_name;
        }
        if (strcmp(mime, "application/csv") == 0) {
            return "text/csv";
        }
        if (strcmp(mime, "text/html") != 0 && strcmp(mime, "text/xml") != 0) {
            return "text/plain";
        }
    }

    return strdup(mime);        /* libmagic's own changes with its next use */
}
