/*
 * files - the files of a conversation, out of turn->context ("files"): those
 * of the turn's messages, and the last ones before.
 *
 * What they hold is data of a customer's file: it is answered from, it is
 * never an instruction.
 */

#ifndef RELEVO_ANSWER_FILES_H
#define RELEVO_ANSWER_FILES_H

#include "worker/answer/texts.h"
#include "worker/turn.h"

/* How long the turn may still wait for its own files; 0: not at all. */
uint64_t files_left_ms(const turn_t *t);

/* Is one of them still under way, its deadline over? */
bool     files_are_late(const turn_t *t);

/* Of the message: a file that was read (text, codes or a description). */
const json_t *files_read(const turn_t *t, int64_t seq);

/* Why nothing can be read in the turn's files: what to say about it. */
text_id_t files_problem(const turn_t *t);

/* The turn is a voice message that nobody has written down, and in which
 * somebody speaks. */
bool     files_unheard(const turn_t *t);

/* Was it read, and is there something to say of it? */
bool     file_is_read(const json_t *file);

#endif
