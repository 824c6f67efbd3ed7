/*
 * redis_link - what hiredis asks of an event loop, answered with uv_poll.
 *
 * A link is as old as its context but dies later: libuv still has its handle
 * when hiredis calls cleanup, and gives the memory back in the close callback.
 */

#include "worker/engine/redis_link.h"

#include <stdlib.h>
#include <uv.h>

#include "worker/engine/loop.h"

typedef struct {
    redisAsyncContext  *ac;             /* NULL once hiredis let go */
    uv_poll_t           poll;
    int                 events;
} link_t;


/* ---- adapter ---- */

static void
link_poll(uv_poll_t *poll, int status, int events)
{
    link_t  *l = poll->data;

    /* with an error libuv has stopped the poll and says no events: let the
     * read find out what it is */

    if (l->ac != NULL && (status < 0 || (events & UV_READABLE))) {
        redisAsyncHandleRead(l->ac);
    }

    if (l->ac != NULL && status >= 0 && (events & UV_WRITABLE)) {
        redisAsyncHandleWrite(l->ac);
    }
}


static void
link_watch(link_t *l, int events)
{
    if (l->events == events) {
        return;
    }

    l->events = events;

    if (events == 0) {
        (void) uv_poll_stop(&l->poll);                  /* cannot fail */
    } else {
        (void) uv_poll_start(&l->poll, events, link_poll);
    }
}


static void
link_add_read(void *data)
{
    link_t  *l = data;

    link_watch(l, l->events | UV_READABLE);
}


static void
link_del_read(void *data)
{
    link_t  *l = data;

    link_watch(l, l->events & ~UV_READABLE);
}


static void
link_add_write(void *data)
{
    link_t  *l = data;

    link_watch(l, l->events | UV_WRITABLE);
}


static void
link_del_write(void *data)
{
    link_t  *l = data;

    link_watch(l, l->events & ~UV_WRITABLE);
}


static void
link_closed(uv_handle_t *h)
{
    free(h->data);
}


static void
link_cleanup(void *data)
{
    link_t  *l = data;

    l->ac = NULL;
    (void) uv_poll_stop(&l->poll);      /* before hiredis closes the socket */
    uv_close((uv_handle_t *) &l->poll, link_closed);
}


bool
redis_link_attach(redisAsyncContext *ac)
{
    link_t  *l = calloc(1, sizeof(link_t));

    if (l == NULL) {
        return false;
    }

    if (uv_poll_init(loop_get(), &l->poll, ac->c.fd) != 0) {
        free(l);
        return false;
    }

    l->ac = ac;
    l->poll.data = l;

    ac->ev.data = l;
    ac->ev.addRead = link_add_read;
    ac->ev.delRead = link_del_read;
    ac->ev.addWrite = link_add_write;
    ac->ev.delWrite = link_del_write;
    ac->ev.cleanup = link_cleanup;

    return true;
}
