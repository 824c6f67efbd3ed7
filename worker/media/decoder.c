/*
 * decoder - see decoder.h.
 *
 * A call is in one of two lists: waiting, or running under an id that
 * relevo-decode answers.  A call whose op was detached stays in running until
 * that answer, because its child counts until it is gone.
 */

#include "worker/media/decoder.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "worker/engine/config.h"
#include "worker/engine/log.h"
#include "worker/engine/loop.h"
#include "worker/engine/stats.h"
#include "worker/media/decoder_link.h"
#include "worker/media/decoder_own.h"

#include "common/banned.h"

#define FULL_MS    20               /* until a full socket is tried again */
#define GRACE_MS   5000             /* behind wall_ms: it does not answer */
#define PATIENCE   4                /* by the clock, of the CPU time: decoders
                                       are nice, and machines are busy */
#define WATCH_MS   1000

typedef struct call_s  call_t;

struct call_s {
    op_t      *op;                  /* NULL: nobody waits */
    uint64_t   id;
    char      *packet;
    int        input, output;
    uint64_t   wall_ms, due_ms;     /* due: an answer must be here */
    call_t    *next;
};

typedef struct {
    call_t   *first, **end;
    unsigned  n;
} list_t;

static list_t    waiting = { NULL, &waiting.first, 0 };
static list_t    running = { NULL, &running.first, 0 };
static uint64_t  last_id;
static alarm_t  *again, *watch;

static void decoder_pump(void *data);


/* ---- lists ---- */

static void
list_add(list_t *list, call_t *c)
{
    c->next = NULL;
    *list->end = c;
    list->end = &c->next;
    list->n++;
    stat_set(decode_waiting, waiting.n);
    stat_set(decode_running, running.n);
}


static bool
list_remove(list_t *list, const call_t *c)
{
    for (call_t **at = &list->first; *at != NULL; at = &(*at)->next) {
        if (*at == c) {
            *at = c->next;
            if (*at == NULL) {
                list->end = at;
            }
            list->n--;
            stat_set(decode_waiting, waiting.n);
            stat_set(decode_running, running.n);
            return true;
        }
    }

    return false;
}


static void
call_free(call_t *c)
{
    if (c->input != -1) {
        (void) close(c->input);
    }
    if (c->output != -1) {
        (void) close(c->output);
    }
    free(c->packet);
    free(c);
}


/* Settles the op, if anybody still waits; c is gone. */
static void
call_end(call_t *c, rc_t rc, const char *error)
{
    op_t  *op = c->op;

    call_free(c);
    if (op != NULL) {
        op_complete(op, rc, error);
    }
}


static void
call_answered(call_t *c, const decoded_reply_t *reply)
{
    if (c->op == NULL) {
        call_free(c);

    } else if (decoder_result(c->op, reply, &c->output)) {
        call_end(c, RC_OK, NULL);

    } else {
        call_end(c, RC_RETRY, "decoder: refused");
    }
}


/* ---- hooks of the link ---- */

static void
on_ready(void)
{
    decoder_pump(NULL);
}


static void
on_reply(const decoded_reply_t *reply)
{
    call_t  *c = running.first;

    while (c != NULL && c->id != reply->id) {
        c = c->next;
    }

    if (c == NULL) {
        return;                         /* of nobody: not counted either */
    }

    (void) list_remove(&running, c);
    decoder_count(reply->outcome);
    log_debug("decoder.file", LOG_INT("outcome", reply->outcome),
              LOG_INT("signal", reply->signal),
              LOG_INT("wall_ms", reply->wall_ms),
              LOG_INT("cpu_ms", reply->cpu_ms),
              LOG_INT("rss_kb", reply->rss_kb));
    call_answered(c, reply);
    decoder_pump(NULL);
}


/* Who was running may be why: they are tried again by their jobs.  Who waited
 * goes on waiting, unless there is no hope. */
static void
on_gone(void)
{
    call_t  *c;

    while ((c = running.first) != NULL) {
        (void) list_remove(&running, c);
        call_end(c, RC_RETRY, "decoder: gone");
    }

    while (decoder_link_is_hopeless() && (c = waiting.first) != NULL) {
        (void) list_remove(&waiting, c);
        call_end(c, RC_RETRY, "decoder: does not start");
    }
}


