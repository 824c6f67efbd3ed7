/*
 * request - pieces of HTTP requests that providers share: headers in a pool,
 * JSON bodies, the URL of an account.
 */

#ifndef RELEVO_PROVIDERS_REQUEST_H
#define RELEVO_PROVIDERS_REQUEST_H

#include "worker/providers/provider.h"

#define REQUEST_HEADERS_MAX  12

typedef struct {
    pool_t       *pool;
    const char  **list;                 /* NULL at the end */
    unsigned      n;
    bool          failed;               /* no memory, or an illegal value */
} headers_t;

headers_t   headers_new(pool_t *pool);
void        headers_add(headers_t *h, const char *name, slice_t value);

/* A setting of the account as a string; "" when there is none. */
const char *request_setting(const provider_account_t *account,
                const char *key);

/* temperature and top_p of the account under the names the service has for
 * them; not sent unless they are set: newer models refuse any but their own. */
void        request_sampling(json_t *to, const provider_account_t *account,
                const char *temperature, const char *top_p);

/* The account's base URL, else the provider's, with path behind it. */
char       *request_url(provider_call_t *call,
                const provider_account_t *account, const char *path);

/* Bytes as a JSON string of base64, "data:MIME;base64,..." unless mime is
 * NULL; a new reference, NULL: no memory. */
json_t     *request_base64(const char *mime, slice_t bytes);

/* POST of body, which is given away; RC_REJECT when it could not be made. */
rc_t        request_post(provider_call_t *call, const char *url,
                headers_t *headers, json_t *body, http_request_t *ret_http);

/* Sets key unless value is NULL; then marks body as failed by clearing it to
 * something request_post() refuses.  Steals value. */
void        body_set(json_t *body, const char *key, json_t *value);
bool        body_failed(const json_t *body);

/* Steals value: itself, or NULL where it failed. */
json_t     *body_whole(json_t *value);

#endif
