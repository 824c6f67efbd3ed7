/*
 * callback - see callback.h.
 */

#include "worker/channels/callback.h"

#include <string.h>
#include <strings.h>

#include "worker/engine/address.h"
#include "worker/engine/config.h"


static bool
is_http(const char *url)
{
    return strncasecmp(url, "http://", 7) == 0;
}


/* Who reads a URL differently from libcurl may be led elsewhere: what two
 * readers could disagree about is refused. */

const char *
callback_problem(const char *url)
{
    const char  *host = url + (is_http(url) ? 7 : 8);
    size_t       len;

    if (!is_http(url) && strncasecmp(url, "https://", 8) != 0) {
        return "begins with neither https:// nor http://";
    }

    len = strcspn(host, "/?");

    if (strlen(url) > CALLBACK_URL_MAX) {
        return "is longer than 2048 bytes";
    }

    if (len == 0 || *host == ':') {
        return "has no host";
    }

    if (memchr(host, '@', len) != NULL) {
        return "holds a user or a password";
    }

    for (const char *p = url; *p != '\0'; p++) {
        if (*p < 0x21 || *p > 0x7e || *p == '\\' || *p == '#') {
            return "holds a character that is not of a URL";
        }
    }

    return is_http(url) && *config_str("generic.private_networks") == '\0'
           ? "is http://, which is for generic.private_networks only" : NULL;
}


static bool
is_private(const struct sockaddr *to)
{
    return address_in(to, config_str("generic.private_networks"));
}


static bool
is_public(const struct sockaddr *to)
{
    return address_is_public(to) || is_private(to);
}


http_guard_fn
callback_guard(const char *url)
{
    return is_http(url) ? is_private : is_public;
}
