/* texts - see texts.h.  The files stay loaded as JSON; texts are borrowed. */

#include "worker/answer/texts.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "worker/nlu/lexicon.h"
#include "worker/share.h"

#define ENGLISH  1                      /* index of lexicons */

static json_t  *files[LANGUAGES];

static const char *const  keys[] = {
#define TEXT(id, key)  key,
#include "worker/answer/texts.def"
#undef TEXT
    "answer", "nothing"
};


const char *
texts_key(text_id_t id)
{
    return keys[id];
}


/* Every key there, a text, and no other. */

static bool
file_check(const json_t *file, const char *path, char *err, size_t err_len)
{
    const char  *key;
    json_t      *value;

    for (int i = 0; i < TEXT_COUNT; i++) {
        const json_t  *text = json_object_get(file, keys[i]);
        size_t         len = json_string_length(text);

        if (len == 0 || len > TEXT_LENGTH_MAX) {
            snprintf(err, err_len, text == NULL ? "%s: \"%s\" is missing"
                     : "%s: \"%s\" must be a text of 1 to %d bytes", path,
                     keys[i], TEXT_LENGTH_MAX);
            return false;
        }
    }

    json_object_foreach((json_t *) file, key, value) {
        int  i = 0;

        while (i < TEXT_COUNT && strcmp(key, keys[i]) != 0) {
            i++;
        }

        if (i == TEXT_COUNT) {
            snprintf(err, err_len, "%s: \"%s\" is not a text the bot knows",
                     path, key);
            return false;
        }
    }

    return true;
}


static json_t *
file_load(const char *dir, const char *language, char *err, size_t err_len)
{
    char           path[SHARE_PATH_MAX + 16];
    json_error_t   error;
    json_t        *file;

    snprintf(path, sizeof(path), "%s/%s.json", dir, language);

    file = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (file == NULL) {
        snprintf(err, err_len, "texts.dir: %s: %s (line %d)", path,
                 error.text, error.line);
        return NULL;
    }

    if (!file_check(file, path, err, err_len)) {
        json_decref(file);
        return NULL;
    }

    return file;
}


bool
texts_load(const char *dir, char *err, size_t err_len)
{
    json_t  *loaded[LANGUAGES] = { NULL };
    char     path[SHARE_PATH_MAX];
    bool     ok = true;

    if (!share_path(dir, path)) {
        snprintf(err, err_len, "texts.dir: there is no folder %s", dir);
        return false;
    }

    for (int i = 0; i < LANGUAGES && ok; i++) {
        loaded[i] = file_load(path, lexicons[i]->language, err, err_len);
        ok = loaded[i] != NULL;
    }

    if (ok) {
        texts_release();
        memcpy(files, loaded, sizeof(files));
        return true;
    }

    for (int i = 0; i < LANGUAGES; i++) {
        json_decref(loaded[i]);
    }

    return false;
}


void
texts_release(void)
{
    for (int i = 0; i < LANGUAGES; i++) {
        json_decref(files[i]);
        files[i] = NULL;
    }
}


const char *
texts_get(const char *language, text_id_t id)
{
    int  i = lexicon_index(language);

    return json_string_value(json_object_get(files[i < 0 ? ENGLISH : i],
                                             keys[id]));
}