static const decoder_hooks_t  hooks = { on_ready, on_reply, on_gone };


/* ---- running ---- */

/* A parent that leaves an answer out is replaced. */
static void
decoder_watch(void *data)
{
    (void) data;
    watch = NULL;

    for (const call_t *c = running.first; c != NULL; c = c->next) {
        if (c->due_ms < now_ms()) {
            decoder_link_kill();
            return;
        }
    }

    if (running.first != NULL) {
        watch = alarm_set(WATCH_MS, decoder_watch, NULL);
    }
}


static unsigned
decoder_most(void)
{
    int64_t  n = config_int("media.decoders");

    if (n <= 0) {
        n = sysconf(_SC_NPROCESSORS_ONLN);
    }

    return n < 1 ? 1 : (unsigned) n;
}


static bool
call_run(call_t *c)
{
    int  fds[2] = { c->input, c->output };

    if (!decoder_link_send(slice_str(c->packet), fds)) {
        return false;
    }

    (void) list_remove(&waiting, c);
    list_add(&running, c);
    c->due_ms = now_ms() + c->wall_ms + GRACE_MS;
    (void) close(c->input);             /* the child has it */
    c->input = -1;
    free(c->packet);
    c->packet = NULL;
    stat_add(decode_started, 1);

    return true;
}


static void
decoder_pump(void *data)
{
    if (data == NULL) {                 /* not the alarm itself */
        alarm_cancel(again);
    }
    again = NULL;

    while (waiting.first != NULL && decoder_link_is_ready()
           && running.n < decoder_most())
    {
        if (!call_run(waiting.first)) {
            again = alarm_set(FULL_MS, decoder_pump, &again);
            break;
        }
    }

    if (running.first != NULL && watch == NULL) {
        watch = alarm_set(WATCH_MS, decoder_watch, NULL);
    }
}


/* ---- calls ---- */

static void
decoder_detach(op_t *op)
{
    call_t  *c = op->cell;
    char     packet[64];

    c->op = NULL;

    if (list_remove(&waiting, c)) {
        call_free(c);
        return;
    }

    (void) snprintf(packet, sizeof(packet), "{\"cancel\":%" PRIu64 "}",
                    c->id);
    /* should it not arrive: the child has its limit of time */
    (void) decoder_link_send(slice_str(packet), NULL);
}


static call_t *
call_new(const decoder_request_t *req)
{
    call_t  *c = calloc(1, sizeof(*c));

    if (c == NULL) {
        return NULL;
    }

    c->id = ++last_id;
    c->wall_ms = req->wall_ms != 0 ? req->wall_ms
                 : PATIENCE * (uint64_t) config_int("media.decode_time");
    c->packet = decoder_packet(c->id, c->wall_ms, req);
    c->input = fcntl(req->fd, F_DUPFD_CLOEXEC, 0);
    c->output = memfd_create("relevo-decode", MFD_CLOEXEC);

    if (c->packet == NULL || c->input == -1 || c->output == -1) {
        call_free(c);
        return NULL;
    }

    return c;
}


op_t *
decoder_call(job_t *j, const decoder_request_t *req)
{
    op_t    *op = op_new(j);
    call_t  *c;

    op->status = -1;

    if (waiting.n >= (uint64_t) config_int("media.decode_queue")) {
        stat_add(decode_full, 1);
        op_complete(op, RC_RETRY, "decoder: queue is full");
        return op;
    }

    decoder_link_start(&hooks);
    if (decoder_link_is_hopeless()) {
        op_complete(op, RC_RETRY, "decoder: does not start");
        return op;
    }

    c = call_new(req);
    if (c == NULL) {
        op_complete(op, RC_RETRY, "decoder: no memory or descriptors");
        return op;
    }

    c->op = op;
    op->cell = c;
    op->detach = decoder_detach;
    list_add(&waiting, c);
    decoder_pump(NULL);

    return op;
}


void
decoder_release(void)
{
    call_t  *c;

    decoder_link_release();
    alarm_cancel(again);
    alarm_cancel(watch);
    again = watch = NULL;

    while ((c = running.first) != NULL) {
        (void) list_remove(&running, c);
        call_free(c);
    }
}
