/*
 * fake_bots - strict stand-ins for Telegram's Bot API and Twilio's REST API.
 *
 *   fake_bots --bot-token-file FILE --account-sid AC... --auth-token-file FILE
 *             [--port N] [--history FILE] [--status sent,delivered]
 *             [--status-delay MS]
 *
 * Prints "port N" and serves until it is killed.  While it runs:
 *   POST /_control   rules (fake_graph/rules.c)   GET /_history
 *   POST /_reset                                  GET /_pending
 * What it refuses is in fake_bots/telegram.c and twilio.c.
 */

#include "t/fake/fake_bots/bots.h"

#include <getopt.h>
#include <stdlib.h>

options_t  opt = { .status_delay_ms = 20 };
bots_t     bots = { .statuses = "sent,delivered" };


static void
options_read(int argc, char **argv)
{
    static const struct option  known[] = {
        { "port", 1, NULL, 'p' }, { "bot-token-file", 1, NULL, 'b' },
        { "account-sid", 1, NULL, 's' }, { "auth-token-file", 1, NULL, 't' },
        { "history", 1, NULL, 'h' }, { "status", 1, NULL, 'k' },
        { "status-delay", 1, NULL, 'd' }, { NULL, 0, NULL, 0 }
    };

    int  c;

    while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
        switch (c) {
        case 'p': opt.port = atoi(optarg);                  break;
        case 'b': bots.bot_token = file_read(optarg);       break;
        case 's': bots.account_sid = optarg;                break;
        case 't': bots.auth_token = file_read(optarg);      break;
        case 'h': opt.history = optarg;                     break;
        case 'k': bots.statuses = optarg;                   break;
        case 'd': opt.status_delay_ms = atoi(optarg);       break;
        default:  die("see the comment on top of t/fake/fake_bots.c");
        }
    }

    if (bots.bot_token == NULL || bots.account_sid == NULL
        || bots.auth_token == NULL || optind < argc)
    {
        die("--bot-token-file, --account-sid and --auth-token-file are"
            " needed, and nothing but options");
    }
}


int
main(int argc, char **argv)
{
    uv_loop_t  *loop = uv_default_loop();

    options_read(argc, argv);
    history_init();
    callback_init(loop);
    process_serve(loop);
}
