/*
 * pipeline - the phases of a turn, in order.  This table is the program.
 *
 * A turn enters when lane.c starts it and leaves when its results are in
 * PostgreSQL; what is sent afterwards is deliver's.  Every phase may run
 * again: nothing before commit is visible outside.
 */

#include "worker/pipeline.h"

#define THINK_MS  (10 * 60 * 1000u)     /* provider.total comes first */
#define LONG_MS  (24 * 3600 * 1000u)    /* ends with the lease, not the clock */


const phase_t  pipeline[] = {
    /* name          start             finish          deadline_ms */
    { "context",     context_start,    context_finish, 15000 },
    { "media",       media_wait_start, media_wait_finish, LONG_MS },
    { "understand",  understand_start, NULL,           0 },
    { "outside",     outside_start,    outside_finish, 15000 },
    { "decide",      decide_start,     NULL,           0 },
    { "embed",       embed_start,      embed_finish,   15000 },
    { "search",      search_start,     search_finish,  15000 },
    { "think",       think_start,      think_finish,   THINK_MS },
    { "reply",       reply_start,      NULL,           0 },
    { "settle",      settle_start,     settle_finish,  LONG_MS },
    { "commit",      commit_start,     commit_finish,  LONG_MS },
    { NULL, NULL, NULL, 0 }
};
