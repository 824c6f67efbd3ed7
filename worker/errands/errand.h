/*
 * errand - one task of the API (core.task), claimed by this process.
 *
 * A kind is a row of the table in errands.c and a file that does it: start()
 * makes sure that errand_done() or errand_drop() is called once, now or
 * later.  An errand that is dropped is due again when its lease is over.
 */

#ifndef RELEVO_ERRAND_H
#define RELEVO_ERRAND_H

#include <jansson.h>

#include "worker/owner.h"

typedef struct errand_s  errand_t;

struct errand_s {
    char          tenant[37];
    char          id[37];               /* of the task */
    char          timer[37];            /* and of its timer: the lease */
    partition_t  *part;
    json_t       *claim;                /* kind, input, tenant, ... */
    bool          ending;               /* its result is being written */
    errand_t     *next;
};

/* What it was asked, and who asked; borrowed from the claim. */
const json_t *errand_input(const errand_t *e);
const json_t *errand_tenant(const errand_t *e);

/* The end: a result (taken), or NULL and a sentence of what went wrong. */
void errand_done(errand_t *e, json_t *result, const char *error);
void errand_drop(errand_t *e, const char *why);

/* The kinds. */
void errand_preview(errand_t *e);       /* errand_pasted.c */
void errand_told(errand_t *e);
void errand_draft(errand_t *e);         /* errand_draft.c */
void errand_prompt(errand_t *e);        /* errand_prompt.c */
void errand_train(errand_t *e);         /* errand_command.c */
void errand_model_use(errand_t *e);
void errand_channel_test(errand_t *e);
void errand_channel_register(errand_t *e);
void errand_templates(errand_t *e);
void errand_letter(errand_t *e);
void errand_embed(errand_t *e);         /* errand_embed.c */

/* One of the five: what was asked for, else the tenant's; else English. */
const char *errand_language(const json_t *input, const json_t *tenant);

/* Is this process about to end?  Then nothing new is begun. */
bool errands_are_stopped(void);

/* Commands under way are ended; their errands are another process's. */
void errand_commands_stop(void);

#endif
