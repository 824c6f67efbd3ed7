/*
 * scan - task relevo:scan: is there a virus in it?  Asked of clamd.
 *
 *   "zINSTREAM\0", then pieces: length (4 bytes, network order), bytes; a
 *   length of 0 ends.  Answer: "stream: OK\0", "stream: <name> FOUND\0",
 *   "INSTREAM size limit exceeded. ERROR\0".
 *
 * In a thread, blocking, each read and write within clamd.timeout.  Off (no
 * clamd.socket) means not scanned, which the output says.  A file that clamd
 * does not scan, by its limit, is not called clean.
 */

#include "worker/media/store.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/engine/work.h"

#define SCAN_MS    600000               /* clamd.timeout is shorter */
#define PIECE      65536
#define ANSWER     512
#define PING_MS    2000

#define INFECTED   "scan: found something"
#define UNKNOWN    "scan: too large for clamd"

typedef struct {
    char      socket[sizeof(((struct sockaddr_un *) NULL)->sun_path)];
    char      path[PATH_MAX];
    int       timeout_ms;
    char      found[128];               /* name of what it found */
    uint8_t   piece[4 + PIECE];
} scan_t;


/* --- in the thread ------------------------------------------------------ */

static int
clamd_connect(const scan_t *s)
{
    struct sockaddr_un  to = { .sun_family = AF_UNIX };
    struct timeval      limit = {
        s->timeout_ms / 1000, (s->timeout_ms % 1000) * 1000
    };
    int  fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memcpy(to.sun_path, s->socket, sizeof(to.sun_path));

    if (fd >= 0
        && (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit))
            != 0
            || setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit))
               != 0
            || connect(fd, (struct sockaddr *) &to, sizeof(to)) != 0))
    {
        (void) close(fd);
        return -1;
    }

    return fd;
}


static bool
say(int fd, const void *bytes, size_t len)
{
    const uint8_t  *p = bytes;

    while (len > 0) {
        ssize_t  n = send(fd, p, len, MSG_NOSIGNAL);

        if (n <= 0) {
            return false;
        }

        p += n;
        len -= (size_t) n;
    }

    return true;
}


/* It may answer, and close, before it has read all: then too, read it. */
static bool
clamd_stream(scan_t *s, int fd, int file)
{
    const uint32_t  end = 0;
    ssize_t         n;

    if (!say(fd, "zINSTREAM", sizeof("zINSTREAM"))) {
        return false;
    }

    while ((n = read(file, s->piece + 4, PIECE)) > 0) {
        uint32_t  len = htonl((uint32_t) n);

        memcpy(s->piece, &len, 4);

        if (!say(fd, s->piece, 4 + (size_t) n)) {
            return errno == EPIPE || errno == ECONNRESET;
        }
    }

    return n == 0 && (say(fd, &end, 4) || errno == EPIPE
                      || errno == ECONNRESET);
}


static bool
clamd_answer(int fd, char ret_answer[ANSWER])
{
    size_t   len = 0;
    ssize_t  n;

    while (len < ANSWER - 1
           && (n = recv(fd, ret_answer + len, ANSWER - 1 - len, 0)) > 0)
    {
        len += (size_t) n;

        if (memchr(ret_answer, '\0', len) != NULL) {
            return true;
        }
    }

    ret_answer[len] = '\0';

    return len > 0;
}


static rc_t
answer_read(scan_t *s, const char *answer, const char **ret_error)
{
    size_t       len = strlen(answer);
    const char  *name = answer;

    if (strcmp(answer, "stream: OK") == 0) {
        return RC_OK;
    }

    if (len > 6 && strcmp(answer + len - 6, " FOUND") == 0) {
        name += strncmp(name, "stream: ", 8) == 0 ? 8 : 0;
        snprintf(s->found, sizeof(s->found), "%.*s",
                 (int) (answer + len - 6 - name), name);
        *ret_error = INFECTED;
        return RC_REJECT;
    }

    *ret_error = strstr(answer, "size limit exceeded") != NULL
                 ? UNKNOWN : "scan: clamd answers with an error";

    return strcmp(*ret_error, UNKNOWN) == 0 ? RC_REJECT : RC_RETRY;
}


