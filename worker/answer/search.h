/*
 * search - one search of a tenant's knowledge, as an op of a job.
 *
 * At most search.concurrency of them are under way in a child; the others
 * wait in order, up to search.queue, beyond which the op settles RC_RETRY.
 * What is impersonal comes out of the cache when it is there, also when it
 * was put there while this one waited.
 *
 * With a vector of the question it is searched by meaning, too: that is another
 * answer, and another place in the cache.
 *
 * The body is core.search's: {"hits": [...], "products": [...], "topics":
 * [...], "knowledge": n}; best hit first.
 */

#ifndef RELEVO_ANSWER_SEARCH_H
#define RELEVO_ANSWER_SEARCH_H

#include "worker/answer/cache.h"
#include "worker/engine/job.h"

typedef struct {
    const char  *tenant;
    const char  *language;              /* of the customer */
    slice_t      question;
    int64_t      knowledge;             /* tenant's version, for the cache */
    bool         impersonal;            /* may come from and go to the cache */
    const char  *label;                 /* of vector; "": by words alone */
    slice_t      vector;                /* NUL behind it, or empty */
} search_t;

/* True: ret_body is the answer, in the job's pool, and no op was made. */
bool  search_cached(job_t *j, const search_t *what, slice_t *ret_body);

/* The op settles with body, RC_RETRY or RC_REJECT. */
op_t *search_call(job_t *j, const search_t *what);

#endif
