
/*
 * limits - what is refused, what waits behind others, what is shed.
 *
 * _limits.c         the hooks of a request, in its order
 * _limits_append.c  the last of them: shed, or behind others
 * _limits_conf.c    their directives
 * _meter.c          rates of addresses and tenants, in shared memory
 * _watermarks.c     how full Redis is, asked in the background
 *
 * Only the watermarks refuse an authentic webhook, and the number of requests
 * one nginx worker holds.  A tenant above its rate is not refused: its records
 * carry RECORD_FLAG_SLOW.  All shared state is words changed by atomic
 * operations; nothing here takes a lock.
 */

#ifndef _NGX_HTTP_RELEVO_LIMITS_H_INCLUDED_
#define _NGX_HTTP_RELEVO_LIMITS_H_INCLUDED_

#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>

#include "common/shed.h"
#include "common/slice.h"


#define NGX_HTTP_RELEVO_PARTITIONS_END   65536
#define NGX_HTTP_RELEVO_MINUTE           (60 * (uint64_t) 1000000)  /* us */


/* n in a window: "100r/m" is 100 in a minute, all of them at once if so */

typedef struct {
    ngx_uint_t                      n;              /* 0: off */
    uint64_t                        window;         /* us */
} ngx_http_relevo_rate_t;


typedef struct {
    uint64_t                        value;
    unsigned                        is_percent:1;
} ngx_http_relevo_watermark_t;


/* of http{} */

typedef struct {
    size_t                          zone_size;
    ngx_shm_zone_t                 *zone;
    ngx_uint_t                      max_inflight;
    ngx_msec_t                      interval;

    /* per class: it is refused from here on; no: off */

    ngx_flag_t                      use_memory;
    ngx_flag_t                      use_stream;
    ngx_http_relevo_watermark_t     memory[SHED_CLASSES];
    uint64_t                        stream[SHED_CLASSES];
} ngx_http_relevo_limits_main_t;


/* of a location */

typedef struct {
    ngx_http_relevo_rate_t          bad_signature;  /* of an address */
    ngx_http_complex_value_t       *address;        /* NULL: the client's */
    ngx_http_relevo_rate_t          tenant;
    ngx_http_relevo_rate_t          api;            /* of a token */
    ngx_http_relevo_rate_t          unknown;        /* tokens of an address */
    ngx_http_relevo_rate_t          login;          /* of an address */
    size_t                          max_body;
    ngx_uint_t                      max_depth;
    ngx_uint_t                      max_accounts;
    ngx_uint_t                      max_updates;
} ngx_http_relevo_limits_loc_t;


/* the zone: one row per set of meters, what was learned of Redis */

typedef struct {
    uint64_t                        key;            /* 0: never used */
    uint64_t                        until;          /* us, see _meter.c */
} ngx_http_relevo_meter_t;


typedef struct {
    uint64_t                        salt;
    ngx_http_relevo_meter_t        *meters;
    uint64_t                        mask;           /* sets - 1 */

    ngx_atomic_t                    poll_at;        /* ms */
    ngx_atomic_t                    polled;         /* answers of INFO */
    ngx_atomic_t                    memory;         /* bytes */
    ngx_atomic_t                    memory_max;
    ngx_atomic_t                    memory_level;
    ngx_atomic_t                    partitions;     /* asked about */
    ngx_atomic_t                    length[NGX_HTTP_RELEVO_PARTITIONS_END];
    u_char                          level[NGX_HTTP_RELEVO_PARTITIONS_END];
} ngx_http_relevo_limits_shm_t;


struct ngx_http_relevo_ctx_s;

/* _limits.c: NGX_OK, or the status to refuse with */

ngx_int_t ngx_http_relevo_limit_begin(ngx_http_request_t *r,
    struct ngx_http_relevo_ctx_s *ctx);
ngx_int_t ngx_http_relevo_limit_bad_signature(ngx_http_request_t *r,
    struct ngx_http_relevo_ctx_s *ctx);
ngx_int_t ngx_http_relevo_limit_content(ngx_http_request_t *r,
    struct ngx_http_relevo_ctx_s *ctx, slice_t body, ngx_int_t rc);

/* _limits_append.c: the same */

ngx_int_t ngx_http_relevo_limit_append(ngx_http_request_t *r,
    struct ngx_http_relevo_ctx_s *ctx);

/* _limits_conf.c */

void ngx_http_relevo_limits_create_main(ngx_http_relevo_limits_main_t *conf);
char *ngx_http_relevo_limits_init_main(ngx_http_relevo_limits_main_t *conf);
void ngx_http_relevo_limits_create_loc(ngx_http_relevo_limits_loc_t *conf);
void ngx_http_relevo_limits_merge_loc(ngx_http_relevo_limits_loc_t *conf,
    ngx_http_relevo_limits_loc_t *prev);
