/*
 * answer - everything understand, decide and reply need, made ready.
 */

#ifndef RELEVO_ANSWER_H
#define RELEVO_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Compiles the lexicons and loads the texts of texts.dir; call it before the
 * worker forks, so that a missing text starts nothing.  False with one
 * sentence in err.  Calling it again does nothing.
 */
bool answer_init(char *err, size_t err_len);
void answer_release(void);

#endif
