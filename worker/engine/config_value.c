/*
 * config_value - numbers with units, words, ranges: what a setting may be.
 */

#include "worker/engine/config_value.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>

#include "worker/engine/address.h"
#include "worker/engine/foreign.h"

#define DEDUP_DAYS_LEAST  7             /* providers repeat for so long */

static const struct { const char *key; int64_t min, max; } ranges[] = {
    { "partitions",            1, 1024 },
    { "worker.processes",      1, 256 },
    { "redis.timeout",         1, INT64_MAX },
    { "redis.max_inflight",    2, 10000000 },   /* a probe is two calls */
    { "postgres.batches",      1, 64 },
    { "postgres.connections",  1, 64 },
    { "postgres.timeout",      1, INT64_MAX },
    { "postgres.max_inflight", 1, 10000000 },
    { "lease.ttl",             1000, 600000 },
    { "lease.interval",        100, 600000 },
    { "ingress.batch",         1, 64 },
    { "ingress.batch_bytes",   65536, 1073741824 },
    { "dedup.keep_days",       DEDUP_DAYS_LEAST, 3650 },
    { "health.interval",       100, 3600000 },
    { "health.count_max",      1, 10000000 },
    { "retention.interval",    100, 86400000 },
    { "retention.batch",       1, 10000000 },
    { "retention.outbox_days", 1, 36500 },
    { "retention.turn_days",   1, 36500 },
    { "retention.dead_letter_days", 1, 36500 },
    { "retention.ticket_days", 1, 36500 },
    { "retention.archive_days", 0, 36500 },
    { "retention.archive_keep_days", 0, 36500 },
    { "turn.attempts",         1, 1000 },
    { "turn.retry",            1, 3600000 },
    { "turn.concurrency",      1, 1000000 },
    { "lane.max",              1, 10000000 },
    { "sweep.interval",        10, 600000 },
    { "deliver.attempts",      1, 1000 },
    { "deliver.connections",   1, 100000 },
    { "deliver.retry",         1, 3600000 },
    { "whatsapp.number_rate",  1, 100000 },
    { "whatsapp.pair_burst",   1, 100000 },
    { "provider.connections",  1, 100000 },
    { "provider.connect",      1, 600000 },
    { "provider.first_token",  1, 3600000 },
    { "provider.idle",         1, 3600000 },
    { "provider.total",        1, 3600000 },
    { "provider.attempts",     1, 10 },
    { "provider.retry",        1, 600000 },
    { "provider.hedge",        0, 600000 },
    { "provider.breaker_failures", 1, 1000000 },
    { "provider.breaker",      1, 3600000 },
    { "decide.threshold",      0, 100 },
    { "media.jobs",            1, 10000 },
    { "media.interval",        10, 600000 },
    { "media.lease",           1000, 3600000 },
    { "media.connections",     1, 100000 },
    { "media.max_bytes",       1, 1073741824 },
    { "media.max_image",       1, 1073741824 },
    { "media.max_audio",       1, 1073741824 },
    { "media.fetch_timeout",   1, 540000 },
    { "media.fetch_attempts",  1, 100 },
    { "media.fetch_retry",     1, 600000 },
    { "store.quota",           0, INT64_MAX },
    { "store.timeout",         1, 540000 },
    { "clamd.timeout",         1, 540000 },
    { "nlu.tenants",           0, 1024 },
    { "search.concurrency",    1, 100000 },
    { "search.queue",          0, 10000000 },
    { "cache.bytes",           0, INT64_MAX },
    { "retention.knowledge_days", 1, 36500 },
    { "think.context_tokens",  200, 1000000 },
    { "think.failures",        1, 1000 },
    { "reply.pacing_per_char", 0, 1000 },
    { "task.concurrency",      1, 64 },
    { "task.processes",        1, 64 },
    { "log.burst",             1, 1000000 },
    { "job.max",               1, 10000000 },
};

