/*
 * pdf - PDF by poppler: the text layer of each page, and OCR of pages that
 * have none.
 *
 * Lines and words come in poppler's reading order; the boxes of their
 * characters tell what it does not: an empty line between paragraphs, a tab
 * between cells, and which lines are one row.
 *
 * GPL: the reason why relevo-decode is an executable of its own.
 */

#include <math.h>
#include <poppler.h>
#include <stdlib.h>

#include "decode/decode.h"
#include "decode/fonts.h"
#include "decode/handlers.h"
#include "decode/image.h"
#include "decode/ocr.h"
#include "decode/prose.h"

#include "common/banned.h"

#define DPI        200.0
#define DPI_LEAST  72.0                 /* of a very large page */
#define CELL_GAP   1.4                  /* of the line's height */
#define LINE_GAP   0.8                  /* ... between two paragraphs */
#define ROW_GAP    2.5                  /* ... of rows, which have margins */

typedef struct {
    const decode_input_t  *in;
    decode_result_t       *out;         /* borrowed */
    PopplerDocument       *document;
    unsigned               drawn;       /* pages that were read by OCR */
    unsigned               skipped;     /* ... that would have been */
    bool                   more;
} pdf_t;


/* ---- text layer ---- */

typedef struct {
    prose_t                 *prose;
    const PopplerRectangle  *last;      /* box of the last character */
    bool                     row;       /* this line has cells */
} layer_t;


static double
height_of(const PopplerRectangle *r)
{
    return fabs(r->y2 - r->y1);
}


/* Do both stand on one line? */

static bool
is_level(const PopplerRectangle *a, const PopplerRectangle *b)
{
    double  top = fmax(a->y1, b->y1), bottom = fmin(a->y2, b->y2);
    double  least = fmin(height_of(a), height_of(b));

    return least > 0 && bottom - top > least * 0.5;
}


static void
layer_cell(layer_t *l)
{
    prose_tab(l->prose);
    l->row = true;
}


/* A line of poppler's ended; what stands between it and the next character. */

static void
layer_break(layer_t *l, const PopplerRectangle *next)
{
    double  gap = height_of(l->last) * (l->row ? ROW_GAP : LINE_GAP);

    if (is_level(l->last, next) && next->x1 > l->last->x2) {
        layer_cell(l);
        return;
    }

    if (next->y1 - l->last->y2 > gap || next->y2 < l->last->y1) {
        prose_gap(l->prose);
    } else {
        prose_line(l->prose);
    }

    l->row = false;
}


static void
layer_char(layer_t *l, const char *s, size_t len,
    const PopplerRectangle *box, bool broken)
{
    if (l->last != NULL && broken) {
        layer_break(l, box);
    } else if (l->last != NULL && is_level(l->last, box)
               && box->x1 - l->last->x2 > height_of(box) * CELL_GAP)
    {
        layer_cell(l);
    }

    prose_add(l->prose, s, len);
    l->last = box;
}


/* Text and boxes run in parallel, a box for each character. */

static void
layer_read(layer_t *l, const char *text, const PopplerRectangle *boxes,
    guint n)
{
    bool  broken = false;

    for (guint i = 0; i < n && *text != '\0'; i++) {
        const char  *next = g_utf8_next_char(text);

        if (*text == '\n') {
            broken = true;
        } else if (*text == ' ') {
            prose_blank(l->prose);
        } else {
            layer_char(l, text, (size_t) (next - text), &boxes[i], broken);
            broken = false;
        }

        text = next;
    }
}


static void
page_layer(PopplerPage *page, prose_t *prose)
{
    char              *text = poppler_page_get_text(page);
    PopplerRectangle  *boxes = NULL;
    guint              n = 0;
    layer_t            layer = { .prose = prose };

    if (text != NULL && poppler_page_get_text_layout(page, &boxes, &n)) {
        layer_read(&layer, text, boxes, n);
    } else if (text != NULL) {
        prose->verbatim = true;
        prose_add(prose, text, strlen(text));
        prose->verbatim = false;
    }

    g_free(boxes);
    g_free(text);
}


/* ---- pages without ---- */

static PIX *
pix_of(cairo_surface_t *surface)
{
    int       width = cairo_image_surface_get_width(surface);
    int       height = cairo_image_surface_get_height(surface);
    int       stride = cairo_image_surface_get_stride(surface);
    uint8_t  *from = cairo_image_surface_get_data(surface);
    PIX      *pix = pixCreate(width, height, 8);

    for (int y = 0; pix != NULL && y < height; y++) {
        const uint32_t  *row = (const uint32_t *) (void *)
                               (from + (size_t) y * (size_t) stride);
        l_uint32        *to = pixGetData(pix)
                              + (size_t) y * (size_t) pixGetWpl(pix);

        for (int x = 0; x < width; x++) {
            uint32_t  c = row[x];

            SET_DATA_BYTE(to, x, ((c >> 16 & 0xff) * 77
                                  + (c >> 8 & 0xff) * 150
                                  + (c & 0xff) * 29) >> 8);
        }
    }

    return pix;
}


/* The page in grey, at 200 dpi or as many as it may have; NULL: none. */

static PIX *
page_draw(PopplerPage *page)
{
    double            width, height, scale = DPI / 72;
    cairo_surface_t  *surface;
    cairo_t          *cairo;
    PIX              *pix = NULL;

    poppler_page_get_size(page, &width, &height);
    if (!(width >= 1 && height >= 1)) {
        return NULL;
    }

    scale = fmin(scale, sqrt((double) limit(pixels) / (width * height)));
    if (scale < DPI_LEAST / 72) {
        return NULL;
    }

    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                         (int) (width * scale),
                                         (int) (height * scale));
    cairo = cairo_create(surface);

    if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS) {
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_paint(cairo);
        cairo_scale(cairo, scale, scale);
        poppler_page_render(page, cairo);
        cairo_surface_flush(surface);
        pix = pix_of(surface);
    }

    cairo_destroy(cairo);
    cairo_surface_destroy(surface);

    return pix;
}


