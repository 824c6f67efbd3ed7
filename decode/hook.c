/*
 * hook - a handler of test builds that does what a taken-over decoder would
 * do: "RELEVO-HOOK open", "... socket", "... memory".  t/70_decode.t
 */

#include "decode/handlers.h"

#ifdef RELEVO_FAILPOINTS

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#define MARK  "RELEVO-HOOK "


/* What it was told, for the test to compare. */
static const char *
say(decode_result_t *out, const char *what, bool refused)
{
    result_fact(out, what, json_string(refused ? "refused" : "ALLOWED"));

    return NULL;
}


static const char *
hook_open(decode_result_t *out)
{
    (void) say(out, "passwd", open("/etc/passwd", O_RDONLY) == -1
                              && errno == EACCES);
    (void) say(out, "write", open("/tmp/relevo-hook", O_WRONLY | O_CREAT, 0600)
                             == -1 && errno == EACCES);
    (void) say(out, "proc", access("/proc/self/maps", R_OK) == -1);
    (void) say(out, "others", fcntl(5, F_GETFD) == -1);

    return say(out, "code", mmap(NULL, 4096, PROT_READ | PROT_EXEC,
                                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                            == MAP_FAILED);
}


static const char *
hook_socket(decode_result_t *out)
{
    return say(out, "socket", socket(AF_INET, SOCK_STREAM, 0) == -1);
}


static const char *
hook_fork(decode_result_t *out)
{
    return say(out, "fork", fork() == -1);
}


static const char *
hook_exec(decode_result_t *out)
{
    return say(out, "exec", execl("/bin/true", "true", NULL) == -1);
}


static const char *
hook_kill(decode_result_t *out)
{
    return say(out, "kill", kill(getpid() - 1, SIGKILL) == -1);
}


static const char *
hook_ptrace(decode_result_t *out)
{
    return say(out, "ptrace", ptrace(PTRACE_TRACEME, 0, 0, 0) == -1);
}


/* As libraries do it: what cannot be allocated aborts. */
static const char *
hook_memory(decode_result_t *out)
{
    for (size_t i = 0; i < 128; i++) {
        char  *block = malloc(16u << 20);

        if (block == NULL) {
            abort();
        }
        for (size_t at = 0; at < 16u << 20; at += 4096) {
            ((volatile char *) block)[at] = (char) i;
        }
    }

    return say(out, "memory", false);
}


static const char *
hook_loop(decode_result_t *out)
{
    for (volatile unsigned i = 0; ; i++) {
        if (getpid() == -1) {
            return say(out, "loop", false);
        }
    }
}


static const char *
hook_wait(decode_result_t *out)
{
    (void) raise(SIGSTOP);

    return say(out, "wait", false);
}


static const char *
hook_crash(decode_result_t *out)
{
    (void) out;
    (void) signal(SIGSEGV, SIG_DFL);
    (void) raise(SIGSEGV);

    return DECODE_BROKEN;
}


static const char *
hook_abort(decode_result_t *out)
{
    (void) out;
    abort();
}


static const char *
hook_output(decode_result_t *out)
{
    static char  block[1 << 20];

    while (result_attach(out, "block", "x/y",
                         slice_make(block, sizeof(block))))
    {
    }

    return say(out, "output", true);
}


/* Past the functions that count. */
static const char *
hook_flood(decode_result_t *out)
{
    static char  block[1 << 20];

    while (write(4, block, sizeof(block)) > 0) {
    }

    return say(out, "flood", false);
}


static const struct {
    const char  *name;
    const char *(*run)(decode_result_t *out);
} hooks[] = {
    { "open", hook_open }, { "socket", hook_socket }, { "fork", hook_fork },
    { "exec", hook_exec }, { "kill", hook_kill }, { "ptrace", hook_ptrace },
    { "memory", hook_memory }, { "loop", hook_loop }, { "wait", hook_wait },
    { "crash", hook_crash }, { "abort", hook_abort },
    { "output", hook_output }, { "flood", hook_flood },
};


static const char *
hook_decode(const decode_input_t *in, decode_result_t *out)
{
    const char  *word = (const char *) in->bytes.data + strlen(MARK);
    size_t       len = in->bytes.len - strlen(MARK);

    for (size_t i = 0; i < sizeof(hooks) / sizeof(hooks[0]); i++) {
        if (len == strlen(hooks[i].name)
            && memcmp(hooks[i].name, word, len) == 0)
        {
            return hooks[i].run(out);
        }
    }

    return DECODE_UNSUPPORTED;
}


static const char *const  types[] = { "x-relevo/hook", NULL };

const decode_handler_t  hook_handler = {
    .name = "hook",
    .types = types,
    .decode = hook_decode
};

#endif
