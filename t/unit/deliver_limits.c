/*
 * Token buckets, silences and probes with a clock of our own; and the memory
 * of settled attempts.
 */

#include "t/unit/tap.h"

#include "worker/deliver/limits.h"
#include "worker/deliver/settled.h"

static const limits_conf_t  conf = {
    .on = true, .number_rate = 80, .pair_burst = 45
};

#define NOW  1000000u


static void
test_pair(void)
{
    limits_t  *l = limits_new(&conf);
    unsigned   n = 0;

    while (n < 100 && limits_take(l, "a", "ana", NOW) == 0) {
        n++;
    }

    is_int(n, 45, "a burst of 45");
    is_int(limits_take(l, "a", "ana", NOW), 6000, "then one per 6 s");
    is_int(limits_take(l, "a", "bea", NOW), 0, "another customer may");
    is_int(limits_take(l, "a", "ana", NOW + 5999), 1, "not a moment earlier");
    is_int(limits_take(l, "a", "ana", NOW + 6000), 0, "now");
    ok(limits_take(l, "a", "ana", NOW + 6000) > 0, "but only one");
    n = 0;
    while (n < 100 && limits_take(l, "a", "ana", NOW + 600000) == 0) {
        n++;
    }
    is_int(n, 45, "after ten minutes the burst is whole again");
    limits_free(l);
}


/* Accounts go by channel and name: of two tenants one each, say. */

static void
test_names(void)
{
    limits_t    *l = limits_new(&conf);
    char         deep[520];
    const char  *name;

    limits_paused(l, limits_account("telegram", "shop"), 0, NOW);
    ok(limits_is_quiet(l, limits_account("telegram", "shop"), NOW), "paused");
    ok(!limits_is_quiet(l, limits_account("generic", "shop"), NOW),
       "another channel's account of that name is not");
    limits_answered(l, limits_account("generic", "shop"));
    ok(limits_is_quiet(l, limits_account("telegram", "shop"), NOW),
       "nor does its answer end the pause");

    (void) limits_take(l, "a", "b/c", NOW);
    (void) limits_pair(l, "a", "b/c", NOW);
    is_int(limits_take(l, "a/b", "c", NOW), 0, "pairs do not run together");
    ok(limits_take(l, "a", "b/c", NOW) > 0, "though the first one is silent");

    memset(deep, 'x', sizeof(deep));
    deep[512] = '\0';                   /* 128 characters of four bytes */
    name = limits_account("messenger", deep);
    is_int((long) strlen(name), 9 + 1 + 512, "the longest name is whole");
    limits_free(l);
}


static void
test_number(void)
{
    limits_t  *l = limits_new(&conf);
    unsigned   n = 0;
    char       who[16];

    for (unsigned i = 0; i < 200; i++) {
        snprintf(who, sizeof(who), "c%u", i);
        n += limits_take(l, "a", who, NOW) == 0;
    }

    is_int(n, 80, "80 at once");

    for (unsigned ms = 1; ms <= 1000; ms++) {
        for (unsigned i = 0; i < 3; i++) {
            snprintf(who, sizeof(who), "d%u", ms * 3 + i);
            n += limits_take(l, "a", who, NOW + ms) == 0;
        }
    }

    is_int(n, 160, "and 80 in the second after");
    is_int(limits_take(l, "b", "x", NOW), 0, "another number may");
    limits_free(l);
}


static void
test_quiet(void)
{
    limits_t  *l = limits_new(&conf);
    uint64_t   t = NOW;

    is_int(limits_pair(l, "a", "ana", t), 1000, "4^0");
    is_int(limits_take(l, "a", "ana", t), 1000, "the pair is quiet");
    is_int(limits_take(l, "a", "bea", t), 0, "others are not");
    is_int(limits_pair(l, "a", "ana", t += 1000), 4000, "4^1");
    is_int(limits_pair(l, "a", "ana", t += 4000), 16000, "4^2");
    is_int(limits_pair(l, "a", "ana", t += 16000), 64000, "4^3");
    limits_accepted(l, "a", "ana");
    is_int(limits_pair(l, "a", "ana", t += 64000), 1000, "1 s after success");

    is_int(limits_throttled(l, "a", 7000, t), 7000, "throttled as told");
    is_int(limits_take(l, "a", "bea", t), 7000, "everybody waits");
    ok(limits_is_quiet(l, "a", t), "quiet");
    is_int(limits_take(l, "a", "bea", t += 7000), 0, "one goes as a probe");
    ok(limits_take(l, "a", "eva", t) > 0, "the others wait for its answer");
    limits_answered(l, "a");
    is_int(limits_take(l, "a", "eva", t), 0, "answered: all go");
    limits_free(l);
}


