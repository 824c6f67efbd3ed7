/*
 * letter - see letter.h.
 */

#include "worker/train/letter.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/nlu/lexicon.h"
#include "worker/train/augment.h"
#include "worker/train/corpus_own.h"
#include "worker/train/expand.h"

#define LONG_ALREADY   240              /* bytes: it is a letter by itself */
#define SEED_LETTER    0x1e77e2u        /* other choices than the slips' */

static const char *const  kinds[LETTER_KINDS + 1] = {
    "opening", "story", "closing", "over", NULL
};

/* What stands where: "." is the text itself. */
static const char *const  around[] = {
    "o.", "s.", ".c", "o.c", "s.c", ".s", "oos.", "os.c", "o.sc", ".oc"
};
static const char *const  ended[] = {
    ".v", "o.v", "s.v", ".vc", "o.vc", ".sv"
};


static int
kind_find(const char *name)
{
    for (int i = 0; i < LETTER_KINDS; i++) {
        if (strcmp(kinds[i], name) == 0) {
            return i;
        }
    }

    return -1;
}


static bool
part_add(letters_t *l, int lang, int kind, const char *text)
{
    unsigned  *n = &l->n[lang][kind];

    if (*n == LETTER_PARTS_MAX) {
        return false;
    }

    l->part[lang][kind][*n] = strdup(text);
    return l->part[lang][kind][(*n)++] != NULL;
}


/* The corpus is of kinds: its lines are parts, templates of them. */

static bool
parts_take(letters_t *l, const corpus_t *c, char *err, size_t err_len)
{
    static expanded_t  x;

    for (size_t i = 0; i < c->n; i++) {
        const line_t  *line = &c->line[i];
        int            lang = lexicon_index(line->lang);
        int            kind = kind_find(c->name[line->label]);
        bool           ok = lang >= 0 && kind >= 0
                            && expand(line->text, EXPAND_MAX, &x);

        for (unsigned k = 0; ok && k < x.n; k++) {
            ok = part_add(l, lang, kind, x.text[k]);
        }

        if (!ok) {
            snprintf(err, err_len, "letter: \"%.80s\": braces, or more than"
                     " %d of a kind", line->text, LETTER_PARTS_MAX);
            return false;
        }
    }

    return true;
}


bool
letters_read(letters_t *l, const char *dir, char *err, size_t err_len)
{
    corpus_t  c;
    bool      ok;

    memset(l, 0, sizeof(*l));
    corpus_init(&c);

    ok = corpus_classes(&c, kinds) && corpus_read_letters(&c, dir);
    if (!ok) {
        snprintf(err, err_len, "%s", c.err);
    } else {
        (void) corpus_sort(&c);
        ok = parts_take(l, &c, err, err_len);
    }

    corpus_release(&c);
    return ok;
}


void
letters_release(letters_t *l)
{
    for (unsigned i = 0; i < LETTER_LANGUAGES; i++) {
        for (unsigned k = 0; k < LETTER_KINDS; k++) {
            for (unsigned n = 0; n < l->n[i][k]; n++) {
                free(l->part[i][k][n]);
            }
        }
    }

    memset(l, 0, sizeof(*l));
}


static const char *
part_pick(const letters_t *l, int lang, char place, uint64_t *state)
{
    letter_kind_t  kind = place == 'o' ? LETTER_OPENING
                          : place == 's' ? LETTER_STORY
                          : place == 'c' ? LETTER_CLOSING : LETTER_OVER;

    return l->part[lang][kind][augment_random(state, l->n[lang][kind])];
}


/* A sentence ends before the next one begins. */

static bool
part_append(const char *part, char *buf, size_t *len)
{
    bool  open = *len > 0 && strchr(".!?,:;)", buf[*len - 1]) == NULL;
    int   n = snprintf(buf + *len, LETTER_BYTES - *len, "%s%s%s",
                       open ? "." : "", *len > 0 ? " " : "", part);

    *len += (size_t) n;
    return *len < LETTER_BYTES;
}


static bool
letter_write(const letters_t *l, const char *lang, const char *text,
    const char *places, uint64_t *state, char *buf)
{
    int     at = lexicon_index(lang);
    size_t  len = 0;

    if (at < 0 || strlen(text) > LONG_ALREADY) {
        return false;
    }

    for (unsigned k = 0; k < LETTER_KINDS; k++) {
        if (l->n[at][k] == 0) {
            return false;
        }
    }

    for (; *places != '\0'; places++) {
        if (!part_append(*places == '.' ? text
                         : part_pick(l, at, *places, state), buf, &len))
        {
            return false;
        }
    }

    return true;
}


bool
letter_around(const letters_t *l, const char *lang, const char *text,
    unsigned variant, char buf[LETTER_BYTES])
{
    uint64_t  state = augment_seed(text, SEED_LETTER + variant);
    uint32_t  n = augment_random(&state, sizeof(around) / sizeof(around[0]));

    return letter_write(l, lang, text, around[n], &state, buf);
}


bool
letter_over(const letters_t *l, const char *lang, const char *text,
    unsigned variant, char buf[LETTER_BYTES])
{
    uint64_t  state = augment_seed(text, SEED_LETTER - 1 - variant);
    uint32_t  n = augment_random(&state, sizeof(ended) / sizeof(ended[0]));

    return letter_write(l, lang, text, ended[n], &state, buf);
}
