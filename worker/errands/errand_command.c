/*
 * errand_command - errands that a subcommand of `relevo` does already.
 *
 *   intents_train       relevo train --tenant ID --intents FILE
 *   channel_test        relevo channel test CHANNEL ACCOUNT --url URL ...
 *   dead_letter_replay  relevo dlq replay ID
 *
 * A process of its own: learning takes seconds of CPU, a test waits for
 * servers, and neither belongs on the loop.  It has this program's file and
 * configuration, no standard input, and what it prints is its answer.
 *
 *   WAIT   task.processes run already
 *   RUN    until it exits, or task.timeout
 *   CLOSE  process and pipes; when all three are closed it is gone
 *
 * A command that is cut off (the worker ends) is begun again by whoever gets
 * its errand: each of them may be run twice.
 */

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/errands/errand.h"
#include "worker/jsonx.h"

#define WORDS_MAX   560                 /* --set of the worker's own, too */
#define OUTPUT_MAX  (512 * 1024)        /* bytes kept of either stream */
#define HANDLES     3

typedef struct command_s  command_t;

typedef struct {
    uv_pipe_t   pipe;
    command_t  *command;
    char       *text;                   /* NUL behind it, or NULL */
    size_t      len;
    char        chunk[16384];
} stream_t;

struct command_s {
    errand_t      *errand;              /* NULL: ended, or nobody asks */
    void         (*judge)(errand_t *e, command_t *c);
    char           file[64];            /* to be removed, or "" */
    const char    *words[WORDS_MAX];
    unsigned       nwords;
    uv_process_t   process;
    stream_t       out, err;
    alarm_t       *limit;
    bool           spawned, exited, timed_out;
    int            status;
    unsigned       open;                /* handles that are not closed yet */
    unsigned       streaming;           /* streams that may still speak */
    command_t     *next;
};

static struct {
    command_t  *running, *waiting;
    unsigned    n;
    bool        stopped;
} commands;

static void commands_pump(void);


/* --- its end ------------------------------------------------------------- */

static void
command_free(command_t *c)
{
    if (c->file[0] != '\0') {
        (void) unlink(c->file);
    }

    free(c->out.text);
    free(c->err.text);
    free(c);
}


static void
handle_closed(uv_handle_t *handle)
{
    command_t  *c = handle->data;

    if (--c->open == 0) {
        command_free(c);
    }
}


static void
command_close(command_t *c)
{
    uv_handle_t  *handles[HANDLES] = {
        (uv_handle_t *) &c->process, (uv_handle_t *) &c->out.pipe,
        (uv_handle_t *) &c->err.pipe
    };

    for (int i = 0; i < HANDLES; i++) {
        handles[i]->data = c;
        uv_close(handles[i], handle_closed);
    }
}


static void
command_unlink(command_t *c)
{
    command_t  **link = &commands.running;

    while (*link != c) {
        link = &(*link)->next;
    }

    *link = c->next;
    commands.n--;
}


/* It has exited and said all: what came of it. */
static void
command_over(command_t *c)
{
    errand_t  *e = c->errand;

    if (!c->exited || c->streaming > 0) {
        return;
    }

    alarm_cancel(c->limit);
    c->limit = NULL;
    c->errand = NULL;
    command_unlink(c);

    if (c->timed_out) {
        errand_done(e, NULL, "timeout");
    } else {
        c->judge(e, c);
    }

    command_close(c);
    commands_pump();
}


static void
process_exited(uv_process_t *process, int64_t status, int signum)
{
    command_t  *c = process->data;

    c->exited = true;
    c->status = signum != 0 ? 128 + signum : (int) status;
    command_over(c);
}


static void
limit_passed(void *data)
{
    command_t  *c = data;

    c->limit = NULL;
    c->timed_out = true;
    (void) uv_process_kill(&c->process, SIGKILL);
}


/* --- what it says -------------------------------------------------------- */

static void
stream_room(uv_handle_t *handle, size_t want, uv_buf_t *buf)
{
    stream_t  *s = (stream_t *) handle;

    (void) want;
    *buf = uv_buf_init(s->chunk, sizeof(s->chunk));
}


static void
stream_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
    stream_t  *s = (stream_t *) stream;
    char      *text;

    if (n < 0) {
        (void) uv_read_stop(stream);
        s->command->streaming--;
        command_over(s->command);
        return;
    }

    if (n == 0 || s->len + (size_t) n > OUTPUT_MAX) {
        return;                         /* more than anybody wants to read */
    }

    text = realloc(s->text, s->len + (size_t) n + 1);
    if (text != NULL) {
        memcpy(text + s->len, buf->base, (size_t) n);
        s->text = text;
        s->len += (size_t) n;
        s->text[s->len] = '\0';
    }
}


