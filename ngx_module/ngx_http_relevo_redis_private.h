
/*
 * redis, private part: what _redis.c, _redis_event.c and _redis_hello.c
 * share.  Nobody else includes it.
 */

#ifndef _NGX_HTTP_RELEVO_REDIS_PRIVATE_H_INCLUDED_
#define _NGX_HTTP_RELEVO_REDIS_PRIVATE_H_INCLUDED_

#include "ngx_http_relevo_redis.h"


/* _redis.c */

/* as ..._send(), without admission: for the handshake */

ngx_http_relevo_redis_op_t *ngx_http_relevo_redis_submit(
    ngx_http_relevo_redis_t *redis, u_char *cmd, size_t len, ngx_msec_t ms,
    ngx_http_relevo_redis_handler_pt handler, void *data);
void ngx_http_relevo_redis_complete(ngx_http_relevo_redis_op_t *op,
    redisReply *reply);
void ngx_http_relevo_redis_up(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_redis_move(ngx_http_relevo_redis_t *redis,
    ngx_http_relevo_redis_state_e state, const char *why);
u_char *ngx_http_relevo_resp_words(u_char *p, u_char *last,
    const char *words);

/* _redis_event.c */

ngx_int_t ngx_http_relevo_redis_attach(ngx_http_relevo_redis_t *redis);
void ngx_http_relevo_redis_flush_handler(ngx_event_t *ev);

/* _redis_hello.c */

ngx_int_t ngx_http_relevo_redis_hello(ngx_http_relevo_redis_t *redis);


#endif /* _NGX_HTTP_RELEVO_REDIS_PRIVATE_H_INCLUDED_ */
