/*
 * serve - see serve.h.
 *
 * The parent never looks into a file: it passes descriptors on, waits for
 * children, kills what is late or cancelled, and says how each one ended.  It
 * lives as long as its owner: when the socket ends it kills what is left and
 * goes.
 */

#include "decode/serve.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "decode/child.h"
#include "decode/pace.h"
#include "worker/jsonx.h"

#include "common/banned.h"

typedef enum {
    CHILD_NONE = 0,
    CHILD_RUNNING,
    CHILD_LATE,                         /* killed for its time */
    CHILD_CANCELLED                     /* killed because nobody waits */
} child_state_t;

typedef struct {
    child_state_t  state;
    pid_t          pid;
    uint64_t       id;
    uint64_t       began_ms, end_ms;
    pace_t         pace;
} child_t;

static child_t  children[SERVE_CHILDREN];
static int      owner;


static uint64_t
clock_ms(void)
{
    struct timespec  t;

    (void) clock_gettime(CLOCK_MONOTONIC, &t);

    return (uint64_t) t.tv_sec * 1000 + (uint64_t) t.tv_nsec / 1000000;
}


static void
reply(const decoded_reply_t *r)
{
    while (send(owner, r, sizeof(*r), MSG_NOSIGNAL) == -1 && errno == EINTR) {
    }                               /* gone: the next poll() says so */
}


static void
refuse(uint64_t id)
{
    reply(&(decoded_reply_t) { .id = id, .outcome = DECODED_REFUSED });
}


/* ---- requests ---- */

static child_t *
child_find(child_state_t state, uint64_t id)
{
    for (int i = 0; i < SERVE_CHILDREN; i++) {
        if (children[i].state == state
            && (state == CHILD_NONE || children[i].id == id))
        {
            return &children[i];
        }
    }

    return NULL;
}


static void
child_kill(child_t *child, child_state_t why)
{
    child->state = why;
    (void) kill(child->pid, SIGKILL);
}


static void
request_start(const json_t *request, const int fds[2])
{
    uint64_t  id = (uint64_t) jsonx_int(request, "id");
    child_t  *child = child_find(CHILD_NONE, 0);

    if (child == NULL || id == 0 || fds[0] == -1 || fds[1] == -1) {
        refuse(id);
        return;
    }

    child->began_ms = clock_ms();
    child->end_ms = child->began_ms + child_wall_ms(request);
    child->id = id;
    pace_begin(&child->pace, child->began_ms);
    child->pid = child_start(fds[0], fds[1], request);

    if (child->pid == -1) {
        refuse(id);
        return;
    }

    child->state = CHILD_RUNNING;
}


static void
request_take(slice_t packet, const int fds[2])
{
    json_t   *request = jsonx_load(packet);
    uint64_t  cancel = (uint64_t) jsonx_int(request, "cancel");

    if (request == NULL) {
        refuse(0);

    } else if (cancel != 0) {
        child_t  *child = child_find(CHILD_RUNNING, cancel);

        if (child != NULL) {
            child_kill(child, CHILD_CANCELLED);
        }

    } else {
        request_start(request, fds);
    }

    json_decref(request);
}


/* The descriptors of a packet; what is too many is closed by the kernel. */
static void
request_descriptors(struct msghdr *message, int fds[2])
{
    struct cmsghdr  *c = CMSG_FIRSTHDR(message);

    fds[0] = fds[1] = -1;

    if (c != NULL && c->cmsg_level == SOL_SOCKET
        && c->cmsg_type == SCM_RIGHTS)
    {
        size_t  n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);

        memcpy(fds, CMSG_DATA(c), (n < 2 ? n : 2) * sizeof(int));
    }
}


/* False: the owner is gone. */
static bool
request_read(void)
{
    static char    packet[DECODED_REQUEST_MAX];
    struct iovec   iov = { packet, sizeof(packet) };
    union {
        struct cmsghdr  align;
        char            bytes[CMSG_SPACE(2 * sizeof(int))];
    }              control;
    struct msghdr  message = { .msg_iov = &iov, .msg_iovlen = 1,
                               .msg_control = &control,
                               .msg_controllen = sizeof(control) };
    ssize_t        n = recvmsg(owner, &message, MSG_CMSG_CLOEXEC);
    int            fds[2];

    if (n <= 0) {
        return n == -1 && (errno == EINTR || errno == EAGAIN);
    }

    request_descriptors(&message, fds);
    request_take(slice_make(packet, (size_t) n), fds);

    for (int i = 0; i < 2; i++) {
        if (fds[i] != -1) {
            (void) close(fds[i]);
        }
    }

    return true;
}


