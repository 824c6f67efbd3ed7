/*
 * nlu_model - the file of a model: read, and refused when anything is wrong.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "t/unit/tap.h"
#include "worker/nlu/model.h"

#define CLASSES  2
#define STRIDE   8
#define BITS     8
#define NAMES    16

typedef struct {
    model_header_t   header;
    char             names[NAMES];
    float            scale[STRIDE], bias[STRIDE];
    int8_t           weight[1 << BITS][STRIDE];
} file_t;

static file_t      file;
static features_t  f;


static void
seal(void)
{
    file.header.checksum = model_checksum((uint8_t *) &file + 16,
                                          sizeof(file) - 16);
}


/* "yes" is what has the feature "good". */

static void
file_make(void)
{
    uint32_t  bucket;

    memset(&file, 0, sizeof(file));
    memcpy(file.header.magic, "RELEVONL", 8);
    file.header.format = MODEL_FORMAT;
    file.header.version = 7;
    file.header.bytes = sizeof(file);
    file.header.classes = CLASSES;
    file.header.stride = STRIDE;
    file.header.bits = BITS;
    file.header.names = NAMES;
    file.header.sharpness = 2;
    file.header.spec = (feature_spec_t) { .words = 1,
                                          .weight = { 1, 1, 1, 1 } };
    strcpy(file.header.task, "intent");
    memcpy(file.names, "no\0yes", 7);
    file.scale[0] = file.scale[1] = 0.1f;

    features_begin(&f);
    features_name(&f, "good");
    features_close(&f, FEATURES_WORDS);
    bucket = f.hash[0] & 255;
    file.weight[bucket][0] = -20;
    file.weight[bucket][1] = 20;
    seal();
}


static bool
reads(char *err)
{
    model_t  m;

    err[0] = '\0';
    return model_read(&file, sizeof(file), "intent", &m, err, 128);
}


static void
test_good(void)
{
    model_t  m;
    char     err[128] = "";
    float    score[MODEL_CLASSES_MAX];

    file_make();
    ok(model_read(&file, sizeof(file), "intent", &m, err, sizeof(err)),
       "a good file %s", err);
    is_int(model_predict(&m, &f, score), 1, "the feature says yes");
    ok(score[1] > 0.99f && score[0] + score[1] > 0.999f, "for sure");
    is_int(model_class(&m, "no"), 0, "a class by name");
    is_int(model_class(&m, "maybe"), -1, "one that is not there");

    features_begin(&f);
    features_close(&f, FEATURES_WORDS);
    (void) model_predict(&m, &f, score);
    ok(score[0] == score[1], "nothing said: even odds");
}


#define REFUSED(change, says)                                               \
    do {                                                                    \
        char  why[128];                                                     \
        file_make();                                                        \
        change;                                                             \
        ok(!reads(why) && strstr(why, says) != NULL, "%s: %s", #change,     \
           why);                                                            \
    } while (0)

static void
test_refused(void)
{
    model_header_t  *h = &file.header;
    model_t          m;
    char             err[128];

    REFUSED(h->magic[0] = 'X', "no model");
    REFUSED(h->format = 2; seal(), "format");
    REFUSED(h->bytes++; seal(), "not complete");
    REFUSED(h->classes = 1; seal(), "cannot be");
    REFUSED(h->classes = 4000; seal(), "cannot be");
    REFUSED(h->classes = 9; seal(), "cannot be");
    REFUSED(h->stride = 16; seal(), "cannot be");
    REFUSED(h->bits = 31; seal(), "cannot be");
    REFUSED(h->bits = 9; seal(), "do not fit");
    REFUSED(h->names = 15; seal(), "cannot be");
    REFUSED(h->names = 32; seal(), "do not fit");
    REFUSED(h->concepts = 3; seal(), "cannot be");
    REFUSED(h->concepts = 8; seal(), "do not fit");
    REFUSED(h->sharpness = 0; seal(), "settings");
    REFUSED(h->sharpness = 0.0f / 0.0f; seal(), "settings");
    REFUSED(h->spec.chars_max = 99; seal(), "settings");
    REFUSED(strcpy(h->task, "weather"); seal(), "another task");
    REFUSED(memset(file.names, 'x', NAMES); seal(), "names");
    REFUSED(file.names[0] = '\0'; seal(), "names");
    REFUSED(file.scale[1] = -1; seal(), "scales");
    REFUSED(file.bias[0] = 1.0f / 0.0f; seal(), "scales");
    REFUSED(file.weight[9][1] ^= 1, "checksum");

    file_make();
    for (size_t len = 0; len < sizeof(file); len += 61) {
        if (model_read(&file, len, "intent", &m, err, sizeof(err))) {
            ok(false, "cut at %zu and read", len);
        }
    }
    ok(true, "no part of a file is one");
}


static void
test_open(void)
{
    char     path[] = "/tmp/nlu_model.XXXXXX", err[512];
    int      fd = mkstemp(path);
    model_t  m;

    file_make();
    ok(fd >= 0 && !model_open(path, "intent", &m, err, sizeof(err)),
       "an empty file: %s", err);

    ok(write(fd, &file, sizeof(file)) == sizeof(file)
       && model_open(path, "intent", &m, err, sizeof(err)), "a good one");
    is_int(m.header->version, 7, "mapped");
    model_close(&m);
    model_close(&m);
    ok(m.header == NULL, "closed, and closed again");

    close(fd);
    unlink(path);
    ok(!model_open(path, "intent", &m, err, sizeof(err))
       && strstr(err, "No such file") != NULL, "none: %s", err);
    ok(!model_open("/tmp", "intent", &m, err, sizeof(err)), "a folder: %s",
       err);
}


int
main(void)
{
    test_good();
    test_refused();
    test_open();

    return done_testing();
}
