/* own_words - see own_words.h. */

#include "worker/decide/own_words.h"

#include <ctype.h>


static bool
has_letters(const char *text)
{
    for (const unsigned char *s = (const unsigned char *) text; *s != 0; s++) {
        if (isalnum(*s) || *s >= 0x80) {
            return true;
        }
    }

    return false;
}


/* "Plan  PREMIUM" -> "plan premium"; a star behind a word stays.  False: it
 * does not fit. */

static bool
text_fold(const char *text, char ret[OWN_TEXT_MAX])
{
    fold_t  fold;
    size_t  len = 0;

    fold_text(slice_str(text), &fold);

    for (unsigned i = 0; i < fold.n; i++) {
        const word_t  *w = &fold.word[i];
        bool           is_stem = text[w->to] == '*' && w->len >= OWN_STEM_MIN;

        if (len + w->len + 3u > OWN_TEXT_MAX) {
            return false;
        }

        if (i > 0) {
            ret[len++] = ' ';
        }

        memcpy(ret + len, fold_bytes(&fold, w), w->len);
        len += w->len;

        if (is_stem) {
            ret[len++] = '*';
        }
    }

    ret[len] = '\0';
    return true;
}


static uint32_t
text_digest(const char *text)
{
    uint32_t  h = 2166136261u;

    for (; *text != '\0'; text++) {
        h = (h ^ (uint8_t) *text) * 16777619u;
    }

    return h;
}


const char *
own_words_add(own_words_t *own, const char *text, uint32_t *ret_id)
{
    own_phrase_t  phrase;

    if (!has_letters(text)) {
        return "has no word";
    }

    if (strlen(text) >= OWN_TEXT_MAX || !text_fold(text, phrase.text)) {
        return "is longer than 255 bytes";
    }

    phrase.id = text_digest(phrase.text);
    *ret_id = phrase.id;

    for (unsigned i = 0; i < own->n; i++) {
        if (own->phrase[i].id == phrase.id) {
            return NULL;
        }
    }

    if (own->n == OWN_WORDS_MAX) {
        return "is one phrase too many";
    }

    own->phrase[own->n++] = phrase;
    return NULL;
}


bool
own_words_at(const own_phrase_t *phrase, const fold_t *text, unsigned i,
    unsigned *ret_end)
{
    const char  *s = phrase->text;

    for (unsigned k = i; *s != '\0'; k++) {
        size_t         len = strcspn(s, " *");
        const word_t  *w = &text->word[k];
        bool           is_stem = s[len] == '*';

        if (k == text->n || (k > i && w->gap >= GAP_SENTENCE)
            || w->len < len || (w->len > len && !is_stem)
            || memcmp(fold_bytes(text, w), s, len) != 0)
        {
            return false;
        }

        s += len + is_stem;
        s += *s == ' ';
        *ret_end = k + 1;
    }

    return phrase->text[0] != '\0';
}
