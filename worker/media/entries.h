/*
 * entries - the files of an update, as core.admit wants them.
 */

#ifndef RELEVO_MEDIA_ENTRIES_H
#define RELEVO_MEDIA_ENTRIES_H

#include <jansson.h>
#include <stdbool.h>

/* Gives each of "media" its deadline_ms; takes the member out where it does
 * not belong: no message, no list, nothing in it. */
void media_entries(json_t *update);

#endif
