/*
 * The PostgreSQL driver against a private cluster: pipelining, errors,
 * prepared names, deadlines, a frozen and a killed server.
 *
 * PostgreSQL does not run as root; then the cluster belongs to "postgres".
 */

#include <dirent.h>
#include <fcntl.h>
#include <glob.h>
#include <pwd.h>

#include "t/unit/engine_test.h"
#include "worker/engine/log.h"
#include "worker/engine/pg.h"
#include "worker/engine/stats.h"

typedef struct {
    rc_t      rc;
    bool      is_null;
    char      body[256];
    size_t    len;
    char      error[160];
    char      sqlstate[6];
    unsigned  done;
} got_t;

static pid_t     server;
static char      bindir[256];
static unsigned  ups;
static got_t     got;
static pg_t     *pg;
static unsigned  answers, fails, order_ok = 1;


/* ---- cluster ---- */

static void
become_postgres(void)
{
    struct passwd  *user = geteuid() == 0 ? getpwnam("postgres") : NULL;

    if (user != NULL && (setgid(user->pw_gid) != 0
                         || setuid(user->pw_uid) != 0))
    {
        _exit(126);
    }
}


static pid_t
spawn(const char *const *argv)
{
    char   path[512], log[160];
    pid_t  pid;

    snprintf(path, sizeof(path), "%s/%s", bindir, argv[0]);
    snprintf(log, sizeof(log), "%s/pg.log", test_dir());
    fflush(stdout);
    pid = fork();

    if (pid == 0) {
        become_postgres();
        int  fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);

        dup2(fd, 1);
        dup2(fd, 2);
        setpgid(0, 0);
        execv(path, (char *const *) argv);
        _exit(127);
    }

    setpgid(pid, pid);

    return pid;
}


static void
server_start(void)
{
    char         data[160];
    const char  *argv[] = { "postgres", "-D", data, "-k", test_dir(), "-h", "",
                            "-F", "-c", "max_connections=20", NULL };

    snprintf(data, sizeof(data), "%s/data", test_dir());
    server = spawn(argv);
}


static bool
cluster_make(void)
{
    char         data[160];
    const char  *argv[] = { "initdb", "-D", data, "-U", "tester", "-A", "trust",
                            "-E", "UTF8", "--locale=C", "-N", NULL };
    int          status;
    glob_t       g;

    if (glob("/usr/lib/postgresql/*/bin", 0, NULL, &g) != 0) {
        return false;
    }
    snprintf(bindir, sizeof(bindir), "%s", g.gl_pathv[g.gl_pathc - 1]);
    globfree(&g);

    snprintf(data, sizeof(data), "%s/data", test_dir());
    chmod(test_dir(), 0777);
    waitpid(spawn(argv), &status, 0);

    return status == 0;
}


static void
on_up(void *data)
{
    (void) data;
    ups++;
}


/* ---- calls ---- */

static const pg_stmt_t  echo = { "echo", "select $1::text", 1 };
static const pg_stmt_t  nothing = { "nothing", "select 1 where false", 0 };
static const pg_stmt_t  broken = { "broken", "select no_such($1)", 1 };
static const pg_stmt_t  divide = { "divide", "select 1 / $1::int", 1 };
static const pg_stmt_t  nap = { "nap", "select pg_sleep($1::float8)::text", 1 };
static const pg_stmt_t  put = { "put",
    "insert into pair values ($1::int, $2) returning id::text", 2 };
static const pg_stmt_t  count = { "count", "select count(*) from pair", 0 };
static const pg_stmt_t  make = { "make",
    "create table pair (id int primary key, v text)", 0 };
static const pg_stmt_t  widen = { "widen",
    "alter table pair alter column v type bytea using null", 0 };
static const pg_stmt_t  star = { "star", "select v from pair", 0 };
static const pg_stmt_t  forget = { "forget", "deallocate all", 0 };
static const pg_stmt_t  arrays = { "arrays",
    "select coalesce(string_agg(encode(x, 'hex'), ',' order by n), 'empty')"
    " || '/' || cardinality($1::bytea[])"
    " from unnest($1::bytea[]) with ordinality as t(x, n)", 1 };
