/*
 * examples - see examples.h.
 */

#include "worker/train/examples.h"

#include <stdio.h>
#include <stdlib.h>

#include "worker/nlu/sentiment_lexicon.h"
#include "worker/train/augment.h"
#include "worker/train/escalation.h"
#include "worker/train/expand.h"

#define BLOCK_NODES  (1u << 20)
#define LETTER_EACH  4                  /* sentences of a template */


static int
node_compare(const void *a, const void *b)
{
    const struct feature_node  *x = a, *y = b;

    return x->index - y->index;
}


size_t
example_row(const recipe_t *recipe, const char *lang, const char *text,
    struct feature_node row[EXAMPLE_NODES_MAX])
{
    static features_t  f;
    const uint32_t     mask = (1u << recipe->bits) - 1;
    fold_t             fold;
    size_t             n = 0, k = 0;

    fold_text(slice_str(text), &fold);
    task_features_in(recipe->task, sense_languages(lexicon_index(lang)),
                     recipe->spec, &recipe->concepts, slice_str(text), &fold,
                     &f);

    for (unsigned g = 0; g < FEATURE_GROUPS; g++) {
        float  value = features_value(&f, recipe->spec, g);

        for (uint32_t i = g == 0 ? 0 : f.end[g - 1]; i < f.end[g]; i++) {
            row[n++] = (struct feature_node) {
                (int) (f.hash[i] & mask) + 1, (double) value
            };
        }
    }

    qsort(row, n, sizeof(row[0]), node_compare);

    for (size_t i = 0; i < n; i++) {
        if (k > 0 && row[k - 1].index == row[i].index) {
            row[k - 1].value += row[i].value;
        } else {
            row[k++] = row[i];
        }
    }

    row[k++] = (struct feature_node) { (int) mask + 2, 1 };
    row[k] = (struct feature_node) { -1, 0 };

    return k;
}


static bool
examples_grow(examples_t *e)
{
    size_t  size = e->size == 0 ? 4096 : 2 * e->size;
    void   *row, *label, *line;

    if (e->n < e->size) {
        return true;
    }

    row = realloc(e->row, size * sizeof(e->row[0]));
    if (row == NULL) {
        return false;
    }
    e->row = row;

    label = realloc(e->label, size * sizeof(e->label[0]));
    if (label == NULL) {
        return false;
    }
    e->label = label;

    line = realloc(e->line, size * sizeof(e->line[0]));
    if (line == NULL) {
        return false;
    }
    e->line = line;

    e->size = size;
    return true;
}


/* Room for n nodes that never move. */

static struct feature_node *
nodes_take(examples_t *e, size_t n)
{
    if (e->left < n) {
        void  **block = realloc(e->block, (e->blocks + 1) * sizeof(*block));

        if (block == NULL) {
            return NULL;
        }

        e->block = block;
        e->free = malloc(BLOCK_NODES * sizeof(e->free[0]));
        if (e->free == NULL) {
            return NULL;
        }

        e->block[e->blocks++] = e->free;
        e->left = BLOCK_NODES;
    }

    e->free += n;
    e->left -= n;
    return e->free - n;
}


static bool
example_add(examples_t *e, const recipe_t *recipe, const line_t *l,
    const char *text, uint32_t line)
{
    static struct feature_node  row[EXAMPLE_NODES_MAX];
    size_t                      n = example_row(recipe, l->lang, text, row)
                                      + 1;
    struct feature_node        *kept;

    if (n <= 2) {                       /* the bias alone: nothing to learn */
        return true;
    }

    kept = nodes_take(e, n);
    if (kept == NULL || !examples_grow(e)) {
        return false;
    }

    memcpy(kept, row, n * sizeof(row[0]));
    e->row[e->n] = kept;
    e->label[e->n] = l->label;
    e->line[e->n++] = line;
    return true;
}


/* Without accents and apostrophes, and pieces of it: short messages. */

