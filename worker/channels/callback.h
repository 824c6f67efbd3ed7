/*
 * callback - a URL of a tenant's: what it may look like, where it may lead.
 *
 *   https  public addresses, and the networks of generic.private_networks
 *   http   these networks alone: messages do not cross the world in clear
 *
 * What a foreign URL is at all, and when it is looked at: engine/foreign.h.
 */

#ifndef RELEVO_CHANNELS_CALLBACK_H
#define RELEVO_CHANNELS_CALLBACK_H

#include "worker/engine/http.h"

/* NULL, or what is wrong with the URL (static). */
const char *callback_problem(const char *url);

/* Who decides where its connections may go. */
http_guard_fn callback_guard(const char *url);

#endif
