/*
 * notice - the texts that the database fills in and sends by itself: what a
 * customer hears when a person will come, did not come, or is done.
 *
 * Numbers and times of a hand-over are known in the transaction that makes
 * it, so the words go there, and core.handoff_notice chooses among them.
 */

#ifndef RELEVO_ANSWER_NOTICE_H
#define RELEVO_ANSWER_NOTICE_H

#include <jansson.h>

/* {"handoff_ticket": "...", ...} in one language; a new reference. */
json_t *notice_words(const char *language);

/* The same of all languages, {"es": {...}, ...}; a new reference. */
json_t *notice_all(void);

#endif
