/*
 * pattern - see pattern.h.  Matching: greedy with backtracking over the short
 * element lists, begun only where a word can begin a pattern.
 */

#include "worker/decide/pattern_own.h"

#include <stdlib.h>

#define NEGATION_REACH  5               /* words between "no" and the hit */
#define BLOCKS_MAX      24
#define NO_MATCH        (-1)

/* What one word of the text is, in terms of the compiled set. */
typedef struct {
    const entry_t  *key[WORD_KEYS];
    unsigned        n;
    maybe_t         has;                /* symbols of all keys */
} known_t;

typedef struct {
    const patterns_t  *p;
    const fold_t      *text;
    known_t            word[FOLD_WORDS_MAX];
} reading_t;


uint32_t
patterns_version(const patterns_t *p)
{
    return p->version;
}


unsigned
patterns_packs(const patterns_t *p)
{
    return p->npacks;
}


unsigned
patterns_count(const patterns_t *p)
{
    return p->npatterns;
}


int
patterns_pack(const patterns_t *p, const char *name)
{
    for (unsigned i = 0; i < p->npacks; i++) {
        if (strcmp(p->packs[i], name) == 0) {
            return (int) i;
        }
    }

    return -1;
}


const char *
patterns_pack_name(const patterns_t *p, unsigned pack)
{
    return p->packs[pack];
}


static void
known_add(known_t *k, const entry_t *e)
{
    if (e == NULL || k->n == WORD_KEYS) {
        return;
    }

    k->key[k->n++] = e;
    for (unsigned i = 0; i < sizeof(e->has.bits) / sizeof(e->has.bits[0]); i++)
    {
        k->has.bits[i] |= e->has.bits[i];
    }
}


/* The stems it begins with, the longest first. */

static void
stems_know(const patterns_t *p, const char *s, size_t len, known_t *k)
{
    char      stem[STEM_MAX + 1];
    uint32_t  hash[STEM_MAX + 1] = { PATTERN_SEED };

    len = len < STEM_MAX ? len : STEM_MAX;
    memcpy(stem, s, len);
    for (size_t i = 0; i < len; i++) {
        hash[i + 1] = pattern_step(hash[i], s[i]);
    }

    for (; len >= STEM_MIN; len--) {
        stem[len] = '*';
        known_add(k, pattern_entry(p, stem, len + 1,
                                   pattern_step(hash[len], '*')));
    }
}


/* Its own entry, "#" of digits, and the longest stems it begins with. */

static void
word_know(const patterns_t *p, const fold_t *text, unsigned i, known_t *k)
{
    const word_t  *w = &text->word[i];
    const char    *s = fold_bytes(text, w);
    uint32_t       h = PATTERN_SEED;

    for (unsigned c = 0; c < w->len; c++) {
        h = pattern_step(h, s[c]);
    }

    k->n = 0;
    k->has = (maybe_t) { 0 };
    known_add(k, pattern_entry(p, s, w->len, h));

    if (w->kind == WORD_DIGITS) {
        known_add(k, pattern_entry(p, "#", 1,
                                   pattern_step(PATTERN_SEED, '#')));
    } else {
        stems_know(p, s, w->len, k);
    }
}


static bool
ids_have(const ids_t *ids, uint16_t id)
{
    unsigned  low = 0, high = ids->n;

    while (low < high) {
        unsigned  mid = (low + high) / 2;

        if (ids->at[mid] == id) {
            return true;
        }
        if (ids->at[mid] < id) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }

    return false;
}


static bool
word_is(const reading_t *r, unsigned i, uint16_t symbol)
{
    const known_t  *k = &r->word[i];

    if (!maybe_has(&k->has, symbol)) {
        return false;
    }

    for (unsigned e = 0; e < k->n; e++) {
        if (ids_have(&k->key[e]->symbols, symbol)) {
            return true;
        }
    }

    return false;
}


/* Can word i follow inside a phrase that begins at `from`? */

static bool
word_follows(const reading_t *r, unsigned i, unsigned from)
{
    return i < r->text->n
           && (i == from || r->text->word[i].gap < GAP_SENTENCE);
}


/* The end of the match of n elements at word i, or NO_MATCH. */

static int
match(const reading_t *r, const element_t *e, unsigned n, unsigned i,
    unsigned from)
{
    const word_t  *word = r->text->word;
    bool           here = word_follows(r, i, from);
    int            end = NO_MATCH;

    if (n == 0) {
        return (int) i;
    }

    switch ((element_form_t) e->form) {

    case ELEMENT_BEGIN:
        return i == 0 || (i < r->text->n && word[i].gap >= GAP_CLAUSE)
               ? match(r, e + 1, n - 1, i, from) : NO_MATCH;

    case ELEMENT_END:
        return i == r->text->n || word[i].gap >= GAP_CLAUSE
               || word[i].kind == WORD_EMOJI
               ? match(r, e + 1, n - 1, i, from) : NO_MATCH;

    case ELEMENT_WORD:
        return here && word_is(r, i, e->symbol)
               ? match(r, e + 1, n - 1, i + 1, from) : NO_MATCH;

    case ELEMENT_NOT:
        return here && !word_is(r, i, e->symbol)
               ? match(r, e + 1, n - 1, i + 1, from) : NO_MATCH;

    case ELEMENT_OPTIONAL:
        if (here && word_is(r, i, e->symbol)) {
            end = match(r, e + 1, n - 1, i + 1, from);
        }
        return end != NO_MATCH ? end : match(r, e + 1, n - 1, i, from);

    case ELEMENT_GAP: case ELEMENT_NEAR:
        for (unsigned k = 0; k <= e->symbol; k++) {
            if (e->form == ELEMENT_NEAR && i + k < r->text->n
                && word[i + k].gap >= GAP_CLAUSE)
            {
                break;
            }
            end = match(r, e + 1, n - 1, i + k, from);
            if (end != NO_MATCH || !word_follows(r, i + k, from)) {
                break;
            }
        }
        return end;
    }

    return NO_MATCH;
}


