/*
 * cli/media_workflow - `relevo media workflow [FILE]`: checks a definition as
 * the worker would at its start, and prints it as it will be run.
 */

#include <stdio.h>
#include <string.h>

#include "worker/cli/media.h"
#include "worker/engine/config.h"
#include "worker/media/asl.h"
#include "worker/media/tasks.h"


static void
goes_to(const asl_machine_t *m, const asl_state_t *s)
{
    const json_t  *other = json_object_get(s->def, "Default");
    size_t         i;
    json_t        *rule;

    if (s->next != NULL) {
        printf(" -> %s", s->next->name);
    }

    json_array_foreach(json_object_get(s->def, "Choices"), i, rule) {
        printf("%s%s", i == 0 ? " -> " : " | ", asl_next(m, rule)->name);
    }

    if (other != NULL) {
        printf(" | %s", json_string_value(other));
    }

    json_array_foreach(json_object_get(s->def, "Catch"), i, rule) {
        printf("%s%s", i == 0 ? ", caught: " : " | ", asl_next(m, rule)->name);
    }
}


static void
machine_print(const asl_machine_t *m, int indent)
{
    for (unsigned i = 0; i < m->n; i++) {
        const asl_state_t  *s = &m->states[i];

        printf("%*s%s%-24s %-8s %s", indent, "", s == m->start ? "> " : "  ",
               s->name, asl_type_name(s->type),
               s->task != NULL ? s->task->resource : "");
        goes_to(m, s);
        putchar('\n');

        for (unsigned b = 0; b < s->nbranches; b++) {
            machine_print(s->branches[b], indent + 4);
        }
    }
}


static int
tasks_print(void)
{
    const media_task_t  *task;

    for (unsigned i = 0; (task = media_task_at(i)) != NULL; i++) {
        printf("%-40s %s\n", task->resource, task->state);
    }

    return EXIT_OK;
}


int
media_workflow(args_t *args)
{
    bool         as_json = cli_flag(args, "--json");
    bool         tasks = cli_flag(args, "--tasks");
    char         err[ASL_ERROR_LEN] = "";
    const char  *file;
    asl_t       *asl;

    if (!cli_words(args, 0, 1)) {
        return EXIT_USAGE;
    }

    if (tasks) {
        return tasks_print();
    }

    file = args->argc > 0 ? args->argv[0] : config_str("media.workflow");
    asl = asl_load(file, err);

    if (asl == NULL) {
        cli_error("%s", err);
        return EXIT_FAILED;
    }

    if (as_json) {
        cli_print_json(asl->json);
    } else {
        printf("%s, version %s\n", asl->name, asl->version);
        machine_print(asl->machine, 0);
    }

    asl_free(asl);

    return EXIT_OK;
}
