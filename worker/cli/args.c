/*
 * args - options and words of a subcommand, and the messages about wrong ones.
 *
 * Options are taken out of the list as a command asks for them; what is left
 * at cli_words() and looks like an option is unknown.
 */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"

#define WORD_MAX  64


void
cli_error(const char *fmt, ...)
{
    va_list  ap;

    fflush(stdout);
    fputs("relevo: ", stderr);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
}


/* Levenshtein distance; words beyond WORD_MAX are far from everything. */

static size_t
distance(const char *a, const char *b)
{
    size_t  row[WORD_MAX + 1], la = strlen(a), lb = strlen(b);

    if (la > WORD_MAX || lb > WORD_MAX) {
        return WORD_MAX;
    }

    for (size_t j = 0; j <= lb; j++) {
        row[j] = j;
    }

    for (size_t i = 1; i <= la; i++) {
        size_t  diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= lb; j++) {
            size_t  above = row[j];
            size_t  best = diagonal + (a[i - 1] != b[j - 1]);

            best = above + 1 < best ? above + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            diagonal = above;
            row[j] = best;
        }
    }

    return row[lb];
}


const char *
cli_nearest(const char *word, const char *const *names)
{
    const char  *best = NULL;
    size_t       best_d = strlen(word) / 2 + 1;     /* half of it wrong: no */

    for (; *names != NULL; names++) {
        size_t  d = distance(word, *names);

        if (d < best_d || (best == NULL && d == best_d && d <= 2)) {
            best_d = d;
            best = *names;
        }
    }

    return best;
}


static void
args_remove(args_t *args, int i, int n)
{
    memmove(&args->argv[i], &args->argv[i + n],
            (size_t) (args->argc - i - n + 1) * sizeof(char *));
    args->argc -= n;
}


bool
cli_flag(args_t *args, const char *name)
{
    for (int i = 0; i < args->argc; i++) {
        if (strcmp(args->argv[i], name) == 0) {
            args_remove(args, i, 1);
            return true;
        }
    }

    return false;
}


const char *
cli_value(args_t *args, const char *name)
{
    size_t  len = strlen(name);

    for (int i = 0; i < args->argc; i++) {
        char  *arg = args->argv[i], *value;

        if (strncmp(arg, name, len) != 0) {
            continue;
        }

        if (arg[len] == '=') {
            args_remove(args, i, 1);
            return arg + len + 1;
        }

        if (arg[len] != '\0') {
            continue;
        }

        if (i + 1 == args->argc) {
            cli_error("%s needs a value", name);
            args->failed = true;
            args_remove(args, i, 1);
            return NULL;
        }

        value = args->argv[i + 1];
        args_remove(args, i, 2);
        return value;
    }

    return NULL;
}


bool
cli_int(args_t *args, const char *name, long min, long max, long *ret_value)
{
    const char  *s = cli_value(args, name);
    char        *end;
    long         v;

    if (s == NULL) {
        return !args->failed;
    }

    errno = 0;
    v = strtol(s, &end, 10);
    if (errno != 0 || end == s || *end != '\0' || v < min || v > max) {
        cli_error("%s: a number between %ld and %ld, not \"%s\"", name, min,
                  max, s);
        args->failed = true;
        return false;
    }

    *ret_value = v;
    return true;
}


bool
cli_words(args_t *args, int min, int max)
{
    if (args->failed) {
        return false;
    }

    for (int i = 0; i < args->argc; i++) {
        if (args->argv[i][0] == '-' && args->argv[i][1] == '-') {
            cli_error("unknown option %s (see --help)", args->argv[i]);
            return false;
        }
    }

    if (args->argc < min) {
        cli_error("something is missing (see --help)");
        return false;
    }

    if (args->argc > max) {
        cli_error("do not know what to do with \"%s\" (see --help)",
                  args->argv[max]);
        return false;
    }

    return true;
}


const char *
cli_action(args_t *args, const char *const *actions)
{
    const char  *word, *near;

    if (args->argc == 0) {
        cli_error("what to do is missing (see --help)");
        return NULL;
    }

    word = args->argv[0];
    for (int i = 0; actions[i] != NULL; i++) {
        if (strcmp(word, actions[i]) == 0) {
            args_remove(args, 0, 1);
            return actions[i];
        }
    }

    near = cli_nearest(word, actions);
    if (near != NULL) {
        cli_error("\"%s\" is unknown here; did you mean \"%s\"?", word, near);
    } else {
        cli_error("\"%s\" is unknown here (see --help)", word);
    }

    return NULL;
}
