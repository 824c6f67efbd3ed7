/*
 * ocr_language - see ocr_language.h.
 */

#include "decode/ocr_language.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/banned.h"

#define WORD_MAX     12
#define HITS_ENOUGH  2

/* Small words, a blank around each; words of two languages count for both. */
static const struct {
    const char  *code;
    const char  *words;
} languages[] = {
    { "es", " el los las del una un por con para que es su y muy pero mas más"
            " está esta en de la se no lo al sus como nos ya hoy fecha"
            " gracias usted " },
    { "en", " the of and to in is for you with your this that are was it on"
            " we our be have at from or an will please not date thank " },
    { "pt", " o os as do da dos das um uma em para com que não nao é seu sua"
            " e ao no na por mais você voce foi são sao data obrigado"
            " obrigada até " },
    { "fr", " le les des du une un et est dans pour avec que vous nous pas"
            " sur au aux ce cette de la en votre notre merci qui sont par"
            " date " },
    { "it", " il lo gli della del di che per con una un è e non sono nel"
            " alla dei delle ha si da al questo grazie suo sua anche data"
            " vostro " },
};

#define LANGUAGES  (sizeof(languages) / sizeof(languages[0]))


/* The next word of *text, lower case, a blank at both ends; false: none, or
 * too long to be small (word is empty then). */
static bool
next_word(const char **text, char word[WORD_MAX + 3])
{
    const char  *p = *text;
    size_t       n = 0;

    while (*p != '\0' && !isalpha((unsigned char) *p)
           && (unsigned char) *p < 0x80)
    {
        p++;
    }

    if (*p == '\0') {
        *text = p;
        return false;
    }

    word[n++] = ' ';
    for ( ; isalpha((unsigned char) *p) || (unsigned char) *p >= 0x80; p++) {
        if (n <= WORD_MAX) {
            word[n] = (char) tolower((unsigned char) *p);
        }
        n++;
    }

    if (n > WORD_MAX + 1) {
        n = 0;
    } else {
        word[n++] = ' ';
    }
    word[n] = '\0';
    *text = p;

    return true;
}


const char *
ocr_language(const char *text)
{
    char      word[WORD_MAX + 3];
    unsigned  hits[LANGUAGES] = { 0 }, best = 0, second;

    while (next_word(&text, word)) {
        for (unsigned i = 0; i < LANGUAGES && word[0] != '\0'; i++) {
            hits[i] += strstr(languages[i].words, word) != NULL;
        }
    }

    for (unsigned i = 1; i < LANGUAGES; i++) {
        best = hits[i] > hits[best] ? i : best;
    }

    second = 0;
    for (unsigned i = 0; i < LANGUAGES; i++) {
        second = i != best && hits[i] > second ? hits[i] : second;
    }

    return hits[best] >= HITS_ENOUGH && hits[best] > second
           ? languages[best].code : "";
}
