/*
 * utf8 - text of strangers made fit for JSON and PostgreSQL.
 */

#ifndef RELEVO_DECODE_UTF8_H
#define RELEVO_DECODE_UTF8_H

#include "common/slice.h"

/*
 * A copy with every malformed byte and every control character except tab
 * and newline replaced (NUL and the like by a space; CR LF by LF), cut at a
 * character so that it has at most max bytes.  malloc'ed, NUL behind it;
 * NULL: no memory.
 */
char *utf8_clean(slice_t text, size_t max, size_t *ret_len, bool *ret_cut);

#endif
