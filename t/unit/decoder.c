/*
 * The decoder driver with the real relevo-decode, whose test build has a
 * handler that misbehaves: every file dies alone, calls settle once, and a
 * parent that is killed is replaced.
 */

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "t/unit/engine_test.h"
#include "worker/engine/job.h"
#include "worker/engine/log.h"
#include "worker/engine/stats.h"
#include "worker/jsonx.h"
#include "worker/media/decoder.h"

typedef struct {
    const char  *bytes;
    size_t       len;
    uint64_t     wall_ms;
    op_t        *op;
    rc_t         rc;
    char         error[64];         /* of the op */
    char         code[32];          /* of the result */
    char         mime[64];
    char         thumbnail[4];      /* how it begins */
    char         refused[256];      /* facts of the hook that are not that */
    unsigned     done;
} file_t;

/* one white pixel */
static const char  gif[] =
    "GIF89a\1\0\1\0\200\0\0\377\377\377\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";


static rc_t
file_start(job_t *j)
{
    file_t             *f = j->data;
    int                 fd = memfd_create("test", MFD_CLOEXEC);
    decoder_request_t   req = { .fd = fd, .name = "file",
                                .wall_ms = f->wall_ms };

    if (fd == -1 || write(fd, f->bytes, f->len) != (ssize_t) f->len) {
        puts("Bail out! no memfd");
        exit(1);
    }

    f->op = decoder_call(j, &req);
    close(fd);                          /* borrowed only during the call */

    return RC_AGAIN;
}


static void
file_attachment(file_t *f, const json_t *result)
{
    decoder_attachment_t  a;

    if (decoder_attachment(f->op, result, "thumbnail", &a)) {
        ok(pread(a.fd, f->thumbnail, 3, (off_t) a.offset) == 3
           && a.bytes > 100, "the thumbnail is there");
        is_str(a.mime, "image/jpeg", "its type");
    }
}


static rc_t
file_finish(job_t *j)
{
    file_t      *f = j->data;
    json_t      *result, *value;
    const char  *name;

    f->rc = f->op->rc;
    snprintf(f->error, sizeof(f->error), "%s",
             f->op->error == NULL ? "" : f->op->error);

    result = jsonx_load(f->op->body);
    snprintf(f->code, sizeof(f->code), "%s", jsonx_str(result, "error"));
    snprintf(f->mime, sizeof(f->mime), "%s", jsonx_str(result, "mime"));
    json_object_foreach(json_object_get(result, "facts"), name, value) {
        if (json_is_string(value)
            && strcmp(json_string_value(value), "ALLOWED") == 0)
        {
            strncat(f->refused, name,
                    sizeof(f->refused) - strlen(f->refused) - 1);
        }
    }
    file_attachment(f, result);
    json_decref(result);

    return RC_OK;
}


static const phase_t  table[] = {
    { "decode", file_start, file_finish, 60000 },
    { NULL, NULL, NULL, 0 }
};


static void
file_done(job_t *j, rc_t rc)
{
    file_t  *f = j->data;

    (void) rc;
    f->done++;
}


static job_t *
file_job(file_t *f, const char *bytes, size_t len)
{
    f->bytes = bytes;
    f->len = len;

    return job_new(table, f, file_done);
}


static job_t *
hook_job(file_t *f, const char *text)
{
    return file_job(f, text, strlen(text));
}


static bool
idle(void)
{
    return stats_value[STAT_decode_running] == 0
           && stats_value[STAT_decode_waiting] == 0;
}


/* What a process has started: relevo-decode. */
static pid_t
child_of(pid_t parent)
{
    char   path[64];
    long   pid = 0;
    FILE  *in;

    snprintf(path, sizeof(path), "/proc/%d/task/%d/children", parent, parent);
    in = fopen(path, "r");
    if (in == NULL || fscanf(in, "%ld", &pid) != 1) {
        pid = 0;
    }
    if (in != NULL) {
        fclose(in);
    }

    return (pid_t) pid;
}


static pid_t
decoder_pid(void)
{
    return child_of(getpid());
}


/* A child is looked at more often than UNTIL does by itself. */
static void
tick(void *data)
{
    const bool  *goes_on = data;

    if (*goes_on) {
        alarm_set(20, tick, data);
    }
}


/* The first of all, because what others took from later ones is looked at.  A
 * child that stands still is one that gets nothing of the processors. */
