/*
 * kb_sentence - where a sentence ends, in five languages.
 *
 * After . ! ? or … (and closing quotes) with a blank behind it, unless the
 * word before the dot is a short abbreviation or a number, or the next word
 * begins with a small letter.  What is longer than a passage may be is cut
 * between words.
 */

#include <ctype.h>
#include <string.h>

#include "common/utf8_cut.h"
#include "worker/answer/kb.h"

#define WORD_MAX_  20               /* bytes; every abbreviation is shorter */
#define MARKS_MAX  16               /* "?!..." and the quotes behind it */

static const char *const  abbreviations[] = {
    "sr", "sra", "dr", "dra", "mr", "mrs", "ms", "st", "no", "nr", "num", "tel",
    "etc", "ej", "pag", "art", "vs", "aprox", "av", "avda", "dott", "sig",
    "mme", "mlle", "ex", "approx", "p", "e.g", "i.e", NULL
};


/* Is the word that ends at `dot` one behind which no sentence ends? */

static bool
is_abbreviation(const char *begin, const char *dot)
{
    const char  *word = dot;
    size_t       len;

    while (word > begin && word[-1] != ' ' && word[-1] != '('
           && dot - word < WORD_MAX_)
    {
        word--;
    }

    len = (size_t) (dot - word);

    for (int i = 0; abbreviations[i] != NULL; i++) {
        if (strlen(abbreviations[i]) == len
            && strncasecmp(abbreviations[i], word, len) == 0)
        {
            return true;
        }
    }

    /* "1. First": a number of a list, with nothing before it */
    return len > 0 && word == begin && strspn(word, "0123456789") == len;
}


/* Length of the end of a sentence at s ("." "?)" "…"), 0: none. */

static size_t
end_at(const char *begin, const char *s)
{
    size_t  n = strncmp(s, "\xe2\x80\xa6", 3) == 0 ? 3
                : *s == '.' || *s == '!' || *s == '?' ? 1 : 0;

    if (n == 0 || (*s == '.' && is_abbreviation(begin, s))) {
        return 0;
    }

    while (n < MARKS_MAX && s[n] != '\0' && strchr(".!?\"')]", s[n]) != NULL) {
        n++;
    }

    if (strncmp(s + n, "\xc2\xbb", 2) == 0) {           /* » */
        n += 2;
    }

    return s[n] == ' ' && !islower((unsigned char) s[n + 1]) ? n : 0;
}


/* The blank before the KB_PIECE_MAX-th character, so that it can be cut. */

static size_t
cut_at(const char *s, size_t len)
{
    size_t  chars = 0, blank = 0, i = 0;

    for (; i < len && chars < KB_PIECE_MAX; i++) {
        chars += !utf8_inside((uint8_t) s[i]);
        blank = s[i] == ' ' ? i : blank;
    }

    if (i == len) {
        return len;
    }

    while (utf8_inside((uint8_t) s[i])) {
        i++;
    }

    return blank > 0 ? blank : i;
}


static void
sentence_add(json_t *list, const char *s, size_t len)
{
    while (len > 0) {
        size_t  n = cut_at(s, len);

        json_array_append_new(list, json_stringn(s, n));
        n += n < len && s[n] == ' ';
        s += n;
        len -= n;
    }
}


json_t *
kb_sentences(const char *paragraph)
{
    json_t      *list = json_array();
    const char  *begin = paragraph, *s = paragraph;

    while (*s != '\0') {
        size_t  n = end_at(begin, s);

        if (n > 0) {
            sentence_add(list, begin, (size_t) (s - begin) + n);
            s += n + 1;
            begin = s;
        } else {
            s++;
        }
    }

    sentence_add(list, begin, (size_t) (s - begin));

    return list;
}
