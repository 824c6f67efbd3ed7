/*
 * serve - see serve.h.  The socket, its lock, and who is connected.
 */

#include "worker/media/serve_own.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/un.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"

#define TAKE_MS  250                    /* does another still listen? */
#define BACKLOG  128

static struct {
    uv_pipe_t  *listener;
    conn_t     *conns;
    unsigned    n;
    alarm_t    *take;
    int         lock;
    int         why;                    /* it does not listen */
    bool        on;
} S = { .lock = -1 };


/* ---- connections ---- */

void
conn_forget(conn_t *c)
{
    conn_t  **link = &S.conns;

    while (*link != NULL && *link != c) {
        link = &(*link)->next;
    }

    if (*link == c) {
        *link = c->next;
        stat_set(files_open, --S.n);
    }
}


static void
serve_accept(uv_stream_t *listener, int status)
{
    conn_t  *c = status == 0 ? conn_new() : NULL;

    if (c == NULL) {
        log_warn("files.not_accepted", LOG_STR("error", status == 0
                 ? "out of memory" : uv_strerror(status)));
        return;
    }

    c->next = S.conns;
    S.conns = c;
    stat_set(files_open, ++S.n);

    c->busy = S.n > (unsigned) config_int("files.connections");

    if (uv_accept(listener, (uv_stream_t *) &c->pipe) != 0) {
        conn_close(c);
    } else {
        conn_begin(c);
    }
}


/* ---- the socket ---- */

static void
listener_free(uv_handle_t *handle)
{
    free(handle);
}


/* Its name is new: what an earlier process left is nobody's. */
static int
serve_listen(const char *path)
{
    int  rc;

    S.listener = calloc(1, sizeof(uv_pipe_t));
    if (S.listener == NULL) {
        return UV_ENOMEM;
    }

    uv_pipe_init(loop_get(), S.listener, 0);
    (void) unlink(path);
    rc = uv_pipe_bind(S.listener, path);

    /* a link is what is asked for, so whoever may reach it may ask */

    if (rc == 0) {
        rc = uv_pipe_chmod(S.listener, UV_READABLE | UV_WRITABLE);
    }

    if (rc == 0) {
        rc = uv_listen((uv_stream_t *) S.listener, BACKLOG, serve_accept);
    }

    return rc;
}


static void
listener_close(void)
{
    if (S.listener != NULL) {
        uv_close((uv_handle_t *) S.listener, listener_free);
        S.listener = NULL;
    }

    if (S.lock != -1) {
        (void) close(S.lock);
        S.lock = -1;
    }
}


/* 0; UV_EAGAIN: another process has it; or why nobody can. */
static int
lock_take(const char *path)
{
    char  name[sizeof(((struct sockaddr_un *) 0)->sun_path) + 8];
    int   rc;

    (void) snprintf(name, sizeof(name), "%s.lock", path);
    S.lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (S.lock != -1 && flock(S.lock, LOCK_EX | LOCK_NB) == 0) {
        return 0;
    }

    rc = uv_translate_sys_error(errno);

    if (S.lock != -1) {
        (void) close(S.lock);
        S.lock = -1;
    }

    return rc;
}


/* What stays as it is is said once. */
static void
serve_take(void *data)
{
    const char  *path = config_str("files.socket");
    int          rc = lock_take(path);

    (void) data;
    S.take = NULL;

    if (rc == 0) {
        rc = serve_listen(path);

        if (rc == 0) {
            log_info("files.listening", LOG_INT("pid", (int) getpid()));
            return;
        }

        listener_close();
    }

    if (rc != S.why && rc != UV_EAGAIN) {
        log_warn("files.not_listening", LOG_STR("path", path),
                 LOG_STR("error", uv_strerror(rc)));
    }

    S.why = rc;
    S.take = alarm_set(TAKE_MS, serve_take, NULL);
}


/* ---- beginning and end ---- */

void
serve_start(void)
{
    const char  *path = config_str("files.socket");

    if (*path == '\0') {
        return;
    }

    if (strlen(path) >= sizeof(((struct sockaddr_un *) 0)->sun_path)) {
        log_error("files.not_listening",
                  LOG_STR("error", "files.socket is too long a name"));
        return;
    }

    S.on = true;
    serve_take(NULL);
}


void
serve_stop(void)
{
    if (S.on) {
        S.on = false;
        alarm_cancel(S.take);
        S.take = NULL;
        listener_close();
    }
}


void
serve_release(void)
{
    conn_t  *c, *next;

    for (c = S.conns; c != NULL; c = next) {
        next = c->next;
        conn_close(c);
    }
}
