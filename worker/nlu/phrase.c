/*
 * phrase - compiles the phrases of lexicon_*.c and matches them.
 *
 * Every word of a phrase gets a number; an element is a range of the array
 * `alternatives` and a form.  Words of a text are numbered once, matching
 * compares numbers only.  A bit set per word (which kinds can begin with it)
 * skips nearly every position at once; of the others only the phrases that
 * can begin with the word are tried.
 */

#include "worker/nlu/phrase.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#define VOCABULARY      4096            /* power of two, twice the words */
#define ALTERNATIVES    16384
#define ELEMENTS        4096
#define PHRASES         1024
#define CLASSES         16
#define GAP_WORDS_MAX   3               /* of "*" */
#define NO_MATCH        (-1)

typedef enum {
    FORM_WORD = 0, FORM_OPTIONAL, FORM_NOT, FORM_GAP, FORM_BEGIN, FORM_END
} form_t;

typedef struct {
    uint16_t     first, n;              /* alternatives */
    uint8_t      form;
} element_t;

typedef struct {
    uint16_t     first, n;              /* elements */
    uint8_t      kind, language;
    uint16_t     line;
} phrase_t;

typedef struct {
    const char  *name;
    size_t       name_len;
    const char  *words;
} class_t;

static struct {
    const char  *s;
    uint8_t      len;
    uint16_t     id;
} vocabulary[VOCABULARY];

/* By id: kinds it can begin, and the phrases, in their order. */
static uint16_t   kinds_of[VOCABULARY];
static uint16_t   link_first[VOCABULARY], link_last[VOCABULARY];  /* 0: none */
static struct {
    uint16_t     phrase, next;
} links[ALTERNATIVES];
static unsigned   nlinks;

static uint16_t   alternatives[ALTERNATIVES];
static element_t  elements[ELEMENTS];
static phrase_t   phrases[PHRASES];
static unsigned   nwords, nalternatives, nelements, nphrases;
static unsigned   kind_first[PHRASE_KINDS], kind_last[PHRASE_KINDS];

static const char *const  kind_names[PHRASE_KINDS] = {
    "person", "person+", "block", "greeting", "thanks", "yes", "no",
    "courtesy", "filler", "asks", "negator", "negfill", "opening", "closing"
};


static void
malformed(const char *line)
{
    fprintf(stderr, "relevo: malformed phrase in a lexicon: %s\n", line);
    abort();
}


/* Number of a word; 0 when it is new and add is false. */

static uint16_t
word_id(const char *s, size_t len, bool add)
{
    uint32_t  h = 2166136261u;

    for (size_t i = 0; i < len; i++) {
        h = (h ^ (uint8_t) s[i]) * 16777619u;
    }

    for (h ^= h >> 15;; h++) {
        unsigned  i = h & (VOCABULARY - 1);

        if (vocabulary[i].s == NULL) {
            if (!add) {
                return 0;
            }
            assert(nwords < VOCABULARY / 2 && len < 256);
            vocabulary[i].s = s;
            vocabulary[i].len = (uint8_t) len;
            vocabulary[i].id = (uint16_t) ++nwords;
        }

        if (vocabulary[i].len == len && memcmp(vocabulary[i].s, s, len) == 0) {
            return vocabulary[i].id;
        }
    }
}


static const class_t *
class_find(const class_t *classes, unsigned n, const char *name, size_t len)
{
    for (unsigned i = 0; i < n; i++) {
        if (classes[i].name_len == len
            && memcmp(classes[i].name, name, len) == 0)
        {
            return &classes[i];
        }
    }

    return NULL;
}


/* "a|b|@class" into the element; false: no such class, or nothing. */

static bool
alternatives_add(element_t *e, const char *s, size_t len,
    const class_t *classes, unsigned nclasses)
{
    while (len > 0) {
        const char  *bar = memchr(s, '|', len);
        size_t       n = bar != NULL ? (size_t) (bar - s) : len;

        if (*s == '@') {
            const class_t  *c = class_find(classes, nclasses, s + 1, n - 1);

            if (c == NULL
                || !alternatives_add(e, c->words, strlen(c->words), NULL, 0))
            {
                return false;
            }

        } else {
            assert(n > 0 && nalternatives < ALTERNATIVES);
            alternatives[nalternatives++] = word_id(s, n, true);
            e->n++;
        }

        s += bar != NULL ? n + 1 : n;
        len -= bar != NULL ? n + 1 : n;
    }

    return e->n > 0;
}


