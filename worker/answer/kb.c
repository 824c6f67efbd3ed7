/* kb - a file's form decides how it is read; see kb.h. */

#include "worker/answer/kb.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/utf8_cut.h"

#define POOL_MAX  (256u << 20)          /* of one file, as blocks */

static const struct { const char *end; kb_format_t format; } ends[] = {
    { ".md", KB_MARKDOWN }, { ".markdown", KB_MARKDOWN }, { ".html", KB_HTML },
    { ".htm", KB_HTML }, { ".txt", KB_TEXT }, { ".csv", KB_CSV },
    { ".jsonl", KB_JSONL }
};


kb_format_t
kb_format(const char *path)
{
    const char  *end = strrchr(path, '.');

    for (size_t i = 0; end != NULL && i < sizeof(ends) / sizeof(ends[0]); i++) {
        if (strcasecmp(end, ends[i].end) == 0) {
            return ends[i].format;
        }
    }

    return KB_UNKNOWN;
}


bool
kb_error(kb_error_t *e, unsigned line, const char *fmt, ...)
{
    va_list  args;

    e->line = line;
    va_start(args, fmt);
    (void) vsnprintf(e->text, sizeof(e->text), fmt, args);  /* cut is fine */
    va_end(args);

    return false;
}


size_t
kb_length(const char *text)
{
    return utf8_chars(slice_str(text));
}


static bool
blocks_grow(kb_blocks_t *b)
{
    size_t       room = b->room == 0 ? 64 : b->room * 2;
    kb_block_t  *block = pool_alloc(b->pool, room * sizeof(kb_block_t));

    if (block == NULL) {
        return false;
    }

    if (b->n > 0) {
        memcpy(block, b->block, b->n * sizeof(kb_block_t));
    }

    b->block = block;
    b->room = room;

    return true;
}


void
kb_block_add(kb_blocks_t *b, unsigned level, slice_t text, unsigned line)
{
    char    *to = pool_alloc(b->pool, text.len + 1);
    size_t   n = 0;

    if (to == NULL || (b->n == b->room && !blocks_grow(b))) {
        b->full = true;
        return;
    }

    for (size_t i = 0; i < text.len; i++) {
        uint8_t  c = text.data[i];

        if (!isspace(c)) {
            to[n++] = (char) c;
        } else if (n > 0 && to[n - 1] != ' ') {
            to[n++] = ' ';
        }
    }

    n -= n > 0 && to[n - 1] == ' ';
    to[n] = '\0';

    if (n > 0) {
        b->block[b->n++] = (kb_block_t) { level, line, to };
    }
}


bool
kb_answer_add(json_t *items, unsigned line, const char *path,
    const char *question, const char *answer, const char *language,
    kb_error_t *e)
{
    json_t  *item;

    if (question[0] == '\0' || answer[0] == '\0') {
        return kb_error(e, line, "%s is empty",
                        question[0] == '\0' ? "the question" : "the answer");
    }

    if (kb_length(question) > KB_QUESTION_MAX) {
        return kb_error(e, line, "a question has at most %d characters",
                        KB_QUESTION_MAX);
    }

    if (kb_length(answer) > KB_ANSWER_MAX) {
        return kb_error(e, line, "an answer has at most %d characters",
                        KB_ANSWER_MAX);
    }

    if (json_array_size(items) >= KB_ITEMS_MAX) {
        return kb_error(e, line, "more than %d answers", KB_ITEMS_MAX);
    }

    item = json_pack("{s:s, s:s, s:s, s:s}", "kind", "faq", "path", path,
                     "question", question, "answer", answer);
    if (item == NULL) {
        return kb_error(e, line, "not UTF-8");
    }

    if (language != NULL) {
        json_object_set_new(item, "language", json_string(language));
    }

    return json_array_append_new(items, item) == 0;
}


/* The line of the first byte that is not UTF-8; 0 when all is well. */

static unsigned
utf8_bad_line(const char *text, size_t len)
{
    unsigned     line = 1;
    const char  *end = text + len;

    while (text < end) {
        const char  *next = memchr(text, '\n', (size_t) (end - text));
        size_t       n = (size_t) ((next != NULL ? next : end) - text);
        json_t      *probe = json_stringn(text, n);

        if (probe == NULL) {
            return line;
        }

        json_decref(probe);
        text += n + 1;
        line++;
    }

    return 0;
}


static json_t *
blocks_items(const char *text, size_t len, kb_format_t format,
    const kb_options_t *options, kb_error_t *e)
{
    kb_blocks_t   blocks = { .pool = pool_new(POOL_MAX) };
    json_t       *items = NULL;
    bool          ok = true;

    if (blocks.pool == NULL) {
        (void) kb_error(e, 0, "out of memory");
        return NULL;
    }

    if (format == KB_HTML) {
        ok = kb_html(text, len, &blocks, e);
    } else if (format == KB_MARKDOWN) {
        kb_markdown(text, &blocks);
    } else {
        kb_plain(text, &blocks);
    }

    if (blocks.full) {
        (void) kb_error(e, 0, "too much text for one document");
    } else if (ok) {
        items = kb_pieces(&blocks, options, e);
    }

    pool_free(blocks.pool);

    return items;
}


json_t *
kb_items(const char *text, size_t len, kb_format_t format,
    const kb_options_t *options, kb_error_t *ret_error)
{
    unsigned   line;
    json_t    *items;

    if (memchr(text, '\0', len) != NULL) {
        (void) kb_error(ret_error, 0, "not a text file");
        return NULL;
    }

    line = format == KB_HTML ? 0 : utf8_bad_line(text, len);
    if (line > 0) {
        (void) kb_error(ret_error, line, "not UTF-8");
        return NULL;
    }

    if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        len -= 3;
    }

    items = format == KB_CSV ? kb_csv(text, ret_error)
            : format == KB_JSONL ? kb_jsonl(text, ret_error)
            : blocks_items(text, len, format, options, ret_error);

    if (items != NULL && json_array_size(items) == 0) {
        (void) kb_error(ret_error, 0, options->faq
                        ? "no question in it (\"## question\")"
                        : "nothing in it");
        json_decref(items);
        return NULL;
    }

    return items;
}
