/*
 * file - see file.h.
 */

#include "worker/channels/file.h"

#include <string.h>
#include <strings.h>

#include "worker/channels/callback.h"


/* "https://host:port" in front of the path; 0: not of that form. */
static size_t
origin_len(const char *url)
{
    const char  *host = strstr(url, "://");

    return host == NULL ? 0
           : (size_t) (host - url) + 3 + strcspn(host + 3, "/?#");
}


bool
file_is_of(const char *url, const char *base)
{
    size_t  len = origin_len(base);

    return len > 0 && origin_len(url) == len
           && strncasecmp(url, base, len) == 0;
}


static slice_t
host_of(const char *url)
{
    const char  *host = strstr(url, "://");

    return host == NULL ? SLICE_NULL
           : slice_make(host + 3, strcspn(host + 3, ":/?#"));
}


static bool
host_is(slice_t host, const char *word, size_t len)
{
    if (*word != '.') {
        return host.len == len
               && strncasecmp((const char *) host.data, word, len) == 0;
    }

    return host.len > len
           && strncasecmp((const char *) host.data + host.len - len, word,
                          len) == 0;
}


bool
file_host_in(const char *url, const char *hosts)
{
    slice_t  host = host_of(url);

    while (*hosts != '\0') {
        size_t  len = strcspn(hosts, " ");

        if (len > 0 && host.len > 0 && host_is(host, hosts, len)) {
            return true;
        }

        hosts += len;
        hosts += *hosts == ' ';
    }

    return false;
}


bool
file_get(pool_t *pool, const char *url, const char *header,
    http_request_t *ret_http, const char **ret_error)
{
    const char  **headers = pool_alloc(pool, 2 * sizeof(char *));

    if (headers == NULL) {
        *ret_error = FILE_RETRY;
        return false;
    }

    headers[0] = header;
    *ret_http = (http_request_t) {
        .method = "GET", .url = url, .headers = headers
    };

    return true;
}


bool
file_get_guarded(pool_t *pool, const char *url, const char *header,
    http_request_t *ret_http, const char **ret_error)
{
    if (callback_problem(url) != NULL) {
        *ret_error = FILE_UNSAFE;
        return false;
    }

    if (!file_get(pool, url, header, ret_http, ret_error)) {
        return false;
    }

    ret_http->may_connect = callback_guard(url);

    return true;
}
