/*
 * eml - mails: who to whom, the subject, the text, and what is attached.
 *
 * Of alternatives the plain text is read, or else the HTML.  An attachment is
 * named with its size; when it is a mail or a document, its text follows as a
 * page of its own (decode_part: as deep as limit(depth) allows).  Parts are
 * counted and their nesting is bounded, whatever the boundaries say.
 */

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "decode/charset.h"
#include "decode/decode.h"
#include "decode/handlers.h"
#include "decode/html.h"
#include "decode/mail.h"

#include "common/banned.h"

#define NESTED_MAX  20                  /* multiparts within each other */
#define PARTS_MAX   200
#define VALUE_MAX   2048
#define NAME_ROOM   256

typedef struct {
    const decode_input_t  *in;
    decode_result_t       *out;         /* borrowed */
    prose_t                prose;
    json_t                *attached;    /* [{"name","mime","bytes"}] */
    json_t                *texts;       /* results of attachments */
    unsigned               parts;
    bool                   has_text;
    const char            *error;
} mail_t;

typedef struct {
    mail_part_t  bytes;
    char         type[VALUE_MAX];       /* with its parameters */
    char         encoding[32];
    char         charset[40];
    char         name[NAME_ROOM];
    bool         attachment;
} part_t;

static void part_read(mail_t *m, slice_t bytes, unsigned nested);


static bool
type_is(const part_t *p, const char *type)
{
    size_t  len = strlen(type);

    return strncasecmp(p->type, type, len) == 0
           && (type[len - 1] == '/' || strchr("; ", p->type[len]) != NULL);
}


/* A name with encoded words, or "name*=utf-8''caf%C3%A9". */

static void
name_decode(const char *raw, char ret[NAME_ROOM])
{
    prose_t      prose;
    const char  *quote = strchr(raw, '\'');
    char         plain[NAME_ROOM];
    size_t       n = 0;

    prose_init(&prose, NAME_ROOM - 1);

    if (quote != NULL && strchr(quote + 1, '\'') != NULL
        && strchr(raw, '%') != NULL)
    {
        for (const char *s = strchr(quote + 1, '\'') + 1;
             *s != '\0' && n < sizeof(plain) - 1; s++)
        {
            unsigned  byte;

            if (*s == '%' && sscanf(s + 1, "%2x", &byte) == 1) {
                plain[n++] = (char) byte;
                s += 2;
            } else {
                plain[n++] = *s;
            }
        }
        prose_add(&prose, plain, n);
    } else {
        mail_words(raw, &prose);
    }

    snprintf(ret, NAME_ROOM, "%s", prose.text == NULL ? "" : prose.text);
    prose_release(&prose);
}


static void
part_look(part_t *p, slice_t bytes)
{
    char  disposition[VALUE_MAX] = "", raw[NAME_ROOM] = "";

    *p = (part_t) { .bytes = mail_part(bytes) };

    if (!mail_field(p->bytes.head, "Content-Type", p->type,
                    sizeof(p->type)))
    {
        snprintf(p->type, sizeof(p->type), "text/plain");
    }

    (void) mail_field(p->bytes.head, "Content-Transfer-Encoding",
                      p->encoding, sizeof(p->encoding));
    p->encoding[strcspn(p->encoding, " ;")] = '\0';
    (void) mail_parameter(p->type, "charset", p->charset,
                          sizeof(p->charset));

    (void) mail_field(p->bytes.head, "Content-Disposition", disposition,
                      sizeof(disposition));
    p->attachment = strncasecmp(disposition, "attachment", 10) == 0;

    if (mail_parameter(disposition, "filename", raw, sizeof(raw))
        || mail_parameter(disposition, "filename*", raw, sizeof(raw))
        || mail_parameter(p->type, "name", raw, sizeof(raw)))
    {
        name_decode(raw, p->name);
    }
}


/* ---- the text of the mail itself ---- */

