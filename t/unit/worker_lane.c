/*
 * worker/lane: bursts, order and ends of turns, with a pipeline and a batch of
 * the test's own.  The conversation is a counter: last_seq waits, done_seq is
 * committed.
 */

#include "t/unit/engine_test.h"
#include "worker/answer/retell.h"
#include "worker/batch.h"
#include "worker/engine/stats.h"
#include "worker/lane.h"
#include "worker/pipeline.h"

#define TENANT  "00000000-0000-0000-0000-000000000001"
#define CONV    "00000000-0000-0000-0000-000000000002"

static partition_t   part = { .p = 3, .state = PART_OWNED };
static int64_t       last_seq, done_seq;    /* what PostgreSQL would know */
static unsigned      contexts, commits, settled, wrong_order;
static int64_t       committed[64][2];
static bool          fail_once, dead_end, hold_commit, unread, unwritten;
static job_t        *held;
static op_t         *held_op;
static char          outcome[16];

struct batch_s {
    int  unused;
};


/* ---- what lane.c links to ---- */

void
batch_add(batch_t *b, json_t *item, batch_fn fn, void *data)
{
    json_t  *result = json_pack("{s:s}", "r", "ok");

    (void) b;
    settled++;
    snprintf(outcome, sizeof(outcome), "%s",
             json_string_value(json_object_get(item, "outcome")));

    if (strcmp(outcome, "dead") == 0 && !unwritten) {
        done_seq = json_integer_value(json_object_get(item, "to_seq"));
    }

    fn(data, unwritten ? RC_REJECT : RC_OK, unwritten ? NULL : result,
       unwritten ? "refused" : NULL);
    json_decref(result);
    json_decref(item);
}


void
retell_start(const turn_t *t)
{
    (void) t;
}


json_t *
commit_item_failed(const turn_t *t, const char *how, const char *reason,
    uint64_t retry_ms)
{
    (void) reason;

    return json_pack("{s:s, s:I, s:I}", "outcome", how, "to_seq",
                     (json_int_t) t->to_seq, "retry_ms",
                     (json_int_t) retry_ms);
}


static rc_t
context(job_t *j)
{
    (void) wait_call(j, 1);

    return RC_AGAIN;
}


static rc_t
context_read(job_t *j)
{
    turn_t  *t = job_turn(j);

    contexts++;

    if (unread) {
        return job_fail(j, RC_REJECT, "context: refused");
    }

    if (done_seq == last_seq) {
        lane_is_empty(t->lane, last_seq);
        return job_fail(j, RC_RETRY, "nothing");
    }

    t->from_seq = done_seq + 1;
    t->to_seq = config_int("turn.burst_ms") == 0 ? t->from_seq : last_seq;
    lane_takes(t->lane, t->to_seq, config_int("turn.burst_ms") == 0);

    if (fail_once) {
        fail_once = false;
        return job_fail(j, RC_RETRY, "once");
    }

    return dead_end ? job_fail(j, RC_REJECT, "never") : RC_OK;
}


static rc_t
window(job_t *j)
{
    turn_t    *t = job_turn(j);
    uint64_t   ms = lane_quiet_in_ms(t->lane);

    if (ms > 0) {
        (void) wait_call(j, ms);
        return RC_AGAIN;
    }

    if (lane_has_newer(t->lane)) {
        lane_again(t->lane);
        return job_fail(j, RC_RETRY, "newer");
    }

    return RC_OK;
}


static rc_t
commit(job_t *j)
{
    turn_t  *t = job_turn(j);

    lane_commits(t->lane);

    if (hold_commit) {
        held = j;
        held_op = op_new(j);
        return RC_AGAIN;
    }

    (void) wait_call(j, 1);

    return RC_AGAIN;
}


static rc_t
commit_read(job_t *j)
{
    turn_t  *t = job_turn(j);

    wrong_order += t->from_seq != done_seq + 1;
    done_seq = t->to_seq;
    committed[commits % 64][0] = t->from_seq;
    committed[commits++ % 64][1] = t->to_seq;
    t->commit_result = "ok";

    return RC_OK;
}


const phase_t  pipeline[] = {
    { "context", context, context_read, 10000 },
    { "settle",  window,  window,       10000 },
    { "commit",  commit,  commit_read,  10000 },
    { NULL, NULL, NULL, 0 }
};


/* ---- the tests ---- */

static void
say(void)
{
    last_seq++;
    lane_due(&part, TENANT, CONV, last_seq, false);
}


static void
say_later(void *data)
{
    (void) data;
    say();
}


static void
begin(const char *burst_ms, const char *max_ms)
{
    test_set("turn.burst_ms", burst_ms);
    test_set("turn.max_ms", max_ms);
    contexts = commits = settled = wrong_order = 0;
    last_seq = done_seq = 0;
}


static void
test_every_message(void)
{
    begin("0", "5s");
    say();
    say();
    say();
    ok(UNTIL(commits == 3), "burst 0: every message is a turn");
    is_int(wrong_order, 0, "in order");
    is_int(contexts, 3, "and nothing is begun again");
    ok(UNTIL(lanes_count() == 0), "the lane is gone");
}


