/*
 * resume - an account has a new token or new settings: what waited for it
 * tries now.
 *
 * core.account_set leaves a timer of kind `resume` for each partition that
 * has rows waiting; its owner finds it by the sweep.
 */

#ifndef RELEVO_RESUME_H
#define RELEVO_RESUME_H

#include <jansson.h>

/* A timer row of kind `resume` is due. */
void resume_due(const json_t *timer);

#endif
