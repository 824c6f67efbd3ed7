/*
 * log - one line per event to stderr, each with a single write(2).
 *
 * Lines are built in a static buffer (LOG_LINE_MAX; longer values are cut) and
 * are atomic among the processes that share a pipe up to PIPE_BUF.  stderr is
 * used as it was inherited: a blocking pipe with a stuck reader blocks us, as
 * with any daemon under a supervisor; when it is non-blocking and full, the
 * line is dropped and counted in log_suppressed.
 *
 * Each event name has log.burst lines per second; what is over is counted,
 * and said in one line ("log.suppressed") with the first line logged after
 * that second.
 */

#include "worker/engine/log.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"

#define LOG_LINE_MAX    4096            /* PIPE_BUF on Linux */
#define LOG_EVENTS      256             /* names with a rate of their own */
#define LOG_TAIL        8               /* room for what closes a line */

typedef struct {
    const char  *event;                 /* by content; literals, never freed */
    uint64_t     second;
    unsigned     lines;
    unsigned     suppressed;
} rate_t;

typedef struct {
    char    data[LOG_LINE_MAX];
    size_t  len;
    bool    text;
} line_t;

static struct {
    char         process[64];
    log_level_t  level;
    bool         text;
    unsigned     burst;
    rate_t       rate[LOG_EVENTS];
    unsigned     waiting;               /* rate entries with suppressed > 0 */
} state = { .level = LOG_INFO, .burst = 20 };

static const char *const  level_name[] = { "debug", "info", "warn", "error" };


void
log_init(const char *process)
{
    const char  *level = config_str("log.level");

    (void) snprintf(state.process, sizeof(state.process), "%s", process);
    state.text = strcmp(config_str("log.format"), "text") == 0;
    state.burst = (unsigned) config_int("log.burst");

    for (unsigned i = 0; i < 4; i++) {
        if (strcmp(level, level_name[i]) == 0) {
            state.level = (log_level_t) i;
        }
    }
}


/* ---- writing ---- */

static size_t
line_room(const line_t *l)
{
    size_t  end = sizeof(l->data) - LOG_TAIL;

    return l->len < end ? end - l->len : 0;
}


static void
line_add(line_t *l, const char *s, size_t len)
{
    size_t  room = line_room(l);

    if (len > room) {
        len = room;
    }

    memcpy(l->data + l->len, s, len);
    l->len += len;
}


static void
line_str(line_t *l, const char *s)
{
    line_add(l, s, strlen(s));
}


/*
 * Both formats escape alike, so that no value can forge a line or a field.
 * Values are ours, not customers': what is not ASCII becomes \u00xx, byte by
 * byte, and the line is valid JSON whatever it was.
 */

static void
line_quoted(line_t *l, const char *s)
{
    line_str(l, "\"");

    for (const unsigned char *p = (const unsigned char *) s; *p != 0; p++) {
        char  esc[8];

        if (line_room(l) < sizeof(esc)) {
            break;                      /* never half an escape */
        }

        if (*p == '"' || *p == '\\') {
            esc[0] = '\\';
            esc[1] = (char) *p;
            line_add(l, esc, 2);
        } else if (*p < 0x20 || *p >= 0x7f) {
            (void) snprintf(esc, sizeof(esc), "\\u%04x", *p);
            line_add(l, esc, 6);
        } else {
            line_add(l, (const char *) p, 1);
        }
    }

    /* LOG_TAIL keeps the room for this and the end */
    l->data[l->len++] = '"';
}


static void
line_key(line_t *l, const char *key)
{
    if (l->text) {
        line_str(l, " ");
        line_str(l, key);
        line_str(l, "=");
        return;
    }

    line_str(l, ",\"");
    line_str(l, key);
    line_str(l, "\":");
}


