
/*
 * redis - Redis as one nginx worker sees it: one pipelined connection, or, on
 * a cluster, one per master behind a facade of the same type.
 *
 * The object lives as long as the worker; the hiredis context inside comes
 * and goes.  Every call completes exactly once: with a reply, or with NULL
 * (the connection was lost, timed out or could not be made).  Replies are
 * FIFO, so a late one means a dead connection: all its calls fail together.
 *
 * A facade (is_facade) has no connection of its own.  It is READY once the map
 * and relevo:meta are known; _words() sends to the node that has the key and
 * follows redirections.  Whatever writes uses ngx_http_relevo_call_t.
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

#include "common/cluster.h"


/* "$1234567890\r\n": what goes before a bulk string */

#define NGX_HTTP_RELEVO_RESP_LEN   (NGX_SIZE_T_LEN + sizeof("$\r\n") - 1)


typedef enum {
    NGX_HTTP_RELEVO_REDIS_DOWN = 0,
    NGX_HTTP_RELEVO_REDIS_CONNECTING,
    NGX_HTTP_RELEVO_REDIS_READY
} ngx_http_relevo_redis_state_e;


/* what Redis runs at */

typedef enum {
    NGX_HTTP_RELEVO_DURABILITY_UNVERIFIED = 0, /* CONFIG GET was refused */
    NGX_HTTP_RELEVO_DURABILITY_NONE,        /* no AOF, or entries evicted */
    NGX_HTTP_RELEVO_DURABILITY_EVERYSEC,    /* the last second may be lost */
    NGX_HTTP_RELEVO_DURABILITY_FSYNC        /* fsynced before each 200 */
} ngx_http_relevo_durability_e;


/* what relevo_durability demands */

typedef enum {
    NGX_HTTP_RELEVO_LEVEL_UNSET = 0,        /* fsync */
    NGX_HTTP_RELEVO_LEVEL_FSYNC,
    NGX_HTTP_RELEVO_LEVEL_REPLICA,
    NGX_HTTP_RELEVO_LEVEL_RELAXED
} ngx_http_relevo_level_e;


typedef struct {
    ngx_http_relevo_level_e         level;
    ngx_uint_t                      replicas;       /* of REPLICA */
    ngx_msec_t                      wait;           /* for them */
} ngx_http_relevo_demand_t;


