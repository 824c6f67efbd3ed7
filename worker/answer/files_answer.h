/*
 * files_answer - a question answered from the customer's own files, without
 * a model: a field of an invoice, or the line that says it.
 *
 * What is said is a value or a line of the file, named as such; nothing in a
 * file is ever followed.  Pure but for the reply to files without words.
 */

#ifndef RELEVO_ANSWER_FILES_ANSWER_H
#define RELEVO_ANSWER_FILES_ANSWER_H

#include "worker/turn.h"

typedef struct {
    const char  *text;                  /* in the pool, or NULL */
    double       confidence;            /* 0 .. 1 */
    const char  *file;                  /* its id, for the evidence */
    const char  *how;                   /* "field:total", "line" */
} files_answer_t;

/* files: of core.media_texts, newest first. */
void files_answer(pool_t *pool, const json_t *files, slice_t question,
         const char *language, files_answer_t *ret_answer);

/* Does the conversation have files that a question may be about? */
bool files_to_ask(const turn_t *t);

/* The reply to files without words: what was found in them.  False when the
 * pool is full. */
bool files_receive(job_t *j);

#endif
