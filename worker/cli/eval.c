/*
 * eval - `relevo eval TASK FILE.jsonl`: how good we are, as one JSON object.
 *
 *   n, accuracy, macro_f1     of all items
 *   by_lang, by_length        {group: {n, accuracy}}; length in words
 *   confusion                 {right: {said: n}}
 *   fpr, fnr                  of "yes"; without one the mean of all labels
 *   recall                    only where there is a "yes"
 *   us_per_message            processor time, second pass over the file
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "worker/cli/cli.h"
#include "worker/cli/eval.h"
#include "worker/decide/defaults.h"
#include "worker/engine/config.h"
#include "worker/nlu/language.h"
#include "worker/nlu/models.h"
#include "worker/nlu/phrase.h"
#include "worker/share.h"
#include "worker/train/measure.h"

#define EVAL_FILE_MAX  (64u << 20)

static const char  help[] =
    "usage: relevo eval language|sentiment|emotion|intent|escalation\n"
    "                   FILE.jsonl [--errors]\n"
    "\n"
    "Judges every item of a labelled file and prints one JSON object: n,\n"
    "accuracy, macro_f1, by_lang, by_length, confusion, fpr, fnr and\n"
    "us_per_message (escalation: also recall).\n"
    "\n"
    "  --errors  a line per wrong item on standard error: id, right, said,\n"
    "            of escalation the rules that held\n";

static const eval_task_t *const  eval_tasks[] = {
    &eval_language, &eval_sentiment, &eval_emotion, &eval_intent,
    &eval_escalation
};

#define EVAL_TASKS  (sizeof(eval_tasks) / sizeof(eval_tasks[0]))


static unsigned
labels_count(const eval_task_t *task)
{
    unsigned  n = 0;

    while (task->labels[n] != NULL) {
        n++;
    }

    return n;
}


static int
label_index(const eval_task_t *task, const char *label)
{
    for (int i = 0; task->labels[i] != NULL; i++) {
        if (strcmp(task->labels[i], label) == 0) {
            return i;
        }
    }

    return -1;
}


static const char *
item_truth(const eval_task_t *task, const json_t *item)
{
    return task->truth != NULL ? task->truth(item)
                               : cli_str(item, task->label);
}


/* One object per line; each with a label we know.  NULL, told. */

static json_t *
items_read(const eval_task_t *task, const char *path)
{
    size_t   len;
    char    *data = cli_read_file(path, EVAL_FILE_MAX, &len), *line, *next;
    json_t  *items = json_array();
    int      n = 0;

    for (line = data; line != NULL; line = next) {
        json_error_t  error;
        json_t       *item;

        next = strchr(line, '\n');
        if (next != NULL) {
            *next++ = '\0';
        }

        n++;
        if (line[strspn(line, " \t\r")] == '\0') {
            continue;
        }

        item = json_loads(line, JSON_REJECT_DUPLICATES, &error);
        if (item == NULL || label_index(task, item_truth(task, item)) < 0) {
            cli_error("%s:%d: %s", path, n, item == NULL ? error.text
                      : "its label is none of this task");
            json_decref(item);
            free(data);
            json_decref(items);
            return NULL;
        }
        json_array_append_new(items, item);
    }

    free(data);
    if (data != NULL && json_array_size(items) == 0) {
        cli_error("%s: no items in it", path);
    }

    if (json_array_size(items) == 0) {
        json_decref(items);
        return NULL;
    }

    return items;
}


/* ---- groups ---- */

static unsigned
words_count(const char *s)
{
    unsigned  n = 0;

    while (*(s += strspn(s, " \t\r\n")) != '\0') {
        n++;
        s += strcspn(s, " \t\r\n");
    }

    return n;
}


/* By the words of the text, of a conversation those of its last message. */

static const char *
length_group(const json_t *item)
{
    const json_t  *messages = json_object_get(item, "messages");
    const json_t  *last = json_array_get(messages,
                                         json_array_size(messages) - 1);
    unsigned       n = words_count(last != NULL ? cli_str(last, "content")
                                                : cli_str(item, "text"));

    return n <= 4 ? "1-4" : n <= 12 ? "5-12" : "13+";
}


static void
group_add(json_t *groups, const char *name, bool right)
{
    json_t      *group = json_object_get(groups, name);
    json_int_t   n, good;

    if (group == NULL) {
        group = json_pack("{s:i, s:i}", "n", 0, "accuracy", 0);
        json_object_set_new(groups, name, group);
    }

    n = json_integer_value(json_object_get(group, "n"));
    good = json_integer_value(json_object_get(group, "accuracy"));
    json_object_set_new(group, "n", json_integer(n + 1));
    json_object_set_new(group, "accuracy", json_integer(good + right));
}


static double
rounded(double x)
{
    return round(x * 1e4) / 1e4;
}


/* Counts of right ones become shares. */

static void
groups_close(json_t *groups)
{
    const char  *name;
    json_t      *group;

    json_object_foreach(groups, name, group) {
        double  n = json_number_value(json_object_get(group, "n"));
        double  good = json_number_value(json_object_get(group, "accuracy"));

        json_object_set_new(group, "accuracy", json_real(rounded(good / n)));
    }
}


/* ---- numbers ---- */