static const pg_stmt_t  large = { "large", "select repeat('x', $1::int)", 1 };
static const pg_stmt_t  number = { "number",
    "select $1::int", 1 };
static const pg_stmt_t  cancelled = { "cancelled",
    "select set_config('statement_timeout', '20', true)", 0 };
static const pg_stmt_t  pids = { "pids", "select pg_backend_pid()::text", 0 };

static const pg_stmt_t  *stmt;
static pg_param_t        params[4];


static rc_t
call_start(job_t *j)
{
    pg_call(j, pg, stmt, params);

    return RC_AGAIN;
}


static rc_t
call_finish(job_t *j)
{
    const op_t  *op = j->ops;

    got.rc = op->rc;
    got.is_null = op->is_null;
    got.len = op->body.len;
    memcpy(got.sqlstate, op->sqlstate, 6);
    snprintf(got.body, sizeof(got.body), "%s",
             op->body.data == NULL ? "" : (const char *) op->body.data);
    snprintf(got.error, sizeof(got.error), "%s",
             op->error == NULL ? "" : op->error);
    got.done++;

    return RC_OK;
}


static const phase_t  call[] = {
    { "call", call_start, call_finish, 10000 }, { NULL, NULL, NULL, 0 }
};

static const phase_t  hasty[] = {
    { "call", call_start, call_finish, 30 }, { NULL, NULL, NULL, 0 }
};


static bool
run(const pg_stmt_t *s, const char *a, const char *b)
{
    got = (got_t) { .rc = RC_AGAIN };
    stmt = s;
    params[0] = PG_TEXT(a);
    params[1] = PG_TEXT(b);
    job_new(call, NULL, NULL);

    return UNTIL(got.done);
}


static void
test_calls(void)
{
    ok(run(&echo, "hello", NULL), "a call ends");
    is(got.rc, RC_OK, "well");
    is_str(got.body, "hello", "with the value");
    ok(run(&echo, NULL, NULL) && got.is_null, "NULL in, NULL out");
    ok(run(&nothing, NULL, NULL) && got.is_null, "no row is null");
    is(got.rc, RC_OK, "and OK");
    ok(run(&echo, "again", NULL), "the prepared one");
    is_str(got.body, "again", "works again");

    ok(run(&large, "3000000", NULL), "a large answer");
    is(got.len, 3000000, "is whole");
    ok(run(&large, "30000000", NULL), "one over the job's memory");
    is(got.rc, RC_RETRY, "is an error");
}


static void
test_errors(void)
{
    ok(run(&broken, "x", NULL), "a statement that does not parse");
    is(got.rc, RC_REJECT, "is REJECT");
    is_str(got.sqlstate, "42883", "with its SQLSTATE");
    ok(run(&broken, "x", NULL), "again");
    is_str(got.sqlstate, "42883", "says the same: its name was forgotten");

    ok(run(&divide, "0", NULL), "a statement that fails");
    is_str(got.sqlstate, "22012", "says why");
    ok(run(&divide, "1", NULL), "its name");
    is(got.rc, RC_OK, "is still good");
    is_str(got.body, "1", "and used");

    ok(run(&number, "0612345678", NULL) && got.rc == RC_OK, "a number");
    ok(run(&number, "tel 0612345678", NULL), "a value that is quoted back");
    ok(strstr(got.error, "0612345678") == NULL, "is not in the error");
    is_str(got.error, "postgres: 22P02", "which is the code");

    ok(run(&make, NULL, NULL) && got.rc == RC_OK, "a table");
    ok(run(&put, "1", "a") && got.rc == RC_OK, "a row");
    ok(run(&put, "1", "private words"), "the same key");
    is_str(got.error, "postgres: 23505 pair_pkey on pair",
           "constraint and table, no DETAIL");
    is(got.rc, RC_REJECT, "is REJECT");
    ok(run(&put, "2", "b") && got.rc == RC_OK, "another row is not touched");

    ok(run(&cancelled, NULL, NULL) && got.rc == RC_OK, "settings of a call");
    ok(run(&nap, "0.06", NULL) && got.rc == RC_OK, "die with it");
}


