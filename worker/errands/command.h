/*
 * command - a subcommand of `relevo` in a process of its own, for an errand.
 *
 * It has this program's file and configuration, no standard input; what it
 * prints is kept, and judge() makes of it how the errand ends.
 */

#ifndef RELEVO_ERRANDS_COMMAND_H
#define RELEVO_ERRANDS_COMMAND_H

#include <uv.h>

#include "worker/engine/loop.h"
#include "worker/errands/errand.h"

#define WORDS_MAX   560                 /* --set of the worker's own, too */

typedef struct command_s  command_t;

typedef struct {
    uv_pipe_t   pipe;
    command_t  *command;
    char       *text;                   /* NUL behind it, or NULL */
    size_t      len;
    bool        over;                   /* said more than is kept */
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

/* With the configuration of this process; NULL: the errand is dropped. */
command_t *command_new(errand_t *e,
               void (*judge)(errand_t *e, command_t *c));

/* A word of its command line, borrowed until it has ended. */
void       command_word(command_t *c, const char *word);

/* As soon as there is room; the command is nobody's any more. */
void       command_queue(command_t *c);

/* One that was not queued. */
void       command_free(command_t *c);

#endif
