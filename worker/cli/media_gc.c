/*
 * cli/media_gc - `relevo media gc`: what nobody names any more goes.
 *
 * Objects no row of core.media has (their rows went by retention, or a
 * process died between storing and writing), bytes without an object, uploads
 * and local copies no workflow waits for.  Young ones are left alone: their
 * row may still be on its way.  So is what has no name of ours.
 */

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "worker/channels/webchat.h"
#include "worker/cli/media.h"
#include "worker/cli/media_loop.h"
#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/jsonx.h"
#include "worker/media/files.h"

#define OLDER_HOURS  24
#define ID_LEN       36
#define NAME_BYTES   1025               /* S3 has names that are not ours */

static const char  named_sql[] = "select core.media_named(array(select "
    "jsonb_array_elements_text($1::jsonb)))";
static const char  uploads_sql[] = "select core.media_uploads()";

typedef struct {
    PGconn     *pg;
    bool        dry;
    int64_t     older_ms;
    json_int_t  objects, orphans, orphan_bytes, blobs, uploads, copies;
    bool        failed;
} gc_t;


static bool
is_old(const gc_t *g, int64_t at_ms)
{
    return at_ms + g->older_ms < (int64_t) (unix_us() / 1000);
}


/* --- objects ------------------------------------------------------------ */

static bool
begins_with_id(const char *name)
{
    static const char  form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    for (const char *f = form; *f != '\0'; f++, name++) {
        if (*f == '-' ? *name != '-'
                      : *name == '\0' || strchr("0123456789abcdef", *name)
                                         == NULL)
        {
            return false;
        }
    }

    return true;
}


/* "<tenant>/media/...": what else lies in the bucket or the folder, a backup
 * for example, is somebody's whom we do not know. */
static bool
key_is_ours(const char *key)
{
    return begins_with_id(key) && strncmp(key + ID_LEN, "/media/", 7) == 0;
}


/* A set of the names that rows have. */
static json_t *
named(gc_t *g, const json_t *items)
{
    json_t      *keys = json_array(), *list, *set = NULL, *item;
    char        *text;
    const char  *params[1];
    size_t       i;

    json_array_foreach(items, i, item) {
        json_array_append(keys, json_object_get(item, "key"));
    }

    text = json_dumps(keys, JSON_COMPACT);
    params[0] = text;
    list = cli_pg_json(g->pg, named_sql, 1, params);

    if (list != NULL) {
        set = json_object();
        json_array_foreach(list, i, item) {
            json_object_set_new(set, json_string_value(item), json_true());
        }
    }

    json_decref(list);
    json_decref(keys);
    jsonx_free(text);

    return set;
}


static void
orphan_remove(gc_t *g, const json_t *item)
{
    char  why[256];

    g->orphans++;
    g->orphan_bytes += cli_num(item, "bytes");

    if (!g->dry
        && media_loop_remove(cli_str(item, "key"), why) != RC_OK)
    {
        cli_error("%s: %s", cli_str(item, "key"), why);
        g->failed = true;
    }
}


static bool
gc_page(gc_t *g, const json_t *items)
{
    json_t  *set = named(g, items), *item;
    size_t   i;

    if (set == NULL) {
        return false;
    }

    json_array_foreach((json_t *) items, i, item) {
        g->objects++;

        if (key_is_ours(cli_str(item, "key"))
            && json_object_get(set, cli_str(item, "key")) == NULL
            && is_old(g, cli_num(item, "at_ms")))
        {
            orphan_remove(g, item);
        }
    }

    json_decref(set);

    return true;
}


static bool
gc_objects(gc_t *g)
{
    char  after[NAME_BYTES] = "";
    bool  more = true;

    while (more) {
        json_t  *page = media_loop_list("", after);
        json_t  *items = json_object_get(page, "items");
        size_t   n = json_array_size(items);

        if (page == NULL || !gc_page(g, items)) {
            json_decref(page);
            return false;
        }

        more = n > 0 && json_is_true(json_object_get(page, "more"));
        snprintf(after, sizeof(after), "%s", n == 0 ? "" :
                 cli_str(json_array_get(items, n - 1), "key"));
        json_decref(page);
    }

    return true;
}


/* --- files -------------------------------------------------------------- */

/* Removes the old files of a folder that `goes` says; how many. */
static json_int_t
folder_sweep(gc_t *g, const char *folder,
    bool (*goes)(const char *name, const struct stat *st, const void *data),
    const void *data)
{
    DIR            *d = opendir(folder);
    struct dirent  *e;
    struct stat     st;
    char            path[PATH_MAX];
    json_int_t      n = 0;

    while (d != NULL && (e = readdir(d)) != NULL) {
        if (snprintf(path, sizeof(path), "%s/%s", folder, e->d_name)
            < (int) sizeof(path) && lstat(path, &st) == 0
            && S_ISREG(st.st_mode)
            && is_old(g, (int64_t) st.st_ctim.tv_sec * 1000)
            && goes(e->d_name, &st, data))
        {
            n++;
            g->failed = g->failed || (!g->dry && unlink(path) != 0);
        }
    }

    if (d != NULL) {
        (void) closedir(d);
    }

    return n;
}


