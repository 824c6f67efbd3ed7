/*
 * Words of a text against lists of words: whole ones, stems, phrases; and the
 * same answers from a list that is sorted and from one that is walked.
 */

#include "t/unit/tap.h"

#include "worker/answer/wordlist.h"

#define LISTS  300                      /* more than are kept sorted */

static fold_t  fold;


/* Behind its end stands a word of another text, which is none of it. */

static void
fold_make(const char *text)
{
    fold_text(slice_str(text), &fold);

    if (fold.n > 0) {
        fold.word[fold.n] = fold.word[fold.n - 1];
    }
}


static const struct {
    const char  *name;
    const char  *list;
    const char  *text;
    const char  *found;                 /* of its words: '1' is in the list */
} table[] = {
    { "whole words",            " delete remove ", "remove or deleted", "100" },
    { "no blanks around",       "delete remove", "delete remove", "11" },
    { "blanks between",         "  delete   remove  ", "delete remove", "11" },
    { "a stem",                 " delet* ", "delet delete deletion dele",
                                "1110" },
    { "a stem before its word", " no* nope ", "no nope yes", "110" },
    { "a word is no stem",      " no ", "nope no", "01" },
    { "one letter",             " x ", "x xy", "10" },
    { "folded, as texts are",   " manana ", "Ma\xc3\xb1" "ana MANANA", "11" },
    { "letters of two bytes",   " \xd0\xb6\xd1\x83\xd0\xba* ",
                                "\xd0\xb6\xd1\x83\xd0\xba\xd0\xb8 "
                                "\xd0\xb6\xd1\x83", "10" },
    { "the first and the last", " a b c ", "a c d", "110" },
    { "the same first letter",  " bad bid bod bud ", "bud bed bad", "101" },
    { "a star alone is none",   " * ", "a", "0" },
    { "an empty list",          "", "a b", "00" },
    { "a list of blanks",       "   ", "a", "0" },
};


static const struct {
    const char  *name;
    const char  *phrase;
    const char  *text;
    unsigned     at, n;
} phrases[] = {
    { "one word",                   "hello", "hello", 0, 1 },
    { "two words",                  "my name", "my name is", 0, 2 },
    { "not from the beginning",     "name is", "my name is", 1, 2 },
    { "elsewhere",                  "name is", "my name is", 0, 0 },
    { "a stem in it",               "call* me", "calling me", 0, 2 },
    { "the text is over before",    "my name name", "my name", 0, 0 },
    { "and begins behind its end",  "my", "my", 1, 0 },
    { "blanks around",              "  my   name ", "my name", 0, 2 },
    { "the second differs",         "my name", "my dog", 0, 0 },
    { "a star alone is no word",    "*", "my name", 0, 0 },
    { "nothing",                    "", "my name", 0, 0 },
};


static void
test_has(void)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        fold_make(table[i].text);

        for (int again = 0; again < 2; again++) {
            char  found[16] = "";

            for (unsigned k = 0; k < fold.n && k < sizeof(found) - 1; k++) {
                found[k] = wordlist_has(table[i].list, &fold, k) ? '1' : '0';
            }

            is_str(found, table[i].found, table[i].name);
        }
    }
}


static void
test_find(void)
{
    static const char  list[] = " two four ";

    fold_make("one two three four");

    is(wordlist_find(list, &fold, 0, 4), 1, "the first of them");
    is(wordlist_find(list, &fold, 2, 4), 3, "from here on");
    is(wordlist_find(list, &fold, 2, 3), -1, "up to there");
    is(wordlist_find(list, &fold, 1, 1), -1, "in no word");
    is(wordlist_find(list, &fold, 2, 99), 3, "no farther than the text");
    is(wordlist_find(list, &fold, 4, 99), -1, "behind it");
}


static void
test_phrase(void)
{
    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        fold_make(phrases[i].text);
        is(wordlist_phrase(phrases[i].phrase, &fold, phrases[i].at),
           phrases[i].n, phrases[i].name);
    }
}


/* Those that come when there is no place left are walked. */

static void
test_many(void)
{
    static char  lists[LISTS][64];
    unsigned     wrong = 0;

    fold_make("word alpha beta betamax gamma wordah wordln");

    for (unsigned i = 0; i < LISTS; i++) {
        snprintf(lists[i], sizeof(lists[i]), " word%c%c beta* gam alpha ",
                 (char) ('a' + i / 26), (char) ('a' + i % 26));

        wrong += wordlist_has(lists[i], &fold, 0);
        wrong += !wordlist_has(lists[i], &fold, 1);
        wrong += !wordlist_has(lists[i], &fold, 2);
        wrong += !wordlist_has(lists[i], &fold, 3);
        wrong += wordlist_has(lists[i], &fold, 4);
        wrong += wordlist_has(lists[i], &fold, 5) != (i == 7);
        wrong += wordlist_has(lists[i], &fold, 6) != (i == 299);
    }

    is(wrong, 0, "many lists, each with its own words");
}


/* Too long to be sorted: places in a list are of 16 bits. */

static void
test_long(void)
{
    static char  list[80000];

    memset(list, ' ', sizeof(list) - 1);
    memcpy(list + sizeof(list) - 6, "zebra", 5);

    fold_make("zebra zebras");
    ok(wordlist_has(list, &fold, 0) && !wordlist_has(list, &fold, 1),
       "a word behind 64 KB of a list");
}


int
main(void)
{
    test_has();
    test_find();
    test_phrase();
    test_long();
    test_many();

    return done_testing();
}
