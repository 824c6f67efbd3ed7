/*
 * sentiment_lexicon_parse - reads a .lex file into the tables.
 *
 * Line by line: "endings NAME: a b -", "[sense weight]", or entries separated
 * by commas.  Words may be written with accents: they are folded as texts
 * are, so a word here and a word there become the same bytes.  The first
 * mistake ends the reading, named with file and line.
 */

#include "worker/nlu/sentiment_lexicon_tables.h"

#include <stdio.h>
#include <stdlib.h>

#define SETS_MAX     48                     /* "endings" lines of a file */
#define LINE_MAX_    4096
#define WORD_MAX_    64
#define WEIGHT_MAX   4.0

typedef struct {
    slice_t   name, list;
} endings_t;

typedef struct {
    sentiment_lexicon_t  *l;
    const char           *name;
    unsigned              language, line;
    bool                  sectioned;
    sense_t               sense;
    float                 weight;
    endings_t             sets[SETS_MAX];
    unsigned              nsets;
    char                 *err;
    size_t                err_len;
} parser_t;


static bool
refuse(parser_t *p, const char *reason, slice_t what)
{
    int  len = what.len > 60 ? 60 : (int) what.len;

    snprintf(p->err, p->err_len, "%s:%u: %s: \"%.*s\"", p->name, p->line,
             reason, len, (const char *) what.data);
    return false;
}


static slice_t
trim(slice_t s)
{
    while (s.len > 0 && (*s.data == ' ' || *s.data == '\t')) {
        s.data++;
        s.len--;
    }

    while (s.len > 0 && (s.data[s.len - 1] == ' ' || s.data[s.len - 1] == '\r'
                         || s.data[s.len - 1] == '\t'))
    {
        s.len--;
    }

    return s;
}


/* Cuts the piece before `separator` off the front of *rest. */

static slice_t
cut(slice_t *rest, char separator)
{
    const uint8_t  *end = rest->len == 0
                          ? NULL : memchr(rest->data, separator, rest->len);
    slice_t         piece = *rest;

    if (end == NULL) {
        rest->data += rest->len;
        rest->len = 0;
        return piece;
    }

    piece.len = (size_t) (end - rest->data);
    rest->data = end + 1;
    rest->len -= piece.len + 1;
    return piece;
}


/* "yesss" would fold to "yes", which says something else. */

static bool
is_stretched(slice_t word)
{
    for (size_t i = 2; i < word.len; i++) {
        if (word.data[i] == word.data[i - 1] && word.data[i] < 0x80
            && word.data[i] == word.data[i - 2])
        {
            return true;
        }
    }

    return false;
}


/* A word as texts have it; false: it folds to none or to several. */

static bool
word_fold(slice_t word, char out[WORD_MAX_], size_t *ret_len)
{
    fold_t  f;

    if (word.len == 0) {
        *ret_len = 0;
        return true;
    }

    if (is_stretched(word)) {
        return false;
    }

    fold_text(word, &f);
    if (f.n != 1 || f.word[0].len >= WORD_MAX_
        || f.word[0].kind == WORD_DIGITS)
    {
        return false;
    }

    memcpy(out, fold_bytes(&f, &f.word[0]), f.word[0].len);
    *ret_len = f.word[0].len;
    return true;
}


static bool
alternative_add(parser_t *p, lex_element_t *e, const char *s, size_t len)
{
    sentiment_lexicon_t  *l = p->l;
    uint16_t              id = lex_word_add(l, s, len);

    if (id == 0 || l->nalternatives == LEX_ALTERNATIVES) {
        return refuse(p, "the lexicons are full (LEX_WORDS, LEX_BYTES, "
                      "LEX_ALTERNATIVES)", (slice_t) { (void *) s, len });
    }

    l->alternatives[l->nalternatives++] = id;
    e->n++;
    return true;
}


/* stem%SET: every ending of the set behind the stem; "-" is the empty one. */

