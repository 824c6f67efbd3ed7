/*
 * kb_html - HTML to blocks, by libxml2's forgiving parser (no network).
 *
 * What a reader sees as text stays; scripts, styles, navigation, footers and
 * forms go.  <h1> to <h6>, <summary> and <dt> are headings.
 */

#include <libxml/HTMLparser.h>
#include <string.h>

#include "worker/answer/kb.h"

#define DEPTH_MAX   256
#define TEXT_FIRST  4096                /* bytes of a paragraph; it grows */

typedef struct {
    kb_blocks_t  *blocks;
    char         *text;                 /* paragraph so far */
    size_t        len, room;
    unsigned      line;
    bool          deep;                 /* nested beyond DEPTH_MAX */
} walk_t;

static const char *const  skipped[] = {
    "head", "script", "style", "noscript", "template", "nav", "footer",
    "form", "button", "select", "svg", "iframe", NULL
};

/* Words run on through them; everything else begins a paragraph. */
static const char *const  inlines[] = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font",
    "i", "img", "kbd", "mark", "q", "s", "samp", "small", "span", "strong",
    "sub", "sup", "time", "u", "var", "wbr", NULL
};

static void walk(walk_t *w, const xmlNode *node, unsigned depth);


static bool
is_one_of(const xmlNode *node, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (strcasecmp((const char *) node->name, *names) == 0) {
            return true;
        }
    }

    return false;
}


static unsigned
heading_level(const xmlNode *node)
{
    const char  *name = (const char *) node->name;

    if ((name[0] == 'h' || name[0] == 'H') && name[1] >= '1' && name[1] <= '6'
        && name[2] == '\0')
    {
        return (unsigned) (name[1] - '0');
    }

    return strcasecmp(name, "summary") == 0 || strcasecmp(name, "dt") == 0
           ? 6 : 0;
}


static void
walk_end(walk_t *w, unsigned level)
{
    if (w->len > 0) {
        kb_block_add(w->blocks, level, slice_make(w->text, w->len), w->line);
    }

    w->len = 0;
}


/*
 * How many bytes a page becomes is up to the charset it names itself (one
 * byte of TSCII is up to twelve of UTF-8): the room is never its length.
 */

static bool
walk_room(walk_t *w, size_t len)
{
    size_t   room = w->room == 0 ? TEXT_FIRST : w->room;
    char    *m;

    if (len <= w->room - w->len) {
        return true;
    }

    while (room - w->len < len) {
        room *= 2;
    }

    m = pool_alloc(w->blocks->pool, room);
    if (m == NULL) {
        w->blocks->full = true;
        return false;
    }

    if (w->len > 0) {
        memcpy(m, w->text, w->len);
    }
    w->text = m;
    w->room = room;

    return true;
}


static void
walk_add(walk_t *w, const char *text, size_t len)
{
    if (len > 0 && walk_room(w, len)) {
        memcpy(w->text + w->len, text, len);
        w->len += len;
    }
}


static void
walk_text(walk_t *w, const xmlNode *node)
{
    const char  *text = (const char *) node->content;

    if (w->len == 0) {
        w->line = (unsigned) xmlGetLineNo(node);
    }

    walk_add(w, text, text == NULL ? 0 : strlen(text));
}


static void
walk_element(walk_t *w, const xmlNode *node, unsigned depth)
{
    unsigned  level = heading_level(node);
    bool      own = level > 0 || !is_one_of(node, inlines);

    if (is_one_of(node, skipped)) {
        return;
    }

    if (strcasecmp((const char *) node->name, "br") == 0) {
        walk_add(w, " ", 1);
        return;
    }

    if (own) {
        walk_end(w, 0);
    }

    walk(w, node->children, depth + 1);

    if (own) {
        walk_end(w, level);
    }
}


static void
walk(walk_t *w, const xmlNode *node, unsigned depth)
{
    if (depth > DEPTH_MAX) {
        w->deep = true;
        return;
    }

    for (; node != NULL; node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        {
            walk_text(w, node);
        } else if (node->type == XML_ELEMENT_NODE) {
            walk_element(w, node, depth);
        }
    }
}


static bool
is_utf8(const char *text, size_t len)
{
    json_t  *probe = json_stringn(text, len);

    json_decref(probe);

    return probe != NULL;
}


bool
kb_html(const char *text, size_t len, kb_blocks_t *blocks, kb_error_t *e)
{
    /* other encodings are what the page itself says */
    htmlDocPtr  page = htmlReadMemory(text, (int) len, NULL,
                                      is_utf8(text, len) ? "UTF-8" : NULL,
                                      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR
                                      | HTML_PARSE_NOWARNING
                                      | HTML_PARSE_NONET);
    walk_t      w = { .blocks = blocks };

    if (page == NULL) {
        return kb_error(e, 0, "not HTML");
    }

    walk(&w, xmlDocGetRootElement(page), 0);
    walk_end(&w, 0);

    xmlFreeDoc(page);

    return !w.deep || kb_error(e, 0, "elements nested deeper than %d",
                               DEPTH_MAX);
}
