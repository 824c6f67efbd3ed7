/*
 * by_hand - see by_hand.h.
 *
 * The child is started and locked in as for a worker; here the parent reads
 * the result, prints it, and writes the attachments where it is told to.
 */

#include "decode/by_hand.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "decode/child.h"
#include "worker/jsonx.h"

#include "common/banned.h"


/* ---- options ---- */

static json_t *
member(json_t *object, const char *name, json_t *fresh)
{
    json_t  *value = json_object_get(object, name);

    if (value != NULL) {
        json_decref(fresh);
        return value;
    }

    (void) json_object_set_new(object, name, fresh);

    return fresh;
}


static bool
option_number(json_t *object, const char *name, const char *text)
{
    char      *end;
    long long  n;

    errno = 0;
    n = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || n < 1) {
        return false;
    }

    return json_object_set_new(object, name, json_integer(n)) == 0;
}


static bool
option_limit(json_t *request, const char *text)
{
    const char  *is = strchr(text, '=');
    char         name[32];

    if (is == NULL || (size_t) (is - text) >= sizeof(name)) {
        return false;
    }

    (void) snprintf(name, sizeof(name), "%.*s", (int) (is - text), text);

    return option_number(member(request, "limits", json_object()), name,
                         is + 1);
}


static void
option_what(json_t *request, const char *words)
{
    json_t  *what = member(member(request, "options", json_object()), "what",
                           json_array());

    while (*words != '\0') {
        size_t  n = strcspn(words, ", ");

        if (n > 0) {
            (void) json_array_append_new(what, json_stringn(words, n));
        }
        words += n + (words[n] != '\0');
    }
}


bool
by_hand_option(by_hand_t *hand, int option, const char *value)
{
    json_t  *request = hand->request;

    switch (option) {
    case 'u':
        hand->usage = true;
        return true;
    case 'j':
        hand->compact = true;
        return true;
    case 'a':
        hand->attachments = value;
        return true;
    case 'w':
        option_what(request, value);
        return true;
    case 'i':
        return option_limit(request, value);
    case 't':
        return option_number(request, "wall_ms", value);
    case 'l':
        return json_object_set_new(request, "language",
                                   json_string(value)) == 0;
    case 'n':
        return json_object_set_new(request, "name", json_string(value)) == 0;
    case 'm':
        return json_object_set_new(request, "mime", json_string(value)) == 0;
    default:
        return false;
    }
}


/* ---- the child ---- */

/* SIGCHLD is blocked: a child that ends is waited for, at most so long. */
static decoded_outcome_t
wait_for(pid_t pid, uint64_t wall_ms, struct rusage *ret_usage)
{
    struct timespec  limit = { (time_t) (wall_ms / 1000),
                               (long) (wall_ms % 1000) * 1000000 };
    sigset_t         set;
    bool             late;
    int              status;

    (void) sigemptyset(&set);
    (void) sigaddset(&set, SIGCHLD);
    late = sigtimedwait(&set, NULL, &limit) == -1;
    if (late) {
        (void) kill(pid, SIGKILL);
    }

    while (wait4(pid, &status, 0, ret_usage) == -1 && errno == EINTR) {
    }

    return child_outcome(status, late);
}


/* The JSON of the result; or one that says why there is none. */
static json_t *
result_read(const void *bytes, size_t size, decoded_outcome_t outcome)
{
    const char  *error = decoded_error(outcome);
    uint64_t     offset, len;
    json_t      *json = NULL;

    if (outcome == DECODED_OK && decoded_place(bytes, size, &offset, &len)) {
        json = jsonx_load(slice_make((const char *) bytes + offset, len));
    }

    if (json == NULL) {
        json = json_pack("{s:s}", "error", error == NULL ? "broken" : error);
    }

    return json;
}


/* Names are words of ours (result_attach), but the child wrote them. */
static bool
name_is_plain(const char *name)
{
    size_t  n = strlen(name);

    for (size_t i = 0; i < n; i++) {
        if (!isalnum((unsigned char) name[i]) && name[i] != '_'
            && name[i] != '-')
        {
            return false;
        }
    }

    return n > 0 && n < 64;
}


