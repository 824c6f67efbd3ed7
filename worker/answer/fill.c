/* fill - see fill.h.  A pass for the length, a pass that writes. */

#include "worker/answer/fill.h"

#include <string.h>


/* The value whose {name} begins at text, or NULL. */

static const fill_t *
fill_at(const char *text, const fill_t *values, unsigned n)
{
    size_t  len;

    if (text[0] != '{') {
        return NULL;
    }

    len = strcspn(text + 1, "}");

    for (unsigned i = 0; i < n; i++) {
        if (text[1 + len] == '}' && strlen(values[i].name) == len
            && strncmp(values[i].name, text + 1, len) == 0)
        {
            return &values[i];
        }
    }

    return NULL;
}


/* Into to when it is not NULL; the length without the final NUL. */

static size_t
fill_write(char *to, const char *text, const fill_t *values, unsigned n)
{
    size_t  len = 0;

    while (*text != '\0') {
        const fill_t  *v = fill_at(text, values, n);
        const char    *piece = v != NULL ? v->value : text;
        size_t         size = v != NULL ? strlen(piece) : 1;

        if (to != NULL) {
            memcpy(to + len, piece, size);
        }

        len += size;
        text += v != NULL ? strlen(v->name) + 2 : 1;
    }

    return len;
}


const char *
fill_text(pool_t *pool, const char *text, const fill_t *values, unsigned n)
{
    size_t   len = fill_write(NULL, text, values, n);
    char    *to = pool_alloc(pool, len + 1);        /* zeroed */

    if (to != NULL) {
        (void) fill_write(to, text, values, n);
    }

    return to;
}


const char *
fill_word(pool_t *pool, const char *list, size_t n)
{
    while (n > 0 && *list != '\0') {
        list += strcspn(list, "|");
        list += *list == '|';
        n--;
    }

    return pool_printf(pool, "%.*s", (int) strcspn(list, "|"), list);
}


int
fill_index(const char *list, const char *word)
{
    size_t  len = strlen(word);

    for (int i = 0; *list != '\0'; i++) {
        size_t  n = strcspn(list, "|");

        if (n == len && strncmp(list, word, n) == 0) {
            return i;
        }

        list += n + (list[n] == '|');
    }

    return -1;
}
