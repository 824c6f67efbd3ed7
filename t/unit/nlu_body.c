/*
 * nlu_body - what is left of a letter without what stands around it, and
 * that nothing is left out of what is none.
 */

#include <stdio.h>
#include <stdlib.h>

#include "t/unit/tap.h"
#include "worker/nlu/body.h"
#include "worker/nlu/phrase.h"
#include "worker/nlu/sentences.h"

#define STORY \
    "the lamp that I bought from you in the spring does not switch on any" \
    " more and I have tried another bulb and another socket."


static void
test_body(void)
{
    static const struct { const char *text, *body; } cases[] = {
        { "Dear Sir or Madam, " STORY " Kind regards, Ann Hill, 4 Mill Lane",
          STORY " " },
        { "Hello,\n\n" STORY "\n\nMany thanks,\nMs J. Farrow", STORY "\n\n" },
        { "Hi, " STORY "\nThanks, Ben\nSent from my phone", STORY "\n" },
        { STORY "\n\nR. Achebe", STORY "\n\n" },
        { "> On Monday Ellie wrote:\n> come and see us, we have a lot\n\n"
          "Hi Ellie,\n" STORY, STORY },
        { STORY "\n\nOn 3 May you wrote:\n> have you tried another bulb?",
          STORY "\n\n" },
        { "Gentili signori,\n" STORY "\nDistinti saluti\nMaura Delaini",
          STORY "\n" },
        { "Estimados se\u00f1ores: " STORY " Atentamente, Ana Ruiz",
          STORY " " },
        { "Bonjour, " STORY " Bien cordialement, E. Garnier", STORY " " },
        { "Prezados, " STORY " No aguardo, Rui", STORY " " },

        /* all of it */
        { STORY, STORY },
        { STORY "\nwhere is the warranty", STORY "\nwhere is the warranty" },
        { STORY "\nNOTHING WORKS", STORY "\nNOTHING WORKS" },
        { STORY " Thanks, but when?", STORY " Thanks, but when?" },
        { "Hello, my lamp is broken. Kind regards, Ann",
          "Hello, my lamp is broken. Kind regards, Ann" },
        { "> " STORY, "> " STORY },
        { STORY " ->\nit is the red one, not the other one over there",
          STORY " ->\nit is the red one, not the other one over there" }
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const slice_t  text = slice_str(cases[i].text);
        static char    left[1024];
        fold_t         fold;
        body_t         body;
        bool           cut;

        fold_text(text, &fold);
        cut = body_find(text, &fold, &body);
        snprintf(left, sizeof(left), "%.*s", (int) body.text.len,
                 (const char *) body.text.data);
        ok(strcmp(left, cases[i].body) == 0, "letter %zu: %zu bytes", i,
           body.text.len);
        ok(cut == (body.text.len < text.len), "and it says so");
    }
}


/* Whatever bytes there are: a part of the text, its words inside it. */

static void
test_any(void)
{
    static const char  letter[] =
        "> Ana wrote:\n> yes\n\nDear team,\n" STORY "\n\nKind regards,\nAnn"
        " Hill\n> and again\nSent from my phone\n";
    bool  good = true;

    srandom(11);
    for (unsigned i = 0; i < 4000; i++) {
        char        text[sizeof(letter)];
        size_t      from = (size_t) random() % sizeof(text);
        size_t      len = sizeof(letter) - 1 - (i % 4 == 0 ? from : 0);
        sentence_t  sentence[SENTENCES_MAX];
        fold_t      fold;
        body_t      body;

        memcpy(text, letter, sizeof(text));
        for (unsigned k = 0; k < i % 9; k++) {
            text[(size_t) random() % sizeof(text)] = (char) random();
        }

        fold_text(slice_make(text, len), &fold);
        (void) body_find(slice_make(text, len), &fold, &body);
        good &= body.from <= body.to && body.to <= fold.n
                && body.text.data >= (uint8_t *) text
                && slice_end(body.text) <= (uint8_t *) text + len;
        (void) sentences_of(slice_make(text, len), &fold, body.from, body.to,
                            sentence);
    }

    ok(good, "a part of the text");
}


int
main(void)
{
    phrase_init();
    test_body();
    test_any();

    return done_testing();
}