static void
test_changes(void)
{
    ok(run(&star, NULL, NULL) && got.rc == RC_OK, "a statement");
    ok(run(&widen, NULL, NULL) && got.rc == RC_OK, "its type changes");
    ok(run(&star, NULL, NULL), "the old plan");
    is(got.rc, RC_RETRY, "is RETRY");
    is_str(got.sqlstate, "0A000", "by its code");
    ok(UNTIL(pg_is_up(pg)), "the connection is made anew");
    ok(run(&star, NULL, NULL) && got.rc == RC_OK, "and serves");

    ok(run(&echo, "x", NULL) && got.rc == RC_OK, "a name is made");
    ok(run(&forget, NULL, NULL) && got.rc == RC_OK, "names are forgotten");
    ok(run(&echo, "x", NULL), "the first call of one");
    is(got.rc, RC_RETRY, "is RETRY");
    ok(run(&echo, "x", NULL) && got.rc == RC_OK, "then it is made again");
}


static void
test_bytea(void)
{
    pool_t   *pool = pool_new(POOL_CAP_DEFAULT);
    slice_t   items[3] = { SLICE_LIT("a\0b"), SLICE_LIT(""),
                           SLICE_LIT("\xff") };

    got.done = 0;
    stmt = &arrays;
    params[0] = PG_BINARY(pg_bytea_array(pool, items, 3));
    job_new(call, NULL, NULL);
    ok(UNTIL(got.done), "a bytea[]");
    is_str(got.body, "610062,,ff/3", "arrives as it was");

    got.done = 0;
    params[0] = PG_BINARY(pg_bytea_array(pool, items, 0));
    job_new(call, NULL, NULL);
    ok(UNTIL(got.done), "an empty bytea[]");
    is_str(got.body, "empty/0", "too");
    pool_free(pool);
}


/* ---- pipeline ---- */

static void
on_answer(void *data, const pg_reply_t *reply)
{
    char  want[24];

    snprintf(want, sizeof(want), "%u", (unsigned) (uintptr_t) data);
    if (reply->rc != RC_OK) {
        fails++;
        snprintf(got.error, sizeof(got.error), "%s", reply->error);
        return;
    }

    order_ok &= strcmp((const char *) reply->body.data, want) == 0;
    answers++;
}


static void
submit(const pg_stmt_t *s, unsigned i, uint64_t deadline_ms)
{
    char        text[24];
    pg_param_t  p;

    snprintf(text, sizeof(text), "%u", i);
    p = PG_TEXT(text);
    pg_submit(pg, s, &p, deadline_ms, on_answer, (void *) (uintptr_t) i);
    memset(text, 'X', sizeof(text));    /* parameters are copied */
}


static void
test_pipeline(void)
{
    pg_param_t  zero = PG_TEXT("0");

    answers = fails = 0;
    for (unsigned i = 0; i < 2000; i++) {
        submit(&echo, i, 0);
    }
    is(answers + fails, 0, "nothing inside pg_submit()");
    ok(UNTIL(answers + fails == 2000), "2000 calls at once");
    is(answers, 2000, "answered");
    ok(order_ok, "each with its own");

    answers = fails = 0;
    for (unsigned i = 0; i < 100; i++) {
        if (i % 10 == 5) {
            pg_submit(pg, &divide, &zero, 0, on_answer, NULL);
        } else {
            submit(&echo, i, 0);
        }
    }
    ok(UNTIL(answers + fails == 100), "ten fail among a hundred");
    is(fails, 10, "only they");

    test_set("postgres.max_inflight", "5");
    answers = fails = 0;
    for (unsigned i = 0; i < 8; i++) {
        submit(&echo, i, 0);
    }
    ok(UNTIL(answers + fails == 8), "postgres.max_inflight");
    is(fails, 3, "refuses the rest");
    is_str(got.error, "postgres: too many calls", "and says so");
    test_set("postgres.max_inflight", "20000");

    test_set("postgres.prepared", "off");
    ok(run(&echo, "unnamed", NULL) && got.rc == RC_OK, "without names");
    is_str(got.body, "unnamed", "it works as well");
    test_set("postgres.prepared", "on");
}


