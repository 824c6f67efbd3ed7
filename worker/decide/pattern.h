/*
 * pattern - packs of phrases as data: what is said, in any wording.
 *
 * patterns_load() reads every LANG.pat of a folder (form: pattern_load.c) and
 * compiles it; patterns_match() finds the hits of a folded text.  A pack is a
 * subject ("refund", "person"); its phrases stand in five files.  Which of
 * the languages are matched is the caller's to say: people mix them, but a
 * word of one may be an insult in another.
 *
 * A compiled set is read-only and lives until patterns_free(); the version is
 * a hash of the files' bytes.
 */

#ifndef RELEVO_PATTERN_H
#define RELEVO_PATTERN_H

#include "worker/nlu/fold.h"

#define PATTERN_PACKS_MAX  64
#define PATTERN_HITS_MAX   48           /* of one message */

typedef struct patterns_s  patterns_t;

typedef struct {
    uint8_t    pack;
    uint8_t    language;                /* index into lexicons */
    bool       negated;                 /* "no", and nothing between */
    uint16_t   line;                    /* of its file */
    uint16_t   from, to;                /* words [from, to) */
} pattern_hit_t;

/* NULL with a sentence in err: "es.pat:12: ..." */
patterns_t *patterns_load(const char *dir, char *err, size_t err_len);
void        patterns_free(patterns_t *p);

uint32_t    patterns_version(const patterns_t *p);
int         patterns_pack(const patterns_t *p, const char *name);   /* or -1 */
const char *patterns_pack_name(const patterns_t *p, unsigned pack);
unsigned    patterns_packs(const patterns_t *p);
unsigned    patterns_count(const patterns_t *p);

/*
 * Hits of the languages (bits, index into lexicons), blocked ones left out;
 * at most max.  An innocent phrase is itself a hit, of the pack "innocent".
 */
unsigned    patterns_match(const patterns_t *p, const fold_t *text,
                unsigned languages, pattern_hit_t *hits, unsigned max);

#endif
