/*
 * corpus - see corpus.h.
 */

#include "worker/train/corpus.h"
#include "worker/train/escalation.h"
#include "worker/train/mood.h"

#include <errno.h>
#include <glob.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define LINE_MAX_BYTES  8192

/* One line of a file; fields are cut in place. */
typedef bool (*line_read_t)(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n);


__attribute__((format(printf, 4, 5))) static bool
fail(corpus_t *c, const char *file, unsigned line, const char *fmt, ...)
{
    char     what[200];
    va_list  ap;

    va_start(ap, fmt);
    vsnprintf(what, sizeof(what), fmt, ap);
    va_end(ap);

    if (line > 0) {
        snprintf(c->err, sizeof(c->err), "%s:%u: %s", file, line, what);
    } else {
        snprintf(c->err, sizeof(c->err), "%s: %s", file, what);
    }

    return false;
}


void
corpus_init(corpus_t *c)
{
    memset(c, 0, sizeof(*c));
    c->open = true;
}


void
corpus_release(corpus_t *c)
{
    for (size_t i = 0; i < c->n; i++) {
        free(c->line[i].text);
    }

    for (unsigned i = 0; i < c->classes; i++) {
        free(c->name[i]);
    }

    free(c->line);
    corpus_init(c);
}


bool
corpus_classes(corpus_t *c, const char *const *names)
{
    for (; *names != NULL && c->classes < MODEL_CLASSES_MAX; names++) {
        c->name[c->classes] = strdup(*names);
        if (c->name[c->classes] == NULL) {
            return fail(c, *names, 0, "out of memory");
        }
        c->classes++;
    }

    c->open = false;
    return true;
}


/* Class names go into logs, rows and files: a plain word. */

static bool
name_ok(const char *name)
{
    size_t  len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-.");

    return len > 0 && name[len] == '\0' && len < MODEL_NAME_MAX
           && name[0] >= 'a' && name[0] <= 'z';
}


int
corpus_label(const corpus_t *c, const char *name)
{
    for (unsigned i = 0; i < c->classes; i++) {
        if (strcmp(c->name[i], name) == 0) {
            return (int) i;
        }
    }

    return -1;
}


/* The same; of an open corpus an unknown one is added. */

static int
label_find(corpus_t *c, const char *label)
{
    int  index = corpus_label(c, label);

    if (index >= 0) {
        return index;
    }

    if (!c->open || !name_ok(label) || c->classes == MODEL_CLASSES_MAX) {
        return -1;
    }

    c->name[c->classes] = strdup(label);
    return c->name[c->classes] != NULL ? (int) c->classes++ : -1;
}


static bool
corpus_grow(corpus_t *c)
{
    size_t   size = c->size == 0 ? 1024 : 2 * c->size;
    line_t  *line;

    if (c->n < c->size) {
        return true;
    }

    line = realloc(c->line, size * sizeof(line[0]));
    if (line == NULL) {
        return false;
    }

    c->line = line;
    c->size = size;
    return true;
}


bool
corpus_add(corpus_t *c, const char *label, const char *lang, const char *text,
    const char *file, unsigned line)
{
    int     index;
    size_t  len = strlen(text);

    if (len == 0 || len > CORPUS_TEXT_MAX) {
        return fail(c, file, line, "a text has 1 to %d bytes, not %zu",
                    CORPUS_TEXT_MAX, len);
    }

    index = label_find(c, label);
    if (index < 0) {
        return fail(c, file, line, c->open
                    ? "\"%.40s\" cannot be a label: a-z 0-9 _ - . and at most"
                      " 128 of them"
                    : "there is no label \"%.40s\" here", label);
    }

    if (c->n == CORPUS_LINES_MAX || !corpus_grow(c)) {
        return fail(c, file, line, "more than %d texts", CORPUS_LINES_MAX);
    }

    line_t  *l = &c->line[c->n];

    *l = (line_t) { .text = strdup(text), .label = (uint16_t) index };
    memcpy(l->lang, lang, strnlen(lang, 2));
    if (l->text == NULL) {
        return fail(c, file, line, "out of memory");
    }

    c->n++;
    return true;
}


/* Cuts at the next tab; NULL: there is none. */

