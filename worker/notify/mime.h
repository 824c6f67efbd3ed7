/*
 * mime - a mail as bytes: headers of one line each, text in UTF-8 as
 * quoted-printable, lines that end with CR LF.
 *
 * What comes from outside cannot make a header of its own: control
 * characters become blanks, everything beyond ASCII an encoded word
 * (RFC 2047).  Pure: no I/O.
 */

#ifndef RELEVO_NOTIFY_MIME_H
#define RELEVO_NOTIFY_MIME_H

#include "worker/engine/pool.h"

typedef struct {
    const char  *from;              /* "Name <address>" or an address */
    const char  *to;                /* an address */
    const char  *subject;
    const char  *text;              /* lines, LF */
    const char  *id;                /* of Message-ID, left of the @ */
    const char  *leave;             /* URL to unsubscribe, or NULL */
    bool         urgent;
    int64_t      at;                /* Unix seconds */
} mime_t;

/* Empty: no memory. */
slice_t     mime_write(pool_t *pool, const mime_t *mail);

/* The address of "Name <address>"; NULL: there is none. */
const char *mime_address(pool_t *pool, const char *from);

/* text as a header may hold it; NULL: no memory. */
const char *mime_words(pool_t *pool, const char *text);

#endif