/* --- its beginning ------------------------------------------------------- */

static int
command_spawn(command_t *c)
{
    uv_stdio_container_t  stdio[3] = {
        { .flags = UV_IGNORE },
        { .flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE,
          .data = { .stream = (uv_stream_t *) &c->out.pipe } },
        { .flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE,
          .data = { .stream = (uv_stream_t *) &c->err.pipe } },
    };
    uv_process_options_t  options = {
        .file = "/proc/self/exe", .args = (char **) (uintptr_t) c->words,
        .stdio = stdio, .stdio_count = 3, .exit_cb = process_exited
    };

    return uv_spawn(loop_get(), &c->process, &options);
}


static void
command_start(command_t *c)
{
    int  rc;

    (void) uv_pipe_init(loop_get(), &c->out.pipe, 0);
    (void) uv_pipe_init(loop_get(), &c->err.pipe, 0);
    c->open = HANDLES;
    c->out.command = c->err.command = c;
    c->process.data = c;
    c->next = commands.running;
    commands.running = c;
    commands.n++;

    rc = command_spawn(c);
    if (rc != 0) {
        log_error("task.command", LOG_STR("why", uv_strerror(rc)));
        command_unlink(c);
        errand_drop(c->errand, uv_strerror(rc));
        command_close(c);
        return;
    }

    c->spawned = true;
    c->streaming = 2;
    c->limit = alarm_set((uint64_t) config_int("task.timeout"), limit_passed,
                         c);
    (void) uv_read_start((uv_stream_t *) &c->out.pipe, stream_room,
                         stream_read);
    (void) uv_read_start((uv_stream_t *) &c->err.pipe, stream_room,
                         stream_read);
}


static void
commands_pump(void)
{
    while (commands.waiting != NULL
           && (int64_t) commands.n < config_int("task.processes"))
    {
        command_t  *c = commands.waiting;

        commands.waiting = c->next;
        command_start(c);
    }
}


void
errand_commands_stop(void)
{
    command_t  *c;

    commands.stopped = true;

    while ((c = commands.waiting) != NULL) {
        commands.waiting = c->next;
        command_free(c);
    }

    while ((c = commands.running) != NULL) {
        alarm_cancel(c->limit);
        (void) uv_process_kill(&c->process, SIGKILL);
        command_unlink(c);
        command_close(c);
    }
}


static void
word_add(command_t *c, const char *word)
{
    if (c->nwords < WORDS_MAX - 1) {
        c->words[c->nwords++] = word;
    }
}


/* With the configuration of this process; NULL: the errand is dropped. */
static command_t *
command_new(errand_t *e, void (*judge)(errand_t *e, command_t *c))
{
    command_t           *c = calloc(1, sizeof(command_t));
    const char          *file;
    const char *const   *sets;
    unsigned             nsets;

    if (c == NULL) {
        errand_drop(e, "out of memory");
        return NULL;
    }

    c->errand = e;
    c->judge = judge;
    file = config_source(&sets, &nsets);

    word_add(c, "relevo");
    if (file != NULL) {
        word_add(c, "--config");
        word_add(c, file);
    }

    for (unsigned i = 0; i < nsets; i++) {
        word_add(c, "--set");
        word_add(c, sets[i]);
    }

    word_add(c, "--");                  /* names of tenants are no options */

    return c;
}


static void
command_queue(command_t *c)
{
    command_t  **last = &commands.waiting;

    if (commands.stopped) {
        errand_drop(c->errand, "the worker ends");
        command_free(c);
        return;
    }

    while (*last != NULL) {
        last = &(*last)->next;
    }

    *last = c;
    commands_pump();
}


/* --- answers ------------------------------------------------------------- */

/* The sentence it ended with, without the name of the program. */
static const char *
sentence_of(const stream_t *s, char *buf, size_t len)
{
    const char  *text = s->text != NULL ? s->text : "it said nothing";

    text += strncmp(text, "relevo: ", 8) == 0 ? 8 : 0;
    (void) snprintf(buf, len, "%s", text);
    buf[strcspn(buf, "\n")] = '\0';

    return buf;
}


static void
failed(errand_t *e, const command_t *c)
{
    char  buf[512];

    errand_done(e, NULL, sentence_of(&c->err, buf, sizeof(buf)));
}


