/*
 * result - making and writing out what decode.h lets a handler add to.
 *
 * Attachments are written as they come, the JSON behind them, the header last
 * (common/decoded.h).  A result without an output (of a part of a file)
 * refuses attachments.
 */

#ifndef RELEVO_DECODE_RESULT_H
#define RELEVO_DECODE_RESULT_H

#include "decode/decode.h"

/* fd: the memfd, or -1.  NULL: no memory. */
decode_result_t *result_new(int fd, const char *mime);

void result_free(decode_result_t *r);

/* Sets what is missing ("text", "confidence", "error": null, ...) and error,
 * if it is not NULL.  Before result_write(). */
void result_finish(decode_result_t *r, const char *error);

/* False: it could not be written. */
bool result_write(decode_result_t *r);

#endif