static char *
field_cut(char *s)
{
    char  *tab = strchr(s, '\t');

    if (tab == NULL) {
        return NULL;
    }

    *tab = '\0';
    return tab + 1;
}


static bool
intent_line(corpus_t *c, char *line, const char *lang, const char *file,
    unsigned n)
{
    char  *text = field_cut(line);

    return text != NULL ? corpus_add(c, line, lang, text, file, n)
                        : fail(c, file, n, "no tab between intent and text");
}


/* Two labels in front of the text; the task learns one of them. */

static bool
labels_line(corpus_t *c, char *line, const char *lang, const char *file,
    unsigned n, bool second)
{
    char  *emotion = field_cut(line);
    char  *text = emotion != NULL ? field_cut(emotion) : NULL;

    return text != NULL
           ? corpus_add(c, second ? emotion : line, lang, text, file, n)
           : fail(c, file, n, "not label TAB emotion TAB text");
}


static bool
sentiment_line(corpus_t *c, char *line, const char *lang, const char *file,
    unsigned n)
{
    return labels_line(c, line, lang, file, n, false);
}


static bool
emotion_line(corpus_t *c, char *line, const char *lang, const char *file,
    unsigned n)
{
    return labels_line(c, line, lang, file, n, true);
}


/* "other" is every code that none of the five has. */

static bool
language_line(corpus_t *c, char *line, const char *lang, const char *file,
    unsigned n)
{
    char  *text = field_cut(line);

    if (strcmp(lang, "ot") == 0) {
        return text != NULL ? corpus_add(c, "other", "", text, file, n)
                            : fail(c, file, n, "not code TAB text");
    }

    return text == NULL ? corpus_add(c, lang, lang, line, file, n)
                        : fail(c, file, n, "a tab in a line of text");
}


/* The label is the language, whatever the file is about. */

static bool
intent_as_language(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    char  *text = field_cut(line);

    return text != NULL ? corpus_add(c, lang, lang, text, file, n)
                        : fail(c, file, n, "no tab between intent and text");
}


static bool
sentiment_as_language(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    char  *emotion = field_cut(line);
    char  *text = emotion != NULL ? field_cut(emotion) : NULL;

    return text != NULL
           ? corpus_add(c, lang, lang, text, file, n)
           : fail(c, file, n, "not label TAB emotion TAB text");
}


static bool
json_line(corpus_t *c, char *line, const char *lang, const char *file,
    unsigned n)
{
    json_error_t  error;
    json_t       *object = json_loads(line, JSON_REJECT_DUPLICATES, &error);
    const char   *intent = json_string_value(json_object_get(object,
                                                             "intent"));
    const char   *text = json_string_value(json_object_get(object, "text"));
    bool          ok;

    if (object == NULL) {
        return fail(c, file, n, "%s", error.text);
    }

    ok = intent != NULL && text != NULL
         ? corpus_add(c, intent, lang, text, file, n)
         : fail(c, file, n, "\"intent\" or \"text\" is missing");
    json_decref(object);
    return ok;
}


static bool
escalation_line(corpus_t *c, char *line, const char *lang, const char *file,
    unsigned n)
{
    escalation_line_t  x;

    if (!escalation_read(line, &x)) {
        return fail(c, file, n, "no messages, or no reason");
    }

    return x.skip || corpus_add(c, x.label, lang, x.text, file, n);
}


/* Who shouts or insults is handed over, and who is tired of waiting; who
 * praises is not.  The rest hangs on more than the tone. */

static bool
sentiment_as_escalation(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    char        *emotion = field_cut(line);
    char        *text = emotion != NULL ? field_cut(emotion) : NULL;
    const char  *label = text == NULL ? NULL
                         : strcmp(line, "very_negative") == 0 ? "anger_abuse"
                         : strcmp(line, "positive") == 0 ? "none"
                         : strcmp(emotion, "frustrated") == 0
                           ? "accumulated_frustration" : NULL;

    return label == NULL || corpus_add(c, label, lang, text, file, n);
}


static bool
intent_as_escalation(corpus_t *c, char *line, const char *lang,
    const char *file, unsigned n)
{
    char        *text = field_cut(line);
    const char  *label = text != NULL ? escalation_of_intent(line) : NULL;

    return label == NULL || corpus_add(c, label, lang, text, file, n);
}