/* One element: "?@det", "a|b", "*", ... */

static bool
element_add(const char *s, size_t len, const class_t *classes,
    unsigned nclasses)
{
    element_t  *e = &elements[nelements++];

    assert(nelements < ELEMENTS);
    *e = (element_t) { .first = (uint16_t) nalternatives };

    if (len == 1 && strchr("*^>", *s) != NULL) {
        e->form = *s == '*' ? FORM_GAP : *s == '^' ? FORM_BEGIN : FORM_END;
        return true;
    }

    if (*s == '?' || *s == '!') {
        e->form = *s == '?' ? FORM_OPTIONAL : FORM_NOT;
        s++;
        len--;
    }

    return alternatives_add(e, s, len, classes, nclasses);
}


/* The newest phrase can begin with that word. */

static void
link_add(const phrase_t *p, uint16_t id)
{
    const uint16_t  phrase = (uint16_t) (p - phrases);

    kinds_of[id] |= (uint16_t) (1u << p->kind);

    if (link_first[id] != 0 && links[link_last[id]].phrase == phrase) {
        return;
    }

    assert(nlinks + 1 < ALTERNATIVES);
    links[++nlinks].phrase = phrase;
    if (link_first[id] == 0) {
        link_first[id] = (uint16_t) nlinks;
    } else {
        links[link_last[id]].next = (uint16_t) nlinks;
    }
    link_last[id] = (uint16_t) nlinks;
}


/* Notes with which words the newest phrase can begin; false: with any. */

static bool
begin_note(const phrase_t *p)
{
    for (unsigned i = 0; i < p->n; i++) {
        const element_t  *e = &elements[p->first + i];

        if (e->form == FORM_BEGIN) {
            continue;
        }

        if (e->form != FORM_WORD && e->form != FORM_OPTIONAL) {
            return false;
        }

        for (unsigned a = 0; a < e->n; a++) {
            link_add(p, alternatives[e->first + a]);
        }

        if (e->form == FORM_WORD) {
            return true;
        }
    }

    return false;
}


static void
phrase_add(const char *line, const char *body, unsigned kind,
    unsigned language, unsigned number, const class_t *classes,
    unsigned nclasses)
{
    phrase_t  *p = &phrases[nphrases++];

    assert(nphrases < PHRASES);
    *p = (phrase_t) { .first = (uint16_t) nelements, .kind = (uint8_t) kind,
                      .language = (uint8_t) language,
                      .line = (uint16_t) number };

    for (const char *s = body + strspn(body, " "); *s != '\0';) {
        size_t  len = strcspn(s, " ");

        if (!element_add(s, len, classes, nclasses)) {
            malformed(line);
        }
        s += len;
        s += strspn(s, " ");
    }

    p->n = (uint16_t) (nelements - p->first);
    if (!begin_note(p)) {
        malformed(line);
    }
}


/* "class NAME: ..." or "<kind>: ..."; the table is sorted by kind later. */

static void
lexicon_compile(unsigned language, unsigned kind)
{
    class_t   classes[CLASSES];
    unsigned  nclasses = 0;

    for (unsigned i = 0; lexicons[language]->phrases[i] != NULL; i++) {
        const char  *line = lexicons[language]->phrases[i];
        const char  *colon = strchr(line, ':');
        size_t       len = colon != NULL ? (size_t) (colon - line) : 0;

        if (len > 6 && memcmp(line, "class ", 6) == 0) {
            assert(nclasses < CLASSES);
            classes[nclasses++] = (class_t) {
                line + 6, len - 6, colon + 2
            };
            continue;
        }

        if (strlen(kind_names[kind]) == len
            && memcmp(line, kind_names[kind], len) == 0)
        {
            phrase_add(line, colon + 1, kind, language, i + 1, classes,
                       nclasses);
            continue;
        }

        for (unsigned k = 0; k <= PHRASE_KINDS; k++) {
            if (k == PHRASE_KINDS) {
                malformed(line);
            }
            if (strlen(kind_names[k]) == len
                && memcmp(line, kind_names[k], len) == 0)
            {
                break;
            }
        }
    }
}


