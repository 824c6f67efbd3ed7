/*
 * xlsx - Excel workbooks: each sheet is a page, its name the first line, a
 * row a line, cells parted by tabs where they stand.
 *
 * workbook.xml names the sheets in order, their files are found by its
 * relations; texts are in sharedStrings.xml (or in the cell), and whether a
 * number is a day is what its style in styles.xml says.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "decode/packed.h"
#include "decode/sheet.h"

#include "common/banned.h"

#define STRINGS_MAX  1000000u           /* shared ones that are kept */
#define STYLES_MAX   4096u
#define FORMATS_MAX  512u

typedef struct {
    char  name[128];
    char  entry[ZIP_NAME_MAX];
} sheet_t;

typedef struct {
    office_t             office;        /* first */
    office_relations_t   relations;
    sheet_t             *sheet;         /* [OFFICE_PARTS_MAX] */
    unsigned             sheets;
    bool                 since_1904;

    /* shared strings: those of one document after the other */
    prose_t              shared;
    uint32_t            *string;        /* where each begins */
    unsigned             strings, string_room;

    /* styles */
    struct { long id; uint8_t kind; } format[FORMATS_MAX];
    unsigned             formats;
    uint8_t              style[STYLES_MAX];     /* value_kind_t */
    unsigned             styles;
    bool                 in_styles;

    /* the cell that is read */
    unsigned             column, at_column;
    unsigned             cell_style;
    char                 type;          /* s)hared i)nline n)umber b)ool
                                           e)rror t)ext */
    bool                 row;           /* has a cell */
    char                 value[128];
    size_t               value_len;
} xlsx_t;


static void
nothing_end(void *data, const char *name)
{
    (void) data;
    (void) name;
}


static bool
never_full(void *data)
{
    (void) data;

    return false;
}


/* ---- workbook.xml ---- */

static bool
workbook_begin(void *data, const char *name, xml_tag_t tag)
{
    xlsx_t      *x = data;
    sheet_t     *s = &x->sheet[x->sheets];
    char         id[64];
    const char  *entry;

    if (strcmp(name, "workbookPr") == 0) {
        char  value[8] = "";

        x->since_1904 = xml_attribute(tag, "date1904", value, sizeof(value))
                        && (*value == '1' || *value == 't');

    } else if (strcmp(name, "sheet") == 0 && x->sheets < OFFICE_PARTS_MAX
               && xml_relation(tag, id, sizeof(id)))
    {
        entry = office_target(&x->relations, id);
        if (entry != NULL) {
            (void) xml_attribute(tag, "name", s->name, sizeof(s->name));
            snprintf(s->entry, sizeof(s->entry), "%s", entry);
            x->sheets++;
        }
    }

    return true;
}


/* ---- sharedStrings.xml ---- */

static bool
string_new(xlsx_t *x)
{
    if (x->strings == x->string_room) {
        unsigned   room = x->string_room == 0 ? 1024 : x->string_room * 2;
        uint32_t  *more = realloc(x->string, (room + 1) * sizeof(*more));

        if (more == NULL) {
            return false;
        }

        x->string = more;
        x->string_room = room;
    }

    /* one ends where the next begins */

    prose_line(&x->shared);
    x->string[x->strings++] = (uint32_t) x->shared.len;
    x->string[x->strings] = (uint32_t) x->shared.len;

    return true;
}


static bool
strings_begin(void *data, const char *name, xml_tag_t tag)
{
    xlsx_t  *x = data;

    (void) tag;

    if (strcmp(name, "si") == 0) {
        if (x->strings >= STRINGS_MAX || !string_new(x)) {
            x->shared.truncated = true;
        }
    } else if (strcmp(name, "t") == 0) {
        x->office.level++;
    }

    return strcmp(name, "rPh") != 0;    /* how it is pronounced */
}