static rc_t
scan_run(void *data, const char **ret_error)
{
    scan_t  *s = data;
    char     answer[ANSWER];
    int      file = open(s->path, O_RDONLY | O_CLOEXEC);
    int      fd = clamd_connect(s);
    rc_t     rc = RC_RETRY;

    *ret_error = file < 0 ? "scan: no local file" : "scan: clamd is away";

    if (file >= 0 && fd >= 0 && clamd_stream(s, fd, file)
        && clamd_answer(fd, answer))
    {
        *ret_error = NULL;
        rc = answer_read(s, answer, ret_error);
    }

    if (file >= 0) {
        (void) close(file);
    }

    if (fd >= 0) {
        (void) close(fd);
    }

    return rc;
}


const char *
clamd_ping(void)
{
    const char  *socket_path = config_str("clamd.socket"), *why = NULL;
    char         answer[ANSWER];
    scan_t      *s;
    int          fd;

    if (*socket_path == '\0') {
        return "off";
    }

    s = calloc(1, sizeof(scan_t));
    if (s == NULL) {
        return "down: out of memory";
    }

    snprintf(s->socket, sizeof(s->socket), "%s", socket_path);
    s->timeout_ms = PING_MS;
    fd = clamd_connect(s);

    if (fd < 0) {
        why = "down: clamd is away";
    } else if (!say(fd, "zPING", sizeof("zPING"))
               || !clamd_answer(fd, answer)
               || strcmp(answer, "PONG") != 0)
    {
        why = "down: clamd does not answer";
    }

    if (fd >= 0) {
        (void) close(fd);
    }
    free(s);

    return why != NULL ? why : "ok";
}


/* --- the phase ---------------------------------------------------------- */

typedef struct {
    scan_t  *scan;
    op_t    *op;
} own_t;


static rc_t
scan_start(job_t *j)
{
    media_step_t  *step = j->data;
    const char    *socket = config_str("clamd.socket");
    own_t         *own = step->own = pool_alloc(j->pool, sizeof(own_t));
    scan_t        *s;

    if (*socket == '\0') {
        step->output = pool_json(j->pool, json_pack("{s:b}", "scanned", 0));
        return RC_DECLINED;
    }

    s = own == NULL ? NULL : calloc(1, sizeof(scan_t));
    if (s == NULL) {
        return job_fail(j, RC_RETRY, "scan: out of memory");
    }

    snprintf(s->socket, sizeof(s->socket), "%s", socket);
    snprintf(s->path, sizeof(s->path), "%s", step->path);
    s->timeout_ms = (int) config_int("clamd.timeout");
    own->scan = s;
    own->op = work_call(j, scan_run, s, free);

    return RC_AGAIN;
}


static rc_t
scan_finish(job_t *j)
{
    media_step_t  *step = j->data;
    const own_t   *own = step->own;

    if (own->op->rc == RC_RETRY) {
        return job_fail(j, RC_RETRY, "%s", own->op->error);
    }

    if (own->op->rc == RC_REJECT && strcmp(own->op->error, UNKNOWN) == 0) {
        return media_fail(j, MEDIA_TOO_LARGE, "%s", own->op->error);
    }

    stat_add(media_scanned, 1);

    if (own->op->rc == RC_REJECT) {
        stat_add(media_infected, 1);
        log_warn("media.infected", LOG_STR("media", step->media),
                 LOG_STR("tenant", step->tenant),
                 LOG_STR("found", own->scan->found));
        return media_fail(j, MEDIA_UNSAFE, "%s", INFECTED);
    }

    step->output = pool_json(j->pool, json_pack("{s:b}", "scanned", 1));

    return RC_OK;
}


const phase_t  scan_phases[] = {
    { "local", local_start, local_finish, LOCAL_MS },
    { "scan",  scan_start,  scan_finish,  SCAN_MS },
    { NULL, NULL, NULL, 0 }
};
