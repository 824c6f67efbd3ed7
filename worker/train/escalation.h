/*
 * escalation - the lines that TASK_ESCALATION learns from.
 */

#ifndef RELEVO_TRAIN_ESCALATION_H
#define RELEVO_TRAIN_ESCALATION_H

#include <stdbool.h>

#include "worker/nlu/task.h"

typedef struct {
    char  label[40];                    /* a reason, "none" or "over" */
    char  text[1000];
    bool  skip;                         /* not to be learned from a text */
} escalation_line_t;

/* A line of escalation/<lang>.jsonl; false: it is none. */
bool escalation_read(const char *line, escalation_line_t *ret);

/* The label of an intent's sentences; NULL: it says nothing. */
const char *escalation_of_intent(const char *intent);

/* Of a mood's: who shouts or insults is handed over, and who is tired of
 * waiting; who praises is not.  The rest hangs on more than the tone: NULL. */
const char *escalation_of_mood(const char *sentiment, const char *emotion);

/* Is the class of the task a trouble that may be told because it is over?
 * And the class it then is. */
bool escalation_may_pass(task_id_t task, unsigned label);
uint16_t escalation_over(void);

#endif