void
phrase_init(void)
{
    if (nphrases > 0) {
        return;
    }

    for (unsigned kind = 0; kind < PHRASE_KINDS; kind++) {
        kind_first[kind] = nphrases;
        for (unsigned i = 0; i < LANGUAGES; i++) {
            lexicon_compile(i, kind);
        }
        kind_last[kind] = nphrases;
    }
}


void
phrase_ids(fold_t *text)
{
    for (unsigned i = 0; i < text->n; i++) {
        word_t  *w = &text->word[i];

        w->id = word_id(fold_bytes(text, w), w->len, false);
    }
}


static bool
element_has(const element_t *e, uint16_t id)
{
    for (unsigned i = 0; i < e->n && id != 0; i++) {
        if (alternatives[e->first + i] == id) {
            return true;
        }
    }

    return false;
}


/* Can word i follow inside one phrase that begins at `from`? */

static bool
word_follows(const fold_t *text, unsigned i, unsigned from)
{
    return i < text->n
           && (i == from || text->word[i].gap < GAP_SENTENCE);
}


/* Greedy with backtracking; returns the end, or NO_MATCH. */

static int
match(const fold_t *text, const element_t *e, unsigned n, unsigned i,
    unsigned from)
{
    bool  here;
    int   end;

    if (n == 0) {
        return (int) i;
    }

    here = word_follows(text, i, from);

    switch ((form_t) e->form) {

    case FORM_BEGIN:
        return i == 0 || (i < text->n && text->word[i].gap >= GAP_CLAUSE)
               ? match(text, e + 1, n - 1, i, from) : NO_MATCH;

    case FORM_END:
        return i == text->n || text->word[i].gap == GAP_SENTENCE
               || text->word[i].kind == WORD_EMOJI
               ? match(text, e + 1, n - 1, i, from) : NO_MATCH;

    case FORM_WORD:
        return here && element_has(e, text->word[i].id)
               ? match(text, e + 1, n - 1, i + 1, from) : NO_MATCH;

    case FORM_NOT:
        return here && !element_has(e, text->word[i].id)
               ? match(text, e + 1, n - 1, i + 1, from) : NO_MATCH;

    case FORM_OPTIONAL:
        if (here && element_has(e, text->word[i].id)) {
            end = match(text, e + 1, n - 1, i + 1, from);
            if (end != NO_MATCH) {
                return end;
            }
        }
        return match(text, e + 1, n - 1, i, from);

    case FORM_GAP:
        for (unsigned k = 0; k <= GAP_WORDS_MAX; k++) {
            end = match(text, e + 1, n - 1, i + k, from);
            if (end != NO_MATCH || !word_follows(text, i + k, from)) {
                return end;
            }
        }
        return NO_MATCH;
    }

    return NO_MATCH;
}


bool
phrase_at(const fold_t *text, unsigned i, phrase_kind_t kind,
    phrase_match_t *ret)
{
    const uint16_t  id = text->word[i].id;
    unsigned        best = i;

    if ((kinds_of[id] & 1u << kind) == 0) {
        return false;
    }

    for (unsigned k = link_first[id]; k != 0; k = links[k].next) {
        const phrase_t  *ph = &phrases[links[k].phrase];
        int              end;

        if (ph->kind != kind) {
            continue;
        }

        end = match(text, &elements[ph->first], ph->n, i, i);
        if (end != NO_MATCH && (unsigned) end > best) {
            best = (unsigned) end;
            *ret = (phrase_match_t) {
                .kind = kind, .language = ph->language, .id = ph->line,
                .from = i, .to = best
            };
        }
    }

    return best > i;
}


bool
phrase_word(const fold_t *text, unsigned i, phrase_kind_t kind,
    unsigned language)
{
    for (unsigned p = kind_first[kind]; p < kind_last[kind]; p++) {
        if (phrases[p].language == language
            && element_has(&elements[phrases[p].first], text->word[i].id))
        {
            return true;
        }
    }

    return false;
}


const char *
phrase_name(const phrase_match_t *m, char *buf)
{
    snprintf(buf, 16, "%s.%u", lexicons[m->language]->language, m->id);
    return buf;
}