static void
test_pause_and_trouble(void)
{
    limits_t  *l = limits_new(&conf);
    uint64_t   t = NOW;

    is_int(limits_paused(l, "a", 0, t), 30000, "paused for 30 s");
    is_int(limits_paused(l, "a", 0, t + 10), 29990, "once per silence");
    is_int(limits_paused(l, "a", 0, t += 30000), 60000, "then 60 s");
    limits_answered(l, "a");
    is_int(limits_paused(l, "a", 0, t += 60000), 30000, "well: 30 s");
    ok(limits_take(l, "a", "x", t) > 0, "it waits");
    limits_resume(l, "a");
    is_int(limits_take(l, "a", "x", t), 0, "its operator has acted: it goes");
    is_int(limits_take(l, "a", "y", t), 0, "and the others with it");
    is_int(limits_paused(l, "a", 0, t), 30000, "the next pause is a first");
    limits_resume(l, "nobody");

    for (int i = 0; i < 4; i++) {
        is_int(limits_trouble(l, "b", t), 0, "four failures are bad luck");
    }
    is_int(limits_trouble(l, "b", t), 1000, "the fifth in a row is trouble");
    is_int(limits_take(l, "b", "x", t), 1000, "the account is quiet");
    is_int(limits_trouble(l, "b", t += 1000), 2000, "again: longer");
    is_int(limits_trouble(l, "b", t += 2000), 4000, "and longer");
    is_int(limits_trouble(l, "b", t += 4000), 5000, "but never above 5 s");
    is_int(limits_take(l, "b", "x", t += 5000), 0, "a probe");
    ok(limits_take(l, "b", "y", t) > 0, "alone");
    is_int(limits_take(l, "b", "y", t + 6000), 0, "lost: another one");
    limits_free(l);
}


static void
test_bounds(void)
{
    limits_conf_t  off = conf;
    limits_t      *l;
    char           who[32];

    off.on = false;
    l = limits_new(&off);
    (void) limits_paused(l, "a", 0, NOW);
    for (int i = 0; i < 1000; i++) {
        if (limits_take(l, "a", "ana", NOW) != 0) {
            ok(false, "off limits nothing");
        }
    }
    ok(!limits_is_quiet(l, "a", NOW), "off: nothing is quiet");
    limits_free(l);

    l = limits_new(&conf);
    for (unsigned i = 0; i < 3 * LIMITS_MAX; i++) {
        snprintf(who, sizeof(who), "c%u", i);
        (void) limits_take(l, "a", who, NOW + i * 13);
    }
    ok(limits_entries(l) < LIMITS_MAX / 4, "entries that are full again go");
    limits_free(l);

    l = limits_new(&conf);
    for (unsigned i = 0; i < LIMITS_MAX + 5000; i++) {
        snprintf(who, sizeof(who), "a%u", i);
        (void) limits_paused(l, who, 0, NOW);
    }
    is_int(limits_entries(l), LIMITS_MAX, "and there is an end to it");
    is_int(limits_take(l, "new", "pair", NOW), 0, "beyond it nothing blocks");
    limits_free(l);
}


static void
test_settled(void)
{
    settled_t  *s = settled_new();
    char        id[40];
    int         wrong = 0;

    is_int(settled_attempt(s, "x", NOW), 0, "unknown");
    ok(settled_add(s, "x", 2, NOW), "added");
    ok(settled_add(s, "x", 1, NOW), "an older attempt");
    is_int(settled_attempt(s, "x", NOW), 2, "the highest counts");

    for (int i = 0; i < 20000; i++) {
        snprintf(id, sizeof(id), "id-%d", i);
        settled_add(s, id, i % 7 + 1, NOW + 1);
    }
    for (int i = 0; i < 20000; i++) {
        snprintf(id, sizeof(id), "id-%d", i);
        wrong += settled_attempt(s, id, NOW + 1) != i % 7 + 1;
    }
    is_int(wrong, 0, "20,000 of them");
    is_int(settled_attempt(s, "x", NOW + SETTLED_MS / 2 + 10), 2,
           "kept for half the time at least");
    is_int(settled_attempt(s, "x", NOW + 3 * SETTLED_MS), 0, "then forgotten");
    settled_free(s);
}


static void
test_unpaced(void)
{
    limits_t  *l = limits_new(&(limits_conf_t) { true, 1, 1 });

    for (int i = 0; i < 100; i++) {
        if (limits_take(l, "page", NULL, 1000) != 0) {
            break;
        }
    }

    is(limits_take(l, "page", NULL, 1000), 0, "no rate without a recipient");
    (void) limits_throttled(l, "page", 500, 1000);
    is(limits_take(l, "page", NULL, 1000), 500, "but a quiet account waits");
    is(limits_take(l, "page", NULL, 1500), 0, "then one probes");
    ok(limits_take(l, "page", NULL, 1500) > 0, "and the others wait for it");
    limits_answered(l, "page");
    is(limits_take(l, "page", NULL, 1500), 0, "until it was answered");
    limits_free(l);
}


int
main(void)
{
    test_pair();
    test_names();
    test_number();
    test_quiet();
    test_pause_and_trouble();
    test_bounds();
    test_settled();
    test_unpaced();

    return done_testing();
}
