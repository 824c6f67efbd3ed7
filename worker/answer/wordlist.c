/*
 * wordlist - see wordlist.h.
 *
 * The first time a list is asked its words are sorted by their first byte, so
 * that a word of a text is compared with a few of hundreds: a model's question
 * is all of it looked through for what gives orders.  Kept by the list's
 * address, which is why lists are constants.
 */

#include "worker/answer/wordlist.h"

#include <stdlib.h>

#define LISTS_MAX  128                  /* a power of two; beyond it: slowly */

typedef struct {
    uint16_t  at;                       /* in the list */
    uint16_t  len;                      /* with its star */
} entry_t;

typedef struct {
    const char  *list;
    entry_t     *entries;               /* by first byte */
    uint16_t     begin[257];            /* of those with that byte */
} sorted_t;

static sorted_t  *lists[LISTS_MAX];


/* p: a word of a list, len bytes with its star. */

static bool
word_fits(const char *p, size_t len, const fold_t *text, unsigned i)
{
    const word_t  *w = &text->word[i];
    bool           stem = len > 0 && p[len - 1] == '*';
    size_t         n = len - stem;

    return n > 0 && (stem ? w->len >= n : w->len == n)
           && memcmp(fold_bytes(text, w), p, n) == 0;
}


/* The word at or behind p; empty at the end. */

static const char *
word_next(const char *p, size_t *ret_len)
{
    p += strspn(p, " ");
    *ret_len = strcspn(p, " ");

    return p;
}


/* Counts, then places: first for how many, then for which. */

static void
sorted_fill(sorted_t *s)
{
    uint16_t  next[256];
    size_t    len;

    for (const char *p = word_next(s->list, &len); len > 0;
         p = word_next(p + len, &len))
    {
        s->begin[(uint8_t) *p + 1]++;
    }

    for (size_t c = 0; c < 256; c++) {
        s->begin[c + 1] += s->begin[c];
        next[c] = s->begin[c];
    }

    for (const char *p = word_next(s->list, &len); len > 0;
         p = word_next(p + len, &len))
    {
        s->entries[next[(uint8_t) *p]++] = (entry_t) {
            .at = (uint16_t) (p - s->list), .len = (uint16_t) len
        };
    }
}


/* NULL: it has to be walked; no memory, no place, or too long. */

static const sorted_t *
sorted_of(const char *list)
{
    size_t     k = ((uintptr_t) list >> 4) & (LISTS_MAX - 1), tries = 0;
    size_t     len;
    sorted_t  *s;

    while (lists[k] != NULL) {
        if (lists[k]->list == list) {
            return lists[k];
        }
        if (++tries == LISTS_MAX) {
            return NULL;
        }
        k = (k + 1) & (LISTS_MAX - 1);
    }

    len = strlen(list);
    s = len > UINT16_MAX ? NULL
        : calloc(1, sizeof(sorted_t) + (len / 2 + 1) * sizeof(entry_t));
    if (s == NULL) {
        return NULL;
    }

    s->list = list;
    s->entries = (entry_t *) (s + 1);
    sorted_fill(s);
    lists[k] = s;

    return s;
}


static bool
list_walk(const char *list, const fold_t *text, unsigned i)
{
    size_t  len;

    for (const char *p = word_next(list, &len); len > 0;
         p = word_next(p + len, &len))
    {
        if (word_fits(p, len, text, i)) {
            return true;
        }
    }

    return false;
}


bool
wordlist_has(const char *list, const fold_t *text, unsigned i)
{
    const sorted_t  *s = sorted_of(list);
    const word_t    *w = &text->word[i];
    uint8_t          c;

    if (s == NULL) {
        return list_walk(list, text, i);
    }

    c = w->len == 0 ? 0 : (uint8_t) *fold_bytes(text, w);

    for (unsigned k = s->begin[c]; k < s->begin[c + 1]; k++) {
        if (word_fits(list + s->entries[k].at, s->entries[k].len, text, i)) {
            return true;
        }
    }

    return false;
}


int
wordlist_find(const char *list, const fold_t *text, unsigned from,
    unsigned to)
{
    for (unsigned i = from; i < to && i < text->n; i++) {
        if (wordlist_has(list, text, i)) {
            return (int) i;
        }
    }

    return -1;
}


unsigned
wordlist_phrase(const char *phrase, const fold_t *text, unsigned i)
{
    unsigned  n = 0;

    while (*phrase != '\0') {
        size_t  len = strcspn(phrase, " ");

        if (len > 0) {
            if (i + n >= text->n || !word_fits(phrase, len, text, i + n)) {
                return 0;
            }
            n++;
        }

        phrase += len + (phrase[len] == ' ');
    }

    return n;
}
