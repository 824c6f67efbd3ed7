/*
 * object_files - the store that is a folder (store.dir).
 *
 *   <dir>/<key>                              an object
 *   <dir>/<tenant>/blobs/<aa>/<sha256>       its bytes, by their digest
 *   <dir>/<tenant>/blobs/new.XXXXXX          on the way in
 *
 * An object is a second name (hard link) of its blob, so the same picture
 * sent a hundred times to one tenant is kept once.  What is not to be shared
 * (sealed files are never alike) has its own name only.  Written beside its
 * place, synced, linked, folder synced: after a power loss an object is whole
 * or not there.  Everything blocks, so everything runs in a thread.
 */

#include "worker/media/object.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/failpoint.h"
#include "worker/engine/work.h"
#include "worker/media/files.h"

typedef enum { DO_PUT, DO_GET, DO_HEAD, DO_REMOVE, DO_LIST } verb_t;

typedef struct {
    char      key[OBJECT_KEY_MAX + 1];
    uint64_t  bytes;
    int64_t   at_ms;
} item_t;

typedef struct {
    verb_t    verb;
    char      dir[PATH_MAX];
    char      key[OBJECT_KEY_MAX + 1];
    char      path[PATH_MAX];           /* the local file */
    char      sha256[SPOOL_HEX_LEN + 1];        /* "": not shared */
    char      after[OBJECT_KEY_MAX + 1];
    uint64_t  bytes;
    item_t   *items;
    unsigned  n;
    bool      more;
} files_t;


static const char *
reason(int error)
{
    return error == ENOSPC || error == EDQUOT ? OBJECT_FULL
           : error == ENOENT ? OBJECT_MISSING
           : error == EACCES || error == EPERM || error == EROFS
             ? "object: the folder is not writable"
             : "object: the folder cannot be used";
}


static rc_t
failed(const char **ret_error)
{
    *ret_error = reason(errno);

    return strcmp(*ret_error, OBJECT_MISSING) == 0 ? RC_REJECT : RC_RETRY;
}


static bool
name_of(const files_t *f, const char *key, char ret_name[PATH_MAX])
{
    return snprintf(ret_name, PATH_MAX, "%s/%s", f->dir, key) < PATH_MAX;
}


/* "<tenant>/blobs/<aa>/<sha256>" of the tenant the key begins with. */
static bool
blob_of(const files_t *f, const char *sha256, char ret_name[PATH_MAX])
{
    return snprintf(ret_name, PATH_MAX, "%s/%.*s/blobs/%.2s/%s", f->dir,
                    (int) strcspn(f->key, "/"), f->key, sha256, sha256)
           < PATH_MAX;
}


/* --- put ---------------------------------------------------------------- */

/* One more name, its folder made and synced; one that is there is fine. */
static bool
name_add(const char *from, const char *to)
{
    if (FAILPOINT("object.many_links")) {
        errno = EMLINK;
        return false;
    }

    return files_folder(to)
           && (link(from, to) == 0 || errno == EEXIST)
           && files_sync_folder(to);
}


static bool
put_new(const files_t *f, const char *name, const char *blob)
{
    char  fresh[PATH_MAX];
    bool  done;
    int   error;

    if (snprintf(fresh, sizeof(fresh), "%s/%.*s/blobs/new.XXXXXX", f->dir,
                 (int) strcspn(f->key, "/"), f->key)
        >= (int) sizeof(fresh) || !files_folder(fresh)
        || !files_copy(f->path, fresh, true))
    {
        return false;
    }

    done = !FAILPOINT("object.before_link")
           && (*blob == '\0' || name_add(fresh, blob))
           && name_add(*blob == '\0' ? fresh : blob, name);
    error = errno;
    (void) unlink(fresh);
    errno = error;

    return done;
}


