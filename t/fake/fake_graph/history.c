/*
 * history - what was asked, one JSON line per request, in order of arrival.
 *
 * Appended to a file and flushed before the request is answered: who has the
 * answer finds the line.
 */

#include "t/fake/fake_graph/fake.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static FILE  *file;


void
history_init(void)
{
    file = opt.history != NULL ? fopen(opt.history, "a+") : tmpfile();

    if (file == NULL) {
        die("cannot write the history %s", opt.history);
    }
}


void
history_add(json_t *line)
{
    char  *text = json_dumps(line, JSON_COMPACT);

    if (text == NULL || fputs(text, file) < 0 || fputc('\n', file) < 0
        || fflush(file) != 0)
    {
        die("cannot write the history");
    }

    free(text);
    json_decref(line);
}


char *
history_text(void)
{
    long   size;
    char  *text;

    if (fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
        die("cannot read the history");
    }

    rewind(file);
    text = calloc(1, (size_t) size + 1);

    if (text == NULL || fread(text, 1, (size_t) size, file) != (size_t) size) {
        die("cannot read the history");
    }

    (void) fseek(file, 0, SEEK_END);    /* appending goes to the end anyway */

    return text;
}


void
history_clear(void)
{
    if (ftruncate(fileno(file), 0) != 0) {
        die("cannot clear the history");
    }
}
