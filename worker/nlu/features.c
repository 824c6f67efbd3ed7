/*
 * features - see features.h.
 */

#include "worker/nlu/features.h"

#include <math.h>

#include "worker/nlu/utf8.h"

/* One seed per kind, so that the word "a" is not the letter "a". */
#define SEED_WORD   0x9e3779b1u
#define SEED_CHARS  0x85ebca77u
#define SEED_NAME   0xc2b2ae3du


static void
feature_add(features_t *f, uint32_t hash)
{
    if (f->n == FEATURES_MAX) {
        f->truncated = true;
        return;
    }

    f->hash[f->n++] = feature_mix(hash);
}


void
features_begin(features_t *f)
{
    f->n = 0;
    f->truncated = false;
    memset(f->end, 0, sizeof(f->end));
}


void
features_close(features_t *f, feature_group_t group)
{
    for (unsigned g = group; g < FEATURE_GROUPS; g++) {
        f->end[g] = f->n;
    }
}


float
feature_value(const feature_spec_t *spec, feature_group_t group, uint32_t n)
{
    return n == 0 ? 0 : spec->weight[group] / sqrtf((float) n);
}


float
features_value(const features_t *f, const feature_spec_t *spec,
    feature_group_t group)
{
    uint32_t  from = group == 0 ? 0 : f->end[group - 1];

    return feature_value(spec, group, f->end[group] - from);
}


bool
feature_spec_ok(const feature_spec_t *spec)
{
    for (unsigned g = 0; g < FEATURE_GROUPS; g++) {
        if (!(spec->weight[g] >= 0 && spec->weight[g] <= 100)) {
            return false;
        }
    }

    return spec->words <= 4 && spec->chars_max <= FEATURE_CHARS
           && spec->chars_min <= spec->chars_max
           && (spec->chars_max == 0) == (spec->chars_min == 0)
           && spec->pairs <= 32;
}


/* The n-grams that begin with word[0], of more than `above` words and at most
 * `longest`. */

static void
grams_add(features_t *f, const token_t *word, unsigned above,
    unsigned longest)
{
    uint32_t  h = feature_hash(FEATURE_SEED, word[0].s, word[0].len);

    if (above == 0) {
        feature_add(f, h ^ SEED_WORD);
    }

    for (unsigned k = 1; k < longest; k++) {
        h = feature_hash(h * 31u + 7u, word[k].s, word[k].len);
        if (k >= above) {
            feature_add(f, h ^ SEED_WORD);
        }
    }
}


void
features_grams(features_t *f, const token_t *word, unsigned n,
    unsigned longest)
{
    for (unsigned i = 0; i < n && longest > 0; i++) {
        grams_add(f, word + i, 0, longest < n - i ? longest : n - i);
    }
}


void
features_across(features_t *f, const token_t *word, unsigned n, unsigned cut,
    unsigned longest)
{
    for (unsigned i = cut + 1 > longest ? cut + 1 - longest : 0; i < cut; i++)
    {
        grams_add(f, word + i, cut - i, longest < n - i ? longest : n - i);
    }
}


/* The edges of the text are words too: "<" first, ">" last. */

void
features_edges(features_t *f, const token_t *word, unsigned n,
    unsigned longest)
{
    uint32_t  h = feature_hash(FEATURE_SEED, "<", 1);

    if (n == 0 || longest < 2) {
        return;
    }

    h = feature_hash(h * 31u + 7u, word[0].s, word[0].len);
    feature_add(f, h ^ SEED_WORD);

    h = feature_hash(FEATURE_SEED, word[n - 1].s, word[n - 1].len);
    h = feature_hash(h * 31u + 7u, ">", 1);
    feature_add(f, h ^ SEED_WORD);
}


void
features_words(features_t *f, const token_t *word, unsigned n,
    unsigned longest)
{
    features_grams(f, word, n, longest);
    features_edges(f, word, n, longest);
}


static size_t
char_length(const char *s, const char *end)
{
    const char  *p = s + 1;

    while (p < end && ((uint8_t) *p & 0xc0) == 0x80) {
        p++;
    }

    return (size_t) (p - s);
}


/* n-grams of bytes, each of which is a character. */

static void
padded_bytes(features_t *f, const char *padded, size_t len, unsigned shortest,
    unsigned longest)
{
    for (size_t i = 0; i < len; i++) {
        size_t    most = longest < len - i ? longest : len - i;
        uint32_t  h = FEATURE_SEED;

        for (size_t k = 1; k <= most; k++) {
            h = feature_hash(h, padded + i + k - 1, 1);

            if (k >= shortest && !(k == 1 && padded[i] == ' ')) {
                feature_add(f, h ^ SEED_CHARS);
            }
        }
    }
}


static void
padded_chars(features_t *f, const char *padded, size_t len, unsigned shortest,
    unsigned longest)
{
    const char  *end = padded + len;

    for (const char *s = padded; s < end; s += char_length(s, end)) {
        uint32_t     h = FEATURE_SEED;
        const char  *p = s;

        for (unsigned k = 1; k <= longest && p < end; k++) {
            size_t  bytes = char_length(p, end);

            h = feature_hash(h, p, bytes);
            p += bytes;

            if (k >= shortest && !(k == 1 && *s == ' ')) {
                feature_add(f, h ^ SEED_CHARS);
            }
        }
    }
}


