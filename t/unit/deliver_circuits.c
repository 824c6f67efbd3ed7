/*
 * Accounts that are left alone: what is told of them, when it ends, whose
 * partition takes them along, and how many have a name.
 */

#include "t/unit/tap.h"

#include <jansson.h>
#include <string.h>

#include "worker/deliver/circuits.h"
#include "worker/engine/stats.h"

#define NOW  1000000u
#define T1   "00000000-0000-7000-8000-000000000001"
#define T2   "00000000-0000-7000-8000-000000000002"


static void
opened(int partition, const char *tenant, const char *account,
    const char *why, uint64_t until_ms)
{
    const circuit_of_t  of = { partition, tenant, "whatsapp", account };

    circuits_open(&of, why, until_ms);
}


/* What is told of an account of T1's or T2's; "" when nothing is. */
static const char *
state_of(const char *tenant, const char *channel, const char *account,
    uint64_t now_ms)
{
    static char  state[64];
    char         name[256];
    json_t      *all = circuits_json(CIRCUITS_MAX, now_ms);
    const char  *found;

    snprintf(name, sizeof(name), "%s %s %s", tenant, channel, account);
    found = json_string_value(json_object_get(all, name));
    snprintf(state, sizeof(state), "%s", found != NULL ? found : "");
    json_decref(all);

    return state;
}


static void
test_states(void)
{
    is_str(state_of(T1, "whatsapp", "a", NOW), "", "nothing is told first");
    opened(1, T1, "a", "trouble", NOW + 500);
    is_str(state_of(T1, "whatsapp", "a", NOW), "open trouble", "open");
    is_str(state_of(T1, "whatsapp", "a", NOW + 499), "open trouble",
           "to its last moment");
    is_str(state_of(T1, "whatsapp", "a", NOW + 500), "half trouble",
           "then it is tried");

    opened(1, T1, "a", "paused", NOW + 9000);
    is_str(state_of(T1, "whatsapp", "a", NOW + 500), "open paused",
           "opened again: for another reason and longer");
    is_int(stats_value[STAT_circuits_open], 1, "it is one still");

    is_str(state_of(T1, "messenger", "a", NOW), "",
           "the same name at another channel is another account");
    circuits_close("messenger", "a");
    is_int(stats_value[STAT_circuits_open], 1, "and closes nothing");

    opened(1, T2, "a", "paused", NOW + 9000);
    is_str(state_of(T1, "whatsapp", "a", NOW), "",
           "claimed by another tenant: nothing is told to the first");
    is_str(state_of(T2, "whatsapp", "a", NOW), "open paused", "but to it");
    circuits_close("whatsapp", "a");
    is_str(state_of(T1, "whatsapp", "a", NOW), "", "closed: nothing is told");
    is_int(stats_value[STAT_circuits_open], 0, "none is left");
    circuits_close("whatsapp", "a");
    is_int(stats_value[STAT_circuits_open], 0, "closed twice is closed");
}


static void
test_partitions(void)
{
    opened(1, T1, "a", "trouble", NOW + 500);
    opened(2, T2, "b", "throttled", NOW + 500);
    opened(1, T1, "c", "paused", NOW + 500);
    opened(2, T1, "c", "paused", NOW + 500);
    is_int(stats_value[STAT_circuits_open], 3, "an account is one, wherever");

    circuits_leave(1);
    is_str(state_of(T1, "whatsapp", "a", NOW), "", "a partition goes, and its");
    is_str(state_of(T2, "whatsapp", "b", NOW), "open throttled",
           "what is another's stays");
    is_str(state_of(T1, "whatsapp", "c", NOW), "open paused",
           "also what was opened there last");
    circuits_leave(3);
    is_int(stats_value[STAT_circuits_open], 2, "one without any");
    circuits_leave(2);
    is_int(stats_value[STAT_circuits_open], 0, "the last are gone");
}


static void
test_many(void)
{
    int64_t  full = stats_value[STAT_circuits_full];
    json_t  *some;
    char     account[16];

    for (unsigned i = 0; i < CIRCUITS_MAX; i++) {
        snprintf(account, sizeof(account), "n%u", i);
        opened(1, T1, account, "trouble", NOW + 500);
    }

    is_int(stats_value[STAT_circuits_open], CIRCUITS_MAX, "as many as may be");
    opened(1, T1, "more", "trouble", NOW + 500);
    is_str(state_of(T1, "whatsapp", "more", NOW), "",
           "what is more has no name");
    is_int(stats_value[STAT_circuits_full] - full, 1, "but is counted");
    is_int(stats_value[STAT_circuits_open], CIRCUITS_MAX, "as what it is");
    opened(1, T1, "n7", "paused", NOW + 500);
    is_str(state_of(T1, "whatsapp", "n7", NOW), "open paused",
           "one that is there is changed, full or not");

    some = circuits_json(5, NOW);
    is_int(json_object_size(some), 5, "no more are told than are asked for");
    json_decref(some);

    circuits_close("whatsapp", "n7");
    opened(1, T1, "more", "trouble", NOW + 500);
    is_str(state_of(T1, "whatsapp", "more", NOW), "open trouble",
           "room again");
    circuits_leave(1);
    is_int(stats_value[STAT_circuits_open], 0, "all are gone");
}


/* A channel's longest account, a tenant: whole, and in one name. */
static void
test_names(void)
{
    char  account[160];

    memset(account, 'x', sizeof(account) - 1);
    account[sizeof(account) - 1] = '\0';
    opened(1, T1, account, "trouble", NOW + 500);
    is_str(state_of(T1, "whatsapp", account, NOW), "open trouble",
           "the longest name is whole");
    circuits_close("whatsapp", account);
    is_int(stats_value[STAT_circuits_open], 0, "and closes");
}


int
main(void)
{
    test_states();
    test_partitions();
    test_many();
    test_names();

    return done_testing();
}
