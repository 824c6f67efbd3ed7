/* The sentence lists of all languages, as one table. */

#ifndef RELEVO_T_NLU_LISTS_H
#define RELEVO_T_NLU_LISTS_H

#include "t/unit/nlu/en.h"
#include "t/unit/nlu/es.h"
#include "t/unit/nlu/fr.h"
#include "t/unit/nlu/it.h"
#include "t/unit/nlu/pt.h"
#include "worker/turn.h"

typedef struct {
    const char         *language;
    act_t               act;
    const char *const  *list;
} sentences_t;

#define LISTS(l)                                                             \
    { #l, ACT_GREETING, l##_greeting }, { #l, ACT_THANKS, l##_thanks },      \
    { #l, ACT_PERSON, l##_person }, { #l, ACT_YES, l##_yes },                \
    { #l, ACT_NO, l##_no }, { #l, ACT_OTHER, l##_other }

static const sentences_t  sentence_lists[] = {
    LISTS(es), LISTS(en), LISTS(pt), LISTS(fr), LISTS(it)
};

#define SENTENCE_LISTS  (sizeof(sentence_lists) / sizeof(sentence_lists[0]))

#endif
