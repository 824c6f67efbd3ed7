/* rating - see rating.h. */

#include "worker/nlu/rating.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define RATING_MAX   5
#define WORD_MAX     12                 /* bytes of a word that may be there */

/* What may stand beside the mark. */
static const char *const  words[] = {
    "a", "un", "una", "um", "uma", "une", "out", "of", "de", "di", "sur",
    "su", "star", "stars", "estrella", "estrellas", "estrela", "estrelas",
    "etoile", "etoiles", "\u00e9toile", "\u00e9toiles", "stella", "stelle",
    "thanks", "gracias", "obrigado", "obrigada", "merci", "grazie"
};

/* What carries no meaning here: signs behind a digit, kinds of emoji. */
static const char *const  fillers[] = {
    "\ufe0f", "\u20e3", "\u00a1", "\u00a0", "\U0001f44d", "\U0001f60a",
    "\U0001f642", "\U0001f64f"
};

typedef struct {
    int       stars;
    int       numbers[2];
    unsigned  n;                        /* numbers seen */
} marks_t;


/* Bytes of `sign` at the beginning of what is left, or 0. */
static size_t
starts(slice_t left, const char *sign)
{
    size_t  len = strlen(sign);

    return left.len >= len && memcmp(left.data, sign, len) == 0 ? len : 0;
}


static size_t
skip_filler(slice_t left)
{
    size_t  len = 0;

    for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]) && len == 0;
         i++)
    {
        len = starts(left, fillers[i]);
    }

    return len > 0 ? len
           : left.data[0] < 0x80 && !isalnum(left.data[0]) ? 1 : 0;
}


static size_t
take_number(slice_t left, marks_t *m)
{
    size_t  len = 0;
    int     value = 0;

    while (len < left.len && isdigit(left.data[len])) {
        value = value > RATING_MAX ? value : value * 10 + left.data[len] - '0';
        len++;
    }

    if (len > 0) {
        if (m->n < 2) {
            m->numbers[m->n] = value;
        }
        m->n++;
    }

    return len;
}


/* A word of the list, or 0. */
static size_t
take_word(slice_t left)
{
    char    word[WORD_MAX + 1];
    size_t  len = 0;

    while (len < left.len && len < WORD_MAX
           && (isalpha(left.data[len]) || left.data[len] >= 0x80))
    {
        word[len] = (char) tolower(left.data[len]);
        len++;
    }

    word[len] = '\0';

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(word, words[i]) == 0) {
            return len;
        }
    }

    return 0;
}


static bool
marks_read(slice_t left, marks_t *m)
{
    while (left.len > 0) {
        size_t  len = starts(left, "\u2b50");

        len = len > 0 ? len : starts(left, "\u2605");

        if (len > 0) {
            m->stars++;
        } else if ((len = skip_filler(left)) == 0
                   && (len = take_number(left, m)) == 0
                   && (len = take_word(left)) == 0)
        {
            return false;
        }

        left = slice_make(left.data + len, left.len - len);
    }

    return true;
}


int
rating_of(slice_t text)
{
    marks_t  m = { 0 };
    int      mark;

    if (!marks_read(text, &m) || m.n > 2 || (m.n > 0 && m.stars > 1)
        || (m.n == 2 && m.numbers[1] != RATING_MAX))
    {
        return 0;
    }

    mark = m.n > 0 ? m.numbers[0] : m.stars;

    return mark >= 1 && mark <= RATING_MAX ? mark : 0;
}
