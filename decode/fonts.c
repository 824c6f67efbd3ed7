/*
 * fonts - see fonts.h.
 *
 * FT_New_Face() and fopen() of this program stand in front of FreeType's and
 * libc's: shared libraries find the program's symbols first.  While warming
 * FT_New_Face() remembers, after that both look among what is remembered; a
 * font that is not there gets the first, because a thumbnail with the wrong
 * letters is more than one without any.
 */

#include "decode/fonts.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "common/banned.h"

#define FONTS_MAX  48

typedef struct {
    char       *path;
    FT_Byte    *bytes;
    size_t      len;
} font_t;

static font_t    fonts[FONTS_MAX];
static unsigned  nfonts;
static bool      warming;

/* the fourteen of every PDF, and what offices write without bringing it */
static const char *const  usual[] = {
    "Helvetica", "Helvetica-Bold", "Helvetica-Oblique",
    "Helvetica-BoldOblique", "Times-Roman", "Times-Bold", "Times-Italic",
    "Times-BoldItalic", "Courier", "Courier-Bold", "Courier-Oblique",
    "Courier-BoldOblique", "Symbol", "ZapfDingbats", "Calibri", "Cambria",
    "Verdana", "Georgia"
};

#define USUAL  (sizeof(usual) / sizeof(usual[0]))


/* ---- what others call ---- */

static void
font_keep(const char *path)
{
    struct stat  st;
    int          fd = open(path, O_RDONLY | O_CLOEXEC);
    void        *bytes = MAP_FAILED;

    if (fd == -1) {
        return;
    }

    if (nfonts < FONTS_MAX && fstat(fd, &st) == 0 && st.st_size > 0) {
        bytes = mmap(NULL, (size_t) st.st_size, PROT_READ, MAP_PRIVATE, fd,
                     0);
    }
    (void) close(fd);

    if (bytes != MAP_FAILED) {
        fonts[nfonts] = (font_t) { strdup(path), bytes, (size_t) st.st_size };
        nfonts += fonts[nfonts].path != NULL;
    }
}


static const font_t *
font_find(const char *path)
{
    for (unsigned i = 0; i < nfonts; i++) {
        if (strcmp(fonts[i].path, path) == 0) {
            return &fonts[i];
        }
    }

    return NULL;
}


/* The font of that name, or another one. */
static const font_t *
font_any(const char *path)
{
    static const char *const  ends[] = {
        ".ttf", ".ttc", ".otf", ".otc", ".pfb", ".pfa", ".t1", ".cff"
    };

    const font_t  *font = font_find(path);
    const char    *end = strrchr(path, '.');

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        if (font == NULL && nfonts > 0 && !warming && end != NULL
            && strcasecmp(end, ends[i]) == 0)
        {
            font = &fonts[0];
        }
    }

    return font;
}


FT_Error
FT_New_Face(FT_Library library, const char *path, FT_Long index,
    FT_Face *face)
{
    const font_t  *font;

    if (warming && font_find(path) == NULL) {
        font_keep(path);
    }

    font = font_any(path);
    index = font != NULL && font == font_find(path) ? index : 0;

    /* by the caller's FreeType, from memory */
    return font == NULL ? FT_Err_Cannot_Open_Resource
           : FT_New_Memory_Face(library, font->bytes, (FT_Long) font->len,
                                index, face);
}


/* Poppler looks into a font before FreeType does.  Named by hand: with large
 * files the C name means fopen64. */
FILE *font_open(const char *path, const char *mode) __asm__("fopen");

FILE *
font_open(const char *path, const char *mode)
{
    static FILE   *(*real)(const char *, const char *);
    const font_t   *font = warming ? NULL : font_any(path);

    if (font != NULL) {
        return fmemopen(font->bytes, font->len, "r");
    }

    if (real == NULL) {
        *(void **) &real = dlsym(RTLD_NEXT, "fopen");
    }

    return real == NULL ? NULL : real(path, mode);
}


/* ---- a page of ours ---- */

/* Without a table of contents (xref): poppler finds the objects all the
 * same. */
static GString *
page_make(void)
{
    GString  *pdf = g_string_new("%PDF-1.4\n"
        "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
        "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 99 999]"
        " /Contents 4 0 R /Resources <</Font <<");
    GString  *text = g_string_new("BT\n");

    for (unsigned i = 0; i < USUAL; i++) {
        g_string_append_printf(pdf, " /F%u <</Type /Font /Subtype %s"
                               " /BaseFont /%s>>", i,
                               i < 14 ? "/Type1" : "/TrueType", usual[i]);
        g_string_append_printf(text, "1 0 0 1 9 %u Tm /F%u 12 Tf (Ag) Tj\n",
                               20 * i + 20, i);
    }

    g_string_append(text, "ET");
    g_string_append_printf(pdf, " >> >> >> endobj\n4 0 obj <</Length %zu>>"
                           " stream\n%s\nendstream endobj\n"
                           "trailer <</Root 1 0 R>>\n", text->len, text->str);
    (void) g_string_free(text, TRUE);

    return pdf;
}


void
fonts_warm(void (*draw)(PopplerPage *page))
{
    GString          *pdf = page_make();
    GBytes           *bytes = g_bytes_new_take(pdf->str, pdf->len);
    PopplerDocument  *document;
    PopplerPage      *page;

    (void) g_string_free(pdf, FALSE);
    document = poppler_document_new_from_bytes(bytes, NULL, NULL);
    g_bytes_unref(bytes);
    page = document == NULL ? NULL : poppler_document_get_page(document, 0);

    if (page != NULL) {
        warming = true;
        draw(page);
        warming = false;
        g_object_unref(page);
    }

    /* the document stays: with the last one poppler forgets what it knows of
     * fonts */
}


bool
fonts_are_there(void)
{
    return nfonts > 0;
}
