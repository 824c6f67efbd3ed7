/*
 * archive - `relevo archive run`, every archive.interval, as a child of the
 * owner of partition 0.
 */

#ifndef RELEVO_ARCHIVE_H
#define RELEVO_ARCHIVE_H

#define ARCHIVE_MARK  ".archive"        /* in media.spool: when it last ran */

#include <stdbool.h>

/* Is an object store configured?  Whether it works shows in its use. */
bool archive_has_store(void);

/* Begins one when it is time; called by housekeeping.  Without a store
 * nothing is begun, which is said once. */
void archive_look(void);

#endif
