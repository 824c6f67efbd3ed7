/*
 * sniff - see sniff.h.
 */

#include "sniff.h"

#include <strings.h>

#define EMPTY  "application/x-empty"
#define BYTES  "application/octet-stream"
#define TEXT   "text/plain"
#define ZIP    "application/zip"
#define OLE    "application/x-ole-storage"

/* Bytes at an offset; perhaps more at another one. */
static const struct {
    unsigned     at, len;
    const char  *bytes;
    unsigned     at2, len2;
    const char  *bytes2;
    const char  *mime;
} magics[] = {
    { 0, 3, "\xff\xd8\xff", 0, 0, "", "image/jpeg" },
    { 0, 8, "\x89PNG\r\n\x1a\n", 0, 0, "", "image/png" },
    { 0, 4, "GIF8", 5, 1, "a", "image/gif" },
    { 0, 4, "RIFF", 8, 4, "WEBP", "image/webp" },
    { 0, 4, "RIFF", 8, 4, "WAVE", "audio/wav" },
    { 0, 4, "RIFF", 8, 4, "AVI ", "video/x-msvideo" },
    { 0, 2, "BM", 6, 4, "\0\0\0\0", "image/bmp" },
    { 0, 4, "II*\0", 0, 0, "", "image/tiff" },
    { 0, 4, "MM\0*", 0, 0, "", "image/tiff" },
    { 4, 8, "ftypheic", 0, 0, "", "image/heic" },
    { 4, 8, "ftypheix", 0, 0, "", "image/heic" },
    { 4, 8, "ftypmif1", 0, 0, "", "image/heic" },
    { 4, 8, "ftypavif", 0, 0, "", "image/avif" },
    { 4, 7, "ftypM4A", 0, 0, "", "audio/mp4" },
    { 4, 7, "ftypM4B", 0, 0, "", "audio/mp4" },
    { 4, 7, "ftyp3gp", 0, 0, "", "video/3gpp" },
    { 4, 6, "ftypqt", 0, 0, "", "video/quicktime" },
    { 4, 4, "ftyp", 0, 0, "", "video/mp4" },
    { 0, 4, "\x1a\x45\xdf\xa3", 0, 0, "", "video/webm" },
    { 0, 4, "OggS", 28, 8, "OpusHead", "audio/ogg" },
    { 0, 4, "OggS", 29, 6, "vorbis", "audio/ogg" },
    { 0, 4, "OggS", 29, 6, "theora", "video/ogg" },
    { 0, 4, "OggS", 0, 0, "", "audio/ogg" },
    { 0, 3, "ID3", 0, 0, "", "audio/mpeg" },
    { 0, 4, "fLaC", 0, 0, "", "audio/flac" },
    { 0, 5, "#!AMR", 0, 0, "", "audio/amr" },
    { 0, 5, "%PDF-", 0, 0, "", "application/pdf" },
    { 0, 4, "PK\3\4", 30, 47, "mimetypeapplication/vnd.oasis.opendocument."
      "text", "application/vnd.oasis.opendocument.text" },
    { 0, 4, "PK\3\4", 30, 54, "mimetypeapplication/vnd.oasis.opendocument."
      "spreadsheet", "application/vnd.oasis.opendocument.spreadsheet" },
    { 0, 4, "PK\3\4", 0, 0, "", ZIP },
    { 0, 4, "PK\5\6", 0, 0, "", ZIP },
    { 0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, 0, "", OLE },
    { 0, 5, "{\\rtf", 0, 0, "", "application/rtf" },
    { 0, 2, "\x1f\x8b", 0, 0, "", "application/gzip" },
    { 0, 6, "7z\xbc\xaf\x27\x1c", 0, 0, "", "application/x-7z-compressed" },
    { 0, 4, "Rar!", 0, 0, "", "application/vnd.rar" },
    { 0, 4, "\x7f" "ELF", 0, 0, "", "application/x-executable" },
    { 0, 2, "MZ", 0, 0, "", "application/x-executable" },
    { 0, 2, "#!", 0, 0, "", "application/x-executable" },
    { 0, 11, "BEGIN:VCARD", 0, 0, "", "text/vcard" },
    { 0, 15, "BEGIN:VCALENDAR", 0, 0, "", "text/calendar" },
};

/* Text that says what it is, blanks and a byte order mark before it. */
static const struct { const char *begin, *mime; } words[] = {
    { "<!doctype html", "text/html" }, { "<html", "text/html" },
    { "<svg", "image/svg+xml" }, { "<?xml", "text/xml" },
    { "received:", "message/rfc822" }, { "return-path:", "message/rfc822" },
    { "mime-version:", "message/rfc822" }, { "from:", "message/rfc822" },
    { "delivered-to:", "message/rfc822" },
};

