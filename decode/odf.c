/*
 * odf - OpenDocument texts, sheets and presentations: content.xml.
 *
 * Paragraphs (p, h) are lines, tables rows of cells; a sheet and a slide are
 * pages of their own.  Cells that are only repeated to fill a sheet are not
 * written out.  Tracked deletions and comments are not read.
 */

#include <stdio.h>
#include <stdlib.h>

#include "decode/packed.h"

#include "common/banned.h"

#define REPEATED_MAX  64                /* of a cell that has text */

typedef struct {
    office_t  office;                   /* first: see office.h */
    char      page[16];                 /* element that is a page, "" none */
    unsigned  pages;
    unsigned  tables;                   /* open ones */
    long      repeated;                 /* of the open cell */
    size_t    cell_at;                  /* prose at its beginning */
    bool      more;
} odf_t;


/* White space in XML is one blank; what is meant has elements. */

static void
spaces_add(prose_t *p, const char *name)
{
    if (strcmp(name, "line-break") == 0) {
        prose_line(p);
    } else if (strcmp(name, "s") == 0 || strcmp(name, "tab") == 0) {
        prose_blank(p);
    }
}


static void
odf_cell_begin(odf_t *d, xml_tag_t tag)
{
    d->repeated = xml_number(tag, "number-columns-repeated", 1);
    d->cell_at = d->office.prose.len;
    prose_cell_begin(&d->office.prose);
}


/* A cell with text that stands for several is written as often. */

static void
odf_cell_end(odf_t *d)
{
    prose_t  *p = &d->office.prose;
    char     *text = NULL;
    size_t    len = 0;

    prose_cell_end(p);

    if (d->repeated <= 1 || p->cells > 0) {
        return;
    }

    if (p->len > d->cell_at) {
        size_t  from = d->cell_at;

        while (from < p->len && strchr("\t\n", p->text[from]) != NULL) {
            from++;
        }
        len = p->len - from;
        text = strndup(p->text + from, len);
    }

    for (long i = 1; i < d->repeated && i < REPEATED_MAX; i++) {
        prose_cell_begin(p);
        if (text != NULL) {
            prose_add(p, text, len);
        }
        prose_cell_end(p);
    }

    free(text);
}


static bool
is_page(const odf_t *d, const char *name)
{
    return d->page[0] != '\0' && strcmp(name, d->page) == 0
           && d->tables <= 1;
}


static bool
odf_begin(void *data, const char *name, xml_tag_t tag)
{
    odf_t    *d = data;
    prose_t  *p = &d->office.prose;
    char      title[128];

    if (strcmp(name, "tracked-changes") == 0
        || strcmp(name, "annotation") == 0 || strcmp(name, "scripts") == 0
        || strcmp(name, "automatic-styles") == 0)
    {
        return false;
    }

    if (strcmp(name, "table") == 0) {
        d->tables++;
    }

    if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0) {
        d->office.level++;
    } else if (strcmp(name, "table-cell") == 0
               || strcmp(name, "covered-table-cell") == 0)
    {
        odf_cell_begin(d, tag);
    } else if (is_page(d, name)
               && xml_attribute(tag, "name", title, sizeof(title))
               && strcmp(name, "table") == 0)
    {
        prose_add(p, title, strlen(title));
        prose_line(p);
    } else if (d->office.level > 0) {
        spaces_add(p, name);
    }

    return true;
}


static void
odf_end(void *data, const char *name)
{
    odf_t    *d = data;
    prose_t  *p = &d->office.prose;

    if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0) {
        d->office.level -= d->office.level > 0;
        prose_line(p);
    } else if (strcmp(name, "table-cell") == 0
               || strcmp(name, "covered-table-cell") == 0)
    {
        odf_cell_end(d);
    } else if (strcmp(name, "table-row") == 0) {
        prose_row_end(p);
    }

    if (is_page(d, name)) {
        d->pages++;
        d->more = office_page(&d->office);
    }

    if (strcmp(name, "table") == 0) {
        d->tables -= d->tables > 0;
    }
}


static bool
odf_full(void *data)
{
    const odf_t  *d = data;

    return !d->more || prose_is_full(&d->office.prose);
}


/* ---- is it locked?  META-INF/manifest.xml says so ---- */

static bool
manifest_begin(void *data, const char *name, xml_tag_t tag)
{
    bool  *encrypted = data;

    (void) tag;
    *encrypted |= strcmp(name, "encryption-data") == 0;

    return true;
}


static void
manifest_end(void *data, const char *name)
{
    (void) data;
    (void) name;
}


static void
manifest_text(void *data, const char *text, size_t len)
{
    (void) data;
    (void) text;
    (void) len;
}


static bool
manifest_full(void *data)
{
    const bool  *encrypted = data;

    return *encrypted;
}


static const char *
odf_read(odf_t *d)
{
    static const xml_events_t  manifest = {
        manifest_begin, manifest_end, manifest_text, manifest_full
    };
    static const xml_events_t  content = {
        odf_begin, odf_end, office_text, odf_full
    };

    bool         encrypted = false;
    office_t    *o = &d->office;
    const char  *error = office_read(o, "META-INF/manifest.xml", &manifest,
                                     &encrypted);

    if (error == NULL && encrypted) {
        return DECODE_ENCRYPTED;
    }

    if (error == NULL) {
        error = xml_read(&o->zip, "content.xml", &content, d);
    }

    return error == xml_missing ? DECODE_BROKEN : error;
}


static const char *
odf_decode(const decode_input_t *in, decode_result_t *out,
    const char *kind, const char *page)
{
    odf_t        d = { .more = true };
    const char  *error;

    office_init(&d.office, in, out);
    snprintf(d.page, sizeof(d.page), "%s", page);
    result_kind(out, kind);
    error = odf_read(&d);

    if (d.office.prose.len > 0) {
        (void) office_page(&d.office);
    }

    if (d.pages > 0) {
        result_fact_int(out, "pages", d.pages);
    }

    return office_end(&d.office, error);
}


const char *
odt_decode(const decode_input_t *in, decode_result_t *out)
{
    return odf_decode(in, out, "document", "");
}


const char *
ods_decode(const decode_input_t *in, decode_result_t *out)
{
    return odf_decode(in, out, "spreadsheet", "table");
}


const char *
odp_decode(const decode_input_t *in, decode_result_t *out)
{
    return odf_decode(in, out, "presentation", "page");
}
