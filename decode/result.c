/*
 * result - see result.h and decode.h.
 */

#include "decode/result.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/decoded.h"
#include "decode/ocr_language.h"
#include "decode/utf8.h"
#include "worker/jsonx.h"

#include "common/banned.h"

struct decode_result_s {
    int       fd;                   /* -1: no attachments */
    json_t   *json;
    json_t   *pages, *codes, *facts, *warnings, *attachments;
    uint64_t  at;                   /* end of what is written */
    int64_t   text;                 /* bytes of text so far */
    json_t   *open;                 /* attachment under way */
    uint64_t  open_at;
};


decode_result_t *
result_new(int fd, const char *mime)
{
    decode_result_t  *r = calloc(1, sizeof(*r));

    if (r == NULL) {
        return NULL;
    }

    r->fd = fd;
    r->at = sizeof(decoded_header_t);
    r->json = json_object();
    r->pages = json_array();
    r->codes = json_array();
    r->facts = json_object();
    r->warnings = json_array();
    r->attachments = json_array();

    (void) json_object_set_new(r->json, "mime", json_string(mime));
    (void) json_object_set_new(r->json, "truncated", json_false());

    return r;
}


void
result_free(decode_result_t *r)
{
    json_decref(r->json);
    json_decref(r->pages);
    json_decref(r->codes);
    json_decref(r->facts);
    json_decref(r->warnings);
    json_decref(r->attachments);
    free(r);
}


json_t *
result_json(decode_result_t *r)
{
    return r->json;
}


static void
result_string(decode_result_t *r, const char *name, const char *value)
{
    (void) json_object_set_new(r->json, name, json_string(value));
}


void
result_kind(decode_result_t *r, const char *kind)
{
    result_string(r, "kind", kind);
}


void
result_mime(decode_result_t *r, const char *mime)
{
    result_string(r, "mime", mime);
}


void
result_language(decode_result_t *r, const char *code)
{
    result_string(r, "language", code);
}


void
result_truncated(decode_result_t *r)
{
    (void) json_object_set_new(r->json, "truncated", json_true());
}


void
result_fact(decode_result_t *r, const char *name, json_t *value)
{
    (void) json_object_set_new(r->facts, name, value);
}


void
result_fact_int(decode_result_t *r, const char *name, int64_t value)
{
    result_fact(r, name, json_integer(value));
}


void
result_warn(decode_result_t *r, const char *warning)
{
    size_t   i;
    json_t  *known;

    json_array_foreach(r->warnings, i, known) {
        if (strcmp(json_string_value(known), warning) == 0) {
            return;
        }
    }

    (void) json_array_append_new(r->warnings, json_string(warning));
}


/* ---- text ---- */

/* Repaired, so that JSON and PostgreSQL can hold it. */
static json_t *
text_json(slice_t text, size_t max, size_t *ret_len, bool *ret_cut)
{
    char    *clean = utf8_clean(text, max, ret_len, ret_cut);
    json_t  *value = clean == NULL ? NULL : json_stringn(clean, *ret_len);

    free(clean);

    return value == NULL ? json_string("") : value;
}


bool
result_page(decode_result_t *r, slice_t text, const char *source,
    int confidence)
{
    json_t  *page = json_object(), *value;
    size_t   len = 0, room = (size_t) (limit(text) - r->text);
    bool     cut = false;

    value = text_json(text, room, &len, &cut);
    r->text += (int64_t) len;

    (void) json_object_set_new(page, "text", value);
    (void) json_object_set_new(page, "source", json_string(source));
    (void) json_object_set_new(page, "confidence", json_integer(confidence));
    (void) json_array_append_new(r->pages, page);

    if (cut) {
        result_truncated(r);
    }

    return r->text < limit(text);
}


void
result_code(decode_result_t *r, const char *type, slice_t text)
{
    json_t  *code;
    size_t   len;
    bool     cut;

    if ((int64_t) json_array_size(r->codes) >= limit(codes)) {
        result_truncated(r);
        return;
    }

    code = json_object();
    (void) json_object_set_new(code, "type", json_string(type));
    (void) json_object_set_new(code, "text",
                               text_json(text, 8192, &len, &cut));
    (void) json_array_append_new(r->codes, code);
}


/* ---- attachments ---- */

