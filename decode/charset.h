/*
 * charset - text in any encoding to UTF-8.
 *
 * In this order: a byte order mark, what the document itself names, valid
 * UTF-8, zero bytes where UTF-16 has them, what libmagic said, and last
 * Windows-1252, in which everything is a text.
 *
 * iconv reads its tables from files, which a locked-in child cannot: the
 * parent opens the usual ones in charset_warm(), and the child uses those.
 */

#ifndef RELEVO_DECODE_CHARSET_H
#define RELEVO_DECODE_CHARSET_H

#include <stdbool.h>

#include "common/slice.h"

/* Before any fork; again does nothing. */
void charset_warm(void);

/* A name that iconv or a document uses; NULL when none of ours. */
const char *charset_known(const char *name, size_t len);

/*
 * The encoding of a text; named: what the document says, or NULL.  *ret_bom:
 * bytes in front that are not text.
 */
const char *charset_of(slice_t text, const char *named, size_t *ret_bom);

/*
 * In UTF-8, at most max bytes of it (cut after a whole character); malloc'd
 * with a NUL behind it, NULL: no memory.  What cannot be read is U+FFFD.
 */
char *charset_utf8(const char *charset, slice_t text, size_t max,
         size_t *ret_len);

/* Zero bytes where UTF-16 has them: a text, though libmagic sees none. */
bool charset_is_utf16(slice_t text);

#endif
