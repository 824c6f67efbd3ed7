/*
 * fold - see fold.h.  One pass; bytes that are not UTF-8 separate words.
 */

#include "worker/nlu/fold.h"

#include "worker/nlu/utf8.h"

/*
 * Latin-1 letters 0xc0-0xff to their base letter (0: two letters or none) and
 * their mark; upper and lower case share the low five bits.
 */

static const struct {
    char     base;
    int8_t   mark;              /* fold_mark_t, or -1 */
} latin1[32] = {
    { 'a', MARK_GRAVE }, { 'a', MARK_ACUTE }, { 'a', MARK_CIRCUMFLEX },
    { 'a', MARK_TILDE }, { 'a', MARK_OTHER }, { 'a', MARK_OTHER },
    { 'a', MARK_OTHER }, { 'c', MARK_CEDILLA },
    { 'e', MARK_GRAVE }, { 'e', -1 }, { 'e', MARK_CIRCUMFLEX }, { 'e', -1 },
    { 'i', MARK_GRAVE_IO }, { 'i', MARK_ACUTE }, { 'i', MARK_CIRCUMFLEX },
    { 'i', -1 },
    { 'd', MARK_OTHER }, { 'n', MARK_ENYE }, { 'o', MARK_GRAVE_IO },
    { 'o', MARK_ACUTE }, { 'o', MARK_CIRCUMFLEX }, { 'o', MARK_TILDE },
    { 'o', MARK_OTHER }, { 0, -1 },
    { 'o', MARK_OTHER }, { 'u', MARK_GRAVE }, { 'u', MARK_ACUTE },
    { 'u', MARK_CIRCUMFLEX }, { 'u', -1 }, { 'y', -1 },
    { 't', MARK_OTHER }, { 'y', -1 }
};

/* Base letters of Latin Extended-A, 0x100-0x17f; all count as MARK_OTHER. */

static const char  latin_a[] =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjjjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";


static bool
is_foreign_letter(uint32_t c)
{
    return (c >= 0x0370 && c < 0x2000) || (c >= 0x2c00 && c < 0x2e00)
           || (c >= 0x3040 && c < 0xa4d0) || (c >= 0xa500 && c < 0xd7a4)
           || (c >= 0xf900 && c < 0xfb00) || (c >= 0xfb1d && c < 0xfdff)
           || (c >= 0x20000 && c < 0x30000);
}


/* One code point to folded letters; returns how many (0: not a letter). */

static unsigned
fold_letter(fold_t *f, uint32_t c, char out[4])
{
    int  mark = -1;

    if (c < 0x80) {
        if (c >= 'A' && c <= 'Z') {
            c |= 0x20;
        }
        if (c < 'a' || c > 'z') {
            return 0;
        }
        out[0] = (char) c;

    } else if (c >= 0xc0 && c <= 0xff) {
        if (c == 0xdf) {                                /* sharp s */
            f->marks[MARK_OTHER]++;
            out[0] = out[1] = 's';
            f->letters += 2;
            return 2;
        }
        out[0] = latin1[c & 31].base;
        mark = latin1[c & 31].mark;
        if (out[0] == 0) {                              /* times, divided */
            return 0;
        }

    } else if (c == 0x152 || c == 0x153) {              /* oe */
        f->marks[MARK_CIRCUMFLEX]++;
        f->letters += 2;
        out[0] = 'o';
        out[1] = 'e';
        return 2;

    } else if (c >= 0x100 && c <= 0x17f) {
        out[0] = latin_a[c - 0x100];
        mark = MARK_OTHER;

    } else if (c == 0xaa || c == 0xba) {                /* ordinals */
        out[0] = c == 0xaa ? 'a' : 'o';

    } else if (c > 0x17f && c < 0x250) {
        out[0] = 'x';
        mark = MARK_OTHER;

    } else {
        return 0;
    }

    f->letters++;
    if (mark >= 0) {
        f->marks[mark]++;
    }

    return 1;
}


