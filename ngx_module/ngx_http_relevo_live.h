
/*
 * live, private part: what _live.c (reader), _live_client.c (life of a client),
 * _live_resume.c, _live_stream.c and _live_event.c (entries) share.
 */

#ifndef _NGX_HTTP_RELEVO_LIVE_H_INCLUDED_
#define _NGX_HTTP_RELEVO_LIVE_H_INCLUDED_

#include "ngx_http_relevo.h"
#include "common/stream_id.h"


#define NGX_HTTP_RELEVO_LIVE_KEY       "relevo:live"
#define NGX_HTTP_RELEVO_LIVE_RESUME    10000    /* entries, at most */
#define NGX_HTTP_RELEVO_LIVE_PAGE      500      /* of them in one reply */
#define NGX_HTTP_RELEVO_LIVE_BEAT      15000    /* ms */
#define NGX_HTTP_RELEVO_LIVE_BLOCK     512      /* bytes of one send buffer */
#define NGX_HTTP_RELEVO_LIVE_ID_LEN    (2 * NGX_INT64_LEN + 1)
#define NGX_HTTP_RELEVO_LIVE_LISTENERS 1024     /* lists, by their hash */


/* a stream id: entries are ordered by it */

typedef stream_id_t  ngx_http_relevo_id_t;


/* an entry as it was read; borrowed from the reply */

typedef struct {
    ngx_http_relevo_id_t          id;
    ngx_str_t                     tenant;
    ngx_str_t                     audience;
    ngx_str_t                     event;
    unsigned                      is_reset:1;
    unsigned                      is_endpoints:1;   /* endpoints.changed */
    unsigned                      is_rights:1;      /* rights.changed */
} ngx_http_relevo_entry_t;


/*
 * States of a client:
 *   WAITING   for the reader's position; no header sent yet
 *   RESUMING  hello sent, XRANGE under way; not in the fan-out
 *   JOINED    in the fan-out: gets every entry after `after`
 *   CLOSED    to be finalized when nobody walks a list of clients
 */

typedef enum {
    NGX_HTTP_RELEVO_CLIENT_WAITING = 0,
    NGX_HTTP_RELEVO_CLIENT_RESUMING,
    NGX_HTTP_RELEVO_CLIENT_JOINED,
    NGX_HTTP_RELEVO_CLIENT_CLOSED
} ngx_http_relevo_client_state_e;


struct ngx_http_relevo_client_s {
    ngx_queue_t                   queue;        /* of its state */
    ngx_queue_t                   same;         /* of its listener's hash */
    ngx_queue_t                   dirty;        /* frames to be sent */
    ngx_http_request_t           *request;
    ngx_http_relevo_live_t       *live;
    ngx_http_relevo_listener_t    listener;
    ngx_http_relevo_client_state_e  state;

    ngx_http_relevo_id_t          after;        /* has all up to here */
    ngx_http_relevo_redis_op_t   *op;           /* XRANGE */
    ngx_http_relevo_id_t          target;       /* position when it went */
    ngx_uint_t                    resumed;      /* entries so far */
    ngx_uint_t                    nblocks;

    ngx_chain_t                  *out;          /* not yet handed to nginx */
    ngx_chain_t                 **last;
    ngx_chain_t                  *busy;
    ngx_chain_t                  *free;

    ngx_int_t                     rc;           /* to finalize with */
    unsigned                      is_dirty:1;
    unsigned                      is_streaming:1;
    unsigned                      is_ending:1;  /* when its frames are out */
    unsigned                      has_last_id:1;
};


/*
 * The reader of this worker.  position: every entry up to it has been given
 * to the clients; it is unknown until the reader was ready once.
 */

struct ngx_http_relevo_live_s {

    /* ident must follow three pointers, as fd in ngx_connection_t */

    ngx_http_relevo_main_conf_t  *conf;
    ngx_http_relevo_redis_t      *redis;        /* the blocking one */
    ngx_log_t                    *log;
    ngx_int_t                     ident;

    ngx_http_relevo_id_t          position;
    unsigned                      has_position:1;
    unsigned                      is_reading:1; /* position is current */

    ngx_queue_t                   clients[NGX_HTTP_RELEVO_CLIENT_CLOSED + 1];
    ngx_queue_t                   listeners[NGX_HTTP_RELEVO_LIVE_LISTENERS];
    ngx_queue_t                   dirty;
    ngx_uint_t                    nclients;
    ngx_event_t                   beat;
    ngx_event_t                   flush;        /* posted */
};


/* _live_event.c */

ngx_int_t ngx_http_relevo_id_parse(u_char *p, size_t len,
    ngx_http_relevo_id_t *ret_id);
ngx_int_t ngx_http_relevo_id_cmp(const ngx_http_relevo_id_t *a,
    const ngx_http_relevo_id_t *b);
u_char *ngx_http_relevo_id_write(u_char *p, const ngx_http_relevo_id_t *id);

/* of what XINFO STREAM says; NULL: it does not say that */

redisReply *ngx_http_relevo_stream_field(redisReply *reply, const char *name);

ngx_int_t ngx_http_relevo_entry_read(redisReply *reply,
    ngx_http_relevo_entry_t *ret_entry);
ngx_uint_t ngx_http_relevo_entry_is_for(ngx_http_relevo_entry_t *entry,
    ngx_http_relevo_listener_t *listener);

/* one visitor of one tenant, one token */

ngx_uint_t ngx_http_relevo_listener_is(const ngx_http_relevo_listener_t *a,
    const ngx_http_relevo_listener_t *b);

/* _live_client.c */

void ngx_http_relevo_client_start(ngx_http_relevo_client_t *client);
void ngx_http_relevo_client_reset(ngx_http_relevo_client_t *client);
void ngx_http_relevo_client_event(ngx_http_relevo_client_t *client,
    ngx_http_relevo_entry_t *entry);
void ngx_http_relevo_client_beat(ngx_http_relevo_client_t *client);
void ngx_http_relevo_client_close(ngx_http_relevo_client_t *client,
    ngx_int_t rc);
void ngx_http_relevo_client_join(ngx_http_relevo_client_t *client);
void ngx_http_relevo_client_move(ngx_http_relevo_client_t *client,
    ngx_http_relevo_client_state_e state);

/* _live_stream.c */

void ngx_http_relevo_client_frame(ngx_http_relevo_client_t *client,
    const char *name, const ngx_http_relevo_id_t *id, ngx_str_t *data);
void ngx_http_relevo_client_send(ngx_http_relevo_client_t *client);

/* _live_resume.c */

void ngx_http_relevo_client_resume(ngx_http_relevo_client_t *client);

/*
 * Sends what is dirty, finalizes what is closed.  From a posted event, so that
 * no request ends under a handler of its own or under a walk of a list.
 */

void ngx_http_relevo_clients_flush_handler(ngx_event_t *ev);

#define ngx_http_relevo_clients_flush(live)                                   \
    if (!(live)->flush.posted) {                                              \
        ngx_post_event(&(live)->flush, &ngx_posted_events);                   \
    }


#endif /* _NGX_HTTP_RELEVO_LIVE_H_INCLUDED_ */
