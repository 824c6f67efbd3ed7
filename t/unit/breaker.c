/*
 * Which model is left alone, and that there is room for those of everybody.
 */

#include "t/unit/tap.h"

#include "worker/engine/config.h"
#include "worker/providers/breaker.h"

#define NAMES  5000                     /* more than are remembered */


static void
fails(const char *name, unsigned times, uint64_t now)
{
    while (times-- > 0) {
        breaker_failed(name, now);
    }
}


static void
test_states(void)
{
    ok(breaker_ask("m", 1), "closed");
    fails("m", 4, 1);
    ok(breaker_ask("m", 1), "four failures are not five");
    breaker_ok("m");
    fails("m", 4, 1);
    ok(breaker_ask("m", 1), "in a row");
    fails("m", 1, 1);
    ok(!breaker_ask("m", 2), "open");
    ok(!breaker_ask("m", 30000), "for half a minute");
    ok(breaker_ask("m", 30001), "then one call goes");
    ok(!breaker_ask("m", 30001), "and only one");
    fails("m", 1, 30001);
    ok(!breaker_ask("m", 90000), "it failed: twice as long");
    ok(breaker_ask("m", 90001), "again one");
    breaker_ok("m");
    ok(breaker_ask("m", 90001) && breaker_ask("m", 90001), "it answered");
}


static void
test_room(void)
{
    char  name[32];

    for (unsigned i = 0; i < NAMES; i++) {
        snprintf(name, sizeof(name), "one %u", i);
        fails(name, 1, 100000 + i);
    }

    fails("two m", 5, 200000);
    ok(!breaker_ask("two m", 200001),
       "a tenant's many models leave room for another's");

    for (unsigned i = 0; i < NAMES; i++) {
        snprintf(name, sizeof(name), "ok %u", i);
        fails(name, 1, 200001);
        breaker_ok(name);
    }

    fails("three m", 5, 200001);
    ok(!breaker_ask("three m", 200001), "as do those that answer again");
}


int
main(void)
{
    char  err[256];

    ok(config_load(NULL, NULL, 0, err, sizeof(err)), "configuration");
    test_states();
    test_room();
    breakers_release();
    config_release();

    return done_testing();
}
