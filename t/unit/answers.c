/*
 * answers - the parts of worker/answer without I/O: money, texts with values,
 * sentences, CSV, documents to items, the cache's limits and keys.
 */

#include <iconv.h>

#include "t/unit/tap.h"
#include "worker/answer/cache.h"
#include "worker/answer/confidence.h"
#include "worker/answer/csv.h"
#include "worker/answer/fill.h"
#include "worker/answer/kb.h"
#include "worker/answer/money.h"
#include "worker/engine/config.h"
#include "worker/jsonx.h"

#define NBSP    "\xc2\xa0"
#define NARROW  "\xe2\x80\xaf"


static void
test_money(void)
{
    static const struct { const char *amount, *currency, *language, *text; }
    cases[] = {
        { "1299.9", "EUR", "es", "1.299,90" NBSP "€" },
        { "1299.9000", "EUR", "en", "€1,299.90" },
        { "1299.90", "EUR", "fr", "1" NARROW "299,90" NBSP "€" },
        { "1234567", "EUR", "it", "1.234.567,00" NBSP "€" },
        { "119.9", "BRL", "pt", "R$" NBSP "119,90" },
        { "0.125", "EUR", "en", "€0.125" },
        { "5", "USD", "en", "$5.00" },
        { "1500.5", "MXN", "es", "$1,500.50 MXN" },
        { "19990", "CLP", "es", "$19.990 CLP" },
        { "12", "SEK", "en", "SEK" NBSP "12.00" },
        { "0", "EUR", "pt", "0,00" NBSP "€" },
    };
    static const char *const  bad[] = {
        "", ".", "1.", ".5", "-1", "1,5", "1.23456", "1e3",
        "9223372036854775807"
    };
    money_t  m, sum = { .units = 0 };
    char     text[MONEY_TEXT_MAX];

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        ok(money_parse(cases[i].amount, cases[i].currency, &m), "%s",
           cases[i].amount);
        money_text(&m, cases[i].language, text);
        is_str(text, cases[i].text, "as they write it");
    }

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ok(!money_parse(bad[i], "EUR", &m), "no amount: \"%s\"", bad[i]);
    }

    ok(!money_parse("1", "EURO", &m), "no currency");
    ok(money_parse("0.10", "EUR", &m) && money_add(&sum, &m, 3), "a sum");
    money_text(&sum, "en", text);
    is_str(text, "€0.30", "of exact tenths");
    ok(!money_add(&sum, &m, INT64_MAX), "that grows too large");
    ok(money_parse("1", "USD", &m) && !money_add(&sum, &m, 1),
       "of two currencies");
}


static void
test_fill(void)
{
    pool_t        *pool = pool_new(POOL_CAP_DEFAULT);
    const fill_t   values[] = { { "name", "{price}" }, { "price", "5 €" } };

    is_str(fill_text(pool, "{name} costs {price}{x}{", values, 2),
           "{price} costs 5 €{x}{", "values are not looked at again");
    is_str(fill_text(pool, "", values, 2), "", "nothing");
    pool_free(pool);
}


static void
test_sentences(void)
{
    static const struct { const char *text; size_t n; } cases[] = {
        { "One. Two! Three?", 3 }, { "Dr. Ruiz is here.", 1 },
        { "We open at 9.30 and close at 18.00.", 1 },
        { "¿Qué? Nada.", 2 }, { "Voilà… Bon.", 2 },
        { "Il dit : « Oui. » Puis non.", 2 },
        { "1. First", 1 }, { "no end", 1 }, { "see e.g. the list", 1 },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        json_t  *list = kb_sentences(cases[i].text);

        is_int((long) json_array_size(list), (long) cases[i].n,
               cases[i].text);
        json_decref(list);
    }
}


/* Items of a text, or the error as "line: message". */

static json_t *
items_of(const char *text, kb_format_t format, bool faq, char *error)
{
    kb_options_t   options = { .title = "doc", .faq = faq };
    kb_error_t     e = { 0 };
    json_t        *items = kb_items(text, strlen(text), format, &options, &e);

    sprintf(error, "%u: %s", e.line, e.text);

    return items;
}


static const char *
member(const json_t *items, size_t i, const char *key)
{
    return jsonx_str(json_array_get(items, i), key);
}


