/* cache - see cache.h.  A table of chains and one list by time of use. */

#include "worker/answer/cache.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/nlu/fold.h"

#define CHAINS         8192             /* a power of two */
#define QUESTION_MAX   200              /* bytes; longer: not asked twice */
#define DIGITS_MAX     3                /* "24 hours"; more may be an id */

typedef struct entry_s  entry_t;

struct entry_s {
    cache_key_t   key;
    entry_t      *chain;
    entry_t      *older, *newer;        /* by use */
    uint64_t      until_ms;
    size_t        len;
    uint8_t       value[];
};

static entry_t  *chains[CHAINS];
static entry_t  *oldest, *newest;
static size_t    used, entries;


bool
cache_may(slice_t question)
{
    unsigned  digits = 0;

    if (question.len == 0 || question.len > QUESTION_MAX) {
        return false;
    }

    for (size_t i = 0; i < question.len; i++) {
        uint8_t  c = question.data[i];

        digits = c >= '0' && c <= '9' ? digits + 1 : digits;
        if (digits > DIGITS_MAX || c == '@') {
            return false;
        }
    }

    return true;
}


/* Words, folded, a blank between; what is between words says nothing here. */

static void
question_add(EVP_MD_CTX *digest, slice_t question)
{
    fold_t  fold;

    fold_text(question, &fold);

    for (unsigned i = 0; i < fold.n; i++) {
        (void) EVP_DigestUpdate(digest, fold_bytes(&fold, &fold.word[i]),
                                fold.word[i].len);
        (void) EVP_DigestUpdate(digest, " ", 1);
    }

    if (fold.n == 0 || fold.truncated) {
        (void) EVP_DigestUpdate(digest, question.data, question.len);
    }
}


void
cache_key(const cache_of_t *of, cache_key_t *ret_key)
{
    EVP_MD_CTX  *digest = EVP_MD_CTX_new();
    char         head[256];
    int          n;

    /* no text of anybody's is in the head: it cannot be cut by a length */

    n = snprintf(head, sizeof(head), "%s %s %lld %s ", of->tenant,
                 of->language, (long long) of->knowledge, of->prompt);

    if (digest == NULL || n < 0 || (size_t) n >= sizeof(head)
        || EVP_DigestInit_ex(digest, EVP_sha256(), NULL) != 1)
    {
        abort();
    }

    (void) EVP_DigestUpdate(digest, head, (size_t) n);
    question_add(digest, of->question);
    (void) EVP_DigestFinal_ex(digest, ret_key->bytes, NULL);
    EVP_MD_CTX_free(digest);
}


static entry_t **
chain_of(const cache_key_t *key)
{
    uint32_t  n;

    memcpy(&n, key->bytes, sizeof(n));

    return &chains[n & (CHAINS - 1)];
}


static entry_t **
entry_find(const cache_key_t *key)
{
    entry_t  **link = chain_of(key);

    while (*link != NULL
           && memcmp(&(*link)->key, key, sizeof(cache_key_t)) != 0)
    {
        link = &(*link)->chain;
    }

    return link;
}


static void
use_unlink(entry_t *e)
{
    *(e->older != NULL ? &e->older->newer : &oldest) = e->newer;
    *(e->newer != NULL ? &e->newer->older : &newest) = e->older;
}


static void
use_newest(entry_t *e)
{
    e->older = newest;
    e->newer = NULL;
    *(newest != NULL ? &newest->newer : &oldest) = e;
    newest = e;
}


static void
count(void)
{
    stat_set(cache_entries, (int64_t) entries);
    stat_set(cache_used_bytes, (int64_t) used);
}


static void
entry_remove(entry_t **link)
{
    entry_t  *e = *link;

    *link = e->chain;
    use_unlink(e);
    used -= sizeof(entry_t) + e->len;
    entries--;
    free(e);
    count();
}


bool
cache_get(const cache_key_t *key, slice_t *ret_value)
{
    entry_t  **link = entry_find(key), *e = *link;

    if (e != NULL && e->until_ms <= now_ms()) {
        entry_remove(link);
        e = NULL;
    }

    if (e == NULL) {
        return false;
    }

    use_unlink(e);
    use_newest(e);
    *ret_value = slice_make(e->value, e->len);

    return true;
}


void
cache_put(const cache_key_t *key, slice_t value)
{
    size_t     max = (size_t) config_int("cache.bytes");
    uint64_t   ttl = (uint64_t) config_int("cache.ttl");
    entry_t  **link = entry_find(key), *e;

    if (*link != NULL) {
        entry_remove(link);
    }

    if (ttl == 0 || sizeof(entry_t) + value.len > max) {
        return;
    }

    while (used + sizeof(entry_t) + value.len > max) {
        entry_remove(entry_find(&oldest->key));
        stat_add(cache_evicted, 1);
    }

    e = malloc(sizeof(entry_t) + value.len);
    if (e == NULL) {
        return;                         /* then it is searched for again */
    }

    *e = (entry_t) { .key = *key, .until_ms = now_ms() + ttl,
                     .len = value.len };
    memcpy(e->value, value.data, value.len);

    link = chain_of(key);
    e->chain = *link;
    *link = e;
    use_newest(e);
    used += sizeof(entry_t) + value.len;
    entries++;
    count();
}


void
cache_release(void)
{
    while (oldest != NULL) {
        entry_remove(entry_find(&oldest->key));
    }
}