typedef struct {
    ngx_str_t                       server;         /* as configured */
    ngx_http_relevo_demand_t        demand;
    ngx_array_t                    *seeds;          /* cluster_addr_t; NULL:
                                                       one server */
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
typedef struct ngx_http_relevo_cluster_s   ngx_http_relevo_cluster_t;
typedef struct ngx_http_relevo_mark_s      ngx_http_relevo_mark_t;
typedef struct ngx_http_relevo_call_s      ngx_http_relevo_call_t;

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


/* a short string as a reply, of one connection; see _redis_reply.c */

typedef struct {
    redisReply                         reply;
    char                               text[64];
} ngx_http_relevo_redis_reply_t;


/* bytes on their way to Redis; kept for the next turn */

typedef struct {
    u_char                            *start;
    u_char                            *pos;         /* next to be sent */
    u_char                            *last;
    u_char                            *end;
} ngx_http_relevo_redis_out_t;


struct ngx_http_relevo_redis_s {

    /* ident must follow three pointers, as fd in ngx_connection_t */

    redisContext                      *hiredis;     /* NULL when DOWN */
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
    unsigned                           is_facade:1;
    unsigned                           asking:1;    /* ASKING before each */
    unsigned                           connected:1;
    unsigned                           replying:1;  /* inside of a handler */
    unsigned                           logged_down:1;
    unsigned                           is_closed:1; /* does not come back */
    unsigned                           is_owner:1;  /* node: has slots */
    unsigned                           weak:1;      /* less than demanded */
    unsigned                           confirming_sent:1;

    /*
     * NULL: one server.  Else the facade's own, a node's, or, with bound_key,
     * that of a connection which goes to whatever node has this key.
     */

    ngx_http_relevo_cluster_t         *cluster;
    const char                        *bound_key;
    cluster_addr_t                     ask;         /* bound: go here once */
    cluster_addr_t                     at;          /* where it went */

    ngx_http_relevo_redis_out_t        out;
    ngx_http_relevo_redis_reply_t      reply;       /* a short one */
    uint64_t                           heard;       /* ns: the last read */
    ngx_queue_t                        inflight;    /* FIFO of ops */
    ngx_queue_t                        lost;        /* went down with it */
    ngx_queue_t                        waiting;     /* for READY */
    ngx_queue_t                        unconfirmed; /* for the next WAIT */
    ngx_queue_t                        confirming;  /* by the one sent */
    ngx_queue_t                        spare;       /* ops to be used again */
    ngx_uint_t                         nops;        /* in flight */
    ngx_uint_t                         nforeground; /* ops of requests */
    size_t                             nbytes;

    ngx_event_t                        flush;       /* posted, once per turn */
    ngx_event_t                        deadline;    /* of the oldest op */
    ngx_event_t                        reconnect;
    ngx_event_t                        check;       /* of durability */
    ngx_msec_t                         backoff;

    ngx_http_relevo_redis_hook_pt      hook;        /* may be NULL */
    void                              *hook_data;

    /* learned in the handshake */

    ngx_uint_t                         partitions;  /* 0: never ready yet */
    ngx_http_relevo_durability_e       durability;
    ngx_uint_t                         replicas;    /* online */

    ngx_uint_t                         generation;  /* times it was READY */
    ngx_http_relevo_mark_t            *marks;       /* per partition */
    ngx_uint_t                         nmarks;

    /* of a node: what the facade's numbers hold of it */

    ngx_uint_t                         told_ops;
    size_t                             told_bytes;
};


/*
 * A command about one key: goes to the node that has it, follows MOVED and
 * ASK, waits for what passes (TRYAGAIN, CLUSTERDOWN, LOADING) until its
 * deadline.  A write is also confirmed by the replicas that the durability
 * level demands.  Embedded in something that outlives it or cancels it.
 */

struct ngx_http_relevo_call_s {
    ngx_queue_t                        queue;       /* parked */
    ngx_http_relevo_redis_t           *redis;       /* facade, or the one */
    ngx_http_relevo_redis_t           *conn;        /* that has it now */
    ngx_http_relevo_redis_op_t        *op;
    ngx_http_relevo_redis_op_t        *confirm;
    ngx_msec_t                         deadline;
    cluster_addr_t                     ask;
    ngx_uint_t                         slot;
    ngx_uint_t                         redirects;
    unsigned                           is_write:1;
    unsigned                           has_ask:1;
    unsigned                           is_parked:1;

    /* hands the command to conn with this handler and the call as data */

    ngx_http_relevo_redis_op_t      *(*send)(ngx_http_relevo_call_t *call,
                                           ngx_http_relevo_redis_handler_pt
                                           handler);

    /* the server's last word, borrowed; NULL: none will come */

    ngx_int_t                        (*reply)(ngx_http_relevo_call_t *call,
                                           redisReply *reply);

    /* the end, once: NGX_OK after a good reply that was also confirmed */

    void                             (*done)(ngx_http_relevo_call_t *call,
                                           ngx_int_t rc);
};


/* NGX_AGAIN: done will run, not before this returns; NGX_ERROR: refused */

ngx_int_t ngx_http_relevo_call_start(ngx_http_relevo_call_t *call);

/* neither reply nor done will run */

void ngx_http_relevo_call_cancel(ngx_http_relevo_call_t *call);


ngx_http_relevo_redis_t *ngx_http_relevo_redis_create(ngx_cycle_t *cycle,
    ngx_http_relevo_redis_conf_t *conf, const char *name);

/* makes it the facade of the cluster that conf->seeds lead to */

ngx_int_t ngx_http_relevo_cluster_create(ngx_cycle_t *cycle,
    ngx_http_relevo_redis_t *facade);

void ngx_http_relevo_redis_start(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_redis_close(ngx_http_relevo_redis_t *redis);

/*
 * Sends one RESP command; cmd is copied.  NULL: refused, the handler will not
 * run (down, or over max_inflight).  ms = 0: the configured timeout.
 */
ngx_http_relevo_redis_op_t *ngx_http_relevo_redis_send(
    ngx_http_relevo_redis_t *redis, u_char *cmd, size_t len, ngx_msec_t ms,
    ngx_http_relevo_redis_handler_pt handler, void *data);

/* the same where the caller writes the len bytes to *ret_cmd, at once */

ngx_http_relevo_redis_op_t *ngx_http_relevo_redis_begin(
    ngx_http_relevo_redis_t *redis, size_t len, ngx_msec_t ms,
    ngx_http_relevo_redis_handler_pt handler, void *data, u_char **ret_cmd);

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

/*
 * Durability: what a reply to CONFIG GET stands for; is what runs at least
 * what is demanded; both as text of at most 24 bytes.
 */

#define NGX_HTTP_RELEVO_CONFIG_GET                                            \
    "CONFIG GET appendonly appendfsync no-appendfsync-on-rewrite"             \
    " maxmemory-policy"

void ngx_http_relevo_redis_durability(ngx_http_relevo_redis_t *redis,
    redisReply *reply);
ngx_uint_t ngx_http_relevo_durability_is_met(ngx_http_relevo_redis_t *redis);
u_char *ngx_http_relevo_durability_name(u_char *p,
    ngx_http_relevo_redis_t *redis);
u_char *ngx_http_relevo_demand_name(u_char *p,
    ngx_http_relevo_demand_t *demand);

/* of a cluster: every slot has a master that answers */

ngx_uint_t ngx_http_relevo_redis_is_whole(ngx_http_relevo_redis_t *redis);

/* the i-th master that answers, of one server: itself; NULL: no more */

ngx_http_relevo_redis_t *ngx_http_relevo_redis_master(
    ngx_http_relevo_redis_t *redis, ngx_uint_t i);

/* what this worker was promised of a partition: "1795-4" is there */

void ngx_http_relevo_mark(ngx_http_relevo_call_t *call,
    ngx_uint_t partition, redisReply *id);

u_char *ngx_http_relevo_decimal(u_char *p, ngx_uint_t n);
u_char *ngx_http_relevo_resp_len(u_char *p, size_t len);
u_char *ngx_http_relevo_resp_bulk(u_char *p, const void *data, size_t len);


#define ngx_http_relevo_redis_is_ready(redis)                                 \
    ((redis) != NULL && (redis)->state == NGX_HTTP_RELEVO_REDIS_READY)


#endif /* _NGX_HTTP_RELEVO_REDIS_H_INCLUDED_ */