/* ---- children ---- */

static void
child_ended(child_t *child, int status, const struct rusage *usage)
{
    decoded_reply_t  r = { .id = child->id };
    struct timeval   cpu;

    timeradd(&usage->ru_utime, &usage->ru_stime, &cpu);

    r.outcome = child->state == CHILD_CANCELLED ? DECODED_CANCELLED
                : child_outcome(status, child->state == CHILD_LATE);
    r.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    r.cpu_ms = (uint32_t) (cpu.tv_sec * 1000 + cpu.tv_usec / 1000);
    r.wall_ms = (uint32_t) (clock_ms() - child->began_ms);
    r.rss_kb = (uint32_t) usage->ru_maxrss;

    child->state = CHILD_NONE;
    reply(&r);
}


static void
children_reap(int signals)
{
    struct signalfd_siginfo  ignored;
    struct rusage            usage;
    int                      status;
    pid_t                    pid;

    (void) !read(signals, &ignored, sizeof(ignored));

    while ((pid = wait4(-1, &status, WNOHANG, &usage)) > 0) {
        for (int i = 0; i < SERVE_CHILDREN; i++) {
            if (children[i].state != CHILD_NONE && children[i].pid == pid) {
                child_ended(&children[i], status, &usage);
                break;
            }
        }
    }
}


/* Who has too little of the processors; the time until the next look. */
static int
children_pace(uint64_t now)
{
    pid_t  pids[SERVE_CHILDREN] = { 0 };
    bool   starved = false;

    for (int i = 0; i < SERVE_CHILDREN; i++) {
        if (children[i].state == CHILD_RUNNING) {
            pids[i] = children[i].pid;
            starved |= pace_is_starved(&children[i].pace, pids[i], now);
        }
    }

    return pace_set(starved, pids, SERVE_CHILDREN, now);
}


/* Kills who is late; the time until somebody is looked at, -1: nobody. */
static int
children_late(void)
{
    uint64_t  now = clock_ms(), next = UINT64_MAX, look;

    for (int i = 0; i < SERVE_CHILDREN; i++) {
        child_t  *child = &children[i];

        if (child->state != CHILD_RUNNING) {
            continue;
        }
        if (child->end_ms <= now) {
            child_kill(child, CHILD_LATE);
        } else if (child->end_ms < next) {
            next = child->end_ms;
        }
    }

    look = now + (uint64_t) children_pace(now);
    if (next == UINT64_MAX) {
        return -1;
    }

    return (int) ((look < next ? look : next) - now);
}


static void
children_end(void)
{
    for (int i = 0; i < SERVE_CHILDREN; i++) {
        if (children[i].state != CHILD_NONE) {
            child_kill(&children[i], CHILD_CANCELLED);
        }
    }

    while (wait(NULL) > 0 || errno == EINTR) {
    }
}


/* ---- the loop ---- */

int
serve(int socket)
{
    struct pollfd  polled[2];
    sigset_t       set;
    int            signals;

    owner = socket;
    (void) prctl(PR_SET_PDEATHSIG, SIGKILL);
    pace_serve();

    (void) sigemptyset(&set);
    (void) sigaddset(&set, SIGCHLD);
    (void) sigprocmask(SIG_BLOCK, &set, NULL);
    signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    if (signals == -1) {
        return 1;
    }

    reply(&(decoded_reply_t) { .outcome = DECODED_READY });

    polled[0] = (struct pollfd) { owner, POLLIN, 0 };
    polled[1] = (struct pollfd) { signals, POLLIN, 0 };

    for ( ;; ) {
        if (poll(polled, 2, children_late()) == -1 && errno != EINTR) {
            break;
        }
        if (polled[1].revents != 0) {
            children_reap(signals);
        }
        if (polled[0].revents != 0 && !request_read()) {
            break;
        }
    }

    children_end();

    return 0;
}
