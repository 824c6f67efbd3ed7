/*
 * master - `relevo worker`: forks the children and outlives them.
 *
 *   check -> fork worker.processes children -> wait for signals
 *
 * A dead child is replaced, after a delay that doubles while deaths follow
 * each other quickly.  When it died of a crash, what it was executing gets a
 * strike first; then its leases are given back, so that nobody waits for them
 * to expire; then the new one starts.
 *
 *   SIGTERM, SIGINT  drain: passed on, awaited worker.drain_timeout, then kill
 *   again            kill at once (safe: every effect is fenced)
 *   SIGHUP           ignored: restart to apply a changed configuration
 *
 * No loop, no threads, no lasting connections.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "worker/answer/answer.h"
#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/housekeeping.h"
#include "worker/media/asl.h"
#include "worker/media/role.h"
#include "worker/owner.h"
#include "worker/strikes.h"
#include "worker/sync.h"
#include "worker/worker.h"

#define CHILDREN_MAX  256
#define DELAY_MS      100               /* before the first quick restart */
#define DELAY_CAP_MS  5000
#define STEADY_MS     10000             /* a life this long was not a failure */
#define RETRY_MS      1000              /* a server is away at the start */

typedef struct {
    pid_t      pid;                     /* 0: none */
    uint64_t   born_ms;
    uint64_t   start_ms;                /* when to fork again, pid == 0 */
    unsigned   quick;                   /* deaths in a row */
    blame_t   *slot;                    /* shared page */
} child_t;

static child_t       children[CHILDREN_MAX];
static unsigned      nchildren;
static const char   *pid_file;
static sigset_t      signals;
static sigset_t      signals_before;
static bool          stopping, killed;
static uint64_t      stop_ms;

static const char  help[] =
    "usage: relevo worker [--pid FILE]\n"
    "\n"
    "Runs the worker pool: a master and worker.processes children.  Stays in\n"
    "the foreground and logs to standard error.\n"
    "\n"
    "  --pid FILE   write the master's process id there, remove it at the end\n"
    "\n"
    "signals: SIGTERM drains (what has not finished after\n"
    "worker.drain_timeout is left to the next owner), a second one kills.\n"
    "SIGHUP does nothing: restart to apply a changed configuration.\n";


static uint64_t
clock_ms(void)
{
    struct timespec  t;

    clock_gettime(CLOCK_MONOTONIC, &t);

    return (uint64_t) t.tv_sec * 1000 + (uint64_t) t.tv_nsec / 1000000;
}


/* ---- before the start ---- */

static bool
arguments_read(int argc, char **argv, int *ret_status)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            fputs(help, stdout);
            *ret_status = 0;
            return false;
        }

        if (strcmp(argv[i], "--pid") == 0 && i + 1 < argc) {
            pid_file = argv[++i];
            continue;
        }

        if (strncmp(argv[i], "--pid=", 6) == 0) {
            pid_file = argv[i] + 6;
            continue;
        }

        fprintf(stderr, "relevo worker: unknown argument %s; see --help\n",
                argv[i]);
        *ret_status = 2;
        return false;
    }

    return true;
}


/* Memory holds keys and what people wrote: no core files, no tracers. */
static void
process_harden(void)
{
    const struct rlimit  none = { 0, 0 };

    (void) setrlimit(RLIMIT_CORE, &none);       /* lowering never fails */

#ifndef RELEVO_FAILPOINTS
    prctl(PR_SET_DUMPABLE, 0);
#endif
}


static bool
pid_write(void)
{
    FILE  *f;

    if (pid_file == NULL) {
        return true;
    }

    f = fopen(pid_file, "we");

    if (f == NULL || fprintf(f, "%d\n", (int) getpid()) < 0) {
        fprintf(stderr, "relevo worker: cannot write the pid file %s: %s\n",
                pid_file, strerror(errno));

        if (f != NULL) {
            fclose(f);
        }

        return false;
    }

    return fclose(f) == 0;
}


/* Read once, before the children are forked: a missing text starts nothing. */
static bool
texts_ready(void)
{
    char  reason[ASL_ERROR_LEN] = "";

    if (worker_roles_check(reason, sizeof(reason))
        && answer_init(reason, sizeof(reason))
        && (!worker_has_role("media") || media_check(reason)))
    {
        return true;
    }

    fprintf(stderr, "relevo worker: %s\n", reason);

    return false;
}


/* Waits up to ms for a signal; 0: none came. */
static int
signal_wait(uint64_t ms)
{
    const struct timespec  t = {
        (time_t) (ms / 1000), (long) (ms % 1000) * 1000000
    };
    int                    n = sigtimedwait(&signals, NULL, &t);

    return n < 0 ? 0 : n;
}


static bool
is_end(int signum)
{
    return signum == SIGTERM || signum == SIGINT || signum == SIGQUIT;
}


/* Until the servers are there and fit; false: do not start. */
static bool
servers_await(int *ret_status)
{
    char  reason[320] = "";

    for ( ;; ) {
        switch (sync_check(reason, sizeof(reason))) {
        case SYNC_OK:
            return true;

        case SYNC_WRONG:
            fprintf(stderr, "relevo worker: %s\n", reason);
            *ret_status = 1;
            return false;

        case SYNC_AWAY:
            log_warn("master.waiting", LOG_STR("reason", &reason[0]));
        }

        if (is_end(signal_wait(RETRY_MS))) {
            *ret_status = 0;
            return false;
        }
    }
}


void
worker_signals(void)
{
    static bool  done;

    if (done) {
        return;
    }

    done = true;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGQUIT);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGCHLD);
    sigprocmask(SIG_BLOCK, &signals, &signals_before);
    signal(SIGPIPE, SIG_IGN);
}


/* ---- children ---- */