/* ---- bad times ---- */

static void
test_deadline(void)
{
    int64_t   late = stats_value[STAT_ops_late];
    int64_t   again = stats_value[STAT_pg_reconnects];
    unsigned  i;

    got.done = 0;
    stmt = &nap;
    params[0] = PG_TEXT("0.2");
    job_new(hasty, NULL, NULL);
    ok(UNTIL(got.done), "a job's deadline");
    is_str(got.error, "timeout", "passes");
    ok(UNTIL(stats_value[STAT_ops_late] == late + 1), "its reply is late");
    is(stats_value[STAT_pg_reconnects], again, "the connection stays");

    answers = fails = 0;
    submit(&nap, 1, 40);
    ok(UNTIL(fails == 1), "a call's own deadline");
    is_str(got.error, "postgres: timeout", "is told once");
    ok(UNTIL(stats_value[STAT_ops_late] == late + 2), "its reply is late, too");
    is(fails, 1, "and not told");

    /* a black hole: frozen behind the socket */

    test_set("postgres.timeout", "150");
    ok(UNTIL(pg_is_up(pg)) && run(&pids, NULL, NULL), "who serves us");
    pid_t  backend = atoi(got.body);

    ok(backend > 1 && kill(backend, SIGSTOP) == 0, "is frozen");
    again = stats_value[STAT_pg_reconnects];
    answers = fails = 0;
    for (i = 0; i < 4; i++) {
        submit(&echo, i, 50);
    }
    ok(UNTIL(answers + fails == 4), "calls end by their deadline");
    ok(UNTIL(stats_value[STAT_pg_reconnects] == again + 1),
       "a connection that stays silent is replaced");
    kill(backend, SIGCONT);
    test_set("postgres.timeout", "15s");
    ok(run(&echo, "x", NULL) && got.rc == RC_OK, "and serves");
}


static void
test_restart(void)
{
    unsigned  was = ups;

    answers = fails = 0;
    submit(&nap, 10, 0);
    submit(&echo, 2, 0);
    uv_run(loop_get(), UV_RUN_NOWAIT);
    kill(-server, SIGKILL);
    waitpid(server, NULL, 0);
    ok(UNTIL(fails == 2), "kill -9: what is pending fails");
    ok(UNTIL(!pg_is_up(pg)), "down");
    ok(run(&echo, "x", NULL), "a call");
    is(got.rc, RC_RETRY, "is RETRY");
    is_str(got.error, "postgres: down", "at once");
    server_start();
    ok(UNTIL(ups == was + 1), "up when it is back");
    ok(run(&count, NULL, NULL) && got.rc == RC_OK, "and serves");
    is_str(got.body, "2", "what was committed");
}


static void
test_free(void)
{
    answers = fails = 0;
    submit(&nap, 10, 0);
    submit(&echo, 1, 0);
    pg_free(pg);
    is(fails, 0, "nothing is called inside pg_free()");
    ok(UNTIL(fails == 2), "what is pending fails after it");
    is_str(got.error, "postgres: closed", "as closed");
}


int
main(void)
{
    char  conninfo[160];

    test_set("log.level", "error");
    log_init("test");

    if (!cluster_make()) {
        puts("Bail out! initdb failed");
        return 1;
    }

    snprintf(conninfo, sizeof(conninfo), "host=%s user=tester dbname=postgres",
             test_dir());
    loop_init();
    pg = pg_new("test", conninfo, 1, on_up, NULL);
    server_start();
    ok(UNTIL(ups == 1), "up when the server is");

    test_calls();
    test_errors();
    test_changes();
    test_bytea();
    test_pipeline();
    test_deadline();
    test_restart();
    test_free();

    kill(-server, SIGKILL);
    waitpid(server, NULL, 0);
    loop_release();
    config_release();
    test_dir_remove();

    return done_testing();
}
