/*
 * pattern_words - see pattern_words.h.
 */

#include "worker/decide/pattern_words.h"

#include <stdio.h>
#include <stdlib.h>


void *
loading_grown(void *array, unsigned n, unsigned *room, size_t size)
{
    if (n < *room) {
        return array;
    }

    *room = *room == 0 ? 64 : *room * 2;
    array = realloc(array, *room * size);
    if (array == NULL) {
        abort();                        /* at start, of some hundred KB */
    }

    return array;
}


bool
loading_refuse(loading_t *l, const char *what, const char *word)
{
    snprintf(l->err, l->err_len, "%s.pat:%u: %s: %s",
             lexicons[l->language]->language, l->line, what, word);
    return false;
}


/* ---- entries ---- */

static uint32_t
key_hash(const char *s, size_t len)
{
    uint32_t  h = PATTERN_SEED;

    for (size_t i = 0; i < len; i++) {
        h = pattern_step(h, s[i]);
    }

    return h;
}


uint32_t
loading_hash(const char *s, size_t len)
{
    uint32_t  h = key_hash(s, len);

    return h ^ h >> 15;
}


static entry_t *
entry_slot(const patterns_t *p, const char *key, size_t len, uint32_t hash)
{
    for (uint32_t h = hash ^ hash >> 15;; h++) {
        entry_t  *e = &p->entries[h & (p->entries_room - 1)];

        if (e->key[0] == '\0'
            || (memcmp(e->key, key, len) == 0 && e->key[len] == '\0'))
        {
            return e;
        }
    }
}


const entry_t *
pattern_entry(const patterns_t *p, const char *key, size_t len, uint32_t hash)
{
    const entry_t  *e;

    if (len >= sizeof(e->key)) {
        return NULL;
    }

    e = entry_slot(p, key, len, hash);
    return e->key[0] == '\0' ? NULL : e;
}


void
loading_entries(patterns_t *p)
{
    patterns_t  old = *p;

    p->entries_room = old.entries_room == 0 ? 4096 : old.entries_room * 2;
    p->entries = calloc(p->entries_room, sizeof(entry_t));
    if (p->entries == NULL) {
        abort();
    }

    for (unsigned i = 0; i < old.entries_room; i++) {
        const entry_t  *e = &old.entries[i];

        if (e->key[0] != '\0') {
            size_t  len = strlen(e->key);

            *entry_slot(p, e->key, len, key_hash(e->key, len)) = *e;
        }
    }

    free(old.entries);
}


static entry_t *
entry_make(patterns_t *p, const char *key, size_t len)
{
    entry_t  *e;

    if (p->nentries * 2 >= p->entries_room) {
        loading_entries(p);
    }

    e = entry_slot(p, key, len, key_hash(key, len));
    if (e->key[0] == '\0') {
        memcpy(e->key, key, len);
        p->nentries++;
    }

    return e;
}


/* Ids come in rising order: the list stays sorted. */

void
loading_ids_add(ids_t *ids, unsigned id)
{
    if (ids->n > 0 && ids->at[ids->n - 1] == id) {
        return;
    }

    ids->at = loading_grown(ids->at, ids->n, &ids->room, sizeof(uint16_t));
    ids->at[ids->n++] = (uint16_t) id;
}


/* ---- symbols: sets of alternatives ---- */

static void
symbol_note(entry_t *e, unsigned id)
{
    loading_ids_add(&e->symbols, id);
    maybe_add(&e->has, (uint16_t) id);
}


const class_t *
loading_class(const loading_t *l, const char *name, size_t len)
{
    for (unsigned i = 0; i < l->nclasses; i++) {
        if (strlen(l->classes[i].name) == len
            && memcmp(l->classes[i].name, name, len) == 0)
        {
            return &l->classes[i];
        }
    }

    return NULL;
}


/* One word of a set, folded: its entry gets the id. */

static bool
word_do(loading_t *l, const char *s, size_t len, entry_do_t what, unsigned id)
{
    bool          is_stem = len > 1 && s[len - 1] == '*';
    char          key[STEM_MAX * 2];
    fold_t        fold;
    const word_t *w = &fold.word[0];

    if (len == 1 && *s == '#') {
        what(entry_make(l->p, "#", 1), id);
        return true;
    }

    fold_text(slice_make(s, len - is_stem), &fold);
    if (fold.n != 1 || w->len + 2u > sizeof(key)
        || (is_stem && (w->len < STEM_MIN || w->len > STEM_MAX)))
    {
        return loading_refuse(l, "not one word", s);
    }

    memcpy(key, fold_bytes(&fold, w), w->len);
    key[w->len] = '*';
    what(entry_make(l->p, key, w->len + is_stem), id);
    return true;
}


/* "a|b|@c" or "a b @c": every word of it. */

bool
loading_set(loading_t *l, const char *s, unsigned depth, entry_do_t what,
    unsigned id)
{
    while (*s != '\0') {
        size_t          len = strcspn(s, "| ");
        const class_t  *c;

        if (len == 0) {
            s++;
            continue;
        }

        if (*s == '@') {
            c = loading_class(l, s + 1, len - 1);
            if (c == NULL || depth > 4) {
                return loading_refuse(l, "no such class", s);
            }
            if (!loading_set(l, c->words, depth + 1, what, id)) {
                return false;
            }
        } else if (!word_do(l, s, len, what, id)) {
            return false;
        }

        s += len;
    }

    return true;
}


/* The id of a set of this language; 0 with an error. */

unsigned
loading_symbol(loading_t *l, const char *set)
{
    char  text[PATTERN_LINE_MAX + 8];

    snprintf(text, sizeof(text), "%u:%s", l->language, set);

    for (unsigned i = 0; i < l->nsymbols; i++) {
        if (strcmp(l->symbols[i].text, text) == 0) {
            return l->symbols[i].id;
        }
    }

    if (l->p->nsymbols + 1 >= UINT16_MAX
        || !loading_set(l, set, 0, symbol_note, l->p->nsymbols + 1))
    {
        return 0;
    }

    l->symbols = loading_grown(l->symbols, l->nsymbols, &l->symbols_room,
                       sizeof(symbol_t));
    l->symbols[l->nsymbols++] = (symbol_t) {
        strdup(text), (uint16_t) ++l->p->nsymbols
    };

    return l->p->nsymbols;
}
