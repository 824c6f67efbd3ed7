/*
 * provider - what the files of `relevo provider` share.
 *
 *   provider.c        the actions, list, help
 *   provider_set.c    add, set, remove: accounts, their keys and settings
 *   provider_route.c  route, budget
 *   provider_test.c   test: one question, through the worker's own engine
 *   provider_sense.c  ... about sound or a picture
 */

#ifndef RELEVO_CLI_PROVIDER_H
#define RELEVO_CLI_PROVIDER_H

#include "worker/cli/cli.h"
#include "worker/engine/job.h"
#include "worker/providers/perceive.h"

/* --tenant SLUG, else the operator's tenant, whose accounts are for all;
 * false, told. */
bool  provider_tenant(PGconn *pg, args_t *args, char ret_tenant[37]);

int   provider_add(PGconn *pg, args_t *args);
int   provider_set(PGconn *pg, args_t *args);
int   provider_remove(PGconn *pg, args_t *args);
int   provider_route(PGconn *pg, args_t *args);
int   provider_budget(PGconn *pg, args_t *args);
int   provider_test(PGconn *pg, args_t *args);

/* What an account that hears or sees is asked. */
typedef struct {
    bool                on;
    bool                sees;           /* a chat account: image, not request */
    perceive_request_t  request;
    model_image_t       image;
    slice_t             bytes;          /* of the file; malloc'ed */
} sense_t;

/* --sense WORD [--file FILE]; false, told. */
bool    sense_read(args_t *args, const char *language, sense_t *ret);
json_t *sense_json(rc_t rc, const char *error, const perceive_reply_t *r);
void    sense_release(sense_t *sense);

/* Micros as "12.500000" without the last zeros. */
const char *micros_text(int64_t micros, char buf[32]);

#endif