static bool
endings_add(parser_t *p, lex_element_t *e, slice_t stem, slice_t set)
{
    char      word[2 * WORD_MAX_];
    size_t    stem_len, len;
    slice_t   list = { NULL, 0 };

    for (unsigned i = 0; i < p->nsets; i++) {
        if (p->sets[i].name.len == set.len
            && memcmp(p->sets[i].name.data, set.data, set.len) == 0)
        {
            list = p->sets[i].list;
        }
    }

    if (list.len == 0) {
        return refuse(p, "no such endings", set);
    }

    if (!word_fold(stem, word, &stem_len) || stem_len == 0) {
        return refuse(p, "not one word", stem);
    }

    while (list.len > 0) {
        slice_t  ending = cut(&list, ' ');

        if (ending.len == 0) {
            continue;
        }

        len = 0;
        if ((ending.len != 1 || *ending.data != '-')
            && !word_fold(ending, word + stem_len, &len))
        {
            return refuse(p, "not an ending", ending);
        }

        if (!alternative_add(p, e, word, stem_len + len)) {
            return false;
        }
    }

    return true;
}


/* "a|b|stem%SET" into the element. */

static bool
alternatives_add(parser_t *p, lex_element_t *e, slice_t all)
{
    slice_t  whole = all;

    while (all.len > 0) {
        slice_t         one = cut(&all, '|');
        slice_t         set = one;
        slice_t         stem = cut(&set, '%');
        char            word[WORD_MAX_];
        size_t          len;

        if (one.len == 1 && *one.data == '9') {
            p->l->alternatives[p->l->nalternatives++] = LEX_NUMBER;
            e->n++;
            continue;
        }

        if (set.len > 0) {
            if (!endings_add(p, e, stem, set)) {
                return false;
            }
            continue;
        }

        if (stem.len != one.len || !word_fold(one, word, &len) || len == 0) {
            return refuse(p, "not one plain word (an apostrophe is a "
                          "blank, no letter comes three times)", one);
        }

        if (!alternative_add(p, e, word, len)) {
            return false;
        }
    }

    return e->n > 0 ? true : refuse(p, "nothing to match", whole);
}


static bool
element_add(parser_t *p, slice_t s)
{
    sentiment_lexicon_t  *l = p->l;
    lex_element_t        *e = &l->elements[l->nelements];

    if (l->nelements + 1 >= LEX_ELEMENTS) {
        return refuse(p, "the lexicons are full (LEX_ELEMENTS)", s);
    }

    *e = (lex_element_t) { .first = l->nalternatives };
    l->nelements++;

    if (s.len == 1 && memchr("*^>", *s.data, 3) != NULL) {
        e->form = *s.data == '*' ? LEX_GAP
                  : *s.data == '^' ? LEX_BEGIN : LEX_END;
        return true;
    }

    if (*s.data == '?' || *s.data == '!') {
        e->form = *s.data == '?' ? LEX_OPTIONAL : LEX_NOT;
        s.data++;
        s.len--;
    }

    return alternatives_add(p, e, s);
}


/* Links the newest pattern to every word it can begin with. */

static bool
begin_link(parser_t *p, const lex_pattern_t *pattern, slice_t entry)
{
    sentiment_lexicon_t  *l = p->l;

    for (unsigned i = 0; i < pattern->n; i++) {
        const lex_element_t  *e = &l->elements[pattern->first + i];

        if (e->form == LEX_BEGIN) {
            continue;
        }

        if (e->form != LEX_WORD && e->form != LEX_OPTIONAL) {
            break;
        }

        for (unsigned k = 0; k < e->n; k++) {
            uint16_t  id = l->alternatives[e->first + k];

            if (l->nlinks + 1 >= LEX_LINKS) {
                return refuse(p, "the lexicons are full (LEX_LINKS)", entry);
            }
            l->links[++l->nlinks] = (lex_link_t) {
                .next = l->heads[id], .pattern = (uint16_t) l->npatterns
            };
            l->heads[id] = l->nlinks;
        }

        if (e->form == LEX_WORD) {
            return true;
        }
    }

    return refuse(p, "an entry begins with a word", entry);
}


/* A "no" that is one word: phrases that hold it are not turned by another. */

static void
negator_note(parser_t *p, const lex_pattern_t *pattern)
{
    const lex_element_t  *e = &p->l->elements[pattern->first];

    for (unsigned i = 0; i < e->n && pattern->n == 1; i++) {
        p->l->negators[p->l->alternatives[e->first + i]] |=
            (uint8_t) (1u << p->language);
    }
}


