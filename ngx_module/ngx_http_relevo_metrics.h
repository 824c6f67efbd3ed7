
/*
 * metrics - what this nginx counts, one line each.
 *
 * A fixed-size shared zone holds one block per worker slot, aligned to cache
 * lines, so that workers never share a line; /metrics sums the blocks.  A
 * reloading worker and its successor share a slot for a moment, therefore
 * additions are atomic.  Gauges are set by the slot's newest worker only.
 */

#ifndef _NGX_HTTP_RELEVO_METRICS_H_INCLUDED_
#define _NGX_HTTP_RELEVO_METRICS_H_INCLUDED_

#include <ngx_config.h>
#include <ngx_core.h>


/* M(name, kind, help) */

#define NGX_HTTP_RELEVO_METRICS(M)                                            \
    M(requests,          counter, "requests of relevo locations")             \
    M(accepted,          counter, "requests answered 200 with durable records")\
    M(records,           counter, "records appended to the ingress log")      \
    M(record_bytes,      counter, "bytes of accepted request bodies")         \
    M(malformed,         counter, "authentic but unreadable: dead letters")   \
    M(bad_signature,     counter, "refused 401: signature or token")          \
    M(bad_verify,        counter, "refused 403: endpoint verification")       \
    M(bad_method,        counter, "refused 405")                              \
    M(bad_request,       counter, "refused 400")                              \
    M(bad_encoding,      counter, "refused 415: compressed body")             \
    M(too_large,         counter, "refused 413 by a limit of the module")     \
    M(unavailable,       counter, "answered 503: not appended for certain")   \
    M(endpoint_unknown,  counter, "refused 404: no such endpoint")            \
    M(endpoint_unusable, counter, "answered 503: endpoint cannot be used")    \
    M(endpoint_unloaded, counter, "answered 503: no endpoint was loaded yet") \
    M(endpoint_loads,    counter, "times the rows were taken over")           \
    M(endpoint_zone_full, counter, "endpoints too many for the shared zone")  \
    M(account_unknown,   counter, "requests whose accounts are nobody's")     \
    M(verified,          counter, "endpoint verifications answered")          \
    M(aborted,           counter, "requests that ended before Redis replied") \
    M(chat_sessions,     counter, "web chat sessions opened or renewed")      \
    M(live_opened,       counter, "live streams opened")                      \
    M(live_refused,      counter, "live streams refused")                     \
    M(live_resumed,      counter, "live streams resumed by Last-Event-ID")    \
    M(live_resets,       counter, "reset frames sent")                        \
    M(live_dropped,      counter, "live streams closed: too slow")            \
    M(live_events,       counter, "events read from the live stream")         \
    M(live_malformed,    counter, "entries of the live stream not understood")\
    M(live_frames,       counter, "event frames sent to clients")             \
    M(redis_connects,    counter, "connections to Redis made ready")          \
    M(redis_failures,    counter, "connections to Redis lost or not made")    \
    M(redis_timeouts,    counter, "connections given up: no reply in time")   \
    M(redis_orphans,     counter, "replies whose request had gone")           \
    M(redis_overload,    counter, "commands refused: too many in flight")     \
    M(redis_oom,         counter, "error replies OOM")                        \
    M(redis_readonly,    counter, "error replies READONLY")                   \
    M(redis_loading,     counter, "error replies LOADING")                    \
    M(redis_misconf,     counter, "error replies MISCONF")                    \
    M(redis_noauth,      counter, "error replies NOAUTH, NOPERM, WRONGPASS")  \
    M(redis_errors,      counter, "other error replies")                      \
    M(redis_moved,       counter, "error replies MOVED")                      \
    M(redis_asked,       counter, "error replies ASK and TRYAGAIN")           \
    M(redis_clusterdown, counter, "error replies CLUSTERDOWN")                \
    M(redis_waits,       counter, "WAIT commands sent")                       \
    M(redis_unconfirmed, counter, "WAIT answered by fewer replicas than asked")\
    M(redis_weak,        counter, "appends refused: Redis is too weak")       \
    M(redis_rolled_back, counter, "streams found behind what they confirmed") \
    M(redis_up,          gauge,   "workers connected to Redis")               \
    M(redis_inflight,    gauge,   "commands waiting for Redis")               \
    M(redis_inflight_bytes, gauge, "bytes of commands waiting for Redis")     \
    M(live_clients,      gauge,   "live streams open")                        \
    M(endpoints,         gauge,   "endpoints known, sum of the workers")      \
    M(accounts,          gauge,   "accounts known, sum of the workers")


#define ngx_http_relevo_metric_enum(name, kind, help)  NGX_HTTP_RELEVO_##name,

enum {
    NGX_HTTP_RELEVO_METRICS(ngx_http_relevo_metric_enum)
    NGX_HTTP_RELEVO_METRICS_N
};


/* the block of this process; never NULL: a private one before init_process */

extern ngx_atomic_t  *ngx_http_relevo_counters;


#define ngx_http_relevo_count(name, n)                                        \
    (void) ngx_atomic_fetch_add(                                              \
               &ngx_http_relevo_counters[NGX_HTTP_RELEVO_##name], n)

/* an exiting worker leaves the gauges of its slot to its successor */

#define ngx_http_relevo_gauge(name, n)                                        \
    if (!ngx_exiting) {                                                       \
        ngx_http_relevo_counters[NGX_HTTP_RELEVO_##name] =                    \
                                                      (ngx_atomic_uint_t) (n);\
    }


ngx_int_t ngx_http_relevo_metrics_zone(ngx_conf_t *cf, void *tag,
    ngx_shm_zone_t **ret_zone);
void ngx_http_relevo_metrics_attach(ngx_shm_zone_t *zone);
ngx_atomic_uint_t ngx_http_relevo_metrics_sum(ngx_shm_zone_t *zone,
    ngx_uint_t metric);


#endif /* _NGX_HTTP_RELEVO_METRICS_H_INCLUDED_ */
