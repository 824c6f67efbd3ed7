/*
 * tenant - see tenant.h.
 */

#include "worker/train/tenant.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/train/concept_file.h"
#include "worker/train/trainer.h"

#define OTHER            "other"
#define BITS             15
#define CAP              12             /* sentences of one template */
#define BACKGROUND_MIN   1500           /* lines of the built-in corpus */
#define BACKGROUND_TIMES 4              /* or so many per line of theirs */


/* Names every intent that has too few texts. */

static bool
enough(const corpus_t *c, char *err, size_t err_len)
{
    size_t  n[MODEL_CLASSES_MAX] = { 0 }, used = 0;
    bool    ok = true;

    for (size_t i = 0; i < c->n; i++) {
        n[c->line[i].label]++;
    }

    for (unsigned k = 0; k < c->classes; k++) {
        if (n[k] < TENANT_EXAMPLES_MIN && strcmp(c->name[k], OTHER) != 0
            && used < err_len)
        {
            used += (size_t) snprintf(err + used, err_len - used,
                "%s%s has %zu examples, %zu more are needed", ok ? "" : "; ",
                c->name[k], n[k], TENANT_EXAMPLES_MIN - n[k]);
            ok = false;
        }
    }

    if (ok && (c->classes > TENANT_INTENTS_MAX
               || c->classes - (corpus_label(c, OTHER) >= 0) == 0))
    {
        snprintf(err, err_len, c->classes > TENANT_INTENTS_MAX
                 ? "more than %d intents" : "no intent in it",
                 TENANT_INTENTS_MAX);
        ok = false;
    }

    return ok;
}


/* The built-in corpus, thinned evenly: sorted lines, every k-th. */

static bool
background_add(corpus_t *c, const char *corpora, char *err, size_t err_len)
{
    corpus_t  known;
    size_t    want = c->n * BACKGROUND_TIMES, step;
    bool      ok;

    want = want < BACKGROUND_MIN ? BACKGROUND_MIN : want;
    corpus_init(&known);
    ok = corpus_read_task(&known, corpora, TASK_INTENT);
    if (!ok) {
        snprintf(err, err_len, "%s", known.err);
    }

    (void) corpus_sort(&known);
    step = known.n / want + 1;

    for (size_t i = 0; ok && i < known.n; i += step) {
        const line_t  *l = &known.line[i];
        const char    *name = known.name[l->label];

        ok = corpus_add(c, corpus_label(c, name) >= 0 ? name : OTHER, l->lang,
                        l->text, corpora, 0);
        if (!ok) {
            snprintf(err, err_len, "%s", c->err);
        }
    }

    corpus_release(&known);
    return ok;
}


/* ---- files ---- */

static unsigned
version_of(const char *file)
{
    unsigned  version;
    int       used = 0;

    return sscanf(file, "intent-%u.model%n", &version, &used) == 1
           && used > 0 && file[used] == '\0' ? version : 0;
}


static int
version_compare(const void *a, const void *b)
{
    unsigned  x = *(const unsigned *) a, y = *(const unsigned *) b;

    return x < y ? -1 : x > y;
}


/* The versions that are there, oldest first; returns how many (<= max). */

static unsigned
versions_list(const char *folder, unsigned version[], unsigned max)
{
    DIR            *dir = opendir(folder);
    struct dirent  *file;
    unsigned        n = 0;

    while (dir != NULL && n < max && (file = readdir(dir)) != NULL) {
        version[n] = version_of(file->d_name);
        n += version[n] != 0;
    }

    if (dir != NULL) {
        closedir(dir);
    }

    qsort(version, n, sizeof(version[0]), version_compare);
    return n;
}


/* It becomes intent.model by a rename: readers see one or the other. */

static bool
version_use(const char *folder, unsigned version, char *err, size_t err_len)
{
    char  from[4096], link_path[4096], to[4096];

    snprintf(from, sizeof(from), "%s/intent-%06u.model", folder, version);
    snprintf(link_path, sizeof(link_path), "%s/intent.%d.link", folder,
             (int) getpid());
    snprintf(to, sizeof(to), "%s/intent.model", folder);

    (void) unlink(link_path);
    if (link(from, link_path) != 0 || rename(link_path, to) != 0) {
        snprintf(err, err_len, "%s: %s", to, strerror(errno));
        return false;
    }

    return true;
}


