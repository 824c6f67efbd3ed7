/*
 * recent - what this process counted in the last minute.
 *
 * Counters only ever rise, so how fast is a difference: their values of the
 * last minute are kept, one set every ten seconds.
 */

#ifndef RELEVO_RECENT_H
#define RELEVO_RECENT_H

/* Once a second; keeps a set when it is time. */
void recent_tick(void);

/* ",\"recent|of=turns_ok\":3,...,\"recent_replies|le=0.050\":1,..." into buf;
 * returns its length, 0 when it does not fit. */
int  recent_json(char *buf, int len);

#endif
