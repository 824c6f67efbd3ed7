/*
 * http_owner - see http_owner.h.
 */

#include "worker/engine/http_owner.h"

#include <string.h>

#include "common/record.h"


/* http://host:port of a URL */

static slice_t
origin_of(const char *url)
{
    const char  *host = strstr(url, "://");
    size_t       before = host == NULL ? 0 : (size_t) (host - url) + 3;

    return slice_make(url, before + strcspn(url + before, "/?#"));
}


/*
 * The operator takes every slot, so that no tenant can make it slow.  Only a
 * tenant's is waited for; two hosts of the operator's may share one.
 */

static bool
operator_keeps(http_owner_t *slot, uint64_t host, uint64_t now)
{
    if (slot->host != host || slot->owner != 0) {
        *slot = (http_owner_t) {
            .host = host,
            .settled_ms = slot->owner == 0 ? slot->settled_ms
                                           : now + HTTP_OWNER_SETTLE_MS
        };
    }

    return now >= slot->settled_ms;
}


static bool
tenant_keeps(http_owner_t *slot, uint64_t host, uint64_t owner)
{
    if (slot->host == 0) {
        *slot = (http_owner_t) { .host = host, .owner = owner };
    }

    if (slot->host != host) {
        return false;
    }

    slot->shared = slot->shared || slot->owner != owner;

    return !slot->shared;
}


bool
http_owner_keeps(http_owner_t *table, const char *url, const char *owner,
    uint64_t now)
{
    const uint64_t  host = fnv1a64(origin_of(url));

    http_owner_t  *slot = &table[host % HTTP_OWNER_HOSTS];

    return owner == NULL ? operator_keeps(slot, host, now)
                         : tenant_keeps(slot, host, fnv1a64(slice_str(owner)));
}
