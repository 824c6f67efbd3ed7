/*
 * self - `relevo WORDS` as a child of the worker, with the worker's own
 * configuration: long work that is a command as well.
 */

#ifndef RELEVO_SELF_H
#define RELEVO_SELF_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Is it time again?  Then the file `mark` in media.spool says now.  Its first
 * time ever only begins the interval (ms; 0: never), so that nothing happens
 * to whoever tries Relevo for a minute.  event: of the log, when the folder
 * cannot be written.
 */
bool self_is_due(const char *mark, int64_t interval, const char *event);

/*
 * Begins; words end with NULL.  done is called once, on the loop, with the
 * exit status, -1 for a signal; not at all when this returns false with a
 * reason, which is static.
 */
bool self_run(const char *const *words, void (*done)(int status),
              const char **ret_why);

/* The worker ends: children go on by themselves, nobody is told any more. */
void self_stop(void);

#endif