static void
text_read(mail_t *m, const part_t *p, slice_t body)
{
    const char  *charset = *p->charset != '\0' ? p->charset : NULL;
    const char  *error = NULL;
    char        *text;
    size_t       bom, len;

    prose_gap(&m->prose);

    if (type_is(p, "text/html")) {
        error = html_prose(body, charset, &m->prose);
        m->error = m->error == NULL ? error : m->error;
    } else {
        charset = charset_of(body, charset, &bom);
        text = charset_utf8(charset,
                            slice_make(body.data + bom, body.len - bom),
                            (size_t) limit(text) * 2, &len);
        if (text != NULL) {
            m->prose.verbatim = true;
            prose_add(&m->prose, text, len);
            m->prose.verbatim = false;
            free(text);
        }
    }

    m->has_text = true;
}


/* ---- attachments ---- */

static bool
is_readable(const char *mime)
{
    return strncmp(mime, "text/", 5) == 0
           || strncmp(mime, "application/", 12) == 0
           || strcmp(mime, "message/rfc822") == 0;
}


/* Mime without parameters, lower case. */

static void
type_only(const part_t *p, char ret[128])
{
    size_t  n = strcspn(p->type, "; ");

    n = n < 127 ? n : 127;
    for (size_t i = 0; i < n; i++) {
        char  c = p->type[i];

        ret[i] = (char) (c >= 'A' && c <= 'Z' ? c | 0x20
                         : c > ' ' && c < 0x7f ? c : '?');
    }
    ret[n] = '\0';
}


static void
attachment_read(mail_t *m, const part_t *p, slice_t body)
{
    char     mime[128];
    json_t  *part;

    type_only(p, mime);
    (void) json_array_append_new(m->attached, json_pack(
        "{s:s, s:s, s:I}", "name", p->name, "mime", mime, "bytes",
        (json_int_t) body.len));

    if (body.len == 0 || !is_readable(sniff(body, p->name))) {
        return;
    }

    part = decode_part(m->in, body, p->name, mime);
    if (part != NULL) {
        (void) json_array_append_new(m->texts, part);
    }
}


static void
leaf_read(mail_t *m, const part_t *p)
{
    size_t   len;
    char    *bytes = mail_decoded(p->bytes.body, p->encoding, &len);
    slice_t  body = slice_make(bytes, len);

    if (bytes == NULL) {
        m->error = DECODE_MEMORY;
        return;
    }

    if (type_is(p, "text/") && !p->attachment
        && (type_is(p, "text/plain") || type_is(p, "text/html")))
    {
        text_read(m, p, body);
    } else {
        attachment_read(m, p, body);
    }

    free(bytes);
}


/* ---- multiparts ---- */

/* The next part between two boundary lines; false: there is none. */

static bool
between_next(slice_t *rest, const char *boundary, slice_t *ret_part)
{
    size_t          len = strlen(boundary);
    const uint8_t  *from = memmem(rest->data, rest->len, boundary, len), *to;
    const uint8_t  *end = rest->data + rest->len;

    if (from == NULL || (size_t) (end - from) < len + 2
        || memcmp(from + len, "--", 2) == 0)
    {
        return false;
    }

    from = memchr(from + len, '\n', (size_t) (end - from) - len);
    if (from == NULL) {
        return false;
    }

    from++;
    to = memmem(from, (size_t) (end - from), boundary, len);
    to = to == NULL ? end : to;
    *ret_part = slice_make(from, (size_t) (to - from));
    *rest = slice_make(to, (size_t) (end - to));

    return true;
}


/* Of alternatives: the plain text, else the one read last (the best). */

static bool
alternative_find(slice_t body, const char *boundary, slice_t *ret_part)
{
    slice_t  part;
    part_t   look;
    bool     found = false;

    while (between_next(&body, boundary, &part)) {
        part_look(&look, part);
        if (type_is(&look, "text/plain")) {
            *ret_part = part;
            return true;
        }
        *ret_part = part;
        found = true;
    }

    return found;
}


static void
multipart_read(mail_t *m, const part_t *p, unsigned nested)
{
    char     boundary[VALUE_MAX] = "--";
    slice_t  rest = p->bytes.body, part;

    if (!mail_parameter(p->type, "boundary", boundary + 2,
                        sizeof(boundary) - 2) || boundary[2] == '\0')
    {
        m->error = m->error == NULL ? DECODE_BROKEN : m->error;
        return;
    }

    if (type_is(p, "multipart/alternative")) {
        if (alternative_find(rest, boundary, &part)) {
            part_read(m, part, nested + 1);
        }
        return;
    }

    while (m->error == NULL && !prose_is_full(&m->prose)
           && between_next(&rest, boundary, &part))
    {
        part_read(m, part, nested + 1);
    }
}


