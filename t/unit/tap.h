/*
 * tap - the Test Anything Protocol for unit tests, in one header.
 *
 *   int main(void) { ok(1 + 1 == 2, "sums"); return done_testing(); }
 *
 * A program prints its plan (plan(n) first, or done_testing() at the end) and
 * exits with 0 only when every test passed and as many ran as planned.
 * All checks return whether they passed.  One translation unit per program.
 */

#ifndef RELEVO_TAP_H
#define RELEVO_TAP_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define TAP_UNUSED  __attribute__((unused))
#define TAP_PRINTF(f, a)  __attribute__((unused, format(printf, f, a)))

static unsigned  tap_run;
static unsigned  tap_failed;
static unsigned  tap_planned;


TAP_PRINTF(1, 2) static void
diag(const char *format, ...)
{
    va_list  args;

    fputs("# ", stdout);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    fflush(stdout);
}


TAP_UNUSED static void
plan(unsigned n)
{
    tap_planned = n;
    printf("1..%u\n", n);
}


TAP_PRINTF(4, 5) static bool
tap_check(bool passed, const char *file, int line, const char *format, ...)
{
    va_list  args;

    tap_run++;
    tap_failed += !passed;

    printf("%s %u - ", passed ? "ok" : "not ok", tap_run);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');

    if (!passed) {
        diag("failed at %s line %d", file, line);
    }

    fflush(stdout);

    return passed;
}


TAP_UNUSED static bool
tap_is_int(intmax_t got, intmax_t want, const char *file, int line,
    const char *name)
{
    if (!tap_check(got == want, file, line, "%s", name)) {
        diag("     got: %jd", got);
        diag("expected: %jd", want);
        return false;
    }

    return true;
}


TAP_UNUSED static bool
tap_is_mem(const void *got, size_t got_len, const void *want, size_t want_len,
    const char *file, int line, const char *name)
{
    bool  same = got_len == want_len
                 && (got_len == 0 || memcmp(got, want, got_len) == 0);

    if (!tap_check(same, file, line, "%s", name)) {
        diag("     got: %zu bytes: %.*s", got_len, (int) got_len,
             got_len == 0 ? "" : (const char *) got);
        diag("expected: %zu bytes: %.*s", want_len, (int) want_len,
             want_len == 0 ? "" : (const char *) want);
        return false;
    }

    return true;
}


TAP_UNUSED static bool
tap_is_str(const char *got, const char *want, const char *file, int line,
    const char *name)
{
    if (got == NULL || want == NULL) {
        return tap_check(got == want, file, line, "%s", name);
    }

    return tap_is_mem(got, strlen(got), want, strlen(want), file, line, name);
}


TAP_UNUSED static int
done_testing(void)
{
    if (tap_planned == 0) {
        printf("1..%u\n", tap_run);

    } else if (tap_planned != tap_run) {
        diag("planned %u tests but ran %u", tap_planned, tap_run);
        tap_failed++;
    }

    if (tap_failed > 0) {
        diag("%u of %u tests failed", tap_failed, tap_run);
    }

    fflush(stdout);

    return tap_failed > 0 || tap_run == 0;
}


/* The names tests use: the check, what was got, what is right, a name. */

#define ok(cond, ...)  tap_check((cond), __FILE__, __LINE__, __VA_ARGS__)
#define is(got, want, name)                                                  \
    tap_is_int((intmax_t) (got), (intmax_t) (want), __FILE__, __LINE__, name)
#define is_int  is
#define is_str(got, want, name)                                              \
    tap_is_str((got), (want), __FILE__, __LINE__, name)
#define is_mem(got, got_len, want, want_len, name)                           \
    tap_is_mem((got), (got_len), (want), (want_len), __FILE__, __LINE__, name)

#endif
