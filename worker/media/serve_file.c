/*
 * serve_file - what a link opens: asked of the database, brought from the
 * object store, opened when it is sealed; then the head of the answer.
 *
 * The local copy has no name any more when its first byte goes out.  Only
 * what browsers show without running anything is shown; the rest is saved.
 */

#include "worker/media/serve_own.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/object.h"
#include "worker/media/store.h"
#include "worker/owner.h"

#define OPEN_MS   5000
#define NO_LINK   "link"
#define NAME_MAX_LEN  200               /* bytes of a file's name, escaped */

typedef struct {
    op_t        *op;
    json_t      *what;                  /* core.file_open's; pool-owned */
    const char  *path;                  /* of the local copy */
    object_t    *object;
    seal_job_t  *seal;
} find_t;

static const pg_stmt_t  open_stmt = {
    "file_open", "select core.file_open($1)", 1
};

/* Shown in the browser; exact, or a beginning that ends with a slash. */
static const char *const  shown[] = {
    "image/jpeg", "image/png", "image/webp", "image/gif", "audio/",
    "video/mp4", "video/webm", "video/3gpp", "video/quicktime"
};


/* ---- the job ---- */

static find_t *
find_of(const job_t *j)
{
    return ((const conn_t *) j->data)->found;
}


static rc_t
link_start(job_t *j)
{
    static unsigned  serial;

    conn_t           *c = j->data;
    find_t           *f = pool_alloc_always(j->pool, sizeof(find_t));
    const pg_param_t  params[] = { PG_TEXT(c->link) };

    c->found = f;

    f->path = pool_printf(j->pool, "%s/serve.%d.%u", config_str("media.spool"),
                          (int) getpid(), serial++);
    f->op = pg_call(j, worker.pg_worker, &open_stmt, params);

    return RC_AGAIN;
}


static rc_t
link_finish(job_t *j)
{
    find_t  *f = find_of(j);

    if (f->op->rc != RC_OK) {
        return job_fail(j, RC_RETRY, "%s", f->op->error);
    }

    f->what = f->op->is_null ? NULL
              : pool_json(j->pool, jsonx_load(f->op->body));

    return f->what != NULL ? RC_OK : job_fail(j, RC_REJECT, NO_LINK);
}


static rc_t
get_start(job_t *j)
{
    find_t  *f = find_of(j);

    f->object = object_get(j, jsonx_str(f->what, "object"), f->path);

    return RC_AGAIN;
}


static rc_t
get_finish(job_t *j)
{
    find_t  *f = find_of(j);
    rc_t     rc = object_settled(j, f->object);

    return rc == RC_OK ? RC_OK : job_fail(j, rc, "%s", f->object->error);
}


static rc_t
open_start(job_t *j)
{
    find_t  *f = find_of(j);

    if (!seal_is_on()) {
        return RC_DECLINED;
    }

    f->op = unseal_begin(j, jsonx_str(f->what, "object"), f->path, &f->seal);

    return RC_AGAIN;
}


static rc_t
open_finish(job_t *j)
{
    const find_t  *f = find_of(j);

    return f->op->rc == RC_OK ? RC_OK
           : job_fail(j, f->op->rc, "%s", f->op->error);
}


static const phase_t  find_phases[] = {
    { "files_link", link_start, link_finish, OPEN_MS },
    { "files_get",  get_start,  get_finish,  LOCAL_MS },
    { "files_open", open_start, open_finish, LOCAL_MS },
    { NULL, NULL, NULL, 0 }
};


/* ---- the answer ---- */

static bool
is_shown(const char *mime)
{
    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
        size_t  n = strlen(shown[i]);

        if (shown[i][n - 1] == '/' ? strncmp(mime, shown[i], n) == 0
                                   : strcmp(mime, shown[i]) == 0)
        {
            return true;
        }
    }

    return false;
}


