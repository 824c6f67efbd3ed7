/*
 * concept_file - see concept_file.h.
 */

#include "worker/train/concept_file.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#define TABLE_SIZE   65536              /* power of two; cut down at the end */
#define LINE_BYTES   16384


static int
name_add(concept_table_t *t, const char *name)
{
    for (unsigned i = 0; i < t->names; i++) {
        if (strcmp(t->name[i], name) == 0) {
            return (int) i + 1;
        }
    }

    if (t->names == CONCEPTS_MAX - 1) {
        return -1;
    }

    t->name[t->names] = strdup(name);
    return t->name[t->names] != NULL ? (int) ++t->names : -1;
}


static concept_entry_t *
place_find(concept_entry_t *entry, uint32_t size, uint32_t hash)
{
    uint32_t  at = hash & (size - 1);

    while (entry[at].hash != 0 && entry[at].hash != hash) {
        at = (at + 1) & (size - 1);
    }

    return &entry[at];
}


static const char *
word_add(concept_table_t *t, unsigned concept, const char *word)
{
    size_t            len = strlen(word);
    bool              stem = word[len - 1] == '*';
    concept_entry_t  *e;

    len -= stem;
    if (strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789") != len
        && (uint8_t) word[0] < 0x80)
    {
        return "is not folded (a-z, 0-9, a star at the end)";
    }

    if (stem && (len < CONCEPT_STEM_MIN || len > CONCEPT_STEM_MAX)) {
        return "has a stem that is too short or too long";
    }

    if (t->used * 2 > TABLE_SIZE) {
        return "is one too many for the table";
    }

    e = place_find(t->entry, TABLE_SIZE, concept_hash(word, len, stem));
    t->used += e->hash == 0;
    e->hash = concept_hash(word, len, stem);

    if (e->first == 0 || e->first == concept) {
        e->first = (uint16_t) concept;
    } else if (e->second == 0 || e->second == concept) {
        e->second = (uint16_t) concept;
    } else {
        return "stands for a third concept";
    }

    return NULL;
}


static bool
line_read(concept_table_t *t, char *line, const char *path, unsigned n,
    char *err, size_t err_len)
{
    char  *colon = strchr(line, ':'), *save, *word;
    int    concept;

    if (colon == NULL) {
        snprintf(err, err_len, "%s:%u: no \"concept:\"", path, n);
        return false;
    }

    *colon = '\0';
    concept = name_add(t, line);
    if (concept < 0) {
        snprintf(err, err_len, "%s:%u: more than %d concepts", path, n,
                 CONCEPTS_MAX - 2);
        return false;
    }

    for (word = strtok_r(colon + 1, " \t\r\n", &save); word != NULL;
         word = strtok_r(NULL, " \t\r\n", &save))
    {
        const char  *fault = word_add(t, (unsigned) concept, word);

        if (fault != NULL) {
            snprintf(err, err_len, "%s:%u: \"%.40s\" %s", path, n, word,
                     fault);
            return false;
        }
    }

    return true;
}


static bool
file_read(concept_table_t *t, const char *path, char *err, size_t err_len)
{
    FILE      *in = fopen(path, "re");
    char       line[LINE_BYTES];
    unsigned   n = 0;
    bool       ok = true;

    if (in == NULL) {
        snprintf(err, err_len, "%s: %s", path, strerror(errno));
        return false;
    }

    while (ok && fgets(line, sizeof(line), in) != NULL) {
        n++;
        if (line[0] != '#' && line[strspn(line, " \t\r\n")] != '\0') {
            ok = line_read(t, line, path, n, err, err_len);
        }
    }

    fclose(in);
    return ok;
}


/* The smallest table that is at most half full. */

static bool
table_shrink(concept_table_t *t)
{
    uint32_t          size = 16;
    concept_entry_t  *entry;

    while (size < 2 * t->used) {
        size *= 2;
    }

    entry = calloc(size, sizeof(entry[0]));
    if (entry == NULL) {
        return false;
    }

    for (uint32_t i = 0; i < TABLE_SIZE; i++) {
        if (t->entry[i].hash != 0) {
            *place_find(entry, size, t->entry[i].hash) = t->entry[i];
        }
    }

    free(t->entry);
    t->entry = entry;
    t->size = t->used == 0 ? 0 : size;
    return true;
}


bool
concept_table_read(concept_table_t *t, const char *dir, char *err,
    size_t err_len)
{
    char    path[4096];
    glob_t  found;
    bool    ok = true;

    memset(t, 0, sizeof(*t));
    t->entry = calloc(TABLE_SIZE, sizeof(t->entry[0]));
    if (t->entry == NULL) {
        snprintf(err, err_len, "out of memory");
        return false;
    }

    snprintf(path, sizeof(path), "%s/concepts/*.txt", dir);
    if (glob(path, 0, NULL, &found) == 0) {
        for (size_t i = 0; ok && i < found.gl_pathc; i++) {
            ok = file_read(t, found.gl_pathv[i], err, err_len);
        }
        globfree(&found);
    }

    if (ok && !table_shrink(t)) {
        snprintf(err, err_len, "out of memory");
        ok = false;
    }

    if (!ok) {
        concept_table_release(t);
    }

    return ok;
}


void
concept_table_release(concept_table_t *t)
{
    for (unsigned i = 0; i < t->names; i++) {
        free(t->name[i]);
    }

    free(t->entry);
    memset(t, 0, sizeof(*t));
}
