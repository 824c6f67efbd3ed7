/*
 * main - `relevo`: one binary, one table of subcommands.
 *
 *   relevo [--config FILE] [--set key=value]... COMMAND [options] [words]
 *
 * The global options may stand before or behind the command.  The
 * configuration is loaded before a command runs: a wrong one starts nothing.
 * Exit codes: 0 done, 1 failed or "the answer is no", 2 asked wrongly.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/cli/cli.h"
#include "worker/engine/config.h"

#ifndef RELEVO_VERSION
#define RELEVO_VERSION  "0.1.0"
#endif

#define SETS_MAX  256

typedef struct {
    const char  *file;              /* --config, RELEVO_CONFIG or NULL */
    const char  *sets[SETS_MAX];
    unsigned     nsets;
    bool         help, version;
    int          argc;                      /* what is left: the command ... */
    char       **argv;
} globals_t;

static const command_t *const  commands[] = {
    &cli_worker, &cli_migrate, &cli_tenant, &cli_channel, &cli_provider,
    &cli_agent, &cli_team, &cli_desk, &cli_ticket, &cli_key, &cli_notify,
    &cli_limit, &cli_usage, &cli_kb, &cli_catalog, &cli_contact, &cli_train,
    &cli_eval, &cli_rules, &cli_explain, &cli_media, &cli_archive,
    &cli_replay, &cli_dlq, &cli_audit, &cli_doctor, &cli_config
};

#define COMMANDS  (sizeof(commands) / sizeof(commands[0]))


static void
usage(FILE *out)
{
    fputs("usage: relevo [--config FILE] [--set key=value]... COMMAND ...\n\n"
          "commands:\n", out);

    for (unsigned i = 0; i < COMMANDS; i++) {
        fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
    }

    fputs("\noptions:\n"
          "  --config FILE    settings, \"key = value\" lines; default:"
          " $RELEVO_CONFIG, else built-in\n"
          "  --set key=value  one setting, over the file; repeatable\n"
          "  --help           this page, or the command's\n"
          "  --version\n"
          "\n`relevo config` prints every setting.\n", out);
}


/* The value of a global option that takes one: NULL when it is missing. */

static const char *
global_value(int argc, char **argv, int *i, const char *name)
{
    size_t  len = strlen(name);

    if (argv[*i][len] == '=') {
        return argv[*i] + len + 1;
    }

    if (*i + 1 >= argc) {
        cli_error("%s needs a value", name);
        return NULL;
    }

    return argv[++*i];
}


static bool
is_option(const char *arg, const char *name)
{
    size_t  len = strlen(name);

    return strncmp(arg, name, len) == 0
           && (arg[len] == '\0' || arg[len] == '=');
}


/* Takes the global options out of argv, wherever they stand. */

static bool
globals_parse(globals_t *g, int argc, char **argv)
{
    const char  *value;
    int          i;

    for (i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) {
            break;
        }

        if (is_option(argv[i], "--config")) {
            g->file = value = global_value(argc, argv, &i, "--config");
        } else if (is_option(argv[i], "--set")) {
            value = global_value(argc, argv, &i, "--set");
            if (g->nsets == SETS_MAX) {
                cli_error("more than %d --set", SETS_MAX);
                return false;
            }
            g->sets[g->nsets++] = value;
        } else if (strcmp(argv[i], "--help") == 0
                   || strcmp(argv[i], "-h") == 0)
        {
            g->help = true;
            continue;
        } else if (strcmp(argv[i], "--version") == 0) {
            g->version = true;
            continue;
        } else {
            g->argv[g->argc++] = argv[i];
            continue;
        }

        if (value == NULL) {
            return false;
        }
    }

    for (i++; i < argc; i++) {              /* behind "--": words */
        g->argv[g->argc++] = argv[i];
    }

    g->argv[g->argc] = NULL;
    return true;
}


static const command_t *
command_find(const char *name)
{
    const char  *names[COMMANDS + 1] = { NULL }, *near;

    for (unsigned i = 0; i < COMMANDS; i++) {
        names[i] = commands[i]->name;
        if (strcmp(name, names[i]) == 0) {
            return commands[i];
        }
    }

    near = cli_nearest(name, names);
    if (near != NULL) {
        cli_error("there is no command \"%s\"; did you mean \"%s\"?", name,
                  near);
    } else {
        cli_error("there is no command \"%s\"; relevo --help lists them", name);
    }

    return NULL;
}


static int
command_run(const command_t *command, const globals_t *g)
{
    char    err[512] = "";
    args_t  args = { .argc = g->argc - 1, .argv = g->argv + 1,
                     .config_file = g->file };
    int     rc;

    if (!config_load(g->file, g->sets, g->nsets, err, sizeof(err))) {
        if (!(command->flags & CLI_ANY_CONFIG)) {
            cli_error("%s", err);
            return EXIT_USAGE;
        }
        args.config_error = err;
    }

    rc = command->actions != NULL ? cli_actions(&args, command->actions)
                                  : command->run(&args);
    config_release();
    return rc;
}


int
main(int argc, char **argv)
{
    globals_t         g = { .file = getenv("RELEVO_CONFIG") };
    const command_t  *command;
    int               rc = EXIT_USAGE;

    if (g.file != NULL && g.file[0] == '\0') {
        g.file = NULL;
    }

    g.argv = calloc((size_t) argc + 1, sizeof(char *));
    if (g.argv == NULL || !globals_parse(&g, argc, argv)) {
        goto out;
    }

    if (g.version) {
        puts("relevo " RELEVO_VERSION);
        rc = EXIT_OK;
        goto out;
    }

    if (g.argc == 0) {
        usage(g.help ? stdout : stderr);
        rc = g.help ? EXIT_OK : EXIT_USAGE;
        goto out;
    }

    command = command_find(g.argv[0]);
    if (command == NULL) {
        goto out;
    }

    if (g.help) {
        printf("relevo %s - %s\n\n%s", command->name, command->summary,
               command->help);
        rc = EXIT_OK;
        goto out;
    }

    rc = command_run(command, &g);

out:
    free(g.argv);
    return rc;
}
