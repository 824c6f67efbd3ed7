/*
 * file - where the files of messages may be fetched from, and with what.
 *
 * A credential goes to the origin (scheme, host, port) of the account's API
 * base, and to hosts its channel names; over https unless the base itself is
 * http.  Everything else is somebody's URL: public addresses only, by the
 * guard of callbacks (callback.h), judged when the connection is made.
 */

#ifndef RELEVO_CHANNELS_FILE_H
#define RELEVO_CHANNELS_FILE_H

#include "worker/channels/channel.h"

/* Same scheme, host and port? */
bool file_is_of(const char *url, const char *base);

/* Is the host one of hosts?  Words; ".name" is name's sub-domains. */
bool file_host_in(const char *url, const char *hosts);

/* A GET of url, with a header (NULL: none). */
bool file_get(pool_t *pool, const char *url, const char *header,
         http_request_t *ret_http, const char **ret_error);

/* The same to a URL of somebody's: guarded; FILE_UNSAFE when it is none we
 * would ask. */
bool file_get_guarded(pool_t *pool, const char *url, const char *header,
         http_request_t *ret_http, const char **ret_error);

#endif
