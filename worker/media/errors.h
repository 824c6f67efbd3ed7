/*
 * errors - what a workflow's error means for a file: its state and the code
 * that stays in core.media.
 */

#ifndef RELEVO_MEDIA_ERRORS_H
#define RELEVO_MEDIA_ERRORS_H

#include <stdbool.h>

typedef struct {
    const char  *name;                  /* of the error, in a definition */
    const char  *code;                  /* of core.media.error */
    const char  *state;                 /* failed, unsupported */
    bool         final;                 /* repeating cannot change it */
} media_error_t;

/* Never NULL: what is not in the table is "failed". */
const media_error_t *media_error(const char *name);

/* A decoder's code ("too_many_pages") -> the name of an error. */
const char *media_error_of_code(const char *code);

#endif
