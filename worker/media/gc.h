/*
 * gc - once every media.gc_interval `relevo media gc` is run, as a process of
 * its own: it lists the whole object store, which is no work for a child that
 * answers people.
 *
 * When it was last begun is the time of a file in media.spool (GC_MARK), so a
 * worker that is restarted every day cleans up all the same.
 */

#ifndef RELEVO_MEDIA_GC_H
#define RELEVO_MEDIA_GC_H

#define GC_MARK  ".gc"

/* One look, by the owner of partition 0; nobody waits for it. */
void media_gc_look(void);

#endif