/* "no" in the hit's language before it, with only little words between. */

static bool
is_negated(const reading_t *r, const pattern_t *t, unsigned from)
{
    uint16_t  no = r->p->negator[t->language];
    uint16_t  fill = r->p->negfill[t->language];

    for (unsigned k = 0; k <= NEGATION_REACH && from > 0 && no != 0; k++) {
        if (r->text->word[from].gap >= GAP_CLAUSE) {
            return false;
        }

        from--;
        if (word_is(r, from, no)) {
            return true;
        }
        if (!word_is(r, from, fill)) {
            return false;
        }
    }

    return false;
}


typedef struct {
    pattern_hit_t  *hits;
    unsigned        n, max;
    struct { uint16_t from, to; uint64_t packs; } block[BLOCKS_MAX];
    unsigned        nblocks;
} found_t;


/* One of a pack and place is enough; the longer one stays. */

static void
hit_add(found_t *f, const pattern_hit_t *hit)
{
    for (unsigned i = 0; i < f->n; i++) {
        pattern_hit_t  *h = &f->hits[i];

        if (h->pack == hit->pack && h->from < hit->to && hit->from < h->to
            && h->negated == hit->negated)
        {
            if (hit->to - hit->from > h->to - h->from) {
                *h = *hit;
            }
            return;
        }
    }

    if (f->n < f->max) {
        f->hits[f->n++] = *hit;
    }
}


static void
pattern_try(const reading_t *r, const pattern_t *t, unsigned i, found_t *f)
{
    int  end = match(r, &r->p->elements[t->first], t->n, i, i);

    if (end == NO_MATCH || (unsigned) end == i) {
        return;
    }

    if (t->is_block) {
        if (f->nblocks < BLOCKS_MAX) {
            f->block[f->nblocks].from = (uint16_t) i;
            f->block[f->nblocks].to = (uint16_t) end;
            f->block[f->nblocks++].packs = t->blocks;
        }
    }

    hit_add(f, &(pattern_hit_t) {
        .pack = t->pack, .language = t->language, .line = t->line,
        .from = (uint16_t) i, .to = (uint16_t) end,
        .negated = !t->own_no && !t->is_block && is_negated(r, t, i)
    });
}


/* Takes out the hits that an innocent phrase overlaps. */

static unsigned
hits_unblock(found_t *f)
{
    unsigned  kept = 0;

    for (unsigned i = 0; i < f->n; i++) {
        const pattern_hit_t  *h = &f->hits[i];
        bool                  blocked = false;

        for (unsigned b = 0; b < f->nblocks && h->pack != PACK_INNOCENT; b++) {
            blocked |= f->block[b].from < h->to && h->from < f->block[b].to
                       && (f->block[b].packs & 1ull << h->pack) != 0;
        }

        if (!blocked) {
            f->hits[kept++] = *h;
        }
    }

    return kept;
}


unsigned
patterns_match(const patterns_t *p, const fold_t *text, unsigned languages,
    pattern_hit_t *hits, unsigned max)
{
    reading_t  r = { .p = p, .text = text };
    found_t    f = { .hits = hits, .max = max };

    for (unsigned i = 0; i < text->n; i++) {
        word_know(p, text, i, &r.word[i]);
    }

    for (unsigned i = 0; i < text->n; i++) {
        const known_t  *k = &r.word[i];

        for (unsigned e = 0; e < k->n; e++) {
            const ids_t  *begins = &k->key[e]->begins;

            for (unsigned b = 0; b < begins->n; b++) {
                const pattern_t  *t = &p->patterns[begins->at[b]];

                if ((languages & 1u << t->language) != 0) {
                    pattern_try(&r, t, i, &f);
                }
            }
        }
    }

    return hits_unblock(&f);
}


bool
patterns_negated(const patterns_t *p, const fold_t *text, unsigned languages,
    unsigned at)
{
    reading_t  r = { .p = p, .text = text };
    bool       negated = false;

    for (unsigned i = 0; i < at; i++) {
        word_know(p, text, i, &r.word[i]);
    }

    for (unsigned l = 0; l < LANGUAGES; l++) {
        negated |= (languages & 1u << l) != 0
                   && is_negated(&r, &(pattern_t) { .language = (uint8_t) l },
                                 at);
    }

    return negated;
}
