/*
 * kb_calibrate - `relevo kb calibrate --tenant SLUG FILE.jsonl`: how good
 * knowledge is found by words and by meaning, and what embed.sure should be
 * for the model that makes the vectors.
 *
 * A line: {"text": "what a customer asks", "lang": "es", "question": "the
 * question of the answer that is right"}; question null: nothing known answers
 * it.  Each is searched as the worker does, by words and by both.
 *
 * What is fitted is one number: where the sum of the confidences by meaning
 * (confidence_meant) of the first hits is the number of those that are right.
 */

#include "worker/cli/kb_calibrate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "worker/answer/confidence.h"
#include "worker/cli/meaning.h"
#include "worker/cli/vectors.h"
#include "worker/engine/config.h"

#define FILE_BYTES     (4u << 20)
#define QUESTIONS_MAX  2000
#define ENOUGH         10               /* right ones, and wrong ones */
#define HITS           "5"
#define HALVINGS       40

typedef struct {
    json_t      *item;                  /* of the file */
    json_t      *words, *both;          /* hits */
} asked_t;

typedef struct {
    asked_t     *asked;
    const char **texts;
    unsigned     n;
} set_t;

static const char  words_sql[] =
    "select core.search($1::uuid, $2, $3, " HITS ") -> 'hits'";
static const char  both_sql[] =
    "select core.search_both($1::uuid, $2, $3, " HITS ", $4, $5) -> 'hits'";


/* ---- the file ---- */

static const char *
item_fault(const json_t *item)
{
    const json_t  *question = json_object_get(item, "question");
    const char    *lang = cli_str(item, "lang");

    return *cli_str(item, "text") == '\0' ? "\"text\" is missing"
           : !json_is_string(question) && !json_is_null(question)
           ? "\"question\" has to be a text, or null"
           : *lang != '\0' && !cli_language_ok(lang)
           ? "\"lang\" is none of ours" : NULL;
}


static bool
line_take(set_t *s, const char *path, int n, const char *line)
{
    json_error_t  error;
    json_t       *item = json_loads(line, JSON_REJECT_DUPLICATES, &error);
    const char   *fault = item == NULL ? error.text
                          : s->n == QUESTIONS_MAX ? "more than 2000 questions"
                          : item_fault(item);

    if (fault != NULL) {
        cli_error("%s:%d: %s", path, n, fault);
        json_decref(item);
        return false;
    }

    s->asked[s->n].item = item;
    s->texts[s->n++] = cli_str(item, "text");

    return true;
}


static bool
set_read(set_t *s, const char *path)
{
    size_t   len;
    char    *data = cli_read_file(path, FILE_BYTES, &len), *line, *next;
    bool     ok = data != NULL;
    int      n = 0;

    s->asked = calloc(QUESTIONS_MAX, sizeof(asked_t));
    s->texts = calloc(QUESTIONS_MAX, sizeof(char *));
    ok = ok && s->asked != NULL && s->texts != NULL;

    for (line = data; ok && line != NULL; line = next) {
        next = strchr(line, '\n');
        if (next != NULL) {
            *next++ = '\0';
        }

        n++;
        ok = line[strspn(line, " \t\r")] == '\0'
             || line_take(s, path, n, line);
    }

    free(data);
    if (ok && s->n == 0) {
        cli_error("%s: no questions in it", path);
    }

    return ok && s->n > 0;
}


static void
set_release(set_t *s)
{
    for (unsigned i = 0; s->asked != NULL && i < s->n; i++) {
        json_decref(s->asked[i].item);
        json_decref(s->asked[i].words);
        json_decref(s->asked[i].both);
    }

    free(s->asked);
    free(s->texts);
}


static bool
set_search(PGconn *pg, set_t *s, const meaning_t *m)
{
    for (unsigned i = 0; i < s->n; i++) {
        asked_t     *a = &s->asked[i];
        const char  *lang = cli_str(a->item, "lang");
        const char  *params[] = { m->tenant, s->texts[i],
                                  *lang == '\0' ? "en" : lang, m->label,
                                  m->vectors[i] };

        a->words = cli_pg_json(pg, words_sql, 3, params);
        a->both = a->words == NULL ? NULL
                  : cli_pg_json(pg, both_sql, 5, params);
        if (a->both == NULL) {
            return false;
        }
    }

    return true;
}


/* ---- numbers ---- */

static bool
hit_right(const asked_t *a, const json_t *hits, size_t i)
{
    const char  *question = cli_str(a->item, "question");

    return *question != '\0'
           && strcmp(cli_str(json_array_get(hits, i), "question"),
                     question) == 0;
}


static double
near_of(const asked_t *a)
{
    return json_number_value(json_object_get(json_array_get(a->both, 0),
                                             "near"));
}


/* Of first hits: right ones, and what would be given, rightly or not.
 * sure < 0: by words alone. */

