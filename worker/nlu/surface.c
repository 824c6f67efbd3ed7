/*
 * surface - see surface.h.  One pass over the bytes for words and marks, one
 * for emoticons; letters beyond Latin-1 count as small.
 */

#include "worker/nlu/surface.h"

#define LOUD_WORDS_MIN   2      /* one word in capitals may be a name */
#define LOUD_SHARE       0.7
#define STRETCH_MIN      3

typedef enum { CHAR_OTHER = 0, CHAR_SMALL, CHAR_CAPITAL, CHAR_DIGIT } char_t;

typedef struct {
    unsigned  letters, capitals, digits;
    uint8_t   last;             /* letter, small */
    unsigned  run;              /* of last */
    bool      stretched;
} running_t;


/* What kind of character stands at p, and how many bytes it has. */

static char_t
char_read(const uint8_t *p, const uint8_t *end, size_t *ret_len)
{
    *ret_len = 1;

    if (*p >= 'a' && *p <= 'z') {
        return CHAR_SMALL;
    }

    if (*p >= 'A' && *p <= 'Z') {
        return CHAR_CAPITAL;
    }

    if (*p >= '0' && *p <= '9') {
        return CHAR_DIGIT;
    }

    if (*p == 0xc3 && p + 1 < end && p[1] >= 0x80 && p[1] != 0x97
        && p[1] != 0xb7)
    {
        *ret_len = 2;
        return p[1] < 0x9f ? CHAR_CAPITAL : CHAR_SMALL;
    }

    return CHAR_OTHER;
}


static void
word_end(surface_t *s, running_t *w)
{
    if (w->letters >= 2 && w->digits == 0) {
        s->words++;
        s->loud += w->capitals == w->letters;
        s->stretched += w->stretched;
    }

    *w = (running_t) { 0 };
}


static void
word_letter(running_t *w, char_t kind, const uint8_t *p, size_t len)
{
    uint8_t  c = p[len - 1] | 0x20;

    w->letters++;
    w->capitals += kind == CHAR_CAPITAL;
    w->run = w->letters > 1 && c == w->last ? w->run + 1 : 1;
    w->last = c;

    /* "www" is no emphasis */

    if (w->run >= STRETCH_MIN && c != 'w') {
        w->stretched = true;
    }
}


/* Runs of ! and ?; inverted ones and blanks do not end them. */

static size_t
marks_read(surface_t *s, const uint8_t *p, const uint8_t *end)
{
    const uint8_t  *start = p;
    unsigned        exclaims = 0, questions = 0;

    while (p < end && (*p == '!' || *p == '?')) {
        exclaims += *p == '!';
        questions += *p == '?';
        p++;
    }

    if (exclaims > 0 && exclaims + questions > s->exclaims) {
        s->exclaims = exclaims + questions;
    }

    if (questions > s->questions) {
        s->questions = questions;
    }

    return (size_t) (p - start);
}


/* ":)" ":-(" ":'(" "=D" "<3": eyes, a nose or a tear, a mouth. */

static void
emoticon_read(surface_t *s, const uint8_t *p, const uint8_t *end)
{
    size_t  n = (size_t) (end - p);

    if (n >= 2 && p[0] == '<' && p[1] == '3') {
        s->smiles++;
        return;
    }

    if (n < 2 || (*p != ':' && *p != ';' && *p != '=')) {
        return;
    }

    p++;
    if (n >= 3 && (*p == '-' || *p == '\'')) {
        p++;
    }

    /* ":/" of a link, ":D" of a clock are none */

    if (*p == ')' || *p == ']'
        || (*p == 'D' && (p + 1 == end || p[1] == ' ' || p[1] == '\n')))
    {
        s->smiles++;

    } else if (*p == '(' || *p == '['
               || (*p == '/' && (p + 1 == end || p[1] == ' ')))
    {
        s->frowns++;
    }
}


void
surface_read(slice_t text, surface_t *ret)
{
    const uint8_t  *p = text.data, *end = slice_end(text);
    running_t       word = { 0 };
    surface_t       s = { 0 };

    while (p < end) {
        size_t  len;
        char_t  kind = char_read(p, end, &len);

        if (kind == CHAR_SMALL || kind == CHAR_CAPITAL) {
            word_letter(&word, kind, p, len);
            p += len;
            continue;
        }

        if (kind == CHAR_DIGIT) {
            word.digits++;
            p++;
            continue;
        }

        word_end(&s, &word);

        if (*p == '!' || *p == '?') {
            p += marks_read(&s, p, end);
            continue;
        }

        emoticon_read(&s, p, end);
        s.ellipses += end - p >= 3 && memcmp(p, "...", 3) == 0
                      && (p == text.data || p[-1] != '.');
        s.ellipses += end - p >= 3 && memcmp(p, "\xe2\x80\xa6", 3) == 0;
        p++;
    }

    word_end(&s, &word);

    s.shouting = s.loud >= LOUD_WORDS_MIN && s.loud >= s.words * LOUD_SHARE;
    *ret = s;
}
