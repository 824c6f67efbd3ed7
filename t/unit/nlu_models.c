/*
 * nlu_models - which models are loaded: built-in ones, and of tenants' the
 * nlu.tenants that were used last; what is understood outlives the model.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "t/unit/tap.h"
#include "worker/engine/stats.h"
#include "worker/nlu/intent.h"
#include "worker/nlu/models.h"

#define KEEP     2
#define BITS     8
#define TRAINED  5000                   /* models that come and go */

/* Three tenants, one more than are kept. */
static const char *const  tenants[] = {
    "0190a000-0000-7000-8000-00000000000a",
    "0190a000-0000-7000-8000-00000000000b",
    "0190a000-0000-7000-8000-00000000000c"
};

typedef struct {
    model_header_t   header;
    char             names[16];
    float            scale[8], bias[8];
    int8_t           weight[1 << BITS][8];
} file_t;

static char  dir[] = "/tmp/relevo-models-XXXXXX";


/* With two classes, of which the first one wins a tie. */

static void
file_write(const char *path, const char *task, uint32_t version,
    const char *first)
{
    static file_t  file;
    FILE          *out = fopen(path, "w");

    memset(&file, 0, sizeof(file));
    memcpy(file.header.magic, "RELEVONL", 8);
    file.header.format = MODEL_FORMAT;
    file.header.version = version;
    file.header.bytes = sizeof(file);
    file.header.classes = 2;
    file.header.stride = 8;
    file.header.bits = BITS;
    file.header.names = sizeof(file.names);
    file.header.sharpness = 1;
    file.header.spec = (feature_spec_t) { .words = 1,
                                          .weight = { 1, 1, 1, 1 } };
    snprintf(file.header.task, sizeof(file.header.task), "%s", task);
    snprintf(file.names, sizeof(file.names), "%s%cyes", first, '\0');
    file.header.checksum = model_checksum((uint8_t *) &file + 16,
                                          sizeof(file) - 16);

    if (out == NULL || fwrite(&file, sizeof(file), 1, out) != 1
        || fclose(out) != 0)
    {
        abort();
    }
}


static const char *
path_of(const char *tenant, const char *name)
{
    static char  path[256];

    snprintf(path, sizeof(path), "%s/%s%s%s", dir, tenant,
             *tenant == '\0' ? "" : "/", name);
    return path;
}


static void
files_make(void)
{
    char  name[64];

    if (mkdtemp(dir) == NULL) {
        abort();
    }

    for (int i = 0; i < TASKS; i++) {
        snprintf(name, sizeof(name), "%s.model", tasks[i].name);
        file_write(path_of("", name), tasks[i].name, 1, "no");
    }

    for (uint32_t i = 0; i < 3; i++) {
        if (mkdir(path_of(tenants[i], ""), 0755) != 0) {
            abort();
        }
        file_write(path_of(tenants[i], "intent.model"), "intent", 10 + i, "no");
    }
}


static void
files_remove(void)
{
    char  name[64];

    for (int i = 0; i < TASKS; i++) {
        snprintf(name, sizeof(name), "%s.model", tasks[i].name);
        (void) unlink(path_of("", name));
    }

    for (unsigned i = 0; i < 3; i++) {
        (void) unlink(path_of(tenants[i], "intent.model"));
        (void) rmdir(path_of(tenants[i], ""));
    }

    (void) rmdir(dir);
}


/* Uses are told apart by the coarse clock: the next one is a tick later. */

static uint32_t
version_later(const char *tenant)
{
    struct timespec  before, now;
    const model_t   *m;

    (void) clock_gettime(CLOCK_MONOTONIC_COARSE, &before);
    do {
        (void) clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    } while ((now.tv_sec - before.tv_sec) * 1000
             + (now.tv_nsec - before.tv_nsec) / 1000000 < 2);

    m = models_tenant(tenant);
    return m == NULL ? 0 : m->header->version;
}


static void
test_eviction(void)
{
    size_t  two;

    is_int(version_later(tenants[0]), 10, "the first tenant's");
    is_int(version_later(tenants[1]), 11, "the second one's");
    two = models_bytes();
    is_int(stats_value[STAT_nlu_evicted], 0, "there is room for both");

    is_int(version_later(tenants[0]), 10, "the first is used again");
    is_int(version_later(tenants[2]), 12, "a third one");
    is_int(stats_value[STAT_nlu_evicted], 1, "makes one go");
    ok(models_bytes() == two, "no more than before are mapped");

    is_int(version_later(tenants[0]), 10, "the one used last stayed");
    is_int(stats_value[STAT_nlu_evicted], 1, "without being read again");
    is_int(version_later(tenants[1]), 11, "the one that went comes back");
    is_int(stats_value[STAT_nlu_evicted], 2, "for another one");
    is_int(stats_value[STAT_nlu_loaded], 4, "four were read in all");
}


static void
test_strangers(void)
{
    ok(models_tenant("0190a000-0000-7000-8000-00000000000d") == NULL,
       "a tenant without a model has none");
    ok(models_tenant("../../../../../../../../etc/passwd/a") == NULL,
       "an id that is no uuid is no path");
}


/*
 * A worker that never ends sees models trained anew, with names of their own,
 * as often as anybody likes: each is a tenant's of its own here, so that none
 * waits for the next look at a file.
 */

static void
test_retrained(void)
{
    slice_t   text = slice_str("hola");
    fold_t    fold;
    intent_t  before = { .name = "" }, now;
    char      tenant[37], name[16];
    unsigned  wrong = 0, lost = 0;
    size_t    bytes = 0;

    fold_text(text, &fold);

    for (unsigned i = 0; i < TRAINED; i++) {
        snprintf(tenant, sizeof(tenant),
                 "0190a000-0000-7000-8000-0000%08x", i + 0x10000);
        snprintf(name, sizeof(name), "own%05u", i);
        (void) mkdir(path_of(tenant, ""), 0755);
        file_write(path_of(tenant, "intent.model"), "intent", i + 1, name);

        intent_guess(text, &fold, NULL, tenant, &now, NULL);
        wrong += strcmp(now.name, name) != 0;

        if (i % 8 == 0) {
            before = now;                       /* its model is gone soon */
        } else {
            unsigned  was;

            lost += sscanf(before.name, "own%05u", &was) != 1
                    || was != i / 8 * 8;
        }

        bytes = i == KEEP ? models_bytes() : bytes;
        (void) unlink(path_of(tenant, "intent.model"));
        (void) rmdir(path_of(tenant, ""));
    }

    is_int(wrong, 0, "five thousand models in a row were taken");
    is_int(lost, 0, "what one understood is known when it is gone");
    is_int(stats_value[STAT_nlu_refused], 0, "none was refused");
    ok(models_bytes() == bytes,
       "no more of them are mapped than in the beginning");
}


int
main(void)
{
    char  err[256] = "";

    files_make();
    ok(models_init(dir, dir, KEEP, err, sizeof(err)), "built-in ones %s", err);
    test_eviction();
    test_strangers();
    test_retrained();

    models_release();
    ok(models_get(TASK_INTENT) == NULL, "released");
    files_remove();
    return done_testing();
}
