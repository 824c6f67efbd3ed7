/*
 * http_multi - see http_multi.h: libcurl driven by an epoll of its own and one
 * alarm.
 *
 * curl tells which sockets to watch (http_on_socket) and when to be called
 * again (http_on_timer); both come from inside its functions, where nothing
 * of curl may run.  What ended is reaped behind every action.
 *
 * Why not a uv_poll per socket: libuv serves everything that is ready before
 * it looks at a timer or at the ready queue.  With 5,000 streams behind a
 * pause that was half a second.  The loop watches the epoll's descriptor
 * instead, and http_on_ready() takes HTTP_EVENTS of it at a time; the rest is
 * still ready in the next turn.
 */

#include "worker/engine/http_multi.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#define HTTP_EVENTS  64                 /* of sockets, in a turn of the loop */


static void
http_reap(http_multi_t *m)
{
    CURLMsg  *message;
    int       left;

    while (m->multi != NULL
           && (message = curl_multi_info_read(m->multi, &left)) != NULL)
    {
        if (message->msg == CURLMSG_DONE) {
            m->ended(message->easy_handle, message->data.result);
        }                               /* message is gone behind this */
    }
}


static void
http_action(http_multi_t *m, curl_socket_t fd, int events)
{
    int  running;

    (void) curl_multi_socket_action(m->multi, fd, events, &running);
    http_reap(m);                       /* after every action, also timers */
}


static void
http_kick(void *data)
{
    http_multi_t  *m = data;

    m->kicked = false;
    if (m->multi != NULL) {
        http_action(m, CURL_SOCKET_TIMEOUT, 0);
    }
}


static void
http_on_alarm(void *data)
{
    http_multi_t  *m = data;

    m->alarm = NULL;
    http_kick(m);
}


/* Called by curl from inside its functions: nothing of curl may run here. */

static int
http_on_timer(CURLM *multi, long ms, void *data)
{
    http_multi_t  *m = data;

    (void) multi;

    alarm_cancel(m->alarm);
    m->alarm = NULL;

    if (ms > 0) {
        m->alarm = alarm_set((uint64_t) ms, http_on_alarm, m);

    } else if (ms == 0 && !m->kicked) {
        m->kicked = true;
        loop_defer(http_kick, m);       /* at once, but not from in here */
    }

    return 0;
}


/* A socket that an earlier event of the batch closed is unknown to curl by
 * now, and ignored; one opened in its place only looks and finds nothing. */

static void
http_on_ready(uv_poll_t *poll, int status, int events)
{
    http_multi_t        *m = poll->data;
    struct epoll_event   ready[HTTP_EVENTS];
    int                  n;

    (void) status;
    (void) events;

    n = epoll_wait(m->epoll, ready, HTTP_EVENTS, 0);

    for (int i = 0; i < n && m->multi != NULL; i++) {
        uint32_t  e = ready[i].events;
        int       flags = 0;

        flags |= (e & (EPOLLIN | EPOLLHUP | EPOLLRDHUP)) ? CURL_CSELECT_IN : 0;
        flags |= (e & EPOLLOUT) ? CURL_CSELECT_OUT : 0;
        flags |= (e & EPOLLERR) ? CURL_CSELECT_ERR : 0;
        http_action(m, ready[i].data.fd, flags);
    }
}


static int
http_on_socket(CURL *easy, curl_socket_t fd, int what, void *data,
    void *assigned)
{
    http_multi_t        *m = data;
    struct epoll_event   e = { .data.fd = fd };

    (void) easy;

    if (what == CURL_POLL_REMOVE) {
        (void) epoll_ctl(m->epoll, EPOLL_CTL_DEL, fd, NULL);
        (void) curl_multi_assign(m->multi, fd, NULL);
        return 0;
    }

    e.events |= (what & CURL_POLL_IN) ? EPOLLIN : 0u;
    e.events |= (what & CURL_POLL_OUT) ? EPOLLOUT : 0u;

    if (epoll_ctl(m->epoll, assigned == NULL ? EPOLL_CTL_ADD : EPOLL_CTL_MOD,
                  fd, &e) != 0)
    {
        return -1;                      /* curl fails all its transfers */
    }

    (void) curl_multi_assign(m->multi, fd, m);      /* it is watched */

    return 0;
}


bool
http_multi_add(http_multi_t *m, CURL *easy)
{
    if (curl_multi_add_handle(m->multi, easy) != CURLM_OK) {
        return false;
    }

    m->calls++;

    return true;
}


void
http_multi_remove(http_multi_t *m, CURL *easy)
{
    (void) curl_multi_remove_handle(m->multi, easy);
    m->calls--;
}


/*
 * Looking for a connection to reuse, curl walks all of the host's: with 10,000
 * calls out that is 0.8 ms per new call, all for nothing when every connection
 * is busy.  Ask for a new one when none can be idle; not at the limit, where a
 * call waits for one that becomes idle.
 */

bool
http_multi_none_idle(const http_multi_t *m)
{
    return m->sockets <= m->calls && m->calls < m->limit;
}


void
http_multi_init(http_multi_t *m, unsigned limit,
    void (*ended)(CURL *easy, CURLcode code))
{
    long  n = (long) limit;

    m->multi = curl_multi_init();
    m->epoll = epoll_create1(EPOLL_CLOEXEC);
    m->poll = calloc(1, sizeof(uv_poll_t));
    if (m->multi == NULL || m->epoll < 0 || m->poll == NULL
        || uv_poll_init(loop_get(), m->poll, m->epoll) != 0
        || uv_poll_start(m->poll, UV_READABLE, http_on_ready) != 0)
    {
        (void) fputs("relevo: libcurl does not start\n", stderr);
        abort();
    }

    m->poll->data = m;
    m->limit = limit;
    m->ended = ended;
    uv_unref((uv_handle_t *) m->poll);  /* nothing waits for it alone */

    /* none of these fails on a fresh multi */

    (void) curl_multi_setopt(m->multi, CURLMOPT_SOCKETFUNCTION,
                             http_on_socket);
    (void) curl_multi_setopt(m->multi, CURLMOPT_SOCKETDATA, m);
    (void) curl_multi_setopt(m->multi, CURLMOPT_TIMERFUNCTION, http_on_timer);
    (void) curl_multi_setopt(m->multi, CURLMOPT_TIMERDATA, m);
    (void) curl_multi_setopt(m->multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
    (void) curl_multi_setopt(m->multi, CURLMOPT_MAX_HOST_CONNECTIONS, n);
    (void) curl_multi_setopt(m->multi, CURLMOPT_MAXCONNECTS, n);
}


static void
http_poll_closed(uv_handle_t *h)
{
    free(h);
}


/* Transfers are taken out by their owners before. */

void
http_multi_release(http_multi_t *m)
{
    if (m->multi == NULL) {
        return;
    }

    (void) curl_multi_cleanup(m->multi);
    (void) uv_poll_stop(m->poll);       /* before its descriptor is closed */
    uv_close((uv_handle_t *) m->poll, http_poll_closed);
    (void) close(m->epoll);
    alarm_cancel(m->alarm);
    *m = (http_multi_t) { 0 };
}