static bool
intent_as_mood(corpus_t *c, char *line, const char *lang, const char *file,
    unsigned n)
{
    char        *text = field_cut(line);
    const char  *label = text != NULL ? mood_of_intent(line) : NULL;

    return label == NULL || corpus_add(c, label, lang, text, file, n);
}


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
file_read(corpus_t *c, const char *path, const char *lang, line_read_t read)
{
    FILE      *in = fopen(path, "re");
    char       line[LINE_MAX_BYTES];
    unsigned   n = 0;
    bool       ok = true;

    if (in == NULL) {
        return fail(c, path, 0, "%s", strerror(errno));
    }

    while (ok && fgets(line, sizeof(line), in) != NULL) {
        char  *s = line;

        n++;
        if (strlen(line) == sizeof(line) - 1) {
            ok = fail(c, path, n, "longer than %zu bytes", sizeof(line) - 2);
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
        ok = fail(c, path, 0, "%s", strerror(errno));
    }

    fclose(in);
    return ok;
}


/* Every file of dir/pattern; the first two letters are its language. */

static bool
files_read(corpus_t *c, const char *dir, const char *pattern,
    line_read_t read)
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
    bool  ok = corpus_classes(c, tasks[task].classes);

    switch (task) {
    case TASK_LANGUAGE:
        ok = ok && files_read(c, dir, "language/*.txt", language_line)
             && files_read(c, dir, "intent/*.tsv", intent_as_language)
             && files_read(c, dir, "sentiment/*.tsv", sentiment_as_language);
        break;
    case TASK_INTENT:
        ok = ok && files_read(c, dir, "intent/*.tsv", intent_line);
        break;
    case TASK_SENTIMENT:
        ok = ok && files_read(c, dir, "sentiment/*.tsv", sentiment_line)
             && files_read(c, dir, "intent/*.tsv", intent_as_mood);
        break;
    case TASK_EMOTION:
        ok = ok && files_read(c, dir, "sentiment/*.tsv", emotion_line)
             && files_read(c, dir, "intent/*.tsv", intent_as_mood);
        break;
    case TASK_ESCALATION:
        ok = ok && files_read(c, dir, "escalation/*.jsonl", escalation_line)
             && files_read(c, dir, "reason/*.tsv", intent_line)
             && files_read(c, dir, "sentiment/*.tsv", sentiment_as_escalation)
             && files_read(c, dir, "intent/*.tsv", intent_as_escalation);
        break;
    default:
        ok = fail(c, dir, 0, "no such task");
    }

    return ok;
}


bool
corpus_read_intents(corpus_t *c, const char *path)
{
    size_t  len = strlen(path);
    bool    json = len > 6 && strcmp(path + len - 6, ".jsonl") == 0;

    return file_read(c, path, "", json ? json_line : intent_line);
}


static int
line_compare(const void *a, const void *b)
{
    const line_t  *x = a, *y = b;

    return x->label != y->label ? (int) x->label - (int) y->label
                                : strcmp(x->text, y->text);
}


/* Classes that were found in files come in the order of their names. */

static void
classes_sort(corpus_t *c)
{
    uint16_t  place[MODEL_CLASSES_MAX] = { 0 };
    char     *name[MODEL_CLASSES_MAX] = { NULL };

    for (unsigned i = 0; i < c->classes; i++) {
        place[i] = 0;
        for (unsigned k = 0; k < c->classes; k++) {
            place[i] += strcmp(c->name[k], c->name[i]) < 0;
        }
        name[place[i]] = c->name[i];
    }

    for (size_t i = 0; i < c->n; i++) {
        c->line[i].label = place[c->line[i].label];
    }

    memcpy(c->name, name, c->classes * sizeof(name[0]));
}


size_t
corpus_sort(corpus_t *c)
{
    size_t  k = 0, n = c->n;

    if (c->open) {
        classes_sort(c);
    }

    if (n > 0) {
        qsort(c->line, n, sizeof(c->line[0]), line_compare);
    }

    for (size_t i = 0; i < n; i++) {
        if (k > 0 && line_compare(&c->line[k - 1], &c->line[i]) == 0) {
            free(c->line[i].text);
        } else {
            c->line[k++] = c->line[i];
        }
    }

    c->n = k;
    return n - k;
}
