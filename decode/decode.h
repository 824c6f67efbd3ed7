/*
 * decode - what a handler of relevo-decode is given, and what it gives back.
 *
 * A handler runs in a child of its own that has locked itself in (lock.h): no
 * file can be opened, no socket made, no process started; memory, time and
 * output are limited.  What it needs besides the bytes is loaded before the
 * fork, by its warm().  It may leak: the child ends behind it.
 *
 * The result is one JSON object, begun as {"mime": sniffed}, to which the
 * handler adds (names and meaning: README.md), and attachments.  A handler
 * returns NULL, or one of the error codes below when nothing can be told;
 * what was found before the error is kept.
 */

#ifndef RELEVO_DECODE_DECODE_H
#define RELEVO_DECODE_DECODE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/slice.h"

/* why there is no result: "error" of the JSON */
#define DECODE_UNSUPPORTED     "unsupported"
#define DECODE_BROKEN          "broken"
#define DECODE_ENCRYPTED       "encrypted"
#define DECODE_TOO_LARGE       "too_large"
#define DECODE_TOO_MANY_PAGES  "too_many_pages"
#define DECODE_TOO_DEEP        "too_deep"
#define DECODE_UNSAFE          "unsafe"
#define DECODE_TIMEOUT         "timeout"
#define DECODE_MEMORY          "memory"

typedef struct {
    slice_t        bytes;           /* the whole file, mapped read-only */
    int            fd;              /* the same; -1: a part of another file */
    const char    *name;            /* as its sender calls it, or "": a hint,
                                       never a path */
    const char    *declared;        /* MIME type the sender announced, or "" */
    const char    *mime;            /* sniffed: what chose the handler */
    const char    *language;        /* of the conversation: "es", or "" */
    const json_t  *options;         /* of the request: {"what": [...], ...} */
    unsigned       depth;           /* 0: the file itself, 1: a part of it */
} decode_input_t;

/* "text", "codes", "labels", "thumbnail", "clean", "pcm", "frame", "pages":
 * is it asked for?  A request without "what" asks for all of them. */
bool decode_wants(const decode_input_t *in, const char *what);


/* ---- the result ---- */

typedef struct decode_result_s  decode_result_t;

/* The object under construction, for what has no function here. */
json_t *result_json(decode_result_t *r);

/* photo screenshot document receipt code sticker text spreadsheet
 * presentation email voice audio video */
void result_kind(decode_result_t *r, const char *kind);
void result_mime(decode_result_t *r, const char *mime);     /* better known */
void result_language(decode_result_t *r, const char *code);

/* facts: width, height, duration_ms, pages, ...; value is taken over */
void result_fact(decode_result_t *r, const char *name, json_t *value);
void result_fact_int(decode_result_t *r, const char *name, int64_t value);

/*
 * The text of the next page: source is "layer" or "ocr", confidence 0..100.
 * Bytes that are no UTF-8 and NULs are replaced; text beyond limit(text) is
 * cut at a character and "truncated" becomes true.  False: that limit is
 * reached, more pages are of no use.
 */
bool result_page(decode_result_t *r, slice_t text, const char *source,
         int confidence);

void result_code(decode_result_t *r, const char *type, slice_t text);
void result_truncated(decode_result_t *r);

/* A word for what is worth knowing: "mime_mismatch", "macros", ... */
void result_warn(decode_result_t *r, const char *warning);

/* Written out at once.  False: limit(output) is reached, which also sets
 * "truncated"; nothing of it was kept. */
bool result_attach(decode_result_t *r, const char *name, const char *mime,
         slice_t bytes);

/* The same in pieces, for what is long: begin, any number of more, end. */
bool result_attach_begin(decode_result_t *r, const char *name,
         const char *mime);
bool result_attach_more(decode_result_t *r, slice_t bytes);
void result_attach_end(decode_result_t *r);


/* ---- handlers ---- */

typedef struct {
    const char         *name;
    const char *const  *types;      /* MIME types, "text/" begins; NULL ends */

    /* In the parent, once, before any file: NULL when there is nothing to
     * load.  False with a sentence: relevo-decode does not start. */
    bool              (*warm)(const char **ret_error);

    const char       *(*decode)(const decode_input_t *in, decode_result_t *out);
} decode_handler_t;

/* handlers.c: the first row whose types match; NULL: unsupported. */
const decode_handler_t *handler_find(const char *mime);
bool handlers_warm(const char **ret_error);

/*
 * A part (an attachment of a mail, a picture of a document) as a file of its
 * own: sniffed, limited in depth, decoded into a result of its own that has
 * no attachments.  A new reference, with "error" when there is no text.
 */
json_t *decode_part(const decode_input_t *whole, slice_t bytes,
            const char *name, const char *declared);

/* MIME type by the bytes; the name only helps where bytes do not tell
 * (CSV is plain text).  "application/octet-stream" when nobody knows. */
const char *sniff(slice_t bytes, const char *name);
bool        sniff_warm(const char **ret_error);


/* ---- limits ---- */

typedef enum {
#define LIMIT(name, value, help)  LIMIT_##name,
#include "decode/limits.def"
#undef LIMIT
    LIMIT_COUNT
} limit_t;

extern int64_t  limit_value[LIMIT_COUNT];

#define limit(name)  (limit_value[LIMIT_##name])

/* {"pixels": 1000000, ...} of a request over the defaults; unknown names are
 * ignored (a newer worker), so are values below 1. */
void limits_set(const json_t *limits);

#endif