/* n-grams of one word between two blanks; a gram is at least one character. */

static void
word_chars(features_t *f, const token_t *word, unsigned shortest,
    unsigned longest)
{
    char     padded[FEATURE_WORD_MAX + 2];
    size_t   len = word->len < FEATURE_WORD_MAX ? word->len
                                                : FEATURE_WORD_MAX;
    uint8_t  bits = 0;

    padded[0] = padded[len + 1] = ' ';
    memcpy(padded + 1, word->s, len);
    for (size_t i = 0; i < len; i++) {
        bits |= (uint8_t) word->s[i];
    }

    if (bits < 0x80) {
        padded_bytes(f, padded, len + 2, shortest, longest);
    } else {
        padded_chars(f, padded, len + 2, shortest, longest);
    }
}


void
features_chars(features_t *f, const token_t *word, unsigned n,
    unsigned shortest, unsigned longest)
{
    for (unsigned i = 0; i < n && longest > 0; i++) {
        word_chars(f, &word[i], shortest, longest);
    }
}


void
features_name(features_t *f, const char *name)
{
    feature_add(f, feature_hash(FEATURE_SEED, name, strlen(name)) ^ SEED_NAME);
}


/* ---- text to tokens ---- */

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}


static bool
has_digit(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (s[i] >= '0' && s[i] <= '9') {
            return true;
        }
    }

    return false;
}


static bool
starts_with(const char *s, size_t len, const char *head)
{
    size_t  n;

    if ((s[0] | 0x20) != head[0]) {
        return false;                   /* most words, at once */
    }

    n = strlen(head);
    return len > n && strncasecmp(s, head, n) == 0;
}


/* "www.x.y", "https://...", "a@b.c", "@handle", "shop.example/x" */

static bool
is_address(const char *s, size_t len)
{
    const char  *dot;

    if (memchr(s, '@', len) != NULL || starts_with(s, len, "http://")
        || starts_with(s, len, "https://") || starts_with(s, len, "www."))
    {
        return true;
    }

    dot = memchr(s, '.', len);
    return dot != NULL && dot > s + 1 && dot + 2 < s + len && dot[1] >= 'a'
           && dot[1] <= 'z' && dot[2] >= 'a' && dot[2] <= 'z'
           && memchr(s, '/', len) != NULL;
}


unsigned
text_blank(slice_t text, bool ids, char *out)
{
    const char  *s = (const char *) text.data;
    unsigned     n = 0;

    for (size_t i = 0; i < text.len;) {
        size_t  from = i;

        if (is_blank(s[i])) {
            out[i] = s[i];
            i++;
            continue;
        }

        while (i < text.len && !is_blank(s[i])) {
            i++;
        }

        if (is_address(s + from, i - from)
            || (ids && has_digit(s + from, i - from)))
        {
            memset(out + from, ' ', i - from);
            n++;
        } else {
            memcpy(out + from, s + from, i - from);
        }
    }

    return n;
}


unsigned
tokens_folded(const fold_t *fold, token_t *ret, unsigned max)
{
    unsigned  n = 0;

    for (unsigned i = 0; i < fold->n && n < max; i++) {
        const word_t  *w = &fold->word[i];

        ret[n++] = w->kind == WORD_DIGITS
                   ? (token_t) { "0", 1 }
                   : (token_t) { fold_bytes(fold, w), w->len };
    }

    return n;
}


/* Lower case of Latin letters; 0 when c is no letter. */

static uint32_t
letter_lower(uint32_t c)
{
    if (c < 0x80) {
        c |= 0x20;
        return c >= 'a' && c <= 'z' ? c : 0;
    }

    if (c >= 0xc0 && c <= 0xde && c != 0xd7) {
        return c + 0x20;
    }

    if (c >= 0x100 && c <= 0x17f) {             /* pairs: upper, lower */
        return (c >= 0x139 && c <= 0x148) || c >= 0x179 ? c + (c & 1)
                                                        : c | 1;
    }

    return c >= 0xdf && c != 0xf7 && !utf8_is_emoji(c) && !utf8_is_mark(c)
           ? c : 0;
}


static bool
is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x60 || c == 0xb4;
}


unsigned
tokens_letters(slice_t text, char *buf, token_t *ret, unsigned max)
{
    const uint8_t  *p = text.data, *end = slice_end(text);
    char           *to = buf;
    token_t        *word = NULL;
    unsigned        n = 0;

    while (p < end) {
        uint32_t  c = utf8_next(&p, end);
        uint32_t  lower = letter_lower(c);

        if (c >= 0x300 && c < 0x370) {          /* combining: accent alone */
            continue;
        }

        if (lower == 0 && word != NULL && is_apostrophe(c)) {
            lower = '\'';
        }

        if (lower == 0) {
            word = NULL;
            continue;
        }

        if (word == NULL) {
            if (n == max) {
                break;
            }
            word = &ret[n++];
            *word = (token_t) { to, 0 };
        }

        to += utf8_put(lower, to);
        word->len = (size_t) (to - word->s);
    }

    return n;
}
