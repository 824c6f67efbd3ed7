/*
 * media - the actions of `relevo media`, one function each.
 */

#ifndef RELEVO_CLI_MEDIA_H
#define RELEVO_CLI_MEDIA_H

#include "worker/cli/cli.h"

int media_list(args_t *args);           /* media_jobs.c */
int media_show(args_t *args);
int media_retry(args_t *args);
int media_workflow(args_t *args);       /* media_workflow.c */
int media_decode(args_t *args);         /* media_decode.c */
int media_gc(args_t *args);             /* media_gc.c */
int media_verify(args_t *args);         /* media_verify.c */
int media_put(args_t *args);            /* media_object.c */
int media_get(args_t *args);
int media_url(args_t *args);

#endif
