/*
 * live - events of committed work, in order, to the stream relevo:live.
 *
 * Before:  an answer of PostgreSQL carries `events`.  After: nginx fans out.
 *
 * A bounded list; an event leaves it when Redis has acknowledged it, so what
 * was under way when a connection broke is sent again (clients ignore repeats
 * by version).  When the list is full everything in it is given up and the
 * tenants concerned are told to fetch again: event `reset`, audience "*".
 */

#include "worker/live.h"

#include <stdlib.h>

#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/owner.h"

#define LIVE_MAX          10000             /* events */
#define LIVE_MAX_BYTES    (16u << 20)
#define LIVE_KEEP_MS      300000            /* what a browser may resume over */
#define LIVE_RESET_NAMED  32                /* tenants named in resets */
#define LIVE_TIMEOUT_MS   5000

typedef struct event_s  event_t;

struct event_s {
    event_t  *prev, *next;
    bool      sent;                         /* an answer is outstanding */
    bool      lost;                         /* given up while it was */
    size_t    bytes;
    char     *tenant, *audience, *text;     /* one allocation behind */
    char      data[];
};

static struct {
    event_t   *head, *tail;
    event_t   *unsent;                      /* first not sent */
    unsigned   n;
    size_t     bytes;
    alarm_t   *again;
    bool       posted;
} live;

static void live_flush(void *data);


static void
event_unlink(event_t *e)
{
    *(e->prev != NULL ? &e->prev->next : &live.head) = e->next;
    *(e->next != NULL ? &e->next->prev : &live.tail) = e->prev;

    if (live.unsent == e) {
        live.unsent = e->next;
    }

    live.n--;
    live.bytes -= e->bytes;
}


/* Those with an answer outstanding are freed by it. */
static void
event_give_up(event_t *e)
{
    event_unlink(e);

    if (e->sent) {
        e->lost = true;
    } else {
        free(e);
    }
}


static void
live_post(void)
{
    if (!live.posted) {
        live.posted = true;
        loop_defer(live_flush, NULL);
    }
}


static void
event_add(slice_t tenant, slice_t audience, slice_t text)
{
    size_t    len = tenant.len + audience.len + text.len + 3;
    event_t  *e = calloc(1, sizeof(event_t) + len);

    if (e == NULL) {
        log_error("live.out_of_memory");
        return;
    }

    e->bytes = sizeof(event_t) + len;
    e->tenant = memcpy(e->data, tenant.data, tenant.len);
    e->audience = memcpy(e->tenant + tenant.len + 1, audience.data,
                         audience.len);
    e->text = memcpy(e->audience + audience.len + 1, text.data, text.len);
    e->prev = live.tail;
    *(live.tail != NULL ? &live.tail->next : &live.head) = e;
    live.tail = e;

    if (live.unsent == NULL) {
        live.unsent = e;
    }

    live.n++;
    live.bytes += e->bytes;
    live_post();
}


static void
reset_add(const char *tenant, const char *why)
{
    char  text[96];

    snprintf(text, sizeof(text), "{\"type\":\"reset\",\"reason\":\"%s\"}", why);
    event_add(slice_str(tenant), SLICE_LIT("*"), slice_str(text));
}


/* Too much waits: forget it, name the tenants that must fetch again. */
static void
live_overflow(void)
{
    char      named[LIVE_RESET_NAMED][37];
    unsigned  n = 0, lost = live.n;
    bool      more = false;                         /* than can be named */

    while (live.head != NULL) {
        unsigned  i = 0;

        while (i < n && strcmp(named[i], live.head->tenant) != 0) {
            i++;
        }

        if (i == LIVE_RESET_NAMED) {
            more = true;

        } else if (i == n) {
            snprintf(named[n++], sizeof(named[0]), "%.36s", live.head->tenant);
        }

        event_give_up(live.head);
    }

    log_warn("live.overflow", LOG_INT("events", lost), LOG_INT("tenants", n));

    if (more) {
        reset_add("*", "overflow");
        return;
    }

    for (unsigned i = 0; i < n; i++) {
        reset_add(named[i], "overflow");
    }
}


/* The next part of the bytes, up to end; false: there is no such end. */
static bool
part_take(slice_t *bytes, uint8_t end, slice_t *ret_part)
{
    const uint8_t  *p = memchr(bytes->data, end, bytes->len);

    if (p == NULL) {
        return false;
    }

    *ret_part = slice_make(bytes->data, (size_t) (p - bytes->data));
    bytes->data = p + 1;
    bytes->len -= ret_part->len + 1;

    return true;
}


void
live_publish(slice_t events)
{
    slice_t  line, tenant, audience;

    while (events.len > 0) {
        if (!part_take(&events, '\n', &line)) {
            line = events;
            events.len = 0;
        }

        if (part_take(&line, '\t', &tenant)
            && part_take(&line, '\t', &audience))
        {
            event_add(tenant, audience, line);
        } else {
            log_error("live.bad_event", LOG_INT("bytes", line.len));
        }
    }

    if (live.n > LIVE_MAX || live.bytes > LIVE_MAX_BYTES) {
        live_overflow();
    }
}


void
live_reset(const char *why)
{
    if (live.tail != NULL && !live.tail->sent
        && strcmp(live.tail->tenant, "*") == 0)
    {
        return;                                     /* one is waiting already */
    }

    reset_add("*", why);
}


static void
live_alarm(void *data)
{
    (void) data;
    live.again = NULL;
    live_up();
}


static void
live_reply(void *data, const redisReply *reply, const char *error)
{
    event_t  *e = data;

    e->sent = false;

    if (e->lost) {
        free(e);
        return;
    }

    if (reply != NULL && reply->type != REDIS_REPLY_ERROR) {
        stat_add(live_events, 1);
        event_unlink(e);
        free(e);
        return;
    }

    log_warn("live.not_published",
             LOG_STR("error", reply != NULL ? reply->str : error));

    if (live.again == NULL) {
        live.again = alarm_set(200, live_alarm, NULL);
    }
}


static bool
event_send(event_t *e, const char *minid)
{
    const slice_t  argv[] = {
        SLICE_LIT("XADD"), SLICE_LIT("relevo:live"), SLICE_LIT("MINID"),
        SLICE_LIT("~"), slice_str(minid), SLICE_LIT("*"), SLICE_LIT("t"),
        slice_str(e->tenant), SLICE_LIT("a"), slice_str(e->audience),
        SLICE_LIT("e"), slice_str(e->text)
    };

    e->sent = redis_submit(worker.redis, argv, sizeof(argv) / sizeof(argv[0]),
                           LIVE_TIMEOUT_MS, live_reply, e);

    return e->sent;
}


static void
live_flush(void *data)
{
    char  minid[32];

    (void) data;
    live.posted = false;
    snprintf(minid, sizeof(minid), "%llu",
             (unsigned long long) (unix_us() / 1000 - LIVE_KEEP_MS));

    for (event_t *e = live.unsent; e != NULL; e = e->next) {
        if (!e->sent && !event_send(e, minid)) {
            live.unsent = e;                        /* down: live_up() */
            return;
        }
    }

    live.unsent = NULL;
}


/* A connection is there, or an error has passed: from the oldest on. */
void
live_up(void)
{
    live.unsent = live.head;
    live_post();
}


void
live_release(void)
{
    while (live.head != NULL) {
        event_give_up(live.head);
    }

    alarm_cancel(live.again);
    live.again = NULL;
}
