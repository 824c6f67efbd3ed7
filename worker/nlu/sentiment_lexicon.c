/*
 * sentiment_lexicon - see sentiment_lexicon.h: the tables and the matching.
 *
 * Every word form has a number.  A pattern is a run of elements; an element is
 * a range of `alternatives` (word numbers).  `heads` leads from a word to the
 * patterns that can begin with it, so a text costs about one lookup per word.
 * Reading the files is sentiment_lexicon_parse.c.
 */

#include "worker/nlu/sentiment_lexicon_tables.h"

static const char *const  sense_names[SENSES] = {
    "praise", "thanks", "courtesy", "gripe", "impatience", "outrage",
    "insult", "threat", "confused", "problem", "ask", "sarcasm", "boost",
    "damp", "negator", "contrast", "plain"
};


const char *
sense_name(sense_t sense)
{
    return sense_names[sense];
}


sentiment_lexicon_t *
sentiment_lexicon_new(pool_t *pool)
{
    return pool_alloc(pool, sizeof(sentiment_lexicon_t));
}


unsigned
sentiment_lexicon_count(const sentiment_lexicon_t *l, unsigned language)
{
    return l->entries[language];
}


static uint32_t
hash(const char *s, size_t len)
{
    uint32_t  h = 2166136261u;

    for (size_t i = 0; i < len; i++) {
        h = (h ^ (uint8_t) s[i]) * 16777619u;
    }

    return h ^ h >> 15;
}


/* The place of a word in the table, or the free one where it belongs. */

static uint32_t
slot_of(const sentiment_lexicon_t *l, const char *s, size_t len)
{
    uint32_t  i = hash(s, len) & (LEX_SLOTS - 1);

    while (l->slots[i] != 0) {
        const lex_word_t  *w = &l->words[l->slots[i]];

        if (w->len == len && memcmp(l->bytes + w->at, s, len) == 0) {
            break;
        }
        i = (i + 1) & (LEX_SLOTS - 1);
    }

    return i;
}


uint16_t
lex_word_add(sentiment_lexicon_t *l, const char *s, size_t len)
{
    uint32_t  i = slot_of(l, s, len);

    if (l->slots[i] != 0) {
        return l->slots[i];
    }

    if (l->nwords + 2 >= LEX_WORDS || l->used + len > LEX_BYTES) {
        return 0;
    }

    /* 0 means no word, LEX_NUMBER any number */

    l->nwords += l->nwords == 0 ? 2 : 1;
    l->slots[i] = (uint16_t) l->nwords;
    l->words[l->nwords] = (lex_word_t) { .at = l->used, .len = (uint8_t) len };
    memcpy(l->bytes + l->used, s, len);
    l->used += (uint32_t) len;

    return (uint16_t) l->nwords;
}


/* Known as it stands, or without the last of two equal letters: "malisimoo". */

static uint16_t
word_find(const sentiment_lexicon_t *l, const fold_t *text, const word_t *w)
{
    const char  *s = fold_bytes(text, w);
    uint16_t     id;

    if (w->kind == WORD_DIGITS) {
        return LEX_NUMBER;
    }

    id = l->slots[slot_of(l, s, w->len)];
    if (id == 0 && w->len > 3 && s[w->len - 1] == s[w->len - 2]) {
        id = l->slots[slot_of(l, s, w->len - 1u)];
    }

    return id;
}


typedef struct {
    const sentiment_lexicon_t  *l;
    const fold_t               *text;
    uint16_t                    ids[FOLD_WORDS_MAX];
    sense_match_t               m;      /* being tried */
} matcher_t;


static bool
element_has(const matcher_t *x, const lex_element_t *e, unsigned i)
{
    for (unsigned k = 0; k < e->n; k++) {
        if (x->l->alternatives[e->first + k] == x->ids[i]) {
            return true;
        }
    }

    return false;
}


static bool match(matcher_t *x, const lex_element_t *e, unsigned n,
                unsigned i);


/* The element's word is word i; the rest follows behind it. */

static bool
match_word(matcher_t *x, const lex_element_t *e, unsigned n, unsigned i)
{
    if (x->m.n == SENSE_WORDS_MAX) {
        return false;
    }

    x->m.at[x->m.n++] = (uint16_t) i;
    if (match(x, e + 1, n - 1, i + 1)) {
        return true;
    }
    x->m.n--;

    return false;
}


static bool
match_gap(matcher_t *x, const lex_element_t *e, unsigned n, unsigned i)
{
    for (unsigned k = 0; k <= LEX_GAP_MAX; k++, i++) {
        if (match(x, e + 1, n - 1, i)) {
            return true;
        }
        if (i >= x->text->n || x->text->word[i].gap == GAP_SENTENCE) {
            return false;
        }
    }

    return false;
}