static gap_t
gap_of(uint32_t c)
{
    switch (c) {
    case '.': case '!': case '?': case '\n': case 0xbf: case 0xa1: case 0x2026:
        return GAP_SENTENCE;
    case ',': case ';': case ':': case '(': case ')': case '"': case 0xab:
    case 0xbb: case 0x201c: case 0x201d: case 0x2013: case 0x2014:
        return GAP_CLAUSE;
    default:
        return GAP_SPACE;
    }
}


/* Opens a new word unless the running one is of the same kind. */

static word_t *
word_open(fold_t *f, word_t *running, word_kind_t kind, uint32_t from,
    gap_t gap)
{
    word_t  *w;

    if (running != NULL && running->kind == kind && kind != WORD_EMOJI) {
        return running;
    }

    if (f->n == FOLD_WORDS_MAX) {
        f->truncated = true;
        return NULL;
    }

    w = &f->word[f->n++];
    *w = (word_t) { .at = (uint16_t) f->used, .from = from, .to = from,
                    .gap = (uint8_t) gap, .kind = (uint8_t) kind };
    return w;
}


static bool
word_append(fold_t *f, word_t *w, const char *bytes, unsigned n, uint32_t to)
{
    if (f->used + n + 1 > FOLD_BYTES_MAX) {
        f->truncated = true;
        return false;
    }

    w->to = to;

    /* "holaaa": three or more of a letter are one, written with emphasis */

    if (n == 1 && w->kind == WORD_LETTERS && w->len >= 1
        && f->bytes[f->used - 1] == *bytes)
    {
        if (w->len >= 2 && f->bytes[f->used - 2] == *bytes) {
            f->used--;
            w->len--;
            f->stretched = true;
            return true;
        }
        if (f->stretched) {
            return true;
        }
    } else {
        f->stretched = false;
    }

    memcpy(f->bytes + f->used, bytes, n);
    f->used += n;
    w->len = (uint16_t) (w->len + n);
    return true;
}


void
fold_text(slice_t text, fold_t *f)
{
    const uint8_t  *p = text.data, *end = slice_end(text);
    word_t         *w = NULL;
    gap_t           gap = GAP_SENTENCE;

    f->n = 0;
    f->used = 0;
    f->question = f->truncated = f->stretched = false;
    f->letters = f->foreign = 0;
    memset(f->marks, 0, sizeof(f->marks));

    while (p < end && !f->truncated) {
        const uint8_t  *start = p;
        uint32_t        c = utf8_next(&p, end);
        uint32_t        from = (uint32_t) (start - text.data);
        uint32_t        to = (uint32_t) (p - text.data);
        char            out[4];
        unsigned        n = fold_letter(f, c, out);
        word_kind_t     kind = WORD_LETTERS;

        if (c >= '0' && c <= '9') {
            out[0] = (char) c;
            n = 1;
            kind = WORD_DIGITS;

        } else if (n == 0 && (utf8_is_emoji(c) || is_foreign_letter(c))) {
            kind = utf8_is_emoji(c) ? WORD_EMOJI : WORD_LETTERS;
            f->foreign += kind == WORD_LETTERS;
            n = to - from;
            memcpy(out, start, n);
        }

        if (n > 0) {
            w = word_open(f, w, kind, from, gap);
            if (w == NULL || !word_append(f, w, out, n, to)) {
                break;
            }
            gap = GAP_SPACE;
            continue;
        }

        if (c >= 0x300 && c < 0x370) {          /* combining: accent alone */
            continue;
        }

        if (c == '?' || c == 0xbf) {
            f->question = true;
        }
        if (c == 0xbf || c == 0xa1) {
            f->marks[MARK_ENYE]++;
        }

        if (gap_of(c) > gap) {                  /* the strongest one counts */
            gap = gap_of(c);
        }
        w = NULL;
    }
}


bool
fold_stretched(slice_t text, const word_t *last)
{
    fold_t  fold;

    fold_text(slice_make(text.data + last->from, last->to - last->from),
              &fold);

    return fold.stretched;
}
