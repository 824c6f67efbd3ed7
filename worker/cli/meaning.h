/*
 * meaning - vectors of questions, for a command: of the account that makes
 * them for the tenant, in the worker's own engine (provider_loop.h).
 */

#ifndef RELEVO_CLI_MEANING_H
#define RELEVO_CLI_MEANING_H

#include <stdbool.h>
#include <stdint.h>

#include "worker/providers/embed.h"

typedef struct {
    const char  *tenant;
    const char **texts;                 /* borrowed; none is empty */
    unsigned     n;
    uint64_t     total_ms;              /* of a request; 0: provider.total */

    char         label[EMBED_LABEL_MAX];        /* "": nobody makes vectors */
    char       **vectors;               /* n, as PostgreSQL reads them */
    char         why[256];              /* why they are not there, or "" */
} meaning_t;

/* Once per process.  False: no vectors, label and why say more. */
bool meaning_ask(meaning_t *m);
void meaning_release(meaning_t *m);

#endif