static void
strings_end(void *data, const char *name)
{
    xlsx_t  *x = data;

    if (strcmp(name, "t") == 0) {
        x->office.level -= x->office.level > 0;
    } else if (strcmp(name, "si") == 0 && x->strings > 0) {
        x->string[x->strings] = (uint32_t) x->shared.len;
    }
}


static void
strings_text(void *data, const char *text, size_t len)
{
    xlsx_t  *x = data;

    if (x->office.level > 0) {
        prose_add(&x->shared, text, len);
    }
}


static bool
strings_full(void *data)
{
    const xlsx_t  *x = data;

    return x->shared.truncated;
}


/* ---- styles.xml ---- */

static uint8_t
format_kind(const xlsx_t *x, long id)
{
    for (unsigned i = 0; i < x->formats; i++) {
        if (x->format[i].id == id) {
            return x->format[i].kind;
        }
    }

    return (uint8_t) value_kind_builtin(id);
}


static bool
styles_begin(void *data, const char *name, xml_tag_t tag)
{
    xlsx_t  *x = data;
    char     code[128] = "";

    if (strcmp(name, "numFmt") == 0 && x->formats < FORMATS_MAX) {
        (void) xml_attribute(tag, "formatCode", code, sizeof(code));
        x->format[x->formats].id = xml_number(tag, "numFmtId", -1);
        x->format[x->formats++].kind = (uint8_t) value_kind_of(code);

    } else if (strcmp(name, "cellXfs") == 0) {
        x->in_styles = true;

    } else if (x->in_styles && strcmp(name, "xf") == 0
               && x->styles < STYLES_MAX)
    {
        x->style[x->styles++] = format_kind(x, xml_number(tag, "numFmtId",
                                                          0));
    }

    return strcmp(name, "dxfs") != 0;
}


static void
styles_end(void *data, const char *name)
{
    xlsx_t  *x = data;

    if (strcmp(name, "cellXfs") == 0) {
        x->in_styles = false;
    }
}


/* ---- a sheet ---- */

/* "AB12" -> 27; without one: behind the last. */

static unsigned
column_of(const char *reference, unsigned next)
{
    unsigned  column = 0;

    if (!isalpha((unsigned char) *reference)) {
        return next;
    }

    for (; isalpha((unsigned char) *reference) && column < 20000;
         reference++)
    {
        column = column * 26
                 + (unsigned) (toupper((unsigned char) *reference) - 'A')
                 + 1;
    }

    return column - 1;
}


static void
cell_begin(xlsx_t *x, xml_tag_t tag)
{
    prose_t  *p = &x->office.prose;
    char      reference[16] = "", type[16] = "n";

    (void) xml_attribute(tag, "r", reference, sizeof(reference));
    (void) xml_attribute(tag, "t", type, sizeof(type));

    x->column = column_of(reference, x->at_column);
    x->cell_style = (unsigned) xml_number(tag, "s", 0);
    x->type = strcmp(type, "str") == 0 ? 't' : *type;
    x->value_len = 0;

    if (x->column > x->at_column) {
        prose_cells_skip(p, x->column - x->at_column);
    }

    x->at_column = x->column + 1;
    prose_cell_begin(p);
}


static void
cell_string(xlsx_t *x)
{
    unsigned long  i = strtoul(x->value, NULL, 10);

    if (i < x->strings) {
        prose_add(&x->office.prose, x->shared.text + x->string[i],
                  x->string[i + 1] - x->string[i]);
    }
}


static void
cell_value(xlsx_t *x)
{
    prose_t  *p = &x->office.prose;
    char      text[64];
    uint8_t   kind = x->cell_style < x->styles ? x->style[x->cell_style] : 0;

    x->value[x->value_len] = '\0';

    switch (x->type) {
    case 's':
        if (x->shared.text != NULL) {
            cell_string(x);
        }
        return;

    case 'b':
        prose_add(p, *x->value == '1' ? "TRUE" : "FALSE",
                  *x->value == '1' ? 4 : 5);
        return;

    case 'n':
        value_text(x->value, (value_kind_t) kind, x->since_1904, text,
                   sizeof(text));
        prose_add(p, text, strlen(text));
        return;

    default:                                    /* text came as it was read */
        return;
    }
}