/* Greedy with backtracking; a phrase never crosses the end of a sentence. */

static bool
match(matcher_t *x, const lex_element_t *e, unsigned n, unsigned i)
{
    const word_t  *w = &x->text->word[i];
    bool           here;

    if (n == 0) {
        x->m.to = (uint16_t) i;
        return true;
    }

    here = i < x->text->n && (x->m.n == 0 || w->gap < GAP_SENTENCE);

    switch ((lex_form_t) e->form) {

    case LEX_WORD:
        return here && element_has(x, e, i) && match_word(x, e, n, i);

    case LEX_OPTIONAL:
        return (here && element_has(x, e, i) && match_word(x, e, n, i))
               || match(x, e + 1, n - 1, i);

    case LEX_NOT:
        return (!here || !element_has(x, e, i)) && match(x, e + 1, n - 1, i);

    case LEX_GAP:
        return match_gap(x, e, n, i);

    case LEX_BEGIN:
        return (i == 0 || (i < x->text->n && w->gap >= GAP_CLAUSE))
               && match(x, e + 1, n - 1, i);

    case LEX_END:
        return (i == x->text->n || w->gap >= GAP_CLAUSE
                || w->kind == WORD_EMOJI)
               && match(x, e + 1, n - 1, i);
    }

    return false;
}


/* More words first; among equals the one that stands earlier. */

static bool
match_before(const sense_match_t *a, const sense_match_t *b)
{
    return a->n != b->n ? a->n > b->n : a->from < b->from;
}


static bool
has_negator(const matcher_t *x, const sense_match_t *m)
{
    for (unsigned k = 0; k < m->n; k++) {
        if (x->l->negators[x->ids[m->at[k]]] & 1u << m->language) {
            return true;
        }
    }

    return false;
}


/* Sorted insert; when full the least of them falls out. */

static unsigned
candidate_add(sense_match_t *list, unsigned n, const sense_match_t *m)
{
    unsigned  i;

    if (n == SENSE_MATCHES_MAX) {
        if (!match_before(m, &list[n - 1])) {
            return n;
        }
        n--;
    }

    for (i = n; i > 0 && match_before(m, &list[i - 1]); i--) {
        list[i] = list[i - 1];
    }
    list[i] = *m;

    return n + 1;
}


static unsigned
candidates(matcher_t *x, unsigned languages, sense_match_t *list)
{
    const sentiment_lexicon_t  *l = x->l;
    unsigned                    n = 0;

    for (unsigned i = 0; i < x->text->n; i++) {
        uint32_t  link = x->ids[i] == 0 ? 0 : l->heads[x->ids[i]];

        for (; link != 0; link = l->links[link].next) {
            const lex_pattern_t  *p = &l->patterns[l->links[link].pattern];

            if ((languages & 1u << p->language) == 0) {
                continue;
            }

            x->m = (sense_match_t) {
                .sense = p->sense, .language = p->language, .line = p->line,
                .weight = p->weight, .from = (uint16_t) i
            };
            if (match(x, &l->elements[p->first], p->n, i) && x->m.n > 0) {
                x->m.own_no = has_negator(x, &x->m);
                n = candidate_add(list, n, &x->m);
            }
        }
    }

    return n;
}


/* Takes the words of a match unless one of them is taken already. */

static bool
words_take(uint8_t *taken, const sense_match_t *m)
{
    for (unsigned k = 0; k < m->n; k++) {
        if (taken[m->at[k]]) {
            return false;
        }
    }

    for (unsigned k = 0; k < m->n; k++) {
        taken[m->at[k]] = 1;
    }

    return true;
}


unsigned
sentiment_lexicon_match(const sentiment_lexicon_t *l, const fold_t *text,
    unsigned languages, sense_match_t ret[SENSE_MATCHES_MAX])
{
    matcher_t      x = { .l = l, .text = text };
    sense_match_t  list[SENSE_MATCHES_MAX];
    uint8_t        taken[FOLD_WORDS_MAX] = { 0 };
    unsigned       n, count = 0;

    for (unsigned i = 0; i < text->n; i++) {
        x.ids[i] = word_find(l, text, &text->word[i]);
    }

    n = candidates(&x, languages | 1u << SENSE_COMMON, list);

    for (unsigned i = 0; i < n; i++) {
        unsigned  k = count;

        if (!words_take(taken, &list[i])) {
            continue;
        }

        for (; k > 0 && ret[k - 1].from > list[i].from; k--) {
            ret[k] = ret[k - 1];
        }
        ret[k] = list[i];
        count++;
    }

    return count;
}
