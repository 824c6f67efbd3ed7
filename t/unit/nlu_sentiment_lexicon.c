/*
 * nlu_sentiment_lexicon - the form of the .lex files, what is refused and how
 * it is named, and how entries match: endings, optional words, gaps, edges,
 * longest first.
 */

#include "t/unit/tap.h"
#include "worker/nlu/sentiment.h"
#include "worker/nlu/sentiment_data.h"

static pool_t  *pool;


static sentiment_lexicon_t *
lexicon_of(const char *text)
{
    sentiment_lexicon_t  *l = sentiment_lexicon_new(pool);
    char                  err[256] = "";

    ok(sentiment_lexicon_add(l, "es.lex", 0, slice_str(text), err,
                             sizeof(err)), "read: %s", err);
    return l;
}


/* "sense:from-to sense:from-to": senses and words of the matches. */

static const char *
matches(const sentiment_lexicon_t *l, const char *text)
{
    static char    out[512];
    sense_match_t  m[SENSE_MATCHES_MAX];
    fold_t         fold;
    unsigned       n;
    size_t         used = 0;

    fold_text(slice_str(text), &fold);
    n = sentiment_lexicon_match(l, &fold, 1, m);
    out[0] = '\0';

    for (unsigned i = 0; i < n; i++) {
        used += (size_t) snprintf(out + used, sizeof(out) - used,
                                  "%s%s:%u-%u", i > 0 ? " " : "",
                                  sense_name((sense_t) m[i].sense),
                                  m[i].from, m[i].to);
    }

    return out;
}


static void
test_built_in(void)
{
    for (unsigned i = 0; i < LANGUAGES; i++) {
        const char  *name;

        (void) sentiment_data(i, &name);
        ok(strncmp(name, lexicons[i]->language, 2) == 0,
           "%s is the file of %s", name, lexicons[i]->language);
        ok(sentiment_lexicon_count(sentiment_lexicon(), i) >= 1000,
           "%s: %u entries", name,
           sentiment_lexicon_count(sentiment_lexicon(), i));
    }
}


static void
test_matching(void)
{
    const sentiment_lexicon_t  *l = lexicon_of(
        "# a comment\n"
        "endings A: o a os as\n"
        "endings 0: - s\n"
        "\n"
        "[gripe 2]\n"
        "p\u00e9sim%A, mal, genial%0 no\r\n"
        "[impatience]\n"
        "llevo ?ya 9 d\u00edas|horas, nadie * responde, otra vez\n"
        "[praise 1.5]\n"
        "nada mal, genial%0, ^ bien hecho >, \U0001f60d\n"
        "[confused 1]\n"
        "no !me entiendo\n");

    is_str(matches(l, "PESIMO, P\u00c9SIMAS"), "gripe:0-1 gripe:1-2",
           "endings, folded on both sides");
    is_str(matches(l, "pesimito"), "", "an ending that is not there");
    is_str(matches(l, "normal"), "", "never inside a word");
    is_str(matches(l, "pesimooooo"), "gripe:0-1", "a stretched word");
    is_str(matches(l, "pesimoo"), "gripe:0-1", "a doubled last letter");
    is_str(matches(l, "nada mal"), "praise:0-2", "the longest one wins");
    is_str(matches(l, "nada. mal"), "gripe:1-2", "not across a sentence");
    is_str(matches(l, "llevo 3 dias"), "impatience:0-3", "a number");
    is_str(matches(l, "llevo ya 12 horas"), "impatience:0-4", "optional");
    is_str(matches(l, "nadie me responde"), "impatience:0-3", "a gap");
    is_str(matches(l, "nadie muy mal responde"), "impatience:0-4 gripe:2-3",
           "words of a gap stay free");
    is_str(matches(l, "nadie a b c d responde"), "", "a gap has an end");
    is_str(matches(l, "bien hecho"), "praise:0-2", "edges of a clause");
    is_str(matches(l, "esta bien hecho"), "", "not at the beginning");
    is_str(matches(l, "bien hecho todo"), "", "not at the end");
    is_str(matches(l, "\U0001f60d"), "praise:0-1", "an emoji");
    is_str(matches(l, "no entiendo"), "confused:0-2", "not that word: none");
    is_str(matches(l, "genial no"), "gripe:0-2", "two words before one");
}


static void
test_refusals(void)
{
    static const struct { const char *text, *reason; } cases[] = {
        { "bueno\n", "es.lex:1: an entry before the first [sense]" },
        { "[nice]\n", "es.lex:1: no such sense" },
        { "[praise", "es.lex:1: a section is [sense weight]" },
        { "[praise x]\n", "es.lex:1: a weight is above 0, at most 4" },
        { "[praise 0]\n", "es.lex:1: a weight is above 0, at most 4" },
        { "[praise 5]\n", "es.lex:1: a weight is above 0, at most 4" },
        { "[praise]\n\nbuen%A\n", "es.lex:3: no such endings" },
        { "[praise]\nd'accord\n", "es.lex:2: not one plain word" },
        { "[praise]\nsiii\n", "es.lex:2: not one plain word" },
        { "[praise]\na||b\n", "es.lex:2: not one plain word" },
        { "[praise]\n* bueno\n", "es.lex:2: an entry begins with a word" },
        { "[praise]\n?bueno\n", "es.lex:2: an entry begins with a word" },
        { "[praise]\n^\n", "es.lex:2: an entry begins with a word" },
        { "[praise]\na b c d e f g h i j k l m n\n",
          "es.lex:2: too many elements" },
        { "endings A o a\n", "es.lex:1: endings are" },
    };

    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        sentiment_lexicon_t  *l = sentiment_lexicon_new(pool);
        char                  err[256] = "";
        bool                  read = sentiment_lexicon_add(l, "es.lex", 0,
                                         slice_str(cases[i].text), err,
                                         sizeof(err));

        ok(!read && strncmp(err, cases[i].reason, strlen(cases[i].reason))
           == 0, "%s", cases[i].reason);
        if (!read) {
            diag("%s", err);
        }
    }
}


int
main(void)
{
    pool = pool_new(SIZE_MAX);

    test_built_in();
    test_matching();
    test_refusals();

    pool_free(pool);
    sentiment_release();
    return done_testing();
}
