
/*
 * recent - what was counted in the last minute.
 *
 * Counters only ever rise: how fast is a difference.  Each worker keeps the
 * sums of all workers (they are in shared memory) of the last minute, one
 * every NGX_HTTP_RELEVO_RECENT_MS, so that whoever is asked can answer at
 * once, also the first time.
 */

#include "ngx_http_relevo.h"
#include "ngx_http_relevo_metrics.h"


#define NGX_HTTP_RELEVO_RECENT_MS   10000
#define NGX_HTTP_RELEVO_RECENT_N    7       /* one minute between the ends */


static struct {
    ngx_event_t               timer;
    ngx_connection_t          dummy;        /* for the log of the timer */
    ngx_shm_zone_t           *zone;
    ngx_uint_t                n;            /* kept so far */
    ngx_uint_t                next;
    ngx_msec_t                at[NGX_HTTP_RELEVO_RECENT_N];
    ngx_http_relevo_block_t   block[NGX_HTTP_RELEVO_RECENT_N];
} ngx_http_relevo_recents;


static void
ngx_http_relevo_recent_handler(ngx_event_t *ev)
{
    ngx_uint_t  i;

    i = ngx_http_relevo_recents.next;

    ngx_http_relevo_recents.at[i] = ngx_current_msec;
    ngx_http_relevo_metrics_total(ngx_http_relevo_recents.zone,
                                  &ngx_http_relevo_recents.block[i]);

    ngx_http_relevo_recents.next = (i + 1) % NGX_HTTP_RELEVO_RECENT_N;

    if (ngx_http_relevo_recents.n < NGX_HTTP_RELEVO_RECENT_N) {
        ngx_http_relevo_recents.n++;
    }

    if (!ngx_exiting) {
        ngx_add_timer(ev, NGX_HTTP_RELEVO_RECENT_MS);
    }
}


void
ngx_http_relevo_recent_start(ngx_cycle_t *cycle, ngx_shm_zone_t *zone)
{
    ngx_event_t  *ev;

    ev = &ngx_http_relevo_recents.timer;

    ngx_http_relevo_recents.zone = zone;
    ngx_http_relevo_recents.dummy.fd = (ngx_socket_t) -1;

    ev->handler = ngx_http_relevo_recent_handler;
    ev->data = &ngx_http_relevo_recents.dummy;
    ev->log = cycle->log;
    ev->cancelable = 1;

    ngx_http_relevo_recent_handler(ev);
}


/* ret_delta: counters, results and spans since then; gauges mean nothing */

ngx_msec_t
ngx_http_relevo_recent(ngx_http_relevo_block_t *ret_delta)
{
    ngx_uint_t     i, oldest;
    ngx_atomic_t  *now, *then;

    ngx_http_relevo_metrics_total(ngx_http_relevo_recents.zone, ret_delta);

    oldest = ngx_http_relevo_recents.n < NGX_HTTP_RELEVO_RECENT_N
             ? 0 : ngx_http_relevo_recents.next;

    now = (ngx_atomic_t *) ret_delta;
    then = (ngx_atomic_t *) &ngx_http_relevo_recents.block[oldest];

    for (i = 0;
         i < sizeof(ngx_http_relevo_block_t) / sizeof(ngx_atomic_t);
         i++)
    {
        now[i] -= then[i];
    }

    return ngx_current_msec - ngx_http_relevo_recents.at[oldest];
}


/* the p-th part (0 to 1) of a histogram's values is below this, in ns */

uint64_t
ngx_http_relevo_quantile(ngx_http_relevo_histogram_t *histogram, double p)
{
    double      want, sum;
    uint64_t    low, high;
    ngx_uint_t  i;

    static const uint64_t  bounds[] = { NGX_HTTP_RELEVO_BOUNDS };

    want = 0;

    for (i = 0; i < NGX_HTTP_RELEVO_BUCKETS_N; i++) {
        want += histogram->bucket[i];
    }

    want *= p;
    sum = 0;
    low = 0;

    for (i = 0; i < NGX_HTTP_RELEVO_BUCKETS_N - 1; i++) {
        high = bounds[i];

        if (histogram->bucket[i] && sum + histogram->bucket[i] >= want) {
            return low + (uint64_t) ((high - low) * (want - sum)
                                     / histogram->bucket[i]);
        }

        sum += histogram->bucket[i];
        low = high;
    }

    return low;                         /* or more */
}
