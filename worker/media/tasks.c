/*
 * tasks - the table of what a workflow's Task state may name; see task.h.
 *
 * A task is a file task_*.c with its phases; it is here with one line, and
 * with what core.media shows while it runs.
 */

#include "worker/media/tasks.h"

#include <string.h>

#include "worker/media/fetch.h"
#include "worker/media/store.h"

static const media_task_t  tasks[] = {
    { "relevo:validate",                    "queued",      task_validate },
    { "relevo:fetch",                       "downloading", fetch_phases },
    { "relevo:store",                       "stored",      store_phases },
    { "relevo:scan",                        "stored",      scan_phases },
    { "relevo:decode",                      "analysing",   task_decode },
    { "relevo:speech",                      "analysing",   task_speech },
    { "relevo:vision",                      "analysing",   task_vision },
    { "relevo:rekognition.detectLabels",    "analysing",   task_labels },
    { "relevo:rekognition.detectText",      "analysing",   task_lines },
    { "relevo:textract.detectDocumentText", "analysing",   task_blocks },
    { "relevo:textract.analyzeExpense",     "analysing",   task_expense },
    { "relevo:combine-image",               "analysing",   task_combine },
    { "relevo:format-document",             "analysing",   task_format },
    { "relevo:attach",                      "analysing",   task_attach },
    { "relevo:send-to-ai",                  "analysing",   task_send },
#ifdef RELEVO_FAILPOINTS
    { "relevo:test",                        "analysing",   task_test },
#endif
};

#define TASKS  (sizeof(tasks) / sizeof(tasks[0]))


const media_task_t *
media_task_find(const char *resource)
{
    for (size_t i = 0; i < TASKS; i++) {
        if (strcmp(tasks[i].resource, resource) == 0) {
            return &tasks[i];
        }
    }

    return NULL;
}


const media_task_t *
media_task_at(unsigned i)
{
    return i < TASKS ? &tasks[i] : NULL;
}
