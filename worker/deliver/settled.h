/*
 * settled - attempts whose outcome has been recorded, remembered for a while.
 *
 * An answer of the database is a picture of the past: one taken before our
 * "sent" was committed may still say inflight when it arrives after.  A row
 * is sent only when its attempt is newer than the last one settled here.
 *
 * Two generations of a hash set; the older one is dropped every half
 * SETTLED_MS.  A picture is never older than a database call's deadline.
 */

#ifndef RELEVO_DELIVER_SETTLED_H
#define RELEVO_DELIVER_SETTLED_H

#include <stdbool.h>
#include <stdint.h>

#define SETTLED_MS  120000

typedef struct settled_s settled_t;

settled_t *settled_new(void);
void       settled_free(settled_t *s);                  /* NULL-safe */

/* False when out of memory: the caller must not go on without it. */
bool       settled_add(settled_t *s, const char *id, int attempt,
               uint64_t now_ms);

/* Highest attempt settled for that row; 0 = none known. */
int        settled_attempt(settled_t *s, const char *id, uint64_t now_ms);

#endif
