/*
 * mutate - the corpus of the built-in fuzzer, and how an input is changed.
 *
 * A new input is an old one after 1 to 8 edits, each a row of `edits`.  Every
 * edit keeps the length between 0 and max.
 */

#include "t/fuzz/driver/driver.h"

#include <stdio.h>
#include <stdlib.h>

#define WORDS_MAX  256
#define WORD_LEN   64
#define EDITS_MAX  8

typedef struct {
    const corpus_t  *corpus;
    uint8_t         *data;
    size_t           len, max;
} edit_t;

static struct { uint8_t data[WORD_LEN]; size_t len; }  words[WORDS_MAX];
static size_t                                          nwords;


static size_t
below(size_t n)
{
    return n == 0 ? 0 : (size_t) random() % n;
}


/* ---- corpus ---- */

void
corpus_add(corpus_t *corpus, const uint8_t *data, size_t len)
{
    if (corpus->n == corpus->max) {
        corpus->max = corpus->max == 0 ? 64 : 2 * corpus->max;
        corpus->input = realloc(corpus->input,
                                corpus->max * sizeof(input_t));
        if (corpus->input == NULL) {
            abort();
        }
    }

    corpus->input[corpus->n].data = malloc(len + 1);
    corpus->input[corpus->n].len = len;

    if (corpus->input[corpus->n].data == NULL) {
        abort();
    }

    memcpy(corpus->input[corpus->n++].data, data, len);
}


void
corpus_free(corpus_t *corpus)
{
    for (size_t i = 0; i < corpus->n; i++) {
        free(corpus->input[i].data);
    }

    free(corpus->input);
}


static void
word_read(const char *text)
{
    char  hex[3] = "";

    words[nwords].len = 0;

    for (; *text != '"' && *text != '\0' && *text != '\n'; text++) {
        uint8_t  byte = (uint8_t) *text;

        if (*text == '\\' && text[1] == 'x' && text[2] != '\0') {
            memcpy(hex, text + 2, 2);
            byte = (uint8_t) strtoul(hex, NULL, 16);
            text += 3;
        } else if (*text == '\\' && text[1] != '\0') {
            byte = (uint8_t) *++text;
        }

        if (words[nwords].len < WORD_LEN) {
            words[nwords].data[words[nwords].len++] = byte;
        }
    }

    nwords++;
}


void
dictionary_read(const char *path)
{
    char   line[512], *quote;
    FILE  *file = fopen(path, "r");

    if (file == NULL) {
        fprintf(stderr, "fuzz: cannot read %s\n", path);
        exit(2);
    }

    while (nwords < WORDS_MAX && fgets(line, sizeof(line), file) != NULL) {
        quote = line[0] == '#' ? NULL : strchr(line, '"');

        if (quote != NULL) {
            word_read(quote + 1);
        }
    }

    (void) fclose(file);
}


/* ---- edits ---- */

/* Puts bytes at a place; what does not fit falls off the end. */
static void
insert(edit_t *e, size_t at, const uint8_t *bytes, size_t n)
{
    size_t  tail = e->len - at;

    if (n > e->max - at) {
        n = e->max - at;
    }

    if (tail > e->max - at - n) {
        tail = e->max - at - n;
    }

    memmove(e->data + at + n, e->data + at, tail);
    memcpy(e->data + at, bytes, n);
    e->len = at + n + tail;
}


static void
edit_bit(edit_t *e)
{
    if (e->len > 0) {
        e->data[below(e->len)] ^= (uint8_t) (1u << below(8));
    }
}


static void
edit_byte(edit_t *e)
{
    static const uint8_t  odd[] = {
        0, 1, 0x7f, 0x80, 0xff, '"', '\\', '{', '}', '[', ']', ',', ':', '0',
        '9', '-', '.', 'e', 'u', '=', '&', '%', '+', ' ', '\n', 0xc0, 0xed,
    };

    if (e->len > 0) {
        e->data[below(e->len)] = below(2) ? (uint8_t) random()
                                          : odd[below(sizeof(odd))];
    }
}


static void
edit_grow(edit_t *e)
{
    uint8_t  bytes[16];
    size_t   n = 1 + below(sizeof(bytes));
    bool     same = below(2);

    for (size_t i = 0; i < n; i++) {
        bytes[i] = same && i > 0 ? bytes[0] : (uint8_t) random();
    }

    insert(e, below(e->len + 1), bytes, n);
}


static void
edit_shrink(edit_t *e)
{
    size_t  at = below(e->len), n = 1 + below(below(4) ? 8 : e->len);

    n = n > e->len - at ? e->len - at : n;
    memmove(e->data + at, e->data + at + n, e->len - at - n);
    e->len -= n;
}


static void
edit_word(edit_t *e)
{
    size_t  w = below(nwords), at = below(e->len + 1), n;

    if (nwords == 0) {
        return;
    }

    n = words[w].len;

    if (below(2) && n <= e->len - at) {
        memcpy(e->data + at, words[w].data, n);
    } else {
        insert(e, at, words[w].data, n);
    }
}


/* A piece of this or another input goes somewhere. */
static void
edit_splice(edit_t *e)
{
    const input_t  *from = &e->corpus->input[below(e->corpus->n)];
    size_t          at = below(from->len), n = below(from->len - at + 1);

    insert(e, below(e->len + 1), from->data + at, n);
}


static void
edit_repeat(edit_t *e)
{
    uint8_t  bytes[64];
    size_t   at = below(e->len), n = below(sizeof(bytes)) + 1;
    size_t   times = 1 + below(32);

    n = n > e->len - at ? e->len - at : n;
    memcpy(bytes, e->data + at, n);

    while (times-- > 0) {
        insert(e, at, bytes, n);
    }
}


/* A number becomes another one of as many digits. */
static void
edit_digits(edit_t *e)
{
    for (size_t i = below(e->len); i < e->len; i++) {
        if (e->data[i] >= '0' && e->data[i] <= '9') {
            e->data[i] = (uint8_t) ('0' + below(10));
        } else if (below(4) == 0) {
            break;
        }
    }
}


static void (*const  edits[])(edit_t *e) = {
    edit_bit, edit_byte, edit_byte, edit_grow, edit_shrink, edit_shrink,
    edit_word, edit_word, edit_splice, edit_splice, edit_repeat, edit_digits,
};


/* Young inputs twice as often: what was found last leads on. */
size_t
mutate(const corpus_t *corpus, uint8_t *ret_data, size_t max)
{
    size_t          half = corpus->n / 2;
    const input_t  *from = &corpus->input[below(2) ? below(corpus->n)
                                           : half + below(corpus->n - half)];
    edit_t          e = { corpus, ret_data, from->len, max };
    size_t          n = 1 + below(below(4) ? 3 : EDITS_MAX);

    e.len = e.len > max ? max : e.len;
    memcpy(ret_data, from->data, e.len);

    while (n-- > 0) {
        edits[below(sizeof(edits) / sizeof(edits[0]))](&e);
    }

    return e.len;
}
