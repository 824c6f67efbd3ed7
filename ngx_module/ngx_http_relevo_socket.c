
/*
 * socket - an ngx_connection_t around a socket that is a library's: hiredis or
 * libpq opened it and will close it.
 */

#include "ngx_http_relevo.h"


ngx_connection_t *
ngx_http_relevo_socket(ngx_socket_t fd, ngx_log_t *log, void *data,
    ngx_event_handler_pt read, ngx_event_handler_pt write)
{
    ngx_connection_t  *c;

    c = ngx_get_connection(fd, log);
    if (c == NULL) {
        return NULL;
    }

    c->data = data;
    c->number = ngx_atomic_fetch_add(ngx_connection_counter, 1);

    /* nginx calls both handlers unasked when it shuts down */

    c->read->handler = read;
    c->read->log = log;
    c->write->handler = write;
    c->write->log = log;

    return c;
}


/*
 * No epoll_ctl(): the library may have closed the fd already, and the number
 * may be somebody else's by now.
 */

void
ngx_http_relevo_socket_release(ngx_connection_t *c)
{
    if (c == NULL) {
        return;
    }

    if (ngx_del_conn) {
        ngx_del_conn(c, NGX_CLOSE_EVENT);

    } else {

        if (c->read->active || c->read->disabled) {
            ngx_del_event(c->read, NGX_READ_EVENT, NGX_CLOSE_EVENT);
        }

        if (c->write->active || c->write->disabled) {
            ngx_del_event(c->write, NGX_WRITE_EVENT, NGX_CLOSE_EVENT);
        }
    }

    if (c->read->posted) {
        ngx_delete_posted_event(c->read);
    }

    if (c->write->posted) {
        ngx_delete_posted_event(c->write);
    }

    c->read->closed = 1;
    c->write->closed = 1;

    ngx_free_connection(c);
    c->fd = (ngx_socket_t) -1;
}