static void
test_pace(void)
{
    file_t   f = { .done = 0 };
    job_t   *j = hook_job(&f, "RELEVO-HOOK wait");
    pid_t    child = 0;

    static bool  ticking = true;

    tick(&ticking);
    ok(UNTIL(stats_value[STAT_decode_running] == 1), "it runs");
    ok(UNTIL((child = child_of(decoder_pid())) > 0
             && sched_getscheduler(child) != SCHED_OTHER), "in a child");
    is(sched_getscheduler(child), SCHED_IDLE, "which takes what is left");
    is(getpriority(PRIO_PROCESS, (id_t) child), 19, "and is nice");
    ok(getsid(child) == decoder_pid(), "in a session of its own");

    if (geteuid() == 0) {               /* others need LimitNICE= */
        ok(UNTIL(sched_getscheduler(child) == SCHED_BATCH),
           "where that is nothing it is given more");
    }
    ticking = false;
    job_cancel(j, RC_REJECT, "over");
    ok(UNTIL(idle()), "quiet");
}


static void
test_picture(void)
{
    file_t  f = { .done = 0 };

    (void) file_job(&f, gif, sizeof(gif) - 1);
    ok(UNTIL(f.done), "a picture is decoded");
    is(f.rc, RC_OK, "the op is fine");
    is_str(f.code, "", "so is the picture");
    is_str(f.mime, "image/gif", "its type is sniffed");
    is_mem(f.thumbnail, 3, "\xff\xd8\xff", 3, "the thumbnail is a JPEG");
}


static void
test_hostile(void)
{
    static const struct {
        const char  *file;
        const char  *code;
        uint64_t     wall_ms;
    } rows[] = {
        { "RELEVO-HOOK open", "", 0 },
        { "RELEVO-HOOK socket", "unsafe", 0 },
        { "RELEVO-HOOK fork", "unsafe", 0 },
        { "RELEVO-HOOK exec", "unsafe", 0 },
        { "RELEVO-HOOK kill", "unsafe", 0 },
        { "RELEVO-HOOK ptrace", "unsafe", 0 },
        { "RELEVO-HOOK memory", "memory", 0 },
        { "RELEVO-HOOK loop", "timeout", 1000 },
        { "RELEVO-HOOK wait", "timeout", 300 },
        { "RELEVO-HOOK crash", "broken", 0 },
        { "RELEVO-HOOK abort", "broken", 0 },
        { "RELEVO-HOOK output", "", 0 },
        { "RELEVO-HOOK flood", "too_large", 0 },
        { "\x7f" "ELF is nothing for us", "unsupported", 0 },
    };
    enum { N = sizeof(rows) / sizeof(rows[0]) };
    file_t    files[N] = { { .done = 0 } };
    pid_t     pid = decoder_pid();
    unsigned  done = 0;

    for (unsigned i = 0; i < N; i++) {
        files[i].wall_ms = rows[i].wall_ms;
        (void) hook_job(&files[i], rows[i].file);
    }

    for (int i = 0; i < 3 && done < N; i++) {   /* machines are busy */
        (void) UNTIL(({ done = 0;
                        for (unsigned k = 0; k < N; k++) {
                            done += files[k].done;
                        }
                        done == N; }));
    }
    is(done, N, "all of them end");

    for (unsigned i = 0; i < N; i++) {
        is(files[i].rc, RC_OK, rows[i].file + 12);
        is_str(files[i].code, rows[i].code, "its code");
        is_str(files[i].refused, "", "nothing was allowed");
    }

    ok(pid > 0 && decoder_pid() == pid, "the parent lives");
    ok(idle(), "nothing is left");
    is(stats_value[STAT_decode_unsafe], 5, "unsafe ones were counted");
    is(stats_value[STAT_decode_timeout], 2, "so were late ones");
    is(stats_value[STAT_decode_memory], 1, "and the greedy one");
    is(stats_value[STAT_decode_crashed], 2, "and crashes");
    is(stats_value[STAT_decode_too_large], 1, "and the flood");
    test_picture();
}


