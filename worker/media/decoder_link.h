/*
 * decoder_link - the process relevo-decode and the socket to it.  Private to
 * decoder.c.
 *
 * DOWN -> STARTING (spawned, loads its models) -> READY -> DOWN (it died, or
 * was killed because it did not answer), and again after a growing pause.
 */

#ifndef RELEVO_DECODER_LINK_H
#define RELEVO_DECODER_LINK_H

#include <stdbool.h>

#include "common/decoded.h"
#include "common/slice.h"

typedef struct {
    void  (*ready)(void);                           /* requests are taken */
    void  (*reply)(const decoded_reply_t *reply);   /* never DECODED_READY */
    void  (*gone)(void);                            /* no reply will come */
} decoder_hooks_t;

/* Again: nothing. */
void decoder_link_start(const decoder_hooks_t *hooks);
void decoder_link_release(void);

bool decoder_link_is_ready(void);
bool decoder_link_is_hopeless(void);    /* failed to start, several times */

/* fds: two, or NULL.  False: the socket is full, or it is gone. */
bool decoder_link_send(slice_t packet, const int *fds);

/* Because it does not answer. */
void decoder_link_kill(void);

#endif
