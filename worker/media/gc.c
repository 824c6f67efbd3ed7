/*
 * gc - see gc.h.
 */

#include "worker/media/gc.h"

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
#include "worker/engine/stats.h"
#include "worker/media/files.h"

#define FIXED_ARGS  8                   /* besides --set name=value */

static bool  running;


/* Is it time?  Then the mark says now; the first mark ever only begins it. */
static bool
is_due(void)
{
    int64_t      interval = config_int("media.gc_interval");
    char         path[PATH_MAX];
    struct stat  st;
    bool         known;
    int          fd;

    if (interval == 0 || running
        || snprintf(path, sizeof(path), "%s/" GC_MARK,
                    config_str("media.spool")) >= (int) sizeof(path))
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
        log_warn("media.gc_failed", LOG_STR("error", "media.spool cannot be"
                                                     " written"));
        return false;
    }

    known = known && futimens(fd, NULL) == 0;
    (void) close(fd);

    return known;
}


static void
gc_free(uv_handle_t *handle)
{
    free(handle);
}


static void
gc_exited(uv_process_t *process, int64_t status, int signal_number)
{
    running = false;
    uv_close((uv_handle_t *) process, gc_free);

    if (status == 0 && signal_number == 0) {
        stat_add(media_gc_runs, 1);
        log_info("media.gc_done");
    } else {
        stat_add(media_gc_failed, 1);
        log_warn("media.gc_failed", LOG_INT("status", (int) status),
                 LOG_INT("signal", signal_number));
    }
}


/* relevo media gc, with the configuration that we have. */
static char **
gc_args(char *program)
{
    const char         *file;
    const char *const  *sets;
    unsigned            nsets, n = 0;
    const char        **args;

    file = config_source(&sets, &nsets);
    args = calloc(FIXED_ARGS + 2 * nsets, sizeof(char *));

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

    args[n++] = "media";
    args[n++] = "gc";

    return (char **) (uintptr_t) args;
}


void
media_gc_look(void)
{
    char                  program[PATH_MAX] = "";
    uv_stdio_container_t  stdio[3] = {
        { .flags = UV_IGNORE }, { .flags = UV_IGNORE },
        { .flags = UV_INHERIT_FD, .data = { .fd = 2 } }
    };
    uv_process_options_t  options = { .file = program, .stdio = stdio,
                                      .stdio_count = 3,
                                      .exit_cb = gc_exited };
    uv_process_t         *process;
    int                   rc;

    if (!is_due()
        || readlink("/proc/self/exe", program, sizeof(program) - 1) < 0)
    {
        return;
    }

    process = calloc(1, sizeof(uv_process_t));
    options.args = gc_args(program);

    if (process == NULL || options.args == NULL) {
        free(process);
        free(options.args);
        return;
    }

    rc = uv_spawn(loop_get(), process, &options);
    free(options.args);

    if (rc != 0) {
        stat_add(media_gc_failed, 1);
        log_warn("media.gc_failed", LOG_STR("error", uv_strerror(rc)));
        uv_close((uv_handle_t *) process, gc_free);
        return;
    }

    running = true;
}