typedef struct {
    uint32_t  tp, fp, fn, tn;
} counts_t;


static counts_t
label_counts(const measure_t *m, unsigned label)
{
    counts_t  c = { .tp = m->said[label][label] };

    for (unsigned i = 0; i < m->classes; i++) {
        if (i != label) {
            c.fp += m->said[i][label];
            c.fn += m->said[label][i];
        }
    }

    c.tn = (uint32_t) m->n - c.tp - c.fp - c.fn;
    return c;
}


static double
share(uint32_t a, uint32_t b)
{
    return a + b == 0 ? 0 : (double) a / (a + b);
}


static void
rates_add(json_t *out, const eval_task_t *task, const measure_t *m)
{
    double    fpr = 0, fnr = 0;
    unsigned  used = 0;

    for (unsigned i = 0; i < m->classes; i++) {
        counts_t  c = label_counts(m, i);

        if ((task->positive < 0 && c.tp + c.fn > 0)
            || task->positive == (int) i)
        {
            fpr += share(c.fp, c.tn);
            fnr += share(c.fn, c.tp);
            used++;
        }
    }

    used = used == 0 ? 1 : used;
    json_object_set_new(out, "fpr", json_real(rounded(fpr / used)));
    json_object_set_new(out, "fnr", json_real(rounded(fnr / used)));
    if (task->positive >= 0) {
        json_object_set_new(out, "recall", json_real(rounded(1 - fnr)));
    }
}


static double
judge_us(const eval_task_t *task, const json_t *items)
{
    struct timespec  from, to;
    size_t           i;
    json_t          *item;

    (void) clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    json_array_foreach((json_t *) items, i, item) {
        (void) task->judge(item);
    }
    (void) clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);

    return ((double) (to.tv_sec - from.tv_sec) * 1e6
            + (double) (to.tv_nsec - from.tv_nsec) / 1e3)
           / (double) json_array_size(items);
}


static json_t *
numbers(const eval_task_t *task, const measure_t *m, const json_t *items,
    json_t *by_lang, json_t *by_length)
{
    json_t  *out;

    groups_close(by_lang);
    groups_close(by_length);

    out = json_pack("{s:I, s:f, s:f, s:o, s:o, s:o}",
                    "n", (json_int_t) m->n,
                    "accuracy", rounded(measure_accuracy(m)),
                    "macro_f1", rounded(measure_macro_f1(m)),
                    "by_lang", by_lang, "by_length", by_length,
                    "confusion", measure_confusion(m,
                                     (char *const *) task->labels));
    rates_add(out, task, m);
    json_object_set_new(out, "us_per_message", json_real(
        round(judge_us(task, items) * 10) / 10));

    return out;
}


static int
eval_file(const eval_task_t *task, const char *path, bool errors)
{
    json_t     *items = items_read(task, path), *item, *out;
    json_t     *by_lang = json_object(), *by_length = json_object();
    measure_t   m;
    size_t      i;

    if (items == NULL) {
        return EXIT_FAILED;
    }

    measure_init(&m, labels_count(task));

    json_array_foreach(items, i, item) {
        const char  *truth = item_truth(task, item);
        const char  *said = task->judge(item);
        bool         right = strcmp(truth, said) == 0;

        measure_choice(&m, (unsigned) label_index(task, truth),
                       (unsigned) label_index(task, said));
        group_add(by_lang, cli_str(item, "lang"), right);
        group_add(by_length, length_group(item), right);
        if (errors && !right) {
            fprintf(stderr, "%s\t%s\t%s\t%s\n", cli_str(item, "id"), truth,
                    said, task->why == NULL ? "" : task->why());
        }
    }

    out = numbers(task, &m, items, by_lang, by_length);
    cli_print_json(out);
    json_decref(out);
    json_decref(items);
    return EXIT_OK;
}


static bool
understanding_init(void)
{
    char  dir[SHARE_PATH_MAX], err[512];

    phrase_init();
    language_init();

    if (!share_path(config_str("nlu.models"), dir)) {
        cli_error("nlu.models: there is no folder %s; ./build.sh build makes"
                  " it", config_str("nlu.models"));
        return false;
    }

    if (!models_init(dir, "", 0, err, sizeof(err))
        || !decide_init(err, sizeof(err)))
    {
        cli_error("%s", err);
        return false;
    }

    return true;
}


static int
eval_run(args_t *args)
{
    const char  *names[EVAL_TASKS + 1] = { NULL }, *name;
    bool         errors = cli_flag(args, "--errors");
    int          rc = EXIT_FAILED;

    for (unsigned i = 0; i < EVAL_TASKS; i++) {
        names[i] = eval_tasks[i]->name;
    }

    name = cli_action(args, names);
    if (name == NULL || !cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    if (!understanding_init()) {
        return EXIT_FAILED;
    }

    for (unsigned i = 0; i < EVAL_TASKS; i++) {
        if (eval_tasks[i]->name == name) {
            rc = eval_file(eval_tasks[i], args->argv[0], errors);
        }
    }

    decide_release();
    models_release();
    return rc;
}


const command_t  cli_eval = {
    .name = "eval",
    .summary = "measures language, sentiment, intent, escalation on a file",
    .help = help,
    .run = eval_run
};
