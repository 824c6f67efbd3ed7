/*
 * lock - see lock.h.
 *
 * The list was found by running tesseract, poppler and libopus under it; it is
 * the same for every handler.  newfstatat is fstat() in glibc 2.33+, and is
 * allowed in that form only; memory that is writable cannot become code.
 */

#include "decode/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "decode/decode.h"

#include "common/banned.h"

#define FILES_MAX  16

static const int  allowed[] = {
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(lseek),
    SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pwrite64),
    SCMP_SYS(ftruncate), SCMP_SYS(close), SCMP_SYS(fstat),
    SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk),
    SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
    SCMP_SYS(time), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid),
    SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack), SCMP_SYS(tgkill), SCMP_SYS(getrusage),
    SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(sysinfo),
    SCMP_SYS(uname), SCMP_SYS(exit), SCMP_SYS(exit_group),
    SCMP_SYS(restart_syscall)
};

/* Probed for by libraries: told no, and alive. */
static const struct {
    int  call;
    int  error;
} refused[] = {
    { SCMP_SYS(openat), EACCES },
    { SCMP_SYS(open), EACCES },
    { SCMP_SYS(access), EACCES },
    { SCMP_SYS(faccessat), EACCES },
    { SCMP_SYS(faccessat2), EACCES },
    { SCMP_SYS(stat), EACCES },
    { SCMP_SYS(lstat), EACCES },
    { SCMP_SYS(statx), EACCES },
    { SCMP_SYS(readlink), EACCES },
    { SCMP_SYS(readlinkat), EACCES },
    { SCMP_SYS(getcwd), EACCES },
    { SCMP_SYS(unlink), EACCES },
    { SCMP_SYS(mkdir), EACCES },
    { SCMP_SYS(memfd_create), EACCES },
    { SCMP_SYS(fadvise64), 0 },
    { SCMP_SYS(ioctl), ENOTTY },            /* isatty() */
    { SCMP_SYS(fcntl), EBADF },
    { SCMP_SYS(prctl), EPERM },
    { SCMP_SYS(prlimit64), EPERM },
    { SCMP_SYS(getrlimit), EPERM },
    { SCMP_SYS(sched_setaffinity), EPERM },
    { SCMP_SYS(set_robust_list), ENOSYS },
    { SCMP_SYS(membarrier), ENOSYS },
};

#ifdef __SANITIZE_ADDRESS__
/* what reports of sanitizers need */
static const int  more[] = {
    SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(personality)
};
#endif


static bool
filter_calls(scmp_filter_ctx filter)
{
    int  rc = 0;

    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
        rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    }

#ifdef __SANITIZE_ADDRESS__
    for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
        rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, more[i], 0);
    }
#endif

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        rc |= seccomp_rule_add(filter,
                               SCMP_ACT_ERRNO((uint16_t) refused[i].error),
                               refused[i].call, 0);
    }

    return rc == 0;
}


/* Rules by argument: no new code, and newfstatat() only as fstat(). */
static bool
filter_arguments(scmp_filter_ctx filter)
{
    int  rc = 0;

    rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                           SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    rc |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(mmap), 1,
                           SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
    rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                           SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    rc |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                           SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH,
                                   AT_EMPTY_PATH));
    rc |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES),
                           SCMP_SYS(newfstatat), 1,
                           SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0));

    return rc == 0;
}


static bool
lock_filter(void)
{
    scmp_filter_ctx  filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool             right;

    if (filter == NULL) {
        return false;
    }

    right = filter_calls(filter) && filter_arguments(filter)
            && seccomp_load(filter) == 0;
    seccomp_release(filter);

    return right;
}


/* Address space that is there already: libraries and models. */
static rlim_t
mapped_bytes(void)
{
    unsigned long  pages = 0;
    FILE          *statm = fopen("/proc/self/statm", "re");

    if (statm != NULL) {
        if (fscanf(statm, "%lu", &pages) != 1) {
            pages = 0;
        }
        (void) fclose(statm);
    }

    return (rlim_t) pages * (rlim_t) sysconf(_SC_PAGESIZE);
}


static bool
limit_set(int resource, rlim_t value)
{
    struct rlimit  r = { value, value };

    return setrlimit((__rlimit_resource_t) resource, &r) == 0;
}


bool
lock_in(uint64_t cpu_ms)
{
    rlim_t  seconds = (rlim_t) (cpu_ms + 999) / 1000;
    rlim_t  mapped = mapped_bytes();

    return limit_set(RLIMIT_CPU, seconds)
           && limit_set(RLIMIT_FSIZE, (rlim_t) limit(output))
           && limit_set(RLIMIT_NPROC, 0)
           && limit_set(RLIMIT_CORE, 0)
           && limit_set(RLIMIT_AS, mapped + (rlim_t) limit(memory))
           && limit_set(RLIMIT_NOFILE, FILES_MAX)
           && prctl(PR_SET_DUMPABLE, 0) == 0
           && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
           && lock_filter();
}
