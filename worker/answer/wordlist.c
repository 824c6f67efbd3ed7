/* wordlist - see wordlist.h. */

#include "worker/answer/wordlist.h"


/* p: a word of a list, len bytes with its star. */

static bool
word_fits(const char *p, size_t len, const fold_t *text, unsigned i)
{
    const word_t  *w = &text->word[i];
    bool           stem = len > 0 && p[len - 1] == '*';
    size_t         n = len - stem;

    return n > 0 && (stem ? w->len >= n : w->len == n)
           && memcmp(fold_bytes(text, w), p, n) == 0;
}


bool
wordlist_has(const char *list, const fold_t *text, unsigned i)
{
    while (*list != '\0') {
        size_t  len = strcspn(list, " ");

        if (word_fits(list, len, text, i)) {
            return true;
        }

        list += len + (list[len] == ' ');
    }

    return false;
}


int
wordlist_find(const char *list, const fold_t *text, unsigned from,
    unsigned to)
{
    for (unsigned i = from; i < to && i < text->n; i++) {
        if (wordlist_has(list, text, i)) {
            return (int) i;
        }
    }

    return -1;
}


unsigned
wordlist_phrase(const char *phrase, const fold_t *text, unsigned i)
{
    unsigned  n = 0;

    while (*phrase != '\0') {
        size_t  len = strcspn(phrase, " ");

        if (len > 0) {
            if (i + n >= text->n || !word_fits(phrase, len, text, i + n)) {
                return 0;
            }
            n++;
        }

        phrase += len + (phrase[len] == ' ');
    }

    return n;
}
