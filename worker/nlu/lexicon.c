/* lexicon - the list of languages; the order is that of every score array. */

#include "worker/nlu/lexicon.h"

const lexicon_t *const  lexicons[LANGUAGES] = {
    &lexicon_es, &lexicon_en, &lexicon_pt, &lexicon_fr, &lexicon_it
};


int
lexicon_index(const char *language)
{
    if (language == NULL) {
        return -1;
    }

    for (int i = 0; i < LANGUAGES; i++) {
        if (strncmp(language, lexicons[i]->language, 2) == 0
            && (language[2] == '\0' || language[2] == '_'
                || language[2] == '-'))
        {
            return i;
        }
    }

    return -1;
}
