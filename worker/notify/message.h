/*
 * message - what happened, in words: an outbox row in the route's language.
 *
 * The texts are config/texts (notify_*).  Names and numbers are put into them
 * once; what is missing is "-".  Pure: no I/O.
 */

#ifndef RELEVO_NOTIFY_MESSAGE_H
#define RELEVO_NOTIFY_MESSAGE_H

#include "worker/channels/channel.h"

typedef struct {
    const char  *language;
    const char  *headline;          /* one line */
    const char  *details;           /* lines; "" for none */
    const char  *brief;             /* for a phone: one or two lines */
    const char  *link;              /* where to go on; NULL: nowhere */
} message_t;

/* NULL: no memory.  Everything is the pool's. */
const message_t *message_new(const json_t *row,
    const channel_account_t *account, pool_t *pool);

/* A link below notify.public_url; NULL when there is none, or no memory. */
const char *message_link(pool_t *pool, const char *path, const char *token);

/* The bytes of s, at most max, not cut inside a character; with "..." behind
 * when something is missing. */
const char *message_cut(pool_t *pool, const char *s, size_t max);

#endif
