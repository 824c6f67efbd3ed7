/*
 * texts - what the bot says in its own words, in five languages.
 *
 * One JSON file per language in texts.dir; every key of texts.def in every
 * file, no other key, or nothing starts.
 */

#ifndef RELEVO_ANSWER_TEXTS_H
#define RELEVO_ANSWER_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
#define TEXT(id, key)  TEXT_##id,
#include "worker/answer/texts.def"
#undef TEXT
    TEXT_COUNT,
    TEXT_ANSWER = TEXT_COUNT,           /* not a text: what was found */
    TEXT_NOTHING
} text_id_t;

#define TEXT_LENGTH_MAX  1000           /* bytes of one text */

/* Replaces what was loaded; false with one sentence in err. */
bool texts_load(const char *dir, char *err, size_t err_len);
void texts_release(void);

/* language: one of the five, else English.  Never NULL once loaded. */
const char *texts_get(const char *language, text_id_t id);

const char *texts_key(text_id_t id);    /* also "answer" and "nothing" */

#endif
