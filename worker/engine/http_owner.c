/*
 * http_owner - see http_owner.h.
 */

#include "worker/engine/http_owner.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#include "common/record.h"


/*
 * "scheme://host:port" of a URL as curl, which takes a kept connection by it,
 * compares it: whatever its case, with the port named or not, without a user.
 * Not what the URL says: a tenant could write another one's host differently.
 */

static bool
origin_parts(CURLU *u, char *buf, size_t size)
{
    char  *scheme = NULL, *host = NULL, *port = NULL;
    bool   ok;

    ok = curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK
         && curl_url_get(u, CURLUPART_HOST, &host, CURLU_PUNYCODE) == CURLUE_OK
         && curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT)
            == CURLUE_OK;

    if (ok) {
        size_t  len = strlen(host);

        len -= len > 0 && host[len - 1] == '.';
        snprintf(buf, size, "%s://%.*s:%s", scheme, (int) len, host, port);
    }

    curl_free(scheme);
    curl_free(host);
    curl_free(port);

    return ok;
}


/* 0 when curl does not understand it either. */

static uint64_t
origin_hash(const char *url)
{
    CURLU  *u = curl_url();
    char    origin[512];
    bool    ok = u != NULL
                 && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK
                 && origin_parts(u, origin, sizeof(origin));

    curl_url_cleanup(u);

    for (char *c = origin; ok && *c != '\0'; c++) {
        *c = (char) (*c >= 'A' && *c <= 'Z' ? *c + ('a' - 'A') : *c);
    }

    return ok ? fnv1a64(slice_str(origin)) : 0;
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
    const uint64_t  host = origin_hash(url);

    http_owner_t  *slot = &table[host % HTTP_OWNER_HOSTS];

    if (host == 0) {
        return false;
    }

    return owner == NULL ? operator_keeps(slot, host, now)
                         : tenant_keeps(slot, host, fnv1a64(slice_str(owner)));
}
