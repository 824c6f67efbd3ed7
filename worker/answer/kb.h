/*
 * kb - files become items of the knowledge base.
 *
 * A file is first a list of blocks (headings, paragraphs) or of rows; blocks
 * become items: a heading that is a question with the text below it is an
 * answer (faq), everything else is cut into passages (text) of KB_PIECE_MIN
 * to KB_PIECE_MAX characters with the headings above them as path, the last
 * sentence of one repeated in the next.
 *
 *   item: {"kind": "faq", "path", "question", "answer", "language"?}
 *         {"kind": "text", "path", "question", "answer", "sentences": []}
 *
 * No I/O and no database.  What is wrong is one sentence with a line.
 */

#ifndef RELEVO_ANSWER_KB_H
#define RELEVO_ANSWER_KB_H

#include <jansson.h>

#include "worker/engine/pool.h"

#define KB_FILE_MAX      (16u << 20)    /* bytes of a file */
#define KB_ITEMS_MAX     100000         /* of a document */
#define KB_QUESTION_MAX  1000           /* characters */
#define KB_ANSWER_MAX    4000
#define KB_PIECE_MIN     400
#define KB_PIECE_MAX     900
#define KB_OVERLAP_MAX   200

typedef enum {
    KB_MARKDOWN = 0, KB_HTML, KB_TEXT, KB_CSV, KB_JSONL, KB_UNKNOWN
} kb_format_t;

typedef struct {
    const char  *title;                 /* of what has no heading */
    bool         faq;                   /* every heading is a question */
} kb_options_t;

typedef struct {
    unsigned     line;                  /* 0: the file as a whole */
    char         text[160];
} kb_error_t;

typedef struct {
    unsigned     level;                 /* of a heading, 1 .. 6; 0: paragraph */
    unsigned     line;
    const char  *text;                  /* pool-owned, trimmed */
} kb_block_t;

typedef struct {
    pool_t      *pool;
    kb_block_t  *block;                 /* grows in the pool */
    size_t       n, room;
    bool         full;                  /* the pool was */
} kb_blocks_t;

/* By the end of the name. */
kb_format_t kb_format(const char *path);

/* text: len bytes and a NUL.  A new reference, or NULL with ret_error. */
json_t *kb_items(const char *text, size_t len, kb_format_t format,
            const kb_options_t *options, kb_error_t *ret_error);

/* ---- the steps ---- */

/* False, told: an error. */
bool    kb_error(kb_error_t *e, unsigned line, const char *fmt, ...)
            __attribute__((format(printf, 3, 4)));

/* Whitespace becomes single blanks; empty blocks are left out. */
void    kb_block_add(kb_blocks_t *b, unsigned level, slice_t text,
            unsigned line);

void    kb_markdown(const char *text, kb_blocks_t *blocks);
void    kb_plain(const char *text, kb_blocks_t *blocks);
bool    kb_html(const char *text, size_t len, kb_blocks_t *blocks,
            kb_error_t *e);

json_t *kb_pieces(const kb_blocks_t *blocks, const kb_options_t *options,
            kb_error_t *e);
json_t *kb_csv(const char *text, kb_error_t *e);
json_t *kb_jsonl(const char *text, kb_error_t *e);

/* One answer; checks lengths and UTF-8.  language may be NULL. */
bool    kb_answer_add(json_t *items, unsigned line, const char *path,
            const char *question, const char *answer, const char *language,
            kb_error_t *e);

/* Sentences of a paragraph, each a string; a new reference. */
json_t *kb_sentences(const char *paragraph);

size_t  kb_length(const char *text);    /* in characters */

#endif
