/*
 * http_multi - one libcurl multi on the loop: its sockets, its timer, how
 * many connections it may have.  The inside of http.
 */

#ifndef RELEVO_HTTP_MULTI_H
#define RELEVO_HTTP_MULTI_H

#include <curl/curl.h>

#include "worker/engine/http_owner.h"
#include "worker/engine/loop.h"

typedef struct {
    CURLM      *multi;                  /* NULL: not started */
    int         epoll;                  /* its sockets */
    uv_poll_t  *poll;                   /* of epoll, on the loop */
    alarm_t    *alarm;
    bool        kicked;
    unsigned    calls;                  /* in the multi */
    unsigned    sockets;                /* open, busy or idle */
    unsigned    limit;                  /* connections to one host */
    http_owner_t  owners[HTTP_OWNER_HOSTS];

    /* A transfer has ended; runs outside of curl's functions. */
    void      (*ended)(CURL *easy, CURLcode code);
} http_multi_t;

void  http_multi_init(http_multi_t *m, unsigned limit,
          void (*ended)(CURL *easy, CURLcode code));
void  http_multi_release(http_multi_t *m);

/* Adds a handle, its sockets counted; false without memory. */
bool  http_multi_add(http_multi_t *m, CURL *easy);
void  http_multi_remove(http_multi_t *m, CURL *easy);

/* Is every connection busy, and one more allowed? */
bool  http_multi_none_idle(const http_multi_t *m);

#endif
