/*
 * cache - answers that may be given to anyone, kept in the child's memory.
 *
 * A key is the digest of tenant, language, version of the tenant's knowledge,
 * version of the prompt ("" without a model) and the question, normalised:
 * its words in lower case without accents.  A change of knowledge or prompt
 * is another key, so nothing has to be found and removed.  Entries live for
 * cache.ttl; beyond cache.bytes the least recently used one goes.
 *
 * Only impersonal answers may be put here: cache_may() judges the question,
 * the caller that no profile, no tool and no slot took part.
 */

#ifndef RELEVO_ANSWER_CACHE_H
#define RELEVO_ANSWER_CACHE_H

#include "common/slice.h"

typedef struct {
    uint8_t      bytes[32];
} cache_key_t;

typedef struct {
    const char  *tenant, *language;
    int64_t      knowledge;             /* tenant's version */
    const char  *prompt;                /* its version; "": no model */
    slice_t      question;
} cache_of_t;

/* May an answer to it be kept?  Not when it names a number, an address or
 * something else that can be someone's own, nor when it is long. */
bool cache_may(slice_t question);

void cache_key(const cache_of_t *of, cache_key_t *ret_key);

/* ret_value is borrowed until the next call of any of these.  Who asks counts
 * cache_hits and cache_misses, once per answer. */
bool cache_get(const cache_key_t *key, slice_t *ret_value);
void cache_put(const cache_key_t *key, slice_t value);
void cache_release(void);

#endif