static void
line_field(line_t *l, const log_field_t *f)
{
    char  num[24];

    /* a field that does not fit is left out whole: the line stays JSON */

    if (line_room(l) < strlen(f->key) + 40) {
        return;
    }

    line_key(l, f->key);

    if (f->str != NULL) {
        line_quoted(l, f->str);
        return;
    }

    (void) snprintf(num, sizeof(num), "%" PRId64, f->num);
    line_str(l, num);
}


static void
line_head(line_t *l, log_level_t level, const char *event)
{
    char        at[48], buf[64];
    uint64_t    us = unix_us();
    time_t      s = (time_t) (us / 1000000);
    struct tm   tm;

    (void) gmtime_r(&s, &tm);
    (void) strftime(at, sizeof(at), "%Y-%m-%dT%H:%M:%S", &tm);
    (void) snprintf(buf, sizeof(buf), "%s.%03uZ", at,
                    (unsigned) (us / 1000 % 1000));

    l->len = 0;
    l->text = state.text;

    if (l->text) {
        line_str(l, buf);
        line_str(l, " ");
        line_str(l, level_name[level]);
        line_str(l, " ");
        line_str(l, event);
        line_field(l, &LOG_STR("process", state.process));
        return;
    }

    line_str(l, "{\"time\":");
    line_quoted(l, buf);
    line_field(l, &LOG_STR("level", level_name[level]));
    line_field(l, &LOG_STR("event", event));
    line_field(l, &LOG_STR("process", state.process));
}


static void
line_write(line_t *l)
{
    ssize_t  n;

    if (!l->text) {
        l->data[l->len++] = '}';
    }
    l->data[l->len++] = '\n';

    do {
        n = write(STDERR_FILENO, l->data, l->len);
    } while (n < 0 && errno == EINTR);

    if (n < 0) {
        stat_add(log_suppressed, 1);
    }
}


static void
log_line(log_level_t level, const char *event, const log_field_t *fields)
{
    static line_t  l;

    line_head(&l, level, event);

    for (const log_field_t *f = fields; f->key != NULL; f++) {
        line_field(&l, f);
    }

    line_write(&l);
}


/* ---- rate ---- */

/* NULL when the table is full: then there is no limit, names are few */

static rate_t *
rate_find(const char *event)
{
    uint32_t  h = 2166136261u;

    for (const char *p = event; *p != '\0'; p++) {
        h = (h ^ (unsigned char) *p) * 16777619u;
    }

    for (unsigned i = 0; i < LOG_EVENTS; i++) {
        rate_t  *r = &state.rate[(h + i) % LOG_EVENTS];

        if (r->event == NULL) {
            r->event = event;
            return r;
        }

        if (strcmp(r->event, event) == 0) {
            return r;
        }
    }

    return NULL;
}


static void
rate_report(uint64_t second)
{
    for (unsigned i = 0; i < LOG_EVENTS && state.waiting > 0; i++) {
        rate_t  *r = &state.rate[i];

        if (r->suppressed == 0 || r->second == second) {
            continue;
        }

        log_line(LOG_WARN, "log.suppressed", (const log_field_t[]) {
            LOG_STR("of", r->event), LOG_INT("lines", r->suppressed), LOG_END
        });
        r->suppressed = 0;
        state.waiting--;
    }
}


static bool
rate_pass(const char *event)
{
    uint64_t   second = now_fresh_ms() / 1000;
    rate_t    *r;

    if (state.waiting > 0) {
        rate_report(second);
    }

    r = rate_find(event);
    if (r == NULL) {
        return true;
    }

    if (r->second != second) {
        r->second = second;
        r->lines = 0;
    }

    if (r->lines++ < state.burst) {
        return true;
    }

    if (r->suppressed++ == 0) {
        state.waiting++;
    }
    stat_add(log_suppressed, 1);

    return false;
}


void
log_event(log_level_t level, const char *event, const log_field_t *fields)
{
    stat_add(log_warnings, level == LOG_WARN);
    stat_add(log_errors, level == LOG_ERROR);

    if (level >= state.level && rate_pass(event)) {
        log_line(level, event, fields);
    }
}
