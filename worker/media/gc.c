/*
 * gc - see gc.h.
 */

#include "worker/media/gc.h"

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/self.h"

static bool  running;


static void
gc_exited(int status)
{
    running = false;

    if (status == 0) {
        stat_add(media_gc_runs, 1);
        log_info("media.gc_done");
    } else {
        stat_add(media_gc_failed, 1);
        log_warn("media.gc_failed", LOG_INT("status", status));
    }
}


void
media_gc_look(void)
{
    static const char *const  words[] = { "media", "gc", NULL };

    const char  *why;

    if (running || !self_is_due(GC_MARK, config_int("media.gc_interval"),
                                "media.gc_failed"))
    {
        return;
    }

    running = self_run(words, gc_exited, &why);

    if (!running) {
        stat_add(media_gc_failed, 1);
        log_warn("media.gc_failed", LOG_STR("error", why));
    }
}
