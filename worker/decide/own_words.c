/* own_words - see own_words.h. */

#include "worker/decide/own_words.h"

#include <stdio.h>
#include <stdlib.h>

#define HASH_START  2166136261u         /* FNV-1a, 32 bits */
#define HASH_PRIME  16777619u
#define PHRASE_AT   2                   /* of "w.1f3a09c2" */


static uint32_t
hash_word(uint32_t h, const fold_t *fold, const word_t *w)
{
    const char  *s = fold_bytes(fold, w);

    for (unsigned i = 0; i < w->len; i++) {
        h = (h ^ (uint8_t) s[i]) * HASH_PRIME;
    }

    return (h ^ ' ') * HASH_PRIME;
}


own_phrase_t
own_phrase(slice_t text)
{
    own_phrase_t  phrase = { .hash = HASH_START };
    fold_t        fold;

    fold_text(text, &fold);

    for (unsigned i = 0; i < fold.n; i++) {
        phrase.hash = hash_word(phrase.hash, &fold, &fold.word[i]);
    }
    phrase.n = (uint16_t) fold.n;

    return phrase;
}


/* ---- reading ---- */

static bool
rules_have(const rules_t *rules, uint32_t hash, unsigned n)
{
    for (unsigned i = 0; i < rules->nwords; i++) {
        if (rules->words[i].n == n && rules->words[i].hash == hash) {
            return true;
        }
    }

    return false;
}


static void
mark_add(const fold_t *fold, unsigned from, unsigned to, uint32_t hash,
    unsigned age, bool negated, scene_t *scene)
{
    mark_t  *m;

    if (scene->nmarks == SCENE_MARKS_MAX) {
        return;
    }

    m = &scene->marks[scene->nmarks++];
    *m = (mark_t) {
        .pack = PACK_OWN, .age = (uint8_t) age, .negated = negated,
        .from = fold->word[from].from, .to = fold->word[to - 1].to
    };
    snprintf(m->phrase, sizeof(m->phrase), "w.%08x", hash);
}


/* Every phrase that begins at word `at` and ends in its sentence. */

static void
begins_at(const rules_t *rules, const patterns_t *p, const fold_t *fold,
    unsigned at, unsigned languages, unsigned age, scene_t *scene)
{
    uint32_t  hash = HASH_START;

    for (unsigned i = at; i < fold->n; i++) {
        unsigned  n = i - at + 1;

        if (n > rules->longest
            || (i > at && fold->word[i].gap >= GAP_SENTENCE))
        {
            return;
        }

        hash = hash_word(hash, fold, &fold->word[i]);

        if (rules_have(rules, hash, n)) {
            mark_add(fold, at, i + 1, hash, age,
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

        if (m->pack != PACK_OWN || m->negated
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