static void
test_cancel(void)
{
    file_t    f = { .done = 0 }, later = { .done = 0 };
    job_t    *j = hook_job(&f, "RELEVO-HOOK wait"), *k;
    int64_t   before = stats_value[STAT_decode_cancelled];

    ok(UNTIL(stats_value[STAT_decode_running] == 1), "it runs");
    job_cancel(j, RC_REJECT, "nobody wants it");
    ok(UNTIL(f.done), "cancelled");
    ok(UNTIL(idle()), "its child is gone");
    is(stats_value[STAT_decode_cancelled], before + 1, "counted");

    test_set("media.decoders", "1");
    j = hook_job(&f, "RELEVO-HOOK wait");
    ok(UNTIL(stats_value[STAT_decode_running] == 1), "one runs");
    k = hook_job(&later, "RELEVO-HOOK open");
    ok(UNTIL(stats_value[STAT_decode_waiting] == 1), "one waits");
    job_cancel(k, RC_REJECT, "nor that");
    ok(UNTIL(later.done), "who waits is cancelled too");
    is(stats_value[STAT_decode_waiting], 0, "and forgotten");
    job_cancel(j, RC_REJECT, "over");
    ok(UNTIL(idle()), "quiet");
}


static void
test_queue(void)
{
    file_t    files[4] = { { .done = 0 } };
    job_t    *first;

    test_set("media.decoders", "1");
    test_set("media.decode_queue", "2");

    first = hook_job(&files[0], "RELEVO-HOOK wait");
    ok(UNTIL(stats_value[STAT_decode_running] == 1), "one runs");
    for (int i = 1; i < 4; i++) {
        (void) hook_job(&files[i], "RELEVO-HOOK open");
    }
    ok(UNTIL(files[1].done + files[2].done + files[3].done == 1),
       "one more than fit");
    is_str(files[3].error, "decoder: queue is full", "says so");
    is(files[3].rc, RC_RETRY, "and may come again");
    is(stats_value[STAT_decode_full], 1, "counted");

    job_cancel(first, RC_REJECT, "over");
    ok(UNTIL(files[1].done && files[2].done), "the others are decoded");
    is(files[2].rc, RC_OK, "well");
    test_set("media.decode_queue", "1000");
    test_set("media.decoders", "2");
}


static void
test_death(void)
{
    file_t   f = { .done = 0 }, g = { .done = 0 };
    pid_t    pid = decoder_pid();
    int64_t  before = stats_value[STAT_decode_restarts];

    (void) hook_job(&f, "RELEVO-HOOK wait");
    ok(UNTIL(stats_value[STAT_decode_running] == 1), "it runs");
    kill(pid, SIGKILL);
    ok(UNTIL(f.done), "the parent is killed");
    is(f.rc, RC_RETRY, "the file comes again");
    is_str(f.error, "decoder: gone", "says why");

    (void) file_job(&g, gif, sizeof(gif) - 1);
    ok(UNTIL(g.done), "another parent takes the next");
    is(g.rc, RC_OK, "well");
    ok(decoder_pid() != pid, "it is another one");
    is(stats_value[STAT_decode_restarts], before + 1, "counted");
}


/* A parent that is stopped answers nothing: it is replaced. */
static void
test_silence(void)
{
    file_t  f = { .wall_ms = 200 }, g = { .done = 0 };
    pid_t   pid = decoder_pid();

    (void) hook_job(&f, "RELEVO-HOOK wait");
    ok(UNTIL(stats_value[STAT_decode_running] == 1), "it runs");
    kill(pid, SIGSTOP);
    ok(UNTIL(f.done), "the parent says nothing");
    is(f.rc, RC_RETRY, "the file comes again");

    (void) hook_job(&g, "RELEVO-HOOK open");
    ok(UNTIL(g.done), "another parent takes the next");
    is(g.rc, RC_OK, "well");
    ok(decoder_pid() != pid, "it is another one");
}


static void
test_missing(void)
{
    file_t  f = { .done = 0 };
    pid_t   pid = decoder_pid();

    decoder_release();
    test_set("media.decoder", "/nowhere/relevo-decode");
    (void) hook_job(&f, "RELEVO-HOOK open");
    ok(UNTIL(f.done), "without the program nothing is decoded");
    is(f.rc, RC_RETRY, "it may come yet");
    is_str(f.error, "decoder: does not start", "says why");

    /* its handle is freed when it has been waited for */

    ok(UNTIL(kill(pid, 0) == -1), "the one there was has ended");
}


int
main(void)
{
    test_set("media.decoder", "build/test/relevo-decode");
    test_set("media.ocr_languages", "en");
    test_set("media.decoders", "2");
    test_set("media.decode_memory", "128m");
    test_set("log.level", "error");
    log_init("test");
    loop_init();

    test_pace();
    test_picture();
    test_hostile();
    test_cancel();
    test_queue();
    test_death();
    test_silence();
    test_missing();

    decoder_release();
    loop_release();
    config_release();

    return done_testing();
}
