/*
 * tap - the few words a unit test needs, printing TAP for prove.
 *
 *     int
 *     main(void)
 *     {
 *         ok(partition_of(SLICE("1065001"), 16) < 16, "partition in range");
 *         is_int(record_header_len(&r), 93, "length of the header");
 *         is_str(text, "hola", "text kept");
 *         return tap_done();
 *     }
 *
 * A failed check prints where, what was got and what was expected; the
 * program's exit code is 0 only when every check passed and tap_done() ran.
 */

#ifndef RELEVO_TAP_H
#define RELEVO_TAP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int  tap_count;
static int  tap_failed;


static inline int
tap_check(int pass, const char *name, const char *file, int line)
{
    tap_count++;
    tap_failed += !pass;
    printf("%sok %d - %s\n", pass ? "" : "not ", tap_count, name);

    if (!pass) {
        printf("#   at %s line %d\n", file, line);
    }

    fflush(stdout);
    return pass;
}


static inline int
tap_int(long long got, long long want, const char *name, const char *file,
    int line)
{
    int  pass = tap_check(got == want, name, file, line);

    if (!pass) {
        printf("#   got %lld, expected %lld\n", got, want);
    }

    return pass;
}


static inline int
tap_mem(const void *got, size_t got_len, const void *want, size_t want_len,
    const char *name, const char *file, int line)
{
    int  same = got_len == want_len && (got != NULL || want == NULL)
                && (got_len == 0 || memcmp(got, want, got_len) == 0);
    int  pass = tap_check(same, name, file, line);

    if (!pass) {
        printf("#   got %zu bytes: \"%.*s\"\n", got_len,
               (int) (got_len > 200 ? 200 : got_len),
               got ? (const char *) got : "");
        printf("#   expected %zu bytes: \"%.*s\"\n", want_len,
               (int) (want_len > 200 ? 200 : want_len),
               want ? (const char *) want : "");
    }

    return pass;
}


static inline int
tap_str(const char *got, const char *want, const char *name, const char *file,
    int line)
{
    return tap_mem(got, got ? strlen(got) : 0, want, want ? strlen(want) : 0,
                   name, file, line);
}


/* Prints the plan; returns what main() should return. */
static inline int
tap_done(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed != 0 || tap_count == 0;
}


#define ok(pass, name)         tap_check(!!(pass), name, __FILE__, __LINE__)
#define is_int(got, want, name)                                              \
    tap_int((long long) (got), (long long) (want), name, __FILE__, __LINE__)
#define is_str(got, want, name)                                              \
    tap_str(got, want, name, __FILE__, __LINE__)
#define is_mem(got, got_len, want, want_len, name)                           \
    tap_mem(got, got_len, want, want_len, name, __FILE__, __LINE__)
#define diag(...)              (printf("# " __VA_ARGS__), printf("\n"))

#endif
