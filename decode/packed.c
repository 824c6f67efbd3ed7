/* packed - see packed.h. */

#include "decode/packed.h"

#include <stdlib.h>

#include "decode/handlers.h"

#include "common/banned.h"

#define OOXML  "application/vnd.openxmlformats-officedocument."
#define ODF    "application/vnd.oasis.opendocument."

/* The first whose entry is there; of OpenDocument, whose type is its. */
static const struct {
    const char       *entry;
    const char       *mime;
    packed_decode_t   decode;
} formats[] = {
    { "word/document.xml", OOXML "wordprocessingml.document", docx_decode },
    { "xl/workbook.xml", OOXML "spreadsheetml.sheet", xlsx_decode },
    { "ppt/presentation.xml", OOXML "presentationml.presentation",
      pptx_decode },
    { "mimetype", ODF "text", odt_decode },
    { "mimetype", ODF "spreadsheet", ods_decode },
    { "mimetype", ODF "presentation", odp_decode }
};

#define FORMATS  (sizeof(formats) / sizeof(formats[0]))

static const char *const  macros[] = {
    "word/vbaProject.bin", "xl/vbaProject.bin", "ppt/vbaProject.bin"
};


/* "application/vnd.oasis.opendocument.text-template" is a text too. */

static bool
is_format(zip_t *z, unsigned i)
{
    char     type[128];
    ssize_t  n;

    if (!zip_open(z, formats[i].entry)) {
        return false;
    }

    if (strcmp(formats[i].entry, "mimetype") != 0) {
        return true;
    }

    n = zip_read(z, type, sizeof(type) - 1);
    type[n < 0 ? 0 : n] = '\0';

    return strncmp(type, formats[i].mime, strlen(formats[i].mime)) == 0;
}


static void
macros_warn(zip_t *z, decode_result_t *out)
{
    for (size_t i = 0; i < sizeof(macros) / sizeof(macros[0]); i++) {
        if (zip_open(z, macros[i])) {
            result_warn(out, "macros");
        }
    }
}


static const char *
packed_decode(const decode_input_t *in, decode_result_t *out)
{
    zip_t        z;
    const char  *error;
    unsigned     i = 0;

    zip_init(&z, in->bytes);
    while (i < FORMATS && !is_format(&z, i)) {
        i++;
    }

    error = z.error != NULL ? z.error
            : i == FORMATS ? DECODE_UNSUPPORTED : NULL;

    if (error == NULL) {
        macros_warn(&z, out);
        result_mime(out, formats[i].mime);
    }

    zip_release(&z);

    return error != NULL ? error : formats[i].decode(in, out);
}


static bool
packed_warm(const char **ret_error)
{
    (void) ret_error;
    xmlInitParser();

    return true;
}


static const char *const  types[] = {
    "application/zip",
    OOXML "wordprocessingml.document",
    OOXML "wordprocessingml.template",
    OOXML "spreadsheetml.sheet",
    OOXML "spreadsheetml.template",
    OOXML "presentationml.presentation",
    OOXML "presentationml.slideshow",
    "application/vnd.ms-word.document.macroenabled.12",
    "application/vnd.ms-excel.sheet.macroenabled.12",
    ODF "text", ODF "text-template", ODF "spreadsheet",
    ODF "spreadsheet-template", ODF "presentation",
    ODF "presentation-template",
    NULL
};

const decode_handler_t  packed_handler = {
    "packed", types, packed_warm, packed_decode
};
