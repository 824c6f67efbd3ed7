/*
 * plain - text files in any encoding, and tables as text (CSV).
 *
 * A table's rows are lines and its fields are parted by tabs, whatever parted
 * them in the file; one that does not hold what CSV promises is read as the
 * text it is.
 */

#include <stdlib.h>
#include <strings.h>

#include "decode/charset.h"
#include "decode/decode.h"
#include "decode/handlers.h"
#include "decode/prose.h"
#include "worker/answer/csv.h"

#include "common/banned.h"


/* The file in UTF-8; a little more than is wanted, because white space will
 * go. */

static char *
plain_utf8(const decode_input_t *in, decode_result_t *out, size_t *ret_len)
{
    size_t       bom;
    const char  *charset = charset_of(in->bytes, NULL, &bom);

    result_fact(out, "charset", json_string(charset));

    return charset_utf8(charset,
                        slice_make(in->bytes.data + bom, in->bytes.len - bom),
                        (size_t) limit(text) * 2, ret_len);
}


/* Whether the rows of a text that is no file of tables by name are a table:
 * three and more with the same number of fields. */

static bool
is_table(const char *text, char separator)
{
    size_t    fields = 0, lines = 0;

    while (*text != '\0' && lines < 50) {
        size_t  len = strcspn(text, "\r\n"), n = 0;

        for (size_t i = 0; i < len; i++) {
            n += text[i] == separator;
        }

        if (len > 0) {
            if (n == 0 || (lines > 0 && n != fields)) {
                return false;
            }
            fields = n;
            lines++;
        }

        text += len;
        text += strspn(text, "\r\n");
    }

    return lines >= 3;
}


static const char *
table_add(prose_t *prose, char *text)
{
    csv_t  csv;

    csv_init(&csv, text);

    while (!prose_is_full(prose) && csv_row(&csv)) {
        for (unsigned i = 0; i < csv.n; i++) {
            prose_cell_begin(prose);
            prose_add(prose, csv.field[i], strlen(csv.field[i]));
            prose_cell_end(prose);
        }
        prose_row_end(prose);
    }

    return csv.error;
}


/* False: it is none after all; nothing was added. */

static bool
table_try(prose_t *prose, const char *text, size_t len)
{
    char  *copy = strndup(text, len);
    bool   ok = copy != NULL && table_add(prose, copy) == NULL;

    free(copy);

    if (!ok) {
        prose_release(prose);
        prose_init(prose, prose->max);
    }

    return ok;
}


static bool
is_csv(const decode_input_t *in, const char *text)
{
    return strcmp(in->mime, "text/csv") == 0
           || strcmp(in->mime, "text/tab-separated-values") == 0
           || strcasecmp(in->declared, "text/csv") == 0
           || is_table(text, ';') || is_table(text, '\t');
}


static const char *
plain_decode(const decode_input_t *in, decode_result_t *out)
{
    prose_t   prose;
    size_t    len;
    char     *text = plain_utf8(in, out, &len);
    bool      table;

    if (text == NULL) {
        return DECODE_MEMORY;
    }

    prose_init(&prose, (size_t) limit(text));
    table = is_csv(in, text) && table_try(&prose, text, len);
    result_kind(out, table ? "spreadsheet" : "text");

    if (table) {
        result_mime(out, "text/csv");
    } else {
        prose.verbatim = true;
        prose_add(&prose, text, len);
    }

    (void) result_page(out, slice_make(prose.text, prose.len), "layer", 100);
    if (prose.truncated) {
        result_truncated(out);
    }

    prose_release(&prose);
    free(text);

    return NULL;
}


static bool
plain_warm(const char **ret_error)
{
    (void) ret_error;
    charset_warm();

    return true;
}


static const char *const  types[] = {
    "text/", "application/csv", "application/json", "application/x-ndjson",
    "application/xml", "application/x-yaml", NULL
};

const decode_handler_t  plain_handler = {
    "plain", types, plain_warm, plain_decode
};
