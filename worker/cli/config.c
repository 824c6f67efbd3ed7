/*
 * cli/config - `relevo config`: the table of settings, as documentation.
 */

#include <stdio.h>

#include "worker/cli/cli.h"
#include "worker/engine/config.h"


static int
config_run(args_t *args)
{
    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    config_print(stdout);
    return EXIT_OK;
}


const command_t  cli_config = {
    .name = "config",
    .summary = "print every setting with its value, default and meaning",
    .help = "usage: relevo config [--config FILE] [--set key=value]...\n\n"
            "Checks the configuration and prints the table of settings.\n",
    .run = config_run
};
