/*
 * log - one event, one line; JSON by default, or text.
 *
 * Never message text, names, phone numbers, tokens.  Ids of ours are fine.
 * The function that decides logs, once.  Repeats of the same event name are
 * limited to log.burst per second, the rest is counted.
 *
 *   log_info("lease.acquired", LOG_INT("partition", p), LOG_INT("fence", f));
 */

#ifndef RELEVO_LOG_H
#define RELEVO_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR } log_level_t;

typedef struct {
    const char  *key;               /* NULL ends the list */
    const char  *str;               /* or NULL: num */
    int64_t      num;
} log_field_t;

static inline const char *
log_text(const char *s)
{
    return s == NULL ? "" : s;
}


#define LOG_STR(k, v)   ((log_field_t) { (k), log_text(v), 0 })
#define LOG_INT(k, v)   ((log_field_t) { (k), NULL, (int64_t) (v) })
#define LOG_END         ((log_field_t) { NULL, NULL, 0 })

void log_init(const char *process);     /* reads log.format, log.level */
void log_event(log_level_t level, const char *event, const log_field_t *fields);

#define log_(level, event, ...)                                              \
    log_event(level, event, (const log_field_t[]) {                          \
        __VA_ARGS__ __VA_OPT__(,) LOG_END })
#define log_debug(event, ...)  log_(LOG_DEBUG, event __VA_OPT__(,) __VA_ARGS__)
#define log_info(event, ...)   log_(LOG_INFO,  event __VA_OPT__(,) __VA_ARGS__)
#define log_warn(event, ...)   log_(LOG_WARN,  event __VA_OPT__(,) __VA_ARGS__)
#define log_error(event, ...)  log_(LOG_ERROR, event __VA_OPT__(,) __VA_ARGS__)

#endif
