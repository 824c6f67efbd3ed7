/*
 * exec_fail - an error of a state: retried, caught, or the end of its frame.
 *
 * The States Language with two differences (docs/MEDIA.md): an error that
 * repeating cannot change is retried only by a Retry that names it, and a
 * transient one that no Retry speaks of is tried media.attempts times all the
 * same.
 */

#include "worker/media/exec_own.h"

#include <math.h>
#include <string.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/errors.h"

#define RETRY_MS      1000              /* our own first delay */
#define RETRY_CAP_MS  30000
#define DELAY_CAP_MS  86400000.0


uint64_t
exec_now_ms(void)
{
    return unix_us() / 1000;
}


/* Does ErrorEquals speak of it?  final: a wildcard does not. */
static bool
error_equals(const json_t *rule, const char *error, bool final)
{
    size_t   i;
    json_t  *one;

    json_array_foreach(json_object_get(rule, "ErrorEquals"), i, one) {
        const char  *name = json_string_value(one);

        if (strcmp(name, error) == 0
            || (!final && strcmp(name, ASL_ALL) == 0)
            || (!final && strcmp(name, MEDIA_FAILED) == 0
                && strcmp(error, MEDIA_TIMEOUT) != 0))
        {
            return true;
        }
    }

    return false;
}


static double
number_of(const json_t *rule, const char *key, double otherwise)
{
    const json_t  *v = json_object_get(rule, key);

    return v == NULL ? otherwise : json_number_value(v);
}


/* The delay before try n + 1 by this retrier; false: its tries are used up. */
static bool
retrier_delay(const json_t *rule, unsigned n, uint64_t *ret_ms)
{
    double  ms = 1000 * number_of(rule, "IntervalSeconds", 1)
                 * pow(number_of(rule, "BackoffRate", 2), n);
    double  cap = 1000 * number_of(rule, "MaxDelaySeconds",
                                   DELAY_CAP_MS / 1000);

    *ret_ms = (uint64_t) (ms < cap ? ms : cap);

    if (strcmp(jsonx_str(rule, "JitterStrategy"), "FULL") == 0) {
        *ret_ms = jitter_ms(*ret_ms);
    }

    return n < number_of(rule, "MaxAttempts", 3);
}


static bool
frame_retry(exec_t *e, frame_t *f, const char *error, bool transient)
{
    const json_t  *rules = json_object_get(f->state->def, "Retry");
    bool           final = media_error(error)->final;
    unsigned       which = ASL_RETRIERS_MAX;
    size_t         i;
    json_t        *rule;
    uint64_t       ms = 0;
    bool           again = false;

    json_array_foreach(rules, i, rule) {
        if (which == ASL_RETRIERS_MAX && error_equals(rule, error, final)) {
            which = (unsigned) i;
            again = retrier_delay(rule, f->tries[i], &ms);
        }
    }

    if (which == ASL_RETRIERS_MAX && transient
        && f->tries[which] + 1 < config_int("media.attempts"))
    {
        again = true;
        ms = backoff_ms(f->tries[which], RETRY_MS, RETRY_CAP_MS);
    }

    if (again) {
        f->tries[which]++;
        f->until_ms = exec_now_ms() + ms;
        f->moved = ++e->moves;
        stat_add(media_retries, 1);
    }

    return again;
}


static bool
frame_catch(exec_t *e, frame_t *f, const char *error, const char *cause)
{
    size_t   i;
    json_t  *rule, *problem, *data;

    json_array_foreach(json_object_get(f->state->def, "Catch"), i, rule) {
        const json_t  *place = json_object_get(rule, "ResultPath");

        if (!error_equals(rule, error, false)) {
            continue;
        }

        problem = json_pack("{s:s, s:s}", "Error", error, "Cause", cause);
        data = frame_place(f->data, problem, place == NULL ? "$"
                            : json_string_value(place));
        json_decref(problem);
        frame_move(e, f, asl_next(f->machine, rule), data);
        return true;
    }

    return false;
}


void
frame_fail(exec_t *e, frame_t *f, const char *error, const char *cause,
    bool transient)
{
    log_info("media.step_failed", LOG_STR("media", exec_media(e)),
             LOG_STR("state", f->state->name), LOG_STR("error", error),
             LOG_STR("cause", cause));

    if (!frame_retry(e, f, error, transient)
        && !frame_catch(e, f, error, cause))
    {
        frame_end_badly(e, f, error, cause);
    }
}