static void
test_markdown(void)
{
    char     error[256];
    json_t  *items = items_of("intro here\n\n# Guide\n\n## Costs\n- one [link]"
                              "(http://x.y)\n- **two**\n\n| a | b |\n"
                              "|---|---|\n"
                              "| 1 | 2 |\n\n### Why so dear?\n\nBecause.\n\n"
                              "Of taxes.\n", KB_MARKDOWN, false, error);

    is_int((long) json_array_size(items), 3, "two passages and an answer");
    is_str(member(items, 0, "path"), "doc", "what has no heading: the title");
    is_str(member(items, 1, "path"), "Guide > Costs", "the path of headings");
    is_str(member(items, 1, "answer"), "one link (http://x.y) two a, b 1, 2",
           "text without marks");
    is_str(member(items, 2, "kind"), "faq", "a question is answered");
    is_str(member(items, 2, "path"), "Guide > Costs", "below its headings");
    is_str(member(items, 2, "answer"), "Because.\nOf taxes.", "by all of it");
    json_decref(items);

    ok(items_of("## q?\n\n", KB_MARKDOWN, false, error) == NULL, "no answer");
    is_str(error, "1: the answer is empty", "is told with its line");
    ok(items_of("a\n\n\xff\n", KB_MARKDOWN, false, error) == NULL, "not UTF-8");
    is_str(error, "3: not UTF-8", "is told with its line");
}


static void
test_pieces(void)
{
    char     text[8000] = "# Long\n\n", error[256];
    size_t   n = strlen(text), longest = 0, shortest = 10000;
    json_t  *items;

    for (int i = 0; n < 5000; i++) {
        n += (size_t) sprintf(text + n, "Sentence number %d says a few words"
                              " about thing %d. ", i, i);
    }

    items = items_of(text, KB_MARKDOWN, false, error);
    ok(json_array_size(items) >= 6, "a long section is cut");

    for (size_t i = 0; i < json_array_size(items); i++) {
        size_t  len = kb_length(member(items, i, "answer"));

        longest = len > longest ? len : longest;
        shortest = len < shortest ? len : shortest;
    }

    ok(longest <= KB_PIECE_MAX, "no passage is too long: %zu", longest);
    ok(shortest >= KB_PIECE_MIN, "none too short: %zu", shortest);
    ok(strstr(member(items, 1, "answer"), strrchr(member(items, 0, "answer"),
       '.') - 5) != NULL, "the last sentence is repeated in the next");
    json_decref(items);

    memset(text, 'x', 4000);
    text[4000] = '\0';
    items = items_of(text, KB_TEXT, false, error);
    ok(json_array_size(items) >= 4, "one endless word is cut too");
    json_decref(items);
}


static void
test_html(void)
{
    char     error[256];
    json_t  *items = items_of("<h1>A &amp; B</h1><p>x <b>y</b><br>z"
        "<script>no()</script><ul><li>one<li>two</ul><dl><dt>Really?<dd>Yes."
        "</dl>", KB_HTML, false, error);

    is_str(member(items, 0, "path"), "A & B", "a heading");
    is_str(member(items, 0, "answer"), "x y z one two", "text, no script");
    is_str(member(items, 1, "question"), "Really?", "a term is a heading");
    is_str(member(items, 1, "answer"), "Yes.", "and a question");
    json_decref(items);

    ok(items_of("<p></p>", KB_HTML, false, error) == NULL, "nothing in it");
    is_str(error, "0: nothing in it", "is told");
}


/* Looked at for each mark, a file of them would take hours. */

static void
test_marks(void)
{
    static const char *const  marks[] = { "[", ".", "!", "?)" };

    enum { SIZE = 2000000 };

    char  *text = malloc(SIZE + 1), error[256];

    for (unsigned k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
        size_t   len = strlen(marks[k]), n = 0;
        json_t  *items;

        for (size_t i = 0; i < SIZE; i++) {
            text[i] = marks[k][i % len];
        }
        text[SIZE] = '\0';

        items = items_of(text, KB_MARKDOWN, false, error);
        for (size_t i = 0; i < json_array_size(items); i++) {
            n += kb_length(member(items, i, "answer"));
        }
        ok(n >= SIZE, "two million of \"%s\" are cut: %s", marks[k], error);
        json_decref(items);
    }

    free(text);
}


/* A byte of TSCII is up to four characters, twelve bytes. */

static void
test_html_charset(void)
{
    char       text[20000] = "<meta charset=\"TSCII\"><p>", error[256];
    size_t     n = strlen(text), chars = 0;
    json_t    *items;
    iconv_t    tscii = iconv_open("UTF-8", "TSCII");

    if (tscii == (iconv_t) -1) {
        ok(true, "no TSCII on this machine");
        return;
    }
    iconv_close(tscii);

    memset(text + n, 0x82, sizeof(text) - n - 1);
    text[sizeof(text) - 1] = '\0';

    items = items_of(text, KB_HTML, false, error);
    for (size_t i = 0; i < json_array_size(items); i++) {
        chars += kb_length(member(items, i, "answer"));
    }

    ok(chars >= 4 * (sizeof(text) - n - 1),
       "a page that grows twelvefold is read whole: %zu (%s)", chars, error);
    json_decref(items);
}


