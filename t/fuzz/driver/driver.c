/*
 * driver - a fuzzer for machines without libFuzzer: what a target links to
 * when there is only gcc.
 *
 * Understands libFuzzer's words as far as `./build.sh fuzz` uses them:
 *
 *   target [-max_total_time=S] [-max_len=N] [-seed=N] [-dict=FILE]
 *          [-artifact_prefix=PATH] [NEW_DIR [SEED_DIR..]]
 *   target FILE..                  runs these inputs, nothing else
 *
 * Guided by coverage: gcc's trace-pc calls __sanitizer_cov_trace_pc() on every
 * edge; an input that reaches a place, or reaches it clearly more often, than
 * all before it is kept and changed further (mutate.c), and written to
 * NEW_DIR.  The input that crashes, leaks or takes longer than RUN_SECONDS is
 * written to PATH before the process ends.
 */

#include "t/fuzz/driver/driver.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MAP_SIZE     (1u << 16)
#define RUN_SECONDS  10                 /* of one input */
#define READ_MAX     (1u << 20)         /* bytes of a seed or a finding */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);
void __sanitizer_cov_trace_pc(void);
void __sanitizer_set_death_callback(void (*callback)(void));

static uint8_t        hits[MAP_SIZE];   /* places of this run */
static uint8_t        seen[MAP_SIZE];   /* bits of bucket() of all runs */
static corpus_t       corpus;
static unsigned long  runs, places;

static const char    *prefix = "./", *new_dir;
static const uint8_t *running;
static size_t         running_len;


/* ---- coverage ---- */

void
__sanitizer_cov_trace_pc(void)
{
    uintptr_t  pc = (uintptr_t) __builtin_return_address(0);
    uint8_t   *hit = &hits[(pc ^ pc >> 16) % MAP_SIZE];

    *hit += *hit < 255;
}


/* 1, 2, 3, 4-7, 8-15, 16-31, 32-127, 128 and more */
static uint8_t
bucket(uint8_t n)
{
    static const uint8_t  ends[] = { 1, 2, 3, 7, 15, 31, 127, 255 };
    unsigned              i = 0;

    while (n > ends[i]) {
        i++;
    }

    return (uint8_t) (1u << i);
}


static bool
run_was_new(void)
{
    static const uint64_t  none;
    bool                   is_new = false;

    for (unsigned i = 0; i < MAP_SIZE; i++) {
        if (i % 8 == 0 && memcmp(hits + i, &none, sizeof(none)) == 0) {
            i += 7;                     /* nearly all of them */
            continue;
        }

        if (hits[i] > 0 && (seen[i] | bucket(hits[i])) != seen[i]) {
            places += seen[i] == 0;
            seen[i] |= bucket(hits[i]);
            is_new = true;
        }
    }

    return is_new;
}


/* ---- files ---- */

static void
die(const char *format, ...)
{
    va_list  args;

    va_start(args, format);
    fprintf(stderr, "fuzz: ");
    vfprintf(stderr, format, args);
    fprintf(stderr, "\n");
    va_end(args);
    exit(2);
}


/* Named by its content, so that the same input is one file. */
static void
file_write(const char *folder, const char *kind, const uint8_t *data,
    size_t len)
{
    uint64_t  hash = 0xcbf29ce484222325u;
    char      path[PATH_MAX];
    int       fd;

    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ data[i]) * 0x100000001b3u;
    }

    (void) snprintf(path, sizeof(path), "%s%s%016lx", folder, kind,
                    (unsigned long) hash);
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

    if (fd == -1 || write(fd, data, len) != (ssize_t) len) {
        fprintf(stderr, "fuzz: cannot write %s\n", path);
    } else if (kind[0] != '/') {
        fprintf(stderr, "fuzz: the input is %s\n", path);
    }

    if (fd != -1) {
        (void) close(fd);
    }
}


static void
finding_write(void)
{
    if (running != NULL) {
        file_write(prefix, "crash-", running, running_len);
        running = NULL;
    }
}


/* abort() of a target's check, and an input that never ends */
static void
on_signal(int signal_n)
{
    fprintf(stderr, "fuzz: %s after %lu runs\n",
            signal_n == SIGALRM ? "no end" : "a property is broken", runs);
    finding_write();
    _exit(77);
}