static rc_t
put_run(files_t *f, const char **ret_error)
{
    char  name[PATH_MAX], blob[PATH_MAX] = "";

    if (!name_of(f, f->key, name)
        || (*f->sha256 != '\0' && !blob_of(f, f->sha256, blob)))
    {
        errno = ENAMETOOLONG;
        return failed(ret_error);
    }

    if (*blob != '\0' && access(blob, F_OK) == 0) {
        if (name_add(blob, name)) {
            return RC_OK;
        }

        /* a file system has an end to the names of one file, ext4 at 65,000:
         * what is sent as often is kept twice */

        if (errno == EMLINK) {
            *blob = '\0';
        }
    }

    return put_new(f, name, blob) ? RC_OK : failed(ret_error);
}


/* --- get, head, remove -------------------------------------------------- */

static rc_t
get_run(files_t *f, const char **ret_error)
{
    char  name[PATH_MAX], part[PATH_MAX];

    if (!name_of(f, f->key, name)
        || snprintf(part, sizeof(part), "%s.part.XXXXXX", f->path)
           >= (int) sizeof(part)
        || !files_folder(part) || !files_copy(name, part, false))
    {
        return failed(ret_error);
    }

    if (rename(part, f->path) != 0) {
        rc_t  rc = failed(ret_error);

        (void) unlink(part);
        return rc;
    }

    return RC_OK;
}


static rc_t
head_run(files_t *f, const char **ret_error)
{
    char         name[PATH_MAX];
    struct stat  st;

    if (!name_of(f, f->key, name) || stat(name, &st) != 0) {
        return failed(ret_error);
    }

    f->bytes = (uint64_t) st.st_size;

    return RC_OK;
}


/* The last name takes the blob with it. */
static rc_t
remove_run(files_t *f, const char **ret_error)
{
    char         name[PATH_MAX], blob[PATH_MAX];
    char         digest[SPOOL_HEX_LEN + 1];
    struct stat  st;

    if (!name_of(f, f->key, name)) {
        return failed(ret_error);
    }

    if (stat(name, &st) != 0) {
        return errno == ENOENT ? RC_OK : failed(ret_error);
    }

    if (st.st_nlink == 2 && files_digest(name, digest)
        && blob_of(f, digest, blob))
    {
        (void) unlink(blob);
    }

    return unlink(name) == 0 || errno == ENOENT ? RC_OK : failed(ret_error);
}


/* --- list --------------------------------------------------------------- */

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}


static int
not_hidden(const struct dirent *e)
{
    return e->d_name[0] != '.' && strcmp(e->d_name, "blobs") != 0;
}


static void list_folder(files_t *f, const char *key, size_t depth);


static void
list_entry(files_t *f, const char *key, size_t depth)
{
    char         name[PATH_MAX];
    struct stat  st;
    item_t      *item;

    if (!name_of(f, key, name) || lstat(name, &st) != 0) {
        return;                         /* gone meanwhile */
    }

    if (S_ISDIR(st.st_mode)) {
        list_folder(f, key, depth + 1);
        return;
    }

    /* f->key is the prefix */

    if (!S_ISREG(st.st_mode) || strncmp(key, f->key, strlen(f->key)) != 0
        || strcmp(key, f->after) <= 0)
    {
        return;
    }

    if (f->n == OBJECT_LIST_MAX) {
        f->more = true;
        return;
    }

    item = &f->items[f->n++];
    memcpy(item->key, key, strlen(key) + 1);
    item->bytes = (uint64_t) st.st_size;

    /* since when it has its newest name: its bytes may be older, and a name
     * that was added today is young for who looks for orphans */

    item->at_ms = (int64_t) st.st_ctim.tv_sec * 1000;
}


/* Can something below a folder be wanted: prefix, and behind `after`? */
static bool
may_hold(const files_t *f, const char *key)
{
    size_t  len = strlen(key), prefix = strlen(f->key);

    if (strncmp(key, f->key, len < prefix ? len : prefix) != 0) {
        return false;
    }

    return strncmp(key, f->after, len) >= 0;
}


static void
list_folder(files_t *f, const char *key, size_t depth)
{
    char             name[PATH_MAX], below[OBJECT_KEY_MAX + 1];
    struct dirent  **list = NULL;
    int              n;

    if (depth > 16 || f->more || !name_of(f, key, name)
        || !may_hold(f, key))
    {
        return;
    }

    n = scandir(name, &list, not_hidden, by_bytes);

    for (int i = 0; i < n; i++) {
        if (!f->more
            && snprintf(below, sizeof(below), "%s%s%s", key,
                        *key != '\0' ? "/" : "", list[i]->d_name)
               < (int) sizeof(below))
        {
            list_entry(f, below, depth);
        }

        free(list[i]);
    }

    free(list);
}