static void
trained(errand_t *e, command_t *c)
{
    json_t  *report = c->status == 0 && c->out.text != NULL
                      ? jsonx_load(slice_make(c->out.text, c->out.len))
                      : NULL;

    if (report == NULL) {
        failed(e, c);
        return;
    }

    errand_done(e, report, NULL);
}


/* Each line a step: what it printed went well, what it complained of not. */
static void
steps_add(json_t *steps, const stream_t *s, bool ok)
{
    const char  *line = s->text;

    while (line != NULL && *line != '\0') {
        size_t  len = strcspn(line, "\n");
        size_t  skip = strncmp(line, "relevo: ", 8) == 0 ? 8 : 0;

        json_array_append_new(steps, json_pack("{s:b, s:s%}", "ok", ok,
            "text", line + skip, len - skip));
        line += len + (line[len] == '\n');
    }
}


static void
channel_tested(errand_t *e, command_t *c)
{
    json_t  *steps = json_array();

    steps_add(steps, &c->out, true);
    steps_add(steps, &c->err, false);
    errand_done(e, json_pack("{s:b, s:o}", "ok", c->status == 0, "steps",
                             steps), NULL);
}


static void
letter_replayed(errand_t *e, command_t *c)
{
    if (c->status != 0) {
        failed(e, c);
        return;
    }

    errand_done(e, json_pack("{s:b}", "replayed", 1), NULL);
}


/* --- the kinds ----------------------------------------------------------- */

/* The lines in a file of our own; false: could not be written. */
static bool
lines_write(command_t *c, const char *lines)
{
    const char  *dir = getenv("TMPDIR");
    size_t       len = strlen(lines);
    int          fd;
    bool         ok;

    (void) snprintf(c->file, sizeof(c->file), "%.32s/relevo-XXXXXX.tsv",
                    dir != NULL && strlen(dir) <= 32 ? dir : "/tmp");
    fd = mkstemps(c->file, 4);
    if (fd < 0) {
        c->file[0] = '\0';
        return false;
    }

    ok = write(fd, lines, len) == (ssize_t) len;

    return close(fd) == 0 && ok;
}


void
errand_train(errand_t *e)
{
    command_t  *c;

    if (*config_str("nlu.dir") == '\0') {
        errand_done(e, NULL, "nlu.dir is not set: the folder where the"
                    " workers look for models of tenants");
        return;
    }

    c = command_new(e, trained);
    if (c == NULL) {
        return;
    }

    if (!lines_write(c, jsonx_str(e->claim, "lines"))) {
        errand_drop(e, strerror(errno));
        command_free(c);
        return;
    }

    word_add(c, "train");
    word_add(c, "--tenant");
    word_add(c, e->tenant);
    word_add(c, "--intents");
    word_add(c, c->file);
    if (jsonx_true(errand_input(e), "dry_run")) {
        word_add(c, "--dry-run");
    }

    command_queue(c);
}


void
errand_channel_test(errand_t *e)
{
    const json_t  *input = errand_input(e);
    const char    *channel = jsonx_str(input, "channel");
    const char    *endpoint = jsonx_str(input, "endpoint");
    const char    *base = config_str("channel.test_url");
    command_t     *c;
    char          *url;
    bool           webchat;

    if (*base == '\0') {
        errand_done(e, NULL, "channel.test_url is not set: where nginx is to"
                    " be asked");
        return;
    }

    c = command_new(e, channel_tested);
    if (c == NULL) {
        return;
    }

    webchat = strcmp(channel, "webchat") == 0;
    if (asprintf(&url, "%s/%s%s/%s", base, webchat ? "chat" : "webhooks/",
                 webchat ? "" : channel, endpoint) < 0)
    {
        errand_drop(e, "out of memory");
        command_free(c);
        return;
    }

    json_object_set_new(e->claim, "url", json_string(url));
    free(url);

    word_add(c, "channel");
    word_add(c, "test");
    word_add(c, "--url");
    word_add(c, jsonx_str(e->claim, "url"));
    word_add(c, "--endpoint");
    word_add(c, endpoint);
    word_add(c, channel);
    word_add(c, jsonx_str(input, "account"));
    command_queue(c);
}


void
errand_letter(errand_t *e)
{
    command_t  *c = command_new(e, letter_replayed);

    if (c == NULL) {
        return;
    }

    word_add(c, "dlq");
    word_add(c, "replay");
    word_add(c, jsonx_str(errand_input(e), "letter"));
    command_queue(c);
}
