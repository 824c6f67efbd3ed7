/*
 * cli/media - `relevo media ACTION`: files of messages and where they are
 * kept.  An action is a function in a file of its own and a line here.
 */

#include <string.h>

#include "worker/cli/media.h"

static const struct {
    const char  *name;
    int        (*run)(args_t *args);
} actions[] = {
    { "list",     media_list },
    { "show",     media_show },
    { "retry",    media_retry },
    { "workflow", media_workflow },
    { "decode",   media_decode },
    { "gc",       media_gc },
    { "verify",   media_verify },
    { "put",      media_put },
    { "get",      media_get },
    { "url",      media_url },
};

#define ACTIONS  (sizeof(actions) / sizeof(actions[0]))


static int
media_run(args_t *args)
{
    const char  *names[ACTIONS + 1] = { NULL }, *action;

    for (size_t i = 0; i < ACTIONS; i++) {
        names[i] = actions[i].name;
    }

    action = cli_action(args, names);

    for (size_t i = 0; action != NULL && i < ACTIONS; i++) {
        if (strcmp(actions[i].name, action) == 0) {
            return actions[i].run(args);
        }
    }

    return EXIT_USAGE;
}


const command_t  cli_media = {
    .name = "media",
    .summary = "files of messages: look, repeat, clean up, verify",
    .help =
        "usage: relevo media list [--tenant SLUG] [--state STATE] [--limit N]\n"
        "                         [--json]\n"
        "       relevo media show ID [--text]\n"
        "       relevo media retry ID\n"
        "       relevo media workflow [FILE] [--json]\n"
        "       relevo media workflow --tasks\n"
        "       relevo media decode FILE [--json] [--what WORDS]\n"
        "                         [--language CODE] [--attachments DIR]\n"
        "       relevo media gc [--dry-run] [--older HOURS] [--json]\n"
        "       relevo media verify [--quick] [--json]\n"
        "       relevo media put FILE KEY [--mime TYPE]\n"
        "       relevo media get KEY FILE\n"
        "       relevo media url KEY [--seconds N]\n"
        "\n"
        "list shows the newest files with their state; show all that is\n"
        "known of one, and where its workflow stands; --text the text that\n"
        "was read in it. retry begins its workflow anew.\n"
        "\n"
        "workflow checks a definition (media.workflow unless FILE is given)\n"
        "and prints its states, or with --json itself, as it will be run;\n"
        "--tasks lists what a Task state may name.\n"
        "\n"
        "decode prints what would be read in a file: no database, nothing is\n"
        "kept. WORDS are text,codes,thumbnail,clean,...; CODE is the language\n"
        "of the conversation; DIR gets thumbnail and the like. Exit code 1\n"
        "when the result has an error.\n"
        "\n"
        "gc removes what nobody names any more: objects without a row,\n"
        "uploads and local copies that no workflow waits for; only what is\n"
        "older than 24 hours, or --older. --dry-run only counts.\n"
        "\n"
        "verify reads every stored file back and compares it with its\n"
        "digest; --quick only asks whether it is there. Exit code 1 when one\n"
        "is missing or is not what was stored.\n"
        "\n"
        "put, get and url use the store as it is set, for a look at it: put\n"
        "seals and get opens when store.key_file is set, url is a link that\n"
        "anybody may use (S3 only).\n",
    .run = media_run,
};
