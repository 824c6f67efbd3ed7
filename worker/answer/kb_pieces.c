/*
 * kb_pieces - blocks to items: answers and passages; see kb.h.
 *
 * A section is a heading and the paragraphs up to the next one.  A passage
 * never crosses a section; long sections are cut into passages of about the
 * same size, between sentences.
 */

#include <string.h>

#include "worker/answer/kb.h"

#define LEVELS      6
#define ABOUT       850                 /* characters of a passage, aimed at */
#define PATH_MAX_   600

typedef struct {
    const kb_options_t  *options;
    kb_error_t          *error;
    json_t              *items;
    pool_t              *pool;
    const char          *heads[LEVELS + 1];     /* by level; NULL: none */
    unsigned             level, line;           /* of the section */
} cut_t;


/* "Shipping > Costs"; without the last heading when it is the question. */

static const char *
path_of(const cut_t *c, unsigned levels)
{
    const char  *path = "";

    for (unsigned i = 1; i <= levels; i++) {
        if (c->heads[i] != NULL && strlen(path) < PATH_MAX_) {
            path = pool_printf(c->pool, "%s%s%s", path,
                               path[0] != '\0' ? " > " : "", c->heads[i]);
            path = path == NULL ? "" : path;
        }
    }

    return path;
}


static bool
is_question(const cut_t *c)
{
    const char  *head = c->heads[c->level];
    size_t       len = head == NULL ? 0 : strlen(head);

    if (len == 0) {
        return false;
    }

    return c->options->faq ? c->level >= 2
           : head[len - 1] == '?' || strncmp(head, "\xc2\xbf", 2) == 0;
}


static bool
section_answer(cut_t *c, const kb_block_t *block, size_t n)
{
    const char  *answer = "";

    for (size_t i = 0; i < n && answer != NULL; i++) {
        answer = pool_printf(c->pool, "%s%s%s", answer, i > 0 ? "\n" : "",
                             block[i].text);
    }

    return answer != NULL
           ? kb_answer_add(c->items, c->line, path_of(c, c->level - 1),
                           c->heads[c->level], answer, NULL, c->error)
           : kb_error(c->error, c->line, "out of memory");
}


static bool
piece_add(cut_t *c, json_t *sentences)
{
    const char  *head = c->heads[c->level];
    const char  *text = "", *path = path_of(c, c->level);
    size_t       i;
    json_t      *s;

    if (json_array_size(c->items) >= KB_ITEMS_MAX) {
        json_decref(sentences);
        return kb_error(c->error, c->line, "more than %d passages",
                        KB_ITEMS_MAX);
    }

    json_array_foreach(sentences, i, s) {
        text = pool_printf(c->pool, "%s%s%s", text, i > 0 ? " " : "",
                           json_string_value(s));
        text = text == NULL ? "" : text;
    }

    json_array_append_new(c->items, json_pack("{s:s, s:s, s:s, s:s, s:o}",
        "kind", "text", "path", path[0] != '\0' ? path : c->options->title,
        "question", head != NULL ? head : c->options->title,
        "answer", text, "sentences", sentences));

    return true;
}


static size_t
sentence_length(const json_t *sentences, size_t i)
{
    return kb_length(json_string_value(json_array_get(sentences, i))) + 1;
}


/* Passages of `all`, each about total / parts long, overlapping. */

static bool
pieces_cut(cut_t *c, const json_t *all)
{
    json_t  *piece = json_array();
    size_t   total = 0, length = 0, about, n = json_array_size(all), fresh = 0;
    bool     ok = true;

    for (size_t i = 0; i < n; i++) {
        total += sentence_length(all, i);
    }

    about = total <= KB_PIECE_MAX ? KB_PIECE_MAX
            : total / ((total + ABOUT - 1) / ABOUT);

    for (size_t i = 0; i < n && ok; i++) {
        size_t  more = sentence_length(all, i);

        if (fresh > 0 && (length + more > KB_PIECE_MAX || length >= about)) {
            json_t  *last = json_array_get(all, i - 1);

            ok = piece_add(c, piece);
            piece = json_array();
            length = fresh = 0;

            if (sentence_length(all, i - 1) <= KB_OVERLAP_MAX) {
                json_array_append(piece, last);
                length = sentence_length(all, i - 1);
            }
        }

        json_array_append(piece, json_array_get(all, i));
        length += more;
        fresh++;
    }

    if (ok && fresh > 0) {
        return piece_add(c, piece);
    }

    json_decref(piece);

    return ok;
}


static bool
section_pieces(cut_t *c, const kb_block_t *block, size_t n)
{
    json_t  *all = json_array();
    bool     ok;

    for (size_t i = 0; i < n; i++) {
        json_t  *sentences = kb_sentences(block[i].text);

        (void) json_array_extend(all, sentences);
        json_decref(sentences);
    }

    ok = pieces_cut(c, all);
    json_decref(all);

    return ok;
}


static bool
section_end(cut_t *c, const kb_block_t *block, size_t n)
{
    if (is_question(c)) {
        /* a question above further headings is a title */
        return section_answer(c, block, n);
    }

    return c->options->faq || n == 0 || section_pieces(c, block, n);
}


static void
section_begin(cut_t *c, const kb_block_t *block)
{
    c->level = block->level;
    c->line = block->line;
    c->heads[c->level] = block->text;

    for (unsigned i = c->level + 1; i <= LEVELS; i++) {
        c->heads[i] = NULL;
    }
}


json_t *
kb_pieces(const kb_blocks_t *blocks, const kb_options_t *options,
    kb_error_t *e)
{
    cut_t   c = { .options = options, .error = e, .items = json_array(),
                  .pool = blocks->pool, .line = 1 };
    size_t  begin = 0;
    bool    ok = true;

    for (size_t i = 0; i <= blocks->n && ok; i++) {
        if (i < blocks->n && blocks->block[i].level == 0) {
            continue;
        }

        ok = section_end(&c, blocks->block + begin, i - begin);
        if (i < blocks->n) {
            section_begin(&c, &blocks->block[i]);
        }
        begin = i + 1;
    }

    if (!ok) {
        json_decref(c.items);
        return NULL;
    }

    return c.items;
}