static bool
cells_begin(void *data, const char *name, xml_tag_t tag)
{
    xlsx_t  *x = data;

    if (strcmp(name, "row") == 0) {
        x->at_column = 0;
    } else if (strcmp(name, "c") == 0) {
        cell_begin(x, tag);
    } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        x->office.level++;
    }

    return strcmp(name, "f") != 0 && strcmp(name, "rPh") != 0;
}


static void
cells_end(void *data, const char *name)
{
    xlsx_t  *x = data;

    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        x->office.level -= x->office.level > 0;
    } else if (strcmp(name, "c") == 0) {
        if (x->value_len > 0) {
            cell_value(x);
        }
        prose_cell_end(&x->office.prose);
    } else if (strcmp(name, "row") == 0) {
        prose_row_end(&x->office.prose);
    }
}


static void
cells_text(void *data, const char *text, size_t len)
{
    xlsx_t  *x = data;

    if (x->office.level == 0) {
        return;
    }

    if (strchr("sbn", x->type) == NULL) {
        prose_add(&x->office.prose, text, len);
        return;
    }

    len = len < sizeof(x->value) - 1 - x->value_len
          ? len : sizeof(x->value) - 1 - x->value_len;
    memcpy(x->value + x->value_len, text, len);
    x->value_len += len;
}


/* ---- the whole ---- */

static const char *
sheets_read(xlsx_t *x)
{
    static const xml_events_t  events = {
        cells_begin, cells_end, cells_text, office_is_full
    };

    office_t    *o = &x->office;
    const char  *error = NULL;
    bool         more = true;

    for (unsigned i = 0; error == NULL && more && i < x->sheets; i++) {
        prose_add(&o->prose, x->sheet[i].name, strlen(x->sheet[i].name));
        prose_line(&o->prose);
        o->level = 0;
        error = office_read(o, x->sheet[i].entry, &events, x);
        more = office_page(o);
    }

    return error;
}


static const char *
book_read(xlsx_t *x)
{
    static const xml_events_t  workbook = {
        workbook_begin, nothing_end, office_text, never_full
    };
    static const xml_events_t  strings = {
        strings_begin, strings_end, strings_text, strings_full
    };
    static const xml_events_t  styles = {
        styles_begin, styles_end, office_text, never_full
    };

    office_t    *o = &x->office;
    const char  *error = office_relations(o, "xl/_rels/workbook.xml.rels",
                                          "xl/", &x->relations);

    if (error == NULL) {
        error = xml_read(&o->zip, "xl/workbook.xml", &workbook, x);
        error = error == xml_missing ? DECODE_BROKEN : error;
    }

    if (error == NULL) {
        error = office_read(o, "xl/sharedStrings.xml", &strings, x);
        o->level = 0;
    }

    if (error == NULL) {
        error = office_read(o, "xl/styles.xml", &styles, x);
    }

    return error != NULL ? error : sheets_read(x);
}


const char *
xlsx_decode(const decode_input_t *in, decode_result_t *out)
{
    xlsx_t      *x = calloc(1, sizeof(*x));
    const char  *error = DECODE_MEMORY;

    if (x == NULL) {
        return error;
    }

    office_init(&x->office, in, out);
    prose_init(&x->shared, (size_t) limit(text) * 16);
    x->sheet = calloc(OFFICE_PARTS_MAX, sizeof(*x->sheet));
    result_kind(out, "spreadsheet");

    if (x->sheet != NULL) {
        error = book_read(x);
        result_fact_int(out, "pages", x->sheets);
    }

    if (x->shared.truncated) {
        result_truncated(out);
    }

    error = office_end(&x->office, error);
    prose_release(&x->shared);
    free(x->relations.relation);
    free(x->sheet);
    free(x->string);
    free(x);

    return error;
}