static bool
result_put(decode_result_t *r, const void *bytes, size_t len)
{
    const char  *from = bytes;

    while (len > 0) {
        ssize_t  n = pwrite(r->fd, from, len, (off_t) r->at);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        r->at += (uint64_t) n;
        from += n;
        len -= (size_t) n;
    }

    return true;
}


bool
result_attach_begin(decode_result_t *r, const char *name, const char *mime)
{
    if (r->fd == -1 || r->open != NULL) {
        return false;
    }

    r->open_at = r->at;
    r->open = json_object();
    (void) json_object_set_new(r->open, "name", json_string(name));
    (void) json_object_set_new(r->open, "mime", json_string(mime));

    return true;
}


bool
result_attach_more(decode_result_t *r, slice_t bytes)
{
    /* a quarter of it is the JSON's: that text comes out is worth more */
    uint64_t  most = (uint64_t) limit(output) / 4 * 3;

    if (r->open == NULL) {
        return false;
    }

    if (r->at + bytes.len > most || !result_put(r, bytes.data, bytes.len)) {
        json_decref(r->open);
        r->open = NULL;
        r->at = r->open_at;
        result_truncated(r);
        return false;
    }

    return true;
}


void
result_attach_end(decode_result_t *r)
{
    if (r->open == NULL) {
        return;
    }

    (void) json_object_set_new(r->open, "offset",
                               json_integer((json_int_t) r->open_at));
    (void) json_object_set_new(r->open, "bytes",
                               json_integer((json_int_t) (r->at
                                                          - r->open_at)));
    (void) json_array_append_new(r->attachments, r->open);
    r->open = NULL;
}


bool
result_attach(decode_result_t *r, const char *name, const char *mime,
    slice_t bytes)
{
    if (!result_attach_begin(r, name, mime) || !result_attach_more(r, bytes)) {
        return false;
    }

    result_attach_end(r);

    return true;
}


/* ---- the end ---- */

/* All pages, an empty line between them; the least sure one with text. */
static void
result_sum_up(decode_result_t *r)
{
    size_t   i, len = 0;
    json_t  *page;
    int      least = -1;
    char    *text = malloc((size_t) r->text + 2 * json_array_size(r->pages)
                           + 1);

    json_array_foreach(r->pages, i, page) {
        const json_t  *part = json_object_get(page, "text");
        size_t         n = json_string_length(part);
        int            sure = (int) json_integer_value(
                                        json_object_get(page, "confidence"));

        if (n == 0 || text == NULL) {
            continue;
        }
        if (len > 0) {
            memcpy(text + len, "\n\n", 2);
            len += 2;
        }
        memcpy(text + len, json_string_value(part), n);
        len += n;
        least = least == -1 || sure < least ? sure : least;
    }

    if (json_object_get(r->json, "text") == NULL) {
        (void) json_object_set_new(r->json, "text",
                                   json_stringn(text == NULL ? "" : text,
                                                len));
    }
    if (json_object_get(r->json, "confidence") == NULL) {
        (void) json_object_set_new(r->json, "confidence",
                                   json_integer(least == -1 ? 0 : least));
    }

    free(text);
}


void
result_finish(decode_result_t *r, const char *error)
{
    result_sum_up(r);

    if (json_object_get(r->json, "language") == NULL) {
        result_string(r, "language",
                      ocr_language(jsonx_str(r->json, "text")));
    }

    (void) json_object_set(r->json, "pages", r->pages);
    (void) json_object_set(r->json, "codes", r->codes);
    (void) json_object_set(r->json, "facts", r->facts);
    (void) json_object_set(r->json, "warnings", r->warnings);
    (void) json_object_set(r->json, "attachments", r->attachments);
    (void) json_object_set_new(r->json, "error",
                               error == NULL ? json_null()
                                             : json_string(error));
}


bool
result_write(decode_result_t *r)
{
    decoded_header_t  header = { .magic = "RDO1",
                                 .json_offset = r->at };
    char             *text = json_dumps(r->json, JSON_COMPACT);

    if (text == NULL) {
        return false;
    }

    /* what a failed attachment left behind it */
    if (ftruncate(r->fd, (off_t) r->at) != 0
        || !result_put(r, text, strlen(text)))
    {
        return false;
    }

    header.json_bytes = r->at - header.json_offset;

    return pwrite(r->fd, &header, sizeof(header), 0) == sizeof(header);
}
