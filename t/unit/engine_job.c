/*
 * The contract of worker/engine/job.h, one clause after the other.
 */

#include <jansson.h>

#include "t/unit/engine_test.h"
#include "worker/engine/job.h"
#include "worker/engine/stats.h"

static char         trail[256];         /* what ran, in order */
static rc_t         done_rc;
static unsigned     done_count;
static char         done_reason[64];
static bool         done_is_text;       /* the reason is one in JSON, too */
static unsigned     detached;
static unsigned     watched, unwatched;
static op_t        *hand;               /* an op the test settles itself */
static const char  *move_to;


static void
mark(const char *what)
{
    strncat(trail, what, sizeof(trail) - strlen(trail) - 1);
    strncat(trail, " ", sizeof(trail) - strlen(trail) - 1);
}


static void
reset(void)
{
    trail[0] = done_reason[0] = '\0';
    done_count = detached = 0;
    hand = NULL;
}


static void
on_done(job_t *j, rc_t rc)
{
    json_t  *reason;

    mark("done");
    done_rc = rc;
    done_count++;
    snprintf(done_reason, sizeof(done_reason), "%s",
             j->reason == NULL ? "" : j->reason);
    reason = j->reason == NULL ? NULL : json_string(j->reason);
    done_is_text = reason != NULL;
    json_decref(reason);
    job_cancel(j, RC_REJECT, "too late");       /* has no effect */
    job_post(j);
}


static rc_t
ok_start(job_t *j)
{
    (void) j;
    mark("ok");

    return RC_OK;
}


static rc_t
declined_start(job_t *j)
{
    (void) j;
    mark("declined");

    return RC_DECLINED;
}


static rc_t
retry_start(job_t *j)
{
    mark("retry");

    return job_fail(j, RC_RETRY, "no %s", "luck");
}


/* Longer than a reason may be: it is cut within a letter. */

static rc_t
foreign_start(job_t *j)
{
    char  text[2 * 200 + 1] = "";

    for (size_t i = 0; i + 2 < sizeof(text); i += 2) {
        memcpy(text + i, "\xc3\xa9", 3);
    }

    return job_fail(j, RC_RETRY, "%s", text);
}


static rc_t
wait_start(job_t *j)
{
    mark("wait");
    wait_call(j, 5);
    wait_call(j, 1);

    return RC_AGAIN;
}


static rc_t
wait_finish(job_t *j)
{
    unsigned  n = 0;

    for (op_t *op = j->ops; op != NULL; op = op->next) {
        n += op->settled && op->rc == RC_OK;
    }
    mark(n == 2 ? "waited2" : "waited?");

    return RC_OK;
}


static void
hand_detach(op_t *op)
{
    detached++;
    (void) op;
}


static rc_t
hand_start(job_t *j)
{
    mark("hand");
    hand = op_new(j);
    hand->cell = &detached;
    hand->detach = hand_detach;

    return RC_AGAIN;
}


static rc_t
hand_finish(job_t *j)
{
    mark(j->ops->error == NULL ? "no-error" : j->ops->error);

    return j->ops->rc;
}


static rc_t
sync_start(job_t *j)
{
    op_t  *a = op_new(j), *b = op_new(j);

    a->detach = b->detach = hand_detach;
    op_complete(a, RC_REJECT, "a");
    op_complete(b, RC_RETRY, "b");
    mark("sync");

    return RC_AGAIN;
}


static rc_t
sync_finish(job_t *j)
{
    mark(j->ops->error);
    mark(j->ops->next->error);

    return RC_OK;
}


static rc_t
twice_finish(job_t *j)
{
    static unsigned  n;

    mark("twice");
    if (n++ == 0) {
        wait_call(j, 1);
        return RC_AGAIN;
    }

    return RC_OK;
}


static rc_t
cancel_start(job_t *j)
{
    mark("cancel");
    op_new(j)->detach = hand_detach;
    job_cancel(j, RC_REJECT, "myself");
    job_cancel(j, RC_RETRY, "a second time");
    op_new(j)->detach = hand_detach;
    op_complete(op_new(j), RC_OK, NULL);

    return RC_AGAIN;
}


static rc_t
cancel_finish(job_t *j)
{
    mark("cancel-finish");
    job_cancel(j, RC_REJECT, "in finish");

    return RC_OK;
}