static bool
entry_add(parser_t *p, slice_t entry)
{
    sentiment_lexicon_t  *l = p->l;
    lex_pattern_t        *pattern = &l->patterns[l->npatterns];
    slice_t               rest = entry;
    unsigned              words = 0;

    if (!p->sectioned) {
        return refuse(p, "an entry before the first [sense]", entry);
    }

    if (l->npatterns + 1 >= LEX_PATTERNS) {
        return refuse(p, "the lexicons are full (LEX_PATTERNS)", entry);
    }

    *pattern = (lex_pattern_t) {
        .first = l->nelements, .sense = (uint8_t) p->sense,
        .language = (uint8_t) p->language, .line = (uint16_t) p->line,
        .weight = p->weight
    };

    while (rest.len > 0) {
        slice_t  element = cut(&rest, ' ');

        if (element.len == 0) {
            continue;
        }
        if (!element_add(p, element)) {
            return false;
        }
        if (++words > SENSE_WORDS_MAX + 2) {
            return refuse(p, "too many elements", entry);
        }
    }

    pattern->n = (uint8_t) words;
    if (!begin_link(p, pattern, entry)) {
        return false;
    }

    if (p->sense == SENSE_NEGATOR) {
        negator_note(p, pattern);
    }

    l->npatterns++;
    l->entries[p->language]++;
    return true;
}


/* "[sense weight]"; the weight may be left out: 1. */

static bool
section_open(parser_t *p, slice_t line)
{
    slice_t  inner = { line.data + 1, line.len < 3 ? 0 : line.len - 2 };
    slice_t  weight = inner;
    slice_t  name = cut(&weight, ' ');
    char     number[16], *end;
    double   value = 1;

    if (line.len < 3 || line.data[line.len - 1] != ']') {
        return refuse(p, "a section is [sense weight]", line);
    }

    weight = trim(weight);
    if (weight.len > 0) {
        snprintf(number, sizeof(number), "%.*s", (int) weight.len,
                 (const char *) weight.data);
        value = strtod(number, &end);
        if (*end != '\0' || !(value > 0 && value <= WEIGHT_MAX)) {
            return refuse(p, "a weight is above 0, at most 4", line);
        }
    }

    for (unsigned i = 0; i < SENSES; i++) {
        const char  *s = sense_name((sense_t) i);

        if (strlen(s) == name.len && memcmp(s, name.data, name.len) == 0) {
            p->sense = (sense_t) i;
            p->weight = (float) value;
            p->sectioned = true;
            return true;
        }
    }

    return refuse(p, "no such sense", line);
}


/* "endings NAME: a b c" */

static bool
endings_define(parser_t *p, slice_t line)
{
    slice_t  list = { line.data + 8, line.len - 8 };
    slice_t  name = trim(cut(&list, ':'));

    list = trim(list);
    if (name.len == 0 || list.len == 0) {
        return refuse(p, "endings are \"endings NAME: a b -\"", line);
    }

    if (p->nsets == SETS_MAX) {
        return refuse(p, "too many endings (SETS_MAX)", line);
    }

    p->sets[p->nsets++] = (endings_t) { name, list };
    return true;
}


static bool
line_read(parser_t *p, slice_t line)
{
    line = trim(line);
    if (line.len == 0 || *line.data == '#') {
        return true;
    }

    if (line.len > LINE_MAX_) {
        return refuse(p, "the line is too long", line);
    }

    if (*line.data == '[') {
        return section_open(p, line);
    }

    if (line.len > 8 && memcmp(line.data, "endings ", 8) == 0) {
        return endings_define(p, line);
    }

    while (line.len > 0) {
        slice_t  entry = trim(cut(&line, ','));

        if (entry.len > 0 && !entry_add(p, entry)) {
            return false;
        }
    }

    return true;
}


bool
sentiment_lexicon_add(sentiment_lexicon_t *l, const char *name,
    unsigned language, slice_t text, char *err, size_t err_len)
{
    parser_t  p = { .l = l, .name = name, .language = language, .err = err,
                    .err_len = err_len };

    while (text.len > 0) {
        slice_t  line = cut(&text, '\n');

        p.line++;
        if (!line_read(&p, line)) {
            return false;
        }
    }

    return true;
}
