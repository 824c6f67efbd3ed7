/*
 * wake - a file is ready: the turn that waits for it hears of it.
 */

#ifndef RELEVO_MEDIA_WAKE_H
#define RELEVO_MEDIA_WAKE_H

/* Here, when the partition is ours; else by a wake in its stream, whose owner
 * calls waits_wake().  A hint: one that is lost costs MEDIA_LOOK_MS. */
void media_wake(int partition, const char *tenant, const char *conversation);

#endif
