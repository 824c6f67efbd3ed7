/*
 * embed - texts become vectors: what is asked of an embeddings service and
 * what it said.  Nothing of it is needed: without such an account, or without
 * pgvector in the database, knowledge is found by words alone.
 */

#ifndef RELEVO_PROVIDERS_EMBED_H
#define RELEVO_PROVIDERS_EMBED_H

#include "common/slice.h"
#include "worker/providers/model.h"

#define EMBED_TEXTS_MAX  64             /* of one request */
#define EMBED_DIMS_MAX   1536           /* of core.kb_vector; shorter: filled */
#define EMBED_LABEL_MAX  (MODEL_NAME_MAX + 16)

typedef struct {
    const slice_t   *texts;             /* UTF-8; none is empty */
    unsigned         n;                 /* <= EMBED_TEXTS_MAX */
    uint64_t         total_ms;          /* all tries; 0: provider.total */
} embed_request_t;

typedef struct {
    float           *values;            /* n x dims, in the asker's pool */
    unsigned         n, dims;
    model_failure_t  failure;
    char             account[64];       /* name of the provider's row */
    char             provider[16];
    char             model[MODEL_NAME_MAX];
    unsigned         tokens_in;         /* of all attempts */
    bool             estimated;         /* the service did not count */
    bool             priced;            /* cost_micros is known */
    int64_t          cost_micros;
    unsigned         ms;
} embed_reply_t;

/* The i-th vector as PostgreSQL reads it, "[0.1,-0.2]", NUL behind it; data
 * NULL: no memory. */
struct pool_s;
slice_t embed_text(struct pool_s *pool, const embed_reply_t *r, unsigned i);

#endif
