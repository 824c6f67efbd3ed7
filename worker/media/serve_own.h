/*
 * serve_own - a request for a file, between serve.c (the socket),
 * serve_conn.c (bytes in and out) and serve_file.c (what a link opens).
 *
 *   READ -> FIND -> WRITE -> gone
 *
 * One request per connection.  The connection owns its job and its file; it
 * is freed when its handle is closed and its job has ended.
 */

#ifndef RELEVO_MEDIA_SERVE_OWN_H
#define RELEVO_MEDIA_SERVE_OWN_H

#include <uv.h>

#include "worker/engine/job.h"
#include "worker/engine/loop.h"
#include "worker/media/serve.h"

#define SERVE_HEAD   4096               /* bytes of a request, of an answer */
#define SERVE_LINK   255
#define SERVE_PIECE  65536

typedef struct conn_s  conn_t;

struct conn_s {
    conn_t     *next;
    uv_pipe_t   pipe;
    uv_write_t  write;
    alarm_t    *deadline;               /* of the head, of each write */
    job_t      *job;                    /* FIND */
    void       *found;                  /* serve_file.c's, in the job's pool */
    bool        closed;                 /* the handle is gone */
    bool        bodyless;               /* HEAD, a refusal */
    bool        busy;                   /* one too many: 503 */
    char        link[SERVE_LINK + 1];

    int         fd;                     /* of the answer; -1: none */
    uint64_t    left;                   /* bytes of it */
    size_t      len;                    /* of head */
    char        head[SERVE_HEAD + 1];   /* the request's, then the answer's */
    char        piece[SERVE_PIECE];
};

/* serve.c */
void conn_forget(conn_t *c);            /* it is being freed */

/* serve_conn.c: NULL without memory; the handle is accepted by the caller */
conn_t *conn_new(void);
void    conn_begin(conn_t *c);
void    conn_close(conn_t *c);
void    conn_refuse(conn_t *c, int status, const char *reason);
void    conn_answer(conn_t *c);         /* head, len, fd and left are set */
void    conn_settle(conn_t *c);         /* frees it when nothing is left */

/* serve_file.c: sets c->job, or refuses; the answer comes by conn_answer() or
 * conn_refuse() */
void    file_find(conn_t *c);

#endif