static void
part_read(mail_t *m, slice_t bytes, unsigned nested)
{
    part_t  p;

    if (nested > NESTED_MAX) {
        m->error = DECODE_TOO_DEEP;
        return;
    }

    if (++m->parts > PARTS_MAX) {
        result_truncated(m->out);
        return;
    }

    part_look(&p, bytes);

    if (type_is(&p, "multipart/")) {
        multipart_read(m, &p, nested);
    } else {
        leaf_read(m, &p);
    }
}


/* ---- the whole ---- */

static void
fields_add(mail_t *m, slice_t head)
{
    static const char *const  fields[] = {
        "From", "To", "Cc", "Date", "Subject"
    };

    char  value[VALUE_MAX], label[16];

    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (mail_field(head, fields[i], value, sizeof(value))) {
            snprintf(label, sizeof(label), "%s: ", fields[i]);
            prose_add(&m->prose, label, strlen(label));
            mail_words(value, &m->prose);
            prose_line(&m->prose);
        }
    }
}


static void
attached_add(mail_t *m)
{
    json_t  *entry;
    size_t   i;
    char     line[NAME_ROOM + 192];

    prose_gap(&m->prose);

    json_array_foreach(m->attached, i, entry) {
        json_int_t  bytes = json_integer_value(json_object_get(entry,
                                                               "bytes"));

        snprintf(line, sizeof(line), "[%s, %s, %lld bytes]",
                 json_string_value(json_object_get(entry, "name")),
                 json_string_value(json_object_get(entry, "mime")),
                 (long long) bytes);
        prose_add(&m->prose, line, strlen(line));
        prose_line(&m->prose);
    }
}


/* Each text of an attachment is a page behind the mail's own.  One that is
 * too deep or unsafe makes the mail so: it was made to be. */

static const char *
texts_add(mail_t *m)
{
    const char  *error = NULL;
    json_t      *part, *page;
    size_t       i, k;

    json_array_foreach(m->texts, i, part) {
        const char  *why = json_string_value(json_object_get(part, "error"));

        json_array_foreach(json_object_get(part, "pages"), k, page) {
            json_t  *text = json_object_get(page, "text");
            json_t  *source = json_object_get(page, "source");

            (void) result_page(m->out,
                               slice_make(json_string_value(text),
                                          json_string_length(text)),
                               json_string_value(source),
                               (int) json_integer_value(json_object_get(
                                   page, "confidence")));
        }

        if (why != NULL && strcmp(why, DECODE_TOO_DEEP) == 0) {
            error = DECODE_TOO_DEEP;
        }
    }

    return error;
}


static const char *
eml_decode(const decode_input_t *in, decode_result_t *out)
{
    mail_t       m = { .in = in, .out = out, .attached = json_array(),
                       .texts = json_array() };
    const char  *error;

    prose_init(&m.prose, (size_t) limit(text));
    result_kind(out, "email");

    fields_add(&m, mail_part(in->bytes).head);
    prose_gap(&m.prose);
    part_read(&m, in->bytes, 0);
    attached_add(&m);

    (void) result_page(out, slice_make(m.prose.text, m.prose.len), "layer",
                       100);
    if (m.prose.truncated) {
        result_truncated(out);
    }

    error = texts_add(&m);
    if (json_array_size(m.attached) > 0) {
        result_fact(out, "attachments", json_incref(m.attached));
    }

    json_decref(m.attached);
    json_decref(m.texts);
    prose_release(&m.prose);

    return m.error != NULL ? m.error : error;
}


static bool
eml_warm(const char **ret_error)
{
    (void) ret_error;
    charset_warm();

    return true;
}


static const char *const  types[] = {
    "message/rfc822", "message/news", NULL
};

const decode_handler_t  eml_handler = {
    "eml", types, eml_warm, eml_decode
};
