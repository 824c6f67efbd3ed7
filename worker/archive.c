/*
 * archive - see archive.h.
 *
 * The command leaves what it came to in core.health; it is read when the
 * child is gone, and counted once: a child that died has left nothing new.
 */

#include "worker/archive.h"

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/object.h"
#include "worker/owner.h"
#include "worker/self.h"

static bool     running, told;
static int      status;                 /* of the last child */
static int64_t  counted_ms;             /* the last note that was counted */

static const pg_stmt_t  noted_stmt = {
    "archive_noted", "select core.archive_noted()", 0
};


static void
count(const json_t *note)
{
    int64_t  at_ms = jsonx_int(note, "at_ms");

    stat_set(archive_going, jsonx_int(note, "going"));

    if (at_ms == counted_ms) {
        return;
    }

    counted_ms = at_ms;
    stat_add(archived, jsonx_int(note, "archived"));
    stat_add(archive_removed, jsonx_int(note, "removed"));
    stat_add(archive_failed, jsonx_int(note, "failed"));
    stat_set(archive_last_seconds, at_ms / 1000);
    log_info("archive.done", LOG_INT("archived", jsonx_int(note, "archived")),
             LOG_INT("removed", jsonx_int(note, "removed")),
             LOG_INT("put_off", jsonx_int(note, "put_off")),
             LOG_INT("failed", jsonx_int(note, "failed")));
}


static void
noted(void *data, const pg_reply_t *reply)
{
    (void) data;
    running = false;

    if (reply->rc == RC_OK) {
        json_t  *note = jsonx_load(reply->body);

        count(note);
        json_decref(note);
    }

    if (status != 0 || reply->rc != RC_OK) {
        stat_add(archive_runs_failed, 1);
        log_warn("archive.failed", LOG_INT("status", status));
    } else {
        stat_add(archive_runs, 1);
    }
}


static void
exited(int child_status)
{
    status = child_status;
    pg_submit(worker.pg_worker, &noted_stmt, NULL,
              (uint64_t) config_int("postgres.timeout"), noted, NULL);
}


bool
archive_has_store(void)
{
    return *config_str(object_store() == &object_files ? "store.dir"
                                                       : "s3.bucket") != '\0';
}


void
archive_look(void)
{
    static const char *const  words[] = { "archive", "run", NULL };

    const char  *why;

    if (!archive_has_store()) {
        if (!told && config_int("archive.interval") > 0) {
            log_warn("archive.no_store");
            told = true;
        }
        return;
    }

    if (running || !self_is_due(ARCHIVE_MARK, config_int("archive.interval"),
                                "archive.failed"))
    {
        return;
    }

    running = self_run(words, exited, &why);

    if (!running) {
        stat_add(archive_runs_failed, 1);
        log_warn("archive.failed", LOG_STR("error", why));
    }
}
