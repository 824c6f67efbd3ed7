/*
 * kb_file - Markdown or JSON lines to a list of questions and answers.
 *
 * Markdown: a heading of level two or deeper is a question, everything up to
 * the next heading its answer; "# title" and text before the first question
 * are ignored.  A question without an answer is an error with its line: an
 * empty reply must not reach a customer.
 */

#include "worker/cli/kb_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"

#define KB_FILE_MAX   (16u << 20)
#define KB_ITEMS_MAX  100000


static char *
trim(char *s)
{
    char  *end;

    while (isspace((unsigned char) *s)) {
        s++;
    }

    end = s + strlen(s);
    while (end > s && isspace((unsigned char) end[-1])) {
        end--;
    }

    *end = '\0';
    return s;
}


/* Appends one item; false, told, when one half of it is empty or not UTF-8. */

static bool
item_add(json_t *items, const char *path, int line, char *question,
    char *answer)
{
    json_t  *item;

    question = trim(question);
    answer = trim(answer);

    if (question[0] == '\0' || answer[0] == '\0') {
        cli_error("%s:%d: %s is empty", path, line,
                  question[0] == '\0' ? "the question" : "the answer");
        return false;
    }

    if (json_array_size(items) >= KB_ITEMS_MAX) {
        cli_error("%s:%d: more than %d answers", path, line, KB_ITEMS_MAX);
        return false;
    }

    item = json_pack("{s:s, s:s}", "question", question, "answer", answer);
    if (item == NULL) {
        cli_error("%s:%d: not UTF-8", path, line);
        return false;
    }

    return json_array_append_new(items, item) == 0;
}


/* Level of a heading: 2 for "## x", 0 for anything else. */

static size_t
heading_level(const char *line)
{
    size_t  n = strspn(line, "#");

    return n > 0 && n <= 6 && (line[n] == ' ' || line[n] == '\t') ? n : 0;
}


json_t *
kb_markdown_parse(const char *path, char *text)
{
    json_t  *items = json_array();
    char    *question = NULL, *answer = NULL, *line = text;
    int      n = 0, question_line = 0;

    while (line != NULL) {
        char    *next = strchr(line, '\n');
        size_t   level = heading_level(line);

        n++;
        if (level > 0) {
            char  *end = line + strcspn(line, "\n");

            line[0] = '\0';                     /* ends the answer before */
            if (question != NULL
                && !item_add(items, path, question_line, question, answer))
            {
                goto failed;
            }

            question = level >= 2 ? line + level + 1 : NULL;
            question_line = n;
            answer = *end != '\0' ? end + 1 : end;
            *end = '\0';
        }

        line = next != NULL ? next + 1 : NULL;
    }

    if (question != NULL
        && !item_add(items, path, question_line, question, answer))
    {
        goto failed;
    }

    if (json_array_size(items) == 0) {
        cli_error("%s: no question in it (\"## question\")", path);
        goto failed;
    }

    return items;

failed:
    json_decref(items);
    return NULL;
}


static bool
jsonl_line(json_t *items, const char *path, int n, const char *line)
{
    json_error_t   error;
    json_t        *object = json_loads(line, JSON_REJECT_DUPLICATES, &error);
    char          *question = NULL, *answer = NULL;
    bool           ok = false;

    if (object == NULL) {
        cli_error("%s:%d: %s", path, n, error.text);
        return false;
    }

    question = strdup(cli_str(object, "question"));
    answer = strdup(cli_str(object, "answer"));
    if (question != NULL && answer != NULL) {
        ok = item_add(items, path, n, question, answer);
    }

    free(question);
    free(answer);
    json_decref(object);
    return ok;
}


json_t *
kb_jsonl_parse(const char *path, char *text)
{
    json_t  *items = json_array();
    char    *line, *save = NULL;
    int      n = 0;

    for (line = text; line != NULL; line = save) {
        save = strchr(line, '\n');
        if (save != NULL) {
            *save++ = '\0';
        }

        n++;
        if (line[strspn(line, " \t\r")] == '\0') {
            continue;
        }

        if (!jsonl_line(items, path, n, line)) {
            json_decref(items);
            return NULL;
        }
    }

    return items;
}


json_t *
kb_file_read(const char *path)
{
    size_t   len;
    char    *text = cli_read_file(path, KB_FILE_MAX, &len), *start;
    json_t  *items;

    if (text == NULL) {
        return NULL;
    }

    if (memchr(text, '\0', len) != NULL) {
        cli_error("%s: not a text file", path);
        free(text);
        return NULL;
    }

    start = strncmp(text, "\xef\xbb\xbf", 3) == 0 ? text + 3 : text;

    items = start[strspn(start, " \t\r\n")] == '{'
            ? kb_jsonl_parse(path, start) : kb_markdown_parse(path, start);
    free(text);
    return items;
}