static void
test_burst(void)
{
    begin("60ms", "5s");
    say();
    (void) alarm_set(20, say_later, NULL);
    (void) alarm_set(40, say_later, NULL);
    (void) alarm_set(70, say_later, NULL);
    ok(UNTIL(done_seq == 4), "four messages in pieces");
    is_int(commits, 1, "are one turn");
    is_int(contexts, 3, "begun again twice, not for each");
    ok(UNTIL(lanes_count() == 0), "the lane is gone");
}


static void
test_max(void)
{
    begin("60ms", "100ms");

    for (int i = 0; i < 8; i++) {
        (void) alarm_set(1 + 30 * (uint64_t) i, say_later, NULL);
    }

    ok(UNTIL(done_seq == 8), "somebody who does not stop");
    ok(commits >= 2, "is answered in between (%u)", commits);
    is_int(wrong_order, 0, "in order");
}


static void
test_during_commit(void)
{
    begin("20ms", "5s");
    hold_commit = true;
    say();
    ok(UNTIL(held != NULL), "a commit is under way");
    hold_commit = false;
    say();
    op_complete(held_op, RC_OK, NULL);
    ok(UNTIL(done_seq == 2), "a message during the commit");
    is_int(commits, 2, "opens the next turn");
    is_int(committed[0][1], 1, "and is not in the first");
    held = NULL;
}


static void
test_failing(void)
{
    begin("0", "5s");
    fail_once = true;
    say();
    ok(UNTIL(settled == 1), "a failed turn is written down");
    is_str(outcome, "retry", "as a retry");
    ok(UNTIL(lanes_count() == 0), "and left to the sweep");
    lane_due_since(&part, TENANT, CONV, last_seq, 1000, false);
    ok(UNTIL(done_seq == 1), "which brings it back");

    dead_end = true;
    say();
    say();
    ok(UNTIL(done_seq == 3), "hopeless turns end");
    is_str(outcome, "dead", "as dead letters, one after the other");
    dead_end = false;
    ok(UNTIL(lanes_count() == 0), "the lane is gone");
}


/* The sweep says again what is due still, as often as it looks. */

static void
sweep(void *data)
{
    (void) data;
    lane_due_since(&part, TENANT, CONV, last_seq, 1000, false);
}


static void
test_held(void)
{
    begin("0", "5s");
    test_set("turn.retry", "50ms");
    unread = true;
    say();
    ok(UNTIL(contexts == 1 && lanes_idle(&part)), "messages that PostgreSQL"
       " refuses to read");
    is_int(lanes_count(), 1, "are not forgotten");
    sweep(NULL);
    ok(lanes_idle(&part), "the sweep does not begin them at once");
    ok(UNTIL(contexts == 3), "they are tried again by themselves");
    unread = false;
    ok(UNTIL(done_seq == 1), "and answered when it is repaired");
    ok(UNTIL(lanes_count() == 0), "the lane is gone");

    begin("0", "5s");
    dead_end = unwritten = true;
    say();
    ok(UNTIL(settled == 1 && lanes_idle(&part)), "a failure that cannot be"
       " written");
    is_int(lanes_count(), 1, "is not forgotten");
    sweep(NULL);
    ok(lanes_idle(&part), "nor begun at once");
    lanes_drop(&part, "test");
    is_int(lanes_count(), 0, "a partition that is left takes it along");
    dead_end = unwritten = false;
    is_int(stats_value[STAT_turns_held], 4, "counted");
}


static void
test_drop(void)
{
    begin("0", "5s");
    hold_commit = true;
    say();
    ok(UNTIL(held != NULL), "a commit is under way");
    ok(!lanes_idle(&part), "the partition is busy");
    lanes_drop(&part, "test");
    ok(UNTIL(lanes_count() == 0), "dropped lanes go");
    ok(lanes_idle(&part), "the partition is idle");
    is_int(commits + settled, 0, "nothing was written");
    hold_commit = false;
    held = NULL;

    part.state = PART_DRAIN;
    say();
    is_int(lanes_count(), 0, "no new work in a draining partition");
    part.state = PART_OWNED;
}


static void
test_limit(void)
{
    char  conversation[37];

    begin("5s", "5s");
    test_set("lane.max", "10");

    for (int i = 0; i < 15; i++) {
        snprintf(conversation, sizeof(conversation),
                 "00000000-0000-0000-0000-0000000001%02d", i);
        lane_due(&part, TENANT, conversation, 1, false);
    }

    is_int(lanes_count(), 10, "lane.max holds");
    is_int(stats_value[STAT_lane_overflow], 5, "the rest is counted");
    lanes_drop(&part, "test");
    ok(UNTIL(lanes_count() == 0), "dropped lanes go");
    is_int(stats_value[STAT_lane_messages], 0, "no message is counted still");
}


int
main(void)
{
    test_set("log.level", "error");
    loop_init();
    lanes_init();

    test_every_message();
    test_burst();
    test_max();
    test_during_commit();
    test_failing();
    test_held();
    test_drop();
    test_limit();

    loop_release();
    config_release();

    return done_testing();
}
