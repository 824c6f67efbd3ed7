/*
 * nlu_features - tokens and hashed features: what counts, what does not, and
 * that the same text always gives the same.
 */

#include "t/unit/tap.h"
#include "worker/nlu/task.h"

static features_t  f, g;


static const char *
letters(const char *text)
{
    static char  said[512];
    char         blanked[256], buf[512];
    token_t      word[32];
    unsigned     n;
    size_t       len = strlen(text), used = 0;

    (void) text_blank(slice_str(text), true, blanked);
    n = tokens_letters(slice_make(blanked, len), buf, word, 32);

    for (unsigned i = 0; i < n; i++) {
        used += (size_t) snprintf(said + used, sizeof(said) - used, "%s%.*s",
                                  i > 0 ? "|" : "", (int) word[i].len,
                                  word[i].s);
    }

    said[used] = '\0';
    return said;
}


static void
test_letters(void)
{
    static const struct { const char *text, *words; } cases[] = {
        { "", "" },
        { "Hola, ¿QUÉ tal?", "hola|qué|tal" },
        { "C’est l'été", "c'est|l'été" },
        { "mira http://shop.example/a?b=1 ya", "mira|ya" },
        { "write to Ana.Diaz@shop.example please", "write|to|please" },
        { "guía 99-4410-7 y F-220", "guía|y" },
        { "😀 ok 👍🏽", "ok" },
        { "ŁÓDŹ Žižkov", "łódź|žižkov" },
        { "cafe\xcc\x81", "cafe" },                     /* accent apart */
        { "bad \xff\xfe bytes \xc3", "bad|bytes" },
    };

    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        is_str(letters(cases[i].text), cases[i].words, cases[i].text);
    }
}


static void
features_of(const char *text, features_t *ret)
{
    static const concepts_t  none;
    fold_t                   fold;

    fold_text(slice_str(text), &fold);
    task_features(TASK_INTENT, &tasks[TASK_INTENT].spec, &none,
                  slice_str(text), &fold, ret);
}


static bool
same(const char *a, const char *b)
{
    features_of(a, &f);
    features_of(b, &g);

    return f.end[FEATURES_CHARS] == g.end[FEATURES_CHARS]
           && memcmp(f.hash, g.hash, f.end[FEATURES_CHARS] * 4) == 0;
}


static void
test_same(void)
{
    ok(same("¿Dónde está mi pedido?", "donde esta mi pedido"),
       "accents and capitals do not count");
    ok(same("pedido 48213", "pedido 7"), "nor which number it is");
    ok(same("holaaaaaa", "holaa") || same("holaaaaaa", "hola"),
       "nor how long a letter is drawn");
    ok(!same("perro", "perra"), "another word does");
}


static void
test_sizes(void)
{
    static char  long_text[20000];
    uint32_t     n;

    features_of("", &f);
    is_int(f.end[FEATURES_CHARS], 0, "an empty text has no words");

    features_of("a b", &f);
    n = f.end[FEATURES_WORDS];
    is_int(n, 5, "a, b, a b, < a, b >");

    memset(long_text, 'x', sizeof(long_text) - 1);
    for (unsigned i = 7; i < sizeof(long_text); i += 8) {
        long_text[i] = ' ';
        long_text[i - 1] = (char) ('a' + i / 8 % 26);
    }
    long_text[sizeof(long_text) - 1] = '\0';
    features_of(long_text, &f);
    ok(f.n <= FEATURES_MAX, "a long text stays inside: %u", f.n);
}


static void
test_values(void)
{
    feature_spec_t  spec = { .words = 1, .weight = { 2, 0, 0, 0 } };

    features_begin(&f);
    features_name(&f, "one");
    features_name(&f, "two");
    features_name(&f, "three");
    features_name(&f, "four");
    features_close(&f, FEATURES_WORDS);

    ok(features_value(&f, &spec, FEATURES_WORDS) == 1.0f,
       "the weight by the root of how many");
    ok(features_value(&f, &spec, FEATURES_CHARS) == 0, "an empty group: 0");
    ok(feature_spec_ok(&spec), "a spec");
    spec.chars_max = 40;
    ok(!feature_spec_ok(&spec), "one that cannot be");
    spec.chars_max = 0;
    spec.weight[1] = 0.0f / 0.0f;
    ok(!feature_spec_ok(&spec), "nor can this");
}


static void
test_concepts(void)
{
    concept_entry_t  entry[8] = { { 0, 0, 0 } };
    concepts_t       c = { entry, 8 };
    uint32_t         h = concept_hash("reembols", 8, true);

    entry[h & 7] = (concept_entry_t) { h, 3, 0 };

    ok(concept_find(&c, "reembolso", 9) != NULL, "a stem");
    ok(concept_find(&c, "reembols", 8) != NULL, "the stem itself");
    ok(concept_find(&c, "reembol", 7) == NULL, "less than the stem");
    ok(concept_find(&c, "x", 1) == NULL, "another word");

    c.size = 0;
    ok(concept_find(&c, "reembolso", 9) == NULL, "no table");

    for (unsigned i = 0; i < 8; i++) {
        entry[i] = (concept_entry_t) { 77 + i, 1, 0 };
    }
    c.size = 8;
    ok(concept_find(&c, "reembolso", 9) == NULL, "a full table ends, too");
}


int
main(void)
{
    test_letters();
    test_same();
    test_sizes();
    test_values();
    test_concepts();

    return done_testing();
}
