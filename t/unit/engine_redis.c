/*
 * The Redis driver against a private server that is stopped, killed, started.
 */

#include <fcntl.h>

#include "t/unit/engine_test.h"
#include "worker/engine/log.h"
#include "worker/engine/redis.h"
#include "worker/engine/stats.h"

typedef struct {
    rc_t      rc;
    bool      is_null;
    char      body[64];
    char      error[64];
    unsigned  done;
} got_t;

static pid_t     server;
static char      sock[128];
static unsigned  ups, downs;
static char      why[160];
static got_t     got;
static redis_t  *redis;


static void
server_start(const char *password)
{
    char  log[160];

    snprintf(log, sizeof(log), "%s/redis.log", test_dir());
    unlink(sock);
    fflush(stdout);
    server = fork();

    if (server == 0) {
        int  fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);

        dup2(fd, 1);
        dup2(fd, 2);
        execlp("redis-server", "redis-server", "--port", "0", "--unixsocket",
               sock, "--dir", test_dir(), "--save", "", "--appendonly", "no",
               "--requirepass", password, (char *) NULL);
        _exit(127);
    }
}


static void
on_up(void *data)
{
    (void) data;
    ups++;
}


static void
on_down(void *data, const char *reason)
{
    (void) data;
    downs++;
    snprintf(why, sizeof(why), "%s", reason);
}


static const redis_hooks_t  hooks = { "test", on_up, on_down, NULL };


/* ---- calls of jobs ---- */

static slice_t  args[8];
static int      nargs;


static void
command(const char *a, const char *b, const char *c)
{
    nargs = 0;
    args[nargs++] = slice_str(a);
    if (b != NULL) {
        args[nargs++] = slice_str(b);
    }
    if (c != NULL) {
        args[nargs++] = slice_str(c);
    }
}


static rc_t
call_start(job_t *j)
{
    redis_call(j, redis, args, nargs);

    return RC_AGAIN;
}


static rc_t
call_finish(job_t *j)
{
    const op_t  *op = j->ops;

    got.rc = op->rc;
    got.is_null = op->is_null;
    snprintf(got.body, sizeof(got.body), "%s",
             op->body.data == NULL ? "" : (const char *) op->body.data);
    snprintf(got.error, sizeof(got.error), "%s",
             op->error == NULL ? "" : op->error);
    got.done++;

    return RC_OK;
}