static bool
attachment_write(const char *folder, const json_t *item, const uint8_t *bytes)
{
    const decoded_header_t  *header = (const void *) bytes;
    uint64_t                 offset = (uint64_t) jsonx_int(item, "offset");
    uint64_t                 len = (uint64_t) jsonx_int(item, "bytes");
    const char              *name = jsonx_str(item, "name");
    char                     path[4096];
    FILE                    *out;
    bool                     right;

    if (!name_is_plain(name) || !decoded_inside(header, offset, len)) {
        return false;
    }

    (void) snprintf(path, sizeof(path), "%s/%s", folder, name);
    out = fopen(path, "we");
    if (out == NULL) {
        return false;
    }

    right = fwrite(bytes + offset, 1, len, out) == len;

    return (fclose(out) == 0) && right;
}


static void
attachments_write(const char *folder, const json_t *result,
    const uint8_t *bytes)
{
    const json_t  *item;
    size_t         i;

    json_array_foreach(json_object_get(result, "attachments"), i, item) {
        if (!attachment_write(folder, item, bytes)) {
            fprintf(stderr, "relevo-decode: cannot write %s/%s\n", folder,
                    jsonx_str(item, "name"));
        }
    }
}


static json_t *
usage_json(const struct rusage *usage)
{
    json_t  *object = json_object();

    (void) json_object_set_new(object, "cpu_ms", json_integer(
        (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000
        + (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1000));
    (void) json_object_set_new(object, "rss_kb",
                               json_integer(usage->ru_maxrss));

    return object;
}


static int
by_hand_print(const by_hand_t *hand, int output, decoded_outcome_t outcome,
    const struct rusage *usage)
{
    struct stat  st = { .st_size = 0 };
    void        *bytes = MAP_FAILED;
    json_t      *result;
    int          status;

    if (fstat(output, &st) == 0 && st.st_size > 0) {
        bytes = mmap(NULL, (size_t) st.st_size, PROT_READ, MAP_PRIVATE,
                     output, 0);
    }

    result = bytes == MAP_FAILED
             ? result_read(NULL, 0, outcome)
             : result_read(bytes, (size_t) st.st_size, outcome);
    if (hand->usage) {
        (void) json_object_set_new(result, "usage", usage_json(usage));
    }

    (void) json_dumpf(result, stdout,
                      hand->compact ? JSON_COMPACT
                                    : JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    (void) putchar('\n');
    (void) fflush(stdout);              /* before the next fork */

    if (hand->attachments != NULL && bytes != MAP_FAILED) {
        attachments_write(hand->attachments, result, bytes);
    }

    status = json_is_string(json_object_get(result, "error")) ? 1 : 0;
    json_decref(result);
    if (bytes != MAP_FAILED) {
        (void) munmap(bytes, (size_t) st.st_size);
    }

    return status;
}


static int
by_hand_file(const by_hand_t *hand, const char *file)
{
    const char     *slash = strrchr(file, '/');
    int             input = open(file, O_RDONLY | O_CLOEXEC);
    int             output = memfd_create("relevo-decode", MFD_CLOEXEC);
    json_t         *request = json_copy(hand->request);
    struct rusage   usage = { .ru_maxrss = 0 };
    pid_t           pid = -1;
    int             status = 2;

    if (json_object_get(request, "name") == NULL) {
        (void) json_object_set_new(request, "name",
                                   json_string(slash == NULL ? file
                                                             : slash + 1));
    }

    if (input != -1 && output != -1) {
        pid = child_start(input, output, request);
    }

    if (pid == -1) {
        fprintf(stderr, "relevo-decode: %s: %s\n", file, strerror(errno));
    } else {
        decoded_outcome_t  outcome = wait_for(pid, child_wall_ms(request),
                                              &usage);

        status = by_hand_print(hand, output, outcome, &usage);
    }

    (void) close(input);
    (void) close(output);
    json_decref(request);

    return status;
}


/* Of this process, which has loaded the models and looks into no file. */
static long
parent_rss_kb(void)
{
    long   pages = 0;
    FILE  *statm = fopen("/proc/self/statm", "re");

    if (statm != NULL) {
        if (fscanf(statm, "%*s %ld", &pages) != 1) {
            pages = 0;
        }
        (void) fclose(statm);
    }

    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}


int
by_hand(const by_hand_t *hand)
{
    long      before = parent_rss_kb();
    int       worst = 0;
    sigset_t  set;

    (void) sigemptyset(&set);
    (void) sigaddset(&set, SIGCHLD);
    (void) sigprocmask(SIG_BLOCK, &set, NULL);

    for (char **file = hand->files; *file != NULL; file++) {
        int  status = by_hand_file(hand, *file);

        worst = status > worst ? status : worst;
    }

    if (hand->usage) {
        fprintf(stderr, "{\"parent_rss_kb\":[%ld,%ld]}\n", before,
                parent_rss_kb());
    }

    return worst;
}
