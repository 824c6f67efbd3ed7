/*
 * eval - what a task of `relevo eval` brings: labels, and a judge.
 *
 * eval.c reads the file, times the judge and prints the numbers.  A task is
 * one file, eval_<task>.c, and a line in eval.c.
 */

#ifndef RELEVO_CLI_EVAL_H
#define RELEVO_CLI_EVAL_H

#include <jansson.h>
#include <stdbool.h>

typedef struct {
    const char         *name;           /* "language" */
    const char         *label;          /* key of the item: "lang" */
    const char *const  *labels;         /* NULL-terminated */

    /* The right label of an item as a word; NULL: what `label` says. */
    const char       *(*truth)(const json_t *item);

    /* What we say of it: one of the labels. */
    const char       *(*judge)(const json_t *item);

    /* Index of the label that is "yes" (fpr, fnr, recall); -1: none. */
    int                 positive;

    /* What led to what was just said, for --errors; may be NULL. */
    const char       *(*why)(void);
} eval_task_t;

extern const eval_task_t  eval_language, eval_intent, eval_sentiment,
                          eval_emotion, eval_escalation;

#endif
