/*
 * stats - the counters' storage and their JSON form.
 */

#include "worker/engine/stats.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int64_t  stats_value[STAT_COUNT];

static const char *const  stats_name[STAT_COUNT] = {
#define STAT(name, kind, help)  #name,
#include "worker/engine/stats.def"
#undef STAT
};


#define CHANNELS_MAX  16                /* more of them are not told apart */

static struct {
    char     name[24];
    int64_t  n[2];                      /* by direction */
} channels[CHANNELS_MAX];

const unsigned  stats_reply_ms[STATS_REPLY_BUCKETS] = {
    50, 100, 250, 500, 1000, 1500, 2000, 3000, 5000, 10000, 30000, 60000
};

int64_t          stats_replies[STATS_REPLY_BUCKETS + 1];
static uint64_t  replies_ms;


typedef struct {
    char  *buf;
    int    n, len;                      /* n == len: it did not fit */
} text_t;


__attribute__((format(printf, 2, 3))) static void
text_add(text_t *t, const char *format, ...)
{
    va_list  args;
    int      n;

    va_start(args, format);
    n = vsnprintf(t->buf + t->n, (size_t) (t->len - t->n), format, args);
    va_end(args);

    t->n = n < 0 || n >= t->len - t->n ? t->len : t->n + n;
}


void
stats_message(const char *channel, stats_direction_t direction)
{
    int  i = 0;

    while (i < CHANNELS_MAX && channels[i].name[0] != '\0'
           && strcmp(channels[i].name, channel) != 0)
    {
        i++;
    }

    if (i == CHANNELS_MAX || strlen(channel) >= sizeof(channels[i].name)) {
        return;
    }

    snprintf(channels[i].name, sizeof(channels[i].name), "%s", channel);
    channels[i].n[direction]++;
}


void
stats_replied(uint64_t ms)
{
    size_t  i = 0;

    while (i < STATS_REPLY_BUCKETS && ms > stats_reply_ms[i]) {
        i++;
    }

    stats_replies[i]++;
    replies_ms += ms;
}


#define MEDIA_MAX  48                   /* series: what, kind and state */

static const unsigned  media_ms[] = {
    100, 300, 1000, 2000, 5000, 10000, 30000, 60000, 90000
};

#define MEDIA_BUCKETS  (sizeof(media_ms) / sizeof(media_ms[0]))

static struct {
    const char  *family;                /* NULL: this one and all behind it
                                           are free */
    char         kind[12], state[12];
    int64_t      n[MEDIA_BUCKETS + 1];
    uint64_t     ms;
} media[MEDIA_MAX];


static void
media_add(const char *family, const char *kind, const char *state,
    uint64_t ms)
{
    int     i = 0;
    size_t  b = 0;

    while (i < MEDIA_MAX && media[i].family != NULL
           && (strcmp(media[i].family, family) != 0
               || strcmp(media[i].kind, kind) != 0
               || strcmp(media[i].state, state) != 0))
    {
        i++;
    }

    if (i == MEDIA_MAX) {
        return;
    }

    while (b < MEDIA_BUCKETS && ms > media_ms[b]) {
        b++;
    }

    media[i].family = family;
    snprintf(media[i].kind, sizeof(media[i].kind), "%s", kind);
    snprintf(media[i].state, sizeof(media[i].state), "%s", state);
    media[i].n[b]++;
    media[i].ms += ms;
}


void
stats_media(const char *kind, const char *state, uint64_t ms)
{
    media_add("media_seconds", kind, state, ms);
}


void
stats_media_state(const char *kind, const char *state, uint64_t ms)
{
    media_add("media_state_seconds", kind, state, ms);
}


static void
media_json(text_t *t)
{
    for (int i = 0; i < MEDIA_MAX && media[i].family != NULL; i++) {
        char     of[48];
        int64_t  n = 0;

        snprintf(of, sizeof(of), "kind=%.11s|state=%.11s", media[i].kind,
                 media[i].state);

        for (size_t b = 0; b < MEDIA_BUCKETS; b++) {
            n += media[i].n[b];
            text_add(t, ",\"%s_bucket|%s|le=%u.%u\":%" PRId64,
                     media[i].family, of, media_ms[b] / 1000,
                     media_ms[b] % 1000 / 100, n);
        }

        n += media[i].n[MEDIA_BUCKETS];
        text_add(t, ",\"%s_bucket|%s|le=+Inf\":%" PRId64
                 ",\"%s_sum|%s\":%" PRIu64 ".%03u,\"%s_count|%s\":%" PRId64,
                 media[i].family, of, n, media[i].family, of,
                 media[i].ms / 1000, (unsigned) (media[i].ms % 1000),
                 media[i].family, of, n);
    }
}


static void
messages_json(text_t *t)
{
    for (int i = 0; i < CHANNELS_MAX && channels[i].name[0] != '\0'; i++) {
        text_add(t, ",\"messages|channel=%s|direction=in\":%" PRId64
                 ",\"messages|channel=%s|direction=out\":%" PRId64,
                 channels[i].name, channels[i].n[STATS_IN],
                 channels[i].name, channels[i].n[STATS_OUT]);
    }
}


static void
replies_json(text_t *t)
{
    int64_t  n = 0;

    for (size_t i = 0; i < STATS_REPLY_BUCKETS; i++) {
        n += stats_replies[i];
        text_add(t, ",\"reply_seconds_bucket|le=%u.%03u\":%" PRId64,
                 stats_reply_ms[i] / 1000, stats_reply_ms[i] % 1000, n);
    }

    n += stats_replies[STATS_REPLY_BUCKETS];
    text_add(t, ",\"reply_seconds_bucket|le=+Inf\":%" PRId64
             ",\"reply_seconds_sum\":%" PRIu64 ".%03u"
             ",\"reply_seconds_count\":%" PRId64, n,
             replies_ms / 1000, (unsigned) (replies_ms % 1000), n);
}


/* Returns 0 when buf is too small: half an object is of no use to anyone. */

int
stats_json(char *buf, int len)
{
    text_t  t = { buf, 0, len };

    for (int i = 0; i < STAT_COUNT; i++) {
        text_add(&t, "%c\"%s\":%" PRId64, i == 0 ? '{' : ',',
                 stats_name[i], stats_value[i]);
    }

    messages_json(&t);
    replies_json(&t);
    media_json(&t);
    text_add(&t, "}");

    return t.n == len ? 0 : t.n;
}
