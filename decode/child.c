/*
 * child - see child.h.
 *
 * A library that runs out of memory aborts or throws: the handler of SIGABRT
 * looks whether any is left, so that "memory" is not reported as "broken".
 */

#include "decode/child.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "decode/decode.h"
#include "decode/lock.h"
#include "decode/ocr.h"
#include "decode/pace.h"
#include "decode/result.h"
#include "worker/jsonx.h"

#include "common/banned.h"

#define WALL_MS       25000
#define EXIT_MEMORY   71
#define EXIT_SETUP    72
#define EXIT_OUTPUT   73

#define ENOUGH_BYTES  (64u << 20)   /* whoever has so much left has memory */


static void
on_abort(int signal_number)
{
    void  *probe = mmap(NULL, ENOUGH_BYTES, PROT_READ,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    (void) signal_number;
    if (probe == MAP_FAILED) {
        _exit(EXIT_MEMORY);
    }
    (void) munmap(probe, ENOUGH_BYTES);         /* and abort() goes on */
}


/* Only input and output stay open; what libraries print goes nowhere. */
static bool
child_descriptors(int input, int output)
{
    int  null = open("/dev/null", O_RDWR | O_CLOEXEC);

    input = fcntl(input, F_DUPFD, 10);          /* out of the way first */
    output = fcntl(output, F_DUPFD, 10);

    if (null == -1 || input == -1 || output == -1) {
        return false;
    }

    for (int fd = 0; fd < 3; fd++) {
#ifdef __SANITIZE_ADDRESS__
        if (fd == 2) {
            continue;                           /* reports */
        }
#endif
        if (dup2(null, fd) == -1) {
            return false;
        }
    }

    return dup2(input, LOCK_INPUT) != -1 && dup2(output, LOCK_OUTPUT) != -1
           && close_range(LOCK_OUTPUT + 1, ~0u, 0) == 0;
}


static slice_t
child_map(void)
{
    struct stat  st;
    void        *bytes;

    if (fstat(LOCK_INPUT, &st) != 0 || st.st_size <= 0) {
        return SLICE_NULL;
    }

    bytes = mmap(NULL, (size_t) st.st_size, PROT_READ, MAP_PRIVATE,
                 LOCK_INPUT, 0);

    return bytes == MAP_FAILED ? SLICE_NULL
                               : slice_make(bytes, (size_t) st.st_size);
}


static const char *
child_decode(decode_input_t *in, decode_result_t *out)
{
    const decode_handler_t  *handler;

    if (in->bytes.len == 0) {
        return DECODE_BROKEN;
    }
    if ((int64_t) in->bytes.len > limit(bytes)) {
        return DECODE_TOO_LARGE;
    }

    handler = handler_find(in->mime);
    if (handler == NULL) {
        return DECODE_UNSUPPORTED;
    }

    return handler->decode(in, out);
}


/* Text of others comes first, and when memory is short the decoder goes. */
static void
child_yield(void)
{
    int  fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

    if (fd != -1) {
        (void) !write(fd, "1000", 4);
        (void) close(fd);
    }

    pace_child();
}


/* Never returns.  Locked in from the first byte of the file on. */
__attribute__((noreturn)) static void
child_run(int input, int output, const json_t *request)
{
    decode_input_t    in = { .fd = LOCK_INPUT };
    decode_result_t  *out;
    const char       *error;

    (void) prctl(PR_SET_PDEATHSIG, SIGKILL);
    child_yield();
    limits_set(json_object_get(request, "limits"));
    ocr_time(child_cpu_ms(request));
    (void) signal(SIGABRT, on_abort);

    if (!child_descriptors(input, output)
        || !lock_in(child_cpu_ms(request)))
    {
        _exit(EXIT_SETUP);
    }

    in.bytes = child_map();
    in.name = jsonx_str(request, "name");
    in.declared = jsonx_str(request, "mime");
    in.language = jsonx_str(request, "language");
    in.options = json_object_get(request, "options");
    in.mime = sniff(in.bytes, in.name);

    out = result_new(LOCK_OUTPUT, in.mime);
    if (out == NULL) {
        _exit(EXIT_MEMORY);
    }

    error = child_decode(&in, out);
    result_finish(out, error);
    _exit(result_write(out) ? 0 : EXIT_OUTPUT);
}


pid_t
child_start(int input, int output, const json_t *request)
{
    pid_t  pid = fork();

    if (pid == 0) {
        child_run(input, output, request);
    }

    return pid;
}


uint64_t
child_wall_ms(const json_t *request)
{
    int64_t  ms = jsonx_int(request, "wall_ms");

    return ms > 0 ? (uint64_t) ms : WALL_MS;
}


uint64_t
child_cpu_ms(const json_t *request)
{
    int64_t  ms = jsonx_int(request, "cpu_ms");

    return ms > 0 ? (uint64_t) ms : child_wall_ms(request);
}


decoded_outcome_t
child_outcome(int status, bool killed)
{
    if (WIFEXITED(status)) {
        switch (WEXITSTATUS(status)) {
        case 0:
            return DECODED_OK;
        case EXIT_MEMORY:
            return DECODED_MEMORY;
        case EXIT_OUTPUT:
            return DECODED_TOO_LARGE;
        default:
            return DECODED_CRASHED;
        }
    }

    switch (WTERMSIG(status)) {
    case SIGSYS:
        return DECODED_UNSAFE;
    case SIGXCPU:
        return DECODED_TIMEOUT;
    case SIGXFSZ:
        return DECODED_TOO_LARGE;
    case SIGKILL:           /* ours, the hard CPU limit, or the kernel's want
                               of memory */
        return killed ? DECODED_TIMEOUT : DECODED_MEMORY;
    default:
        return DECODED_CRASHED;
    }
}


/* ---- a file in a file ---- */

json_t *
decode_part(const decode_input_t *whole, slice_t bytes, const char *name,
    const char *declared)
{
    decode_input_t    in = *whole;
    decode_result_t  *out;
    const char       *error;
    json_t           *json;

    in.bytes = bytes;
    in.fd = -1;
    in.name = name;
    in.declared = declared;
    in.depth = whole->depth + 1;
    in.mime = bytes.len == 0 ? "application/octet-stream" : sniff(bytes, name);

    out = result_new(-1, in.mime);
    error = (int64_t) in.depth > limit(depth) ? DECODE_TOO_DEEP
                                              : child_decode(&in, out);
    result_finish(out, error);
    json = json_incref(result_json(out));

    return json;                            /* out goes with the process */
}