static const struct { const char *key, *words[5]; } choices[] = {
    { "answer.below", { "handover", "ask", NULL } },
    { "provider.kind", { "", "openai", "anthropic", "bedrock", NULL } },
    { "provider.auth", { "", "bearer", "api-key", "none", NULL } },
    { "store.kind", { "file", "s3", NULL } },
    { "s3.sse", { "", "AES256", "aws:kms", NULL } },
    { "log.format", { "json", "text", NULL } },
    { "log.level",  { "debug", "info", "warn", "error", NULL } },
};


bool
config_error(const fault_t *e, const char *fmt, ...)
{
    va_list  args;

    va_start(args, fmt);
    (void) vsnprintf(e->buf, e->len, fmt, args);        /* cut is fine */
    va_end(args);

    return false;
}


typedef struct {
    const char  *suffix;
    int64_t      factor;
} unit_t;

static const unit_t  no_units[] = { { "", 1 }, { NULL, 0 } };

static const unit_t  ms_units[] = {
    { "", 1 }, { "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 },
    { "d", 86400000 }, { NULL, 0 }
};

static const unit_t  bytes_units[] = {
    { "", 1 }, { "k", 1 << 10 }, { "m", 1 << 20 }, { "g", 1 << 30 },
    { NULL, 0 }
};


static bool
config_number(const char *text, const unit_t *units, int64_t *ret_n)
{
    char     *end;
    int64_t   n;

    if (!isdigit((unsigned char) *text)) {
        return false;
    }

    errno = 0;
    n = strtoll(text, &end, 10);
    if (errno != 0) {
        return false;
    }

    for ( ; units->suffix != NULL; units++) {
        if (strcasecmp(end, units->suffix) == 0) {
            return !__builtin_mul_overflow(n, units->factor, ret_n);
        }
    }

    return false;
}


static bool
config_bool_word(const char *text, int64_t *ret_n)
{
    static const char *const  words[] = { "off", "on", "no", "yes", "false",
                                          "true", "0", "1" };

    for (int i = 0; i < 8; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            *ret_n = i & 1;
            return true;
        }
    }

    return false;
}


static bool
config_range(const setting_t *s, const value_t *v, const fault_t *e)
{
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        if (strcmp(ranges[i].key, s->key) != 0) {
            continue;
        }

        if (v->num < ranges[i].min) {
            return config_error(e, "%s: %s is too small; use %" PRId64
                                " or more", s->key, v->text, ranges[i].min);
        }

        if (v->num > ranges[i].max) {
            return config_error(e, "%s: %s is too large; use %" PRId64
                                " or less", s->key, v->text, ranges[i].max);
        }
    }

    return true;
}


static bool
config_choice(const setting_t *s, const value_t *v, const fault_t *e)
{
    char    list[128] = "";
    size_t  n = 0;

    for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
        if (strcmp(choices[i].key, s->key) != 0) {
            continue;
        }

        for (int w = 0; choices[i].words[w] != NULL; w++) {
            if (strcmp(choices[i].words[w], v->text) == 0) {
                return true;
            }
            n += (size_t) snprintf(list + n, sizeof(list) - n, " %s",
                                   choices[i].words[w]);
        }

        return config_error(e, "%s: \"%s\" is not one of:%s", s->key, v->text,
                            list);
    }

    return true;
}


/* A password in a setting ends up in `relevo config`, ps and bug reports. */

static bool
config_no_password(const setting_t *s, const value_t *v, const fault_t *e)
{
    if (strncmp(s->key, "postgres.", 9) == 0
        && (strstr(v->text, "password=") != NULL
            || strstr(v->text, "password =") != NULL
            || strstr(v->text, "://") != NULL))
    {
        return config_error(e, "%s: write libpq keywords without a password; "
                            "put it in a file and add passfile=/path", s->key);
    }

    return true;
}


static bool
config_networks(const setting_t *s, const value_t *v, const fault_t *e)
{
    const char  *suffix = ".private_networks";
    size_t       key = strlen(s->key), len = strlen(suffix);
    const char  *bad = key > len && strcmp(s->key + key - len, suffix) == 0
                       ? address_networks_problem(v->text) : NULL;

    return bad == NULL
           || config_error(e, "%s: \"%.*s\" is not a network; write"
                           " 10.0.0.0/8 or fd00::/8", s->key,
                           (int) strcspn(bad, " ,\t"), bad);
}


