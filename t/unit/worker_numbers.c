/*
 * worker: the arithmetic behind trimming, halving, bursts and fairness.
 */

#include <stdlib.h>

#include "t/unit/tap.h"
#include "worker/burst.h"
#include "worker/fair.h"
#include "worker/halve.h"
#include "worker/stream_id.h"


static const char *
next_of(const char *id)
{
    static char  text[STREAM_ID_LEN];

    stream_id_format(stream_id_next(stream_id_parse(id)), text);

    return text;
}


static const char *
trim_of(const char *cursor, uint64_t now, uint64_t keep_ms)
{
    static char  text[STREAM_ID_LEN];

    stream_id_format(stream_id_trim(stream_id_parse(cursor), now, keep_ms),
                     text);

    return text;
}


static void
test_stream_id(void)
{
    stream_id_t  a = stream_id_parse("12-3"), b = stream_id_parse("12-10");

    ok(stream_id_compare(a, b) < 0, "sequences are numbers");
    ok(stream_id_compare(stream_id_parse("9-9"), a) < 0, "so are times");
    ok(stream_id_compare(a, stream_id_parse("12-3")) == 0, "equal");
    ok(stream_id_compare(stream_id_parse(""), stream_id_parse("0-0")) == 0,
       "nothing is 0-0");
    is_str(next_of("12-3"), "12-4", "next");
    is_str(next_of("12-18446744073709551615"), "13-0", "next carries");

    is_str(trim_of("1000-5", 2000, 0), "1000-6",
           "keep 0: the cursor's entry goes too");
    is_str(trim_of("3000-5", 2000, 0), "3000-6",
           "keep 0: whatever the clocks say");
    is_str(trim_of("1000-5", 2000, 1500), "500-0", "keep: the older bound");
    is_str(trim_of("1000-5", 9000, 1500), "1000-6",
           "keep: never beyond the cursor");
    is_str(trim_of("1000-5", 500, 1500), "0-0", "keep longer than the clock");
}


/* Sends n items of which `bad` fails its call; counts calls. */
static unsigned
halve_run(unsigned n, unsigned bad, unsigned max, unsigned *ret_found)
{
    halve_t   h = { 0, 0 };
    unsigned  done = 0, calls = 0, take;

    *ret_found = n;

    while (done < n && calls < 10000) {
        take = halve_take(&h, n - done, max);
        calls++;

        if (bad < done || bad >= done + take) {
            halve_passed(&h, take);
            done += take;

        } else if (halve_failed(&h, take)) {
            *ret_found = done;
            halve_passed(&h, 1);
            done++;
        }
    }

    return calls;
}


static void
test_halve(void)
{
    unsigned  found, calls, worst = 0, wrong = 0;

    for (unsigned bad = 0; bad < 64; bad++) {
        calls = halve_run(64, bad, 64, &found);
        wrong += found != bad;
        worst = calls > worst ? calls : worst;
    }

    is_int(wrong, 0, "the bad one is found, wherever it stands");
    ok(worst <= 14, "in few calls (%u)", worst);
    is_int(halve_run(64, 64, 64, &found), 1, "without a bad one: one call");
    is_int(halve_run(200, 200, 64, &found), 4, "the cap splits");
    is_int(halve_run(1, 0, 64, &found), 1, "alone it is found at once");

    ok(halve_is_for("22P05") && halve_is_for("23505"), "data is at fault");
    ok(!halve_is_for("40P01") && !halve_is_for("57P01")
       && !halve_is_for("") && !halve_is_for("42501"), "the server is");
}


static void
test_burst(void)
{
    is_int(burst_quiet_in_ms(100, 100, 100, 0, 5000), 0, "0: off");
    is_int(burst_quiet_in_ms(100, 100, 100, 1000, 5000), 1000, "full window");
    is_int(burst_quiet_in_ms(100, 600, 900, 1000, 5000), 700,
           "counts from the last");
    is_int(burst_quiet_in_ms(100, 4900, 5000, 1000, 5000), 100,
           "at most max_ms after the first");
    is_int(burst_quiet_in_ms(100, 100, 1100, 1000, 5000), 0, "over");
}


typedef struct {
    fair_item_t  item;
    int          n;
} thing_t;


static void
test_fair(void)
{
    static fair_t  f;
    thing_t        t[7];
    char           order[8] = "";

    fair_init(&f);
    ok(fair_pop(&f) == NULL, "empty");

    for (int i = 0; i < 7; i++) {
        t[i] = (thing_t) { .n = i };
    }

    fair_push(&f, &t[6].item, "slow", true);
    fair_push(&f, &t[0].item, "a", false);
    fair_push(&f, &t[1].item, "a", false);
    fair_push(&f, &t[2].item, "a", false);
    fair_push(&f, &t[3].item, "b", false);
    fair_push(&f, &t[4].item, "b", false);
    fair_push(&f, &t[5].item, "c", false);
    fair_remove(&f, &t[4].item);
    fair_remove(&f, &t[4].item);

    for (int i = 0; i < 6; i++) {
        thing_t  *x = (thing_t *) fair_pop(&f);

        order[i] = x == NULL ? '-' : (char) ('0' + x->n);
    }

    is_str(order, "035126", "tenants take turns, the slow one is last");
    ok(fair_pop(&f) == NULL, "empty again");
}


int
main(void)
{
    test_stream_id();
    test_halve();
    test_burst();
    test_fair();

    return done_testing();
}