static const phase_t  call[] = {
    { "call", call_start, call_finish, 5000 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  hasty[] = {
    { "call", call_start, call_finish, 20 }, { NULL, NULL, NULL, 0 }
};


static bool
run(const char *a, const char *b, const char *c)
{
    got = (got_t) { .rc = RC_AGAIN };
    command(a, b, c);
    job_new(call, NULL, NULL);

    return UNTIL(got.done);
}


static void
test_calls(void)
{
    ok(run("SET", "k", "v"), "SET ends");
    is(got.rc, RC_OK, "well");
    is_str(got.body, "OK", "with its status");
    ok(run("GET", "k", NULL), "GET ends");
    is_str(got.body, "v", "with the value");
    ok(run("GET", "none", NULL) && got.is_null, "nil is null");
    ok(run("INCR", "n", NULL), "INCR ends");
    is_str(got.body, "1", "with the number");
    ok(run("INCR", "k", NULL), "an error");
    is(got.rc, RC_REJECT, "is REJECT");
    ok(run("LPUSH", "k", "x"), "a wrong type");
    is_str(got.error, "redis: WRONGTYPE", "says the word, no more");
}


/* ---- plain submits ---- */

static unsigned  replies, failures, order_ok = 1;
static char      last_error[64];


static void
on_reply(void *data, const redisReply *reply, const char *error)
{
    if (reply == NULL) {
        failures++;
        snprintf(last_error, sizeof(last_error), "%s", error);
        return;
    }

    order_ok &= (unsigned) (uintptr_t) data == replies;
    replies++;
}


static bool
submit(uint64_t deadline_ms, redis_reply_fn fn, void *data)
{
    return redis_submit(redis, args, nargs, deadline_ms, fn, data);
}


static void
test_pipeline(void)
{
    unsigned  accepted = 0;

    replies = failures = 0;
    command("ECHO", "x", NULL);
    for (uintptr_t i = 0; i < 1000; i++) {
        accepted += submit(0, on_reply, (void *) i);
    }
    is(accepted, 1000, "a thousand commands at once");
    is(replies, 0, "no callback inside redis_submit()");
    ok(UNTIL(replies == 1000), "a thousand replies");
    ok(order_ok, "in order");

    test_set("redis.max_inflight", "3");
    accepted = replies = 0;
    for (uintptr_t i = 0; i < 10; i++) {
        accepted += submit(0, on_reply, (void *) i);
    }
    is(accepted, 3, "redis.max_inflight refuses the rest");
    ok(UNTIL(replies == 3), "the others are answered");
    test_set("redis.max_inflight", "10000");
}


static void
test_deadline(void)
{
    unsigned  was = downs;
    int64_t   late = stats_value[STAT_ops_late];

    /* a job that leaves; the connection stays */

    got.done = 0;
    kill(server, SIGSTOP);
    command("GET", "k", NULL);
    job_new(hasty, NULL, NULL);
    ok(UNTIL(got.done), "a job's deadline");
    is_str(got.error, "timeout", "passes");
    kill(server, SIGCONT);
    ok(UNTIL(stats_value[STAT_ops_late] == late + 1), "its reply is late");
    is(downs, was, "the connection stays");

    /* a server that is silent */

    replies = failures = 0;
    kill(server, SIGSTOP);
    command("GET", "k", NULL);
    ok(submit(50, on_reply, NULL) && submit(5000, on_reply, NULL),
       "two calls, one soon due");
    ok(UNTIL(failures == 2), "both fail when it is");
    is_str(last_error, "redis: timeout", "by timeout");
    is(downs, was + 1, "the connection is down");
    ok(!submit(0, on_reply, NULL), "no call is taken");
    ok(run("GET", "k", NULL) && got.rc == RC_RETRY, "a job's call fails");
    is_str(got.error, "redis: down", "at once");

    was = ups;
    kill(server, SIGCONT);
    ok(UNTIL(ups > was), "it comes back by itself");
    ok(stats_value[STAT_redis_reconnects] >= 1, "that is counted");
    ok(run("GET", "k", NULL), "and serves");
    is_str(got.body, "v", "as before");
}


static void
test_restart(void)
{
    unsigned  was = ups;

    replies = failures = 0;
    command("BLPOP", "never", "0");
    ok(submit(60000, on_reply, NULL), "a blocking call");
    command("GET", "k", NULL);
    ok(submit(60000, on_reply, NULL), "and one behind it");
    test_stop(server, SIGKILL);
    ok(UNTIL(failures == 2), "kill -9: both fail");
    is_str(last_error, "redis: connection lost", "with the reason");
    ok(!redis_is_up(redis), "down");
    server_start("secret word");
    ok(UNTIL(ups == was + 1), "started again: up");
    ok(run("SET", "k", "v") && got.rc == RC_OK, "and serves");
}


/* ---- freeing from inside ---- */

static void
on_reply_free(void *data, const redisReply *reply, const char *error)
{
    (void) data;
    replies += reply != NULL;
    failures += error != NULL && reply == NULL;
    redis_free(redis);
    redis_free(NULL);
}


static void
on_lost_free(void *data, const redisReply *reply, const char *error)
{
    (void) data;
    (void) error;
    failures += reply == NULL;
    redis_free(redis);
}


static void
test_free(void)
{
    redis_t  *mine = redis;

    redis = redis_new(&hooks);
    ok(UNTIL(redis_is_up(redis)), "another connection");
    replies = failures = 0;
    command("ECHO", "x", NULL);
    ok(submit(0, on_reply_free, NULL) && submit(0, on_reply, NULL)
       && submit(0, on_reply, NULL), "three calls");
    ok(UNTIL(replies + failures == 3), "all settle");
    is(replies, 1, "the first by its reply, where it is freed");
    is_str(last_error, "redis: closed", "the others as closed");

    redis = redis_new(&hooks);
    UNTIL(redis_is_up(redis));
    failures = 0;
    command("BLPOP", "never", "0");
    ok(submit(30, on_lost_free, NULL) && submit(0, on_reply, NULL),
       "a call whose deadline frees the connection");
    ok(UNTIL(failures == 2), "all settle, once");

    redis = mine;
}


static void
test_refused(const char *password_file)
{
    redis_t  *mine = redis;
    char      path[160];
    FILE     *f;

    snprintf(path, sizeof(path), "%s/wrong", test_dir());
    f = fopen(path, "w");
    fputs("wrong\n", f);
    fclose(f);
    chmod(path, 0600);

    test_set("redis.password_file", path);
    ups = downs = 0;
    redis = redis_new(&hooks);
    uint64_t  end = now_fresh_ms() + 300;
    UNTIL(now_fresh_ms() > end);
    is(ups, 0, "a wrong password is never up");
    redis_free(redis);

    test_set("redis.password_file", password_file);
    test_set("redis.server", "/nowhere/redis.sock");
    redis = redis_new(&hooks);
    ok(run("GET", "k", NULL), "no server");
    is_str(got.error, "redis: down", "is down");
    redis_free(redis);

    redis = mine;
}


int
main(void)
{
    char   path[160];
    FILE  *f;

    snprintf(sock, sizeof(sock), "%s/redis.sock", test_dir());
    snprintf(path, sizeof(path), "%s/password", test_dir());
    f = fopen(path, "w");
    fputs("secret word\n", f);
    fclose(f);
    chmod(path, 0600);

    test_set("redis.server", sock);
    test_set("redis.password_file", path);
    test_set("log.level", "error");
    log_init("test");

    loop_init();
    redis = redis_new(&hooks);
    is(redis_is_up(redis), false, "not up before the loop has run");
    server_start("secret word");
    ok(UNTIL(ups == 1), "up when the server is");

    test_calls();
    test_pipeline();
    test_deadline();
    test_restart();
    test_free();
    test_refused(path);

    redis_free(redis);
    test_stop(server, SIGKILL);
    loop_release();
    config_release();
    test_dir_remove();

    return done_testing();
}