static void
test_csv(void)
{
    char   text[] = "a;\"b \"\"c\"\"\nd\";e\r\n\r\nf;g;h\n";
    char   odd[] = "\"x\"y,z\n";
    csv_t  csv;

    csv_init(&csv, text);
    ok(csv_row(&csv) && csv.n == 3, "three fields");
    is_str(csv.field[1], "b \"c\"\nd", "quotes and a line end");
    ok(csv_row(&csv) && csv.line == 4, "the row's line, an empty one left out");
    ok(!csv_row(&csv) && csv.error == NULL, "the end");

    csv_init(&csv, odd);
    ok(!csv_row(&csv) && csv.error != NULL, "text behind a quoted field");
}


static cache_key_t
key_of(const char *tenant, const char *language, int64_t knowledge,
    const char *prompt, const char *question)
{
    cache_of_t   of = { tenant, language, knowledge, prompt,
                        slice_str(question) };
    cache_key_t  key;

    cache_key(&of, &key);

    return key;
}


static bool
same(cache_key_t a, cache_key_t b)
{
    return memcmp(&a, &b, sizeof(a)) == 0;
}


static void
test_cache_keys(void)
{
    cache_key_t  key = key_of("t", "es", 1, "", "¿A qué hora ABREN?");

    ok(same(key, key_of("t", "es", 1, "", "a que hora abren")), "normalised");
    ok(!same(key, key_of("u", "es", 1, "", "a que hora abren")), "tenant");
    ok(!same(key, key_of("t", "pt", 1, "", "a que hora abren")), "language");
    ok(!same(key, key_of("t", "es", 2, "", "a que hora abren")), "knowledge");
    ok(!same(key, key_of("t", "es", 1, "p", "a que hora abren")), "prompt");
    ok(!same(key, key_of("t", "es", 1, "", "a que hora cierran")), "question");

    ok(cache_may(slice_str("how long is 24 h")), "a few digits");
    ok(!cache_may(slice_str("where is order 4711")), "a number");
    ok(!cache_may(slice_str("I am a@b.c")), "an address");
    ok(!cache_may(SLICE_NULL), "nothing");
}


static void
test_cache(void)
{
    char         name[16], value[500];
    slice_t      got;
    unsigned     kept = 0;
    cache_key_t  first = key_of("t", "es", 1, "", "q0");

    memset(value, 'v', sizeof(value));

    for (int i = 0; i < 40; i++) {
        cache_key_t  key;

        snprintf(name, sizeof(name), "q%d", i);
        key = key_of("t", "es", 1, "", name);
        cache_put(&key, slice_make(value, sizeof(value)));
        ok(cache_get(&first, &got), "what is used stays");
    }

    for (int i = 0; i < 40; i++) {
        cache_key_t  key;

        snprintf(name, sizeof(name), "q%d", i);
        key = key_of("t", "es", 1, "", name);
        kept += cache_get(&key, &got);
    }

    ok(kept > 10 && kept < 20, "%u of 40 kept within 10,000 bytes", kept);
    cache_put(&first, slice_str("new"));
    ok(cache_get(&first, &got) && slice_eq(got, SLICE_LIT("new")), "replaced");
    cache_release();
    ok(!cache_get(&first, &got), "and gone");
}


static void
test_confidence(void)
{
    json_t  *none = json_array();
    json_t  *good = json_pack("[{s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:i, s:s}]",
        "answer", "x", "score", 1.0, "cover", 1.0, "lit", 1.0, "asked", 1.0,
        "miss", 0.0, "sim", 1.0, "n", 4, "kind", "faq");
    json_t  *weak = json_pack("[{s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:s}]",
        "answer", "x", "score", 0.2, "cover", 0.25, "lit", 0.25, "asked", 0.2,
        "miss", 0.7, "sim", 0.1, "strange", 0.7, "kind", "faq");

    ok(confidence_of(none) == 0, "nothing found: 0");
    ok(confidence_of(good) > 0.9, "all of it: %.2f", confidence_of(good));
    ok(confidence_of(weak) < 0.3, "a common word: %.2f", confidence_of(weak));
    json_decref(none);
    json_decref(good);
    json_decref(weak);
}


int
main(void)
{
    const char *const  sets[] = { "cache.bytes=10000" };
    char               err[512] = "";

    ok(config_load(NULL, sets, 1, err, sizeof(err)), "config: %s", err);
    test_money();
    test_fill();
    test_sentences();
    test_markdown();
    test_pieces();
    test_html();
    test_html_charset();
    test_marks();
    test_csv();
    test_cache_keys();
    test_cache();
    test_confidence();
    config_release();

    return done_testing();
}
