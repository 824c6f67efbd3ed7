
/*
 * redis, private part: what _redis*.c and those of a cluster share.  Nobody
 * else includes it.
 */

#ifndef _NGX_HTTP_RELEVO_REDIS_PRIVATE_H_INCLUDED_
#define _NGX_HTTP_RELEVO_REDIS_PRIVATE_H_INCLUDED_

#include "ngx_http_relevo_redis.h"


#define ngx_http_relevo_redis_is_node(redis)                                  \
    ((redis)->cluster && !(redis)->is_facade && (redis)->bound_key == NULL)


/* _redis.c */

/* as ..._send(), without admission: for the handshake */

ngx_http_relevo_redis_op_t *ngx_http_relevo_redis_submit(
    ngx_http_relevo_redis_t *redis, u_char *cmd, size_t len, ngx_msec_t ms,
    ngx_http_relevo_redis_handler_pt handler, void *data);

/* an op not yet in a queue, used again after its completion */

ngx_http_relevo_redis_op_t *ngx_http_relevo_redis_op(
    ngx_http_relevo_redis_t *redis, ngx_http_relevo_redis_handler_pt handler,
    void *data);
void ngx_http_relevo_redis_foreground(ngx_http_relevo_redis_op_t *op);

/* a question of our own, data = redis: keeps no exiting worker alive */

ngx_int_t ngx_http_relevo_redis_ask(ngx_http_relevo_redis_t *redis,
    const char *words, ngx_http_relevo_redis_handler_pt handler);
ngx_int_t ngx_http_relevo_redis_ask_for(ngx_http_relevo_redis_t *redis,
    const char *words, ngx_msec_t ms,
    ngx_http_relevo_redis_handler_pt handler);
ngx_int_t ngx_http_relevo_redis_ask_with(ngx_http_relevo_redis_t *redis,
    const char *words, ngx_http_relevo_redis_handler_pt handler, void *data);

void ngx_http_relevo_redis_complete(ngx_http_relevo_redis_op_t *op,
    redisReply *reply);
void ngx_http_relevo_redis_deadline_handler(ngx_event_t *ev);

/* a reply has come, or the connection was lost: completes the oldest op */

void ngx_http_relevo_redis_next(ngx_http_relevo_redis_t *redis,
    ngx_queue_t *ops, redisReply *reply);
void ngx_http_relevo_redis_fail(ngx_http_relevo_redis_t *redis);

/* _redis_life.c */

void ngx_http_relevo_redis_up(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_redis_move(ngx_http_relevo_redis_t *redis,
    ngx_http_relevo_redis_state_e state, const char *why);
void ngx_http_relevo_redis_wake(ngx_http_relevo_redis_t *redis);

/* _resp.c */

u_char *ngx_http_relevo_resp_words(u_char *p, u_char *last,
    const char *words);

/* _redis_reply.c: short replies are put into redis->reply from now on */

void ngx_http_relevo_redis_replies_here(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_redis_reply_free(ngx_http_relevo_redis_t *redis,
    redisReply *reply);

/* _redis_event.c */

ngx_int_t ngx_http_relevo_redis_attach(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_redis_release(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_redis_flush_handler(ngx_event_t *ev);

/*
 * Room for len bytes that leave at the end of this turn of the event loop;
 * filled by the caller before anything else is said.  NULL: no memory.
 */

u_char *ngx_http_relevo_redis_room(ngx_http_relevo_redis_t *redis,
    size_t len);

/* _redis_hello.c */

ngx_int_t ngx_http_relevo_redis_hello(ngx_http_relevo_redis_t *redis);
ngx_uint_t ngx_http_relevo_redis_pair_is(redisReply *reply, const char *name,
    const char *value);

/* NULL, or why this relevo:meta cannot be used */

const char *ngx_http_relevo_redis_meta(redisReply *reply,
    ngx_uint_t *ret_partitions);

/* _durability.c */

ngx_uint_t ngx_http_relevo_row_rank(ngx_http_relevo_redis_t *redis);
ngx_int_t ngx_http_relevo_durability_ask(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_check_arm(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_check_handler(ngx_event_t *ev);
ngx_http_relevo_redis_op_t *ngx_http_relevo_confirm(
    ngx_http_relevo_redis_t *redis, ngx_http_relevo_redis_handler_pt handler,
    void *data);
ngx_uint_t ngx_http_relevo_is_confirmed(ngx_http_relevo_redis_t *redis,
    redisReply *reply);
void ngx_http_relevo_confirm_flush(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_confirm_fail(ngx_http_relevo_redis_t *redis);

/* _cluster.c */

void ngx_http_relevo_cluster_start(ngx_http_relevo_cluster_t *cluster);
void ngx_http_relevo_cluster_close(ngx_http_relevo_cluster_t *cluster);

/* the map as a node tells it; NULL, or why the node is no use */

const char *ngx_http_relevo_cluster_learn(ngx_http_relevo_redis_t *node,
    redisReply *reply);
void ngx_http_relevo_cluster_changed(ngx_http_relevo_redis_t *node,
    ngx_uint_t up);

/* connection to the owner of a slot, or to an address; NULL: nobody */

ngx_http_relevo_redis_t *ngx_http_relevo_cluster_node(
    ngx_http_relevo_cluster_t *cluster, ngx_uint_t slot);
ngx_http_relevo_redis_t *ngx_http_relevo_cluster_at(
    ngx_http_relevo_cluster_t *cluster, const cluster_addr_t *addr);
const cluster_addr_t *ngx_http_relevo_cluster_addr(
    ngx_http_relevo_cluster_t *cluster, ngx_uint_t slot);
void ngx_http_relevo_cluster_moved(ngx_http_relevo_cluster_t *cluster,
    ngx_uint_t slot, const cluster_addr_t *to);

/* the weakest row of all masters, into the facade */

void ngx_http_relevo_cluster_row(ngx_http_relevo_cluster_t *cluster);
void ngx_http_relevo_cluster_account(ngx_http_relevo_redis_t *node);

/* _call.c */

void ngx_http_relevo_call_park(ngx_http_relevo_call_t *call);
void ngx_http_relevo_calls_wake(ngx_http_relevo_cluster_t *cluster);
void ngx_http_relevo_calls_init(ngx_http_relevo_cluster_t *cluster,
    ngx_log_t *log);
void ngx_http_relevo_calls_close(ngx_http_relevo_cluster_t *cluster);
ngx_http_relevo_redis_op_t *ngx_http_relevo_call_words(
    ngx_http_relevo_redis_t *facade, const char *words, ngx_msec_t ms,
    ngx_http_relevo_redis_handler_pt handler, void *data);

/* _rollback.c */

void ngx_http_relevo_marks_check(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_marks_free(ngx_http_relevo_redis_t *redis);


#endif /* _NGX_HTTP_RELEVO_REDIS_PRIVATE_H_INCLUDED_ */
