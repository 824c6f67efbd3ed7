/*
 * docx - Word documents, and PowerPoint's: text in the order it is read.
 *
 * Both write paragraphs (p) of runs (r) of text (t), and tables (tbl, tr, tc).
 * Deleted text (delText) and the fallback copy of a drawing are not read.  Of
 * a Word document the headers come first, notes and footers last; of a
 * presentation each slide is a page, with its notes behind it.
 */

#include <stdio.h>
#include <stdlib.h>

#include "decode/packed.h"

#include "common/banned.h"

typedef struct {
    office_t  office;                   /* first: see office.h */
    unsigned  runs;                     /* open ones */
} docx_t;


static bool
docx_begin(void *data, const char *name, xml_tag_t tag)
{
    docx_t   *d = data;
    prose_t  *p = &d->office.prose;

    (void) tag;

    if (strcmp(name, "Fallback") == 0 || strcmp(name, "pPr") == 0
        || strcmp(name, "rPr") == 0 || strcmp(name, "instrText") == 0)
    {
        return false;
    }

    if (strcmp(name, "t") == 0) {
        d->office.level++;
    } else if (strcmp(name, "r") == 0) {
        d->runs++;
    } else if (strcmp(name, "tc") == 0) {
        prose_cell_begin(p);
    } else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) {
        prose_line(p);
    } else if (d->runs > 0 && strcmp(name, "tab") == 0) {
        prose_blank(p);
    } else if (d->runs > 0 && strcmp(name, "noBreakHyphen") == 0) {
        prose_add(p, "-", 1);
    }

    return true;
}


static void
docx_end(void *data, const char *name)
{
    docx_t   *d = data;
    prose_t  *p = &d->office.prose;

    if (strcmp(name, "t") == 0) {
        d->office.level -= d->office.level > 0;
    } else if (strcmp(name, "r") == 0) {
        d->runs -= d->runs > 0;
    } else if (strcmp(name, "p") == 0) {
        prose_line(p);
    } else if (strcmp(name, "tc") == 0) {
        prose_cell_end(p);
    } else if (strcmp(name, "tr") == 0) {
        prose_row_end(p);
    }
}


static const xml_events_t  docx_events = {
    docx_begin, docx_end, office_text, office_is_full
};


/* All entries "word/header1.xml" ...; each begins a line. */

static const char *
parts_read(docx_t *d, const char *prefix, char (*names)[ZIP_NAME_MAX])
{
    office_t    *o = &d->office;
    unsigned     n = zip_names(&o->zip, prefix, ".xml", names,
                               OFFICE_PARTS_MAX);
    const char  *error = o->zip.error;

    for (unsigned i = 0; error == NULL && i < n; i++) {
        error = office_read(o, names[i], &docx_events, d);
        prose_gap(&o->prose);
        d->runs = o->level = 0;
    }

    return error;
}


static const char *
docx_read(docx_t *d, char (*names)[ZIP_NAME_MAX])
{
    const char  *error = parts_read(d, "word/header", names);

    if (error == NULL) {
        error = xml_read(&d->office.zip, "word/document.xml", &docx_events,
                         d);
        error = error == xml_missing ? DECODE_BROKEN : error;
        prose_gap(&d->office.prose);
    }

    if (error == NULL) {
        error = parts_read(d, "word/footnotes", names);
    }

    return error != NULL ? error : parts_read(d, "word/footer", names);
}


const char *
docx_decode(const decode_input_t *in, decode_result_t *out)
{
    char        (*names)[ZIP_NAME_MAX] = calloc(OFFICE_PARTS_MAX,
                                                ZIP_NAME_MAX);
    docx_t        d = { .runs = 0 };
    const char   *error;

    if (names == NULL) {
        return DECODE_MEMORY;
    }

    office_init(&d.office, in, out);
    result_kind(out, "document");
    error = docx_read(&d, names);
    (void) office_page(&d.office);      /* it was the only one */
    free(names);

    return office_end(&d.office, error);
}


/* ---- presentations ---- */

typedef struct {
    office_t             office;        /* first */
    office_relations_t   relations;
    const char          *slide[OFFICE_PARTS_MAX];   /* in order */
    unsigned             n;
} slides_t;


static bool
slides_begin(void *data, const char *name, xml_tag_t tag)
{
    slides_t  *s = data;
    char       id[64];

    /* two attributes are called id; the relation's is not a number */

    if (strcmp(name, "sldId") == 0 && s->n < OFFICE_PARTS_MAX
        && xml_relation(tag, id, sizeof(id)))
    {
        s->slide[s->n] = office_target(&s->relations, id);
        s->n += s->slide[s->n] != NULL;
    }

    return true;
}


static void
slides_end(void *data, const char *name)
{
    (void) data;
    (void) name;
}


/* What its presenter wrote below a slide. */

static const char *
notes_read(docx_t *d, const char *slide)
{
    office_t            *o = &d->office;
    office_relations_t   relations;
    char                 entry[ZIP_NAME_MAX + 16];
    const char          *file = strrchr(slide, '/'), *error;

    file = file == NULL ? slide : file + 1;
    snprintf(entry, sizeof(entry), "ppt/slides/_rels/%s.rels", file);
    error = office_relations(o, entry, "ppt/slides/", &relations);

    for (unsigned i = 0; error == NULL && i < relations.n; i++) {
        const char  *to = relations.relation[i].entry;

        if (strncmp(to, "ppt/notesSlides/", 16) == 0) {
            prose_gap(&o->prose);
            error = office_read(o, to, &docx_events, d);
        }
    }

    free(relations.relation);

    return error;
}


static const char *
slides_read(slides_t *s, docx_t *d)
{
    office_t    *o = &d->office;
    const char  *error = NULL;
    bool         more = true;

    for (unsigned i = 0; error == NULL && more && i < s->n; i++) {
        if (i == (unsigned) limit(pages)) {
            result_truncated(o->out);
            break;
        }

        d->runs = o->level = 0;
        error = office_read(o, s->slide[i], &docx_events, d);
        if (error == NULL) {
            error = notes_read(d, s->slide[i]);
        }

        more = office_page(o);
    }

    return error;
}


static const char *
pptx_read(slides_t *s, docx_t *d)
{
    static const xml_events_t  events = {
        slides_begin, slides_end, office_text, office_is_full
    };

    const char  *error = office_relations(&s->office,
                                          "ppt/_rels/presentation.xml.rels",
                                          "ppt/", &s->relations);

    if (error == NULL) {
        error = xml_read(&s->office.zip, "ppt/presentation.xml", &events, s);
        error = error == xml_missing ? DECODE_BROKEN : error;
    }

    result_fact_int(s->office.out, "pages", s->n);

    return error != NULL ? error : slides_read(s, d);
}


const char *
pptx_decode(const decode_input_t *in, decode_result_t *out)
{
    slides_t    *s = calloc(1, sizeof(*s));
    docx_t       d = { .runs = 0 };
    const char  *error;

    if (s == NULL) {
        return DECODE_MEMORY;
    }

    office_init(&s->office, in, out);
    office_init(&d.office, in, out);
    result_kind(out, "presentation");

    error = office_end(&d.office, pptx_read(s, &d));
    error = office_end(&s->office, error);
    free(s->relations.relation);
    free(s);

    return error;
}
