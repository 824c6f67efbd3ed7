/*
 * nlu_language - the guess over the sentences of nlu_act, and its edges.
 *
 * Sentences of three words or more must be right nearly always, and a guess
 * that calls itself sure even more so; short ones may be unsure, that is what
 * the conversation's past is for.
 */

#include "t/unit/tap.h"
#include "t/unit/nlu/lists.h"
#include "worker/nlu/language.h"


static language_t
guess(const char *s, fold_t *fold)
{
    language_t  l;

    fold_text(slice_str(s), fold);
    language_guess(slice_str(s), fold, &l);

    return l;
}


static void
test_lists(void)
{
    unsigned  n = 0, right = 0, sure = 0, sure_right = 0;

    for (unsigned i = 0; i < SENTENCE_LISTS; i++) {
        for (unsigned k = 0; sentence_lists[i].list[k] != NULL; k++) {
            const char  *s = sentence_lists[i].list[k];
            fold_t       fold;
            language_t   l = guess(s, &fold);
            bool         good = strcmp(language_name(l.best),
                                       sentence_lists[i].language) == 0;

            if (!l.undetermined && l.score[l.best] >= LANGUAGE_SURE) {
                sure++;
                sure_right += good;
            }

            if (fold.n >= 4) {
                n++;
                right += good;
                if (!good) {
                    diag("%s: \"%s\" is %s %.2f", sentence_lists[i].language,
                         s, language_name(l.best), l.score[l.best]);
                }
            }
        }
    }

    ok(right * 100 >= n * 97, "%u of %u sentences", right, n);
    ok(sure_right * 100 >= sure * 97, "%u of the %u sure ones", sure_right,
       sure);
}


static void
test_edges(void)
{
    static const struct { const char *text, *language; } cases[] = {
        { "", "other" }, { "12345", "other" }, { "😀😀", "other" },
        { "ABC-4471/99", "other" },
        { "Здравствуйте, где мой заказ?", "other" },
        { "こんにちは、注文はどこですか", "other" },
        { "مرحبا أين طلبي", "other" },
        { "Wo bleibt denn eigentlich meine Bestellung", "other" },
        { "GRACIAS", "es" }, { "obrigado", "pt" }, { "grazie", "it" },
        { "¿dónde está?", "es" }, { "não está aí", "pt" },
        { "où est-ce ?", "fr" }, { "perché no?", "it" },
    };

    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fold_t      fold;
        language_t  l = guess(cases[i].text, &fold);

        is_str(language_name(l.best), cases[i].language, cases[i].text);
    }
}


static void
test_unsure(void)
{
    static const char *const  shared[] = { "ok", "no", "si", "4471", "hotel" };

    for (unsigned i = 0; i < sizeof(shared) / sizeof(shared[0]); i++) {
        fold_t      fold;
        language_t  l = guess(shared[i], &fold);

        ok(l.best == LANGUAGE_OTHER || l.score[l.best] < LANGUAGE_SURE,
           "\"%s\" says nothing for sure", shared[i]);
    }
}


int
main(void)
{
    language_init();

    test_lists();
    test_edges();
    test_unsure();

    return done_testing();
}
