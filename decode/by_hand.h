/*
 * by_hand - relevo-decode FILE...: for a person, the same way.
 */

#ifndef RELEVO_DECODE_BY_HAND_H
#define RELEVO_DECODE_BY_HAND_H

#include <jansson.h>
#include <stdbool.h>

typedef struct {
    char       **files;             /* NULL ends */
    const char  *attachments;       /* a folder, or NULL */
    bool         usage;             /* --usage: memory of the parent, too */
    bool         compact;           /* --json: one line */
    json_t      *request;           /* as in common/decoded.h */
} by_hand_t;

/* One option of main.c's table; false: its value is none. */
bool by_hand_option(by_hand_t *hand, int option, const char *value);

/* An exit status: the largest. */
int by_hand(const by_hand_t *hand);

#endif