/* What a container may be told to be: prefixes. */
static const struct { const char *found, *told; } inside[] = {
    { ZIP,  "application/vnd.openxmlformats-" },
    { ZIP,  "application/vnd.oasis." },
    { ZIP,  "application/vnd.ms-" },
    { ZIP,  "application/x-zip" },
    { ZIP,  "application/epub+zip" },
    { OLE,  "application/msword" },
    { OLE,  "application/vnd.ms-" },
    { TEXT, "text/" },
    { TEXT, "application/json" },
    { TEXT, "application/xml" },
    { TEXT, "application/csv" },
    { TEXT, "message/rfc822" },
    { "text/html", "application/xhtml" },
    { "text/xml", "application/" },
    { "application/rtf", "text/rtf" },
    { "application/gzip", "application/x-tgsticker" },
    { "application/gzip", "application/x-gzip" },
    { "audio/mp4", "video/mp4" }, { "audio/mp4", "audio/" },
    { "video/mp4", "audio/" }, { "video/mp4", "video/" },
    { "video/3gpp", "audio/" }, { "video/3gpp", "video/" },
    { "video/webm", "audio/" }, { "video/webm", "video/" },
    { "audio/mpeg", "audio/" }, { "audio/aac", "audio/" },
    { "audio/ogg", "audio/" }, { "audio/ogg", "application/ogg" },
    { "audio/wav", "audio/" },
    { "image/gif", "video/" },
    { "image/heic", "image/heif" },
    { "text/vcard", "text/x-vcard" },
    { "message/rfc822", "text/plain" },
    { "text/html", "text/plain" }, { "text/xml", "text/plain" },
};


static bool
is_at(slice_t head, unsigned at, const char *bytes, unsigned len)
{
    return head.len >= at + len && memcmp(head.data + at, bytes, len) == 0;
}


/* MPEG audio and AAC begin with eleven bits set. */
static const char *
sniff_frames(slice_t head)
{
    if (head.len < 4 || head.data[0] != 0xff) {
        return NULL;
    }

    if ((head.data[1] & 0xf6) == 0xf0) {
        return "audio/aac";
    }

    return (head.data[1] & 0xe0) == 0xe0 && (head.data[1] & 0x06) != 0
           && (head.data[2] & 0xf0) != 0xf0 ? "audio/mpeg" : NULL;
}


static const char *
sniff_text(slice_t head)
{
    size_t  i = 0;

    for (size_t k = 0; k < head.len; k++) {
        uint8_t  c = head.data[k];

        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f'
            && c != 0x1b)
        {
            return BYTES;
        }
    }

    if (is_at(head, 0, "\xef\xbb\xbf", 3)) {
        i = 3;
    }

    while (i < head.len && head.data[i] <= ' ') {
        i++;
    }

    for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
        size_t  len = strlen(words[k].begin);

        if (head.len - i >= len
            && strncasecmp((const char *) head.data + i, words[k].begin, len)
               == 0)
        {
            return words[k].mime;
        }
    }

    return TEXT;
}


const char *
sniff(slice_t head)
{
    const char  *mime;

    if (head.len == 0) {
        return EMPTY;
    }

    for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
        if (is_at(head, magics[i].at, magics[i].bytes, magics[i].len)
            && is_at(head, magics[i].at2, magics[i].bytes2, magics[i].len2))
        {
            return magics[i].mime;
        }
    }

    /* UTF-16 has zeros, and says so */

    if (is_at(head, 0, "\xff\xfe", 2) || is_at(head, 0, "\xfe\xff", 2)) {
        return TEXT;
    }

    mime = sniff_frames(head);

    return mime != NULL ? mime : sniff_text(head);
}


bool
sniff_agrees(const char *found, slice_t told)
{
    size_t  len = 0;

    while (len < told.len && told.data[len] != ';' && told.data[len] > ' ') {
        len++;
    }

    told.len = len;

    if (len == 0 || (len == strlen(BYTES)
        && strncasecmp((const char *) told.data, BYTES, len) == 0)
        || (len == strlen(found)
            && strncasecmp((const char *) told.data, found, len) == 0))
    {
        return true;
    }

    for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++) {
        size_t  n = strlen(inside[i].told);

        if (strcmp(inside[i].found, found) == 0 && len >= n
            && strncasecmp((const char *) told.data, inside[i].told, n) == 0)
        {
            return true;
        }
    }

    return false;
}
