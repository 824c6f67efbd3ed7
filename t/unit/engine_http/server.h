/*
 * The server of the HTTP driver's test: it answers, lies, dies and swallows.
 *
 * Behaviour is chosen by path.  It forks per connection and is plain blocking
 * code; what it saw is in shared memory.
 */

#ifndef ENGINE_HTTP_SERVER_H
#define ENGINE_HTTP_SERVER_H

#include <stdatomic.h>
#include <sys/types.h>

typedef struct {
    atomic_int  connections;
    atomic_int  requests;
    atomic_int  swallowed;
    atomic_int  waiting;                /* requests in /slow or /delay */
    atomic_int  most_waiting;
    atomic_int  closed;                 /* by /then-close */
    atomic_int  drips;                  /* pieces of /drip that were read */
    atomic_int  release;                /* /hold answers when set */
    char        last[8192];
} seen_t;

extern seen_t  *seen;

/* Returns its process group; the port is where it listens. */
pid_t server_start(int *ret_port);

#endif
