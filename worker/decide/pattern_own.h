/*
 * pattern_own - the compiled form, shared by pattern_load.c and pattern.c.
 *
 * A word of a text has at most WORD_KEYS entries: its own and those of the
 * stems it begins with.  An entry lists, sorted, the symbols (sets of
 * alternatives) it belongs to and the patterns it can begin.
 */

#ifndef RELEVO_PATTERN_OWN_H
#define RELEVO_PATTERN_OWN_H

#include "worker/decide/pattern.h"
#include "worker/nlu/lexicon.h"

#define WORD_KEYS   6
#define STEM_MIN    3                   /* letters of a stem: "reembols*" */
#define STEM_MAX    16
#define PACK_INNOCENT  0            /* the pack of blocks */

typedef enum {
    ELEMENT_WORD = 0, ELEMENT_OPTIONAL, ELEMENT_NOT, ELEMENT_GAP, ELEMENT_NEAR,
    ELEMENT_BEGIN, ELEMENT_END
} element_form_t;

typedef struct {
    uint16_t   symbol;                  /* or words of a gap */
    uint8_t    form;
} element_t;

typedef struct {
    uint16_t  *at;
    unsigned   n, room;
} ids_t;

/* Low bits of numbers that are in a list: most that are not are seen here. */
typedef struct {
    uint64_t   bits[4];
} maybe_t;

typedef struct {
    char       key[STEM_MAX * 2];       /* "" free; a stem ends in '*' */
    ids_t      symbols, begins;
    maybe_t    has;                     /* of symbols */
} entry_t;

typedef struct {
    uint32_t   first;                   /* element */
    uint16_t   line;
    uint8_t    n, pack, language;
    bool       own_no;                  /* "pack+": a negation is its own */
    bool       is_block;
    uint64_t   blocks;                  /* packs, bits; all ones: any */
} pattern_t;

struct patterns_s {
    entry_t   *entries;
    unsigned   nentries, entries_room;  /* open addressing, power of two */
    pattern_t *patterns;
    unsigned   npatterns, patterns_room;
    element_t *elements;
    unsigned   nelements, elements_room;
    unsigned   nsymbols;
    char       packs[PATTERN_PACKS_MAX][24];
    unsigned   npacks;
    uint16_t   negator[LANGUAGES], negfill[LANGUAGES];  /* symbols, 0: none */
    uint32_t   version;
};

static inline void
maybe_add(maybe_t *m, uint16_t id)
{
    m->bits[id >> 6 & 3] |= 1ull << (id & 63);
}


static inline bool
maybe_has(const maybe_t *m, uint16_t id)
{
    return (m->bits[id >> 6 & 3] & 1ull << (id & 63)) != 0;
}


/* What a key is looked up by: pattern_step() over its bytes, begun with
 * PATTERN_SEED. */
#define PATTERN_SEED  2166136261u

static inline uint32_t
pattern_step(uint32_t h, char c)
{
    return (h ^ (uint8_t) c) * 16777619u;
}

/* The entry of a key, or NULL; hash: of the key. */
const entry_t *pattern_entry(const patterns_t *p, const char *key, size_t len,
                    uint32_t hash);

#endif
