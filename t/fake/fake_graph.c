/*
 * fake_graph - a strict stand-in for graph.facebook.com, for tests and bench.
 *
 *   fake_graph --token T [--port N] [--history FILE] [--rules FILE]
 *              [--webhook URL --app-secret S] [--status sent,delivered]
 *              [--status-delay MS] [--status-batch N] [--latency MS]
 *              [--version vNN.N] [--token-file FILE] [--app-secret-file FILE]
 *
 * Prints "port N" and serves until it is killed.  While it runs:
 *   POST /_control   rules, media     GET /_history   POST /_reset
 *   GET  /_pending   statuses that have not been taken yet
 * Below /messenger and /instagram it is the Graph API of those, with echoes,
 * deliveries and reads to the webhook's siblings.  What it refuses is in
 * fake_graph/api.c and page.c, what it does wrong in rules.c.
 */

#include "t/fake/fake_graph/fake.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

options_t  opt = {
    .statuses = "sent", .status_delay_ms = 20, .status_batch = 1
};


static void
rules_load(const char *name)
{
    json_error_t   where;
    json_t        *json = json_load_file(name, 0, &where);
    const char    *error = "not JSON";

    if (json == NULL || !rules_set(json, &error)) {
        die("%s: %s", name, error);
    }

    json_decref(json);
}


static void
options_read(int argc, char **argv)
{
    static const struct option  known[] = {
        { "port", 1, NULL, 'p' }, { "token", 1, NULL, 't' },
        { "token-file", 1, NULL, 'T' }, { "app-secret", 1, NULL, 's' },
        { "app-secret-file", 1, NULL, 'S' }, { "webhook", 1, NULL, 'w' },
        { "history", 1, NULL, 'h' }, { "version", 1, NULL, 'v' },
        { "status", 1, NULL, 'k' }, { "status-delay", 1, NULL, 'd' },
        { "status-batch", 1, NULL, 'b' }, { "latency", 1, NULL, 'l' },
        { "rules", 1, NULL, 'r' }, { NULL, 0, NULL, 0 }
    };

    int  c;

    while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
        switch (c) {
        case 'p': opt.port = atoi(optarg);                  break;
        case 't': opt.token = optarg;                       break;
        case 'T': opt.token = file_read(optarg);            break;
        case 's': opt.app_secret = optarg;                  break;
        case 'S': opt.app_secret = file_read(optarg);       break;
        case 'w': opt.webhook = optarg;                     break;
        case 'h': opt.history = optarg;                     break;
        case 'v': opt.version = optarg;                     break;
        case 'k': opt.statuses = optarg;                    break;
        case 'd': opt.status_delay_ms = atoi(optarg);       break;
        case 'b': opt.status_batch = atoi(optarg);          break;
        case 'l': opt.latency_ms = atoi(optarg);            break;
        case 'r': rules_load(optarg);                       break;
        default:  die("see the comment on top of t/fake/fake_graph.c");
        }
    }

    if (opt.token == NULL || *opt.token == '\0' || optind < argc) {
        die("--token or --token-file is needed, and nothing but options");
    }
}


int
main(int argc, char **argv)
{
    uv_loop_t  *loop = uv_default_loop();

    options_read(argc, argv);
    history_init();
    hooks_init(loop);
    process_serve(loop);
}
