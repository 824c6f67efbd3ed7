
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
    M(account_foreign,   counter, "refused 403: account of another tenant")   \
    M(verified,          counter, "endpoint verifications answered")          \
    M(aborted,           counter, "requests that ended before Redis replied") \
    M(limit_inflight,    counter, "refused 503: too many requests under way") \
    M(limit_bad_signature, counter, "refused 429: too many bad signatures")   \
    M(limit_slow,        counter, "webhooks above the rate of their tenant")  \
    M(limit_depth,       counter, "not read: JSON too deep")                  \
    M(limit_accounts,    counter, "not read: too many accounts")              \
    M(limit_updates,     counter, "not read: too many updates or accounts")   \
    M(limit_evicted,     counter, "meters forgotten early: the zone is small")\
    M(shed_status,       counter, "refused 503 by a watermark: statuses")     \
    M(shed_media,        counter, "refused 503 by a watermark: media")        \
    M(shed_text,         counter, "refused 503 by a watermark: the rest")     \
    M(watermark_unknown, counter, "times Redis did not say how full it is")   \
    M(chat_sessions,     counter, "web chat sessions opened or renewed")      \
    M(chat_uploads,      counter, "files of web chat accepted")               \
    M(chat_upload_bytes, counter, "bytes of them")                            \
    M(chat_upload_failed, counter, "answered 503: a file was not written")    \
    M(live_opened,       counter, "live streams opened")                      \
    M(live_refused,      counter, "live streams refused")                     \
    M(live_replaced,     counter, "live streams ended: above relevo_live_each")\
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
    M(api_requests,      counter, "requests of the API")                      \
    M(api_limited,       counter, "refused 429: above relevo_api_rate")       \
    M(api_unknown,       counter, "tokens looked up that nobody has")         \
    M(api_unknown_limited, counter, "refused 429: relevo_api_unknown_rate")   \
    M(api_login_limited, counter, "refused 429: above relevo_api_login_rate") \
    M(api_unavailable,   counter, "answered 503: PostgreSQL away, too busy")  \
    M(api_sql_errors,    counter, "calls that ended with an SQL error")       \
    M(api_remembered,    counter, "reads of tokens known a moment ago")       \
    M(api_forgotten,     counter, "times all known tokens were forgotten")    \
    M(api_events,        counter, "live events published for the API")        \
    M(api_events_lost,   counter, "live events not taken by Redis")           \
    M(api_wakes,         counter, "wakes appended for the API")               \
    M(pg_calls,          counter, "calls sent to PostgreSQL")                 \
    M(pg_connects,       counter, "connections to PostgreSQL made ready")     \
    M(pg_failures,       counter, "connections to PostgreSQL lost, not made")  \
    M(pg_late,           counter, "calls given up: no answer in time")        \
    M(pg_orphans,        counter, "answers whose request had gone")           \
    M(pg_pipelined,      counter, "calls sent behind others on a connection") \
    M(pg_queue_full,     counter, "calls refused: too many wait")             \
    M(pg_refused,        counter, "calls refused: PostgreSQL is away")        \
    M(redis_up,          gauge,   "workers connected to Redis")               \
    M(redis_inflight,    gauge,   "commands waiting for Redis")               \
    M(redis_inflight_bytes, gauge, "bytes of commands waiting for Redis")     \
    M(pg_up,             gauge,   "connections to PostgreSQL")                \
    M(pg_busy,           gauge,   "connections with a call under way")        \
    M(pg_waiting,        gauge,   "calls waiting for a connection")           \
    M(inflight,          gauge,   "webhook requests under way")               \
    M(live_clients,      gauge,   "live streams open")                        \
    M(endpoints,         gauge,   "endpoints known, sum of the workers")      \
    M(accounts,          gauge,   "accounts known, sum of the workers")


#define ngx_http_relevo_metric_enum(name, kind, help)  NGX_HTTP_RELEVO_##name,

enum {
    NGX_HTTP_RELEVO_METRICS(ngx_http_relevo_metric_enum)
    NGX_HTTP_RELEVO_METRICS_N
};


/*
 * How a request of a channel ended, R(name): label of the metric by channel
 * and result, value of $relevo_result.
 */

#define NGX_HTTP_RELEVO_RESULTS(R)                                            \
    R(ok)               /* anything but a webhook: chat, verification */      \
    R(accepted)         /* durable */                                         \
    R(dead_letter)      /* durable, authentic, unreadable */                  \
    R(unauthorized)     /* 401 */                                             \
    R(forbidden)        /* 403 */                                             \
    R(bad_request)      /* 400 */                                             \
    R(not_found)        /* 404 */                                             \
    R(bad_method)       /* 405 */                                             \
    R(timeout)          /* 408: the body came too slowly */                   \
    R(too_large)        /* 413 */                                             \
    R(unsupported)      /* 415 */                                             \
    R(rate_limited)     /* 429 */                                             \
    R(aborted)          /* 499 and closed streams: the sender went away */    \
    R(error)            /* 500 */                                             \
    R(unavailable)      /* 503: not durable for certain */                    \
    R(busy)             /* 503: relevo_max_inflight */                        \
    R(shed)             /* 503: a watermark */                                \
    R(other)

