/*
 * texts - every key in every language, and nothing starts without.
 */

#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "t/unit/tap.h"
#include "worker/answer/texts.h"
#include "worker/nlu/language.h"

#define SHIPPED  "config/texts"

static char  dir[64];


/* A folder with the shipped texts, to be spoilt. */

static void
folder_make(void)
{
    char  path[128], from[128];

    for (int i = 0; i < LANGUAGES; i++) {
        json_t  *file;

        snprintf(from, sizeof(from), SHIPPED "/%s.json",
                 lexicons[i]->language);
        snprintf(path, sizeof(path), "%s/%s.json", dir, lexicons[i]->language);
        file = json_load_file(from, 0, NULL);
        json_dump_file(file, path, 0);
        json_decref(file);
    }
}


/* One file with a key changed (value NULL: removed). */

static void
spoil(const char *language, const char *key, json_t *value)
{
    char     path[128];
    json_t  *file;

    folder_make();
    snprintf(path, sizeof(path), "%s/%s.json", dir, language);
    file = json_load_file(path, 0, NULL);
    if (value == NULL) {
        json_object_del(file, key);
    } else {
        json_object_set_new(file, key, value);
    }
    json_dump_file(file, path, 0);
    json_decref(file);
}


static void
refused(const char *what, const char *must_say)
{
    char  err[512] = "";

    ok(!texts_load(dir, err, sizeof(err)) && strstr(err, must_say) != NULL,
       "%s: %s", what, err);
}


/* Without {places} that are filled in: they are no words of ours. */

static const char *
words_only(const char *text)
{
    static char  buf[TEXT_LENGTH_MAX + 1];
    bool         inside = false;
    size_t       n = 0;

    for (; *text != '\0'; text++) {
        inside = *text == '{' || (inside && *text != '}');
        if (!inside && *text != '}') {
            buf[n++] = *text;
        }
    }

    buf[n] = '\0';
    return buf;
}


/* Our own words must be understood as what they are, in their language. */

static void
test_shipped(void)
{
    char  err[512] = "";

    ok(texts_load(SHIPPED, err, sizeof(err)), "the shipped texts: %s", err);
    language_init();

    for (int i = 0; i < LANGUAGES; i++) {
        for (int id = 0; id < TEXT_COUNT; id++) {
            const char  *text = texts_get(lexicons[i]->language, id);
            fold_t       fold;
            language_t   l;

            if (strchr(text, '|') != NULL) {
                continue;               /* a list of words, no sentence */
            }

            text = words_only(text);
            fold_text(slice_str(text), &fold);
            language_guess(slice_str(text), &fold, &l);
            ok(l.best == i || fold.n < 3, "%s %s is in its language",
               lexicons[i]->language, texts_key(id));
        }
    }

    is_str(texts_get("xx", TEXT_HELLO), texts_get("en", TEXT_HELLO),
           "another language gets English");
    is_str(texts_get("pt_BR", TEXT_HELLO), texts_get("pt", TEXT_HELLO),
           "a region is ignored");
}


int
main(void)
{
    char  path[128], err[512] = "";

    snprintf(dir, sizeof(dir), "/tmp/relevo-texts-XXXXXX");
    if (mkdtemp(dir) == NULL) {
        return 1;
    }

    test_shipped();

    spoil("it", "greeting", NULL);
    refused("a missing key", "\"greeting\" is missing");
    spoil("pt", "greeting", json_string(""));
    refused("an empty text", "greeting");
    spoil("fr", "greeting", json_integer(1));
    refused("not a text", "greeting");
    spoil("en", "greting", json_string("x"));
    refused("an unknown key", "\"greting\" is not a text");

    folder_make();
    snprintf(path, sizeof(path), "%s/es.json", dir);
    unlink(path);
    refused("a missing file", "es.json");

    is_str(texts_get("es", TEXT_HELLO), "¡Hola!",
           "a refused folder leaves the loaded texts alone");

    folder_make();
    ok(texts_load(dir, err, sizeof(err)), "the same folder, whole");

    for (int i = 0; i < LANGUAGES; i++) {
        snprintf(path, sizeof(path), "%s/%s.json", dir, lexicons[i]->language);
        unlink(path);
    }
    rmdir(dir);
    refused("a missing folder", "no folder");

    texts_release();
    return done_testing();
}
