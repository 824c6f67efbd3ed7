/*
 * command - see command.h.
 *
 *   WAIT   task.processes run already
 *   RUN    until it exits, or task.timeout
 *   CLOSE  process and pipes; when all three are closed it is gone
 */

#include "worker/errands/command.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"

#define OUTPUT_MAX  (512 * 1024)        /* bytes kept of either stream */
#define HANDLES     3

static struct {
    command_t  *running, *waiting;
    unsigned    n;
    bool        stopped;
} commands;

static void commands_pump(void);


/* --- its end ------------------------------------------------------------- */

void
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

    s->over = s->over || s->len + (size_t) n > OUTPUT_MAX;

    if (n == 0 || s->over) {
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


void
command_word(command_t *c, const char *word)
{
    if (c->nwords < WORDS_MAX - 1) {
        c->words[c->nwords++] = word;
    }
}


command_t *
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

    command_word(c, "relevo");
    if (file != NULL) {
        command_word(c, "--config");
        command_word(c, file);
    }

    for (unsigned i = 0; i < nsets; i++) {
        command_word(c, "--set");
        command_word(c, sets[i]);
    }

    command_word(c, "--");              /* a tenant's name is no option */

    return c;
}


void
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
