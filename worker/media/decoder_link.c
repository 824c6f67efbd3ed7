/*
 * decoder_link - see decoder_link.h.
 */

#include "worker/media/decoder_link.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/media/decoder.h"

#include "common/banned.h"

#define PAUSE_MS       100
#define PAUSE_MAX_MS   10000
#define STARTING_MS    30000            /* to load its models */
#define HOPELESS       3                /* starts that came to nothing */
#define REPLIES        64               /* taken in one turn of the loop */

typedef enum {
    LINK_OFF = 0,                       /* not wanted */
    LINK_DOWN,                          /* waiting for the next start */
    LINK_STARTING,
    LINK_READY
} link_state_t;

/* Handles of libuv are freed by their close callbacks, one of each a start. */
static struct {
    link_state_t            state;
    const decoder_hooks_t  *hooks;
    uv_process_t           *process;
    uv_poll_t              *poll;
    int                     fd;
    unsigned                failures;   /* since it was ready */
    alarm_t                *alarm;      /* next start, or end of STARTING */
} L = { .fd = -1 };

static void link_try(void *data);


static void
link_free(uv_handle_t *handle)
{
    free(handle);
}


/* ---- its end ---- */

static void
link_close(void)
{
    if (L.poll != NULL) {
        (void) uv_poll_stop(L.poll);    /* before its descriptor is closed */
        uv_close((uv_handle_t *) L.poll, link_free);
        L.poll = NULL;
    }

    if (L.fd != -1) {
        (void) close(L.fd);
        L.fd = -1;
    }

    alarm_cancel(L.alarm);
    L.alarm = NULL;
}


static void
link_lost(const char *why)
{
    bool  was_ready = L.state == LINK_READY;

    link_close();
    if (L.state == LINK_OFF) {
        return;
    }

    L.state = LINK_DOWN;
    L.failures = was_ready ? 0 : L.failures + 1;
    L.alarm = alarm_set(backoff_ms(L.failures, PAUSE_MS, PAUSE_MAX_MS),
                        link_try, NULL);
    stat_add(decode_restarts, 1);
    log_warn("decoder.gone", LOG_STR("why", why),
             LOG_INT("failures", L.failures));
    L.hooks->gone();
}


static void
link_exited(uv_process_t *process, int64_t status, int signal_number)
{
    char  why[48];

    uv_close((uv_handle_t *) process, link_free);
    if (process != L.process) {
        return;                         /* of an earlier start */
    }

    L.process = NULL;
    (void) snprintf(why, sizeof(why), "exit %d, signal %d", (int) status,
                    signal_number);
    if (L.state == LINK_STARTING || L.state == LINK_READY) {
        link_lost(why);
    }
}


void
decoder_link_kill(void)
{
    if (L.process != NULL) {
        (void) uv_process_kill(L.process, SIGKILL);
    }
}


static void
link_slow(void *data)
{
    (void) data;
    L.alarm = NULL;
    decoder_link_kill();                /* link_exited() goes on */
}


/* ---- what it says ---- */

static void
link_reply(const decoded_reply_t *reply)
{
    if (reply->outcome != DECODED_READY) {
        L.hooks->reply(reply);
        return;
    }

    alarm_cancel(L.alarm);
    L.alarm = NULL;
    L.state = LINK_READY;
    L.failures = 0;
    log_info("decoder.ready");
    L.hooks->ready();
}