static bool
language_variants(examples_t *e, const recipe_t *recipe, const line_t *l,
    const char *text, unsigned variant, uint32_t line)
{
    uint64_t  state = augment_seed(text, variant);
    char      plain[AUGMENT_BYTES], other[AUGMENT_BYTES];
    bool      foreign = l->lang[0] == '\0';
    unsigned  words = (foreign ? 3 : 2) + augment_random(&state, 3);

    augment_plain(text, augment_random(&state, 2) == 0, plain);

    if (!example_add(e, recipe, l, plain, line)
        || (augment_random(&state, 2) == 0
            && augment_crop(text, words, &state, other)
            && !example_add(e, recipe, l, other, line)))
    {
        return false;
    }

    words = (foreign ? 3 : 1) + augment_random(&state, 4);
    if (augment_crop(plain, words, &state, other)
        && !example_add(e, recipe, l, other, line))
    {
        return false;
    }

    return !augment_chat(plain, l->lang, &state, other)
           || example_add(e, recipe, l, other, line);
}


/* Folding takes accents anyway: chat spelling, slips, lost apostrophes. */

static bool
text_variants(examples_t *e, const recipe_t *recipe, const line_t *l,
    const char *text, unsigned variant, uint32_t line)
{
    uint64_t  state = augment_seed(text, variant);
    char      plain[AUGMENT_BYTES], chat[AUGMENT_BYTES], typo[AUGMENT_BYTES];
    bool      changed;

    augment_plain(text, variant % 2 == 0, plain);
    changed = augment_chat(plain, l->lang, &state, chat);

    if (augment_random(&state, 2) == 0) {
        bool  slipped = augment_typo(changed ? chat : plain, &state, typo);

        return (!slipped && !changed)
               || example_add(e, recipe, l, slipped ? typo : chat, line);
    }

    return (!changed && variant % 2 != 0)
           || example_add(e, recipe, l, changed ? chat : plain, line);
}


/*
 * One sentence of four in a letter.  Of a trouble the first one is told as
 * past, too, where that is a class of its own.
 */

static bool
letter_variants(examples_t *e, const recipe_t *recipe, const line_t *l,
    const char *text, unsigned variant, uint32_t line)
{
    char    buf[LETTER_BYTES];
    line_t  past = *l;

    if (recipe->letters == NULL || variant % LETTER_EACH != 0) {
        return true;
    }

    if (letter_around(recipe->letters, l->lang, text, variant, buf)
        && !example_add(e, recipe, l, buf, line))
    {
        return false;
    }

    if (variant > 0 || !escalation_may_pass(recipe->task, l->label)
        || !letter_over(recipe->letters, l->lang, text, variant, buf))
    {
        return true;
    }

    past.label = escalation_over();
    return example_add(e, recipe, &past, buf, line);
}


static bool
line_examples(examples_t *e, const recipe_t *recipe, const line_t *l,
    const expanded_t *x, uint32_t line)
{
    for (unsigned i = 0; i < x->n; i++) {
        bool  ok = example_add(e, recipe, l, x->text[i], line);

        ok = ok && (recipe->task == TASK_LANGUAGE
                    ? language_variants(e, recipe, l, x->text[i], i, line)
                    : text_variants(e, recipe, l, x->text[i], i, line)
                      && letter_variants(e, recipe, l, x->text[i], i, line));
        if (!ok) {
            return false;
        }
    }

    return true;
}


bool
examples_make(examples_t *e, const corpus_t *c, const recipe_t *recipe,
    char *err, size_t err_len)
{
    static expanded_t  x;

    memset(e, 0, sizeof(*e));

    for (size_t i = 0; i < c->n; i++) {
        if (!expand(c->line[i].text, recipe->cap, &x)) {
            snprintf(err, err_len, "braces of \"%.80s\": {a|b}, no nesting",
                     c->line[i].text);
            examples_release(e);
            return false;
        }

        if (!line_examples(e, recipe, &c->line[i], &x, (uint32_t) i)) {
            snprintf(err, err_len, "out of memory at %zu examples", e->n);
            examples_release(e);
            return false;
        }
    }

    return true;
}


void
examples_release(examples_t *e)
{
    for (size_t i = 0; i < e->blocks; i++) {
        free(e->block[i]);
    }

    free(e->block);
    free(e->row);
    free(e->label);
    free(e->line);
    memset(e, 0, sizeof(*e));
}
