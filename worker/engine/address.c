/*
 * address - see address.h.
 *
 * Every address is 16 bytes here, an IPv4 one as ::ffff:a.b.c.d, and a network
 * is such an address with the number of bits that count: one comparison.
 */

#include "worker/engine/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define V4_BITS   96                    /* in front of an IPv4 address */
#define WORD_MAX  64

typedef struct {
    uint8_t   bytes[16];
    unsigned  bits;
} network_t;

/* Not routed in the world, or leading back into somebody's own network. */
static const char  special[] =
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16"
    " 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16"
    " 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"

    /* answers on the address of every machine of one provider */
    " 168.63.129.16"

    " 2001::/23 2001:db8::/32 3fff::/20";

static const char  global6[] = "2000::/3";
static const char  nat64[] = "64:ff9b::/96";
static const char  sixtofour[] = "2002::/16";


static void
bytes_of_v4(const uint8_t v4[4], uint8_t ret_bytes[16])
{
    memset(ret_bytes, 0, 10);
    memset(ret_bytes + 10, 0xff, 2);
    memcpy(ret_bytes + 12, v4, 4);
}


static bool
is_v4(const uint8_t bytes[16])
{
    static const uint8_t  mapped[12] = { [10] = 0xff, [11] = 0xff };

    return memcmp(bytes, mapped, sizeof(mapped)) == 0;
}


static bool
bytes_of(const struct sockaddr *to, uint8_t ret_bytes[16])
{
    if (to->sa_family == AF_INET) {
        const struct sockaddr_in  *v4 = (const void *) to;

        bytes_of_v4((const uint8_t *) &v4->sin_addr, ret_bytes);
        return true;
    }

    if (to->sa_family == AF_INET6) {
        const struct sockaddr_in6  *v6 = (const void *) to;

        memcpy(ret_bytes, &v6->sin6_addr, 16);
        return true;
    }

    return false;
}


/* "a.b.c.d/n" or "x::/n"; without "/n" one address. */
static bool
network_read(const char *word, network_t *ret_network)
{
    struct in_addr   v4;
    const char      *slash = strchr(word, '/');
    char             text[WORD_MAX], *end;
    unsigned         above = 0;
    unsigned long    bits = 128;
    size_t           len = slash != NULL ? (size_t) (slash - word)
                                         : strlen(word);

    if (len >= sizeof(text)) {
        return false;
    }

    memcpy(text, word, len);
    text[len] = '\0';

    if (inet_pton(AF_INET, text, &v4) == 1) {
        bytes_of_v4((const uint8_t *) &v4, ret_network->bytes);
        above = V4_BITS;

    } else if (inet_pton(AF_INET6, text, ret_network->bytes) != 1) {
        return false;
    }

    if (slash != NULL) {
        if (slash[1] < '0' || slash[1] > '9') {
            return false;
        }

        bits = strtoul(slash + 1, &end, 10) + above;

        if (*end != '\0' || bits > 128) {
            return false;
        }
    }

    ret_network->bits = (unsigned) bits;

    return true;
}


static bool
network_has(const network_t *n, const uint8_t bytes[16])
{
    unsigned  whole = n->bits / 8, rest = n->bits % 8;

    return memcmp(n->bytes, bytes, whole) == 0
           && (rest == 0 || ((n->bytes[whole] ^ bytes[whole])
                             >> (8 - rest)) == 0);
}


/* The next word of a list, which begins at *at; false: there is none. */
static bool
word_next(const char **at, char ret_word[WORD_MAX])
{
    const char  *p = *at + strspn(*at, " ,\t");
    size_t       len = strcspn(p, " ,\t");

    if (len == 0) {
        return false;
    }

    *at = p + len;
    len = len < WORD_MAX ? len : WORD_MAX - 1;
    memcpy(ret_word, p, len);
    ret_word[len] = '\0';

    return true;
}


static bool
list_has(const char *networks, const uint8_t bytes[16])
{
    char       word[WORD_MAX];
    network_t  n;

    while (word_next(&networks, word)) {
        if (network_read(word, &n) && network_has(&n, bytes)) {
            return true;
        }
    }

    return false;
}


bool
address_in(const struct sockaddr *to, const char *networks)
{
    uint8_t  bytes[16];

    return bytes_of(to, bytes) && list_has(networks, bytes);
}


bool
address_is_public(const struct sockaddr *to)
{
    uint8_t  wire[16], bytes[16];

    if (!bytes_of(to, wire)) {
        return false;
    }

    if (list_has(nat64, wire)) {
        bytes_of_v4(wire + 12, bytes);

    } else if (list_has(sixtofour, wire)) {
        bytes_of_v4(wire + 2, bytes);

    } else {
        memcpy(bytes, wire, sizeof(bytes));
    }

    return (is_v4(bytes) || list_has(global6, bytes))
           && !list_has(special, bytes);
}


const char *
address_networks_problem(const char *networks)
{
    char       word[WORD_MAX];
    network_t  n;

    while (word_next(&networks, word)) {
        const char  *start = networks - strlen(word);

        if (!network_read(word, &n)) {
            return start;
        }
    }

    return NULL;
}


bool
address_read(const char *text, struct sockaddr_storage *ret_address)
{
    struct sockaddr_in6  *v6 = (void *) ret_address;
    struct sockaddr_in   *v4 = (void *) ret_address;
    char                  plain[WORD_MAX];
    size_t                len = strcspn(text, "%");     /* a zone */

    memset(ret_address, 0, sizeof(*ret_address));

    if (len >= sizeof(plain)) {
        return false;
    }

    memcpy(plain, text, len);
    plain[len] = '\0';

    if (inet_pton(AF_INET, plain, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        return true;
    }

    v6->sin6_family = AF_INET6;

    return inet_pton(AF_INET6, plain, &v6->sin6_addr) == 1;
}


void
address_set_port(struct sockaddr_storage *address, int port)
{
    struct sockaddr_in   *v4 = (void *) address;
    struct sockaddr_in6  *v6 = (void *) address;

    if (address->ss_family == AF_INET) {
        v4->sin_port = htons((uint16_t) port);
    } else {
        v6->sin6_port = htons((uint16_t) port);
    }
}
