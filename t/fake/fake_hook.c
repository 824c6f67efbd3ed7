/*
 * fake_hook - a strict receiver of callbacks of the generic channel.
 *
 *   fake_hook --secret-file FILE [--port N] [--history FILE]
 *
 * FILE holds the secrets it knows, one a line; it is read for every request,
 * so that a test can replace them.  Prints "port N" and serves until it is
 * killed.  While it runs:
 *   POST /_control   rules (fake_graph/rules.c)   GET /_history
 *   POST /_reset
 * What it refuses is in fake_hook/receiver.c, the signature in verify.c.
 */

#include "t/fake/fake_hook/hook.h"

#include <getopt.h>
#include <stdlib.h>

options_t    opt;
const char  *secret_file;


static void
options_read(int argc, char **argv)
{
    static const struct option  known[] = {
        { "port", 1, NULL, 'p' }, { "secret-file", 1, NULL, 's' },
        { "history", 1, NULL, 'h' }, { NULL, 0, NULL, 0 }
    };

    int  c;

    while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
        switch (c) {
        case 'p': opt.port = atoi(optarg);  break;
        case 's': secret_file = optarg;     break;
        case 'h': opt.history = optarg;     break;
        default:  die("see the comment on top of t/fake/fake_hook.c");
        }
    }

    if (secret_file == NULL || optind < argc) {
        die("--secret-file is needed, and nothing but options");
    }
}


int
main(int argc, char **argv)
{
    uv_loop_t  *loop = uv_default_loop();

    options_read(argc, argv);
    history_init();
    process_serve(loop);
}