static rc_t
move_start(job_t *j)
{
    mark("move");
    if (move_to != NULL) {
        const char  *to = move_to;

        move_to = NULL;
        job_restart(j, to);
        op_new(j)->detach = hand_detach;
    }

    return RC_OK;
}


static const phase_t  straight[] = {
    { "one", ok_start, NULL, 0 }, { "two", declined_start, NULL, 0 },
    { "three", wait_start, wait_finish, 0 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  failing[] = {
    { "one", ok_start, NULL, 0 }, { "two", retry_start, NULL, 0 },
    { "three", ok_start, NULL, 0 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  foreign[] = {
    { "one", foreign_start, NULL, 0 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  by_hand[] = {
    { "one", ok_start, NULL, 0 }, { "hand", hand_start, hand_finish, 5000 },
    { NULL, NULL, NULL, 0 }
};

static const phase_t  late[] = {
    { "hand", hand_start, hand_finish, 20 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  at_once[] = {
    { "sync", sync_start, sync_finish, 0 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  twice[] = {
    { "twice", wait_start, twice_finish, 0 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  cancelling[] = {
    { "cancel", cancel_start, hand_finish, 0 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  cancelling_later[] = {
    { "wait", wait_start, cancel_finish, 0 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  moving[] = {
    { "one", ok_start, NULL, 0 }, { "move", move_start, NULL, 0 },
    { NULL, NULL, NULL, 0 }
};


static void
test_flow(void)
{
    job_t  *j;

    reset();
    ok(job_new(straight, NULL, on_done) != NULL, "a job is made");
    is_str(trail, "", "nothing runs inside job_new()");
    ok(UNTIL(done_count), "it ends");
    is_str(trail, "ok declined wait waited2 done ", "phases in order");
    is(done_rc, RC_OK, "with OK");
    is(job_count(), 0, "and is gone");

    reset();
    job_new(failing, NULL, on_done);
    ok(UNTIL(done_count), "a failing job ends");
    is_str(trail, "ok retry done ", "where it failed");
    is(done_rc, RC_RETRY, "with its rc");
    is_str(done_reason, "no luck", "and its reason");

    reset();
    job_new(foreign, NULL, on_done);
    ok(UNTIL(done_count), "one with the words of somebody else, too");
    ok(done_is_text, "which can be written down, wherever they were cut");

    reset();
    j = job_new(by_hand, NULL, on_done);
    ok(UNTIL(hand != NULL), "an op waits");
    is_str(job_phase_name(j), "hand", "in its phase");
    job_post(j);
    uv_run(loop_get(), UV_RUN_NOWAIT);
    is(done_count, 0, "posting a waiting job does not run it");
    op_complete(hand, RC_REJECT, "refused");
    is(done_count, 0, "op_complete() does not run the job");
    ok(UNTIL(done_count), "the ready queue does");
    is_str(trail, "ok hand refused done ", "finish reads the op");
    is(detached, 0, "a completed op is not detached");

    reset();
    job_new(at_once, NULL, on_done);
    ok(UNTIL(done_count), "ops may be completed inside start");
    is_str(trail, "sync b a done ", "they settle behind it, newest first");

    reset();
    job_new(twice, NULL, on_done);
    ok(UNTIL(done_count), "finish may wait again");
    is_str(trail, "wait twice twice done ", "and runs again");
}


static void
test_deadline(void)
{
    int64_t   before = stats_value[STAT_ops_timeout];
    uint64_t  start = now_fresh_ms();

    reset();
    job_new(late, NULL, on_done);
    ok(UNTIL(done_count), "an op without an answer ends by its deadline");
    ok(now_fresh_ms() - start >= 20, "not before it");
    is_str(trail, "hand timeout done ", "as timeout");
    is(done_rc, RC_RETRY, "which is RETRY");
    is(detached, 1, "the driver was told");
    is(stats_value[STAT_ops_timeout], before + 1, "and it was counted");

    reset();
    start = now_fresh_ms();
    job_new(by_hand, NULL, on_done);
    UNTIL(hand != NULL);
    op_deadline(hand, 10);
    ok(UNTIL(done_count), "a driver's deadline may be sooner");
    ok(now_fresh_ms() - start < 4000, "than the phase's");

    reset();
    job_new(late, NULL, on_done);
    UNTIL(hand != NULL);
    op_deadline(hand, 60000);
    ok(UNTIL(done_count), "but not later");
}


static job_t  *victim;


static void
cancel_victim(void *data)
{
    (void) data;
    job_cancel(victim, RC_REJECT, "by alarm");
}


static rc_t
murder_start(job_t *j)
{
    (void) j;
    job_cancel(victim, RC_REJECT, "by a job");

    return RC_OK;
}


static const phase_t  murder[] = {
    { "murder", murder_start, NULL, 0 }, { NULL, NULL, NULL, 0 }
};


static void
test_cancel(void)
{
    reset();
    victim = job_new(by_hand, NULL, on_done);
    job_cancel(victim, RC_REJECT, "unborn");
    ok(UNTIL(done_count), "cancelled before it ran");
    is_str(trail, "done ", "it never runs");
    is_str(done_reason, "unborn", "with the reason");

    reset();
    victim = job_new(by_hand, NULL, on_done);
    UNTIL(hand != NULL);
    alarm_set(1, cancel_victim, NULL);
    ok(UNTIL(done_count), "cancelled by an alarm");
    is(detached, 1, "its op is detached");
    is_str(trail, "ok hand done ", "finish does not run");
    is(done_rc, RC_REJECT, "rc is the canceller's");

    reset();
    victim = job_new(by_hand, NULL, on_done);
    UNTIL(hand != NULL);
    job_new(murder, NULL, NULL);
    ok(UNTIL(done_count), "cancelled by another job");
    is_str(done_reason, "by a job", "with its reason");

    reset();
    victim = job_new(by_hand, NULL, on_done);
    UNTIL(hand != NULL);
    op_complete(hand, RC_OK, NULL);     /* it is in the queue now */
    job_cancel(victim, RC_RETRY, "queued");
    ok(UNTIL(done_count), "cancelled while queued");
    is_str(trail, "ok hand done ", "finish does not run either");

    reset();
    job_new(cancelling, NULL, on_done);
    ok(UNTIL(done_count), "cancelled by itself in start");
    is_str(done_reason, "myself", "the first reason counts");
    is(detached, 2, "its ops are detached, also a later one");

    reset();
    job_new(cancelling_later, NULL, on_done);
    ok(UNTIL(done_count), "cancelled by itself in finish");
    is(done_rc, RC_REJECT, "cancel outdoes the return value");
}


static void
test_restart(void)
{
    job_t   *j;
    pool_t  *pool;

    reset();
    j = job_new(by_hand, NULL, on_done);
    UNTIL(hand != NULL);
    pool = j->pool;
    hand = NULL;
    job_restart(j, "one");
    is(detached, 1, "restart detaches");
    ok(UNTIL(hand != NULL), "and runs again");
    ok(j->pool == pool, "in the same pool");
    op_complete(hand, RC_OK, NULL);
    ok(UNTIL(done_count), "to the end");
    is_str(trail, "ok hand ok hand no-error done ", "from the named phase");

    reset();
    move_to = "one";
    job_new(moving, NULL, on_done);
    ok(UNTIL(done_count), "restart by itself");
    is_str(trail, "ok move ok move done ", "goes back once");

    reset();
    j = job_new(by_hand, NULL, on_done);
    UNTIL(hand != NULL);
    job_cancel(j, RC_RETRY, "gone");
    job_restart(j, "one");
    ok(UNTIL(done_count), "a cancelled job");
    is_str(trail, "ok hand done ", "is not restarted");
}


/* ---- many jobs, moved at random ---- */

#define STORM  3000

static job_t     *storm[STORM];
static unsigned   storm_done, storm_double;


static void
storm_over(job_t *j, rc_t rc)
{
    job_t  **place = j->data;

    (void) rc;
    storm_double += *place == NULL;
    *place = NULL;
    storm_done++;
}


static rc_t
storm_start(job_t *j)
{
    for (int i = rand() % 4; i >= 0; i--) {
        op_t  *op = rand() % 2 ? wait_call(j, (uint64_t) (rand() % 20))
                               : op_new(j);

        if (rand() % 5 == 0) {
            op_deadline(op, 3);
        }
    }

    return RC_AGAIN;
}


static rc_t
storm_finish(job_t *j)
{
    int  what = rand() % 10;

    if (what == 0) {
        job_restart(j, "a");
    } else if (what == 1) {
        job_cancel(j, RC_REJECT, "storm");
    }

    return what == 2 ? RC_RETRY : RC_OK;
}


static const phase_t  storm_table[] = {
    { "a", storm_start, storm_finish, 15 },
    { "b", storm_start, storm_finish, 5 },
    { NULL, NULL, NULL, 0 }
};


static void
storm_blow(void *data)
{
    (void) data;

    for (int n = 0; n < 20; n++) {
        job_t  *j = storm[rand() % STORM];

        if (j != NULL && rand() % 2) {
            job_cancel(j, RC_RETRY, "wind");
        } else if (j != NULL) {
            job_restart(j, rand() % 2 ? "a" : "b");
        }
    }

    if (storm_done < STORM) {
        alarm_set(1, storm_blow, NULL);
    }
}


static void
test_storm(void)
{
    srand(11);
    for (unsigned i = 0; i < STORM; i++) {
        storm[i] = job_new(storm_table, &storm[i], storm_over);
    }
    storm_blow(NULL);
    ok(UNTIL(storm_done == STORM), "a storm of cancels and restarts");
    is(storm_double, 0, "each job ends once");
    is(job_count(), 0, "none is left");
}


static void
on_watch(const job_t *j)
{
    watched += j != NULL;
    unwatched += j == NULL;
}


static void
test_limits(void)
{
    job_t  *j;

    reset();
    test_set("job.max", "1");
    j = job_new(by_hand, NULL, on_done);
    ok(job_new(by_hand, NULL, on_done) == NULL, "job.max refuses");
    test_set("job.max", "10");

    UNTIL(hand != NULL);
    while (pool_alloc(j->pool, 4096) != NULL) { }
    while (pool_alloc(j->pool, 16) != NULL) { }
    op_complete(hand, RC_RETRY, "full");
    ok(UNTIL(done_count), "a job with a full pool ends");

    reset();
    job_watch(on_watch);
    job_new(straight, NULL, on_done);
    ok(UNTIL(done_count), "watched");
    UNTIL(unwatched == watched);
    is(watched, 2, "once per run");
    is(unwatched, 2, "and told when it left");
    job_watch(NULL);
}


/* ---- broken phases abort ---- */

static rc_t
liar_start(job_t *j)
{
    (void) j;

    return RC_AGAIN;
}


static rc_t
leaver_start(job_t *j)
{
    op_new(j);

    return RC_OK;
}


static rc_t
lost_start(job_t *j)
{
    job_restart(j, "nowhere");

    return RC_OK;
}


static bool
aborts(const phase_t *table)
{
    int    status;
    pid_t  pid;

    fflush(stdout);
    pid = fork();

    if (pid == 0) {
        (void) !freopen("/dev/null", "w", stderr);
        signal(SIGABRT, SIG_DFL);
        loop_init();
        job_new(table, NULL, NULL);
        for (int i = 0; i < 10; i++) {
            uv_run(loop_get(), UV_RUN_NOWAIT);
        }
        _exit(0);
    }

    waitpid(pid, &status, 0);

    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}


static void
test_asserts(void)
{
    const phase_t  liar[] = { { "x", liar_start, hand_finish, 0 },
                              { NULL, NULL, NULL, 0 } };
    const phase_t  leaver[] = { { "x", leaver_start, hand_finish, 0 },
                                { NULL, NULL, NULL, 0 } };
    const phase_t  deaf[] = { { "x", hand_start, NULL, 0 },
                              { NULL, NULL, NULL, 0 } };
    const phase_t  lost[] = { { "x", lost_start, NULL, 0 },
                              { NULL, NULL, NULL, 0 } };
    const phase_t  fine[] = { { "x", ok_start, NULL, 0 },
                              { NULL, NULL, NULL, 0 } };

    ok(aborts(liar), "AGAIN without an op aborts");
    ok(aborts(leaver), "OK with an op pending aborts");
    ok(aborts(deaf), "AGAIN without a finish aborts");
    ok(aborts(lost), "an unknown phase aborts");
    ok(!aborts(fine), "and nothing else does");
}


int
main(void)
{
    loop_init();

    test_flow();
    test_deadline();
    test_cancel();
    test_restart();
    test_storm();
    test_limits();
    test_asserts();

    is(job_count(), 0, "no job is left");
    loop_release();
    config_release();

    return done_testing();
}
