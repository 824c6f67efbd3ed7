/*
 * cli/worker - `relevo worker`: hands over to the master process.
 */

#include "worker/answer/answer.h"
#include "worker/cli/cli.h"
#include "worker/worker.h"


static int
worker_run(args_t *args)
{
    char  err[512];

    worker_signals();

    if (!answer_init(err, sizeof(err))) {           /* before it forks */
        cli_error("%s", err);
        return EXIT_USAGE;
    }

    /* argv[-1] is the word "worker": the callee sees an ordinary argv */

    return worker_main(args->argc + 1, args->argv - 1);
}


const command_t  cli_worker = {
    .name = "worker",
    .summary = "run the worker pool (master and its children)",
    .help = "usage: relevo worker [--pid FILE] [--config FILE]"
            " [--set key=value]...\n\n"
            "Runs in the foreground.  SIGTERM drains: nothing new is begun,\n"
            "what runs is finished within worker.drain_timeout.\n",
    .run = worker_run
};
