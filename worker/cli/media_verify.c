/*
 * cli/media_verify - `relevo media verify`: is every stored file there, and
 * what it was?
 */

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "worker/cli/media.h"
#include "worker/cli/media_loop.h"
#include "worker/engine/config.h"
#include "worker/media/files.h"

#define PAGE  500

static const char  stored_sql[] = "select core.media_stored($1::uuid, 500)";

typedef struct {
    bool        quick;
    json_t     *bad;                    /* what is wrong, row by row */
    json_int_t  seen, missing, changed, unread;
} verify_t;

static void
complain(verify_t *v, const json_t *row, const char *key, const char *what)
{
    json_array_append_new(v->bad, json_pack("{s:s, s:s, s:s}", "media",
                          cli_str(row, "id"), "object", key, "problem",
                          what));
}


/* Its bytes, opened when they are sealed, against the row's digest. */
static void
read_back(verify_t *v, const json_t *row, const char *key)
{
    char  path[PATH_MAX], why[256], digest[SPOOL_HEX_LEN + 1];
    bool  missing;
    rc_t  rc;

    snprintf(path, sizeof(path), "%s/verify.%d", config_str("media.spool"),
             (int) getpid());
    rc = media_loop_get(key, path, &missing, why);

    if (missing) {
        v->missing++;
        complain(v, row, key, "missing");

    } else if (rc == RC_REJECT) {
        v->changed++;
        complain(v, row, key, "changed");

    } else if (rc != RC_OK) {
        v->unread++;
        complain(v, row, key, why);

    } else if (!files_digest(path, digest)
               || strcmp(digest, cli_str(row, "sha256")) != 0)
    {
        v->changed++;
        complain(v, row, key, "changed");
    }

    (void) unlink(path);
}


static void
look(verify_t *v, const json_t *row, const char *key)
{
    char      why[256];
    uint64_t  bytes;
    rc_t      rc = media_loop_head(key, &bytes, why);

    if (rc == RC_REJECT) {
        v->missing++;
        complain(v, row, key, "missing");

    } else if (rc != RC_OK) {
        v->unread++;
        complain(v, row, key, why);
    }
}


static void
verify_row(verify_t *v, const json_t *row)
{
    const char  *thumb = cli_str(row, "thumb");

    v->seen++;

    if (v->quick) {
        look(v, row, cli_str(row, "object"));
    } else {
        read_back(v, row, cli_str(row, "object"));
    }

    if (*thumb != '\0') {
        look(v, row, thumb);
    }
}


static bool
verify_all(verify_t *v, PGconn *pg)
{
    char    after[37] = "";
    size_t  n = PAGE, i;

    while (n == PAGE) {
        const char  *params[] = { *after != '\0' ? after : NULL };
        json_t      *rows = cli_pg_json(pg, stored_sql, 1, params), *row;

        if (rows == NULL) {
            return false;
        }

        json_array_foreach(rows, i, row) {
            verify_row(v, row);
            snprintf(after, sizeof(after), "%s", cli_str(row, "id"));
        }

        n = json_array_size(rows);
        json_decref(rows);
    }

    return true;
}


static void
report(const verify_t *v, bool as_json)
{
    size_t   i;
    json_t  *bad, *all;

    if (as_json) {
        all = json_pack("{s:I, s:I, s:I, s:I, s:O}", "files", v->seen,
                        "missing", v->missing, "changed", v->changed,
                        "unread", v->unread, "bad", v->bad);
        cli_print_json(all);
        json_decref(all);
        return;
    }

    json_array_foreach(v->bad, i, bad) {
        printf("%s  %s: %s\n", cli_str(bad, "media"), cli_str(bad, "object"),
               cli_str(bad, "problem"));
    }

    printf("%lld files, %lld missing, %lld changed, %lld could not be read\n",
           (long long) v->seen, (long long) v->missing,
           (long long) v->changed, (long long) v->unread);
}


int
media_verify(args_t *args)
{
    verify_t  v = { .quick = cli_flag(args, "--quick") };
    bool      as_json = cli_flag(args, "--json"), done;
    PGconn   *pg;

    if (!cli_words(args, 0, 0)) {
        return EXIT_USAGE;
    }

    pg = cli_pg("postgres.worker");
    if (pg == NULL) {
        return EXIT_FAILED;
    }

    v.bad = json_array();
    media_loop_open();
    done = verify_all(&v, pg);
    media_loop_close();
    PQfinish(pg);

    if (done) {
        report(&v, as_json);
    }

    done = done && json_array_size(v.bad) == 0;
    json_decref(v.bad);

    return done ? EXIT_OK : EXIT_FAILED;
}
