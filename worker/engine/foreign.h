/*
 * foreign - a URL that is not ours: a tenant's callback, a tenant's model.
 *
 *   public addresses     at the ports of http.foreign_ports
 *   private networks     those that a setting names, at any port
 *
 * The address is looked at where it cannot change any more: when the
 * connection is made, whatever the name resolved to (http_guard_fn).
 */

#ifndef RELEVO_ENGINE_FOREIGN_H
#define RELEVO_ENGINE_FOREIGN_H

#include <stdbool.h>
#include <sys/socket.h>

#define FOREIGN_URL_MAX  2048

/* NULL, or what is wrong with the URL (static). */
const char *foreign_problem(const char *url);

/* http://, not https://? */
bool foreign_is_clear(const char *url);

/* networks: "10.0.0.0/8 fd00::/8", or empty for none. */
bool foreign_may(const struct sockaddr *to, const char *networks);

/* The first word of a list of ports that is none, or NULL. */
const char *foreign_ports_problem(const char *ports);

#endif
