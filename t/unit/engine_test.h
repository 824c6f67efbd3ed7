/*
 * engine_test - what the engine's unit tests share: running the loop until
 * something is true, private directories, children that are ended.
 */

#ifndef RELEVO_ENGINE_TEST_H
#define RELEVO_ENGINE_TEST_H

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "t/unit/tap.h"
#include "worker/engine/config.h"
#include "worker/engine/loop.h"

#define TEST_LIMIT_MS  20000


TAP_UNUSED static void
test_tick(void *data)
{
    (void) data;                        /* wakes the loop, nothing else */
}


/* Turns the loop until cond holds; false when the limit has passed. */

#define UNTIL(cond)                                                          \
    ({                                                                       \
        uint64_t  end_ = now_fresh_ms() + TEST_LIMIT_MS;                     \
        while (!(cond) && now_fresh_ms() < end_) {                           \
            alarm_t  *tick_ = alarm_set(1000, test_tick, NULL);              \
            (void) tick_;                                                    \
            uv_run(loop_get(), UV_RUN_ONCE);                                 \
        }                                                                    \
        (bool) (cond);                                                       \
    })


TAP_UNUSED static void
test_set(const char *key, const char *value)
{
    static char         sets[32][512];
    static const char  *list[32];
    static unsigned     n;
    char                err[512];

    snprintf(sets[n], sizeof(sets[n]), "%s=%s", key, value);
    list[n] = sets[n];
    n++;

    if (!config_load(NULL, list, n, err, sizeof(err))) {
        printf("Bail out! %s\n", err);
        exit(1);
    }
}


TAP_UNUSED static const char *
test_dir(void)
{
    static char  dir[64];

    if (dir[0] == '\0') {
        strcpy(dir, "/tmp/relevo-unit-XXXXXX");
        if (mkdtemp(dir) == NULL) {
            puts("Bail out! no temporary directory");
            exit(1);
        }
    }

    return dir;
}


TAP_UNUSED static void
test_dir_remove(void)
{
    char  cmd[128];

    snprintf(cmd, sizeof(cmd), "rm -rf %s", test_dir());
    if (system(cmd) != 0) {
        diag("cannot remove %s", test_dir());
    }
}


TAP_UNUSED static void
test_stop(pid_t pid, int sig)
{
    if (pid > 0) {
        kill(pid, SIGCONT);
        kill(pid, sig);
        waitpid(pid, NULL, 0);
    }
}

#endif