static void
page_ocr(pdf_t *pdf, PopplerPage *page)
{
    ocr_text_t  text;
    PIX        *pix;

    if (!decode_wants(pdf->in, "text")
        || pdf->drawn >= (unsigned) limit(ocr_pages))
    {
        pdf->skipped++;
        return;
    }

    pix = page_draw(page);
    pdf->drawn++;

    if (pix == NULL) {
        result_warn(pdf->out, "page_not_drawn");
        return;
    }

    if (ocr_read(pix, pdf->in->language, &text)) {
        pdf->more = result_page(pdf->out, slice_str(text.text), "ocr",
                                text.confidence);
        ocr_release(&text);
    }

    pixDestroy(&pix);
}


/* Where no fonts were found in time: a page drawn without its letters is
 * none. */

static bool
has_its_fonts(pdf_t *pdf)
{
    PopplerFontInfo   *info = poppler_font_info_new(pdf->document);
    PopplerFontsIter  *at = NULL;
    bool               all = true;

    (void) poppler_font_info_scan(info, 1, &at);

    while (at != NULL && all) {
        all = poppler_fonts_iter_is_embedded(at);
        if (!poppler_fonts_iter_next(at)) {
            break;
        }
    }

    poppler_fonts_iter_free(at);
    g_object_unref(info);

    return all;
}


/* The first page as a small picture, for who looks at the conversation. */

static void
thumbnail_add(pdf_t *pdf)
{
    PopplerPage  *page = decode_wants(pdf->in, "thumbnail")
                         && (fonts_are_there() || has_its_fonts(pdf))
                         ? poppler_document_get_page(pdf->document, 0) : NULL;
    PIX          *pix = page == NULL ? NULL : page_draw(page);

    if (pix != NULL) {
        (void) image_thumbnail(pix, pdf->out);
        pixDestroy(&pix);
    }

    if (page != NULL) {
        g_object_unref(page);
    }
}


/* ---- the document ---- */

static void
page_read(pdf_t *pdf, int i)
{
    PopplerPage  *page = poppler_document_get_page(pdf->document, i);
    prose_t       prose;

    if (page == NULL) {
        result_warn(pdf->out, "page_broken");
        return;
    }

    prose_init(&prose, (size_t) limit(text));
    page_layer(page, &prose);

    if (prose.len > 0) {
        pdf->more = result_page(pdf->out, slice_make(prose.text, prose.len),
                                "layer", 100);
    } else {
        page_ocr(pdf, page);
    }

    prose_release(&prose);
    g_object_unref(page);
}


static void
fact_text(pdf_t *pdf, const char *name, char *value)
{
    prose_t  prose;

    prose_init(&prose, 256);
    if (value != NULL) {
        prose_add(&prose, value, strlen(value));
    }

    if (prose.len > 0) {
        result_fact(pdf->out, name, json_string(prose.text));
    }

    prose_release(&prose);
    g_free(value);
}


static const char *
pages_read(pdf_t *pdf)
{
    int  n = poppler_document_get_n_pages(pdf->document);
    int  most = n < limit(pages) ? n : (int) limit(pages);

    result_fact_int(pdf->out, "pages", n);
    if (n <= 0) {
        return DECODE_BROKEN;
    }

    if (n > limit(pages_most)) {
        return DECODE_TOO_MANY_PAGES;
    }

    fact_text(pdf, "title", poppler_document_get_title(pdf->document));
    fact_text(pdf, "author", poppler_document_get_author(pdf->document));
    fact_text(pdf, "producer", poppler_document_get_producer(pdf->document));
    thumbnail_add(pdf);

    for (int i = 0; pdf->more && i < most; i++) {
        page_read(pdf, i);
    }

    if (most < n || pdf->skipped > 0) {
        result_truncated(pdf->out);
    }

    result_fact_int(pdf->out, "ocr_pages", pdf->drawn);

    return NULL;
}


static const char *
error_of(const GError *error)
{
    return error == NULL ? DECODE_BROKEN
           : error->domain != POPPLER_ERROR ? DECODE_BROKEN
           : error->code == POPPLER_ERROR_ENCRYPTED ? DECODE_ENCRYPTED
           : DECODE_BROKEN;
}


static const char *
pdf_decode(const decode_input_t *in, decode_result_t *out)
{
    GError      *failed = NULL;
    GBytes      *bytes = g_bytes_new_static(in->bytes.data, in->bytes.len);
    pdf_t        pdf = { .in = in, .out = out, .more = true };
    const char  *error;

    result_kind(out, "document");
    pdf.document = poppler_document_new_from_bytes(bytes, NULL, &failed);
    g_bytes_unref(bytes);

    if (pdf.document == NULL) {
        error = error_of(failed);
        g_clear_error(&failed);
        return error;
    }

    error = pages_read(&pdf);
    g_object_unref(pdf.document);

    return error;
}


static void
page_try(PopplerPage *page)
{
    PIX  *pix = page_draw(page);

    pixDestroy(&pix);
}


/* Poppler sets up its tables with the first document. */

static bool
pdf_warm(const char **ret_error)
{
    (void) ret_error;
    g_type_ensure(POPPLER_TYPE_DOCUMENT);
    poppler_get_version();
    fonts_warm(page_try);

    return true;
}


static const char *const  types[] = { "application/pdf", NULL };

const decode_handler_t  pdf_handler = {
    "pdf", types, pdf_warm, pdf_decode
};
