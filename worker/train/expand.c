/*
 * expand - see expand.h.
 */

#include "worker/train/expand.h"

#include <stdint.h>
#include <string.h>

#define OPTIONS_MAX  32

/* A run of text with one option, or the alternatives of one pair of braces */
typedef struct {
    const char  *option[OPTIONS_MAX];
    size_t       len[OPTIONS_MAX];
    unsigned     n;
} slot_t;

typedef struct {
    slot_t    slot[2 * EXPAND_SLOTS + 1];
    unsigned  n;
} template_t;


static bool
slot_add(template_t *t, const char *s, size_t len)
{
    slot_t  *slot = &t->slot[t->n++];

    slot->option[0] = s;
    slot->len[0] = len;
    slot->n = 1;

    return true;
}


/* The alternatives between s and end; false: too many, or a brace. */

static bool
slot_split(template_t *t, const char *s, const char *end)
{
    slot_t  *slot = &t->slot[t->n++];

    slot->n = 0;
    for (;;) {
        size_t  len = strcspn(s, "|{}");

        if (slot->n == OPTIONS_MAX) {
            return false;
        }

        slot->option[slot->n] = s;
        slot->len[slot->n++] = len;
        s += len;

        if (s == end) {
            return true;
        }

        if (*s != '|') {
            return false;
        }
        s++;
    }
}


static bool
template_parse(const char *s, template_t *t)
{
    t->n = 0;

    for (;;) {
        size_t       len = strcspn(s, "{}");
        const char  *close;

        slot_add(t, s, len);
        s += len;
        if (*s == '\0') {
            return true;
        }

        close = strchr(s, '}');
        if (*s == '}' || close == NULL || t->n + 2 > 2 * EXPAND_SLOTS
            || !slot_split(t, s + 1, close))
        {
            return false;
        }
        s = close + 1;
    }
}


/* Two blanks become one; blanks at the ends go: optionals leave them. */

static void
blanks_squeeze(char *s)
{
    char  *to = s;

    for (const char *p = s; *p != '\0'; p++) {
        if (*p == ' ' && (to == s || to[-1] == ' ')) {
            continue;
        }
        *to++ = *p;
    }

    while (to > s && to[-1] == ' ') {
        to--;
    }
    *to = '\0';
}


/*
 * Sentence i: all of them when they fit, counted in mixed radix; else every
 * slot walks through its options at its own pace.
 */

static bool
sentence_make(const template_t *t, unsigned i, bool all, char *to)
{
    size_t    used = 0;
    unsigned  rest = i;

    for (unsigned s = 0; s < t->n; s++) {
        const slot_t  *slot = &t->slot[s];
        unsigned       k = all ? rest % slot->n
                               : (i + i / slot->n * (s + 1)) % slot->n;

        rest /= slot->n;
        if (used + slot->len[k] >= EXPAND_TEXT_MAX) {
            return false;
        }

        memcpy(to + used, slot->option[k], slot->len[k]);
        used += slot->len[k];
    }

    to[used] = '\0';
    blanks_squeeze(to);
    return true;
}


bool
expand(const char *text, unsigned cap, expanded_t *ret)
{
    template_t  t;
    uint64_t    total = 1;
    unsigned    n;

    ret->n = 0;
    if (!template_parse(text, &t)) {
        return false;
    }

    for (unsigned s = 0; s < t.n && total < EXPAND_MAX * 64; s++) {
        total *= t.slot[s].n;
    }

    cap = cap < EXPAND_MAX ? cap : EXPAND_MAX;
    n = total < cap ? (unsigned) total : cap;

    for (unsigned i = 0; i < n; i++) {
        if (!sentence_make(&t, i, total <= cap, ret->text[ret->n])) {
            return false;
        }
        ret->n += ret->text[ret->n][0] != '\0';
    }

    return true;
}