static void
link_readable(uv_poll_t *poll, int status, int events)
{
    (void) events;
    (void) status;                      /* recv() says what it is */

    for (int i = 0; i < REPLIES && poll == L.poll; i++) {
        decoded_reply_t  reply;
        ssize_t          n = recv(L.fd, &reply, sizeof(reply), MSG_DONTWAIT);

        if (n == -1 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        if (n != sizeof(reply)) {
            decoder_link_kill();        /* its exit, or an end that lies */
            (void) uv_poll_stop(poll);
            return;
        }
        link_reply(&reply);
    }
}


bool
decoder_link_send(slice_t packet, const int *fds)
{
    struct iovec   iov = { (void *) (uintptr_t) packet.data, packet.len };
    union {
        struct cmsghdr  align;
        char            bytes[CMSG_SPACE(2 * sizeof(int))];
    }              control;
    struct msghdr  message = { .msg_iov = &iov, .msg_iovlen = 1 };

    if (L.state != LINK_READY) {
        return false;
    }

    if (fds != NULL) {
        struct cmsghdr  *c;

        memset(&control, 0, sizeof(control));
        message.msg_control = &control;
        message.msg_controllen = sizeof(control);
        c = CMSG_FIRSTHDR(&message);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(2 * sizeof(int));
        memcpy(CMSG_DATA(c), fds, 2 * sizeof(int));
    }

    return sendmsg(L.fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT)
           == (ssize_t) packet.len;
}


/* ---- its start ---- */

const char *
decoder_path(char *buf, size_t len)
{
    const char  *path = config_str("media.decoder");
    ssize_t      n;
    char        *slash;

    if (*path != '\0') {
        return path;
    }

    n = readlink("/proc/self/exe", buf, len - 1);
    if (n < 0) {
        return "relevo-decode";
    }

    buf[n] = '\0';
    slash = strrchr(buf, '/');
    n = slash == NULL ? 0 : slash + 1 - buf;
    (void) snprintf(buf + n, len - (size_t) n, "relevo-decode");

    return buf;
}


/* False: it could not be started. */
static bool
link_spawn(int end)
{
    char                  buf[4096], languages[128];
    const char           *path = decoder_path(buf, sizeof(buf));
    char                  serve[] = "--serve", option[] = "--languages";
    char                 *args[] = { (char *) (uintptr_t) path, serve, option,
                                     languages, NULL };
    char                  threads[] = "OMP_THREAD_LIMIT=1";
    char                  where[] = "PATH=/usr/bin:/bin", models[4096];
    char                 *env[] = { threads, where, models, NULL };
    uv_stdio_container_t  stdio[3] = {
        { .flags = UV_INHERIT_FD, .data = { .fd = end } },
        { .flags = UV_IGNORE },
        { .flags = UV_INHERIT_FD, .data = { .fd = 2 } }
    };
    uv_process_options_t  options = { .file = path, .args = args, .env = env,
                                      .stdio = stdio, .stdio_count = 3,
                                      .exit_cb = link_exited };
    int                   rc;

    (void) snprintf(models, sizeof(models), "TESSDATA_PREFIX=%s",
                    getenv("TESSDATA_PREFIX") == NULL
                    ? "" : getenv("TESSDATA_PREFIX"));
    if (getenv("TESSDATA_PREFIX") == NULL) {
        env[2] = NULL;
    }
    (void) snprintf(languages, sizeof(languages), "%s",
                    config_str("media.ocr_languages"));

    L.process = calloc(1, sizeof(uv_process_t));
    if (L.process == NULL) {
        return false;
    }

    rc = uv_spawn(loop_get(), L.process, &options);
    if (rc != 0) {
        log_error("decoder.start", LOG_STR("path", path),
                  LOG_STR("why", uv_strerror(rc)));
        uv_close((uv_handle_t *) L.process, link_free);
        L.process = NULL;
        return false;
    }

    return true;
}


static bool
link_watch(int fd)
{
    L.fd = fd;                          /* link_close() closes it */
    L.poll = calloc(1, sizeof(uv_poll_t));
    if (L.poll == NULL) {
        return false;
    }

    if (uv_poll_init(loop_get(), L.poll, fd) != 0) {
        free(L.poll);
        L.poll = NULL;
        return false;
    }

    return uv_poll_start(L.poll, UV_READABLE, link_readable) == 0;
}


static void
link_try(void *data)
{
    int   ends[2];
    bool  right;

    (void) data;
    L.alarm = NULL;
    L.state = LINK_STARTING;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1) {
        link_lost("no socket");
        return;
    }

    right = link_spawn(ends[1]);
    (void) close(ends[1]);

    if (!right) {
        (void) close(ends[0]);
        link_lost("not started");
        return;
    }

    if (!link_watch(ends[0])) {
        decoder_link_kill();
        link_lost("not watched");
        return;
    }

    L.alarm = alarm_set(STARTING_MS, link_slow, NULL);
}


void
decoder_link_start(const decoder_hooks_t *hooks)
{
    if (L.state == LINK_OFF) {
        L.hooks = hooks;
        L.failures = 0;
        link_try(NULL);
    }
}


void
decoder_link_release(void)
{
    L.state = LINK_OFF;
    decoder_link_kill();
    L.process = NULL;                   /* link_exited() still frees it */
    link_close();
}


const char *
decoder_state(void)
{
    char  buf[4096];

    if (L.state == LINK_DOWN || (L.state == LINK_STARTING && L.failures > 0)) {
        return "down";
    }

    return L.state == LINK_OFF
           && access(decoder_path(buf, sizeof(buf)), X_OK) != 0
           ? "down: there is no relevo-decode" : "ok";
}


bool
decoder_link_is_ready(void)
{
    return L.state == LINK_READY;
}


bool
decoder_link_is_hopeless(void)
{
    return L.state == LINK_DOWN && L.failures >= HOPELESS;
}
