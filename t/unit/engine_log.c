/*
 * Log lines: one write, valid JSON whatever the values are, limited per event.
 */

#include <fcntl.h>
#include <jansson.h>

#include "t/unit/engine_test.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"

static int   pipe_fd[2], real_stderr;
static char  text[1 << 20];


/* Everything written since the last call. */

static const char *
written(void)
{
    ssize_t  n = read(pipe_fd[0], text, sizeof(text) - 1);

    text[n < 0 ? 0 : n] = '\0';

    return text;
}


static json_t *
line(void)
{
    return json_loads(written(), 0, NULL);
}


static void
test_json(void)
{
    json_t  *j;
    char     nasty[16 * 1024];

    test_set("log.burst", "1000");
    log_init("worker 1");
    log_info("lease.acquired", LOG_INT("partition", 3),
             LOG_STR("owner", "a\"b\\c\n\x01\xff"));
    j = line();
    ok(j != NULL, "a line is JSON");
    is_str(json_string_value(json_object_get(j, "event")), "lease.acquired",
           "with its event");
    is_str(json_string_value(json_object_get(j, "level")), "info", "level");
    is_str(json_string_value(json_object_get(j, "process")), "worker 1",
           "process");
    is(json_integer_value(json_object_get(j, "partition")), 3, "a number");
    is_str(json_string_value(json_object_get(j, "owner")),
           "a\"b\\c\n\x01\xc3\xbf", "a string with its escapes");
    json_decref(j);

    for (size_t len = 3800; len < 4200; len++) {
        memset(nasty, '"', len);
        nasty[len] = '\0';
        log_error("long", LOG_STR("v", nasty), LOG_INT("n", 1));
    }
    written();

    unsigned  good = 0, bad = 0;

    for (size_t len = 1900; len < 2100; len++) {
        memset(nasty, '"', len);
        nasty[len] = '\0';
        log_error("longer", LOG_STR("v", nasty), LOG_INT("n", 1),
                  LOG_STR("w", "\x01\x01\x01"));
        const char  *s = written();

        j = json_loads(s, JSON_DISABLE_EOF_CHECK, NULL);
        good += j != NULL && strlen(s) <= 4096 && s[strlen(s) - 1] == '\n';
        bad += j == NULL;
        json_decref(j);
    }
    is(good, 200, "lines that are too long are cut and stay JSON");
    is(bad, 0, "always");
}


static void
test_levels(void)
{
    test_set("log.level", "warn");
    log_init("x");
    log_info("quiet");
    is_str(written(), "", "below log.level nothing is written");
    log_warn("loud");
    ok(strstr(written(), "\"loud\"") != NULL, "the rest is");
    test_set("log.level", "info");
}


static void
test_text(void)
{
    test_set("log.format", "text");
    log_init("x");
    log_info("some.event", LOG_STR("k", "a b\n"), LOG_INT("n", -1));
    ok(strstr(written(), " info some.event process=\"x\" k=\"a b\\u000a\" "
              "n=-1\n") != NULL, "text format");
    test_set("log.format", "json");
}


static void
test_burst(void)
{
    int64_t   before = stats_value[STAT_log_suppressed];
    unsigned  lines = 0;
    uint64_t  second;

    test_set("log.burst", "5");
    log_init("x");
    written();

    second = now_fresh_ms() / 1000;
    while (now_fresh_ms() / 1000 == second) { }         /* a whole second */
    for (unsigned i = 0; i < 50; i++) {
        log_info("flood", LOG_INT("i", i));
    }
    for (const char *p = written();
         (p = strstr(p, "\"event\":\"flood\"")) != NULL;
         p++)
    {
        lines++;
    }
    is(lines, 5, "log.burst lines of one event");
    is(stats_value[STAT_log_suppressed], before + 45, "the rest is counted");
    log_info("other");
    ok(strstr(written(), "\"other\"") != NULL, "others are not affected");

    second = now_fresh_ms() / 1000;
    while (now_fresh_ms() / 1000 == second) { }
    log_info("other");
    ok(strstr(written(), "\"log.suppressed\"") != NULL
       && strstr(text, "\"of\":\"flood\",\"lines\":45") != NULL,
       "and said a second later");
}


static void
test_full(void)
{
    int64_t   before = stats_value[STAT_log_suppressed];
    char      fill[4096] = { 0 };
    char      json[8192];

    while (write(pipe_fd[1], fill, sizeof(fill)) > 0) { }
    log_info("into.a.full.pipe");
    is(stats_value[STAT_log_suppressed], before + 1,
       "a full non-blocking pipe: dropped, counted, not waited for");

    ok(stats_json(json, sizeof(json)) > 0, "stats have a JSON form");

    json_t  *j = json_loads(json, 0, NULL);
    is(json_integer_value(json_object_get(j, "log_suppressed")), before + 1,
       "that has it");
    json_decref(j);
    is(stats_json(json, 20), 0, "or nothing when there is no room");
}


int
main(void)
{
    if (pipe2(pipe_fd, O_NONBLOCK) != 0) {
        return 1;
    }
    real_stderr = dup(2);
    dup2(pipe_fd[1], 2);

    test_json();
    test_levels();
    test_text();
    test_burst();
    test_full();

    dup2(real_stderr, 2);
    config_release();

    return done_testing();
}
