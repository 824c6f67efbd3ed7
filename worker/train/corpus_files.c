/*
 * corpus_files - which files a task learns from, line by line.
 */

#include "worker/train/corpus_own.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>

#define LINE_MAX_BYTES  8192
#define SOURCES_MAX     5               /* of a task, with the end */

/* Which files, and what a line of them is for the task. */
typedef struct {
    const char   *pattern;
    line_read_t  *read;
} source_t;

static const source_t  sources[TASKS][SOURCES_MAX] = {
    [TASK_LANGUAGE] = {
        { "language/*.txt", corpus_language_line },
        { "intent/*.tsv", corpus_intent_as_language },
        { "sentiment/*.tsv", corpus_sentiment_as_language }
    },
    [TASK_INTENT] = {
        { "intent/*.tsv", corpus_intent_line }
    },
    [TASK_SENTIMENT] = {
        { "sentiment/*.tsv", corpus_sentiment_line },
        { "intent/*.tsv", corpus_intent_as_mood }
    },
    [TASK_EMOTION] = {
        { "sentiment/*.tsv", corpus_emotion_line },
        { "intent/*.tsv", corpus_intent_as_mood }
    },
    [TASK_ESCALATION] = {
        { "escalation/*.jsonl", corpus_escalation_line },
        { "reason/*.tsv", corpus_intent_line },
        { "sentiment/*.tsv", corpus_sentiment_as_escalation },
        { "intent/*.tsv", corpus_intent_as_escalation }
    }
};


/* Cuts the line's end; false: there is nothing in it. */

static bool
line_trim(char *line)
{
    size_t  len = strlen(line);

    while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'
                       || line[len - 1] == ' '))
    {
        line[--len] = '\0';
    }

    return len > 0 && line[0] != '#';
}


static bool
file_read(corpus_t *c, const char *path, const char *lang, line_read_t *read)
{
    FILE      *in = fopen(path, "re");
    char       line[LINE_MAX_BYTES];
    unsigned   n = 0;
    bool       ok = true;

    if (in == NULL) {
        return corpus_fail(c, path, 0, "%s", strerror(errno));
    }

    while (ok && fgets(line, sizeof(line), in) != NULL) {
        char  *s = line;

        n++;
        if (strlen(line) == sizeof(line) - 1) {
            ok = corpus_fail(c, path, n, "longer than %zu bytes",
                             sizeof(line) - 2);
            break;
        }

        if (n == 1 && strncmp(s, "\xef\xbb\xbf", 3) == 0) {
            s += 3;
        }

        if (line_trim(s)) {
            ok = read(c, s, lang, path, n);
        }
    }

    if (ok && ferror(in)) {
        ok = corpus_fail(c, path, 0, "%s", strerror(errno));
    }

    fclose(in);
    return ok;
}


/* Every file of dir/pattern; the first two letters are its language. */

static bool
files_read(corpus_t *c, const char *dir, const char *pattern,
    line_read_t *read)
{
    char    path[4096];
    glob_t  found;
    bool    ok = true;

    snprintf(path, sizeof(path), "%s/%s", dir, pattern);
    if (glob(path, 0, NULL, &found) != 0) {
        return true;                                    /* none */
    }

    for (size_t i = 0; ok && i < found.gl_pathc; i++) {
        const char  *file = strrchr(found.gl_pathv[i], '/') + 1;
        char         lang[3] = { file[0], file[1], '\0' };

        ok = file_read(c, found.gl_pathv[i], lang, read);
    }

    globfree(&found);
    return ok;
}


bool
corpus_read_task(corpus_t *c, const char *dir, task_id_t task)
{
    bool  ok = task < TASKS && corpus_classes(c, tasks[task].classes);

    if (task >= TASKS) {
        return corpus_fail(c, dir, 0, "no such task");
    }

    for (const source_t *s = sources[task]; ok && s->pattern != NULL; s++) {
        ok = files_read(c, dir, s->pattern, s->read);
    }

    return ok;
}


bool
corpus_read_letters(corpus_t *c, const char *dir)
{
    return files_read(c, dir, "letter/*.tsv", corpus_intent_line);
}


bool
corpus_read_intents(corpus_t *c, const char *path)
{
    size_t  len = strlen(path);
    bool    json = len > 6 && strcmp(path + len - 6, ".jsonl") == 0;

    return file_read(c, path, "",
                     json ? corpus_json_line : corpus_intent_line);
}