static void
child_start(child_t *c)
{
    pid_t  pid, parent = getpid();      /* it may be dead when a child asks */

    memset(c->slot, 0, sizeof(blame_t));
    fflush(NULL);
    pid = fork();

    if (pid == 0) {
        sigprocmask(SIG_SETMASK, &signals_before, NULL);
        signal(SIGHUP, SIG_IGN);
        exit(child_main(c->slot, parent));
    }

    c->born_ms = clock_ms();

    if (pid < 0) {
        log_error("master.fork_failed", LOG_STR("error", strerror(errno)));
        c->start_ms = c->born_ms + DELAY_CAP_MS;
        return;
    }

    c->pid = pid;
    log_info("master.child_started", LOG_INT("pid", pid));
}


static bool
children_init(void)
{
    nchildren = (unsigned) config_int("worker.processes");

    if (nchildren < 1 || nchildren > CHILDREN_MAX) {
        fprintf(stderr, "relevo worker: worker.processes must be 1 to %d\n",
                CHILDREN_MAX);
        return false;
    }

    for (unsigned i = 0; i < nchildren; i++) {
        children[i].slot = mmap(NULL, sizeof(blame_t), PROT_READ | PROT_WRITE,
                                MAP_SHARED | MAP_ANONYMOUS, -1, 0);

        if (children[i].slot == MAP_FAILED) {
            fprintf(stderr, "relevo worker: out of memory\n");
            return false;
        }
    }

    return true;
}


/* KILL and TERM come from outside; every other deadly signal is a crash. */
static bool
is_crash(int status)
{
    return WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL
           && WTERMSIG(status) != SIGTERM;
}


static void
child_died(child_t *c, int status)
{
    uint64_t  now = clock_ms();

    log_event(stopping ? LOG_INFO : LOG_ERROR, "master.child_died",
        (const log_field_t[]) {
            LOG_INT("pid", c->pid),
            LOG_INT("exit", WIFEXITED(status) ? WEXITSTATUS(status) : -1),
            LOG_INT("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0),
            LOG_INT("lived_ms", now - c->born_ms), LOG_END });

    if (is_crash(status)) {
        strikes_add(c->slot);
        (void) strikes_write(now, true);    /* before anyone reads it again */
    }

    if (c->slot->worker[0] != '\0'
        && !(WIFEXITED(status) && WEXITSTATUS(status) == 0))
    {
        c->slot->worker[sizeof(c->slot->worker) - 1] = '\0';
        (void) sync_release(c->slot->worker);
    }

    c->pid = 0;
    c->quick = now - c->born_ms < STEADY_MS ? c->quick + 1 : 0;
    c->start_ms = now;

    if (c->quick > 0) {
        unsigned  shift = c->quick > 7 ? 6 : c->quick - 1;
        uint64_t  delay = (uint64_t) DELAY_MS << shift;

        c->start_ms += delay < DELAY_CAP_MS ? delay : DELAY_CAP_MS;
    }
}


static void
children_reap(void)
{
    int    status;
    pid_t  pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (unsigned i = 0; i < nchildren; i++) {
            if (children[i].pid == pid) {
                child_died(&children[i], status);
            }
        }
    }
}


static unsigned
children_signal(int signum)
{
    unsigned  n = 0;

    for (unsigned i = 0; i < nchildren; i++) {
        if (children[i].pid > 0) {
            n++;

            if (signum != 0) {
                kill(children[i].pid, signum);
            }
        }
    }

    return n;
}


/* Forks what is due; returns how long nothing is. */
static uint64_t
children_fork(void)
{
    uint64_t  now = clock_ms(), wait = 60000;

    for (unsigned i = 0; i < nchildren && !stopping; i++) {
        child_t  *c = &children[i];

        if (c->pid > 0) {
            continue;
        }

        if (c->start_ms <= now) {
            child_start(c);

        } else if (c->start_ms - now < wait) {
            wait = c->start_ms - now;
        }
    }

    return wait;
}


/* ---- the end ---- */

static void
stop_kill(const char *why)
{
    if (!killed) {
        log_warn("master.killing", LOG_STR("why", why));
        killed = true;
        children_signal(SIGKILL);
    }
}


static void
stop_begin(int signum)
{
    if (stopping) {
        stop_kill("second signal");
        return;
    }

    log_info("master.stopping", LOG_INT("signal", signum));
    stopping = true;
    stop_ms = clock_ms();
    children_signal(SIGTERM);
}


static uint64_t
stop_wait(void)
{
    uint64_t  grace = (uint64_t) config_int("worker.drain_timeout");
    uint64_t  spent = clock_ms() - stop_ms;

    if (spent >= grace) {
        stop_kill("drain timeout");
        return 1000;
    }

    return grace - spent;
}


static void
master_run(void)
{
    uint64_t  wait = children_fork(), strikes;
    int       signum;

    while (!stopping || children_signal(0) > 0) {
        strikes = strikes_write(clock_ms(), false);
        wait = strikes < wait ? strikes : wait;
        signum = signal_wait(stopping ? stop_wait() : wait);

        if (is_end(signum)) {
            stop_begin(signum);
        }

        children_reap();
        wait = children_fork();
    }

    (void) strikes_write(clock_ms(), true);
}


int
worker_main(int argc, char **argv)
{
    int  status = 0;

    if (!arguments_read(argc, argv, &status)) {
        return status;
    }

    log_init("worker");
    process_harden();
    worker_signals();

    if (!texts_ready() || !children_init() || !pid_write()) {
        return 1;
    }

    if (servers_await(&status)) {
        log_info("master.started", LOG_INT("processes", nchildren));
        master_run();
        log_info("master.stopped");
    }

    if (pid_file != NULL) {
        (void) unlink(pid_file);
    }

    return status;
}