static bool
blob_goes(const char *name, const struct stat *st, const void *data)
{
    (void) name;
    (void) data;

    return st->st_nlink == 1;
}


static bool
upload_goes(const char *name, const struct stat *st, const void *data)
{
    (void) st;

    return (webchat_is_upload(name)
            && json_object_get(data, name) == NULL)
           || strncmp(name, "new.", 4) == 0;
}


/* Only what is ours by its name: "<media id>...", "verify.<pid>...",
 * "archive.<pid>...", what was on its way out ("serve.", "send."). */
static bool
copy_goes(const char *name, const struct stat *st, const void *data)
{
    (void) st;
    (void) data;

    return strncmp(name, "verify.", 7) == 0 || strncmp(name, "serve.", 6) == 0
           || strncmp(name, "send.", 5) == 0
           || strncmp(name, "archive.", 8) == 0 || begins_with_id(name);
}


static bool
fresh_goes(const char *name, const struct stat *st, const void *data)
{
    (void) st;
    (void) data;

    return strncmp(name, "new.", 4) == 0;
}


/* <dir>/<tenant>/blobs/<aa>/<sha256> and <dir>/<tenant>/blobs/new.XXXXXX */
static void
gc_blobs(gc_t *g)
{
    const char     *dir = config_str("store.dir");
    DIR            *d = opendir(dir);
    struct dirent  *e;
    char            folder[PATH_MAX];

    while (d != NULL && (e = readdir(d)) != NULL) {
        if (e->d_name[0] == '.') {
            continue;
        }

        snprintf(folder, sizeof(folder), "%s/%s/blobs", dir, e->d_name);
        g->blobs += folder_sweep(g, folder, fresh_goes, NULL);

        for (int i = 0; i < 256; i++) {
            snprintf(folder, sizeof(folder), "%s/%s/blobs/%02x", dir,
                     e->d_name, i);
            g->blobs += folder_sweep(g, folder, blob_goes, NULL);
        }
    }

    if (d != NULL) {
        (void) closedir(d);
    }
}


static bool
gc_uploads(gc_t *g)
{
    const char  *dir = config_str("webchat.uploads");
    json_t      *list, *set, *name;
    size_t       i;

    if (*dir == '\0') {
        return true;
    }

    list = cli_pg_json(g->pg, uploads_sql, 0, NULL);
    if (list == NULL) {
        return false;
    }

    set = json_object();
    json_array_foreach(list, i, name) {
        if (json_is_string(name)) {
            json_object_set_new(set, json_string_value(name), json_true());
        }
    }

    g->uploads = folder_sweep(g, dir, upload_goes, set);
    json_decref(set);
    json_decref(list);

    return true;
}


/* --- the action --------------------------------------------------------- */

static void
report(const gc_t *g, bool as_json)
{
    json_t  *all = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:b}", "objects",
        g->objects, "orphans", g->orphans, "orphan_bytes", g->orphan_bytes,
        "blobs", g->blobs, "uploads", g->uploads, "copies", g->copies,
        "removed", !g->dry);

    if (as_json) {
        cli_print_json(all);
    } else {
        printf("%lld objects; %s%lld orphans (%lld bytes), %lld blobs "
               "without an object, %lld uploads, %lld local copies\n",
               (long long) g->objects, g->dry ? "would remove " : "removed ",
               (long long) g->orphans, (long long) g->orphan_bytes,
               (long long) g->blobs, (long long) g->uploads,
               (long long) g->copies);
    }

    json_decref(all);
}


static bool
gc_run(gc_t *g)
{
    if (!gc_objects(g) || !gc_uploads(g)) {
        return false;
    }

    if (object_store() == &object_files) {
        gc_blobs(g);
    }

    g->copies = folder_sweep(g, config_str("media.spool"), copy_goes, NULL);

    return true;
}


int
media_gc(args_t *args)
{
    gc_t   g = { .dry = cli_flag(args, "--dry-run") };
    bool   as_json = cli_flag(args, "--json"), done;
    long   hours = OLDER_HOURS;

    if (!cli_int(args, "--older", 0, 24 * 365, &hours)
        || !cli_words(args, 0, 0))
    {
        return EXIT_USAGE;
    }

    g.older_ms = (int64_t) hours * 3600 * 1000;
    g.pg = cli_pg("postgres.worker");
    if (g.pg == NULL) {
        return EXIT_FAILED;
    }

    media_loop_open();
    done = gc_run(&g);
    media_loop_close();
    PQfinish(g.pg);

    if (done) {
        report(&g, as_json);
    }

    return done && !g.failed ? EXIT_OK : EXIT_FAILED;
}