static json_t *
rates(const set_t *s, double sure)
{
    double    threshold = (double) config_int("decide.threshold") / 100;
    unsigned  right = 0, given = 0, wrong = 0, among = 0;

    for (unsigned i = 0; i < s->n; i++) {
        const asked_t  *a = &s->asked[i];
        const json_t   *hits = sure < 0 ? a->words : a->both;
        bool            is = hit_right(a, hits, 0), found = false;
        double          c = confidence_words(hits);

        for (size_t k = 0; k < json_array_size(hits); k++) {
            found = found || hit_right(a, hits, k);
        }

        c = sure < 0 ? c : fmax(c, confidence_meant(hits, sure));
        right += is;
        among += found;
        given += is && c >= threshold;
        wrong += !is && c >= threshold;
    }

    return json_pack("{si si si si}", "first_right", (int) right,
                     "among_five", (int) among, "given_right", (int) given,
                     "given_wrong", (int) wrong);
}


static int
double_order(const void *a, const void *b)
{
    double  x = *(const double *) a, y = *(const double *) b;

    return x < y ? -1 : x > y;
}


/* [lowest tenth, half, highest tenth] */

static json_t *
spread(double *values, unsigned n)
{
    if (n == 0) {
        return json_null();
    }

    qsort(values, n, sizeof(double), double_order);

    return json_pack("[fff]", values[n / 10], values[n / 2],
                     values[n - 1 - n / 10]);
}


/* How often a right one is nearer than a wrong one; 0.5: it says nothing. */

static double
separates(const double *right, unsigned nright, const double *wrong,
    unsigned nwrong)
{
    double  sum = 0;

    for (unsigned i = 0; i < nright; i++) {
        for (unsigned k = 0; k < nwrong; k++) {
            sum += right[i] > wrong[k] ? 1 : right[i] == wrong[k] ? 0.5 : 0;
        }
    }

    return nright * nwrong == 0 ? 0.5 : sum / nright / nwrong;
}


static double
sure_fit(const set_t *s, unsigned right)
{
    double  low = 0, high = 1;

    for (unsigned n = 0; n < HALVINGS; n++) {
        double  sure = (low + high) / 2, sum = 0;

        for (unsigned i = 0; i < s->n; i++) {
            sum += confidence_meant(s->asked[i].both, sure);
        }

        *(sum > right ? &low : &high) = sure;
    }

    return (low + high) / 2;
}


/* The first hits that have a cosine, by what they are. */

static bool
meant_add(json_t *out, const set_t *s)
{
    double   *right = calloc(s->n, sizeof(double));
    double   *wrong = calloc(s->n, sizeof(double));
    unsigned  nright = 0, nwrong = 0;
    double    sure;

    for (unsigned i = 0; right != NULL && wrong != NULL && i < s->n; i++) {
        double  near = near_of(&s->asked[i]);

        if (near > 0 && hit_right(&s->asked[i], s->asked[i].both, 0)) {
            right[nright++] = near;
        } else if (near > 0) {
            wrong[nwrong++] = near;
        }
    }

    json_object_set_new(out, "near", json_pack("{so so sf}",
        "right", spread(right, nright), "wrong", spread(wrong, nwrong),
        "separates", separates(right, nright, wrong, nwrong)));

    if (nright < ENOUGH || nwrong < ENOUGH) {
        json_object_set_new(out, "fitted", json_null());
        cli_error("embed.sure is not fitted: of the first hits %u are right"
                  " and %u wrong; it takes %d of each", nright, nwrong, ENOUGH);
    } else {
        sure = round(sure_fit(s, nright) * 100) / 100;
        json_object_set_new(out, "fitted", rates(s, sure));
        json_object_set_new(json_object_get(out, "fitted"), "embed.sure",
                            json_integer(lround(sure * 100)));
    }

    free(right);
    free(wrong);

    return nright >= ENOUGH && nwrong >= ENOUGH;
}


static bool
print(const set_t *s, const meaning_t *m)
{
    long      sure = config_int("embed.sure");
    unsigned  answerable = 0;
    json_t   *out;
    bool      ok;

    for (unsigned i = 0; i < s->n; i++) {
        answerable += json_is_string(json_object_get(s->asked[i].item,
                                                     "question"));
    }

    out = json_pack("{si si ss so so}", "n", (int) s->n, "answerable",
                    (int) answerable, "label", m->label,
                    "words", rates(s, -1),
                    "both", rates(s, (double) sure / 100));
    json_object_set_new(json_object_get(out, "both"), "embed.sure",
                        json_integer(sure));
    ok = meant_add(out, s);
    cli_print_json(out);
    json_decref(out);

    return ok;
}


int
kb_calibrate(PGconn *pg, const char *tenant, args_t *args)
{
    set_t      s = { 0 };
    meaning_t  m = { .tenant = tenant };
    bool       ok = false;

    if (!cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (!vectors_are_on(pg)) {
        cli_error("PostgreSQL has no pgvector; relevo migrate says why");
    } else if (set_read(&s, args->argv[0])) {
        m.texts = s.texts;
        m.n = s.n;
        if (meaning_ask(&m)) {
            ok = set_search(pg, &s, &m) && print(&s, &m);
        } else {
            cli_error("no vectors of the questions: %s", m.why);
        }
    }

    meaning_release(&m);
    set_release(&s);

    return ok ? EXIT_OK : EXIT_FAILED;
}
