/* own_words - see own_words.h. */

#include "worker/decide/own_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HASH_START    2166136261u         /* FNV-1a, 32 bits */
#define HASH_PRIME    16777619u
#define PHRASE_AT     2                 /* of "w.1f3a09c2" */
#define OWN_STEM_MIN  3                 /* letters before a "*" */


static uint32_t
hash_bytes(uint32_t h, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        h = (h ^ (uint8_t) s[i]) * HASH_PRIME;
    }

    return h;
}


/* ---- phrases ---- */

static void
word_add(rules_t *rules, own_phrase_t *p, const fold_t *fold, const word_t *w,
    bool stem)
{
    const char  *s = fold_bytes(fold, w);

    if (p->n == OWN_WORDS_EACH) {
        return;
    }

    rules->own_words[rules->nown_words++] = (own_word_t) {
        .hash = hash_bytes(HASH_START, s, w->len), .len = w->len, .stem = stem
    };
    p->hash = hash_bytes(p->hash, s, w->len);
    p->hash = hash_bytes(p->hash, stem ? "* " : " ", stem ? 2 : 1);
    p->n++;
}


/* What stands between two blanks; folded it may be several words. */

static void
token_add(rules_t *rules, own_phrase_t *p, slice_t token)
{
    bool    star = token.len > 1 && token.data[token.len - 1] == '*';
    fold_t  fold;

    fold_text(slice_make(token.data, token.len - star), &fold);

    for (unsigned i = 0; i < fold.n; i++) {
        const word_t  *w = &fold.word[i];

        word_add(rules, p, &fold, w,
                 star && i + 1 == fold.n && w->len >= OWN_STEM_MIN);
    }
}


void
own_phrase_add(rules_t *rules, slice_t text)
{
    own_phrase_t  *p = &rules->words[rules->nwords++];
    const char    *s = (const char *) text.data, *end = s + text.len;

    *p = (own_phrase_t) { .hash = HASH_START,
                          .first = (uint16_t) rules->nown_words };

    while (s < end) {
        const char  *blank = memchr(s, ' ', (size_t) (end - s));

        blank = blank == NULL ? end : blank;
        token_add(rules, p, slice_make(s, (size_t) (blank - s)));
        s = blank + 1;
    }
}


/* ---- reading ---- */

static bool
word_is(const own_word_t *word, const fold_t *fold, const word_t *w)
{
    return (word->stem ? w->len >= word->len : w->len == word->len)
           && hash_bytes(HASH_START, fold_bytes(fold, w), word->len)
              == word->hash;
}


/* Does it begin at word `at`, and end in its sentence? */

static bool
phrase_is(const rules_t *rules, const own_phrase_t *p, const fold_t *fold,
    unsigned at)
{
    if (p->n == 0 || at + p->n > fold->n) {
        return false;
    }

    for (unsigned i = 0; i < p->n; i++) {
        const word_t  *w = &fold->word[at + i];

        if ((i > 0 && w->gap >= GAP_SENTENCE)
            || !word_is(&rules->own_words[p->first + i], fold, w))
        {
            return false;
        }
    }

    return true;
}


/* Two conditions may have one phrase; a stored scene, some of them. */

static bool
mark_known(const scene_t *scene, const mark_t *m)
{
    for (unsigned i = 0; i < scene->nmarks; i++) {
        const mark_t  *k = &scene->marks[i];

        if (k->pack == PACK_OWN && k->age == m->age && k->from == m->from
            && strcmp(k->phrase, m->phrase) == 0)
        {
            return true;
        }
    }

    return false;
}


static void
mark_add(const fold_t *fold, unsigned from, unsigned to, uint32_t hash,
    unsigned age, bool negated, scene_t *scene)
{
    mark_t  m = {
        .pack = PACK_OWN, .age = (uint8_t) age, .negated = negated,
        .from = fold->word[from].from, .to = fold->word[to - 1].to
    };

    snprintf(m.phrase, sizeof(m.phrase), "w.%08x", hash);

    if (scene->nmarks < SCENE_MARKS_MAX && !mark_known(scene, &m)) {
        scene->marks[scene->nmarks++] = m;
    }
}


/* Every phrase that begins at word `at`. */

static void
begins_at(const rules_t *rules, const patterns_t *p, const fold_t *fold,
    unsigned at, unsigned languages, unsigned age, scene_t *scene)
{
    for (unsigned i = 0; i < rules->nwords; i++) {
        const own_phrase_t  *phrase = &rules->words[i];

        if (phrase_is(rules, phrase, fold, at)) {
            mark_add(fold, at, at + phrase->n, phrase->hash, age,
                     patterns_negated(p, fold, languages, at), scene);
        }
    }
}


void
own_words_read(const rules_t *rules, const patterns_t *p, const said_t *said,
    unsigned n, int language, scene_t *scene)
{
    unsigned  older = n > SCENE_MESSAGES_MAX ? n - SCENE_MESSAGES_MAX : 0;
    unsigned  languages = language >= 0 ? 1u << language
                                        : (1u << LANGUAGES) - 1;
    unsigned  age = 0;
    fold_t    fold;

    for (unsigned i = n; i-- > older && rules->nwords > 0
                         && age < SCENE_CUSTOMER_MAX;)
    {
        if (!said[i].customer) {
            continue;
        }

        fold_text(said[i].text, &fold);
        for (unsigned at = 0; at < fold.n; at++) {
            begins_at(rules, p, &fold, at, languages, age, scene);
        }
        age++;
    }
}


/* ---- asking ---- */

int
own_words_mark(const rules_t *rules, const condition_t *c,
    const scene_t *scene)
{
    for (unsigned i = 0; i < scene->nmarks; i++) {
        const mark_t  *m = &scene->marks[i];
        uint32_t       hash;

        if (m->pack != PACK_OWN || m->negated != c->negated
            || (c->scope == SCOPE_LAST && m->age != 0)
            || (c->scope == SCOPE_BEFORE && m->age == 0))
        {
            continue;
        }

        hash = (uint32_t) strtoul(m->phrase + PHRASE_AT, NULL, 16);
        for (unsigned k = 0; k < c->nwords; k++) {
            if (rules->words[c->words + k].hash == hash) {
                return (int) i;
            }
        }
    }

    return -1;
}