char *ngx_http_relevo_conf_rate(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
char *ngx_http_relevo_conf_memory_watermarks(ngx_conf_t *cf,
    ngx_command_t *cmd, void *conf);
char *ngx_http_relevo_conf_stream_watermarks(ngx_conf_t *cf,
    ngx_command_t *cmd, void *conf);

extern ngx_conf_num_bounds_t  ngx_http_relevo_max_inflight_bounds;
extern ngx_conf_num_bounds_t  ngx_http_relevo_max_depth_bounds;
extern ngx_conf_num_bounds_t  ngx_http_relevo_max_accounts_bounds;
extern ngx_conf_num_bounds_t  ngx_http_relevo_max_updates_bounds;

/* _meter.c */

typedef enum {
    NGX_HTTP_RELEVO_METER_BAD = 1,      /* signatures of an address */
    NGX_HTTP_RELEVO_METER_PROVEN,       /* authentic address, until then */
    NGX_HTTP_RELEVO_METER_VISITOR,      /* the same, at web chat */
    NGX_HTTP_RELEVO_METER_TENANT,
    NGX_HTTP_RELEVO_METER_API,          /* requests of a token */
    NGX_HTTP_RELEVO_METER_UNKNOWN,      /* tokens nobody has, of an address */
    NGX_HTTP_RELEVO_METER_KNOWN,        /* a token somebody has, until then */
    NGX_HTTP_RELEVO_METER_LOGIN         /* logins of an address */
} ngx_http_relevo_meter_e;

/* _limits.c: the meter of whom relevo_address names; 0: nobody counts */

uint64_t ngx_http_relevo_limit_address(ngx_http_request_t *r,
    ngx_http_relevo_limits_shm_t *sh, ngx_http_relevo_meter_e kind);

ngx_int_t ngx_http_relevo_limits_zone(ngx_conf_t *cf, void *tag,
    ngx_http_relevo_limits_main_t *conf);

uint64_t ngx_http_relevo_meter_key(ngx_http_relevo_limits_shm_t *sh,
    ngx_http_relevo_meter_e kind, const void *data, size_t len);

/* 0, or, with nothing added, us until n more will fit */

uint64_t ngx_http_relevo_meter_add(ngx_http_relevo_limits_shm_t *sh,
    uint64_t key, const ngx_http_relevo_rate_t *rate, ngx_uint_t n);
uint64_t ngx_http_relevo_meter_wait(ngx_http_relevo_limits_shm_t *sh,
    uint64_t key, const ngx_http_relevo_rate_t *rate);

/* takes an addition of one back */

void ngx_http_relevo_meter_return(ngx_http_relevo_limits_shm_t *sh,
    uint64_t key, const ngx_http_relevo_rate_t *rate);

/* us of the window that are used up */

uint64_t ngx_http_relevo_meter_used(ngx_http_relevo_limits_shm_t *sh,
    uint64_t key, const ngx_http_relevo_rate_t *rate);

/* us that are left; makes them that many */

uint64_t ngx_http_relevo_meter_left(ngx_http_relevo_limits_shm_t *sh,
    uint64_t key);
void ngx_http_relevo_meter_set(ngx_http_relevo_limits_shm_t *sh,
    uint64_t key, uint64_t left);

/* _watermarks.c */

struct ngx_http_relevo_redis_s;

ngx_int_t ngx_http_relevo_watermarks_start(ngx_cycle_t *cycle,
    ngx_http_relevo_limits_main_t *conf,
    struct ngx_http_relevo_redis_s *redis);

/* 0 to 3 classes are refused; 0 where the watermark is off */

ngx_uint_t ngx_http_relevo_watermarks_memory(
    ngx_http_relevo_limits_main_t *conf);
ngx_uint_t ngx_http_relevo_watermarks_stream(
    ngx_http_relevo_limits_main_t *conf, ngx_uint_t partition);

/* the longest stream, and the highest level of any */

void ngx_http_relevo_watermarks_streams(ngx_http_relevo_limits_main_t *conf,
    uint64_t *ret_length, ngx_uint_t *ret_level);


/* for readiness: "nothing", "statuses", ... "everything" */

const char *ngx_http_relevo_watermarks_worst(
    ngx_http_relevo_limits_main_t *conf);


static ngx_inline ngx_http_relevo_limits_shm_t *
ngx_http_relevo_limits_shm(ngx_http_relevo_limits_main_t *conf)
{
    return conf->zone->data;
}


#endif /* _NGX_HTTP_RELEVO_LIMITS_H_INCLUDED_ */
