/*
 * ocr_words - see ocr_words.h.
 *
 * Words below WORD_LEAST and paragraphs below BLOCK_LEAST are what tesseract
 * sees in leaves and brickwork, not text.
 */

#include "decode/ocr_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "common/banned.h"

#define BLOCK_LEAST  45             /* mean confidence of a paragraph */
#define SHORT_WORD   4              /* bytes, the blank too: specks */
#define WORD_LEAST   20
#define CELL_WORDS   3              /* in a line of a column of a table */


static void
grown_add(grown_t *g, const char *text)
{
    size_t  n = strlen(text);

    if (g->len + n + 1 > g->size) {
        size_t   size = 2 * (g->len + n + 1);
        char    *bytes = realloc(g->bytes, size);

        if (bytes == NULL) {
            return;
        }
        g->bytes = bytes;
        g->size = size;
    }

    memcpy(g->bytes + g->len, text, n + 1);
    g->len += n;
}


static void
block_end(reading_t *r)
{
    double   mean;
    json_t  *item;

    if (r->block_words == 0) {
        return;
    }

    mean = r->block_sum / r->block_words;

    if (mean < BLOCK_LEAST
        || (mean < UPRIGHT_LEAST
            && r->block.len < SHORT_WORD * (size_t) r->block_words))
    {
        r->lost += r->block_words;
        r->lost_sum += r->block_sum;

    } else {
        if (r->all.len > 0) {
            grown_add(&r->all, "\n\n");
        }
        grown_add(&r->all, r->block.bytes);
        r->words += r->block_words;
        r->sum += r->block_sum;

        item = json_object();
        (void) json_object_set_new(item, "text",
                                   json_string(r->block.bytes));
        (void) json_object_set_new(item, "confidence",
                                   json_integer((json_int_t) (mean + 0.5)));
        (void) json_array_append_new(r->blocks, item);
    }

    r->block.len = 0;
    r->block_words = 0;
    r->block_sum = 0;
}


static bool
has_letter(const char *word)
{
    for ( ; *word != '\0'; word++) {
        if (isalnum((unsigned char) *word) || (unsigned char) *word >= 0x80) {
            return true;
        }
    }

    return false;
}


static void
word_add(reading_t *r, char *word, double sure, bool line_begins)
{
    if (r->english && word[0] == '|'
        && (word[1] == '\0' || word[1] == '\''))
    {
        word[0] = 'I';
    }

    /* a dash or a bar that is none */
    if (sure < (has_letter(word) ? WORD_LEAST : 2 * WORD_LEAST)) {
        return;
    }

    if (r->block.len > 0) {
        grown_add(&r->block, line_begins ? "\n" : " ");
    }
    grown_add(&r->block, word);
    r->block_words++;
    r->block_sum += sure;
}


static void
region_add(reading_t *r, TessPageIterator *place)
{
    region_t  *region = &r->regions[r->nregions];

    if (r->nregions == REGIONS_MAX) {
        return;
    }

    *region = (region_t) { .lines = 0 };
    if (TessPageIteratorBoundingBox(place, RIL_BLOCK, &region->left,
                                    &region->top, &region->right,
                                    &region->bottom))
    {
        r->nregions++;
    }
}


static bool
beside(const region_t *a, const region_t *b)
{
    int  top = a->top > b->top ? a->top : b->top;
    int  bottom = a->bottom < b->bottom ? a->bottom : b->bottom;
    int  least = a->bottom - a->top < b->bottom - b->top
                 ? a->bottom - a->top : b->bottom - b->top;

    return (a->right <= b->left || b->right <= a->left)
           && 2 * (bottom - top) > least;
}


bool
words_are_torn(const reading_t *r)
{
    for (int i = 0; i < r->nregions; i++) {
        const region_t  *a = &r->regions[i];

        if (a->lines == 0 || a->words > CELL_WORDS * a->lines) {
            continue;
        }
        for (int k = 0; k < r->nregions; k++) {
            if (k != i && r->regions[k].lines > 0
                && beside(a, &r->regions[k]))
            {
                return true;
            }
        }
    }

    return false;
}


void
words_read(TessBaseAPI *api, reading_t *r)
{
    TessResultIterator  *it = TessBaseAPIGetIterator(api);
    TessPageIterator    *place;
    bool                 line_begins = false;

    if (it == NULL) {
        return;
    }

    place = TessResultIteratorGetPageIterator(it);

    do {
        char  *word = TessResultIteratorGetUTF8Text(it, RIL_WORD);

        if (TessPageIteratorIsAtBeginningOf(place, RIL_BLOCK)) {
            region_add(r, place);
        }
        if (TessPageIteratorIsAtBeginningOf(place, RIL_PARA)) {
            block_end(r);
        }
        /* also when the line's first word is dropped */
        line_begins |= TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE);

        if (word != NULL && word[strspn(word, " ")] != '\0') {
            size_t  before = r->block.len;

            word_add(r, word, TessResultIteratorConfidence(it, RIL_WORD),
                     line_begins);
            if (r->nregions > 0 && r->block.len != before) {
                r->regions[r->nregions - 1].words++;
                r->regions[r->nregions - 1].lines += line_begins;
            }
            line_begins = line_begins && r->block.len == before;
        }
        TessDeleteText(word);
    } while (TessResultIteratorNext(it, RIL_WORD));

    block_end(r);
    TessResultIteratorDelete(it);
}


void
words_release(reading_t *r)
{
    free(r->block.bytes);
}