static rc_t
list_run(files_t *f, const char **ret_error)
{
    f->items = calloc(OBJECT_LIST_MAX, sizeof(item_t));
    if (f->items == NULL) {
        *ret_error = "object: out of memory";
        return RC_RETRY;
    }

    list_folder(f, "", 0);

    return RC_OK;
}


/* --- the work ----------------------------------------------------------- */

static rc_t
files_run(void *data, const char **ret_error)
{
    static rc_t  (*const verbs[])(files_t *f, const char **ret_error) = {
        put_run, get_run, head_run, remove_run, list_run
    };
    files_t  *f = data;

    return verbs[f->verb](f, ret_error);
}


static void
files_free(void *data)
{
    files_t  *f = data;

    free(f->items);
    free(f);
}


static void
begin(job_t *j, object_t *o, const files_t *what)
{
    files_t  *f = malloc(sizeof(files_t));

    if (f == NULL) {
        object_refused(j, o, "object: out of memory");
        return;
    }

    *f = *what;
    snprintf(f->dir, sizeof(f->dir), "%s", config_str("store.dir"));
    o->own = f;
    o->op = work_call(j, files_run, f, files_free);
}


static void
files_put(job_t *j, object_t *o, const object_put_t *put)
{
    files_t  f = { .verb = DO_PUT };

    snprintf(f.key, sizeof(f.key), "%s", put->key);
    snprintf(f.path, sizeof(f.path), "%s", put->path);
    snprintf(f.sha256, sizeof(f.sha256), "%s", put->shared ? put->sha256
                                                           : "");
    begin(j, o, &f);
}


static void
files_get(job_t *j, object_t *o, const char *key, const char *path)
{
    files_t  f = { .verb = DO_GET };

    snprintf(f.key, sizeof(f.key), "%s", key);
    snprintf(f.path, sizeof(f.path), "%s", path);
    begin(j, o, &f);
}


static void
files_head(job_t *j, object_t *o, const char *key)
{
    files_t  f = { .verb = DO_HEAD };

    snprintf(f.key, sizeof(f.key), "%s", key);
    begin(j, o, &f);
}


static void
files_remove(job_t *j, object_t *o, const char *key)
{
    files_t  f = { .verb = DO_REMOVE };

    snprintf(f.key, sizeof(f.key), "%s", key);
    begin(j, o, &f);
}


static void
files_list(job_t *j, object_t *o, const char *prefix, const char *after)
{
    files_t  f = { .verb = DO_LIST };

    snprintf(f.key, sizeof(f.key), "%s", prefix);
    snprintf(f.after, sizeof(f.after), "%s", after);
    begin(j, o, &f);
}


static json_t *
items_json(const files_t *f)
{
    json_t  *items = json_array();

    for (unsigned i = 0; i < f->n; i++) {
        json_array_append_new(items, json_pack("{s:s, s:I, s:I}",
            "key", f->items[i].key, "bytes", (json_int_t) f->items[i].bytes,
            "at_ms", (json_int_t) f->items[i].at_ms));
    }

    return json_pack("{s:o, s:b}", "items", items, "more", f->more);
}


static rc_t
files_settled(job_t *j, object_t *o)
{
    const files_t  *f = o->own;

    o->error = o->op->error;

    if (o->op->rc != RC_OK || f == NULL) {
        return o->op->rc;
    }

    if (f->verb == DO_HEAD) {
        o->answer = pool_json(j->pool, json_pack("{s:I}", "bytes",
                                                 (json_int_t) f->bytes));
    } else if (f->verb == DO_LIST) {
        o->answer = pool_json(j->pool, items_json(f));
    }

    return RC_OK;
}


const object_store_t  object_files = {
    .name = "file",
    .put = files_put,
    .get = files_get,
    .head = files_head,
    .remove = files_remove,
    .list = files_list,
    .settled = files_settled,
};
