/* html - see html.h. */

#include "decode/html.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "decode/charset.h"
#include "decode/decode.h"
#include "decode/handlers.h"

#include "common/banned.h"

#define DEPTH_MAX   2000                /* real mails nest hundreds of fonts */
#define META_BYTES  2048                /* a page names its encoding early */
#define PIECE       65536

typedef struct {
    prose_t     *prose;
    unsigned     depth;
    unsigned     skipped;               /* depth of what is left out, or 0 */
    unsigned     pre;                   /* open <pre> */
    const char  *error;
} page_t;

static const char *const  skipped[] = {
    "script", "style", "noscript", "template", "svg", "iframe", "object",
    "applet", "select", "meta", "link", NULL
};

/* Words run on through them; everything else begins a line. */
static const char *const  inlines[] = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code",
    "data", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", NULL
};

static const char *const  spaced[] = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote",
    NULL
};


static bool
is_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (strcasecmp(name, *names) == 0) {
            return true;
        }
    }

    return false;
}


static bool
is_cell(const char *name)
{
    return strcasecmp(name, "td") == 0 || strcasecmp(name, "th") == 0;
}


static void
page_break(page_t *page, const char *name)
{
    if (strcasecmp(name, "tr") == 0) {
        prose_row_end(page->prose);
    } else if (is_one_of(name, spaced)) {
        prose_gap(page->prose);
    } else if (!is_one_of(name, inlines)) {
        prose_line(page->prose);
    }
}


static void
page_begin(void *data, const xmlChar *tag, const xmlChar **attributes)
{
    page_t      *page = data;
    const char  *name = (const char *) tag;

    (void) attributes;

    if (++page->depth > DEPTH_MAX) {
        page->error = DECODE_TOO_DEEP;
    }

    if (page->skipped > 0) {
        return;
    }

    if (is_one_of(name, skipped)) {
        page->skipped = page->depth;
        return;
    }

    page->pre += strcasecmp(name, "pre") == 0;

    if (is_cell(name)) {
        prose_cell_begin(page->prose);
    } else {
        page_break(page, name);
    }
}


static void
page_end(void *data, const xmlChar *tag)
{
    page_t      *page = data;
    const char  *name = (const char *) tag;
    bool         told = page->skipped == 0;

    if (page->skipped == page->depth) {
        page->skipped = 0;
    }

    page->depth -= page->depth > 0;

    if (!told) {
        return;
    }

    page->pre -= page->pre > 0 && strcasecmp(name, "pre") == 0;

    if (is_cell(name)) {
        prose_cell_end(page->prose);
    } else {
        page_break(page, name);
    }
}


static void
page_text(void *data, const xmlChar *text, int len)
{
    page_t  *page = data;

    if (page->skipped == 0) {
        page->prose->verbatim = page->pre > 0;
        prose_add(page->prose, (const char *) text, (size_t) len);
        page->prose->verbatim = false;
    }
}


/* "<meta charset=x>", "<meta ... content='text/html; charset=x'>",
 * "<?xml encoding='x'?>" */

static const char *
charset_named(slice_t html, char ret[32])
{
    static const char *const  words[] = { "charset=", "encoding=" };

    char     head[META_BYTES + 1];
    size_t   len = html.len < META_BYTES ? html.len : META_BYTES;

    for (size_t i = 0; i < len; i++) {
        head[i] = html.data[i] == 0 ? ' ' : (char) html.data[i];
    }
    head[len] = '\0';

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        const char  *at = strcasestr(head, words[i]);

        if (at != NULL) {
            at += strlen(words[i]);
            at += strspn(at, "\"' ");
            snprintf(ret, 32, "%.*s", (int) strcspn(at, "\"' />;?\r\n"), at);
            return ret;
        }
    }

    return NULL;
}


static const char *
pieces_parse(page_t *page, htmlParserCtxtPtr parser, const char *text,
    size_t len)
{
    for (size_t at = 0; at < len && page->error == NULL
                        && !prose_is_full(page->prose); at += PIECE)
    {
        size_t  n = len - at < PIECE ? len - at : PIECE;

        /* its errors are what it forgives */
        (void) htmlParseChunk(parser, text + at, (int) n, at + n == len);
    }

    return page->error;
}


const char *
html_prose(slice_t html, const char *charset, prose_t *prose)
{
    htmlSAXHandler     sax = { .startElement = page_begin,
                               .endElement = page_end,
                               .characters = page_text,
                               .cdataBlock = page_text,
                               .ignorableWhitespace = page_text };
    page_t             page = { .prose = prose };
    htmlParserCtxtPtr  parser;
    char               named[32];
    size_t             bom, len;
    char              *text;

    charset = charset_of(html, charset != NULL ? charset
                               : charset_named(html, named), &bom);
    text = charset_utf8(charset, slice_make(html.data + bom, html.len - bom),
                        (size_t) limit(unpacked), &len);
    parser = text == NULL ? NULL
             : htmlCreatePushParserCtxt(&sax, &page, NULL, 0, NULL,
                                        XML_CHAR_ENCODING_UTF8);
    if (parser == NULL) {
        free(text);
        return DECODE_MEMORY;
    }

    (void) htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR
                              | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
                              | HTML_PARSE_IGNORE_ENC);
    (void) pieces_parse(&page, parser, text, len);
    htmlFreeParserCtxt(parser);
    free(text);

    return page.error;
}


static const char *
html_decode(const decode_input_t *in, decode_result_t *out)
{
    prose_t      prose;
    const char  *error;

    prose_init(&prose, (size_t) limit(text));
    result_kind(out, "text");
    error = html_prose(in->bytes, NULL, &prose);
    (void) result_page(out, slice_make(prose.text, prose.len), "layer", 100);

    if (prose.truncated) {
        result_truncated(out);
    }

    prose_release(&prose);

    return error;
}


static bool
html_warm(const char **ret_error)
{
    (void) ret_error;
    xmlInitParser();
    charset_warm();

    return true;
}


static const char *const  types[] = {
    "text/html", "application/xhtml+xml", NULL
};

const decode_handler_t  html_handler = {
    "html", types, html_warm, html_decode
};
