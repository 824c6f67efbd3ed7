/*
 * self - see self.h.
 */

#include "worker/self.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/media/files.h"

#define FIXED_ARGS  4                   /* program, --config FILE, the end */

typedef struct child_s {
    uv_process_t     process;
    void           (*done)(int status);
    struct child_s  *next;
} child_t;

static child_t  *children;              /* those that run */


bool
self_is_due(const char *mark, int64_t interval, const char *event)
{
    char         path[PATH_MAX];
    struct stat  st;
    bool         known;
    int          fd;

    if (interval == 0
        || snprintf(path, sizeof(path), "%s/%s", config_str("media.spool"),
                    mark) >= (int) sizeof(path))
    {
        return false;
    }

    known = stat(path, &st) == 0;

    if (known && ((int64_t) time(NULL) - st.st_mtim.tv_sec) * 1000 < interval)
    {
        return false;
    }

    fd = files_folder(path)
         ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) : -1;

    if (fd == -1) {
        log_warn(event, LOG_STR("error", "media.spool cannot be written"));
        return false;
    }

    known = known && futimens(fd, NULL) == 0;
    (void) close(fd);

    return known;
}


static void
child_free(uv_handle_t *handle)
{
    free(handle->data);
}


static void
child_exited(uv_process_t *process, int64_t status, int signal_number)
{
    child_t  *child = process->data, **p = &children;

    while (*p != child) {
        p = &(*p)->next;
    }

    *p = child->next;
    uv_close((uv_handle_t *) process, child_free);
    child->done(signal_number != 0 ? -1 : (int) status);
}


/* The words behind the program and the configuration that we have. */
static char **
args_make(char *program, const char *const *words)
{
    const char         *file;
    const char *const  *sets;
    unsigned            nsets, nwords = 0, n = 0;
    const char        **args;

    while (words[nwords] != NULL) {
        nwords++;
    }

    file = config_source(&sets, &nsets);
    args = calloc(FIXED_ARGS + 2 * (size_t) nsets + nwords, sizeof(char *));

    if (args == NULL) {
        return NULL;
    }

    args[n++] = program;

    if (file != NULL) {
        args[n++] = "--config";
        args[n++] = file;
    }

    for (unsigned i = 0; i < nsets; i++) {
        args[n++] = "--set";
        args[n++] = sets[i];
    }

    for (unsigned i = 0; i < nwords; i++) {
        args[n++] = words[i];
    }

    return (char **) (uintptr_t) args;
}


bool
self_run(const char *const *words, void (*done)(int status),
    const char **ret_why)
{
    char                  program[PATH_MAX] = "";
    uv_stdio_container_t  stdio[3] = {
        { .flags = UV_IGNORE }, { .flags = UV_IGNORE },
        { .flags = UV_INHERIT_FD, .data = { .fd = 2 } }
    };
    uv_process_options_t  options = { .file = program, .stdio = stdio,
                                      .stdio_count = 3,
                                      .exit_cb = child_exited };
    child_t              *child;
    int                   rc;

    *ret_why = "/proc/self/exe cannot be read";
    if (readlink("/proc/self/exe", program, sizeof(program) - 1) < 0) {
        return false;
    }

    child = calloc(1, sizeof(child_t));
    options.args = args_make(program, words);

    *ret_why = "out of memory";
    if (child == NULL || options.args == NULL) {
        free(child);
        free(options.args);
        return false;
    }

    child->process.data = child;
    child->done = done;
    rc = uv_spawn(loop_get(), &child->process, &options);
    free(options.args);

    if (rc != 0) {
        *ret_why = uv_strerror(rc);
        uv_close((uv_handle_t *) &child->process, child_free);
        return false;
    }

    child->next = children;
    children = child;

    return true;
}


void
self_stop(void)
{
    while (children != NULL) {
        child_t  *child = children;

        children = child->next;
        uv_close((uv_handle_t *) &child->process, child_free);
    }
}