/* A type that is one, or the one that says nothing. */
static const char *
mime_of(const find_t *f)
{
    const char  *mime = jsonx_str(f->what, "mime");
    size_t       n = strspn(mime, "abcdefghijklmnopqrstuvwxyz0123456789/+.-");

    return n > 0 && mime[n] == '\0' && n < 128 && strchr(mime, '/') != NULL
           ? mime : "application/octet-stream";
}


/* RFC 8187: everything but letters and digits as %XX. */
static void
name_escape(const char *name, char *to, size_t size)
{
    size_t  n = 0;

    for ( ; *name != '\0' && n + 4 < size; name++) {
        unsigned char  ch = (unsigned char) *name;

        if ((ch | 0x20) >= 'a' && (ch | 0x20) <= 'z') {
            to[n++] = (char) ch;
        } else if ((ch >= '0' && ch <= '9') || ch == '.' || ch == '-') {
            to[n++] = (char) ch;
        } else {
            n += (size_t) snprintf(to + n, size - n, "%%%02X", ch);
        }
    }

    to[n] = '\0';
}


static void
head_write(conn_t *c, const find_t *f)
{
    const char  *mime = mime_of(f), *name = jsonx_str(f->what, "name");
    bool         open = jsonx_true(f->what, "open");
    char         escaped[NAME_MAX_LEN * 3 + 8], plain[64];

    (void) snprintf(plain, sizeof(plain), "file.%s", object_extension(mime));
    name_escape(*name != '\0' ? name : plain, escaped, sizeof(escaped));

    c->len = (size_t) snprintf(c->head, sizeof(c->head),
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %llu\r\n"
        "Content-Disposition: %s; filename=\"%s\"; filename*=UTF-8''%s\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Content-Security-Policy: default-src 'none'; img-src 'self';"
        " media-src 'self'; style-src 'unsafe-inline'; sandbox\r\n"
        "Cross-Origin-Resource-Policy: %s\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "Cache-Control: private, max-age=%lld\r\n"
        "Connection: close\r\n\r\n", mime, (unsigned long long) c->left,
        is_shown(mime) ? "inline" : "attachment", plain, escaped,
        open ? "cross-origin" : "same-origin",
        (long long) jsonx_int(f->what, "left_s"));
}


static void
found(conn_t *c, const find_t *f)
{
    struct stat  st;

    c->fd = open(f->path, O_RDONLY | O_CLOEXEC);

    if (c->fd == -1 || fstat(c->fd, &st) != 0) {
        log_warn("files.not_served", LOG_STR("error", "no local copy"));
        conn_refuse(c, 503, "Service Unavailable");
        return;
    }

    c->left = (uint64_t) st.st_size;
    head_write(c, f);
    conn_answer(c);
}


static void
not_found(conn_t *c, rc_t rc, const char *reason)
{
    if (reason != NULL && strcmp(reason, NO_LINK) == 0) {
        stat_add(files_refused, 1);

    } else {
        stat_add(files_failed, 1);
        log_warn("files.not_served", LOG_STR("error", reason));
    }

    if (rc == RC_RETRY) {
        conn_refuse(c, 503, "Service Unavailable");
    } else {
        conn_refuse(c, 404, "Not Found");
    }
}


static void
find_done(job_t *j, rc_t rc)
{
    conn_t  *c = j->data;
    find_t  *f = c->found;

    c->job = NULL;
    c->found = NULL;

    if (uv_is_closing((uv_handle_t *) &c->pipe)) {
        conn_settle(c);

    } else if (rc == RC_OK || rc == RC_DECLINED) {
        found(c, f);

    } else {
        not_found(c, rc, j->reason);
    }

    if (f != NULL) {
        (void) unlink(f->path);
    }
}


void
file_find(conn_t *c)
{
    c->job = job_new(find_phases, c, find_done);

    if (c->job == NULL) {
        stat_add(files_busy, 1);
        conn_refuse(c, 503, "Service Unavailable");
    }
}
