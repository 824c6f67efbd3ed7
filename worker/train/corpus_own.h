/*
 * corpus_own - what the parts of corpus share: how a line is read and how
 * the first failure is told.
 */

#ifndef RELEVO_TRAIN_CORPUS_OWN_H
#define RELEVO_TRAIN_CORPUS_OWN_H

#include "worker/train/corpus.h"

/* One line of a file, whose language its name tells; fields are cut in
 * place.  False with c->err. */
typedef bool line_read_t(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n);

/* "file:line: what" (line 0: "file: what") into c->err; false. */
bool corpus_fail(corpus_t *c, const char *file, unsigned line,
         const char *fmt, ...) __attribute__((format(printf, 4, 5)));

line_read_t  corpus_intent_line;
line_read_t  corpus_sentiment_line;
line_read_t  corpus_emotion_line;
line_read_t  corpus_language_line;
line_read_t  corpus_intent_as_language;
line_read_t  corpus_sentiment_as_language;
line_read_t  corpus_json_line;
line_read_t  corpus_escalation_line;
line_read_t  corpus_sentiment_as_escalation;
line_read_t  corpus_intent_as_escalation;
line_read_t  corpus_intent_as_mood;

#endif
