/*
 * archive - `relevo archive run`, every archive.interval, as a child of the
 * owner of partition 0.
 */

#ifndef RELEVO_ARCHIVE_H
#define RELEVO_ARCHIVE_H

#define ARCHIVE_MARK  ".archive"        /* in media.spool: when it last ran */

/* Begins one when it is time; called by housekeeping. */
void archive_look(void);

/* The worker ends; the child goes on by itself. */
void archive_stop(void);

#endif
