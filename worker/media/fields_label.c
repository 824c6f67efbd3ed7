/* fields_label - see fields_label.h. */

#include "worker/media/fields_label.h"

#include "common/banned.h"

#define MATCHES_MAX  32

static const struct {
    field_t      field;
    unsigned     weight;
    const char  *words;
} labels[] = {
#define FIELD(name, weight, words)  { FIELD_##name, weight, words },
#include "worker/media/fields.def"
#undef FIELD
};

#define LABELS  (sizeof(labels) / sizeof(labels[0]))

typedef struct {
    unsigned  weight;
    unsigned  first, words;             /* of the line */
} match_t;

typedef struct {
    match_t   match[MATCHES_MAX];
    unsigned  n;
} matches_t;


/* How many words of the line, from word i on, a phrase is; 0: it is not. */

static unsigned
phrase_at(const fold_t *line, unsigned i, const char *s, const char *end)
{
    unsigned  n = 0;

    while (s < end) {
        const char    *blank = memchr(s, ' ', (size_t) (end - s));
        size_t         len = (size_t) ((blank == NULL ? end : blank) - s);
        const word_t  *w = &line->word[i + n];

        if (i + n == line->n || w->len != len
            || memcmp(fold_bytes(line, w), s, len) != 0)
        {
            return 0;
        }

        n++;
        s += len + (blank != NULL);
    }

    return n;
}


/* The letters that words of a line begin with, a bit each: most phrases need
 * no more than that to be ruled out. */

static uint32_t
letter_bit(char c)
{
    return 1u << ((unsigned char) c & 31);
}


static uint32_t
letters_of(const fold_t *line)
{
    uint32_t  letters = 0;

    for (unsigned i = 0; i < line->n; i++) {
        letters |= letter_bit(*fold_bytes(line, &line->word[i]));
    }

    return letters;
}


static void
phrases_find(matches_t *found, const fold_t *line, uint32_t letters,
    unsigned weight, const char *words)
{
    while (*words != '\0') {
        const char  *end = words + strcspn(words, "|");
        unsigned     n_words = (letters & letter_bit(*words)) != 0
                               ? line->n : 0;

        for (unsigned i = 0; i < n_words && found->n < MATCHES_MAX; i++) {
            unsigned  n = phrase_at(line, i, words, end);

            if (n > 0) {
                found->match[found->n++] = (match_t) { weight, i, n };
            }
        }

        words = end + (*end == '|');
    }
}


/* Words that say "not this" cover what they contain. */

static bool
is_denied(const matches_t *found, const match_t *m)
{
    for (unsigned i = 0; i < found->n; i++) {
        const match_t  *no = &found->match[i];

        if (no->weight == 0 && no->words >= m->words
            && no->first <= m->first
            && m->first < no->first + no->words)
        {
            return true;
        }
    }

    return false;
}


static matches_t
matches_find(field_t field, const fold_t *line)
{
    uint32_t   letters = letters_of(line);
    matches_t  found = { .n = 0 };

    for (size_t i = 0; i < LABELS; i++) {
        if (labels[i].field == field) {
            phrases_find(&found, line, letters, labels[i].weight,
                         labels[i].words);
        }
    }

    return found;
}


static field_label_t
label_of(const fold_t *line, const match_t *m)
{
    return (field_label_t) {
        .weight = m->weight,
        .from = line->word[m->first].from,
        .to = line->word[m->first + m->words - 1].to
    };
}


field_label_t
field_label(field_t field, const fold_t *line)
{
    matches_t       found = matches_find(field, line);
    const match_t  *best = NULL;

    for (unsigned i = 0; i < found.n; i++) {
        const match_t  *m = &found.match[i];

        if (m->weight > 0 && !is_denied(&found, m)
            && (best == NULL || m->weight > best->weight
                || (m->weight == best->weight && m->words > best->words)))
        {
            best = m;
        }
    }

    if (best == NULL) {
        return (field_label_t) { 0 };
    }

    return label_of(line, best);
}


field_label_t
field_label_before(field_t field, const fold_t *line, uint32_t up_to)
{
    matches_t      found = matches_find(field, line);
    field_label_t  best = { 0 };

    for (unsigned i = 0; i < found.n; i++) {
        const match_t  *m = &found.match[i];
        field_label_t   l = label_of(line, m);

        if (m->weight > 0 && !is_denied(&found, m) && l.to <= up_to
            && (l.to > best.to
                || (l.to == best.to && l.weight > best.weight)))
        {
            best = l;
        }
    }

    return best;
}
