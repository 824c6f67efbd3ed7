/*
 * cli/doctor_archive - `relevo doctor`: do old conversations leave, as
 * retention.archive_days says?
 */

#include "worker/archive.h"
#include "worker/cli/doctor.h"
#include "worker/engine/config.h"

static const char  noted_sql[] = "select core.archive_noted()";


void
check_archive(PGconn *pg)
{
    json_t  *note;

    if (config_int("retention.archive_days") > 0 && !archive_has_store()) {
        finding(false, "archive: there is no object store (store.dir, or"
                " s3.bucket): conversations of more than"
                " retention.archive_days stay in the database; set one, or"
                " retention.archive_days = 0");
        return;
    }

    note = cli_pg_json(pg, noted_sql, 0, NULL);

    if (cli_num(note, "failed") > 0) {
        finding(false, "archive: at %s %lld conversations or objects failed:"
                " %s; they are in the database, and tried again",
                cli_str(note, "at"), (long long) cli_num(note, "failed"),
                cli_str(note, "error"));
    }

    json_decref(note);
}
