/*
 * http_multi - see http_multi.h: libcurl driven by uv_poll and one alarm.
 *
 * curl tells which sockets to watch (http_on_socket) and when to be called
 * again (http_on_timer); both come from inside its functions, where nothing
 * of curl may run.  What ended is reaped behind every action.
 */

#include "worker/engine/http_multi.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct {
    uv_poll_t      poll;
    curl_socket_t  fd;
    http_multi_t  *multi;
} watch_t;


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


static void
http_on_poll(uv_poll_t *poll, int status, int events)
{
    watch_t  *w = poll->data;
    int       flags = 0;

    if (status < 0) {
        flags = CURL_CSELECT_ERR;
    } else {
        flags |= (events & UV_READABLE) ? CURL_CSELECT_IN : 0;
        flags |= (events & UV_WRITABLE) ? CURL_CSELECT_OUT : 0;
    }

    http_action(w->multi, w->fd, flags);
}


static void
http_watch_closed(uv_handle_t *h)
{
    free(h->data);
}


static watch_t *
http_watch_new(http_multi_t *m, curl_socket_t fd)
{
    watch_t  *w = calloc(1, sizeof(watch_t));

    if (w == NULL) {
        return NULL;
    }

    if (uv_poll_init(loop_get(), &w->poll, fd) != 0) {
        free(w);
        return NULL;
    }

    w->fd = fd;
    w->multi = m;
    w->poll.data = w;
    (void) curl_multi_assign(m->multi, fd, w);      /* fd is curl's own */

    return w;
}


static int
http_on_socket(CURL *easy, curl_socket_t fd, int what, void *data,
    void *assigned)
{
    http_multi_t  *m = data;
    watch_t       *w = assigned;
    int            events = 0;

    (void) easy;

    if (what == CURL_POLL_REMOVE) {
        if (w != NULL) {
            (void) uv_poll_stop(&w->poll);          /* before fd is closed */
            uv_close((uv_handle_t *) &w->poll, http_watch_closed);
            (void) curl_multi_assign(m->multi, fd, NULL);
        }
        return 0;
    }

    if (w == NULL) {
        w = http_watch_new(m, fd);
        if (w == NULL) {
            return -1;                  /* curl fails all its transfers */
        }
    }

    events |= (what & CURL_POLL_IN) ? UV_READABLE : 0;
    events |= (what & CURL_POLL_OUT) ? UV_WRITABLE : 0;

    return uv_poll_start(&w->poll, events, http_on_poll) == 0 ? 0 : -1;
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
    if (m->multi == NULL) {
        (void) fputs("relevo: libcurl does not start\n", stderr);
        abort();
    }

    m->limit = limit;
    m->ended = ended;

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


/* Transfers are taken out by their owners before. */

void
http_multi_release(http_multi_t *m)
{
    if (m->multi == NULL) {
        return;
    }

    (void) curl_multi_cleanup(m->multi);
    alarm_cancel(m->alarm);
    m->alarm = NULL;
    m->multi = NULL;
    m->sockets = 0;
}