static bool
config_ports(const setting_t *s, const value_t *v, const fault_t *e)
{
    const char  *bad = strcmp(s->key, "http.foreign_ports") == 0
                       ? foreign_ports_problem(v->text) : NULL;

    return bad == NULL
           || config_error(e, "%s: \"%.*s\" is not a port; write 443 8443",
                           s->key, (int) strcspn(bad, " ,\t"), bad);
}


/* Where a provider is: a typing error is told here, not by each send. */

static bool
config_base(const setting_t *s, const value_t *v, const fault_t *e)
{
    const char  *suffix = ".api_base", *host = strstr(v->text, "://");
    size_t       key = strlen(s->key), len = strlen(suffix);

    if (key < len || strcmp(s->key + key - len, suffix) != 0) {
        return true;
    }

    if ((strncmp(v->text, "http://", 7) == 0
         || strncmp(v->text, "https://", 8) == 0)
        && host[3] != '\0' && strpbrk(v->text, " \t?#@") == NULL)
    {
        return true;
    }

    return config_error(e, "%s: \"%s\" is no address; write https://host, or "
                        "http://host:port for a server of yours", s->key,
                        v->text);
}


static bool
url_begins(const char *url, const char *a, const char *b)
{
    size_t  len = strncmp(url, a, strlen(a)) == 0 ? strlen(a)
                  : strncmp(url, b, strlen(b)) == 0 ? strlen(b) : 0;

    return len > 0 && url[len] != '\0' && strpbrk(url, " \t?#@") == NULL;
}


/* The same of the relay for notifications, and of what its mails say. */

static bool
config_mail(const setting_t *s, const value_t *v, const fault_t *e)
{
    const char  *text = v->text;

    if (strcmp(s->key, "smtp.url") == 0 && *text != '\0'
        && !url_begins(text, "smtp://", "smtps://"))
    {
        return config_error(e, "%s: \"%s\" is no relay; write "
                            "smtp://host:587 or smtps://host:465", s->key,
                            text);
    }

    if (strcmp(s->key, "notify.public_url") == 0 && *text != '\0'
        && !url_begins(text, "https://", "http://"))
    {
        return config_error(e, "%s: \"%s\" is no address; write "
                            "https://host", s->key, text);
    }

    if (strcmp(s->key, "smtp.from") == 0 && *text != '\0'
        && strchr(text, '@') == NULL)
    {
        return config_error(e, "%s: \"%s\" is no sender; write "
                            "Name <address>", s->key, text);
    }

    return true;
}


bool
config_parse(const setting_t *s, value_t *v, const fault_t *e)
{
    switch (s->type) {
    case INT:
        return config_number(v->text, no_units, &v->num)
               ? config_range(s, v, e)
               : config_error(e, "%s: \"%s\" is not a number; write digits, "
                              "like %s", s->key, v->text, s->initial);

    case MS:
        return config_number(v->text, ms_units, &v->num)
               ? config_range(s, v, e)
               : config_error(e, "%s: \"%s\" is not a duration; write 250, "
                              "250ms, 10s, 5m or 2h", s->key, v->text);

    case BYTES:
        return config_number(v->text, bytes_units, &v->num)
               ? config_range(s, v, e)
               : config_error(e, "%s: \"%s\" is not a size; write 4096, 8k "
                              "or 4m", s->key, v->text);

    case BOOL:
        return config_bool_word(v->text, &v->num)
               || config_error(e, "%s: \"%s\" is neither on nor off", s->key,
                               v->text);

    case STR:
        return config_choice(s, v, e) && config_no_password(s, v, e)
               && config_networks(s, v, e) && config_ports(s, v, e)
               && config_base(s, v, e)
               && config_mail(s, v, e);

    case FILE_:
        break;                          /* read when all lines are in */
    }

    return true;
}
