/*
 * kb_file - reads a file of questions and answers.
 */

#ifndef RELEVO_CLI_KB_FILE_H
#define RELEVO_CLI_KB_FILE_H

#include <jansson.h>

/* [{"question", "answer"}], owned by the caller; NULL, told with the line. */
json_t *kb_file_read(const char *path);

/* The two forms, for tests: text is NUL-terminated and is cut up. */
json_t *kb_markdown_parse(const char *path, char *text);
json_t *kb_jsonl_parse(const char *path, char *text);

#endif
