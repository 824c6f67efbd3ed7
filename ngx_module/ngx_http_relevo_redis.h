
/*
 * redis - one pipelined hiredis connection of one nginx worker.
 *
 * The object lives as long as the worker; the hiredis context inside comes
 * and goes.  Every call completes exactly once: with a reply, or with NULL
 * (the connection was lost, timed out or could not be made).  Replies are
 * FIFO, so a late one means a dead connection: all its calls fail together.
 *
 * States:
 *   DOWN        no connection; a jittered timer is set to try again
 *   CONNECTING  connect(2) and the handshake are under way
 *   READY       authenticated, relevo:meta read: commands are accepted
 */

#ifndef _NGX_HTTP_RELEVO_REDIS_H_INCLUDED_
#define _NGX_HTTP_RELEVO_REDIS_H_INCLUDED_

#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_event.h>

#include <hiredis/hiredis.h>
#include <hiredis/async.h>


/* "$1234567890\r\n": what goes before a bulk string */

#define NGX_HTTP_RELEVO_RESP_LEN   (NGX_SIZE_T_LEN + sizeof("$\r\n") - 1)


typedef enum {
    NGX_HTTP_RELEVO_REDIS_DOWN = 0,
    NGX_HTTP_RELEVO_REDIS_CONNECTING,
    NGX_HTTP_RELEVO_REDIS_READY
} ngx_http_relevo_redis_state_e;


typedef enum {
    NGX_HTTP_RELEVO_DURABILITY_UNKNOWN = 0, /* CONFIG GET was refused */
    NGX_HTTP_RELEVO_DURABILITY_NONE,        /* no AOF, or entries evicted */
    NGX_HTTP_RELEVO_DURABILITY_EVERYSEC,    /* the last second may be lost */
    NGX_HTTP_RELEVO_DURABILITY_ALWAYS       /* fsynced before each 200 */
} ngx_http_relevo_durability_e;


typedef struct {
    ngx_str_t                       server;         /* as configured */
    char                           *path;           /* unix socket, or */
    char                           *ip;             /* numeric address */
    in_port_t                       port;
    ngx_str_t                       user;
    ngx_str_t                       password;
    ngx_msec_t                      timeout;
    ngx_uint_t                      max_inflight;
    size_t                          max_inflight_bytes;
} ngx_http_relevo_redis_conf_t;


typedef struct ngx_http_relevo_redis_s     ngx_http_relevo_redis_t;
typedef struct ngx_http_relevo_redis_op_s  ngx_http_relevo_redis_op_t;

/* reply is borrowed, valid during the call; NULL: no reply will come */

typedef void (*ngx_http_relevo_redis_handler_pt)(void *data,
    redisReply *reply);

/* the connection became ready (up) or was lost; never both for one change */

typedef void (*ngx_http_relevo_redis_hook_pt)(void *data, ngx_uint_t up);


struct ngx_http_relevo_redis_op_s {
    ngx_queue_t                        queue;       /* inflight or waiting */
    ngx_http_relevo_redis_t           *redis;
    ngx_http_relevo_redis_handler_pt   handler;     /* NULL: detached */
    void                              *data;
    ngx_msec_t                         deadline;
    size_t                             size;
    unsigned                           foreground:1;
};


struct ngx_http_relevo_redis_s {

    /* ident must follow three pointers, as fd in ngx_connection_t */

    redisAsyncContext                 *ac;          /* NULL when DOWN */
    ngx_connection_t                  *c;           /* its fd is of hiredis */
    ngx_log_t                         *log;         /* of the cycle */
    ngx_int_t                          ident;       /* -1 */

    const char                        *name;        /* for logs */
    ngx_http_relevo_redis_conf_t      *conf;
    ngx_http_relevo_redis_state_e      state;

    /*
     * background: the connection never keeps an exiting worker alive (the
     * live reader); its hook hears of the exit in time
     */

    unsigned                           background:1;
    unsigned                           flushing:1;
    unsigned                           logged_down:1;

    ngx_queue_t                        inflight;    /* FIFO of ops */
    ngx_queue_t                        waiting;     /* for READY */
    ngx_uint_t                         nops;        /* in flight */
    ngx_uint_t                         nforeground; /* ops of requests */
    size_t                             nbytes;

    ngx_event_t                        flush;       /* posted, once per turn */
    ngx_event_t                        deadline;    /* of the oldest op */
    ngx_event_t                        reconnect;
    ngx_msec_t                         backoff;

    ngx_http_relevo_redis_hook_pt      hook;        /* may be NULL */
    void                              *hook_data;

    /* learned in the handshake */

    ngx_uint_t                         partitions;  /* 0: never ready yet */
    ngx_http_relevo_durability_e       durability;
};


ngx_http_relevo_redis_t *ngx_http_relevo_redis_create(ngx_cycle_t *cycle,
    ngx_http_relevo_redis_conf_t *conf, const char *name);
void ngx_http_relevo_redis_start(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_redis_close(ngx_http_relevo_redis_t *redis);

/*
 * Sends one RESP command; cmd is copied.  NULL: refused, the handler will not
 * run (down, or over max_inflight).  ms = 0: the configured timeout.
 */
ngx_http_relevo_redis_op_t *ngx_http_relevo_redis_send(
    ngx_http_relevo_redis_t *redis, u_char *cmd, size_t len, ngx_msec_t ms,
    ngx_http_relevo_redis_handler_pt handler, void *data);

/* the same for short commands given as words: "HGETALL relevo:stats" */

ngx_http_relevo_redis_op_t *ngx_http_relevo_redis_words(
    ngx_http_relevo_redis_t *redis, const char *words, ngx_msec_t ms,
    ngx_http_relevo_redis_handler_pt handler, void *data);

/*
 * Calls the handler (with a NULL reply) as soon as the connection has become
 * READY or has failed.  NULL: it is DOWN, do not wait.
 */
ngx_http_relevo_redis_op_t *ngx_http_relevo_redis_wait(
    ngx_http_relevo_redis_t *redis, ngx_http_relevo_redis_handler_pt handler,
    void *data);

/* the caller goes away: its handler will not run */

void ngx_http_relevo_redis_detach(ngx_http_relevo_redis_op_t *op);

/* NGX_OK, or NGX_ERROR for NULL and error replies (counted, logged) */

ngx_int_t ngx_http_relevo_redis_check(ngx_http_relevo_redis_t *redis,
    redisReply *reply);

/* tears the connection down; every call completes; a reconnect is set */

void ngx_http_relevo_redis_down(ngx_http_relevo_redis_t *redis,
    const char *why);

/* the durability row a reply to CONFIG GET stands for */

#define NGX_HTTP_RELEVO_CONFIG_GET                                            \
    "CONFIG GET appendonly appendfsync no-appendfsync-on-rewrite"             \
    " maxmemory-policy"

void ngx_http_relevo_redis_durability(ngx_http_relevo_redis_t *redis,
    redisReply *reply);

u_char *ngx_http_relevo_resp_bulk(u_char *p, const void *data, size_t len);


#define ngx_http_relevo_redis_is_ready(redis)                                 \
    ((redis) != NULL && (redis)->state == NGX_HTTP_RELEVO_REDIS_READY)


#endif /* _NGX_HTTP_RELEVO_REDIS_H_INCLUDED_ */
