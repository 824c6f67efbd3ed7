/*
 * publish - what nginx must know of the database: endpoints and accounts.
 *
 * Done by the owner of partition 0, see sql/migrations/0008_endpoints.sql.
 */

#ifndef RELEVO_PUBLISH_H
#define RELEVO_PUBLISH_H

void publish_start(void);
void publish_stop(void);
void publish_release(void);

/* A timer row of kind `publish` is due. */
void publish_due(void);

/* Redis is there (again), perhaps another one: is it all still there? */
void publish_check(void);

#endif
