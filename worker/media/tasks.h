/*
 * tasks - the phases of every task, for the table in tasks.c.
 */

#ifndef RELEVO_MEDIA_TASKS_H
#define RELEVO_MEDIA_TASKS_H

#include "worker/media/task.h"

/* A service that is asked has a limit of its own (perceive_request_t). */
#define PERCEIVE_STEP_MS  (15 * 60 * 1000u)
#define ACCOUNTS_MS       10000

/* The i-th of the table, NULL behind the last. */
const media_task_t *media_task_at(unsigned i);

extern const phase_t  task_validate[];  /* is it a kind we take, and small? */
extern const phase_t  task_decode[];    /* relevo-decode: text, codes, ... */
extern const phase_t  task_speech[];    /* sound -> words, where it can */
extern const phase_t  task_vision[];    /* labels, by a model that sees */
/* the cloud's own answers, or ours in their form */
extern const phase_t  task_labels[];
extern const phase_t  task_lines[];
extern const phase_t  task_blocks[];
extern const phase_t  task_expense[];

extern const phase_t  task_combine[];   /* analyses of a picture -> one */
extern const phase_t  task_format[];    /* text of a document, tidied */
extern const phase_t  task_attach[];    /* what stays, and enters context */
extern const phase_t  task_send[];      /* the turn hears of it: at the end */

#ifdef RELEVO_FAILPOINTS
extern const phase_t  task_test[];      /* does what its input says */
#endif

#endif
