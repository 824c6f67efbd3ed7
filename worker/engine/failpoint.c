/*
 * failpoint - the test build's switchboard; an empty file in release builds.
 *
 * Both variables are read once, at the first question.  A name may be listed
 * several times (kill at the 2nd, sleep at every).  A word that is not
 * understood aborts: a fault test that injects nothing would pass.
 */

#include "worker/engine/failpoint.h"

#ifdef RELEVO_FAILPOINTS

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FAILPOINT_MAX       64
#define FAILPOINT_NAME_MAX  63

typedef enum {
    FAIL_KILL9, FAIL_ABORT, FAIL_SEGV, FAIL_SLEEP, FAIL_STOP, FAIL_ERROR
} fail_action_t;

typedef struct {
    char           name[FAILPOINT_NAME_MAX + 1];
    fail_action_t  action;
    unsigned       sleep_ms;
    unsigned       at;                  /* 0: every time */
    unsigned       seen;
} failpoint_t;

static failpoint_t  points[FAILPOINT_MAX];
static unsigned     npoints;
static bool         loaded;


static void
failpoint_bad(const char *word)
{
    (void) fprintf(stderr, "RELEVO_FAILPOINTS: cannot read \"%s\", expected "
                   "name=kill9|abort|segv|sleep(ms)|stop|error@n or @*\n",
                   word);
    abort();
}


static void
failpoint_action(failpoint_t *f, const char *action, const char *word)
{
    static const struct { const char *name; fail_action_t action; }
    actions[] = {
        { "kill9", FAIL_KILL9 }, { "abort", FAIL_ABORT },
        { "segv", FAIL_SEGV },   { "stop", FAIL_STOP },
        { "error", FAIL_ERROR },
    };

    if (sscanf(action, "sleep(%u)", &f->sleep_ms) == 1) {
        f->action = FAIL_SLEEP;
        return;
    }

    for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
        if (strcmp(action, actions[i].name) == 0) {
            f->action = actions[i].action;
            return;
        }
    }

    failpoint_bad(word);
}


/* one "name=action@when"; without @when: the first time */

static void
failpoint_parse(const char *word)
{
    char          action[32] = "", when[16] = "1";
    failpoint_t  *f;

    if (npoints == FAILPOINT_MAX) {
        failpoint_bad(word);
    }

    f = &points[npoints];
    *f = (failpoint_t) { .name = "" };
    if (sscanf(word, "%63[^=]=%31[^@]@%15s", f->name, action, when) < 2) {
        failpoint_bad(word);
    }

    failpoint_action(f, action, word);

    if (strcmp(when, "*") != 0) {
        int  n = atoi(when);

        if (n <= 0) {
            failpoint_bad(word);
        }
        f->at = (unsigned) n;
    }

    npoints++;
}


static void
failpoint_load(void)
{
    const char  *env = getenv("RELEVO_FAILPOINTS");
    char        *copy, *save = NULL;

    loaded = true;
    copy = env == NULL ? NULL : strdup(env);
    if (copy == NULL) {
        return;
    }

    for (char *w = strtok_r(copy, ";", &save); w != NULL;
         w = strtok_r(NULL, ";", &save))
    {
        failpoint_parse(w);
    }

    free(copy);
}


/*
 * With RELEVO_FAILPOINTS_DIR a counted failpoint acts in one process only, and
 * leaves a file of its name with that process's id: the replacement of a child
 * that was killed counts from 0 again and would die of the same fault.
 */
static bool
failpoint_claim(const char *name)
{
    const char  *dir = getenv("RELEVO_FAILPOINTS_DIR");
    char         path[512];
    int          fd;

    if (dir == NULL) {
        return true;
    }

    (void) snprintf(path, sizeof(path), "%s/%s", dir, name);
    fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

    if (fd < 0) {
        return false;
    }

    (void) dprintf(fd, "%d\n", (int) getpid());
    (void) close(fd);

    return true;
}


static bool
failpoint_act(const failpoint_t *f)
{
    struct timespec  ts = { f->sleep_ms / 1000,
                            (long) (f->sleep_ms % 1000) * 1000000 };

    switch (f->action) {
    case FAIL_KILL9:  (void) kill(getpid(), SIGKILL); break;
    case FAIL_ABORT:  abort();
    case FAIL_SEGV:   (void) signal(SIGSEGV, SIG_DFL); (void) raise(SIGSEGV);
                      break;
    case FAIL_SLEEP:  (void) nanosleep(&ts, NULL); break;
    case FAIL_STOP:   (void) kill(getpid(), SIGSTOP); break;
    case FAIL_ERROR:  return true;
    }

    return false;
}


bool
failpoint_hit(const char *name)
{
    bool  failed = false;

    if (!loaded) {
        failpoint_load();
    }

    for (unsigned i = 0; i < npoints; i++) {
        failpoint_t  *f = &points[i];

        if (strcmp(f->name, name) != 0) {
            continue;
        }

        f->seen++;
        if (f->at == 0 || (f->seen == f->at && failpoint_claim(name))) {
            failed |= failpoint_act(f);
        }
    }

    return failed;
}


bool
failpoint_broken(const char *mode)
{
    const char  *p = getenv("RELEVO_BREAK");
    size_t       len = strlen(mode);

    while (p != NULL && *p != '\0') {
        size_t  n = strcspn(p, ",");

        if (n == len && memcmp(p, mode, n) == 0) {
            return true;
        }

        p += n + (p[n] == ',');
    }

    return false;
}


/* Unit tests set other failpoints in the middle of a run. */

void
failpoint_reload(void)
{
    npoints = 0;
    failpoint_load();
}

#else

/* ISO C wants a translation unit that is not empty */
typedef int  failpoint_none_t;

#endif
