/*
 * main - relevo-decode: untrusted files become text, each in a locked child.
 *
 *   relevo-decode --serve [--languages "es en"]       for relevo's workers
 *   relevo-decode FILE... [--json] [options]          for people
 *
 * An executable of its own: it may link libraries under the GPL, which the
 * rest of Relevo does not.  Order: environment, models (warm), then files.
 * Exit status of files: 0 decoded, 1 the JSON has an error, 2 asked wrongly.
 */

#include <fcntl.h>
#include <getopt.h>
#include <jansson.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "decode/by_hand.h"
#include "decode/decode.h"
#include "decode/ocr.h"
#include "decode/serve.h"

#include "common/banned.h"

#define EXIT_ASKED_WRONGLY  2
#define LANGUAGES           "es en pt fr it"

static const char  help[] =
"usage: relevo-decode FILE... [--json] [--what WORDS] [--language CODE]\n"
"                     [--name NAME] [--mime TYPE] [--limit NAME=N]...\n"
"                     [--wall-ms N] [--attachments DIR] [--usage]\n"
"       relevo-decode --serve\n\n"
"  --json         the result in one line\n"
"  --what         text,codes,thumbnail,clean,...: only these\n"
"  --language     of the conversation: es en pt fr it\n"
"  --languages    of OCR, \"es en pt fr it\" by default\n"
"  --limit        see decode/limits.def\n"
"  --attachments  writes thumbnail, clean copy, ... into this folder\n"
"  --usage        time and memory of each file, and of the parent\n"
"  --serve        requests come over a seqpacket socket at descriptor 0\n";

static const struct option  options[] = {
    { "serve", no_argument, NULL, 's' },
    { "json", no_argument, NULL, 'j' },
    { "what", required_argument, NULL, 'w' },
    { "language", required_argument, NULL, 'l' },
    { "languages", required_argument, NULL, 'L' },
    { "name", required_argument, NULL, 'n' },
    { "mime", required_argument, NULL, 'm' },
    { "limit", required_argument, NULL, 'i' },
    { "wall-ms", required_argument, NULL, 't' },
    { "attachments", required_argument, NULL, 'a' },
    { "usage", no_argument, NULL, 'u' },
    { "help", no_argument, NULL, 'h' },
    { NULL, 0, NULL, 0 }
};


#ifdef __SANITIZE_ADDRESS__
/* A child has no memory where a release build has none, and no way to look
 * for leaks: it ends with _exit(). */
const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
    return "allocator_may_return_null=1:detect_leaks=0";
}
#endif


/* OpenMP reads its limit when it is loaded: with two threads on two busy
 * cores a page takes five times as long as with one. */
static void
one_thread(char **argv)
{
    const char  *now = getenv("OMP_THREAD_LIMIT");

    if (now != NULL && strcmp(now, "1") == 0) {
        return;
    }

    (void) setenv("OMP_THREAD_LIMIT", "1", 1);
    (void) execv("/proc/self/exe", argv);
    (void) fputs("relevo-decode: cannot start itself with one thread\n",
                 stderr);
}


static bool
warm(const char *languages)
{
    const char  *error = NULL;

    /* a locale that names none of its own; texts are UTF-8 */
    (void) setlocale(LC_ALL, "C.UTF-8");

    if (!sniff_warm(&error) || !ocr_warm(languages, &error)
        || !handlers_warm(&error))
    {
        fprintf(stderr, "relevo-decode: %s\n", error);
        return false;
    }

    return true;
}


static int
wrong(void)
{
    (void) fputs(help, stderr);

    return EXIT_ASKED_WRONGLY;
}


int
main(int argc, char **argv)
{
    by_hand_t    hand = { .request = json_object() };
    const char  *languages = LANGUAGES;
    bool         serving = false;
    int          c;

    one_thread(argv);

    while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
        switch (c) {
        case 's':
            serving = true;
            break;
        case 'L':
            languages = optarg;
            break;
        case 'h':
            (void) fputs(help, stdout);
            return 0;
        case '?':
            return EXIT_ASKED_WRONGLY;
        default:
            if (!by_hand_option(&hand, c, optarg)) {
                return wrong();
            }
        }
    }

    hand.files = argv + optind;
    if (serving == (optind < argc)) {
        return wrong();
    }

    if (!warm(languages)) {
        return 1;
    }

    c = serving ? serve(STDIN_FILENO) : by_hand(&hand);
    json_decref(hand.request);

    return c;
}