/* ---- runs ---- */

/* In memory of exactly its size: one byte too far is seen. */
static bool
run_once(const uint8_t *data, size_t len)
{
    uint8_t  *exact = malloc(len > 0 ? len : 1);

    if (exact == NULL) {
        die("no memory");
    }

    memcpy(exact, data, len);
    memset(hits, 0, sizeof(hits));
    running = exact;
    running_len = len;
    runs++;

    (void) LLVMFuzzerTestOneInput(exact, len);

    running = NULL;
    free(exact);

    return run_was_new();
}


static void
run_file(const char *path, size_t max, bool keep)
{
    static uint8_t  bytes[READ_MAX];
    FILE           *file = fopen(path, "rb");
    size_t          len;

    if (file == NULL) {
        die("cannot read %s", path);
    }

    len = fread(bytes, 1, sizeof(bytes), file);
    (void) fclose(file);
    (void) alarm(RUN_SECONDS);

    if (run_once(bytes, len) && keep) {
        corpus_add(&corpus, bytes, len < max ? len : max);
    }
}


static void
run_folder(const char *path, size_t max)
{
    DIR            *folder = opendir(path);
    struct dirent  *entry;
    char            file[PATH_MAX];

    if (folder == NULL) {
        die("cannot read the folder %s", path);
    }

    while ((entry = readdir(folder)) != NULL) {
        (void) snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);

        if (entry->d_name[0] != '.') {
            run_file(file, max, true);
        }
    }

    (void) closedir(folder);
}


static void
run_for(unsigned seconds, size_t max)
{
    time_t    end = time(NULL) + seconds;
    uint8_t  *data = malloc(max);
    size_t    len;

    if (data == NULL) {
        die("no memory");
    }

    corpus_add(&corpus, data, 0);

    while (time(NULL) < end) {
        (void) alarm(RUN_SECONDS);

        for (unsigned i = 0; i < 64; i++) {
            len = mutate(&corpus, data, max);

            if (!run_once(data, len)) {
                continue;
            }

            corpus_add(&corpus, data, len);

            if (new_dir != NULL) {
                file_write(new_dir, "/", data, len);
            }
        }
    }

    free(data);
}


static const char *
option(const char *arg, const char *name)
{
    size_t  len = strlen(name);

    return strncmp(arg, name, len) == 0 ? arg + len : NULL;
}


int
main(int argc, char **argv)
{
    unsigned     seconds = 60, seed = (unsigned) time(NULL);
    size_t       max = 4096;
    bool         is_folder = false, is_file = false;
    const char  *value;
    struct stat  st;

    for (int i = 1; i < argc; i++) {
        if ((value = option(argv[i], "-max_total_time=")) != NULL) {
            seconds = (unsigned) strtoul(value, NULL, 10);
        } else if ((value = option(argv[i], "-max_len=")) != NULL) {
            max = strtoul(value, NULL, 10);
        } else if ((value = option(argv[i], "-seed=")) != NULL) {
            seed = (unsigned) strtoul(value, NULL, 10);
        } else if ((value = option(argv[i], "-artifact_prefix=")) != NULL) {
            prefix = value;
        } else if ((value = option(argv[i], "-dict=")) != NULL) {
            dictionary_read(value);
        } else if (argv[i][0] == '-') {
            die("unknown option %s", argv[i]);
        } else if (stat(argv[i], &st) == -1) {
            die("there is no %s", argv[i]);
        }
    }

    srandom(seed);
    (void) signal(SIGABRT, on_signal);
    (void) signal(SIGALRM, on_signal);
    __sanitizer_set_death_callback(finding_write);

    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-') {
            continue;
        }

        (void) stat(argv[i], &st);

        if (S_ISDIR(st.st_mode)) {
            new_dir = is_folder ? new_dir : argv[i];
            is_folder = true;
            run_folder(argv[i], max);
        } else {
            is_file = true;
            run_file(argv[i], max, false);
        }
    }

    if (!is_file) {
        run_for(seconds, max);
    }

    fprintf(stderr, "fuzz: %lu runs, %zu inputs kept, %lu places, seed %u\n",
            runs, corpus.n, places, seed);
    corpus_free(&corpus);

    return 0;
}