bool
tenant_use(const char *dir, const char *tenant, unsigned version, char *err,
    size_t err_len)
{
    char      folder[2048];
    unsigned  known[256], n;

    snprintf(folder, sizeof(folder), "%s/%s", dir, tenant);
    n = versions_list(folder, known, 256);

    while (n > 0 && known[n - 1] != version) {
        n--;
    }

    if (n == 0) {
        snprintf(err, err_len, "there is no version %u any more", version);
        return false;
    }

    return version_use(folder, version, err, err_len);
}


static void
versions_prune(const char *folder)
{
    unsigned  version[256], n = versions_list(folder, version, 256);
    char      path[4096];

    for (unsigned i = 0; i + TENANT_VERSIONS < n; i++) {
        snprintf(path, sizeof(path), "%s/intent-%06u.model", folder,
                 version[i]);
        (void) unlink(path);
    }
}


static bool
model_keep(const tenant_plan_t *plan, image_t *image, unsigned *ret_version,
    char *err, size_t err_len)
{
    const model_header_t  *h = image->data;
    char                   folder[2048], path[4096];
    unsigned               version[256], n;

    snprintf(folder, sizeof(folder), "%s/%s", plan->dir, plan->tenant);
    if (mkdir(folder, 0755) != 0 && errno != EEXIST) {
        snprintf(err, err_len, "%s: %s", folder, strerror(errno));
        return false;
    }

    n = versions_list(folder, version, 256);
    *ret_version = n > 0 ? version[n - 1] + 1 : 1;
    image_seal(image, h->sharpness, h->accuracy, *ret_version);
    snprintf(path, sizeof(path), "%s/intent-%06u.model", folder,
             *ret_version);

    if (!image_write(image, path, err, err_len)
        || !version_use(folder, *ret_version, err, err_len))
    {
        return false;
    }

    versions_prune(folder);
    return true;
}


static json_t *
model_make(const tenant_plan_t *plan, corpus_t *corpus, image_t *image,
    char *err, size_t err_len)
{
    static const feature_spec_t  spec = {
        .words = 3, .chars_min = 3, .chars_max = 5, .pairs = 10,
        .weight = { 1.0f, 1.0f, 1.0f, 0.2f }
    };
    const plan_t     how = {
        .folds = TENANT_FOLDS, .rounds = TENANT_FOLDS, .cost = 1,
        .balance = 1
    };
    concept_table_t  concepts;
    json_t          *report = NULL;

    if (!concept_table_read(&concepts, plan->corpora, err, err_len)) {
        return NULL;
    }

    if (background_add(corpus, plan->corpora, err, err_len)) {
        const recipe_t  recipe = {
            .task = TASK_INTENT, .spec = &spec, .bits = BITS, .cap = CAP,
            .concepts = concept_table_view(&concepts)
        };

        (void) corpus_sort(corpus);
        report = train_model(corpus, &recipe, &how, image, err, err_len);
    }

    concept_table_release(&concepts);
    return report;
}


json_t *
tenant_train(const tenant_plan_t *plan, char *err, size_t err_len)
{
    corpus_t  corpus;
    image_t   image = { 0 };
    json_t   *report = NULL;
    unsigned  version = 0;

    corpus_init(&corpus);
    if (!corpus_read_intents(&corpus, plan->intents)) {
        snprintf(err, err_len, "%s", corpus.err);
        goto out;
    }

    (void) corpus_sort(&corpus);
    if (!enough(&corpus, err, err_len)) {
        goto out;
    }

    report = model_make(plan, &corpus, &image, err, err_len);
    if (report != NULL && !plan->dry_run
        && !model_keep(plan, &image, &version, err, err_len))
    {
        json_decref(report);
        report = NULL;
    }

    if (report != NULL) {
        json_object_set_new(report, "version", json_integer(version));
    }

out:
    image_release(&image);
    corpus_release(&corpus);
    return report;
}