#define ngx_http_relevo_result_enum(name)  NGX_HTTP_RELEVO_RESULT_##name,

enum {
    NGX_HTTP_RELEVO_RESULT_NONE = 0,
    NGX_HTTP_RELEVO_RESULTS(ngx_http_relevo_result_enum)
    NGX_HTTP_RELEVO_RESULTS_N
};

/* rows of the channel table that are counted apart; later ones share one */

#define NGX_HTTP_RELEVO_CHANNELS_N   16


/* moments of a webhook, and the spans between them: S(name, from, to, help) */

enum {
    NGX_HTTP_RELEVO_AT_BEGIN = 0,       /* headers read */
    NGX_HTTP_RELEVO_AT_BODY,            /* body read */
    NGX_HTTP_RELEVO_AT_VERIFIED,
    NGX_HTTP_RELEVO_AT_PARSED,          /* from here on it is Redis' time */
    NGX_HTTP_RELEVO_AT_STORED,          /* the last reply was read */
    NGX_HTTP_RELEVO_AT_END,             /* answered */
    NGX_HTTP_RELEVO_STAMPS_N
};

#define NGX_HTTP_RELEVO_SPANS(S)                                              \
    S(receive, BEGIN,    BODY,     "headers read until body read")            \
    S(verify,  BODY,     VERIFIED, "signature: its headers and the body")     \
    S(parse,   VERIFIED, PARSED,   "accounts out of the body")                \
    S(enqueue, PARSED,   STORED,   "accounts known until it was durable")     \
    S(total,   BEGIN,    END,      "headers read until answered")

#define ngx_http_relevo_span_enum(name, from, to, help)                       \
    NGX_HTTP_RELEVO_SPAN_##name,

enum {
    NGX_HTTP_RELEVO_SPANS(ngx_http_relevo_span_enum)
    NGX_HTTP_RELEVO_SPANS_N
};

/* upper bounds of the histograms in ns; the last bucket has none */

#define NGX_HTTP_RELEVO_BOUNDS                                                \
    1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000,            \
    1000000, 2500000, 5000000, 10000000, 25000000, 50000000, 100000000,       \
    250000000, 500000000, 1000000000, 2500000000, 5000000000, 10000000000

#define NGX_HTTP_RELEVO_BUCKETS_N   23


typedef struct {
    ngx_atomic_t  bucket[NGX_HTTP_RELEVO_BUCKETS_N];
    ngx_atomic_t  sum;                                  /* ns */
} ngx_http_relevo_histogram_t;


/* what a worker counts, besides the metrics above */

typedef struct {
    ngx_atomic_t                 metric[NGX_HTTP_RELEVO_METRICS_N];
    ngx_atomic_t                 result[NGX_HTTP_RELEVO_CHANNELS_N]
                                       [NGX_HTTP_RELEVO_RESULTS_N];
    ngx_http_relevo_histogram_t  span[NGX_HTTP_RELEVO_SPANS_N];
} ngx_http_relevo_block_t;


/* of this process; never NULL: private ones before init_process */

extern ngx_atomic_t             *ngx_http_relevo_counters;
extern ngx_http_relevo_block_t  *ngx_http_relevo_block;


/* nobody else writes here, so no addition needs a lock; others read words */

#define ngx_http_relevo_count(name, n)                                        \
    ngx_http_relevo_counters[NGX_HTTP_RELEVO_##name] += (n)

#define ngx_http_relevo_gauge(name, n)                                        \
    ngx_http_relevo_counters[NGX_HTTP_RELEVO_##name] = (ngx_atomic_uint_t) (n)


/* a moment of a request, in ns of the monotonic clock */

static ngx_inline uint64_t
ngx_http_relevo_clock(void)
{
    struct timespec  now;

    (void) clock_gettime(CLOCK_MONOTONIC, &now);

    return (uint64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}


#define ngx_http_relevo_stamp(ctx, at)                                        \
    (ctx)->stamps[NGX_HTTP_RELEVO_AT_##at] = ngx_http_relevo_clock()


void ngx_http_relevo_observe(ngx_uint_t span, uint64_t ns);

ngx_int_t ngx_http_relevo_metrics_zone(ngx_conf_t *cf, void *tag,
    ngx_shm_zone_t **ret_zone);

/* a block for this process, and given back: at its start and its end */

void ngx_http_relevo_metrics_attach(ngx_shm_zone_t *zone);
void ngx_http_relevo_metrics_detach(ngx_shm_zone_t *zone);
ngx_atomic_uint_t ngx_http_relevo_metrics_sum(ngx_shm_zone_t *zone,
    ngx_uint_t metric);

/* all blocks added up */

void ngx_http_relevo_metrics_total(ngx_shm_zone_t *zone,
    ngx_http_relevo_block_t *ret_total);


/* _recent.c: the ms that ret_delta is of, at most a minute and a bit */

void ngx_http_relevo_recent_start(ngx_cycle_t *cycle, ngx_shm_zone_t *zone);
ngx_msec_t ngx_http_relevo_recent(ngx_http_relevo_block_t *ret_delta);
uint64_t ngx_http_relevo_quantile(ngx_http_relevo_histogram_t *histogram,
    double p);


#endif /* _NGX_HTTP_RELEVO_METRICS_H_INCLUDED_ */
