/*
 * live - events for browsers, on their way to the stream relevo:live.
 */

#ifndef RELEVO_LIVE_H
#define RELEVO_LIVE_H

/* Tells everyone to fetch again: events of a former owner may be lost.
 * Coalesced; goes out before any later event. */
void live_reset(const char *why);

void live_up(void);             /* worker.redis is up: send what waits */
void live_release(void);

#endif
