/*
 * foreign - see foreign.h.
 */

#include "worker/engine/foreign.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "worker/engine/address.h"
#include "worker/engine/config.h"


bool
foreign_is_clear(const char *url)
{
    return strncasecmp(url, "http://", 7) == 0;
}


/* Who reads a URL differently from libcurl may be led elsewhere: what two
 * readers could disagree about is refused. */

const char *
foreign_problem(const char *url)
{
    const char  *host = url + (foreign_is_clear(url) ? 7 : 8);
    size_t       len;

    if (!foreign_is_clear(url) && strncasecmp(url, "https://", 8) != 0) {
        return "begins with neither https:// nor http://";
    }

    len = strcspn(host, "/?");

    if (strlen(url) > FOREIGN_URL_MAX) {
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

    return NULL;
}


/* The next port of a list; 0: the word is none, -1: the list has ended. */

static long
port_next(const char **at)
{
    const char  *p = *at + strspn(*at, " ,\t");
    char        *end;
    long         port;

    if (*p == '\0') {
        return -1;
    }

    *at = p;
    port = *p >= '0' && *p <= '9' ? strtol(p, &end, 10) : 0;
    if (port < 1 || port > 65535 || strchr(" ,\t", *end) == NULL) {
        return 0;
    }

    *at = end;

    return port;
}


const char *
foreign_ports_problem(const char *ports)
{
    long  port;

    while ((port = port_next(&ports)) > 0) { }

    return port == 0 ? ports : NULL;
}


static bool
port_is_usual(const struct sockaddr *to)
{
    const char  *ports = config_str("http.foreign_ports");
    uint16_t     here = to->sa_family == AF_INET
                        ? ((const struct sockaddr_in *) (const void *) to)
                          ->sin_port
                        : ((const struct sockaddr_in6 *) (const void *) to)
                          ->sin6_port;
    long         port;

    if (*ports == '\0') {
        return true;
    }

    while ((port = port_next(&ports)) > 0) {
        if (port == ntohs(here)) {
            return true;
        }
    }

    return false;
}


bool
foreign_may(const struct sockaddr *to, const char *networks)
{
    return address_in(to, networks)
           || (address_is_public(to) && port_is_usual(to));
}
