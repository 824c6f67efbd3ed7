/*
 * cli/media_decode - `relevo media decode FILE`: what the media role would
 * make of a file, with the limits of the settings.
 *
 * relevo-decode takes over this process: it starts a locked-in child for the
 * file as for a worker's, prints the result, and its exit code is ours.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "worker/cli/media.h"
#include "worker/engine/config.h"
#include "worker/media/decoder.h"

#define ARGS_MAX  64

typedef struct {
    const char  *argv[ARGS_MAX];
    unsigned     n;
} exec_args_t;


/* What does not fit is a mistake of this file, and told by execv(). */
static void
add(exec_args_t *e, const char *option, const char *value)
{
    if (e->n + 3 < ARGS_MAX) {
        e->argv[e->n++] = option;
        if (value != NULL) {
            e->argv[e->n++] = value;
        }
    }
}


static void
add_limits(exec_args_t *e, char texts[][64], size_t ntexts)
{
    json_t      *limits = decoder_limits(), *value;
    const char  *name;
    size_t       i = 0;

    json_object_foreach(limits, name, value) {
        if (i < ntexts) {
            (void) snprintf(texts[i], sizeof(texts[i]),
                            "%s=%" JSON_INTEGER_FORMAT, name,
                            json_integer_value(value));
            add(e, "--limit", texts[i++]);
        }
    }

    json_decref(limits);
}


int
media_decode(args_t *args)
{
    static const char *const  words[] = { "--what", "--language",
                                          "--attachments" };
    char         path[4096], wall[32], limits[16][64];
    exec_args_t  e = { .n = 0 };
    const char  *program = decoder_path(path, sizeof(path)), *value;

    add(&e, program, NULL);
    if (cli_flag(args, "--json")) {
        add(&e, "--json", NULL);
    }

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        value = cli_value(args, words[i]);
        if (value != NULL) {
            add(&e, words[i], value);
        }
    }

    if (args->failed || !cli_words(args, 1, 1)) {
        return EXIT_USAGE;
    }

    (void) snprintf(wall, sizeof(wall), "%" PRId64,
                    config_int("media.decode_time"));
    add(&e, "--wall-ms", wall);
    add(&e, "--languages", config_str("media.ocr_languages"));
    add_limits(&e, limits, sizeof(limits) / sizeof(limits[0]));
    add(&e, "--", args->argv[0]);
    e.argv[e.n] = NULL;

    (void) execv(program, (char **) (uintptr_t) e.argv);
    cli_error("%s cannot be started: %s (setting media.decoder)", program,
              strerror(errno));

    return EXIT_FAILED;
}
